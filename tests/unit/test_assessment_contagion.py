"""What a class takes from other banks, the group, rates and the past: each told, and each named where it lacks."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import class_floors, group_standing
from loanvisit.domain import (
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    Confidence,
    CreditReport,
    DebtElsewhere,
    DebtorClaims,
    ExchangeRate,
    FactName,
    FactTest,
    FloorRule,
    Grade,
    GroupStanding,
    Limit,
    LoanId,
    Money,
    Regime,
    Verdict,
    Window,
    five_tier,
    months,
)
from loanvisit.words import verbatim
from tests.unit.classes import AS_OF, CLEAN, CN, DUE, EU, a_claim, a_debtor, floor_of, yuan


def _with(debtor: DebtorClaims, *debts: DebtElsewhere, on: date = AS_OF) -> ClassFloor:
    report = CreditReport(on=on, debts=debts, source="report 17")
    return class_floors(evolve(debtor, report=report), CN, as_of=AS_OF)[0]


def _said(floor: ClassFloor, rule: str) -> tuple[Verdict, tuple[str, ...]]:
    [one] = [one for one in floor.answers if one.rule == rule]
    return one.verdict, tuple(one.missing)


def test_what_a_report_lacks_is_named() -> None:
    """A balance, days or a class that the report does not tell leaves the rule open under that name."""
    debtor, owed = a_debtor(a_claim(arrears=[DUE])), yuan("100.00")
    whole = DebtElsewhere(lender="A", balance=owed, days_past_due=0, is_non_performing=False)
    assert _said(_with(debtor, whole), "debtor.all_banks") == (Verdict.CLEAR, ())
    for lacking, rule, name in (
        (evolve(whole, balance=None, days_past_due=91), "debtor.all_banks", "elsewhere.balance"),
        (evolve(whole, days_past_due=None), "debtor.all_banks", "elsewhere.days_past_due"),
        (evolve(whole, is_non_performing=None), "debtor.elsewhere", "elsewhere.is_non_performing"),
    ):
        verdict, missing = _said(_with(debtor, lacking), rule)
        assert verdict is Verdict.UNJUDGED
        assert name in missing
    unknown = evolve(debtor, claims=[a_claim(arrears=None), a_claim("L-2", balance=None)])
    assert _said(_with(unknown, whole), "debtor.all_banks")[1] == ("arrears", "balance")
    bad = _with(debtor, evolve(whole, days_past_due=91, is_non_performing=True), whole)
    assert (
        "据 2025年3月31日的征信报告，该债务人在所有银行的债务为 300 元，其中逾期超过 90 天 100 元" in bad.proof.text.zh
    )
    assert "资料来源：report 17" in bad.proof.text.zh
    assert "该债务人在他行有不良债权：A" in bad.proof.text.zh


def test_a_report_of_a_later_day_is_not_known_yet() -> None:
    """Before its day a report says nothing: the rules are open under their own facts, not clear."""
    later = _with(a_debtor(a_claim()), on=date(2025, 4, 1))
    assert _said(later, "debtor.elsewhere") == (Verdict.UNJUDGED, ("debtor.non_performing_elsewhere",))
    assert _said(later, "debtor.all_banks") == (Verdict.UNJUDGED, ("debtor.percent_over_90_days",))
    assert _said(_with(a_debtor(a_claim())), "debtor.elsewhere") == (Verdict.CLEAR, ())


def _grouped(debtor: DebtorClaims, group: GroupStanding | None, regime: Regime = CN) -> ClassFloor:
    rules = [
        FloorRule(
            id=name,
            title=verbatim(name),
            tests=[test],
            grade="special_mention",
            citation=verbatim("own rule"),
            confidence=Confidence.PRACTICE,
        )
        for name, test in (
            ("share", FactTest(fact=FactName("group.non_performing_percent"), limit=Limit.ABOVE, value=10)),
            ("here", FactTest(fact=FactName("group.non_performing_here"), limit=Limit.IS, value=True)),
        )
    ]
    own = evolve(regime, rules=(*regime.rules, *rules))
    return class_floors(evolve(debtor, group=group), own, as_of=AS_OF)[0]


def test_a_group_says_which_other_member_is_bad_and_how_much() -> None:
    """A debtor is drawn along by another member, not by itself; what is doubted or not known is open, by name."""
    one = a_debtor(a_claim(balance=yuan("900.00"), facts=CLEAN, grade=five_tier("pass"), expected_loss=yuan("0")))
    two = evolve(a_debtor(a_claim(arrears=[Arrear(due_on=date(2024, 12, 1))])), borrower=BorrowerId("B-2"))
    told = group_standing([two, one], CN, group="G-1", as_of=AS_OF)
    assert (told.non_performing, told.doubted) == ((BorrowerId("B-2"),), ())
    assert (told.owed, told.bad, told.feared) == ((yuan("1000.00"),), (yuan("100.00"),), (yuan("100.00"),))
    floor = _grouped(one, told)
    assert [hit.rule for hit in floor.hits] == ["here"]
    assert "集团其他成员在本行有不良债权：借款人 B-2" in floor.proof.text.zh
    more = group_standing([evolve(two, claims=[evolve(two.claims[0], balance=yuan("100.01"))]), one], CN,
                          group="G-1", as_of=AS_OF)  # fmt: skip
    assert [hit.rule for hit in _grouped(one, more).hits] == ["share", "here"]
    assert (
        "集团G-1截至 2025年3月31日日终在本行债权 1,000.01 元，其中不良 100.01 元" in _grouped(one, more).proof.text.zh
    )
    assert "here" not in {hit.rule for hit in _grouped(two, told).hits}
    for unknown in (None, evolve(told, as_of=date(2025, 4, 1))):
        lacking = _grouped(one, unknown)
        assert _said(lacking, "share") == (Verdict.UNJUDGED, ("group.non_performing_percent",))
        assert _said(lacking, "here") == (Verdict.UNJUDGED, ("group.non_performing_here",))
    doubtful = group_standing([evolve(two, claims=[a_claim()]), one], CN, group="G-1", as_of=AS_OF)
    assert doubtful.doubted == (BorrowerId("B-2"),)
    assert _said(_grouped(one, doubtful), "here")[0] is Verdict.UNJUDGED
    assert "in_liquidation" in doubtful.missing
    blank = group_standing([evolve(two, claims=[a_claim(balance=None)]), one], CN, group="G-1", as_of=AS_OF)
    assert blank.owed is None
    assert "balance" in _said(_grouped(one, blank), "share")[1]
    alone = group_standing([evolve(one, claims=[evolve(one.claims[0], balance=None)])], CN, group="G-1", as_of=AS_OF)
    assert _said(_grouped(one, alone), "here") == (Verdict.CLEAR, ())


def test_a_rate_is_told_where_a_share_takes_it() -> None:
    """Claims in two currencies: the proof names each sum, the rate, its day and where it is from."""
    rate = ExchangeRate(of="USD", into="CNY", rate=Decimal("7.1"), on=AS_OF, source="central parity")
    claims = [a_claim("L-1", arrears=[Arrear(due_on=date(2024, 12, 1))]), a_claim("L-2", balance=Money("10.00", "USD"))]
    debtor = evolve(a_debtor(*claims, debtor__retail=False), rates=[rate, evolve(rate, of="EUR")])
    text = class_floors(debtor, CN, as_of=AS_OF)[1].proof.text.zh
    assert "按 2025年3月31日汇率 1 USD = 7.1 CNY" in text
    assert "资料来源：central parity" in text
    assert "1 EUR" not in text


def test_an_expected_loss_of_another_currency_takes_a_rate() -> None:
    """Ten dollars of a hundred yuan are 71 per cent at 7.1, and nobody knows without the rate."""
    claim = a_claim(expected_loss=Money("10.00", "USD"), facts={"credit_impaired": True})
    rate = ExchangeRate(of="USD", into="CNY", rate=Decimal("7.1"), on=AS_OF)
    assert class_floors(evolve(a_debtor(claim), rates=[rate]), CN, as_of=AS_OF)[0].floor.code == "doubtful"
    bare = floor_of(claim)
    assert (bare.floor.code, "exchange_rate" in bare.missing) == ("substandard", True)


def test_a_sum_without_a_rate_into_the_regimes_currency_is_material() -> None:
    """Yuan under a regime whose amounts are euros: material, for nobody knows better, and the rate is missing."""
    claim = Claim(id=LoanId("L-1"), balance=yuan("9000.00"), arrears=[evolve(DUE, amount=yuan("1.00"))])
    [answer] = class_floors(a_debtor(claim, debtor__retail=False), EU, as_of=date(2025, 4, 2))
    assert (answer.floor.code, "exchange_rate" in answer.missing) == ("non_performing", True)


def test_a_term_that_late_payment_starts_again_says_so() -> None:
    """The proof of the term before a rise tells the day a sum was paid late; where nobody knows, it runs on."""
    bad = five_tier("substandard", since=date(2024, 1, 1))
    late = Arrear(due_on=date(2025, 2, 1), settled_on=date(2025, 2, 20))
    claim = a_claim(arrears=[late], grade=bad, repayment_period=months(1), facts={"cleared_on": date(2024, 6, 1)})
    answer = floor_of(claim)
    [held] = [one for one in answer.hits if one.rule == "upgrade.term"]
    assert held.holds == Window(opens=date(2025, 2, 20), last=date(2025, 8, 19))
    assert "自该日重新起计" in answer.proof.text.zh
    [blank] = [one for one in floor_of(evolve(claim, arrears=None)).hits if one.rule == "upgrade.term"]
    assert (blank.holds, "arrears" in blank.missing) == (None, True)


INDIA = presets.regime("in.iracp")


@pytest.mark.parametrize(
    ("grade", "earlier", "worst", "missing"),
    [
        (None, [], "doubtful_3", "grade"),
        (INDIA.grade("substandard"), [], "doubtful_3", "grade.since"),
        (INDIA.grade("substandard", since=date(2025, 3, 1)), [], "doubtful_3", "grade.was"),
        (INDIA.grade("substandard", since=date(2025, 3, 1), was="sma_2"), [], "substandard", ""),
        (
            INDIA.grade("doubtful_1", since=date(2025, 3, 1)),
            [INDIA.grade("sma_2", since=date(2023, 9, 1)), INDIA.grade("substandard", since=date(2024, 1, 1))],
            "doubtful_1",
            "",
        ),
    ],
)
def test_an_age_that_is_not_known_is_open(grade: Grade | None, earlier: list[Grade], worst: str, missing: str) -> None:
    """How long a claim is an NPA follows from its days and classes; where the classes do not tell, it may be long."""
    claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=date(2024, 12, 1))], grade=grade, earlier=earlier)
    answer = floor_of(claim, INDIA)
    assert answer.worst.code == worst
    assert (missing in answer.missing) is bool(missing)


def test_a_claim_that_may_be_non_performing_may_have_an_age() -> None:
    """Nobody knows what is unpaid: the age is open for that; a claim in order has none."""
    known = INDIA.grade("standard", since=date(2020, 1, 1))
    unknown = floor_of(Claim(id=LoanId("L-1"), grade=known), INDIA)
    assert _said(unknown, "age") == (Verdict.UNJUDGED, ("arrears",))
    assert unknown.bad_since is None
    fine = floor_of(Claim(id=LoanId("L-1"), arrears=[], grade=known), INDIA)
    assert _said(fine, "age") == (Verdict.CLEAR, ())
    assert (fine.worst.code, fine.since) == ("standard", None)


def test_days_that_something_may_excuse_tell_no_age() -> None:
    """Where a non-performing bucket has an excuse, only the classes in force say since when."""
    excuse = CN.buckets[1].excuses[0]
    buckets = [*CN.buckets[:3], evolve(CN.buckets[3], excuses=(excuse,)), CN.buckets[4]]
    claim = a_claim(arrears=[Arrear(due_on=date(2024, 12, 1))], grade=five_tier("pass", since=date(2020, 1, 1)))
    assert floor_of(claim).bad_since == date(2025, 3, 2)
    assert floor_of(claim, evolve(CN, buckets=buckets)).bad_since is None


def test_since_when_under_materiality_is_the_material_row() -> None:
    """In the EU the days count from when the sum became material, and so does the day since when."""
    owed = Arrear(due_on=date(2024, 12, 1), amount=Money("900.00", "EUR"))
    claim = Claim(id=LoanId("L-1"), balance=Money("5000.00", "EUR"), arrears=[owed])
    for day, since in ((date(2025, 3, 1), None), (date(2025, 3, 2), date(2025, 3, 2))):
        [answer] = class_floors(a_debtor(claim, debtor__retail=False), EU, as_of=day)
        assert answer.bad_since == since
    [none] = class_floors(a_debtor(evolve(claim, arrears=[])), EU, as_of=AS_OF)
    assert none.bad_since is None


def test_the_proof_says_since_when() -> None:
    """Since when the floor holds, and since when it is non-performing, stand in the proof in both languages."""
    answer = floor_of(a_claim(arrears=[Arrear(due_on=date(2024, 6, 1))]))
    assert (answer.since, answer.bad_since) == (date(2025, 2, 27), date(2024, 8, 31))
    assert "最迟自 2024年8月31日起为不良" in answer.proof.text.zh
    assert "since 2025-02-27" in answer.proof.text.en
