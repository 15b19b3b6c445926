"""Committing a change to the store in memory, against applying it to a bare file, which the commit does as well.

What the commit adds: versions compared under a lock, the trail sealed, the receipt, and the key remembered.
"""

from collections.abc import Iterable

from attrs import evolve

from benchmarks.timing import Result, compare
from loanvisit.adapters import MemoryStore
from loanvisit.domain import BorrowerFile, Change
from loanvisit.testing import a_change, a_file


def _changes(count: int) -> list[Change]:
    return [evolve(a_change(number=place), key=f"key {place}") for place in range(count)]


def _committed(changes: list[Change]) -> MemoryStore:
    store = MemoryStore()
    store.take_in(a_file())
    for change in changes:
        store.commit(change)
    return store


def _applied(changes: list[Change]) -> BorrowerFile:
    file = a_file()
    for change in changes:
        file = file.after(change)
    return file


def results(count: int = 200) -> Iterable[Result]:
    """Compare a file that grows by a finding a commit, as a borrower's does over the years."""
    changes = _changes(count)
    yield compare(
        "change_commit_memory",
        lambda: _committed(changes),
        lambda: _applied(changes),
        n=count,
        unit="us a commit",
        scale=1e6 / count,
        must=3.0,
        aim=1.5,
    )
