"""What a source of calendars promises: the same each time, every decreed day answered, days counted as worked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

from loanvisit.domain import Calendar, DayAnswer
from loanvisit.errors import InputError, NotFoundError
from loanvisit.ports import Calendars
from loanvisit.testing.checks.checking import Check, Checked, Counts, conclude, holds, made, refused, same
from loanvisit.testing.checks.dice import Dice

_ONE = timedelta(days=1)
_UNKNOWN = ("no such calendar", "cn", "CN ", "")
Names = tuple[str, ...]


def calendar_checks(maker: Callable[[], Calendars], *, names: Sequence[str]) -> tuple[Check, ...]:
    """Return every check on a source of calendars; none is run yet.

    Args:
        maker: makes the source.
        names: the calendars it knows; each is looked at.

    Returns:
        The checks.

    Example:
        >>> from loanvisit.presets import PresetCalendars
        >>> [check.clause for check in calendar_checks(PresetCalendars, names=["CN"])]
        ['C01', 'C02', 'C03', 'C03', 'C04', 'C05']
    """
    found: tuple[tuple[str, Callable[[Callable[[], Calendars], Names], Counts | None]], ...] = (
        ("C01", the_same_name_gives_an_equal_calendar),
        ("C02", an_unknown_calendar_is_not_found),
        ("C03", every_decreed_day_works_or_is_off),
        ("C03", days_outside_the_decree_are_told_apart),
        ("C04", workdays_made_up_work_and_holidays_do_not),
        ("C05", adding_counts_exactly_the_days_that_work),
    )
    return tuple(made(clause, partial(body, maker, tuple(names))) for clause, body in found)


def check_calendar(
    maker: Callable[[], Calendars], *, names: Sequence[str], skip: Mapping[str, str] = MappingProxyType({})
) -> tuple[Checked, ...]:
    """Check that a source of calendars keeps every clause of its port.

    Args:
        maker: makes the source.
        names: the calendars it knows; each is looked at.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check, with the days it looked at.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.

    Example:
        >>> from loanvisit.presets import PresetCalendars
        >>> len(check_calendar(PresetCalendars, names=["weekdays"]))
        6
    """
    return conclude(calendar_checks(maker, names=names), skip)


def the_same_name_gives_an_equal_calendar(maker: Callable[[], Calendars], names: Names) -> None:
    """Asked again, and of another source made alike, each name gives an equal calendar; another name another."""
    one, other = maker(), maker()
    for name in names:
        first = one.calendar(name)
        same(one.calendar(name), first, f"the calendar {name}, asked again,")
        same(other.calendar(name), first, f"the calendar {name} of another source")
        holds(type(first) is Calendar, "a Calendar", first)
    same(len({one.calendar(name).id for name in names}), len(set(names)), "the number of calendars")


def an_unknown_calendar_is_not_found(maker: Callable[[], Calendars], names: Names) -> None:
    """A name not known is refused, be it ever so like a known one."""
    source = maker()
    for name in sorted(set(_UNKNOWN) - set(names)):
        refused(NotFoundError, partial(source.calendar, name), f"the calendar {name!r}")


def _calendars(maker: Callable[[], Calendars], names: Names) -> Iterator[Calendar]:
    source = maker()
    for name in names:
        yield source.calendar(name)


def _last_decreed(calendar: Calendar) -> date | None:
    return date(calendar.years[-1].year, 12, 31) if calendar.years else None


def _days(calendar: Calendar) -> Iterator[date]:
    """Yield every decreed day; of a calendar that needs no decree, those of three years."""
    day, last = calendar.range_start or date(2024, 1, 1), _last_decreed(calendar) or date(2026, 12, 31)
    while day <= last:
        yield day
        day += _ONE


def _by_hand(calendar: Calendar, day: date) -> bool:
    """Say whether a day is worked, from what was decreed alone."""
    if any(day in year.works for year in calendar.years):
        return True
    return day.weekday() not in calendar.weekend and not any(day in year.off for year in calendar.years)


def every_decreed_day_works_or_is_off(maker: Callable[[], Calendars], names: Names) -> Counts:
    """Day by day over the decreed years, the answer is what the decree says."""
    looked = 0
    for calendar in _calendars(maker, names):
        for day in _days(calendar):
            expected = DayAnswer.WORKS if _by_hand(calendar, day) else DayAnswer.OFF
            holds(calendar.answer(day) is expected, f"{calendar.id} to say {expected} of {day}", calendar.answer(day))
            looked += 1
    return {"days": looked}


def days_outside_the_decree_are_told_apart(maker: Callable[[], Calendars], names: Names) -> None:
    """After the decreed years the answer is not decreed yet; before them a day is refused."""
    for calendar in _calendars(maker, names):
        first, last = calendar.range_start, _last_decreed(calendar)
        if first is None or last is None:
            continue
        for step in (1, 2, 300):
            came = calendar.answer(last + step * _ONE)
            holds(came is DayAnswer.UNDECREED, f"{calendar.id} not to know {last + step * _ONE} yet", came)
            refused(
                InputError, partial(calendar.answer, first - step * _ONE), f"{calendar.id} asked {first - step * _ONE}"
            )


def workdays_made_up_work_and_holidays_do_not(maker: Callable[[], Calendars], names: Names) -> Counts:
    """A make-up workday is a day of the weekend that works, a holiday is off, no day is both, and each has its name."""
    looked = 0
    for calendar in _calendars(maker, names):
        for year in calendar.years:
            both = set(year.off) & set(year.works)
            holds(not both, f"{calendar.id} to decree no day both off and worked", both)
            for day, name in (*year.off.items(), *year.works.items()):
                holds(name.zh.strip() and name.en.strip(), f"{calendar.id} to name the holiday of {day}", name)
                holds(calendar.works(day) is (day in year.works), f"{calendar.id} to keep its decree on {day}", year)
                looked += 1
            odd = [day for day in year.works if day.weekday() not in calendar.weekend]
            holds(not odd, f"{calendar.id} to make up work on days of the weekend only", odd)
    return {"days": looked}


def adding_counts_exactly_the_days_that_work(maker: Callable[[], Calendars], names: Names) -> Counts:
    """From drawn days, so many working days on is the day that a count day by day comes to."""
    counted = 0
    for calendar in _calendars(maker, names):
        dice = Dice(f"calendar {calendar.id}")
        days = list(_days(calendar))[:-60]
        for number in (0, 1, 2, 5, 10, 30):
            for _ in range(20):
                start = day = dice.pick(days)
                left = number
                while left:
                    day += _ONE
                    left -= _by_hand(calendar, day)
                same(calendar.add(start, number), day, f"{number} working days of {calendar.id} after {start}")
                counted += 1
    return {"additions": counted}
