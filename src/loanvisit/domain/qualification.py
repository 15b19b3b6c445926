"""Who is qualified for what, until when; which duties ask for it; and which of them nobody can be sent to."""

from datetime import date

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.domain.ids import ObligationId, OfficerId
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, label, say

_HIGHEST = 9


def subject_label(subject: str) -> Text:
    """Return what a subject of qualification is called; a bank's own goes by its code."""
    return label("qualification", subject)


@frozen(kw_only=True)
class Qualification:
    """That an officer is qualified in a subject (上岗资格), for some time.

    Args:
        officer: who.
        subject: in what: "project", "green", "cross_border", "collateral", "interview", "data_law", or a bank's own.
        level: how far, from 1; a higher one serves for each below it.
        granted_on: the first day it holds.
        expires_on: the last day it holds; None where it does not run out.

    Raises:
        InputError: there is no subject, the level is below 1 or above 9, or it expires before it was granted.

    Example:
        >>> held = Qualification(officer=OfficerId("anna"), subject="project", level=2, granted_on=date(2025, 6, 1))
        >>> held.serves("project", 1, on=date(2026, 3, 31)), held.serves("project", 3, on=date(2026, 3, 31))
        (True, False)
    """

    officer: OfficerId
    subject: str
    level: int = 1
    granted_on: date
    expires_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.subject.strip():
            faults.add(fault("empty", "Qualification.subject", self.subject))
        if not 1 <= self.level <= _HIGHEST:
            faults.add(fault("number.range", "Qualification.level", self.level, low=1, high=_HIGHEST))
        if self.expires_on is not None and self.expires_on < self.granted_on:
            faults.add(fault("date.order", "Qualification.expires_on", self.expires_on, earlier="granted_on"))
        faults.raise_as(InputError)

    @sheltered
    def serves(self, subject: str, level: int, *, on: date) -> bool:
        """Say whether it holds on a day, in a subject, at a level or above."""
        runs = self.granted_on <= on and (self.expires_on is None or on <= self.expires_on)
        return runs and self.subject == subject and self.level >= level


@frozen(kw_only=True)
class QualificationDemand:
    """That checks for a purpose take somebody qualified: the bank's own rule.

    Args:
        purpose: of which checks, as a clause says it.
        subject: in what.
        level: how far, at least.

    Raises:
        InputError: purpose or subject is empty, or the level is below 1 or above 9.
    """

    purpose: str
    subject: str
    level: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for name, text in (("purpose", self.purpose), ("subject", self.subject)):
            if not text.strip():
                faults.add(fault("empty", f"QualificationDemand.{name}", text))
        if not 1 <= self.level <= _HIGHEST:
            faults.add(fault("number.range", "QualificationDemand.level", self.level, low=1, high=_HIGHEST))
        faults.raise_as(InputError)

    @property
    def text(self) -> Text:
        """The demand in one line."""
        return say(
            "qualification.demand",
            purpose=label("purpose", self.purpose),
            subject=subject_label(self.subject),
            level=self.level,
        )


@frozen(kw_only=True)
class QualificationGap:
    """A duty that nobody qualified can be sent to on any day it can still be met.

    Args:
        duty: the duty.
        demand: what it asks for.
        reason: why nobody serves: none is qualified, not far enough, or not in those days.
    """

    duty: ObligationId
    demand: QualificationDemand
    reason: Text

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The gap in one line."""
        return say("qualification.gap", duty=self.duty.value, demand=self.demand.text, reason=self.reason)
