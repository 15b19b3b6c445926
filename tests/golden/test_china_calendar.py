"""China's working days, held against three calendars that others keep, and against days everybody remembers.

Sources: `chinesecalendar` and `holidays` from the package index, and the year files of NateScarlet/holiday-cn,
which are read from the State Council's notices. The table asked is `presets/cn_working_days.toml`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loanvisit import presets
from loanvisit.domain import Calendar, DayAnswer
from loanvisit.errors import InputError

WORKS, OFF, UNDECREED = DayAnswer.WORKS, DayAnswer.OFF, DayAnswer.UNDECREED

KNOWN = [
    (date(2024, 2, 4), WORKS, "a Sunday, worked for Spring Festival"),
    (date(2024, 2, 9), WORKS, "Chinese New Year's Eve, a Friday: employers were only encouraged to give it"),
    (date(2024, 10, 7), OFF, "the last day of National Day, a Monday"),
    (date(2024, 10, 12), WORKS, "a Saturday, worked for National Day"),
    (date(2025, 1, 26), WORKS, "a Sunday, worked for Spring Festival"),
    (date(2025, 1, 28), OFF, "Chinese New Year's Eve, a holiday by law since 2025"),
    (date(2025, 2, 8), WORKS, "a Saturday, worked for Spring Festival"),
    (date(2025, 5, 5), OFF, "the last day of Labour Day, a Monday"),
    (date(2026, 1, 4), WORKS, "a Sunday, worked for New Year's Day"),
    (date(2026, 2, 14), WORKS, "a Saturday, worked for Spring Festival"),
    (date(2026, 2, 16), OFF, "Chinese New Year's Eve, a Monday"),
    (date(2026, 2, 23), OFF, "the ninth day of Spring Festival, a Monday"),
    (date(2026, 10, 10), WORKS, "a Saturday, worked for National Day"),
]

MENDED = [
    (date(2007, 12, 29), WORKS, "a Saturday, worked by the notice for 2008"),
    (date(2011, 12, 31), WORKS, "a Saturday, worked by the notice for 2012"),
    (date(2015, 9, 3), OFF, "a Thursday, given by the State Council in May"),
    (date(2015, 9, 6), WORKS, "a Sunday, worked for 4 September"),
    (date(2018, 12, 31), OFF, "a Monday, off by the notice for 2019"),
    (date(2019, 4, 28), WORKS, "a Sunday, worked for a Labour Day lengthened in March"),
    (date(2020, 1, 31), OFF, "a Friday, off by the notice of 26 January"),
    (date(2020, 2, 1), OFF, "a Saturday that the first notice had made a workday"),
    (date(2020, 2, 3), WORKS, "the Monday when work resumed"),
]


@pytest.fixture(scope="module")
def china() -> Calendar:
    return presets.calendar("CN")


@pytest.fixture
def year_files(shared_data: Path) -> list[Path]:
    files = sorted((shared_data / "calendars" / "holiday_cn").glob("*.json"))
    if not files:
        pytest.skip("no year files in ../shared/data/calendars/holiday_cn: the notices cannot be compared")
    return files


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _published(china: Calendar) -> tuple[date, date]:
    assert china.range_start
    return china.range_start, date(china.years[-1].year, 12, 31)


def _differences(china: Calendar, days: list[date], works: Callable[[date], bool]) -> dict[date, DayAnswer]:
    return {day: china.answer(day) for day in days if china.answer(day) is not (WORKS if works(day) else OFF)}


def _same_page(address: str) -> str:
    """Return an address without its scheme and trailing slash."""
    return address.rpartition("://")[2].rstrip("/")


def test_equals_chinesecalendar(china: Calendar, record_property: Callable[[str, object], None]) -> None:
    """Each published day is worked or off as `chinesecalendar` says, over every day it knows."""
    other = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed: one oracle fewer")
    years = {day.year for day in other.constants.holidays}
    days = [day for day in _days(*_published(china)) if min(years) <= day.year <= max(years)]

    assert days
    assert _differences(china, days, other.is_workday) == {}
    record_property("cases", len(days))


def test_equals_holidays(china: Calendar, record_property: Callable[[str, object], None]) -> None:
    """Each published day is worked or off as `holidays` says, over the years whose notice it has read."""
    other = pytest.importorskip("holidays", reason="holidays is not installed: it asks for dateutil below 3")
    country = other.country_holidays("CN")
    days = [day for day in _days(*_published(china)) if day.year in country.special_public_holidays]

    assert days
    assert _differences(china, days, country.is_working_day) == {}
    record_property("cases", len(days))


def test_equals_the_files_of_holiday_cn(
    china: Calendar, year_files: list[Path], record_property: Callable[[str, object], None]
) -> None:
    """Each day that a year file or our own year names is answered as the file says, the rest by the week."""
    first, last = _published(china)
    ours = {year.year: {*year.off, *year.works} for year in china.years}
    compared = 0
    for path in year_files:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        theirs = {date.fromisoformat(day["date"]): not day["isOffDay"] for day in content["days"]}
        named = {*theirs, *ours.get(content["year"], ())}
        days = sorted(day for day in named if first <= day <= last)
        week = {day: day.weekday() not in china.weekend for day in days}
        assert _differences(china, days, {**week, **theirs}.__getitem__) == {}, path.name
        compared += len(days)
    record_property("cases", compared)


def test_names_the_days_holiday_cn_names(china: Calendar, year_files: list[Path]) -> None:
    """Each year names the days off of its year file, weekend days too, and the weekend days it sends people to work."""
    first, last = _published(china)
    years = {year.year: year for year in china.years}
    for path in year_files:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["year"] not in years:
            continue
        named = [(date.fromisoformat(day["date"]), day["isOffDay"]) for day in content["days"]]
        within = [(day, off) for day, off in named if first <= day <= last]
        assert set(years[content["year"]].off) == {day for day, off in within if off}, path.name
        works = {day for day, off in within if not off and day.weekday() in china.weekend}
        assert set(years[content["year"]].works) == works, path.name


def test_cites_the_notices_holiday_cn_was_read_from(china: Calendar, year_files: list[Path]) -> None:
    """Each decreed year names the same papers as its year file, no more and no fewer."""
    decreed = {year.year for year in china.years}
    papers = {content["year"]: content["papers"] for content in (json.loads(path.read_bytes()) for path in year_files)}

    expected = {year: {_same_page(paper) for paper in papers[year]} for year in papers if year in decreed}
    assert {year: {_same_page(notice.address) for notice in china.notices(year)} for year in expected} == expected


def test_each_decreed_day_stands_once(china: Calendar) -> None:
    """No day is named twice, none lies outside the range, and only weekend days are worked by decree."""
    first, last = _published(china)
    off = [day for year in china.years for day in year.off]
    works = [day for year in china.years for day in year.works]

    assert len({*off, *works}) == len(off) + len(works)
    assert [day for day in (*off, *works) if not first <= day <= last] == []
    assert [day for day in works if day.weekday() not in china.weekend] == []


def test_every_year_cites_a_notice_of_the_state_council(china: Calendar) -> None:
    """Each decreed year has its papers, each with an address of the State Council's own."""
    addresses = {year.year: [notice.address for notice in year.notices] for year in china.years}

    assert all(addresses.values())
    assert [a for year in addresses.values() for a in year if not a.startswith("https://www.gov.cn/")] == []


def test_2027_is_not_decreed_yet(china: Calendar) -> None:
    """No day of 2027 has an answer before its notice, not even New Year's Day or a Sunday."""
    assert {china.answer(day) for day in _days(date(2027, 1, 1), date(2027, 12, 31))} == {UNDECREED}


def test_a_day_before_2007_is_refused(china: Calendar) -> None:
    """The day before the published range is refused, never guessed."""
    assert china.range_start == date(2007, 1, 1)
    with pytest.raises(InputError) as refused:
        china.answer(date(2006, 12, 31))
    assert refused.value.code == "calendar.range"


@pytest.mark.parametrize(("day", "answer", "why"), [*KNOWN, *MENDED], ids=str)
def test_a_remembered_day_is_answered_as_it_was(china: Calendar, day: date, answer: DayAnswer, why: str) -> None:
    """Each day of the tables works or is off as it did; the second table holds the days notices changed or moved."""
    assert china.answer(day) is answer, why


def test_a_make_up_workday_names_its_holiday(china: Calendar) -> None:
    """A worked Sunday says which holiday it pays for, in both languages."""
    name = china.because(date(2024, 2, 4))
    assert name is not None
    assert (name.zh, name.en) == ("春节", "Spring Festival")
