"""Whether the clauses of a series share out every case once, and ask of worse cases no later than of better ones.

A clause that could not be read whole is judged by what of it could be: `Part`.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve, frozen

from loanvisit.domain import (
    Anchor,
    Before,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactName,
    NaturalPeriod,
    OnceAfter,
    Requirement,
    Roll,
    Span,
    Unit,
)
from loanvisit.domain.dates import nests
from loanvisit.domain.lengths import is_never_longer
from loanvisit.errors import Fault, fault
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.tiling import MOST_CASES, Case, Tiling
from loanvisit.words import Text, join, say, verbatim


@frozen(kw_only=True)
class Part:
    """What a clause takes of its series, as far as it could be read.

    Args:
        id: the id of the clause, or its place where it has none that can be shown.
        series: the series it belongs to.
        when: its conditions; None where not all of them, or not its days, could be read: it may take any case.
        require: when it is owed; None where that could not be read.
        roll: where its last days move; None where that could not be read.
        effective_from, effective_to: its first and its last day, None for open.
    """

    id: str
    series: str
    when: tuple[Condition, ...] | None
    require: Requirement | None
    roll: Roll | None
    effective_from: date | None = None
    effective_to: date | None = None

    @classmethod
    def of(cls, clause: Clause, series: str) -> "Part":
        """Return what a whole clause takes of a series."""
        return cls(
            id=clause.id.value,
            series=series,
            when=clause.when,
            require=clause.require,
            roll=clause.roll,
            effective_from=clause.effective_from,
            effective_to=clause.effective_to,
        )

    def is_effective(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return (self.effective_from or date.min) <= day <= (self.effective_to or date.max)


def series_faults(
    clauses: Sequence[Part], applies: Sequence[Condition], declared: Mapping[FactName, Fact], *, may_gap: bool
) -> list[Fault]:
    """Look at a series over each stretch of days in which the same clauses are in force; tell each fault once.

    A fault that begins with a stretch names its first day: `series[routine][2026-01-01]`.
    """
    last = {clause.effective_to for clause in clauses if clause.effective_to is not None}
    ends = {day + _DAY for day in last - {date.max}}
    starts = ends | {clause.effective_from for clause in clauses if clause.effective_from is not None}
    told: dict[Hashable, Fault] = {}
    for start in (date.min, *sorted(starts)):
        in_force = [clause for clause in clauses if clause.is_effective(start)]
        for key, one in _faults_of(in_force, applies, declared, may_gap=may_gap) if in_force else ():
            is_dated = start > date.min and one.path.startswith("series")
            told.setdefault(key, evolve(one, path=f"{one.path}[{start}]") if is_dated else one)
    return list(told.values())


def _faults_of(
    clauses: Sequence[Part], applies: Sequence[Condition], declared: Mapping[FactName, Fact], *, may_gap: bool
) -> Iterator[tuple[Hashable, Fault]]:
    """Every case exactly once, and intervals of worse grades and greater amounts that nest in those of better ones.

    Beside each fault stands what makes it the same one in another stretch of days.
    """
    path = f"series[{clauses[0].series}]"
    read = [(clause, clause.when) for clause in clauses if clause.when is not None]
    tiling = Tiling([test for _, when in read for test in when], declared)
    if not tiling.facts:
        return
    if tiling.is_vast:
        yield path, fault("series.vast", path, high=MOST_CASES)
        return
    takers = {case: [clause for clause, when in read if tiling.takes(when, case)] for case in tiling.cases(applies)}
    missing = [] if may_gap or len(read) < len(clauses) else [case for case, found in takers.items() if not found]
    twice = [case for case, found in takers.items() if len(found) > 1]
    for code, cases in (("clause.uncovered", missing), ("clause.overlap", twice)):
        if cases:
            key = (code, *((tiling.said(case), _named(takers[case])) for case in cases))
            yield key, fault(code, path, cases=_listed(tiling, cases, takers))
    if not missing and not twice:
        crossing: dict[str, tuple[str, str]] = {}
        for better, worse in _worsening(tiling, takers):
            why = _crossing(worse, better)
            if why is not None:
                crossing.setdefault(worse.id, (why, better.id))
        for one, (why, other) in crossing.items():
            path = f"clause[{one}].{'roll' if why == 'roll' else 'require.every'}"
            remedy = say(f"nesting.{why}", better=other)
            yield ("clause.nesting", one), fault("clause.nesting", path, better=verbatim(other), remedy=remedy)


Takers: TypeAlias = Mapping[Case, Sequence[Part]]
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


def _named(clauses: Sequence[Part]) -> Text:
    return verbatim(", ".join(clause.id for clause in clauses)) if clauses else say("series.none")


def _worsening(tiling: Tiling, takers: Takers) -> Iterator[tuple[Part, Part]]:
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


def _crossing(worse: Part, better: Part) -> str | None:
    """Say for which reason a worse grade's deadlines may be later than a better one's, as far as both could be read.

    The reason is the roll, the first visit a period asks for, what is counted from, or the interval.
    """
    small, large = worse.require, better.require
    if small is None or large is None or worse.roll is None or better.roll is None:
        return None
    if _ROLLS.index(worse.roll) > _ROLLS.index(better.roll):
        return "roll"
    if isinstance(small, EveryPeriod) and isinstance(large, EveryPeriod):
        if large.with_first and not (small.with_first and small.times >= large.times):
            return "first"
        return _unless(nests(small.period, large.period) and _times_in(small, large.period) >= large.times)
    if isinstance(small, EveryGap) and isinstance(large, EveryGap):
        is_alike = (small.anchor, small.date) == (large.anchor, large.date)
        return _unless(_nest_gaps(small, large)) if is_alike else "counted"
    if isinstance(small, OnceAfter) and isinstance(large, OnceAfter) and small.after == large.after:
        return _unless(_is_sooner(small.within, large.within) and large.lasting >= small.lasting)
    if isinstance(small, Before) and isinstance(large, Before) and small.before == large.before:
        return _unless(is_never_longer(large.closes, small.closes, back=True))
    return "counted"


def _unless(is_nested: bool) -> str | None:
    return None if is_nested else "interval"


def _nest_gaps(small: EveryGap, large: EveryGap) -> bool:
    """Say of two gaps from one anchor whether the worse divides the better, and has as many visits in it."""
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
