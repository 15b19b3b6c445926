"""How clauses share out what their conditions test: every case there is, at each bound and on both sides of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import product
from math import prod
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from loanvisit.domain import BUILT_IN_FACTS, Comparison, Condition, Fact, FactKind, FactName, FactValue, Money
from loanvisit.domain.conditions import Bound
from loanvisit.domain.money import exponent
from loanvisit.errors import InputError
from loanvisit.words import Text, join

MOST_CASES = 20_000
"""How many cases a series is looked at in; one that makes more is refused rather than half judged."""
_DAY = timedelta(days=1)
_EXACT = Context(prec=60)
"""A host's own decimal context changes nothing here."""


class Place(NamedTuple):
    """One stretch of what a fact may hold: a value that stands for it, and the tests that say which it is.

    Where it matters to a clause whether a fact is known, one place holds nothing.
    """

    value: FactValue | None
    tests: tuple[Condition, ...]


Case: TypeAlias = tuple[int, ...]
"""One place of each fact tested, by its number, in the order of the facts."""


class Tiling:
    """The cases that a set of conditions tells apart, fact by fact."""

    def __init__(self, tests: Iterable[Condition], declared: Mapping[FactName, Fact]) -> None:
        by_fact: dict[FactName, list[Condition]] = {}
        for test in tests:
            by_fact.setdefault(test.fact, []).append(test)
        self.declared = declared
        self.facts = tuple(by_fact)
        self.axes = tuple(_axis(declared[name], tests) for name, tests in by_fact.items())

    @property
    def is_vast(self) -> bool:
        """Say whether there are too many cases to look at each."""
        return prod(len(axis) for axis in self.axes) > MOST_CASES

    def cases(self, within: Sequence[Condition] = ()) -> Iterator[Case]:
        """Return every case in which conditions hold, from the least of each fact up."""
        return (case for case in product(*(range(len(axis)) for axis in self.axes)) if self.takes(within, case))

    def takes(self, tests: Sequence[Condition], case: Case) -> bool:
        """Say whether conditions hold in a case; one on a fact that no case tells apart always does."""
        known = {name: axis[at].value for name, axis, at in zip(self.facts, self.axes, case, strict=True)}
        return all(test.fact not in known or test.weigh(known[test.fact], self.declared[test.fact]) for test in tests)

    def above(self, case: Case, fact: int) -> Iterator[Case]:
        """Return the cases that differ from one in holding more of a fact, given by its number: the next one first."""
        axis, at = self.axes[fact], case[fact]
        for more in range(at + 1, len(axis)) if axis[at].value is not None else ():
            if _unit(axis[more]) == _unit(axis[at]):
                yield (*case[:fact], more, *case[fact + 1 :])

    def beside(self, case: Case) -> Iterator[Case]:
        """Return the cases next to one: the next less and the next more of each fact that has an order."""
        for fact, axis in enumerate(self.axes):
            for at in (case[fact] - 1, case[fact] + 1):
                ordered = self.declared[self.facts[fact]].kind not in (FactKind.CODE, FactKind.FLAG)
                if ordered and 0 <= at < len(axis) and _unit(axis[at]) == _unit(axis[case[fact]]):
                    yield (*case[:fact], at, *case[fact + 1 :])

    def said(self, case: Case) -> Text:
        """Return a case in words."""
        tests = [test.said(self.declared) for axis, at in zip(self.axes, case, strict=True) for test in axis[at].tests]
        return join(tests, zh="，且", en=" and ")


def can_hold(tests: Sequence[Condition], declared: Mapping[FactName, Fact]) -> bool:
    """Say whether conditions can hold together; of too many cases to look at, that they can."""
    tiling = Tiling(tests, declared)
    return tiling.is_vast or next(tiling.cases(tests), None) is not None


def _unit(place: Place) -> str:
    return place.value.currency if isinstance(place.value, Money) else ""


def _axis(fact: Fact, tests: Sequence[Condition]) -> tuple[Place, ...]:
    known: list[Condition] = []
    others: list[Condition] = []
    for test in tests:
        (known if test.test is Comparison.KNOWN else others).append(test)
    if not known:
        return _places(fact, others)
    unknown, told = (Condition(fact=fact.name, test=Comparison.KNOWN, values=(flag,)) for flag in (False, True))
    places = _places(fact, others) if others else (Place(_some(fact), (told,)),)
    return (Place(None, (unknown,)), *places)


def _some(fact: Fact) -> FactValue:
    """Return any value that a fact may hold."""
    if fact.scale is not None:
        return fact.scale.grade(fact.scale.grades[0])
    return next(iter(fact.codes), _ANY[fact.kind])


_ANY: Mapping[FactKind, FactValue] = MappingProxyType(
    {
        FactKind.FLAG: True,
        FactKind.WHOLE: 0,
        FactKind.DECIMAL: Decimal(0),
        FactKind.MONEY: Money("0", "XXX"),
        FactKind.DATE: date(2000, 1, 1),
        FactKind.CODE: "*",
    }
)
"""A value of each kind but a grade, which has a scale to choose from."""


def _places(fact: Fact, tests: Sequence[Condition]) -> tuple[Place, ...]:
    bounds = list(dict.fromkeys(bound for test in tests for bound in test.values))
    if fact.scale is not None:
        scale = fact.scale
        return tuple(Place(scale.grade(code), _is(fact, code)) for code in scale.grades)
    if fact.kind is FactKind.FLAG:
        return tuple(Place(value, _is(fact, value)) for value in (True, False))
    if fact.kind is FactKind.CODE:
        return _codes(fact, [str(bound) for bound in bounds])
    currencies = dict.fromkeys(bound.currency if isinstance(bound, Money) else "" for bound in bounds)
    return tuple(
        place
        for currency in currencies
        for place in _stretches(fact, [one for one in bounds if not isinstance(one, Money) or one.currency == currency])
    )


def _codes(fact: Fact, named: list[str]) -> tuple[Place, ...]:
    """The codes a fact may take; where it may take any, those named and all the rest as one."""
    places = [Place(code, _is(fact, code)) for code in fact.codes or named]
    if not fact.codes:
        rest = Condition(fact=fact.name, test=Comparison.IS_NOT, values=tuple(named))
        places.append(Place("".join(named) + "*", (rest,)))
    return tuple(places)


def _stretches(fact: Fact, bounds: "list[Bound]") -> tuple[Place, ...]:
    """Each bound, what lies between each two, below the least and above the most."""
    places: list[Place] = []
    before: Bound | None = None
    for bound in sorted(bounds):
        between = _below(fact, bound) if before is None else _between(before, bound)
        if between is not None:
            above = () if before is None else (_test(fact, Comparison.ABOVE, before),)
            places.append(Place(between, (*above, _test(fact, Comparison.BELOW, bound))))
        places.append(Place(bound, _is(fact, bound)))
        before = bound
    after = None if before is None else _next(before)
    if before is not None and after is not None:
        places.append(Place(after, (_test(fact, Comparison.ABOVE, before),)))
    return tuple(places)


def _below(fact: Fact, bound: Bound) -> Bound | None:
    """Return a value below a bound; None where there is none: no contract is for less than nothing."""
    if fact.name in BUILT_IN_FACTS and (bound == 0 or (isinstance(bound, Money) and not bound.amount)):
        return None
    if isinstance(bound, Money):
        return _money(_EXACT.subtract(bound.amount, _cent(bound)), bound.currency)
    if isinstance(bound, Decimal):
        return _EXACT.subtract(bound, 1)
    if isinstance(bound, int):
        return bound - 1
    return None if isinstance(bound, str) else bound - _DAY


def _between(low: Bound, high: Bound) -> Bound | None:
    """Return a value between two; None where they are next to each other."""
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return _EXACT.divide(_EXACT.add(low, high), 2)
    after = _next(low)
    return after if after != high else None


def _next(bound: Bound) -> Bound | None:
    """Return the next value above; None above the greatest amount there is."""
    if isinstance(bound, Money):
        return _money(_EXACT.add(bound.amount, _cent(bound)), bound.currency)
    if isinstance(bound, Decimal):
        return _EXACT.add(bound, 1)
    if isinstance(bound, int):
        return bound + 1
    return bound if isinstance(bound, str) else bound + _DAY


def _money(amount: Decimal, currency: str) -> Money | None:
    try:
        return Money(amount, currency)
    except InputError:
        return None


def _cent(amount: Money) -> Decimal:
    return Decimal((0, (1,), -exponent(amount.currency)))


def _is(fact: Fact, value: "bool | Bound") -> tuple[Condition, ...]:
    return (_test(fact, Comparison.IS, value),)


def _test(fact: Fact, test: Comparison, value: "bool | Bound") -> Condition:
    return Condition(fact=fact.name, test=test, values=(value,))
