"""A store that keeps every clause, in small steps, so that a specimen can get exactly one of them wrong."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from threading import RLock

from attrs import evolve, field, frozen

from loanvisit.codec import seal
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    PageMark,
    Receipt,
    SealedEntry,
    TrailEntry,
    Visit,
    VisitQuery,
)
from loanvisit.errors import ConflictError, InputError, NotFoundError, fault

WORK = ("obligations", "visits", "records", "findings", "remediations", "waivers", "deferrals", "substitutions")


@frozen(kw_only=True)
class Shelf:
    """What is kept of one borrower."""

    file: BorrowerFile
    trail: tuple[SealedEntry, ...] = ()
    written: tuple[tuple[Change, Receipt], ...] = ()


class Disk:
    """What outlives a store that is closed."""

    def __init__(self) -> None:
        self.shelves: dict[BorrowerId, Shelf] = {}
        self.lock = RLock()


@frozen
class FairStore:
    """Keeps every clause; each step is a method of its own."""

    disk: Disk = field(factory=Disk)

    def __attrs_post_init__(self) -> None:
        self.opened()

    def opened(self) -> None:
        """Do what is done when a store is opened: nothing."""

    def take_in(self, file: BorrowerFile, /) -> None:
        self.demand(file, BorrowerFile)
        with self.guard():
            self.put(self.taken_in(self.disk.shelves.get(file.id), file))

    def file(self, borrower: BorrowerId, /) -> BorrowerFile:
        return self.shelf(borrower).file

    def commit(self, change: Change, /) -> Receipt:
        self.demand(change, Change)
        with self.guard():
            shelf = self.shelf(change.borrower)
            known = self.known(shelf, change)
            return self.write(shelf, change) if known is None else self.again(change, *known)

    def written(self, borrower: BorrowerId, key: str, /) -> Change | None:
        self.demand(key, str)
        return next((change for change, _ in self.shelf(borrower).written if change.key == key), None)

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        return self.shelf(borrower).trail

    def visits(self, query: VisitQuery, /) -> tuple[Visit, ...]:
        self.demand(query, VisitQuery)
        with self.guard():
            shelves = tuple(self.disk.shelves.values())
        passing = [visit for shelf in shelves for visit in shelf.file.visits if self.passes(query, visit)]
        return self.page(query, self.ordered(passing))

    def guard(self) -> AbstractContextManager[object]:
        """Keep every other thread out."""
        return self.disk.lock

    def demand(self, given: object, kind: type) -> None:
        """Refuse what is of the wrong type."""
        if type(given) is not kind:
            raise InputError(fault("type", "given", given, form=kind.__name__))

    def shelf(self, borrower: BorrowerId) -> Shelf:
        """Return what is kept of a borrower."""
        self.demand(borrower, BorrowerId)
        held = self.disk.shelves.get(borrower)
        if held is None:
            raise NotFoundError(fault("id.absent", "borrower", borrower.value))
        return held

    def put(self, shelf: Shelf) -> None:
        """Put what is kept of a borrower in the place of what was kept before."""
        self.disk.shelves[shelf.file.id] = shelf

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        """Replace the ground and leave the work."""
        if held is None:
            return Shelf(file=file)
        return evolve(held, file=evolve(file, **{name: getattr(held.file, name) for name in WORK}))

    def known(self, shelf: Shelf, change: Change) -> tuple[Change, Receipt] | None:
        """Find what was written under the key of a change."""
        return next((one for one in shelf.written if change.key is not None and one[0].key == change.key), None)

    def again(self, change: Change, written: Change, receipt: Receipt) -> Receipt:
        """Give the receipt given before; refuse another change."""
        if change != written:
            raise ConflictError(fault("key.taken", "change.key"))
        return receipt

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        """Write a change that is new."""
        file = self.after(shelf.file, change)
        trail = shelf.trail + self.sealed(shelf, self.entries(change))
        receipt = self.receipt(change, trail)
        written = shelf.written if change.key is None else (*shelf.written, (self.remembered(change), receipt))
        self.put(Shelf(file=file, trail=trail, written=written))
        return receipt

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        """Apply a change to a file."""
        return file.after(change)

    def entries(self, change: Change) -> tuple[TrailEntry, ...]:
        """Return what a change adds to the trail."""
        return change.trail

    def sealed(self, shelf: Shelf, entries: Iterable[TrailEntry]) -> tuple[SealedEntry, ...]:
        """Seal entries to the end of a trail."""
        return seal(entries, borrower=shelf.file.id, after=shelf.trail[-1] if shelf.trail else None)

    def receipt(self, change: Change, trail: tuple[SealedEntry, ...]) -> Receipt:
        """Make the receipt of a change."""
        head = trail[-1].seal if trail else ""
        return Receipt(borrower=change.borrower, key=change.key, length=len(trail), head=head)

    def remembered(self, change: Change) -> Change:
        """Return what is kept of a change under its key."""
        return change

    def passes(self, query: VisitQuery, visit: Visit) -> bool:
        """Say whether a visit passes every filter."""
        return query.matches(visit)

    def ordered(self, visits: list[Visit]) -> list[Visit]:
        """Put visits in the order of answers."""
        return sorted(visits, key=PageMark.of)

    def page(self, query: VisitQuery, visits: list[Visit]) -> tuple[Visit, ...]:
        """Cut the page asked for."""
        rest = [visit for visit in visits if query.after is None or PageMark.of(visit) > query.after]
        return tuple(rest[: query.limit])


def reopened(store: FairStore) -> FairStore:
    """Close a store and open it again: what is not on its disk is gone."""
    return type(store)(store.disk)
