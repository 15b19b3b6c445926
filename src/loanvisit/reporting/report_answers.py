"""Sections of a visit's report that hold the answers to its outline, each question in the section it belongs to."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from loanvisit.domain import Answer, AnswerKind, AnswerValue, AskedQuestion, Money, Question
from loanvisit.domain.question import CLOSING
from loanvisit.reporting.amounts import day_text, money_text
from loanvisit.reporting.report_ground import Ground
from loanvisit.reporting.visit_report import FieldSource, ReportField, ReportPart
from loanvisit.words import Text, number_text, say, verbatim


def _numbers(letter: str, *spans: tuple[int, int]) -> tuple[str, ...]:
    return tuple(f"{letter}{number:02d}" for low, high in spans for number in range(low, high + 1))


_POINTS: Mapping[str, ReportPart] = MappingProxyType(
    {
        code: part
        for part, codes in (
            (
                ReportPart.LOANS,
                (*_numbers("F", (1, 7), (19, 19), (41, 41), (56, 56)), *_numbers("E", (29, 31), (38, 40))),
            ),
            (ReportPart.FINANCE, (*_numbers("F", (15, 18), (20, 20)), *_numbers("E", (11, 26), (51, 51)))),
            (ReportPart.ACCOUNTS, (*_numbers("F", (24, 24)), *_numbers("E", (4, 10)))),
            (ReportPart.GUARANTEE, (*_numbers("F", (25, 30), (62, 62)), *_numbers("E", (35, 36), (44, 44)))),
            (ReportPart.REPAYMENT, (*_numbers("F", (21, 23)), *_numbers("E", (1, 3)))),
            (ReportPart.COMPLIANCE, (*_numbers("F", (31, 36), (43, 44)), *_numbers("E", (32, 34), (42, 42), (50, 50)))),
        )
        for code in codes
    }
)
"""In which section a question stands, by what a bad answer points to; every other one tells of the business."""


def part_of(question: Question) -> ReportPart:
    """Return the section a question belongs to: that of the first finding or indicator it leads to."""
    if question.code.startswith(CLOSING):
        return ReportPart.FINDINGS
    return _POINTS.get(next(iter(question.leads_to), ""), ReportPart.BUSINESS)


def answer_fields(ground: Ground, part: ReportPart) -> Iterator[ReportField]:
    """Yield the questions of a section in the order of the outline, each with its answer, answered or not.

    What was answered and not asked stands under the business: nobody knows where else it belongs.
    """
    given = {one.question: one for one in ground.record.answers}
    asked = () if ground.outline is None else ground.outline.asked
    for one in asked:
        if part_of(one.question) is part:
            yield _asked_field(ground, one, given.get(one.question.code))
    if part is ReportPart.BUSINESS:
        known = {one.question.code for one in asked}
        for answer in ground.record.answers:
            if answer.question not in known:
                yield _field(ground, answer.question, verbatim(answer.question), _unasked_text(ground, answer))


def _asked_field(ground: Ground, asked: AskedQuestion, answer: Answer | None) -> ReportField:
    question = asked.question
    name = say("report.question", code=verbatim(question.code), text=question.text)
    value = None if answer is None else answer_text(ground, question, answer)
    if value is not None and answer is not None and answer.value is not None and asked.last is not None:
        before = None if asked.last_on is None or asked.last_on > ground.as_of else asked.last
        earlier = None if before is None else answer_text(ground, question, before)
        if earlier is not None and asked.last_on is not None and _is_figure(question):
            value = say("report.answer.last", value=value, last=earlier, day=asked.last_on.isoformat())
    return _field(ground, question.code, name, value)


def _is_figure(question: Question) -> bool:
    return question.kind in (AnswerKind.NUMBER, AnswerKind.MONEY)


def _field(ground: Ground, code: str, name: Text, value: Text | None) -> ReportField:
    on = None if value is None else ground.record.on
    return ReportField(key=code, label=name, value=value, source=FieldSource.ANSWER, on=on)


def answer_text(ground: Ground, question: Question, answer: Answer) -> Text | None:
    """Return an answer as a page shows it, or why there is none; None where nobody said why."""
    if answer.value is None:
        return None if answer.reason is None else say("report.answer.none", reason=answer.reason.text)
    if question.flaw(answer.value) is None:
        for option in question.options:
            if option.code == answer.value:
                return option.text
        if question.unit is not None:
            return say("report.answer.unit", value=_value_text(ground, answer.value), unit=question.unit)
    if _is_of_the_record(ground, answer.value):
        return verbatim(str(answer.value))
    return _value_text(ground, answer.value)


def _unasked_text(ground: Ground, answer: Answer) -> Text | None:
    if answer.value is None:
        return None if answer.reason is None else say("report.answer.none", reason=answer.reason.text)
    return _value_text(ground, answer.value)


def _is_of_the_record(ground: Ground, value: AnswerValue) -> bool:
    """Say whether an answer is the id of evidence that the record holds, or the kind of a reading."""
    record = ground.record
    known = {*(one.id.value for one in record.evidence), *(one.kind for one in record.readings)}
    return isinstance(value, str) and value in known


def _value_text(ground: Ground, value: AnswerValue) -> Text:
    """Return a value; words that are none of the outline's may tell of a person: full reports alone print them."""
    if isinstance(value, str):
        return ground.words(value)
    if isinstance(value, bool):
        return say("value.yes" if value else "value.no")
    if isinstance(value, Money):
        return money_text(value)
    return number_text(value) if isinstance(value, int | Decimal) else day_text(value)
