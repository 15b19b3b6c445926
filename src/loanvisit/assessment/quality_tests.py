"""The tests of quality of a procedure: each looks at facts, and where there is none it says so and passes nothing.

A record with answers to 9 of 10 questions that apply: coverage 9 of 10, passed at 90 %, not at 95 %.
A photo taken on 2026-03-01 for a visit of 2026-03-03: older than the visit, not passed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from loanvisit.assessment.coverage import check_answers
from loanvisit.domain import (
    AnswerCheck,
    Calendar,
    EvidenceRef,
    IntegrityKind,
    IntegrityLimits,
    IntegritySignal,
    Method,
    Outline,
    QualityAnswer,
    QualityKind,
    QualityTest,
    ReturnReason,
    Visit,
    VisitOutline,
    VisitRecord,
)
from loanvisit.domain.quality import RETURNED_FOR
from loanvisit.words import Text, join, say, verbatim

Seen: TypeAlias = tuple[bool | None, Text]
"""Whether a test is passed, None where nobody can tell, and what was seen."""
_PHOTOS = IntegrityLimits().made_anew
_UNKNOWN: Seen = (None, say("quality.seen.nothing"))


class QualityCase(NamedTuple):
    """What the tests of one visit look at.

    `signals` are the signals over records that were looked for, None where nobody looked; `returned` the reasons for
    which the record was returned and not filed again since; `told` what those who looked at it say themselves.
    """

    visit: Visit
    record: VisitRecord | None
    calendar: Calendar
    outline: Outline | VisitOutline | None = None
    signals: tuple[IntegritySignal, ...] | None = None
    returned: frozenset[ReturnReason] = frozenset()
    told: Mapping[QualityKind, bool] = {}


def quality_answers(tests: Iterable[QualityTest], case: QualityCase) -> tuple[QualityAnswer, ...]:
    """Return what came of tests, in order.

    A test whose reason the record was returned for is not passed. Otherwise the facts tell; where there is none,
    whoever looked at it does; where nobody did, it cannot be told.
    """
    return tuple(_answer(one, case) for one in tests)


def _answer(test: QualityTest, case: QualityCase) -> QualityAnswer:
    reason = RETURNED_FOR.get(test.kind)
    if reason is not None and reason in case.returned:
        return QualityAnswer(test=test, passed=False, seen=say("quality.seen.returned", reason=reason.text))
    passed, seen = _seen(test, case)
    if passed is None and test.kind in case.told:
        passed, seen = case.told[test.kind], say("quality.seen.told")
    return QualityAnswer(test=test, passed=passed, seen=seen)


def _seen(test: QualityTest, case: QualityCase) -> Seen:
    look = _LOOKS.get(test.kind)
    if look is None:
        return _UNKNOWN
    return (None, say("quality.seen.no_record")) if case.record is None else look(test, case, case.record)


def enough_present(test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask on site for so many persons; of any other visit for those its duties demand."""
    least = test.least if record.method is Method.ON_SITE else case.visit.demanded
    count = len(record.visitors)
    return least is not None and count >= least, say("quality.seen.present", count=count)


def place_recorded(_test: QualityTest, _case: QualityCase, record: VisitRecord) -> Seen:
    """Ask of a visit on site where it was made; any other was made nowhere, and needs no place."""
    if record.method is not Method.ON_SITE:
        return True, say("quality.seen.off_site")
    if record.place is None:
        return False, say("quality.seen.no_place")
    return True, record.place.precision.text


def mandatory_answered(test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask of the mandatory questions that apply or may apply which share is answered, or has a reason."""
    outline = case.outline
    checked = _checked(case, record)
    if outline is None or not isinstance(checked, AnswerCheck):
        return None, checked if isinstance(checked, Text) else _UNKNOWN[1]
    asked = {*checked.answered, *checked.open, *checked.excused, *checked.undecided}
    whole = sum(one.mandatory and one.code in asked for one in outline.questions)
    found = (*_found(checked, "answers.mandatory"), *_found(checked, "answers.undecided"))
    return _share(whole - len(found), whole, test)


def _found(checked: AnswerCheck, key: str) -> list[object]:
    return [one for one in checked.obstacles if one.key == key]


def covered(test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask which share of the questions that apply is answered; where none applies, nobody can tell."""
    checked = _checked(case, record)
    if isinstance(checked, Text):
        return None, checked
    if not checked.applicable:
        return _UNKNOWN
    return _share(len(checked.answered), checked.applicable, test)


def _checked(case: QualityCase, record: VisitRecord) -> AnswerCheck | Text:
    """Return how far the record answers its outline, or why nobody can tell."""
    if case.outline is None:
        return say("quality.seen.no_outline")
    if record.outline_version != case.outline.pin:
        return say("quality.seen.other_outline")
    return check_answers(case.outline, record)


def _share(part: int, whole: int, test: QualityTest) -> Seen:
    """Compare exactly: part of whole with the least share, as whole numbers."""
    over, under = (1, 1) if test.least is None else test.least.as_integer_ratio()
    return part * under >= over * whole, say("quality.seen.share", part=part, whole=whole)


def evidence_dated(_test: QualityTest, _case: QualityCase, record: VisitRecord) -> Seen:
    """Ask whether each photo says when and where it was taken; its digest it cannot do without."""
    photos = _photos(record)
    bare = sum(one.taken_at is None or one.place is None for one in photos)
    if not photos:
        return None, say("quality.seen.no_photo")
    if bare:
        return False, say("quality.seen.undated", count=bare)
    return True, say("quality.seen.dated", count=len(photos))


def evidence_fresh(_test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask whether no photo was taken before the day of the visit; one without a time leaves it open."""
    photos = _photos(record)
    taken = [case.calendar.day_of(one.taken_at) for one in photos if one.taken_at is not None]
    older = sum(day < record.on for day in taken)
    if not photos:
        return None, say("quality.seen.no_photo")
    if older:
        return False, say("quality.seen.older", count=older)
    if len(taken) < len(photos):
        return None, say("quality.seen.no_time", count=len(photos) - len(taken))
    return True, say("quality.seen.fresh", count=len(photos))


def _photos(record: VisitRecord) -> list[EvidenceRef]:
    return [one for one in record.evidence if one.kind in _PHOTOS]


def repayment_source_stated(test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask whether one of the questions is answered; where neither outline nor record has one, nobody can tell."""
    for code in test.questions:
        if code in record.answered:
            return True, say("quality.seen.answered", code=verbatim(code))
    asked = {one.question for one in record.answers}
    if case.outline is not None and record.outline_version == case.outline.pin:
        asked |= {one.code for one in case.outline.questions}
    lacking = [verbatim(code) for code in test.questions if code in asked]
    return (False, say("quality.seen.unanswered", codes=join(lacking))) if lacking else _UNKNOWN


def own_words(_test: QualityTest, case: QualityCase, record: VisitRecord) -> Seen:
    """Ask the signals over records whether its text is like another's; where nobody looked, nobody can tell."""
    if case.signals is None:
        return _UNKNOWN
    copied = [one for one in case.signals if one.kind is IntegrityKind.COPIED_TEXT and one.records[0] == record.id]
    if not copied:
        return True, say("quality.seen.own_words")
    others = [verbatim(other.value) for one in copied for other in one.records[1:]]
    return False, say("quality.seen.copied", records=join(others))


_LOOKS: Mapping[QualityKind, Callable[[QualityTest, QualityCase, VisitRecord], Seen]] = {
    QualityKind.PLACE: place_recorded,
    QualityKind.PRESENT: enough_present,
    QualityKind.MANDATORY: mandatory_answered,
    QualityKind.COVERAGE: covered,
    QualityKind.EVIDENCE_DATED: evidence_dated,
    QualityKind.EVIDENCE_FRESH: evidence_fresh,
    QualityKind.REPAYMENT_SOURCE: repayment_source_stated,
    QualityKind.OWN_WORDS: own_words,
}
"""The tests that facts of the library can tell; of the others there is no fact yet, and only a person says."""
