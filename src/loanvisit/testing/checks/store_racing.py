"""What a store does with threads: of many changes one is written, nothing is lost, nothing half is seen."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Barrier, Event

from attrs import evolve

from loanvisit.codec import verify_trail
from loanvisit.domain import BorrowerId, Change, Receipt, VisitQuery
from loanvisit.errors import ConflictError, StorageError
from loanvisit.ports import Store
from loanvisit.testing.checks.bench import Bench, sight
from loanvisit.testing.checks.checking import Check, Counts, holds, made, same
from loanvisit.testing.checks.material import a_full_file, adding, adding_all, bare, replacing, versioned
from loanvisit.testing.checks.together import PATIENCE, together

RACERS, ROUNDS = 4, 30
TRIES = 5
"""How often a change is committed while its store is too busy."""


def racing_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks with threads."""
    found: tuple[tuple[str, Callable[[Bench], Counts]], ...] = (
        ("S08", of_changes_that_race_one_is_written),
        ("S08", of_changes_that_race_to_add_one_is_written),
        ("S09", nothing_written_is_lost_to_another_thread),
        ("S10", a_reader_never_sees_half_a_change),
        ("S11", a_key_raced_for_writes_once),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def of_changes_that_race_one_is_written(bench: Bench) -> Counts:
    """Threads that saw the same version commit at once, again and again: one is written, each other a conflict."""
    file = a_full_file(1)
    store = bench.holding(file)
    won = [_race(store, file.id, number) for number in range(ROUNDS)]
    held = store.file(file.id).findings[0]
    same(held.version, ROUNDS + 1, "the version after all rounds")
    same(len(store.trail(file.id)), ROUNDS, "the number of entries after all rounds")
    attempts, conflicts = RACERS * ROUNDS, sum(won)
    holds(conflicts * 5 >= attempts, "a fifth of the attempts to meet a real conflict", conflicts)
    return {"attempts": attempts, "conflicts": conflicts}


def _race(store: Store, borrower: BorrowerId, number: int) -> int:
    """Let threads read the file, wait for each other, and commit; return how many met a conflict."""
    all_have_read = Barrier(RACERS)

    def change(place: int) -> Receipt:
        file = store.file(borrower)
        decided = replacing(file, file.findings[:1], number * RACERS + place)
        all_have_read.wait(PATIENCE)
        return store.commit(decided)

    return _one_won(together([partial(change, place) for place in range(RACERS)]), f"round {number}")


def _one_won(came: list[Receipt | Exception], evidence: str) -> int:
    conflicts = [one for one in came if isinstance(one, ConflictError)]
    written = [one for one in came if isinstance(one, Receipt)]
    others = [one for one in came if one not in conflicts and one not in written]
    holds(not others, "receipts and conflicts only", others, evidence)
    holds(len(written) == 1, "one change written of those that raced", f"{len(written)} written", evidence)
    return len(conflicts)


def of_changes_that_race_to_add_one_is_written(bench: Bench) -> Counts:
    """Threads that add a thing under one id at once: it is added once."""
    file = bare(1)
    store = bench.holding(file)
    conflicts = 0
    for number in range(ROUNDS):
        changes = [evolve(adding(file.id, number), notices=()) for _ in range(RACERS)]
        came = together([partial(store.commit, one) for one in changes])
        conflicts += _one_won(came, f"round {number}")
    same(len(store.file(file.id).findings), ROUNDS, "the number of findings after all rounds")
    same(len(store.trail(file.id)), ROUNDS, "the number of entries after all rounds")
    return {"attempts": RACERS * ROUNDS, "conflicts": conflicts}


def nothing_written_is_lost_to_another_thread(bench: Bench) -> Counts:
    """Threads that add different things to two borrowers at once: each is there, in file and trail."""
    files = (bare(1), bare(2))
    store = bench.holding(*files)
    each = 25

    def add(place: int) -> int:
        for number in range(each):
            _commit_in_the_end(
                store, adding_all(files[place % 2].id, place * 1000 + number * 2, key=f"{place}/{number}")
            )
        return each

    came = together([partial(add, place) for place in range(RACERS)])
    same(came, [each] * RACERS, "what the threads came to")
    for place, file in enumerate(files):
        numbers = [one * 1000 + number * 2 for one in range(place, RACERS, 2) for number in range(each)]
        expected = {one.id for number in numbers for one in adding_all(file.id, number).stored}
        held = store.file(file.id)
        lost = expected - {one.id for one in versioned(held)}
        for kept in (held.waivers, held.deferrals, held.substitutions):
            lost -= {one.id for one in kept}
        holds(not lost, "everything committed to be in the file", f"{len(lost)} of {len(expected)} things lost")
        trail = store.trail(file.id)
        verify_trail(trail)
        same(len(trail), 2 * len(numbers), "the number of entries")
        keys = [store.written(file.id, f"{one}/{each - 1}") for one in range(place, RACERS, 2)]
        holds(None not in keys, "every key to be known", keys)
        same(len(store.visits(VisitQuery(borrowers=[file.id]))), len(numbers), "the number of visits answered")
    return {"commits": each * RACERS}


def _commit_in_the_end(store: Store, change: Change) -> None:
    """Commit a change, and where the store is too busy for it, do as its error says: the same again, a few times."""
    for _ in range(TRIES - 1):
        with suppress(StorageError):
            store.commit(change)
            return
    store.commit(change)


def a_reader_never_sees_half_a_change(bench: Bench) -> Counts:
    """While changes replace two things at once, readers always see both at the same version."""
    file = a_full_file(1)
    store = bench.holding(file)
    over = Event()
    versions: set[int] = set()

    def write() -> int:
        try:
            for number in range(3 * ROUNDS):
                held = store.file(file.id)
                store.commit(replacing(held, (held.obligations[0], held.visits[0], held.findings[0]), number))
        finally:
            over.set()
        return 0

    def read() -> int:
        looks = 0
        while not over.is_set() or not looks:
            held = store.file(file.id)
            seen = (held.obligations[0].version, held.visits[0].version, held.findings[0].version)
            holds(len(set(seen)) == 1, "one version of duty, visit and finding", seen)
            versions.add(seen[0])
            looks += 1
        return looks

    def ask() -> int:
        asked = 0
        while not over.is_set() or not asked:
            answer = store.visits(VisitQuery(borrowers=[file.id]))
            holds(len(answer) == len(file.visits), "every visit in every answer", answer)
            asked += 1
        return asked

    came = together([write, read, ask])
    for one in came:
        if isinstance(one, Exception):
            raise one
    return {"looks": sum(one for one in came if isinstance(one, int)), "versions seen": len(versions)}


def a_key_raced_for_writes_once(bench: Bench) -> Counts:
    """One change under one key, committed by several threads at once, is written once and tells them one receipt."""
    file = a_full_file(1)
    store = bench.holding(file)
    changes: list[Change] = []
    for number in range(ROUNDS):
        change = adding(file.id, 100 + number, key=f"form {number}")
        changes.append(change)
        came = together([partial(store.commit, change)] * RACERS)
        holds(all(one == came[0] and isinstance(one, Receipt) for one in came), "one receipt for all", came)
    after = sight(store, [file.id])
    same([one.entry for one in after.trails[0]], [one.trail[0] for one in changes], "the entries of the trail")
    same(len(after.files[0].findings), ROUNDS + len(file.findings), "the number of findings")
    return {"attempts": RACERS * ROUNDS}
