"""Mappings: which column of a file means what, and how it is written, declared by the bank and never guessed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import field, frozen

from loanvisit.domain import FactKind

Book: TypeAlias = Literal["loans", "past"]
Word: TypeAlias = str | bool

KINDS: tuple[str, ...] = tuple(kind.value for kind in FactKind if kind is not FactKind.GRADE)
"""The kinds a bank's own column may have."""

ROUNDINGS: Mapping[str, str] = MappingProxyType(
    {name: f"ROUND_{name.upper()}" for name in ("half_up", "half_even", "half_down", "down", "up", "ceiling", "floor")}
)
"""The roundings a mapping may name, each with the mode of `decimal` it is."""


def _frozen_words(given: Mapping[str, Word]) -> Mapping[str, Word]:
    return MappingProxyType(dict(given))


def _no_words() -> Mapping[str, Word]:
    return {}


def _frozen_rules(given: "Mapping[str, ColumnRule]") -> "Mapping[str, ColumnRule]":
    return MappingProxyType(dict(given))


def _no_rules() -> "Mapping[str, ColumnRule]":
    return {}


@frozen(kw_only=True)
class ColumnRule:
    """Where one field comes from: a column, else the first of `fallback` that has content, else a constant.

    `within` names a column written before the value and a slash, for ids that are unique only inside it.
    `values` gives the words of the file their meaning. `kind` is the type of a bank's own column.
    """

    column: str | None = None
    fallback: tuple[str, ...] = ()
    within: str | None = None
    constant: str | None = None
    values: Mapping[str, Word] = field(factory=_no_words, converter=_frozen_words, hash=False)
    kind: FactKind = FactKind.CODE

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the rule reads."""
        named = (self.column, *self.fallback, self.within)
        return tuple(name for name in named if name is not None)


@frozen(kw_only=True)
class BookMapping:
    """How a file of loans, or of past visits, is to be read; built by `read_mapping` or `as_mapping`.

    Args:
        book: what a row is: a loan, or a past visit.
        encoding: the file's encoding; a byte-order mark is dropped.
        delimiter: the one character between cells.
        missing: the strings that mean "not known"; no other string does.
        dates: the date styles of the file, none to be taken for another.
        normalise: whether ids, codes and words are brought to NFKC form with single inner spaces and none outside.
        decimal: the decimal sign of amounts.
        grouping: the sign between groups of three digits, None where there is none.
        rounding: how amounts with too many places are rounded, None to refuse them.
        currency: the currency of every amount, None where a column says it.
        columns: where each field comes from.
        facts: where each of the bank's own facts comes from.
    """

    book: Book = "loans"
    encoding: str = "utf-8"
    delimiter: str = ","
    missing: frozenset[str] = frozenset({""})
    dates: tuple[str, ...] = ("YYYY-MM-DD",)
    normalise: bool = False
    decimal: str = "."
    grouping: str | None = None
    rounding: str | None = None
    currency: str | None = None
    columns: Mapping[str, ColumnRule] = field(converter=_frozen_rules, hash=False)
    facts: Mapping[str, ColumnRule] = field(factory=_no_rules, converter=_frozen_rules, hash=False)
