"""Strategies for policies that are sound: every drawn one loads."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import evolve

from loanvisit.domain import (
    BUILT_IN_FACTS,
    DISBURSED,
    FIVE_TIER,
    MATURES,
    Accepts,
    Anchor,
    Before,
    ClauseId,
    Comparison,
    Condition,
    Confidence,
    CountingStart,
    EveryGap,
    EveryPeriod,
    FactName,
    Hours,
    Level,
    MissingFact,
    NaturalPeriod,
    OfficerId,
    OnceAfter,
    OnSignal,
    PolicyId,
    Requirement,
    Roll,
    SignalLevel,
    Unit,
    months,
)
from loanvisit.domain import (
    days as span_of_days,
)
from loanvisit.scheduling import Clause, ClausePolicy, Override, between, strictest
from loanvisit.scheduling.tiling import can_hold
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import PRODUCTS, PURPOSES, TOLD
from loanvisit.testing.strategies.values import days, hours, ids, money, names, spans, texts

NESTED = (
    NaturalPeriod.YEAR,
    NaturalPeriod.HALF_YEAR,
    NaturalPeriod.QUARTER,
    NaturalPeriod.MONTH,
    NaturalPeriod.HALF_MONTH,
)
"""Natural periods, each of which lies inside one of the period before it."""
DIVIDING = (24, 12, 6, 3, 1)
"""Intervals in months, each of which divides the one before it."""


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Draw tests of built-in facts, each of the fact's own type."""
    name = draw(
        st.sampled_from(["product", "status", "principal", "tenor_months", "risk", "borrower.kind", "matures_on"])
    )
    ordered = st.sampled_from([Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW])
    if draw(st.sampled_from([False, False, False, True])):
        return Condition(fact=FactName(name), test=Comparison.KNOWN, values=(draw(st.booleans()),))
    codes = {"product": PRODUCTS, "status": ("live",), "borrower.kind": ("corporate", "natural")}
    if name in codes:
        values = draw(st.lists(st.sampled_from(codes[name]), min_size=1, max_size=2, unique=True))
        return Condition(
            fact=FactName(name), test=draw(st.sampled_from([Comparison.IS, Comparison.IS_NOT])), values=tuple(values)
        )
    if name == "principal":
        return Condition(fact=FactName(name), test=draw(ordered), values=(draw(money(currency="CNY", least=0)),))
    if name == "tenor_months":
        return Condition(fact=FactName(name), test=draw(ordered), values=(draw(st.integers(1, 60)),))
    if name == "matures_on":
        return Condition(fact=FactName(name), test=draw(ordered), values=(draw(days()),))
    return Condition(fact=FactName(name), test=draw(ordered), values=(draw(st.sampled_from(FIVE_TIER.grades)),))


@st.composite
def once_after(draw: st.DrawFn) -> OnceAfter:
    """Draw requirements that ask once after a day, or after each event of a kind."""
    within = draw(spans(least=1))
    opens = draw(st.sampled_from([None, None, *range(1, min(within.count, 9) + 1)]))
    after = draw(st.sampled_from([DISBURSED, MATURES, *map(FactName, TOLD)]))
    return OnceAfter(
        after=after,
        within=within,
        opens=None if opens is None else evolve(within, count=opens),
        counting=draw(st.sampled_from(CountingStart)),
        lasting=after in TOLD and draw(st.booleans()),
    )


@st.composite
def every_period(draw: st.DrawFn, *, periods: Sequence[NaturalPeriod] = tuple(NaturalPeriod)) -> EveryPeriod:
    """Draw requirements that ask in every natural period."""
    return EveryPeriod(
        period=draw(st.sampled_from(list(periods))),
        times=draw(st.sampled_from([1, 1, 1, 2, 3])),
        with_first=draw(st.booleans()),
    )


_STEPPED_FROM = (DISBURSED, MATURES, FactName("first_due_on"), FactName(TOLD[0]))


@st.composite
def every_gap(draw: st.DrawFn, *, anchor: Anchor | None = None) -> EveryGap:
    """Draw requirements that ask at most a span apart: a week or more, so that a plan of years stays small."""
    gap = draw(
        st.one_of(
            st.integers(1, 24).map(months), st.integers(7, 400).map(span_of_days), spans(units=(Unit.WEEKS,), least=1)
        )
    )
    start = anchor if anchor is not None else draw(st.sampled_from(Anchor))
    return EveryGap(
        gap=gap,
        anchor=start,
        opens=draw(st.integers(0, 60).map(span_of_days)),
        times=1 if start is Anchor.LAST_VISIT else draw(st.sampled_from([1, 1, 2])),
        date=draw(st.sampled_from(_STEPPED_FROM)) if start is Anchor.DATE else None,
    )


@st.composite
def before(draw: st.DrawFn) -> Before:
    """Draw requirements that ask before an event, in a window that opens before it closes."""
    closes = draw(st.integers(0, 60))
    return Before(
        before=draw(st.sampled_from([DISBURSED, MATURES])),
        opens=span_of_days(closes + draw(st.integers(1, 60))),
        closes=span_of_days(closes),
    )


@st.composite
def on_signal(draw: st.DrawFn, *, clocks: bool = False) -> OnSignal:
    """Draw requirements that ask on a signal; with `clocks` some run in hours, which a clause must roll later."""
    return OnSignal(
        levels=draw(st.frozensets(st.sampled_from(SignalLevel), min_size=1)),
        within=draw(st.one_of(spans(units=(Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS)), *([hours()] if clocks else ()))),
        kinds=draw(st.sampled_from([(), (), ("E01", "E17")])),
    )


def requirements() -> st.SearchStrategy[Requirement]:
    """Draw requirements of every kind."""
    return st.one_of(once_after(), every_period(), every_gap(), before(), on_signal())


def overrides() -> st.SearchStrategy[Override]:
    """Draw what a version that stands in for a time is answered for with."""
    return st.builds(Override, reason=texts(), approver=ids(OfficerId))


@st.composite
def clauses(
    draw: st.DrawFn,
    *,
    id: ClauseId | None = None,  # noqa: A002  the field's own name
    require: Requirement | None = None,
    when: tuple[Condition, ...] | None = None,
    series: str | None = None,
    roll: Roll | None = None,
    level: Level | None = None,
) -> Clause:
    """Draw clauses; what is given is fixed."""
    asked = require if require is not None else draw(st.one_of(requirements(), on_signal(clocks=roll is None)))
    accepts = draw(st.sampled_from(Accepts))
    return Clause(
        id=id if id is not None else draw(ids(ClauseId)),
        title=draw(texts()),
        purpose=draw(st.sampled_from(PURPOSES)),
        level=level if level is not None else draw(st.sampled_from(Level)),
        require=asked,
        accepts=accepts,
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        when=when if when is not None else tuple(draw(st.lists(conditions(), max_size=2).filter(_can_hold))),
        roll=roll if roll is not None else draw(st.sampled_from(_rolls(asked))),
        visitors=draw(visitors_for(accepts)),
        missing=draw(st.sampled_from(MissingFact)),
        series=series,
        separate=draw(st.sampled_from([None, None, "apart"])),
        arrear=draw(st.sampled_from(["all", "all", "oldest"])),
        evidence=draw(evidence_for(accepts)),
        questions=tuple(draw(st.lists(names(), max_size=1))),
    )


def visitors_for(accepts: Accepts) -> st.SearchStrategy[int]:
    """Draw how many visitors a clause or a paper says that accepts these methods: nobody goes for data."""
    return st.integers(0, 1 if accepts is Accepts.DATA else 2)


def evidence_for(accepts: Accepts) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw a kind of evidence, or none, that one of these methods can bring."""
    kinds = ["statement"] if accepts is Accepts.DATA else ["photo", "statement"]
    return st.lists(st.sampled_from(kinds), max_size=1).map(tuple)


def _can_hold(tests: list[Condition]) -> bool:
    return can_hold(tests, BUILT_IN_FACTS)


PLAIN_ROLLS = (Roll.EARLIER, Roll.LATER, Roll.NONE)
"""The rolls that every requirement but a clock of hours may have."""


def _rolls(require: Requirement) -> tuple[Roll, ...]:
    if isinstance(require, OnSignal) and isinstance(require.within, Hours):
        return (Roll.LATER,)
    is_forward = isinstance(require, OnceAfter) and require.counting is CountingStart.DAY_AFTER
    return (*PLAIN_ROLLS, Roll.CIVIL) if is_forward else PLAIN_ROLLS


@st.composite
def ladders(draw: st.DrawFn, *, roll: Roll | None = None) -> tuple[Clause, ...]:
    """Draw one clause for each stretch of the five grades, the worse ones asked at least as often: a sound series."""
    cuts = sorted(draw(st.sets(st.integers(1, len(FIVE_TIER.grades) - 1), max_size=2)))
    stretches = [
        FIVE_TIER.grades[start:end] for start, end in zip([0, *cuts], [*cuts, len(FIVE_TIER.grades)], strict=True)
    ]
    rungs = sorted(draw(st.lists(st.integers(0, 4), min_size=len(stretches), max_size=len(stretches))))
    make = draw(st.sampled_from([_period, _grid, _from_visit]))
    with_roll = roll if roll is not None else draw(st.sampled_from(PLAIN_ROLLS))
    level = draw(st.sampled_from([Level.LOAN, Level.DRAWDOWN]))
    return tuple(
        draw(
            clauses(
                id=ClauseId(f"{stretch[0]}.routine"),
                require=make(rung),
                when=(Condition(fact=FactName("risk"), test=Comparison.IS, values=stretch),),
                series="routine",
                roll=with_roll,
                level=level,
            )
        )
        for stretch, rung in zip(stretches, rungs, strict=True)
    )


def _period(rung: int) -> Requirement:
    return EveryPeriod(period=NESTED[rung])


def _grid(rung: int) -> Requirement:
    return EveryGap(gap=months(DIVIDING[rung]), anchor=Anchor.DRAWDOWN)


def _from_visit(rung: int) -> Requirement:
    return EveryGap(gap=months(DIVIDING[rung]), anchor=Anchor.LAST_VISIT, opens=span_of_days(20))


@st.composite
def policies(draw: st.DrawFn) -> ClausePolicy:
    """Draw policies that load: mostly a series over the five grades, and up to three more clauses.

    Of one in six, the clauses come in two versions, the second in force from a day on, with other methods.
    """
    series = draw(st.one_of(ladders(), st.just(())))
    more = draw(st.integers(0 if series else 1, 3))
    singles = tuple(draw(clauses(id=ClauseId(f"clause.{place}"))) for place in range(more))
    policy = ClausePolicy(
        id=draw(ids(PolicyId)), version=draw(names()), title=draw(texts()), clauses=(*series, *singles)
    )
    return draw(versions(policy)) if draw(st.integers(0, 5)) == 5 else policy


@st.composite
def versions(draw: st.DrawFn, policy: ClausePolicy | None = None) -> ClausePolicy:
    """Draw a policy that becomes another version of itself from a day on: its last clause takes other methods.

    `policy` is one whose clauses have no versions yet; left out, one is drawn.
    """
    if policy is None:
        single = draw(clauses())
        policy = ClausePolicy(id=draw(ids(PolicyId)), version="1", title=draw(texts()), clauses=(single,))
    day = draw(days())
    last = policy.clauses[-1]
    accepts = draw(st.sampled_from(Accepts))
    brings = {"visitors": draw(visitors_for(accepts)), "evidence": draw(evidence_for(accepts))}
    later = policy.replacing(last.id, accepts=accepts, version=policy.version, **brings)
    return strictest(between(policy, None, day), between(later, day + timedelta(days=1), None))
