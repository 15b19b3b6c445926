"""Once after each event of a kind: a visit within 60 days of a payment default, one duty an event.

A default of 2025-01-10, within 60 days: 2025-03-11.
"""

from collections.abc import Iterator

from loanvisit.domain import LoanEvent, OnceAfter
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.once_after import window_after
from loanvisit.words import say


def after_event(require: OnceAfter, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return one occurrence for each event of the kind about the subject, in order of day."""
    events = [one for one in case.file.events if one.kind == require.after and case.is_about(one.about)]
    return _each(require, case, events) if events else Absent(require.after, say("value.none"))


def _each(require: OnceAfter, case: Case, events: list[LoanEvent]) -> Iterator[Occurrence]:
    for one in events:
        opens, raw = window_after(require, one.on, case.calendar)
        last, provisional = case.rolled(raw, opens)
        if not case.is_outside(last):
            yield case.duty(f"event:{one.id.value}", one.on, opens, raw, last, provisional), None
