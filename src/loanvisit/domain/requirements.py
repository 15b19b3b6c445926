"""The kinds of requirement a rule or a paper can make: when its duties open and when they end.

Each kind is a value; the function that turns it into occurrences lives in `scheduling`, in a file of its own.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from loanvisit.domain.dates import NaturalPeriod, Span, Unit
from loanvisit.domain.exact import check
from loanvisit.domain.facts import BUILT_IN_FACTS, Fact, FactName, fact_text
from loanvisit.domain.lengths import is_never_longer
from loanvisit.domain.past import SignalLevel
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, PolicyError, fault
from loanvisit.words import Text, counted, join, say, spaced

LONGEST: Mapping[Unit, int] = MappingProxyType(
    {Unit.DAYS: 3660, Unit.WORKING_DAYS: 2500, Unit.WEEKS: 522, Unit.MONTHS: 120, Unit.YEARS: 10}
)
"""The longest span a clause may state, in each unit: ten years. A longer one is a slip of the pen."""


class Roll(Enum):
    """Where a last day that is not worked moves to; never out of its window."""

    EARLIER = "earlier"
    LATER = "later"
    NONE = "none"

    @property
    def text(self) -> Text:
        """The roll in words."""
        return say(f"roll.{self.value}")


class Anchor(Enum):
    """What a recurring duty steps from: the first drawdown of its subject, or the last qualifying visit."""

    DRAWDOWN = "drawdown"
    LAST_VISIT = "last_visit"


DISBURSED = FactName("disbursed_on")
"""The day of the (first) payout, which a duty may be counted from."""
MATURES = FactName("matures_on")
"""The day of maturity, which a duty may be counted from, or back from."""
_RECURRING = frozenset({DISBURSED, MATURES})


@frozen(kw_only=True)
class OnceAfter:
    """Once within a span after a day that a date fact names; the window opens on that day, which is not counted."""

    after: FactName
    within: Span

    def __attrs_post_init__(self) -> None:
        check(self)
        _positive(self.within, "within")

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return frozenset({self.after})

    @property
    def text(self) -> Text:
        """The requirement in words, a bank's own fact by its name: `said` knows its label."""
        return self.said(BUILT_IN_FACTS)

    @sheltered
    def said(self, declared: Mapping[FactName, Fact]) -> Text:
        """Return the requirement in words, its fact by its declared label."""
        return say("require.once_after", event=fact_text(self.after, declared), span=self.within.text)


@frozen(kw_only=True)
class EveryPeriod:
    """`times` in every natural period, from the period after the first disbursement.

    `with_first` makes the period of disbursement count too.
    """

    period: NaturalPeriod
    times: int = 1
    with_first: bool = False

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 1 <= self.times <= 31:
            raise PolicyError(fault("clause.interval", "times", self.times, high=31))

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return _RECURRING

    @property
    def text(self) -> Text:
        """The requirement in words."""
        first = say("require.with_first" if self.with_first else "require.after_first")
        return say(
            "require.every_period", period=self.period.text, times=spaced(counted("times", self.times)), first=first
        )


@frozen(kw_only=True)
class EveryGap:
    """At most a span apart: on a grid from the first drawdown, or counted from the last qualifying visit.

    On a grid the window opens the day after the previous grid day. From the last visit it opens `opens` before the
    last day, which the clause must state, but never before the day after that visit.
    """

    gap: Span
    anchor: Anchor
    opens: Span | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        _positive(self.gap, "every")
        if Unit.WORKING_DAYS in (self.gap.unit, self.opens.unit if self.opens else None):
            raise PolicyError(fault("type", "every", self.gap, form="days | weeks | months | years"))
        if self.anchor is Anchor.LAST_VISIT and self.opens is None:
            raise PolicyError(fault("clause.window", "opens"))

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return _RECURRING

    @property
    def text(self) -> Text:
        """The requirement in words."""
        if self.anchor is Anchor.DRAWDOWN or self.opens is None:
            return say("require.every_grid", span=self.gap.text)
        return say("require.every_gap", span=self.gap.text, opens=self.opens.text)


@frozen(kw_only=True)
class Before:
    """Once before a day that a date fact names: the window opens `opens` before it and ends `closes` before it.

    In no month may it close before it opens: 30 days and 1 month are refused, because a month may have 31.
    """

    before: FactName
    opens: Span
    closes: Span

    def __attrs_post_init__(self) -> None:
        check(self)
        _positive(self.opens, "opens")
        if Unit.WORKING_DAYS in (self.opens.unit, self.closes.unit):
            raise PolicyError(fault("type", "opens", self.opens, form="days | weeks | months | years"))
        if not is_never_longer(self.closes, self.opens, back=True):
            raise PolicyError(fault("clause.order", "opens", self.opens))

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return frozenset({self.before, DISBURSED})

    @property
    def text(self) -> Text:
        """The requirement in words, a bank's own fact by its name: `said` knows its label."""
        return self.said(BUILT_IN_FACTS)

    @sheltered
    def said(self, declared: Mapping[FactName, Fact]) -> Text:
        """Return the requirement in words, its fact by its declared label."""
        event = fact_text(self.before, declared)
        if not self.closes.count:
            return say("require.before.closing", event=event, opens=self.opens.text)
        return say("require.before", event=event, opens=self.opens.text, closes=self.closes.text)


@frozen(kw_only=True)
class OnSignal:
    """Once within a span of a signal of one of these levels; the window opens the day it is raised."""

    levels: frozenset[SignalLevel]
    within: Span

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.levels:
            raise InputError(fault("empty", "levels", self.levels))

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return frozenset()

    @property
    def text(self) -> Text:
        """The requirement in words."""
        levels = [level.text for level in SignalLevel if level in self.levels]
        return say("require.on_signal", levels=join(levels, zh="、", en=" or "), span=self.within.text)


def requirement_text(require: "Requirement", declared: Mapping[FactName, Fact]) -> Text:
    """Return a requirement in words, a bank's own facts by their declared labels."""
    return require.said(declared) if isinstance(require, OnceAfter | Before) else require.text


Requirement: TypeAlias = OnceAfter | EveryPeriod | EveryGap | Before | OnSignal
"""The kinds of requirement there are."""


def _positive(span: Span, path: str) -> None:
    if not 1 <= span.count <= LONGEST[span.unit]:
        raise PolicyError(fault("clause.interval", path, span.count, high=LONGEST[span.unit]))
