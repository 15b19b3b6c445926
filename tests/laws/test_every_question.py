"""What is asked of a store about visits: every combination of filters, mark and limit; pages while others write."""

from collections.abc import Callable

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.adapters import MemoryStore
from loanvisit.domain import Change, PageMark, Replaced, Visit, VisitQuery, VisitState
from loanvisit.ports import Store
from loanvisit.testing.checks.material import visit
from tests.conftest import PROFILE
from tests.laws.asking import FILES, VISITS, by_brute_force, questions

ROUNDS = {"few": 1, "quick": 4, "deep": 200}[PROFILE]


def a_store() -> Store:
    """A store in memory that holds visits that differ in everything a query asks for."""
    store = MemoryStore()
    for file in FILES:
        store.take_in(file)
    return store


def test_every_combination_is_answered_as_by_brute_force(record_property: Callable[[str, object], None]) -> None:
    """I-44: each of the 512 combinations of filters, mark and limit gives what a look at every visit gives."""
    store, asked, answered = a_store(), 0, 0
    for seed in range(ROUNDS):
        for query in questions(seed):
            said = [one.id.value for one in store.visits(query)]
            assert said == by_brute_force(query, VISITS), query
            asked, answered = asked + 1, answered + bool(said)
    assert asked == 512 * ROUNDS
    assert answered > asked // 8
    record_property("cases", asked)


@given(st.data())
def test_pages_hold_each_visit_once_while_others_write(data: st.DataObject) -> None:
    """I-45: with visits added, moved on and withdrawn between pages, what stays is on one page, and nothing on two."""
    store, limit = a_store(), data.draw(st.integers(1, 9))
    touched: set[Visit] = set()
    pages: list[Visit] = []
    number = 300
    while page := store.visits(VisitQuery(limit=limit, after=PageMark.of(pages[-1]) if pages else None)):
        pages += page
        file = store.file(data.draw(st.sampled_from(FILES)).id)
        what = data.draw(st.sampled_from(["add", "move", "withdraw", "nothing"]))
        one = data.draw(st.sampled_from(file.visits)) if file.visits else None
        if what == "add":
            number += 1
            store.commit(Change(borrower=file.id, visits=(visit(file.id, number),)))
        elif one is not None and what != "nothing":
            moved = (evolve(one, state=VisitState.MADE, version=one.version + 1),) if what == "move" else ()
            gone = () if moved else (one.id,)
            seen = (Replaced(id=one.id, version=one.version),)
            store.commit(Change(borrower=file.id, visits=moved, withdrawn=gone, replaces=seen))
            touched.add(one)
    ids = [one.id for one in pages]
    assert len(ids) == len(set(ids))
    assert {one.id for one in VISITS} - {one.id for one in touched} <= set(ids)
    assert [PageMark.of(one) for one in pages] == sorted(PageMark.of(one) for one in pages)
