"""Each broken store is caught by the check named for it, and the fair store by none."""

import pytest

from loanvisit.testing import ConformanceError, check_store, run_checks, store_checks
from tests.specimens.by_the_clauses import BY_THE_CLAUSES, StartsOver
from tests.specimens.caught import ALL_STORES, row
from tests.specimens.fair import FairStore, reopened


@pytest.mark.parametrize("specimen", ALL_STORES, ids=lambda one: one.__name__)
def test_a_broken_store_is_caught_by_the_check_named_for_it(specimen: type[FairStore]) -> None:
    """The check named for a defect finds it, and says what was expected and what came."""
    checks = {check.name: check for check in store_checks(specimen, reopen=reopened)}
    with pytest.raises(ConformanceError) as caught:
        checks[ALL_STORES[specimen]].run()
    [failure] = caught.value.failures
    assert failure.name == ALL_STORES[specimen]
    assert failure.expected != "no error", failure  # it was looked for, not stumbled over
    assert failure.came


@pytest.mark.parametrize("specimen", BY_THE_CLAUSES, ids=lambda one: one.__name__)
def test_what_was_broken_by_the_clauses_is_caught_under_its_clause(specimen: type[FairStore]) -> None:
    """The check that catches a store written from the clauses alone cites the clause it was written to break."""
    [check] = [one for one in store_checks(specimen, reopen=reopened) if one.name == ALL_STORES[specimen]]
    assert check.clause == BY_THE_CLAUSES[specimen]


def test_every_check_on_a_store_has_a_specimen() -> None:
    """A check that nothing was seen to fail is decoration."""
    names = {check.name for check in store_checks(FairStore, reopen=reopened)}
    assert names == set(ALL_STORES.values())


def test_the_fair_store_keeps_every_clause() -> None:
    """What the specimens are made of is sound, so that each has its own defect only."""
    assert len(check_store(FairStore, reopen=reopened)) == len(store_checks(FairStore, reopen=reopened))


def test_results_stream_as_they_are_known() -> None:
    """Nothing is run before it is asked for, and what fails does not stop the rest."""
    stream = run_checks(store_checks(StartsOver)[:8])
    assert next(stream).failure is None
    assert [one.name for one in stream if one.failure is not None] == [
        "taking_in_again_replaces_the_ground",
        "taking_in_again_leaves_the_work",
    ]


def test_a_row_of_the_matrix_marks_what_was_caught() -> None:
    """The check named for a specimen is marked apart from others that catch it too."""
    told = row("StartsOver", store_checks(StartsOver)[:8], ALL_STORES[StartsOver])
    assert told.split()[:3] == ["StartsOver", "...x#...", "2"]
    assert told.endswith(ALL_STORES[StartsOver])
