"""A book of loans from a CSV file: every row a loan, or refused with its faults."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve

from loanvisit.adapters.alike import look_alikes
from loanvisit.adapters.borrowers import Lent, refuse_disputed, told_borrowers
from loanvisit.adapters.cells import Row, label
from loanvisit.adapters.mapping import Book, BookMapping, as_mapping
from loanvisit.adapters.results import ReadBook
from loanvisit.adapters.rows import Layout, Mode, Pass
from loanvisit.adapters.shelf import Found, Shelf
from loanvisit.adapters.source import Opener, open_file
from loanvisit.domain import (
    FIVE_TIER,
    Borrower,
    BorrowerId,
    BorrowerKind,
    Loan,
    LoanId,
    LoanStatus,
    OfficerId,
    UnitId,
)
from loanvisit.errors import InputError, fault

MOST_ROWS = 10**12
"""How many rows a file may be said to have."""


def read_book(
    path: str | Path,
    mapping: BookMapping | Mapping[str, object],
    *,
    mode: Mode = "strict",
    expected_rows: int | None = None,
    opener: Opener = open_file,
) -> ReadBook:
    r"""Read a book of loans from a CSV file, plain or gzip.

    An empty cell is a fact not known, never a fault, but for the loan's id and the borrower's; an unknown status
    reads as live. Rows of one id that say the same are one loan, with a note; rows of one id that differ are all
    refused, and so are all rows of a borrower that give it two kinds or two managers. A cell that is not of its
    declared form is never guessed at. A broken quote or an undecodable byte makes the whole file unreadable, for after
    it nobody knows where a row begins.

    Args:
        path: the file.
        mapping: how to read it; a plain document, as a TOML file gives it, is checked first.
        mode: "strict" takes all rows or none; "partition" takes the good rows and returns the bad with their faults.
        expected_rows: how many rows there must be, the header not counted; None where nobody said.
        opener: opens a path for reading bytes.

    Returns:
        The loans and their borrowers in the order of the file, and the account of every row.

    Raises:
        InputError: the mapping is faulty; the file cannot be read whole (`source.open`, `source.truncated`,
            `source.changed`, `source.rows`, `encoding`, `header.duplicate`, `header.missing`, `row.quote`,
            `row.stray`, `line.length`, `line.blank`); or, in strict mode, any row is bad. Each fault has the path
            `rows[i]`, with i from 0, and the line its row starts on. After the first 1,000 the rest are counted.
        LimitError: a compressed file unpacks to more than 250 times its size.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "loans.csv")
    ...     _ = file.write_text("No,Customer,Paid out\nL-1,B-1,2025-11-30\nL-2,B-1,\n", encoding="utf-8")
    ...     book = read_book(file, {"columns": {"id": "No", "borrower": "Customer", "disbursed_on": "Paid out"}})
    >>> [(str(loan.id), loan.first_drawn_on) for loan in book.loans]
    [('L-1', datetime.date(2025, 11, 30)), ('L-2', None)]
    >>> book.rows, book.good, book.refused
    (2, 2, 0)
    """
    reading = Pass[Lent](path, checked(mapping, "loans", mode), mode, opener)
    shelf = _shelved(reading, counted(expected_rows))
    notes, more_notes = shelf.notes(*_alike(shelf, reading))
    return ReadBook(
        loans=tuple(loan for (loan, _), _ in shelf.things()),
        borrowers=told_borrowers(shelf),
        rows=reading.rows,
        good=reading.rows - reading.refused,
        refused=reading.refused,
        bad=reading.bad,
        more=reading.more,
        notes=notes,
        more_notes=more_notes,
        sha256=reading.sha256,
    )


def _shelved(reading: Pass[Lent], expected_rows: int | None) -> Shelf[Lent]:
    """Read every row, and return what is taken."""
    shelf = Shelf("loan", reading, key=lambda lent: lent[0].id, said=lambda lent: lent)
    reading.run(_LoanBuilder, shelf.take, expected_rows)
    shelf.settle()
    refuse_disputed(shelf, reading)
    reading.finish()
    return shelf


def checked(mapping: BookMapping | Mapping[str, object], book: Book, mode: str) -> BookMapping:
    """Return the mapping, checked to be for this kind of book; refuse an unknown mode."""
    if mode not in ("strict", "partition"):
        raise InputError(fault("code", "mode", mode, known="strict, partition"))
    known = mapping if isinstance(mapping, BookMapping) else as_mapping(mapping)
    if known.book != book:
        raise InputError(fault("code", "mapping.book", known.book, known=book))
    return known


def counted(expected_rows: int | None) -> int | None:
    """Return the number of rows expected, checked to be one."""
    if expected_rows is not None and type(expected_rows) is not int:
        raise InputError(fault("type", "expected_rows", expected_rows, form="int | None"))
    if expected_rows is not None and not 0 <= expected_rows <= MOST_ROWS:
        raise InputError(fault("number.range", "expected_rows", expected_rows, low=0, high=MOST_ROWS))
    return expected_rows


class _LoanBuilder:
    """Makes a loan of a row."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._id = layout.needed("id", LoanId)
        self._borrower = layout.needed("borrower", BorrowerId)
        self._product = layout.text("product", label)
        self._principal = layout.money("principal")
        self._disbursed_on = layout.day("disbursed_on")
        self._matures_on = layout.day("matures_on", earlier=self._disbursed_on)
        self._risk = layout.word("risk", {code: FIVE_TIER.grade(code) for code in FIVE_TIER.grades})
        self._since = layout.day("risk_since")
        self._was = layout.word("risk_was", {code: code for code in FIVE_TIER.grades})
        self._status = layout.word("status", {status.value: status for status in LoanStatus})
        self._unit = layout.text("unit", UnitId)
        self._kind = layout.word("borrower_kind", {kind.value: kind for kind in BorrowerKind})
        self._manager = layout.text("manager", OfficerId)
        self._facts = layout.facts()
        self._said: dict[tuple[BorrowerId, BorrowerKind | None, OfficerId | None], Borrower] = {}

    def build(self, row: Row, line: int, /) -> Lent:  # noqa: ARG002  a loan does not say where it stood
        """Return the loan, paid out in one drawdown, and what the row says of its borrower."""
        risk, since, was = self._risk.read(row), self._since.read(row), self._was.read(row)
        said = self._borrower.read(row), self._kind.read(row), self._manager.read(row)
        borrower = self._said.get(said)
        if borrower is None:
            borrower = self._said[said] = Borrower(id=said[0], kind=said[1], manager=said[2])
        loan = Loan.drawn_once(
            id=self._id.read(row),
            borrower=borrower.id,
            product=self._product.read(row),
            principal=self._principal.read(row),
            disbursed_on=self._disbursed_on.read(row),
            matures_on=self._matures_on.read(row),
            risk=risk if risk is None or (since is None and was is None) else evolve(risk, since=since, was=was),
            status=self._status.read(row) or LoanStatus.LIVE,
            unit=self._unit.read(row),
            facts=self._facts(row),
        )
        return loan, borrower


def _alike(shelf: Shelf[Lent], reading: Pass[Lent]) -> Iterator[Found]:
    """Yield the pairs of ids, and of borrowers, that a reader could take for one another."""
    loans: dict[str, int] = {}
    borrowers: dict[str, int] = {}
    for (loan, _), line in shelf.things():
        loans[loan.id.value] = line
        borrowers.setdefault(loan.borrower.value, line)
    for field, lines in (("id", loans), ("borrower", borrowers)):
        column = reading.column(field) or field
        yield from ((lines[two], lines[one], "note.id.alike", column) for one, two in look_alikes(lines))
