"""Calendars of working days from TOML text: every entry checked, every fault listed with its path."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeVar, cast

from loanvisit.domain import Calendar, DecreedYear, HolidayNotice, is_day
from loanvisit.domain.exact import EARLIEST, LATEST
from loanvisit.errors import FaultList, InputError, fault, nearest
from loanvisit.words import Text

T = TypeVar("T")

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
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(fault("toml", "calendar", why=str(error).rpartition("(")[2].rstrip(")"))) from None
    return _Reading(document).calendar()


class _Reading:
    """A document being checked; what is wrong is collected, and stands in as nothing until the end."""

    def __init__(self, document: dict[str, object]) -> None:
        self._faults = FaultList()
        self._top = document
        self._seen: set[date] = set()

    def calendar(self) -> Calendar:
        top, path = self._top, "calendar"
        self._known(top, _TOP, path)
        name = self._need(top, "id", path, str)
        title = self._label(top, "title", path)
        zoned = "utc_offset_minutes" in top
        offset = self._number(top, "utc_offset_minutes", path, -_FARTHEST, _FARTHEST) if zoned else 0
        weekend = frozenset(self._each(top, "weekend", path, self._weekday))
        years = self._each(top, "year", path, self._year)
        numbers = [year.year for year in years]
        for place, (before, number) in enumerate(pairwise(numbers), 1):
            if number != before + 1:
                path = f"calendar.year[{place}].year"
                self._faults.add(fault("number.range", path, number, low=before + 1, high=before + 1))
        self._faults.raise_as(InputError)
        title = title or Text(zh="", en="")
        return Calendar(id=name or "", title=title, weekend=weekend, utc_offset_minutes=offset, years=years)

    def _year(self, entry: object, path: str) -> DecreedYear | None:
        table = self._table(entry, path, _YEAR)
        number = self._number(table, "year", path, EARLIEST.year, LATEST.year)
        notices = self._each(table, "notices", path, self._notice)
        off = self._days(table, "off", path)
        works = self._days(table, "works", path)
        if not EARLIEST.year <= number <= LATEST.year:
            return None
        return DecreedYear(year=number, off=off, works=works, notices=notices)

    def _notice(self, entry: object, path: str) -> HolidayNotice | None:
        table = self._table(entry, path, _NOTICE)
        address = self._need(table, "address", path, str)
        number = self._need(table, "number", path, str) if "number" in table else None
        dated = self._day(table["dated"], f"{path}.dated") if "dated" in table else None
        return None if address is None else HolidayNotice(address=address, number=number, dated=dated)

    def _days(self, table: Mapping[str, object], key: str, path: str) -> dict[date, Text]:
        """Return each day of the breaks listed under `key` with the holiday's name; a day stands once."""
        days: dict[date, Text] = {}

        def add(entry: object, where: str) -> None:
            row = self._table(entry, where, _BREAK)
            holiday = self._label(row, "holiday", where)
            for place, day in enumerate(self._each(row, "days", where, self._day)):
                if day in self._seen:
                    self._faults.add(fault("day.twice", f"{where}.days[{place}]", day))
                elif holiday is not None:
                    days[day] = holiday
                self._seen.add(day)

        if key in table:
            self._each(table, key, path, add)
        return days

    def _day(self, entry: object, path: str) -> date | None:
        if type(entry) is not date:
            self._faults.add(fault("date.form", path, entry, form="YYYY-MM-DD"))
        elif not is_day(entry):
            self._faults.add(fault("date.range", path, entry))
        else:
            return entry
        return None

    def _weekday(self, entry: object, path: str) -> int | None:
        if isinstance(entry, str) and entry in _WEEKDAYS:
            return _WEEKDAYS.index(entry)
        self._faults.add(fault("code", path, entry, known=", ".join(_WEEKDAYS)))
        return None

    def _label(self, table: Mapping[str, object], key: str, path: str) -> Text | None:
        if key not in table:
            self._faults.add(fault("key.missing", path, key=key))
            return None
        words = self._table(table[key], f"{path}.{key}", ("zh", "en"))
        zh = self._need(words, "zh", f"{path}.{key}", str)
        en = self._need(words, "en", f"{path}.{key}", str)
        return None if zh is None or en is None else Text(zh=zh, en=en)

    def _number(self, table: Mapping[str, object], key: str, path: str, low: int, high: int) -> int:
        found = self._need(table, key, path, int)
        if found is not None and not low <= found <= high:
            self._faults.add(fault("number.range", f"{path}.{key}", found, low=low, high=high))
        return found or 0

    def _need(self, table: Mapping[str, object], key: str, path: str, kind: type[T]) -> T | None:
        if key not in table:
            self._faults.add(fault("key.missing", path, key=key))
            return None
        found = table[key]
        if type(found) is not kind:
            self._faults.add(fault("type", f"{path}.{key}", found, form=kind.__name__))
            return None
        return found

    def _table(self, entry: object, path: str, known: tuple[str, ...]) -> dict[str, object]:
        if not isinstance(entry, dict):
            self._faults.add(fault("type", path, entry, form="table"))
            return {}
        table = cast("dict[str, object]", entry)
        self._known(table, known, path)
        return table

    def _known(self, table: Mapping[str, object], known: tuple[str, ...], path: str) -> None:
        for key in table:
            if key not in known:
                self._faults.add(fault("key.unknown", f"{path}.{key}", near=nearest(key, known)))

    def _each(
        self, table: Mapping[str, object], key: str, path: str, read: Callable[[object, str], T | None]
    ) -> tuple[T, ...]:
        """Read each entry of a list that may be left out; entries that do not read are left out."""
        found = table.get(key, [])
        if not isinstance(found, list):
            self._faults.add(fault("type", f"{path}.{key}", found, form="list"))
            return ()
        entries = cast("list[object]", found)
        read_all = [read(entry, f"{path}.{key}[{place}]") for place, entry in enumerate(entries)]
        return tuple(item for item in read_all if item is not None)
