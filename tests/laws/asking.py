"""Every combination of what can be asked of a store about visits, and the answers by brute force."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from loanvisit.domain import BorrowerFile, Method, PageMark, Visit, VisitQuery, VisitState
from loanvisit.testing.checks.dice import Dice
from loanvisit.testing.checks.store_asking import files_with_visits

FILTERS = ("borrowers", "states", "methods", "due_by", "open_on", "manager", "forecast", "after", "limit")
FILES: tuple[BorrowerFile, ...] = files_with_visits()
VISITS: tuple[Visit, ...] = tuple(visit for file in FILES for visit in file.visits)


def questions(seed: int) -> Iterator[VisitQuery]:
    """Yield a question for each of the 512 combinations of filters, mark and limit, its values drawn by the seed."""
    dice = Dice(f"questions {seed}")
    for count in range(len(FILTERS) + 1):
        for names in combinations(FILTERS, count):
            yield VisitQuery(**{name: _drawn(name, dice) for name in names})


def _drawn(name: str, dice: Dice) -> Any:
    of = dice.pick(VISITS)
    some: dict[str, Any] = {
        "borrowers": dice.some([file.id for file in FILES]),
        "states": dice.some(list(VisitState)),
        "methods": dice.some(list(Method)),
        "due_by": of.window.last + timedelta(days=dice.below(5) - 2),
        "open_on": of.window.opens + timedelta(days=dice.below(43) - 2),
        "manager": next(one.manager for one in (of, *VISITS) if one.manager is not None),
        "forecast": dice.pick((True, False)),
        "after": PageMark.of(of),
        "limit": dice.pick([1, 2, 5, 1_000]),
    }
    return some[name]


def by_brute_force(query: VisitQuery, visits: tuple[Visit, ...]) -> list[str]:
    """Answer by looking at every visit, one filter after the other, without a line of the library's own answer."""
    found: list[tuple[date, str, str]] = []
    for one in visits:
        place = (one.window.last, one.borrower.value, one.id.value)
        mark = None if query.after is None else (query.after.last, query.after.borrower.value, query.after.visit.value)
        manager = None if one.manager is None else one.manager.value
        passes = [
            query.borrowers is None or one.borrower.value in {who.value for who in query.borrowers},
            query.states is None or one.state.value in {state.value for state in query.states},
            query.methods is None or one.method.value in {method.value for method in query.methods},
            query.due_by is None or (query.due_by - one.window.last).days >= 0,
            query.open_on is None
            or 0
            <= (query.open_on - one.window.opens).days
            <= one.window.last.toordinal() - one.window.opens.toordinal(),
            query.manager is None or manager == query.manager.value,
            query.forecast is None or bool(one.forecast) == query.forecast,
            mark is None or place > mark,
        ]
        if all(passes):
            found.append(place)
    names = [name for _, _, name in sorted(found)]
    return names if query.limit is None else names[: query.limit]
