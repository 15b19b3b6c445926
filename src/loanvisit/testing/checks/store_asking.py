"""What a store answers when asked about visits: the right ones, in order, page by page."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import combinations, product
from types import MappingProxyType
from typing import Any

from attrs import evolve

from loanvisit.domain import BorrowerFile, Method, OfficerId, PageMark, Visit, VisitQuery, VisitState
from loanvisit.ports import Store
from loanvisit.testing.checks.bench import Bench, committed
from loanvisit.testing.checks.checking import Check, Counts, holds, made, same
from loanvisit.testing.checks.material import bare, borrower_id, day, replacing, visit, withdrawing

FILTERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "borrowers": ((borrower_id(1),), (borrower_id(2), borrower_id(3)), (borrower_id(9),)),
        "states": ((VisitState.PLANNED,), (VisitState.MISSED, VisitState.MADE, VisitState.FILED)),
        "methods": ((Method.ON_SITE,), (Method.INTERVIEW, Method.ON_SITE)),
        "due_by": (day(30), day(31)),
        "open_on": (day(10), day(30)),
        "manager": (OfficerId("officer-1"), OfficerId("officer-2")),
        "forecast": (True, False),
        "after": (),
        "limit": (3, 1000),
    }
)
"""Some values of each filter; a mark to ask on from is made of what is there."""


def asking_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks on answers."""
    found: tuple[tuple[str, Callable[[Bench], Counts | None]], ...] = (
        ("S19", every_pair_of_filters_is_answered_as_by_hand),
        ("S19", answers_follow_every_change),
        ("S20", answers_stand_by_last_day_borrower_and_id),
        ("S21", pages_put_together_are_the_whole_answer),
        ("S22", an_empty_filter_lets_none_pass),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def files_with_visits() -> tuple[BorrowerFile, ...]:
    """Return files whose visits differ in everything a query asks for, many on the same days."""
    numbers = {1: (*range(12), 63, 123), 2: range(60, 72), 3: range(6, 24, 2)}
    return tuple(
        evolve(bare(file), visits=tuple(visit(borrower_id(file), number) for number in some))
        for file, some in numbers.items()
    )


def _full(bench: Bench) -> tuple[Store, tuple[Visit, ...]]:
    files = files_with_visits()
    return bench.holding(*files), tuple(one for file in files for one in file.visits)


def every_pair_of_filters_is_answered_as_by_hand(bench: Bench) -> Counts:
    """No filter, each filter, and each pair of two, with each of some values, against a walk over all visits."""
    store, visits = _full(bench)
    inner = sorted(map(PageMark.of, visits))
    values: dict[str, tuple[Any, ...]] = {**FILTERS, "after": (inner[len(inner) // 2], PageMark.of(visits[0]))}
    asked = 0
    for names in (*combinations(values, 0), *combinations(values, 1), *combinations(values, 2)):
        for chosen in product(*(values[name] for name in names)):
            filters: dict[str, Any] = dict(zip(names, chosen, strict=True))
            query = VisitQuery(**filters)
            same(store.visits(query), _by_hand(query, visits), "the answer", f"{query}")
            asked += 1
    return {"queries": asked}


def _by_hand(query: VisitQuery, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Answer a second time, filter by filter."""
    found = list(visits)
    if query.borrowers is not None:
        found = [one for one in found if one.borrower in query.borrowers]
    if query.states is not None:
        found = [one for one in found if one.state in query.states]
    if query.methods is not None:
        found = [one for one in found if one.method in query.methods]
    if query.due_by is not None:
        found = [one for one in found if not one.window.last > query.due_by]
    if query.open_on is not None:
        found = [one for one in found if one.window.opens <= query.open_on <= one.window.last]
    if query.manager is not None:
        found = [one for one in found if one.manager is not None and one.manager.value == query.manager.value]
    if query.forecast is not None:
        found = [one for one in found if one.forecast == query.forecast]
    found.sort(key=_place)
    if query.after is not None:
        mark = (query.after.last, query.after.borrower.value, query.after.visit.value)
        found = [one for one in found if _place(one) > mark]
    answer = tuple(found if query.limit is None else found[: query.limit])
    same(query.answer(visits), answer, "the library's own answer")
    return answer


def _place(visit: Visit) -> tuple[object, str, str]:
    return (visit.window.last, visit.borrower.value, visit.id.value)


def answers_follow_every_change(bench: Bench) -> None:
    """A visit that was moved on answers for its new state and no more for the old; one withdrawn answers nothing."""
    store, visits = _full(bench)
    first = store.file(borrower_id(1))
    store.commit(replacing(first, first.visits, 5))
    moved = store.file(first.id)
    store.commit(withdrawing(moved, moved.visits[:3], 6))
    held = (*moved.visits[3:], *(one for one in visits if one.borrower != first.id))
    for state in VisitState:
        query = VisitQuery(states=[state])
        same(store.visits(query), _by_hand(query, held), f"the visits {state.value}, after changes,")
    store.take_in(bare(1))
    same(store.visits(VisitQuery()), _by_hand(VisitQuery(), held), "the visits, after a file was taken in again,")


def answers_stand_by_last_day_borrower_and_id(bench: Bench) -> None:
    """Files and changes in whatever order: answers stand by last day, then borrower, then id, letter by letter."""
    files = files_with_visits()
    store = bench.holding(*reversed(files))
    for number in (24, 36, 0, 12):
        borrower = borrower_id(3 - number // 24)
        adding = evolve(replacing(store.file(borrower), (), number), visits=(visit(borrower, number + 120),))
        committed(store, adding)
    places = [_place(one) for one in store.visits(VisitQuery())]
    same(places, sorted(places), "the order of answers")
    same(len(places), sum(len(file.visits) for file in files) + 4, "the number of answers")


def pages_put_together_are_the_whole_answer(bench: Bench) -> None:
    """Pages of one, two, three, five and seven, with and without another filter, hold each visit once, in order."""
    store, _ = _full(bench)
    for whole in (VisitQuery(), VisitQuery(methods=[Method.ON_SITE]), VisitQuery(due_by=day(40))):
        expected = store.visits(whole)
        for limit in (1, 2, 3, 5, 7):
            pages: list[Visit] = []
            query = evolve(whole, limit=limit)
            while True:
                page = store.visits(query)
                holds(len(page) <= limit, f"a page of at most {limit}", page)
                if not page or len(pages) > len(expected):
                    break
                pages += page
                query = evolve(query, after=PageMark.of(page[-1]))
            same(tuple(pages), expected, f"the pages of {limit} put together")


def an_empty_filter_lets_none_pass(bench: Bench) -> None:
    """An empty set of borrowers, states or methods lets none pass, also beside another filter; left out, all pass."""
    store, visits = _full(bench)
    for name in ("borrowers", "states", "methods"):
        empty: dict[str, Any] = {name: ()}
        same(store.visits(VisitQuery(**empty)), (), f"the answer to no {name}")
        same(store.visits(VisitQuery(**empty, limit=5)), (), f"the answer to no {name}, five at most")
    same(len(store.visits(VisitQuery())), len(visits), "the number of visits that pass no filter at all")
