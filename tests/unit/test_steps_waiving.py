"""Waiving duties, findings and cures, and ending that."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import FindingState, ObligationState, RemediationId, RemediationState, Waiver, WaiverId
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.steps import end_waivers, open_remediation, waive
from tests.stateful.cases import APPROVER, DESK, HEAD, LI, VISITED, a_cured_file, noon

NOW = noon(date(2026, 3, 26))
UNTIL = date(2026, 6, 30)


def test_a_waiver_keeps_who_why_and_until_when() -> None:
    """The duty is waived, its last day as it was, and the waiver names approver, reason and expiry."""
    file = a_cured_file()
    duty = file.obligations[0]
    change = waive(file, duty.id, reason="loan repaid in June", expires_on=UNTIL, by=HEAD, at=NOW)
    (waiver,) = change.waivers
    assert (waiver.about, waiver.approver, waiver.granted_on, waiver.expires_on) == (
        duty.id,
        HEAD.id,
        NOW.date(),
        UNTIL,
    )
    (waived,) = change.obligations
    assert (waived.state, waived.window) == (ObligationState.WAIVED, duty.window)
    assert change.trail[0].reason == "loan repaid in June"


def test_a_finding_and_its_running_cure_are_waived_together() -> None:
    """Whichever is named, both are waived, so that no cure runs for nothing and no finding waits for a waived cure."""
    file = a_cured_file()
    by_finding = waive(file, file.findings[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW)
    by_cure = waive(file, file.remediations[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW)
    for change in (by_finding, by_cure):
        assert change.findings[0].state is FindingState.WAIVED
        assert change.remediations[0].state is RemediationState.WAIVED
    open_one = evolve(file, findings=(evolve(file.findings[0], state=FindingState.OPEN, remediation=None),))
    alone = waive(open_one, open_one.findings[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW)
    assert alone.remediations == ()


def test_a_waived_thing_is_open_again_the_day_after() -> None:
    """On its last day a waiver still holds; the day after, duty and finding are open, the finding for a new cure."""
    file = a_cured_file()
    file = file.after(waive(file, file.findings[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW))
    file = file.after(waive(file, file.obligations[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW))
    assert end_waivers(file, as_of=UNTIL, by=DESK, at=noon(UNTIL)).stored == ()
    later = noon(date(2026, 7, 1))
    change = end_waivers(file, as_of=date(2026, 7, 1), by=DESK, at=later)
    after = file.after(change)
    assert after.obligations[0].state is ObligationState.OPEN
    assert after.findings[0].state is FindingState.OPEN
    assert after.remediations[0].state is RemediationState.WAIVED
    assert {line.move for line in change.trail} == {"obligation.expire", "finding.expire"}
    again = open_remediation(after.findings[0], owner=LI, by=DESK, at=later)
    assert again.remediation.id != file.remediations[0].id
    assert end_waivers(after, as_of=date(2026, 7, 1), by=DESK, at=later).stored == ()


def test_a_second_waiver_in_force_holds_after_the_first_ran_out() -> None:
    """What two waivers let go is open again after the last of them."""
    file = a_cured_file()
    waived = file.after(waive(file, file.obligations[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=NOW))
    second = evolve(waived.waivers[0], id=WaiverId("W-2"), expires_on=date(2026, 12, 31))
    both = evolve(waived, waivers=(*waived.waivers, second))
    assert end_waivers(both, as_of=date(2026, 7, 1), by=DESK, at=noon(date(2026, 7, 1))).stored == ()


def test_a_waiver_of_a_cure_is_its_finding_s() -> None:
    """An imported waiver that names a cure ends with its finding open; one that names nothing known is refused."""
    file = a_cured_file()
    finding = evolve(file.findings[0], state=FindingState.WAIVED)
    waiver = Waiver(
        id=WaiverId("W"),
        about=file.remediations[0].id,
        approver=APPROVER.id,
        reason="x",
        granted_on=VISITED,
        expires_on=VISITED,
    )
    waived = evolve(file, findings=(finding,), waivers=(waiver,))
    assert end_waivers(waived, as_of=UNTIL, by=DESK, at=noon(UNTIL)).findings[0].state is FindingState.OPEN
    lost = evolve(waived, waivers=(evolve(waiver, about=RemediationId("cure|lost")),))
    with pytest.raises(InputError, match=r"id\.unknown"):
        end_waivers(lost, as_of=UNTIL, by=DESK, at=noon(UNTIL))


def test_a_desk_waives_nothing_and_a_finding_is_not_waived_before_it_was_found() -> None:
    """It takes an approver or the sub-branch head, and a day on or after the finding's."""
    file = a_cured_file()
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.role"):
        waive(file, file.obligations[0].id, reason="x", expires_on=UNTIL, by=DESK, at=NOW)
    with pytest.raises(InputError, match=r"date\.order"):
        waive(file, file.findings[0].id, reason="x", expires_on=UNTIL, by=APPROVER, at=noon(date(2026, 3, 1)))


def test_a_thing_waived_again_on_one_day_has_a_waiver_of_its_own() -> None:
    """Granted, run out, open again and granted anew within a day, each waiver has its own id."""
    file = a_cured_file()
    for thing in (file.obligations[0].id, file.findings[0].id):
        first = waive(file, thing, reason="x", expires_on=NOW.date(), by=APPROVER, at=NOW)
        ended = file.after(first)
        ended = ended.after(end_waivers(ended, as_of=UNTIL, by=DESK, at=noon(UNTIL)))
        second = waive(ended, thing, reason="y", expires_on=UNTIL, by=APPROVER, at=NOW)
        assert len(ended.after(second).waivers) == 2
