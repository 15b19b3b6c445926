"""Law 12: a plan as of a day depends only on what was known that day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Change,
    Discharge,
    EventId,
    EveryPeriod,
    Method,
    NaturalPeriod,
    Obligation,
    ObligationState,
    OnSignal,
    Outcome,
    Portfolio,
    RecordId,
    SignalId,
    SignalLevel,
    Visit,
    VisitState,
    days,
)
from loanvisit.errors import LoanVisitError
from loanvisit.scheduling import ClausePolicy, FilePlan, plan_file
from loanvisit.steps import (
    cancel,
    co_sign,
    defer,
    end_waivers,
    file_record,
    replan,
    review,
    send_back,
    substitute,
    void,
    waive,
)
from loanvisit.testing import a_borrower, a_clause, a_file, a_loan, a_policy, a_record, strategies, weekdays
from tests.laws.books import CALENDARS, plan_of
from tests.stateful.cases import ANNA, APPROVER, BO, DESK, MANAGER, RISK


@st.composite
def futures(draw: st.DrawFn, file: BorrowerFile, as_of: date) -> BorrowerFile:
    """Draw the file as it may stand later: visits, records, signals, events and waivers dated after the day."""
    tomorrow, end = as_of + timedelta(days=1), as_of + timedelta(days=200)
    named = tuple(loan.id for loan in file.loans)
    visits = draw(
        st.lists(
            strategies.past_visits(borrower=file.id, among=named, earliest=tomorrow, latest=end), min_size=1, max_size=3
        )
    )
    record = draw(
        strategies.records(id=RecordId("later"), borrower=file.id, among=named, earliest=tomorrow, latest=end)
    )
    signal = draw(strategies.signals(id=SignalId("later"), about=file.id, earliest=tomorrow, latest=end))
    came = draw(strategies.loan_events(id=EventId("later"), about=file.id, earliest=tomorrow, latest=end))
    before = draw(strategies.days(earliest=as_of - timedelta(days=90), latest=as_of))
    learnt = evolve(came, id=EventId("learnt later"), on=before, known_on=draw(strategies.days(earliest=tomorrow)))
    return evolve(
        file,
        past=(*file.past, *(evolve(one, id=None) for one in visits)),
        records=(*file.records, record),
        signals=(*file.signals, signal),
        events=(*file.events, came, learnt),
    )


@st.composite
def met_or_not(draw: st.DrawFn, duty: Obligation, as_of: date) -> Obligation:
    """Draw a duty as a file may keep it later: what was open may have been met since, in time or late."""
    if duty.state is not ObligationState.OPEN or draw(st.booleans()):
        return duty
    return duty.fulfilled(Discharge(on=as_of + timedelta(days=draw(st.integers(1, 200))), record=RecordId("later")))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_nothing_dated_after_the_day_matters(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Visits, records, signals and events of later days change no answer and no visit of the plan as of the day."""
    later = book.with_files(data.draw(futures(file, book.as_of)) for file in book.files)
    assert dict(plan_of(later, policy, calendar).parts) == dict(plan_of(book, policy, calendar).parts)


@given(
    book=strategies.portfolios(),
    before=strategies.policies(),
    policy=strategies.policies(),
    calendar=CALENDARS,
    data=st.data(),
)
def test_what_is_met_after_the_day_was_open_on_it(
    book: Portfolio, before: ClausePolicy, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """The duties a file keeps, its own or of an older policy, stand in the plan as they stood on the day."""
    asked = plan_of(book, before, calendar)
    kept = {file.id: asked.file(file.id).obligations for file in book.files}
    known = book.with_files(evolve(file, obligations=kept[file.id]) for file in book.files)
    later = book.with_files(
        evolve(file, obligations=tuple(data.draw(met_or_not(one, book.as_of)) for one in kept[file.id]))
        for file in book.files
    )
    for rules in (before, policy):
        assert dict(plan_of(later, rules, calendar).parts) == dict(plan_of(known, rules, calendar).parts)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_waiver_counts_from_the_day_it_is_granted(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A waiver not yet granted, or run out, waives nothing that day; one in force waives its duty alone."""
    plan = plan_of(book, policy, calendar)
    owed = [duty for duty in plan.owed if duty.is_open]
    if not owed:
        return
    duty = data.draw(st.sampled_from(owed))
    granted = data.draw(strategies.days(earliest=date(2023, 1, 1), latest=date(2030, 12, 31)))
    waiver = evolve(
        data.draw(strategies.waivers(about=duty.id)), granted_on=granted, expires_on=granted + timedelta(90)
    )
    file = next(one for one in book.files if plan.parts[one.id].duties.owed.count(duty))
    after = plan_of(book.with_files([evolve(file, waivers=(waiver,))]), policy, calendar)
    gone = {one.id for one in owed} - {one.id for one in after.owed if one.is_open}
    assert gone == ({duty.id} if granted <= book.as_of <= granted + timedelta(90) else set())


START = date(2026, 1, 1)
QUARTERS = a_policy(
    a_clause("quarter", require=EveryPeriod(period=NaturalPeriod.QUARTER), evidence=["voucher", "photo"]),
    a_clause("month", require=EveryPeriod(period=NaturalPeriod.MONTH), separate="apart", questions=["stock"]),
    a_clause("half", require=EveryPeriod(period=NaturalPeriod.HALF_YEAR), separate="apart"),
)
NOTHING = a_policy(a_clause("signal", require=OnSignal(levels=frozenset({SignalLevel.RED}), within=days(5))))


def _asked(file: BorrowerFile, policy: ClausePolicy, as_of: date) -> FilePlan:
    until = as_of + timedelta(days=200)
    part = plan_file(file, policy=policy, calendar=weekdays(), as_of=as_of, until=until)
    return _without_versions(part)


def _without_versions(part: FilePlan) -> FilePlan:
    """A version counts what was written of a duty; it says nothing of when."""
    duties = evolve(
        part.duties,
        owed=tuple(evolve(duty, version=1) for duty in part.duties.owed),
        projected=tuple(evolve(duty, version=1) for duty in part.duties.projected),
    )
    visits = tuple(
        evolve(one, version=1, covers=tuple(evolve(duty, version=1) for duty in one.covers)) for one in part.visits
    )
    return evolve(part, duties=duties, visits=visits)


def _moves(file: BorrowerFile, visit: Visit, on: date, pick: int) -> list[Callable[[], Change]]:
    """What may happen on a day: a visit goes on, comes to nothing or is undone; a duty is let go; the file planned."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    brought = [["voucher"], ["photo"], ["voucher", "photo"], []][pick % 4]
    record = a_record(
        on,
        id=f"R|{len(file.records)}",
        visit=visit.id.value,
        evidence=brought,
        answers={"stock": "seen"} if pick % 3 else {},
        method=Method.INTERVIEW if pick % 5 == 4 else Method.ON_SITE,
        identity_checked=True,
    )
    if visit.record is not None:
        record = file.record(visit.record)
    duty = file.obligations[pick % len(file.obligations)].id
    until = on + timedelta(days=pick)
    end = on + timedelta(days=200)
    return [
        lambda: file_record(file, visit.id, record, by=ANNA, at=at),
        lambda: file_record(file, visit.id, evolve(record, outcome=Outcome.UNREACHABLE), by=DESK, at=at),
        lambda: cancel(file, visit.id, reason="rain", by=DESK, at=at),
        lambda: co_sign(file, visit.id, by=BO, at=at),
        lambda: review(file, visit.id, by=RISK, at=at),
        lambda: send_back(file, visit.id, reason="thin", by=RISK, at=at),
        lambda: void(file, visit.id, reason="copied", by=RISK, at=at),
        lambda: waive(file, duty, reason="paid", expires_on=until, by=APPROVER, at=at),
        lambda: replan(file, policy=QUARTERS, calendar=weekdays(), as_of=on, until=end, by=DESK, at=at),
        lambda: defer(file, duty, to=until + timedelta(days=80), reason="rain", asked_by=ANNA.id, by=APPROVER, at=at),
        lambda: substitute(
            file, duty, Method.INTERVIEW, visitors=[ANNA.id], reason="rain", by=APPROVER, at=at, expiry=until
        ),
    ]


MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), st.integers(0, 12), st.integers(0, 10)), max_size=14)


def _lived(file: BorrowerFile, day: date, moves: list[tuple[int, int, int, int]], *, anew: bool) -> BorrowerFile:
    """Take every step that goes through, in order of day; `anew` where a record sent back may be filed again.

    Each day begins with what was waived until a day past, open again.
    """
    for wait, place, pick, move in moves:
        day += timedelta(days=wait)
        morning = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        file = file.after(end_waivers(file, as_of=day, by=DESK, at=morning))
        visit = file.visits[place % len(file.visits)]
        if not anew and visit.state is VisitState.RETURNED:
            continue  # what a record met before it was filed again nobody keeps
        with suppress(LoanVisitError):
            file = file.after(_moves(file, visit, day, pick)[move]())
    return file


@pytest.mark.parametrize("policy", [QUARTERS, NOTHING], ids=["answered", "carried"])
@given(before=MOVES, after=MOVES, close=st.integers(0, 140))
def test_an_earlier_day_is_replayed_as_it_was(
    policy: ClausePolicy, before: list[tuple[int, int, int, int]], after: list[tuple[int, int, int, int]], close: int
) -> None:
    """With whatever the file learns later, the plan of an earlier day is what it was: states, attempts and visits.

    Of duties carried, nothing is asked anew later: a forecast of the old policy that it owes by then is owed by then.
    """
    if policy is NOTHING:
        after = [move for move in after if move[-1] != 8]
    bare = a_file(a_loan(disbursed_on=date(2025, 9, 10), matures_on=None), borrower=a_borrower(manager=MANAGER))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    asked = {"policy": QUARTERS, "calendar": weekdays(), "as_of": START, "until": date(2026, 12, 31), "by": DESK}
    planned = bare.after(replan(bare, **asked, at=start))
    then = _lived(planned, START, before, anew=True)
    as_of = START + timedelta(days=sum(wait for wait, *_ in before) + close)
    later = _lived(then, as_of + timedelta(days=1), after, anew=False)
    assert _asked(later, policy, as_of) == _asked(then, policy, as_of)
