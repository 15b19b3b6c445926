"""What the rows of a file made so far: rows that say the same taken once, rows that contradict one another refused."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import evolve

from loanvisit.adapters.results import Note
from loanvisit.adapters.rows import Pass
from loanvisit.errors import CAP, fault
from loanvisit.words import say

T = TypeVar("T")
Found = tuple[int, int, str, str]
"""What makes a note: the line it is about, the line it is compared with, its code, the column."""


class Shelf(Generic[T]):
    """The things taken so far, by key, and the rows that repeat one or contradict it.

    `thing` is the name that codes use: `note.loan.repeated`, `loan.duplicate`. `key` says which rows are about one
    thing, `said` what a row says of it: rows of one key that say the same are one thing, with a note; rows of one key
    that differ are all refused. `joined`, where rows of one key each tell a part, makes one thing of all the parts, or
    None where they do not make one: then all are refused too, as `hint.<thing>.parts` says.
    """

    def __init__(
        self,
        thing: str,
        reading: Pass[T],
        *,
        key: Callable[[T], object],
        said: Callable[[T], object],
        joined: Callable[[Sequence[T]], T | None] = lambda parts: parts[0],
    ) -> None:
        self._thing = thing
        self._reading = reading
        self._key = key
        self._said = said
        self._joined = joined
        self._kept: list[T | None] = []
        self._lines = array("q")
        self._indexes = array("q")
        self._places: dict[object, int] = {}
        self._repeats: dict[int, array[int]] = {}
        self._parts: dict[int, list[T]] = {}

    def take(self, one: T, line: int, index: int) -> None:
        """Keep what a row made, or settle it with the row of the same key."""
        place = self._places.setdefault(self._key(one), len(self._kept))
        if place == len(self._kept):
            self._kept.append(one)
            self._lines.append(line)
            self._indexes.append(index)
            return
        first = self._kept[place]
        if first is not None and self._said(first) == self._said(one):
            self._repeats.setdefault(place, array("q")).extend((line, index))
            self._parts.setdefault(place, [first]).append(one)
            return
        self._contradict(line, index, self._lines[place])
        if first is not None:
            for its_line, its_index in self.strike(place):
                self._contradict(its_line, its_index, line)

    def settle(self) -> None:
        """Make one thing of the parts of each key; refuse those that do not make one."""
        for place, parts in list(self._parts.items()):
            self._kept[place] = self._joined(parts)
            if self._kept[place] is None:
                rows = self.strike(place)
                for at, (line, index) in enumerate(rows):
                    self._contradict(line, index, rows[0 if at else 1][0], hint=f"hint.{self._thing}.parts")

    def strike(self, place: int) -> list[tuple[int, int]]:
        """Take a thing out, and return the line and the index of each of its rows."""
        self._kept[place] = None
        self._parts.pop(place, None)
        again = self._repeats.pop(place, array("q"))
        return [(self._lines[place], self._indexes[place]), *zip(again[::2], again[1::2], strict=True)]

    def places(self) -> Iterator[tuple[int, T, int]]:
        """Yield what is kept, each with its place and its line, in the order of the file."""
        for place, (one, line) in enumerate(zip(self._kept, self._lines, strict=True)):
            if one is not None:
                yield place, one, line

    def things(self) -> Iterator[tuple[T, int]]:
        """Yield what is kept, each with its line, in the order of the file."""
        return ((one, line) for _, one, line in self.places())

    def notes(self, *more: Found) -> tuple[tuple[Note, ...], int]:
        """Return repeated rows and what else is no fault, by line, up to the cap, and how many more there are."""
        code = f"note.{self._thing}.repeated"
        repeated = [
            (line, self._lines[place], code, "") for place, again in self._repeats.items() for line in again[::2]
        ]
        found = sorted([*repeated, *more])
        return tuple(_note(*one) for one in found[:CAP]), max(0, len(found) - CAP)

    def _contradict(self, line: int, index: int, other: int, *, hint: str = "hint.duplicate") -> None:
        """Refuse a row that says otherwise than another of its key."""
        found = fault(f"{self._thing}.duplicate", f"rows[{index}].id", line=line, column=self._reading.column("id"))
        self._reading.refuse_for(line, evolve(found, remedy=say(hint, line=line, other=other)))


def _note(line: int, other: int, code: str, column: str) -> Note:
    return Note(code=code, text=say(code, line=line, other=other, column=column), lines=(line, other))
