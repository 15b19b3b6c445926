"""Once after an event: 15 days after disbursement.

Disbursed on 2025-01-20, within 15 days: raw 2025-02-04; with China's calendar and an earlier roll, 2025-01-27.
"""

from collections.abc import Iterator

from loanvisit.domain import FactName, OnceAfter, Unit
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import say


def once_after(require: OnceAfter, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the one occurrence, counted from the event."""
    day = case.day_of(require.after)
    if day is None:
        return case.undated(require.after)
    within = require.within
    raw = case.calendar.add(day, within.count) if within.unit is Unit.WORKING_DAYS else within.after(day)
    last, provisional = rolled(raw, case.roll, day, None, case.calendar)
    if case.is_outside(last):
        return Absent(FactName("past_known_from"), say("value.day", day=case.known_from or day))
    anchor = case.drawdown.id.value if case.drawdown is not None else case.subject.value
    return iter([(case.duty(f"{require.after}:{anchor}", day, day, raw, last, provisional), None)])
