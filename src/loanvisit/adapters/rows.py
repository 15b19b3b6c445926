"""One pass over a file: the header checked, each row built or refused, every fault kept up to the cap."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

from attrs import evolve

from loanvisit.adapters.cells import (
    Cell,
    Elsewhere,
    LaterCell,
    Memo,
    MoneyCell,
    NeededCell,
    Reader,
    Row,
    Wrong,
    amounts,
    currency_code,
    dates,
    label,
    normalised,
    recoded,
    whole,
    words,
)
from loanvisit.adapters.column_rules import ColumnRule, written
from loanvisit.adapters.declaring import CODED
from loanvisit.adapters.mapping import BookMapping
from loanvisit.adapters.results import BadRow
from loanvisit.adapters.source import Opener, Source, Unreadable, as_path, named
from loanvisit.adapters.table import Table
from loanvisit.domain import FactKind, FactValue
from loanvisit.errors import CAP, Fault, FaultList, InputError, fault, nearest

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Mode: TypeAlias = Literal["strict", "partition"]


class Layout:
    """The cells of one file: its mapping laid over its header."""

    def __init__(self, mapping: BookMapping, header: tuple[str, ...]) -> None:
        self.mapping = mapping
        self.cells: list[Reader[object]] = []
        self._places = {plain(name): place for place, name in reversed(list(enumerate(header)))}
        self._header = header
        self._clean = normalised if mapping.normalise else None
        self._amount = amounts(mapping.decimal, mapping.grouping)
        self._currency: Cell[str] | None = None

    def text(self, name: str, convert: Callable[[str], T]) -> Cell[T]:
        """Return the cell of a field whose text is an id or a code."""
        return self._listed(self._cell(name, self.mapping.columns.get(name), convert, self._clean))

    def needed(self, name: str, convert: Callable[[str], T]) -> NeededCell[T]:
        """Return the cell of an id that must be there."""
        return self._needed(self._cell(name, self.mapping.columns.get(name), convert, self._clean))

    def needed_day(self, name: str) -> NeededCell[date]:
        """Return the cell of a date that must be there."""
        return self._needed(self._cell(name, self.mapping.columns.get(name), dates(self.mapping.dates)))

    def word(self, name: str, known: Mapping[str, T]) -> Cell[T]:
        """Return the cell of a field whose words the mapping explains, or which are the library's own."""
        return self.text(name, words(known))

    def number(self, name: str) -> Cell[int]:
        """Return the cell of a whole number."""
        return self._listed(self._cell(name, self.mapping.columns.get(name), whole))

    def day(self, name: str, *, earlier: Cell[date] | None = None) -> Cell[date]:
        """Return the cell of a date, which may not lie before the date in another."""
        cell = self._cell(name, self.mapping.columns.get(name), dates(self.mapping.dates))
        return self._listed(cell if earlier is None else LaterCell(cell, earlier))

    def money(self, name: str) -> MoneyCell:
        """Return the cell of an amount of zero or more, in the currency its row or the mapping names."""
        return self._money(name, self.mapping.columns.get(name), least=0)

    def facts(self) -> Callable[[Row], dict[str, FactValue]]:
        """Return a function that reads the bank's own facts of a row, those that are missing left out."""
        cells = [(name, self._fact(f"facts.{name}", rule)) for name, rule in self.mapping.facts.items()]

        def read(row: Row) -> dict[str, FactValue]:
            known = ((name, cell.read(row)) for name, cell in cells)
            return {name: value for name, value in known if value is not None}

        return read

    def _fact(self, path: str, rule: ColumnRule) -> Reader[FactValue]:
        """Return the cell of a bank's own column, read by its kind."""
        if rule.kind is FactKind.MONEY:
            return self._money(path, rule)
        readers: dict[FactKind, Callable[[str], FactValue]] = {
            FactKind.CODE: label,
            FactKind.WHOLE: whole,
            FactKind.DECIMAL: self._amount,
            FactKind.DATE: dates(self.mapping.dates),
            FactKind.FLAG: words({"true": True, "false": False}),
        }
        return self._listed(
            self._cell(path, rule, readers[rule.kind], self._clean if rule.kind is FactKind.CODE else None)
        )

    def _money(self, name: str, rule: ColumnRule | None, *, least: int | None = None) -> MoneyCell:
        """Return the cell of an amount, all of them in the currency of one cell."""
        if self._currency is None:
            constant = self.mapping.currency
            named = ColumnRule(constant=constant) if constant is not None else self.mapping.columns.get("currency")
            self._currency = self._listed(self._cell("currency", named, currency_code))
        cell = MoneyCell(self._cell(name, rule, self._amount), self._currency, self.mapping.rounding, least=least)
        self.cells.append(cell)
        return cell

    def _listed(self, cell: Cell[T]) -> Cell[T]:
        """Keep a cell among those that a bad row is looked through for."""
        self.cells.append(cell)
        return cell

    def _needed(self, cell: Cell[T]) -> NeededCell[T]:
        """Return a cell that must have content, kept among the cells."""
        needed = NeededCell(cell.name, cell.column, cell.text, cell.answers)
        self.cells.append(needed)
        return needed

    def _cell(
        self, name: str, rule: ColumnRule | None, convert: Callable[[str], T], clean: Callable[[str], str] | None = None
    ) -> Cell[T]:
        """Return the cell that a rule describes; without a rule it is never known."""
        if rule is None:
            return Cell(name, None, lambda _row: "", Memo(convert, frozenset({""})))
        column = None if rule.column is None else self._header[self._places[plain(rule.column)]]
        if not rule.values:
            return Cell(name, column, self._picker(rule), Memo(convert, self.mapping.missing, clean))
        told = name in CODED or rule.kind is FactKind.FLAG
        meanings = {self._cleaned(word): written(meaning) for word, meaning in rule.values.items()}
        missing = self.mapping.missing - set(meanings)
        return Cell(name, column, self._picker(rule), Memo(recoded(meanings, convert, told=told), missing, self._clean))

    def _picker(self, rule: ColumnRule) -> Callable[[Row], str]:
        """Return a function that takes a row's text: of one cell, of the first with content, or a constant."""
        constant = rule.constant
        if constant is not None:
            return lambda _row: constant
        first, *others = [self._places[plain(name)] for name in rule.columns]
        within = others.pop() if rule.within is not None else None
        if not others and within is None:
            return lambda row: row[first]
        missing, cleaned = self.mapping.missing, self._cleaned

        def pick(row: Row) -> str:
            text = next((row[place] for place in (first, *others) if cleaned(row[place]) not in missing), row[first])
            if within is None or cleaned(text) in missing:
                return text
            return text if cleaned(row[within]) in missing else f"{row[within]}/{text}"

        return pick

    def _cleaned(self, text: str) -> str:
        """Return a text as words are compared."""
        return text if self._clean is None else self._clean(text)


def plain(name: str) -> str:
    """Return a header as compared: NFKC form, no white space outside."""
    return unicodedata.normalize("NFKC", name).strip()


class Builder(Protocol[T_co]):
    """Makes one thing of a row; `layout` is what its cells were laid out by."""

    @property
    def layout(self) -> Layout:
        """The cells."""
        ...

    def build(self, row: Row, line: int, /) -> T_co:
        """Return the thing, or raise `Wrong` or `InputError`."""
        ...


class Pass(Generic[T]):
    """One pass over one file."""

    def __init__(self, path: str | Path, mapping: BookMapping, mode: Mode, opener: Opener) -> None:
        self._path = as_path(path)
        self._mapping = mapping
        self._mode = mode
        self._opener = opener
        self._whole: list[Fault] = []
        self._faults = FaultList()
        self._bad: dict[int, list[Fault]] = {}
        self.rows = 0
        self.refused = 0
        self.sha256 = ""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    @property
    def bad(self) -> tuple[BadRow, ...]:
        """The refused rows whose faults were kept, by line."""
        return tuple(BadRow(line=line, faults=tuple(faults)) for line, faults in sorted(self._bad.items()))

    @property
    def more(self) -> int:
        """How many faults were counted beyond the cap."""
        return self._faults.more

    def run(
        self, lay: Callable[[Layout], Builder[T]], take: Callable[[T, int, int], None], expected_rows: int | None
    ) -> None:
        """Read every row; raise if the file cannot be read whole, and in strict mode if any row is bad."""
        source = Source(self._path, self._mapping.encoding, self._opener)
        try:
            try:
                self._read(Table(source, self._mapping.delimiter), lay, take)
                if expected_rows is not None and self.rows != expected_rows:
                    self._whole.append(
                        fault("source.rows", "source", name=named(self._path), bound=expected_rows, count=self.rows)
                    )
            except Unreadable as end:
                self._whole.append(end.found)
            self.sha256, changed = source.settle()
            self._whole.extend(changed)
        finally:
            source.close()
        if self._whole:
            self.finish()

    def finish(self) -> None:
        """Raise what was found, faults of the whole file first: always these, in strict mode those of rows too."""
        rows = sorted(self._faults.faults, key=lambda one: one.line or 0) if self._mode == "strict" else []
        found = [*self._whole, *rows]
        if found:
            more = self._faults.more if self._mode == "strict" else 0
            raise InputError(*found[:CAP], more=more + max(0, len(found) - CAP))

    def column(self, name: str) -> str | None:
        """Return the column a field of the file comes from."""
        rule = self._mapping.columns.get(name)
        return None if rule is None else rule.column

    def refuse(self, line: int, faults: list[Fault]) -> None:
        """Count a row as bad, and keep its faults while there is room."""
        self.refused += 1
        if faults and len(self._faults.faults) < CAP:
            self._bad[line] = faults[: CAP - len(self._faults.faults)]
        for one in faults:
            self._faults.add(one)

    def refuse_for(self, line: int, *found: Fault) -> None:
        """Count a row as bad for what other rows say; what is beyond the cap is only counted."""
        room = () if self.is_full else found
        self._faults.more += len(found) - len(room)
        self.refuse(line, list(room))

    @property
    def is_full(self) -> bool:
        """Whether the cap is reached, so that faults are only counted."""
        return len(self._faults.faults) >= CAP

    def _read(self, table: Table, lay: Callable[[Layout], Builder[T]], take: Callable[[T, int, int], None]) -> None:
        """Build each row, and hand on what it makes, or describe what is wrong with it."""
        self._whole.extend(check_header(table, self._mapping))
        if self._whole:
            return
        builder = lay(Layout(self._mapping, table.header))
        build, index = builder.build, -1
        for index, (line, row, found) in enumerate(table.rows()):
            self.rows += 1
            if found:
                self.refuse(line, list(found))
                continue
            try:
                thing = build(row, line)
            except (Wrong, InputError) as error:
                self._diagnose(builder.layout.cells, row, line, index, error)
            else:
                take(thing, line, index)

    def _diagnose(
        self, cells: list[Reader[object]], row: Row, line: int, index: int, error: Wrong | InputError
    ) -> None:
        """Read each cell of a bad row for itself, so that every one that is wrong is named."""
        faults: list[Fault] = []
        count = 0
        for cell in cells:
            try:
                cell.read(row)
            except Elsewhere:
                continue
            except (Wrong, InputError) as wrong:
                count += 1
                if not self.is_full:
                    faults.append(_described(wrong, cell, cell.text(row), line, f"rows[{index}].{cell.name}"))
        if not count:  # no cell is wrong alone: what they make together was refused
            count, cell = 1, cells[0]
            faults = [_described(error, cell, cell.text(row), line, f"rows[{index}].{cell.name}")]
        self._faults.more += count - len(faults)
        self.refuse(line, faults)


def _described(error: Wrong | InputError, cell: Reader[object], text: str, line: int, path: str) -> Fault:
    """Return the fault of one cell, by its path, line and column."""
    if isinstance(error, Wrong):
        return fault(error.code, path, text, line=line, column=cell.column, **error.fill)
    return evolve(error.faults[0], path=path, line=line, column=cell.column, received="str", length=len(text))


def check_header(table: Table, mapping: BookMapping) -> list[Fault]:
    """Return what is wrong with a header: equal names, columns that the mapping declares and the file lacks."""
    if table.header_faults:
        return list(table.header_faults)
    rules = {**{f"columns.{name}": rule for name, rule in mapping.columns.items()}}
    rules |= {f"facts.{name}": rule for name, rule in mapping.facts.items()}
    places: dict[str, int] = {}
    faults: list[Fault] = []
    wanted = {plain(column) for rule in rules.values() for column in rule.columns}
    known = wanted & {plain(name) for name in table.header}
    for place, name in enumerate(table.header):
        first = places.setdefault(plain(name), place)
        if first != place:
            shown = name if known else None
            path = f"header[{place}]"
            faults.append(fault("header.duplicate", path, name, line=table.header_line, column=shown, other=first + 1))
    for where, rule in rules.items():
        for column in dict.fromkeys(rule.columns):
            if plain(column) not in places:
                near = nearest(plain(column), list(places)) if known else nearest("", ())
                faults.append(
                    fault("header.missing", f"mapping.{where}", line=table.header_line, column=column, near=near)
                )
    return faults
