"""Draws that are the same on every machine and in every run: keyed hashes."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws by a keyed hash: equal keys draw equally."""

    def __init__(self, key: object) -> None:
        self._key = key
        self._drawn = 0

    def below(self, bound: int) -> int:
        """Draw a whole number from 0 to less than a bound."""
        self._drawn += 1
        digest = sha256(f"{self._key}|{self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % bound

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of some items."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T]) -> tuple[T, ...]:
        """Draw some of the items, perhaps none, in their order."""
        return tuple(one for one in items if self.below(2))
