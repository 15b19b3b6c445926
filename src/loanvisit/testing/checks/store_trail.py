"""Keys, receipts and the trail: written once, told the same, sealed in order."""

from collections.abc import Callable
from functools import partial

from attrs import evolve

from loanvisit.codec import verify_trail
from loanvisit.domain import BorrowerId, Change, TrailEntry
from loanvisit.errors import ConflictError
from loanvisit.testing.checks.bench import Bench, committed, sight, unmoved
from loanvisit.testing.checks.checking import Check, holds, made, refused, same, succeeds
from loanvisit.testing.checks.material import a_full_file, adding, adding_all, bare, entry


def trail_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks on keys, receipts and trails."""
    found: list[tuple[str, Callable[[Bench], None]]] = [
        ("S11", a_known_key_writes_nothing),
        ("S11", a_known_key_gives_its_receipt_whatever_came_since),
        ("S12", another_change_under_a_known_key_is_refused),
        ("S12", a_key_is_a_borrowers_own),
        ("S13", two_changes_without_a_key_are_two),
        ("S14", what_was_written_under_a_key_comes_back),
        ("S15", the_trail_holds_every_entry_in_order),
        ("S16", the_trail_verifies_with_the_head_of_the_receipt),
    ]
    if bench.reopen is not None:
        found.append(("S11", keys_and_seals_outlive_the_store_that_wrote_them))
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def a_known_key_writes_nothing(bench: Bench) -> None:
    """A change committed three times under its key is there once, in the file, the trail and the answers."""
    file = a_full_file(1)
    store = bench.holding(file)
    change = adding_all(file.id, 31, key="form 1")
    first = store.commit(change)
    before = sight(store, [file.id], ["form 1"])
    for _ in range(2):
        same(store.commit(change), first, "the receipt of a known key")
        unmoved(store, before, [file.id], ["form 1"], "a key known already")


def a_known_key_gives_its_receipt_whatever_came_since(bench: Bench) -> None:
    """Twenty changes later each key still gives the receipt it gave, and writes nothing."""
    file = bare(1)
    store = bench.holding(file)
    changes = [adding(file.id, number, key=f"form {number}") for number in range(20)]
    receipts = committed(store, *changes)
    before = sight(store, [file.id])
    for change, receipt in zip(changes, receipts, strict=True):
        about = f"the key {change.key}, committed again,"
        same(succeeds(partial(store.commit, change), about), receipt, f"the receipt of the key {change.key}")
    unmoved(store, before, [file.id], (), "keys known already")


def another_change_under_a_known_key_is_refused(bench: Bench) -> None:
    """A change that differs in anything, be it a notice or a word, is another change."""
    file = bare(1)
    store = bench.holding(file)
    change = adding(file.id, 1, key="form 1")
    store.commit(change)
    before = sight(store, [file.id], ["form 1"])
    others = (
        adding(file.id, 2, key="form 1"),
        evolve(change, notices=()),
        evolve(change, trail=()),
        evolve(change, trail=(entry(file.id, 1, "复核。"),)),
        Change(borrower=file.id, key="form 1"),
    )
    for other in others:
        refused(ConflictError, partial(store.commit, other), "another change under a known key")
        unmoved(store, before, [file.id], ["form 1"], "another change under a known key")


def a_key_is_a_borrowers_own(bench: Bench) -> None:
    """The same key of two borrowers names two changes."""
    one, other = bare(1), bare(2)
    store = bench.holding(one, other)
    changes = (adding(one.id, 1, key="form 1"), adding(other.id, 2, key="form 1"))
    for change in changes:
        succeeds(partial(store.commit, change), f"a change of {change.borrower} under a key that another has used")
    for file, change in zip((one, other), changes, strict=True):
        same(store.written(file.id, "form 1"), change, f"what {file.id} wrote under its key")
        same(store.file(file.id), file.after(change), f"the file of {file.id}")


def two_changes_without_a_key_are_two(bench: Bench) -> None:
    """Equal changes without a key are each written; the trail holds the entries of both."""
    file = bare(1)
    store = bench.holding(file)
    change = Change(borrower=file.id, trail=(entry(file.id, 1),))
    lengths = [receipt.length for receipt in committed(store, change, change, change)]
    same(lengths, [1, 2, 3], "the lengths told by the receipts")
    same([one.entry for one in store.trail(file.id)], [entry(file.id, 1)] * 3, "the entries of the trail")


def what_was_written_under_a_key_comes_back(bench: Bench) -> None:
    """`written` gives each change whole, notices and all; None for a key not used, in whatever case it is written."""
    file = a_full_file(1)
    store = bench.holding(file)
    changes = [
        adding_all(file.id, 31, key="form 1"),
        adding(file.id, 41, key="表 2"),
        Change(borrower=file.id, key="3"),
    ]
    committed(store, *changes, adding(file.id, 51))
    for change in changes:
        same(store.written(file.id, str(change.key)), change, f"what was written under {change.key}")
    for key in ("form 2", "FORM 1", "form 1 ", "None", ""):
        same(store.written(file.id, key), None, f"what was written under {key!r}, a key not used,")


def the_trail_holds_every_entry_in_order(bench: Bench) -> None:
    """Entries stand as committed, not by their instants; refused changes and known keys add none."""
    file = bare(1)
    store = bench.holding(file, bare(2))
    written: list[Change] = []
    for number in (9, 3, 7, 1, 5):
        change = evolve(adding(file.id, number, key=f"form {number}"), trail=_entries(file.id, number))
        store.commit(change)
        store.commit(change)
        store.commit(adding(bare(2).id, number))
        refused(ConflictError, partial(store.commit, adding(file.id, number)), "a change that adds an id in use")
        written.append(change)
    expected = [one for change in written for one in change.trail]
    same([one.entry for one in store.trail(file.id)], expected, "the entries of the trail")
    same([one.number for one in store.trail(file.id)], list(range(1, len(expected) + 1)), "the numbers of the entries")


def _entries(borrower: BorrowerId, number: int) -> tuple[TrailEntry, ...]:
    """Return entries that are not in the order of their instants."""
    return tuple(entry(borrower, number * step) for step in (3, 1, 2))


def the_trail_verifies_with_the_head_of_the_receipt(bench: Bench) -> None:
    """After each change the whole trail verifies up to the head and the length that its receipt told."""
    file = a_full_file(1)
    store = bench.holding(file)
    same(store.commit(Change(borrower=file.id)).head, "", "the head of an empty trail")
    for number in range(30, 40):
        key = f"form {number}" if number % 2 else None
        change = evolve(adding(file.id, number, key=key), trail=_entries(file.id, number)[: number % 4])
        receipt = store.commit(change)
        trail = store.trail(file.id)
        succeeds(partial(verify_trail, trail, head=receipt.head), "the check of the whole trail")
        same((receipt.borrower, receipt.key), (file.id, key), "what a receipt names")
        same(receipt.length, len(trail), "the length told by the receipt")
        holds(all(one.borrower == file.id for one in trail), f"entries of {file.id} only", trail)


def keys_and_seals_outlive_the_store_that_wrote_them(bench: Bench) -> None:
    """Opened again, a store holds the file, knows each key, and seals on from the head it had."""
    file = a_full_file(1)
    store = bench.holding(file)
    changes = [adding_all(file.id, 31, key="form 1"), adding(file.id, 41, key="form 2")]
    receipts = committed(store, *changes)
    before = sight(store, [file.id], ["form 1", "form 2"])
    opened = bench.reopen(store) if bench.reopen is not None else store
    unmoved(opened, before, [file.id], ["form 1", "form 2"], "it was opened again")
    for change, receipt in zip(changes, receipts, strict=True):
        same(opened.commit(change), receipt, f"the receipt of {change.key}, opened again,")
    last = opened.commit(adding(file.id, 51))
    verify_trail(opened.trail(file.id), head=last.head)
    same(last.length, len(before.trails[0]) + 1, "the length of the trail, opened again,")
