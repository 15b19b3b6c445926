"""The kinds of requirement a rule or a paper can make: when its duties open and when they end.

Each kind is a value; the function that turns it into occurrences lives in `scheduling`, in a file of its own.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.dates import Hours, NaturalPeriod, Span, Unit, days
from loanvisit.domain.exact import check, string_set
from loanvisit.domain.facts import BUILT_IN_FACTS, Fact, FactKind, FactName, fact_text
from loanvisit.domain.lengths import is_never_longer
from loanvisit.domain.past import Signal, SignalLevel
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, PolicyError, fault
from loanvisit.words import Text, counted, either, followed, join, label, say, spaced

LONGEST: Mapping[Unit, int] = MappingProxyType(
    {Unit.DAYS: 3660, Unit.WORKING_DAYS: 2500, Unit.WEEKS: 522, Unit.MONTHS: 120, Unit.YEARS: 10}
)
"""The longest span a clause may state, in each unit: ten years. A longer one is a slip of the pen."""


class Roll(Enum):
    """Where a last day that is not worked moves to; never out of its window.

    `civil` is the rule for a paper to the borrower, counted forward from a day that is not itself counted: the month
    end clamps, and a last day off moves to the next working day (Civil Code 200-203).
    """

    EARLIER = "earlier"
    LATER = "later"
    NONE = "none"
    CIVIL = "civil"

    @property
    def text(self) -> Text:
        """The roll in words."""
        return say(f"roll.{self.value}")


class Anchor(Enum):
    """What a recurring duty steps from: the first drawdown of its subject, its last qualifying visit, or a date."""

    DRAWDOWN = "drawdown"
    LAST_VISIT = "last_visit"
    DATE = "date"


DISBURSED = FactName("disbursed_on")
"""The day of the (first) payout, which a duty may be counted from."""
MATURES = FactName("matures_on")
"""The day of maturity, which a duty may be counted from, or back from."""
_RECURRING = frozenset({DISBURSED, MATURES})


class CountingStart(Enum):
    """Whether the day a duty is counted from is itself counted: from the day after, or that day as day one."""

    DAY_AFTER = "day_after"
    THAT_DAY = "that_day"


@frozen(kw_only=True)
class OnceAfter:
    """Once within a span after a day that a date fact names, or after each event of a kind.

    Args:
        after: the date fact, or the kind of event; each event makes a duty of its own.
        within: how long the window lasts.
        opens: how long after that day it opens, by the same counting; None is on the day itself.
        counting: whether the day counted from is itself counted.
        lasting: whether it is owed of an event only while that lasts: one over by the last day owes nothing.

    Raises:
        PolicyError: a span of no days or of more than ten years, or a window that may open after it closes.
    """

    after: FactName
    within: Span
    opens: Span | None = None
    counting: CountingStart = CountingStart.DAY_AFTER
    lasting: bool = False

    def __attrs_post_init__(self) -> None:
        check(self)
        _positive(self.within, "within")
        if self.opens is not None:
            _positive(self.opens, "opens")
            if not _is_within(self.opens, self.within):
                raise PolicyError(fault("clause.order", "opens", self.opens))

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
        event, span = followed(fact_text(self.after, declared)), self.within.text
        said = (
            say("require.once_after", event=event, span=span)
            if self.opens is None
            else say("require.once_after.opens", event=event, opens=self.opens.text, span=span)
        )
        said = said if self.counting is CountingStart.DAY_AFTER else say("require.that_day", require=said)
        return say("require.lasting", require=said) if self.lasting else said


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
        period = self.period.text
        times = spaced(counted("times", self.times), after=period)
        return say("require.every_period", period=period, times=times, first=first)


@frozen(kw_only=True)
class EveryGap:
    """At most a span apart: on a grid from the first drawdown or another day, or counted from the last visit.

    On a grid the window opens the day after the previous grid day, and each step takes `times` visits: a least number,
    not a greatest gap. A grid from `date`, a date fact such as the first due day, has the steps that end on or after
    the first drawdown; from a kind of event it has, from each event, the steps that end before that is over. From the
    last qualifying visit the window opens `opens` before the last day, which the clause must state, but never before
    the day after that visit.
    """

    gap: Span
    anchor: Anchor
    opens: Span | None = None
    times: int = 1
    date: FactName | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        _positive(self.gap, "every")
        if Unit.WORKING_DAYS in (self.gap.unit, self.opens.unit if self.opens else None):
            raise PolicyError(fault("type", "every", self.gap, form="days | weeks | months | years"))
        if self.anchor is Anchor.LAST_VISIT and self.opens is None:
            raise PolicyError(fault("clause.window", "opens"))
        high = 1 if self.anchor is Anchor.LAST_VISIT else 31
        if not 1 <= self.times <= high:
            raise PolicyError(fault("clause.interval", "times", self.times, high=high))
        if self.date is None and self.anchor is Anchor.DATE:
            raise PolicyError(fault("key.missing", "date", key="date"))
        if self.date is not None and self.anchor is not Anchor.DATE:
            raise PolicyError(fault("key.unknown", "date", self.date, near=""))

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return _RECURRING if self.date is None else _RECURRING | {self.date}

    @property
    def text(self) -> Text:
        """The requirement in words, a bank's own fact by its name: `said` knows its label."""
        return self.said(BUILT_IN_FACTS)

    @sheltered
    def said(self, declared: Mapping[FactName, Fact]) -> Text:
        """Return the requirement in words, its fact by its declared label."""
        if self.anchor is Anchor.LAST_VISIT and self.opens is not None:
            return say("require.every_gap", span=self.gap.text, opens=self.opens.text)
        start = say("require.payout") if self.date is None else say("require.fact", fact=fact_text(self.date, declared))
        key = "require.every_grid" if self.times == 1 else "require.every_grid.times"
        said = say(key, span=self.gap.text, times=spaced(counted("times", self.times)), start=start)
        fact = None if self.date is None else declared.get(self.date)
        return said if fact is None or fact.kind is not FactKind.EVENT else say("require.lasting", require=said)


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
        event = followed(fact_text(self.before, declared))
        if not self.closes.count:
            return say("require.before.closing", event=event, opens=self.opens.text)
        return say("require.before", event=event, opens=self.opens.text, closes=self.closes.text)


@frozen(kw_only=True)
class OnSignal:
    """Once within a span, or a clock of hours, of a signal; the window opens the day it is raised.

    Args:
        levels: the colours it is asked on.
        within: a span of days, or hours, which run from the instant the signal was raised.
        kinds: the codes of the signals it is asked on; empty is any.

    Raises:
        InputError: no level, or a kind without a code.
    """

    levels: frozenset[SignalLevel]
    within: Span | Hours
    kinds: frozenset[str] = field(default=frozenset(), converter=string_set)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.levels:
            raise InputError(fault("empty", "levels", self.levels))
        if any(not kind.strip() for kind in self.kinds):
            raise InputError(fault("empty", "kinds", ""))

    @sheltered
    def is_on(self, signal: Signal) -> bool:
        """Say whether it is asked on a signal, whatever that is about."""
        return signal.level in self.levels and (not self.kinds or signal.kind in self.kinds)

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts its days follow from."""
        return frozenset()

    @property
    def text(self) -> Text:
        """The requirement in words."""
        levels = either([level.text for level in SignalLevel if level in self.levels])
        if not self.kinds:
            return say("require.on_signal", levels=levels, span=self.within.text)
        kinds = join([label("signal.kind", kind) for kind in sorted(self.kinds)])
        return say("require.on_signal.kinds", levels=levels, kinds=kinds, span=self.within.text)


def named_day(require: "Requirement") -> FactName | None:
    """Return the date or the kind of event that a requirement is counted from, None where it names none."""
    if isinstance(require, OnceAfter):
        return require.after
    if isinstance(require, EveryGap):
        return require.date
    return require.before if isinstance(require, Before) else None


def requirement_text(require: "Requirement", declared: Mapping[FactName, Fact]) -> Text:
    """Return a requirement in words, a bank's own facts by their declared labels."""
    return require.said(declared) if isinstance(require, OnceAfter | Before | EveryGap) else require.text


Requirement: TypeAlias = OnceAfter | EveryPeriod | EveryGap | Before | OnSignal
"""The kinds of requirement there are."""


def _is_within(small: Span, large: Span) -> bool:
    """Say whether a span surely reaches no farther than another: n working days are n days at least."""
    if small.unit is Unit.WORKING_DAYS:
        return large.unit is Unit.WORKING_DAYS and small.count <= large.count
    return is_never_longer(small, days(large.count) if large.unit is Unit.WORKING_DAYS else large)


def _positive(span: Span, path: str) -> None:
    if not 1 <= span.count <= LONGEST[span.unit]:
        raise PolicyError(fault("clause.interval", path, span.count, high=LONGEST[span.unit]))
