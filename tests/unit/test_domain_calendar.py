"""Calendars: what they are made of, and that a day or an instant of another type is never answered for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import Calendar, DecreedYear, Roll
from loanvisit.errors import InputError
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import Text, verbatim

CHINA = presets.calendar("CN")
OFF: dict[date, Text] = {}


class _Nowhere(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        return None

    def dst(self, _: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _: datetime | None) -> str:
        return "nowhere"


DOORS: list[Callable[[date], object]] = [
    CHINA.answer,
    CHINA.is_decreed,
    CHINA.because,
    lambda day: CHINA.add(day, 1),
    lambda day: CHINA.add(day, 0),
]


@pytest.mark.parametrize("ask", DOORS)
@pytest.mark.parametrize("day", [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1), "2026-01-01", None, 2026])  # noqa: DTZ001  handed in wrong on purpose
def test_only_a_date_is_answered_for(ask: Callable[[date], object], day: date) -> None:
    """A datetime is no day: asked about one, a calendar refuses, whichever door it is asked at."""
    with pytest.raises(InputError) as refused:
        ask(day)
    assert [(one.code, one.path) for one in refused.value.faults] == [("type", "day")]


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        (datetime(2026, 1, 1), "instant.naive"),  # noqa: DTZ001  handed in wrong on purpose
        (datetime(2026, 1, 1, tzinfo=_Nowhere()), "instant.naive"),
        (date(2026, 1, 1), "type"),
        (datetime(1, 1, 1, tzinfo=UTC), "date.range"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "date.range"),
    ],
)
def test_only_an_instant_with_its_offset_has_a_day(instant: datetime, code: str) -> None:
    """An instant whose offset is not known has no day here, whatever zone the machine is in."""
    with pytest.raises(InputError) as refused:
        CHINA.day_of(instant)
    assert refused.value.code == code
    assert CHINA.day_of(datetime(2026, 1, 1, 23, tzinfo=timezone(timedelta(hours=-8)))) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("make", "code", "path"),
    [
        (lambda: Calendar(id="x", title=verbatim("x"), weekend={9, -1}), "calendar.weekend", "Calendar.weekend"),
        (lambda: evolve(CHINA, weekend=frozenset({7})), "calendar.weekend", "Calendar.weekend"),
        (lambda: evolve(CHINA, weekend=frozenset(range(7))), "calendar.weekend", "Calendar.weekend"),
        (lambda: evolve(CHINA, utc_offset_minutes=999_999), "number.range", "Calendar.utc_offset_minutes"),
        (lambda: evolve(CHINA, utc_offset_minutes=-841), "number.range", "Calendar.utc_offset_minutes"),
        (lambda: DecreedYear(year=0, off={}, works={}), "number.range", "DecreedYear.year"),
        (lambda: DecreedYear(year=9999, off={}, works={}), "number.range", "DecreedYear.year"),
        (
            lambda: DecreedYear(year=2026, off={date(2024, 1, 1): verbatim("x")}, works={}),
            "day.year",
            "DecreedYear.off",
        ),
        (
            lambda: DecreedYear(year=2026, off={}, works={date(2025, 11, 30): verbatim("x")}),
            "day.year",
            "DecreedYear.works",
        ),
        (lambda: CHINA.add(date(2199, 12, 1), 99_999), "date.range", "day"),
        (lambda: CHINA.add(date(2026, 1, 1), 100_001), "number.range", "working_days"),
        (lambda: presets.calendar("weekdays").add(date(1, 1, 1), 0), "date.range", "day"),
        (lambda: presets.calendar("weekdays").add(date.max, 1), "date.range", "day"),
        (lambda: CHINA.add(date(2026, 1, 1), -1), "number.range", "working_days"),
        (lambda: CHINA.add(date(2026, 1, 1), True), "type", "working_days"),
    ],
)
def test_what_no_calendar_can_be_is_refused(make: Callable[[], object], code: str, path: str) -> None:
    """A weekday is 0 to 6, some day of the week works, an offset is one there is, a decreed day is of its year."""
    with pytest.raises(InputError) as refused:
        make()
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, path)]


def test_a_notice_may_speak_of_the_december_before() -> None:
    """The notice for a year decrees the last days of the year before where its new-year break begins there."""
    year = DecreedYear(year=2026, off={date(2025, 12, 31): verbatim("元旦")}, works={})
    assert list(year.off) == [date(2025, 12, 31)]
    assert CHINA.because(date(2007, 12, 29)) is not None


@pytest.mark.parametrize("weekend", [frozenset(range(6)), frozenset()])
def test_a_calendar_where_some_day_works_counts_on(weekend: frozenset[int]) -> None:
    """Counting ends wherever a day of the week works."""
    calendar = Calendar(id="x", title=verbatim("x"), weekend=weekend)
    assert calendar.add(date(2026, 1, 1), 1) == (date(2026, 1, 4) if weekend else date(2026, 1, 2))


def test_the_last_day_worked_is_found_by_walking_back() -> None:
    """For every decreed day, the last day worked is as many days back as a walk takes; before the first, none is."""
    start, last = CHINA.range_start, date(CHINA.years[-1].year, 12, 31)
    assert start is not None
    for day in (start + timedelta(days=place) for place in range((last - start).days + 1)):
        back = next((n for n in range((day - start).days + 1) if CHINA.works(day - timedelta(days=n))), None)
        assert CHINA.days_since_worked(day) == back
    assert CHINA.days_since_worked(start) is None
    assert CHINA.days_since_worked(start - timedelta(days=1)) is None
    assert CHINA.days_since_worked(last + timedelta(days=1)) is None


def test_a_day_worked_long_ago_is_as_good_as_none() -> None:
    """Where most of a year is off, the day before is not told; a roll still walks back to it."""
    long_off = {date(2026, 2, 1) + timedelta(days=place): verbatim("closed") for place in range(300)}
    calendar = Calendar(id="closed", title=verbatim("closed"), years=(DecreedYear(year=2026, off=long_off, works=OFF),))
    day = date(2026, 1, 30) + timedelta(days=255)
    assert calendar.days_since_worked(day - timedelta(days=1)) == 254
    assert calendar.days_since_worked(day) is None
    rolled_to = rolled(day, Roll.EARLIER, opens=date(2026, 1, 1), latest=None, calendar=calendar)
    assert rolled_to == (date(2026, 1, 30), False)
