"""Enter a run of monitoring, review it by sample, close it, or declare it void.

A run is over many borrowers, so that no borrower's `Change` holds it: each step returns the run, whole, at its next
version, and a `Change` for each file whose duties it touches. A host keeps the run where the version before is still
there, and writes the changes file by file.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    Draw,
    Method,
    MonitoringRun,
    ObligationId,
    ObligationState,
    Officer,
    RunCheck,
    RunState,
    RunStep,
    Visit,
    VisitState,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import enforce
from loanvisit.domain.monitoring_run import look_id
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.scheduling import quota_of
from loanvisit.scheduling.telling_runs import serve_run, tell_run
from loanvisit.steps.entries import day_of, demanded_reason, entry, not_before, replaced, under_what_holds


class MovedRun(NamedTuple):
    """A run after a step, and what the step changed in each file, in order of borrower."""

    run: MonitoringRun
    changes: tuple[Change, ...]


@guarded
def file_run(
    files: Iterable[BorrowerFile], run: MonitoringRun, *, by: Officer, at: datetime, on: date | None = None
) -> MovedRun:
    """Enter a run, and let its lines meet the duties of data monitoring they can, member by member.

    A line with all its data meets what is due of its loan or borrower, as of the data cut; a hit does so too. A line
    whose data lack meets nothing. What follows in a file, looks, signals and interviews owed, is told by `tell_run`.

    Args:
        files: the file of every borrower in the run, with its duties (`plan.file(borrower)`), in any order.
        run: the run as it was drafted.
        by: the post-loan desk, or a risk manager.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The run entered, and for each file the duties met, why others were not, and the planned looks at data that are
        not needed any more.

    Raises:
        SeparationOfDutiesError: `by` may not.
        TransitionError: it was entered before, or is void.
        InputError: a file is of another borrower, is there twice or lacks, a loan of the run is not in its file, or the
            day is before the run was made; each is told.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit.domain import Accepts, Role
        >>> from loanvisit.testing import a_draft_run, a_duty, a_file, a_rule, an_officer
        >>> rule = a_rule("watch", purpose="monitoring", accepts=Accepts.DATA)
        >>> file = a_file(obligations=[a_duty(date(2026, 3, 1), date(2026, 3, 31), rule=rule)])
        >>> desk, at = an_officer("desk", Role.POST_LOAN_DESK), datetime(2026, 4, 1, 9, tzinfo=UTC)
        >>> entered = file_run([file], a_draft_run(), by=desk, at=at)
        >>> entered.run.state.value, [one.discharge.source for one in entered.changes[0].discharged]
        ('entered', ['R-1-1'])
    """
    moved = _moved(run, "enter", RunState.ENTERED, by=by, at=at, on=on)
    given = _files(files, run)
    for file in given:
        tell_run(file, moved, as_of=moved.steps[-1].on)  # refuses a line about a loan that the file does not have
    return MovedRun(moved, tuple(_served(file, moved, by=by, at=at) for file in given))


@guarded
def review_run(
    run: MonitoringRun,
    draw: Draw,
    *,
    checks: Iterable[RunCheck],
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> MonitoringRun:
    """Review a run by sample: every line that was drawn is looked at again, and what came of it is kept.

    Args:
        run: the run, entered.
        draw: what was drawn from its lines (`freeze_draw` of `run.review_pool(share=...)`), by a seed that was
            committed to before the run was started.
        checks: for each line drawn whether it was found as the run says, in any order; each once.
        by: who looked, at the post-loan desk or a risk manager; never who started the run.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The run reviewed, with its sample, checks and reviewer.

    Raises:
        SeparationOfDutiesError: `by` may not review it.
        TransitionError: it is not entered, reviewed already, or void.
        InputError: the draw is of other lines, takes fewer than it must or was committed to too late, a line drawn has
            no check, or a check is of a line that was not drawn or is there twice; each is listed.
    """
    moved = _moved(run, "review", RunState.REVIEWED, by=by, at=at, on=on)
    given, wrong = each(checks, RunCheck, "checks")
    faults = FaultList()
    for one in (*wrong, *_sample_faults(run, draw), *_check_faults(draw, given)):
        faults.add(one)
    faults.raise_as(InputError)
    ordered = sorted(given, key=lambda one: run.line(one.about))
    return evolve(moved, sample=draw.id, reviewer=by.id, checks=tuple(ordered))


@guarded
def close_run(run: MonitoringRun, *, by: Officer, at: datetime, on: date | None = None) -> MonitoringRun:
    """Close a run that was reviewed; one with a line that was found otherwise is voided and run again.

    Raises:
        SeparationOfDutiesError: `by` may not close it.
        TransitionError: it is not reviewed, or a line drawn was found otherwise.
        InputError: `at` is before its last step.
    """
    return _moved(run, "conclude", RunState.CLOSED, by=by, at=at, on=on)


@guarded
def void_run(
    files: Iterable[BorrowerFile],
    run: MonitoringRun,
    *,
    reason: str,
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> MovedRun:
    """Void a run (作废): it stays readable, and the duties it met are open again with their old last days.

    Its signals, and the interviews owed where data lacked, stay until a person clears or waives them.

    Args:
        files: the file of every borrower in the run, in any order.
        run: the run, entered, reviewed or closed.
        reason: why; kept with the run.
        by: the post-loan desk, or a risk manager; never who started the run.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The run void, and for each file the duties open again.

    Raises:
        SeparationOfDutiesError: `by` may not.
        TransitionError: it was not entered, or is void already.
        InputError: there is no reason, or the files are not those of the run; each is told.
    """
    moved = _moved(run, "void", RunState.VOID, by=by, at=at, on=on, reason=demanded_reason(reason))
    looks = {look_id(run.id, line) for line in range(1, len(run.members) + 1)}
    changes: list[Change] = []
    for file in _files(files, run):
        met = [one for one in file.obligations if one.discharge is not None and one.discharge.visit in looks]
        opened = tuple(evolve(one, state=ObligationState.OPEN, discharge=None, version=one.version + 1) for one in met)
        trail = tuple(entry("obligation.reopen", one.id, by=by, at=at) for one in opened)
        changes.append(Change(borrower=file.id, obligations=opened, replaces=replaced(*met), trail=trail))
    return MovedRun(moved, tuple(changes))


def _moved(
    run: MonitoringRun,
    move: str,
    state: RunState,
    *,
    by: Officer,
    at: datetime,
    on: date | None,
    reason: str | None = None,
) -> MonitoringRun:
    under_what_holds(by, at)
    enforce(run.can(move, by=by), "run")
    before = run.steps[-1] if run.steps else None
    not_before(at, run.started_at if before is None else before.at)
    day = day_of(at, on, since=run.on if before is None else before.on)
    step = RunStep(move=move, by=by.id, at=at, on=day, reason=reason)
    return evolve(run, state=state, steps=(*run.steps, step), version=run.version + 1)


def _files(files: Iterable[BorrowerFile], run: MonitoringRun) -> tuple[BorrowerFile, ...]:
    """Return the files of a run in order of borrower; each borrower of it has one, and nobody else."""
    given, wrong = each(files, BorrowerFile, "files")
    wanted = {member.borrower for member in run.members}
    faults, seen = FaultList(), set[object]()
    for one in wrong:
        faults.add(one)
    for place, file in enumerate(given):
        if file.id not in wanted:
            faults.add(fault("run.file", f"files[{place}]", file.id.value))
        if file.id in seen:
            faults.add(fault("id.duplicate", f"files[{place}]", file.id.value))
        seen.add(file.id)
    for borrower in sorted(wanted - seen):
        faults.add(fault("run.file", "files", borrower.value))
    faults.raise_as(InputError)
    return tuple(sorted(given, key=lambda file: file.id))


def _served(file: BorrowerFile, run: MonitoringRun, *, by: Officer, at: datetime) -> Change:
    served = serve_run(file, run)
    met = {duty.id for duty in served.met}
    idle = [one for one in file.visits if _is_idle(one, met)]
    return Change(
        borrower=file.id,
        obligations=served.met,
        refused=served.refused,
        withdrawn=tuple(one.id for one in idle),
        replaces=replaced(*(file.obligation(duty.id) for duty in served.met), *idle),
        trail=(
            *(entry("obligation.discharge", duty.id, by=by, at=at) for duty in served.met),
            *(entry("visit.withdraw", one.id, by=by, at=at) for one in idle),
        ),
    )


def _is_idle(visit: Visit, met: Collection[ObligationId]) -> bool:
    """Say whether a look at data was planned for nothing but what is met now."""
    planned = visit.state is VisitState.PLANNED and visit.method is Method.DATA
    return planned and all(duty.id in met for duty in visit.covers)


def _sample_faults(run: MonitoringRun, draw: Draw) -> Iterator[Fault]:
    """Yield what keeps a draw from being the sample of a run."""
    if draw.pool != run.pool_id:
        yield fault("run.sample", "draw.pool", draw.pool.value)
        return
    if draw.commitment.at > run.started_at:
        yield fault("date.late", "draw.commitment.at", draw.commitment.at, later=run.started_at.isoformat())
    lines: dict[str, set[object]] = {}
    for member in run.members:
        lines.setdefault(member.answer.outcome.value, set()).add(member.about)
    if {one.key: {member.id for member in one.ranked} for one in draw.strata} != lines:
        yield fault("run.share", "draw.strata", draw.strata)
    for place, one in enumerate(draw.strata):
        quota = quota_of(one.share, len(one.ranked))
        if one.drawn != tuple(member.id for member in one.ranked[:quota]):
            yield fault("run.share", f"draw.strata[{place}].drawn", one.drawn)


def _check_faults(draw: Draw, checks: tuple[RunCheck, ...]) -> Iterator[Fault]:
    """Yield a fault for each line drawn without a check, and for each check of a line not drawn or told before."""
    drawn = {member for stratum in draw.strata for member in stratum.drawn}
    seen = set[object]()
    for place, one in enumerate(checks):
        if one.about not in drawn:
            yield fault("run.not_drawn", f"checks[{place}].about", one.about.value)
        elif one.about in seen:
            yield fault("id.duplicate", f"checks[{place}].about", one.about.value)
        seen.add(one.about)
    for member in sorted(drawn - seen, key=str):
        yield fault("run.unchecked", "checks", member.value)
