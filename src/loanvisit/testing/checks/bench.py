"""A store on the bench: how a fresh one is made, how one is opened again, and all that can be seen of one."""

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar, cast

from attrs import frozen

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    Receipt,
    SealedEntry,
    Visit,
    VisitQuery,
)
from loanvisit.ports import Store
from loanvisit.testing.checks.checking import same

S = TypeVar("S", bound=Store)
Maker: TypeAlias = Callable[[], Store]
"""Makes a fresh, empty store."""
Reopen: TypeAlias = Callable[[Store], Store]
"""Closes a store and opens what it kept again."""


@frozen(kw_only=True)
class Bench:
    """How stores under check are made, and opened again where they can be."""

    maker: Maker
    reopen: Reopen | None = None

    @classmethod
    def of(cls, maker: Callable[[], S], reopen: Callable[[S], S] | None) -> "Bench":
        """Return the bench for a kind of store; what it makes is what it opens again."""
        return cls(maker=maker, reopen=cast("Reopen | None", reopen))

    def holding(self, *files: BorrowerFile) -> Store:
        """Return a fresh store that has taken in files."""
        store = self.maker()
        for file in files:
            store.take_in(file)
        return store


@frozen(kw_only=True)
class Sight:
    """All that can be seen of a store about some borrowers and keys."""

    files: tuple[BorrowerFile, ...]
    trails: tuple[tuple[SealedEntry, ...], ...]
    written: tuple[Change | None, ...]
    visits: tuple[Visit, ...]


def sight(store: Store, borrowers: Iterable[BorrowerId], keys: Iterable[str] = ()) -> Sight:
    """Look at everything a store holds of some borrowers and keys, and at all its visits."""
    known, asked = tuple(borrowers), tuple(keys)
    return Sight(
        files=tuple(store.file(one) for one in known),
        trails=tuple(store.trail(one) for one in known),
        written=tuple(store.written(one, key) for one in known for key in asked),
        visits=store.visits(VisitQuery()),
    )


def unmoved(store: Store, before: Sight, borrowers: Iterable[BorrowerId], keys: Iterable[str], about: str) -> None:
    """Demand that all that can be seen of a store is as it was."""
    same(sight(store, borrowers, keys), before, f"the store, after {about},")


def committed(store: Store, *changes: Change) -> tuple[Receipt, ...]:
    """Commit changes in order."""
    return tuple(store.commit(one) for one in changes)
