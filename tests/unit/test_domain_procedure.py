"""Procedures, their steps, clocks and tests of quality; how a visit kept to one, as values."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    ClockSide,
    Confidence,
    OfficerId,
    Performer,
    Procedure,
    ProcedureCheck,
    ProcedureStep,
    QualityAnswer,
    QualityKind,
    QualityTest,
    ReturnReason,
    Role,
    Roll,
    Span,
    StepCase,
    StepClock,
    StepLine,
    StepStanding,
    Unit,
    VisitId,
    days,
    working_days,
)
from loanvisit.errors import InputError, LoanVisitError
from loanvisit.testing import a_procedure, a_step
from loanvisit.words import Text, verbatim

DAY = date(2026, 3, 10)
SAID = Text(zh="所见", en="seen")
COVERAGE = QualityTest(kind=QualityKind.COVERAGE, least=Decimal("0.9"))


def _codes(error: LoanVisitError) -> list[str]:
    return [one.code for one in error.faults]


@pytest.mark.parametrize("performer", Performer)
def test_a_performer_is_a_role_or_told_by_the_visit(performer: Performer) -> None:
    """Every role performs steps under its own label; the pair and the handler are no roles."""
    assert {one.role for one in Performer if one.role} == set(Role)
    assert performer.text.zh
    assert (performer.role is None) == (performer in (Performer.PAIR, Performer.HANDLER))


@pytest.mark.parametrize(
    ("kind", "least", "questions", "codes"),
    [
        (QualityKind.COVERAGE, None, (), ["share.range"]),
        (QualityKind.COVERAGE, Decimal("1.01"), (), ["share.range"]),
        (QualityKind.MANDATORY, Decimal(0), (), ["share.range"]),
        (QualityKind.PRESENT, None, (), ["number.range"]),
        (QualityKind.PRESENT, Decimal("1.5"), (), ["number.range"]),
        (QualityKind.PRESENT, Decimal(11), (), ["number.range"]),
        (QualityKind.PLACE, Decimal(1), (), ["quality.bound"]),
        (QualityKind.REPAYMENT_SOURCE, None, (), ["quality.questions"]),
        (QualityKind.REPAYMENT_SOURCE, None, ("Q1", "Q1"), ["id.duplicate"]),
        (QualityKind.PLACE, Decimal(1), ("Q1",), ["quality.bound", "quality.questions"]),
    ],
)
def test_a_test_without_its_bound_is_refused(
    kind: QualityKind, least: Decimal | None, questions: tuple[str, ...], codes: list[str]
) -> None:
    """Shares, persons and questions are bounds of the tests that have them, and of no other; all faults are told."""
    with pytest.raises(InputError) as refused:
        QualityTest(kind=kind, least=least, questions=questions)
    assert _codes(refused.value) == codes


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (QualityTest(kind=QualityKind.PLACE), "地点有记录"),
        (QualityTest(kind=QualityKind.PRESENT, least=Decimal(2)), "至少 2 人到场"),
        (QualityTest(kind=QualityKind.MANDATORY, least=Decimal(1)), "必答项全部已答或已说明原因"),
        (QualityTest(kind=QualityKind.COVERAGE, least=Decimal("0.905")), "适用问题至少 90.5% 已答"),
        (QualityTest(kind=QualityKind.REPAYMENT_SOURCE, questions=["W-T5"]), "已写明还款来源（问题 W-T5 之一）"),
    ],
)
def test_a_test_says_its_bound(test: QualityTest, said: str) -> None:
    """A test reads with the bound that it has."""
    assert test.text.zh == said


@pytest.mark.parametrize("kind", QualityKind)
def test_every_kind_of_test_and_reason_of_a_return_has_its_words(kind: QualityKind) -> None:
    """Each kind is said in both languages; a reason names the move it stands under in a trail."""
    assert kind.text.zh
    assert kind.text.en
    assert [one.move for one in ReturnReason if not one.text.en] == []
    assert ReturnReason.LATE.move == "return.late"


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (StepClock(marks=["visit.make"], span=days(0)), "on the day of the visit itself"),
        (StepClock(marks=["window.last"], span=days(0), side=ClockSide.BEFORE), "by the last day of the window"),
        (
            StepClock(marks=["window.opens"], span=working_days(5), side=ClockSide.BEFORE),
            "at least 5 working days before the first day of the window",
        ),
        (
            StepClock(marks=["visit.make"], span=working_days(2), side=ClockSide.RUN_UP),
            "not more than 2 working days before the day of the visit",
        ),
        (
            StepClock(marks=["visit.submit", "own.mark"], span=days(3), roll=Roll.LATER),
            "within 3 days after the submission or own.mark, later if the last day is not a working day",
        ),
    ],
)
def test_a_clock_reads_as_it_runs(clock: StepClock, said: str) -> None:
    """A clock says its span, its side, what it runs from, and its roll where it has one."""
    assert clock.text.en == said


@pytest.mark.parametrize(
    ("marks", "span", "roll", "codes"),
    [
        ((), days(1), Roll.NONE, ["empty"]),
        ((" ",), days(1), Roll.NONE, ["empty"]),
        (("visit.make", "visit.make"), days(1), Roll.NONE, ["id.duplicate"]),
        (("visit.make",), days(1), Roll.CIVIL, ["procedure.roll"]),
        (("visit.make",), working_days(1), Roll.LATER, ["procedure.roll"]),
    ],
)
def test_a_clock_that_runs_from_nothing_or_rolls_like_a_paper_is_refused(
    marks: tuple[str, ...], span: Span, roll: Roll, codes: list[str]
) -> None:
    """An internal clock runs from a mark; working days never roll, and the civil rule is for papers to the borrower."""
    with pytest.raises(InputError) as refused:
        StepClock(marks=marks, span=span, roll=roll)
    assert _codes(refused.value) == codes


def test_a_step_reads_in_one_line_with_all_it_has() -> None:
    """Title, performer, case, clock, what goes in and out, and what it is held against stand in one line."""
    step = ProcedureStep(
        code="co_signature",
        title=Text(zh="协办签字", en="co-signature"),
        performer=Performer.SECOND_OFFICER,
        ends=["visit.co_sign"],
        takes=SAID,
        gives=SAID,
        clock=StepClock(marks=["visit.submit"], span=working_days(1)),
        case=StepCase.BY_TWO,
        tests=[COVERAGE],
        citation=SAID,
        confidence=Confidence.PRACTICE,
    )
    assert step.text.zh == (
        "协办签字（协办客户经理）；两人检查的；报告提交后 1 个工作日内；依据：所见；成果：所见；"
        "质量要求：适用问题至少 90% 已答"
    )


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"code": "my report"}, ["question.code"]),
        ({"raises": "F 57"}, ["question.code"]),
        ({"ends": ()}, ["empty"]),
        ({"ends": ("visit.sing_off",)}, ["act.unknown"]),
        ({"ends": ("a mark",)}, ["question.code"]),
        ({"ends": ("visit.file", "visit.file")}, ["id.duplicate"]),
        ({"tests": (COVERAGE, evolve(COVERAGE, least=Decimal(1)))}, ["id.duplicate"]),
    ],
)
def test_a_step_that_nothing_can_end_is_refused(changes: dict[str, object], codes: list[str]) -> None:
    """A move that begins like the library's and is none of its is a slip; a bank's own is free."""
    with pytest.raises(InputError) as refused:
        evolve(a_step(), **changes)  # type: ignore[arg-type]
    assert _codes(refused.value) == codes
    assert a_step(ends=("pack.read", "visit.plan")).ends == ("pack.read", "visit.plan")


def test_a_procedure_reads_aloud_and_gives_its_steps() -> None:
    """Title and version, each step on a numbered line, the notes; a step by its code, the nearest named."""
    procedure = evolve(a_procedure(), notes=SAID)
    assert procedure.text.zh == "our procedure（1 版）\n1. report（管户客户经理）\n所见"
    assert procedure.step("report").ends == ("visit.submit",)
    with pytest.raises(InputError, match="nearest: report") as refused:
        procedure.step("reprot")
    assert _codes(refused.value) == ["procedure.step"]


def test_a_procedure_is_refused_whole() -> None:
    """Blank names, no steps, a code twice, and a clock that runs from what nothing ends are told together."""
    clock = StepClock(marks=["visit.submit", "visit.file", "signal.raise"], span=days(1))
    with pytest.raises(InputError) as refused:
        Procedure(id=" ", version="1\n2", title=SAID, steps=[a_step(clock=clock), a_step()])
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("empty", "Procedure.id"),
        ("text.control", "Procedure.version"),
        ("id.duplicate", "Procedure.steps"),
        ("procedure.mark", "Procedure.steps[0].clock"),
    ]
    with pytest.raises(InputError) as refused:
        Procedure(id="x", version="1", title=SAID, steps=[])
    assert _codes(refused.value) == ["empty"]


LINE = StepLine(
    step=a_step(),
    standing=StepStanding.DONE_LATE,
    last=DAY,
    on=date(2026, 3, 12),
    by=[OfficerId("anna")],
    role=Role.ACCOUNT_OFFICER,
    late_by=2,
    about="F09",
    answers=[
        QualityAnswer(test=COVERAGE, passed=False, seen=SAID),
        QualityAnswer(test=QualityTest(kind=QualityKind.FIGURES), passed=None, seen=SAID),
        QualityAnswer(test=QualityTest(kind=QualityKind.PLACE), passed=True, seen=SAID),
    ],
)


def test_a_line_says_when_by_whom_how_late_and_how_well() -> None:
    """All that is known of a step stands in its line, and each test under it."""
    assert LINE.text.zh.split("\n") == [
        (
            "report：逾期完成，办理日 2026年3月12日，办理人 anna，管户客户经理，截止日 2026年3月10日，"
            "逾期 2 个工作日，涉及 F09"
        ),
        "  不合格：适用问题至少 90% 已答（所见）",
        "  无法判定：数字取自系统（所见）",
        "  合格：地点有记录（所见）",
    ]
    assert [one.test.kind for one in LINE.faults] == [QualityKind.COVERAGE]
    assert [one.test.kind for one in LINE.untold] == [QualityKind.FIGURES]
    bare = StepLine(step=a_step(), standing=StepStanding.NOT_YET_DUE, last=DAY, provisional=True)
    assert bare.text.en == "report: not yet due, last day 2026-03-10 (provisional)"
    assert StepLine(step=a_step(), standing=StepStanding.NOT_DONE).text.en == "report: not done"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"late_by": 0}, "step_line.late"),
        ({"standing": StepStanding.DONE}, "step_line.late"),
        ({"on": None}, "step_line.done"),
        ({"standing": StepStanding.OVERDUE}, "step_line.done"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(changes: dict[str, object], code: str) -> None:
    """Late is by some days, and what is done was done on a day."""
    with pytest.raises(InputError) as refused:
        evolve(LINE, **changes)  # type: ignore[arg-type]
    assert _codes(refused.value) == [code]


def test_a_check_gives_its_lines_and_what_is_late() -> None:
    """A line by the code of its step; a code there is not, or a step told twice, is refused."""
    done = StepLine(step=a_step("filing"), standing=StepStanding.NOT_APPLICABLE)
    check = ProcedureCheck(visit=VisitId("V-1"), pin="own@1", as_of=DAY, lines=[LINE, done])
    assert (check.line("filing"), check.late) == (done, (LINE,))
    assert check.text.en.startswith("how the visit V-1 kept to its procedure (own@1, as of 2026-03-10)\nreport: ")
    with pytest.raises(InputError):
        check.line("note")
    with pytest.raises(InputError):
        evolve(check, lines=(LINE, LINE))


def test_every_side_and_unit_has_words() -> None:
    """No side of a clock is without its sentence, whatever the span counts."""
    for side in ClockSide:
        for unit in Unit:
            clock = StepClock(marks=["visit.make"], span=Span(count=1, unit=unit), side=side)
            assert verbatim("1").zh in clock.text.zh
