"""Regimes, claims and terms as values: what each is, and what it refuses."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    Confidence,
    Counting,
    CreditReport,
    DebtElsewhere,
    DebtorClaims,
    ExchangeRate,
    Fact,
    FactKind,
    FactName,
    FactTest,
    FloorAnswer,
    GroupStanding,
    Limit,
    LoanId,
    Money,
    Verdict,
    days,
    five_tier,
    months,
    working_days,
)
from loanvisit.domain.exchange import worth
from loanvisit.errors import InputError
from loanvisit.words import verbatim

CN = presets.regime("cn.financial_assets.2023")
EU = presets.regime("eu.default")


def _refused(error: InputError) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in error.faults]


def test_a_claim_refuses_what_it_cannot_be() -> None:
    """A balance below zero, a loss below zero, grace out of range and a period of working days: one error."""
    with pytest.raises(InputError) as refused:
        Claim(
            id=LoanId("L-1"),
            balance=Money("-1", "CNY"),
            expected_loss=Money("-1", "CNY"),
            grace_days=-1,
            repayment_period=working_days(5),
        )
    assert _refused(refused.value) == [
        ("amount.negative", "Claim.balance"),
        ("amount.negative", "Claim.expected_loss"),
        ("number.range", "Claim.grace_days"),
        ("type", "Claim.repayment_period"),
    ]
    with pytest.raises(InputError, match=r"amount\.negative"):
        Arrear(due_on=date(2025, 1, 1), amount=Money("-1", "CNY"))


def test_a_debtor_has_each_claim_once() -> None:
    """Claims of one id are refused; they are kept in order of id, and may be of several currencies."""
    one, two = Claim(id=LoanId("L-1")), Claim(id=LoanId("L-2"))
    debtor = DebtorClaims(borrower=BorrowerId("B"), claims=[two, one])
    assert [str(claim.id) for claim in debtor.claims] == ["L-1", "L-2"]
    with pytest.raises(InputError, match=r"id\.duplicate"):
        evolve(debtor, claims=[one, one])
    euro = Arrear(due_on=date(2025, 1, 1), amount=Money("1", "EUR"))
    mixed = [evolve(one, balance=Money("1", "CNY")), evolve(two, arrears=[euro])]
    assert len(evolve(debtor, claims=mixed).claims) == 2


DOLLAR = ExchangeRate(of="USD", into="CNY", rate=Decimal("7.1"), on=date(2025, 1, 1))


def test_rates_are_of_each_currency_once_and_told_in_one() -> None:
    """Two rates of one currency, and rates told in two, are refused; they are kept in order of currency."""
    debtor = DebtorClaims(borrower=BorrowerId("B"), claims=[], rates=[DOLLAR, evolve(DOLLAR, of="EUR")])
    assert [one.of for one in debtor.rates] == ["EUR", "USD"]
    with pytest.raises(InputError) as refused:
        evolve(debtor, rates=[DOLLAR, evolve(DOLLAR, into="EUR")])
    assert _refused(refused.value) == [
        ("id.duplicate", "DebtorClaims.rates"),
        ("currency.mixed", "DebtorClaims.rates"),
    ]


def test_a_rate_is_between_two_currencies_and_above_zero() -> None:
    """A currency that is none, one into itself, and a rate of nothing: all in one error."""
    with pytest.raises(InputError) as refused:
        ExchangeRate(of="usd", into="usd", rate=Decimal(0), on=date(2025, 1, 1))
    assert [one.code for one in refused.value.faults] == ["currency", "currency", "rate.own", "rate.range"]


def test_worth_goes_through_the_currency_that_rates_are_told_in() -> None:
    """From dollars to euros by way of yuan, exactly; where no rate leads there it is not known."""
    rates = (DOLLAR, evolve(DOLLAR, of="EUR", rate=Decimal("7.7")))
    ten = Money("10.00", "USD")
    assert worth(ten, "USD", ()) == 10
    assert worth(ten, "CNY", rates) == 71
    assert worth(ten, "EUR", rates) == Fraction(710, 77)
    assert worth(Money("71.00", "CNY"), "USD", rates) == 10
    assert worth(ten, "GBP", rates) is None
    assert worth(Money("1.00", "GBP"), "CNY", rates) is None


def test_a_report_keeps_its_debts_in_order_and_refuses_less_than_nothing() -> None:
    """Debts are kept in order of lender; a balance below zero and days out of range are refused together."""
    told = CreditReport(on=date(2025, 1, 1), debts=[DebtElsewhere(lender="b"), DebtElsewhere(lender="a")])
    assert [one.lender for one in told.debts] == ["a", "b"]
    with pytest.raises(InputError) as refused:
        DebtElsewhere(lender="a", balance=Money("-1", "CNY"), days_past_due=-1)
    assert _refused(refused.value) == [
        ("amount.negative", "DebtElsewhere.balance"),
        ("number.range", "DebtElsewhere.days_past_due"),
    ]


def test_a_group_is_of_its_members() -> None:
    """Who is non-performing is a member, and a debtor is a member of the group it has."""
    group = GroupStanding(group="G", regime="r", as_of=date(2025, 1, 1), members=[BorrowerId("B-2"), BorrowerId("B-1")])
    assert group.members == (BorrowerId("B-1"), BorrowerId("B-2"))
    with pytest.raises(InputError, match=r"group\.member"):
        evolve(group, doubted=[BorrowerId("B-3")])
    with pytest.raises(InputError, match=r"group\.member"):
        DebtorClaims(borrower=BorrowerId("B-3"), claims=[], group=group)


def test_earlier_classes_say_since_when_each_once_before_the_class_in_force() -> None:
    """Without a class in force, of another scale, without a day, too late, or twice: each is refused by its place."""
    last = five_tier("substandard", since=date(2025, 6, 1))
    first = five_tier("pass", since=date(2025, 1, 1))
    claim = Claim(id=LoanId("L-1"), grade=last, earlier=[five_tier("special_mention", since=date(2025, 3, 1)), first])
    assert [one.code for one in claim.earlier] == ["pass", "special_mention"]
    strange = EU.grade("performing", since=date(2024, 1, 1))
    for earlier, code, path in (
        ([five_tier("pass")], "key.missing", "Claim.earlier[0]"),
        ([last], "date.late", "Claim.earlier[0].since"),
        ([first, strange], "scale.mixed", "Claim.earlier[1]"),
        ([first, first], "id.duplicate", "Claim.earlier"),
    ):
        with pytest.raises(InputError) as refused:
            evolve(claim, earlier=earlier)
        assert (refused.value.code, refused.value.path) == (code, path)
    with pytest.raises(InputError, match=r"key\.missing"):
        Claim(id=LoanId("L-1"), earlier=[first])


def test_a_claim_classed_anew_keeps_what_it_was() -> None:
    """The class before goes among the earlier ones where it has a day; each day keeps the class it had."""
    claim = Claim(id=LoanId("L-1"), grade=five_tier("pass", since=date(2025, 1, 1)))
    worse = claim.classed(five_tier("special_mention", since=date(2025, 3, 1))).classed(
        five_tier("substandard", since=date(2025, 6, 1))
    )
    told = {day: worse.grade_on(date(2025, *day)) for day in ((1, 1), (2, 28), (3, 1), (5, 31), (6, 1))}
    assert [one.code if one else None for one in told.values()] == [
        "pass", "pass", "special_mention", "special_mention", "substandard",
    ]  # fmt: skip
    assert worse.grade_on(date(2024, 12, 31)) is None
    assert evolve(claim, grade=five_tier("pass")).classed(five_tier("loss")).earlier == ()


def test_steps_of_age_grow_worse_with_longer_spans() -> None:
    """A grade of no scale, one that is no worse, a span that is no longer: refused by place; no working days."""
    india = presets.regime("in.iracp")
    first, second, third = india.ageing
    for ageing, code, path in (
        ([evolve(first, grade="poor")], "code", "Regime.ageing[0].grade"),
        ([evolve(first, grade="substandard")], "age.better", "Regime.ageing[0].grade"),
        ([second, evolve(third, above=months(24))], "age.order", "Regime.ageing[1].above"),
    ):
        with pytest.raises(InputError) as refused:
            evolve(india, ageing=ageing)
        assert [(one.code, one.path) for one in refused.value.faults] == [(code, path)]
    with pytest.raises(InputError, match=r"AgeStep\.above"):
        evolve(first, above=working_days(5))
    with pytest.raises(InputError, match=r"Regime\.non_performing"):
        evolve(india, non_performing="bad")


def test_the_class_in_force_is_that_of_the_day() -> None:
    """A class confirmed later does not hold yet: the one before does, from its day on, or nobody knows."""
    grade = five_tier("substandard", since=date(2025, 6, 1), was="pass", was_since=date(2025, 1, 1))
    claim = Claim(id=LoanId("L-1"), grade=grade)
    assert claim.grade_on(date(2025, 6, 1)) == grade
    assert claim.grade_on(date(2025, 5, 31)) == five_tier("pass", since=date(2025, 1, 1))
    assert claim.grade_on(date(2024, 12, 31)) is None
    assert evolve(claim, grade=five_tier("loss", since=date(2025, 6, 1))).grade_on(date(2025, 5, 31)) is None
    assert evolve(claim, grade=five_tier("loss")).grade_on(date(1999, 1, 1)) == five_tier("loss")
    assert evolve(claim, grade=None).grade_on(date(2025, 6, 1)) is None


@pytest.mark.parametrize(
    ("limit", "passes"),
    [
        (Limit.ABOVE, [False, False, True]),
        (Limit.AT_LEAST, [False, True, True]),
        (Limit.AT_MOST, [True, True, False]),
        (Limit.BELOW, [True, False, False]),
    ],
)
def test_a_limit_is_strict_or_not_as_it_says(limit: Limit, passes: list[bool]) -> None:
    """Above and below leave the bound out, at least and at most take it in."""
    test = FactTest(fact=FactName("x"), limit=limit, value=90)
    assert [test.holds(value) for value in (89, 90, 91)] == passes
    assert "90" in test.text(verbatim("x")).zh


def test_a_test_reads_as_a_sentence() -> None:
    """A flag reads as what it names, a code as being it."""
    label = verbatim("x")
    assert FactTest(fact=FactName("x"), limit=Limit.IS, value=True).text(label).en == "x"
    assert FactTest(fact=FactName("x"), limit=Limit.IS, value=False).text(label).zh == "非x"
    assert FactTest(fact=FactName("x"), limit=Limit.IS, value="north").text(label).en == "x is north"


def test_a_term_refuses_what_never_runs() -> None:
    """A term is a day at least, counts natural time, and no more periods than a lifetime has."""
    term = CN.term("upgrade")
    with pytest.raises(InputError) as refused:
        evolve(term, least=days(0), periods=121)
    assert _refused(refused.value) == [("number.range", "Term.least"), ("number.range", "Term.periods")]
    with pytest.raises(InputError, match="type"):
        evolve(term, least=working_days(3))
    assert term.ends_on(date(2025, 1, 15), None) is None
    assert EU.term("cure").ends_on(date(2024, 2, 29), None) == date(2025, 2, 28)
    yearly = evolve(term, counting=Counting.REPAYMENTS, periods=12)
    assert yearly.ends_on(date(2025, 1, 31), months(1)) == date(2025, 12, 31)


def test_a_regime_refuses_what_does_not_hold_together() -> None:
    """A scale without its grades, rules on facts and terms there are none of, options that are none: one error."""
    rule, term = CN.rules[0], CN.terms[0]
    other = FactTest(fact=FactName("stranger"), limit=Limit.IS, value=True)
    odd = FactTest(fact=FactName("use_changed"), limit=Limit.AT_LEAST, value=1)
    wrong = FactTest(fact=FactName("days_past_due"), limit=Limit.AT_MOST, value=1)
    dated = FactTest(fact=FactName("cleared_on"), limit=Limit.ABOVE, value=1)
    bucket = evolve(CN.buckets[1], excuses=(evolve(CN.buckets[1].excuses[0], tests=()),))
    with pytest.raises(InputError) as refused:
        evolve(
            CN,
            non_performing="poor",
            buckets=[CN.buckets[0], bucket, *CN.buckets[2:]],
            rules=(evolve(rule, grade="poor", term="never", tests=(other, odd, wrong, dated)), rule),
            terms=(evolve(term, since=FactName("use_changed")), evolve(term, since=FactName("x"))),
            effective_to=date(2020, 1, 1),
            chosen=["use_changed"],
        )
    assert _refused(refused.value) == [
        ("code", "Regime.non_performing"),
        ("fact.undeclared", "Regime.rules[0].tests[0].fact"),
        ("fact.type", "Regime.rules[0].tests[1].value"),
        ("test.rewards", "Regime.rules[0].tests[2].limit"),
        ("fact.type", "Regime.rules[0].tests[3].value"),
        ("code", "Regime.rules[0].grade"),
        ("term.unknown", "Regime.rules[0].term"),
        ("empty", "Regime.buckets[1].excuses[0].tests"),
        ("fact.type", "Regime.terms[0].since"),
        ("fact.undeclared", "Regime.terms[1].since"),
        ("id.duplicate", "Regime.rules"),
        ("id.duplicate", "Regime.terms"),
        ("option.unknown", "Regime.chosen"),
        ("date.order", "Regime.effective_to"),
    ]


def test_a_materiality_asks_whether_the_debtor_is_retail() -> None:
    """A regime with materiality declares the flag that picks the amount."""
    facts = tuple(fact for fact in EU.facts if fact.name != "debtor.retail")
    coded = Fact(name=FactName("debtor.retail"), kind=FactKind.CODE, label=verbatim("x"))
    for given in (facts, (*facts, coded)):
        with pytest.raises(InputError, match=r"fact\.undeclared"):
            evolve(EU, facts=given)


def test_buckets_are_looked_at_together() -> None:
    """A regime without buckets, or whose last one ends, is refused."""
    with pytest.raises(InputError, match=r"days\.open"):
        evolve(EU, buckets=[])
    with pytest.raises(InputError, match="code"):
        evolve(EU, buckets=[EU.buckets[0], evolve(EU.buckets[1], grade="poor")])
    assert EU.bucket(90).grade == "performing"
    with pytest.raises(InputError, match=r"number\.range"):
        EU.bucket(-1)


def test_a_regime_is_asked_by_name() -> None:
    """A term by an unknown id is refused with the nearest; grades of two regimes do not compare."""
    with pytest.raises(InputError, match="nearest: upgrade"):
        CN.term("upgraed")
    with pytest.raises(InputError, match=r"scale\.mixed"):
        CN.grade("pass").is_worse_than(EU.grade("performing"))
    assert CN.is_non_performing(CN.grade("substandard"))
    assert not CN.is_non_performing(CN.grade("special_mention"))
    assert not CN.is_in_force(date(2023, 6, 30))
    assert evolve(CN, effective_to=date(2030, 1, 1)).is_in_force(date(2030, 1, 1))
    assert not evolve(CN, effective_to=date(2030, 1, 1)).is_in_force(date(2030, 1, 2))


def test_a_regime_reads_aloud() -> None:
    """Read aloud, bounds stand as the papers state them, and an option that is not chosen says so."""
    told = CN.text.zh
    assert "逾期超过 90 天、不超过 270 天：至少为次级" in told
    assert "可选，未启用：observation.floor" in told
    assert "可选，未启用：observation.floor" not in CN.choosing("observation.floor").text.zh
    assert "上调前须判断能否持续还款：须由人工判断" in told
    closed = presets.regime("us.retail.closed_end").text.en
    assert "90 days past due or more, less than 120: at least substandard" in closed
    assert "到期日当日日终计为第 1 天" in presets.regime("in.iracp").text.zh


def test_every_verdict_counting_and_grade_has_its_words() -> None:
    """Verdicts, readings and the grades of each preset read in both languages, and no grade as its bare code."""
    for one in (*Verdict, *Counting):
        assert one.text.zh
        assert one.text.en
    for name in presets.regimes():
        regime = presets.regime(name)
        assert all(regime.scale.text(code).zh != code for code in regime.scale.grades)


def test_an_answer_is_no_better_than_its_floor() -> None:
    """A worst grade better than the floor, or an answer of a grade the scale has not, is refused."""
    answer = FloorAnswer(
        rule="x", title=verbatim("x"), verdict=Verdict.HIT, grade="poor", citation=verbatim("x"),
        confidence=Confidence.PRACTICE,
    )  # fmt: skip
    with pytest.raises(InputError, match=r"class\.worst"):
        _floor(worst=five_tier("pass"))
    with pytest.raises(InputError, match=r"scale\.mixed"):
        _floor(current=EU.grade("performing"))
    with pytest.raises(InputError) as refused:
        _floor(answers=[answer])
    assert _refused(refused.value) == [("code", "ClassFloor.answers[0].grade")]


def _floor(**given: object) -> ClassFloor:
    told = {"floor": five_tier("loss"), "worst": five_tier("loss"), "answers": (), **given}
    return ClassFloor(
        borrower=BorrowerId("B"), claim=LoanId("L"), regime="x", version="1", as_of=date(2025, 1, 1), days=None, **told
    )  # type: ignore[arg-type]
