"""Law 16 of facts: a value of another form than declared is not known; it is never an exemption and never a crash."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Comparison,
    Condition,
    DataClass,
    Duties,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Level,
    LoanStatus,
    MissingFact,
    Money,
    NaturalPeriod,
    OnceAfter,
    PolicyId,
    Portfolio,
    RiskScale,
    UnitId,
    days,
    five_tier,
)
from loanvisit.scheduling import Clause, ClausePolicy, make_plan, prove
from loanvisit.testing import a_clause, a_file, a_loan, weekdays
from loanvisit.words import Text, say, verbatim

AS_OF, UNTIL = date(2026, 3, 31), date(2026, 12, 31)
QUARTERLY = EveryPeriod(period=NaturalPeriod.QUARTER)
ONCE = OnceAfter(after=DISBURSED, within=days(15))
HOUSE = RiskScale(id="house", grades=("pass", "B", "C"))
OTHER = RiskScale(id="other", grades=("pass", "B", "C"))
BOUNDS: Mapping[FactKind, tuple[bool | int | Decimal | Money | date | str, ...]] = {
    FactKind.FLAG: (True,),
    FactKind.WHOLE: (1,),
    FactKind.DECIMAL: (Decimal("0.5"),),
    FactKind.MONEY: (Money("1000", "CNY"),),
    FactKind.DATE: (date(2026, 1, 1),),
    FactKind.GRADE: ("B",),
    FactKind.CODE: ("0755",),
}
VALUES: tuple[FactValue, ...] = (
    True,
    False,
    1,
    0,
    Decimal("0.5"),
    Decimal(1),
    Money("1000", "CNY"),
    Money("1000", "USD"),
    date(2026, 1, 1),
    HOUSE.grade("pass"),
    HOUSE.grade("C", since=date(2026, 6, 1)),
    OTHER.grade("pass"),
    five_tier("pass", since=date(2026, 2, 1), was="loss"),
    "pass",
    "0755",
    "9999",
)


def _fact(kind: FactKind) -> Fact:
    codes = ("0755", "0571") if kind is FactKind.CODE else ()
    scale = HOUSE if kind is FactKind.GRADE else None
    return Fact(name=FactName("own"), kind=kind, label=verbatim("own"), codes=codes, scale=scale)


def _is_of(kind: FactKind, value: FactValue) -> bool:
    """Say, without the library, whether a value is what the fact is declared to be."""
    if type(value) is not type(BOUNDS[kind][0]) and kind is not FactKind.GRADE:
        return False
    if kind is FactKind.GRADE:
        return getattr(value, "scale", None) == HOUSE
    return kind is not FactKind.CODE or value in {"0755", "0571"}


def _policy(fact: Fact, clause: Clause) -> ClausePolicy:
    return ClausePolicy(id=PolicyId("p"), version="1", title=verbatim("p"), clauses=(clause,), facts=(fact,))


@given(
    kind=st.sampled_from(list(BOUNDS)),
    value=st.sampled_from(VALUES),
    test=st.sampled_from([test for test in Comparison if test is not Comparison.KNOWN]),
    missing=st.sampled_from(MissingFact),
    require=st.sampled_from([QUARTERLY, ONCE]),
    on_loan=st.booleans(),
)
def test_a_value_of_another_form_counts_as_missing(
    *,
    kind: FactKind,
    value: FactValue,
    test: Comparison,
    missing: MissingFact,
    require: EveryPeriod | OnceAfter,
    on_loan: bool,
) -> None:
    """Another type or scale, or an undeclared code, gives the answers of a file that lacks the fact."""
    if _is_of(kind, value):
        return
    compares = (
        Comparison.IS
        if kind in (FactKind.FLAG, FactKind.CODE) and test not in (Comparison.IS, Comparison.IS_NOT)
        else test
    )
    when = [Condition(fact=FactName("own"), test=compares, values=BOUNDS[kind])]
    clause = a_clause(require=require, when=when, missing=missing)
    policy = _policy(_fact(kind), clause)

    def asked(facts: Mapping[str, FactValue]) -> Duties:
        file = a_file(a_loan(facts=facts)) if on_loan else evolve(a_file(), facts=facts)
        return policy.duties(file, calendar=weekdays(), as_of=AS_OF, until=UNTIL)

    duties = asked({"own": value})
    assert duties == asked({})
    assert not duties.exempt
    assert bool(duties.undetermined) == (missing is MissingFact.UNDETERMINED)
    assert all(one.missing == (FactName("own"),) for one in duties.undetermined)


@given(score=st.integers(1, 10**6), data_class=st.sampled_from(DataClass), require=st.sampled_from([QUARTERLY, ONCE]))
def test_an_exemption_never_shows_a_persons_own_value(
    score: int, data_class: DataClass, require: EveryPeriod | OnceAfter
) -> None:
    """A fact declared personal or sensitive is named where it exempts; its value is withheld, in both languages."""
    fact = Fact(name=FactName("own"), kind=FactKind.WHOLE, label=verbatim("score"), data_class=data_class)
    clause = a_clause(require=require, when=[Condition(fact=FactName("own"), test=Comparison.BELOW, values=(0,))])
    file = a_file(a_loan(facts={"own": score}))
    book = Portfolio(as_of=AS_OF, files=(file,))
    plan = make_plan(book, policy=_policy(fact, clause), calendar=weekdays(), until=UNTIL)
    [one] = plan.exempt
    shown = one.value.en == one.value.zh == f"{score:,}"
    assert shown == (data_class in (DataClass.PUBLIC, DataClass.INTERNAL))
    assert shown or one.value == say("value.withheld")


@given(kind=st.sampled_from([DISBURSED, MATURES]), protected=st.booleans())
def test_an_event_that_is_a_persons_own_is_withheld_too(kind: FactName, protected: bool) -> None:
    """A day a requirement counts from is told by the same rule as a condition's fact."""
    label = verbatim("maturity")
    data_class = DataClass.PERSONAL if protected else DataClass.PUBLIC
    fact = Fact(name=kind, kind=FactKind.DATE, label=label, data_class=data_class)
    clause = a_clause(require=EveryPeriod(period=NaturalPeriod.YEAR))
    file = a_file(a_loan(disbursed_on=date(2026, 1, 5), matures_on=date(2026, 12, 20)))
    [one] = _policy(fact, clause).duties(file, calendar=weekdays(), as_of=AS_OF, until=UNTIL).exempt
    assert one.fact == FactName("matures_on")
    assert (one.value == say("value.withheld")) == (protected and kind == MATURES)


@given(
    value=st.sampled_from([None, "0755", "0571"]),
    unit=st.sampled_from([None, "U-1"]),
    data_class=st.sampled_from(DataClass),
    require=st.sampled_from([QUARTERLY, ONCE]),
)
def test_a_duty_owed_for_lack_of_facts_says_which(
    value: FactValue | None, unit: str | None, data_class: DataClass, require: EveryPeriod | OnceAfter
) -> None:
    """A duty owed as if unknown facts met its conditions names each, by the bank's label; a known fact is not named."""
    label = Text(zh="行业", en="industry")
    fact = Fact(name=FactName("own"), kind=FactKind.CODE, label=label, data_class=data_class)
    when = [
        Condition(fact=FactName("own"), test=Comparison.IS, values=("0755",)),
        Condition(fact=FactName("unit"), test=Comparison.IS, values=("U-1",)),
    ]
    policy = _policy(fact, a_clause(require=require, when=when))
    loan = evolve(a_loan(facts={} if value is None else {"own": value}), unit=None if unit is None else UnitId(unit))
    duties = policy.duties(a_file(loan), calendar=weekdays(), as_of=AS_OF, until=UNTIL)
    if value == "0571":
        assert not duties.owed
        return
    lacking = [*(["own"] if value is None else []), *(["unit"] if unit is None else [])]
    said = {"own": "缺少行业，按应检处理", "unit": "缺少机构，按应检处理"}
    english = {"own": "industry is not known, so it is owed", "unit": "unit is not known, so it is owed"}
    assert duties.owed
    for duty in (*duties.owed, *duties.projected):
        assert duty.assumed == tuple(lacking)
        parts = [one for one in prove(duty, calendar=weekdays(), as_of=AS_OF).parts if one.key == "assumed"]
        assert [one.statement.zh for one in parts] == [said[name] for name in lacking]
        assert [one.statement.en for one in parts] == [english[name] for name in lacking]


@given(
    said=st.lists(st.tuples(st.booleans(), st.sampled_from([None, True, 1, "0755", "0571"])), min_size=1, max_size=3),
    carried=st.sampled_from([None, "0755", "0571"]),
)
@example(said=[(True, "0755"), (True, "0755"), (False, "0571")], carried="0571")
@example(said=[(True, True), (True, 1)], carried="0755")
def test_a_borrowers_clause_reads_what_its_live_loans_agree_on(
    said: list[tuple[bool, FactValue | None]], carried: str | None
) -> None:
    """The bank's own columns decide where every live loan says the same, one type included; else the borrower's do."""
    clause = a_clause(
        require=ONCE,
        level=Level.BORROWER,
        when=[Condition(fact=FactName("own"), test=Comparison.IS, values=("0755",))],
        missing=MissingFact.UNDETERMINED,
    )
    policy = _policy(_fact(FactKind.CODE), clause)
    loans = [
        evolve(
            a_loan(f"L-{place}", facts={} if value is None else {"own": value}),
            status=LoanStatus.LIVE if is_live else LoanStatus.SETTLED,
        )
        for place, (is_live, value) in enumerate(said)
    ]
    file = a_file(*loans)
    file = file if carried is None else evolve(file, facts={"own": carried})
    asked = policy.duties(file, calendar=weekdays(), as_of=AS_OF, until=UNTIL)
    told = [value for is_live, value in said if is_live or not any(live for live, _ in said)]
    alike = told[0] is not None and all(repr(one) == repr(told[0]) for one in told)
    value = told[0] if alike else carried
    assert bool(asked.owed) == (value == "0755")
    assert bool(asked.exempt) == (value == "0571")
    assert bool(asked.undetermined) == (value not in {"0755", "0571"})
