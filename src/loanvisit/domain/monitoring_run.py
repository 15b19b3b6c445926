"""A run of monitoring over a pool, one record of it all: rules, data cut, lines, who started it and who reviewed it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter, eq

from attrs import field, frozen

from loanvisit.domain.codes import labels_faults
from loanvisit.domain.dates import Span, Window, working_days
from loanvisit.domain.exact import as_tuple, as_utc, check, guarded, string_set
from loanvisit.domain.ids import BorrowerId, DrawId, LoanId, OfficerId, PoolId, RunId, SignalId, VisitId, joined
from loanvisit.domain.lifecycle import Lifecycle, Move, Ruling, refusal, relate, rule
from loanvisit.domain.methods import Method
from loanvisit.domain.monitoring import RunMember, RunOutcome, Watched
from loanvisit.domain.past import PastVisit
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.pool import Pool, PoolMember, Stratum
from loanvisit.domain.protecting import personal
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import Text, say

MOST_LAG = 10
"""How many days after its data cut a run is made at the most, so that no old data meet a duty in time."""
INTERVIEW_WITHIN = working_days(10)
"""Within what an interview is owed where data lack, unless the rules say otherwise: practice."""
_LOOK = "run"


class RunState(Enum):
    """Where a run stands."""

    DRAFTED = "drafted"
    ENTERED = "entered"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    VOID = "void"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.run.{self.value}")


_DESK = [Role.POST_LOAN_DESK, Role.RISK_MANAGER]

RUN_LIFECYCLE = Lifecycle(
    name="run",
    start="drafted",
    states=[state.value for state in RunState],
    moves=[
        Move(name="enter", sources=("drafted",), target="entered", roles=_DESK),
        Move(name="review", sources=("entered",), target="reviewed", roles=_DESK, never=("starter",)),
        Move(name="conclude", sources=("reviewed",), target="closed", roles=_DESK, never=("starter",)),
        Move(name="void", sources=("entered", "reviewed", "closed"), target="void", roles=_DESK, never=("starter",)),
    ],
)
"""The table of a run: once entered it meets duties; it is reviewed by sample and closed, or void."""


@frozen(kw_only=True)
class RunStep:
    """Who moved a run, and when; the reason is asked of a void one, may be personal, and is never printed."""

    move: str
    by: OfficerId
    at: datetime = field(converter=as_utc)
    on: date
    reason: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class RunCheck:
    """A line of a run that was drawn for review and looked at again, and whether it was found as the run says."""

    about: Watched
    agrees: bool

    def __attrs_post_init__(self) -> None:
        check(self)


def _members(items: Iterable[RunMember]) -> tuple[RunMember, ...]:
    return as_tuple(items)


def _checks(items: Iterable[RunCheck]) -> tuple[RunCheck, ...]:
    return as_tuple(items)


def _steps(items: Iterable[RunStep]) -> tuple[RunStep, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class MonitoringRun:
    """One run of monitoring over a pool (监测批次): a single record, whose lines nobody types.

    Lines are numbered from 1 in order of what they are about, and keep their numbers: the number of the run and of the
    line names what follows from it. What is known of it in a file (`tell_run`) follows from it each time anew.

    Args:
        id: the number of the run.
        rules: the id of the rule set.
        rules_version: its version.
        purposes: what it looked for, as duties name it; at least one.
        cut: the close of this day: nothing known later was used, and duties are met as of it.
        period: the days of the data it read, both ends in, the last no later than the cut.
        on: the day it was made, from the cut to ten days later.
        members: its lines, each loan or borrower once.
        interview_within: within what an interview is owed where data lack, counted from `on`.
        started_by: who started it; never who reviews it.
        started_at: when.
        state: where it stands.
        sample: the draw by which its lines were reviewed, None where none were.
        reviewer: who reviewed it.
        checks: the lines looked at again, with what came of it.
        steps: who moved it and when, in order.
        version: counts from 1; each change makes the next.

    Raises:
        InputError: it serves no purpose, a purpose is blank, its days are out of order or too far apart, or a loan or
            borrower is there twice; each is listed.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit.domain import RunAnswer
        >>> owner, clean = BorrowerId("B-1"), RunAnswer()
        >>> watched = [RunMember(about=LoanId(one), borrower=owner, answer=clean) for one in ("L-2", "L-1")]
        >>> run = MonitoringRun(
        ...     id=RunId("R-2026-03"),
        ...     rules="bank.rules",
        ...     rules_version="1",
        ...     purposes=["monitoring"],
        ...     cut=date(2026, 3, 31),
        ...     period=Window(opens=date(2025, 4, 1), last=date(2026, 3, 31)),
        ...     on=date(2026, 4, 1),
        ...     members=watched,
        ...     started_by=OfficerId("wang"),
        ...     started_at=datetime(2026, 4, 1, 2, tzinfo=UTC),
        ... )
        >>> run.line(LoanId("L-2")), run.counts[RunOutcome.CLEAN], run.text.zh
        (2, 2, '监测批次 R-2026-03（数据截至2026年3月31日）：共2户（笔），未命中2，命中0，数据不足0')
    """

    id: RunId
    rules: str
    rules_version: str
    purposes: frozenset[str] = field(converter=string_set)
    cut: date
    period: Window
    on: date
    members: tuple[RunMember, ...] = field(converter=_members, repr=False)
    interview_within: Span = INTERVIEW_WITHIN
    started_by: OfficerId
    started_at: datetime = field(converter=as_utc)
    state: RunState = RunState.DRAFTED
    sample: DrawId | None = None
    reviewer: OfficerId | None = None
    checks: tuple[RunCheck, ...] = field(default=(), converter=_checks)
    steps: tuple[RunStep, ...] = field(default=(), converter=_steps)
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.purposes:
            faults.add(fault("empty", "MonitoringRun.purposes", self.purposes))
        for one in labels_faults(sorted(self.purposes), "MonitoringRun.purposes"):
            faults.add(one)
        if self.on < self.cut:
            faults.add(fault("date.order", "MonitoringRun.on", self.on, earlier="cut"))
        if (self.on - self.cut).days > MOST_LAG:
            faults.add(fault("run.stale", "MonitoringRun.on", self.on, bound=MOST_LAG))
        if self.period.last > self.cut:
            faults.add(fault("date.late", "MonitoringRun.period.last", self.period.last, later=self.cut))
        ordered = (*_in_order(self.members, BorrowerId), *_in_order(self.members, LoanId))
        if len(ordered) < len(self.members):
            for one in _told_again(self.members):
                faults.add(one)
        faults.raise_as(InputError)
        object.__setattr__(self, "members", ordered)

    @property
    def counts(self) -> Mapping[RunOutcome, int]:
        """How many lines have each outcome; together they are all lines."""
        found = Counter(member.answer.outcome for member in self.members)
        return {outcome: found[outcome] for outcome in RunOutcome}

    @property
    def text(self) -> Text:
        """The run in one line, with its three counts."""
        counts = {outcome.value: str(count) for outcome, count in self.counts.items()}
        return say("run", id=self.id.value, cut=self.cut, members=str(len(self.members)), **counts)

    @property
    def pool_id(self) -> PoolId:
        """The id of the pool that lines are drawn from for review: that of the run."""
        return PoolId(self.id.value)

    @guarded
    def line(self, about: Watched) -> int:
        """Return the number of the line about a loan or borrower, from 1; one that is not in the run is refused."""
        for place, member in enumerate(self.members, start=1):
            if member.about == about:
                return place
        raise InputError(fault("id.unknown", "about", about.value))

    @guarded
    def member(self, line: int) -> RunMember:
        """Return the line of a number, from 1; a number that none has is refused."""
        if not 1 <= line <= len(self.members):
            raise InputError(fault("number.range", "line", line, low=1, high=len(self.members)))
        return self.members[line - 1]

    def of_borrower(self) -> Mapping[BorrowerId, tuple[tuple[int, RunMember], ...]]:
        """Return the lines of each borrower with their numbers, borrowers in order of id."""
        found: dict[BorrowerId, list[tuple[int, RunMember]]] = {}
        for place, member in enumerate(self.members, start=1):
            found.setdefault(member.borrower, []).append((place, member))
        return {borrower: tuple(found[borrower]) for borrower in sorted(found)}

    @guarded
    def review_pool(self, *, share: Decimal) -> Pool:
        """Return what lines are drawn from for review: one stratum for each outcome there is.

        Of each ⌈share × n⌉ lines are drawn, so that none with a line goes without.

        Args:
            share: above 0 and at most 1.

        Raises:
            InputError: the share is out of range, or the run has no line.
        """
        strata: dict[str, list[PoolMember]] = {}
        for member in self.members:
            strata.setdefault(member.answer.outcome.value, []).append(PoolMember(id=member.about))
        return Pool(
            id=self.pool_id,
            strata=[Stratum(key=key, share=share, members=held) for key, held in sorted(strata.items())],
        )

    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether a move of the run's lifecycle is allowed; none closes where a line was found otherwise."""
        ruling = rule(RUN_LIFECYCLE, self.state.value, move, by, relate(starter=self.started_by))
        if ruling and move == "conclude" and not all(one.agrees for one in self.checks):
            return refusal("run_disagrees")
        return ruling

    @guarded
    def stands(self, *, as_of: date) -> bool:
        """Say whether it met duties by the close of a day: entered by then, and not void by then."""
        entered = [one.on for one in self.steps if one.move == "enter"]
        void = [one.on for one in self.steps if one.move == "void"]
        return bool(entered) and entered[0] <= as_of and not (void and void[0] <= as_of)

    @guarded
    def is_known(self, *, as_of: date) -> bool:
        """Say whether it was entered by the close of a day, whatever became of it."""
        return any(one.move == "enter" and one.on <= as_of for one in self.steps)


_NAME = attrgetter("about.value")


def _in_order(members: Iterable[RunMember], kind: type[Watched]) -> list[RunMember]:
    """Return the lines about one kind of thing in order of id, each thing once."""
    lines = sorted((one for one in members if type(one.about) is kind), key=_NAME)
    names = [*map(_NAME, lines)]
    if any(map(eq, names, names[1:])):
        lines = list({one.about: one for one in lines}.values())
    return lines


def _told_again(members: Iterable[RunMember]) -> Iterator[Fault]:
    """Yield a fault for each line about what a line before is about."""
    seen: set[Watched] = set()
    for place, member in enumerate(members):
        if member.about in seen:
            yield fault("id.duplicate", f"MonitoringRun.members[{place}].about", member.about.value)
        seen.add(member.about)


def look_id(run: RunId, line: int) -> VisitId:
    """Return the id under which a file tells that a line of a run was looked at."""
    return VisitId(joined(_LOOK, run.value, str(line)))


def line_name(run: RunId, line: int) -> str:
    """Return what a line of a run is called: the number of the run and its own."""
    return f"{run.value}-{line}"


def signal_id(run: RunId, line: int, code: str) -> SignalId:
    """Return the id of the signal that a rule raised on a line of a run; no code has a dash."""
    return SignalId(f"{line_name(run, line)}-{code}")


def is_look(visit: PastVisit) -> bool:
    """Say whether a past visit is a line of a run: a machine looked, and nobody visited."""
    return visit.method is Method.DATA and visit.id is not None and visit.id.value.startswith(f"{_LOOK}~~")
