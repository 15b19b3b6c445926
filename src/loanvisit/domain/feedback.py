"""Feedback (信息反馈): what one asks another about a visit, finding, signal or rule, and what came back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.dates import Span, working_days
from loanvisit.domain.exact import as_tuple, as_utc, check, guarded, optional_utc
from loanvisit.domain.ids import ClauseId, FeedbackId, FindingId, OfficerId, SignalId, VisitId
from loanvisit.domain.lifecycle import Lifecycle, Move, Relations, Ruling, relate, rule
from loanvisit.domain.methods import Confidence
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.protecting import sensitive
from loanvisit.domain.quality import ReturnReason
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

FeedbackSubject: TypeAlias = VisitId | FindingId | SignalId | ClauseId | str
"""What feedback is about: a visit, a finding, a signal, a clause, or the code of an outline's question."""


class FeedbackLoop(Enum):
    """From whom to whom feedback goes.

    >>> FeedbackLoop.SIGNAL.text.zh
    '处置人反馈预警信号提出人'
    """

    REVIEW = "review"
    SIGNAL = "signal"
    APPROVAL = "approval"
    FIELD = "field"
    BORROWER = "borrower"

    @property
    def text(self) -> Text:
        """The loop's label."""
        return say(f"feedback_loop.{self.value}")


@frozen(kw_only=True)
class LoopRow:
    """How long an answer may take in one loop.

    Args:
        loop: the loop.
        within: how long after the day it was asked; None where practice names no time, and the bank says it each time.
        citation: where it stands.
        confidence: how sure that is.
    """

    loop: FeedbackLoop
    within: Span | None = None
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)


FEEDBACK_LOOPS: Mapping[FeedbackLoop, LoopRow] = MappingProxyType(
    {
        loop: LoopRow(
            loop=loop,
            within=working_days(10) if loop is FeedbackLoop.SIGNAL else None,
            citation=say("feedback.citation.signal" if loop is FeedbackLoop.SIGNAL else "feedback.citation"),
            confidence=Confidence.PRACTICE,
        )
        for loop in FeedbackLoop
    }
)
"""The five loops: practice names ten working days for feedback on signals, and no number for the others."""


class FeedbackState(Enum):
    """Where feedback stands; late is computed, never stored."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.feedback.{self.value}")


FEEDBACK_LIFECYCLE = Lifecycle(
    name="feedback",
    start="open",
    states=[state.value for state in FeedbackState],
    moves=[
        Move(name="answer", sources=("open",), target="answered", only="answerer", never=("raiser",)),
        Move(
            name="settle",
            sources=("answered",),
            target="closed",
            roles=[Role.POST_LOAN_DESK],
            only="raiser",
            never=("answerer",),
        ),
        Move(
            name="ask_again",
            sources=("answered",),
            target="open",
            roles=[Role.POST_LOAN_DESK],
            only="raiser",
            never=("answerer",),
        ),
        Move(name="withdraw", sources=("open",), target="withdrawn", only="raiser"),
    ],
)
"""The table of feedback: whoever was asked answers; whoever asked, or the post-loan desk, is content or asks again."""


def _reasons(items: Iterable[ReturnReason]) -> tuple[ReturnReason, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Feedback:
    """One question or return, to whom it went, and the answer.

    Args:
        id: its id.
        loop: from whom to whom it goes.
        about: what it is about; a text is the code of an outline's question.
        raiser: who asked; None where it is the borrower.
        answerer: who is to answer, by name; None where it is a post.
        desk: the post that is to answer; None where it is a person.
        text: what was asked; never printed.
        reasons: of a returned report, why, as codes; of any other loop there are none.
        asked_at: when, kept in UTC.
        due_on: the last day of the answer; None where no time is set.
        answer: what came back; never printed.
        answered_by: who answered.
        answered_on: the day of the first answer, which counts for its time however often it is asked again.
        state: where it stands, by `FEEDBACK_LIFECYCLE`.
        moved_at: when it last moved; None where it never did.
        version: one more each time it changes.

    Raises:
        InputError: nothing was asked, nobody is to answer or two are, codes stand in another loop than that of review,
            or it is answered and has no answer, day or person; all are listed.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> asked = Feedback(
        ...     id=FeedbackId("FB-1"),
        ...     loop=FeedbackLoop.SIGNAL,
        ...     about=SignalId("S-1"),
        ...     raiser=OfficerId("risk"),
        ...     answerer=OfficerId("anna"),
        ...     text="has the customer paid?",
        ...     asked_at=datetime(2026, 3, 2, tzinfo=UTC),
        ...     due_on=date(2026, 3, 16),
        ... )
        >>> asked.is_overdue(date(2026, 3, 16)), asked.is_overdue(date(2026, 3, 17)), "paid" in repr(asked)
        (False, True, False)
    """

    id: FeedbackId
    loop: FeedbackLoop
    about: FeedbackSubject
    raiser: OfficerId | None = None
    answerer: OfficerId | None = None
    desk: Role | None = None
    text: str = field(repr=False, metadata=sensitive())
    reasons: tuple[ReturnReason, ...] = field(default=(), converter=_reasons)
    asked_at: datetime = field(converter=as_utc)
    due_on: date | None = None
    answer: str | None = field(default=None, repr=False, metadata=sensitive())
    answered_by: OfficerId | None = None
    answered_on: date | None = None
    state: FeedbackState = FeedbackState.OPEN
    moved_at: datetime | None = field(default=None, converter=optional_utc)
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [*_asked_faults(self), *_answer_faults(self)]
        if faults:
            raise InputError(*faults)

    @guarded
    def is_overdue(self, as_of: date) -> bool:
        """Say whether it was never answered and the close of `as_of` is after its last day; withdrawn it never is."""
        waits = self.state is FeedbackState.OPEN and self.answered_on is None
        return waits and self.due_on is not None and as_of > self.due_on

    @property
    def related(self) -> Relations:
        """Who stands how to it, persons only."""
        return relate(raiser=self.raiser, answerer=self.answered_by or self.answerer)

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether `by` may make a move of its lifecycle, and if not, why; of a post whoever holds it may answer."""
        related = self.related
        if move == "answer":
            holds = by is not None and self.desk is not None and self.desk in by.roles
            related = relate(raiser=self.raiser, answerer=by.id if by is not None and holds else self.answerer)
        return rule(FEEDBACK_LIFECYCLE, self.state.value, move, by, related)


def _asked_faults(one: Feedback) -> list[Fault]:
    faults: list[Fault] = []
    if not one.text.strip():
        faults.append(fault("empty", "Feedback.text"))
    if isinstance(one.about, str) and not one.about.strip():
        faults.append(fault("empty", "Feedback.about"))
    if (one.answerer is None) is (one.desk is None):
        faults.append(fault("feedback.answerer", "Feedback.answerer"))
    if one.reasons and one.loop is not FeedbackLoop.REVIEW:
        faults.append(fault("feedback.reasons", "Feedback.reasons", one.reasons))
    return faults


def _answer_faults(one: Feedback) -> list[Fault]:
    told = {one.answer is None, one.answered_by is None, one.answered_on is None}
    needs = one.state in (FeedbackState.ANSWERED, FeedbackState.CLOSED)
    if len(told) > 1 or (needs and told == {True}):
        return [fault("feedback.answer", "Feedback.answer")]
    return []


def _ids(items: Iterable[FeedbackId]) -> tuple[FeedbackId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class FeedbackRate:
    """How much of what was due in one loop was answered in time.

    Args:
        loop: the loop.
        in_time: what was answered by its last day, in order of id.
        late: what was answered later, or not at all though its last day is over.

    Raises:
        InputError: one is in both.
    """

    loop: FeedbackLoop
    in_time: tuple[FeedbackId, ...] = field(default=(), converter=_ids)
    late: tuple[FeedbackId, ...] = field(default=(), converter=_ids)

    def __attrs_post_init__(self) -> None:
        check(self)
        if len({*self.in_time, *self.late}) != len(self.in_time) + len(self.late):
            raise InputError(fault("id.duplicate", "FeedbackRate.late", self.late))

    @property
    def due(self) -> int:
        """How many were due."""
        return len(self.in_time) + len(self.late)

    @property
    def text(self) -> Text:
        """The counts in one line; where nothing was due there is no rate."""
        if not self.due:
            return say("feedback.rate.none", loop=self.loop.text)
        return say("feedback.rate", loop=self.loop.text, part=len(self.in_time), whole=self.due)
