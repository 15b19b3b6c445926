"""The best grouping where some windows exclude each other: every grouping tried, the hopeless ones cut."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic

from loanvisit.scheduling.piercing import T

_MOST_STEPS = 20_000
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
        self.best: list[list[T]] = []
        self.cost: tuple[int, int, int] | None = None
        self.steps = 0

    def extend(self, groups: list[list[T]], place: int) -> None:
        """Put the next window into each group that can take it, then into one of its own."""
        self.steps += 1
        cost = _cost(groups)
        if self.cost is not None and (cost >= self.cost or self.steps > _MOST_STEPS):
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


def _fits(window: T, group: list[T]) -> bool:
    opens = max(window.opens, max((other.opens for other in group), default=date.min))
    return opens <= min(window.last, min((other.last for other in group), default=date.max))


def _cost(groups: list[list[T]]) -> tuple[int, int, int]:
    ranks = [min(window.rank for window in group) for group in groups]
    return (ranks.count(0), ranks.count(1), len(ranks))
