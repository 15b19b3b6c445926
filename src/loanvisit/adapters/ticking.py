"""Clocks: the system's, and one that stands where a test put it."""

from datetime import UTC, datetime, timedelta

from loanvisit.domain.exact import as_utc, guarded
from loanvisit.errors import ClockError, InputError, fault


class SystemClock:
    """Tells the system's time in UTC; never a time before the last told, even where the system's is set back."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Return the instant."""
        self._last = max(self._last, datetime.now(UTC))  # noqa: TID251  the one place that asks the system
        return self._last


class SetClock:
    """Tells the time it was set to.

    >>> clock = SetClock(datetime(2026, 3, 31, 9, tzinfo=UTC))
    >>> clock.forward(timedelta(hours=1))
    >>> clock.now().hour
    10
    """

    def __init__(self, start: datetime) -> None:
        if type(start) is not datetime or start.utcoffset() is None:
            raise InputError(fault("instant.naive", "start", start))
        self._now = as_utc(start)

    def now(self) -> datetime:
        """Return the instant."""
        return self._now

    @guarded
    def forward(self, by: timedelta) -> None:
        """Move it forward; a clock is not set back."""
        if by < timedelta(0):
            raise ClockError(fault("clock.back", "by"))
        self._now += by
