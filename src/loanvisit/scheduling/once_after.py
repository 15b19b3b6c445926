"""Once after a day that a date fact names: 15 days after disbursement.

Disbursed on 2025-01-20, within 15 days: raw 2025-02-04; with China's calendar and an earlier roll, 2025-01-27.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from loanvisit.domain import Calendar, CountingStart, FactName, OnceAfter, Span, Unit
from loanvisit.domain.dates import spanned
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import say

_DAY = timedelta(days=1)
_THAT_DAY, _WORKING_DAYS = CountingStart.THAT_DAY, Unit.WORKING_DAYS


def once_after(require: OnceAfter, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the one occurrence, counted from the day."""
    day = case.day_of(require.after)
    if day is None:
        return case.undated(require.after)
    opens, raw = window_after(require, day, case.calendar)
    last, provisional = rolled(raw, case.roll, opens, None, case.calendar)
    if case.is_outside(last):
        return Absent(FactName("past_known_from"), say("value.day", day=case.known_from or day))
    return iter([(case.duty(case.key_of(require.after), day, opens, raw, last, provisional), None)])


def window_after(require: OnceAfter, day: date, calendar: Calendar) -> tuple[date, date]:
    """Return the day the window opens and the raw last day, counted from a day."""
    opens = day if require.opens is None else _counted(require.opens, day, require.counting, calendar)
    return opens, _counted(require.within, day, require.counting, calendar)


def _counted(span: Span, day: date, counting: CountingStart, calendar: Calendar) -> date:
    that_day = counting is _THAT_DAY
    if span.unit is _WORKING_DAYS:
        return calendar.add(day - _DAY if that_day else day, span.count)
    last = spanned(span, day)
    return last - _DAY if that_day else last
