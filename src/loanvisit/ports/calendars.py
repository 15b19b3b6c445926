"""Which days are worked where."""

from typing import Protocol, runtime_checkable

from loanvisit.domain import Calendar


@runtime_checkable
class Calendars(Protocol):
    """Knows calendars by name; clauses C01 to C05."""

    def calendar(self, name: str, /) -> Calendar:
        """Return the calendar of that name; an unknown one raises `NotFoundError`."""
        ...
