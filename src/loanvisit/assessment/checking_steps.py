"""Whether a visit kept to its procedure: each step's time and people, from the file and the trail, and its quality.

What no fact tells is told as such: it is neither done nor late. Whatever the trail does not tell is taken from the
visit and its record where they know: when it was filed, when it last moved. A mark of the bank's own that the whole
trail names nowhere is one that nobody writes: it cannot be told. Where a visit was returned, co-signature and review
are owed once more for each time it was submitted, and the worst is told; so is the worst of several findings or
signals. A cancelled or void visit owes nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from attrs import evolve

from loanvisit.assessment.quality_tests import QualityCase, quality_answers
from loanvisit.assessment.step_clocks import first_day, is_provisional, last_day, working_days_late
from loanvisit.assessment.step_marks import About, Course, Happened, course_of
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    ClockSide,
    IntegritySignal,
    Officer,
    Outline,
    Performer,
    Procedure,
    ProcedureCheck,
    ProcedureStep,
    QualityKind,
    ReturnReason,
    Role,
    StepCase,
    StepClock,
    StepLine,
    StepStanding,
    TrailEntry,
    VisitId,
    VisitOutline,
    VisitState,
    Weight,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import Fault, InputError

_NOTHING: Mapping[QualityKind, bool] = MappingProxyType({})
_BY_WEIGHT = (
    StepStanding.NOT_APPLICABLE,
    StepStanding.DONE,
    StepStanding.NOT_YET_DUE,
    StepStanding.NOT_DONE,
    StepStanding.CANNOT_TELL,
    StepStanding.DONE_LATE,
    StepStanding.OVERDUE,
)
"""The standings, the worst last: of several times that a step was owed the worst is told."""
_ASKED = (StepStanding.DONE, StepStanding.DONE_LATE, StepStanding.CANNOT_TELL)
"""The standings in which the work itself is looked at; before it is done there is nothing to look at."""


@guarded
def check_procedure(
    file: BorrowerFile,
    visit: VisitId,
    *,
    procedure: Procedure,
    calendar: Calendar,
    as_of: date,
    trail: Iterable[TrailEntry] = (),
    outline: Outline | VisitOutline | None = None,
    signals: Iterable[IntegritySignal] | None = None,
    told: Mapping[QualityKind, bool] = _NOTHING,
    officers: Iterable[Officer] = (),
) -> ProcedureCheck:
    """Return how a visit kept to a procedure: for each step when it was done, by whom, how late, and how well.

    Args:
        file: the borrower's file as of that day, with the visit, its record, findings, cures and signals.
        visit: the visit.
        procedure: its steps.
        calendar: working days, and the zone in which an instant has its day.
        as_of: the close of this day; later entries of the trail are not looked at.
        trail: the borrower's trail, the bank's own entries among it, in any order; empty where there is none at hand.
        outline: the outline the record was made by, without which coverage cannot be told.
        signals: what `integrity_signals` found; None where nobody looked, empty where nothing was found.
        told: what those who looked say of tests that no fact tells; a fact goes before it.
        officers: who works, with their roles; of others no role is told.

    Returns:
        A line for each step, in the order of the procedure.

    Raises:
        InputError: the file has no such visit, working days are to be counted before the calendar begins, or what is
            handed in is of the wrong type.

    Example:
        >>> from attrs import evolve
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Method, Visit
        >>> from loanvisit.testing import a_duty, a_file
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(obligations=[duty]), visits=(visit,))
        >>> walk, days = presets.procedure("cn.post_loan_visit"), presets.calendar("CN")
        >>> line = check_procedure(file, visit.id, procedure=walk, calendar=days, as_of=date(2026, 4, 2)).line("visit")
        >>> line.standing.text.en, line.late_by
        ('overdue', 2)
    """
    entries, staff, seen = _handed_in(trail, officers, signals)
    course = course_of(file, file.visit(visit), entries, calendar, as_of)
    case = QualityCase(
        course.visit, course.record, calendar, outline=outline, signals=seen, returned=_returned(course), told=told
    )
    roles = {one.id.canonical: one.roles for one in staff}
    lines = [_line(step, course, case, roles) for step in procedure.steps]
    return ProcedureCheck(visit=visit, pin=f"{procedure.id}@{procedure.version}", as_of=as_of, lines=lines)


def _handed_in(
    trail: Iterable[TrailEntry], officers: Iterable[Officer], signals: Iterable[IntegritySignal] | None
) -> tuple[tuple[TrailEntry, ...], tuple[Officer, ...], tuple[IntegritySignal, ...] | None]:
    """Return what was handed in, refused whole where any of it is of the wrong type."""
    entries, faults = each(trail, TrailEntry, "trail")
    staff, wrong = each(officers, Officer, "officers")
    seen, odd = (None, list[Fault]()) if signals is None else each(signals, IntegritySignal, "signals")
    faults += [*wrong, *odd]
    if faults:
        raise InputError(*faults)
    return entries, staff, seen


def _returned(course: Course) -> frozenset[ReturnReason]:
    """Return the reasons for which the record was returned, where it was not filed again since."""
    if course.visit.state is not VisitState.RETURNED:
        return frozenset()
    submitted = max((one.at for one in course.happened("visit.submit", None)), default=None)
    moves = {
        one.move for one in course.trail if one.about == course.visit.id and (submitted is None or one.at >= submitted)
    }
    return frozenset(reason for reason in ReturnReason if reason.move in moves)


def _line(step: ProcedureStep, course: Course, case: QualityCase, roles: Mapping[str, frozenset[Role]]) -> StepLine:
    """Return the line of a step: of all that it is owed for, and each time it was owed, the worst."""
    owed = _owed_for(step, course)
    if isinstance(owed, StepStanding):
        return StepLine(step=step, standing=owed)
    found = [line for about in owed for line in _each_time(step, course, about)]
    _, worst = max(enumerate(found), key=lambda one: (_BY_WEIGHT.index(one[1].standing), one[1].late_by, one[0]))
    if worst.standing in _ASKED:
        worst = evolve(worst, answers=quality_answers(step.tests, case))
    return evolve(worst, role=_role(worst, step.performer, roles))


def _role(line: StepLine, performer: Performer, roles: Mapping[str, frozenset[Role]]) -> Role | None:
    """Return in which role one person did it: the step's where it is held, else the first of those held."""
    if len(line.by) != 1:
        return None
    held = roles.get(line.by[0].canonical, frozenset())
    if performer.role in held:
        return performer.role
    return min(held, key=lambda one: one.value, default=None)


def _owed_for(step: ProcedureStep, course: Course) -> tuple[About, ...] | StepStanding:
    """Return what a step is owed for, or how it stands where it is owed for nothing."""
    record, case = course.record, step.case
    if case is StepCase.ALWAYS:
        return (None,)
    if case is StepCase.ANNOUNCED:
        return StepStanding.NOT_APPLICABLE if record is not None and record.is_announced is False else (None,)
    if case is StepCase.BY_TWO:
        people = course.visit.demanded if record is None else len(record.visitors)
        return (None,) if people > 1 else StepStanding.NOT_APPLICABLE
    if case is StepCase.SIGNAL:
        return course.signals or StepStanding.NOT_APPLICABLE
    if record is None:
        return StepStanding.NOT_APPLICABLE if course.is_over else StepStanding.NOT_YET_DUE
    heavy = case is StepCase.CRITICAL
    found = tuple(one for one in course.findings if not heavy or one.weight is Weight.S1)
    return found or StepStanding.NOT_APPLICABLE


class _Time(NamedTuple):
    """One time that a step was owed: what it ran from, and what ended it."""

    start: Happened | None
    done: Happened | None


def _each_time(step: ProcedureStep, course: Course, about: About) -> Iterator[StepLine]:
    """Yield the line of each time that a step was owed for one thing."""
    done = _in_order(one for mark in step.ends for one in course.happened(mark, about))
    clock = step.clock
    starts = [] if clock is None else _in_order(one for mark in clock.marks for one in course.happened(mark, about))
    times = [_Time(starts[-1] if starts else None, done[0] if done else None)]
    if clock is not None and clock.side is ClockSide.RUN_UP and starts:
        first = first_day(clock, starts[-1].on, course.calendar)
        counted = [one for one in done if first is not None and one.on >= first]
        times = [_Time(starts[-1], counted[0] if counted else None)]
    elif clock is not None and clock.side is ClockSide.AFTER and starts:
        times = _rounds(starts, done, course) if _recurs(step, clock) else [_Time(starts[0], times[0].done)]
    for one in times:
        yield evolve(_stands(step, one, course, about), about=None if about is None else about.id.value)


def _in_order(happened: Iterable[Happened]) -> list[Happened]:
    return sorted(happened, key=lambda one: (one.on, one.at))


def _recurs(step: ProcedureStep, clock: StepClock) -> bool:
    """Say whether a step is owed anew each time its mark comes to pass: where both are moves of the visit."""
    marks = (*step.ends, *clock.marks)
    return all(one.startswith("visit.") for one in marks) and "visit.make" not in clock.marks


def _rounds(starts: list[Happened], done: list[Happened], course: Course) -> list[_Time]:
    """Return each mark with what ended its step; a return ends what was running."""
    returned = course.happened("visit.return", None)
    moves = [*((one, "start") for one in starts), *((one, "done") for one in done)]
    moves += [(one, "return") for one in returned if one not in done]
    found: list[_Time] = []
    running: Happened | None = None
    for one, what in sorted(moves, key=lambda move: (move[0].on, move[0].at)):
        if what == "done":
            found.append(_Time(running, one))
        running = one if what == "start" else None
    return [*found, _Time(running, None)] if running is not None or not found else found


def _stands(step: ProcedureStep, time: _Time, course: Course, about: About) -> StepLine:
    """Return how a step stands that was owed once."""
    clock, start, done = step.clock, time.start, time.done
    last = None if clock is None or start is None else last_day(clock, start.on, course.calendar)
    line = StepLine(
        step=step,
        standing=StepStanding.CANNOT_TELL,
        last=last,
        provisional=last is not None and clock is not None and is_provisional(clock, last, course.calendar),
    )
    if done is not None:
        late = 0 if last is None or done.on <= last else working_days_late(last, done.on, course.calendar)
        standing = StepStanding.DONE_LATE if late else StepStanding.DONE
        return evolve(line, standing=standing, on=done.on, by=done.by, late_by=late)
    return _not_done(line, course, about)


def _not_done(line: StepLine, course: Course, about: About) -> StepLine:
    """Return how a step stands that nothing is known to have ended."""
    step, last = line.step, line.last
    if any(course.shows(mark, about) for mark in step.ends):
        return line
    if course.is_over:
        return evolve(line, standing=StepStanding.NOT_APPLICABLE, last=None, provisional=False)
    if last is not None and course.as_of <= last:
        return evolve(line, standing=StepStanding.NOT_YET_DUE)
    marks = () if step.clock is None else step.clock.marks
    if last is None and marks and not any(_is_unknown(one, course, about) for one in marks):
        return evolve(line, standing=StepStanding.NOT_YET_DUE)
    if not any(course.tells(mark) for mark in step.ends) or (last is None and marks):
        return line
    if last is None or (step.clock is not None and step.clock.side is ClockSide.RUN_UP):
        return evolve(line, standing=StepStanding.NOT_DONE)
    late = working_days_late(last, course.as_of, course.calendar)
    return evolve(line, standing=StepStanding.OVERDUE, late_by=late)


def _is_unknown(mark: str, course: Course, about: About) -> bool:
    """Say whether a mark may have come to pass on a day that nobody knows."""
    return not course.happened(mark, about) and (course.shows(mark, about) or not course.tells(mark))
