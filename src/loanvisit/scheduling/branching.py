"""The best grouping where some windows exclude each other: every grouping tried, the hopeless ones cut."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic

from loanvisit.scheduling.piercing import T, best_points

_MOST_STEPS = 5_000
"""How many partial groupings are looked at; beyond it the best so far stands."""


def best_partition(windows: Sequence[T], clash: Callable[[T, T], bool]) -> list[list[T]]:
    """Group the windows so that visits on site are fewest, then interviews, then visits in all.

    Exact while the search ends within its bound of steps, which a file of a dozen duties does; beyond it the answer
    is the best found, never worse than serving each window in order of its last day.
    """
    search = _Search(sorted(windows, key=lambda window: (window.rank, window.last, window.opens)), clash)
    search.extend([], 0)
    return search.best


class _Search(Generic[T]):
    def __init__(self, windows: list[T], clash: Callable[[T, T], bool]) -> None:
        self.windows = windows
        self.clash = clash
        self.floor = _floor(windows, clash)
        self.best: list[list[T]] = []
        self.cost: tuple[int, int, int] | None = None
        self.steps = 0

    def extend(self, groups: list[list[T]], place: int) -> None:
        """Put the next window into each group that can take it, then into one of its own."""
        self.steps += 1
        cost = _cost(groups)
        if self.cost is not None and (cost >= self.cost or self.cost <= self.floor or self.steps > _MOST_STEPS):
            return
        if place == len(self.windows):
            self.best, self.cost = [list(group) for group in groups], cost
            return
        window = self.windows[place]
        for group in groups:
            if _fits(window, group) and not any(self.clash(window, other) for other in group):
                group.append(window)
                self.extend(groups, place + 1)
                group.pop()
        groups.append([window])
        self.extend(groups, place + 1)
        groups.pop()


def _floor(windows: list[T], clash: Callable[[T, T], bool]) -> tuple[int, int, int]:
    """Return a cost that no grouping beats: that of windows free to share, and of those that exclude one another.

    Where exclusions ask for more visits on site than the free windows do, interviews may be fewer, so none is assumed.
    """
    free = _cost(best_points(sorted(windows, key=lambda window: (window.last, window.opens))))
    apart, apart_on_site = (_mutual(part, clash) for part in (windows, [one for one in windows if one.rank == 0]))
    if apart_on_site > free[0]:
        return (apart_on_site, 0, max(apart, apart_on_site))
    return (free[0], free[1], max(free[2], apart))


def _mutual(windows: list[T], clash: Callable[[T, T], bool]) -> int:
    """Return how many windows, taken in turn, all exclude each other: that many visits at least."""
    most = 0
    for place, window in enumerate(windows[:40]):
        chosen = [window]
        chosen += [one for one in windows[place + 1 :] if all(clash(one, other) for other in chosen)]
        most = max(most, len(chosen))
    return most


def _fits(window: T, group: list[T]) -> bool:
    opens = max(window.opens, max((other.opens for other in group), default=date.min))
    return opens <= min(window.last, min((other.last for other in group), default=date.max))


def _cost(groups: list[list[T]]) -> tuple[int, int, int]:
    ranks = [min(window.rank for window in group) for group in groups]
    return (ranks.count(0), ranks.count(1), len(ranks))
