"""The clauses and the checks are one list: none promised that is not looked at, none looked at that is not promised."""

import re

from loanvisit.adapters import MemoryEvidence, MemoryPublisher, MemorySeries, MemoryStore, SystemClock
from loanvisit.presets import PresetCalendars
from loanvisit.testing import (
    Check,
    a_policy,
    calendar_checks,
    clock_checks,
    evidence_checks,
    policy_checks,
    publisher_checks,
    series_checks,
    store_checks,
)
from tests.architecture.tree import ROOT

CHECKS: tuple[Check, ...] = (
    *store_checks(MemoryStore),
    *policy_checks(a_policy()),
    *calendar_checks(PresetCalendars, names=["CN"]),
    *publisher_checks(MemoryPublisher, lambda publisher: publisher.told),
    *series_checks(MemorySeries),
    *evidence_checks(MemoryEvidence),
    *clock_checks(SystemClock),
)


def _clauses() -> list[str]:
    page = (ROOT / "docs" / "reference" / "clauses.md").read_text(encoding="utf-8")
    return re.findall(r"^\| ([A-Z]\d\d) \| .+ \|$", page, re.MULTILINE)


def test_every_clause_has_a_check_and_every_check_a_clause() -> None:
    """Each clause is cited by a check, and each check cites a clause there is."""
    assert {check.clause for check in CHECKS} == set(_clauses())


def test_clauses_are_numbered_once() -> None:
    """No clause stands twice, and in each part they count from 01 without a gap."""
    clauses = _clauses()
    assert len(clauses) == len(set(clauses))
    for part in {clause[0] for clause in clauses}:
        numbers = [int(clause[1:]) for clause in clauses if clause[0] == part]
        assert numbers == list(range(1, len(numbers) + 1)), part


def test_a_check_has_a_name_of_its_own() -> None:
    """Names are plain words with underscores, none twice, so that a check can be named to be skipped."""
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []
