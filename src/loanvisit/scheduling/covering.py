"""The fewest visits for the windows given: fewest on site, then interviews, then fewest in all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeAlias, cast

from loanvisit.domain import Accepts, Method, Obligation
from loanvisit.domain.sheltering import sheltered
from loanvisit.scheduling.branching import best_partition
from loanvisit.scheduling.piercing import best_points

_METHODS = (Method.ON_SITE, Method.INTERVIEW, Method.CONTACT)
_DATA, _ON_SITE, _INTERVIEW = Accepts.DATA, Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE
_DAY = timedelta(days=1)
_OPENS, _ORDER = itemgetter(0), attrgetter("order")
_Span: TypeAlias = tuple[date, date, int, Obligation]
"""A task, not named yet."""


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


@sheltered
def cover(duties: Iterable[Obligation], *, as_of: date) -> tuple[Trip, ...]:
    """Gather the open duties of one borrower into the fewest visits.

    Args:
        duties: open duties, in any order. Data duties each get a run of their own.
        as_of: the close of this day. An overdue duty, or one whose last day it was, can be paid from the day after;
            it does not wait, so it merges only with duties open on that day.

    Returns:
        The visits, data runs last, each kind in order of time. Where windows that exclude each other are too many to
        try every grouping, the visits are the best found and not `is_least`. No visit holds duties of two lines of one
        `separate` group, a line being one clause about one subject, nor two duties of one line, unless both will be
        overdue when it is made and the clause pays arrears together: those are one arrear, of a data line too.
    """
    data: list[Obligation] = []
    spans: list[_Span] = []
    next_day = as_of + _DAY
    for duty in duties:
        window, accepts = duty.window, duty.rule.accepts
        opens, last = window.opens, window.last
        if opens < next_day:
            opens, last = next_day, max(last, next_day)
        if accepts is _DATA:
            data.append(duty)
        else:
            spans.append((opens, last, 0 if accepts is _ON_SITE else 1 if accepts is _INTERVIEW else 2, duty))
    spans.sort(key=_OPENS)
    trips: list[Trip] = []
    for island in _islands(spans):
        if len(island) == 1:
            _, _, rank, duty = island[0]
            trips.append(_trip_of((_METHODS[rank], (duty,), True)))
        elif len(island) == 2:
            trips += _cover_two(Task(*island[0]), Task(*island[1]), as_of)
        else:
            trips += _cover_island([Task(*span) for span in island], as_of)
    return (*trips, *sorted(_runs(data, as_of), key=_first)) if data else tuple(trips)


def _runs(data: list[Obligation], as_of: date) -> Iterator[Trip]:
    """Give each data duty a run of its own, and the arrears of one line one run."""
    arrears: dict[tuple[str, str], list[Obligation]] = {}
    for duty in data:
        if _is_arrear(duty, as_of) and duty.rule.arrear == "all":
            arrears.setdefault((duty.rule.clause.value, duty.subject.value), []).append(duty)
        else:
            yield Trip(Method.DATA, (duty,))
    for line in arrears.values():
        yield Trip(Method.DATA, tuple(sorted(line, key=_ORDER)))


def _is_arrear(duty: Obligation, as_of: date) -> bool:
    """Say whether a duty will be overdue on the first day on which a visit can be made."""
    return duty.window.last <= as_of


_trip_of: Callable[[tuple[Method, tuple[Obligation], bool]], Trip] = partial(cast("Any", tuple).__new__, Trip)
"""Makes a trip of its parts, a dozen times a loan, without going through its constructor."""


def _islands(spans: list[_Span]) -> Iterator[list[_Span]]:
    """Split spans in order of opening where no window reaches across: islands cannot share a visit."""
    start, reach = 0, date.max
    for place, (opens, last, _, _) in enumerate(spans):
        if opens > reach:
            yield spans[start:place]
            start, reach = place, last
        elif place == start or last > reach:
            reach = last
    if spans:
        yield spans[start:]


def _cover_two(one: Task, other: Task, as_of: date) -> list[Trip]:
    """Two windows that overlap share a visit, as strong as the stronger takes, unless they may not."""
    if other.duty.order < one.duty.order:
        one, other = other, one
    if _clash(one.duty, other.duty, as_of):
        return [Trip(_METHODS[one.rank], (one.duty,)), Trip(_METHODS[other.rank], (other.duty,))]
    return [Trip(_METHODS[min(one.rank, other.rank)], (one.duty, other.duty))]


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
    trips = [_trip(group, is_least=is_least) for group in groups]
    return trips if len(trips) == 1 else sorted(trips, key=_first)


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
    ordered = [task.duty for task in tasks]
    if len(ordered) > 1:
        ordered.sort(key=_ORDER)
    return Trip(_METHODS[min([task.rank for task in tasks])], tuple(ordered), is_least)


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
    rule, subject = one.rule, one.subject
    same = rule is other.rule or rule.clause.value == other.rule.clause.value
    if not (same and subject.value == other.subject.value and type(subject) is type(other.subject)):
        return rule.separate is not None and rule.separate == other.rule.separate
    return not (_is_arrear(one, as_of) and _is_arrear(other, as_of) and rule.arrear == "all")
