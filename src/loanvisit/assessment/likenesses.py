"""Texts and answers that are those of another record.

A note on one borrower's stock and output comes again, word for word, for another: the later record is signalled beside
the earlier, with the share of the text that agrees.
"""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from loanvisit.assessment.copied_texts import Likeness, likenesses, share_with_figures
from loanvisit.assessment.record_pool import RecordPool, signalled
from loanvisit.domain import AnswerValue, IntegrityKind, IntegritySignal, Money, SignalStrength, VisitRecord
from loanvisit.words import say

_NEARLY_ALL = Fraction(95, 100)


def texts_copied(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each record whose text is nearly that of an earlier one, whatever its figures are, beside one such.

    Strong: at least 95 % of another borrower's, figures and all. Weak: less than that of the same borrower's, where
    little changes from visit to visit. Else moderate.
    """
    written = [record for record in pool.records if record.note is not None]
    found = likenesses(
        [record.note or "" for record in written], alike=Fraction(pool.limits.alike), least=pool.limits.least_text
    )
    return tuple(_copied(written[one.later], written[one.earlier], one) for one in found)


def _copied(later: VisitRecord, earlier: VisitRecord, likeness: Likeness) -> IntegritySignal:
    is_own = later.borrower == earlier.borrower
    is_nearly_all = share_with_figures(later.note or "", earlier.note or "") >= _NEARLY_ALL
    ranks = {(False, True): SignalStrength.STRONG, (True, False): SignalStrength.WEAK}
    share = int(likeness.share * 100)
    said = say(
        f"integrity.copied.{'own' if is_own else 'other'}",
        record=later.id.value,
        earlier=earlier.id.value,
        share=str(share),
    )
    return signalled(
        IntegrityKind.COPIED_TEXT,
        ranks.get((is_own, is_nearly_all), SignalStrength.MODERATE),
        (later.id, earlier.id),
        said,
        share=share,
    )


def answers_straight(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal, weakly, each record that gives one and the same answer to every question."""
    found: list[IntegritySignal] = []
    for record in pool.records:
        given = _given(record)
        if len(given) >= pool.limits.least_answers and len(set(given.values())) == 1:
            said = say("integrity.straight", record=record.id.value, count=str(len(given)))
            kind = IntegrityKind.STRAIGHT_ANSWERS
            found.append(signalled(kind, SignalStrength.WEAK, (record.id,), said, answers=len(given)))
    return tuple(found)


def answers_repeated(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each record whose answers are, one by one, those of the same borrower's record before it.

    Moderate where a number or an amount is among them, for those seldom stand still; else weak.
    """
    found: list[IntegritySignal] = []
    for records in pool.made_by_borrower().values():
        for earlier, later in pairwise(records):
            given = _given(later)
            if len(given) < pool.limits.least_answers or given != _given(earlier):
                continue
            has_figures = any(kind in (int, Decimal, Money) for kind, _ in given.values())
            said = say(
                f"integrity.repeated{'.figures' if has_figures else ''}",
                record=later.id.value,
                earlier=earlier.id.value,
                count=str(len(given)),
            )
            strength = SignalStrength.MODERATE if has_figures else SignalStrength.WEAK
            both = (later.id, earlier.id)
            found.append(signalled(IntegrityKind.REPEATED_ANSWERS, strength, both, said, answers=len(given)))
    return tuple(found)


def _given(record: VisitRecord) -> dict[str, tuple[type, AnswerValue]]:
    """Return what was answered, each with its type: a flag is no number."""
    return {one.question: (type(one.value), one.value) for one in record.answers if one.value is not None}
