"""A procedure (业务流程): the steps of a visit's life as data, each with who does it, by when, and how well."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain

from attrs import field, frozen

from loanvisit.domain.acts import ACTS
from loanvisit.domain.codes import labels_faults, nearest_code
from loanvisit.domain.dates import Span, Unit
from loanvisit.domain.exact import as_tuple, check, guarded, reads_like_a_code, strings
from loanvisit.domain.methods import Confidence
from loanvisit.domain.people import Role
from loanvisit.domain.quality import QualityTest
from loanvisit.domain.requirements import Roll
from loanvisit.errors import Fault, FaultList, InputError, fault, nearest
from loanvisit.words import Text, either, join, label, say, spaced, verbatim

DAY_MARKS = ("window.opens", "window.last", "visit.make", "finding.raise", "signal.raise")
"""The marks whose day the file itself has: of the visit's window and the visit, of a finding and a signal."""
_TOLD = ACTS | {"visit.plan", "visit.withdraw", "finding.regrade", "remediation.open"}
"""The moves that the steps of the library write into a trail about visits, duties, findings and cures."""
_TABLES = frozenset(move.partition(".")[0] for move in _TOLD)
"""What they begin with."""


class Performer(Enum):
    """Who does a step: a role, the two who visit, or whoever handles a signal.

    >>> Performer.PAIR.text.zh, Performer.POST_LOAN_DESK.role
    ('双人', <Role.POST_LOAN_DESK: 'post_loan_desk'>)
    """

    ACCOUNT_OFFICER = "account_officer"
    SECOND_OFFICER = "second_officer"
    RISK_MANAGER = "risk_manager"
    POST_LOAN_DESK = "post_loan_desk"
    SUB_BRANCH_HEAD = "sub_branch_head"
    APPROVER = "approver"
    CLASSIFICATION = "classification"
    COLLATERAL_DESK = "collateral_desk"
    DISBURSEMENT_DESK = "disbursement_desk"
    RECOVERY = "recovery"
    ARCHIVE_KEEPER = "archive_keeper"
    INTERNAL_AUDIT = "internal_audit"
    OUTSIDER = "outsider"
    PAIR = "pair"
    HANDLER = "handler"

    @property
    def role(self) -> Role | None:
        """The role it is; None for the pair and the handler, who are told by the visit and the signal."""
        return None if self in (Performer.PAIR, Performer.HANDLER) else Role(self.value)

    @property
    def text(self) -> Text:
        """The performer's label."""
        return say(f"performer.{self.value}") if self.role is None else self.role.text


class ClockSide(Enum):
    """On which side of its mark a step lies: after it, well before it, or in the run-up to it."""

    AFTER = "after"
    BEFORE = "before"
    RUN_UP = "run_up"


class StepCase(Enum):
    """In which case a step is taken: always, for visits announced or by two, for findings, critical ones, signals."""

    ALWAYS = "always"
    ANNOUNCED = "announced"
    BY_TWO = "by_two"
    FINDING = "finding"
    CRITICAL = "critical"
    SIGNAL = "signal"

    @property
    def text(self) -> Text:
        """The case in words."""
        return say(f"step_case.{self.value}")


@frozen(kw_only=True)
class StepClock:
    """From which mark a step's time runs, and how long.

    Args:
        marks: what it runs from, the latest of those that came to pass: one of `DAY_MARKS`, or what ends another step.
        span: how long; nought is the day of the mark itself.
        side: `after`, the last day lies so long after the mark, which is not counted; `before`, so long before it;
            `run_up`, the step is taken in that time before the mark, the day of the mark in.
        roll: where a last day in natural days that is not worked moves to.

    Raises:
        InputError: there is no mark, one is blank or there twice, or the roll is that of papers to the borrower, or of
            working days, which never roll.

    Example:
        >>> from loanvisit.domain import working_days
        >>> StepClock(marks=["visit.make"], span=working_days(5)).text.zh
        '检查日后 5 个工作日内'
    """

    marks: tuple[str, ...] = field(converter=strings)
    span: Span
    side: ClockSide = ClockSide.AFTER
    roll: Roll = Roll.NONE

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = labels_faults(self.marks, "StepClock.marks")
        if not self.marks:
            faults.append(fault("empty", "StepClock.marks", self.marks))
        is_worked = self.span.unit is Unit.WORKING_DAYS and self.roll is not Roll.NONE
        if self.roll is Roll.CIVIL or is_worked:
            faults.append(fault("procedure.roll", "StepClock.roll", self.roll))
        if faults:
            raise InputError(*faults)

    @property
    def text(self) -> Text:
        """The clock in words."""
        marks = either([mark_text(one) for one in self.marks])
        if self.span.count == 0:
            said = say("clock.by" if self.side is ClockSide.BEFORE else "clock.same_day", mark=marks)
        else:
            said = say(f"clock.{self.side.value}", mark=marks, span=spaced(self.span.text))
        return said if self.roll is Roll.NONE else join([said, self.roll.text], zh="，", en=", ")


def mark_text(mark: str) -> Text:
    """Return a mark in words; one of the bank's own that has none, as it is written."""
    return label("mark", mark)


def _tests(items: Iterable[QualityTest]) -> tuple[QualityTest, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class ProcedureStep:
    """One step of a procedure.

    Args:
        code: its permanent code, such as "report".
        title: what it is.
        performer: who does it.
        ends: the moves of the trail that end it, any of them: the library's own, such as "visit.submit", or the bank's,
            such as "pack.read", which its own trail entries name.
        takes: what goes in.
        gives: what comes out.
        clock: by when; None where no time is set.
        case: in which case it is to be taken.
        tests: what the work is held against, no test there twice.
        raises: the code of the finding that a late step raises, such as "F57"; None where it raises none.
        citation: where the step stands.
        confidence: how sure that is.

    Raises:
        InputError: a code does not read like one, nothing ends it, a move that begins like one of the library's is
            none, or a test is there twice; all are listed.
    """

    code: str
    title: Text
    performer: Performer
    ends: tuple[str, ...] = field(converter=strings)
    takes: Text | None = None
    gives: Text | None = None
    clock: StepClock | None = None
    case: StepCase = StepCase.ALWAYS
    tests: tuple[QualityTest, ...] = field(default=(), converter=_tests)
    raises: str | None = None
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [*labels_faults(self.ends, "ProcedureStep.ends"), *_mark_faults(self.ends, "ProcedureStep.ends")]
        for name in ("code", "raises"):
            code = getattr(self, name)
            if code is not None and not reads_like_a_code(code):
                faults.append(fault("question.code", f"ProcedureStep.{name}", code))
        if not self.ends:
            faults.append(fault("empty", "ProcedureStep.ends", self.ends))
        kinds = [one.kind for one in self.tests]
        if len(set(kinds)) != len(kinds):
            faults.append(fault("id.duplicate", "ProcedureStep.tests", self.tests))
        if faults:
            raise InputError(*faults)

    @property
    def text(self) -> Text:
        """The step in one line: what, who, by when, what goes in and comes out, what it is held against."""
        parts = [say("step.line", title=self.title, performer=self.performer.text)]
        parts += [] if self.case is StepCase.ALWAYS else [self.case.text]
        parts += [] if self.clock is None else [self.clock.text]
        parts += [] if self.takes is None else [say("step.takes", what=self.takes)]
        parts += [] if self.gives is None else [say("step.gives", what=self.gives)]
        if self.tests:
            parts.append(say("step.tests", tests=join([one.text for one in self.tests])))
        return join(parts, zh="；", en="; ")


def _mark_faults(marks: Iterable[str], path: str) -> Iterator[Fault]:
    """Yield a fault for each move that reads like one of the library's tables and is in none of them."""
    for place, one in enumerate(marks):
        table = one.partition(".")[0]
        if not reads_like_a_code(one):
            yield fault("question.code", f"{path}[{place}]", one)
        elif table in _TABLES and one not in _TOLD:
            yield fault("act.unknown", f"{path}[{place}]", one, near=nearest(one, sorted(_TOLD)))


def _steps(items: Iterable[ProcedureStep]) -> tuple[ProcedureStep, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Procedure:
    """The steps of a visit's life, in order; a change of it is another version.

    Args:
        id: its name, such as "cn.post_loan_visit".
        version: which issue of it.
        title: what it is.
        steps: the steps, in order, no code twice.
        notes: what no single step says.

    Raises:
        InputError: the id or version is blank or not on one line, there is no step, a code is there twice, or a clock
            runs from a mark that neither the file has nor another step ends with; all are listed.

    Example:
        >>> from loanvisit.domain import working_days
        >>> report = ProcedureStep(
        ...     code="report",
        ...     title=Text(zh="提交报告", en="report"),
        ...     performer=Performer.ACCOUNT_OFFICER,
        ...     ends=["visit.submit"],
        ...     clock=StepClock(marks=["visit.make"], span=working_days(5)),
        ...     citation=Text(zh="本行制度", en="the bank's own rule"),
        ...     confidence=Confidence.PRACTICE,
        ... )
        >>> own = Procedure(id="own", version="1", title=Text(zh="本行流程", en="our procedure"), steps=[report])
        >>> print(own.text.en)
        our procedure (version 1)
        1. report (account officer); within 5 working days after the day of the visit
    """

    id: str
    version: str
    title: Text
    steps: tuple[ProcedureStep, ...] = field(converter=_steps)
    notes: Text | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for name in ("id", "version"):
            held = getattr(self, name)
            if not held.strip():
                faults.add(fault("empty", f"Procedure.{name}", held))
            elif not held.isprintable():
                faults.add(fault("text.control", f"Procedure.{name}", held))
        if not self.steps:
            faults.add(fault("empty", "Procedure.steps", self.steps))
        codes = [one.code for one in self.steps]
        if len(set(codes)) != len(codes):
            faults.add(fault("id.duplicate", "Procedure.steps", self.steps))
        for place, mark, near in unrooted(self.steps):
            faults.add(fault("procedure.mark", f"Procedure.steps[{place}].clock", mark, near=near))
        faults.raise_as(InputError)

    @guarded
    def step(self, code: str) -> ProcedureStep:
        """Return a step by its code.

        Raises:
            InputError: it has none of that code; the nearest is named.
        """
        for one in self.steps:
            if one.code == code:
                return one
        known = [one.code for one in self.steps]
        raise InputError(fault("procedure.step", "code", code, near=nearest_code(code, known)))

    @property
    def text(self) -> Text:
        """The procedure read aloud: its title, and each step on a line."""
        lines = [say("procedure", title=self.title, version=verbatim(self.version))]
        lines += [say("procedure.step", number=place, step=one.text) for place, one in enumerate(self.steps, 1)]
        lines += [] if self.notes is None else [self.notes]
        return join(lines, zh="\n", en="\n")


def unrooted(steps: Iterable[ProcedureStep]) -> Iterator[tuple[int, str, Text]]:
    """Yield each mark that a clock runs from and that nothing tells: the place of its step, the mark, the nearest."""
    held = tuple(steps)
    known = {*DAY_MARKS, *chain.from_iterable(one.ends for one in held)}
    for place, step in enumerate(held):
        for mark in () if step.clock is None else step.clock.marks:
            if mark not in known:
                yield place, mark, nearest_code(mark, sorted(known))
