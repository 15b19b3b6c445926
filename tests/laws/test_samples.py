"""What every sample world has, whatever its seed."""

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import class_floors, days_past_due
from loanvisit.domain import Anchor, BorrowerFile, EveryGap, FactName, LoanStatus, OnceAfter, Outcome, SignalLevel
from loanvisit.domain import days as span
from loanvisit.samples import World, world
from loanvisit.scheduling import Plan, make_plan
from loanvisit.testing import a_clause, a_policy

SEEDS = range(60)
CALENDAR = presets.calendar("CN")
POLICY = presets.policy("cn.five_tier_default")
CLASSES = presets.regime("cn.financial_assets.2023")
WEEKDAYS = presets.calendar("weekdays")

seeds = st.integers(min_value=0, max_value=2**64)
days = st.dates(min_value=date(2025, 6, 1), max_value=date(2026, 12, 31))


def _world(seed: int) -> World:
    return world(seed, calendar=CALENDAR)


def _plan(sample: World) -> Plan:
    return make_plan(sample.book(), policy=POLICY, calendar=CALENDAR, until=date(2026, 4, 30))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_book_has_something_of_everything(seed: int) -> None:
    """Each book has several loans a borrower, all products and grades, many payouts, arrears, signals and gaps."""
    book = _world(seed).book()
    loans = book.loans
    assert 10 <= len(book.files) <= 12
    assert 18 <= len(loans) <= 24
    assert sum(len(file.loans) > 1 for file in book.files) >= 8
    assert {"working_capital", "project", "personal", None} == {loan.product for loan in loans}
    grades = {loan.risk.code for loan in loans if loan.risk is not None}
    assert grades == {"pass", "special_mention", "substandard", "doubtful", "loss"}
    assert max(len(loan.drawdowns) for loan in loans) >= 3
    assert any(one.drawn_on is not None and one.drawn_on.day == 31 for loan in loans for one in loan.drawdowns)
    assert any(loan.risk is None for loan in loans)
    assert any(one.drawn_on is None for loan in loans for one in loan.drawdowns)
    assert any(loan.status is LoanStatus.SETTLED for loan in loans)
    assert any(loan.facts["days_past_due"] for loan in loans)
    events = [event for file in book.files for event in file.events]
    told = {"payment_default", "adverse_event", "production_stopped", "account_transferred", "accident"}
    assert {event.kind for event in events} == told
    assert {event.kind for event in events if event.ended_on is not None} == {"production_stopped"}
    assert {SignalLevel.RED, SignalLevel.ORANGE} <= {signal.level for file in book.files for signal in file.signals}


@pytest.mark.parametrize("seed", [0, 7])
def test_what_came_to_pass_gives_clauses_something_to_ask(seed: int) -> None:
    """A clause after a default finds those that last; steps while production stands end when it goes on again."""
    default = OnceAfter(after=FactName("payment_default"), within=span(60), lasting=True)
    stopped = EveryGap(gap=span(14), anchor=Anchor.DATE, date=FactName("production_stopped"))
    policy = a_policy(a_clause("default", default), a_clause("stopped", stopped))
    book = _world(seed).book()
    plan = make_plan(book, policy=policy, calendar=CALENDAR, until=date(2026, 12, 31))
    events = {event.kind: event for file in book.files for event in file.events}
    asked = {name: [one for one in plan.owed if one.rule.clause.value == name] for name in ("default", "stopped")}
    assert asked["default"]
    over = events[FactName("production_stopped")].ended_on
    assert over is not None
    assert 2 <= len(asked["stopped"]) <= 3
    assert all(one.window.last < over for one in asked["stopped"])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_owed_says_what_the_book_says(seed: int) -> None:
    """Each loan not closed is a claim once: balance, days and interest unpaid are the book's, and so is its class."""
    sample = _world(seed)
    book = {loan.id: loan for loan in sample.book().loans}
    owed = {claim.id: claim for debtor in sample.debtors() for claim in debtor.claims}
    assert set(owed) == {name for name, loan in book.items() if loan.status is not LoanStatus.SETTLED}
    for name, claim in owed.items():
        loan = next(one for one in book.values() if one.id == name)
        days, missing = days_past_due(claim, CLASSES, as_of=sample.as_of)
        assert days is not None
        assert (days.days, missing, claim.balance) == (loan.facts["days_past_due"], (), loan.facts["balance"])
        unpaid = [one.amount for one in claim.arrears or () if one.is_unpaid(sample.as_of) and one.amount is not None]
        assert sum(one.amount for one in unpaid) == getattr(loan.facts.get("interest_arrears"), "amount", 0)
        assert claim.grade == loan.risk


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_owed_has_something_of_every_class(seed: int) -> None:
    """Every class has a floor in each book, some by contagion; some know the other banks, some do not."""
    sample = _world(seed)
    debtors = sample.debtors()
    floors = [floor for one in debtors for floor in class_floors(one, CLASSES, as_of=sample.as_of)]
    assert {"pass", "substandard", "doubtful", "loss"} <= {floor.floor.code for floor in floors}
    assert {"days", "debtor.share"} <= {hit.rule for floor in floors for hit in floor.hits}
    assert any(floor.unjudged for floor in floors)
    assert any(floor.bad_since is not None for floor in floors)
    assert {one.facts["debtor.retail"] for one in debtors} == {True, False}
    assert {one.report is None for one in debtors} == {True, False}
    assert any(claim.earlier for one in debtors for claim in one.claims)


@given(seeds, days)
def test_what_is_owed_is_of_its_day(seed: int, day: date) -> None:
    """Nothing due or reported after the day is in it; a report is of the month before."""
    for debtor in _world(seed).debtors(day):
        assert debtor.claims
        assert debtor.report is None or debtor.report.on < day.replace(day=1)
        assert all(one.due_on <= day for claim in debtor.claims for one in claim.arrears or ())
        assert all(
            claim.grade is None or claim.grade.since is None or claim.grade.since <= day for claim in debtor.claims
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_book_has_a_downgrade_in_mid_quarter(seed: int) -> None:
    """One loan at least was downgraded inside a quarter, and says since when and from what."""
    graded = [loan.risk for loan in _world(seed).book().loans if loan.risk is not None]
    moved = [grade for grade in graded if grade.was is not None and grade.since is not None]
    assert any(date(2026, 1, 2) <= grade.since <= date(2026, 3, 30) for grade in moved if grade.since is not None)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_has_what_a_reader_should_see(seed: int) -> None:
    """Each plan has due visits of three clauses, a visit to two loans, gaps, and both kinds of calendar move."""
    plan = _plan(_world(seed))
    due = plan.due(by=plan.until)
    assert len({duty.rule.clause for visit in due for duty in visit.covers}) >= 3
    assert any(len(visit.loans) > 1 and not visit.forecast for visit in due)
    assert len({answer.subject for answer in plan.undetermined}) >= 3
    holidays = [
        duty for visit in due for duty in visit.covers if duty.raw != duty.window.last and CALENDAR.because(duty.raw)
    ]
    made_up = [
        duty for visit in due for duty in visit.covers if CALENDAR.because(duty.raw) and CALENDAR.works(duty.raw)
    ]
    assert holidays
    assert made_up
    assert any(visit.is_overdue(plan.as_of) for visit in due)
    assert any("pre_maturity" in visit.purposes for visit in due)


@pytest.mark.parametrize("seed", SEEDS)
def test_officers_bring_back_every_kind_of_trouble(seed: int) -> None:
    """The records hold late, missed, refused and unreachable visits, one visitor for two, and papers left at home."""
    sample = _world(seed)
    plan = _plan(sample)
    records = sample.records(plan)
    planned = {visit.id: visit for visit in plan.visits}
    assert {record.outcome for record in records} == set(Outcome)
    made = [record for record in records if record.outcome is Outcome.MADE]
    assert any(len(record.visitors) < planned[record.visit].demanded for record in made)
    assert any(record.on > max(duty.window.last for duty in planned[record.visit].covers) for record in made)
    assert any(not record.evidence for record in made)
    payments = [reading for record in made for reading in record.readings]
    agreed = {loan.id: loan for loan in plan.book.loans}
    assert any(one.loan and one.payee not in (agreed[one.loan].agreed_payees or ()) for one in payments)
    assert any(one.loan and one.purpose not in (agreed[one.loan].agreed_purposes or ()) for one in payments)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_diverted_money_is_found_and_seen_to_again(seed: int) -> None:
    """After the visit that reads the diverted payment there is a later visit to the same borrower."""
    sample = _world(seed)
    book = sample.book()
    file = book.files[0]
    payees = file.loans[1].agreed_payees or frozenset()
    records = [one for one in sample.records(_plan(sample)) if one.borrower == file.id]
    assert [any(reading.payee not in payees for reading in one.readings) for one in records] == [True, False]
    first, later = records
    assert later.on > first.on
    assert later.outcome is Outcome.MADE


@given(seeds, days, days)
def test_nothing_is_known_before_its_day(seed: int, one: date, other: date) -> None:
    """What an earlier book holds, a later one holds too, and it holds nothing of a later day."""
    early, late = min(one, other), max(one, other)
    sample = _world(seed)
    before, after = sample.book(early), sample.book(late)
    for file in before.files:
        later = after.file(file.id)
        assert set(file.past) <= set(later.past)
        assert set(file.signals) <= set(later.signals)
        assert {event.id for event in file.events} <= {event.id for event in later.events}
        assert {loan.id for loan in file.loans} <= {loan.id for loan in later.loans}
        assert _latest_day(file) <= early


@given(seeds, st.integers(min_value=1, max_value=25), st.integers(min_value=1, max_value=25))
def test_a_borrower_does_not_depend_on_the_others(seed: int, few: int, many: int) -> None:
    """A larger world holds a smaller one of the same seed, file by file."""
    small = world(seed, calendar=CALENDAR, borrowers=min(few, many)).book()
    large = world(seed, calendar=CALENDAR, borrowers=max(few, many)).book()
    assert large.files[: len(small.files)] == small.files


@given(seeds)
def test_each_day_of_a_payout_and_a_visit_is_worked(seed: int) -> None:
    """Money is paid out, and officers set out, on working days of the calendar given."""
    for calendar in (CALENDAR, WEEKDAYS):
        sample = world(seed, calendar=calendar)
        book = sample.book(date(2026, 12, 31))
        drawn = [one.drawn_on for loan in book.loans for one in loan.drawdowns if one.drawn_on is not None]
        assert all(calendar.works(day) for day in drawn)
        assert all(calendar.works(visit.on) for file in book.files for visit in file.past)


@given(seeds)
def test_records_keep_to_their_window_unless_they_are_meant_to_be_late(seed: int) -> None:
    """A record is made on a working day after the plan's day, and in the window of a duty that was not overdue."""
    sample = _world(seed)
    plan = _plan(sample)
    planned = {visit.id: visit for visit in plan.visits}
    for record in sample.records(plan):
        visit = planned[record.visit]
        assert CALENDAR.works(record.on)
        assert record.on > plan.as_of
        assert record.recorded_at is not None
        assert CALENDAR.day_of(record.recorded_at) == record.on
        assert all(record.on >= duty.window.opens for duty in visit.covers)
        assert {reading.on <= record.on for reading in record.readings} <= {True}


_TELL = """
import json
from collections.abc import Mapping
from datetime import date
from attrs import fields, has
from loanvisit import presets, samples
from loanvisit.scheduling import make_plan

def plain(value):
    if has(type(value)):
        return {one.name: getattr(value, one.name) for one in fields(type(value))}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return sorted(map(str, value.items())) if isinstance(value, Mapping) else str(value)

calendar = presets.calendar("CN")
world = samples.world(7, calendar=calendar)
book = world.book()
policy = presets.policy("cn.five_tier_default")
plan = make_plan(book, policy=policy, calendar=calendar, until=date(2026, 4, 30))
print(json.dumps((book, world.officers, world.units, world.records(plan)), default=plain))
"""


def test_a_world_is_the_same_on_every_machine() -> None:
    """Neither the hash seed nor the time zone changes a byte of what it says."""
    machines = [("0", "UTC"), ("1", "Asia/Shanghai"), ("4711", "America/Lima")]
    told = [
        subprocess.run(
            [sys.executable, "-c", _TELL],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed, zone in machines
    ]
    assert len(told[0]) > 10_000
    assert told[1:] == told[:1] * 2


def _latest_day(file: BorrowerFile) -> date:
    known = [visit.on for visit in file.past]
    known += [signal.raised_on for signal in file.signals]
    known += [day for event in file.events for day in (event.on, event.ended_on) if day is not None]
    known += [finding.found_on for finding in file.past_findings if finding.found_on is not None]
    known += [loan.risk.since for loan in file.loans if loan.risk is not None and loan.risk.since is not None]
    known += [one.drawn_on for loan in file.loans for one in loan.drawdowns if one.drawn_on is not None]
    return max(known)
