"""Raising findings by hand, and recording those that rules returned."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.assessment import assess, kind
from loanvisit.domain import BorrowerId, FindingState, LoanId, OfficerId, RecordId, Role, Weight
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.steps import raise_finding, record_findings
from loanvisit.testing import a_file, a_loan, an_officer
from tests.stateful.cases import ANNA, APPROVER, BO, DESK, LAST, LI, VISITED, a_cured_file, a_planned_file, noon

NOW = noon(VISITED)


def test_who_finds_a_problem_alone_is_its_sole_finder() -> None:
    """By hand, or reading a record of others: one finder. A visitor of the record found it with the other."""
    file = a_cured_file()
    record = file.records[0].id
    alone = raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW)
    reading = raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, record=record)
    there = raise_finding(file, kind("F23"), on=VISITED, by=evolve(BO, id=OfficerId("B O")), at=NOW, record=record)
    assert alone.finding.found_by == reading.finding.found_by == (LI.id,)
    assert there.finding.found_by == (ANNA.id, BO.id)
    assert there.finding.manager == file.borrower.manager


def test_a_finding_is_about_loans_and_records_of_its_file() -> None:
    """Unknown loans and records, a day to come, and the same finding twice are refused."""
    file = a_planned_file()
    with pytest.raises(InputError, match=r"id\.unknown"):
        raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, loans=(LoanId("L-9"),))
    with pytest.raises(InputError, match=r"id\.unknown"):
        raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, record=RecordId("R-9"))
    with pytest.raises(InputError, match=r"date\.late"):
        raise_finding(file, kind("F23"), on=date(2026, 3, 5), by=LI, at=NOW)
    once = raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, loans=(LoanId("L-1"),))
    with pytest.raises(InputError, match=r"id\.duplicate"):
        raise_finding(file.after(once), kind("F23"), on=VISITED, by=LI, at=NOW, loans=(LoanId("L-1"),))


def test_only_an_approver_raises_a_finding_lighter_than_its_kind() -> None:
    """Heavier is anybody's word; lighter takes an approver."""
    file = a_planned_file()
    heavier = raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, weight=Weight.S1)
    assert heavier.finding.weight is Weight.S1
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.lighter"):
        raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW, weight=Weight.S3)
    lighter = raise_finding(file, kind("F23"), on=VISITED, by=APPROVER, at=NOW, weight=Weight.S3)
    assert lighter.finding.weight is Weight.S3


def test_internal_audit_changes_nothing() -> None:
    """Internal audit reads all and raises nothing in the file."""
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.never"):
        raise_finding(a_planned_file(), kind("F23"), on=VISITED, by=an_officer("eve", Role.INTERNAL_AUDIT), at=NOW)


def test_what_rules_return_is_recorded_once_and_heavier_when_it_weighs_more() -> None:
    """F47 is moderate on the first day after the last, major after thirty: one finding, two versions, one last day."""
    file = a_planned_file()
    first = record_findings(file, assess(file, as_of=date(2026, 4, 1)), by=DESK, at=noon(date(2026, 4, 1)))
    assert [(one.kind.code, one.weight, one.version) for one in first.findings] == [("F47", Weight.S3, 1)]
    assert first.replaces == ()
    known = file.after(first)
    later = [one for one in assess(known, as_of=date(2026, 5, 1)) if one.kind.code == "F47"]
    heavier = record_findings(known, later, by=DESK, at=noon(date(2026, 5, 1)))
    assert [(one.weight, one.version, one.due_on) for one in heavier.findings] == [(Weight.S2, 2, first.finding.due_on)]
    assert [(one.id, one.version) for one in heavier.replaces] == [(first.finding.id, 1)]
    assert [line.move for line in heavier.trail] == ["finding.regrade"]
    assert record_findings(known, (), by=DESK, at=NOW).stored == ()


def test_nothing_is_closed_waived_or_made_lighter_by_recording() -> None:
    """A finding of another borrower, one new and not open, one known and not merely heavier: all refused at once."""
    file = a_cured_file()
    old = file.findings[0]
    wrong = (
        evolve(old, borrower=BorrowerId("B-2")),
        evolve(old, state=FindingState.CLOSED, closed_on=LAST, version=2),
        evolve(old, weight=Weight.S4, version=2),
        evolve(old, weight=Weight.S1),
        evolve(raise_finding(file, kind("F23"), on=VISITED, by=LI, at=NOW).finding, state=FindingState.WAIVED),
    )
    with pytest.raises(InputError) as refused:
        record_findings(file, wrong, by=DESK, at=NOW)
    assert [one.path for one in refused.value.faults] == [
        "findings[0].borrower",
        *(f"findings[{place}]" for place in range(1, 5)),
    ]
    assert record_findings(file, [evolve(old, weight=Weight.S1, version=2)], by=DESK, at=NOW).findings


def test_findings_about_other_loans_have_other_ids() -> None:
    """A loan named by two others with a plus sign, or with a bar, makes no id of theirs."""
    day = date(2026, 3, 3)
    file = a_file(*(a_loan(name) for name in ("a", "b", "a+b", "a%2Bb", "x|y")))
    named = (("a", "b"), ("a+b",), ("a%2Bb",), ("x|y",))
    loans = [tuple(LoanId(one) for one in some) for some in named]
    ids = [
        raise_finding(file, kind("F09"), on=day, by=an_officer(), at=noon(day), loans=some).finding.id.value
        for some in loans
    ]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "F09~~loan.a~2Bloan.b~~2026-03-03~~anna"
