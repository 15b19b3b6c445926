"""A store in memory: for notebooks and tests, and the one that other stores are compared with."""

from threading import RLock

from attrs import evolve, frozen

from loanvisit.codec import seal
from loanvisit.domain import BorrowerFile, BorrowerId, Change, Receipt, SealedEntry, Visit, VisitQuery
from loanvisit.errors import ConflictError, InputError, NotFoundError, fault

_WORK = ("obligations", "visits", "records", "findings", "remediations", "waivers", "deferrals", "substitutions")


@frozen(kw_only=True)
class _Kept:
    """All that is kept of one borrower; a commit puts another in its place."""

    file: BorrowerFile
    trail: tuple[SealedEntry, ...] = ()
    receipts: "tuple[tuple[Change, Receipt], ...]" = ()


class MemoryStore:
    """Keeps files in memory, safely for threads; everything is gone with the process.

    >>> from loanvisit.testing import a_file
    >>> store = MemoryStore()
    >>> store.take_in(a_file())
    >>> store.file(a_file().id) == a_file()
    True
    """

    def __init__(self) -> None:
        self._kept: dict[BorrowerId, _Kept] = {}
        self._lock = RLock()

    def take_in(self, file: BorrowerFile, /) -> None:
        """Keep a file; of one held already, what is given from outside is replaced, and its work stays."""
        if type(file) is not BorrowerFile:
            raise InputError(fault("type", "file", file, form="BorrowerFile"))
        with self._lock:
            held = self._kept.get(file.id)
            if held is None:
                new = _Kept(file=file)
            else:
                new = evolve(held, file=evolve(file, **{name: getattr(held.file, name) for name in _WORK}))
            self._kept[file.id] = new

    def file(self, borrower: BorrowerId, /) -> BorrowerFile:
        """Return a borrower's file as it stands."""
        return self._of(borrower).file

    def commit(self, change: Change, /) -> Receipt:
        """Write a change whole, or not at all."""
        if type(change) is not Change:
            raise InputError(fault("type", "change", change, form="Change"))
        with self._lock:
            held = self._of(change.borrower)
            known = next((one for one in held.receipts if change.key is not None and one[0].key == change.key), None)
            if known is not None:
                return _again(change, *known)
            file = held.file.after(change)
            trail = held.trail + seal(change.trail, borrower=file.id, after=held.trail[-1] if held.trail else None)
            head = trail[-1].seal if trail else ""
            receipt = Receipt(borrower=file.id, key=change.key, length=len(trail), head=head)
            receipts = held.receipts if change.key is None else (*held.receipts, (change, receipt))
            self._kept[file.id] = _Kept(file=file, trail=trail, receipts=receipts)
            return receipt

    def written(self, borrower: BorrowerId, key: str, /) -> Change | None:
        """Return the change written under a key."""
        if type(key) is not str:
            raise InputError(fault("type", "key", key, form="str"))
        return next((change for change, _ in self._of(borrower).receipts if change.key == key), None)

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        """Return a borrower's trail, sealed, oldest first."""
        return self._of(borrower).trail

    def visits(self, query: VisitQuery, /) -> tuple[Visit, ...]:
        """Return the visits asked for."""
        if type(query) is not VisitQuery:
            raise InputError(fault("type", "query", query, form="VisitQuery"))
        with self._lock:
            held = tuple(self._kept.values())
        return query.answer(visit for one in held for visit in one.file.visits)

    def _of(self, borrower: BorrowerId) -> _Kept:
        if type(borrower) is not BorrowerId:
            raise InputError(fault("type", "borrower", borrower, form="BorrowerId"))
        held = self._kept.get(borrower)
        if held is None:
            raise NotFoundError(fault("id.absent", "borrower", borrower.value))
        return held


def _again(change: Change, written: Change, receipt: Receipt) -> Receipt:
    """Return the receipt of a change written before; another change under its key is refused."""
    if change != written:
        raise ConflictError(fault("key.taken", "change.key"))
    return receipt
