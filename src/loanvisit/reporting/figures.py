"""A figure: a number that is counted once, printed wherever it is needed, and walks back to the rows behind it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain import (
    BorrowerFile,
    Exemption,
    Finding,
    Loan,
    Money,
    Obligation,
    PastFinding,
    PastVisit,
    Remediation,
    Undetermined,
    VisitRecord,
)
from loanvisit.reporting.amounts import count_text, items_text, money_text, share_text
from loanvisit.words import Text, say, verbatim

Row: TypeAlias = (
    BorrowerFile
    | Loan
    | Obligation
    | Exemption
    | Undetermined
    | VisitRecord
    | PastVisit
    | Finding
    | PastFinding
    | Remediation
)
"""What a figure can count: a value of the book, as it stood when the briefing was built."""


@frozen(kw_only=True)
class Figure:
    """One number of a briefing, under a permanent key.

    Args:
        key: its name, such as "duties.total.due".
        value: a count, an amount, or None where there are no data: missing is not zero.
        of: the denominator, for a share; None for a plain number.
        counted: the rows behind the value; those of a share are the rows of its numerator.
    """

    key: str
    value: int | Decimal | Money | None
    of: int | None = None
    counted: tuple[Row, ...] = field(default=(), repr=False)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows counted, as they stood when the briefing was built."""
        return self.counted

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each row counted; an answer without one is named by its clause and subject."""
        return tuple(map(row_id, self.counted))

    @property
    def is_missing(self) -> bool:
        """Whether there are no data."""
        return self.value is None

    @property
    def is_zero(self) -> bool:
        """Whether it is known, and is zero."""
        value = self.value
        return value is not None and (value.amount if isinstance(value, Money) else value) == 0

    @property
    def number(self) -> int:
        """The value of a count, 0 where it is missing or not a count."""
        return self.value if type(self.value) is int else 0

    @property
    def text(self) -> Text:
        """The figure as a table shows it: 未取得数据 where missing, 无 where zero, a share with both its parts."""
        value = self.value
        if value is None:
            return say("briefing.missing")
        if self.of is not None:
            return share_text(self.number, self.of)
        return money_text(value) if isinstance(value, Money) else count_text(value)

    @property
    def items(self) -> Text:
        """A count as a sentence says it: " 3 项"."""
        return self.text if self.value is None else items_text(self.number)

    @property
    def visits(self) -> Text:
        """A count of visits as a sentence says it: " 3 次"."""
        return self.text if self.value is None else items_text(self.number, visits=True)

    @property
    def digits(self) -> Text:
        """A count as a sum shows it: zero is written 0."""
        return self.text if self.value is None else verbatim(f"{self.number:,}")


def row_id(row: Row) -> str:
    """Return what names a row: its id, or its clause and subject."""
    if isinstance(row, Exemption | Undetermined):
        return f"{row.clause}/{row.subject}"
    if isinstance(row, PastVisit):
        return str(row.id or row.source or f"{row.borrower or row.loans[0]}/{row.on.isoformat()}")
    return str(row.id)


def count(key: str, rows: Iterable[Row], *, known: bool = True) -> Figure:
    """Return the figure that counts rows; without data (`known` false) it is missing, not zero."""
    counted = tuple(rows)
    return Figure(key=key, value=len(counted), counted=counted) if known or counted else Figure(key=key, value=None)


def share(key: str, part: Figure, whole: Figure) -> Figure:
    """Return the share of one count in another, with the rows of the numerator."""
    if part.value is None or whole.value is None:
        return Figure(key=key, value=None)
    return Figure(key=key, value=part.number, of=whole.number, counted=part.counted)


def union(key: str, *parts: Figure) -> Figure:
    """Return the sum of counts; missing where no part has data."""
    return count(
        key, (row for part in parts for row in part.counted), known=any(part.value is not None for part in parts)
    )
