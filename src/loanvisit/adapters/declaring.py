"""From a plain document to what a mapping holds: every entry checked, every fault listed with its path."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from loanvisit.adapters.cells import Wrong, amounts, currency_code, dates, label, normalised, whole, words
from loanvisit.adapters.column_rules import KINDS, ColumnRule, Word, written
from loanvisit.adapters.dates import STYLES, ambiguous
from loanvisit.adapters.source import ENCODINGS
from loanvisit.codec.tables import Manner, Table, under
from loanvisit.domain import (
    FIVE_TIER,
    BorrowerId,
    BorrowerKind,
    FactKind,
    LoanId,
    LoanStatus,
    Method,
    OfficerId,
    UnitId,
    VisitId,
)
from loanvisit.errors import FaultList, InputError, fault, nearest
from loanvisit.words import say

FIELDS: Mapping[str, tuple[str, ...]] = {
    "loans": (
        "id", "borrower", "product", "principal", "currency", "disbursed_on", "matures_on", "risk", "risk_since",
        "risk_was", "status", "unit", "borrower_kind", "manager",
    ),
    "past": ("id", "on", "loan", "borrower", "method", "purpose", "visitors"),
}  # fmt: skip
ROUNDINGS: Mapping[str, str] = MappingProxyType(
    {name: f"ROUND_{name.upper()}" for name in ("half_up", "half_even", "half_down", "down", "up", "ceiling", "floor")}
)
"""The roundings a mapping may name, each with the mode of `decimal` it is."""

_MANNER = Manner(wrong="mapping")
CODED = {
    "status": tuple(status.value for status in LoanStatus),
    "risk": FIVE_TIER.grades,
    "risk_was": FIVE_TIER.grades,
    "borrower_kind": tuple(kind.value for kind in BorrowerKind),
    "method": tuple(method.value for method in Method),
}
"""The fields whose words are the library's own codes, with the codes."""
_ENTRIES = ("book", "encoding", "delimiter", "missing", "dates", "normalise", "amounts", "currency", "columns", "facts")
_RULE = ("column", "fallback", "within", "constant", "values")


def declared(document: Mapping[str, object]) -> tuple[dict[str, object], FaultList]:
    """Return what a document declares, by the fields of a mapping, and everything wrong with it."""
    top = Table({}, "mapping", FaultList(), manner=_MANNER).below("mapping", document, say("form.table"))
    if top is None:
        raise InputError(fault("type", "mapping", document, form="dict"))
    reading = _Declared(top)
    return reading.fields(), reading.faults


class _Declared:
    """A document being checked."""

    def __init__(self, top: Table) -> None:
        self._top = top
        self.faults = top.faults

    def fields(self) -> dict[str, object]:
        """Read every entry, then look at what no single one shows."""
        top = self._top
        top.close(_ENTRIES)
        book = self._one_of(top, "book", tuple(FIELDS), "loans")
        columns = self._rules("columns", FIELDS.get(book, FIELDS["loans"]))
        facts = self._rules("facts", None)
        amounts_table = top.table("amounts", say("form.table"), required=False)
        amount = amounts_table or Table({}, "mapping.amounts", self.faults, manner=_MANNER)
        amount.close(("decimal", "grouping", "rounding"))
        rounding = self._one_of(amount, "rounding", tuple(ROUNDINGS), "")
        fields: dict[str, object] = {
            "book": book,
            "encoding": self._one_of(top, "encoding", ENCODINGS, "utf-8"),
            "delimiter": self._sign(top, "delimiter") or ",",
            "missing": frozenset(self._texts(top, "missing") if "missing" in top else ("",)),
            "dates": self._dates(),
            "normalise": top.flag("normalise", say("form.flag")),
            "decimal": self._sign(amount, "decimal") or ".",
            "grouping": self._sign(amount, "grouping"),
            "rounding": ROUNDINGS.get(rounding),
            "currency": self._text(top, "currency"),
            "columns": columns,
            "facts": facts,
        }
        self._whole(fields, columns, facts)
        return fields

    def _whole(
        self, fields: Mapping[str, object], columns: Mapping[str, ColumnRule], facts: Mapping[str, ColumnRule]
    ) -> None:
        """Check what no single entry shows: keys that belong together, signs that differ, words and their meanings."""
        needed = ("on",) if fields["book"] == "past" else ("id", "borrower")
        for name in needed:
            if name not in columns:
                self._top.note("key.missing", "mapping.columns", key=name)
        if fields["book"] == "past" and not {"loan", "borrower"} & set(columns):
            self._top.note("key.missing", "mapping.columns", key="loan")
        money = [name for name, rule in facts.items() if rule.kind is FactKind.MONEY]
        named = (fields["currency"] is not None) + ("currency" in columns)
        if named > 1 or (not named and (money or "principal" in columns)):
            self._top.wrong("mapping.currency", fields["currency"], say("form.currency"))
        if fields["decimal"] == fields["grouping"]:
            self._top.wrong("mapping.amounts.grouping", fields["grouping"], say("form.other_sign"))
        for place, (name, rule) in enumerate(columns.items(), 1):
            self._check_words(under("mapping.columns", name, place), rule, self._field_reader(name, fields), fields)
        for place, (name, rule) in enumerate(facts.items(), 1):
            self._check_words(under("mapping.facts", name, place), rule, self._kind_reader(rule.kind, fields), fields)

    def _check_words(
        self, path: str, rule: ColumnRule, read: Callable[[str], object], fields: Mapping[str, object]
    ) -> None:
        """Check that a table's words stay apart once they are cleaned, and that each meaning reads as its field."""
        seen: set[str] = set()
        for place, (word, meaning) in enumerate(rule.values.items(), 1):
            where = under(f"{path}.values", word, place)
            clean = normalised(word) if fields["normalise"] else word
            if clean in seen:
                self._top.note("word.twice", where, word)
            seen.add(clean)
            if meaning == "":
                self._top.note("empty", where, meaning)
                continue
            try:
                read(written(meaning))
            except Wrong as wrong:
                self._top.note(wrong.code, where, meaning, **wrong.fill)
            except InputError as error:
                self._top.note(error.code, where, meaning)

    def _field_reader(self, name: str, fields: Mapping[str, object]) -> Callable[[str], object]:
        """Return how the text of a field of the library is read."""
        if name in CODED:
            return words({code: code for code in CODED[name]})
        days = ("disbursed_on", "matures_on", "risk_since", "on")
        ids = VisitId if fields["book"] == "past" else LoanId
        own: dict[str, Callable[[str], object]] = {
            "id": ids, "borrower": BorrowerId, "loan": LoanId, "unit": UnitId, "manager": OfficerId,
            "currency": currency_code, "visitors": whole, "principal": self._kind_reader(FactKind.DECIMAL, fields),
            **dict.fromkeys(days, self._kind_reader(FactKind.DATE, fields)),
        }  # fmt: skip
        return own.get(name, label)

    @staticmethod
    def _kind_reader(kind: FactKind, fields: Mapping[str, object]) -> Callable[[str], object]:
        """Return how the text of a bank's own column is read."""
        grouping = cast("str | None", fields["grouping"])
        read_amount = amounts(cast("str", fields["decimal"]), grouping)
        readers: dict[FactKind, Callable[[str], object]] = {
            FactKind.WHOLE: whole,
            FactKind.DECIMAL: read_amount,
            FactKind.MONEY: read_amount,
            FactKind.DATE: dates(cast("tuple[str, ...]", fields["dates"])),
            FactKind.FLAG: words({"true": True, "false": False}),
        }
        return readers.get(kind, label)

    def _rules(self, key: str, known: tuple[str, ...] | None) -> dict[str, ColumnRule]:
        """Read the rules of the fields of the library, or of the bank's own columns where no field is known."""
        table = self._top.table(key, say("form.table"), required=False)
        if table is None:
            return {}
        if known is not None:
            table.close(known)
        return {name: self._rule(table, name, own=known is None) for name in table.content}

    def _rule(self, parent: Table, name: str, *, own: bool) -> ColumnRule:
        """Read one rule: the name of a column, or a table; the kind is that of flags where every word means a flag."""
        entry, path = parent.content[name], parent.at(name)
        if isinstance(entry, str):
            return ColumnRule(column=entry)
        table = parent.below(path, entry, say("form.rule"))
        if table is None:
            return ColumnRule()
        table.close((*_RULE, "kind") if own else _RULE)
        column, constant = self._text(table, "column"), self._text(table, "constant")
        if (column is None) == (constant is None):
            table.wrong(path, table.content, say("form.source"))
        values = self._values(table, () if own else CODED.get(name, ()))
        flags = [type(meaning) is bool for meaning in values.values()]
        kind = self._one_of(table, "kind", KINDS, "flag" if own and flags and all(flags) else "code")
        if any(flags) if kind != "flag" else not all(flags):
            table.wrong(f"{path}.values", values, say("form.flags" if kind == "flag" else "form.texts"))
            values = {}
        return ColumnRule(
            column=column,
            fallback=self._texts(table, "fallback"),
            within=self._text(table, "within"),
            constant=constant,
            values=values,
            kind=FactKind(kind) if kind in KINDS else FactKind.CODE,
        )

    def _values(self, table: Table, meanings: tuple[str, ...]) -> dict[str, Word]:
        """Read the words of a column, each with its meaning: of the codes known, or any text or flag."""
        found = table.table("values", say("form.table"), required=False)
        values: dict[str, Word] = {}
        entries: Mapping[str, object] = found.content if found is not None else {}
        for place, (word, meaning) in enumerate(entries.items(), 1):
            if isinstance(meaning, str | bool) and (not meanings or meaning in meanings):
                values[word] = meaning
            else:
                where = under(f"{table.path}.values", word, place)
                table.note("code", where, meaning, known=", ".join(meanings) or "str, bool")
        return values

    def _dates(self) -> tuple[str, ...]:
        """Read the date styles, none of which may be taken for another; one that is unknown stands in as none."""
        top = self._top
        one = top.content.get("dates")
        styles = tuple(dict.fromkeys((one,) if isinstance(one, str) else self._texts(top, "dates")))
        for style in styles:
            if style not in STYLES:
                top.wrong("mapping.dates", style, say("form.style", near=nearest(style, STYLES)))
                return ("YYYY-MM-DD",)
        doubt = ambiguous(styles)
        if doubt is not None:
            top.note("date.ambiguous", "mapping.dates", styles, one=doubt[0], other=doubt[1])
        return styles or ("YYYY-MM-DD",)

    @staticmethod
    def _text(table: Table, key: str) -> str | None:
        """Read a text of any content."""
        return table.take(key, str, say("form.text"))

    def _texts(self, table: Table, key: str) -> tuple[str, ...]:
        """Read a list of texts of any content."""
        found: object = table.content.get(key, [])
        items = cast("list[object]", found) if isinstance(found, list) else [None]
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) != len(items):
            table.wrong(table.at(key), table.content[key], say("form.texts"))
        return texts

    def _sign(self, table: Table, key: str) -> str | None:
        """Read the one character of a delimiter, a decimal sign or a group."""
        found = self._text(table, key)
        if found is None or (len(found) == 1 and found not in '"-\r\n' and not found.isalnum()):
            return found
        table.wrong(table.at(key), found, say("form.sign"))
        return None

    def _one_of(self, table: Table, key: str, known: tuple[str, ...], default: str) -> str:
        """Read a code, the default where it is left out; an unknown one is noted."""
        found = self._text(table, key)
        if found is not None and found not in known:
            table.note("code", table.at(key), found, known=", ".join(known))
        return default if found is None else found
