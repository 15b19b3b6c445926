"""The nouns: what each refuses, and what each answers about itself."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    ALLOWED,
    FINDING_LIFECYCLE,
    OBLIGATION_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    VISIT_LIFECYCLE,
    Accepts,
    Answer,
    Borrower,
    BorrowerFile,
    BorrowerId,
    Calendar,
    Change,
    Channel,
    Confidence,
    DayAnswer,
    DecreedYear,
    Discharge,
    Drawdown,
    DrawdownId,
    Duties,
    EvidenceId,
    EvidenceRef,
    Exemption,
    Fact,
    FactKind,
    FactName,
    Family,
    Finding,
    FindingId,
    FindingKind,
    FindingState,
    Lifecycle,
    Loan,
    LoanId,
    LoanStatus,
    Method,
    MissReason,
    Money,
    Move,
    NaturalPeriod,
    ObligationState,
    Officer,
    OfficerId,
    OrganisationUnit,
    Outcome,
    PastFinding,
    PastVisit,
    Portfolio,
    Proof,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Replaced,
    RiskScale,
    Role,
    Ruling,
    SignalLevel,
    Span,
    Undetermined,
    Unit,
    UnitId,
    Visit,
    VisitId,
    VisitState,
    Weight,
    Window,
    days,
    fact_text,
    five_tier,
    months,
    rule,
    subject_text,
    working_days,
    years,
)
from loanvisit.domain.dates import is_day, nests
from loanvisit.domain.exact import as_utc
from loanvisit.domain.lifecycle import enforce, refused_fault, relate
from loanvisit.errors import ConflictError, InputError, SeparationOfDutiesError, TransitionError
from loanvisit.testing import (
    a_book,
    a_borrower,
    a_drawdown,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_record,
    a_signal,
    a_waiver,
    an_officer,
    weekdays,
)
from loanvisit.testing.strategies import past_visits
from loanvisit.testing.strategies.values import LAST_DAY
from loanvisit.words import TEMPLATES, Text, say, verbatim

CHINA = presets.calendar("CN")
DUTY = a_duty(date(2026, 1, 1), date(2026, 3, 31), anchor="2026Q1")
KIND = FindingKind(
    code="F01",
    category="use",
    family=Family.BORROWER,
    title=verbatim("diverted"),
    weight=Weight.S1,
    cure_days=10,
    remedy=verbatim("recall"),
)


def a_finding(*, weight: Weight = Weight.S2, state: FindingState = FindingState.OPEN) -> Finding:
    return Finding(
        id=FindingId("F-1"),
        kind=KIND,
        weight=weight,
        borrower=BorrowerId("B-1"),
        found_on=date(2026, 2, 1),
        due_on=date(2026, 2, 11),
        found_by=(OfficerId("anna"),),
        manager=OfficerId("li"),
        state=state,
    )


def a_cure(*, state: RemediationState = RemediationState.OPENED) -> Remediation:
    return Remediation(
        id=RemediationId("C-1"),
        finding=FindingId("F-1"),
        borrower=BorrowerId("B-1"),
        owner=OfficerId("li"),
        demand=verbatim("pay back"),
        opened_on=date(2026, 2, 2),
        due_on=date(2026, 2, 12),
        state=state,
    )


def a_visit(*, state: VisitState = VisitState.PLANNED) -> Visit:
    return Visit(borrower=BorrowerId("B-1"), method=Method.ON_SITE, window=DUTY.window, covers=(DUTY,), state=state)


REFUSED: list[tuple[str, Callable[[], object], str, str]] = [
    (
        "a window that ends first",
        lambda: Window(opens=date(2026, 2, 1), last=date(2026, 1, 1)),
        "date.order",
        "Window.last",
    ),
    ("a window of text", lambda: Window(opens="x", last=date(2026, 1, 1)), "type", "Window.opens"),  # type: ignore[arg-type]
    ("a span below nothing", lambda: days(-1), "number.range", "Span.count"),
    ("a span beyond reckoning", lambda: years(101), "number.range", "Span.count"),
    ("working days without a calendar", lambda: working_days(3).after(date(2026, 1, 1)), "type", "Span.unit"),
    ("a span that leaves the calendar", lambda: years(100).after(date(9990, 1, 1)), "date.range", "Span.after"),
    ("a matured payout", lambda: a_drawdown(matures_on=date(2020, 1, 1)), "date.order", "Drawdown.matures_on"),
    (
        "a matured loan",
        lambda: a_loan(matures_on=date(2020, 1, 1), drawdowns=[a_drawdown()]),
        "date.order",
        "Loan.matures_on",
    ),
    ("one payout twice", lambda: a_loan(drawdowns=[a_drawdown(), a_drawdown()]), "id.duplicate", "Loan.drawdowns"),
    ("payouts in no list", lambda: evolve(a_loan(), drawdowns="x"), "type", "Loan.drawdowns"),
    ("a visit to nobody", lambda: PastVisit(on=date(2026, 1, 1)), "borrower.missing", "PastVisit.borrower"),
    ("a waiver without a reason", lambda: evolve(a_waiver(DUTY.id), reason=" "), "empty", "Waiver.reason"),
    (
        "a waiver that ended before",
        lambda: a_waiver(DUTY.id, expires_on=date(2020, 1, 1)),
        "date.order",
        "Waiver.expires_on",
    ),
    ("a record of nobody", lambda: a_record(date(2026, 1, 1), visitors=[]), "empty", "VisitRecord.visitors"),
    (
        "one visitor under two spellings",
        lambda: a_record(date(2026, 1, 1), visitors=["Anna", "anna"]),
        "id.duplicate",
        "VisitRecord.visitors",
    ),
    (
        "missed without a reason",
        lambda: a_record(date(2026, 1, 1), outcome=Outcome.MISSED),
        "key.missing",
        "VisitRecord.miss_reason",
    ),
    (
        "recorded before it was made",
        lambda: evolve(a_record(date(2026, 1, 5)), recorded_at=datetime(2026, 1, 3, tzinfo=UTC)),
        "date.order",
        "VisitRecord.recorded_at",
    ),
    (
        "a digest of another kind",
        lambda: EvidenceRef(id=EvidenceId("E"), kind="photo", sha256="F" * 64),
        "type",
        "EvidenceRef.sha256",
    ),
    (
        "a fourth line of defence",
        lambda: OrganisationUnit(id=UnitId("U"), name=verbatim("u"), line_of_defence=4),
        "number.range",
        "OrganisationUnit.line_of_defence",
    ),
    ("a scale of nothing", lambda: RiskScale(id="s", grades=()), "empty", "RiskScale.grades"),
    ("a grade twice", lambda: RiskScale(id="s", grades=("A", "A")), "id.duplicate", "RiskScale.grades"),
    ("a grade of no scale", lambda: five_tier("watch"), "code", "Grade.code"),
    ("a grade that was of no scale", lambda: five_tier("pass", was="watch"), "code", "Grade.code"),
    (
        "since when the grade before held, and not which",
        lambda: five_tier("pass", since=date(2026, 2, 1), was_since=date(2026, 1, 1)),
        "key.missing",
        "Grade.was_since",
    ),
    (
        "since when the grade before held, and not until when",
        lambda: five_tier("pass", was="loss", was_since=date(2026, 1, 1)),
        "key.missing",
        "Grade.was_since",
    ),
    (
        "a grade from the day of the grade before",
        lambda: five_tier("pass", since=date(2026, 2, 1), was="loss", was_since=date(2026, 2, 1)),
        "date.order",
        "Grade.since",
    ),
    (
        "grades of two scales",
        lambda: five_tier("pass").is_worse_than(RiskScale(id="s", grades=("A",)).grade("A")),
        "scale.mixed",
        "Grade.scale",
    ),
    (
        "a grade fact without a scale",
        lambda: Fact(name=FactName("g"), kind=FactKind.GRADE, label=verbatim("g")),
        "key.missing",
        "Fact[g]",
    ),
    ("a cure of less than no days", lambda: evolve(KIND, cure_days=-1), "number.range", "FindingKind.cure_days"),
    ("a finding due before", lambda: evolve(a_finding(), due_on=date(2026, 1, 1)), "date.order", "Finding.due_on"),
    (
        "a finding closed before",
        lambda: evolve(a_finding(), closed_on=date(2026, 1, 1)),
        "date.order",
        "Finding.closed_on",
    ),
    (
        "a kind that recurs for ever",
        lambda: evolve(KIND, recurs_within_months=10**6),
        "number.range",
        "FindingKind.recurs_within_months",
    ),
    ("a cure of a lifetime", lambda: evolve(KIND, cure_days=10**6), "number.range", "FindingKind.cure_days"),
    (
        "a cure verified before it was reported",
        lambda: evolve(a_cure(), submitted_on=date(2026, 3, 5), verified_on=date(2026, 3, 4)),
        "date.order",
        "Remediation.verified_on",
    ),
    (
        "a cure extended to an earlier day",
        lambda: evolve(a_cure(), extended_to=a_cure().due_on - timedelta(days=1)),
        "date.order",
        "Remediation.extended_to",
    ),
    (
        "a loan of less than nothing",
        lambda: a_loan(principal="-1.00", drawdowns=[]),
        "amount.negative",
        "Loan.principal",
    ),
    (
        "a payout of less than nothing",
        lambda: evolve(a_drawdown(), amount=Money("-1", "CNY")),
        "amount.negative",
        "Drawdown.amount",
    ),
    (
        "a visit by less than nobody",
        lambda: a_past_visit(date(2026, 1, 1), visitors=-1),
        "number.range",
        "PastVisit.visitors",
    ),
    (
        "a visit for a purpose that is blank",
        lambda: a_past_visit(date(2026, 1, 1), purposes=[" "]),
        "empty",
        "PastVisit.purposes",
    ),
    ("a cure due before", lambda: evolve(a_cure(), due_on=date(2026, 1, 1)), "date.order", "Remediation.due_on"),
    ("a visit for nothing", lambda: evolve(a_visit(), covers=()), "empty", "Visit.covers"),
    (
        "a loan of another borrower",
        lambda: a_file(a_loan(), borrower=a_borrower("B-2")),
        "borrower.mixed",
        "BorrowerFile.loans",
    ),
    ("one loan twice in a file", lambda: a_file(a_loan(), a_loan()), "id.duplicate", "BorrowerFile.loans[1].id"),
    (
        "one drawdown in two loans",
        lambda: a_file(a_loan("L-1"), a_loan("L-2", drawdowns=[a_drawdown("L-1/1")])),
        "id.duplicate",
        "BorrowerFile.loans.drawdowns[1].id",
    ),
    (
        "two past visits of one id",
        lambda: a_file(past=[a_past_visit(date(2026, 1, day), id="V-1") for day in (1, 2)]),
        "id.duplicate",
        "BorrowerFile.past[1].id",
    ),
    (
        "one loan twice in a past visit",
        lambda: a_past_visit(date(2026, 1, 1), "L-1", "L-1"),
        "id.duplicate",
        "PastVisit.loans",
    ),
    (
        "one loan in two files",
        lambda: a_book(a_file(a_loan()), a_file(a_loan(drawdowns=[], borrower="B-2"))),
        "id.duplicate",
        "Portfolio.files[1].loans",
    ),
    (
        "one drawdown in two files",
        lambda: a_book(a_file(a_loan()), a_file(a_loan("L-2", drawdowns=[a_drawdown("L-1/1")], borrower="B-2"))),
        "id.duplicate",
        "Portfolio.files[1].drawdowns",
    ),
    (
        "one file twice among new ones",
        lambda: a_book().with_files([a_file(), a_file()]),
        "id.duplicate",
        "Portfolio.files[1]",
    ),
    ("one file twice in a book", lambda: a_book(a_file(), a_file()), "id.duplicate", "Portfolio.files[1]"),
    (
        "years with one left out",
        lambda: Calendar(
            id="c",
            title=verbatim("c"),
            years=tuple(DecreedYear(year=year, off={}, works={}) for year in (2024, 2026)),
        ),
        "date.order",
        "Calendar.years",
    ),
    ("a day before the calendar", lambda: CHINA.answer(date(1999, 1, 1)), "calendar.range", "day"),
    ("a working day counted there", lambda: CHINA.add(date(1999, 1, 1), 1), "calendar.range", "day"),
    ("no such loan", lambda: a_file().loan(LoanId("L-9")), "id.unknown", "loan"),
    ("no such visit", lambda: a_file().visit(VisitId("V-9")), "visit.unknown", "visit"),
    ("not kept in a file", lambda: a_file().holding([a_loan()]), "type", "stored[0]"),
    (
        "held twice",
        lambda: a_file().holding([a_record(date(2026, 3, 3))] * 2),
        "id.duplicate",
        "BorrowerFile.records[1].id",
    ),
    ("no such file", lambda: a_book().file(BorrowerId("B-9")), "id.unknown", "borrower"),
    (
        "a change of another borrower",
        lambda: a_file().after(Change(borrower=BorrowerId("B-9"))),
        "borrower.mixed",
        "change.borrower",
    ),
]


@pytest.mark.parametrize(("make", "code", "path"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_what_cannot_be_is_refused_by_code_and_path(make: Callable[[], object], code: str, path: str) -> None:
    """What contradicts itself is refused when it is made, with a permanent code and the path of the field."""
    with pytest.raises(InputError) as refused:
        make()
    assert (refused.value.code, refused.value.path) == (code, path)


def test_a_natural_period_holds_its_days_and_names_itself() -> None:
    """A week begins on Monday, a half-month on the 1st or the 16th; each period has one name on every machine."""
    day = date(2028, 2, 29)
    held = {period: (period.holding(day), period.key(period.holding(day))) for period in NaturalPeriod}
    assert {period.value: (str(window.opens), str(window.last), key) for period, (window, key) in held.items()} == {
        "week": ("2028-02-28", "2028-03-05", "2028-W09"),
        "half_month": ("2028-02-16", "2028-02-29", "2028-02b"),
        "month": ("2028-02-01", "2028-02-29", "2028-02"),
        "quarter": ("2028-01-01", "2028-03-31", "2028Q1"),
        "half_year": ("2028-01-01", "2028-06-30", "2028H1"),
        "year": ("2028-01-01", "2028-12-31", "2028"),
    }
    assert NaturalPeriod.HALF_MONTH.key(NaturalPeriod.HALF_MONTH.holding(date(2028, 2, 15))) == "2028-02a"
    assert NaturalPeriod.HALF_YEAR.key(NaturalPeriod.HALF_YEAR.holding(date(2028, 7, 1))) == "2028H2"


def test_periods_nest_where_each_lies_in_one_other() -> None:
    """Half-months lie in months, months in quarters, quarters in half-years and years; weeks lie in weeks only."""
    order = [one for one in NaturalPeriod if one is not NaturalPeriod.WEEK]
    for place, inner in enumerate(order):
        for other, outer in enumerate(order):
            assert nests(inner, outer) is (place <= other)
        assert not nests(inner, NaturalPeriod.WEEK)
        assert not nests(NaturalPeriod.WEEK, inner)
    assert nests(NaturalPeriod.WEEK, NaturalPeriod.WEEK)


def test_a_window_holds_both_its_ends() -> None:
    """From the opening day to the last, both in."""
    window = Window(opens=date(2026, 1, 1), last=date(2026, 3, 31))
    assert date(2026, 1, 1) in window
    assert date(2026, 3, 31) in window
    assert date(2026, 4, 1) not in window
    assert date(2025, 12, 31) not in window


def test_a_day_is_a_date_and_no_instant() -> None:
    """A datetime is no day, nor is text, nor a day the library does not serve."""
    assert is_day(date(2026, 3, 31))
    assert not is_day(datetime(2026, 3, 31, tzinfo=UTC))
    assert not is_day("2026-03-31")
    assert not is_day(date(2300, 1, 1))


def test_a_calendar_answers_works_off_or_undecreed() -> None:
    """Inside the decreed years a day works or is off; after them nothing is decreed, and weekdays stand in."""
    assert CHINA.answer(date(2025, 2, 8)) is DayAnswer.WORKS
    assert CHINA.answer(date(2025, 1, 28)) is DayAnswer.OFF
    assert CHINA.range_start is not None
    beyond = date(CHINA.years[-1].year + 1, 3, 2)
    assert CHINA.answer(beyond) is DayAnswer.UNDECREED
    assert not CHINA.is_decreed(beyond)
    assert CHINA.days_since_worked(beyond) is None
    assert CHINA.notices(beyond.year) == ()
    assert CHINA.notices(2025)
    assert CHINA.because(date(2025, 1, 28)) is not None
    assert CHINA.because(date(2025, 3, 4)) is None


def test_a_calendar_without_years_is_always_sure() -> None:
    """Monday to Friday is worked on every day there is, and needs no decree."""
    calendar = weekdays()
    assert calendar.range_start is None
    assert calendar.answer(date(1950, 1, 2)) is DayAnswer.WORKS
    assert calendar.answer(date(1950, 1, 1)) is DayAnswer.OFF
    assert calendar.days_since_worked(date(2150, 1, 1)) == 0
    assert calendar.days_since_worked(date(1950, 1, 1)) is None
    assert calendar.is_decreed(date(2150, 1, 1))
    assert calendar.because(date(2026, 1, 1)) is None
    assert calendar.add(date(2026, 3, 27), 0) == date(2026, 3, 27)


def test_the_day_of_an_instant_is_that_of_the_calendars_zone() -> None:
    """Half past four in the afternoon in UTC is the next day in China."""
    assert CHINA.day_of(datetime(2026, 3, 31, 16, 30, tzinfo=UTC)) == date(2026, 4, 1)
    assert weekdays().day_of(datetime(2026, 3, 31, 16, 30, tzinfo=UTC)) == date(2026, 3, 31)
    assert as_utc(datetime(2026, 3, 31, 16, 30, tzinfo=UTC)).tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "end", "months_long"),
    [
        (date(2025, 11, 30), date(2026, 11, 30), 12),
        (date(2025, 11, 30), date(2026, 12, 1), 13),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 31), date(2025, 1, 31), 0),
        (date(2025, 1, 31), None, None),
        (None, date(2025, 1, 31), None),
    ],
)
def test_a_started_month_counts_whole(start: date | None, end: date | None, months_long: int | None) -> None:
    """A tenor is counted in months, a started one whole; with an end unknown or open there is none."""
    assert a_loan(disbursed_on=start, matures_on=end).tenor_months == months_long


def test_the_first_payout_is_the_first_known_day() -> None:
    """Of several payouts the first known day counts; none known, there is none."""
    some = [a_drawdown("1", drawn_on=None), a_drawdown("2", drawn_on=date(2026, 2, 1)), a_drawdown("3")]
    assert a_loan(drawdowns=some, matures_on=None).first_drawn_on == date(2025, 11, 30)
    assert a_loan(drawdowns=[]).first_drawn_on is None


def test_a_fact_accepts_its_own_kind_alone() -> None:
    """A flag is no number, a code is one of its list, a grade is of its scale."""
    flag = Fact(name=FactName("f"), kind=FactKind.FLAG, label=verbatim("f"))
    code = Fact(name=FactName("c"), kind=FactKind.CODE, label=verbatim("c"), codes=("a",))
    grade = Fact(name=FactName("g"), kind=FactKind.GRADE, label=verbatim("g"), scale=RiskScale(id="s", grades=("A",)))
    assert [flag.accepts(True), flag.accepts(1)] == [True, False]
    assert [code.accepts("a"), code.accepts("b")] == [True, False]
    assert [grade.accepts(RiskScale(id="s", grades=("A",)).grade("A")), grade.accepts(five_tier("pass"))] == [
        True,
        False,
    ]


def test_a_grade_of_a_banks_own_scale_reads_as_its_code() -> None:
    """The five grades have labels in both languages; a bank's own grade reads as it is written."""
    assert five_tier("special_mention").text.zh == "关注"
    assert RiskScale(id="s", grades=("A1",)).grade("A1").text == verbatim("A1")
    assert five_tier("loss").is_worse_than(five_tier("pass"))


def test_every_code_has_a_label_in_both_languages() -> None:
    """Whatever a reader may see of a code is a label in Chinese and in English."""
    kinds = (Unit, NaturalPeriod, Method, Accepts, Confidence, LoanStatus, SignalLevel, Outcome, MissReason, Role)
    states = (VisitState, ObligationState, FindingState, RemediationState)
    for kind in (*kinds, *states, Weight, Family):
        for code in kind:
            label: Text = code.text
            assert label.zh != ""
            assert label.en != ""
    assert days(3).text.en == "3 days"
    assert [weight.rank for weight in Weight] == [1, 2, 3, 4]


def test_answers_read_as_sentences() -> None:
    """An exemption, a lack, a duty, a finding and a visit each read as one line in both languages."""
    lines = [
        Exemption(clause=DUTY.rule.clause, subject=DrawdownId("D"), fact=FactName("risk"), value=verbatim("x")).text,
        Undetermined(clause=DUTY.rule.clause, subject=LoanId("L"), missing=(FactName("risk"), FactName("own"))).text,
        DUTY.text,
        a_finding().text,
        a_visit().reason,
        subject_text(BorrowerId("B-1")),
    ]
    for line in lines:
        assert line.zh
        assert line.en
        assert "{" not in line.zh + line.en
    assert fact_text(FactName("own")) == verbatim("own")
    assert Duties().owed == ()


def test_a_duty_knows_how_late_it_was_met() -> None:
    """Met after its last day a duty is late by the days between; met in time, or not met, by none."""
    assert DUTY.late_days == 0
    assert DUTY.fulfilled(Discharge(on=date(2026, 4, 2))).late_days == 2
    assert DUTY.fulfilled(Discharge(on=date(2026, 3, 2))).late_days == 0
    assert DUTY.can("discharge", by=an_officer())
    assert not evolve(DUTY, state=ObligationState.LAPSED).can("discharge", by=an_officer())


def test_a_cure_knows_its_last_day() -> None:
    """An extension moves the last day once; a cure is overdue after it, while it still runs."""
    cure = a_cure()
    longer = evolve(cure, extended_to=date(2026, 3, 1))
    assert (cure.last_day, longer.last_day) == (date(2026, 2, 12), date(2026, 3, 1))
    assert not cure.is_overdue(date(2026, 2, 12))
    assert cure.is_overdue(date(2026, 2, 13))
    assert not longer.is_overdue(date(2026, 2, 13))
    assert not a_cure(state=RemediationState.VERIFIED).is_overdue(date(2027, 1, 1))
    head = an_officer("head", Role.SUB_BRANCH_HEAD)
    assert cure.can("extend", by=head)
    assert longer.can("extend", by=head).code == "ruling.extended"


def test_a_finding_is_open_until_it_is_closed_or_waived() -> None:
    """A critical finding is waived by an approver alone, and nobody waives what they found."""
    assert a_finding().is_open
    assert not a_finding(state=FindingState.CLOSED).is_open
    head, approver = an_officer("head", Role.SUB_BRANCH_HEAD), an_officer("boss", Role.APPROVER)
    assert a_finding().can("waive", by=head)
    assert a_finding(weight=Weight.S1).can("waive", by=head).code == "ruling.critical"
    assert a_finding(weight=Weight.S1).can("waive", by=approver)
    assert a_finding().can("waive", by=an_officer("anna", Role.APPROVER)).code == "ruling.own"


def test_a_visit_knows_what_it_is_for() -> None:
    """A visit names its loans, purposes and visitors; made, it is no longer overdue."""
    visit = a_visit()
    assert visit.loans == (LoanId("L-1"),)
    assert visit.purposes == ("routine",)
    assert visit.demanded == 2
    assert visit.id == VisitId("visit~~routine~~L-1~~2026Q1")
    assert visit.is_overdue(date(2026, 4, 1))
    assert not visit.is_overdue(date(2026, 3, 31))
    assert not a_visit(state=VisitState.MADE).is_overdue(date(2026, 4, 1))
    assert visit.can("miss", by=an_officer("desk", Role.POST_LOAN_DESK))
    desk = an_officer("desk", Role.POST_LOAN_DESK)
    alone = evolve(a_visit(state=VisitState.SUBMITTED), visitors=(OfficerId("anna"),))
    assert alone.can("accept", by=desk)
    assert evolve(alone, visitors=(OfficerId("anna"), OfficerId("bo"))).can("accept", by=desk).code == "ruling.co_sign"


TABLES = [VISIT_LIFECYCLE, OBLIGATION_LIFECYCLE, FINDING_LIFECYCLE, REMEDIATION_LIFECYCLE]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_of_moves_is_closed(table: Lifecycle) -> None:
    """Every move leads from states of the table to a state of it, and has a label; the start is one of them."""
    assert table.start in table.states
    for move in table.moves:
        assert move.sources <= set(table.states)
        assert move.target is None or move.target in table.states
        assert move.text.zh


def test_a_move_is_refused_with_the_reason() -> None:
    """No such move, not from this state, by nobody, by a role that never may, by another role, or on one's own work."""
    related = relate(visitor=OfficerId("anna"), named=OfficerId("anna"), manager=None, reviewer=(OfficerId("bo"),))
    desk, anna = an_officer("desk", Role.POST_LOAN_DESK), an_officer("Anna", Role.RISK_MANAGER)
    asked: list[tuple[str, str, Officer | None, str]] = [
        ("submitted", "fly", desk, "ruling.unknown"),
        ("planned", "accept", desk, "ruling.state"),
        ("void", "accept", desk, "ruling.state"),
        ("co_signed", "accept", None, "ruling.by"),
        ("made", "submit", desk, "ruling.never"),
        ("co_signed", "accept", an_officer("x", Role.INTERNAL_AUDIT), "ruling.never"),
        ("co_signed", "accept", an_officer("x", Role.APPROVER), "ruling.role"),
        ("made", "submit", an_officer("x"), "ruling.only"),
        ("planned", "miss", an_officer("x"), "ruling.only"),
        ("planned", "miss", desk, "ruling.allowed"),
        ("co_signed", "accept", anna, "ruling.own"),
        ("co_signed", "accept", desk, "ruling.allowed"),
    ]
    for state, move, by, code in asked:
        ruling = rule(VISIT_LIFECYCLE, state, move, by, related)
        assert ruling.code == code
        assert bool(ruling) is (code == "ruling.allowed")
        assert ruling.reason.zh
    assert VISIT_LIFECYCLE.move("fly") is None
    assert VISIT_LIFECYCLE.terminal == {"cancelled", "void"}


def test_a_refusal_about_people_is_another_error_than_one_about_the_state() -> None:
    """What a person may not do is a SeparationOfDutiesError; what a state does not allow is a TransitionError."""
    enforce(ALLOWED, "visit")
    with pytest.raises(SeparationOfDutiesError):
        enforce(rule(VISIT_LIFECYCLE, "made", "submit", an_officer(), {}), "visit")
    with pytest.raises(TransitionError) as refused:
        enforce(rule(VISIT_LIFECYCLE, "planned", "submit", an_officer(), {}), "visit")
    assert not isinstance(refused.value, SeparationOfDutiesError)
    assert (refused.value.code, refused.value.path) == ("ruling.state", "visit")


def test_a_refusal_says_what_would_be_allowed() -> None:
    """Each reason for which a move is refused has its own remedy; one of a host's own has that of them all."""
    known = {key.removeprefix("ruling.") for key in TEMPLATES if key.startswith("ruling.")} - {"allowed"}
    assert {f"remedy.{name}" for name in known} | {"remedy.other"} == {one for one in TEMPLATES if one[:7] == "remedy."}
    remedies = [
        refused_fault(Ruling(allowed=False, code=f"ruling.{name}", reason=say("ruling.by")), "visit").remedy.zh
        for name in (*sorted(known), "own.rule")
    ]
    assert len(set(remedies)) == len(remedies)
    assert remedies[-1] == "改由符合条件的人员在符合条件的状态下办理"


def test_a_move_may_be_made_without_lists() -> None:
    """A move given lists keeps sets."""
    move = Move(name="make", sources=["a", "b"], target=None, roles=[Role.APPROVER])
    assert move.sources == {"a", "b"}


def test_a_proof_is_a_tree_that_can_be_searched() -> None:
    """The text indents each statement under the one it carries; `find` gives every statement of a kind, in order."""
    tree = Proof(key="a", statement=Text(zh="甲", en="A"), parts=(Proof(key="b", statement=verbatim("B")),) * 2)
    assert tree.text.en == "A\n  B\n  B"
    assert tree.text.zh == "甲\n  B\n  B"
    assert len(tree.find("b")) == 2
    assert tree.find("a") == (tree,)
    assert tree.find("c") == ()


def test_a_record_knows_which_questions_have_an_answer() -> None:
    """A question asked and not answered is not answered."""
    record = evolve(
        a_record(date(2026, 2, 1)), answers=[Answer(question="stock", value=True), Answer(question="books", value=None)]
    )
    assert record.answered == {"stock"}
    assert evolve(record, channel=Channel.PHONE).channel is Channel.PHONE


def test_a_file_finds_what_it_holds() -> None:
    """Each thing a file holds is found by its id."""
    record = a_record(date(2026, 2, 1))
    file = evolve(
        a_file(records=[record], obligations=[evolve(DUTY, anchor="2025Q4"), DUTY]),
        visits=(a_visit(),),
        findings=(a_finding(),),
        remediations=(a_cure(),),
    )
    assert file.loan(LoanId("L-1")).id == LoanId("L-1")
    assert file.visit(a_visit().id) == a_visit()
    assert file.record(RecordId("R-1")) == record
    assert file.obligation(DUTY.id) == DUTY
    assert file.finding(FindingId("F-1")) == a_finding()
    assert file.remediation(RemediationId("C-1")) == a_cure()


def test_a_change_is_applied_to_a_file() -> None:
    """New values replace those of the same id, others are added, and what is met or in part is told."""
    half = evolve(DUTY, state=ObligationState.IN_PART, lacks=("evidence:photo",))
    whole = evolve(DUTY, anchor="2026Q2").fulfilled(Discharge(on=date(2026, 4, 2)))
    change = Change(
        borrower=BorrowerId("B-1"),
        obligations=(half, whole),
        records=(a_record(date(2026, 2, 1)),),
        findings=(a_finding(),),
        remediations=(a_cure(),),
        waivers=(a_waiver(DUTY.id),),
        replaces=(Replaced(id=DUTY.id, version=1),),
    )
    after = a_file(obligations=[DUTY]).after(change)
    assert after.obligations == (half, whole)
    assert after.waivers == change.waivers
    assert (change.discharged, change.in_part) == ((whole,), (half,))
    assert (change.record, change.finding, change.remediation) == (after.records[0], a_finding(), a_cure())
    assert len(change.stored) == 6


REPEATED: dict[str, tuple[object, ...]] = {
    "signals": (a_signal(date(2026, 1, 1)), a_signal(date(2026, 1, 2))),
    "past_findings": 2 * (PastFinding(id=FindingId("F"), borrower=BorrowerId("B-1")),),
    "waivers": (a_waiver(DUTY.id), a_waiver(DUTY.id, expires_on=date(2026, 9, 30))),
    "records": (a_record(date(2026, 1, 1)), a_record(date(2026, 1, 2))),
    "visits": (a_visit(), a_visit()),
    "findings": (a_finding(), a_finding(weight=Weight.S3)),
    "obligations": (DUTY, DUTY.fulfilled(Discharge(on=date(2026, 3, 1)))),
    "remediations": (a_cure(), a_cure()),
}


@pytest.mark.parametrize("name", REPEATED)
def test_an_id_stands_once_in_a_file(name: str) -> None:
    """Two things of one id are refused with the place of the second, whether they are equal or not."""
    with pytest.raises(InputError) as refused:
        evolve(a_file(), **{name: REPEATED[name]})
    assert (refused.value.code, refused.value.path) == ("id.duplicate", f"BorrowerFile.{name}[1].id")


@given(past=st.lists(past_visits(borrower=BorrowerId("B-1"), among=(LoanId("L-1"),)), max_size=4))
def test_a_past_visit_told_twice_is_one_visit(past: list[PastVisit]) -> None:
    """A file that is told each past visit twice, in whatever order, equals the file that is told each once."""
    once = list({visit.id or visit: visit for visit in past}.values())
    assert a_file(past=[*once, *reversed(once)]) == a_file(past=once)
    assert len(a_file(past=once + once).past) == len(once)
    book = Portfolio.of([a_loan()], past=once + once, as_of=LAST_DAY)
    assert book == Portfolio.of([a_loan()], past=once, as_of=LAST_DAY)


@given(order=st.permutations([1, 2, 3]))
def test_equal_content_makes_equal_values_in_any_order(order: list[int]) -> None:
    """Drawdowns of a loan and loans of a past visit stand in order of id, whatever the order given."""
    loan = a_loan(drawdowns=[a_drawdown(f"L-1/{place}") for place in order])
    visit = a_past_visit(date(2026, 1, 1), *(f"L-{place}" for place in order))
    assert loan == a_loan(drawdowns=[a_drawdown(f"L-1/{place}") for place in (1, 2, 3)])
    assert visit == a_past_visit(date(2026, 1, 1), "L-1", "L-2", "L-3")


def test_a_change_decided_on_other_versions_is_refused_whole() -> None:
    """Each thing seen at another version, gone, or come since, is listed with both versions; nothing is applied."""
    file = evolve(a_file(obligations=[DUTY]), findings=(a_finding(),))
    seen = (Replaced(id=DUTY.id, version=2), Replaced(id=RecordId("R-9"), version=1))
    change = Change(borrower=file.id, findings=(evolve(a_finding(), weight=Weight.S1),), replaces=seen)
    with pytest.raises(ConflictError) as refused:
        file.after(change)
    assert [(one.code, one.path) for one in refused.value.faults] == [("conflict", "change.replaces")] * 3
    lines = refused.value.text.en.splitlines()
    assert lines[0].startswith(f"change.replaces: {DUTY.id} was version 2 when the step was made and is version 1")
    assert "R-9 was version 1 when the step was made and is not there in the file" in lines[1]
    assert f"{a_finding().id} was not there when the step was made and is version 1" in lines[2]
    assert "routine~~L-1~~2026Q1 应为第 2 版，档案中为第 1 版" in refused.value.text.zh


def test_a_step_is_applied_once() -> None:
    """The same change a second time is stale."""
    change = Change(
        borrower=BorrowerId("B-1"), waivers=(a_waiver(DUTY.id),), replaces=(Replaced(id=DUTY.id, version=1),)
    )
    change = evolve(change, obligations=(evolve(DUTY, state=ObligationState.WAIVED, version=2),))
    after = a_file(obligations=[DUTY]).after(change)
    with pytest.raises(ConflictError):
        after.after(change)


def test_a_book_is_gathered_from_what_a_host_has() -> None:
    """Loans, visits, signals and facts find their borrower's file; one known by loans alone gets a bare one."""
    book = Portfolio.of(
        [a_loan("L-2", borrower="B-2"), a_loan("L-1")],
        past=[a_past_visit(date(2026, 2, 1), "L-1"), a_past_visit(date(2026, 2, 2), borrower="B-2")],
        past_findings=[PastFinding(id=FindingId("P-1"), borrower=BorrowerId("B-1"))],
        borrowers=[a_borrower("B-1", manager="li"), a_borrower("B-3")],
        signals=[
            a_signal(date(2026, 3, 1), about=LoanId("L-2")),
            a_signal(date(2026, 3, 1), about=DrawdownId("L-1/1"), id="S-2"),
            a_signal(date(2026, 3, 1), about=BorrowerId("B-3"), id="S-3"),
        ],
        facts={BorrowerId("B-1"): {"score": 700}},
        as_of=date(2026, 3, 31),
    )
    assert [file.id.value for file in book.files] == ["B-1", "B-2", "B-3"]
    assert [len(file.signals) for file in book.files] == [1, 1, 1]
    assert [len(file.past) for file in book.files] == [1, 1, 0]
    assert book.file(BorrowerId("B-1")).facts["score"] == 700
    assert book.file(BorrowerId("B-2")).borrower == Borrower(id=BorrowerId("B-2"))
    assert [loan.id.value for loan in book.loans] == ["L-1", "L-2"]
    assert {file.past_known_from for file in book.files} == {None}
    assert Portfolio.of([], as_of=date(2026, 3, 31)).files == ()
    unknown = Portfolio.of([a_loan()], as_of=date(2026, 3, 31))
    assert unknown.files[0].past_known_from == date(2026, 3, 31)


def test_every_fault_of_a_book_is_told_at_once() -> None:
    """A loan twice, a drawdown in two loans, a visit or a signal of nobody, and one of two borrowers: all are told."""
    with pytest.raises(InputError) as refused:
        Portfolio.of(
            [
                a_loan("L-1"),
                a_loan("L-1"),
                a_loan("L-2", drawdowns=[a_drawdown("L-1/1")]),
                a_loan("L-3", borrower="B-2"),
            ],
            past=[
                a_past_visit(date(2026, 2, 1), "L-9"),
                a_past_visit(date(2026, 2, 1), "L-1", "L-3"),
                a_past_visit(date(2026, 2, 1), borrower="B-9"),
                a_past_visit(date(2026, 2, 1), id="V-1"),
                a_past_visit(date(2026, 2, 1), id="V-1"),
                a_past_visit(date(2026, 2, 2), id="V-1"),
            ],
            borrowers=[a_borrower(), a_borrower()],
            signals=[
                a_signal(date(2026, 2, 1), about=LoanId("L-9")),
                a_signal(date(2026, 2, 1)),
                a_signal(date(2026, 2, 1)),
            ],
            as_of=date(2026, 3, 31),
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("id.duplicate", "borrowers"),
        ("id.duplicate", "loans[1].id"),
        ("id.duplicate", "loans[2].drawdowns"),
        ("id.unknown", "past[0]"),
        ("borrower.mixed", "past[1]"),
        ("id.unknown", "past[2]"),
        ("id.duplicate", "past[5].id"),
        ("id.unknown", "signals[0]"),
        ("id.duplicate", "signals[2].id"),
    ]


def test_a_file_is_kept_in_order() -> None:
    """What a file holds stands in order of id or day, whatever the order given."""
    file = a_file(
        a_loan("L-2"),
        a_loan("L-1"),
        past=[a_past_visit(date(2026, 2, 2)), a_past_visit(date(2026, 2, 1), method=None, purposes=None)],
        signals=[a_signal(date(2026, 3, 2)), a_signal(date(2026, 3, 1), id="S-2")],
    )
    assert [loan.id.value for loan in file.loans] == ["L-1", "L-2"]
    assert [visit.on.day for visit in file.past] == [1, 2]
    assert [signal.raised_on.day for signal in file.signals] == [1, 2]
    assert isinstance(evolve(file), BorrowerFile)


def test_money_is_in_order_within_one_currency_only() -> None:
    """Amounts of one currency compare; a maturity, a count and a span do not become money."""
    assert Money("2", "CNY") > Money("1", "CNY")
    assert months(3) == Span(count=3, unit=Unit.MONTHS)


def test_a_loan_drawn_once_has_one_drawdown_of_the_whole() -> None:
    """Paid out whole, a loan has one drawdown that carries its amount, its day and its maturity."""
    loan = Loan.drawn_once(
        id=LoanId("L-1"),
        borrower=BorrowerId("B-1"),
        disbursed_on=date(2025, 11, 30),
        matures_on=date(2026, 11, 30),
        principal=Money("0", "CNY"),
        agreed_payees=["mill"],
    )
    assert loan.drawdowns == (
        Drawdown(
            id=DrawdownId("L-1/1"),
            amount=Money("0", "CNY"),
            drawn_on=date(2025, 11, 30),
            matures_on=date(2026, 11, 30),
        ),
    )
    assert loan.agreed_payees == {"mill"}


def test_a_book_takes_files_in_place_of_those_of_the_same_borrowers() -> None:
    """Files of known borrowers are replaced, those of others added; the day stays."""
    book = a_book(a_file(), a_file(a_loan("L-2", borrower="B-2")))
    changed = a_file(a_loan("L-9"))
    after = book.with_files([changed, a_file(a_loan("L-3", borrower="B-3"))])
    assert [file.id.value for file in after.files] == ["B-1", "B-2", "B-3"]
    assert after.file(BorrowerId("B-1")) == changed
    assert after.as_of == book.as_of
    assert a_file().loan(LoanId("L-1")).id == a_file(a_loan("L-0"), a_loan("L-1")).loan(LoanId("L-1")).id


def test_a_refused_move_lists_what_can_be_asked_for() -> None:
    """Each move listed in a refusal stands with the name `can` takes; asked by that name it is known."""
    visit = a_visit()
    said = visit.can("review", by=an_officer())
    listed = re.findall(r"\((\w+)\)", said.reason.en)
    assert listed == [move.name for move in VISIT_LIFECYCLE.moves]
    assert {visit.can(name, by=an_officer()).code for name in listed} & {"ruling.unknown"} == set()
    assert "（accept）" in said.reason.zh
