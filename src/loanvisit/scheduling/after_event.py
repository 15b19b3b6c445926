"""Once after each event of a kind: a visit within 60 days of a payment default, one duty an event.

A default of 2025-01-10, within 60 days: 2025-03-11. Asked for only while the default lasts, and cured on 2025-02-20:
nothing; cured on 2025-03-12 it was owed, and still is.
"""

from collections.abc import Iterator

from loanvisit.domain import FactName, LoanEvent, OnceAfter
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.once_after import window_after
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import say

LASTING, STEPPED = "while:", "each:"
"""How the anchor of a duty begins that is owed only while its event lasts: once, or one step of several."""


def after_event(require: OnceAfter, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return one occurrence for each event of the kind about the subject, in order of day."""
    events = events_of(require.after, case)
    if not events:
        return Absent(require.after, say("value.none"))
    found = list(_each(require, case, events))
    return over(require.after, events) if require.lasting and not found and all_ended(events) else iter(found)


def _each(require: OnceAfter, case: Case, events: list[LoanEvent]) -> Iterator[Occurrence]:
    key = LASTING if require.lasting else "event:"
    roll, calendar, known_from = case.roll, case.calendar, case.known_from
    for one in events:
        opens, raw = window_after(require, one.on, calendar)
        last, provisional = rolled(raw, roll, opens, None, calendar)
        is_outside = known_from is not None and last <= known_from
        if not is_outside and not (require.lasting and one.is_over(on=last)):
            yield case.duty(f"{key}{one.id.value}", one.on, opens, raw, last, provisional), None


def events_of(kind: FactName, case: Case) -> list[LoanEvent]:
    """Return the events of a kind about the subject, in order of day."""
    return [one for one in case.file.events if one.kind == kind and case.is_about(one.about)]


def event_named(anchor: str) -> str | None:
    """Return the id of the event that a duty is owed while, by what that is counted from; None where by none."""
    if anchor.startswith(LASTING):
        return anchor.removeprefix(LASTING)
    return anchor.removeprefix(STEPPED).rpartition("+")[0] if anchor.startswith(STEPPED) else None


def all_ended(events: list[LoanEvent]) -> bool:
    """Say whether none of some events lasts."""
    return all(one.ended_on is not None for one in events)


def over(kind: FactName, events: list[LoanEvent]) -> Absent:
    """Return why nothing is owed any more: the last of the events is over since a day."""
    return Absent(kind, say("value.ended", day=max(one.ended_on or one.on for one in events)))
