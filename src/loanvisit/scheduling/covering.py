"""The fewest visits for the windows given: fewest on site, then interviews, then fewest in all."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from loanvisit.domain import Accepts, Method, Obligation
from loanvisit.scheduling.branching import best_partition
from loanvisit.scheduling.piercing import best_points

_METHODS = (Method.ON_SITE, Method.INTERVIEW, Method.CONTACT)
_DAY = timedelta(days=1)
_OPENS = attrgetter("opens")


class Task(NamedTuple):
    """A duty as the cover sees it: the days on which a visit can pay it, and how strong a method it takes.

    `rank` 0 takes a visit on site, 1 an interview or better, 2 any contact or better.
    """

    opens: date
    last: date
    rank: int
    duty: Obligation


class Trip(NamedTuple):
    """The duties of one visit to be planned, in order of last day, its method, and whether fewer are ruled out."""

    method: Method
    duties: tuple[Obligation, ...]
    is_least: bool = True


def cover(duties: Iterable[Obligation], *, as_of: date) -> tuple[Trip, ...]:
    """Gather the open duties of one borrower into the fewest visits.

    Args:
        duties: open duties, in any order. Data duties each get a run of their own.
        as_of: the close of this day. An overdue duty, or one whose last day it was, can be paid from the day after;
            it does not wait, so it merges only with duties open on that day.

    Returns:
        The visits, data runs last, each kind in order of time. Where windows that exclude each other are too many to
        try every grouping, the visits are the best found and not `is_least`. No visit holds duties of two lines of one
        `separate` group, a line being one clause about one subject, nor two duties of one line, unless both are overdue
        and the clause pays arrears together.
    """
    runs: list[Trip] = []
    tasks: list[Task] = []
    next_day = as_of + _DAY
    for duty in duties:
        accepts = duty.rule.accepts
        if accepts is Accepts.DATA:
            runs.append(Trip(Method.DATA, (duty,)))
            continue
        rank = 0 if accepts is Accepts.ON_SITE else 1 if accepts is Accepts.INTERVIEW_OR_ON_SITE else 2
        opens, last = duty.window.opens, duty.window.last
        tasks.append(
            Task(max(opens, next_day), last, rank, duty) if last >= next_day else Task(next_day, next_day, rank, duty)
        )
    tasks.sort(key=_OPENS)
    trips: list[Trip] = []
    for island in _islands(tasks):
        if len(island) == 1:
            trips.append(Trip(_METHODS[island[0].rank], (island[0].duty,)))
        else:
            trips += _cover_island(island, as_of)
    return (*trips, *sorted(runs, key=_first))


def _islands(tasks: list[Task]) -> Iterator[list[Task]]:
    """Split tasks in order of opening where no window reaches across: islands cannot share a visit."""
    island: list[Task] = []
    reach = date.min
    for task in tasks:
        if task.opens > reach and island:
            yield island
            island = []
        island.append(task)
        reach = max(reach, task.last)
    if island:
        yield island


def _cover_island(island: list[Task], as_of: date) -> list[Trip]:
    island.sort(key=lambda task: (task.last, task.opens, task.duty.order))
    if _has_conflict(island, as_of):
        alike = _alike(island)
        likened = {id(task): many for tasks in alike for task, many in tasks}
        few = [task for task in island if id(task) in likened]
        found, is_least = best_partition(few, lambda one, other: _clash(one.duty, other.duty, as_of))
        groups = [[one for task in group for one in likened[id(task)]] for group in found]
    else:
        groups, is_least = best_points(island), True
    return sorted((_trip(group, is_least=is_least) for group in groups), key=_first)


def _alike(island: list[Task]) -> list[list[tuple[Task, list[Task]]]]:
    """Take one line of duties for all that have the same windows, each task with those it stands for.

    Lines exclude nothing but within themselves (save those of a `separate` group, which therefore stand alone), so
    whatever serves one serves all that look the same.
    """
    lines: dict[tuple[str, str], list[Task]] = {}
    for task in island:
        lines.setdefault((task.duty.rule.clause.value, task.duty.subject.value), []).append(task)
    looks: dict[tuple[object, ...], list[tuple[Task, list[Task]]]] = {}
    for key, tasks in lines.items():
        rule = tasks[0].duty.rule
        own: object = key if rule.separate is not None else rule.arrear
        look = (own, *((task.opens, task.last, task.rank, task.duty.window.last) for task in tasks))
        if look not in looks:
            looks[look] = [(task, [task]) for task in tasks]
        else:
            for (_, many), task in zip(looks[look], tasks, strict=True):
                many.append(task)
    return list(looks.values())


def _first(trip: Trip) -> tuple[date, str, str, str]:
    return trip.duties[0].order


def _trip(tasks: list[Task], *, is_least: bool) -> Trip:
    ordered = sorted((task.duty for task in tasks), key=lambda duty: duty.order)
    return Trip(_METHODS[min(task.rank for task in tasks)], tuple(ordered), is_least)


def _has_conflict(island: list[Task], as_of: date) -> bool:
    """Say whether two tasks that could share a visit may not."""
    lines: dict[tuple[str, str], Task] = {}
    groups: dict[str, tuple[str, str]] = {}
    for task in island:
        rule = task.duty.rule
        key = (rule.clause.value, task.duty.subject.value)
        before = lines.get(key)
        if before is not None and task.opens <= before.last and _clash(task.duty, before.duty, as_of):
            return True
        lines[key] = task
        if rule.separate is not None and groups.setdefault(rule.separate, key) != key:
            return True
    return False


def _clash(one: Obligation, other: Obligation, as_of: date) -> bool:
    """Say whether two duties may not share a visit."""
    if one.subject != other.subject or one.rule.clause != other.rule.clause:
        return one.rule.separate is not None and one.rule.separate == other.rule.separate
    return not (one.is_overdue(as_of) and other.is_overdue(as_of) and one.rule.arrear == "all")
