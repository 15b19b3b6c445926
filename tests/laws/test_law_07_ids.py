"""Law 7: an id is of clause, subject and anchor; an open duty keeps it, and a voided record gives its duties back."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    DISBURSED,
    Anchor,
    Before,
    BorrowerFile,
    Calendar,
    EveryGap,
    EveryPeriod,
    Level,
    LoanStatus,
    NaturalPeriod,
    Obligation,
    ObligationId,
    OnceAfter,
    PastVisit,
    Portfolio,
    Requirement,
    days,
    five_tier,
    joined,
    months,
)
from loanvisit.scheduling import ClausePolicy, FilePlan, Plan
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.testing import a_clause, a_file, a_loan, a_policy, a_record, strategies, weekdays
from tests.laws.books import CALENDARS, plan_of, plan_of_file, told


def _duties(part: FilePlan) -> tuple[Obligation, ...]:
    return (*part.duties.owed, *part.duties.projected)


def _stored(plan: Plan) -> Portfolio:
    """Return the book as a host keeps it: every file with its duties and its planned visits."""
    return plan.book.with_files(plan.file(file.id) for file in plan.book.files)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_an_id_names_one_duty(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """An id is the clause, the subject and the anchor, and no two duties of a plan share one, nor two visits."""
    plan = plan_of(book, policy, calendar)
    duties = (*plan.owed, *plan.projected)
    for duty in duties:
        assert duty.id.value == joined(duty.rule.clause.value, duty.subject.value, duty.anchor)
    assert len({duty.id for duty in duties}) == len(duties)
    assert len({visit.id for visit in plan.visits}) == len(plan.visits)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_replanning_twice_changes_nothing(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """A book that keeps what was planned gives the same duties and the same visits again, and once more after that."""
    first = plan_of(book, policy, calendar)
    second = plan_of(_stored(first), policy, calendar)
    third = plan_of(_stored(second), policy, calendar)
    for again in (second, third):
        assert again.visits == first.visits
        assert {b: part.duties for b, part in again.parts.items()} == {b: p.duties for b, p in first.parts.items()}
    assert told(third) == told(plan_of(_stored(third), policy, calendar))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_new_version_of_a_policy_renames_nothing(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """The version is a field of a duty and no part of its id."""
    old, new = plan_of(book, policy, calendar), plan_of(book, evolve(policy, version="next"), calendar)
    assert [duty.id for duty in old.owed] == [duty.id for duty in new.owed]
    assert [duty.id for duty in old.projected] == [duty.id for duty in new.projected]
    assert [visit.id for visit in old.visits] == [visit.id for visit in new.visits]
    assert {duty.rule.version for duty in new.owed if not is_at_law(duty)} <= {"next"}


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, shift=st.integers(0, 900))
def test_where_the_known_past_begins_renames_nothing(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, shift: int
) -> None:
    """A duty of a period, a grid or an event has the same id and window however much of the past is known."""
    whole = book.with_files(evolve(file, past_known_from=None) for file in book.files)
    known = book.as_of - timedelta(days=shift)
    half = book.with_files(evolve(file, past_known_from=known) for file in book.files)
    fixed = {duty.id: duty for duty in plan_of(whole, policy, calendar).owed if not duty.anchor.startswith("visit:")}
    for duty in plan_of(half, policy, calendar).owed:
        if not duty.anchor.startswith("visit:"):
            assert fixed[duty.id].window == duty.window
            assert duty.window.last > known or is_at_law(duty)  # what was done at law is told apart from visits


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_late_import_renames_nothing(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A visit that turns up late meets duties or none; those of periods, grids and events keep ids and days."""
    file = book.files[0]
    assume(file.loans)
    named = tuple(loan.id for loan in file.loans)
    found: PastVisit = data.draw(strategies.past_visits(borrower=file.id, among=named, latest=book.as_of))
    later = book.with_files([evolve(file, past=(*file.past, found))])
    before, after = plan_of(book, policy, calendar), plan_of(later, policy, calendar)

    def fixed(plan: Plan) -> dict[ObligationId, object]:
        return {duty.id: duty.window for duty in plan.owed if not duty.anchor.startswith("visit:")}

    assert fixed(before) == fixed(after)


def _hangs_on_the_payout(require: Requirement) -> bool:
    if isinstance(require, OnceAfter):
        return require.after == DISBURSED
    return not isinstance(require, Before) or require.before == DISBURSED


@given(
    file=strategies.borrower_files().filter(lambda file: len(file.loans) > 1),
    require=strategies.requirements().filter(_hangs_on_the_payout),
    calendar=CALENDARS,
    as_of=strategies.days(earliest=date(2024, 1, 1), latest=date(2026, 12, 31)),
    data=st.data(),
)
def test_a_settled_loan_shifts_no_duty_of_its_borrower(
    file: BorrowerFile, require: Requirement, calendar: Calendar, as_of: date, data: st.DataObject
) -> None:
    """What a borrower owes is counted from its first payout, whichever of its loans are still live: no id, no day."""
    named = [loan.id for loan in file.loans]
    settled = data.draw(st.sets(st.sampled_from(named), max_size=len(named) - 1))
    open_end = [evolve(loan, matures_on=None, risk=None, status=LoanStatus.LIVE) for loan in file.loans]
    some = [evolve(loan, status=LoanStatus.SETTLED) if loan.id in settled else loan for loan in open_end]
    policy = a_policy(a_clause(require=require, level=Level.BORROWER, when=()))
    before, after = (
        plan_of_file(evolve(file, loans=tuple(loans)), policy, as_of=as_of, calendar=calendar)
        for loans in (open_end, some)
    )
    asked = [
        [one for one in _duties(part) if not is_at_law(one)] for part in (after, before)
    ]  # a settled claim has none
    assert asked[0] == asked[1]


def test_the_grid_of_a_borrower_outlives_its_first_loan() -> None:
    """Loans of 10 January and 20 March 2025: settling the first leaves the quarterly grid on the tenth of a month."""
    first, second = a_loan("L-1", disbursed_on=date(2025, 1, 10)), a_loan("L-2", disbursed_on=date(2025, 3, 20))
    grid = EveryGap(gap=months(3), anchor=Anchor.DRAWDOWN)
    policy = a_policy(a_clause(require=grid, level=Level.BORROWER))
    as_of = date(2025, 8, 31)
    both = plan_of_file(a_file(first, second), policy, as_of=as_of).duties.owed
    one = plan_of_file(a_file(evolve(first, status=LoanStatus.SETTLED), second), policy, as_of=as_of).duties.owed
    assert [(duty.anchor, duty.raw) for duty in one] == [(duty.anchor, duty.raw) for duty in both]
    assert [duty.raw for duty in one] == [date(2025, 4, 10), date(2025, 7, 10), date(2025, 10, 10)]


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_voided_record_gives_its_duties_back(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """With its records void a file is planned as if they had never been: the same ids, the same last days, open."""
    without = book.with_files(evolve(file, records=()) for file in book.files)
    void = book.with_files(
        evolve(file, records=tuple(evolve(record, void=True) for record in file.records)) for file in book.files
    )
    for file in book.files:
        assert plan_of(void, policy, calendar).parts[file.id] == plan_of(without, policy, calendar).parts[file.id]


def test_a_voided_record_stays_readable_and_the_old_last_day_stands() -> None:
    """The quarter met on 20 February is open again, to its old last day, once the record of that visit is void."""
    policy = a_policy(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER)))
    record = a_record(date(2026, 2, 20))
    as_of = date(2026, 3, 31)
    met = plan_of_file(a_file(records=[record]), policy, as_of=as_of).duties.owed
    void = a_file(records=[evolve(record, void=True)])
    opened = plan_of_file(void, policy, as_of=as_of).duties.owed
    assert [duty.is_open for duty in met] == [False]
    assert [(duty.id, duty.window, duty.is_open) for duty in opened] == [(met[0].id, met[0].window, True)]
    assert void.records[0].on == date(2026, 2, 20)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, later=st.integers(0, 200))
def test_an_overdue_duty_never_vanishes_by_waiting(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, later: int
) -> None:
    """A duty owed and open one day is owed under the same id on any later day, as long as nobody visits."""
    first = plan_of(book, policy, calendar)
    kept = Portfolio(as_of=book.as_of + timedelta(days=later), files=_stored(first).files)
    second = plan_of(kept, policy, calendar)
    live = {loan.id for loan in book.loans if loan.status is LoanStatus.LIVE}
    owed = {duty.id for duty in second.owed if duty.is_open}
    for duty in first.owed:
        if duty.is_open and any(loan in live for loan in duty.loans):
            assert duty.id in owed


@given(book=strategies.portfolios(), old=strategies.policies(), new=strategies.policies(), calendar=CALENDARS)
def test_a_looser_policy_cancels_nothing_that_was_owed(
    book: Portfolio, old: ClausePolicy, new: ClausePolicy, calendar: Calendar
) -> None:
    """A duty owed and open under the old policy stays owed under any new one, while one of its loans is live."""
    first = plan_of(book, old, calendar)
    second = plan_of(_stored(first), new, calendar)
    live = {loan.id for loan in book.loans if loan.status is LoanStatus.LIVE}
    still = {duty.id for duty in second.owed if duty.is_open} | {duty.id for duty in second.projected if duty.is_open}
    for duty in first.owed:
        if duty.is_open and any(loan in live for loan in duty.loans):
            assert duty.id in still


def test_a_clause_that_counts_otherwise_cancels_nothing_that_was_owed() -> None:
    """Owed six months after a visit, and open: the clause asks by quarter now, and what was owed still is."""
    file = a_file(a_loan(disbursed_on=date(2025, 1, 10), matures_on=None))
    old = a_policy(a_clause(require=EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(30))))
    new = a_policy(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER)), version="2")
    first = plan_of(Portfolio(as_of=date(2025, 7, 1), files=(file,)), old, weekdays())
    (owed,) = first.owed
    assert owed.id in {duty.id for duty in plan_of(_stored(first), new, weekdays()).owed if duty.is_open}


def _ghosts(file: BorrowerFile, policy: ClausePolicy, as_of: date) -> list[ObligationId]:
    fresh = {duty.id for duty in _duties(plan_of_file(evolve(file, obligations=(), visits=()), policy, as_of=as_of))}
    return [duty.id for duty in _duties(plan_of_file(file, policy, as_of=as_of)) if duty.id not in fresh]


def test_a_forecast_that_did_not_come_true_is_forgotten() -> None:
    """A forecast counted from a visit nobody made is no duty once the visit was made on another day."""
    require = EveryGap(gap=months(2), anchor=Anchor.LAST_VISIT, opens=days(20))
    policy = a_policy(a_clause(require=require))
    file = a_file(a_loan(disbursed_on=date(2026, 1, 10), matures_on=None))
    planned = Portfolio(as_of=date(2026, 1, 31), files=(file,))
    kept = plan_of(planned, policy, weekdays()).file(file.id)
    seen = evolve(kept, records=(a_record(date(2026, 2, 25), "L-1"),))
    assert _ghosts(seen, policy, date(2026, 7, 31)) == []


def test_a_forecast_of_the_old_cadence_is_forgotten_after_a_downgrade() -> None:
    """A quarter that had not opened when the grade changed is no duty beside the months of the new cadence."""
    policy = presets.policy("cn.five_tier_default")
    good = a_loan(disbursed_on=date(2025, 9, 10), matures_on=None, risk=five_tier("pass", since=date(2025, 9, 10)))
    planned = Portfolio(as_of=date(2026, 1, 31), files=(a_file(good),))
    kept = plan_of(planned, policy, weekdays()).file(planned.files[0].id)
    worse = evolve(good, risk=five_tier("special_mention", since=date(2026, 2, 10), was="pass"))
    assert ObligationId("pass.routine~~L-1~~2026Q3") not in _ghosts(
        evolve(kept, loans=(worse,)), policy, date(2026, 7, 31)
    )
