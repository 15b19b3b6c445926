"""Give me a borrower's file; keep this change whole or not at all."""

from typing import Protocol, runtime_checkable

from loanvisit.domain import BorrowerFile, BorrowerId, Change, Receipt, SealedEntry, Visit, VisitQuery


@runtime_checkable
class Store(Protocol):
    """Keeps files, and what steps decided about them; clauses S01 to S25 say what each method promises."""

    def take_in(self, file: BorrowerFile, /) -> None:
        """Keep what is given from outside of a borrower; what changes have written stays as it is."""
        ...

    def file(self, borrower: BorrowerId, /) -> BorrowerFile:
        """Return a borrower's file as it stands; an unknown borrower raises `NotFoundError`."""
        ...

    def commit(self, change: Change, /) -> Receipt:
        """Write a change whole, or not at all; stale versions raise `ConflictError`, a known key writes nothing."""
        ...

    def written(self, borrower: BorrowerId, key: str, /) -> Change | None:
        """Return the change written under a key, None where there is none."""
        ...

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        """Return a borrower's trail, sealed, oldest first; an unknown borrower raises `NotFoundError`."""
        ...

    def visits(self, query: VisitQuery, /) -> tuple[Visit, ...]:
        """Return the visits asked for, by last day, then borrower, then id."""
        ...
