"""What a section holds: paragraphs and tables whose cells are texts and figures, before any page is made of it."""

from collections.abc import Iterator
from itertools import groupby
from typing import TypeAlias

from attrs import evolve, frozen

from loanvisit.reporting.figures import Figure
from loanvisit.words import Fill, Text, join, say

Cell: TypeAlias = Text | Figure
"""What stands in a table: a label or a figure."""


@frozen(kw_only=True)
class Paragraph:
    """One or more sentences, and the figures told in them; `item` makes it a line of a list."""

    text: Text
    figures: tuple[Figure, ...] = ()
    item: bool = False


@frozen(kw_only=True)
class Table:
    """A table: its headings, its rows of cells, and which rows, counted from 0, are sums."""

    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: frozenset[int] = frozenset()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds figures."""
        return tuple(any(isinstance(row[place], Figure) for row in self.rows) for place in range(len(self.headings)))


Block: TypeAlias = Paragraph | Table
"""What a section is made of."""


@frozen(kw_only=True)
class SectionValue:
    """One section, laid out: a heading and its blocks, in the order they are read."""

    heading: Text
    blocks: tuple[Block, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it prints, in order."""
        told = [figure for block in self.paragraphs for figure in block.figures]
        shown = [cell for table in self.tables for row in table.rows for cell in row if isinstance(cell, Figure)]
        return (*told, *shown)


def runs(section: SectionValue) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of a section, those that stand together as one: tables side by side, lines of a list."""
    for _, run in groupby(section.blocks, key=lambda block: (isinstance(block, Table), _is_item(block))):
        yield tuple(run)


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.item


def tell(key: str, /, *figures: Figure, **values: Fill) -> Paragraph:
    """Return a paragraph from the briefing's own words; `figures` are those told in it."""
    return Paragraph(text=say(f"briefing.{key}", **values), figures=figures)


def run_on(*paragraphs: Paragraph) -> Paragraph:
    """Return paragraphs as one, their sentences in a row and their figures together."""
    text = join([paragraph.text for paragraph in paragraphs], zh="", en=" ")
    return Paragraph(text=text, figures=tuple(figure for paragraph in paragraphs for figure in paragraph.figures))


def note(key: str, /, *figures: Figure, **values: Fill) -> Paragraph:
    """Return a line of the notes, told like a paragraph."""
    return evolve(tell(f"note.{key}", *figures, **values), item=True)


def headings(*names: str) -> tuple[Text, ...]:
    """Return column headings by their names."""
    return tuple(say(f"briefing.column.{name}") for name in names)


def cell_text(cell: Cell) -> Text:
    """Return what a cell shows."""
    return cell.text if isinstance(cell, Figure) else cell
