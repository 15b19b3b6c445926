"""Working days with three answers: works, off, or not decreed yet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from loanvisit.domain.dates import is_day
from loanvisit.domain.exact import EARLIEST, LATEST, check, guarded
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import Text

FARTHEST_OFFSET = 14 * 60
"""How many minutes a zone may lie from UTC."""
_MOST_ADDED = 100_000
_UNKNOWN = 255


class DayAnswer(Enum):
    """What a calendar knows about a day."""

    WORKS = "works"
    OFF = "off"
    UNDECREED = "undecreed"


@frozen(kw_only=True)
class HolidayNotice:
    """The paper that decreed a year's days: its address; number and date only where they were read."""

    address: str
    number: str | None = None
    dated: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


def _in_order(days: Mapping[date, Text]) -> Mapping[date, Text]:
    """Freeze days in order; what cannot be ordered is left for the type check to name."""
    if not isinstance(cast("object", days), Mapping) or any(type(day) is not date for day in days):
        return days
    return MappingProxyType(dict(sorted(days.items())))


@frozen(kw_only=True)
class DecreedYear:
    """One year's decreed days: which are off, which weekend days are worked (调休), each with the holiday's name.

    Each lies in the year, or in the December before, where a new-year break may begin.
    """

    year: int
    off: Mapping[date, Text] = field(converter=_in_order, hash=False)
    works: Mapping[date, Text] = field(converter=_in_order, hash=False)
    notices: tuple[HolidayNotice, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not EARLIEST.year <= self.year <= LATEST.year:
            low, high = EARLIEST.year, LATEST.year
            faults.add(fault("number.range", "DecreedYear.year", self.year, low=low, high=high))
        for name, days in (("off", self.off), ("works", self.works)):
            for day in days:
                if not is_decreed_with(day, self.year):
                    faults.add(fault("day.year", f"DecreedYear.{name}", day, year=self.year))
        faults.raise_as(InputError)

    def __reduce__(self) -> "tuple[object, ...]":
        return (_decreed_year, (self.year, dict(self.off), dict(self.works), self.notices))


def is_decreed_with(day: date, year: int) -> bool:
    """Say whether the notice for a year may name a day: one of that year, or of the December before."""
    return day.year == year or (day.year == year - 1 and day.month == 12)


def _decreed_year(
    year: int, off: Mapping[date, Text], works: Mapping[date, Text], notices: tuple[HolidayNotice, ...]
) -> DecreedYear:
    return DecreedYear(year=year, off=off, works=works, notices=notices)


@frozen(kw_only=True)
class Calendar:
    """A calendar of working days over a published range.

    `years` are the decreed years, in a row. Inside them a day works or is off; after them the answer is
    `DayAnswer.UNDECREED`; before them the calendar refuses. A calendar without years knows weekdays only,
    serves every day and is always sure. `weekend` holds weekdays from 0 (Monday) to 6, never all seven.

    >>> from datetime import date
    >>> from loanvisit.words import Text
    >>> week = Calendar(id="weekdays", title=Text(zh="周一至周五", en="Monday to Friday"))
    >>> week.works(date(2026, 4, 4)), week.add(date(2026, 4, 3), 1).isoformat()
    (False, '2026-04-06')
    """

    id: str
    title: Text
    weekend: frozenset[int] = frozenset({5, 6})
    utc_offset_minutes: int = 0
    years: tuple[DecreedYear, ...] = ()
    _off: frozenset[date] = field(init=False, repr=False, eq=False)
    _works: frozenset[date] = field(init=False, repr=False, eq=False)
    _first: int = field(init=False, repr=False, eq=False)
    _since: bytes = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for name, empty in (("_off", frozenset[date]()), ("_works", frozenset[date]()), ("_first", 0), ("_since", b"")):
            object.__setattr__(self, name, empty)
        check(self)
        if not self.weekend < frozenset(range(7)):
            raise InputError(fault("calendar.weekend", "Calendar.weekend", self.weekend))
        if not -FARTHEST_OFFSET <= self.utc_offset_minutes <= FARTHEST_OFFSET:
            given, far = self.utc_offset_minutes, FARTHEST_OFFSET
            raise InputError(fault("number.range", "Calendar.utc_offset_minutes", given, low=-far, high=far))
        object.__setattr__(self, "_off", frozenset(day for year in self.years for day in year.off))
        object.__setattr__(self, "_works", frozenset(day for year in self.years for day in year.works))
        numbers = [year.year for year in self.years]
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise InputError(fault("date.order", "Calendar.years", self.years, earlier="the year before"))
        if numbers:
            object.__setattr__(self, "_first", date(numbers[0], 1, 1).toordinal())
            object.__setattr__(self, "_since", self._each_since())

    @property
    def range_start(self) -> date | None:
        """The first day the calendar answers for; None where it answers for all."""
        return date(self.years[0].year, 1, 1) if self.years else None

    def answer(self, day: date) -> DayAnswer:
        """Say whether `day` works, is off, or is not decreed yet; a day before the range is refused."""
        _exact(day)
        years = self.years
        if years:
            if day.year < years[0].year:
                start = date(years[0].year, 1, 1)
                raise InputError(fault("calendar.range", "day", day, start=start))
            if day.year > years[-1].year:
                return DayAnswer.UNDECREED
        return DayAnswer.WORKS if self.works(day) else DayAnswer.OFF

    def works(self, day: date) -> bool:
        """Say whether `day` is worked, weekdays standing in where nothing is decreed.

        For a duty's own days, which are dates already: the type is not looked at again, as `answer` does.
        """
        try:
            return day in self._works or (day.weekday() not in self.weekend and day not in self._off)
        except (AttributeError, TypeError):
            raise InputError(_no_date(day)) from None

    def days_since_worked(self, day: date) -> int | None:
        """Return how many days before `day` the last day worked lies, 0 for itself; None where no decree tells.

        For a duty's own days, which are dates already, as in `works`.
        """
        try:
            place, table = day.toordinal() - self._first, self._since
        except (AttributeError, TypeError):
            raise InputError(_no_date(day)) from None
        if 0 <= place < len(table):
            since = table[place]
            return since if since != _UNKNOWN else None
        return None if self.years or day.weekday() in self.weekend else 0

    def _each_since(self) -> bytes:
        """Return the answer of `days_since_worked` for every decreed day, in order."""
        since, table = _UNKNOWN, bytearray()
        for year in self.years:
            for day in _days_of(year.year):
                since = 0 if self.works(day) else min(since + 1, _UNKNOWN)
                table.append(since)
        return bytes(table)

    def is_decreed(self, day: date) -> bool:
        """Say whether the answer for `day` is final; a day before the range is refused."""
        _exact(day)
        years = self.years
        if not years or years[0].year <= day.year <= years[-1].year:
            return True
        return self.answer(day) is not DayAnswer.UNDECREED

    def because(self, day: date) -> Text | None:
        """Return the holiday that made `day` off, or worked on a weekend; None where only the weekday decides."""
        _exact(day)
        for year in self.years:
            name = year.off.get(day) or year.works.get(day)
            if name is not None:
                return name
        return None

    @guarded
    def notices(self, year: int) -> tuple[HolidayNotice, ...]:
        """Return the papers that decreed a year, none where it is not decreed."""
        return next((known.notices for known in self.years if known.year == year), ())

    def add(self, day: date, working_days: int) -> date:
        """Return the working day `working_days` after `day`, the day itself not counted.

        A count below zero, or a day outside the range the library serves, is refused.
        """
        _exact(day)
        if type(working_days) is not int:
            raise InputError(fault("type", "working_days", working_days, form="int"))
        if not 0 <= working_days <= _MOST_ADDED:
            raise InputError(fault("number.range", "working_days", working_days, low=0, high=_MOST_ADDED))
        step = timedelta(days=1)
        if working_days and day < LATEST:
            self.is_decreed(day + step)  # the first day counted; those after it cannot lie before the range
        while working_days > 0 and day <= LATEST:
            day += step
            working_days -= self.works(day)
        if not is_day(day):
            raise InputError(fault("date.range", "day", day))
        return day

    def day_of(self, instant: datetime) -> date:
        """Return the date of an instant in the calendar's own zone; an instant whose offset is not known is refused."""
        if type(instant) is not datetime:
            raise InputError(fault("type", "instant", instant, form="datetime"))
        if instant.utcoffset() is None:
            raise InputError(fault("instant.naive", "instant", instant))
        if not is_day(instant.date()):
            raise InputError(fault("date.range", "instant", instant))
        return instant.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes))).date()


def _exact(day: date) -> None:
    """Refuse what is no date: an instant would pass for the day it names, and be found in no set of days."""
    if type(day) is not date:
        raise InputError(_no_date(day))


def _no_date(day: object) -> Fault:
    return fault("type", "day", day, form="date")


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
