"""The fewest visits for the windows given: fewest on site, then interviews, then fewest in all."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from loanvisit.domain import Accepts, Method, Obligation
from loanvisit.scheduling.branching import best_partition
from loanvisit.scheduling.piercing import best_points

_ORDER = {Accepts.ON_SITE: 0, Accepts.INTERVIEW_OR_ON_SITE: 1, Accepts.ANY_CONTACT: 2}
_METHODS = (Method.ON_SITE, Method.INTERVIEW, Method.CONTACT)
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class Task:
    """A duty as the cover sees it: the days on which a visit can pay it, and how strong a method it takes.

    `rank` 0 takes a visit on site, 1 an interview or better, 2 any contact or better.
    """

    duty: Obligation
    opens: date
    last: date
    rank: int


@frozen(kw_only=True)
class Trip:
    """The duties of one visit to be planned, and its method."""

    method: Method
    duties: tuple[Obligation, ...]


def cover(duties: Iterable[Obligation], *, as_of: date) -> tuple[Trip, ...]:
    """Gather the open duties of one borrower into the fewest visits.

    Args:
        duties: open duties, in any order. Data duties each get a run of their own.
        as_of: the close of this day. An overdue duty, or one whose last day it was, can be paid from the day after;
            it does not wait, so it merges only with duties open on that day.

    Returns:
        The visits, by last day and id of their first duty. No visit holds two duties of one `separate` group, nor two
        occurrences of one clause about one subject, unless both are overdue and the clause pays arrears together.
    """
    trips: list[Trip] = []
    tasks: list[Task] = []
    for duty in duties:
        if duty.rule.accepts is Accepts.DATA:
            trips.append(Trip(method=Method.DATA, duties=(duty,)))
        else:
            tasks.append(_task(duty, as_of))
    tasks.sort(key=_by_last)
    for island in _islands(tasks):
        trips += _cover_island(island, as_of)
    return tuple(sorted(trips, key=lambda trip: (trip.duties[0].window.last, trip.duties[0].id)))


def _task(duty: Obligation, as_of: date) -> Task:
    rank = _ORDER[duty.rule.accepts]
    next_day = as_of + _DAY
    if duty.window.last <= as_of:
        return Task(duty=duty, opens=next_day, last=next_day, rank=rank)
    return Task(duty=duty, opens=max(duty.window.opens, next_day), last=duty.window.last, rank=rank)


def _by_last(task: Task) -> tuple[date, date, str]:
    return (task.last, task.opens, task.duty.id.value)


def _islands(tasks: list[Task]) -> Iterable[list[Task]]:
    """Split the tasks where no window reaches across: islands cannot share a visit."""
    island: list[Task] = []
    reach = date.min
    for task in sorted(tasks, key=lambda task: task.opens):
        if island and task.opens > reach:
            yield sorted(island, key=_by_last)
            island = []
        island.append(task)
        reach = max(reach, task.last)
    if island:
        yield sorted(island, key=_by_last)


def _cover_island(island: list[Task], as_of: date) -> list[Trip]:
    if len(island) == 1:
        return [_trip([island[0]])]
    if _has_conflict(island, as_of):
        groups = best_partition(island, lambda one, other: _clash(one.duty, other.duty, as_of))
    else:
        groups = best_points(island)
    return [_trip(group) for group in groups]


def _trip(tasks: list[Task]) -> Trip:
    ordered = sorted(tasks, key=lambda task: (task.duty.window.last, task.duty.id))
    return Trip(method=_METHODS[min(task.rank for task in tasks)], duties=tuple(task.duty for task in ordered))


def _has_conflict(island: list[Task], as_of: date) -> bool:
    lines: dict[object, Task] = {}
    groups: set[str] = set()
    for task in island:
        key = (task.duty.rule.clause, task.duty.subject)
        if key in lines and _clash(task.duty, lines[key].duty, as_of) and task.opens <= lines[key].last:
            return True
        if key not in lines or task.last > lines[key].last:
            lines[key] = task
        group = task.duty.rule.separate
        if group is not None:
            if group in groups:
                return True
            groups.add(group)
    return False


def _clash(one: Obligation, other: Obligation, as_of: date) -> bool:
    """Say whether two duties may not share a visit."""
    if one.rule.separate is not None and one.rule.separate == other.rule.separate:
        return True
    if one.subject != other.subject or one.rule.clause != other.rule.clause:
        return False
    return not (one.is_overdue(as_of) and other.is_overdue(as_of) and one.rule.arrear == "all")
