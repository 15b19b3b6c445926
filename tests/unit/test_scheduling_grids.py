"""Grids: from which day, how many visits a step, and what is said of them."""

from collections.abc import Mapping
from datetime import date

import pytest

from loanvisit.domain import (
    DISBURSED,
    Anchor,
    Duties,
    EveryGap,
    FactName,
    FactValue,
    ObligationState,
    OnceAfter,
    days,
    months,
    years,
)
from loanvisit.errors import PolicyError
from loanvisit.scheduling import prove
from loanvisit.testing import a_clause, a_file, a_loan, a_past_visit, a_policy, weekdays

AS_OF, UNTIL = date(2026, 3, 31), date(2026, 12, 31)
DUE = FactName("first_due_on")


def _duties(require: EveryGap, facts: Mapping[str, FactValue] | None = None, *visited: date) -> Duties:
    loan = a_loan(disbursed_on=date(2025, 11, 30), matures_on=date(2027, 11, 30), facts=facts or {})
    file = a_file(loan, past=[a_past_visit(day) for day in visited])
    return a_policy(a_clause(require=require)).duties(file, calendar=weekdays(), as_of=AS_OF, until=UNTIL)


def test_a_grid_may_start_from_the_first_due_day() -> None:
    """Quarters of the repayments: each window opens the day after a due day, none before the payout."""
    require = EveryGap(gap=months(3), anchor=Anchor.DATE, date=DUE)
    duties = _duties(require, {"first_due_on": date(2025, 10, 20)})
    windows = [(duty.window.opens, duty.window.last) for duty in (*duties.owed, *duties.projected)]
    assert windows[:3] == [
        (date(2025, 11, 30), date(2026, 1, 20)),
        (date(2026, 1, 21), date(2026, 4, 20)),
        (date(2026, 4, 21), date(2026, 7, 20)),
    ]
    assert duties.owed[0].anchor == "first_due_on:2025-10-20+1"
    earlier = _duties(require, {"first_due_on": date(2025, 1, 20)})
    assert [duty.window for duty in earlier.owed] == [duty.window for duty in duties.owed]


def test_a_grid_from_a_day_nobody_knows_is_undetermined() -> None:
    """Without its day nothing can be counted, and the day is named; an open maturity never comes."""
    duties = _duties(EveryGap(gap=months(3), anchor=Anchor.DATE, date=DUE))
    assert [one.missing for one in duties.undetermined] == [(DUE,)]


def test_a_step_may_take_several_visits() -> None:
    """Two visits a year on one grid step: two days in a row meet both, as a least number says."""
    require = EveryGap(gap=years(1), anchor=Anchor.DRAWDOWN, times=2)
    duties = _duties(require, None, date(2026, 3, 2), date(2026, 3, 3))
    assert [duty.anchor for duty in duties.owed] == ["grid:2025-11-30+1#1", "grid:2025-11-30+1#2"]
    assert {duty.state for duty in duties.owed} == {ObligationState.FULFILLED}


@pytest.mark.parametrize(
    ("require", "zh", "en", "counted"),
    [
        pytest.param(
            EveryGap(gap=months(3), anchor=Anchor.DATE, date=DUE),
            "自首个还款日起每 3 个月为一期，每期 1 次",
            "once in each period of 3 months counted from the first due day",
            "first due day",
            id="from a day",
        ),
        pytest.param(
            EveryGap(gap=years(1), anchor=Anchor.DRAWDOWN, times=2),
            "自放款日起每 1 年为一期，每期不少于 2 次",
            "2 times or more in each period of 1 year counted from disbursement",
            "disbursement (no. 1)",
            id="twice",
        ),
    ],
)
def test_a_grid_is_said_in_words(require: EveryGap, zh: str, en: str, counted: str) -> None:
    """The sentence names the day it is counted from, and so does the proof."""
    assert (require.text.zh, require.text.en) == (zh, en)
    [first, *_] = _duties(require, {"first_due_on": date(2025, 10, 20)}).owed
    proof = prove(first, calendar=weekdays(), as_of=AS_OF)
    assert counted in proof.find("anchor")[0].statement.en


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"anchor": Anchor.DATE}, "key.missing", id="no day named"),
        pytest.param({"anchor": Anchor.DRAWDOWN, "date": DUE}, "key.unknown", id="a day not asked for"),
        pytest.param({"anchor": Anchor.DRAWDOWN, "times": 0}, "clause.interval", id="no visit"),
        pytest.param({"anchor": Anchor.LAST_VISIT, "opens": days(5), "times": 2}, "clause.interval", id="two at once"),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused(fields: Mapping[str, object], code: str) -> None:
    """A grid from a day names it, no other does, and only a step of a grid takes several visits."""
    with pytest.raises(PolicyError) as refused:
        EveryGap(gap=months(3), **fields)  # type: ignore[arg-type]
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["nobody_declared_it", "product"])
def test_the_day_of_a_grid_is_a_declared_date(name: str) -> None:
    """A grid from an undeclared fact, or one that is no date, makes no policy."""
    require = EveryGap(gap=months(3), anchor=Anchor.DATE, date=FactName(name))
    with pytest.raises(PolicyError) as refused:
        a_policy(a_clause(require=require))
    assert refused.value.path == "clause[routine].require.from"


def test_an_id_that_looks_like_a_turn_is_no_turn() -> None:
    """A loan whose id ends in a number sign and a number is not the second visit of anything."""
    loan = a_loan("L#2", disbursed_on=date(2025, 11, 30), matures_on=None)
    clause = a_clause(require=OnceAfter(after=DISBURSED, within=days(15)))
    [duty] = a_policy(clause).duties(a_file(loan), calendar=weekdays(), as_of=AS_OF, until=UNTIL).owed
    assert (
        prove(duty, calendar=weekdays(), as_of=AS_OF)
        .find("anchor")[0]
        .statement.en.endswith("disbursement, 2025-11-30")
    )
