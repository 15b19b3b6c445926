"""What is wrong with a set of clauses before any plan is made from it."""

from collections.abc import Iterator, Mapping

from loanvisit.domain import Fact, FactName, RiskScale, nests
from loanvisit.errors import Fault, fault, nearest
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.conditions import Condition
from loanvisit.scheduling.requirements import Anchor, EveryGap, EveryPeriod
from loanvisit.words import verbatim


def policy_faults(
    clauses: tuple[Clause, ...], applies: tuple[Condition, ...], declared: Mapping[FactName, Fact]
) -> list[Fault]:
    """Return every fault of a policy, in order of clause."""
    faults: list[Fault] = []
    if not clauses:
        faults.append(fault("policy.empty", "clause"))
    seen: set[str] = set()
    for condition in applies:
        faults += _condition_faults(condition, declared, f"applies.{condition.fact}")
    for clause in clauses:
        path = f"clause[{clause.id}]"
        if clause.id.value in seen:
            faults.append(fault("id.duplicate", path, clause.id.value))
        seen.add(clause.id.value)
        for condition in clause.when:
            faults += _condition_faults(condition, declared, f"{path}.when.{condition.fact}")
    if not faults:
        for series in sorted({clause.series for clause in clauses if clause.series is not None}):
            faults += _series_faults([clause for clause in clauses if clause.series == series], declared)
    return faults


def _condition_faults(condition: Condition, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    if condition.fact not in declared:
        return [fault("fact.undeclared", path, condition.fact, near=nearest(condition.fact, sorted(declared)))]
    return condition.faults(declared, path)


def _series_faults(clauses: list[Clause], declared: Mapping[FactName, Fact]) -> Iterator[Fault]:
    """Every grade exactly once, and intervals of worse grades that nest in those of better ones."""
    path = f"series[{clauses[0].series}]"
    scale = next(
        (found for clause in clauses for test in clause.when if (found := declared[test.fact].scale) is not None), None
    )
    if scale is None:
        return
    held = {grade: [clause for clause in clauses if _takes(clause, grade, scale, declared)] for grade in scale.grades}
    missing = [grade for grade, takers in held.items() if not takers]
    twice = [grade for grade, takers in held.items() if len(takers) > 1]
    if missing:
        yield fault("clause.uncovered", path, grades=verbatim(", ".join(missing)))
    if twice:
        yield fault("clause.overlap", path, grades=verbatim(", ".join(twice)))
    if not missing and not twice:
        ladder = [held[grade][0] for grade in scale.grades]
        crossing = [
            worse
            for place, worse in enumerate(ladder)
            if any(worse is not better and not _nest(worse, better) for better in ladder[:place])
        ]
        for worse in dict.fromkeys(crossing):
            yield fault("clause.nesting", f"clause[{worse.id}].require.every")


def _takes(clause: Clause, grade: str, scale: RiskScale, declared: Mapping[FactName, Fact]) -> bool:
    value = scale.grade(grade)
    return all(test.holds(value) for test in clause.when if declared[test.fact].scale == scale)


def _nest(worse: Clause, better: Clause) -> bool:
    """Say whether a worse grade's deadlines are never later than a better one's."""
    small, large = worse.require, better.require
    if isinstance(small, EveryPeriod) and isinstance(large, EveryPeriod):
        return nests(small.period, large.period) and small.times >= (large.times if small.period is large.period else 1)
    if isinstance(small, EveryGap) and isinstance(large, EveryGap) and small.anchor is large.anchor:
        if small.anchor is Anchor.LAST_VISIT:
            return _days(small) <= _days(large)
        months = (small.gap.months, large.gap.months)
        if months[0] is not None and months[1] is not None:
            return months[1] % months[0] == 0
        return small.gap.unit is large.gap.unit and large.gap.count % small.gap.count == 0
    return False


def _days(require: EveryGap) -> int:
    months = require.gap.months
    return months * 30 if months is not None else require.gap.count * (7 if require.gap.unit.value == "weeks" else 1)
