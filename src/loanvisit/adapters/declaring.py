"""From a plain document to a mapping: every entry checked, every fault listed with its path."""

from collections.abc import Mapping
from typing import cast

from loanvisit.adapters.dates import STYLES, ambiguous
from loanvisit.adapters.mapping import KINDS, ROUNDINGS, BookMapping, ColumnRule, Word
from loanvisit.adapters.source import ENCODINGS
from loanvisit.domain import FIVE_TIER, FactKind, LoanStatus, Method
from loanvisit.errors import FaultList, InputError, fault, nearest

FIELDS: Mapping[str, tuple[str, ...]] = {
    "loans": (
        "id", "borrower", "product", "principal", "currency", "disbursed_on", "matures_on", "risk", "risk_since",
        "status", "unit",
    ),
    "past": ("id", "on", "loan", "borrower", "method", "purpose", "visitors"),
}  # fmt: skip
_MEANINGS = {
    "status": tuple(status.value for status in LoanStatus),
    "risk": FIVE_TIER.grades,
    "method": tuple(method.value for method in Method),
}
_ENTRIES = ("book", "encoding", "delimiter", "missing", "dates", "normalise", "amounts", "currency", "columns", "facts")


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
    return _Declared(document).mapping()


class _Declared:
    """A document being checked."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._faults = FaultList()
        self._top = document

    def mapping(self) -> BookMapping:
        top = self._top
        self._known(top, _ENTRIES, "mapping")
        book = self._one_of(top, "book", ("loans", "past"), "loans", "mapping")
        columns = self._rules(top, "columns", FIELDS.get(book, FIELDS["loans"]))
        facts = self._rules(top, "facts", None)
        amounts = self._table(top, "amounts", "mapping")
        self._known(amounts, ("decimal", "grouping", "rounding"), "mapping.amounts")
        rounding = self._one_of(amounts, "rounding", tuple(ROUNDINGS), "", "mapping.amounts")
        checked = {
            "book": book,
            "encoding": self._one_of(top, "encoding", ENCODINGS, "utf-8", "mapping"),
            "delimiter": self._sign(top, "delimiter", "mapping") or ",",
            "missing": frozenset(self._texts(top, "missing", "mapping") or ("",)),
            "dates": self._dates(),
            "normalise": self._flag(top, "normalise"),
            "decimal": self._sign(amounts, "decimal", "mapping.amounts") or ".",
            "grouping": self._sign(amounts, "grouping", "mapping.amounts"),
            "rounding": ROUNDINGS.get(rounding),
            "currency": self._text(top, "currency", "mapping"),
            "columns": columns,
            "facts": facts,
        }
        self._whole(checked)
        self._faults.raise_as(InputError)
        return BookMapping(**checked)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def _whole(self, checked: Mapping[str, object]) -> None:
        """Check what no single entry shows: keys that belong together, signs that differ."""
        columns = cast("Mapping[str, ColumnRule]", checked["columns"])
        facts = cast("Mapping[str, ColumnRule]", checked["facts"])
        needed = ("on",) if checked["book"] == "past" else ("id", "borrower")
        for name in needed:
            if name not in columns:
                self._faults.add(fault("key.missing", "mapping.columns", key=name))
        if checked["book"] == "past" and not {"loan", "borrower"} & set(columns):
            self._faults.add(fault("key.missing", "mapping.columns", key="loan"))
        money = [name for name, rule in facts.items() if rule.kind is FactKind.MONEY]
        named = (checked["currency"] is not None) + ("currency" in columns)
        if named > 1 or (not named and (money or "principal" in columns)):
            self._form("mapping.currency", checked["currency"], "one currency: a constant, or a column")
        if checked["decimal"] == checked["grouping"]:
            self._form("mapping.amounts.grouping", checked["grouping"], "a sign other than the decimal sign")

    def _rules(self, table: Mapping[str, object], key: str, known: tuple[str, ...] | None) -> dict[str, ColumnRule]:
        entries = self._table(table, key, "mapping")
        if known is not None:
            self._known(entries, known, f"mapping.{key}")
        own = known is None
        return {name: self._rule(name, entry, f"mapping.{key}.{name}", own) for name, entry in entries.items()}

    def _rule(self, name: str, entry: object, path: str, own: bool) -> ColumnRule:
        if isinstance(entry, str):
            return ColumnRule(column=entry)
        if not isinstance(entry, Mapping):
            self._form(path, entry, "the name of a column, or a table")
            return ColumnRule()
        table = cast("Mapping[str, object]", entry)
        self._known(table, ("column", "fallback", "within", "constant", "values", *(("kind",) if own else ())), path)
        column, constant = self._text(table, "column", path), self._text(table, "constant", path)
        if (column is None) == (constant is None):
            self._form(path, table, "a column or a constant, one of the two")
        values = self._values(name, table, path)
        kind = self._one_of(table, "kind", KINDS, "code", path)
        if kind == "flag" and any(type(meaning) is not bool for meaning in values.values()):
            self._form(f"{path}.values", values, "words that mean true or false")
        return ColumnRule(
            column=column,
            fallback=self._texts(table, "fallback", path),
            within=self._text(table, "within", path),
            constant=constant,
            values=values,
            kind=FactKind(kind) if kind in KINDS else FactKind.CODE,
        )

    def _values(self, name: str, table: Mapping[str, object], path: str) -> dict[str, Word]:
        values: dict[str, Word] = {}
        meanings = _MEANINGS.get(name, ()) if path.startswith("mapping.columns") else ()
        for word, meaning in self._table(table, "values", path).items():
            where = f"{path}.values.{word}"
            if isinstance(meaning, str | bool) and (not meanings or meaning in meanings):
                values[word] = meaning
            else:
                self._faults.add(fault("code", where, meaning, known=", ".join(meanings) or "str, bool"))
        return values

    def _dates(self) -> tuple[str, ...]:
        given = self._top.get("dates")
        styles = (given,) if isinstance(given, str) else self._texts(self._top, "dates", "mapping")
        for style in styles:
            if style not in STYLES:
                known = nearest(style, STYLES)
                self._faults.add(fault("mapping", "mapping.dates", style, form=f"a date style{known.en}"))
                return ("YYYY-MM-DD",)
        doubt = ambiguous(styles)
        if doubt is not None:
            self._faults.add(fault("date.ambiguous", "mapping.dates", given, one=doubt[0], other=doubt[1]))
        return styles or ("YYYY-MM-DD",)

    def _known(self, table: Mapping[str, object], known: tuple[str, ...], path: str) -> None:
        for key in table:
            if key not in known:
                self._faults.add(fault("key.unknown", f"{path}.{key}", near=nearest(str(key), known)))

    def _table(self, table: Mapping[str, object], key: str, path: str) -> Mapping[str, object]:
        found = table.get(key, {})
        if isinstance(found, Mapping):
            return cast("Mapping[str, object]", found)
        self._form(f"{path}.{key}", found, "a table")
        return {}

    def _text(self, table: Mapping[str, object], key: str, path: str) -> str | None:
        found = table.get(key)
        if found is None or isinstance(found, str):
            return found
        self._form(f"{path}.{key}", found, "text")
        return None

    def _texts(self, table: Mapping[str, object], key: str, path: str) -> tuple[str, ...]:
        found = table.get(key, [])
        items = cast("list[object]", found) if isinstance(found, list) else [None]
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) != len(items):
            self._form(f"{path}.{key}", items, "a list of texts")
        return texts

    def _sign(self, table: Mapping[str, object], key: str, path: str) -> str | None:
        found = self._text(table, key, path)
        if found is None or (len(found) == 1 and found not in '"-\r\n' and not found.isalnum()):
            return found
        self._form(f"{path}.{key}", found, "one sign, no letter, digit, quote or minus")
        return None

    def _flag(self, table: Mapping[str, object], key: str) -> bool:
        found = table.get(key, False)
        if type(found) is not bool:
            self._form(f"mapping.{key}", found, "true or false")
        return found is True

    def _one_of(self, table: Mapping[str, object], key: str, known: tuple[str, ...], default: str, path: str) -> str:
        found = self._text(table, key, path)
        if found is None:
            return default
        if found not in known:
            self._faults.add(fault("code", f"{path}.{key}", found, known=", ".join(known)))
        return found

    def _form(self, path: str, received: object, form: str) -> None:
        self._faults.add(fault("mapping", path, received, form=form))
