"""A raw date and a calendar give a working date, and the steps that led there."""

from datetime import date, timedelta

from loanvisit.domain import Calendar, Roll

_DAY = timedelta(days=1)
_FARTHEST = 31
_NONE, _EARLIER = Roll.NONE, Roll.EARLIER


def rolled(raw: date, roll: Roll, opens: date, latest: date | None, calendar: Calendar) -> tuple[date, bool]:
    """Return the last day after the roll, and whether it is provisional.

    A roll never leaves the window: earlier stops at `opens`, later stops at `latest` (None: within a month); with no
    working day inside, the raw date stays.
    """
    since = 0 if roll is _NONE else calendar.days_since_worked(raw)
    if since == 0:
        return raw, False
    if since is not None and roll is _EARLIER:
        last = date.fromordinal(raw.toordinal() - since)
        return last if last >= opens else raw, False
    provisional = not calendar.is_decreed(raw)
    if calendar.works(raw):
        return raw, provisional
    day = raw
    step = -_DAY if roll is _EARLIER else _DAY
    bound = opens if roll is _EARLIER else latest or raw + timedelta(days=_FARTHEST)
    while day != bound:
        day += step
        if not calendar.is_decreed(day):
            provisional = True
        if calendar.works(day):
            return day, provisional
    return raw, provisional


def steps_between(raw: date, last: date) -> tuple[date, ...]:
    """Return the days a roll looked at, from the raw date to the last, both in."""
    step = _DAY if last > raw else -_DAY
    days = [raw]
    while days[-1] != last:
        days.append(days[-1] + step)
    return tuple(days)
