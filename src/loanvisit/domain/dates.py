"""Days, windows, spans and natural periods: how time is counted, month ends included."""

from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from loanvisit.domain.exact import EARLIEST, LATEST, check, guarded
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, say


@sheltered
def add_months(anchor: date, months: int) -> date:
    """Return the day `months` after `anchor`, clamped to the month's end: always from the anchor, never chained."""
    return _months_after(anchor, months)


def _months_after(anchor: date, months: int) -> date:
    index, day = anchor.year * 12 + anchor.month - 1 + months, anchor.day
    return _in_month(index, day)


def _in_months(anchor: date, first: int, step: int) -> Iterator[date]:
    """Yield the day `first` months after `anchor`, and each `step` months further on, clamped to month ends."""
    index, day = anchor.year * 12 + anchor.month - 1 + first, anchor.day
    try:
        while True:
            yield _in_month(index, day)
            index += step
    except ValueError:
        raise InputError(fault("date.range", "Span.steps", anchor)) from None


def _in_month(index: int, day: int) -> date:
    """Return a day of a month counted from the year 0, the last one where the month is shorter."""
    year, month = index // 12, index % 12 + 1
    return date(year, month, day if day <= 28 else min(day, _month_length(year, month)))


_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTH_LENGTHS[month - 1]


def is_day(value: object) -> bool:
    """Say whether a value is exactly a date (never a datetime) inside the range the library serves."""
    return type(value) is date and EARLIEST <= value <= LATEST


@frozen(kw_only=True, order=True, weakref_slot=False)
class Window:
    """The days on which something may be done: from `opens` to `last`, both days in."""

    opens: date
    last: date

    def __attrs_post_init__(self) -> None:
        if type(self.opens) is not date or type(self.last) is not date:
            check(self)
        if self.opens > self.last:
            raise InputError(fault("date.order", "Window.last", self.last, earlier="opens"))

    def __contains__(self, day: date) -> bool:
        return self.opens <= day <= self.last


class Unit(Enum):
    """What a span counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def text(self) -> Text:
        """The unit's label."""
        return say(f"unit.{self.value}")


_DAY = timedelta(days=1)
_DAYS, _MONTHS = Unit.DAYS, Unit.MONTHS

MOST_HOURS = 720
"""The longest clock that runs in hours, a month of 30 days; what takes longer is counted in days."""
_MOST = {Unit.DAYS: 36500, Unit.WORKING_DAYS: 2500, Unit.WEEKS: 5200, Unit.MONTHS: 1200, Unit.YEARS: 100}


@frozen(kw_only=True)
class Hours:
    """How many hours a clock runs from an instant: 24 hours. It is no span of days: a day cannot tell its hour."""

    count: int

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 1 <= self.count <= MOST_HOURS:
            raise InputError(fault("number.range", "Hours.count", self.count, low=1, high=MOST_HOURS))

    @property
    def text(self) -> Text:
        """The hours in words."""
        return counted("hours", self.count)


@frozen(kw_only=True)
class Span:
    """A length of time as a rule states it: 15 days, 10 working days, 3 months."""

    count: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 0 <= self.count <= _MOST[self.unit]:
            raise InputError(fault("number.range", "Span.count", self.count, low=0, high=_MOST[self.unit]))

    @property
    def text(self) -> Text:
        """The span in words."""
        return counted(self.unit.value, self.count)

    @property
    def months(self) -> int | None:
        """The span in months where it is a whole number of them, else None."""
        if self.unit is Unit.MONTHS:
            return self.count
        return 12 * self.count if self.unit is Unit.YEARS else None

    @sheltered
    def after(self, day: date, times: int = 1) -> date:
        """Return the day `times` spans after `day` (before it, if negative); working days need a calendar instead."""
        return spanned(self, day, times)

    @guarded
    def steps(self, day: date, first: int = 1) -> Iterator[date]:
        """Return the days `first`, `first` + 1, ... spans after `day`, without end: each is counted from `day`."""
        return stepped(self, day, first)


def spanned(span: Span, day: date, times: int = 1, /) -> date:
    """Return what `Span.after` does, for the loops of planning: what it is given has been looked at."""
    unit, count = span.unit, times * span.count
    try:
        if unit is _MONTHS:
            return _months_after(day, count)
        if unit is _DAYS:
            return day + timedelta(count)
        if unit is Unit.YEARS:
            return _months_after(day, count * 12)
        if unit is Unit.WORKING_DAYS:
            raise InputError(fault("type", "Span.unit", unit, form="days | weeks | months | years"))
        return day + timedelta(weeks=count)
    except (ValueError, OverflowError):
        raise InputError(fault("date.range", "Span.after", day)) from None


def stepped(span: Span, day: date, first: int = 1, /) -> Iterator[date]:
    """Return what `Span.steps` does, for the loops of planning: what it is given has been looked at."""
    months = span.months
    return _in_turn(span, day, first) if months is None else _in_months(day, first * months, months)


def _in_turn(span: Span, day: date, first: int) -> Iterator[date]:
    while True:
        yield spanned(span, day, first)
        first += 1


def days(count: int) -> Span:
    """Return a span of natural days.

    Args:
        count: how many, 0 to 36500.

    Returns:
        The span.

    Raises:
        InputError: the count is no whole number, or out of range.

    Example:
        >>> from datetime import date
        >>> days(15).after(date(2025, 11, 30)).isoformat()
        '2025-12-15'
    """
    return Span(count=count, unit=Unit.DAYS)


def working_days(count: int) -> Span:
    """Return a span of working days, which only a calendar can count: `calendar.add`.

    Args:
        count: how many, 0 to 2500.

    Returns:
        The span.

    Raises:
        InputError: the count is no whole number, or out of range.

    Example:
        >>> working_days(1).text.en
        '1 working day'
    """
    return Span(count=count, unit=Unit.WORKING_DAYS)


def weeks(count: int) -> Span:
    """Return a span of weeks."""
    return Span(count=count, unit=Unit.WEEKS)


def months(count: int) -> Span:
    """Return a span of months, clamped to month ends when added.

    Args:
        count: how many, 0 to 1200.

    Returns:
        The span.

    Raises:
        InputError: the count is no whole number, or out of range.

    Example:
        >>> from datetime import date
        >>> months(3).after(date(2025, 11, 30)).isoformat()
        '2026-02-28'
    """
    return Span(count=count, unit=Unit.MONTHS)


def years(count: int) -> Span:
    """Return a span of years."""
    return Span(count=count, unit=Unit.YEARS)


class NaturalPeriod(Enum):
    """A period of the civil calendar, the same for every loan: 自然周, 半月 (1-15, 16-end), 月, 季, 半年, 年."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def text(self) -> Text:
        """The period's label."""
        return say(f"period.{self.value}")

    @sheltered
    def holding(self, day: date) -> Window:
        """Return the period that holds `day`."""
        opens, last = next(self.spans(day))
        return Window(opens=opens, last=last)

    @sheltered
    def following(self, window: Window) -> Window:
        """Return the period right after `window`."""
        return self.holding(window.last + _DAY)

    @guarded
    def spans(self, day: date) -> Iterator[tuple[date, date]]:
        """Yield the first and the last day of the period that holds `day`, then of each after it, without end."""
        opens, last_of = _opening(self, day), _LAST[self]
        try:
            while True:
                last = last_of(opens)
                yield opens, last
                opens = last + _DAY
        except (ValueError, OverflowError):
            raise InputError(fault("date.range", "NaturalPeriod.spans", day)) from None

    @sheltered
    def key(self, window: Window) -> str:
        """Return the period's name, the same on every machine: 2026, 2026H1, 2026Q1, 2026-03, 2026-03a, 2026-W09."""
        return self.key_of(window.opens)

    def key_of(self, opens: date) -> str:
        """Return the name of the period that opens on a day."""
        try:
            return _NAMES[self](opens)
        except (AttributeError, TypeError):
            raise InputError(fault("type", "opens", opens, form="date")) from None


_MONTHS_IN = {NaturalPeriod.MONTH: 1, NaturalPeriod.QUARTER: 3, NaturalPeriod.HALF_YEAR: 6, NaturalPeriod.YEAR: 12}


def _opening(period: NaturalPeriod, day: date) -> date:
    if period is NaturalPeriod.WEEK:
        return day - timedelta(days=day.weekday())
    if period is NaturalPeriod.HALF_MONTH:
        return day.replace(day=1 if day.day <= 15 else 16)
    size = _MONTHS_IN[period]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, _month_length(year, month))


def _week(opens: date) -> str:
    year, week, _ = opens.isocalendar()
    return f"{year:04d}-W{week:02d}"


_LAST: dict[NaturalPeriod, Callable[[date], date]] = {
    NaturalPeriod.WEEK: lambda opens: opens + timedelta(days=6),
    NaturalPeriod.HALF_MONTH: lambda opens: (
        opens.replace(day=15) if opens.day == 1 else _month_end(opens.year, opens.month)
    ),
    NaturalPeriod.MONTH: lambda opens: _month_end(opens.year, opens.month),
    NaturalPeriod.QUARTER: lambda opens: _month_end(opens.year, opens.month + 2),
    NaturalPeriod.HALF_YEAR: lambda opens: _month_end(opens.year, opens.month + 5),
    NaturalPeriod.YEAR: lambda opens: date(opens.year, 12, 31),
}
"""The last day of a period by its first."""
_NAMES: dict[NaturalPeriod, Callable[[date], str]] = {
    NaturalPeriod.WEEK: _week,
    NaturalPeriod.HALF_MONTH: lambda opens: f"{opens.isoformat()[:7]}{'a' if opens.day == 1 else 'b'}",
    NaturalPeriod.MONTH: lambda opens: opens.isoformat()[:7],
    NaturalPeriod.QUARTER: lambda opens: f"{opens.isoformat()[:4]}Q{opens.month // 3 + 1}",
    NaturalPeriod.HALF_YEAR: lambda opens: f"{opens.isoformat()[:4]}H{1 if opens.month == 1 else 2}",
    NaturalPeriod.YEAR: lambda opens: opens.isoformat()[:4],
}
"""The name of a period by its first day."""
_LENGTHS = {
    NaturalPeriod.WEEK: None,
    NaturalPeriod.HALF_MONTH: 1,
    **{period: 2 * size for period, size in _MONTHS_IN.items()},
}


def nests(inner: NaturalPeriod, outer: NaturalPeriod) -> bool:
    """Say whether every `inner` period lies inside one `outer` period: weeks nest in nothing but weeks."""
    small, large = _LENGTHS[inner], _LENGTHS[outer]
    return inner is outer if small is None or large is None else small <= large and large % small == 0
