"""What came of reading a file: the good rows, the bad ones with their faults, and what a reader should know."""

from attrs import frozen

from loanvisit.domain import Loan, PastVisit
from loanvisit.errors import Fault
from loanvisit.words import Text


@frozen(kw_only=True)
class BadRow:
    """A row that was not taken: the line it starts on, and everything wrong with it."""

    line: int
    faults: tuple[Fault, ...]


@frozen(kw_only=True)
class Note:
    """Something to know that is no fault, and the two lines it is about.

    The codes are `note.loan.repeated`, `note.visit.repeated` and `note.id.alike`.
    """

    code: str
    text: Text
    lines: tuple[int, int]


@frozen(kw_only=True)
class ReadBook:
    """A book of loans as read.

    `good + refused == rows`, always. A row that repeats another in every field counts as good, but its loan is in
    `loans` once. `bad` holds the refused rows with their faults up to the cap of 1,000 faults; `more` counts the
    faults beyond it. `notes` are capped alike, and `more_notes` counts the rest. `sha256` is that of the file's bytes.
    """

    loans: tuple[Loan, ...]
    rows: int
    good: int
    refused: int
    bad: tuple[BadRow, ...]
    more: int
    notes: tuple[Note, ...]
    more_notes: int
    sha256: str


@frozen(kw_only=True)
class ReadPast:
    """Past visits as read; the counts and notes are those of `ReadBook`, a repeated row one visit."""

    visits: tuple[PastVisit, ...]
    rows: int
    good: int
    refused: int
    bad: tuple[BadRow, ...]
    more: int
    notes: tuple[Note, ...]
    more_notes: int
    sha256: str
