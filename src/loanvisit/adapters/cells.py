"""Cells: what the text of one column means, read exactly, and remembered where a column repeats itself."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, localcontext
from typing import Generic, TypeVar

from loanvisit.adapters.dates import date_reader
from loanvisit.domain import Money, exponent, is_day
from loanvisit.words import Fill

T = TypeVar("T")
Row = list[str]

_MOST = 1 << 16
_DIGITS = 18


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
        clean = text if self._clean is None else self._clean(text)
        answer = None if clean in self._missing else self._convert(clean)
        if len(self) < _MOST:
            self[text] = answer
        return answer


class Cell(Generic[T]):
    """What one field of a row is read from: which text of the row, and how that text is read."""

    def __init__(self, name: str, column: str | None, text: Callable[[Row], str], answers: Memo[T]) -> None:
        self.name = name
        self.column = column
        self.text = text
        self.answers = answers

    def read(self, row: Row) -> T | None:
        """Return the value, None where it is missing; raise `Wrong` or `InputError` where it does not read."""
        return self.answers[self.text(row)]


class MoneyCell(Cell[Money]):
    """An amount with the currency its row names."""

    def __init__(self, amount: Cell[Decimal], currency: Cell[str], rounding: str | None, *, least: int | None = None) -> None:
        super().__init__(amount.name, amount.column, amount.text, Memo(self._unnamed, frozenset()))
        self._amount = amount
        self._currency = currency
        self._rounding = rounding
        self._least = least
        self._known: dict[str, Memo[Money]] = {}

    def read(self, row: Row) -> Money | None:
        """Return the money, None where the amount is missing; an amount without a currency is wrong."""
        text = self._amount.text(row)
        try:
            currency = self._currency.read(row)
        except Wrong:
            _ = self._amount.answers[text]
            raise Elsewhere("currency") from None
        if currency is None:
            return None if self._amount.answers[text] is None else self._unnamed(text)
        known = self._known.get(currency)
        if known is None:
            known = self._known[currency] = Memo(lambda text: self._money(text, currency), frozenset())
        return known[text]

    def _unnamed(self, text: str) -> Money:  # noqa: ARG002  it stands where a conversion does
        raise Wrong("currency")

    def _money(self, text: str, currency: str) -> Money:
        amount = self._amount.answers[text]
        if amount is None:
            return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]
        places = exponent(currency)
        with localcontext() as context:
            context.prec = 2 * _DIGITS
            exact = amount.quantize(Decimal(1).scaleb(-places), rounding=self._rounding)
        if exact != amount and self._rounding is None:
            raise Wrong("amount.scale", bound=places)
        if self._least is not None and exact < self._least:
            raise Wrong("amount.negative")
        return Money(exact if exact else abs(exact), currency)


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
        if day is None:
            raise Wrong("date.form", form=form)
        if not is_day(day):
            raise Wrong("date.range")
        return day

    return read


def words(known: Mapping[str, T]) -> Callable[[str], T]:
    """Return a reader of the words a mapping lists, each with its meaning; another word is wrong."""
    listed = ", ".join(known)

    def read(text: str) -> T:
        if text not in known:
            raise Wrong("code", known=listed)
        return known[text]

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
