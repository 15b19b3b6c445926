"""The rows of a delimited file: each with the line it starts on, whole or refused, the header read first."""

import csv
import re
from collections.abc import Iterator

from attrs import evolve

from loanvisit.adapters.cells import hides
from loanvisit.adapters.source import Source, Unreadable
from loanvisit.errors import Fault, fault

LONGEST_CELL = 131_072
LONGEST_LINE = 1 << 20
MOST_BLANK = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Table:
    """A delimited file read row by row; where it cannot be read on, `Unreadable` is raised."""

    def __init__(self, source: Source, delimiter: str) -> None:
        self._delimiter = delimiter
        self._pending: list[str] = []
        self._odd = False
        self._size = 0
        self._reader = csv.reader(self._feed(source), delimiter=delimiter, strict=True)
        self._split = self._rows()
        self.count = 0
        self.header: tuple[str, ...] = ()
        self.header_line = 1
        self.header_faults: tuple[Fault, ...] = ()
        for line, cells, found in self._split:
            self.header_line, self.header, self.header_faults = line, tuple(cells), found
            break

    def rows(self) -> Iterator[tuple[int, list[str], tuple[Fault, ...]]]:
        """Yield each row's line, cells and faults of form; a line with nothing on it is no row."""
        width = len(self.header)
        for line, cells, found in self._split:
            if not found and len(cells) != width:
                found = (fault("row.width", f"rows[{self.count}]", cells, line=line, bound=width),)  # noqa: PLW2901
            self.count += 1
            yield line, cells, found

    def _feed(self, source: Source) -> Iterator[str]:
        """Hand the reader each line, kept until its row is whole; mark the row for a closer look where it is odd."""
        pending = self._pending
        for line in source.lines(LONGEST_LINE):
            pending.append(line)
            if len(line) > LONGEST_CELL or len(pending) > 1 or not line.rstrip("\r\n").isprintable():
                self._odd = True
                self._size = sum(map(len, pending)) if len(pending) < 3 else self._size + len(line)
                if self._size >= LONGEST_LINE:
                    raise Unreadable(self._endless())
            yield line

    def _rows(self) -> Iterator[tuple[int, list[str], tuple[Fault, ...]]]:
        """Yield each row with its line and its faults of form, the header first."""
        reader, pending = self._reader, self._pending
        blank = 0
        while True:
            start = reader.line_num + 1
            pending.clear()
            self._odd = False
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield start, [], (self._overlong(start),)
                continue
            blank = 0 if cells else blank + 1
            if cells:
                yield start, cells, self._examine(start, cells) if self._odd else ()
            elif blank > MOST_BLANK:
                raise Unreadable(fault("line.blank", self._where(), line=start, bound=MOST_BLANK))

    def _examine(self, line: int, cells: list[str]) -> tuple[Fault, ...]:
        """Look at each cell of an odd row: its length, its control characters, what a header hides."""
        faults: list[Fault] = []
        for place, cell in enumerate(cells):
            column = self._column(place)
            if len(cell) > LONGEST_CELL:
                faults.append(fault("field.length", self._where(), cell, line=line, column=column, bound=LONGEST_CELL))
            elif _CONTROL.search(cell) or (not self.header and hides(cell)):
                faults.append(fault("control_char", self._where(), cell, line=line, column=column))
        return tuple(faults)

    def _endless(self) -> Fault:
        """Say why a row does not end: a line without an end, or a quote that is never closed."""
        start = self._reader.line_num + 2 - len(self._pending)
        if len(self._pending) > 1:
            return self._overlong(start)
        return fault("line.length", self._where(), self._pending[0], line=start, bound=LONGEST_LINE - 1)

    def _overlong(self, start: int) -> Fault:
        """Say which cell of the row the reader gave up on is too long; raise where the cause is a quote."""
        state, opened, place, length = _trace(self._pending, start, self._delimiter)
        if state == "whole":
            found = fault("field.length", self._where(), "", line=start, column=self._column(place), bound=LONGEST_CELL)
            return evolve(found, length=length)
        broken = "row.stray" if state == "stray" else "row.quote"
        found = fault(broken, self._where(), "", line=opened, column=self._column(place), opened=opened)
        raise Unreadable(evolve(found, length=length))

    def _where(self) -> str:
        """Return the path of the row being read."""
        return f"rows[{self.count}]" if self.header else "header"

    def _column(self, place: int) -> str | None:
        """Return the header of a place, None beyond the last."""
        return self.header[place] if place < len(self.header) else None


def _trace(lines: list[str], start: int, delimiter: str) -> tuple[str, int, int, int]:
    """Walk a row the reader gave up on: how it ends, on which line and in which cell, with how many characters."""
    state, opened, place, length = "start", start, 0, 0
    longest = (0, 0)
    for number, line in enumerate(lines, start):
        for char in line:
            length += 1
            if state == "quoted":
                state = "closed" if char == '"' else state
            elif char == delimiter:
                longest = max(longest, (length - 1, -place))
                state, place, length = "start", place + 1, 0
            elif char == '"' and state in ("start", "closed"):
                opened = number if state == "start" else opened
                state = "quoted"
            elif state == "closed" and char not in "\r\n":
                return "stray", opened, place, length
            elif state == "start":
                state = "plain"
    if state == "quoted":
        return "open", opened, place, length
    ends = len(lines[-1]) - len(lines[-1].rstrip("\r\n"))
    longest = max(longest, (length - ends, -place))
    return "whole", start, -longest[1], longest[0]
