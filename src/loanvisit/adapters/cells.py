"""Cells: what the text of one column means, read exactly, and remembered where a column repeats itself."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import Generic, Protocol, TypeVar

from loanvisit.adapters.dates import date_reader, is_written
from loanvisit.domain import (
    Money,
)
from loanvisit.domain.dates import is_day
from loanvisit.domain.exact import first_few
from loanvisit.domain.money import exponent
from loanvisit.words import Fill, say

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Row = list[str]

_MOST = 1 << 16
_DIGITS = 18
_EXACT = Context(prec=2 * _DIGITS)
_UNSEEN = ("Cf", "Zl", "Zp")


class Wrong(Exception):  # noqa: N818  never leaves this room
    """A cell does not read; it carries the fault's code and what fills its sentence."""

    def __init__(self, code: str, **fill: Fill) -> None:
        super().__init__(code)
        self.code = code
        self.fill = fill


class Elsewhere(Wrong):
    """A cell cannot be judged because another cell of its row, reported for itself, is wrong."""


class Memo(dict[str, T | None], Generic[T]):
    """Converts text, missing text to None, and remembers the first 65,536 answers of its column."""

    def __init__(
        self, convert: Callable[[str], T], missing: frozenset[str], clean: Callable[[str], str] | None = None
    ) -> None:
        super().__init__()
        self._convert = convert
        self._missing = missing
        self._clean = clean

    def __missing__(self, text: str) -> T | None:
        """Clean and convert a text not met before; None where it means "not known"."""
        clean = text if self._clean is None else self._clean(text)
        answer = None if clean in self._missing else self._convert(clean)
        if len(self) < _MOST:
            self[text] = answer
        return answer


class Reader(Protocol[T_co]):
    """One field of a row, as every reader of a file sees it."""

    @property
    def name(self) -> str:
        """The field."""
        ...

    @property
    def column(self) -> str | None:
        """The header of its column, None where there is none."""
        ...

    @property
    def text(self) -> Callable[[Row], str]:
        """Which text of a row it is read from."""
        ...

    def read(self, row: Row, /) -> T_co | None:
        """Return the value, None where it is missing; raise `Wrong` or `InputError` where it does not read."""
        ...


class Cell(Generic[T]):
    """What one field of a row is read from: which text of the row, and how that text is read."""

    def __init__(self, name: str, column: str | None, text: Callable[[Row], str], answers: Memo[T]) -> None:
        self.name = name
        self.column = column
        self.text = text
        self.answers = answers

    def read(self, row: Row, /) -> T | None:
        """Return the value, None where it is missing; raise `Wrong` or `InputError` where it does not read."""
        return self.answers[self.text(row)]


class NeededCell(Cell[T]):
    """A cell that must have content."""

    def read(self, row: Row, /) -> T:
        """Return the value; raise `Wrong` where it is missing or does not read."""
        value = self.answers[self.text(row)]
        if value is None:
            raise Wrong("cell.missing")
        return value


class LaterCell(Cell[date]):
    """A day that may not lie before another of its row."""

    def __init__(self, cell: Cell[date], earlier: Cell[date]) -> None:
        super().__init__(cell.name, cell.column, cell.text, cell.answers)
        self._earlier = earlier

    def read(self, row: Row, /) -> date | None:
        """Return the day, None where it is missing; raise `Wrong` where it lies before the other."""
        day = self.answers[self.text(row)]
        if day is not None:
            try:
                earlier = self._earlier.read(row)
            except Wrong:
                raise Elsewhere("date.order") from None
            if earlier is not None and day < earlier:
                raise Wrong("date.order", earlier=self._earlier.column or self._earlier.name)
        return day


class MoneyCell:
    """An amount with the currency its row names."""

    def __init__(
        self, amount: Cell[Decimal], currency: Cell[str], rounding: str | None, *, least: int | None = None
    ) -> None:
        self.name = amount.name
        self.column = amount.column
        self.text = amount.text
        self._amounts = amount.answers
        self._currency = currency
        self._rounding = rounding
        self._least = least
        self._known: dict[str, dict[str, Money]] = {}

    def read(self, row: Row, /) -> Money | None:
        """Return the money, None where the amount is missing; an amount without a currency is wrong."""
        text = self.text(row)
        amount = self._amounts[text]
        if amount is None:
            return None
        try:
            currency = self._currency.read(row)
        except Wrong:
            raise Elsewhere("currency") from None
        if currency is None:
            raise Wrong("currency")
        known = self._known.setdefault(currency, {})
        money = known.get(text)
        if money is None:
            money = self._money(amount, currency)
            if len(known) < _MOST:
                known[text] = money
        return money

    def _money(self, amount: Decimal, currency: str) -> Money:
        """Return the amount as money of its currency, rounded as the mapping says; refused where it does not say."""
        places = exponent(currency)
        exact = amount.quantize(Decimal((0, (1,), -places)), rounding=self._rounding, context=_EXACT)
        if exact != amount and self._rounding is None:
            raise Wrong("amount.scale", bound=places)
        if self._least is not None and exact < self._least:
            raise Wrong("amount.negative")
        return Money(exact or exact.copy_abs(), currency)


def normalised(text: str) -> str:
    """Return text in NFKC form, runs of white space as one space, none outside."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(unicodedata.normalize("NFKC", text).split())


def amounts(decimal: str, grouping: str | None) -> Callable[[str], Decimal]:
    """Return a reader of exact ASCII amounts in a declared style: at most 18 digits, no exponent, no minus zero."""
    whole = r"0|[1-9][0-9]*"
    if grouping is not None:
        whole += rf"|[1-9][0-9]{{0,2}}(?:{re.escape(grouping)}[0-9]{{3}})+"
    grammar = re.compile(rf"-?(?:{whole})(?:{re.escape(decimal)}[0-9]+)?")

    def read(text: str) -> Decimal:
        if len(text) > 2 * _DIGITS or not grammar.fullmatch(text):
            raise Wrong("amount.grammar")
        plain = text if grouping is None else text.replace(grouping, "")
        if decimal != ".":
            plain = plain.replace(decimal, ".")
        if len(plain.lstrip("-").replace(".", "")) > _DIGITS or (plain[0] == "-" and not plain.strip("-0.")):
            raise Wrong("amount.grammar")
        return Decimal(plain)

    return read


def dates(styles: tuple[str, ...]) -> Callable[[str], date]:
    """Return a reader of dates written in any of the styles, inside the range the library serves."""
    reader, form = date_reader(styles), " / ".join(styles)

    def read(text: str) -> date:
        day = reader(text)
        if day is None and is_written(text, styles):
            raise Wrong("date.none")
        if day is None:
            raise Wrong("date.form", form=form)
        if not is_day(day):
            raise Wrong("date.range")
        return day

    return read


def words(known: Mapping[str, T]) -> Callable[[str], T]:
    """Return a reader of the words a mapping lists, each with its meaning; another word is wrong."""
    listed = first_few(known)

    def read(text: str) -> T:
        if text not in known:
            raise Wrong("code", known=listed)
        return known[text]

    return read


def label(text: str) -> str:
    """Read a code or a name; one with zero-width characters, or such as turn the reading direction, is wrong."""
    if hides(text):
        raise Wrong("control_char")
    return text


def hides(text: str) -> bool:
    """Say whether a text has characters that nobody sees: zero-width ones, marks of direction, line separators."""
    return not text.isprintable() and any(unicodedata.category(char) in _UNSEEN for char in text)


def recoded(meanings: Mapping[str, str], convert: Callable[[str], T], *, told: bool) -> Callable[[str], T]:
    """Return a reader of a file's own words: each is read as the text it means; a word not listed is wrong.

    The words are told only where they are no more than the library's own codes in a bank's spelling; elsewhere they may
    be names of persons, and many.
    """
    listed = first_few(meanings) if told else say("form.listed", count=len(meanings))

    def read(text: str) -> T:
        if text not in meanings:
            raise Wrong("code", known=listed)
        return convert(meanings[text])

    return read


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")


def whole(text: str) -> int:
    """Read a whole number of at most 18 ASCII digits, without leading zeros."""
    if not _WHOLE.fullmatch(text):
        raise Wrong("number.grammar")
    return int(text)


def currency_code(text: str) -> str:
    """Read a three-letter currency code in capitals."""
    if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
        raise Wrong("currency")
    return text
