"""On a signal: within 10 working days of the day it is raised, one duty a signal.

Raised on Friday 2025-01-03, within 10 working days and no holiday between: Friday 2025-01-17.
Raised on Thursday 2026-03-05 at 15:00 in China, within 24 hours: Friday 2026-03-06; a day later, within 24 hours of
Friday 15:00: Saturday, which is off, so the next working day, Monday 2026-03-09.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from loanvisit.domain import FactName, Hours, OnSignal, Signal, Span, Unit
from loanvisit.domain.dates import spanned
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.words import say

_DAY_HOURS = 24


def on_signal(require: OnSignal, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return one occurrence for each signal it is asked on about the subject, in order of day."""
    signals = [one for one in case.file.signals if require.is_on(one) and case.is_about(one.about)]
    if not signals:
        return Absent(FactName("signal"), say("value.none"))
    return _each(require, case, signals)


def _each(require: OnSignal, case: Case, signals: list[Signal]) -> Iterator[Occurrence]:
    for one in signals:
        day = one.raised_on
        raw = _raw(require.within, one, case)
        last, provisional = case.rolled(raw, day)
        if not case.is_outside(last):
            yield case.duty(f"signal:{one.id.value}", day, day, raw, last, provisional), None


def _raw(within: Span | Hours, signal: Signal, case: Case) -> date:
    """Return the day on which the time is over, of hours the day of that instant in the calendar's zone.

    Where the hour is not known the clock runs from the start of the day: no deadline is later than the true one.
    """
    day = signal.raised_on
    if isinstance(within, Hours):
        if signal.raised_at is None:
            return day + timedelta(days=within.count // _DAY_HOURS)
        return max(day, case.calendar.day_of(signal.raised_at + timedelta(hours=within.count)))
    return case.calendar.add(day, within.count) if within.unit is Unit.WORKING_DAYS else spanned(within, day)
