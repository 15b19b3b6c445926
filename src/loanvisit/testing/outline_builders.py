"""Builders of questions and outlines, with sensible defaults."""

from collections.abc import Iterable
from decimal import Decimal

from loanvisit.domain import (
    AnswerEvidence,
    AnswerKind,
    Condition,
    Confidence,
    Method,
    Option,
    Outline,
    Question,
)
from loanvisit.words import Text, verbatim


def a_question(
    code: str = "Q1",
    kind: AnswerKind = AnswerKind.YES_NO,
    *,
    options: Iterable[str] = ("up", "down"),
    unit: str = "days",
    low: Decimal | None = None,
    high: Decimal | None = None,
    evidence: Iterable[AnswerEvidence | str] = (),
    mandatory: bool = False,
    purposes: Iterable[str] = (),
    when: Iterable[Condition] = (),
    leads_to: Iterable[str] = (),
) -> Question:
    """Return a question answered by yes or no unless the test asks otherwise; a choice has options, a number a unit."""
    kinds = [one if isinstance(one, AnswerEvidence) else AnswerEvidence(kind=one) for one in evidence]
    return Question(
        code=code,
        text=verbatim(code),
        kind=kind,
        options=[Option(code=one, text=verbatim(one)) for one in options] if kind is AnswerKind.CHOICE else (),
        unit=verbatim(unit) if kind is AnswerKind.NUMBER else None,
        low=low,
        high=high,
        evidence=kinds,
        mandatory=mandatory,
        purposes=tuple(purposes),
        when=tuple(when),
        leads_to=tuple(leads_to),
    )


def an_outline(
    *questions: Question,
    id: str = "own.site",  # noqa: A002  the field's own name
    version: str = "1",
    products: Iterable[str] = ("working_capital",),
    method: Method = Method.ON_SITE,
    purposes: Iterable[str] = (),
    opening: Iterable[Text] = (),
    closing: Iterable[Text] = (),
    never: Iterable[Text] = (),
    notes: Text | None = None,
) -> Outline:
    """Return an outline of visits on site to working-capital loans, of `a_question()` where none is named."""
    return Outline(
        id=id,
        version=version,
        title=verbatim(id),
        products=frozenset(products),
        method=method,
        questions=questions or (a_question(),),
        purposes=tuple(purposes),
        opening=tuple(opening),
        closing=tuple(closing),
        never=tuple(never),
        citation=verbatim("a test"),
        confidence=Confidence.PRACTICE,
        notes=notes,
    )
