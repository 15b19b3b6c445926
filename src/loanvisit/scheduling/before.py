"""Before an event: between 30 and 15 days before maturity.

Maturing on 2026-11-30, open 30 days and closing 15 days before: 2026-10-31 to 2026-11-15.
"""

from collections.abc import Iterator

from loanvisit.domain import DISBURSED, Before, FactName
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import say


def before(require: Before, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the one occurrence, counted back from the event; never before the payout."""
    day = case.day_of(require.before)
    if day is None:
        return case.undated(require.before)
    if case.starts is None:
        return Missing(DISBURSED)
    raw = max(require.closes.after(day, -1), case.starts)
    opens = min(max(require.opens.after(day, -1), case.starts), raw)
    last, provisional = rolled(raw, case.roll, opens, None, case.calendar)
    if case.is_outside(last):
        return Absent(FactName("past_known_from"), say("value.day", day=case.known_from or day))
    anchor = case.drawdown.id.value if case.drawdown is not None else case.subject.value
    counted = f"{require.before}:{anchor}:{day.isoformat()}"
    return iter([(case.duty(counted, day, opens, raw, last, provisional), None)])
