"""Every so often while an event of a kind lasts: a visit every month until a payment default is cured.

A default of 2025-01-31, every month: 2025-02-28, 2025-03-31; cured on 2025-03-31: the first of them alone.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import merge
from itertools import chain

from loanvisit.domain import EveryGap, FactName, LoanEvent
from loanvisit.scheduling.after_event import STEPPED, all_ended, events_of, over
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.words import say

_DAY = timedelta(days=1)


def while_event(require: EveryGap, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the steps from each event of the kind about the subject, in order of last day."""
    kind = require.date or FactName("")
    events = events_of(kind, case)
    if not events:
        return Absent(kind, say("value.none"))
    found = merge(*(_steps(require, case, one) for one in events), key=_order)
    first = next(found, None)
    if first is not None:
        return chain([first], found)
    return over(kind, events) if all_ended(events) else iter(())


def _order(one: Occurrence) -> tuple[date, date, str]:
    return (one[0].raw, one[0].anchored_on, one[0].anchor)


def _steps(require: EveryGap, case: Case, event: LoanEvent) -> Iterator[Occurrence]:
    """Yield the steps from one event that end before it is over, and the loan repaid; one after the plan at most."""
    previous, shown = event.on, False
    steps = enumerate(require.gap.steps(event.on), start=1)
    while True:
        step, raw = next(steps)
        opens = previous + _DAY
        last, provisional = case.rolled(raw, opens)
        if case.is_over(raw) or event.is_over(on=last) or (shown and case.is_beyond(opens, last)):
            return
        if not case.is_outside(last):
            shown = True
            for turn in range(require.times):
                named = f"{STEPPED}{event.id.value}+{step}"
                anchor = f"{named}#{turn + 1}" if require.times > 1 else named
                yield case.duty(anchor, event.on, opens, raw, last, provisional), None
        previous = raw
