"""Mappings: which column of a file means what, and how it is written, declared by the bank and never guessed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, cast

from attrs import field, frozen

from loanvisit.adapters.column_rules import ColumnRule, freeze_table
from loanvisit.adapters.declaring import ROUNDINGS, declared
from loanvisit.codec.tables import under
from loanvisit.domain import FactKind
from loanvisit.domain.exact import string_set, strings
from loanvisit.errors import Fault, InputError, fault

Book: TypeAlias = Literal["loans", "past"]


def _styles(given: Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else strings(given)


def _frozen_rules(given: Mapping[str, ColumnRule]) -> Mapping[str, ColumnRule]:
    return cast("Mapping[str, ColumnRule]", freeze_table(given))


def _no_rules() -> Mapping[str, ColumnRule]:
    return {}


@frozen(kw_only=True)
class BookMapping:
    """How a file of loans, or of past visits, is to be read; built by `read_mapping`, by `as_mapping`, or in Python.

    However it is built, it is checked as its document would be.

    Args:
        book: what a row is: a loan, or a past visit.
        encoding: the file's encoding; a byte-order mark is dropped.
        delimiter: the one character between cells.
        missing: the strings that mean "not known"; no other string does.
        dates: the date styles of the file, none to be taken for another.
        normalise: whether ids, codes and words are brought to NFKC form with single inner spaces and none outside.
        decimal: the decimal sign of amounts.
        grouping: the sign between groups of three digits, None where there is none.
        rounding: how amounts with too many places are rounded (a mode of `decimal`), None to refuse them.
        currency: the currency of every amount, None where a column says it.
        columns: where each field comes from.
        facts: where each of the bank's own facts comes from.

    Raises:
        InputError: something is not as a mapping must be; every fault is listed with the path of its entry.
    """

    book: Book = "loans"
    encoding: str = "utf-8"
    delimiter: str = ","
    missing: frozenset[str] = field(default=frozenset({""}), converter=string_set)
    dates: tuple[str, ...] = field(default=("YYYY-MM-DD",), converter=_styles)
    normalise: bool = False
    decimal: str = "."
    grouping: str | None = None
    rounding: str | None = None
    currency: str | None = None
    columns: Mapping[str, ColumnRule] = field(converter=_frozen_rules, hash=False)
    facts: Mapping[str, ColumnRule] = field(factory=_no_rules, converter=_frozen_rules, hash=False)

    def __attrs_post_init__(self) -> None:
        faults = [*_typed("mapping.columns", self.columns), *_typed("mapping.facts", self.facts)]
        if faults:
            raise InputError(*faults)
        declared(self._document())[1].raise_as(InputError)

    def _document(self) -> dict[str, object]:
        """Return the document that declares this mapping; what has no place in one stays as it is, to be refused."""
        modes = {mode: name for name, mode in ROUNDINGS.items()}
        rounding = None if self.rounding is None else next((modes[mode] for mode in modes if mode == self.rounding), "")
        return {
            "book": self.book,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "missing": _listed(self.missing),
            "dates": _listed(self.dates),
            "normalise": self.normalise,
            "amounts": {"decimal": self.decimal, **_given({"grouping": self.grouping, "rounding": rounding})},
            "columns": {name: _rule_document(rule, own=False) for name, rule in self.columns.items()},
            "facts": {name: _rule_document(rule, own=True) for name, rule in self.facts.items()},
            **_given({"currency": self.currency}),
        }


def _typed(path: str, rules: object) -> Iterator[Fault]:
    """Yield a fault for each rule that is none, and each kind that is none."""
    if not isinstance(rules, Mapping):
        yield fault("type", path, rules, form="dict[str, ColumnRule]")
        return
    named = cast("Mapping[object, object]", rules)
    for place, (name, rule) in enumerate(named.items(), 1):
        if type(name) is not str:
            yield fault("type", f"{path}.keys", name, form="str")
        elif type(rule) is not ColumnRule:
            yield fault("type", under(path, name, place), rule, form="ColumnRule")
        elif type(rule.kind) is not FactKind:
            yield fault("type", f"{under(path, name, place)}.kind", rule.kind, form="FactKind")


def _rule_document(rule: ColumnRule, *, own: bool) -> dict[str, object]:
    """Return the table that declares a rule."""
    kind = rule.kind.value if own or rule.kind is not FactKind.CODE else None
    entries = {"column": rule.column, "within": rule.within, "constant": rule.constant, "kind": kind}
    return {**_given(entries), "fallback": _listed(rule.fallback), "values": rule.values}


def _listed(value: object) -> object:
    """Return a tuple or a set as the list a document has in its place."""
    return list(cast("tuple[object, ...]", value)) if isinstance(value, tuple | frozenset) else value


def _given(entries: Mapping[str, object]) -> dict[str, object]:
    """Leave out each entry that a mapping may do without and does."""
    return {key: value for key, value in entries.items() if value is not None}


def as_mapping(document: Mapping[str, object]) -> BookMapping:
    """Check a plain document, as a TOML file gives it, and return the mapping it declares.

    Args:
        document: the entries, in the layout of `examples/mappings`.

    Returns:
        The mapping, every entry checked.

    Raises:
        InputError: entries are unknown, missing or of the wrong form; all of them are listed.

    >>> as_mapping({"columns": {"id": "No", "borrower": "Customer"}}).encoding
    'utf-8'
    """
    fields, faults = declared(document)
    faults.raise_as(InputError)
    return BookMapping(**fields)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
