"""The cover where duties exclude each other: what the search finds, and what it says of what it could not prove."""

from datetime import date, timedelta

import pytest

from loanvisit.domain import Accepts, BorrowerId, EveryPeriod, LoanId, Method, NaturalPeriod, Obligation
from loanvisit.scheduling import Plan, branching, cover, make_plan
from loanvisit.testing import a_book, a_borrower, a_clause, a_duty, a_file, a_loan, a_policy, a_rule, weekdays

AS_OF = date(2026, 3, 31)
SITE, TALK, NOTE = Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE, Accepts.ANY_CONTACT


def _duty(  # noqa: PLR0917  a row of a table
    opens: int, length: int, clause: str, accepts: Accepts, separate: str | None, loan: int
) -> Obligation:
    """Return a duty whose window opens some days after the day of the plan."""
    first = AS_OF + timedelta(days=opens)
    rule = a_rule(clause, accepts=accepts, separate=separate)
    named = f"{clause}/{loan}/{opens}+{length}"
    return a_duty(first, first + timedelta(days=length), rule=rule, subject=LoanId(f"L-{loan}"), anchor=named)


CROWD = [
    _duty(7, 15, "e", TALK, "apart", 3),
    _duty(3, 10, "e", TALK, "apart", 2),
    _duty(18, 9, "b", TALK, None, 3),
    _duty(20, 11, "b", TALK, None, 3),
    _duty(13, 9, "b", TALK, None, 1),
    _duty(11, 10, "b", TALK, None, 1),
    _duty(11, 13, "b", TALK, None, 2),
    _duty(13, 7, "b", TALK, None, 3),
    _duty(10, 15, "b", TALK, None, 3),
    _duty(20, 9, "d", SITE, None, 3),
    _duty(2, 2, "c", NOTE, "apart", 3),
    _duty(11, 4, "d", SITE, None, 1),
]
"""Twelve duties that are more than the search can prove the best cover of."""


def test_a_search_too_long_ends_and_says_so() -> None:
    """Beyond the bound of steps every duty is covered all the same, and no visit claims that fewer are ruled out."""
    trips = cover(CROWD, as_of=AS_OF)
    assert sorted(duty.anchor for trip in trips for duty in trip.duties) == sorted(duty.anchor for duty in CROWD)
    assert [trip.is_least for trip in trips] == [False] * len(trips)
    assert [trip.is_least for trip in cover(CROWD[:4], as_of=AS_OF)] == [True] * 3


def test_the_search_finds_what_serving_in_turn_misses() -> None:
    """An interview first in turn takes the visit on site that two other duties could share: the search parts them."""
    duties = [_duty(2, 2, "e", TALK, "apart", 1), _duty(2, 2, "d", SITE, None, 2), _duty(3, 7, "a", SITE, "apart", 3)]
    trips = cover(duties, as_of=AS_OF)
    assert sorted((trip.method.value, len(trip.duties)) for trip in trips) == [
        (Method.INTERVIEW.value, 1),
        (Method.ON_SITE.value, 2),
    ]
    assert all(trip.is_least for trip in trips)


def test_lines_that_look_alike_are_searched_as_one() -> None:
    """Loans with the same two windows each share both visits, proven the fewest."""
    duties = [_duty(opens, 20, "a", SITE, None, loan) for opens in (1, 11) for loan in range(1, 13)]
    trips = cover(duties, as_of=AS_OF)
    assert [len(trip.duties) for trip in trips] == [12, 12]
    assert all(trip.is_least for trip in trips)


def _plan(*names: str) -> Plan:
    clauses = [a_clause(name, EveryPeriod(period=NaturalPeriod.QUARTER), separate="apart") for name in names]
    plain = a_file(a_loan("L-2", borrower="B-2", risk="loss", matures_on=date(2026, 3, 1)), borrower=a_borrower("B-2"))
    book = a_book(a_file(a_loan(disbursed_on=date(2025, 12, 10), matures_on=None)), plain, as_of=date(2026, 2, 10))
    return make_plan(book, policy=a_policy(*clauses), calendar=weekdays(), until=AS_OF)


def test_a_plan_names_the_borrowers_whose_visits_are_not_proven_the_fewest(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no step to search in, a file whose duties exclude each other is planned as well as it can be, and named."""
    proven = _plan("one", "two", "three")
    assert proven.unproven == ()
    monkeypatch.setattr(branching, "_MOST_STEPS", 0)
    plan = _plan("one", "two", "three")
    assert plan.unproven == (BorrowerId("B-1"),)
    assert [one.en for one in plan.notes] == ["The visits of these borrowers are not proven to be the fewest: B-1."]
    assert plan.parts[BorrowerId("B-2")].is_least
    assert plan.visits == proven.visits


def test_two_duties_need_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two duties that exclude each other take two visits, and no search has to prove it."""
    monkeypatch.setattr(branching, "_MOST_STEPS", 0)
    plan = _plan("one", "two")
    assert plan.unproven == ()
    assert [len(visit.covers) for visit in plan.visits] == [1, 1]


@pytest.mark.parametrize(("one", "other"), [(SITE, SITE), (SITE, TALK), (TALK, NOTE)])
def test_two_windows_that_overlap_share_the_stronger_visit(one: Accepts, other: Accepts) -> None:
    """Whichever comes first, the visit is as strong as the stronger of the two takes, and covers by last day."""
    for first, second in ((one, other), (other, one)):
        trips = cover([_duty(5, 9, "b", second, None, 2), _duty(1, 9, "a", first, None, 1)], as_of=AS_OF)
        stronger = Method.ON_SITE if one is SITE else Method.INTERVIEW
        assert [trip.method for trip in trips] == [stronger]
        assert [duty.rule.clause.value for duty in trips[0].duties] == ["a", "b"]
