"""A policy read from TOML is the policy a bank would have written in Python."""

from datetime import date
from decimal import Decimal

import pytest

from loanvisit.codec import read_policy_toml
from loanvisit.domain import (
    DISBURSED,
    FIVE_TIER,
    MATURES,
    Accepts,
    Anchor,
    Before,
    ClauseId,
    Comparison,
    Condition,
    Confidence,
    CountingStart,
    DataClass,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Level,
    MissingFact,
    Money,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    PolicyId,
    Requirement,
    RiskScale,
    Roll,
    SignalLevel,
    days,
    months,
    weeks,
    working_days,
    years,
)
from loanvisit.errors import PolicyError
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.words import Text

HEAD = """
id = "bank.rules"
version = "1"
title = { zh = "本行检查频率", en = "the bank's own visits" }
"""
REST = """
title = { zh = "检查", en = "check" }
purpose = "routine"
level = "loan"
accepts = "on_site"
citation = { zh = "本行制度", en = "the bank's own rule" }
confidence = "practice"
"""


def _clause(require: str = '{ every = "quarter" }', more: str = "", head: str = "") -> Clause:
    text = f'{HEAD}{head}\n[[clause]]\nid = "a"\nrequire = {require}\n{more}\n{REST}'
    return read_policy_toml(text).clause("a")


def _when(conditions: str, head: str = "") -> tuple[Condition, ...]:
    return _clause(more=f"when = {conditions}", head=head).when


def test_a_whole_policy_is_the_value_it_stands_for() -> None:
    """Every key of a policy and a clause goes to the field of its name."""
    text = """
id = "bank.rules"
version = "2026.1"
title = { zh = "本行检查频率", en = "the bank's own visits" }
notes = { zh = "按自然季", en = "by calendar quarter" }
gaps = ["s"]

[applies]
status = "live"

[facts.branch]
kind = "code"
label = { zh = "机构", en = "branch" }
codes = ["0755", "0571"]
unit = "branch"
data_class = "public"
source = "ledger.csv"

[[clause]]
id = "shenzhen"
title = { zh = "检查", en = "check" }
purpose = "routine"
level = "borrower"
when = { branch = "0755" }
require = { every = "year", times = 2, with_first = true }
accepts = "any_contact"
roll = "later"
missing = "undetermined"
visitors = 3
series = "s"
separate = "g"
arrear = "oldest"
evidence = ["photo"]
questions = ["Q1", "Q2"]
citation = { zh = "本行制度第三条", en = "rule 3" }
confidence = "sourced"
effective_from = 2024-07-01
effective_to = 2026-06-30
"""
    branch = Fact(
        name=FactName("branch"),
        kind=FactKind.CODE,
        label=Text(zh="机构", en="branch"),
        data_class=DataClass.PUBLIC,
        unit="branch",
        codes=("0755", "0571"),
        source="ledger.csv",
    )
    clause = Clause(
        id=ClauseId("shenzhen"),
        title=Text(zh="检查", en="check"),
        purpose="routine",
        level=Level.BORROWER,
        require=EveryPeriod(period=NaturalPeriod.YEAR, times=2, with_first=True),
        accepts=Accepts.ANY_CONTACT,
        citation=Text(zh="本行制度第三条", en="rule 3"),
        confidence=Confidence.SOURCED,
        when=(Condition(fact=FactName("branch"), test=Comparison.IS, values=("0755",)),),
        roll=Roll.LATER,
        visitors=3,
        missing=MissingFact.UNDETERMINED,
        series="s",
        separate="g",
        arrear="oldest",
        evidence=("photo",),
        questions=("Q1", "Q2"),
        effective_from=date(2024, 7, 1),
        effective_to=date(2026, 6, 30),
    )
    expected = ClausePolicy(
        id=PolicyId("bank.rules"),
        version="2026.1",
        title=Text(zh="本行检查频率", en="the bank's own visits"),
        clauses=(clause,),
        applies=(Condition(fact=FactName("status"), test=Comparison.IS, values=("live",)),),
        facts=(branch,),
        notes=Text(zh="按自然季", en="by calendar quarter"),
        gaps=("s",),
    )
    assert read_policy_toml(text) == expected


def test_notes_are_read_aloud_after_the_title() -> None:
    """What no clause says is said before the clauses."""
    policy = read_policy_toml(
        f'{HEAD}notes = {{ zh = "按季", en = "quarters" }}\n[[clause]]\nid = "a"\nrequire = {{ every = "year" }}{REST}'
    )
    assert policy.text.zh.split("\n")[:2] == ["本行检查频率", "按季"]
    assert policy.text.en.split("\n")[:2] == ["the bank's own visits", "quarters"]


def test_what_is_left_out_is_the_default() -> None:
    """A clause without them does not roll, owes where a fact is missing, and asks for the usual visitors."""
    clause = _clause()
    assert (clause.roll, clause.missing, clause.visitors, clause.arrear) == (Roll.NONE, MissingFact.OWE, 0, "all")
    assert (clause.when, clause.series, clause.effective_from, clause.evidence) == ((), None, None, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{ after = "disbursed_on", within = "15 days" }', OnceAfter(after=DISBURSED, within=days(15))),
        ('{ after = "matures_on", within = "1 working day" }', OnceAfter(after=MATURES, within=working_days(1))),
        (
            '{ after = "payment_default", within = "60 days" }',
            OnceAfter(after=FactName("payment_default"), within=days(60)),
        ),
        (
            '{ after = "project_completed", opens = "1 year", within = "2 years", counting = "that_day" }',
            OnceAfter(
                after=FactName("project_completed"),
                opens=years(1),
                within=years(2),
                counting=CountingStart.THAT_DAY,
            ),
        ),
        ('{ every = "half_month" }', EveryPeriod(period=NaturalPeriod.HALF_MONTH)),
        ('{ every = "year", times = 2 }', EveryPeriod(period=NaturalPeriod.YEAR, times=2)),
        ('{ every = "week", with_first = true }', EveryPeriod(period=NaturalPeriod.WEEK, with_first=True)),
        ('{ every = "1 month", from = "drawdown" }', EveryGap(gap=months(1), anchor=Anchor.DRAWDOWN)),
        (
            '{ every = "1 year", from = "drawdown", times = 2 }',
            EveryGap(gap=years(1), anchor=Anchor.DRAWDOWN, times=2),
        ),
        (
            '{ every = "1 month", from = "first_due_on" }',
            EveryGap(gap=months(1), anchor=Anchor.DATE, date=FactName("first_due_on")),
        ),
        (
            '{ every = "1 year", from = "last_visit", opens = "8 weeks" }',
            EveryGap(gap=years(1), anchor=Anchor.LAST_VISIT, opens=weeks(8)),
        ),
        (
            '{ before = "matures_on", opens = "30 days", closes = "15 days" }',
            Before(before=MATURES, opens=days(30), closes=days(15)),
        ),
        ('{ before = "matures_on", opens = "1 month" }', Before(before=MATURES, opens=months(1), closes=days(0))),
        (
            '{ on_signal = ["red", "orange"], within = "10 working days" }',
            OnSignal(levels=frozenset({SignalLevel.RED, SignalLevel.ORANGE}), within=working_days(10)),
        ),
    ],
)
def test_each_requirement_has_its_spelling(written: str, meant: Requirement) -> None:
    """A requirement is one table, its kind told by its first key."""
    assert _clause(written).require == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{ product = "project" }', [("product", Comparison.IS, ("project",))]),
        ('{ product = ["project", "personal"] }', [("product", Comparison.IS, ("project", "personal"))]),
        ('{ status = { not = "settled" } }', [("status", Comparison.IS_NOT, ("settled",))]),
        ('{ status = { not = ["settled", "cancelled"] } }', [("status", Comparison.IS_NOT, ("settled", "cancelled"))]),
        ("{ risk = { known = false } }", [("risk", Comparison.KNOWN, (False,))]),
        (
            "{ tenor_months = { above = 12, at_most = 60 } }",
            [("tenor_months", Comparison.ABOVE, (12,)), ("tenor_months", Comparison.AT_MOST, (60,))],
        ),
        (
            '{ principal = { at_least = "5000000.00 CNY" } }',
            [("principal", Comparison.AT_LEAST, (Money("5000000", "CNY"),))],
        ),
        ("{ matures_on = { below = 2026-01-01 } }", [("matures_on", Comparison.BELOW, (date(2026, 1, 1),))]),
        ('{ risk = { at_least = "substandard" } }', [("risk", Comparison.AT_LEAST, ("substandard",))]),
        ('{ borrower.kind = "natural" }', [("borrower.kind", Comparison.IS, ("natural",))]),
        ('{ "borrower.kind" = "natural" }', [("borrower.kind", Comparison.IS, ("natural",))]),
        (
            '{ product = "project", risk = "pass" }',
            [("product", Comparison.IS, ("project",)), ("risk", Comparison.IS, ("pass",))],
        ),
    ],
)  # fmt: skip
def test_each_condition_has_its_spelling(written: str, meant: list[tuple[str, Comparison, tuple[object, ...]]]) -> None:
    """A value means is, a list any of, a table its tests; each is of the type of its fact."""
    assert [(one.fact, one.test, one.values) for one in _when(written)] == meant


@pytest.mark.parametrize(
    ("require", "more", "faults"),
    [
        ('{ every = "year" }', "when = { payment_default = true }", [("fact.event", "when.payment_default")]),
        (
            '{ after = "payment_default", within = "60 days", opens = "soon", counting = "then" }',
            "",
            [("type", "require.opens"), ("code", "require.counting")],
        ),
        ('{ after = "disbursed_on", within = "5 days", opens = "6 days" }', "", [("clause.order", "require.opens")]),
        ('{ before = "payment_default", opens = "5 days" }', "", [("fact.type", "require.before")]),
        ('{ on_signal = ["red"], within = "soon" }', "", [("type", "require.within")]),
        ('{ on_signal = ["red"], within = "24 hours" }', "", [("roll.hours", "roll")]),
        ('{ every = "year" }', 'roll = "civil"', [("roll.civil", "roll")]),
    ],
)
def test_what_an_event_or_a_clock_cannot_be_is_named(require: str, more: str, faults: list[tuple[str, str]]) -> None:
    """An event is no condition and nothing is counted back from it; hours end later, the civil rule counts forward."""
    with pytest.raises(PolicyError) as refused:
        _clause(require, more=more)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        (code, f"clause[a].{path}") for code, path in faults
    ]


def test_decimals_are_exact() -> None:
    """A decimal is what was written, not the nearest float; a whole number will do for one."""
    declared = '\n[facts.ltv]\nkind = "decimal"\nlabel = { zh = "抵押率", en = "loan to value" }\n'
    assert [one.values for one in _when("{ ltv = { above = 0.7, at_most = 1 } }", declared)] == [
        (Decimal("0.7"),),
        (Decimal(1),),
    ]
    assert _when("{ ltv = -1_000.50 }", declared)[0].values == (Decimal("-1000.50"),)


def test_a_flag_is_a_fact() -> None:
    """A flag is tested by true and false."""
    declared = '\n[facts.green]\nkind = "flag"\nlabel = { zh = "绿色", en = "green" }\n'
    assert _when("{ green = true }", declared)[0].values == (True,)


def test_a_date_of_the_banks_own_is_counted_from() -> None:
    """What a duty hangs on is any date declared."""
    declared = '\n[facts.completed_on]\nkind = "date"\nlabel = { zh = "完工日", en = "completion date" }\n'
    clause = _clause('{ after = "completed_on", within = "12 months" }', head=declared)
    assert clause.require == OnceAfter(after=FactName("completed_on"), within=months(12))
    clause = _clause('{ before = "completed_on", opens = "30 days" }', head=declared)
    assert clause.require == Before(before=FactName("completed_on"), opens=days(30), closes=days(0))


def test_a_scale_is_the_banks_own_or_the_five_tiers() -> None:
    """A grade names its scale; a built-in fact may be declared again with the bank's own."""
    head = """
[facts.risk]
kind = "grade"
label = { zh = "客户评级", en = "customer grade" }
scale = { id = "bank", grades = ["A1", "A2", "B1"] }

[facts.group_risk]
kind = "grade"
label = { zh = "集团分类", en = "class of the group" }
scale = "five_tier"
"""
    when = 'when = { risk = { above = "A1" }, group_risk = "loss" }'
    policy = read_policy_toml(f'{HEAD}{head}\n[[clause]]\nid = "a"\nrequire = {{ every = "year" }}\n{when}{REST}')
    assert [fact.scale for fact in policy.facts] == [RiskScale(id="bank", grades=("A1", "A2", "B1")), FIVE_TIER]
    assert [one.values for one in policy.clause("a").when] == [("A1",), ("loss",)]


def test_tables_may_be_written_out() -> None:
    """Long conditions and requirements may have a header of their own; the file may begin with a byte-order mark."""
    tables = '[clause.when]\r\nrisk = "pass"\r\n[clause.require]\r\nevery = "month"\r\n'
    text = f'\ufeff{HEAD}\r\n[[clause]]\r\nid = "a"{REST}\r\n{tables}'
    assert read_policy_toml(text).clause("a").require == EveryPeriod(period=NaturalPeriod.MONTH)


def test_a_long_list_of_codes_is_told_by_its_beginning() -> None:
    """A fault about one of four thousand codes names twenty of them, however many values are wrong."""
    codes = ",".join(f'"c{place}"' for place in range(4_000))
    wrong = ",".join(f'"w{place}"' for place in range(4_000))
    fact = f'[facts.line]\nkind = "code"\nlabel = {{ zh = "业务线", en = "line" }}\ncodes = [{codes}]\n'
    clause = f'[[clause]]\nid = "a"\nrequire = {{ every = "quarter" }}\nwhen = {{ line = [{wrong}] }}\n'
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(HEAD + fact + clause + REST)
    assert (len(refused.value.faults), refused.value.more) == (1000, 3_000)
    assert refused.value.faults[0].expected.en.endswith("c18, c19 … (4000)")
