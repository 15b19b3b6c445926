"""Classes by days past due, as published texts and worked cases have them; each case says where its answer is from.

The answers were worked out by hand from the texts named; none was computed here.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from loanvisit import presets
from loanvisit.assessment import class_floors
from loanvisit.domain import (
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    Counting,
    DebtorClaims,
    FactValue,
    Grade,
    LoanId,
    Money,
    Span,
    five_tier,
    months,
    years,
)

CN, CARD, EU, INDIA = "cn.financial_assets.2023", "cn.credit_card", "eu.default", "in.iracp"
NOTHING: dict[str, FactValue] = {}


def _floor(
    regime: str,
    as_of: date,
    *,
    due: Iterable[date] = (),
    facts: dict[str, FactValue] = NOTHING,
    grade: Grade | None = None,
    period: Span | None = None,
) -> ClassFloor:
    """Answer for a debtor with one claim, on which 1,000.00 fell due on each of these days."""
    used = presets.regime(regime)
    currency = "CNY" if used.materiality is None else used.materiality.retail.currency
    amount = Money("1000.00", currency)
    claim = Claim(
        id=LoanId("L-1"),
        balance=Money("50000.00", currency),
        arrears=[Arrear(due_on=day, amount=amount) for day in due],
        grade=grade,
        repayment_period=period,
        facts=facts,
    )
    return class_floors(DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim]), used, as_of=as_of)[0]


@pytest.mark.parametrize(
    ("due", "as_of", "grade"),
    [
        (date(2021, 3, 31), date(2021, 3, 30), "standard"),
        (date(2021, 3, 31), date(2021, 3, 31), "sma_0"),
        (date(2021, 3, 31), date(2021, 4, 29), "sma_0"),
        (date(2021, 3, 31), date(2021, 4, 30), "sma_1"),
        (date(2021, 3, 31), date(2021, 5, 29), "sma_1"),
        (date(2021, 3, 31), date(2021, 5, 30), "sma_2"),
        (date(2021, 3, 31), date(2021, 6, 28), "sma_2"),
        (date(2021, 3, 31), date(2021, 6, 29), "npa"),
        (date(2023, 3, 31), date(2023, 4, 30), "sma_1"),
        (date(2023, 3, 31), date(2023, 5, 30), "sma_2"),
        (date(2023, 3, 31), date(2023, 6, 29), "npa"),
    ],
)
def test_india_counts_the_due_date_at_its_close(due: date, as_of: date, grade: str) -> None:
    """T01, T02 [S58]: due on 31 March 2021 and 2023, SMA-0 that day, SMA-1 30 April, SMA-2 30 May, NPA 29 June."""
    assert _floor(INDIA, as_of, due=[due]).floor.code == grade


@pytest.mark.parametrize(
    ("as_of", "days", "grade"),
    [
        (date(2025, 1, 1), 0, "pass"),
        (date(2025, 1, 2), 1, "special_mention"),
        (date(2025, 4, 1), 90, "special_mention"),
        (date(2025, 4, 2), 91, "substandard"),
        (date(2025, 9, 28), 270, "substandard"),
        (date(2025, 9, 29), 271, "doubtful"),
        (date(2025, 12, 27), 360, "doubtful"),
        (date(2025, 12, 28), 361, "loss"),
    ],
)
def test_china_counts_from_the_day_after_and_over_means_over(as_of: date, days: int, grade: str) -> None:
    """T03 (rule [S12*], day count [P]): due on 1 January 2025, 90 days on 1 April, 91 on 2 April and substandard."""
    answer = _floor(CN, as_of, due=[date(2025, 1, 1)])
    assert answer.days is not None
    assert (answer.days.days, answer.floor.code) == (days, grade)


@pytest.mark.parametrize(
    ("as_of", "documented", "grade"),
    [
        (date(2025, 1, 4), True, "pass"),
        (date(2025, 1, 8), True, "pass"),
        (date(2025, 1, 9), True, "special_mention"),
        (date(2025, 1, 4), False, "special_mention"),
        (date(2025, 1, 4), None, "special_mention"),
    ],
)
def test_a_technical_week_is_let_pass_where_it_is_documented(as_of: date, documented: bool | None, grade: str) -> None:
    """T06 [K 10]: 3 days past due for a documented technical cause may be pass, 8 days are special mention."""
    facts: dict[str, FactValue] = {} if documented is None else {"technical_overdue": documented}
    assert _floor(CN, as_of, due=[date(2025, 1, 1)], facts=facts).floor.code == grade


@pytest.mark.parametrize(
    ("as_of", "grade"),
    [
        (date(2025, 1, 1), "pass"),
        (date(2025, 4, 1), "special_mention"),  # 90
        (date(2025, 4, 2), "substandard"),  # 91
        (date(2025, 5, 1), "substandard"),  # 120
        (date(2025, 5, 2), "doubtful"),  # 121
        (date(2025, 6, 30), "doubtful"),  # 180
        (date(2025, 7, 1), "loss"),  # 181
    ],
)
def test_a_card_is_classed_by_bounds_that_are_in(as_of: date, grade: str) -> None:
    """T07 [S15*]: 90 / 91 / 120 / 121 / 180 / 181 days, due on 1 January 2025."""
    assert _floor(CARD, as_of, due=[date(2025, 1, 1)]).floor.code == grade


@pytest.mark.parametrize(
    ("bad", "good", "grade"),
    [
        ("1000.00", "9000.00", "special_mention"),  # 10.00 %: not over ten, only the debtor's other claims are noted
        ("1001.00", "8999.00", "substandard"),  # 10.01 %
        ("1000.01", "9000.00", "substandard"),  # 10.00009 %, over ten though it rounds to it
        ("999.99", "9000.00", "special_mention"),
    ],
)
def test_over_ten_percent_of_a_debtors_claims_draw_the_rest_along(bad: str, good: str, grade: str) -> None:
    """T08 [S12*]: with 10.00 % of its claims here non-performing no contagion, with 10.01 % all are non-performing."""
    claims = [
        Claim(id=LoanId("L-1"), balance=Money(bad, "CNY"), arrears=[Arrear(due_on=date(2025, 1, 1))]),
        Claim(id=LoanId("L-2"), balance=Money(good, "CNY"), arrears=[]),
    ]
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=claims, facts={"debtor.retail": False})
    floors = class_floors(debtor, presets.regime(CN), as_of=date(2025, 4, 2))
    assert [one.floor.code for one in floors] == ["substandard", grade]


@pytest.mark.parametrize(
    ("period", "counting", "last", "over"),
    [
        (months(1), Counting.FULL_PERIODS, date(2025, 3, 19), date(2025, 3, 20)),  # T10
        (months(1), Counting.REPAYMENTS, date(2025, 3, 19), date(2025, 3, 20)),
        (years(1), Counting.REPAYMENTS, date(2025, 3, 19), date(2025, 3, 20)),  # T11, reading A
        (years(1), Counting.FULL_PERIODS, date(2026, 3, 19), date(2026, 3, 20)),  # T11, reading B
    ],
)
def test_an_observation_takes_two_periods_and_a_year(period: Span, counting: Counting, last: date, over: date) -> None:
    """T10, T11 [S13*]: first repayment 20 March 2024; monthly, to 20 March 2025; yearly, that or a year later."""
    regime = presets.regime(CN).choosing("observation.floor").counting_as("observation", counting)
    facts: dict[str, FactValue] = {"restructured": True, "first_repayment_on": date(2024, 3, 20)}
    claim = Claim(id=LoanId("L-1"), arrears=[], repayment_period=period, facts=facts)
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
    for day, grade in ((last, "special_mention"), (over, "pass")):
        [answer] = class_floors(debtor, regime, as_of=day)
        assert answer.floor.code == grade
    assert regime.term("observation").ends_on(date(2024, 3, 20), period) == over


def test_the_stricter_reading_of_an_observation_is_the_default() -> None:
    """T11: yearly instalments are read as two whole years unless a bank says otherwise, and the proof says so."""
    facts: dict[str, FactValue] = {"restructured": True, "first_repayment_on": date(2024, 3, 20)}
    answer = _floor(CN, date(2025, 6, 30), facts=facts, period=years(1))
    [told] = [one for one in answer.to_judge if one.rule == "observation.term"]
    assert told.holds is not None
    assert told.holds.last == date(2026, 3, 19)
    assert answer.proof.find("class.term.open")


@pytest.mark.parametrize(("as_of", "grade"), [(date(2025, 7, 14), "substandard"), (date(2025, 7, 15), "pass")])
def test_a_rise_from_non_performing_takes_the_longer_of_two_periods_and_six_months(as_of: date, grade: str) -> None:
    """T12 [K 14]: arrears cleared on 15 January 2025, monthly repayments: no rise before 15 July."""
    facts: dict[str, FactValue] = {"cleared_on": date(2025, 1, 15), "debtor.impaired_here": False}
    answer = _floor(CN, as_of, facts=facts, grade=five_tier("substandard", since=date(2024, 6, 1)), period=months(1))
    assert answer.floor.code == grade


def test_a_cure_runs_from_the_grant_and_probation_from_performing() -> None:
    """T30 [S43]: granted on 29 February 2024 when non-performing: cured 28 February 2025, unmarked two years on."""
    bad = presets.regime(EU).grade("non_performing", since=date(2023, 6, 1))
    facts: dict[str, FactValue] = {
        "debtor.retail": False,
        "forborne": True,
        "forborne.granted_when_non_performing": True,
        "forborne.granted_on": date(2024, 2, 29),
        "default.cause_ended_on": date(2024, 2, 29),
    }
    for day, grade in ((date(2025, 2, 27), "non_performing"), (date(2025, 2, 28), "performing")):
        assert _floor(EU, day, facts=facts, grade=bad).floor.code == grade
    risen = {**facts, "forborne.performing_since": date(2025, 2, 28)}
    good = presets.regime(EU).grade("performing", since=date(2025, 2, 28))
    for day, marks in ((date(2027, 2, 27), ["probation.mark"]), (date(2027, 2, 28), [])):
        assert [one.rule for one in _floor(EU, day, facts=risen, grade=good).to_judge] == marks


@pytest.mark.parametrize(
    ("came", "floor", "judged"),
    [(False, "performing", ["probation.mark", "probation.viability"]), (True, "non_performing", ["probation.mark"])],
)
def test_a_second_measure_takes_back_only_who_came_from_non_performing(
    came: bool, floor: str, judged: list[str]
) -> None:
    """T31 [S43]: always performing, a second measure in probation: no automatic return, a new test of viability."""
    facts: dict[str, FactValue] = {
        "debtor.retail": False,
        "forborne": True,
        "forborne.granted_when_non_performing": came,
        "forborne.granted_on": date(2023, 1, 1),
        "forborne.performing_since": date(2024, 3, 1),
        "forborne.second_measure": True,
        "forborne.came_from_non_performing": came,
    }
    good = presets.regime(EU).grade("performing", since=date(2024, 3, 1))
    answer = _floor(EU, date(2025, 3, 31), facts=facts, grade=good)
    assert (answer.floor.code, [one.rule for one in answer.to_judge]) == (floor, judged)


@pytest.mark.parametrize(
    ("regime", "as_of", "grade"),
    [
        ("us.retail.closed_end", date(2025, 3, 31), "pass"),  # 89
        ("us.retail.closed_end", date(2025, 4, 1), "substandard"),  # 90
        ("us.retail.closed_end", date(2025, 4, 30), "substandard"),  # 119
        ("us.retail.closed_end", date(2025, 5, 1), "loss"),  # 120
        ("us.retail.open_end", date(2025, 6, 29), "substandard"),  # 179
        ("us.retail.open_end", date(2025, 6, 30), "loss"),  # 180
    ],
)
def test_us_retail_days_are_reached_not_passed(regime: str, as_of: date, grade: str) -> None:
    """T32 [S52]: closed-end 119 / 120, open-end 179 / 180 days: substandard, loss; due on 1 January 2025."""
    assert _floor(regime, as_of, due=[date(2025, 1, 1)]).floor.code == grade


@pytest.mark.parametrize(
    ("amount", "balance", "retail", "grade"),
    [
        ("100.00", "9000.00", True, "performing"),  # not over EUR 100
        ("100.01", "9000.00", True, "non_performing"),
        ("100.01", "10001.00", True, "performing"),  # exactly 1 %
        ("500.00", "9000.00", False, "performing"),
        ("500.01", "9000.00", False, "non_performing"),
        ("100.01", "9000.00", None, "non_performing"),  # nobody knows: the smaller amount
    ],
)
def test_an_eu_sum_is_material_over_an_amount_and_over_a_share(
    amount: str, balance: str, retail: bool | None, grade: str
) -> None:
    """[K RTS (EU) 2018/171]: over EUR 100 (retail) or 500, and over 1 % of what is owed; both, and strictly."""
    claim = Claim(
        id=LoanId("L-1"),
        balance=Money(balance, "EUR"),
        arrears=[Arrear(due_on=date(2025, 1, 1), amount=Money(amount, "EUR"))],
    )
    facts: dict[str, FactValue] = {} if retail is None else {"debtor.retail": retail}
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim], facts=facts)
    assert class_floors(debtor, presets.regime(EU), as_of=date(2025, 4, 2))[0].floor.code == grade


@pytest.mark.parametrize(
    ("loss", "grade"),
    [("4999.99", "substandard"), ("5000.00", "doubtful"), ("8999.99", "doubtful"), ("9000.00", "loss")],
)
def test_an_impaired_asset_falls_with_its_expected_loss(loss: str, grade: str) -> None:
    """[K 11, 12, 13]: impaired is substandard at least, from 50 % of the balance doubtful, from 90 % loss."""
    claim = Claim(
        id=LoanId("L-1"),
        balance=Money("10000.00", "CNY"),
        expected_loss=Money(loss, "CNY"),
        arrears=[],
        facts={"credit_impaired": True},
    )
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
    assert class_floors(debtor, presets.regime(CN), as_of=date(2025, 4, 2))[0].floor.code == grade


@pytest.mark.parametrize(("percent", "grade"), [("20", "pass"), ("20.00", "pass"), ("20.01", "substandard")])
def test_over_a_fifth_of_all_debt_long_past_due_is_substandard(percent: str, grade: str) -> None:
    """[S12*] art. 11: over 20 % of the debtor's debt at all banks more than 90 days past due; 20 % is not over."""
    answer = _floor(CN, date(2025, 4, 2), facts={"debtor.percent_over_90_days": Decimal(percent)})
    assert answer.floor.code == grade
