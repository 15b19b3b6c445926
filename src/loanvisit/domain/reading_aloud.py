"""How the questions of an outline are read aloud: what is asked, when, what it must bring, and what is a warning."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from loanvisit.domain.conditions import Comparison, Condition
from loanvisit.domain.facts import FactName
from loanvisit.domain.question import AnswerEvidence, Question, Told
from loanvisit.words import Text, either, join, label, say, spaced, verbatim


def spoken(part: str, items: Sequence[Text]) -> list[Text]:
    """Return the line of a part of an outline that is no question; none where it is empty."""
    return [say(f"outline.{part}", items=join(list(items), zh="；", en="; "))] if items else []


def question_lines(questions: Sequence[Question]) -> list[Text]:
    """Return each question in one line."""
    asked = {FactName(one.code): one for one in questions}
    return [_line(one, asked) for one in questions]


def _line(question: Question, asked: Mapping[FactName, Question]) -> Text:
    parts = [say("question.line", code=verbatim(question.code), text=question.text, kind=_kind(question))]
    if question.mandatory:
        parts.append(say("question.mandatory"))
    if question.when:
        tests = [_condition(one, asked.get(one.fact)) for one in question.when]
        parts.append(say("question.when", conditions=join(tests, zh="，且", en=" and ")))
    if question.evidence:
        parts.append(say("question.brings", evidence=join([_evidence(one, question) for one in question.evidence])))
    if question.red_flag is not None:
        parts.append(say("question.red_flag", flag=question.red_flag))
    return join(parts, zh="；", en="; ")


def _kind(question: Question) -> Text:
    if question.options:
        return join([one.text for one in question.options], zh="/", en="/")
    if question.unit is not None:
        return say("question.number", unit=question.unit)
    return question.kind.text


def _evidence(one: AnswerEvidence, question: Question) -> Text:
    kind = label("evidence", one.kind)
    return say("question.for", evidence=kind, answer=_either(one.answers, question)) if one.answers else kind


def _condition(test: Condition, question: Question | None) -> Text:
    """Return a condition in words; of a question that is not there, by its code alone."""
    answer = say("question.answer", code=verbatim(test.fact))
    if test.test is Comparison.KNOWN:
        return say("condition.known" if test.values == (True,) else "condition.not_known", fact=answer)
    if test.test in (Comparison.IS, Comparison.IS_NOT):
        told = [value for value in test.values if isinstance(value, bool | str)]
        if len(told) == len(test.values):
            return say(f"condition.{test.test.value}", fact=answer, values=spaced(_either(told, question)))
    fact = None if question is None else question.fact
    return test.said({} if fact is None else {fact.name: evolve(fact, label=answer)})


def _either(answers: Iterable[Told], question: Question | None) -> Text:
    """Return answers as a reader says them: yes, no, and the choices by what they are called."""
    called = {} if question is None else {one.code: one.text for one in question.options}
    return either([_told(one, called) for one in answers])


def _told(answer: Told, called: Mapping[str, Text]) -> Text:
    if isinstance(answer, bool):
        return say("value.yes" if answer else "value.no")
    return called.get(answer, verbatim(answer))
