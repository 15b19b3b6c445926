"""Plans: what can be asked of one, what a proof says, and how duties are gathered into visits."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Accepts,
    Anchor,
    Before,
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Calendar,
    Comparison,
    Condition,
    DecreedYear,
    DrawdownId,
    Duties,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Level,
    LoanId,
    LoanStatus,
    Method,
    MissingFact,
    Money,
    NaturalPeriod,
    Obligation,
    ObligationState,
    OnceAfter,
    OnSignal,
    PolicyId,
    Roll,
    SignalLevel,
    UnitId,
    VisitId,
    VisitState,
    days,
    five_tier,
    months,
    weeks,
    working_days,
)
from loanvisit.errors import ConflictError, InputError
from loanvisit.reporting import Masthead, build_briefing, to_markdown
from loanvisit.scheduling import Clause, FilePlan, Plan, cover, make_plan, plan_file, prove
from loanvisit.scheduling.rolling import rolled, steps_between
from loanvisit.steps import file_record
from loanvisit.testing import (
    a_book,
    a_borrower,
    a_clause,
    a_drawdown,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_record,
    a_rule,
    a_signal,
    a_waiver,
    an_officer,
    weekdays,
)
from loanvisit.words import Text, verbatim

AS_OF = date(2026, 3, 31)
CHINA = presets.calendar("CN")


def plan_of(
    *clauses: Clause, file: BorrowerFile | None = None, as_of: date = AS_OF, until: date = date(2026, 12, 31)
) -> Plan:
    book = a_book(file or a_file(), as_of=as_of)
    return make_plan(book, policy=a_policy(*clauses), calendar=weekdays(), until=until)


def test_a_plan_is_asked_by_day_by_borrower_and_by_visit() -> None:
    """What is due by a day, open on a day, of one borrower, and why: each answers from the same plan."""
    plan = plan_of(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER, with_first=True)))
    late, running, *later = plan.visits
    assert [duty.window.last for duty in late.covers] == [date(2025, 12, 31), date(2026, 3, 31)]
    assert (late.window.last, running.window.last) == (date(2025, 12, 31), date(2026, 6, 30))
    assert plan.due(by=date(2026, 3, 31)) == (late,)
    assert plan.open(on=date(2026, 4, 1)) == (late, running)
    assert plan.open(on=date(2026, 8, 1)) == (late, later[0])
    assert plan.as_of == AS_OF
    assert plan.past_known_from is None
    assert plan.duties(BorrowerId("B-1")).owed == plan.owed
    assert plan.why(late) == plan.why(late.id)
    assert [visit.forecast for visit in (late, running, later[0])] == [False, True, True]
    for ask in (lambda: plan.why(VisitId("V-9")), lambda: plan.file(BorrowerId("B-9"))):
        with pytest.raises(InputError) as refused:
            ask()
        assert refused.value.code == "id.unknown"


def test_a_plan_that_ends_before_its_day_is_refused() -> None:
    """A plan reaches at least to the day it is made as of."""
    with pytest.raises(InputError) as refused:
        plan_of(a_clause(), until=date(2026, 3, 30))
    assert refused.value.code == "horizon"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param("2026-06-30", "type", id="text"),
        pytest.param(None, "type", id="nothing"),
        pytest.param(datetime(2026, 6, 30, tzinfo=UTC), "type", id="an instant"),
        pytest.param(date(2300, 1, 1), "date.range", id="far"),
    ],
)
def test_a_horizon_that_is_no_day_is_refused(day: date, code: str) -> None:
    """The end of a plan and the day of one file's plan are days the library serves, whoever is asked for the plan."""
    policy, file, calendar = a_policy(a_clause()), a_file(), weekdays()
    asks = (
        (lambda: plan_of(a_clause(), until=day), "until"),
        (lambda: plan_file(file, policy=policy, calendar=calendar, as_of=AS_OF, until=day), "until"),
        (lambda: plan_file(file, policy=policy, calendar=calendar, as_of=day, until=AS_OF), "as_of"),
        (lambda: policy.duties(file, calendar=calendar, as_of=AS_OF, until=day), "until"),
        (lambda: policy.duties(file, calendar=calendar, as_of=day, until=AS_OF), "as_of"),
    )
    for ask, path in asks:
        with pytest.raises(InputError) as refused:
            ask()
        assert [(one.code, one.path) for one in refused.value.faults] == [(code, path)]
    with pytest.raises(InputError) as refused:
        policy.duties(file, calendar=calendar, as_of=day, until=day)
    assert [one.path for one in refused.value.faults] == ["as_of", "until"]
    with pytest.raises(InputError, match="horizon"):
        policy.duties(file, calendar=calendar, as_of=AS_OF, until=date(2026, 3, 30))


def test_every_file_that_cannot_be_planned_is_told() -> None:
    """Two files whose duties roll before the calendar begins are two faults of one error, each with its borrower."""
    early = date(2006, 1, 1)
    once = a_clause(require=OnceAfter(after=DISBURSED, within=working_days(5)))
    loans = {name: a_loan(f"L-{name}", borrower=name, disbursed_on=early) for name in ("B-1", "B-2")}
    files = [a_file(loan, borrower=a_borrower(name)) for name, loan in loans.items()]
    sound = a_file(a_loan("L-B-3", borrower="B-3"), borrower=a_borrower("B-3"))
    book = a_book(*files, sound, as_of=AS_OF)
    with pytest.raises(InputError) as refused:
        make_plan(book, policy=a_policy(once), calendar=CHINA, until=AS_OF)
    told = [(one.code, one.path) for one in refused.value.faults]
    assert told == [("calendar.range", f"files[{name}].day") for name in ("B-1", "B-2")]


def test_a_planned_file_keeps_finished_visits() -> None:
    """A file taken from a plan has its planned visits beside those made, which stay as they are."""
    plan = plan_of(a_clause())
    file = plan.file(BorrowerId("B-1"))
    made = evolve(file.visits[0], state=VisitState.MADE)
    again = plan_of(a_clause(), file=evolve(file, visits=(made, *file.visits[1:])))
    assert again.file(BorrowerId("B-1")).visit(made.id).state is VisitState.MADE


def test_a_book_known_from_a_day_prints_the_day() -> None:
    """The plan says from which day the past is known; earlier duties are outside it."""
    plan = plan_of(a_clause(), file=a_file(past_known_from=date(2026, 1, 31)))
    assert plan.past_known_from == date(2026, 1, 31)
    assert min(duty.window.last for duty in plan.owed) > date(2026, 1, 31)
    assert plan.notes[0].en.startswith("Past visits are known from: 2026-01-31 (1 borrower);")


def test_a_briefing_tells_a_note_of_its_plan_once() -> None:
    """The day the past begins is told by the plan and by the briefing; with both it stands there once."""
    plan = plan_of(a_clause(), file=a_file(past_known_from=date(2026, 1, 31)))
    briefing = build_briefing(
        plan.book,
        masthead=Masthead(
            title=verbatim("t"), number=1, unit=verbatim("u"), issuer=verbatim("i"), issued_on=plan.as_of
        ),
        notes=plan.notes,
    )
    assert to_markdown(briefing, "en").count("Past visits are known from") == 1


def test_a_plan_proves_one_duty_alone() -> None:
    """Asked why a duty stands, the plan tells its part of the visit's proof; a duty of another plan is refused."""
    plan = plan_of(a_clause())
    for visit in plan.visits:
        assert [plan.why(duty) for duty in visit.covers] == list(plan.why(visit).parts[: len(visit.covers)])
    other = plan_of(a_clause("another")).owed[0]
    with pytest.raises(InputError) as refused:
        plan.why(other)
    assert (refused.value.code, refused.value.path) == ("id.unknown", "visit")


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda plan: plan.due(by="2026-04-30"), "by"),
        (lambda plan: plan.open(on=None), "on"),
        (lambda plan: plan.duties("B-1"), "borrower"),
        (lambda plan: plan.file("B-1"), "borrower"),
        (lambda plan: plan.why("V-1"), "visit"),
    ],
)
def test_a_plan_refuses_questions_of_another_type(ask: Callable[[Plan], object], path: str) -> None:
    """Each question to a plan refuses what is not of its type by a typed error that names the argument."""
    with pytest.raises(InputError) as refused:
        ask(plan_of(a_clause()))
    assert (refused.value.code, refused.value.path) == ("type", path)


def _reason(plan: Plan) -> list[tuple[str, str]]:
    return [(one.fact, one.value.en) for one in plan.exempt]


def test_each_exemption_names_its_fact() -> None:
    """No maturity, no signal, the known past, the maturity to come: what is not owed says because of what."""
    open_end = a_file(a_loan(matures_on=None))
    known = a_file(a_loan(matures_on=None), past_known_from=AS_OF)
    before = Before(before=MATURES, opens=days(30), closes=days(15))
    once = OnceAfter(after=DISBURSED, within=days(15))
    signal = OnSignal(levels=frozenset({SignalLevel.RED}), within=days(1))
    short = a_file(a_loan(disbursed_on=date(2026, 3, 20), matures_on=date(2026, 4, 20)))
    assert _reason(plan_of(a_clause(require=before), file=open_end))[0][0] == "matures_on"
    assert _reason(plan_of(a_clause(require=OnceAfter(after=MATURES, within=days(3))), file=open_end))[0][0] == (
        "matures_on"
    )
    assert _reason(plan_of(a_clause(require=once), file=known)) == [("past_known_from", "2026-03-31")]
    assert _reason(plan_of(a_clause(require=signal)))[0][0] == "signal"
    assert _reason(plan_of(a_clause(), file=short)) == [("matures_on", "2026-04-20")]
    raised = a_file(a_loan(), signals=[a_signal(date(2026, 1, 5))], past_known_from=AS_OF)
    assert _reason(plan_of(a_clause(require=signal, level=Level.BORROWER), file=raised))[0][0] == "past_known_from"
    gone = a_file(a_loan(matures_on=date(2026, 1, 31)), past_known_from=AS_OF)
    assert _reason(plan_of(a_clause(require=before), file=gone))[0][0] == "past_known_from"


def test_what_cannot_be_counted_names_the_missing_day() -> None:
    """A payout on a day not known leaves every count from it undetermined."""
    unknown = a_file(a_loan(disbursed_on=None))
    for require in (
        OnceAfter(after=DISBURSED, within=days(15)),
        EveryPeriod(period=NaturalPeriod.QUARTER),
        EveryGap(gap=months(1), anchor=Anchor.DRAWDOWN),
        Before(before=DISBURSED, opens=days(10), closes=days(5)),
        Before(before=MATURES, opens=days(10), closes=days(5)),
    ):
        plan = plan_of(a_clause(require=require), file=unknown)
        assert [one.missing for one in plan.undetermined] == [(FactName("disbursed_on"),)]


DONE = Fact(name=FactName("completed_on"), kind=FactKind.DATE, label=Text(zh="完工日", en="completion date"))
AFTER_DONE = a_clause("after", OnceAfter(after=DONE.name, within=days(30)))
BEFORE_DONE = a_clause("ahead", Before(before=DONE.name, opens=days(20), closes=days(10)))


def test_a_duty_hangs_on_a_date_the_bank_declared() -> None:
    """Thirty days after a completion, and between 20 and 10 days before it; each keeps its id when planned again."""
    file = a_file(a_loan(facts={"completed_on": date(2026, 3, 10)}))
    book = a_book(file, as_of=AS_OF)
    plan = make_plan(
        book, policy=a_policy(AFTER_DONE, BEFORE_DONE, facts=[DONE]), calendar=weekdays(), until=date(2027, 3, 31)
    )
    found = {duty.rule.clause.value: duty for duty in plan.owed}
    assert (found["after"].window.opens, found["after"].window.last) == (date(2026, 3, 10), date(2026, 4, 9))
    assert (found["ahead"].window.opens, found["ahead"].window.last) == (date(2026, 2, 18), date(2026, 2, 28))
    assert found["after"].anchor == "date:completed_on:L-1"


@pytest.mark.parametrize("facts", [{}, {"completed_on": "in spring"}, {"completed_on": True}])
def test_a_date_that_is_not_known_is_named_by_its_label(facts: dict[str, FactValue]) -> None:
    """Without the day, or with something that is none, nothing can be counted: the bank's own fact is named."""
    book = a_book(a_file(a_loan(facts=facts)), as_of=AS_OF)
    plan = make_plan(
        book, policy=a_policy(AFTER_DONE, BEFORE_DONE, facts=[DONE]), calendar=weekdays(), until=date(2027, 3, 31)
    )
    assert [one.missing for one in plan.undetermined] == [(DONE.name,), (DONE.name,)]
    assert [one.called for one in plan.undetermined] == [(DONE.label,), (DONE.label,)]


def test_a_missing_fact_is_owed_or_undetermined_as_the_clause_says() -> None:
    """A missing fact is never an exemption: the strictest branch is owed, unless the clause leaves it undetermined."""
    for missing, kind in ((MissingFact.OWE, "owed"), (MissingFact.UNDETERMINED, "undetermined")):
        clause = evolve(presets.policy("cn.five_tier_default").clause("pass.routine"), missing=missing, series=None)
        plan = plan_of(clause, file=a_file(a_loan(risk=None)))
        assert getattr(plan, kind)
        assert not plan.exempt


def test_a_loan_without_drawdowns_stands_for_its_unknown_payout() -> None:
    """A clause about each drawdown answers about the loan where none is known."""
    plan = plan_of(a_clause(level=Level.DRAWDOWN), file=a_file(a_loan(drawdowns=[])))
    assert [one.subject for one in plan.undetermined] == [LoanId("L-1")]


def test_a_clause_about_the_borrower_looks_at_all_live_loans() -> None:
    """The worst grade, the sum of principals, the first payout; what loans differ in is not known."""
    first = a_loan("L-1", risk="pass", disbursed_on=date(2025, 1, 5), product="project", principal="1000000")
    second = a_loan("L-2", risk="doubtful", disbursed_on=date(2025, 3, 5), principal="2000000")
    gone = a_loan("L-3", risk="loss", disbursed_on=date(2024, 3, 5), status=LoanStatus.SETTLED)
    unit = evolve(second, unit=UnitId("U-1"))
    default = presets.policy("cn.five_tier_default").clause("pass.routine")

    def asks(fact: str, test: Comparison, value: object) -> Clause:
        condition = Condition(fact=FactName(fact), test=test, values=(value,))  # type: ignore[arg-type]
        once = OnceAfter(after=DISBURSED, within=days(15))
        return evolve(default, level=Level.BORROWER, when=(condition,), series=None, require=once)

    file = a_file(first, unit, gone)
    for clause, kind in (
        (asks("risk", Comparison.IS, "doubtful"), "owed"),
        (asks("principal", Comparison.AT_LEAST, Money("3000000", "CNY")), "owed"),
        (asks("principal", Comparison.ABOVE, Money("3000000", "CNY")), "exempt"),
        (asks("product", Comparison.IS, "project"), "undetermined"),
        (asks("unit", Comparison.IS, "U-1"), "undetermined"),
        (asks("tenor_months", Comparison.AT_LEAST, 1), "undetermined"),
        (asks("status", Comparison.IS, "live"), "owed"),
        (asks("borrower.kind", Comparison.IS, "natural"), "exempt"),
    ):
        assert getattr(plan_of(clause, file=file), kind), clause.when
    for other in (evolve(first, principal=None), evolve(first, principal=Money("1", "USD")), evolve(first, risk=None)):
        mixed = a_file(other, second, borrower=evolve(a_borrower(), kind=None))
        assert (
            plan_of(asks("principal", Comparison.AT_LEAST, Money("1", "CNY")), file=mixed).undetermined
            or other.risk is None
        )
        assert plan_of(asks("borrower.kind", Comparison.IS, "natural"), file=mixed).undetermined
    assert plan_of(asks("risk", Comparison.IS, "doubtful"), file=a_file(evolve(first, risk=None), second)).undetermined
    assert plan_of(asks("principal", Comparison.BELOW, Money("1", "CNY")), file=evolve(file, loans=())).undetermined
    assert BorrowerKind.CORPORATE is file.borrower.kind


@pytest.mark.parametrize(
    ("about", "level", "touched"),
    [
        (BorrowerId("B-1"), Level.LOAN, 2),
        (LoanId("L-1"), Level.LOAN, 1),
        (LoanId("L-1"), Level.BORROWER, 1),
        (LoanId("L-1"), Level.DRAWDOWN, 1),
        (DrawdownId("L-1/1"), Level.DRAWDOWN, 1),
        (DrawdownId("L-1/1"), Level.LOAN, 1),
        (DrawdownId("L-1/1"), Level.BORROWER, 1),
    ],
)
def test_a_signal_concerns_what_lies_below_it_and_the_borrower(about: LoanId, level: Level, touched: int) -> None:
    """A signal about a borrower concerns all loans; about one loan or drawdown, that one and what holds it."""
    red = OnSignal(levels=frozenset({SignalLevel.RED}), within=working_days(1))
    file = a_file(a_loan("L-1"), a_loan("L-2"), signals=[a_signal(date(2026, 3, 30), about=about)])
    plan = plan_of(a_clause(require=red, level=level), file=file)
    assert len(plan.owed) == touched
    assert {duty.window.last for duty in plan.owed} == {date(2026, 3, 31)}


def test_a_signal_of_a_sister_drawdown_concerns_its_own_alone() -> None:
    """Two drawdowns of one loan: a signal about the one is nothing to the other."""
    loan = a_loan(drawdowns=[a_drawdown("D-1"), a_drawdown("D-2")])
    file = a_file(loan, signals=[a_signal(date(2026, 3, 30), about=DrawdownId("D-1"))])
    red = OnSignal(levels=frozenset({SignalLevel.RED}), within=weeks(1))
    plan = plan_of(a_clause(require=red, level=Level.DRAWDOWN), file=file)
    assert [duty.subject for duty in plan.owed] == [DrawdownId("D-1")]


def test_a_waived_duty_is_owed_by_nobody_until_the_waiver_ends() -> None:
    """While its waiver is in force a duty is waived and no visit covers it; the day after, it is open again."""
    file = a_file(a_loan(matures_on=None))
    [duty] = plan_of(a_clause(), file=file).owed
    waived = a_file(a_loan(matures_on=None), waivers=[a_waiver(duty.id, expires_on=date(2026, 4, 30))])
    [now] = plan_of(a_clause(), file=waived).owed
    assert now.state is ObligationState.WAIVED
    then = plan_of(a_clause(), file=waived, as_of=date(2026, 5, 1))
    assert [one.state for one in then.owed if one.id == duty.id] == [ObligationState.OPEN]
    kept = evolve(waived, obligations=(now,))
    assert plan_of(a_clause(), file=kept, as_of=date(2026, 5, 1)).owed[0].state is ObligationState.OPEN


def test_a_duty_of_loans_no_longer_live_lapses() -> None:
    """A duty the policy speaks of no longer stays owed while one of its loans is live, and goes with the last."""
    old = a_duty(date(2026, 1, 1), AS_OF, rule=a_rule("old.clause"))
    ahead = a_duty(date(2026, 4, 1), date(2026, 6, 30), rule=a_rule("old.clause"), anchor="2026Q2")
    for status, owed in ((LoanStatus.LIVE, 1), (LoanStatus.SETTLED, 0)):
        file = a_file(a_loan(status=status), obligations=[old, ahead])
        found = [duty for duty in plan_of(a_clause(), file=file).owed if duty.rule.clause.value == "old.clause"]
        assert len(found) == owed


def test_a_grade_says_from_which_period_it_governs() -> None:
    """After a downgrade the running quarter stays owed and the months begin with the next period after it."""
    policy = presets.policy("cn.five_tier_default")
    loan = a_loan(disbursed_on=date(2025, 9, 10), matures_on=None)

    def routine(**grade: object) -> tuple[list[str], list[tuple[str, ...]]]:
        risk = five_tier("special_mention", **grade)  # type: ignore[arg-type]
        book = a_book(a_file(evolve(loan, risk=risk)), as_of=date(2026, 4, 30))
        plan = make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 5, 31))
        return (
            sorted(duty.anchor for duty in plan.owed if duty.rule.purpose == "routine"),
            sorted({one.missing for one in plan.undetermined}),
        )

    assert routine(since=date(2026, 2, 10), was="pass")[0] == ["2026-03", "2026-04", "2026Q1"]
    assert routine(since=date(2026, 2, 10)) == (["2026-03", "2026-04"], [("risk.was",)])
    assert routine() == (["2026-04"], [("risk.since",)])
    assert routine(since=date(2025, 9, 10))[0] == [f"2025-{m}" for m in (10, 11, 12)] + [
        f"2026-0{m}" for m in (1, 2, 3, 4)
    ]


def _year(year: int, off: tuple[date, ...] = (), works: tuple[date, ...] = ()) -> DecreedYear:
    named = verbatim("holiday")
    return DecreedYear(year=year, off=dict.fromkeys(off, named), works=dict.fromkeys(works, named))


WEEK_OFF = tuple(date(2026, 5, 1) + timedelta(days=place) for place in range(7))
ODD = Calendar(id="odd", title=verbatim("odd"), years=(_year(2026, off=WEEK_OFF, works=(date(2026, 5, 9),)),))


@pytest.mark.parametrize(
    ("raw", "roll", "opens", "latest", "last", "provisional"),
    [
        pytest.param(date(2026, 5, 4), Roll.NONE, date(2026, 4, 1), None, date(2026, 5, 4), False, id="none"),
        pytest.param(date(2026, 5, 4), Roll.EARLIER, date(2026, 4, 1), None, date(2026, 4, 30), False, id="earlier"),
        pytest.param(
            date(2026, 5, 4), Roll.EARLIER, date(2026, 5, 1), None, date(2026, 5, 4), False, id="no day before"
        ),
        pytest.param(date(2026, 5, 4), Roll.LATER, date(2026, 4, 1), None, date(2026, 5, 8), False, id="later"),
        pytest.param(
            date(2026, 5, 4), Roll.LATER, date(2026, 4, 1), date(2026, 5, 6), date(2026, 5, 4), False, id="no day after"
        ),
        pytest.param(date(2026, 5, 9), Roll.EARLIER, date(2026, 4, 1), None, date(2026, 5, 9), False, id="made up"),
        pytest.param(date(2027, 1, 4), Roll.EARLIER, date(2026, 4, 1), None, date(2027, 1, 4), True, id="undecreed"),
        pytest.param(date(2027, 1, 2), Roll.EARLIER, date(2026, 4, 1), None, date(2027, 1, 1), True, id="into it"),
        pytest.param(date(2027, 1, 2), Roll.EARLIER, date(2027, 1, 2), None, date(2027, 1, 2), True, id="stays there"),
    ],
)
def test_a_roll_stays_in_the_window(  # noqa: PLR0917  a row of the table
    raw: date,
    roll: Roll,
    opens: date,
    latest: date | None,
    last: date,
    provisional: bool,
) -> None:
    """Earlier stops at the opening day, later at the latest; with no working day between, the raw date stays."""
    assert rolled(raw, roll, opens=opens, latest=latest, calendar=ODD) == (last, provisional)


def test_the_days_a_roll_looked_at_are_told_in_order() -> None:
    """From the raw date to the last, both in, forward or back."""
    days_back = steps_between(date(2026, 5, 4), date(2026, 4, 30))
    assert (days_back[0], days_back[-1], len(days_back)) == (date(2026, 5, 4), date(2026, 4, 30), 5)
    assert steps_between(date(2026, 5, 4), date(2026, 5, 6))[-1] == date(2026, 5, 6)
    assert steps_between(AS_OF, AS_OF) == (AS_OF,)


def _keys(duty: Obligation, calendar: Calendar, as_of: date = AS_OF) -> list[str]:
    proof = prove(duty, calendar=calendar, as_of=as_of)
    return [part.key for raw in proof.find("raw") for part in raw.parts]


def test_a_proof_names_each_day_the_roll_looked_at() -> None:
    """Days off, the day worked, a made-up workday, a year not decreed yet: the proof says which and by which paper."""
    back = evolve(a_duty(date(2026, 4, 1), date(2026, 4, 30)), raw=date(2026, 5, 2))
    on = evolve(a_duty(date(2026, 4, 1), date(2026, 5, 8)), raw=date(2026, 5, 7))
    assert _keys(back, ODD) == ["off", "off", "works"]
    assert _keys(on, ODD) == ["off", "works"]
    assert _keys(a_duty(date(2026, 4, 1), date(2026, 5, 9)), ODD) == ["works"]
    assert _keys(a_duty(date(2026, 5, 2), date(2026, 5, 4)), ODD) == ["stays"]
    assert _keys(a_duty(date(2025, 5, 2), date(2025, 5, 4)), ODD) == []
    ahead = evolve(a_duty(date(2026, 4, 1), date(2027, 1, 1)), raw=date(2027, 1, 2), provisional=True)
    assert _keys(ahead, ODD) == ["undecreed", "undecreed", "provisional"]
    spring = evolve(a_duty(date(2025, 1, 1), date(2025, 1, 27)), raw=date(2025, 1, 28))
    assert (
        "gov.cn" in prove(spring, calendar=CHINA, as_of=AS_OF).text.en
        or "〔" in prove(spring, calendar=CHINA, as_of=AS_OF).text.zh
    )


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("disbursed_on:L-1/1", "disbursement"),
        ("matures_on:L-1:2026-11-30", "maturity"),
        ("grid:2025-01-31+3", "disbursement"),
        ("signal:S-1", "signal"),
        ("visit:disbursed_on:2025-01-31", "disbursement"),
        ("visit:disbursed_on:2026-01-01+3", "4"),
        ("visit:V-1", "last visit"),
        ("visit:V-1+1", "forecast"),
        ("2026Q1", "quarter 1 of 2026"),
        ("2026-03", "month 3 of 2026"),
        ("2026-03a", "first half of month 3 of 2026"),
        ("2026-03b", "second half of month 3 of 2026"),
        ("2026-W09", "week 9 of 2026"),
        ("2026H2", "second half of 2026"),
        ("2026#2", "year 2026 (no. 2)"),
        ("own:form", "own:form"),
    ],
)
def test_a_proof_says_what_a_duty_is_counted_from(anchor: str, said: str) -> None:
    """The payout, the maturity, the signal, the last visit, a forecast one, or the natural period by name."""
    duty = a_duty(date(2026, 1, 1), AS_OF, anchor=anchor)
    [line] = prove(duty, calendar=weekdays(), as_of=AS_OF).find("anchor")
    assert said in line.statement.en
    assert "{" not in line.statement.zh


def test_a_proof_says_what_is_overdue_forecast_or_merged() -> None:
    """An overdue duty by how many days, one that opens later as a forecast, and what shares the visit."""
    late, ahead = a_duty(date(2026, 1, 1), date(2026, 3, 1)), a_duty(date(2026, 4, 1), date(2026, 6, 30))
    assert (
        prove(late, calendar=weekdays(), as_of=AS_OF).find("overdue")[0].statement.en.startswith("overdue by 30 days")
    )
    assert prove(ahead, calendar=weekdays(), as_of=AS_OF).find("projected")
    assert not prove(late, calendar=weekdays(), as_of=AS_OF).find("projected")


def test_a_plan_far_back_begins_where_the_past_is_known() -> None:
    """A grid, a period and a count from the last visit begin with the first last day after the known past."""
    old = a_loan(disbursed_on=date(2005, 1, 31), matures_on=None)
    file = a_file(old, past_known_from=AS_OF)
    requires = (
        EveryGap(gap=months(1), anchor=Anchor.DRAWDOWN),
        EveryGap(gap=months(1), anchor=Anchor.LAST_VISIT, opens=days(10)),
        EveryPeriod(period=NaturalPeriod.MONTH),
    )
    for require in requires:
        plan = plan_of(a_clause(require=require), file=file)
        assert min(duty.window.last for duty in (*plan.owed, *plan.projected)) == date(2026, 4, 30)


def test_a_visit_before_the_known_past_still_starts_the_count() -> None:
    """A past visit from before the known day counts; the duty it met is outside the plan."""
    old = a_loan(disbursed_on=date(2025, 1, 31), matures_on=None)
    require = EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(10))
    file = a_file(old, past=[a_past_visit(date(2026, 1, 15))], past_known_from=date(2026, 2, 28))
    plan = plan_of(a_clause(require=require), file=file)
    assert [duty.window.last for duty in plan.projected][:1] == [date(2026, 7, 15)]
    assert all(duty.window.last > date(2026, 2, 28) for duty in plan.owed)


def test_data_duties_run_on_their_own_dates() -> None:
    """Data monitoring merges with nothing: each duty is a run of its own, last in the cover."""
    data = a_duty(date(2026, 4, 1), date(2026, 4, 30), rule=a_rule("data", accepts=Accepts.DATA))
    site = a_duty(date(2026, 4, 1), date(2026, 4, 30), rule=a_rule("site"))
    trips = cover([data, site], as_of=AS_OF)
    assert [trip.method for trip in trips] == [Method.ON_SITE, Method.DATA]


def test_weaker_duties_ride_along_with_stronger_visits() -> None:
    """One visit on site serves what an interview or a letter would do, and no second visit is planned."""
    rules = [
        a_rule(accepts.value, accepts=accepts)
        for accepts in (Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE, Accepts.ANY_CONTACT)
    ]
    duties = [a_duty(date(2026, 4, 1), date(2026, 4, 30), rule=rule) for rule in rules]
    assert [(trip.method, len(trip.duties)) for trip in cover(duties, as_of=AS_OF)] == [(Method.ON_SITE, 3)]
    assert [trip.method for trip in cover(duties[1:], as_of=AS_OF)] == [Method.INTERVIEW]
    assert [trip.method for trip in cover(duties[2:], as_of=AS_OF)] == [Method.CONTACT]


def test_a_crowd_that_excludes_each_other_is_covered_all_the_same() -> None:
    """Dozens of duties that may not share visits end in a cover within the bound of search: each once, none in vain."""
    duties = [
        a_duty(
            AS_OF + timedelta(days=place % 7),
            AS_OF + timedelta(days=20 + place % 5),
            rule=a_rule(f"clause.{place % 6}", separate="apart" if place % 3 == 0 else None, accepts=accepts),
            anchor=f"{place}",
        )
        for place, accepts in enumerate([Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE, Accepts.ANY_CONTACT] * 12)
    ]
    trips = cover(duties, as_of=AS_OF)
    assert sorted(int(duty.anchor) for trip in trips for duty in trip.duties) == list(range(36))
    apart = [sum(duty.rule.separate is not None for duty in trip.duties) for trip in trips]
    assert max(apart) == 1
    assert sum(apart) == 12


def test_nothing_to_cover_is_no_visit() -> None:
    """No duties, no visits."""
    assert cover([], as_of=AS_OF) == ()


def test_the_next_duty_of_a_line_is_told_even_beyond_the_plan() -> None:
    """A yearly check whose next last day lies beyond the end of the plan is projected all the same, and not covered."""
    file = a_file(a_loan(disbursed_on=date(2025, 3, 31), matures_on=None), past_known_from=AS_OF)
    for require in (
        EveryGap(gap=months(12), anchor=Anchor.DRAWDOWN),
        EveryGap(gap=months(12), anchor=Anchor.LAST_VISIT, opens=days(30)),
    ):
        plan = plan_of(a_clause(require=require), file=file)
        assert [duty.window.last for duty in plan.projected] == [date(2027, 3, 31)]
        assert plan.visits == ()


def test_a_plan_names_the_products_that_no_clause_names() -> None:
    """A product outside every clause that tests products is told with its live loans; without such clauses, none is."""
    loans = (
        evolve(a_loan("L-1"), product="bill"),
        evolve(a_loan("L-2"), product="bill"),
        evolve(a_loan("L-3"), product="personal"),
        evolve(a_loan("L-4"), product="lease", status=LoanStatus.SETTLED),
        evolve(a_loan("L-5"), product=None),
    )
    book = a_book(a_file(*loans), as_of=AS_OF)
    until = date(2026, 12, 31)
    plan = make_plan(book, policy=presets.policy("cn.five_tier_default"), calendar=CHINA, until=until)
    [said] = plan.notes
    assert said.zh == "没有条款提到的产品：bill（2 笔）；这些贷款只按不分产品的条款检查。"
    assert said.en.startswith("No clause names these products: bill (2 loans);")
    assert make_plan(book, policy=a_policy(), calendar=weekdays(), until=until).notes == ()
    named = a_book(a_file(loans[2]), as_of=AS_OF)
    assert make_plan(named, policy=plan.policy, calendar=CHINA, until=until).notes == ()
    own = Condition(fact=FactName("product"), test=Comparison.IS_NOT, values=("personal",))
    rest = make_plan(book, policy=a_policy(a_clause(when=[own])), calendar=weekdays(), until=until)
    assert [one.zh.partition("；")[0] for one in rest.notes] == ["没有条款提到的产品：个人贷款（1 笔）"]


class _Silent:
    """A policy of a host's own that answers nothing."""

    id, version, reads = PolicyId("silent"), "1", frozenset[FactName]()

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        """Answer nothing."""
        del file, calendar, as_of, until
        return Duties()


def test_a_policy_without_clauses_has_nothing_to_note() -> None:
    """Only a policy of clauses can tell which products it names."""
    assert make_plan(a_book(a_file()), policy=_Silent(), calendar=weekdays(), until=date(2026, 12, 31)).notes == ()


@pytest.mark.parametrize(
    "days_of_maturity", [(date(2026, 6, 30), date(2026, 12, 31)), (date(2026, 12, 31), date(2026, 6, 30))]
)
def test_a_borrowers_maturity_is_that_of_the_last_loan(days_of_maturity: tuple[date, date]) -> None:
    """Before an event of a borrower with several loans, the last of them to mature is counted from."""
    loans = [
        a_loan(f"L-{place}", disbursed_on=date(2025, 1, 10), matures_on=day)
        for place, day in enumerate(days_of_maturity)
    ]
    before = a_clause("end", Before(before=MATURES, opens=days(60), closes=days(30)), level=Level.BORROWER)
    plan = make_plan(
        a_book(a_file(*loans), as_of=AS_OF), policy=a_policy(before), calendar=weekdays(), until=date(2026, 12, 31)
    )
    assert [duty.anchored_on for duty in plan.projected] == [date(2026, 12, 31)]


def test_the_plan_of_one_file_is_put_into_it() -> None:
    """A file with its part of a plan lets a record be filed, after which that part is refused and a new one is not."""
    file = a_file()
    day = date(2026, 3, 31)

    def planned(known: BorrowerFile) -> FilePlan:
        until = day + timedelta(days=90)
        return plan_file(known, policy=a_policy(a_clause()), calendar=weekdays(), as_of=day, until=until)

    part = planned(file)
    visit = part.visits[0]
    filing = {"by": an_officer("anna"), "at": datetime(2026, 3, 31, 9, tzinfo=UTC)}
    record = a_record(day, visit=visit.id.value)
    with pytest.raises(InputError, match=r"visit\.unknown"):
        file_record(file, visit.id, record, **filing)
    whole = part.put_into(file)
    later = whole.after(file_record(whole, visit.id, record, **filing))
    with pytest.raises(ConflictError) as refused:
        part.put_into(later)
    assert [fault.path for fault in refused.value.faults] == ["file.obligations"]
    assert planned(later).put_into(later).visit(visit.id) == later.visit(visit.id)
    with pytest.raises(InputError, match=r"borrower\.mixed"):
        part.put_into(a_file(a_loan(borrower="B-9")))
