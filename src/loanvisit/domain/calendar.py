"""Working days with three answers: works, off, or not decreed yet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from loanvisit.domain.exact import check
from loanvisit.errors import InputError, fault
from loanvisit.words import Text


class DayAnswer(Enum):
    """What a calendar knows about a day."""

    WORKS = "works"
    OFF = "off"
    UNDECREED = "undecreed"


@frozen(kw_only=True)
class Notice:
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
    """One year's decreed days: which are off, which weekend days are worked (调休), each with the holiday's name."""

    year: int
    off: Mapping[date, Text] = field(converter=_in_order, hash=False)
    works: Mapping[date, Text] = field(converter=_in_order, hash=False)
    notices: tuple[Notice, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)

    def __reduce__(self) -> "tuple[object, ...]":
        return (_decreed_year, (self.year, dict(self.off), dict(self.works), self.notices))


def _decreed_year(
    year: int, off: Mapping[date, Text], works: Mapping[date, Text], notices: tuple[Notice, ...]
) -> DecreedYear:
    return DecreedYear(year=year, off=off, works=works, notices=notices)


@frozen(kw_only=True)
class Calendar:
    """A calendar of working days over a published range.

    `years` are the decreed years, in a row. Inside them a day works or is off; after them the answer is
    `DayAnswer.UNDECREED`; before them the calendar refuses. A calendar without years knows weekdays only,
    serves every day and is always sure.
    """

    id: str
    title: Text
    weekend: frozenset[int] = frozenset({5, 6})
    utc_offset_minutes: int = 0
    years: tuple[DecreedYear, ...] = ()
    _off: frozenset[date] = field(init=False, repr=False, eq=False)
    _works: frozenset[date] = field(init=False, repr=False, eq=False)
    _decreed: frozenset[date] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for name in ("_off", "_works", "_decreed"):
            object.__setattr__(self, name, frozenset())
        check(self)
        object.__setattr__(self, "_off", frozenset(day for year in self.years for day in year.off))
        object.__setattr__(self, "_works", frozenset(day for year in self.years for day in year.works))
        numbers = [year.year for year in self.years]
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise InputError(fault("date.order", "Calendar.years", self.years, earlier="the year before"))
        object.__setattr__(
            self, "_decreed", frozenset(day for year in numbers for day in _days_of(year) if self.works(day))
        )

    @property
    def range_start(self) -> date | None:
        """The first day the calendar answers for; None where it answers for all."""
        return date(self.years[0].year, 1, 1) if self.years else None

    @property
    def range_last(self) -> date | None:
        """The last decreed day; None where nothing needs a decree."""
        return date(self.years[-1].year, 12, 31) if self.years else None

    def answer(self, day: date) -> DayAnswer:
        """Say whether `day` works, is off, or is not decreed yet; a day before the range is refused."""
        years = self.years
        if years:
            if day.year < years[0].year:
                start = date(years[0].year, 1, 1)
                raise InputError(fault("calendar.range", "day", day, start=start))
            if day.year > years[-1].year:
                return DayAnswer.UNDECREED
        return DayAnswer.WORKS if self.works(day) else DayAnswer.OFF

    def works(self, day: date) -> bool:
        """Say whether `day` is worked, weekdays standing in where nothing is decreed."""
        return day in self._works or (day.weekday() not in self.weekend and day not in self._off)

    def surely_works(self, day: date) -> bool:
        """Say whether `day` is worked by decree, or by the week where nothing needs a decree."""
        return day in self._decreed or (not self.years and day.weekday() not in self.weekend)

    def is_decreed(self, day: date) -> bool:
        """Say whether the answer for `day` is final; a day before the range is refused."""
        years = self.years
        if not years or years[0].year <= day.year <= years[-1].year:
            return True
        return self.answer(day) is not DayAnswer.UNDECREED

    def because(self, day: date) -> Text | None:
        """Return the holiday that made `day` off, or worked on a weekend; None where only the weekday decides."""
        for year in self.years:
            name = year.off.get(day) or year.works.get(day)
            if name is not None:
                return name
        return None

    def notices(self, year: int) -> tuple[Notice, ...]:
        """Return the papers that decreed a year, none where it is not decreed."""
        return next((known.notices for known in self.years if known.year == year), ())

    def add(self, day: date, working_days: int) -> date:
        """Return the working day `working_days` after `day`, the day itself not counted."""
        step = timedelta(days=1)
        while working_days > 0:
            day += step
            self.is_decreed(day)
            working_days -= self.works(day)
        return day

    def day_of(self, instant: datetime) -> date:
        """Return the date of an instant in the calendar's own zone."""
        return instant.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes))).date()


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)
