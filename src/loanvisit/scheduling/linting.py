"""What is wrong with a set of clauses before any plan is made from it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from attrs import evolve

from loanvisit.domain import (
    Anchor,
    Before,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    NaturalPeriod,
    OnceAfter,
    Requirement,
    RiskScale,
    Roll,
)
from loanvisit.domain.dates import nests
from loanvisit.domain.lengths import is_never_longer
from loanvisit.errors import Fault, fault, nearest
from loanvisit.scheduling.clause import Clause
from loanvisit.words import verbatim


def policy_faults(
    clauses: tuple[Clause, ...], applies: tuple[Condition, ...], declared: Mapping[FactName, Fact]
) -> list[Fault]:
    """Return every fault of a policy, in order of clause."""
    faults: list[Fault] = []
    if not clauses:
        faults.append(fault("policy.empty", "clause"))
    for condition in applies:
        faults += _condition_faults(condition, declared, f"applies.{condition.fact}")
    for place, clause in enumerate(clauses):
        path = _path(clause, clauses[:place])
        if any(other.id == clause.id and meet(other, clause) for other in clauses[:place]):
            faults.append(fault("id.duplicate", path, clause.id.value))
        for condition in clause.when:
            faults += _condition_faults(condition, declared, f"{path}.when.{condition.fact}")
        faults += _day_faults(clause.require, declared, f"{path}.require")
    if not faults:
        for series in sorted({clause.series for clause in clauses if clause.series is not None}):
            faults += _faults_over_time([clause for clause in clauses if clause.series == series], declared)
    return faults


def _path(clause: Clause, earlier: tuple[Clause, ...]) -> str:
    """Return the path of a clause, that of a later version of one with the day it begins."""
    is_version = clause.effective_from is not None and any(other.id == clause.id for other in earlier)
    return f"clause[{clause.id}][{clause.effective_from}]" if is_version else f"clause[{clause.id}]"


def meet(one: Clause, other: Clause) -> bool:
    """Say whether two clauses are in force on a same day: versions of one clause never are."""
    return max(one.effective_from or date.min, other.effective_from or date.min) <= min(
        one.effective_to or date.max, other.effective_to or date.max
    )


def _faults_over_time(clauses: list[Clause], declared: Mapping[FactName, Fact]) -> list[Fault]:
    """Look at a series over each stretch of days in which the same clauses are in force; tell each fault once.

    A fault that begins with a stretch names its first day: `series[routine][2026-01-01]`.
    """
    ends = {clause.effective_to + _DAY for clause in clauses if clause.effective_to is not None}
    starts = ends | {clause.effective_from for clause in clauses if clause.effective_from is not None}
    told: dict[Fault, Fault] = {}
    for start in (date.min, *sorted(starts)):
        in_force = [clause for clause in clauses if clause.is_effective(start)]
        for one in _series_faults(in_force, declared) if in_force else ():
            is_dated = start > date.min and one.path.startswith("series")
            told.setdefault(one, evolve(one, path=f"{one.path}[{start}]") if is_dated else one)
    return list(told.values())


def _condition_faults(condition: Condition, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    if condition.fact not in declared:
        return [fault("fact.undeclared", path, condition.fact, near=nearest(condition.fact, sorted(declared)))]
    return condition.faults(declared, path)


def _day_faults(require: Requirement, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    """A requirement counts from a declared date."""
    if isinstance(require, OnceAfter):
        return day_faults(require.after, declared, f"{path}.after")
    return day_faults(require.before, declared, f"{path}.before") if isinstance(require, Before) else []


def day_faults(name: FactName, declared: Mapping[FactName, Fact | None], path: str) -> list[Fault]:
    """Return what is wrong with the name of a day to count from; nothing of a fact whose declaration is faulty."""
    if name not in declared:
        dates = sorted(str(one) for one, fact in declared.items() if fact is None or fact.kind is FactKind.DATE)
        return [fault("fact.undeclared", path, name, near=nearest(name, dates))]
    fact = declared[name]
    return [] if fact is None or fact.kind is FactKind.DATE else [fault("fact.type", path, name, form="date")]


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


_DAY = timedelta(days=1)
_ROLLS = (Roll.EARLIER, Roll.NONE, Roll.LATER)


def _nest(worse: Clause, better: Clause) -> bool:
    """Say whether a worse grade's deadlines are never later than a better one's."""
    small, large = worse.require, better.require
    if _ROLLS.index(worse.roll) > _ROLLS.index(better.roll):
        return False
    if isinstance(small, EveryPeriod) and isinstance(large, EveryPeriod):
        if large.with_first and not (small.with_first and small.times >= large.times):
            return False
        return nests(small.period, large.period) and _times_in(small, large.period) >= large.times
    if isinstance(small, EveryGap) and isinstance(large, EveryGap) and small.anchor is large.anchor:
        if small.anchor is Anchor.LAST_VISIT:
            return is_never_longer(small.gap, large.gap)
        months = (small.gap.months, large.gap.months)
        if months[0] is not None and months[1] is not None:
            return months[1] % months[0] == 0
        return small.gap.unit is large.gap.unit and large.gap.count % small.gap.count == 0
    return False


def _times_in(require: EveryPeriod, outer: NaturalPeriod) -> int:
    """How many times a requirement is owed in one `outer` period that its own periods lie in."""
    halves = {NaturalPeriod.HALF_MONTH: 1, NaturalPeriod.MONTH: 2, NaturalPeriod.QUARTER: 6}
    halves |= {NaturalPeriod.HALF_YEAR: 12, NaturalPeriod.YEAR: 24}
    inner = halves.get(require.period, 1)
    return require.times * (halves.get(outer, 1) // inner)
