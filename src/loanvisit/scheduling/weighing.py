"""What the conditions of a clause say of a subject today, and the grade that rules them period by period."""

from typing import NamedTuple

from loanvisit.domain import Condition, Fact, FactName, Grade
from loanvisit.scheduling.governing import GoverningGrade, lacking_before
from loanvisit.scheduling.knowing import Aspect


class Weighed(NamedTuple):
    """What the conditions say today: the fact that fails one, else those missing."""

    failing: FactName | None
    missing: tuple[FactName, ...]
    is_unsure: bool


UNTESTED = Weighed(None, (), is_unsure=False)
"""What no condition says."""


def ruling_grade(graded: tuple[tuple[Fact, tuple[Condition, ...]], ...], aspect: Aspect) -> GoverningGrade | None:
    """Return the first known grade that decides a natural-period clause, with every condition on it."""
    for fact, tests in graded:
        value = aspect.fact(fact.name)
        if type(value) is Grade and fact.accepts(value):
            return GoverningGrade.of(fact.name, tests, value)
    return None


def weigh(tests: tuple[tuple[Condition, Fact], ...], aspect: Aspect, ruling: GoverningGrade | None) -> Weighed:
    """Weigh every condition but those on the grade that rules period by period.

    A grade known only from a later day on leaves the duty undetermined, whatever the clause says of missing facts.
    """
    missing: list[FactName] = []
    is_unsure = False
    for test, declared in tests:
        if ruling is not None and test.fact == ruling.fact:
            continue
        value = aspect.today(test.fact)
        holds = test.weigh(value, declared)
        if holds:
            continue
        if holds is None:
            later = aspect.fact(test.fact) if value is None else None
            changes = type(later) is Grade and declared.accepts(later)
            missing.append(lacking_before(test.fact, later) if type(later) is Grade and changes else test.fact)
            is_unsure = is_unsure or changes
        else:
            return Weighed(test.fact, (), is_unsure=False)
    return Weighed(None, tuple(dict.fromkeys(missing)), is_unsure) if missing else UNTESTED
