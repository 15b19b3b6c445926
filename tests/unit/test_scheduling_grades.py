"""Grades in plans: of several loans, of two scales, and of a day still to come."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from loanvisit.domain import (
    DISBURSED,
    Comparison,
    Condition,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Grade,
    Level,
    Loan,
    MissingFact,
    NaturalPeriod,
    OnceAfter,
    PolicyId,
    Requirement,
    RiskScale,
    days,
    five_tier,
)
from loanvisit.scheduling import ClausePolicy, Plan, make_plan
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_policy, weekdays
from loanvisit.words import verbatim

AS_OF = date(2026, 2, 15)
JANUARY, LATER = date(2026, 1, 20), date(2026, 7, 1)
ONCE = OnceAfter(after=DISBURSED, within=days(15))
QUARTERLY = EveryPeriod(period=NaturalPeriod.QUARTER)


def _when(*grades: str) -> Condition:
    return Condition(fact=FactName("risk"), test=Comparison.IS, values=grades)


def _loan(id: str = "L-1", *, risk: Grade | None, drawn: date = date(2025, 10, 10)) -> Loan:  # noqa: A002
    return evolve(a_loan(id, disbursed_on=drawn, matures_on=None), risk=risk)


def _asked(
    *loans: Loan,
    require: Requirement = ONCE,
    when: tuple[Condition, ...] = (_when("pass"),),
    missing: MissingFact = MissingFact.OWE,
    level: Level = Level.LOAN,
    until: date = date(2026, 12, 31),
) -> Plan:
    policy = a_policy(a_clause(require=require, when=when, missing=missing, level=level))
    return make_plan(a_book(a_file(*loans), as_of=AS_OF), policy=policy, calendar=weekdays(), until=until)


def _anchors(plan: Plan) -> list[str]:
    return [duty.anchor for duty in (*plan.owed, *plan.projected)]


def test_a_grade_of_a_later_day_is_weighed_as_what_it_was() -> None:
    """What a loan will be graded is not what it is: today's clause is the one of the grade before."""
    loan = _loan(risk=five_tier("doubtful", since=LATER, was="pass"))
    assert _asked(loan).owed
    plan = _asked(loan, when=(_when("doubtful"),))
    assert plan.owed == ()
    assert [(one.fact, one.value.en) for one in plan.exempt] == [("risk", "pass")]
    assert _asked(_loan(risk=five_tier("doubtful", since=AS_OF, was="pass")), when=(_when("doubtful"),)).owed


@pytest.mark.parametrize("missing", MissingFact)
@pytest.mark.parametrize("require", [ONCE, QUARTERLY])
def test_a_grade_of_a_later_day_alone_leaves_today_undetermined(missing: MissingFact, require: Requirement) -> None:
    """Where it is not known what the grade was, the answer names that, whatever the clause says of missing facts."""
    plan = _asked(_loan(risk=five_tier("pass", since=LATER)), require=require, missing=missing)
    assert plan.owed == plan.exempt == ()
    assert [one.missing for one in plan.undetermined] == [("risk.was",)]


def test_the_period_running_today_is_owed_under_the_grade_of_today() -> None:
    """A change still to come leaves the running quarter, and those up to the change, under the grade before."""
    risk = five_tier("doubtful", since=LATER, was="pass")
    loan = _loan(risk=risk, drawn=date(2025, 12, 10))
    assert _anchors(_asked(loan, require=QUARTERLY)) == ["2026Q1", "2026Q2", "2026Q3"]
    assert _anchors(_asked(loan, require=QUARTERLY, when=(_when("doubtful"),))) == ["2026Q4"]
    assert _asked(loan, require=QUARTERLY).undetermined == ()


def test_a_clause_that_waits_for_a_later_grade_projects_its_first_period() -> None:
    """Before the grade it asks for, a clause of periods owes nothing yet: its first period under it is projected."""
    loan = _loan(risk=five_tier("doubtful", since=date(2027, 7, 1), was="pass"))
    plan = _asked(loan, require=QUARTERLY, when=(_when("doubtful"),), until=date(2026, 6, 30))
    assert (plan.owed, plan.exempt, plan.visits) == ((), (), ())
    assert [duty.anchor for duty in plan.projected] == ["2027Q4"]


def test_a_period_counts_where_all_conditions_on_the_grade_held() -> None:
    """Two bounds on a grade rule each period together: a quarter spent beyond one of them is not owed."""
    between = (
        Condition(fact=FactName("risk"), test=Comparison.ABOVE, values=("pass",)),
        Condition(fact=FactName("risk"), test=Comparison.AT_MOST, values=("substandard",)),
    )
    for was, told in (("doubtful", ["2026Q2"]), ("substandard", ["2026Q1", "2026Q2"])):
        loan = _loan(risk=five_tier("special_mention", since=date(2026, 2, 1), was=was), drawn=date(2025, 12, 10))
        assert _anchors(_asked(loan, require=QUARTERLY, when=between, until=date(2026, 6, 30))) == told
    healed = _loan(risk=five_tier("pass", since=date(2026, 2, 1), was="substandard"), drawn=date(2025, 12, 10))
    assert _anchors(_asked(healed, require=QUARTERLY, when=between)) == ["2026Q1"]


@given(
    drawn=st.dates(date(2024, 6, 1), date(2024, 12, 31)),
    told=st.none() | st.dates(date(2024, 6, 1), date(2025, 6, 30)),
    since=st.dates(date(2025, 7, 1), date(2026, 1, 31)),
    missing=st.sampled_from(MissingFact),
)
@example(drawn=date(2024, 12, 10), told=date(2025, 1, 1), since=date(2025, 10, 1), missing=MissingFact.OWE)
@example(drawn=date(2024, 6, 10), told=None, since=date(2025, 10, 2), missing=MissingFact.OWE)
@example(drawn=date(2024, 12, 10), told=date(2024, 12, 10), since=date(2025, 10, 1), missing=MissingFact.OWE)
def test_a_period_that_began_under_the_grade_before_is_ruled_by_it(
    drawn: date, told: date | None, since: date, missing: MissingFact
) -> None:
    """Owed from the first quarter after the grade before took effect to the one running on the change; else unknown.

    What is named is never what was given: since when the grade before held, and where that is told, what was earlier.
    """
    loan = _loan(risk=five_tier("doubtful", since=since, was="pass", was_since=told), drawn=drawn)
    plan = _asked(loan, require=QUARTERLY, missing=missing)
    opens = [date(year, month, 1) for year in (2024, 2025, 2026) for month in (1, 4, 7, 10)]
    governed = [day for day in opens if drawn < day <= since]
    unknown = list(governed[:-1]) if told is None else [day for day in governed if drawn < told >= day]
    owed = [day for day in governed if day not in unknown]
    assert _anchors(plan) == [NaturalPeriod.QUARTER.key(NaturalPeriod.QUARTER.holding(day)) for day in owed]
    named = "risk.was_since" if told is None else "risk.earlier"
    assert [one.missing for one in plan.undetermined] == ([(named,)] if unknown else [])


def test_a_borrowers_grade_before_held_since_the_last_change_of_its_loans() -> None:
    """The worst of several loans is known to have been the worst from the day of the last change or payout on."""
    fell = five_tier("loss", since=JANUARY, was="pass", was_since=date(2025, 2, 1))
    other = five_tier("pass", since=date(2025, 5, 5))
    plan = _borrower(fell, other, when="pass", drawn=date(2024, 12, 10))
    assert _anchors(plan) == ["2025Q3", "2025Q4", "2026Q1"]
    assert [one.missing for one in plan.undetermined] == [("risk.earlier",)]
    unknown = _borrower(fell, five_tier("pass"), when="pass", drawn=date(2024, 12, 10))
    assert _anchors(unknown) == ["2026Q1"]
    assert [one.missing for one in unknown.undetermined] == [("risk.was_since",)]


def test_two_changes_still_to_come_say_nothing_of_today() -> None:
    """Where the grade before begins later than today, what was earlier is what is missing."""
    risk = five_tier("doubtful", since=LATER, was="pass", was_since=date(2026, 5, 1))
    plan = _asked(_loan(risk=risk))
    assert plan.owed == plan.exempt == ()
    assert [(one.missing, one.text.zh) for one in plan.undetermined] == [
        (("risk.earlier",), "贷款 L-1：条款 routine 无法判定，缺少更早的风险分类")
    ]


def test_a_missing_fact_leaves_periods_of_the_grade_before_undetermined() -> None:
    """A clause that owes nothing without a fact owes no quarter of the old grade either; never held, it is exempt."""
    when = (_when("pass"), Condition(fact=FactName("unit"), test=Comparison.IS, values=("U-9",)))
    grade = five_tier("doubtful", since=date(2026, 2, 1), was="pass")
    for risk, told in ((grade, "undetermined"), (evolve(grade, was="loss"), "exempt"), (five_tier("loss"), "exempt")):
        loan = evolve(_loan(risk=risk, drawn=date(2025, 12, 10)), unit=None)
        plan = _asked(loan, require=QUARTERLY, when=when, missing=MissingFact.UNDETERMINED)
        assert [name for name in ("owed", "projected", "exempt", "undetermined") if getattr(plan, name)] == [told]


def test_grades_of_two_scales_of_one_borrower_are_not_known() -> None:
    """Grades that do not compare have no worst: the borrower's is missing, in either order of the loans."""
    house = RiskScale(id="house", grades=("pass", "bad"))
    first, second = _loan("L-1", risk=five_tier("loss")), _loan("L-2", risk=house.grade("pass"))
    for loans in ((first, second), (second, first)):
        plan = _asked(*loans, level=Level.BORROWER, missing=MissingFact.UNDETERMINED)
        assert [one.missing for one in plan.undetermined] == [("risk",)]
        assert _asked(*loans, level=Level.BORROWER).owed


def _borrower(*grades: Grade, when: str, drawn: date = date(2025, 12, 10)) -> Plan:
    loans = [_loan(f"L-{place}", risk=grade, drawn=drawn) for place, grade in enumerate(grades)]
    return _asked(*loans, require=QUARTERLY, when=(_when(when),), level=Level.BORROWER, until=date(2026, 6, 30))


def test_the_worst_grade_of_a_borrower_is_the_worst_of_the_day() -> None:
    """A worse grade still to come does not hide the worst of today, and what is not known before it is said."""
    doubtful, worse = five_tier("doubtful"), five_tier("loss", since=LATER, was="pass")
    assert _anchors(_borrower(doubtful, worse, when="doubtful")) == ["2026Q1", "2026Q2"]
    unknown = _borrower(doubtful, five_tier("pass", since=LATER), when="doubtful")
    assert [one.missing for one in unknown.undetermined] == [("risk.was",)]


def test_what_the_worst_grade_was_looks_at_every_loan() -> None:
    """The period running on the day the worst loan fell stays owed under the worst of all loans the day before."""
    fell = five_tier("loss", since=JANUARY, was="pass")
    assert _anchors(_borrower(fell, five_tier("doubtful"), when="doubtful")) == ["2026Q1"]
    assert _anchors(_borrower(fell, five_tier("pass", since=date(2025, 12, 20)), when="pass")) == ["2026Q1"]
    known = _borrower(five_tier("loss", since=date(2026, 2, 1), was="pass"), fell, when="pass")
    assert _anchors(known) == ["2026Q1"]
    cured = five_tier("pass", since=date(2026, 2, 1), was="loss")
    doubtful = five_tier("doubtful", since=JANUARY, was="pass")
    assert _anchors(_borrower(doubtful, cured, when="loss")) == ["2026Q1"]
    assert _anchors(_borrower(doubtful, cured, when="doubtful")) == ["2026Q2"]
    unknown = _borrower(fell, five_tier("pass", since=date(2026, 2, 1)), when="pass")
    assert [one.missing for one in unknown.undetermined] == [("risk.was",)]
    young = [_loan("L-1", risk=evolve(fell, was=None), drawn=JANUARY), _loan("L-2", risk=five_tier("doubtful"))]
    plan = _asked(*young, require=QUARTERLY, when=(_when("doubtful"),), level=Level.BORROWER)
    assert _anchors(plan) == ["2026Q1"]


def test_a_grade_of_the_banks_own_scale_rules_like_the_built_in_one() -> None:
    """A policy may declare the risk on its own scale; a five-tier grade then says nothing."""
    house = RiskScale(id="house", grades=("A", "B"))
    fact = Fact(name=FactName("risk"), kind=FactKind.GRADE, label=verbatim("grade"), scale=house)
    clause = a_clause(require=QUARTERLY, when=[_when("A")], missing=MissingFact.UNDETERMINED)
    policy = ClausePolicy(id=PolicyId("p"), version="1", title=verbatim("p"), clauses=(clause,), facts=(fact,))
    for risk, told in ((house.grade("A"), "owed"), (house.grade("B"), "exempt"), (five_tier("pass"), "undetermined")):
        book = a_book(a_file(_loan(risk=risk, drawn=date(2025, 12, 10))), as_of=AS_OF)
        assert getattr(make_plan(book, policy=policy, calendar=weekdays(), until=LATER), told)
