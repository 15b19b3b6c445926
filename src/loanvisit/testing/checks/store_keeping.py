"""What a store does with files: given back, taken in again, kept apart, refused where they are no files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import evolve

from loanvisit.domain import Change, LoanId, VisitQuery
from loanvisit.errors import InputError, NotFoundError
from loanvisit.testing.builders import a_borrower, a_file, a_loan
from loanvisit.testing.checks.bench import Bench, committed, sight, unmoved
from loanvisit.testing.checks.checking import Check, holds, made, refused, same, shown
from loanvisit.testing.checks.material import (
    a_full_file,
    adding,
    adding_all,
    bare,
    borrower_id,
    other_ground,
    replacing,
    versioned,
)


def keeping_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks on files."""
    found: tuple[tuple[str, Callable[[Bench], None]], ...] = (
        ("S01", a_file_comes_back_as_it_was_taken_in),
        ("S02", an_unknown_borrower_is_not_found),
        ("S02", a_new_store_is_empty),
        ("S03", taking_in_again_replaces_the_ground),
        ("S03", taking_in_again_leaves_the_work),
        ("S17", a_file_without_entries_has_an_empty_trail),
        ("S18", one_borrower_changes_nothing_of_another),
        ("S18", ids_that_differ_by_case_are_two),
        ("S24", what_is_given_back_is_the_hosts_own),
        ("S25", what_is_of_the_wrong_type_is_refused),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def a_file_comes_back_as_it_was_taken_in(bench: Bench) -> None:
    """Files with much, with little and with nothing come back equal."""
    files = (a_full_file(1), bare(2), a_file(a_loan(borrower="B-3"), borrower=a_borrower("B-3", kind=None)))
    store = bench.holding(*files)
    for file in files:
        same(store.file(file.id), file, f"the file of {file.id}")


def an_unknown_borrower_is_not_found(bench: Bench) -> None:
    """Each method that names a borrower refuses one never taken in, and the borrower stays unknown."""
    store = bench.holding(a_full_file(1))
    before = sight(store, [borrower_id(1)])
    stranger = borrower_id(2)
    acts: dict[str, Callable[[], object]] = {
        "file": lambda: store.file(stranger),
        "trail": lambda: store.trail(stranger),
        "written": lambda: store.written(stranger, "key"),
        "commit": lambda: store.commit(adding_all(stranger, 5, key="key")),
        "file, after that commit,": lambda: store.file(stranger),
    }
    for name, act in acts.items():
        refused(NotFoundError, act, f"{name} of a borrower never taken in")
    unmoved(store, before, [borrower_id(1)], (), "a commit for a borrower never taken in")


def a_new_store_is_empty(bench: Bench) -> None:
    """A store shares nothing with another made before."""
    other = bench.holding(a_full_file(1))
    committed(other, adding_all(borrower_id(1), 31, key="key"))
    fresh = bench.maker()
    same(fresh.visits(VisitQuery()), (), "the visits of a store just made")
    refused(NotFoundError, lambda: fresh.file(borrower_id(1)), "a store just made, asked for another store's file,")


def taking_in_again_replaces_the_ground(bench: Bench) -> None:
    """Each part of the ground is the new one, also where the new one says less."""
    first, then = a_full_file(1), other_ground(a_full_file(1), 7)
    store = bench.holding(first)
    for file in (
        then,
        bare(1),
        evolve(bare(1), past_known_from=None, signals=(), events=(), past=(), loans=bare(1).loans[:1]),
    ):
        store.take_in(file)
        expected = evolve(first, **{name: getattr(file, name) for name in _GROUND})
        same(store.file(first.id), expected, "the file taken in again")


def taking_in_again_leaves_the_work(bench: Bench) -> None:
    """What changes wrote, the trail and the keys are as they were; what the given file says of work is passed over."""
    first = a_full_file(1)
    store = bench.holding(first)
    change = adding_all(first.id, 41, key="form 1")
    [receipt] = committed(store, change)
    worked = first.after(change)
    before = sight(store, [first.id], ["form 1"])
    for file in (other_ground(first, 7), a_full_file(1), bare(1)):
        store.take_in(file)
        expected = evolve(worked, **{name: getattr(file, name) for name in _GROUND})
        same(store.file(first.id), expected, "the file taken in again")
        same(store.trail(first.id), before.trails[0], "the trail after taking in again")
        same(store.written(first.id, "form 1"), change, "the change written under a key, after taking in again,")
        same(store.commit(change), receipt, "the receipt of a known key, after taking in again,")


_GROUND = ("borrower", "loans", "facts", "signals", "events", "past", "past_findings", "past_known_from")


def a_file_without_entries_has_an_empty_trail(bench: Bench) -> None:
    """A file just taken in, and one with a change that has no entries, have the empty trail."""
    store = bench.holding(a_full_file(1), bare(2))
    same(store.trail(borrower_id(1)), (), "the trail of a file just taken in")
    receipt = store.commit(evolve(adding(borrower_id(2), 5), trail=()))
    same(store.trail(borrower_id(2)), (), "the trail after a change without entries")
    same(receipt.length, 0, "the length told by a receipt without entries")


def one_borrower_changes_nothing_of_another(bench: Bench) -> None:
    """Changes, refusals and files of one leave the file, trail, keys and visits of the other as they were."""
    one, other = a_full_file(1), a_full_file(2)
    store = bench.holding(one, other)
    committed(store, adding_all(other.id, 51, key="key"), adding_all(one.id, 51, key="key"))
    before = sight(store, [other.id], ["key", "other key"])
    mine = VisitQuery(borrowers=[other.id])
    visits = store.visits(mine)
    file = store.file(one.id)
    committed(store, replacing(file, versioned(file), 3, key="other key"), adding(one.id, 61))
    store.take_in(other_ground(one, 9))
    after = sight(store, [other.id], ["key", "other key"])
    same(after.files, before.files, "another borrower's file")
    same(after.trails, before.trails, "another borrower's trail")
    same(after.written, before.written, "what was written under another borrower's keys")
    same(store.visits(mine), visits, "another borrower's visits")
    same({entry.borrower for entry in store.trail(one.id)}, {one.id}, "whose entries the trail holds")


def ids_that_differ_by_case_are_two(bench: Bench) -> None:
    """Ids are compared letter by letter: `b-1` is not `B-1`, neither as a borrower, nor as a key, nor as a thing."""
    upper, lower = (a_file(a_loan(f"{name}/L", borrower=name), borrower=a_borrower(name)) for name in ("B-1", "b-1"))
    store = bench.holding(upper, lower)
    same(store.file(upper.id), upper, "the file of B-1")
    same(store.file(lower.id), lower, "the file of b-1")
    small, large = adding(upper.id, 1, key="form a"), adding(upper.id, 2, key="form A")
    committed(store, small, large)
    same(store.written(upper.id, "form A"), large, "the change under the key `form A`")
    same(store.written(upper.id, "form a"), small, "the change under the key `form a`")
    things = tuple(evolve(small.finding, id=type(small.finding.id)(name)) for name in ("f-9", "F-9"))
    committed(store, *(evolve(adding(lower.id, 9), findings=(one,)) for one in things))
    same(set(store.file(lower.id).findings), set(things), "two findings whose ids differ by case")
    shown_of = {one.borrower for one in store.visits(VisitQuery(borrowers=[upper.id]))}
    holds(shown_of <= {upper.id}, "visits of B-1 only", shown_of)


def what_is_given_back_is_the_hosts_own(bench: Bench) -> None:
    """Whatever in an answer can be emptied is emptied, and the store still answers as before."""
    file = a_full_file(1)
    store, untouched = bench.holding(file), bench.holding(file)
    for one in (store, untouched):
        committed(one, adding_all(file.id, 71, key="key"))
    answers = (store.file(file.id), store.trail(file.id), store.visits(VisitQuery()), store.written(file.id, "key"))
    emptied = sum(_empty(answer, set()) for answer in answers)
    evidence = f"{emptied} containers that can be changed were found in the answers, and emptied"
    same(
        sight(store, [file.id], ["key"]),
        sight(untouched, [file.id], ["key"]),
        "the store, after its answers were changed,",
        evidence,
    )


def _empty(value: Any, seen: set[int]) -> int:
    """Empty every container that lets itself be emptied, however deep; count them."""
    if id(value) in seen or isinstance(value, str | bytes | type):
        return 0
    seen.add(id(value))
    held: list[Any] = []
    if isinstance(value, tuple | frozenset | list | set):
        held = list(value)  # pyright: ignore[reportUnknownArgumentType]
    else:
        names = [name for one in type(value).__mro__ for name in getattr(one, "__slots__", ())]
        held = [getattr(value, name, None) for name in names if name != "__weakref__"]
    count = sum(_empty(one, seen) for one in held)
    if isinstance(value, list | dict | set):
        value.clear()
        return count + 1
    return count


def what_is_of_the_wrong_type_is_refused(bench: Bench) -> None:
    """Each method refuses each of some things that are not what it takes, and nothing is written."""
    file = a_full_file(1)
    change = adding(file.id, 5, key="key")
    store = bench.holding(file)
    before = sight(store, [file.id], ["key"])
    loose: Any = store
    wrong: dict[str, tuple[Callable[[Any], object], tuple[object, ...]]] = {
        "take_in": (loose.take_in, (None, {}, file.borrower, change, file.id, (file,))),
        "file": (loose.file, ("B-1", LoanId("B-1"), None, file)),
        "trail": (loose.trail, ("B-1", LoanId("B-1"), None, file)),
        "written, of a borrower,": (lambda given: loose.written(given, "key"), ("B-1", LoanId("B-1"), None)),
        "written, under a key,": (lambda given: loose.written(file.id, given), (None, 7, b"key", ("key",))),
        "commit": (loose.commit, (None, {}, file, change.finding, (change,), _Looser(borrower=file.id))),
        "visits": (loose.visits, (None, {}, file.id, "B-1")),
    }
    for name, (act, things) in wrong.items():
        for given in things:
            refused(InputError, partial(act, given), f"{name} given {shown(given)[:60]}")
    unmoved(store, before, [file.id], ["key"], "what was of the wrong type")


class _Looser(Change):
    """Passes for a change, and promises nothing."""

    __slots__ = ()
