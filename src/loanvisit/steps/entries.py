"""What steps do alike: demand reasons and days in order, write what they replaced and their line in the trail."""

from datetime import date, datetime, timedelta, timezone
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
from loanvisit.errors import InputError, fault

Versioned: TypeAlias = Visit | VisitRecord | Obligation | Finding | Remediation
Managed = TypeVar("Managed", Visit, Finding)

_LATEST_ZONE, _EARLIEST_ZONE = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


def replaced(*old: Versioned) -> tuple[Replaced, ...]:
    """Return what a change replaces, at the versions the step saw."""
    return tuple(Replaced(id=one.id, version=one.version) for one in old)


def entry(move: str, about: Thing, *, by: Officer, at: datetime, reason: str | None = None) -> TrailEntry:
    """Return a line of the trail."""
    return TrailEntry(at=at, by=by.id, move=move, about=about, reason=reason)


def not_before(at: datetime, earlier: datetime | None) -> None:
    """Refuse a step dated before the one it follows."""
    if earlier is not None and at < earlier:
        raise InputError(fault("date.order", "at", at, earlier=earlier.isoformat()))


def latest_day(at: datetime) -> date:
    """Return the latest date it was anywhere at an instant: what is dated after it lies in the future for everybody."""
    return at.astimezone(_LATEST_ZONE).date()


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
    if not at.astimezone(_EARLIEST_ZONE).date() <= day <= latest_day(at):
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
