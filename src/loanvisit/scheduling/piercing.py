"""The best days for windows that do not exclude each other: each is met by a strong enough visit inside it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeAlias, TypeVar


class Interval(Protocol):
    """A window of days and the rank of visit it takes: 0 on site, 1 interview or better, 2 any contact or better."""

    @property
    def opens(self) -> date:
        """The first day."""
        ...

    @property
    def last(self) -> date:
        """The last day."""
        ...

    @property
    def rank(self) -> int:
        """The strength demanded."""
        ...


T = TypeVar("T", bound=Interval)

_Cost = tuple[int, int, int]
_State = tuple[date, date, date]
"""The latest day so far with a visit of rank 0, of rank 1 or better, of rank 2 or better."""
_Visits: TypeAlias = "tuple[_Visits, date, int] | None"
"""The visits of one way, the last first: what grows at its end shares its beginning."""
_Offer: TypeAlias = "tuple[_Cost, _Visits]"
_NEVER, _EVER = date.min, date.max


def best_points(windows: Sequence[T]) -> list[list[T]]:
    """Group windows, given by last day, so that visits on site are fewest, then interviews, then visits in all.

    Only last days need be looked at: a visit can always wait until the first window it serves ends. The sweep keeps,
    for each way the latest visits can lie, the cheapest way there; it is exact.
    """
    if len({window.rank for window in windows}) == 1:
        return _of_one_rank(windows)
    days = sorted({window.last for window in windows})
    ending: dict[date, list[T]] = {day: [] for day in days}
    for window in windows:
        ending[window.last].append(window)
    needed = _needed(windows, days)
    states: dict[_State, _Offer] = {(_NEVER, _NEVER, _NEVER): ((0, 0, 0), None)}
    for day in days:
        reached: dict[_State, _Offer] = {}
        for state, (cost, visits) in states.items():
            for rank in (None, 2, 1, 0):
                after = state if rank is None else _after(state, rank, day)
                if all(after[window.rank] >= window.opens for window in ending[day]):
                    offer = (cost, visits) if rank is None else (_dearer(cost, rank), (visits, day, rank))
                    lasting = _lasting(after, needed[day])
                    if lasting not in reached or offer[0] < reached[lasting][0]:
                        reached[lasting] = offer
        states = _undominated(reached)
    _, last = min(states.values(), key=lambda offer: offer[0])
    return _assigned(windows, _in_order(last))


def _needed(windows: Sequence[T], days: list[date]) -> dict[date, _State]:
    """Return, for each day, the earliest opening among the windows of each rank that end later."""
    found: dict[date, _State] = {}
    openings = [_EVER, _EVER, _EVER]
    later = sorted(windows, key=lambda window: window.last, reverse=True)
    place = 0
    for day in reversed(days):
        while place < len(later) and later[place].last > day:
            openings[later[place].rank] = min(openings[later[place].rank], later[place].opens)
            place += 1
        found[day] = (openings[0], openings[1], openings[2])
    return found


def _lasting(state: _State, needed: _State) -> _State:
    """Forget the visits that serve no window still to come: ways that differ in these alone are one."""
    return (
        state[0] if state[0] >= needed[0] else _NEVER,
        state[1] if state[1] >= needed[1] else _NEVER,
        state[2] if state[2] >= needed[2] else _NEVER,
    )


def _in_order(last: "_Visits") -> tuple[tuple[date, int], ...]:
    """Return visits in order of day."""
    visits: list[tuple[date, int]] = []
    while last is not None:
        last, day, rank = last
        visits.append((day, rank))
    return tuple(reversed(visits))


def _of_one_rank(windows: Sequence[T]) -> list[list[T]]:
    """Where every window takes the same visit: wait until the first unserved window ends, and serve all then open."""
    groups: list[list[T]] = []
    day = _NEVER
    for window in windows:
        if window.opens > day:
            day = window.last
            groups.append([])
        groups[-1].append(window)
    return groups


def _after(state: _State, rank: int, day: date) -> _State:
    return (day if rank == 0 else state[0], day if rank <= 1 else state[1], day)


def _dearer(cost: _Cost, rank: int) -> _Cost:
    return (cost[0] + (rank == 0), cost[1] + (rank == 1), cost[2] + 1)


def _undominated(states: "dict[_State, _Offer]") -> "dict[_State, _Offer]":
    """Drop a state that another beats: later on every rank, and no dearer."""
    kept: dict[_State, _Offer] = {}
    for state, offer in sorted(states.items(), key=lambda item: (item[1][0], item[0])):
        if not any(one[0] >= state[0] and one[1] >= state[1] and one[2] >= state[2] for one in kept):
            kept[state] = offer
    return kept


def _assigned(windows: Sequence[T], visits: tuple[tuple[date, int], ...]) -> list[list[T]]:
    """Give each window to the earliest visit that can serve it."""
    groups: list[list[T]] = [[] for _ in visits]
    for window in windows:
        place = next(
            place
            for place, (day, rank) in enumerate(visits)
            if rank <= window.rank and window.opens <= day <= window.last
        )
        groups[place].append(window)
    return [group for group in groups if group]
