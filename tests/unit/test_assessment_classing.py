"""The lowest grade of a claim: days, rules, excuses, terms, what is missing, and why."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.assessment import class_floors, days_past_due, group_standing
from loanvisit.domain import (
    FIVE_TIER,
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    Confidence,
    Counting,
    CreditReport,
    DataClass,
    DrawdownId,
    FactValue,
    GroupStanding,
    LoanId,
    Money,
    Verdict,
    Window,
    five_tier,
    months,
)
from loanvisit.errors import InputError
from tests.unit.classes import AS_OF, CLEAN, CN, DUE, EU, a_claim, a_debtor, floor_of, yuan


def test_what_is_known_whole_leaves_nothing_open() -> None:
    """Every fact known and none against it: at least pass, nothing missing, nothing to judge."""
    answer = floor_of(a_claim(facts=CLEAN, grade=five_tier("pass"), expected_loss=yuan("1.00")))
    assert (answer.floor.code, answer.worst.code) == ("pass", "pass")
    assert (answer.missing, answer.unjudged, answer.hits, answer.to_judge) == ((), (), (), ())
    assert "不排除" not in answer.text.zh
    assert "至少为正常" in answer.text.zh
    assert answer.proof.find("class.not_asked")


def test_it_says_at_least_and_never_is() -> None:
    """The answer reads "at least" in both languages, and names what it cannot exclude."""
    answer = floor_of(a_claim(arrears=[DUE]))
    assert answer.text.zh.endswith("至少为关注；缺少部分信息，不排除损失")
    assert "at least special mention" in answer.text.en
    assert answer.text.en.endswith("for lack of facts, loss is not excluded")


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({"use_changed": True}, "special_mention"),
        ({"new_for_old": True}, "special_mention"),
        ({"new_for_old": True, "is_bond": True}, "pass"),
        ({"new_for_old": True, "eligible_renewal": True}, "pass"),
        ({"new_for_old": True, "eligible_renewal": False, "is_bond": False}, "special_mention"),
        ({"debtor.non_performing_elsewhere": True}, "special_mention"),
        ({"debtor.non_performing_elsewhere": True, "debtor.retail": True}, "pass"),
        ({"credit_impaired": True}, "substandard"),
        ({"rating_cut": True}, "substandard"),
        ({"evades_debt": True}, "doubtful"),
        ({"in_liquidation": True}, "loss"),
    ],
)
def test_a_declared_fact_sets_a_floor(facts: dict[str, FactValue], grade: str) -> None:
    """Each fact of the regime calls for its grade, and its exception lifts it where it is known."""
    assert floor_of(a_claim(facts=facts)).floor.code == grade


def test_what_is_not_known_is_named_and_is_no_no() -> None:
    """A rule whose fact is not known is unjudged, names the fact in both languages, and leaves its grade open."""
    answer = floor_of(a_claim(facts={**CLEAN, "restructured": False}, grade=five_tier("pass"), expected_loss=yuan("0")))
    less = {name: value for name, value in CLEAN.items() if name != "in_liquidation"}
    open_answer = floor_of(a_claim(facts=less, grade=five_tier("pass"), expected_loss=yuan("0")))
    assert answer.worst.code == "pass"
    assert (open_answer.floor.code, open_answer.worst.code, open_answer.missing) == (
        "pass",
        "loss",
        ("in_liquidation",),
    )
    assert [one.rule for one in open_answer.unjudged] == ["debtor.here", "debtor.share", "liquidation"]
    said = open_answer.proof.find("class.missing")
    assert {one.statement.zh for one in said} == {"缺少：债务人进入破产清算程序；未知不等于“否”"}


def test_days_nobody_knows_are_open() -> None:
    """Where nobody knows what is unpaid, the worst bucket cannot be excluded; empty means nothing is unpaid."""
    unknown = floor_of(a_claim(arrears=None))
    assert (unknown.days, unknown.worst.code) == (None, "loss")
    assert "arrears" in unknown.missing
    assert not unknown.proof.find("class.days")
    known = floor_of(a_claim())
    assert known.days is not None
    assert known.days.days == 0
    assert "无应付未付款项" in known.proof.find("class.days")[0].statement.zh


def test_grace_delays_penalty_and_no_day() -> None:
    """Ten days of grace: the days run from the day after the due date, and the proof says what grace does."""
    answer = floor_of(a_claim(arrears=[DUE], grace_days=10), as_of=date(2025, 1, 11))
    assert answer.days is not None
    assert (answer.days.days, answer.days.grace_ends_on) == (10, date(2025, 1, 11))
    assert answer.days.is_in_grace(date(2025, 1, 11))
    assert not answer.days.is_in_grace(date(2025, 1, 12))
    assert "不减少逾期天数" in answer.proof.find("class.days.grace")[0].statement.zh
    assert answer.floor.code == "special_mention"


def test_a_sum_paid_or_of_nothing_is_not_past_due() -> None:
    """What was paid by the day, and a sum of zero, make nothing past due; what is paid the day after does not help."""
    paid = a_claim(arrears=[evolve(DUE, settled_on=AS_OF), Arrear(due_on=date(2025, 2, 1), amount=yuan("0"))])
    later = a_claim(arrears=[evolve(DUE, settled_on=date(2025, 4, 1))])
    for claim, days in ((paid, 0), (later, 89)):
        counted, missing = days_past_due(claim, CN, as_of=AS_OF)
        assert counted is not None
        assert (counted.days, missing) == (days, ())


def test_the_technical_excuse_names_what_would_prove_it() -> None:
    """Three days past due without a documented cause: special mention, and the proof names what might excuse it."""
    claim, day = a_claim(arrears=[DUE]), date(2025, 1, 4)
    bare, proven = floor_of(claim, as_of=day), floor_of(evolve(claim, facts={"technical_overdue": True}), as_of=day)
    [hit] = [one for one in bare.hits if one.rule == "days"]
    assert hit.missing == ("technical_overdue",)
    assert "未证明的，不作例外" in bare.proof.text.zh
    [lifted] = [one for one in proven.answers if one.rule == "days"]
    assert lifted.verdict is Verdict.EXCUSED
    assert proven.floor.code == "pass"
    assert "例外：因操作性或技术性原因" in proven.proof.text.zh


def test_a_bucket_that_is_excused_falls_to_the_one_before() -> None:
    """An excuse of one bucket alone leaves the grade of the bucket before it."""
    excuse = CN.buckets[1].excuses[0]
    lifted = evolve(excuse, tests=(evolve(excuse.tests[1]),))
    bucket = evolve(CN.buckets[2], excuses=(lifted,))
    regime = evolve(CN, buckets=[*CN.buckets[:2], bucket, *CN.buckets[3:]])
    answer = floor_of(a_claim(arrears=[DUE], facts={"technical_overdue": True}), regime, as_of=date(2025, 4, 30))
    assert answer.floor.code == "special_mention"
    assert [one.verdict for one in answer.answers if one.rule == "days"] == [Verdict.EXCUSED, Verdict.HIT]
    lowest = evolve(CN.buckets[0], grade="special_mention", excuses=(lifted,))
    watched = evolve(CN, buckets=[lowest, *CN.buckets[1:]])
    assert floor_of(a_claim(facts={"technical_overdue": True}), watched).floor.code == "pass"
    assert floor_of(a_claim(), watched).floor.code == "special_mention"


def test_the_share_of_bad_claims_is_exact_and_told() -> None:
    """One third is above 10 per cent; the proof tells both sums, and the claim that is bad."""
    claims = [a_claim("L-1", arrears=[DUE]), a_claim("L-2"), a_claim("L-3")]
    answers = class_floors(a_debtor(*claims, debtor__retail=False), CN, as_of=date(2025, 4, 2))
    assert {one.floor.code for one in answers} == {"substandard"}
    assert "该债务人在本行债权 300 元，其中不良 100 元" in answers[1].proof.text.zh
    assert "该债务人在本行有不良债权：贷款 L-1" in answers[1].proof.text.zh


def test_a_retail_debtor_is_not_drawn_along() -> None:
    """The article on contagion speaks of non-retail assets: a debtor known to be retail is excused, by name."""
    claims = [a_claim("L-1", arrears=[DUE]), a_claim("L-2")]
    answers = class_floors(a_debtor(*claims, debtor__retail=True), CN, as_of=date(2025, 4, 2))
    assert [one.floor.code for one in answers] == ["substandard", "pass"]
    unsaid = class_floors(a_debtor(*claims), CN, as_of=date(2025, 4, 2))
    assert [one.floor.code for one in unsaid] == ["substandard", "substandard"]


def test_a_balance_nobody_knows_leaves_the_share_open() -> None:
    """Without one balance the share is unjudged, names the balance, and the other claims may be non-performing."""
    claims = [a_claim("L-1", arrears=[DUE]), a_claim("L-2", balance=None)]
    answers = class_floors(a_debtor(*claims), CN, as_of=date(2025, 4, 2))
    [share] = [one for one in answers[1].answers if one.rule == "debtor.share"]
    assert share.verdict is Verdict.UNJUDGED
    assert "balance" in share.missing
    alone = class_floors(a_debtor(a_claim("L-1", arrears=[DUE], balance=None)), CN, as_of=date(2025, 4, 2))
    assert [one.verdict for one in alone[0].answers if one.rule == "debtor.share"] == [Verdict.HIT]


def test_claims_that_owe_nothing_have_no_bad_share() -> None:
    """Balances of zero make no share: nothing is drawn along, and an expected loss is none of it."""
    claims = [a_claim("L-1", arrears=[DUE], balance=yuan("0")), a_claim("L-2", balance=yuan("0"))]
    answers = class_floors(a_debtor(*claims), CN, as_of=date(2025, 4, 2))
    assert [one.rule for one in answers[1].hits] == ["debtor.here"]
    assert floor_of(
        a_claim(balance=yuan("0"), expected_loss=yuan("0"), facts={"credit_impaired": True})
    ).floor.code == ("substandard")


def test_bad_claims_may_rise_together() -> None:
    """Two non-performing claims whose term has run do not hold each other: the class in force draws none along."""
    facts: dict[str, FactValue] = {**CLEAN, "cleared_on": date(2024, 6, 1)}
    bad = five_tier("substandard", since=date(2024, 1, 1))
    claims = [a_claim(name, facts=facts, grade=bad, repayment_period=months(1)) for name in ("L-1", "L-2")]
    answers = class_floors(a_debtor(*claims), CN, as_of=AS_OF)
    assert [one.floor.code for one in answers] == ["pass", "pass"]
    assert [[said.rule for said in one.to_judge] for one in answers] == [["upgrade.able"], ["upgrade.able"]]
    late = evolve(claims[0], arrears=[Arrear(due_on=date(2025, 3, 30))])
    assert class_floors(a_debtor(late), CN, as_of=AS_OF)[0].floor.code == "substandard"
    held = evolve(claims[0], facts={**facts, "debtor.impaired_here": True})
    assert class_floors(a_debtor(held), CN, as_of=AS_OF)[0].floor.code == "substandard"


def test_a_term_whose_first_day_or_period_is_not_known_holds() -> None:
    """A rise takes the day the arrears were cleared and the repayment period: without either the term runs on."""
    bad = five_tier("doubtful", since=date(2024, 1, 1))
    for given, missing in (
        ({"repayment_period": months(1)}, "cleared_on"),
        ({"facts": {"cleared_on": date(2020, 1, 1)}}, "repayment_period"),
    ):
        answer = floor_of(a_claim(grade=bad, **given))
        [held] = [one for one in answer.hits if one.rule == "upgrade.term"]
        assert missing in held.missing
        assert held.holds is None


def test_a_term_tells_its_days_both_in() -> None:
    """The window of a term ends the day before it is over, and the proof gives both days and how they were counted."""
    facts: dict[str, FactValue] = {"restructured": True, "first_repayment_on": date(2025, 1, 20)}
    answer = floor_of(a_claim(facts=facts, repayment_period=months(3)))
    [told] = [one for one in answer.to_judge if one.rule == "observation.term"]
    assert told.holds == Window(opens=date(2025, 1, 20), last=date(2026, 1, 19))
    text = answer.proof.text.zh
    assert "期间：2025年1月20日至 2026年1月19日（含首尾）" in text
    assert "2 个还款期，取较长者（自首个还款日起满足额还款期），最早 2026年1月20日期满" in text


def test_an_unsure_rule_is_asked_only_where_it_is_chosen() -> None:
    """The floor of an observation is an option: left alone it is not asked and says so; chosen, it holds."""
    claim = a_claim(facts={"restructured": True, "failed_again": True, "first_repayment_on": date(2025, 1, 20)})
    assert floor_of(claim).floor.code == "pass"
    assert floor_of(claim, CN.choosing("observation.floor")).floor.code == "special_mention"
    assert floor_of(claim, CN.choosing("observation.floor", "observation.failed")).floor.code == "substandard"
    assert {rule.id for rule in CN.options if rule.confidence is not Confidence.UNCERTAIN} == {"extended"}
    with pytest.raises(InputError, match=r"option\.unknown"):
        CN.choosing("impaired")
    with pytest.raises(InputError, match=r"option\.unknown"):
        CN.counting_as("upgrade", Counting.REPAYMENTS)
    with pytest.raises(InputError) as refused:
        CN.choosing(3)  # type: ignore[arg-type]
    assert refused.value.path == "options[0]"


def test_an_unjudged_rule_with_a_term_tells_the_term() -> None:
    """Whether the asset was restructured is not known, its first repayment is: the term stands with the open rule."""
    answer = floor_of(a_claim(facts={"first_repayment_on": date(2025, 1, 20)}, repayment_period=months(1)))
    [told] = [one for one in answer.unjudged if one.rule == "observation.term"]
    assert told.holds is not None
    assert told.grade is None
    assert "如成立，须由人工判断" in answer.proof.text.zh


def test_a_protected_fact_is_not_shown() -> None:
    """A fact declared personal is read and judged, and its value stands in no proof."""
    facts = tuple(
        evolve(fact, data_class=DataClass.PERSONAL) if fact.name == "use_changed" else fact for fact in CN.facts
    )
    answer = floor_of(a_claim(facts={"use_changed": True}), evolve(CN, facts=facts))
    [hit] = answer.hits
    assert hit.rule == "use_changed"
    assert [one.statement.en for one in hit.read] == ["proceeds used otherwise than agreed: withheld"]


def _euro(due: date, amount: str | None, settled_on: date | None = None) -> Arrear:
    return Arrear(due_on=due, amount=None if amount is None else Money(amount, "EUR"), settled_on=settled_on)


def _material(*claims: Claim, **facts: FactValue) -> tuple[ClassFloor, ...]:
    return class_floors(a_debtor(*claims, **facts), EU, as_of=date(2025, 12, 31))


def test_material_days_run_without_a_break() -> None:
    """Paid down below the amount and grown again: the days count from when it last became material."""
    arrears = [
        _euro(date(2025, 1, 1), "400.00", settled_on=date(2025, 11, 10)),
        _euro(date(2025, 2, 1), "50.00"),
        _euro(date(2025, 11, 30), "90.00"),
    ]
    claim = Claim(id=LoanId("L-1"), balance=Money("5000.00", "EUR"), arrears=arrears)
    [answer] = _material(claim, debtor__retail=True)
    assert answer.days is not None
    assert (answer.days.days, answer.days.material_days) == (333, 31)
    assert answer.days.material_since == date(2025, 12, 1)
    assert answer.floor.code == "performing"
    assert "未付金额连续达到重要性标准 31 天" in answer.proof.text.zh
    assert [one.rule for one in answer.to_judge] == ["early_signal"]


def test_a_debtors_sums_are_added_up_and_one_unknown_leaves_it_open() -> None:
    """Two small sums are material together; a claim of which nobody knows leaves its debtor's other claims open."""
    old = _euro(date(2025, 6, 1), "300.00")
    one = Claim(id=LoanId("L-1"), balance=Money("5000.00", "EUR"), arrears=[old])
    two = Claim(id=DrawdownId("D-1"), balance=Money("5000.00", "EUR"), arrears=[old])
    assert [answer.floor.code for answer in _material(one, two, debtor__retail=False)] == ["non_performing"] * 2
    assert [answer.floor.code for answer in _material(one, debtor__retail=False)] == ["performing"]
    none = Claim(id=LoanId("L-2"), balance=Money("5000.00", "EUR"), arrears=[])
    drawn = _material(one, two, none, debtor__retail=False)[2]
    assert drawn.floor.code == "non_performing"
    assert "无应付未付款项" in drawn.proof.find("class.days")[0].statement.zh
    assert drawn.proof.find("class.days.material")
    unknown = Claim(id=LoanId("L-2"), balance=Money("5000.00", "EUR"))
    answers = _material(one, unknown, debtor__retail=False)
    assert [answer.worst.code for answer in answers] == ["non_performing"] * 2
    assert "arrears" in answers[0].missing
    assert EU.materiality is not None
    apart = evolve(EU, materiality=evolve(EU.materiality, by_debtor=False))
    alone = class_floors(a_debtor(one, two, debtor__retail=False), apart, as_of=date(2025, 12, 31))
    assert [answer.floor.code for answer in alone] == ["performing"] * 2


def test_an_amount_or_a_balance_nobody_knows_is_material() -> None:
    """What is unpaid of an amount not known counts as material, and a share not known as passed; both are named."""
    blank = Claim(id=LoanId("L-1"), balance=Money("5000.00", "EUR"), arrears=[_euro(date(2025, 6, 1), None)])
    [answer] = _material(blank, debtor__retail=True)
    assert answer.floor.code == "non_performing"
    assert "arrears.amount" in answer.missing
    small = Claim(id=LoanId("L-1"), arrears=[_euro(date(2025, 6, 1), "101.00")])
    [answer] = _material(small)
    assert answer.floor.code == "non_performing"
    assert {"balance", "debtor.retail"} <= set(answer.missing)


def test_a_debtor_without_claims_has_no_answers() -> None:
    """Nothing is owed, nothing is answered."""
    assert class_floors(a_debtor(), CN, as_of=AS_OF) == ()


def test_what_cannot_be_judged_is_refused_whole() -> None:
    """A day before the regime, a derived fact, a fact of the wrong type and a grade of another scale: one error."""
    own = evolve(FIVE_TIER, id="own")
    claim = a_claim(grade=own.grade("pass"), facts={"use_changed": 1, "days_past_due": 3, "branch": "0755"})
    with pytest.raises(InputError) as refused:
        class_floors(a_debtor(claim, credit_impaired="yes"), CN, as_of=date(2023, 6, 30))
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("regime.range", "as_of"),
        ("fact.type", "debtor.facts[credit_impaired]"),
        ("fact.derived", "debtor.claims[0].facts[days_past_due]"),
        ("fact.type", "debtor.claims[0].facts[use_changed]"),
        ("scale.mixed", "debtor.claims[0].grade"),
    ]
    assert floor_of(a_claim(), as_of=date(2023, 7, 1)).floor.code == "pass"
    group = GroupStanding(group="G", regime="in.iracp", as_of=AS_OF, members=[BorrowerId("B-1")])
    with pytest.raises(InputError, match=r"regime\.mixed"):
        class_floors(evolve(a_debtor(a_claim()), group=group), CN, as_of=AS_OF)
    report = CreditReport(on=AS_OF, debts=[])
    with pytest.raises(InputError, match=r"fact\.derived"):
        class_floors(evolve(a_debtor(a_claim(), debtor__non_performing_elsewhere=True), report=report), CN, as_of=AS_OF)
    with pytest.raises(InputError) as refused:
        group_standing([a_debtor(), "B-2"], CN, group="G", as_of=AS_OF)  # type: ignore[list-item]
    assert refused.value.path == "members[1]"
    with pytest.raises(InputError) as refused:
        days_past_due(a_claim(), CN, as_of=AS_OF, debtor=[a_claim(), "L-2"])  # type: ignore[list-item]
    assert refused.value.path == "debtor[1]"
    with pytest.raises(InputError) as refused:
        class_floors("B-1", CN, as_of=AS_OF)  # type: ignore[arg-type]
    assert refused.value.path == "debtor"
