"""What the rows of a file made so far: rows that say the same taken once, rows that contradict one another refused."""

from array import array
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from attrs import evolve

from loanvisit.adapters.results import Note
from loanvisit.adapters.rows import Pass
from loanvisit.errors import CAP, Fault, fault
from loanvisit.words import say

T = TypeVar("T")
Found = tuple[int, int, str, str]
"""What makes a note: the line it is about, the line it is compared with, its code, the column."""


class Shelf(Generic[T]):
    """The things taken so far, by key, and the rows that repeat one or contradict it.

    `thing` is the name that codes use: `note.loan.repeated`, `loan.duplicate`. `key` says which rows are about one
    thing, `said` what a row says of it: rows of one key that say the same are one thing, with a note; rows of one key
    that differ are all refused. `joined`, where rows of one key each tell a part, puts two parts together.
    """

    def __init__(
        self,
        thing: str,
        reading: Pass[T],
        *,
        key: Callable[[T], object],
        said: Callable[[T], object],
        joined: Callable[[T, T], T] | None = None,
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
            if self._joined is not None:
                self._kept[place] = self._joined(first, one)
            return
        self._contradict(line, index, self._lines[place])
        if first is not None:
            self._kept[place] = None
            self._contradict(self._lines[place], self._indexes[place], line)
            again = self._repeats.pop(place, array("q"))
            for its_line, its_index in zip(again[::2], again[1::2], strict=True):
                self._contradict(its_line, its_index, line)

    def things(self) -> Iterator[tuple[T, int]]:
        """Yield what is kept, each with its line, in the order of the file."""
        for one, line in zip(self._kept, self._lines, strict=True):
            if one is not None:
                yield one, line

    def notes(self, *more: Found) -> tuple[tuple[Note, ...], int]:
        """Return repeated rows and what else is no fault, by line, up to the cap, and how many more there are."""
        code = f"note.{self._thing}.repeated"
        repeated = [
            (line, self._lines[place], code, "") for place, again in self._repeats.items() for line in again[::2]
        ]
        found = sorted([*repeated, *more])
        return tuple(_note(*one) for one in found[:CAP]), max(0, len(found) - CAP)

    def _contradict(self, line: int, index: int, other: int) -> None:
        """Refuse a row that says otherwise than another of its key."""
        faults: list[Fault] = []
        if self._reading.is_full:
            self._reading.count_fault()
        else:
            code = f"{self._thing}.duplicate"
            found = fault(code, f"rows[{index}].id", line=line, column=self._reading.column("id"))
            faults.append(evolve(found, remedy=say("hint.duplicate", line=line, other=other)))
        self._reading.refuse(line, faults)


def _note(line: int, other: int, code: str, column: str) -> Note:
    return Note(code=code, text=say(code, line=line, other=other, column=column), lines=(line, other))
