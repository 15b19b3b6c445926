"""Strategies for procedures: their steps, clocks and tests of quality, and how a visit kept to one."""

from decimal import Decimal

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
    Role,
    Roll,
    Span,
    StepCase,
    StepClock,
    StepLine,
    StepStanding,
    Unit,
    VisitId,
)
from loanvisit.domain.procedure import DAY_MARKS
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, texts

_ENDS = ("visit.submit", "visit.co_sign", "visit.accept", "visit.return", "visit.sign_off", "visit.file", "pack.read")
_SHARES = (QualityKind.MANDATORY, QualityKind.COVERAGE)
_UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS)
_CODES = ("W-T5", "M-T6", "Q1")


@st.composite
def quality_tests(draw: st.DrawFn, *, kind: QualityKind | None = None) -> QualityTest:
    """Draw tests of every kind, each with the bound it has."""
    drawn = draw(st.sampled_from(QualityKind)) if kind is None else kind
    least: Decimal | None = None
    questions: tuple[str, ...] = ()
    if drawn in _SHARES:
        least = Decimal(draw(st.integers(1, 20))) / 20
    elif drawn is QualityKind.PRESENT:
        least = Decimal(draw(st.integers(1, 3)))
    elif drawn is QualityKind.REPAYMENT_SOURCE:
        questions = tuple(draw(st.lists(st.sampled_from(_CODES), min_size=1, max_size=2, unique=True)))
    return QualityTest(kind=drawn, least=least, questions=questions)


@st.composite
def step_clocks(draw: st.DrawFn, *, marks: tuple[str, ...] = DAY_MARKS) -> StepClock:
    """Draw clocks that run from one mark or two, before or after it, the day itself among them."""
    unit = draw(st.sampled_from(_UNITS))
    rolls = (Roll.NONE,) if unit is Unit.WORKING_DAYS else (Roll.NONE, Roll.EARLIER, Roll.LATER)
    return StepClock(
        marks=draw(st.lists(st.sampled_from(marks), min_size=1, max_size=2, unique=True)),
        span=Span(count=draw(st.integers(0, 12)), unit=unit),
        side=draw(st.sampled_from(ClockSide)),
        roll=draw(st.sampled_from(rolls)),
    )


@st.composite
def procedure_steps(draw: st.DrawFn, *, code: str = "report", marks: tuple[str, ...] = DAY_MARKS) -> ProcedureStep:
    """Draw steps that end with moves of the library and of a bank's own."""
    kinds = draw(st.lists(st.sampled_from(QualityKind), max_size=3, unique=True))
    return ProcedureStep(
        code=code,
        title=draw(texts()),
        performer=draw(st.sampled_from(Performer)),
        ends=draw(st.lists(st.sampled_from(_ENDS), min_size=1, max_size=2, unique=True)),
        takes=draw(st.none() | texts()),
        gives=draw(st.none() | texts()),
        clock=draw(st.none() | step_clocks(marks=marks)),
        case=draw(st.sampled_from(StepCase)),
        tests=[draw(quality_tests(kind=kind)) for kind in kinds],
        raises=draw(st.sampled_from((None, "F57"))),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """Draw procedures of one step to five, whose clocks run from days of the file or what ends earlier steps."""
    steps: list[ProcedureStep] = []
    for place in range(draw(st.integers(1, 5))):
        marks = tuple(dict.fromkeys((*DAY_MARKS, *(mark for one in steps for mark in one.ends))))
        steps.append(draw(procedure_steps(code=f"step.{place}", marks=marks)))
    return Procedure(id="own.visit", version="1", title=draw(texts()), steps=steps, notes=draw(st.none() | texts()))


@st.composite
def quality_answer_values(draw: st.DrawFn) -> QualityAnswer:
    """Draw what came of tests: passed, not passed, not to be told."""
    passed = draw(st.sampled_from((True, False, None)))
    return QualityAnswer(test=draw(quality_tests()), passed=passed, seen=draw(texts()))


@st.composite
def step_lines(draw: st.DrawFn, *, code: str = "report") -> StepLine:
    """Draw lines of every standing."""
    standing = draw(st.sampled_from(StepStanding))
    is_done = standing in (StepStanding.DONE, StepStanding.DONE_LATE)
    return StepLine(
        step=draw(procedure_steps(code=code)),
        standing=standing,
        last=draw(st.none() | days()),
        on=draw(days()) if is_done else None,
        by=draw(st.lists(ids(OfficerId), max_size=2, unique=True)) if is_done else (),
        role=draw(st.none() | st.sampled_from(Role)),
        late_by=draw(st.integers(1, 30)) if standing.is_late else 0,
        provisional=draw(st.booleans()),
        about=draw(st.none() | st.just("F09~~R-1")),
        answers=draw(st.lists(quality_answer_values(), max_size=2)),
    )


@st.composite
def procedure_checks(draw: st.DrawFn) -> ProcedureCheck:
    """Draw how a visit kept to a procedure of up to three steps."""
    lines = [draw(step_lines(code=f"step.{place}")) for place in range(draw(st.integers(0, 3)))]
    return ProcedureCheck(visit=draw(ids(VisitId)), pin="own.visit@1", as_of=draw(days()), lines=lines)
