"""A table of methods as it stands in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from attrs import frozen

from loanvisit.codec.facts import read_scale
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.regime_parts import Known, read_source
from loanvisit.codec.sections import read_citations, read_parts
from loanvisit.codec.tables import Table
from loanvisit.domain import (
    Confidence,
    Cost,
    Grade,
    Matter,
    Method,
    MethodCell,
    MethodProfile,
    MethodTable,
    Money,
    SignalLevel,
    Strength,
)
from loanvisit.domain.method_profile import MOST_PERIODS
from loanvisit.errors import FaultList, InputError
from loanvisit.words import Text

_CELL = '{ strength = "proves" }'


def read_method_table_toml(text: str) -> MethodTable:
    """Read a table of methods from the text of a TOML file, in the layout of the library's own `cn_methods.toml`.

    At the top stand `id`, `version`, `title` and, if wanted, `notes`. Then:

    - `[citations]`: each paper and place in it, by a key; every row below names one by `citation`, and its
      `confidence` (sourced, secondary, known, uncertain, practice)
    - `[on_site]`: `in_a_row`, for how many periods a duty may go without a visit on site where its clause says nothing;
      `levels`, the signals that ask for one, red among them; if wanted `from_amount` (`"5000000.00 CNY"`), and
      `from_grade` with its `scale`
    - `[[method]]`, one for each: `method`, `cost` (low, medium, high), `effort_days`, `delay_days`, and in both
      languages `shows`, `cannot_show`, `needs`
    - `[[matter]]`: `id`, `title`, and by the method what it is worth: `strength` (proves, weak, with_evidence,
      with_approval, not), and where they apply `periods`, `evidence`, `least_share`, `payees`, `not_manager`, `note`

    Args:
        text: the content of the file, at most a million characters.

    Returns:
        The table, its matters in the order of the file.

    Raises:
        InputError: the file is not well-formed, or anything in it is not as it must be. Every fault is listed, with its
            path and the line of its table's header.

    Example:
        >>> from importlib.resources import files
        >>> text = files("loanvisit.presets").joinpath("cn_methods.toml").read_text(encoding="utf-8")
        >>> print(read_method_table_toml(text).matter("cash_flow").text.en)
        cash flow, settlement share [post-loan practice: what each method can prove; practice, not regulation]
          on-site inspection: does not prove it
          interview: does not prove it
          data monitoring: proves it; 95 % of the expected days and of the accounts are there
    """
    return _Reader(load_toml(text, "method_table"), find_lines(text)).table()


@frozen(kw_only=True)
class _Demands:
    """When only a visit on site will do; a value is None, too, where a fault was noted."""

    in_a_row: int | None
    levels: frozenset[SignalLevel]
    from_amount: Money | None
    from_grade: Grade | None
    citation: Text | None
    confidence: Confidence | None


_NO_DEMANDS = _Demands(
    in_a_row=None, levels=frozenset(), from_amount=None, from_grade=None, citation=None, confidence=None
)


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(self, content: Mapping[str, object], lines: Lines) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.top = Table(content, "", self.faults)

    def table(self) -> MethodTable:
        top = self.top
        name, version = top.word("id", required=True), top.word("version", required=True)
        title, notes = top.text("title"), top.text("notes", required=False)
        known = Known(scale=None, facts={}, citations=read_citations(top, self.lines))
        demands = self._on_site(known) or _NO_DEMANDS
        before = len(self.faults)
        profiles = read_parts(top, self.lines, "method", lambda table: _profile(table, known), named="method")
        if len(self.faults) == before:
            missing = [method for method in Method if method not in [one.method for one in profiles]]
            for method in missing:
                top.note("method.described", "method", profiles, method=method.text)
        matters = read_parts(top, self.lines, "matter", lambda table: _matter(table, known))
        top.close()
        self.faults.raise_as(InputError)
        made = top.made(  # a value is None only where a fault was noted
            lambda: MethodTable(
                id=cast("str", name), version=cast("str", version), title=cast("Text", title), profiles=profiles,
                matters=matters, notes=notes, in_a_row=cast("int", demands.in_a_row), levels=demands.levels,
                from_amount=demands.from_amount, from_grade=demands.from_grade,
                citation=cast("Text", demands.citation), confidence=cast("Confidence", demands.confidence),
            )
        )  # fmt: skip
        self.faults.raise_as(InputError)
        return cast("MethodTable", made)

    def _on_site(self, known: Known) -> "_Demands | None":
        """Read when only a visit on site will do."""
        table = self.top.table("on_site", '{ in_a_row = 3, levels = ["red"] }', required=True)
        if table is None:
            return None
        table.line = self.lines.tables.get("on_site")
        in_a_row = table.number("in_a_row", low=1, high=MOST_PERIODS, required=True)
        levels, amount, grade = table.choices("levels", SignalLevel), _amount(table), _grade(table)
        if levels and SignalLevel.RED not in levels:
            table.note("method.red", table.at("levels"), levels)
        citation, confidence = read_source(table, known)
        table.close()
        return _Demands(
            in_a_row=in_a_row, levels=frozenset(levels), from_amount=amount, from_grade=grade, citation=citation,
            confidence=confidence,
        )  # fmt: skip


def _amount(table: Table) -> Money | None:
    value = table.word("from_amount", form='"5000000.00 CNY"')
    if value is None:
        return None
    amount, _, currency = value.partition(" ")
    return table.made(lambda: Money(amount, currency), table.at("from_amount"))


def _grade(table: Table) -> Grade | None:
    if "from_grade" not in table and "scale" not in table:
        return None
    scale = read_scale(table)
    code = table.word("from_grade", required=True) if scale is None else table.code(
        "from_grade", scale.grades, required=True
    )  # fmt: skip
    return None if scale is None or code is None else scale.grade(code)


def _days(table: Table, key: str) -> Decimal | None:
    """Read a number of days, whole or with a decimal point."""
    value = table.content.get(key)
    if type(value) is int:
        return Decimal(table.number(key, low=0, high=30, required=True) or 0)
    return table.take(key, Decimal, "0.25", required=True)


def _profile(table: Table, known: Known) -> MethodProfile | None:
    method, cost = table.choice("method", Method), table.choice("cost", Cost)
    effort, delay = _days(table, "effort_days"), table.number("delay_days", low=0, high=365, required=True)
    shows, cannot_show, needs = (table.text(key) for key in ("shows", "cannot_show", "needs"))
    citation, confidence = read_source(table, known)
    table.close()
    read = (method, cost, effort, delay, shows, cannot_show, needs, citation, confidence)
    if any(one is None for one in read):
        return None
    return table.made(
        lambda: MethodProfile(
            method=cast("Method", method), cost=cast("Cost", cost), effort_days=cast("Decimal", effort),
            delay_days=cast("int", delay), shows=cast("Text", shows), cannot_show=cast("Text", cannot_show),
            needs=cast("Text", needs), citation=cast("Text", citation), confidence=cast("Confidence", confidence),
        )
    )  # fmt: skip


def _matter(table: Table, known: Known) -> Matter | None:
    name, title = table.word("id", required=True), table.text("title")
    before = len(table.faults)
    cells = [cell for method in Method if (cell := _cell(table, method)) is not None]
    citation, confidence = read_source(table, known)
    table.close()
    if name is None or title is None or citation is None or confidence is None or len(table.faults) > before:
        return None
    return Matter(id=name, title=title, cells=cells, citation=citation, confidence=confidence)


def _cell(table: Table, method: Method) -> MethodCell | None:
    """Read what a method is worth; left out, it proves nothing here."""
    own = table.table(method.value, _CELL, required=False)
    if own is None:
        return None
    strength, periods = own.choice("strength", Strength), own.number("periods", low=1, high=MOST_PERIODS)
    evidence, share = own.words("evidence"), own.take("least_share", Decimal, "0.95")
    payees, not_manager, note = own.flag("payees"), own.flag("not_manager"), own.text("note", required=False)
    own.close()
    if strength is None:
        return None
    return own.made(
        lambda: MethodCell(
            method=method, strength=strength, periods=periods, evidence=evidence, least_share=share, payees=payees,
            not_manager=not_manager, note=note,
        )
    )  # fmt: skip
