"""Before an event: between 30 and 15 days before maturity.

Maturing on 2026-11-30, open 30 days and closing 15 days before: 2026-10-31 to 2026-11-15.
"""

from collections.abc import Iterator

from loanvisit.domain import DISBURSED, Before, FactName
from loanvisit.domain.dates import spanned
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.words import say


def before(require: Before, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the one occurrence, counted back from the event; never before the payout."""
    day = case.day_of(require.before)
    if day is None:
        return case.undated(require.before)
    if case.starts is None:
        return Missing(DISBURSED)
    raw = max(spanned(require.closes, day, -1), case.starts)
    opens = min(max(spanned(require.opens, day, -1), case.starts), raw)
    last, provisional = case.rolled(raw, opens)
    if case.is_outside(last):
        return Absent(FactName("past_known_from"), say("value.day", day=case.known_from or day))
    counted = f"{case.key_of(require.before)}:{day.isoformat()}"
    return iter([(case.duty(counted, day, opens, raw, last, provisional), None)])
