"""The best grouping where some windows exclude each other: every grouping tried, the hopeless ones cut."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple

from loanvisit.scheduling.piercing import T, best_points

_MOST_STEPS = 20_000
"""How many partial groupings are looked at; beyond it the best so far stands, and is said not to be proven."""

_Cost = tuple[int, int, int]


class Grouping(NamedTuple, Generic[T]):
    """Windows by the visit that serves them, and whether no grouping takes fewer visits."""

    groups: list[list[T]]
    is_least: bool


def best_partition(windows: Sequence[T], clash: Callable[[T, T], bool]) -> Grouping[T]:
    """Group the windows so that visits on site are fewest, then interviews, then visits in all.

    Exact while the search ends within its bound of steps, which a file of a dozen duties does; beyond it the answer
    is the best found, never worse than serving each window in order of its last day, and says that it is not proven.
    """
    search = _Search(sorted(windows, key=lambda window: (window.rank, window.last, window.opens)), clash)
    search.start_with(_in_turn(windows, clash))
    search.run()
    return Grouping(search.best, search.has_ended)


def _in_turn(windows: Sequence[T], clash: Callable[[T, T], bool]) -> list[list[T]]:
    """Serve each window in order of its last day, by the first visit that can take it."""
    groups: list[_Group[T]] = []
    for window in sorted(windows, key=lambda window: (window.last, window.opens, window.rank)):
        for group in groups:
            if group.takes(window, clash):
                group.add(window)
                break
        else:
            groups.append(_Group(window))
    return [group.windows for group in groups]


class _Group(Generic[T]):
    """Windows of one visit, and the days on which it can serve them all."""

    def __init__(self, window: T) -> None:
        self.windows = [window]
        self.spans = [(window.opens, window.last)]

    def takes(self, window: T, clash: Callable[[T, T], bool]) -> bool:
        """Say whether one visit can serve a window with the rest."""
        opens, last = self.spans[-1]
        fits = window.opens <= last and opens <= window.last
        return fits and not any(clash(window, other) for other in self.windows)

    def add(self, window: T) -> None:
        """Put a window in."""
        opens, last = self.spans[-1]
        self.windows.append(window)
        self.spans.append((max(opens, window.opens), min(last, window.last)))

    def drop(self) -> None:
        """Take the last window out."""
        self.windows.pop()
        self.spans.pop()


class _Search(Generic[T]):
    """Tries every grouping without recursion: `choices` says into which group each window placed so far was put."""

    def __init__(self, windows: list[T], clash: Callable[[T, T], bool]) -> None:
        self.windows = windows
        self.clash = clash
        self.floor = _floor(windows, clash)
        self.best: list[list[T]] = []
        self.cost: _Cost = (0, 0, 0)
        self.groups: list[_Group[T]] = []
        self.choices: list[int] = []
        self.has_ended = False

    def start_with(self, groups: list[list[T]]) -> None:
        """Take a grouping for the best so far."""
        self.best, self.cost = groups, _cost(groups)

    def run(self) -> None:
        """Put the next window into each group that can take it, then into one of its own; go back where it is vain."""
        upcoming = 0
        for _ in range(_MOST_STEPS):
            if self.cost <= self.floor:
                break
            chosen = None if self._is_vain() or len(self.choices) == len(self.windows) else self._choice(upcoming)
            upcoming = self._back() if chosen is None else self._place(chosen)
            if upcoming < 0:
                break
        else:
            return
        self.has_ended = True

    def _is_vain(self) -> bool:
        """Say whether what is placed costs as much as the best already; where all are placed for less, keep it."""
        ranks = [group.windows[0].rank for group in self.groups]  # windows come strongest first
        cost = (ranks.count(0), ranks.count(1), len(ranks))
        if cost >= self.cost:
            return True
        if len(self.choices) == len(self.windows):
            self.best, self.cost = [list(group.windows) for group in self.groups], cost
        return False

    def _choice(self, first: int) -> int | None:
        """Return the first group from `first` on that can take the next window, or the place of a new one."""
        window = self.windows[len(self.choices)]
        for place in range(first, len(self.groups)):
            if self.groups[place].takes(window, self.clash):
                return place
        return len(self.groups) if first <= len(self.groups) else None

    def _place(self, place: int) -> int:
        """Put the next window into a group, and return the first group to try the one after it in."""
        window = self.windows[len(self.choices)]
        if place == len(self.groups):
            self.groups.append(_Group(window))
        else:
            self.groups[place].add(window)
        self.choices.append(place)
        return 0

    def _back(self) -> int:
        """Take the last window out, and return the next group to try it in; below zero where nothing is left to try."""
        if not self.choices:
            return -1
        place = self.choices.pop()
        group = self.groups[place]
        if len(group.windows) == 1:
            self.groups.pop()
        else:
            group.drop()
        return place + 1


def _floor(windows: list[T], clash: Callable[[T, T], bool]) -> _Cost:
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
    starts = windows[:40] if len(windows) <= 100 else windows[:2]
    for place, window in enumerate(starts):
        chosen = [window]
        chosen += [one for one in windows[place + 1 :] if all(clash(one, other) for other in chosen)]
        most = max(most, len(chosen))
    return most


def _cost(groups: list[list[T]]) -> _Cost:
    ranks = [min(window.rank for window in group) for group in groups]
    return (ranks.count(0), ranks.count(1), len(ranks))
