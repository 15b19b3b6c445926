"""Laws of loans that change: what was due stays due, what ends is answered, and no loan's past is another's."""

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    Becomes,
    BorrowerFile,
    ClauseId,
    Duties,
    LegalClockKind,
    LoanChange,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Obligation,
    PastVisit,
    Subject,
    duties_after,
    legal_clocks,
    lineage,
    loans_as_of,
)
from loanvisit.scheduling import FilePlan, plan_file
from loanvisit.testing import strategies
from loanvisit.testing.builders import BOOK_DAY

POLICY, WEEK = presets.policy("cn.five_tier_default"), presets.calendar("weekdays")
ENDING = (LoanChangeKind.EARLY_SETTLEMENT, LoanChangeKind.SALE, LoanChangeKind.WRITE_OFF)
YEAR = timedelta(days=365)


def _plan(file: BorrowerFile, as_of: date = BOOK_DAY) -> FilePlan:
    return plan_file(file, policy=POLICY, calendar=WEEK, as_of=as_of, until=as_of + YEAR)


@st.composite
def _changed(draw: st.DrawFn) -> BorrowerFile:
    """Draw a planned file whose loans then change, once or twice."""
    file = draw(strategies.borrower_files(as_of=BOOK_DAY))
    file = _plan(evolve(file, loan_changes=())).put_into(evolve(file, loan_changes=()))
    named = tuple(loan.id for loan in file.loans)
    if not named:
        return file
    changes = strategies.loan_changes(among=named, earliest=BOOK_DAY, latest=BOOK_DAY + timedelta(days=60))
    drawn = draw(st.lists(changes, max_size=2, unique_by=lambda one: one.id))
    return evolve(file, loan_changes=tuple(drawn))


@given(strategies.loan_changes(), st.lists(strategies.obligations(), max_size=4))
def test_what_was_due_before_a_change_stays_due(change: LoanChange, duties: list[Obligation]) -> None:
    """A duty overdue on the day of a change stays, but for a loan that ends, and for money that never left."""
    mine = [evolve(duty, loans=(change.loan,)) for duty in duties]
    known = {duty.id: duty for duty in mine}
    for outcome in duties_after(change, mine):
        duty = known[outcome.obligation]
        is_first = duty.anchor.startswith("disbursed_on:") and change.continues is not None
        if duty.window.last < change.on and change.kind not in ENDING and not is_first:
            assert outcome.becomes is Becomes.STAYS


def _lines(duties: Duties) -> set[tuple[ClauseId, Subject]]:
    answered = {(duty.rule.clause, duty.subject) for duty in (*duties.owed, *duties.projected)}
    return answered | {(one.clause, one.subject) for one in (*duties.exempt, *duties.undetermined)}


@given(_changed())
def test_every_duty_that_a_change_takes_away_is_answered(file: BorrowerFile) -> None:
    """Law 6: whatever is answered without the changes is answered with them, be it exempt or undetermined."""
    day = BOOK_DAY + timedelta(days=90)
    assert _lines(_plan(evolve(file, loan_changes=()), day).duties) <= _lines(_plan(file, day).duties)


@given(_changed())
def test_a_plan_with_changes_is_planned_again_to_the_same(file: BorrowerFile) -> None:
    """Law 7: the plan put into the file and made again says the same."""
    day = BOOK_DAY + timedelta(days=30)
    first = _plan(file, day)
    assert _plan(first.put_into(file), day).duties == first.duties


@given(_changed())
def test_a_loan_of_a_day_is_the_same_taken_back_twice(file: BorrowerFile) -> None:
    """How a loan stood on a day does not depend on how it was asked: once, or from a later day before."""
    early, late = BOOK_DAY, BOOK_DAY + timedelta(days=30)
    known = tuple(one for one in file.loan_changes if one.known_on <= early)
    once = loans_as_of(file.loans, file.loan_changes, early)
    assert loans_as_of(once, known, early) == once
    assert loans_as_of(loans_as_of(file.loans, file.loan_changes, late), file.loan_changes, early) == once


@given(_changed(), st.data())
def test_a_visit_to_one_loan_meets_no_check_of_another(file: BorrowerFile, data: st.DataObject) -> None:
    """Lineage: a visit that named a loan meets no duty of the loan that continues it, nor of the one it continues."""
    renewed = [one for one in file.loan_changes if one.continues is not None]
    if not renewed:
        return
    change = data.draw(st.sampled_from(renewed))
    day = BOOK_DAY + timedelta(days=120)
    purposes = frozenset({f"change.{change.kind.value}", "routine", "pre_maturity"})
    assert change.continues is not None
    visit = PastVisit(loans=(change.continues,), on=day, purposes=purposes)
    seen = evolve(file, past=(*file.past, visit))
    before = {duty.id: duty.state for duty in _plan(file, day).duties.owed if duty.loans == (change.loan,)}
    after = {duty.id: duty.state for duty in _plan(seen, day).duties.owed if duty.loans == (change.loan,)}
    assert after == before


@given(st.lists(strategies.loan_changes(), max_size=6, unique_by=lambda one: one.id), st.data())
def test_a_lineage_names_each_loan_once(changes: list[LoanChange], data: st.DataObject) -> None:
    """It begins with the loan asked about, each next one is named by a change, and none stands twice."""
    known = sorted({one.loan for one in changes} | {LoanId("L")})
    loan = data.draw(st.sampled_from(known))
    line = lineage(loan, changes)
    assert line[0] == loan
    assert len(set(line)) == len(line)
    named = {(one.loan, one.continues) for one in changes}
    assert all(pair in named for pair in pairwise(line))


@given(_changed())
def test_a_loan_handed_to_recovery_changes_its_duties_and_loses_none(file: BorrowerFile) -> None:
    """W7: what is live is visited or answered; what is written off and not given up has its three clocks."""
    day = BOOK_DAY + timedelta(days=90)
    loans = loans_as_of(file.loans, file.loan_changes, day)
    ended = {loan for one in file.legal.known_on(day).ends for loan in one.loans}
    clocks = legal_clocks(file, as_of=day, calendar=WEEK)
    for loan in loans:
        if loan.status is LoanStatus.WRITTEN_OFF and loan.id not in ended:
            kinds = {one.kind for one in clocks if one.loans == (loan.id,)}
            assert {LegalClockKind.ASSET_SEARCH, LegalClockKind.YEARLY_DEMAND} <= kinds
            assert kinds & {LegalClockKind.LIMITATION, LegalClockKind.ENFORCEMENT}
