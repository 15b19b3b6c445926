"""Which check must catch which broken thing, and which do: `python -m tests.specimens.caught` prints the matrix."""

import sys
from collections.abc import Iterable, Iterator

from loanvisit.testing import Check, policy_checks, run_checks, store_checks
from tests.specimens.by_the_clauses import (
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
from tests.specimens.policies import POLICIES
from tests.specimens.stores import STORES

ALL_STORES: dict[type[FairStore], str] = {
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
"""Every broken store with the check named for it."""


def row(name: str, checks: Iterable[Check], named: str) -> str:
    """Run checks on one specimen: `#` for the one named that caught it, `x` for another that did, `.` for the rest."""
    marks = ["." if one.failure is None else "#" if one.name == named else "x" for one in run_checks(checks)]
    return f"{name:<28}{''.join(marks)}  {len(marks) - marks.count('.'):>2} caught it, named for it: {named}"


def matrix() -> Iterator[str]:
    """Yield a row for each specimen, and before each part the checks in the order of the columns."""
    yield from _legend(store_checks(FairStore, reopen=reopened))
    for store, named in ALL_STORES.items():
        yield row(store.__name__, store_checks(store, reopen=reopened), named)
    yield from _legend(policy_checks(next(iter(POLICIES))))
    for policy, named in POLICIES.items():
        yield row(policy.__name__, policy_checks(policy), named)


def _legend(checks: Iterable[Check]) -> Iterator[str]:
    for place, check in enumerate(checks, 1):
        yield f"{place:>3} {check.clause} {check.name}"


if __name__ == "__main__":
    for line in matrix():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
