"""A live loan to which no clause applies is told by the facts that turned it away; others are not."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    Comparison,
    Condition,
    DataClass,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Loan,
    LoanStatus,
    NaturalPeriod,
    OnceAfter,
    days,
)
from loanvisit.scheduling import Clause, make_plan
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_policy, weekdays
from loanvisit.words import verbatim

AS_OF, UNTIL = date(2026, 3, 31), date(2026, 12, 31)
TRADE = Fact(name=FactName("trade"), kind=FactKind.CODE, label=verbatim("trade"))
SHARE = Fact(name=FactName("share"), kind=FactKind.DECIMAL, label=verbatim("share"))
OWN = Fact(name=FactName("health"), kind=FactKind.CODE, label=verbatim("health"), data_class=DataClass.PERSONAL)


def _is(fact: str, value: str | Decimal) -> Condition:
    return Condition(fact=FactName(fact), test=Comparison.IS, values=(value,))


def _loan(place: int = 1, **facts: FactValue) -> Loan:
    return evolve(a_loan(f"L-{place}"), facts=facts)


def _notes(*loans: Loan, clauses: list[Clause], applies: tuple[Condition, ...] = ()) -> list[str]:
    policy = evolve(a_policy(*clauses, facts=[TRADE, SHARE, OWN]), applies=applies)
    plan = make_plan(a_book(a_file(*loans), as_of=AS_OF), policy=policy, calendar=weekdays(), until=UNTIL)
    return [one.en for one in plan.notes]


FARMING, MINING = a_clause("farming", when=[_is("trade", "farming")]), a_clause("mining", when=[_is("trade", "mining")])
TOLD = "No clause applies to these live loans: {}; the policy asks for no visit of them."


def test_loans_are_counted_by_what_they_are() -> None:
    """Two loans of one trade are one case; the case of most loans comes first, one that some clause takes is none."""
    trades = ("fishing", "energy", "farming", "energy")
    loans = [_loan(place, trade=trade) for place, trade in enumerate(trades, 1)]
    assert _notes(*loans, clauses=[FARMING, MINING]) == [
        TOLD.format("the trade is energy (2 loans); the trade is fishing (1 loan)")
    ]


def test_more_than_five_cases_are_counted() -> None:
    """The sentence stays one: five cases, and how many more."""
    loans = [_loan(place, trade=f"t{place}") for place in range(1, 8)]
    [said] = _notes(*loans, clauses=[FARMING])
    assert said == TOLD.format("; ".join(f"the trade is t{place} (1 loan)" for place in range(1, 6)) + "; 2 more")


def test_each_fact_that_turned_a_loan_away_is_named_once() -> None:
    """One clause turns it away for its trade, the next for its share."""
    share = a_clause("share", when=[_is("share", Decimal("0.5"))])
    told = "the share is 0.1 and the trade is energy (1 loan)"
    assert _notes(_loan(trade="energy", share=Decimal("0.1")), clauses=[share, FARMING, MINING]) == [TOLD.format(told)]


def test_what_is_personal_is_withheld_here_too() -> None:
    """The note names the fact and not what it is."""
    [said] = _notes(_loan(health="frail"), clauses=[a_clause("well", when=[_is("health", "well")])])
    assert "the health is " in said
    assert "frail" not in said


@pytest.mark.parametrize(
    ("loan", "clauses", "applies"),
    [
        pytest.param(_loan(), [FARMING], (), id="a trade nobody knows is undetermined"),
        pytest.param(
            evolve(_loan(trade="energy"), status=LoanStatus.SETTLED), [FARMING], (), id="a settled loan owes no visit"
        ),
        pytest.param(_loan(trade="energy"), [FARMING], (_is("trade", "farming"),), id="the policy is not about it"),
        pytest.param(
            _loan(trade="energy"),
            [FARMING, a_clause("default", OnceAfter(after=FactName("payment_default"), within=days(60)))],
            (),
            id="a clause waits for an event",
        ),
        pytest.param(
            _loan(trade="energy"),
            [FARMING, evolve(a_clause("all", EveryPeriod(period=NaturalPeriod.YEAR)), effective_from=date(2030, 1, 1))],
            (),
            id="a clause begins later",
        ),
    ],
)
def test_a_loan_that_is_answered_otherwise_is_not_told(
    loan: Loan, clauses: list[Clause], applies: tuple[Condition, ...]
) -> None:
    """Only a loan that every clause turns away for what it is has no place in the policy."""
    assert _notes(loan, clauses=clauses, applies=applies) == []


def test_a_product_that_no_clause_names_is_told_once() -> None:
    """It has a note of its own; one that a clause names for other loans of it has not."""
    bill = evolve(_loan(trade="energy"), product="bill")
    project = a_clause("project", when=[_is("product", "project")])
    [said] = _notes(bill, clauses=[project])
    assert said.startswith("No clause names these products: bill (1 loan)")
