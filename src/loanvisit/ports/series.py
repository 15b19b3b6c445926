"""What systems report of a loan: flows, balances, meters."""

from datetime import date
from typing import Protocol, runtime_checkable

from loanvisit.domain import LoanId, Reading


@runtime_checkable
class Series(Protocol):
    """Gives readings for online monitoring; clauses R01 to R03."""

    def readings(self, loan: LoanId, /, *, since: date, until: date) -> tuple[Reading, ...]:
        """Return the readings of a loan from `since` to `until`, both days in, by day; none where none are known."""
        ...
