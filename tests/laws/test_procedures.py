"""A visit held against a procedure: four laws of what is told, whatever the procedure, the visit and the trail."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import check_procedure
from loanvisit.assessment.step_clocks import last_day, working_days_late
from loanvisit.domain import (
    BorrowerFile,
    ClockSide,
    OfficerId,
    Procedure,
    QualityKind,
    StepClock,
    StepStanding,
    TrailEntry,
    Unit,
    VisitState,
    working_days,
)
from loanvisit.testing.strategies import procedures, step_clocks
from tests.stateful.cases import ANNA, VISITED, a_planned_file, evolve_any, its_record, noon

CN = presets.calendar("CN")
MARKS = ("visit.submit", "visit.co_sign", "visit.return", "visit.accept", "visit.sign_off", "visit.file", "pack.read")
MADE = [state for state in VisitState if state not in (VisitState.PLANNED, VisitState.MISSED, VisitState.CANCELLED)]
AS_OF = date(2026, 4, 30)
DAY = st.integers(0, 60).map(lambda count: VISITED + timedelta(days=count))


def _file(state: VisitState) -> BorrowerFile:
    file = a_planned_file()
    record = evolve(its_record(file), recorded_at=noon(VISITED))
    visit = evolve_any(file.visits[0], state=state, record=record.id, visitors=record.visitors, submitter=ANNA.id)
    return evolve(file, visits=(visit,), records=(record,))


FILES = st.sampled_from(MADE).map(_file)
TRAILS = st.lists(st.tuples(st.sampled_from(MARKS), DAY, st.sampled_from(("anna", "bo"))), max_size=8).map(
    lambda moves: [_entry(*one) for one in moves]
)


def _entry(move: str, day: date, who: str) -> TrailEntry:
    at: datetime = noon(day)
    return TrailEntry(at=at, by=OfficerId(who), move=move, about=a_planned_file().visits[0].id)


@given(procedures(), FILES, TRAILS, st.permutations(range(8)))
def test_every_step_is_told_once_whatever_the_order_of_the_trail(
    procedure: Procedure, file: BorrowerFile, trail: list[TrailEntry], order: list[int]
) -> None:
    """A line for each step, in order; what is late is late by a day and past its last one; the trail in any order."""
    visit = file.visits[0].id
    check = check_procedure(file, visit, procedure=procedure, calendar=CN, as_of=AS_OF, trail=trail)
    assert [one.step for one in check.lines] == list(procedure.steps)
    for line in check.lines:
        if line.standing is StepStanding.DONE_LATE:
            assert line.last is not None
            assert line.on is not None
            assert line.last < line.on <= AS_OF
        if line.standing is StepStanding.OVERDUE:
            assert line.last is not None
            assert line.last < AS_OF
        if line.standing is StepStanding.NOT_APPLICABLE:
            assert line.answers == ()
    apart = {one.at for one in trail}
    if len(apart) == len(trail):  # of two moves at one instant the first told is the first
        mixed = [trail[place] for place in order if place < len(trail)]
        again = check_procedure(file, visit, procedure=procedure, calendar=CN, as_of=AS_OF, trail=mixed)
        assert again == check


@given(procedures(), FILES, TRAILS, DAY)
def test_what_comes_later_changes_nothing(
    procedure: Procedure, file: BorrowerFile, trail: list[TrailEntry], as_of: date
) -> None:
    """Entries of the trail after the day asked about are as if they were not there."""
    visit = file.visits[0].id
    known = [one for one in trail if one.at.date() <= as_of]
    whole, cut = (
        check_procedure(file, visit, procedure=procedure, calendar=CN, as_of=as_of, trail=told)
        for told in (trail, known)
    )
    assert whole == cut


@given(st.sets(st.sampled_from(QualityKind)), FILES)
def test_no_test_is_passed_without_a_fact_or_a_person(told: set[QualityKind], file: BorrowerFile) -> None:
    """Whoever says that a test is not passed is heard unless a fact tells; where nobody says, it is not told."""
    walk = presets.procedure("cn.post_loan_visit")
    visit = file.visits[0].id
    denied = dict.fromkeys(told, False)
    bare, said = (
        check_procedure(file, visit, procedure=walk, calendar=CN, as_of=AS_OF, told=one) for one in ({}, denied)
    )
    for before, after in zip(bare.lines, said.lines, strict=True):
        for one, other in zip(before.answers, after.answers, strict=True):
            expected = False if one.passed is None and one.test.kind in told else one.passed
            assert other.passed is expected


@given(step_clocks(), st.integers(0, 400).map(lambda count: date(2025, 1, 1) + timedelta(days=count)))
def test_a_clock_is_never_shortened_by_a_later_mark(clock: StepClock, day: date) -> None:
    """The later the mark the later the last day or the same; a clock of working days ends where a walk ends."""
    lasts = [last_day(clock, day + timedelta(days=count), CN) for count in range(8)]
    assert all(one <= other for one, other in pairwise(lasts))
    if clock.span.unit is Unit.WORKING_DAYS and clock.side is ClockSide.AFTER:
        walked, left = day, clock.span.count
        while left:
            walked += timedelta(days=1)
            left -= CN.works(walked)
        assert lasts[0] == walked


@given(DAY, st.integers(0, 30))
def test_so_many_days_late_is_so_many_days_worked(last: date, late: int) -> None:
    """Done so many working days after the last day it is so many days late; on the day off before, no fewer."""
    day = CN.add(last, late)
    assert working_days_late(last, day, CN) == late
    before = day - timedelta(days=1)
    if before > last and not CN.works(before):
        assert working_days_late(last, before, CN) == late


def test_the_preset_says_what_practice_says() -> None:
    """The thirteen steps with their performers and clocks, worked out by hand from the table of practice."""
    walk = presets.procedure("cn.post_loan_visit")
    told = {
        one.code: (one.performer.value, None if one.clock is None else (one.clock.side.value, one.clock.span.count))
        for one in walk.steps
    }
    assert told == {
        "plan": ("post_loan_desk", ("before", 5)),
        "preparation": ("account_officer", ("run_up", 2)),
        "appointment": ("account_officer", ("run_up", 3)),
        "visit": ("pair", ("before", 0)),
        "note": ("pair", ("after", 0)),
        "report": ("account_officer", ("after", 5)),
        "co_signature": ("second_officer", ("after", 1)),
        "review": ("post_loan_desk", ("after", 3)),
        "sign_off": ("sub_branch_head", ("after", 2)),
        "escalation": ("account_officer", ("after", 0)),
        "notice": ("post_loan_desk", ("after", 2)),
        "feedback": ("handler", ("after", 10)),
        "filing": ("archive_keeper", ("after", 10)),
    }
    assert {one.confidence.value for one in walk.steps} == {"practice"}
    report = walk.step("report").clock
    assert report is not None
    assert report.span == working_days(5)
