"""Draws by keyed hash: the same on every machine, and none depends on another."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")


@frozen
class Lot:
    """A place to draw from: what is drawn under one name never changes what is drawn under another."""

    seed: int
    path: str = ""

    def under(self, name: str) -> "Lot":
        """Return the lot of a part of this one."""
        return Lot(self.seed, f"{self.path}/{name}")

    def below(self, bound: int, name: str) -> int:
        """Draw a whole number from 0 to `bound` - 1."""
        digest = blake2b(f"{self.seed}{self.path}/{name}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % bound

    def pick(self, items: Sequence[T], name: str) -> T:
        """Draw one of the items; an item listed twice comes twice as often."""
        return items[self.below(len(items), name)]

    def day(self, first: date, last: date, name: str) -> date:
        """Draw a day from `first` to `last`, both in."""
        return first + timedelta(days=self.below((last - first).days + 1, name))
