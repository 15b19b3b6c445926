"""Builders of procedures and their steps, with sensible defaults."""

from collections.abc import Iterable

from loanvisit.domain import (
    Confidence,
    Performer,
    Procedure,
    ProcedureStep,
    QualityTest,
    StepCase,
    StepClock,
)
from loanvisit.words import verbatim


def a_step(
    code: str = "report",
    *,
    ends: tuple[str, ...] = ("visit.submit",),
    clock: StepClock | None = None,
    performer: Performer = Performer.ACCOUNT_OFFICER,
    case: StepCase = StepCase.ALWAYS,
    tests: Iterable[QualityTest] = (),
    raises: str | None = None,
) -> ProcedureStep:
    """Return a step that ends with the submission and has no time set, unless the test asks otherwise."""
    return ProcedureStep(
        code=code,
        title=verbatim(code),
        performer=performer,
        ends=ends,
        clock=clock,
        case=case,
        tests=tuple(tests),
        raises=raises,
        citation=verbatim("the bank's own rule"),
        confidence=Confidence.PRACTICE,
    )


def a_procedure(*steps: ProcedureStep) -> Procedure:
    """Return a procedure of those steps, of one where there are none."""
    return Procedure(id="own.visit", version="1", title=verbatim("our procedure"), steps=steps or (a_step(),))
