"""Periods as the Civil Code counts them (articles 200 to 203), and as a bank's own rule does.

The first day is not counted; a month that lacks the day ends the period on its last; a last day that is not worked
moves to the next that is. A bank's own day moves earlier. Counted from 2023-04-30, three years: 2026-04-30.
"""

from datetime import date, timedelta
from typing import NamedTuple

from loanvisit.domain.calendar import Calendar
from loanvisit.domain.dates import Span
from loanvisit.domain.exact import LATEST

_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=31)


class Period(NamedTuple):
    """A period: the day it is counted from, its last day before and after the calendar moved it.

    `provisional` says whether the last day may move once its year is decreed.
    """

    start: date
    raw: date
    last: date
    provisional: bool


def by_civil_rule(start: date, span: Span, calendar: Calendar) -> Period:
    """Return a period that the law counts: its last day moves later, by a month at most."""
    raw = ends(start, span)
    return Period(start, raw, *moved(raw, min(raw + _FARTHEST, LATEST), calendar))


def by_own_rule(start: date, span: Span, calendar: Calendar) -> Period:
    """Return a period that a bank counts for itself: its last day moves earlier, never to its first day."""
    raw = ends(start, span)
    return Period(start, raw, *moved(raw, min(start + _DAY, raw), calendar))


def as_it_falls(start: date, raw: date) -> Period:
    """Return a period whose last day no calendar moves."""
    return Period(start, raw, raw, provisional=False)


def ends(start: date, span: Span) -> date:
    """Return the last day of a span from a day that is not counted; none later than the library serves."""
    return min(span.after(start), LATEST)


def runs_on(day: date, start: date, span: Span, calendar: Calendar) -> bool:
    """Say whether a day lies in a period that the law counts; the calendar is asked only where it decides."""
    return day <= ends(start, span) or day <= by_civil_rule(start, span, calendar).last


def moved(raw: date, bound: date, calendar: Calendar) -> tuple[date, bool]:
    """Return the first day worked from `raw` towards `bound`, both in, and whether a day looked at is not decreed.

    With no day worked among them `raw` stays, and so it does before the calendar begins: its days off are not known,
    and of two readings the earlier one is taken.
    """
    step = _DAY if bound >= raw else -_DAY
    day, provisional = raw, False
    while calendar.range_start is None or day >= calendar.range_start:
        provisional = provisional or not calendar.is_decreed(day)
        if calendar.works(day):
            return day, provisional
        if day == bound:
            break
        day += step
    return raw, provisional
