"""How clauses share out what they test: every case told in words, with what lies on both sides of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext

import pytest

from loanvisit.domain import (
    BUILT_IN_FACTS,
    DISBURSED,
    FIVE_TIER,
    MATURES,
    Anchor,
    Before,
    Comparison,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Money,
    NaturalPeriod,
    OnceAfter,
    Requirement,
    days,
    months,
    working_days,
)
from loanvisit.domain.conditions import Bound
from loanvisit.errors import Fault, PolicyError
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.scheduling.tiling import Tiling, can_hold
from loanvisit.testing import a_clause, a_policy
from loanvisit.words import verbatim

OWN: Mapping[FactName, Fact] = {
    fact.name: fact
    for fact in (
        Fact(name=FactName("share"), kind=FactKind.DECIMAL, label=verbatim("share")),
        Fact(name=FactName("staff"), kind=FactKind.WHOLE, label=verbatim("headcount")),
        Fact(name=FactName("trade"), kind=FactKind.CODE, label=verbatim("trade")),
        Fact(name=FactName("green"), kind=FactKind.FLAG, label=verbatim("green")),
    )
}
DECLARED = {**BUILT_IN_FACTS, **OWN}
YEARLY = EveryPeriod(period=NaturalPeriod.YEAR)
AT_MOST, ABOVE, BELOW, AT_LEAST = Comparison.AT_MOST, Comparison.ABOVE, Comparison.BELOW, Comparison.AT_LEAST


def cny(amount: str) -> Money:
    """Return yuan."""
    return Money(amount, "CNY")


def when(fact: str, test: Comparison, *values: "bool | Bound") -> Condition:
    """Return one condition."""
    return Condition(fact=FactName(fact), test=test, values=values)


def tier(id: str, *tests: Condition, require: Requirement = YEARLY) -> Clause:  # noqa: A002
    """Return a clause of the series of tiers."""
    return a_clause(id, require, when=tests, series="tiers")


def faults_of(*clauses: Clause) -> Sequence[Fault]:
    """Return what is wrong with a policy of these clauses."""
    with pytest.raises(PolicyError) as refused:
        a_policy(*clauses)
    return refused.value.faults


def said(*tests: Condition) -> list[str]:
    """Return every case that some conditions tell apart, in English."""
    tiling = Tiling(tests, DECLARED)
    return [tiling.said(case).en for case in tiling.cases()]


@pytest.mark.parametrize(
    ("tests", "cases"),
    [
        pytest.param(
            [when("principal", AT_MOST, cny("300000"))],
            [
                "the contract amount is less than CNY 300,000",
                "the contract amount is CNY 300,000",
                "the contract amount is more than CNY 300,000",
            ],
            id="an amount has a bound, less and more",
        ),
        pytest.param(
            [when("principal", ABOVE, cny("0"))],
            ["the contract amount is CNY 0", "the contract amount is more than CNY 0"],
            id="nothing is less than no amount",
        ),
        pytest.param(
            [when("principal", ABOVE, cny("9999999999999999.99"))],
            [
                "the contract amount is less than CNY 9,999,999,999,999,999.99",
                "the contract amount is CNY 9,999,999,999,999,999.99",
            ],
            id="nothing is more than the greatest amount",
        ),
        pytest.param(
            [when("staff", AT_MOST, 9), when("staff", AT_LEAST, 10)],
            [
                "the headcount is less than 9",
                "the headcount is 9",
                "the headcount is 10",
                "the headcount is more than 10",
            ],
            id="between two whole numbers next to each other there is none",
        ),
        pytest.param(
            [when("tenor_months", ABOVE, 0)],
            ["the tenor is 0 months", "the tenor is more than 0 months"],
            id="no tenor is below none",
        ),
        pytest.param(
            [when("share", BELOW, Decimal("0.1")), when("share", AT_LEAST, Decimal("0.2"))],
            [
                "the share is less than 0.1",
                "the share is 0.1",
                "the share is more than 0.1 and the share is less than 0.2",
                "the share is 0.2",
                "the share is more than 0.2",
            ],
            id="between two decimals there always is one",
        ),
        pytest.param(
            [when("share", ABOVE, Decimal(0))],
            ["the share is less than 0", "the share is 0", "the share is more than 0"],
            id="a bank's own number may be below nothing",
        ),
        pytest.param(
            [when("matures_on", BELOW, date(2026, 7, 1))],
            [
                "the maturity date is before 2026-07-01",
                "the maturity date is 2026-07-01",
                "the maturity date is after 2026-07-01",
            ],
            id="a day",
        ),
        pytest.param(
            [when("trade", Comparison.IS, "farming")],
            ["the trade is farming", "the trade is not farming"],
            id="of codes nobody listed, those named and the rest",
        ),
        pytest.param(
            [when("borrower.kind", Comparison.IS, "natural")],
            ["the kind of borrower is company", "the kind of borrower is natural person"],
            id="of codes listed, each",
        ),
        pytest.param(
            [when("green", Comparison.IS, True)],
            ["“green” applies", "“green” does not apply"],
            id="a flag has two sides",
        ),
        pytest.param(
            [when("principal", AT_MOST, Money("5", "USD")), when("principal", AT_MOST, cny("0"))],
            [
                "the contract amount is less than USD 5",
                "the contract amount is USD 5",
                "the contract amount is more than USD 5",
                "the contract amount is CNY 0",
                "the contract amount is more than CNY 0",
            ],
            id="each currency has its own bounds",
        ),
    ],
)
def test_every_case_is_told(tests: list[Condition], cases: list[str]) -> None:
    """A bound makes three cases: itself, below and above; where nothing lies there is none."""
    with localcontext() as context:
        context.prec = 1
        assert said(*tests) == cases


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        ("risk", "risk class"),
        ("green", "mark “green”"),
        ("staff", "headcount"),
        ("share", "share"),
        ("balance", "balance"),
        ("matures_on", "maturity date"),
        ("trade", "trade"),
        ("borrower.kind", "kind of borrower"),
    ],
)
def test_known_and_not_known_are_two_cases(fact: str, label: str) -> None:
    """Whatever its kind, a fact asked for alone is known or not; a clause may be made for either."""
    known, not_known = (when(fact, Comparison.KNOWN, flag) for flag in (True, False))
    assert said(known) == [f"the {label} is not known", f"the {label} is known"]
    assert can_hold([known], DECLARED)
    assert can_hold([not_known], DECLARED)
    assert not can_hold([known, not_known], DECLARED)


def test_what_is_not_known_is_one_more_case() -> None:
    """A series that asks whether a grade is known may take every grade, and have a clause for none."""
    week, year = EveryPeriod(period=NaturalPeriod.WEEK), YEARLY
    ask = tier("ask", when("risk", Comparison.KNOWN, False), require=year)
    rungs = [tier(code, when("risk", Comparison.IS, code), require=week) for code in FIVE_TIER.grades]
    assert a_policy(ask, *rungs).clauses
    found = faults_of(tier("ask", when("risk", Comparison.KNOWN, True)), *rungs)
    assert [one.code for one in found] == ["clause.uncovered", "clause.overlap"]


def test_a_gap_is_shown_with_both_sides() -> None:
    """What no clause takes is told with the clauses that take the stretches next to it."""
    low, high = when("principal", BELOW, cny("300000")), when("principal", ABOVE, cny("300000"))
    [one] = faults_of(tier("small", low), tier("large", high))
    assert one.code == "clause.uncovered"
    assert one.remedy.en == (
        "cover the cases of no clause, shown with those beside them: "
        "the contract amount is less than CNY 300,000 (small), the contract amount is CNY 300,000 (no clause), "
        "the contract amount is more than CNY 300,000 (large)"
    )
    assert "合同金额为 30 万元（无条款）" in one.remedy.zh


def test_an_overlap_is_shown_with_both_sides() -> None:
    """What two clauses take is told with both, and with what lies next to it."""
    low, high = when("principal", AT_MOST, cny("300000")), when("principal", AT_LEAST, cny("300000"))
    [one] = faults_of(tier("small", low), tier("large", high))
    assert one.code == "clause.overlap"
    assert "the contract amount is CNY 300,000 (small, large)" in one.remedy.en


def test_many_cases_are_counted() -> None:
    """Three cases are shown, the others counted."""
    flag = when("borrower.kind", Comparison.IS, "natural")
    [one] = faults_of(tier("one", flag, when("risk", Comparison.IS, "loss")))
    assert one.remedy.en.endswith("; 6 more")


def test_a_gap_may_be_said() -> None:
    """A policy may say of a series that it leaves cases to no clause; an overlap it may not."""
    rung = tier("large", when("principal", ABOVE, cny("300000")))
    policy = a_policy(tier("rest", when("principal", AT_MOST, cny("300000"))), rung)
    made = ClausePolicy(id=policy.id, version="1", title=policy.title, clauses=(rung,), gaps=("tiers",))
    assert made.clauses == (rung,)
    with pytest.raises(PolicyError, match=r"gaps\[0\]"):
        ClausePolicy(id=policy.id, version="1", title=policy.title, clauses=(rung,), gaps=("teirs",))


def _ladder(small: Requirement, large: Requirement, *, fact: str = "principal", currency: str = "CNY") -> list[Clause]:
    bound: Bound = Money("300000", currency) if fact == "principal" else 30
    return [
        tier("small", when(fact, AT_MOST, bound), require=small),
        tier("large", when(fact, ABOVE, bound), require=large),
    ]


FIRST = {span: OnceAfter(after=DISBURSED, within=span) for span in (days(15), days(30), working_days(5))}
BEFORE = {closes: Before(before=MATURES, opens=days(60), closes=days(closes)) for closes in (15, 30)}


@pytest.mark.parametrize(
    ("small", "large", "fact", "sound"),
    [
        pytest.param(YEARLY, EveryPeriod(period=NaturalPeriod.YEAR, times=2), "principal", True, id="twice as often"),
        pytest.param(EveryPeriod(period=NaturalPeriod.YEAR, times=2), YEARLY, "principal", False, id="half as often"),
        pytest.param(
            EveryPeriod(period=NaturalPeriod.MONTH), YEARLY, "days_past_due", False, id="later the more overdue"
        ),
        pytest.param(
            EveryPeriod(period=NaturalPeriod.MONTH), YEARLY, "tenor_months", True, id="a tenor has no worse end"
        ),
        pytest.param(FIRST[days(30)], FIRST[days(15)], "principal", True, id="sooner after the payout"),
        pytest.param(FIRST[days(15)], FIRST[days(30)], "principal", False, id="later after the payout"),
        pytest.param(FIRST[days(30)], FIRST[working_days(5)], "principal", False, id="working days and days"),
        pytest.param(FIRST[working_days(5)], FIRST[working_days(5)], "principal", True, id="working days alike"),
        pytest.param(BEFORE[15], BEFORE[30], "principal", True, id="longer before the maturity"),
        pytest.param(BEFORE[30], BEFORE[15], "principal", False, id="nearer to the maturity"),
        pytest.param(YEARLY, FIRST[days(15)], "principal", False, id="two kinds"),
        pytest.param(
            EveryGap(gap=months(6), anchor=Anchor.DRAWDOWN),
            EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(30)),
            "principal",
            False,
            id="two ways of counting",
        ),
    ],
)
def test_a_greater_amount_is_never_visited_later(
    small: Requirement,
    large: Requirement,
    fact: str,
    sound: bool,
) -> None:
    """Of an amount, or of days past due, more never has the later deadline; of a tenor it may."""
    clauses = _ladder(small, large, fact=fact)
    if sound:
        assert a_policy(*clauses).clauses
    else:
        assert [(one.code, one.path) for one in faults_of(*clauses)] == [
            ("clause.nesting", "clause[large].require.every")
        ]


def test_amounts_of_two_currencies_are_no_ladder() -> None:
    """More in one currency is not more than some of another."""
    euro = when("principal", AT_LEAST, Money("0", "EUR"))
    yuan = when("principal", AT_LEAST, cny("0"))
    assert a_policy(tier("euro", euro, require=EveryPeriod(period=NaturalPeriod.MONTH)), tier("yuan", yuan)).clauses


def test_too_many_cases_can_hold() -> None:
    """What is too much to look at is not said to be impossible."""
    many = [when(fact, Comparison.IS, place) for fact in ("staff", "tenor_months") for place in range(0, 400, 2)]
    assert Tiling(many, DECLARED).is_vast
    assert can_hold(many, DECLARED)
    assert not can_hold(many[:2], DECLARED)
