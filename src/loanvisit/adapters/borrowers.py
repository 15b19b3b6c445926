"""The borrowers of a book: what its rows say of each put together, and rows that contradict one another refused."""

from attrs import evolve

from loanvisit.adapters.rows import Pass
from loanvisit.adapters.shelf import Shelf
from loanvisit.domain import Borrower, BorrowerId, Loan
from loanvisit.errors import fault
from loanvisit.words import say

Lent = tuple[Loan, Borrower]
"""What one row tells: a loan, and what it says of the borrower."""

_FIELDS = {"borrower_kind": "kind", "manager": "manager"}


def told_borrowers(shelf: Shelf[Lent]) -> tuple[Borrower, ...]:
    """Return each borrower once, in the order of the file, with what any of its rows says."""
    known: dict[BorrowerId, Borrower] = {}
    for (_, said), _ in shelf.things():
        first = known.setdefault(said.id, said)
        if first != said:
            known[said.id] = evolve(first, kind=first.kind or said.kind, manager=first.manager or said.manager)
    return tuple(known.values())


def refuse_disputed(shelf: Shelf[Lent], reading: Pass[Lent]) -> None:
    """Refuse every row of a borrower of whom two rows say two things; what a row leaves out contradicts nothing."""
    disputed = {
        borrower: lines for column, field in _FIELDS.items() for borrower, lines in _disputes(shelf, field, column)
    }
    if not disputed:
        return
    for place, (_, said), _ in list(shelf.places()):
        if said.id in disputed:
            name, one, other = disputed[said.id]
            for line, index in shelf.strike(place):
                found = fault("borrower.differs", f"rows[{index}].{name}", line=line, column=reading.column(name))
                reading.refuse_for(line, evolve(found, remedy=say("hint.borrower", one=one, other=other)))


def _disputes(shelf: Shelf[Lent], field: str, column: str) -> list[tuple[BorrowerId, tuple[str, int, int]]]:
    """Return the borrowers with two contents of a field, each with the first two lines that differ."""
    told: dict[BorrowerId, tuple[object, int]] = {}
    found: dict[BorrowerId, tuple[str, int, int]] = {}
    for (_, said), line in shelf.things():
        content: object = getattr(said, field)
        if content is not None:
            first, at = told.setdefault(said.id, (content, line))
            if first != content:
                found.setdefault(said.id, (column, at, line))
    return list(found.items())
