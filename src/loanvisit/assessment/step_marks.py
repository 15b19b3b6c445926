"""What came to pass of what a procedure names: the days that a file has, and the moves that a trail tells."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeAlias

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Finding,
    OfficerId,
    Outcome,
    RemediationState,
    Signal,
    Thing,
    TrailEntry,
    Visit,
    VisitRecord,
    VisitState,
)
from loanvisit.domain.procedure import DAY_MARKS

About: TypeAlias = Finding | Signal | None
"""What a step is taken for: a finding, a signal, or the visit itself."""
_FIRST = datetime.min.replace(tzinfo=UTC)
_AFTER_ACCEPTANCE = (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED)
_MOVED_INTO = {
    VisitState.SUBMITTED: "visit.submit",
    VisitState.CO_SIGNED: "visit.co_sign",
    VisitState.RETURNED: "visit.return",
    VisitState.ACCEPTED: "visit.accept",
    VisitState.SIGNED_OFF: "visit.sign_off",
    VisitState.FILED: "visit.file",
}
"""Into each state by which move: `Visit.moved_at` is when."""
_STATES = {
    "visit.submit": (*_AFTER_ACCEPTANCE, VisitState.SUBMITTED, VisitState.CO_SIGNED, VisitState.RETURNED),
    "visit.accept": _AFTER_ACCEPTANCE,
    "visit.sign_off": (VisitState.SIGNED_OFF, VisitState.FILED),
    "visit.file": (VisitState.FILED,),
}
"""The states of a visit that show that a move was made, even where nobody says when."""
_TOLD_BY_FILE = frozenset({*DAY_MARKS, *_STATES, "visit.co_sign", "visit.return", "remediation.notify"})
"""The marks that the states of a visit and its cures tell: where those do not show them, they did not come to pass."""


class Happened(NamedTuple):
    """Something that came to pass: on which day, at what instant where that is known, by whom."""

    on: date
    at: datetime
    by: tuple[OfficerId, ...] = ()


class Course(NamedTuple):
    """One visit as it stood at the close of a day, with all that is told of it by then, in order.

    `kept` are the moves that the whole trail names: a mark of the bank's own that nobody ever writes tells nothing.
    """

    file: BorrowerFile
    visit: Visit
    record: VisitRecord | None
    trail: tuple[TrailEntry, ...]
    kept: frozenset[str]
    calendar: Calendar
    as_of: date

    @property
    def is_over(self) -> bool:
        """Whether the visit will not go on: what is not done by now is not to be done."""
        return self.visit.state in (VisitState.CANCELLED, VisitState.VOID)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings seen in the record by that day, in order."""
        held = (None if self.record is None else self.record.id,)
        return tuple(
            one
            for one in self.file.findings
            if one.record is not None and one.record in held and one.found_on <= self.as_of
        )

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The signals that the visit answers: its duties are counted from them."""
        anchors = {duty.anchor for duty in self.visit.covers}
        return tuple(one for one in self.file.signals if f"signal:{one.id.value}" in anchors)

    def happened(self, mark: str, about: About) -> tuple[Happened, ...]:
        """Return each time a mark came to pass, in order."""
        own = self._of_the_file(mark, about)
        if own is not None:
            return own
        things = self._things(about)
        told = [
            Happened(self.calendar.day_of(one.at), one.at, (one.by,))
            for one in self.trail
            if one.move == mark and one.about in things
        ]
        return tuple(told or self._untold(mark))

    def tells(self, mark: str) -> bool:
        """Say whether a mark that did not come to pass would be known if it had."""
        return mark in _TOLD_BY_FILE or mark in self.kept

    def shows(self, mark: str, about: About) -> bool:
        """Say whether the file shows that a move was made though nobody says when."""
        visit = self.visit
        if mark == "visit.co_sign":
            return visit.state in _AFTER_ACCEPTANCE and len(visit.visitors) > 1
        if mark == "remediation.notify":
            return isinstance(about, Finding) and any(
                one.finding == about.id and one.state is RemediationState.NOTIFIED for one in self.file.remediations
            )
        return visit.state in _STATES.get(mark, ())

    def _of_the_file(self, mark: str, about: About) -> tuple[Happened, ...] | None:
        """Return what the file itself has the day of; None of a mark that a trail tells."""
        days: tuple[date, ...]
        by: tuple[OfficerId, ...] = ()
        if mark in ("window.opens", "window.last"):
            window = self.visit.window
            days = (window.opens if mark == "window.opens" else window.last,)
        elif mark == "visit.make":
            record = self.record
            days = () if record is None or record.outcome is not Outcome.MADE else (record.on,)
            by = () if record is None else record.visitors
        elif mark == "finding.raise":
            days = (about.found_on,) if isinstance(about, Finding) else ()
            by = about.found_by if isinstance(about, Finding) else ()
        elif mark == "signal.raise":
            days = (about.raised_on,) if isinstance(about, Signal) else ()
        else:
            return None
        return tuple(Happened(day, _FIRST, by) for day in days)

    def _things(self, about: About) -> set[Thing]:
        """Return what trail entries about the visit, and about what the step is taken for, name."""
        things: set[Thing] = {self.visit.id, *(duty.id for duty in self.visit.covers)}
        things |= set() if self.record is None else {self.record.id}
        if isinstance(about, Finding):
            things |= {about.id, *(one.id for one in self.file.remediations if one.finding == about.id)}
        return things

    def _untold(self, mark: str) -> Iterable[Happened]:
        """Return when a move was made of which the trail says nothing, where the visit or its record does."""
        visit, record, day_of = self.visit, self.record, self.calendar.day_of
        at: datetime | None = None
        by: tuple[OfficerId, ...] = ()
        if _MOVED_INTO.get(visit.state) == mark:
            at, by = visit.moved_at, () if mark != "visit.accept" or visit.reviewer is None else (visit.reviewer,)
        if mark == "visit.submit":
            at = at if record is None or record.recorded_at is None else record.recorded_at
            by = () if visit.submitter is None else (visit.submitter,)
        return () if at is None or day_of(at) > self.as_of else (Happened(day_of(at), at, by),)


def course_of(
    file: BorrowerFile, visit: Visit, trail: tuple[TrailEntry, ...], calendar: Calendar, as_of: date
) -> Course:
    """Return the course of a visit: what was not known by the close of a day is left out."""
    record = None if visit.record is None else file.record(visit.record)
    told = sorted((one for one in trail if calendar.day_of(one.at) <= as_of), key=lambda one: one.at)
    return Course(
        file=file,
        visit=visit,
        record=None if record is None or record.on > as_of else record,
        trail=tuple(told),
        kept=frozenset(one.move for one in told),
        calendar=calendar,
        as_of=as_of,
    )
