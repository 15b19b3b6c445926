"""One table of a file read key by key: exact types, nothing coerced, every fault noted with its path and line."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar, cast

from attrs import evolve, frozen

from loanvisit.domain import Span, Unit
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.domain.requirements import LONGEST
from loanvisit.errors import Fault, FaultList, LoanVisitError, fault, nearest
from loanvisit.words import Fill, Text, say

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

LONGEST_WORD = 128
LONGEST_TEXT = 4000
DAY = say("form.day")
"""How a day is written: as a date of the file, not as a text."""
_TEXT_FORM = '{ zh = "...", en = "..." }'
_SPAN = re.compile(r"(-?[0-9]{1,18}) ([a-z]+(?: [a-z]+)?)", re.ASCII)
_FIELD = re.compile(r"[A-Za-z]+\.(?P<key>[a-z_]+)(?P<rest>[.\[].*)")
"""The path of what is wrong inside a field of a value: `Question.purposes[1]`."""
_UNITS = {unit.value.replace("_", " "): unit for unit in Unit}
_SPAN_FORM = " | ".join(f'"15 {name}"' for name in _UNITS)


@frozen(kw_only=True)
class Manner:
    """How the faults of one kind of file are told.

    Args:
        wrong: the code of a value of another type.
        missing_at_key: whether a missing key is told under its own path, or under that of the table that lacks it.
    """

    wrong: str = "type"
    missing_at_key: bool = True


class Table:
    """A table, the path to it, and the list that its faults go to.

    Each reading method returns None where the key is left out or its value is faulty; the fault is in the list then.
    """

    def __init__(
        self,
        content: Mapping[str, object],
        path: str,
        faults: FaultList,
        *,
        line: int | None = None,
        manner: Manner = Manner(),
    ) -> None:
        self.content = content
        self.path = path
        self.line = line
        self.faults = faults
        self.manner = manner
        self._asked: list[str] = []
        self._places: dict[object, int] = {}

    def __contains__(self, key: str) -> bool:
        return key in self.content

    def at(self, key: object) -> str:
        """Return the path of a key."""
        if not self._places and not (isinstance(key, str) and reads_like_a_code(key)):
            self._places = {known: place for place, known in enumerate(self.content, 1)}
        return under(self.path, key, self._places.get(key, 0))

    def note(self, code: str, path: str, *received: object, **fill: Fill) -> None:
        """Note one fault."""
        self.faults.add(fault(code, path, *received, line=self.line, column=None, **fill))

    def wrong(self, path: str, value: object, form: Text | str) -> None:
        """Note that a value is not of the form it must have; a text in the place of a day stands in quotes."""
        is_quoted = form is DAY and type(value) is str
        self.note("date.quoted" if is_quoted else self.manner.wrong, path, value, form=form)

    def word(self, key: str, *, required: bool = False, form: str = '"text"') -> str | None:
        """Read a short text that is not shown in two languages: a code, a version, a label."""
        value = self.take(key, str, form, required=required)
        return value if value is not None and self._is_sound(value, self.at(key), LONGEST_WORD) else None

    def is_word(self, value: str, path: str) -> bool:
        """Say whether a text found in this table will do as a short one; what is wrong with it is noted."""
        return self._is_sound(value, path, LONGEST_WORD)

    def words(self, key: str) -> tuple[str, ...]:
        """Read a list of such texts; left out, there are none."""
        values = self._list(key, '["text", "text"]', required=False) or []
        found: list[str] = []
        for place, value in enumerate(values):
            path = f"{self.at(key)}[{place}]"
            if type(value) is not str:
                self.wrong(path, value, '"text"')
            elif self._is_sound(value, path, LONGEST_WORD):
                found.append(value)
        return tuple(found)

    def text(self, key: str, *, required: bool = True) -> Text | None:
        """Read a text in both languages."""
        table = self.table(key, _TEXT_FORM, required=required)
        return None if table is None else table.as_text()

    def texts(self, key: str) -> tuple[Text, ...]:
        """Read a list of texts in both languages; left out, there are none."""
        tables = [self.below(path, value, _TEXT_FORM) for path, value in self.entries(key, f"[{_TEXT_FORM}]")]
        read = [table.as_text() for table in tables if table is not None]
        return tuple(text for text in read if text is not None)

    def as_text(self) -> Text | None:
        """Read this table itself as a text in both languages."""
        zh, en = (self.take(language, str, '"text"', required=True) for language in ("zh", "en"))
        self.close()
        if zh is None or en is None:
            return None
        sound = [self._is_sound(part, f"{self.path}.{name}", LONGEST_TEXT) for name, part in (("zh", zh), ("en", en))]
        return Text(zh=zh, en=en) if all(sound) else None

    def number(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        """Read a whole number between two bounds, both in."""
        value = self.take(key, int, f"{low}..{high}", required=required)
        if value is not None and not low <= value <= high:
            self.note("number.range", self.at(key), value, low=low, high=high)
            return None
        return value

    def flag(self, key: str, form: Text | str = "true | false") -> bool:
        """Read a flag; left out, it is false."""
        return self.take(key, bool, form, required=False) or False

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Read a day."""
        return self.take(key, date, DAY, required=required)

    def choice(self, key: str, kind: type[E], *, default: E | None = None) -> E | None:
        """Read one of the codes of an enumeration; without a default it must be there."""
        known = {member.value: member for member in kind}
        code = self.code(key, tuple(known), required=default is None)
        return known[code] if code is not None else default

    def code(self, key: str, known: tuple[str, ...], *, required: bool = False) -> str | None:
        """Read one of the codes known."""
        value = self.take(key, str, " | ".join(known), required=required)
        if value is None or value in known:
            return value
        self.note("code", self.at(key), value, known=", ".join(known))
        return None

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Read a list of such codes, at least one."""
        known = {member.value: member for member in kind}
        values = self._list(key, f'["{next(iter(known))}"]', required=True)
        if values is not None and not values:
            self.note("empty", self.at(key), values)
        found: list[E] = []
        for place, value in enumerate(values or []):
            if type(value) is not str or value not in known:
                self.note("code", f"{self.at(key)}[{place}]", value, known=", ".join(known))
            else:
                found.append(known[value])
        return tuple(found) if values is not None and len(found) == len(values) else ()

    def span(self, key: str, *, low: int = 1, required: bool = True) -> Span | None:
        """Read a span such as "15 days", of at least `low` and at most ten years."""
        value = self.take(key, str, _SPAN_FORM, required=required)
        return None if value is None else self._span(key, value, low)

    def is_span(self, key: str) -> bool:
        """Say whether a value looks like a span."""
        return read_span(self.content.get(key)) is not None

    def _span(self, key: str, value: str, low: int) -> Span | None:
        found = read_span(value)
        if found is None:
            self.note("type", self.at(key), value, form=_SPAN_FORM)
            return None
        count, unit = found
        if not low <= count <= LONGEST[unit]:
            self.note("clause.interval", self.at(key), value, high=LONGEST[unit])
            return None
        return Span(count=count, unit=unit)

    def table(self, key: str, form: Text | str, *, required: bool) -> "Table | None":
        """Read a table below this one."""
        if self._is_there(key, required=required):
            return self.below(self.at(key), self.content[key], form)
        return None

    def below(self, path: str, value: object, form: Text | str) -> "Table | None":
        """Take a value found in this table as a table of its own."""
        content = as_table(value)
        if content is None:
            self.wrong(path, value, form)
            return None
        return Table(content, path, self.faults, line=self.line, manner=self.manner)

    def entries(self, key: str, form: Text | str) -> Iterator[tuple[str, object]]:
        """Yield each entry of a list, not looked into yet, with its path; left out, there are none."""
        for place, value in enumerate(self._list(key, form, required=False) or ()):
            yield f"{self.at(key)}[{place}]", value

    def tables(self, key: str, form: str, *, required: bool = True) -> list[Mapping[str, object]] | None:
        """Read a list of tables, none of them looked into yet."""
        values = self._list(key, form, required=required)
        tables = [table for value in values or [] if (table := as_table(value)) is not None]
        if values is not None and len(tables) < len(values):
            self.wrong(self.at(key), values, form)
        return tables if values is not None and len(tables) == len(values) else None

    def made(self, make: Callable[[], T], path: str | None = None) -> T | None:
        """Return the value made, or note what its own rules have against it: under `path`, or each under its key."""
        try:
            return make()
        except LoanVisitError as error:
            for one in error.faults:
                self.keep(evolve(one, path=path) if path is not None else self._as_written(one))
            return None

    def keep(self, one: Fault) -> None:
        """Note a fault that somebody else found, on this table's line."""
        self.faults.add(evolve(one, line=self.line))

    def close(self, known: Iterable[str] = ()) -> None:
        """Note each key nobody asked for, with the nearest that somebody would have."""
        names = sorted({*self._asked, *known})
        for place, (key, value) in enumerate(self.content.items(), 1):
            if key not in names:
                near = "" if self.faults.is_full else nearest(str(key), names)
                self.note("key.unknown", under(self.path, key, place), value, near=near)

    def _as_written(self, one: Fault) -> Fault:
        """Return a fault of a field as a fault of the key that was written."""
        below = _FIELD.fullmatch(one.path)
        if below is not None and below["key"] in self.content:
            return evolve(one, path=f"{self.at(below['key'])}{below['rest']}")
        key = one.path.rpartition(".")[2]
        value = self.content.get(key)
        length = len(value) if isinstance(value, str) else None
        written = one if value is None else evolve(one, received=type(value).__name__, length=length)
        return evolve(written, path=self.at(key))

    def take(self, key: str, kind: type[T], form: Text | str, *, required: bool = False) -> T | None:
        """Read a value of exactly one type, whatever its content."""
        if not self._is_there(key, required=required):
            return None
        value = self.content[key]
        if type(value) is not kind or not isinstance(value, kind):
            self.wrong(self.at(key), value, form)
            return None
        return value

    def _is_there(self, key: str, *, required: bool) -> bool:
        self._asked.append(key)
        if key not in self.content and required:
            self.note("key.missing", self.at(key) if self.manner.missing_at_key else self.path, key=key)
        return key in self.content

    def _list(self, key: str, form: Text | str, *, required: bool) -> list[object] | None:
        return as_list(cast("object", self.take(key, list, form, required=required)))

    def _is_sound(self, value: str, path: str, bound: int) -> bool:
        if not value.strip():
            self.note("empty", path, value)
        elif len(value) > bound:
            self.note("text.length", path, value, bound=bound)
        elif any(_is_control(char) for char in value):
            self.note("text.control", path, value)
        else:
            return True
        return False


def as_table(value: object) -> Mapping[str, object] | None:
    """Return a value as a table, None where it is none."""
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else None


def as_list(value: object) -> list[object] | None:
    """Return a value as a list, None where it is none."""
    return cast("list[object]", value) if type(value) is list else None


def read_span(value: object) -> tuple[int, Unit] | None:
    """Read "15 working days" as a count and a unit; None where it is not written so."""
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    unit = _UNITS.get(found[2]) or _UNITS.get(f"{found[2]}s") if found else None
    return None if found is None or unit is None else (int(found[1]), unit)


def exact_number(text: str) -> Decimal | float:
    """Keep a decimal of a TOML text exact; one with an exponent, or not finite, stays a float, which no key takes."""
    plain = text.replace("_", "").lstrip("+-").replace(".", "")
    return Decimal(text) if plain.isdigit() and len(plain) <= 18 else float("nan")


def under(path: str, key: object, place: int) -> str:
    """Return the path of a key: by its name where that reads like a code, else by its place among the keys, from 1.

    A key that reads otherwise may be somebody's name or number, and is not shown.
    """
    if isinstance(key, str) and reads_like_a_code(key):
        return f"{path}.{key}" if path else key
    return f"{path}[#{place}]"


def _is_control(char: str) -> bool:
    return char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
