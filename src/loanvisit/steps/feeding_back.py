"""Feedback: give it, answer it, be content with the answer or ask again, withdraw it.

It is kept beside the borrower's file, not in it: each step returns the value at its next version, for the host's own
table, and no `Change`.
"""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import evolve

from loanvisit.domain import (
    FEEDBACK_LOOPS,
    Calendar,
    Feedback,
    FeedbackId,
    FeedbackLoop,
    FeedbackState,
    FeedbackSubject,
    Officer,
    OfficerId,
    ReturnReason,
    Role,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.lifecycle import enforce
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import not_before, under_what_holds


@guarded
def give_feedback(
    id: FeedbackId,  # noqa: A002  the field's own name
    loop: FeedbackLoop,
    *,
    about: FeedbackSubject,
    to: OfficerId | Role,
    text: str,
    at: datetime,
    calendar: Calendar,
    by: Officer | None = None,
    due_on: date | None = None,
    reasons: Iterable[ReturnReason] = (),
) -> Feedback:
    """Ask somebody, or a post, about a visit, finding, signal, clause or question.

    Args:
        id: its id, the host's to give.
        loop: from whom to whom it goes.
        about: what it is about; a text is the code of an outline's question.
        to: who is to answer: a person, or whoever holds a post.
        text: what is asked.
        at: when.
        calendar: working days, and the zone in which `at` has its day.
        by: who asks; None in the loop of the borrower, and in no other.
        due_on: the last day of the answer; left out, that of the loop (`FEEDBACK_LOOPS`), where practice names one.
        reasons: of a returned report, why, as codes.

    Returns:
        The feedback, open.

    Raises:
        InputError: nothing is asked, nobody asks, codes stand in another loop, or the last day is before the day asked.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit import presets
        >>> give_feedback(
        ...     FeedbackId("FB-1"),
        ...     FeedbackLoop.BORROWER,
        ...     about="Q7",
        ...     to=Role.POST_LOAN_DESK,
        ...     text="why was I asked twice?",
        ...     at=datetime(2026, 3, 2, tzinfo=UTC),
        ...     calendar=presets.calendar("CN"),
        ... ).state.text.en
        'open'
    """
    _asks(by, loop, at)
    return Feedback(
        id=id,
        loop=loop,
        about=about,
        raiser=None if by is None else by.id,
        answerer=to if isinstance(to, OfficerId) else None,
        desk=to if isinstance(to, Role) else None,
        text=text,
        reasons=reasons,
        asked_at=at,
        due_on=_last_day(loop, calendar.day_of(at), due_on, calendar),
    )


def _asks(by: Officer | None, loop: FeedbackLoop, at: datetime) -> None:
    """Refuse feedback that nobody raises, or somebody in the loop of the borrower, or under what does not hold."""
    if (by is None) is not (loop is FeedbackLoop.BORROWER):
        raise InputError(fault("feedback.raiser", "by"))
    if by is not None:
        under_what_holds(by, at)


def _last_day(loop: FeedbackLoop, day: date, due_on: date | None, calendar: Calendar) -> date | None:
    """Return the last day of an answer: the one given, else that of the loop where practice names a time."""
    span = FEEDBACK_LOOPS[loop].within
    if due_on is None:
        return None if span is None else calendar.add(day, span.count)
    if due_on < day:
        raise InputError(fault("date.order", "due_on", due_on, earlier="at"))
    return due_on


@guarded
def answer_feedback(feedback: Feedback, text: str, *, by: Officer, at: datetime, calendar: Calendar) -> Feedback:
    """Answer feedback; asked again, the day of the first answer stays.

    Raises:
        TransitionError: it is not open.
        SeparationOfDutiesError: `by` was not asked, or asked it.
        InputError: the answer is blank, or `at` is before its last step.
    """
    moved = _moved(feedback, "answer", by=by, at=at)
    if not text.strip():
        raise InputError(fault("empty", "text"))
    first = feedback.answered_on or calendar.day_of(at)
    return evolve(moved, state=FeedbackState.ANSWERED, answer=text, answered_by=by.id, answered_on=first)


@guarded
def settle_feedback(feedback: Feedback, *, by: Officer, at: datetime) -> Feedback:
    """Be content with an answer: whoever asked, or the post-loan desk, never who answered.

    Raises as `answer_feedback`.
    """
    return evolve(_moved(feedback, "settle", by=by, at=at), state=FeedbackState.CLOSED)


@guarded
def ask_again(feedback: Feedback, text: str, *, by: Officer, at: datetime) -> Feedback:
    """Ask again, in other words: whoever asked, or the post-loan desk; the last day stays.

    Raises as `answer_feedback`.
    """
    moved = _moved(feedback, "ask_again", by=by, at=at)
    return evolve(moved, state=FeedbackState.OPEN, text=text)


@guarded
def withdraw_feedback(feedback: Feedback, *, by: Officer, at: datetime) -> Feedback:
    """Withdraw what was asked and not answered; only whoever asked it. Raises as `answer_feedback`."""
    return evolve(_moved(feedback, "withdraw", by=by, at=at), state=FeedbackState.WITHDRAWN)


def _moved(feedback: Feedback, move: str, *, by: Officer, at: datetime) -> Feedback:
    """Return feedback about to make a move, which is refused where the table does not have it."""
    under_what_holds(by, at)
    not_before(at, feedback.moved_at or feedback.asked_at)
    enforce(feedback.can(move, by=by), "feedback")
    return evolve(feedback, moved_at=at, version=feedback.version + 1)
