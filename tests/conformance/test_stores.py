"""Our own store, put through the kit that strangers use."""

from collections.abc import Callable

import pytest

from loanvisit.adapters import MemoryStore
from loanvisit.testing import Check, store_checks, store_machine
from tests.stateful.counting import Counting, walked


@pytest.mark.parametrize("check", store_checks(MemoryStore), ids=str)
def test_the_store_in_memory_keeps(check: Check) -> None:
    """The store in memory keeps every clause of a store."""
    check.run()


def test_races_are_real() -> None:
    """At least a fifth of the attempts in a race meet a conflict, and no line of the store is passed over."""
    checks = {check.name: check for check in store_checks(MemoryStore)}
    raced = checks["of_changes_that_race_one_is_written"].run()
    assert raced["conflicts"] * 5 >= raced["attempts"] >= 100
    assert checks["an_error_at_any_line_of_commit_leaves_all_or_nothing"].run()["lines"] >= 40


class Moves(store_machine(MemoryStore, reopen=lambda store: store), Counting):  # type: ignore[misc]
    """The kit's machine over the store in memory, which counts its steps."""


def test_the_store_in_memory_walks_with_hypothesis(record_property: Callable[[str, object], None]) -> None:
    """I-37 to I-40: moves that Hypothesis chooses leave the store in memory as a plain model has it."""
    walked(Moves, record_property, deep=3_000)
