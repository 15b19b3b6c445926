"""Conditions over facts: true, false, or not known, and which fact decides."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

from attrs import frozen

from loanvisit.domain.exact import check, first_few
from loanvisit.domain.facts import BUILT_IN_FACTS, Fact, FactKind, FactName, FactValue, fact_noun, fact_text, value_text
from loanvisit.domain.money import Money
from loanvisit.domain.risk import Grade
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, either, followed, join, say, spaced

Bound: TypeAlias = int | Decimal | Money | date | str


class Comparison(Enum):
    """How a condition compares a fact: a grade is greater the worse it is."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    KNOWN = "known"


_IS, _IS_NOT = Comparison.IS, Comparison.IS_NOT
_IS_OR_NOT = (Comparison.IS, Comparison.IS_NOT)
_GOES_ON = ("condition.grade.at_least", "condition.grade.at_most")
"""The templates that in Chinese go on after the value: 为 B 及以下."""
_ORDERED = (Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW)


@frozen(kw_only=True)
class Condition:
    """One test of one fact. `values` holds the codes or flags for is and is_not, one bound for the others.

    A grade is given by its code. Boundaries are exact: above is strictly greater, at_least includes the bound.
    Whether a fact is known is asked with True; whether it is not, with False. A fact that is not known never exempts:
    asked with True, that is as undecided as any other test of it.
    """

    fact: FactName
    test: Comparison
    values: tuple[bool | int | Decimal | Money | date | str, ...]

    def __attrs_post_init__(self) -> None:
        check(self)

    @sheltered
    def faults(self, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
        """Return what is wrong with this condition against the declared facts."""
        known = declared[self.fact]
        if known.kind is FactKind.EVENT:
            return [fault("fact.event", path, self.fact)]
        named = known.scale.grades if known.scale is not None else known.codes
        listed, codes = first_few(named), frozenset(named)
        found: list[Fault] = []
        if not self.values:
            found.append(fault("empty", path, self.values))
        if self.test is Comparison.KNOWN:
            if self.values not in ((True,), (False,)):
                found.append(fault("fact.type", path, self.values, form="true | false"))
            return found
        if self.test in _ORDERED and (known.kind.name in ("FLAG", "CODE") or len(self.values) != 1):
            found.append(fault("fact.type", path, self.values, form="is | is_not"))
        for value in self.values:
            if known.scale is None and type(value) is not known.kind.python:
                found.append(fault("fact.type", path, value, form=known.kind.value))
            elif codes and value not in codes:
                found.append(fault("code", path, value, known=listed))
        return found

    def weigh(self, value: FactValue | None, declared: Fact) -> bool | None:
        """Say whether a value meets the condition; None where it is missing, or is not what its fact is declared as.

        An amount compares in its own currency alone: in another than the condition's it says nothing.
        """
        try:
            if value is None or not declared.accepts(value):
                return True if self.test is Comparison.KNOWN and self.values == (False,) else None
        except AttributeError:
            raise InputError(fault("type", "declared", declared, form="Fact")) from None
        if (
            type(value) is Money
            and self.test is not Comparison.KNOWN
            and value.currency not in [bound.currency for bound in self.values if type(bound) is Money]
        ):
            return None
        return self.holds(value)

    def holds(self, value: FactValue) -> bool:
        """Say whether a known value meets the condition."""
        if self.test is Comparison.KNOWN:
            return self.values == (True,)
        if type(value) is Grade:
            return self.holds_code(value.code, value)
        if self.test is _IS:
            return value in self.values
        if self.test is _IS_NOT:
            return value not in self.values
        return _compare(self.test, value, self.values[0])

    def holds_code(self, code: str, grade: Grade) -> bool:
        """Say whether a grade code of that grade's scale meets the condition."""
        if self.test is Comparison.KNOWN:
            return self.values == (True,)
        if self.test is _IS:
            return code in self.values
        if self.test is _IS_NOT:
            return code not in self.values
        return _compare(self.test, grade.scale.rank(code), grade.scale.rank(str(self.values[0])))

    @property
    def text(self) -> Text:
        """The condition in words, a bank's own fact by its name: `said` knows its label."""
        return self.said(BUILT_IN_FACTS)

    @sheltered
    def said(self, declared: Mapping[FactName, Fact]) -> Text:
        """Return the condition in words: facts by their declared labels, grades by better and worse."""
        if self.test is Comparison.KNOWN:
            key = "known" if self.values == (True,) else "not_known"
            return say(f"condition.{key}", fact=followed(fact_noun(self.fact, declared)))
        if self.test in _IS_OR_NOT and type(self.values[0]) is bool and len(self.values) == 1:
            holds = self.values[0] is (self.test is Comparison.IS)
            return say("condition.yes" if holds else "condition.no", fact=fact_text(self.fact, declared))
        values = either([value_text(self.fact, value, declared) for value in self.values])
        key, fact = self._template(declared), followed(fact_text(self.fact, declared))
        values = spaced(followed(values) if key in _GOES_ON else values)
        return say(key, fact=fact, values=values)

    def _template(self, declared: Mapping[FactName, Fact]) -> str:
        if self.test not in _ORDERED:
            return f"condition.{self.test.value}"
        fact = declared.get(self.fact)
        graded = fact is not None and fact.scale is not None
        kind = "grade" if graded else "date" if type(self.values[0]) is date else "number"
        return f"condition.{kind}.{self.test.value}"


def all_text(conditions: tuple[Condition, ...], declared: Mapping[FactName, Fact]) -> Text:
    """Return conditions that must all hold, in words, joined by 且 and by and."""
    first, *rest = [one.said(declared) for one in conditions]
    return join([first, *(spaced(one) for one in rest)], zh="，且", en=" and ")


def _compare(test: Comparison, value: Any, bound: Any) -> bool:
    """Compare two values of one ordered type, as the policy's own check has made sure they are."""
    if test is Comparison.ABOVE:
        return bool(value > bound)
    if test is Comparison.AT_MOST:
        return bool(value <= bound)
    return bool(value < bound) if test is Comparison.BELOW else bool(value >= bound)
