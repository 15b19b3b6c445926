"""Which dates an instant may have on the clocks of the world: the bank's own zone is not always at hand."""

from datetime import date, datetime, timedelta, timezone

_LATEST_ZONE, _EARLIEST_ZONE = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def latest_day(at: datetime) -> date:
    """Return the latest date it was anywhere at an instant: what is dated after it lies in the future for everybody."""
    return at.astimezone(_LATEST_ZONE).date()


def earliest_day(at: datetime) -> date:
    """Return the earliest date it was anywhere at an instant."""
    return at.astimezone(_EARLIEST_ZONE).date()
