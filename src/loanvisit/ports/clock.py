"""What time it is."""

from datetime import datetime
from typing import Protocol, runtime_checkable


@runtime_checkable
class Clock(Protocol):
    """Tells the time; clauses K01 and K02."""

    def now(self) -> datetime:
        """Return the instant, with its offset; never one before the last told."""
        ...
