"""Policies: which are refused and why, how one clause is replaced, and what a condition holds of."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Anchor,
    Before,
    BorrowerKind,
    ClauseId,
    Comparison,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Money,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    PolicyId,
    Requirement,
    RiskScale,
    Roll,
    Span,
    Unit,
    days,
    five_tier,
    months,
    weeks,
    working_days,
    years,
)
from loanvisit.errors import InputError, PolicyError
from loanvisit.scheduling import Clause, ClausePolicy, Policy, make_plan
from loanvisit.testing import a_book, a_borrower, a_clause, a_file, a_loan, a_policy, weekdays
from loanvisit.words import verbatim

DEFAULT = presets.policy("cn.five_tier_default")


def _when(fact: str, test: Comparison, *values: FactValue) -> Condition:
    return Condition(fact=FactName(fact), test=test, values=values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: OnceAfter(after=DISBURSED, within=days(0)), "clause.interval", id="no days"),
        pytest.param(lambda: OnceAfter(after=DISBURSED, within=days(9999)), "clause.interval", id="27 years"),
        pytest.param(lambda: EveryPeriod(period=NaturalPeriod.YEAR, times=0), "clause.interval", id="never a year"),
        pytest.param(lambda: EveryPeriod(period=NaturalPeriod.YEAR, times=32), "clause.interval", id="32 a year"),
        pytest.param(lambda: EveryGap(gap=working_days(5), anchor=Anchor.DRAWDOWN), "type", id="working days apart"),
        pytest.param(
            lambda: EveryGap(gap=days(5), anchor=Anchor.DRAWDOWN, opens=working_days(1)), "type", id="opens by them"
        ),
        pytest.param(lambda: EveryGap(gap=months(3), anchor=Anchor.LAST_VISIT), "clause.window", id="no opening"),
        pytest.param(
            lambda: Before(before=MATURES, opens=working_days(30), closes=days(1)),
            "type",
            id="working days before",
        ),
        pytest.param(
            lambda: Before(before=MATURES, opens=days(10), closes=weeks(2)), "clause.order", id="closes first"
        ),
        pytest.param(
            lambda: Before(before=MATURES, opens=days(20), closes=months(1)),
            "clause.order",
            id="20 days in a month",
        ),
        pytest.param(
            lambda: Before(before=MATURES, opens=days(30), closes=months(1)), "clause.order", id="a month of 31"
        ),
        pytest.param(lambda: OnSignal(levels=frozenset(), within=days(1)), "empty", id="no level"),
        pytest.param(lambda: a_clause(arrear="some"), "code", id="some of the arrear"),
        pytest.param(lambda: a_clause(visitors=10), "number.range", id="ten visitors"),
        pytest.param(
            lambda: evolve(a_clause(), effective_from=date(2026, 1, 2), effective_to=date(2026, 1, 1)),
            "date.order",
            id="in force backwards",
        ),
    ],
)
def test_a_requirement_that_makes_no_sense_is_refused(make: Callable[[], object], code: str) -> None:
    """A span of nothing or of decades, a window that closes before it opens, or one with no opening is refused."""
    with pytest.raises((PolicyError, InputError)) as refused:
        make()
    assert refused.value.code == code


OWN = (
    Fact(name=FactName("branch"), kind=FactKind.CODE, label=verbatim("branch"), codes=("0755", "0571")),
    Fact(
        name=FactName("house_grade"),
        kind=FactKind.GRADE,
        label=verbatim("grade"),
        scale=RiskScale(id="house", grades=("A", "B", "C")),
    ),
    Fact(name=FactName("score"), kind=FactKind.WHOLE, label=verbatim("score")),
)


def _policy(*clauses: Clause, applies: tuple[Condition, ...] = ()) -> ClausePolicy:
    return ClausePolicy(id=PolicyId("p"), version="1", title=verbatim("p"), clauses=clauses, applies=applies, facts=OWN)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        pytest.param(_when("bureau", Comparison.IS, "x"), "fact.undeclared", id="undeclared"),
        pytest.param(_when("score", Comparison.IS), "empty", id="no value"),
        pytest.param(_when("branch", Comparison.ABOVE, "0755"), "fact.type", id="a code has no order"),
        pytest.param(_when("score", Comparison.ABOVE, 1, 2), "fact.type", id="two bounds"),
        pytest.param(_when("score", Comparison.IS, "650"), "fact.type", id="another type"),
        pytest.param(_when("branch", Comparison.IS, "9999"), "code", id="no such code"),
        pytest.param(_when("house_grade", Comparison.IS, "pass"), "code", id="a grade of another scale"),
    ],
)
def test_a_condition_on_a_fact_of_another_kind_is_refused(condition: Condition, code: str) -> None:
    """A condition tests a declared fact, in its own type, with its own codes; the fault names clause and fact."""
    with pytest.raises(PolicyError) as refused:
        _policy(a_clause(when=[condition]))
    assert refused.value.code == code
    assert refused.value.path.startswith("clause[routine].when.")
    with pytest.raises(PolicyError):
        _policy(a_clause(), applies=(condition,))


@pytest.mark.parametrize(
    ("require", "code", "path"),
    [
        (OnceAfter(after=FactName("disbursed"), within=days(1)), "fact.undeclared", "after"),
        (OnceAfter(after=FactName("principal"), within=days(1)), "fact.type", "after"),
        (Before(before=FactName("matures"), opens=days(1), closes=days(0)), "fact.undeclared", "before"),
        (Before(before=FactName("branch"), opens=days(1), closes=days(0)), "fact.type", "before"),
    ],
)
def test_a_duty_is_counted_from_a_declared_date(require: Requirement, code: str, path: str) -> None:
    """A name nobody declared, and a fact that is no date, are refused; the nearest date is named."""
    with pytest.raises(PolicyError) as refused:
        _policy(a_clause(require=require))
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, f"clause[routine].require.{path}")]
    if code == "fact.undeclared":
        assert "_on" in refused.value.text.en


def test_every_fault_of_a_policy_is_told() -> None:
    """A repeated clause and an undeclared fact are two faults of one error; the nearest declared fact is named."""
    with pytest.raises(PolicyError) as refused:
        _policy(a_clause("one", when=[_when("scor", Comparison.IS, 1)]), a_clause("one"))
    assert {one.code for one in refused.value.faults} == {"fact.undeclared", "id.duplicate"}
    assert "score" in refused.value.text.en


def test_a_policy_without_clauses_is_refused() -> None:
    """A policy asks for something."""
    with pytest.raises(PolicyError) as refused:
        _policy()
    assert refused.value.code == "policy.empty"


def _rung(id: str, *grades: str, require: Requirement | None = None) -> Clause:  # noqa: A002  the field's own name
    return a_clause(id, require, when=[_when("house_grade", Comparison.IS, *grades)], series="house")


def test_a_series_takes_every_grade_exactly_once() -> None:
    """A grade left out, or taken twice, is refused by name; a series on no grade at all has nothing to share out."""
    with pytest.raises(PolicyError) as refused:
        _policy(_rung("one", "A"), _rung("two", "A", "B"))
    assert {one.code for one in refused.value.faults} == {"clause.uncovered", "clause.overlap"}
    assert "C" in refused.value.text.en
    assert _policy(a_clause("one", series="house")).clauses
    assert _policy(_rung("one", "A"), _rung("two", "B", "C")).clauses


def _in_force(clause: Clause, start: date | None = None, end: date | None = None) -> Clause:
    return evolve(clause, effective_from=start, effective_to=end)


def test_a_clause_may_follow_another_of_its_series() -> None:
    """Two clauses for one grade whose days in force do not meet do not clash, nor do intervals of different times."""
    new_year = date(2026, 1, 1)
    eve = date(2025, 12, 31)
    slow, quick = EveryPeriod(period=NaturalPeriod.YEAR), EveryPeriod(period=NaturalPeriod.MONTH)
    old, new = _rung("one", "A", require=quick), _rung("two", "A", require=slow)
    rest = _rung("rest", "B", "C", require=quick)
    later = _rung("later", "B", "C", require=EveryPeriod(period=NaturalPeriod.QUARTER))
    assert _policy(_in_force(old, end=eve), _in_force(new, new_year), rest).clauses
    assert _policy(
        _in_force(old, end=eve), _in_force(new, new_year), _in_force(rest, end=eve), _in_force(later, new_year)
    ).clauses
    assert _policy(_in_force(old, new_year), _in_force(rest, new_year)).clauses


@pytest.mark.parametrize(
    ("end", "start", "faults"),
    [
        pytest.param(
            date(2026, 1, 1), date(2026, 1, 1), [("clause.overlap", "series[house][2026-01-01]")], id="a day of both"
        ),
        pytest.param(
            date(2025, 12, 30), date(2026, 1, 1), [("clause.uncovered", "series[house][2025-12-31]")], id="of neither"
        ),
        pytest.param(None, None, [("clause.overlap", "series[house]")], id="always"),
    ],
)
def test_a_grade_is_taken_once_on_every_day(
    end: date | None, start: date | None, faults: list[tuple[str, str]]
) -> None:
    """A day on which a grade has two clauses of a series, or none, is a fault that names the first such day, once."""
    one, two, rest = _rung("one", "A"), _rung("two", "A"), _rung("rest", "B", "C")
    dated = _in_force(rest, end=date(2030, 12, 31)), _in_force(evolve(rest, id=ClauseId("late")), date(2031, 1, 1))
    with pytest.raises(PolicyError) as refused:
        _policy(_in_force(one, end=end), _in_force(two, start), *dated)
    assert [(fault.code, fault.path) for fault in refused.value.faults] == faults


def test_intervals_that_meet_in_time_nest() -> None:
    """A successor whose interval crosses that of a worse grade still in force is refused."""
    with pytest.raises(PolicyError) as refused:
        _policy(
            _in_force(_rung("one", "A", require=_grid(months(6))), end=date(2025, 12, 31)),
            _in_force(_rung("two", "A", require=_grid(months(4))), date(2026, 1, 1)),
            _rung("rest", "B", "C", require=_grid(months(3))),
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [("clause.nesting", "clause[rest].require.every")]


def test_every_fault_of_a_clause_is_told() -> None:
    """An arrear, a question, a number of visitors and an end that make no sense are four faults of one error."""
    ends = {"effective_from": date(2026, 1, 2), "effective_to": date(2026, 1, 1)}
    with pytest.raises(PolicyError) as refused:
        evolve(a_clause(), arrear="some", visitors=10, questions=("stock", ""), **ends)
    assert [one.path for one in refused.value.faults] == [
        "routine.arrear",
        "routine.questions[1]",
        "routine.visitors",
        "routine.effective_to",
    ]


def _grid(span: Span) -> EveryGap:
    return EveryGap(gap=span, anchor=Anchor.DRAWDOWN)


@pytest.mark.parametrize(
    ("better", "worse", "sound"),
    [
        pytest.param(_grid(days(30)), _grid(days(15)), True, id="15 in 30 days"),
        pytest.param(_grid(days(30)), _grid(days(20)), False, id="20 in 30 days"),
        pytest.param(_grid(months(1)), _grid(days(15)), False, id="days in a month"),
        pytest.param(_grid(years(1)), _grid(months(3)), True, id="quarters in a year"),
        pytest.param(
            EveryGap(gap=weeks(5), anchor=Anchor.LAST_VISIT, opens=days(5)),
            EveryGap(gap=days(28), anchor=Anchor.LAST_VISIT, opens=days(5)),
            True,
            id="28 days within 5 weeks",
        ),
        pytest.param(
            EveryGap(gap=months(1), anchor=Anchor.LAST_VISIT, opens=days(5)),
            EveryGap(gap=weeks(4), anchor=Anchor.LAST_VISIT, opens=days(5)),
            True,
            id="28 days within a month",
        ),
        pytest.param(
            EveryGap(gap=months(1), anchor=Anchor.LAST_VISIT, opens=days(5)), _grid(months(1)), False, id="two anchors"
        ),
    ],
)
def test_intervals_nest_where_the_worse_never_ends_later(
    better: Requirement,
    worse: Requirement,
    sound: bool,
) -> None:
    """On a grid the worse interval divides the better; from the last visit it is never the longer, on any day."""
    clauses = (_rung("one", "A", require=better), _rung("two", "B", "C", require=worse))
    if sound:
        assert _policy(*clauses).clauses == clauses
        return
    with pytest.raises(PolicyError) as refused:
        _policy(*clauses)
    assert refused.value.code == "clause.nesting"


@pytest.mark.parametrize(
    ("better", "worse", "path", "remedy"),
    [
        pytest.param(
            _rung("one", "A"),
            evolve(_rung("two", "B", "C"), roll=Roll.LATER),
            "clause[two].roll",
            "give it the roll of clause one",
            id="moved later",
        ),
        pytest.param(
            _rung("one", "A", require=EveryPeriod(period=NaturalPeriod.QUARTER, with_first=True)),
            _rung("two", "B", "C"),
            "clause[two].require.every",
            "clause one asks for the first period too",
            id="no first period",
        ),
        pytest.param(
            _rung("one", "A"),
            _rung("two", "B", "C", require=_grid(months(1))),
            "clause[two].require.every",
            "counted differently",
            id="a grid beside periods",
        ),
        pytest.param(
            _rung("one", "A", require=_grid(months(3))),
            _rung("two", "B", "C", require=_grid(months(2))),
            "clause[two].require.every",
            "divide that of clause one",
            id="two months beside three",
        ),
    ],
)
def test_what_does_not_nest_is_told_by_its_cause(better: Clause, worse: Clause, path: str, remedy: str) -> None:
    """The roll, the first period, what is counted from, or the interval: each where it stands, with its own remedy."""
    with pytest.raises(PolicyError) as refused:
        _policy(better, worse)
    [fault] = refused.value.faults
    assert (fault.code, fault.path) == ("clause.nesting", path)
    assert remedy in fault.remedy.en


def test_one_clause_is_replaced_and_the_rest_stay() -> None:
    """`replacing` changes one clause, leaves the old policy as it was, and marks the version."""
    slower = DEFAULT.replacing("pass.routine", every=NaturalPeriod.HALF_YEAR)
    require = slower.clause("pass.routine").require
    assert isinstance(require, EveryPeriod)
    assert require.period is NaturalPeriod.HALF_YEAR
    assert slower.version == f"{DEFAULT.version}+pass.routine"
    assert [one.id for one in slower.clauses] == [one.id for one in DEFAULT.clauses]
    assert [one for one in slower.clauses if one not in DEFAULT.clauses] == [slower.clause("pass.routine")]
    assert presets.policy("cn.five_tier_default") == DEFAULT


@pytest.mark.parametrize(
    ("clause", "changes", "field", "value"),
    [
        ("first_check.working_capital", {"within": days(10)}, "within", days(10)),
        ("pre_maturity.short", {"opens": days(40), "closes": days(20)}, "opens", days(40)),
        ("pass.routine", {"times": 2}, "times", 2),
    ],
)
def test_a_field_of_the_requirement_is_replaced_by_its_name(
    clause: str, changes: dict[str, object], field: str, value: object
) -> None:
    """What a requirement says is replaced by the name of its field."""
    changed = DEFAULT.replacing(ClauseId(clause), version="2", **changes).clause(clause)
    assert getattr(changed.require, field) == value


def test_a_field_of_the_clause_is_replaced_by_its_name() -> None:
    """A clause's own fields are replaced too, and several at once."""
    changed = DEFAULT.replacing("pass.routine", version="x", arrear="oldest", roll=Roll.EARLIER, visitors=2)
    assert changed.version == "x"
    assert (changed.clause("pass.routine").arrear, changed.clause("pass.routine").visitors) == ("oldest", 2)


@pytest.mark.parametrize(
    ("every", "period"),
    [
        (weeks(1), NaturalPeriod.WEEK),
        (months(1), NaturalPeriod.MONTH),
        (months(3), NaturalPeriod.QUARTER),
        (months(6), NaturalPeriod.HALF_YEAR),
        (months(12), NaturalPeriod.YEAR),
        (years(1), NaturalPeriod.YEAR),
    ],
)
def test_a_natural_period_is_replaced_by_its_length(every: Span, period: NaturalPeriod) -> None:
    """A span that is exactly a natural period names it."""
    policy = a_policy(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER)))
    assert policy.replacing("routine", every=every).clause("routine").require == EveryPeriod(period=period)


def test_a_gap_is_replaced_by_a_span() -> None:
    """The interval of a clause counted in spans is replaced by `every`."""
    policy = a_policy(a_clause(require=_grid(months(3))))
    require = policy.replacing("routine", every=months(6)).clause("routine").require
    assert require == _grid(months(6))


@pytest.mark.parametrize(
    ("clause", "changes", "code"),
    [
        pytest.param("pass.routin", {"times": 2}, "clause.unknown", id="no such clause"),
        pytest.param("pass.routine", {"within": days(3)}, "key.unknown", id="no such field"),
        pytest.param("pass.routine", {"times": "2"}, "type", id="another type"),
        pytest.param("pass.routine", {"every": months(5)}, "code", id="no period of five months"),
        pytest.param("pass.routine", {"every": "month"}, "code", id="a period in text"),
        pytest.param("pass.routine", {"times": 99}, "clause.interval", id="out of bounds"),
        pytest.param("pass.routine", {"every": NaturalPeriod.WEEK}, "clause.nesting", id="the law of risk"),
    ],
)
def test_a_replacement_that_is_not_sound_is_refused(clause: str, changes: dict[str, object], code: str) -> None:
    """An unknown clause or field, a wrong type, or a policy that would break a law is a PolicyError."""
    with pytest.raises(PolicyError) as refused:
        DEFAULT.replacing(clause, **changes)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_policy_says_what_it_reads_and_reads_itself_aloud() -> None:
    """The facts of all conditions are what a policy reads; each part has a line."""
    assert {FactName("risk"), FactName("product"), FactName("status")} <= DEFAULT.reads
    assert isinstance(DEFAULT, Policy)
    assert len(DEFAULT.text.zh.splitlines()) == len(DEFAULT.clauses) + 4
    assert len(a_policy().text.en.splitlines()) == 2
    assert "适用范围：贷款状态为存续。\n" in DEFAULT.text.zh
    assert "The policy applies where the loan status is live.\n" in DEFAULT.text.en


def test_a_clause_without_conditions_says_that_its_policy_has_some() -> None:
    """No clause is read as applying in every case where the policy exempts some; one with conditions tells those."""
    live = Condition(fact=FactName("status"), test=Comparison.IS, values=("live",))
    policy = a_policy(a_clause())
    for applies, zh, en in (
        ((), "一律适用", "in every case"),
        ((live,), "凡符合适用范围的", "wherever the policy applies"),
    ):
        told = evolve(policy, applies=applies)
        [duty] = make_plan(a_book(a_file(a_loan())), policy=told, calendar=weekdays(), until=date(2026, 3, 31)).owed[:1]
        for said in (told.text, told.rule(ClauseId("routine")).sentence, duty.rule.sentence):
            assert said is not None
            assert zh in said.zh
            assert en in said.en
    both = evolve(a_policy(a_clause(when=[live])), applies=(live,))
    assert "适用的" not in both.text.zh
    assert "凡符合适用范围的" not in both.text.zh
    assert DEFAULT.rule(ClauseId("pass.routine")).policy == DEFAULT.id
    assert all(clause.sentence.en.endswith(".") for clause in DEFAULT.clauses)


@pytest.mark.parametrize(
    ("test", "bound", "value", "holds"),
    [
        (Comparison.AT_LEAST, 5, 5, True),
        (Comparison.AT_LEAST, 5, 4, False),
        (Comparison.ABOVE, 5, 5, False),
        (Comparison.ABOVE, 5, 6, True),
        (Comparison.AT_MOST, 5, 5, True),
        (Comparison.AT_MOST, 5, 6, False),
        (Comparison.BELOW, 5, 5, False),
        (Comparison.BELOW, 5, 4, True),
        (Comparison.IS, "a", "a", True),
        (Comparison.IS, "a", "b", False),
        (Comparison.IS_NOT, "a", "b", True),
        (Comparison.IS_NOT, "a", "a", False),
        (Comparison.ABOVE, Money("500000", "CNY"), Money("500000.01", "CNY"), True),
        (Comparison.ABOVE, Money("500000", "CNY"), Money("500000.00", "CNY"), False),
        (Comparison.ABOVE, Decimal("0.1"), Decimal("0.10"), False),
        (Comparison.AT_MOST, date(2026, 3, 31), date(2026, 3, 31), True),
        (Comparison.IS, "doubtful", five_tier("doubtful"), True),
        (Comparison.IS_NOT, "doubtful", five_tier("loss"), True),
        (Comparison.AT_LEAST, "substandard", five_tier("substandard"), True),
        (Comparison.ABOVE, "substandard", five_tier("substandard"), False),
        (Comparison.AT_MOST, "substandard", five_tier("loss"), False),
        (Comparison.BELOW, "substandard", five_tier("pass"), True),
    ],
)
def test_a_boundary_is_exact(test: Comparison, bound: FactValue, value: FactValue, holds: bool) -> None:
    """Exceeding (超过) is strict, not below (不低于) includes the bound; a grade is greater the worse it is."""
    assert _when("score", test, bound).holds(value) is holds


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        pytest.param(_when("borrower.kind", Comparison.IS, "corporate"), "owed", id="a company"),
        pytest.param(_when("borrower.kind", Comparison.IS, "natural"), "exempt", id="not a person"),
        pytest.param(_when("tenor_months", Comparison.AT_MOST, 12), "owed", id="a year"),
        pytest.param(_when("principal", Comparison.ABOVE, Money("1000000", "CNY")), "exempt", id="not above"),
        pytest.param(_when("matures_on", Comparison.BELOW, date(2026, 12, 1)), "owed", id="matures before"),
        pytest.param(_when("disbursed_on", Comparison.AT_LEAST, date(2025, 1, 1)), "owed", id="paid out after"),
        pytest.param(_when("unit", Comparison.IS, "U-1"), "owed", id="unit not known: the strictest"),
        pytest.param(_when("score", Comparison.AT_LEAST, 650), "owed", id="a borrower's own fact"),
        pytest.param(_when("branch", Comparison.IS, "0755"), "owed", id="a loan's own fact"),
    ],
)
def test_a_clause_looks_at_facts_of_loan_and_borrower(condition: Condition, answers: str) -> None:
    """A fact is looked up built in, then among the loan's columns, then the borrower's; missing, it is owed."""
    loan = a_loan(facts={"branch": "0755"})
    file = a_file(loan, borrower=a_borrower(kind=BorrowerKind.CORPORATE, facts={"score": 700}))
    policy = _policy(a_clause(when=[condition]))
    plan = make_plan(a_book(file), policy=policy, calendar=weekdays(), until=date(2026, 3, 31))
    found = {name for name in ("owed", "projected", "exempt", "undetermined") if getattr(plan, name)}
    assert answers in found
    assert found <= {"owed", "projected"} or found == {answers}


def test_a_clause_of_other_times_owes_nothing() -> None:
    """An occurrence that ends before a clause is in force, or after, is not owed; none left, the answer says why."""
    for name, day in (("effective_from", date(2030, 1, 1)), ("effective_to", date(2020, 1, 1))):
        policy = a_policy(evolve(a_clause(), **{name: day}))
        plan = make_plan(a_book(), policy=policy, calendar=weekdays(), until=date(2026, 12, 31))
        assert plan.owed == plan.projected == ()
        assert [one.fact for one in plan.exempt] == [FactName("effective")]


def test_a_span_knows_its_months() -> None:
    """Months and years are whole months; days and weeks are not."""
    assert [Span(count=2, unit=unit).months for unit in Unit] == [None, None, None, 2, 24]


def test_a_grade_of_before_makes_no_duty_where_another_fact_excludes_the_clause() -> None:
    """A clause for projects owes nothing on a working-capital loan, whatever its grade was before it changed."""
    clause = a_clause(when=[_when("risk", Comparison.IS, "pass"), _when("product", Comparison.IS, "project")])
    loan = a_loan(disbursed_on=date(2025, 3, 10), matures_on=None)
    worse = evolve(loan, risk=five_tier("special_mention", since=date(2026, 2, 10), was="pass"))
    plan = make_plan(a_book(a_file(worse)), policy=a_policy(clause), calendar=weekdays(), until=date(2026, 12, 31))
    assert plan.owed == plan.projected == ()
    assert [one.fact for one in plan.exempt] == [FactName("product")]
