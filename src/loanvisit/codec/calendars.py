"""Calendars of working days from TOML text: every entry checked, every fault listed with its path."""

from datetime import date
from itertools import pairwise
from typing import cast

from loanvisit.codec.loading import load_toml
from loanvisit.codec.tables import DAY, Manner, Table
from loanvisit.domain import (
    Calendar,
    DecreedYear,
    HolidayNotice,
)
from loanvisit.domain.dates import is_day
from loanvisit.domain.exact import EARLIEST, LATEST
from loanvisit.errors import FaultList, InputError
from loanvisit.words import Text

_MANNER = Manner(missing_at_key=False)
_TABLE, _LIST = "table", "list"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TOP = ("id", "title", "utc_offset_minutes", "weekend", "year")
_YEAR = ("year", "notices", "off", "works")
_NOTICE = ("address", "number", "dated")
_BREAK = ("holiday", "days")
_FARTHEST = 14 * 60


def read_calendar_toml(text: str) -> Calendar:
    r"""Read a calendar from TOML text in the layout of the library's own `cn_working_days.toml`.

    Args:
        text: the TOML text: `id`, `title`, `utc_offset_minutes` (0 if left out), `weekend`, and one `[[year]]` for
            each decreed year, in a row, with its `notices`, its days `off` and its weekend days worked (`works`).

    Returns:
        The calendar, its years in order.

    Raises:
        InputError: the text is no TOML (`toml`), or entries are unknown, missing, repeated or of the wrong form; all
            of these are listed.

    >>> calendar = read_calendar_toml('id = "HQ"\ntitle = { zh = "总行", en = "head office" }\nweekend = ["sunday"]')
    >>> sorted(calendar.weekend)
    [6]
    """
    top = Table(load_toml(text, "calendar"), "calendar", FaultList(), manner=_MANNER)
    return _Reading(top).calendar()


class _Reading:
    """A file being checked; what is wrong is collected, and stands in as nothing until the end."""

    def __init__(self, top: Table) -> None:
        self._top = top
        self._seen: set[date] = set()
        self._numbers: list[tuple[str, int | None]] = []

    def calendar(self) -> Calendar:
        top = self._top
        top.close(_TOP)
        name, title = top.word("id", required=True), top.text("title")
        offset = top.number("utc_offset_minutes", low=-_FARTHEST, high=_FARTHEST) or 0
        weekend = [self._weekday(path, value) for path, value in top.entries("weekend", _LIST)]
        years = [self._year(path, value) for path, value in top.entries("year", _LIST)]
        known = [year for year in years if year is not None]
        self._check_row()
        top.faults.raise_as(InputError)
        days = frozenset(day for day in weekend if day is not None)
        made = top.made(  # a value is None only where a fault was noted
            lambda: Calendar(
                id=cast("str", name),
                title=cast("Text", title),
                weekend=days,
                utc_offset_minutes=offset,
                years=tuple(known),
            )
        )
        top.faults.raise_as(InputError)
        return cast("Calendar", made)

    def _check_row(self) -> None:
        """Note each year that does not follow the one before it."""
        for (_, before), (path, year) in pairwise(self._numbers):
            if before is not None and year is not None and year != before + 1:
                self._top.note("number.range", path, year, low=before + 1, high=before + 1)

    def _year(self, path: str, value: object) -> DecreedYear | None:
        table = self._top.below(path, value, _TABLE)
        if table is None:
            return None
        table.close(_YEAR)
        number = table.number("year", low=EARLIEST.year, high=LATEST.year, required=True)
        self._numbers.append((table.at("year"), number))
        notices = [self._notice(where, entry) for where, entry in table.entries("notices", _LIST)]
        off, works = self._days(table, "off"), self._days(table, "works")
        if number is None:
            return None
        decreed = tuple(notice for notice in notices if notice is not None)
        return table.made(lambda: DecreedYear(year=number, off=off, works=works, notices=decreed))

    def _notice(self, path: str, value: object) -> HolidayNotice | None:
        table = self._top.below(path, value, _TABLE)
        if table is None:
            return None
        table.close(_NOTICE)
        address, number = table.take("address", str, "str", required=True), table.take("number", str, "str")
        dated = self._day(table.at("dated"), table.content["dated"]) if "dated" in table else None
        return None if address is None else HolidayNotice(address=address, number=number, dated=dated)

    def _days(self, table: Table, key: str) -> dict[date, Text]:
        """Return each day of the breaks listed under `key` with the holiday's name; a day stands once."""
        days: dict[date, Text] = {}
        for path, value in table.entries(key, _LIST):
            row = table.below(path, value, _TABLE)
            if row is None:
                continue
            row.close(_BREAK)
            holiday = row.text("holiday")
            for where, entry in row.entries("days", _LIST):
                day = self._day(where, entry)
                if day in self._seen:
                    self._top.note("day.twice", where, day)
                elif day is not None and holiday is not None:
                    days[day] = holiday
                self._seen |= set() if day is None else {day}
        return days

    def _day(self, path: str, value: object) -> date | None:
        if type(value) is not date:
            self._top.wrong(path, value, DAY)
        elif not is_day(value):
            self._top.note("date.range", path, value)
        else:
            return value
        return None

    def _weekday(self, path: str, value: object) -> int | None:
        if isinstance(value, str) and value in _WEEKDAYS:
            return _WEEKDAYS.index(value)
        self._top.note("code", path, value, known=", ".join(_WEEKDAYS))
        return None
