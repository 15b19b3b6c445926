"""The best days for windows that do not exclude each other: each is met by a strong enough visit inside it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


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
_NEVER = date.min


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
    states: dict[_State, tuple[_Cost, tuple[tuple[date, int], ...]]] = {(_NEVER, _NEVER, _NEVER): ((0, 0, 0), ())}
    for day in days:
        reached: dict[_State, tuple[_Cost, tuple[tuple[date, int], ...]]] = {}
        for state, (cost, visits) in states.items():
            for rank in (None, 2, 1, 0):
                after = state if rank is None else _after(state, rank, day)
                if all(after[window.rank] >= window.opens for window in ending[day]):
                    offer = (cost, visits) if rank is None else (_dearer(cost, rank), (*visits, (day, rank)))
                    if after not in reached or offer < reached[after]:
                        reached[after] = offer
        states = _undominated(reached)
    _, visits = min(states.values())
    return _assigned(windows, visits)


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


def _undominated(
    states: "dict[_State, tuple[_Cost, tuple[tuple[date, int], ...]]]",
) -> "dict[_State, tuple[_Cost, tuple[tuple[date, int], ...]]]":
    """Drop a state that another beats: later on every rank, and no dearer."""
    kept: dict[_State, tuple[_Cost, tuple[tuple[date, int], ...]]] = {}
    for state, offer in sorted(states.items(), key=lambda item: item[1]):
        if not any(all(a >= b for a, b in zip(other, state, strict=True)) for other in kept):
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
