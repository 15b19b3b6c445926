"""What a store does with changes: written whole, or refused whole."""

from collections.abc import Callable
from functools import partial

from attrs import evolve

from loanvisit.domain import Change, FindingId, Replaced, VisitQuery
from loanvisit.errors import ConflictError
from loanvisit.testing.checks.bench import Bench, committed, sight, unmoved
from loanvisit.testing.checks.checking import Check, holds, made, refused, same
from loanvisit.testing.checks.material import (
    a_full_file,
    adding,
    adding_all,
    deferral,
    duty,
    entry,
    finding,
    next_version,
    record,
    remediation,
    replacing,
    substitution,
    versioned,
    visit,
    waiver,
    withdrawing,
)


def changing_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks on changes, one at a time."""
    found: tuple[tuple[str, Callable[[Bench], None]], ...] = (
        ("S04", what_a_change_adds_is_in_the_file),
        ("S04", what_a_change_replaces_is_at_its_next_version),
        ("S04", withdrawn_visits_are_gone),
        ("S05", a_stale_version_is_refused),
        ("S05", one_stale_version_among_many_is_refused),
        ("S06", an_id_in_use_is_refused),
        ("S07", a_refused_change_writes_nothing),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def what_a_change_adds_is_in_the_file(bench: Bench) -> None:
    """One of every kind of thing is added at once, and everything else stays."""
    file = a_full_file(1)
    store = bench.holding(file)
    change = adding_all(file.id, 31)
    store.commit(change)
    held = store.file(file.id)
    for kind in (
        "obligations",
        "visits",
        "records",
        "findings",
        "remediations",
        "waivers",
        "deferrals",
        "substitutions",
    ):
        expected = {*getattr(file, kind), *getattr(change, kind)}
        came = set(getattr(held, kind))
        holds(came == expected, f"the {kind} held before and those added", came)
    same(held, file.after(change), "the file after a change")
    same(store.visits(VisitQuery()), VisitQuery().answer(held.visits), "the visits after a change")


def what_a_change_replaces_is_at_its_next_version(bench: Bench) -> None:
    """Each kind of thing by itself, then all at once, is replaced by its next version, again and again."""
    file = a_full_file(1)
    store = bench.holding(file)
    for number in range(3):
        for one in versioned(file):
            held = next(thing for thing in versioned(store.file(file.id)) if thing.id == one.id)
            change = replacing(store.file(file.id), [held], number)
            before = store.file(file.id)
            store.commit(change)
            after = store.file(file.id)
            [now] = [thing for thing in versioned(after) if thing.id == one.id]
            same(now, next_version(held, number), f"{one.id} after its change")
            same(after, before.after(change), f"the file after a change of {one.id}")
    change = replacing(store.file(file.id), versioned(store.file(file.id)), 9)
    expected = store.file(file.id).after(change)
    store.commit(change)
    same(store.file(file.id), expected, "the file after a change of everything")


def withdrawn_visits_are_gone(bench: Bench) -> None:
    """A visit withdrawn is in no file and no answer; the others stay."""
    file = a_full_file(1)
    store = bench.holding(file, a_full_file(2))
    store.commit(withdrawing(file, file.visits[:1], 1))
    same(store.file(file.id), evolve(file, visits=file.visits[1:]), "the file after a visit was withdrawn")
    same(store.visits(VisitQuery(borrowers=[file.id])), file.visits[1:], "the visits answered")
    same(len(store.visits(VisitQuery())), 3, "the number of visits of all borrowers")


def a_stale_version_is_refused(bench: Bench) -> None:
    """A change of each kind of thing is refused that saw the version before, the one after, or a thing not held."""
    file = a_full_file(1)
    store = bench.holding(file)
    store.commit(replacing(file, versioned(file), 1))
    held = store.file(file.id)
    for one in versioned(held):
        change = replacing(held, [one], 2)
        for version in (one.version - 1, one.version + 1):
            stale = evolve(change, replaces=(Replaced(id=one.id, version=version),))
            about = f"a change of {one.id}, seen at version {version}, held at {one.version},"
            refused(ConflictError, partial(store.commit, stale), about)
    strange = evolve(adding(file.id, 77), replaces=(Replaced(id=FindingId("nowhere"), version=1),))
    refused(ConflictError, partial(store.commit, strange), "a change that replaces what the store does not hold")
    same(store.file(file.id), held, "the file after changes refused")


def one_stale_version_among_many_is_refused(bench: Bench) -> None:
    """A change of everything is refused where one thing, whichever, was seen at another version."""
    file = a_full_file(1)
    store = bench.holding(file)
    whole = replacing(file, versioned(file), 1)
    for place, one in enumerate(whole.replaces):
        seen = (*whole.replaces[:place], evolve(one, version=one.version + 3), *whole.replaces[place + 1 :])
        stale = evolve(whole, replaces=seen)
        refused(ConflictError, partial(store.commit, stale), f"a change of everything with {one.id} stale")
    same(store.file(file.id), file, "the file after changes refused")


def an_id_in_use_is_refused(bench: Bench) -> None:
    """What a change adds of each kind under an id in use is refused, also where it is equal to what is there."""
    file = a_full_file(1)
    store = bench.holding(file)
    new = 11  # the number of the first thing of each kind in the file
    borrower = file.id
    clashes = (
        Change(borrower=borrower, obligations=(duty(borrower, new),)),
        Change(borrower=borrower, visits=(visit(borrower, new),)),
        Change(borrower=borrower, records=(record(borrower, new),)),
        Change(borrower=borrower, findings=(finding(borrower, new),)),
        Change(borrower=borrower, remediations=(remediation(borrower, new),)),
        Change(borrower=borrower, waivers=(waiver(borrower, new),)),
        Change(borrower=borrower, deferrals=(deferral(borrower, new),)),
        Change(borrower=borrower, substitutions=(substitution(borrower, new),)),
        Change(borrower=borrower, findings=(finding(borrower, 99), evolve(finding(borrower, new), version=2))),
    )
    for change in clashes:
        about = f"a change that adds {change.stored[-1].id}, which is held,"
        refused(ConflictError, partial(store.commit, change), about)
    same(store.file(borrower), file, "the file after changes refused")


def a_refused_change_writes_nothing(bench: Bench) -> None:
    """After each kind of refusal the file, the trail, the keys and the answers are as before, and work goes on."""
    file = a_full_file(1)
    store = bench.holding(file, a_full_file(2))
    change = adding_all(file.id, 31, key="form 1")
    store.commit(change)
    keys = ("form 1", "form 2")
    before = sight(store, [file.id, a_full_file(2).id], keys)
    fresh = adding_all(file.id, 41, key="form 2")
    bad = {
        "a stale version": evolve(fresh, replaces=(Replaced(id=file.findings[0].id, version=9),)),
        "an id in use": evolve(fresh, findings=(*fresh.findings, finding(file.id, 31))),
        "another change under a key": evolve(fresh, key="form 1"),
    }
    for about, refusable in bad.items():
        refused(ConflictError, partial(store.commit, refusable), about)
        unmoved(store, before, [file.id, a_full_file(2).id], keys, about)
    committed(store, fresh, evolve(adding(file.id, 51), trail=(entry(file.id, 51),)))
    same(len(store.trail(file.id)), 5, "the number of entries after two good changes")
