"""What a requirement is asked about, and the occurrences it answers with."""

from datetime import date
from typing import NamedTuple, TypeAlias

from loanvisit.domain import (
    DISBURSED,
    MATURES,
    BorrowerFile,
    BorrowerId,
    Calendar,
    Drawdown,
    FactName,
    Loan,
    Obligation,
    Roll,
    Subject,
)
from loanvisit.domain.minting import DutyMaker
from loanvisit.scheduling.knowing import Aspect
from loanvisit.scheduling.periods import Periods
from loanvisit.scheduling.rolling import rolled
from loanvisit.scheduling.seeing import Sighting
from loanvisit.words import Text, say

Occurrence: TypeAlias = tuple[Obligation, Sighting | None]
"""One time a requirement falls due: the duty, still open, and the visit that met it where visits decide the next."""


class Case(NamedTuple):
    """One subject under one clause: the days looked at, the visits that qualify, and what makes its open duties.

    `duty` takes what an occurrence is counted from, that day, the day it opens, its last day before and after the roll,
    and whether that is provisional. `periods` are the natural periods that all files share.
    """

    aspect: Aspect
    calendar: Calendar
    roll: Roll
    as_of: date
    until: date
    seen: tuple[Sighting, ...]
    duty: DutyMaker
    periods: Periods

    @property
    def file(self) -> BorrowerFile:
        """The borrower's file."""
        return self.aspect.file

    @property
    def subject(self) -> Subject:
        """What the duties are about."""
        return self.aspect.subject

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans behind the subject."""
        return self.aspect.loans

    @property
    def drawdown(self) -> Drawdown | None:
        """The drawdown that is the subject; None for a loan or a borrower."""
        return self.aspect.drawdown

    @property
    def starts(self) -> date | None:
        """The day of the (first) payout, None where unknown."""
        return self.aspect.starts

    @property
    def ends(self) -> date | None:
        """The day of maturity, None where open."""
        return self.aspect.ends

    @property
    def known_from(self) -> date | None:
        """Where the known past begins; None means that everything since the payout is known."""
        return self.aspect.file.past_known_from

    def day_of(self, name: FactName) -> date | None:
        """Return the day that a date fact names, None where it is not known, or open."""
        if name == DISBURSED:
            return self.aspect.starts
        day = self.aspect.today(name)
        return day if type(day) is date else None

    def undated(self, name: FactName) -> "Absent | Missing":
        """Say why a date fact names no day: an open maturity is known never to come, anything else is missing."""
        return Absent(MATURES, say("value.open")) if name == MATURES else Missing(name)

    def key_of(self, name: FactName) -> str:
        """Return how a duty counted from a date fact is anchored: by the fact, and by whose day it is."""
        drawdown = self.aspect.drawdown
        whose = self.aspect.subject.value if drawdown is None else drawdown.id.value
        return f"{name}:{whose}" if name in (DISBURSED, MATURES) else f"date:{name}:{whose}"

    def is_about(self, about: Subject) -> bool:
        """Say whether news about a subject concerns this one.

        It concerns the levels below its own subject, and the borrower is concerned by all of it.
        """
        subject = self.aspect.subject
        if about is subject or isinstance(subject, BorrowerId) or isinstance(about, BorrowerId) or about == subject:
            return True
        return any(
            about == loan.id or any(about == drawdown.id for drawdown in loan.drawdowns) for loan in self.loans
        ) and (about == self.loans[0].id or self.drawdown is None)

    def rolled(self, raw: date, opens: date) -> tuple[date, bool]:
        """Return the last day after the clause's roll, and whether it is provisional."""
        return rolled(raw, self.roll, opens, None, self.calendar)

    def is_outside(self, last: date) -> bool:
        """Say whether an occurrence ends before the known past begins."""
        known_from = self.aspect.file.past_known_from
        return known_from is not None and last <= known_from

    def is_beyond(self, opens: date, last: date) -> bool:
        """Say whether an occurrence is neither open by `as_of` nor over by `until`."""
        return last > self.until and opens > self.as_of

    def is_over(self, last: date) -> bool:
        """Say whether the loan is repaid before an occurrence ends."""
        return last > self.repaid

    @property
    def repaid(self) -> date:
        """The day the loan will be repaid; a matured and unpaid one, or one with an open end, goes on for ever."""
        ends = self.aspect.ends
        return ends if ends is not None and self.as_of < ends else date.max


class Absent(NamedTuple):
    """Why a requirement asks nothing here: the fact that says so."""

    fact: FactName
    value: Text


class Missing(NamedTuple):
    """Which fact a requirement lacks to be counted."""

    fact: FactName
