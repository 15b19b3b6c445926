"""Law 7, replanning: twice changes nothing, what is finished is never rewritten, and a store ends with the plan."""

from datetime import UTC, date, datetime, timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit import presets, samples
from loanvisit.domain import (
    FIVE_TIER,
    BorrowerFile,
    Change,
    ObligationState,
    Outcome,
    Portfolio,
    RecordId,
    VisitRecord,
    VisitState,
    five_tier,
)
from loanvisit.scheduling import make_plan, plan_file
from loanvisit.steps import file_record, replan
from loanvisit.testing import a_duty, a_file, a_waiver, an_officer, strategies

POLICY, CALENDAR = presets.policy("cn.five_tier_default"), presets.calendar("CN")
AT = datetime(2026, 3, 31, 9, tzinfo=UTC)


def _replanned(file: BorrowerFile, day: date) -> Change:
    until = day + timedelta(days=270)
    return replan(file, policy=POLICY, calendar=CALENDAR, as_of=day, until=until, by=an_officer(), at=AT)


@given(st.integers(0, 300), st.integers(0, 300))
def test_planning_a_book_step_by_step_is_its_plan(seed: int, later: int) -> None:
    """A file replanned day after day holds what a plan of that day puts into it, and asked again changes nothing."""
    world = samples.world(seed, calendar=CALENDAR)
    for day in (date(2026, 3, 31), date(2026, 3, 31) + timedelta(days=later % 40)):
        for file in world.book(day).files:
            planned = file.after(_replanned(file, day))
            plan = make_plan(
                Portfolio(as_of=day, files=(file,)),
                policy=POLICY,
                calendar=CALENDAR,
                until=day + timedelta(days=270),
            )
            expected = plan.file(file.id)
            assert planned.visits == expected.visits
            assert planned.obligations == expected.obligations
            alone = plan_file(file, policy=POLICY, calendar=CALENDAR, as_of=day, until=day + timedelta(days=270))
            assert alone.put_into(file) == expected
            assert _is_nothing(_replanned(planned, day))


@given(st.integers(0, 300), st.integers(1, 40))
def test_a_later_plan_replaces_the_earlier(seed: int, later: int) -> None:
    """A file planned on one day and again on a later one holds the later plan: withdrawn what no duty needs."""
    world, first, second = (
        samples.world(seed, calendar=CALENDAR),
        date(2026, 3, 31),
        date(2026, 3, 31) + timedelta(later),
    )
    for file in world.book(first).files:
        held = file.after(_replanned(file, first))
        moved = held.after(_replanned(held, second))
        assert _is_nothing(_replanned(moved, second))
        fresh = make_plan(
            Portfolio(as_of=second, files=(held,)),
            policy=POLICY,
            calendar=CALENDAR,
            until=second + timedelta(days=270),
        ).file(file.id)
        assert {visit.id for visit in moved.visits} == {visit.id for visit in fresh.visits}
        assert {duty.id for duty in moved.obligations} == {duty.id for duty in fresh.obligations}


@given(strategies.borrower_files())
def test_what_is_finished_is_never_rewritten(file: BorrowerFile) -> None:
    """Visits made, filed or missed, records, findings and cures are no part of a replan."""
    done = tuple(
        evolve(visit, borrower=file.id, state=VisitState.ACCEPTED)
        for visit in make_plan(
            Portfolio(as_of=date(2026, 3, 31), files=(file,)), policy=POLICY, calendar=CALENDAR, until=date(2026, 9, 30)
        ).visits[:2]
    )
    change = _replanned(evolve(file, visits=done), date(2026, 3, 31))
    touched = {one.id for one in (*change.visits, *change.records, *change.findings, *change.remediations)}
    assert touched.isdisjoint({one.id for one in (*done, *file.records, *file.findings, *file.remediations)})
    assert not set(change.withdrawn) & {visit.id for visit in done}


def _is_nothing(change: Change) -> bool:
    return not (change.stored or change.withdrawn or change.replaces or change.trail or change.notices)


@given(file=strategies.borrower_files(), decided=strategies.changes(), data=st.data())
def test_a_file_is_what_its_rows_hold(file: BorrowerFile, decided: Change, data: st.DataObject) -> None:
    """What a change stores, given to the file in any order, makes the file that is there after the change."""
    change = evolve(decided, borrower=file.id, replaces=(), withdrawn=())
    ids = [one.id for one in change.stored]
    assume(len(set(ids)) == len(ids))
    bare = evolve(
        file,
        obligations=(),
        visits=(),
        records=(),
        findings=(),
        remediations=(),
        waivers=(),
        deferrals=(),
        substitutions=(),
    )
    assert bare.holding(data.draw(st.permutations(change.stored))) == bare.after(change)


def _missed(file: BorrowerFile, day: date) -> BorrowerFile:
    """Return the file with every visit that is open on the day refused at the door."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    anna = an_officer("anna")
    for place, visit in enumerate(file.visits):
        if visit.state is VisitState.PLANNED and visit.window.opens <= day:
            record = VisitRecord(
                id=RecordId(f"R-{place}"),
                visit=visit.id,
                borrower=file.id,
                on=day,
                method=visit.method,
                visitors=(anna.id,),
                outcome=Outcome.REFUSED,
            )
            file = file.after(file_record(file, visit.id, record, by=anna, at=at))
    return file


@given(seed=st.integers(0, 300), grade=st.sampled_from(FIVE_TIER.grades), wait=st.sampled_from([1, 30, 120]))
def test_a_missed_visit_hides_no_duty(seed: int, grade: str, wait: int) -> None:
    """Visits missed, then loans graded anew: each duty owed has a visit to be made, and planning twice is once."""
    first = date(2026, 3, 31)
    later = first + timedelta(days=wait)
    for file in samples.world(seed, calendar=CALENDAR, borrowers=2).book(first).files:
        missed = _missed(file.after(_replanned(file, first)), first)
        graded = evolve(missed, loans=tuple(evolve(one, risk=five_tier(grade)) for one in missed.loans))
        planned = graded.after(_replanned(graded, later))
        to_be_made = (VisitState.PLANNED, VisitState.MISSED, VisitState.RETURNED)
        covered = {duty.id for visit in planned.visits if visit.state in to_be_made for duty in visit.covers}
        assert {duty.id for duty in planned.obligations if duty.is_open and not duty.forecast} <= covered
        assert _is_nothing(_replanned(planned, later))


def test_a_forecast_that_was_waived_is_forgotten_with_its_waiver() -> None:
    """A forecast no policy foretells any more is dropped the day its waiver has run out, not a plan later."""
    first, last = date(2026, 3, 31), date(2026, 6, 30)
    duty = evolve(a_duty(first, last), forecast=True, state=ObligationState.WAIVED)
    waiver = a_waiver(duty.id, granted_on=first, expires_on=date(2026, 4, 30))
    file = a_file(obligations=[duty], waivers=[waiver])
    for day in (date(2026, 4, 30), date(2026, 5, 1)):
        assert _is_nothing(_replanned(file.after(_replanned(file, day)), day))
