"""What the conditions of a clause say of a subject on a day: which fact fails one, else which facts they lack."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from loanvisit.domain import Condition, Fact, FactName, FactValue, Grade, Money
from loanvisit.domain.facts import lacking_currency
from loanvisit.scheduling.governing import GoverningGrade, lacking_before
from loanvisit.scheduling.knowing import Aspect


class Weighed(NamedTuple):
    """What the conditions say today: the fact that fails one, else those missing."""

    failing: FactName | None
    missing: tuple[FactName, ...]
    is_unsure: bool


UNTESTED = Weighed(None, (), is_unsure=False)
"""What no conditions say."""


_weighed_of: Callable[[tuple[FactName, tuple[FactName, ...], bool]], Weighed] = partial(
    cast("Any", tuple).__new__, Weighed
)
"""Makes what fails of its parts, a few times a loan, without going through its constructor."""


def ruling_grade(graded: Sequence[tuple[Fact, tuple[Condition, ...]]], aspect: Aspect) -> GoverningGrade | None:
    """Return the first known grade that decides a natural-period clause, with every condition on it."""
    for fact, tests in graded:
        value = aspect.fact(fact.name)
        if type(value) is Grade and fact.accepts(value):
            return GoverningGrade.of(fact.name, tests, value)
    return None


def weigh(tests: Sequence[tuple[Condition, Fact]], aspect: Aspect, ruling: GoverningGrade | None) -> Weighed:
    """Weigh every condition but those on the grade that rules period by period.

    A grade known only from a later day on, or an amount in another currency, leaves the duty undetermined, whatever the
    clause says of missing facts.
    """
    undecided: list[tuple[Condition, Fact]] = []
    weighed, ruled = aspect.weighed, None if ruling is None else ruling.fact
    for known in tests:
        test = known[0]
        if ruled is not None and test.fact == ruled:
            continue
        key = id(test)
        holds = weighed[key] if key in weighed else aspect.weigh(test, known[1])
        if holds is None:
            undecided.append(known)
        elif not holds:
            return _weighed_of((test.fact, (), False))
    return _undecided(undecided, aspect) if undecided else UNTESTED


def _undecided(tests: Sequence[tuple[Condition, Fact]], aspect: Aspect) -> Weighed:
    lacking = [_lacking(aspect, test, declared, aspect.today(test.fact)) for test, declared in tests]
    is_unsure = any(name != test.fact for name, (test, _) in zip(lacking, tests, strict=True))
    return Weighed(None, tuple(dict.fromkeys(lacking)), is_unsure)


def _lacking(aspect: Aspect, test: Condition, declared: Fact, value: FactValue | None) -> FactName:
    """Name what a test lacks: the grade before a later change, an amount in its currency, or else the fact."""
    bound = test.values[0]
    if type(value) is Money and declared.accepts(value) and isinstance(bound, Money):
        return lacking_currency(test.fact, bound.currency)
    later = aspect.fact(test.fact) if value is None else None
    changes = type(later) is Grade and declared.accepts(later)
    return lacking_before(test.fact, later) if type(later) is Grade and changes else test.fact
