"""What is wrong with the parts of a regime, each looked at by itself: grades, facts and terms that are not there."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from loanvisit.domain.derived import REGIME_FACTS
from loanvisit.domain.facts import Fact, FactKind, FactName
from loanvisit.domain.floor_rule import Excuse, FactTest, FloorRule, Limit
from loanvisit.domain.risk import RiskScale
from loanvisit.domain.term import Term
from loanvisit.errors import Fault, fault, nearest


def rule_faults(
    rule: FloorRule, scale: RiskScale, declared: Mapping[FactName, Fact], terms: Mapping[str, Term], path: str
) -> list[Fault]:
    """Return what is wrong with a rule: a grade the scale has not, facts not declared, a term there is none of."""
    faults = compared_faults(rule.tests, declared, f"{path}.tests")
    if rule.grade is not None and rule.grade not in scale.grades:
        faults.append(fault("code", f"{path}.grade", rule.grade, known=", ".join(scale.grades)))
    if rule.term is not None and rule.term not in terms:
        near = nearest(rule.term, [*terms])
        faults.append(fault("term.unknown", f"{path}.term", rule.term, near=near))
    return faults + excuse_faults(rule.excuses, declared, path)


def excuse_faults(excuses: Iterable[Excuse], declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    """Return what is wrong with the facts that excuses read; an excuse without any would lift everything."""
    return [
        one
        for place, excuse in enumerate(excuses)
        for one in compared_faults(excuse.tests, declared, f"{path}.excuses[{place}].tests", excusing=True)
    ]


def term_faults(term: Term, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    """Return what is wrong with a term: its first day is no declared date."""
    fact = declared.get(term.since)
    if fact is None:
        return [fault("fact.undeclared", f"{path}.since", term.since, near=nearest(term.since, [*declared]))]
    return [] if fact.kind is FactKind.DATE else [fault("fact.type", f"{path}.since", term.since, form="date")]


def compared_faults(
    tests: tuple[FactTest, ...], declared: Mapping[FactName, Fact], path: str, *, excusing: bool = False
) -> list[Fault]:
    """Return what is wrong with tests: none at all, a fact not declared, one that cannot be compared so.

    What is worked out from the claims may only ever make a rule hold when it is worse, and excuse when it is better: so
    no regime rewards being longer past due, or a debtor for its bad claims.
    """
    faults = [] if tests else [fault("empty", path, tests)]
    for place, test in enumerate(tests):
        fact = declared.get(test.fact)
        if fact is None:
            near = nearest(test.fact, [*declared])
            faults.append(fault("fact.undeclared", f"{path}[{place}].fact", test.fact, near=near))
        elif not _compares(fact, test):
            faults.append(fault("fact.type", f"{path}[{place}].value", test.value, form=fact.kind.value))
        elif not is_fair(test, excusing=excusing):
            faults.append(fault("test.rewards", f"{path}[{place}].limit", test.value))
    return faults


def is_fair(test: FactTest, *, excusing: bool) -> bool:
    """Say whether a test of something worked out from the claims looks the right way; of other facts any does."""
    return test.fact not in REGIME_FACTS or test.is_adverse is not excusing


def _compares(fact: Fact, test: FactTest) -> bool:
    if fact.kind in (FactKind.FLAG, FactKind.CODE):
        return test.limit is Limit.IS and fact.accepts(test.value)
    numbers = (int, Decimal) if fact.kind in (FactKind.WHOLE, FactKind.DECIMAL) else ()
    return type(test.value) in numbers and test.limit is not Limit.IS
