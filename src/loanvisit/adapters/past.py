"""Past visits from a CSV file: every row a visit made elsewhere, with only the facts there are."""

from collections.abc import Mapping
from pathlib import Path

from loanvisit.adapters.book import checked
from loanvisit.adapters.cells import Row
from loanvisit.adapters.mapping import BookMapping
from loanvisit.adapters.results import ReadPast
from loanvisit.adapters.rows import Layout, Mode, Pass
from loanvisit.adapters.source import Opener, open_file
from loanvisit.domain import BorrowerId, LoanId, Method, PastVisit, VisitId


def read_past(
    path: Path,
    mapping: BookMapping | Mapping[str, object],
    *,
    mode: Mode = "strict",
    expected_rows: int | None = None,
    opener: Opener = open_file,
) -> ReadPast:
    r"""Read past visits from a CSV file, plain or gzip; each says in `source` which file and line it comes from.

    Args:
        path: the file.
        mapping: how to read it, with `book = "past"`.
        mode: "strict" takes all rows or none; "partition" takes the good rows and returns the bad with their faults.
        expected_rows: how many rows there must be, the header not counted; None where nobody said.
        opener: opens a path for reading bytes.

    Returns:
        The visits in the order of the file, and the account of every row.

    Raises:
        InputError: as `read_book` does.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "visits.csv")
    ...     _ = file.write_text("Loan,Day\nL-1,2025-12-12\n", encoding="utf-8")
    ...     read_past(file, {"book": "past", "columns": {"loan": "Loan", "on": "Day"}}).visits[0].source
    'visits.csv:2'
    """
    visits: list[PastVisit] = []
    reading = Pass[PastVisit](path, checked(mapping, "past", mode), mode, opener)
    reading.run(
        lambda layout: _VisitBuilder(layout, path.name),
        lambda visit, _line, _index: visits.append(visit),
        expected_rows,
    )
    reading.finish()
    return ReadPast(
        visits=tuple(visits),
        rows=reading.rows,
        refused=reading.refused,
        bad=reading.bad,
        more=reading.more,
        sha256=reading.sha256,
    )


class _VisitBuilder:
    """Makes a past visit of a row."""

    def __init__(self, layout: Layout, file: str) -> None:
        self.layout = layout
        self._file = file
        self._on = layout.needed_day("on")
        self._loan = layout.text("loan", LoanId)
        self._borrower = layout.text("borrower", BorrowerId)
        self._method = layout.word("method", {method.value: method for method in Method})
        self._purpose = layout.text("purpose", str)
        self._visitors = layout.number("visitors")
        self._id = layout.text("id", VisitId)

    def build(self, row: Row, line: int, /) -> PastVisit:
        """Return the visit."""
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
