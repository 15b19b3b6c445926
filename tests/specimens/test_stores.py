"""Each broken store is caught by the check named for it, and the fair store by none."""

import pytest

from loanvisit.testing import ConformanceError, check_store, run_checks, store_checks
from tests.specimens.by_the_clauses import (
    BY_THE_CLAUSES,
    AnswersByBorrower,
    LocksNothing,
    RemembersTheLastKey,
    SaysNothingOfStrangers,
    StartsOver,
    TakesNoKeyForAKey,
    TidiesText,
    TurnsThePageByDay,
    WritesOver,
    WritesTheTrailFirst,
)
from tests.specimens.fair import FairStore, reopened
from tests.specimens.stores import STORES

CAUGHT_BY: dict[type[FairStore], str] = {
    SaysNothingOfStrangers: "an_unknown_borrower_is_not_found",
    StartsOver: "taking_in_again_leaves_the_work",
    WritesOver: "an_id_in_use_is_refused",
    WritesTheTrailFirst: "a_refused_change_writes_nothing",
    LocksNothing: "nothing_written_is_lost_to_another_thread",
    RemembersTheLastKey: "a_known_key_gives_its_receipt_whatever_came_since",
    TakesNoKeyForAKey: "two_changes_without_a_key_are_two",
    AnswersByBorrower: "answers_stand_by_last_day_borrower_and_id",
    TurnsThePageByDay: "pages_put_together_are_the_whole_answer",
    TidiesText: "texts_come_back_to_the_character",
    **STORES,
}


@pytest.mark.parametrize("specimen", CAUGHT_BY, ids=lambda one: one.__name__)
def test_a_broken_store_is_caught_by_the_check_named_for_it(specimen: type[FairStore]) -> None:
    """The check named for a defect finds it, and says what was expected and what came."""
    checks = {check.name: check for check in store_checks(specimen, reopen=reopened)}
    with pytest.raises(ConformanceError) as caught:
        checks[CAUGHT_BY[specimen]].run()
    [failure] = caught.value.failures
    assert failure.name == CAUGHT_BY[specimen]
    assert failure.expected != "no error", failure  # it was looked for, not stumbled over
    assert failure.came


@pytest.mark.parametrize("specimen", BY_THE_CLAUSES, ids=lambda one: one.__name__)
def test_what_was_broken_by_the_clauses_is_caught_under_its_clause(specimen: type[FairStore]) -> None:
    """The check that catches a store written from the clauses alone cites the clause it was written to break."""
    [check] = [one for one in store_checks(specimen, reopen=reopened) if one.name == CAUGHT_BY[specimen]]
    assert check.clause == BY_THE_CLAUSES[specimen]


def test_every_check_on_a_store_has_a_specimen() -> None:
    """A check that nothing was seen to fail is decoration."""
    names = {check.name for check in store_checks(FairStore, reopen=reopened)}
    assert names == set(CAUGHT_BY.values())


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
