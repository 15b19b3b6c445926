"""The kit itself: failures are data, one check fails alone, and what is skipped says why."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Event

import pytest
from attrs import evolve
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from loanvisit.adapters import MemoryEvidence, MemoryStore
from loanvisit.domain import BorrowerId, EvidenceRef, Money, Notice, OfficerId
from loanvisit.errors import InputError, LoanVisitError, NotFoundError
from loanvisit.ports import Evidence
from loanvisit.testing import (
    ConformanceError,
    Failure,
    a_change,
    a_duty,
    a_file,
    a_policy,
    check_clock,
    check_evidence,
    check_policy,
    check_publisher,
    clock_checks,
    evidence_checks,
    policy_checks,
    run_checks,
    store_checks,
    store_machine,
    weekdays,
)
from loanvisit.testing.checks.checking import Unkept, difference, holds, made, refused, same, shown, succeeds
from loanvisit.testing.checks.dice import Dice
from loanvisit.testing.checks.together import together

NO_SHRINKING = settings(max_examples=20, phases=[Phase.generate], database=None, deadline=None)


class Backwards:
    """A clock whose every instant is before the last."""

    def __init__(self) -> None:
        self.told = 0

    def now(self) -> datetime:
        self.told += 1
        return datetime(2026, 1, 1, 12, 0, 0, 999_999 - self.told, tzinfo=UTC)


class Deaf:
    """A publisher that tells nobody."""

    told: tuple[Notice, ...] = ()

    def publish(self, notices: tuple[Notice, ...], /) -> None:
        self.told = notices[:0]


def _leave(kept: Evidence, reference: EvidenceRef) -> None:
    """Spoil nothing."""


def test_an_error_lists_every_check_that_failed() -> None:
    """Each failure has its name, clause, what was expected, what came, and is shown in a line."""
    with pytest.raises(ConformanceError) as caught:
        check_publisher(Deaf, lambda one: one.told)
    assert [(one.name, one.clause) for one in caught.value.failures] == [
        ("every_notice_is_told", "P01"),
        ("notices_of_one_call_are_told_in_order", "P02"),
    ]
    assert isinstance(caught.value, AssertionError)
    assert not isinstance(caught.value, LoanVisitError)
    assert str(caught.value).startswith("every_notice_is_told (P01): expected every notice to be told; came 15 never")


def test_an_error_pickles() -> None:
    """It comes back from another process with its failures."""
    error = ConformanceError(Failure(name="n", clause="S01", expected="this", came="that", evidence="so"))
    assert pickle.loads(pickle.dumps(error)).failures == error.failures  # noqa: S301  its own pickle
    assert str(error) == "n (S01): expected this; came that\nso"


def test_what_is_skipped_says_why() -> None:
    """A check skipped is not run, and its reason stands in its place."""
    reason = "our clock is set by hand"
    one, two = check_clock(Backwards, skip={"no_instant_is_before_one_told_earlier": reason})
    assert (one.skipped, one.failure) == (None, None)
    assert (two.skipped, two.failure, two.counts) == (reason, None, {})


@pytest.mark.parametrize("skip", [{"no_such_check": "why not"}, {"no_instant_is_before_one_told_earlier": " "}])
def test_what_cannot_be_skipped_is_refused(skip: dict[str, str]) -> None:
    """A check that there is not, and a skip without a reason, are refused before anything is run."""
    with pytest.raises(InputError):
        run_checks(clock_checks(Backwards), skip=skip)


def test_an_error_of_the_host_is_a_failure() -> None:
    """Whatever a check stumbles over is told with its type and where it arose."""

    def stumble() -> None:
        raise ZeroDivisionError

    with pytest.raises(ConformanceError) as caught:
        made("S01", stumble).run()
    [failure] = caught.value.failures
    assert (failure.name, failure.expected) == ("stumble", "no error")
    assert failure.came.startswith("ZeroDivisionError")
    assert "raise ZeroDivisionError" in failure.evidence


@pytest.mark.parametrize(
    ("expected", "came", "path"),
    [
        (a_file(), evolve(a_file(), past_known_from=a_file().loans[0].matures_on), ".past_known_from"),
        (1, True, ""),
        (BorrowerId("1"), OfficerId("1"), ""),
        (Decimal("0.35"), Decimal("0.350"), ""),
        (Money("0.10", "CNY"), Money("0.20", "CNY"), ".amount"),
        ((1, 2), (1, 2, 3), ": the number of items"),
        ((1, 2), (1, 3), "[1]"),
        ({"a": 1}, {"a": 2}, "[0][1]"),
    ],
)
def test_a_difference_is_told_by_its_place(expected: object, came: object, path: str) -> None:
    """The first place where two values differ is named, though they be equal in Python's eyes."""
    found = difference(expected, came, "")
    assert found is not None
    assert found[0] == path
    assert difference(expected, expected, "") is None
    with pytest.raises(Unkept):
        same(came, expected, "it")


def test_demands_tell_what_came() -> None:
    """Each demand that fails tells what was expected and what came."""

    def refuse() -> None:
        raise InputError

    acts: tuple[Callable[[], object], ...] = (
        lambda: holds([], "something", 7),
        lambda: refused(NotFoundError, lambda: 7, "it"),
        lambda: refused(NotFoundError, refuse, "it"),
        lambda: succeeds(refuse, "it"),
    )
    for act in acts:
        with pytest.raises(Unkept) as caught:
            act()
        assert "7" in caught.value.came or "InputError" in caught.value.came
    assert shown("x" * 1000).endswith("… (1002 characters)")


def test_a_thread_that_never_ends_is_told() -> None:
    """Threads are waited for so long and no longer."""
    never = Event()
    with pytest.raises(Unkept):
        together([never.wait, lambda: True], patience=0.05)
    never.set()


def test_dice_fall_the_same() -> None:
    """Equal keys draw equally."""
    one, other = Dice("a"), Dice("a")
    assert [one.below(100) for _ in range(20)] == [other.below(100) for _ in range(20)]
    assert set(one.some(range(50))) < set(range(50))
    assert one.pick("x") == "x"


def test_a_policy_may_be_given_or_made() -> None:
    """A policy, a class of policies and a function that makes one are all asked."""
    policy = a_policy()
    for given in (policy, lambda: policy):
        assert len(check_policy(given, files=[a_file()], calendars=[weekdays()])) == len(policy_checks(policy))


def test_a_policy_is_asked_about_bare_and_full_files() -> None:
    """A file without loans, and one that keeps duties of its own, are asked about like any other."""
    owed = a_duty(date(2026, 1, 1), date(2026, 3, 31))
    files = [evolve(a_file(), loans=()), evolve(a_file(), obligations=(owed,))]
    assert {one.failure for one in check_policy(a_policy(), files=files, days=[date(2026, 3, 31)])} == {None}


def test_a_store_without_lines_cannot_be_broken_into() -> None:
    """Where no line of the store's own modules runs, the check says so instead of passing."""
    own = {name: thing for name, thing in vars(MemoryStore).items() if name not in ("__dict__", "__weakref__")}
    hidden = type("Hidden", (), {**own, "__module__": "builtins"})
    checks = {check.name: check for check in store_checks(hidden)}
    with pytest.raises(ConformanceError, match="at least one line"):
        checks["an_error_at_any_line_of_commit_leaves_all_or_nothing"].run()


def test_the_machine_finds_a_store_that_forgets() -> None:
    """A store that drops the second entry of a change is found by Hypothesis too."""

    class Forgets(MemoryStore):
        def commit(self, change, /):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            return super().commit(evolve(change, trail=change.trail[:1]))

    with pytest.raises(Unkept):
        run_state_machine_as_test(store_machine(Forgets), settings=NO_SHRINKING)


def test_the_checks_need_no_hypothesis() -> None:
    """Without Hypothesis every check runs; only the machine names the extra it needs."""
    script = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("hypothesis", "pytest"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Gone())
from loanvisit.adapters import MemoryStore
from loanvisit.testing import run_checks, store_checks, store_machine
print({one.failure for one in run_checks(store_checks(MemoryStore)[:20])})
try:
    store_machine(MemoryStore)
except ModuleNotFoundError as missing:
    print(missing)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.stdout.splitlines() == [
        "{None}",
        "loanvisit.testing draws with Hypothesis: pip install 'loanvisit[testing]'",
    ], ran.stderr


def test_what_memory_keeps_is_checked_with_and_without_a_spoiler() -> None:
    """Without a way to spoil evidence, that a change shows is not looked at."""
    assert len(evidence_checks(MemoryEvidence)) == 3
    assert len(evidence_checks(MemoryEvidence, spoil=_leave)) == 4
    with pytest.raises(ConformanceError, match="E03"):
        check_evidence(MemoryEvidence, spoil=_leave)


def test_a_key_is_a_text() -> None:
    """The store in memory refuses a key that is none."""
    store = MemoryStore()
    store.take_in(a_file())
    store.commit(evolve(a_change(), key="form 1"))
    with pytest.raises(InputError):
        store.written(a_file().id, 17)
    assert store.written(a_file().id, "form 1") is not None
