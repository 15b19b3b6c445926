"""Who answers what: feedback answered in time, loop by loop, and questions of outlines that visits leave unanswered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from loanvisit.assessment.coverage import check_answers
from loanvisit.domain import (
    Feedback,
    FeedbackLoop,
    FeedbackRate,
    FeedbackState,
    Outcome,
    Outline,
    RecordId,
    UnansweredQuestion,
    VisitOutline,
    VisitRecord,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import InputError, fault

LEAST_UNANSWERED = Decimal("0.3")
"""The share of visits in which a question goes unanswered from which it is reported: practice, no rule."""


@guarded
def feedback_rates(feedback: Iterable[Feedback], *, as_of: date) -> tuple[FeedbackRate, ...]:
    """Return how much of what was due was answered in time, in each of the five loops.

    Due is what has a last day and was answered, or whose last day is over by the close of `as_of`. What was asked
    without a last day, is not due yet, or was withdrawn counts on neither side.

    Args:
        feedback: in any order.
        as_of: the close of this day; an answer after it is none yet.

    Returns:
        A rate for each loop, in the order of `FeedbackLoop`; one with nothing due has counts of nought and no share.

    Raises:
        InputError: one is no feedback, or two have one id.
    """
    held, faults = each(feedback, Feedback, "feedback")
    ids = [one.id for one in held]
    faults += [
        fault("id.duplicate", f"feedback[{place}].id", one.value) for place, one in enumerate(ids) if one in ids[:place]
    ]
    if faults:
        raise InputError(*faults)
    found = {(loop, is_late): list[Feedback]() for loop in FeedbackLoop for is_late in (False, True)}
    for one in sorted(held, key=lambda one: one.id):
        last, on = one.due_on, one.answered_on
        answered = on is not None and on <= as_of
        if last is None or one.state is FeedbackState.WITHDRAWN or not (answered or as_of > last):
            continue
        found[one.loop, on is None or not answered or on > last].append(one)
    return tuple(
        FeedbackRate(
            loop=loop,
            in_time=[one.id for one in found[loop, False]],
            late=[one.id for one in found[loop, True]],
        )
        for loop in FeedbackLoop
    )


@guarded
def unanswered_questions(
    records: Iterable[VisitRecord],
    *,
    outlines: Iterable[Outline | VisitOutline],
    least: Decimal = LEAST_UNANSWERED,
) -> tuple[UnansweredQuestion, ...]:
    """Return the questions that visits leave unanswered, for whoever keeps the outlines.

    A question counts in each visit in which it applied: answered, left open, or left with a reason. A record whose
    outline is not among those given, that is void, or of a visit that was not made, shows nothing.

    Args:
        records: of any borrowers, in any order.
        outlines: the outlines they were made by, told apart by their pins.
        least: the share of such visits from which a question is reported, exact, from 0 to 1.

    Returns:
        The questions by code, each with the records that answer it and those that do not.

    Raises:
        InputError: `least` is out of range, or what is handed in is of the wrong type.
    """
    held, faults = each(records, VisitRecord, "records")
    known, wrong = each(outlines, (Outline, VisitOutline), "outlines")
    faults += wrong
    if not 0 <= least <= 1:
        faults.append(fault("decimal.range", "least", least, low=0, high=1))
    if faults:
        raise InputError(*faults)
    by_pin = {one.pin: one for one in known}
    answered: defaultdict[str, list[RecordId]] = defaultdict(list)
    left: defaultdict[str, list[RecordId]] = defaultdict(list)
    for record in sorted(held, key=lambda one: (one.on, one.id)):
        outline = None if record.outline_version is None else by_pin.get(record.outline_version)
        if outline is None or record.void or record.outcome is not Outcome.MADE:
            continue
        told = check_answers(outline, record)
        for code in told.answered:
            answered[code].append(record.id)
        for code in (*told.open, *told.excused):
            left[code].append(record.id)
    over, under = least.as_integer_ratio()
    return tuple(
        UnansweredQuestion(code=code, unanswered=left[code], answered=answered[code])
        for code in sorted(left)
        if len(left[code]) * under >= over * (len(left[code]) + len(answered[code]))
    )
