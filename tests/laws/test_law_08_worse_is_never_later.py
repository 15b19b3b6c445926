"""Law 8: worse risk never has a later deadline, clause by clause and period by period."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    FIVE_TIER,
    Anchor,
    Calendar,
    Comparison,
    Condition,
    EveryGap,
    EveryPeriod,
    FactName,
    NaturalPeriod,
    Obligation,
    Requirement,
    Roll,
    Span,
    days,
    five_tier,
    months,
    weeks,
)
from loanvisit.errors import PolicyError
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.testing import a_clause, a_file, a_loan, a_past_visit, a_policy, strategies
from tests.laws.books import CALENDARS, plan_of_file

_NO_ROLL = (Roll.NONE, Roll.NONE)


def _ladder(better: Requirement, worse: Requirement, rolls: tuple[Roll, Roll] = _NO_ROLL) -> tuple[Clause, Clause]:
    """Return a clause for the pass grade and one for every grade below it."""
    risk = FactName("risk")
    return (
        a_clause(
            "pass",
            better,
            when=[Condition(fact=risk, test=Comparison.IS, values=("pass",))],
            series="routine",
            roll=rolls[0],
        ),
        a_clause(
            "worse",
            worse,
            when=[Condition(fact=risk, test=Comparison.ABOVE, values=("pass",))],
            series="routine",
            roll=rolls[1],
        ),
    )


def _deadlines(
    policy: ClausePolicy, grade: str, drawn_on: date, *, as_of: date, calendar: Calendar, seen: Iterable[date] = ()
) -> list[Obligation]:
    """Return every duty of a loan that is alike but for its grade."""
    risk = five_tier(grade, since=drawn_on)
    loan = a_loan(disbursed_on=drawn_on, matures_on=None, risk=risk)
    past = [a_past_visit(drawn_on + timedelta(days=10), purposes=["none of these"]), *map(a_past_visit, seen)]
    part = plan_of_file(
        a_file(loan, past=past), policy, as_of=as_of, until=as_of + timedelta(days=700), calendar=calendar
    )
    return sorted((*part.duties.owed, *part.duties.projected), key=lambda duty: duty.order)


def _assert_never_later(better: list[Obligation], worse: list[Obligation]) -> None:
    """Of the k-th deadlines, the worse grade's is never the later, as far as the worse grade's plan reaches."""
    for k, duty in enumerate(better):
        if k < len(worse):
            assert worse[k].window.last <= duty.window.last, f"deadline {k + 1}"


@given(
    clauses=strategies.ladders(),
    drawn_on=strategies.days(earliest=date(2023, 1, 1), latest=date(2025, 12, 31)),
    calendar=CALENDARS,
    ahead=st.integers(0, 800),
)
def test_a_worse_grade_never_has_a_later_deadline(
    clauses: tuple[Clause, ...], drawn_on: date, calendar: Calendar, ahead: int
) -> None:
    """Of two loans alike but for the grade, the worse one's first, second and every further deadline is no later."""
    policy, as_of = a_policy(*clauses), drawn_on + timedelta(days=ahead)
    plans = [_deadlines(policy, grade, drawn_on, as_of=as_of, calendar=calendar) for grade in FIVE_TIER.grades]
    for better, worse in pairwise(plans):
        _assert_never_later(better, worse)
        assert worse or not better


PERIODS = st.builds(
    EveryPeriod, period=st.sampled_from(NaturalPeriod), times=st.integers(1, 7), with_first=st.booleans()
)
GAPS = st.one_of(st.integers(1, 14).map(months), st.integers(5, 70).map(weeks), st.integers(20, 400).map(days))
LAST = GAPS.map(lambda gap: EveryGap(gap=gap, anchor=Anchor.LAST_VISIT, opens=days(10)))
GRID = GAPS.map(lambda gap: EveryGap(gap=gap, anchor=Anchor.DRAWDOWN))
PAIRS = st.one_of(st.tuples(PERIODS, PERIODS), st.tuples(LAST, LAST), st.tuples(GRID, GRID))


@given(
    pair=PAIRS,
    rolls=st.tuples(st.sampled_from(Roll), st.sampled_from(Roll)),
    drawn_on=strategies.days(earliest=date(2023, 1, 1), latest=date(2025, 12, 31)),
    calendar=CALENDARS,
)
def test_any_series_that_loads_keeps_the_law(
    pair: tuple[Requirement, Requirement], rolls: tuple[Roll, Roll], drawn_on: date, calendar: Calendar
) -> None:
    """Two requirements of one series either keep the law on every loan, or the policy is refused when it is made."""
    better, worse = pair
    try:
        policy = a_policy(*_ladder(better, worse, rolls))
    except PolicyError:
        return
    found = [_deadlines(policy, grade, drawn_on, as_of=drawn_on, calendar=calendar) for grade in ("pass", "doubtful")]
    _assert_never_later(*found)


@given(
    better=st.integers(1, 24),
    worse=st.integers(1, 24),
    drawn_on=strategies.days(earliest=date(2023, 1, 1), latest=date(2024, 12, 31)),
    gaps=st.lists(st.integers(5, 200), max_size=3),
    calendar=CALENDARS,
)
def test_from_the_last_visit_a_worse_grade_is_never_later(
    better: int, worse: int, drawn_on: date, gaps: list[int], calendar: Calendar
) -> None:
    """Counting from the last visit keeps the law whatever was visited and when, with no need to nest."""
    short, long = sorted([better, worse])
    pair = (
        EveryGap(gap=months(long), anchor=Anchor.LAST_VISIT, opens=days(10)),
        EveryGap(gap=months(short), anchor=Anchor.LAST_VISIT, opens=days(10)),
    )
    policy = a_policy(*_ladder(*pair))
    seen = [drawn_on + timedelta(days=sum(gaps[: place + 1])) for place in range(len(gaps))]
    as_of = max([drawn_on, *seen])
    found = [
        _deadlines(policy, grade, drawn_on, as_of=as_of, calendar=calendar, seen=seen) for grade in ("pass", "loss")
    ]
    _assert_never_later(*found)


@pytest.mark.parametrize(
    ("better", "worse"),
    [(4, 3), (6, 4), (3, 2), (12, 5), (3, 6)],
    ids=["3 in 4", "4 in 6", "2 in 3", "5 in 12", "6 in 3"],
)
def test_a_grid_that_does_not_nest_is_refused(better: int, worse: int) -> None:
    """Every 3 months does not nest in every 4 (23 % of days break the law), so such a series is refused by name."""
    with pytest.raises(PolicyError) as refused:
        a_policy(
            *_ladder(
                EveryGap(gap=months(better), anchor=Anchor.DRAWDOWN),
                EveryGap(gap=months(worse), anchor=Anchor.DRAWDOWN),
            )
        )
    assert refused.value.code == "clause.nesting"
    assert refused.value.path.startswith("clause[worse].")


def _last(gap: Span) -> EveryGap:
    return EveryGap(gap=gap, anchor=Anchor.LAST_VISIT, opens=days(5))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            EveryPeriod(period=NaturalPeriod.MONTH), EveryPeriod(period=NaturalPeriod.WEEK), id="weeks in months"
        ),
        pytest.param(
            EveryPeriod(period=NaturalPeriod.QUARTER, times=4), EveryPeriod(period=NaturalPeriod.MONTH), id="3 below 4"
        ),
        pytest.param(
            EveryPeriod(period=NaturalPeriod.QUARTER, with_first=True),
            EveryPeriod(period=NaturalPeriod.QUARTER),
            id="the first period left out",
        ),
        pytest.param(_last(months(1)), _last(days(30)), id="30 days in February"),
        pytest.param(_last(days(30)), _last(months(1)), id="a month of 31 days"),
        pytest.param(EveryPeriod(period=NaturalPeriod.YEAR), _last(months(1)), id="two kinds"),
    ],
)
def test_a_series_that_can_break_the_law_is_refused(better: Requirement, worse: Requirement) -> None:
    """What breaks the law for some loan on some day is refused for all, when the policy is made."""
    with pytest.raises(PolicyError, match=r"clause\.nesting"):
        a_policy(*_ladder(better, worse))


def test_a_worse_grade_that_rolls_later_is_refused() -> None:
    """A worse grade's last day may not roll to a later day where the better one's rolls to an earlier."""
    monthly = EveryPeriod(period=NaturalPeriod.MONTH)
    with pytest.raises(PolicyError, match=r"clause\.nesting"):
        a_policy(*_ladder(monthly, monthly, (Roll.EARLIER, Roll.NONE)))
    a_policy(*_ladder(monthly, monthly, (Roll.NONE, Roll.EARLIER)))
