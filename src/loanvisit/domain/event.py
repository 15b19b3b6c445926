"""What came to pass to a loan or a borrower, of a declared kind, on a day: duties are counted from it."""

from datetime import date

from attrs import frozen

from loanvisit.domain.exact import check, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import EventId, Subject
from loanvisit.errors import FaultList, InputError, fault


@frozen(kw_only=True)
class LoanEvent:
    """Something of a declared kind that came to pass, such as a payment default or a change of account manager.

    Args:
        id: its id; the same event told again keeps it, and so do its duties.
        kind: the name its kind is declared under: a built-in one, or one of the bank's own `[facts]` of kind `event`.
        about: the drawdown, loan or borrower it happened to.
        on: the day it happened, from which duties count.
        known_on: the day the bank learned of it, None where that was the same day; no earlier day knows of it.
        ended_on: the day from which the bank knew it over, such as a default cured; None while it lasts.
        source: where it came from.

    Raises:
        InputError: it was known, or over, before it happened; each is listed.
    """

    id: EventId
    kind: FactName
    about: Subject
    on: date
    known_on: date | None = None
    ended_on: date | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for name, day in (("known_on", self.known_on), ("ended_on", self.ended_on)):
            if day is not None and day < self.on:
                faults.add(fault("date.order", f"LoanEvent.{name}", day, earlier="on"))
        faults.raise_as(InputError)

    @property
    def told_on(self) -> date:
        """The day from which the bank knew of it."""
        return self.known_on or self.on

    @guarded
    def is_over(self, *, on: date) -> bool:
        """Say whether it was over by the close of a day."""
        return self.ended_on is not None and self.ended_on <= on
