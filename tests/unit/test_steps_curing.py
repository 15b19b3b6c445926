"""Opening, notifying, submitting, rejecting, extending and verifying a cure."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve

from loanvisit.domain import EvidenceId, FindingState, LoanId, RemediationState, Weight
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import extend, notify, open_remediation, raise_finding, reject, submit, verify
from loanvisit.words import Text
from tests.stateful.cases import (
    ANNA,
    DESK,
    HEAD,
    LAST,
    LI,
    MANAGER,
    RISK,
    VISITED,
    a_cure,
    a_cured_file,
    a_finding,
    a_planned_file,
    noon,
)

NOW = noon(date(2026, 3, 5))


def test_a_cure_is_opened_with_the_catalogue_s_demand_and_last_day() -> None:
    """Owner, demand, last day and who may not close it follow from the finding; both are replaced in one change."""
    finding = a_finding(found_by=["anna"])
    change = open_remediation(finding, owner=LI, by=DESK, at=NOW)
    cure = change.remediation
    assert (cure.owner, cure.demand, cure.due_on, cure.opened_on) == (LI.id, finding.kind.remedy, LAST, NOW.date())
    assert (cure.sole_finder, cure.manager) == (ANNA.id, finding.manager)
    assert (change.finding.state, change.finding.remediation) == (FindingState.IN_REMEDIATION, cure.id)
    assert [one.id for one in change.replaces] == [finding.id]


def test_a_demand_and_a_last_day_of_one_s_own_stand() -> None:
    """What the desk demands, and by when, replaces the catalogue's; a last day before the opening is refused."""
    own = Text(zh="补充购销合同", en="supply the sales contract")
    cure = open_remediation(a_finding(), owner=LI, by=DESK, at=NOW, demand=own, due_on=date(2026, 3, 9)).remediation
    assert (cure.demand, cure.due_on) == (own, date(2026, 3, 9))
    with pytest.raises(InputError, match=r"date\.order"):
        open_remediation(a_finding(), owner=LI, by=DESK, at=NOW, due_on=date(2026, 3, 4))


@pytest.mark.parametrize(("weight", "named"), [(Weight.S1, True), (Weight.S2, True), (Weight.S3, False)])
def test_the_manager_is_kept_out_of_heavy_cures_only(weight: Weight, named: bool) -> None:
    """A cure names the borrower's manager where the finding is critical or major, and no sole finder of two."""
    cure = open_remediation(a_finding(weight=weight), owner=LI, by=DESK, at=NOW).remediation
    assert (cure.manager is not None) == named
    assert cure.sole_finder is None


def test_a_finding_past_its_last_day_gets_the_kind_s_days_anew() -> None:
    """A cure opened after the finding's last day runs the catalogue's days from the opening."""
    late = open_remediation(a_finding(), owner=LI, by=DESK, at=noon(date(2026, 4, 10)))
    assert late.remediation.due_on == date(2026, 5, 10)


def test_the_day_of_a_step_is_the_bank_s() -> None:
    """`on` is the day; left out it is that of `at` in its own offset, never a day before what it follows."""
    beijing = timezone(timedelta(hours=8))
    night = datetime(2026, 3, 4, 1, tzinfo=beijing)
    opened = open_remediation(a_finding(), owner=LI, by=DESK, at=night).remediation
    assert opened.opened_on == date(2026, 3, 4)
    same = open_remediation(a_finding(), owner=LI, by=DESK, at=night.astimezone(UTC), on=date(2026, 3, 4))
    assert same.remediation == opened
    eve = datetime(2026, 3, 3, 1, tzinfo=beijing).astimezone(UTC)
    assert open_remediation(a_finding(), owner=LI, by=DESK, at=eve).remediation.opened_on == VISITED
    with pytest.raises(InputError, match=r"date\.order") as refused:
        open_remediation(a_finding(), owner=LI, by=DESK, at=NOW, on=date(2026, 3, 2))
    assert refused.value.path == "on"
    with pytest.raises(InputError, match=r"date\.order") as refused:
        open_remediation(a_finding(), owner=LI, by=DESK, at=noon(date(2026, 3, 1)))
    assert refused.value.path == "at"


def test_a_cure_is_submitted_by_its_owner_with_evidence() -> None:
    """HolidayNotice, reply, evidence and day are kept; nothing is closed by a reply."""
    cure = open_remediation(a_finding(), owner=LI, by=DESK, at=NOW).remediation
    told = notify(cure, by=DESK, at=NOW).remediation
    assert told.state is RemediationState.NOTIFIED
    reply = submit(told, evidence=(EvidenceId("E-1"),), by=LI, at=noon(date(2026, 3, 20)))
    assert (reply.remediation.submitted_on, reply.remediation.submitted_by) == (date(2026, 3, 20), LI.id)
    assert (reply.remediation.evidence, reply.findings) == ((EvidenceId("E-1"),), ())
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.only"):
        submit(told, by=ANNA, at=NOW)


def test_a_rejected_cure_runs_again_to_the_same_last_day() -> None:
    """Sent back with a reason, it is the owner's again; the last day stays."""
    cure = a_cure(a_finding(), state=RemediationState.SUBMITTED, submitted_on=date(2026, 3, 20))
    change = reject(cure, reason="nothing was done", by=RISK, at=NOW)
    back = change.remediation
    assert (back.state, back.submitted_by, back.submitted_on) == (RemediationState.NOTIFIED, None, None)
    assert (back.last_day, change.trail[0].reason) == (LAST, "nothing was done")
    with pytest.raises(InputError, match=r"empty"):
        reject(cure, reason="", by=RISK, at=NOW)


def test_a_cure_is_extended_once_with_a_reason_to_a_later_day() -> None:
    """The sub-branch head extends once; not to an earlier day, not without a reason, not a second time."""
    cure = a_cure(a_finding())
    for to, reason in ((LAST, "rain"), (date(2026, 4, 30), " ")):
        with pytest.raises(InputError):
            extend(cure, to=to, reason=reason, by=HEAD, at=NOW)
    longer = extend(cure, to=date(2026, 4, 30), reason="rain", by=HEAD, at=NOW).remediation
    assert (longer.last_day, longer.due_on, longer.extension_reason) == (date(2026, 4, 30), LAST, "rain")
    assert longer.is_overdue(date(2026, 5, 1))
    assert not longer.is_overdue(date(2026, 4, 30))
    with pytest.raises(TransitionError, match=r"ruling\.extended"):
        extend(longer, to=date(2026, 6, 30), reason="rain again", by=HEAD, at=NOW)


def test_a_later_visit_elsewhere_verifies_nothing() -> None:
    """The visit that verifies looked at the loans of the finding."""
    file = a_cured_file()
    elsewhere = evolve(file.records[0], loans=frozenset({LoanId("L-2")}))
    with pytest.raises(TransitionError, match=r"ruling\.elsewhere"):
        verify(
            evolve(file, records=(elsewhere,)),
            file.remediations[0].id,
            visit=file.visits[0].id,
            by=RISK,
            at=noon(date(2026, 3, 26)),
        )


def test_a_problem_found_without_a_record_is_not_verified_the_same_day() -> None:
    """Found by somebody on an unnamed visit of the 25th, cured that day: the visit of the 25th may be that very one."""
    file = a_cured_file()
    finding = evolve(file.findings[0], record=None, found_on=date(2026, 3, 25))
    cure = evolve(file.remediations[0], opened_on=date(2026, 3, 25), submitted_on=date(2026, 3, 25))
    file = evolve(file, findings=(finding,), remediations=(cure,))
    at = noon(date(2026, 3, 26))
    with pytest.raises(TransitionError, match=r"ruling\.later"):
        verify(file, cure.id, visit=file.visits[0].id, by=RISK, at=at)
    by_rule = evolve(file, findings=(evolve(finding, found_by=()),))
    assert verify(by_rule, cure.id, visit=file.visits[0].id, by=RISK, at=at).finding.closed_on == at.date()


def test_a_new_manager_inherits_what_the_old_could_not_judge() -> None:
    """Who manages the borrower now closes its heavy problems as little as who did when they were found."""
    file = a_cured_file()
    for manager in (MANAGER, "risk"):
        moved = evolve(file, borrower=evolve(file.borrower, manager=RISK.id if manager == "risk" else LI.id))
        by = RISK if manager == "risk" else evolve(RISK, id=file.findings[0].manager or RISK.id)
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
            verify(moved, file.remediations[0].id, visit=file.visits[0].id, by=by, at=noon(date(2026, 3, 26)))


def test_a_finding_that_came_back_needs_a_cure_of_its_own() -> None:
    """Closing the first says nothing of the second: it starts open, without a remediation."""
    old = a_finding(state=FindingState.CLOSED, closed_on=date(2026, 3, 20))
    file = evolve(a_planned_file(), findings=(old,))
    again = raise_finding(file, old.kind, on=date(2026, 4, 1), by=ANNA, at=noon(date(2026, 4, 1))).finding
    assert (again.state, again.remediation, again.repeats) == (FindingState.OPEN, None, old.id)
