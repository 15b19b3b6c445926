"""What a requirement is asked about, and the occurrences it answers with."""

from datetime import date
from typing import NamedTuple

from attrs import frozen

from loanvisit.domain import BorrowerFile, Calendar, Drawdown, FactName, Loan, Subject
from loanvisit.scheduling.requirements import Roll
from loanvisit.scheduling.seeing import Sighting
from loanvisit.words import Text


class Occurrence(NamedTuple):
    """One time a requirement falls due: counted from where, open from when, its last day before and after the roll."""

    anchor: str
    anchored_on: date
    opens: date
    raw: date
    last: date
    provisional: bool
    met_by: Sighting | None = None


@frozen(kw_only=True)
class Case:
    """One subject under one clause: the day things hang on, the range looked at, and the visits that qualify.

    `starts` is the day of the (first) payout, `ends` the day of maturity, None where unknown or open.
    `known_from` None means that everything since `starts` is known.
    """

    file: BorrowerFile
    subject: Subject
    loans: tuple[Loan, ...]
    drawdown: Drawdown | None
    starts: date | None
    ends: date | None
    calendar: Calendar
    roll: Roll
    as_of: date
    until: date
    known_from: date | None
    seen: tuple[Sighting, ...]

    def is_outside(self, last: date) -> bool:
        """Say whether an occurrence ends before the known past begins."""
        return self.known_from is not None and last <= self.known_from

    def is_beyond(self, opens: date, last: date) -> bool:
        """Say whether an occurrence is neither open by `as_of` nor over by `until`."""
        return last > self.until and opens > self.as_of

    def is_over(self, last: date) -> bool:
        """Say whether the loan is repaid before an occurrence ends; a matured and unpaid one goes on."""
        return self.ends is not None and self.as_of < self.ends < last


class Absent(NamedTuple):
    """Why a requirement asks nothing here: the fact that says so."""

    fact: FactName
    value: Text


class Missing(NamedTuple):
    """Which fact a requirement lacks to be counted."""

    fact: FactName
