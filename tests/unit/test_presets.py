"""The presets: there by name, sound, bilingual, marked as the practice they are."""

import re
import subprocess
import sys
from datetime import date
from importlib.resources import files

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    Anchor,
    BorrowerId,
    Confidence,
    DayAnswer,
    EveryGap,
    EveryPeriod,
    FactKind,
    Grade,
    Loan,
    LoanId,
    Method,
    MissingFact,
    Money,
    Obligation,
    PastVisit,
    Portfolio,
    Signal,
    SignalId,
    SignalLevel,
    five_tier,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import Plan, between, make_plan, prefixed, strictest

LOAN = LoanId("L-1")


def _loan(
    *,
    product: str | None = "working_capital",
    risk: Grade | None = None,
    drawn: date = date(2026, 1, 20),
    matures: date = date(2026, 12, 31),
) -> Loan:
    return Loan.drawn_once(
        id=LOAN,
        borrower=BorrowerId("B-1"),
        product=product,
        principal=Money("1000000", "CNY"),
        disbursed_on=drawn,
        matures_on=matures,
        risk=risk,
    )


def _plan(loan: Loan, *, as_of: date, until: date, signals: tuple[Signal, ...] = ()) -> Plan:
    book = Portfolio.of([loan], past=[], as_of=as_of, signals=signals)
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
    return make_plan(book, policy=policy, calendar=calendar, until=until)


def _windows(plan: Plan, clause: str) -> list[tuple[date, date]]:
    duties = (*plan.owed, *plan.projected)
    return [(duty.window.opens, duty.window.last) for duty in duties if duty.rule.clause.value == clause]


@pytest.mark.parametrize("name", presets.policies())
def test_a_policy_is_there_by_name(name: str) -> None:
    """Each name gives a policy of that id, equal each time, every clause told in both languages."""
    policy = presets.policy(name)
    assert (policy.id.value, policy) == (name, presets.policy(name))
    assert all(
        clause.title.zh and clause.title.en and clause.citation.zh and clause.citation.en for clause in policy.clauses
    )


@pytest.mark.parametrize("name", presets.policies())
def test_no_policy_calls_itself_the_regulation(name: str) -> None:
    """Each preset says in its title that it is none, and no clause rests on what is not sure."""
    policy = presets.policy(name)
    assert "非监管规定" in policy.title.zh
    assert "not regulation" in policy.title.en
    assert policy.notes is not None
    assert {clause.confidence for clause in policy.clauses} <= set(Confidence) - {Confidence.UNCERTAIN}


@pytest.mark.parametrize("name", presets.policies())
def test_a_policy_reads_in_chinese(name: str) -> None:
    """No sentence of a preset shows a code where a reader expects a word."""
    policy = presets.policy(name)
    codes = {
        str(value)
        for clause in policy.clauses
        for test in (*policy.applies, *clause.when)
        for value in test.values
        if policy.declared[test.fact].kind is FactKind.CODE
    }
    shown = {code for code in codes if re.search(rf"\b{re.escape(code)}\b", policy.text.zh)}
    assert {code for code in shown if len(code) > 2} == set()


def test_every_file_has_a_name() -> None:
    """Each data file of the room is a policy, regime, table, outlines, procedure or calendar to be asked for."""
    names = {file.name for file in files("loanvisit.presets").iterdir() if file.name.endswith(".toml")}
    asked = (*presets.policies(), *presets.regimes(), *presets.method_tables())
    products = {name.split(".")[1] for name in presets.outlines()} - {"micro"}  # its record stands with personal loans
    assert names == {
        "cn_working_days.toml",
        "cn_procedure.toml",
        *(f"{name.replace('.', '_')}.toml" for name in asked),
        *(f"cn_outlines_{product}.toml" for product in products),
    }


@pytest.mark.parametrize("name", presets.outlines())
def test_an_outline_is_there_by_name_and_practice_only(name: str) -> None:
    """An outline is equal each time, named as it names itself, and marked as practice; its method is in its name."""
    outline = presets.outline(name)
    assert outline == presets.outline(name)
    assert (outline.id, outline.method.value) == (name, name.rpartition(".")[2])
    assert outline.confidence is Confidence.PRACTICE


def test_an_outline_of_another_name_is_refused() -> None:
    """The nearest is named, and a name is text."""
    with pytest.raises(InputError, match=r"cn\.green\.on_site"):
        presets.outline("cn.green.onsite")
    with pytest.raises(InputError, match="str"):
        presets.outline(None)  # type: ignore[arg-type]


def test_a_table_of_methods_is_there_by_name_and_practice_only() -> None:
    """The table is equal each time, every row of it is marked as practice, and an unknown name is told the nearest."""
    table = presets.method_table("cn.methods")
    assert table == presets.method_table("cn.methods")
    rows = [table.confidence, *(one.confidence for one in (*table.profiles, *table.matters))]
    assert set(rows) == {Confidence.PRACTICE}
    assert "非监管规定" in table.title.zh
    with pytest.raises(InputError, match=r"cn\.methods"):
        presets.method_table("cn.method")


@pytest.mark.parametrize("name", presets.regimes())
def test_a_regime_is_there_by_name_and_no_regulation(name: str) -> None:
    """Each name gives a regime of that id, equal each time, that says it is a reading and chooses no option."""
    regime = presets.regime(name)
    assert (regime.id, regime, regime.chosen) == (name, presets.regime(name), frozenset())
    assert "非监管原文" in regime.title.zh
    assert "not regulation itself" in regime.title.en
    assert regime.notes is not None


@pytest.mark.parametrize("name", presets.regimes())
def test_a_number_of_a_regime_has_its_paper_and_the_unsure_is_an_option(name: str) -> None:
    """Every bucket, rule, excuse and term is cited in both languages; what is not sure is asked only where chosen."""
    regime = presets.regime(name)
    held = {rule.term for rule in regime.asked}
    excuses = [one for part in regime.buckets for one in part.excuses]
    excuses += [one for part in regime.rules for one in part.excuses]
    sources = [(one.citation, one.confidence) for one in regime.buckets]
    sources += [(one.citation, one.confidence) for one in regime.terms if one.id in held]
    sources += [(one.citation, one.confidence) for one in (*regime.ageing, *excuses)]
    sources += [(one.citation, one.confidence) for one in regime.asked]
    assert all(citation.zh and citation.en for citation, _ in sources)
    assert Confidence.UNCERTAIN not in {confidence for _, confidence in sources}
    assert all(one.by_choice or one.confidence is Confidence.UNCERTAIN for one in regime.options)


@pytest.mark.parametrize("ask", [presets.policy, presets.calendar, presets.regime])
def test_an_unknown_name_is_refused(ask: object) -> None:
    """An unknown name is refused with the names there are; what is no name at all is refused as such."""
    assert callable(ask)
    for name, code in (("five tier", "preset.unknown"), ("", "preset.unknown"), (3, "type"), (None, "type")):
        with pytest.raises(InputError) as refused:
            ask(name)
        assert (refused.value.code, refused.value.path) == (code, "name")


def test_the_nearest_name_is_told() -> None:
    """A slip of the pen is answered with the name meant."""
    with pytest.raises(InputError, match=r"nearest: cn\.five_tier_default"):
        presets.policy("cn.five_tier_defualt")
    with pytest.raises(InputError, match="nearest: weekdays"):
        presets.calendar("weekday")


def test_weekdays_know_no_holiday() -> None:
    """`weekdays` is Monday to Friday for ever, and its title says so."""
    calendar = presets.calendar("weekdays")
    assert (calendar.title.zh, calendar.title.en) == (
        "周一至周五(不含节假日安排)",
        "Monday to Friday, holidays not known",
    )
    assert calendar.answer(date(2025, 10, 1)) is DayAnswer.WORKS  # National Day, a Wednesday
    assert [calendar.answer(date(2199, 1, day)) for day in (4, 5, 6)] == [DayAnswer.WORKS, DayAnswer.OFF, DayAnswer.OFF]


def test_china_keeps_its_own_time_and_days() -> None:
    """`CN` counts days at +08:00, knows the make-up workdays, and says what is not decreed yet."""
    calendar = presets.calendar("CN")
    assert (calendar.id, calendar.utc_offset_minutes) == ("CN", 480)
    assert calendar.answer(date(2025, 1, 26)) is DayAnswer.WORKS  # a Sunday worked before the Spring Festival
    assert calendar.answer(date(2025, 10, 1)) is DayAnswer.OFF
    assert calendar.answer(date(2031, 1, 2)) is DayAnswer.UNDECREED


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """Importing the room opens none of its files; asking for a preset opens its own."""
    script = """
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
import loanvisit.presets
print([name for name in opened if name.endswith(".toml")])
loanvisit.presets.policy("mdb.supervision")
print([name.rpartition("/")[2] for name in opened if name.endswith(".toml")])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.split("\n")[:2] == ["[]", "['mdb_supervision.toml']"]


def test_the_routine_series_is_quarter_month_half_month() -> None:
    """Pass is checked every quarter, special mention every month, anything worse every half-month."""
    policy = presets.policy("cn.five_tier_default")
    series = {clause.id.value: clause.require for clause in policy.clauses if clause.series == "routine"}
    assert {name: require.period.value for name, require in series.items() if isinstance(require, EveryPeriod)} == {
        "pass.routine": "quarter",
        "special_mention.routine": "month",
        "non_performing.routine": "half_month",
    }
    assert {clause.missing for clause in policy.clauses if clause.series == "routine"} == {MissingFact.UNDETERMINED}


@pytest.mark.parametrize(
    ("product", "clause", "drawn", "last"),
    [
        ("working_capital", "first_check.working_capital", date(2025, 1, 20), date(2025, 1, 27)),  # worked case T23
        ("working_capital", "first_check.working_capital", date(2024, 2, 20), date(2024, 3, 6)),  # worked case T23
        ("project", "first_check.project", date(2025, 3, 3), date(2025, 3, 10)),
        ("personal", "first_check.personal", date(2025, 3, 3), date(2025, 4, 2)),
    ],
)
def test_the_first_check_has_its_days(product: str, clause: str, drawn: date, last: date) -> None:
    """15 days for working capital, 7 after a project drawdown, 30 for a person, moved earlier where not worked."""
    plan = _plan(_loan(product=product, drawn=drawn), as_of=drawn, until=date(2026, 12, 31))
    assert _windows(plan, clause) == [(drawn, last)]


def test_the_first_check_stands_for_its_quarter() -> None:
    """Paid out on 20 January, the first routine check is that of the second quarter."""
    plan = _plan(_loan(risk=five_tier("pass")), as_of=date(2026, 1, 20), until=date(2026, 12, 31))
    assert _windows(plan, "pass.routine") == [
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_after_a_downgrade_the_running_quarter_stays_owed() -> None:
    """Special mention from 10 May: the second quarter is owed still, monthly checks begin with June."""
    worse = five_tier("special_mention", since=date(2026, 5, 10), was="pass")
    plan = _plan(_loan(risk=worse), as_of=date(2026, 5, 31), until=date(2026, 8, 31))
    assert _windows(plan, "pass.routine") == [(date(2026, 4, 1), date(2026, 6, 30))]
    assert [opens for opens, _ in _windows(plan, "special_mention.routine")] == [
        date(2026, month, 1) for month in (6, 7, 8)
    ]


def test_the_pre_maturity_window_depends_on_the_tenor() -> None:
    """Up to a year from 30 to 15 days before maturity, beyond it from 60 to 30."""
    short = _plan(
        _loan(drawn=date(2025, 11, 30), matures=date(2026, 11, 30)), as_of=date(2026, 3, 31), until=date(2026, 12, 31)
    )
    assert _windows(short, "pre_maturity.short") == [(date(2026, 10, 31), date(2026, 11, 13))]  # the 15th is a Sunday
    assert _windows(short, "pre_maturity.long") == []
    long = _plan(
        _loan(drawn=date(2025, 11, 30), matures=date(2026, 12, 1)), as_of=date(2026, 3, 31), until=date(2026, 12, 31)
    )
    assert _windows(long, "pre_maturity.long") == [(date(2026, 10, 2), date(2026, 10, 30))]  # the 1st is a Sunday
    assert _windows(long, "pre_maturity.short") == []


def test_a_signal_is_answered_in_working_days() -> None:
    """Red by the next working day, orange within five, on site; yellow and blue ask for no visit here."""
    raised = date(2025, 1, 3)  # a Friday
    signals = tuple(
        Signal(id=SignalId(level.value), about=LOAN, kind="E01", level=level, raised_on=raised) for level in SignalLevel
    )
    loan = _loan(drawn=date(2024, 6, 3), matures=date(2025, 6, 3))
    plan = _plan(loan, as_of=raised, until=date(2025, 1, 31), signals=signals)
    special = [duty for duty in plan.owed if duty.rule.purpose == "special"]
    assert [(duty.anchor, duty.window.last, duty.rule.visitors) for duty in special] == [
        ("signal:red", date(2025, 1, 6), 2),
        ("signal:orange", date(2025, 1, 10), 2),
    ]


def test_a_missing_product_or_class_is_undetermined() -> None:
    """Without a product no first check can be told, without a class no routine one: both are named."""
    plan = _plan(_loan(product=None, risk=None), as_of=date(2026, 1, 31), until=date(2026, 12, 31))
    assert sorted({(one.clause.value, one.missing) for one in plan.undetermined}) == [
        ("first_check.personal", ("product",)),
        ("first_check.project", ("product",)),
        ("first_check.working_capital", ("product",)),
        ("non_performing.routine", ("risk",)),
        ("pass.routine", ("risk",)),
        ("special_mention.routine", ("risk",)),
    ]


def test_a_mission_counts_from_the_last() -> None:
    """`mdb.supervision` asks for a mission at most six months after the last, planned from 60 days before."""
    require = presets.policy("mdb.supervision").clause("mission").require
    assert isinstance(require, EveryGap)
    assert require.anchor is Anchor.LAST_VISIT
    past = [PastVisit(loans=(LOAN,), on=date(2026, 3, 2), method=Method.ON_SITE, visitors=2)]
    book = Portfolio.of([_loan(drawn=date(2025, 10, 1), matures=date(2031, 10, 1))], past=past, as_of=date(2026, 3, 31))
    plan = make_plan(
        book, policy=presets.policy("mdb.supervision"), calendar=presets.calendar("CN"), until=date(2026, 12, 31)
    )
    assert [_window(duty) for duty in plan.projected][:1] == [(date(2026, 7, 4), date(2026, 9, 2))]


def _window(duty: Obligation) -> tuple[date, date]:
    return duty.window.opens, duty.window.last


@pytest.mark.parametrize("name", [name for name in presets.policies() if name != "cn.five_tier_default"])
def test_a_preset_stands_beside_the_default(name: str) -> None:
    """Put together with the default policy, whatever either applies to, no clause is lost and no series has a fault."""
    one, other = presets.policy(name), presets.policy("cn.five_tier_default")
    both = strictest(one, other)
    assert {clause.id for clause in both.clauses} == {clause.id for clause in (*one.clauses, *other.clauses)}
    later = prefixed(between(one, date(2026, 1, 1), None), "x.")
    assert later.gaps == tuple(f"x.{series}" for series in one.gaps)


def test_a_gap_goes_with_its_series() -> None:
    """Cut to days on which no clause of a series is in force, a policy says nothing of its gaps."""
    early = between(presets.policy("cn.farm_household_tiers"), None, date(2026, 6, 30))
    only = evolve(
        early, clauses=tuple(evolve(one, effective_to=None) if one.series is None else one for one in early.clauses)
    )
    assert only.gaps == ("tiers",)
    assert between(only, date(2026, 7, 1), None).gaps == ()


def test_a_procedure_is_there_by_name_and_practice_only() -> None:
    """A procedure is equal each time, named as it names itself, and every step is marked as practice."""
    for name in presets.procedures():
        procedure = presets.procedure(name)
        assert procedure == presets.procedure(name)
        assert procedure.id == name
        assert {step.confidence for step in procedure.steps} == {Confidence.PRACTICE}
    with pytest.raises(InputError, match=r"nearest: cn\.post_loan_visit"):
        presets.procedure("cn.post_loan_visits")
