"""What steps do alike: demand reasons and days in order, write what they replaced and their line in the trail."""

from datetime import date, datetime
from typing import TypeAlias, TypeVar

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Finding,
    Obligation,
    Officer,
    Remediation,
    Replaced,
    Thing,
    TrailEntry,
    Visit,
    VisitRecord,
)
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.domain.zones import earliest_day, latest_day
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import say

Versioned: TypeAlias = Visit | VisitRecord | Obligation | Finding | Remediation
Managed = TypeVar("Managed", Visit, Finding)


def replaced(*old: Versioned) -> tuple[Replaced, ...]:
    """Return what a change replaces, at the versions the step saw."""
    return tuple(Replaced(id=one.id, version=one.version) for one in old)


def entry(move: str, about: Thing, *, by: Officer, at: datetime, reason: str | None = None) -> TrailEntry:
    """Return a line of the trail, refused where `by` acts under what does not hold that day."""
    under_what_holds(by, at)
    return TrailEntry(at=at, by=by.id, move=move, about=about, reason=reason)


def under_what_holds(by: Officer, at: datetime) -> None:
    """Refuse an officer who acts under a delegation that holds nowhere on the date of `at`."""
    earliest, latest = earliest_day(at), latest_day(at)
    for place, one in enumerate(by.acting):
        if one.window.last < earliest or latest < one.window.opens:
            days = {"opens": one.window.opens, "last": one.window.last}
            enforce(
                refusal("lent", **{name: say("value.day", day=day) for name, day in days.items()}),
                f"by.acting[{place}]",
            )


def not_before(at: datetime, earlier: datetime | None) -> None:
    """Refuse a step dated before the one it follows."""
    found = too_early(at, earlier)
    if found is not None:
        raise InputError(found)


def too_early(at: datetime, earlier: datetime | None) -> Fault | None:
    """Return the fault of a step dated before the one it follows, None where there is none."""
    if earlier is None or at >= earlier:
        return None
    return fault("date.order", "at", at, earlier=earlier.isoformat())


def day_of(at: datetime, on: date | None, *, since: date) -> date:
    """Return the day of a step that follows something of the day `since`.

    The day is the bank's to say: it is its date in the calendar's zone (`calendar.day_of(at)`), which an instant in
    UTC does not tell. Left out, it is the date of `at` in the offset it was given with; where that falls a day short
    of `since` only because of the offset, it is `since`.

    Raises:
        InputError: the day is before `since`, or is nowhere the date of `at`.
    """
    day = at.date() if on is None else on
    if on is None and day < since <= latest_day(at):
        return since
    if day < since:
        raise InputError(fault("date.order", "at" if on is None else "on", day, earlier=since))
    if not earliest_day(at) <= day <= latest_day(at):
        raise InputError(fault("date.instant", "on", day))
    return day


def under_manager(thing: Managed, file: BorrowerFile) -> Managed:
    """Return a visit or finding under who manages the borrower now, whoever did then: neither judges it."""
    return evolve(thing, manager=file.borrower.manager or thing.manager)


def demanded_reason(reason: str) -> str:
    """Return the reason of a step, refused where it says nothing."""
    if not reason.strip():
        raise InputError(fault("empty", "reason", reason))
    return reason
