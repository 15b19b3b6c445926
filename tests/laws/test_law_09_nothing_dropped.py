"""Law 9: every owed duty is covered; nothing is dropped."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import Accepts, Calendar, Method, Portfolio
from loanvisit.scheduling import ClausePolicy
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, ahead=st.integers(0, 500))
def test_every_open_owed_duty_is_covered_by_one_visit(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, ahead: int
) -> None:
    """Each open owed duty to visit for, and each projected one that ends in time, is covered once; no other is."""
    plan = plan_of(book, policy, calendar, ahead=ahead)
    covered = Counter(duty.id for visit in plan.visits for duty in visit.covers)
    visited = [duty for duty in (*plan.owed, *plan.projected) if duty.is_open and not duty.rule.kind.is_desk]
    wanted = [duty.id for duty in visited if duty.window.opens <= plan.as_of or duty.window.last <= plan.until]
    assert covered == Counter(wanted)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_visit_can_prove_what_it_covers_on_a_day_of_its_window(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """A visit is of a method each of its duties accepts, and a forecast only if all its duties are."""
    plan = plan_of(book, policy, calendar)
    for visit in plan.visits:
        for duty in visit.covers:
            assert visit.method in duty.rule.accepts.methods
            assert visit.window.last <= duty.window.last
            assert set(duty.loans) <= set(visit.loans)
        assert visit.forecast is all(duty.window.opens > book.as_of for duty in visit.covers)
        assert visit.demanded == max(duty.rule.visitors for duty in visit.covers)
        assert (visit.method is Method.DATA) == any(duty.rule.accepts is Accepts.DATA for duty in visit.covers)
        lines = {(duty.rule.clause, duty.subject) for duty in visit.covers}
        assert visit.method is not Method.DATA or len(lines) == 1


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_every_visit_can_say_why(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """A proof has a part for each duty, in both languages, with its clause, its source and its last day."""
    plan = plan_of(book, policy, calendar)
    for visit in plan.visits:
        proof = plan.why(visit)
        assert len(proof.find("duty")) == len(proof.find("clause")) == len(proof.find("source")) == len(visit.covers)
        assert [one.statement.en for one in proof.find("last")] == [
            f"window: {duty.window.opens} to {duty.window.last}" for duty in visit.covers
        ]
        assert bool(proof.find("overdue")) == any(duty.is_overdue(book.as_of) for duty in visit.covers)
        assert "{" not in proof.text.zh + proof.text.en
        assert plan.why(visit.id) == proof
