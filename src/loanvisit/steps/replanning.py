"""Plan a file anew: what changed in its duties and planned visits, and nothing else (重新排期)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from attrs import evolve

from loanvisit.domain import BorrowerFile, Calendar, Change, Obligation, Officer, Visit, VisitState
from loanvisit.domain.exact import guarded
from loanvisit.scheduling import Policy, plan_file
from loanvisit.scheduling.carried import is_asked_anew
from loanvisit.steps.entries import entry, replaced
from loanvisit.steps.telling import telling

_Planned = TypeVar("_Planned", Obligation, Visit)


@telling
@guarded
def replan(
    file: BorrowerFile, *, policy: Policy, calendar: Calendar, as_of: date, until: date, by: Officer, at: datetime
) -> Change:
    """Plan a file anew and return what that changes: asked again on the file with it, it changes nothing.

    Duties and visits keep their ids; what was made, filed or missed stays as it is. A planned visit that no duty needs
    any more is withdrawn, and so is a forecast that no longer follows, a step at law whose clock asks for it no more,
    and the visit of a cure that waits no more.

    Args:
        file: the borrower's file, with the duties and visits of the last plan, if any.
        policy: what is owed.
        calendar: counts and rolls working days.
        as_of: the close of this day.
        until: the last day of the plan.
        by: who asks, for the trail.
        at: when.

    Returns:
        The new and changed duties and planned visits, and what is withdrawn; an empty change where nothing changed.

    Raises:
        InputError: `until` is before `as_of`, or a duty must roll on a day before the calendar begins.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit import presets
        >>> from loanvisit.testing import a_file, an_officer
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> day, until, at = date(2026, 3, 31), date(2026, 12, 31), datetime(2026, 3, 31, 9, tzinfo=UTC)
        >>> asked = {"policy": policy, "calendar": calendar, "as_of": day, "until": until, "by": an_officer(), "at": at}
        >>> first = replan(a_file(), **asked)
        >>> replan(a_file().after(first), **asked).stored
        ()
    """
    part = plan_file(file, policy=policy, calendar=calendar, as_of=as_of, until=until)
    duties, old_duties = _changed((*part.duties.owed, *part.duties.projected), file.obligations)
    visits, old_visits = _changed([_covering(one, duties) for one in part.visits], file.visits)
    planned = frozenset(visit.id for visit in part.visits)
    known = frozenset(duty.id for duty in (*part.duties.owed, *part.duties.projected))
    idle = tuple(one for one in file.visits if one.state is VisitState.PLANNED and one.id not in planned)
    gone = tuple(one for one in file.obligations if one.is_open and _is_forgotten(one) and one.id not in known)
    return Change(
        borrower=file.id,
        visits=visits,
        obligations=duties,
        withdrawn=(*(one.id for one in idle), *(one.id for one in gone)),
        replaces=replaced(*old_duties, *old_visits, *idle, *gone),
        trail=(
            *(entry("visit.plan", one.id, by=by, at=at) for one in visits),
            *(entry("visit.withdraw", one.id, by=by, at=at) for one in idle),
        ),
    )


def _is_forgotten(duty: Obligation) -> bool:
    """Say whether an open duty that the plan does not know is not owed any more."""
    return duty.forecast or is_asked_anew(duty)


def _covering(visit: Visit, changed: tuple[Obligation, ...]) -> Visit:
    """Return a visit with the duties it covers at their next versions."""
    latest = {duty.id: duty for duty in changed}
    return evolve(visit, covers=tuple(latest.get(duty.id, duty) for duty in visit.covers))


def _changed(new: Iterable[_Planned], held: tuple[_Planned, ...]) -> tuple[tuple[_Planned, ...], tuple[_Planned, ...]]:
    """Return what is new or says something else than what is held, at its next version, and what it replaces."""
    by_id = {one.id: one for one in held}
    changed: list[_Planned] = []
    old: list[_Planned] = []
    for one in new:
        known = by_id.get(one.id)
        if known is None:
            changed.append(one)
        elif _is_planned(known) and evolve(one, version=known.version) != known:
            changed.append(evolve(one, version=known.version + 1))
            old.append(known)
    return tuple(changed), tuple(old)


def _is_planned(held: Obligation | Visit) -> bool:
    """Say whether a plan may still change it: a visit not made, any duty."""
    return isinstance(held, Obligation) or held.state is VisitState.PLANNED
