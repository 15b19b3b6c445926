"""Deferring a duty once."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import Deferral, DutyKind, NoticeEvent, ObligationId, ObligationState, OfficerId, Role
from loanvisit.domain.deferral import undeferred
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.scheduling import make_plan, prove, why_not
from loanvisit.steps import defer, file_record, waive
from loanvisit.testing import a_book, a_deferral, a_duty, a_file, a_loan, an_officer, weekdays
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    BO,
    DESK,
    HEAD,
    LAST,
    LI,
    MANAGER,
    OPENS,
    a_planned_file,
    evolve_any,
    its_record,
    noon,
)

NOW, TO = noon(date(2026, 3, 26)), date(2026, 4, 30)
ASKED = {"to": TO, "reason": "road closed by flood", "asked_by": LI.id, "at": NOW}


def test_a_deferral_keeps_who_why_and_from_when_to_when() -> None:
    """The duty stays owed with a later last day; the deferral names asker, approver, reason and both last days."""
    file = a_planned_file()
    (duty,) = file.obligations
    change = defer(file, duty.id, **ASKED, by=HEAD)
    (moved,), (deferral,) = change.obligations, change.deferrals
    assert (moved.id, moved.state, moved.version) == (duty.id, ObligationState.OPEN, duty.version + 1)
    assert (moved.window.opens, moved.window.last, moved.original_last) == (OPENS, TO, LAST)
    assert (deferral.asked_by, deferral.approver, deferral.granted_on) == (LI.id, HEAD.id, NOW.date())
    assert (deferral.original_last, deferral.new_last) == (LAST, TO)
    assert [(one.move, one.reason) for one in change.trail] == [
        ("obligation.defer", "road closed by flood"),
        ("deferral.grant", None),
    ]
    (notice,) = change.notices
    assert (notice.event, notice.about, notice.officers) == (NoticeEvent.DEFERRED, deferral.id, (LI.id,))
    assert notice.roles == {Role.POST_LOAN_DESK}
    assert moved.text.zh.endswith("（由 2026年3月31日延期）")
    assert undeferred(moved) == evolve(duty, version=2)
    assert undeferred(duty) is duty
    assert "flood" not in repr(deferral)


def test_a_duty_in_part_is_deferred_for_the_rest() -> None:
    """What it lacks stays lacking, its state in part."""
    file = a_planned_file()
    lacking = evolve(file.obligations[0], state=ObligationState.IN_PART, lacks=("evidence:voucher",))
    change = defer(evolve(file, obligations=(lacking,)), lacking.id, **ASKED, by=APPROVER)
    assert (change.obligations[0].state, change.obligations[0].lacks) == (lacking.state, lacking.lacks)


@pytest.mark.parametrize("who", ["li", "LI", MANAGER, "bo"])
def test_who_asked_manages_or_visits_does_not_allow_it(who: str) -> None:
    """Neither who asked, nor the manager of the borrower, nor a visitor of the duty, however spelled."""
    file = a_planned_file()
    sent = evolve(file, visits=(evolve_any(file.visits[0], visitors=(BO.id,)),))
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
        defer(sent, file.obligations[0].id, **ASKED, by=an_officer(who, Role.APPROVER))


def test_it_takes_an_approver_or_the_sub_branch_head() -> None:
    """A desk allows nothing, nor does an outsider who is an approver besides."""
    file = a_planned_file()
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.role"):
        defer(file, file.obligations[0].id, **ASKED, by=DESK)
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.never"):
        defer(file, file.obligations[0].id, **ASKED, by=an_officer("x", Role.APPROVER, Role.OUTSIDER))


def test_a_second_deferral_is_refused() -> None:
    """Once only, whether the duty says so or the file alone does."""
    file = a_planned_file()
    duty = file.obligations[0].id
    moved = file.after(defer(file, duty, **ASKED, by=APPROVER))
    for held in (moved, evolve(moved, obligations=file.obligations), evolve(moved, deferrals=())):
        with pytest.raises(TransitionError, match=r"ruling\.deferred"):
            defer(held, duty, **{**ASKED, "to": date(2026, 5, 31)}, by=APPROVER)
    with pytest.raises(InputError, match=r"id\.duplicate"):
        evolve(moved, deferrals=(*moved.deferrals, *moved.deferrals))


def test_what_is_overdue_not_open_or_no_longer_owed_is_not_deferred() -> None:
    """On its last day it may be; the day after it is overdue. Before its window opens nothing is owed."""
    file = a_planned_file()
    duty = file.obligations[0]
    assert defer(file, duty.id, **{**ASKED, "at": noon(LAST)}, by=APPROVER).deferrals
    with pytest.raises(TransitionError, match=r"ruling\.overdue.*2026-03-31"):
        defer(file, duty.id, **{**ASKED, "at": noon(LAST + timedelta(days=1))}, by=APPROVER)
    with pytest.raises(TransitionError, match=r"ruling\.unopened.*2026-01-01"):
        defer(file, duty.id, **{**ASKED, "at": noon(OPENS - timedelta(days=1))}, by=APPROVER)
    at_law = evolve(duty, rule=evolve(duty.rule, kind=DutyKind.LEGAL_STEP))
    for one in (at_law, evolve(duty, anchor="clock:L-1")):
        with pytest.raises(TransitionError, match=r"ruling\.at_law"):
            defer(evolve(file, obligations=(one,)), one.id, **ASKED, by=APPROVER)
    waived = file.after(waive(file, duty.id, reason="x", expires_on=LAST, by=APPROVER, at=NOW))
    with pytest.raises(TransitionError, match=r"ruling\.state"):
        defer(waived, duty.id, **ASKED, by=APPROVER)
    filed = file.after(file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=noon(date(2026, 3, 4))))
    with pytest.raises(TransitionError, match=r"ruling\.state"):
        defer(filed, duty.id, **ASKED, by=APPROVER)


def test_a_new_last_day_is_later_and_has_a_reason() -> None:
    """The same day is no deferral, nor is one without a reason, nor of a duty that nobody knows."""
    file = a_planned_file()
    duty = file.obligations[0].id
    same, earlier = date.fromordinal(LAST.toordinal()), LAST - timedelta(days=1)
    for wrong, code in (({"to": same}, r"\] to:"), ({"to": earlier}, r"\] to:"), ({"reason": " "}, "empty")):
        with pytest.raises(InputError, match=code):
            defer(file, duty, **{**ASKED, **wrong}, by=APPROVER)
    with pytest.raises(InputError, match=r"id\.unknown"):
        defer(file, ObligationId("lost"), **ASKED, by=APPROVER)


def test_a_deferral_is_whole_or_refused() -> None:
    """Every fault of one is named: no reason, no later day, granted when overdue, allowed by who asked."""
    with pytest.raises(InputError) as raised:
        Deferral(
            about=ObligationId("x"),
            original_last=date(2026, 3, 31),
            new_last=date(2026, 3, 31),
            asked_by=OfficerId("Li"),
            approver=OfficerId("LI"),
            reason=" ",
            granted_on=date(2026, 4, 1),
        )
    assert [(one.code, one.path) for one in raised.value.faults] == [
        ("empty", "Deferral.reason"),
        ("date.order", "Deferral.new_last"),
        ("date.order", "Deferral.original_last"),
        ("deferral.own", "Deferral.approver"),
    ]


def test_a_duty_is_deferred_to_a_later_day_within_its_window() -> None:
    """A moved duty whose original last day is not before its last is refused."""
    with pytest.raises(InputError, match=r"date\.order.*deferred_from"):
        evolve(a_duty(OPENS, LAST), deferred_from=LAST)


def test_a_deferral_leaves_alone_what_is_not_its_or_lies_later_already() -> None:
    """Another duty, one moved already, and one that a decree has moved beyond the new day stay."""
    duty, other = a_duty(OPENS, LAST), a_duty(OPENS, LAST, anchor="other")
    deferral = a_deferral(duty, new_last=TO)
    moved = deferral.applied_to(duty)
    for one in (other, moved, a_duty(OPENS, TO, anchor=duty.anchor)):
        assert deferral.applied_to(one) is one


def test_the_proof_and_why_not_tell_a_deferral_by_its_number() -> None:
    """From which last day to which, and which paper moved it; never why, nor by whom."""
    policy, calendar, day = presets.policy("cn.five_tier_default"), presets.calendar("CN"), date(2026, 3, 20)
    file = a_file(a_loan("L-1", disbursed_on=date(2025, 1, 20), product="working_capital"))
    plan = make_plan(a_book(file, as_of=day), policy=policy, calendar=calendar, until=date(2026, 12, 31))
    duty = next(one for one in plan.owed if day in one.window)
    known = plan.file(file.id)
    to = duty.window.last + timedelta(days=30)
    moved = known.after(defer(known, duty.id, **{**ASKED, "to": to, "at": noon(day)}, by=APPROVER))
    after = make_plan(a_book(moved, as_of=day), policy=policy, calendar=calendar, until=date(2026, 12, 31))
    proof = after.why(moved.obligation(duty.id))
    (told,) = proof.find("deferred")
    (deferral,) = moved.deferrals
    assert dict(told.values) == {"deferral": deferral.id.value, "granted": day, "was": duty.window.last, "last": to}
    assert proof.find("last")[0].values["last"] == duty.window.last
    assert "flood" not in proof.text.en
    assert "approver" not in proof.text.en
    (bare,) = prove(moved.obligation(duty.id), calendar=calendar, as_of=day).find("deferred")
    assert dict(bare.values) == {"was": duty.window.last, "last": to}
    why = why_not(moved, duty.subject, on=day, policy=policy, calendar=calendar)
    assert [one.values["was"] for one in why.find("deferred")] == [duty.window.last]


def test_a_duty_met_after_its_original_last_day_says_so() -> None:
    """Met by the new last day it is met in the term as deferred; by the original one it is met, and no more is said."""
    file = a_planned_file()
    duty = file.obligations[0].id
    moved = file.after(defer(file, duty, **ASKED, by=APPROVER))
    for day, is_told in ((LAST, False), (TO, True)):
        filed = moved.after(file_record(moved, moved.visits[0].id, its_record(moved, day), by=ANNA, at=noon(TO)))
        (met,) = prove(filed.obligation(duty), calendar=weekdays(), as_of=TO).find("met")
        assert ("deferred" in met.statement.en) is is_told
        assert met.values["late_days"] == 0
