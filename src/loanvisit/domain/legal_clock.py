"""A clock of law: the last day on which something can still be done about a claim, and how it was counted."""

from datetime import date
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from loanvisit.domain.dates import Span
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import GuaranteeId, LoanId, MortgageId, SeizureId, joined
from loanvisit.domain.methods import Confidence
from loanvisit.domain.proof import Proof
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, say, verbatim

LegalRight: TypeAlias = GuaranteeId | MortgageId | SeizureId
"""What stands behind a claim and has a clock of its own."""


class LegalClockKind(Enum):
    """What ends on the last day of a clock.

    >>> LegalClockKind.GUARANTEE_PERIOD.text.zh
    '保证期间'
    """

    LIMITATION = "limitation"
    GUARANTOR_LIMITATION = "guarantor_limitation"
    MORTGAGE = "mortgage"
    GUARANTEE_PERIOD = "guarantee_period"
    ENFORCEMENT = "enforcement"
    SEIZURE = "seizure"
    ASSET_SEARCH = "asset_search"
    YEARLY_DEMAND = "yearly_demand"

    @property
    def text(self) -> Text:
        """The label of the clock."""
        return say(f"legal_clock.{self.value}")


@frozen(kw_only=True)
class LegalClock:
    """A clock of law or of practice about loans, with its proof (法律时点).

    Args:
        kind: what ends.
        loans: the loans it is about.
        right: the guarantee, mortgage or seizure it is about, None for the claim itself.
        start: the day it is counted from, not counted itself; None where that is not known.
        span: how long it runs; of a mortgage, as long as the main claim's.
        raw: the last day as counted.
        last: the last day after the calendar moved it; None where a fact is missing, or while it rests.
        provisional: whether the last day may move once its year is decreed.
        met_on: the day on which what it asks for was done in time; None while it was not.
        rests: whether a suit runs, and the clock does not.
        missing: the facts for lack of which it has no last day.
        citation: the papers.
        confidence: how sure the source is.
        proof: the start, each act that moved it and each that did not, the span, the calendar's move, the source.
    """

    kind: LegalClockKind
    loans: tuple[LoanId, ...]
    right: LegalRight | None = None
    start: date | None
    span: Span
    raw: date | None
    last: date | None
    provisional: bool = False
    met_on: date | None = None
    rests: bool = False
    missing: tuple[FactName, ...] = ()
    citation: Text
    confidence: Confidence
    proof: Proof

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.loans:
            raise InputError(fault("empty", "LegalClock.loans", self.loans))

    @property
    def key(self) -> str:
        """What names it among clocks: what it is about and the day it is counted from; a restart makes another."""
        right = "" if self.right is None else self.right.value
        loan = "" if self.kind is LegalClockKind.SEIZURE else self.loans[0].value
        return joined(self.kind.value, right, loan, "" if self.start is None else self.start.isoformat())

    @property
    def is_running(self) -> bool:
        """Whether something is still to be done by its last day, or was left undone."""
        return self.last is not None and self.met_on is None

    @guarded
    def is_over(self, *, as_of: date) -> bool:
        """Say whether its last day is past at the close of a day and nothing was done in time."""
        return self.last is not None and self.met_on is None and as_of > self.last

    @guarded
    def days_left(self, *, as_of: date) -> int | None:
        """Return how many days are left at the close of a day, below zero once it is over; None without a last day."""
        return None if self.last is None else (self.last - as_of).days

    @property
    def about(self) -> Text:
        """The loans, and the right where it is about one."""
        return about_text(self.right, self.loans)

    @property
    def text(self) -> Text:
        """The clock in one line."""
        return self.proof.statement


def about_text(right: LegalRight | None, loans: tuple[LoanId, ...]) -> Text:
    """Return what a clock is about, in words."""
    named = join([say("subject.loan", id=verbatim(loan.value)) for loan in loans])
    return named if right is None else say("legal.about.right", right=right_text(right), loans=named)


def right_text(right: LegalRight) -> Text:
    """Return a guarantee, mortgage or seizure by its id."""
    kind = {GuaranteeId: "guarantee", MortgageId: "mortgage", SeizureId: "seizure"}[type(right)]
    return say(f"legal.right.{kind}", id=verbatim(right.value))
