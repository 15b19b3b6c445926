"""Rules that set the lowest grade a claim may have: tests of facts, what excuses, and the term they hold for."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.methods import Confidence
from loanvisit.words import Text, number_text, say, verbatim

Judged: TypeAlias = bool | int | Decimal | Fraction | str
"""What a test can judge: a fact's value, or a share worked out exactly."""


class Limit(Enum):
    """How a test compares a fact: is, above, at_least, at_most, below."""

    IS = "is"
    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW = "below"


@frozen(kw_only=True)
class FactTest:
    """One test of one fact; several hold together where all do."""

    fact: FactName
    limit: Limit
    value: bool | int | Decimal | str

    def __attrs_post_init__(self) -> None:
        check(self)

    @guarded
    def holds(self, known: Judged) -> bool:
        """Say whether a value passes: numbers exactly, strict and inclusive as the test says."""
        if self.limit is Limit.IS:
            return known == self.value
        number, bound = _number(known), _number(self.value)
        if self.limit is Limit.ABOVE:
            return number > bound
        if self.limit is Limit.AT_LEAST:
            return number >= bound
        return number <= bound if self.limit is Limit.AT_MOST else number < bound

    @property
    def is_adverse(self) -> bool:
        """Whether the worse value passes: more, or yes. What excuses is the other way."""
        return self.limit in (Limit.ABOVE, Limit.AT_LEAST) or (self.limit is Limit.IS and self.value is True)

    @guarded
    def text(self, label: Text) -> Text:
        """Return the test as a sentence about a fact of that label."""
        if isinstance(self.value, bool):
            return say("class.test.yes" if self.value else "class.test.no", fact=label)
        shown = number_text(self.value) if isinstance(self.value, int | Decimal) else verbatim(self.value)
        return say(f"class.test.{self.limit.value}", fact=label, value=shown)


def _number(value: object) -> Fraction:
    return Fraction(value) if isinstance(value, int | Decimal | Fraction) else Fraction(0)


def _tests(items: Iterable[FactTest]) -> tuple[FactTest, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Excuse:
    """What lifts a rule off a claim: facts that must be known and true; where they are not known it lifts nothing."""

    title: Text
    tests: tuple[FactTest, ...] = field(converter=_tests)
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)


def _excuses(items: Iterable[Excuse]) -> tuple[Excuse, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class FloorRule:
    """A rule over declared facts that sets the lowest grade allowed, or names what a person must judge.

    A rule whose confidence is `uncertain`, or that each bank decides on, is an option: it is asked only where a regime
    was told to (`choosing`).

    Args:
        id: names it in the regime.
        title: what it says, in a few words.
        tests: the facts that call for it, all together.
        grade: the lowest grade allowed then; None where a person must judge.
        excuses: each of them lifts the rule.
        term: the term of the regime after which it no longer holds, by its id; None for ever.
        by_choice: whether it is an option though its source is sure, for banks differ.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    id: str
    title: Text
    tests: tuple[FactTest, ...] = field(converter=_tests)
    grade: str | None = None
    excuses: tuple[Excuse, ...] = field(default=(), converter=_excuses)
    term: str | None = None
    by_choice: bool = False
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def is_option(self) -> bool:
        """Whether it is asked only where it was chosen."""
        return self.by_choice or self.confidence is Confidence.UNCERTAIN
