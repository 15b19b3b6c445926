"""What every step writes beside its values: what it replaced, and its line in the trail."""

from datetime import date, datetime
from typing import TypeAlias

from loanvisit.domain import Finding, Obligation, Officer, Remediation, Replaced, Thing, TrailEntry, Visit, VisitRecord
from loanvisit.errors import InputError, fault

Versioned: TypeAlias = Visit | VisitRecord | Obligation | Finding | Remediation


def replaced(*old: Versioned) -> tuple[Replaced, ...]:
    """Return what a change replaces, at the versions the step saw."""
    return tuple(Replaced(id=one.id, version=one.version) for one in old)


def entry(move: str, about: Thing, *, by: Officer, at: datetime) -> TrailEntry:
    """Return a line of the trail."""
    return TrailEntry(at=at, by=by.id, move=move, about=about)


def day_of(at: datetime, on: date | None) -> date:
    """Return the day of a step: the one given, else the date of `at` in the offset it was given with, never in UTC."""
    if type(at) is not datetime:
        raise InputError(fault("type", "at", at, form="datetime"))
    if at.tzinfo is None:
        raise InputError(fault("instant.naive", "at", at))
    return at.date() if on is None else on
