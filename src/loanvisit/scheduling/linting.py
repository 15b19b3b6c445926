"""What is wrong with a set of clauses before any plan is made from it."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve

from loanvisit.domain import (
    Anchor,
    Before,
    ClauseId,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactName,
    NaturalPeriod,
    OnceAfter,
    Roll,
    Span,
    Unit,
)
from loanvisit.domain.dates import nests
from loanvisit.domain.demanding import condition_faults, requirement_faults
from loanvisit.domain.lengths import is_never_longer
from loanvisit.errors import Fault, fault
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.tiling import MOST_CASES, Case, Tiling, can_hold
from loanvisit.words import Text, join, say, verbatim


def policy_faults(
    clauses: tuple[Clause, ...],
    applies: tuple[Condition, ...],
    declared: Mapping[FactName, Fact],
    gaps: tuple[str, ...] = (),
) -> list[Fault]:
    """Return every fault of a policy, in order of clause; `gaps` are the series that may leave cases to no clause."""
    faults: list[Fault] = []
    if not clauses:
        faults.append(fault("policy.empty", "clause"))
    for condition in applies:
        faults += condition_faults(condition, declared, f"applies.{condition.fact}")
    for place, clause in enumerate(clauses):
        path = _path(clause, clauses[:place])
        if any(other.id == clause.id and meet(other, clause) for other in clauses[:place]):
            faults.append(fault("id.duplicate", path, clause.id.value))
        for condition in clause.when:
            faults += condition_faults(condition, declared, f"{path}.when.{condition.fact}")
        faults += requirement_faults(clause.require, declared, f"{path}.require")
    known = sorted({clause.series for clause in clauses if clause.series is not None})
    for place, series in enumerate(gaps):
        if series not in known:
            faults.append(fault("code", f"gaps[{place}]", series, known=", ".join(known)))
    if not faults:
        faults += _unreachable(clauses, applies, declared)
        for series in known:
            of_series = [clause for clause in clauses if clause.series == series]
            faults += _faults_over_time(of_series, applies, declared, may_gap=series in gaps)
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


def _unreachable(
    clauses: tuple[Clause, ...], applies: tuple[Condition, ...], declared: Mapping[FactName, Fact]
) -> Iterator[Fault]:
    """Each clause whose conditions, and those common to all, no subject can meet together."""
    for clause in clauses:
        if clause.when and not can_hold((*applies, *clause.when), declared):
            yield fault("clause.unreachable", f"clause[{clause.id}].when")


def _faults_over_time(
    clauses: list[Clause], applies: Sequence[Condition], declared: Mapping[FactName, Fact], *, may_gap: bool
) -> list[Fault]:
    """Look at a series over each stretch of days in which the same clauses are in force; tell each fault once.

    A fault that begins with a stretch names its first day: `series[routine][2026-01-01]`.
    """
    ends = {clause.effective_to + _DAY for clause in clauses if clause.effective_to is not None}
    starts = ends | {clause.effective_from for clause in clauses if clause.effective_from is not None}
    told: dict[Hashable, Fault] = {}
    for start in (date.min, *sorted(starts)):
        in_force = [clause for clause in clauses if clause.is_effective(start)]
        for key, one in _series_faults(in_force, applies, declared, may_gap=may_gap) if in_force else ():
            is_dated = start > date.min and one.path.startswith("series")
            told.setdefault(key, evolve(one, path=f"{one.path}[{start}]") if is_dated else one)
    return list(told.values())


def _series_faults(
    clauses: list[Clause], applies: Sequence[Condition], declared: Mapping[FactName, Fact], *, may_gap: bool
) -> Iterator[tuple[Hashable, Fault]]:
    """Every case exactly once, and intervals of worse grades and greater amounts that nest in those of better ones.

    Beside each fault stands what makes it the same one in another stretch of days.
    """
    path = f"series[{clauses[0].series}]"
    tiling = Tiling([test for clause in clauses for test in clause.when], declared)
    if not tiling.facts:
        return
    if tiling.is_vast:
        yield path, fault("series.vast", path, high=MOST_CASES)
        return
    takers = {case: [clause for clause in clauses if tiling.takes(clause.when, case)] for case in tiling.cases(applies)}
    missing = [] if may_gap else [case for case, found in takers.items() if not found]
    twice = [case for case, found in takers.items() if len(found) > 1]
    for code, cases in (("clause.uncovered", missing), ("clause.overlap", twice)):
        if cases:
            key = (code, *((tiling.said(case), _named(takers[case])) for case in cases))
            yield key, fault(code, path, cases=_listed(tiling, cases, takers))
    if not missing and not twice:
        crossing: dict[ClauseId, ClauseId] = {}
        for better, worse in _worsening(tiling, takers):
            if not _nest(worse, better):
                crossing.setdefault(worse.id, better.id)
        for one, other in crossing.items():
            path = f"clause[{one}].require.every"
            yield ("clause.nesting", one), fault("clause.nesting", path, better=verbatim(str(other)))


Takers: TypeAlias = Mapping[Case, Sequence[Clause]]
"""The clauses of a series that take each case."""


def _listed(tiling: Tiling, cases: Sequence[Case], takers: Takers) -> Text:
    """Return cases in words with the clauses that take each, those next to them included; more than a few, counted."""
    shown = [_with_sides(tiling, case, takers) for case in cases[:_MOST_SHOWN]]
    if len(cases) > _MOST_SHOWN:
        shown.append(say("series.more", count=len(cases) - _MOST_SHOWN))
    return join(shown, zh="；", en="; ")


def _with_sides(tiling: Tiling, case: Case, takers: Takers) -> Text:
    around = sorted({case, *(one for one in tiling.beside(case) if one in takers)})
    told = [say("series.case", case=tiling.said(one), clauses=_named(takers[one])) for one in around]
    return join(told, zh="，", en=", ")


def _named(clauses: Sequence[Clause]) -> Text:
    return verbatim(", ".join(str(clause.id) for clause in clauses)) if clauses else say("series.none")


def _worsening(tiling: Tiling, takers: Takers) -> Iterator[tuple[Clause, Clause]]:
    """Yield each two clauses of which the second takes what the first takes, but for a worse grade or a greater sum."""
    for place, name in enumerate(tiling.facts):
        if tiling.declared[name].scale is None and name not in _MORE_IS_WORSE:
            continue
        for case, found in takers.items():
            for more in tiling.above(case, place):
                worse = takers.get(more)
                if found and worse and worse[0] is not found[0]:
                    yield found[0], worse[0]


_MOST_SHOWN = 3
_MORE_IS_WORSE = frozenset(
    map(FactName, ("principal", "balance", "limit", "borrower.total", "group.total", "days_past_due"))
)
"""The built-in facts of which more never gives a later deadline."""


_DAY = timedelta(days=1)
_ROLLS = (Roll.EARLIER, Roll.NONE, Roll.LATER, Roll.CIVIL)


def _nest(worse: Clause, better: Clause) -> bool:
    """Say whether a worse grade's deadlines are never later than a better one's."""
    small, large = worse.require, better.require
    if _ROLLS.index(worse.roll) > _ROLLS.index(better.roll):
        return False
    if isinstance(small, EveryPeriod) and isinstance(large, EveryPeriod):
        if large.with_first and not (small.with_first and small.times >= large.times):
            return False
        return nests(small.period, large.period) and _times_in(small, large.period) >= large.times
    if isinstance(small, EveryGap) and isinstance(large, EveryGap):
        return _nest_gaps(small, large)
    if isinstance(small, OnceAfter) and isinstance(large, OnceAfter) and small.after == large.after:
        return _is_sooner(small.within, large.within) and large.lasting >= small.lasting
    if isinstance(small, Before) and isinstance(large, Before) and small.before == large.before:
        return is_never_longer(large.closes, small.closes, back=True)
    return False


def _nest_gaps(small: EveryGap, large: EveryGap) -> bool:
    """Say the same of two gaps: on one grid the worse divides the better, and has as many visits in it."""
    if (small.anchor, small.date) != (large.anchor, large.date):
        return False
    if small.anchor is Anchor.LAST_VISIT:
        return is_never_longer(small.gap, large.gap)
    step, longer = small.gap.months, large.gap.months
    if step is None or longer is None:
        if small.gap.unit is not large.gap.unit:
            return False
        step, longer = small.gap.count, large.gap.count
    return longer % step == 0 and small.times * (longer // step) >= large.times


def _is_sooner(small: Span, large: Span) -> bool:
    """Say whether a span never ends after another; working days compare with their own kind alone."""
    if Unit.WORKING_DAYS in (small.unit, large.unit):
        return small.unit is large.unit and small.count <= large.count
    return is_never_longer(small, large)


def _times_in(require: EveryPeriod, outer: NaturalPeriod) -> int:
    """How many times a requirement is owed in one `outer` period that its own periods lie in."""
    halves = {NaturalPeriod.HALF_MONTH: 1, NaturalPeriod.MONTH: 2, NaturalPeriod.QUARTER: 6}
    halves |= {NaturalPeriod.HALF_YEAR: 12, NaturalPeriod.YEAR: 24}
    inner = halves.get(require.period, 1)
    return require.times * (halves.get(outer, 1) // inner)
