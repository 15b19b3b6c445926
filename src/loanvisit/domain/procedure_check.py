"""How a visit kept to its procedure: a line for each step, with when and by whom, how late, and how well."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.ids import OfficerId, VisitId
from loanvisit.domain.people import Role
from loanvisit.domain.procedure import ProcedureStep
from loanvisit.domain.quality import QualityTest
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, join, say, spaced, verbatim


class StepStanding(Enum):
    """How a step stands at the close of a day; what no fact tells is neither done nor late.

    >>> StepStanding.CANNOT_TELL.text.zh
    '未取得数据，无法判定'
    """

    DONE = "done"
    DONE_LATE = "done_late"
    NOT_YET_DUE = "not_yet_due"
    OVERDUE = "overdue"
    NOT_DONE = "not_done"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_late(self) -> bool:
        """Whether its last day passed before it was done."""
        return self in (StepStanding.DONE_LATE, StepStanding.OVERDUE)

    @property
    def text(self) -> Text:
        """The standing in words."""
        return say(f"standing.step.{self.value}")


@frozen(kw_only=True)
class QualityAnswer:
    """What came of one test of quality: passed, not passed, or nobody can tell; and what was seen.

    Args:
        test: the test.
        passed: None where there is no fact to tell it by: that is no pass.
        seen: what was seen, without a word of the record.
    """

    test: QualityTest
    passed: bool | None
    seen: Text

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The answer in one line."""
        verdict = {True: "passed", False: "failed", None: "unknown"}[self.passed]
        return say(f"quality.answer.{verdict}", test=self.test.text, seen=self.seen)


def _people(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _answers(items: Iterable[QualityAnswer]) -> tuple[QualityAnswer, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class StepLine:
    """How one step stands.

    Args:
        step: the step.
        standing: how it stands.
        last: its last day; None where it has none, or what it runs from did not come to pass or is not known.
        on: the day it was done.
        by: who did it.
        role: in which role, where that is known; the step's own where the person holds it.
        late_by: how many working days after its last day it was done, or is not yet; 0 where it is not late. What is
            done on a day off counts as done on the next day worked.
        provisional: whether the last day rests on days not decreed yet.
        about: the id of the finding or signal that it is told of, the worst of them; None where it is the visit.
        answers: what came of its tests, in order.

    Raises:
        InputError: it is late and not by a day, or the other way round; or it was done, and nobody says when.
    """

    step: ProcedureStep
    standing: StepStanding
    last: date | None = None
    on: date | None = None
    by: tuple[OfficerId, ...] = field(default=(), converter=_people)
    role: Role | None = None
    late_by: int = 0
    provisional: bool = False
    about: str | None = None
    answers: tuple[QualityAnswer, ...] = field(default=(), converter=_answers)

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.standing.is_late != (self.late_by > 0):
            raise InputError(fault("step_line.late", "StepLine.late_by", self.late_by))
        if (self.on is None) == (self.standing in (StepStanding.DONE, StepStanding.DONE_LATE)):
            raise InputError(fault("step_line.done", "StepLine.on"))

    @property
    def faults(self) -> tuple[QualityAnswer, ...]:
        """The tests that were not passed."""
        return tuple(one for one in self.answers if one.passed is False)

    @property
    def untold(self) -> tuple[QualityAnswer, ...]:
        """The tests that nobody can tell."""
        return tuple(one for one in self.answers if one.passed is None)

    @property
    def text(self) -> Text:
        """The line: the step, how it stands, when and by whom, its last day, and under it what came of its tests."""
        parts = [say("step_line", title=self.step.title, standing=self.standing.text)]
        if self.on is not None:
            parts.append(say("step_line.on", day=self.on))
        if self.by:
            parts.append(say("step_line.by", who=join([verbatim(one.value) for one in self.by])))
        if self.role is not None:
            parts.append(self.role.text)
        if self.last is not None:
            parts.append(say("step_line.provisional" if self.provisional else "step_line.last", day=self.last))
        if self.late_by:
            parts.append(say("step_line.late", span=spaced(counted("working_days", self.late_by))))
        if self.about is not None:
            parts.append(say("step_line.about", id=verbatim(self.about)))
        line = join(parts, zh="，", en=", ")
        return join([line, *(say("step_line.test", answer=one.text) for one in self.answers)], zh="\n", en="\n")


def _lines(items: Iterable[StepLine]) -> tuple[StepLine, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class ProcedureCheck:
    """How one visit kept to a procedure, at the close of a day.

    Args:
        visit: the visit.
        pin: the procedure and its version.
        as_of: the close of this day; nothing later was looked at.
        lines: a line for each step, in the order of the procedure.

    Raises:
        InputError: a step is there twice.
    """

    visit: VisitId
    pin: str
    as_of: date
    lines: tuple[StepLine, ...] = field(converter=_lines)

    def __attrs_post_init__(self) -> None:
        check(self)
        codes = [one.step.code for one in self.lines]
        if len(set(codes)) != len(codes):
            raise InputError(fault("id.duplicate", "ProcedureCheck.lines", self.lines))

    @guarded
    def line(self, code: str) -> StepLine:
        """Return the line of a step by its code; a code there is not is refused."""
        for one in self.lines:
            if one.step.code == code:
                return one
        raise InputError(fault("id.unknown", "code", code))

    @property
    def late(self) -> tuple[StepLine, ...]:
        """The lines of the steps that are late, done by now or not."""
        return tuple(one for one in self.lines if one.standing.is_late)

    @property
    def text(self) -> Text:
        """The visit and procedure, and each line under them."""
        head = say("procedure_check", visit=verbatim(self.visit.value), pin=verbatim(self.pin), as_of=self.as_of)
        return join([head, *(one.text for one in self.lines)], zh="\n", en="\n")
