"""Past visits from a CSV file: every row a visit made elsewhere, with only the facts there are."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve

from loanvisit.adapters.book import checked, counted
from loanvisit.adapters.cells import Row, label
from loanvisit.adapters.mapping import BookMapping
from loanvisit.adapters.results import ReadPast
from loanvisit.adapters.rows import Layout, Mode, Pass
from loanvisit.adapters.shelf import Shelf
from loanvisit.adapters.source import Opener, open_file
from loanvisit.domain import BorrowerId, LoanId, Method, PastVisit, VisitId


def read_past(
    path: str | Path,
    mapping: BookMapping | Mapping[str, object],
    *,
    mode: Mode = "strict",
    expected_rows: int | None = None,
    opener: Opener = open_file,
) -> ReadPast:
    r"""Read past visits from a CSV file, plain or gzip; each says in `source` which file and line it comes from.

    Rows of one id are one visit, told in a row for each loan and each purpose; where they differ in the day, the
    borrower, the method or the number of visitors, or some loan lacks a purpose of another, all are refused, for a
    visit serves all its purposes at all its loans. Without ids each row is a visit of its own; rows that are alike
    pay no more than one of them would, whatever the plan.

    Args:
        path: the file.
        mapping: how to read it, with `book = "past"`.
        mode: "strict" takes all rows or none; "partition" takes the good rows and returns the bad with their faults.
        expected_rows: how many rows there must be, the header not counted; None where nobody said.
        opener: opens a path for reading bytes.

    Returns:
        The visits in the order of the file, and the account of every row.

    Raises:
        InputError, LimitError: as `read_book` does.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "visits.csv")
    ...     _ = file.write_text("Loan,Day\nL-1,2025-12-12\n", encoding="utf-8")
    ...     read_past(file, {"book": "past", "columns": {"loan": "Loan", "on": "Day"}}).visits[0].source
    'visits.csv:2'
    """
    reading = Pass[PastVisit](path, checked(mapping, "past", mode), mode, opener)
    shelf = Shelf("visit", reading, key=lambda one: one.id or one.source, said=_told, joined=_joined)
    reading.run(lambda layout: _VisitBuilder(layout, reading.name), shelf.take, counted(expected_rows))
    shelf.settle()
    reading.finish()
    notes, more_notes = shelf.notes()
    return ReadPast(
        visits=tuple(one for one, _ in shelf.things()),
        rows=reading.rows,
        good=reading.rows - reading.refused,
        refused=reading.refused,
        bad=reading.bad,
        more=reading.more,
        notes=notes,
        more_notes=more_notes,
        sha256=reading.sha256,
    )


def _told(visit: PastVisit) -> object:
    """Return what every row of one visit must agree on."""
    return visit.on, visit.borrower, visit.method, visit.visitors


def _joined(parts: Sequence[PastVisit]) -> PastVisit | None:
    """Return one visit of its rows, its source the first; None unless they tell each loan with each purpose."""
    told = {(one.loans, one.purposes) for one in parts}
    loans, purposes = {loan for loan, _ in told}, {purpose for _, purpose in told}
    if len(told) < len(loans) * len(purposes):
        return None
    known = frozenset[str]().union(*(purpose for purpose in purposes if purpose is not None))
    return evolve(parts[0], loans=tuple(sorted({one for many in loans for one in many})), purposes=known or None)


class _VisitBuilder:
    """Makes a past visit of a row."""

    def __init__(self, layout: Layout, file: str) -> None:
        self.layout = layout
        self._file = file
        self._on = layout.needed_day("on")
        self._loan = layout.text("loan", LoanId)
        self._borrower = layout.text("borrower", BorrowerId)
        self._method = layout.word("method", {method.value: method for method in Method})
        self._purpose = layout.text("purpose", label)
        self._visitors = layout.number("visitors")
        self._id = layout.text("id", VisitId)

    def build(self, row: Row, line: int, /) -> PastVisit:
        """Return the visit of one row."""
        loan, purpose = self._loan.read(row), self._purpose.read(row)
        return PastVisit(
            on=self._on.read(row),
            loans=() if loan is None else (loan,),
            borrower=self._borrower.read(row),
            method=self._method.read(row),
            purposes=None if purpose is None else frozenset({purpose}),
            visitors=self._visitors.read(row),
            id=self._id.read(row),
            source=f"{self._file}:{line}",
        )
