"""Law 14: nobody reviews, approves or verifies their own work, however the id is spelled; a waiver is whole."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    NEVER,
    BorrowerFile,
    Change,
    Officer,
    OfficerId,
    RemediationState,
    Role,
    VisitState,
    rule,
)
from loanvisit.domain.lifecycle import Lifecycle
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import (
    extend,
    file_record,
    open_remediation,
    reject,
    review,
    send_back,
    sign_off,
    submit,
    verify,
    void,
    waive,
)
from tests.laws.test_law_13_one_table import LIFECYCLES, NOW, a_file_with_visit
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    DESK,
    HEAD,
    LI,
    MANAGER,
    RISK,
    VISITED,
    a_cured_file,
    a_finding,
    a_planned_file,
    evolve_any,
    its_record,
)

EVERY_ROLE = frozenset(Role) - set(NEVER)
"""All roles that nothing is forbidden to, at once: only the person can be wrong."""


@st.composite
def spellings(draw: st.DrawFn, name: str) -> OfficerId:
    """Another spelling of an id: case, inner spaces."""
    letters = [draw(st.sampled_from((letter.lower(), letter.upper()))) for letter in name]
    gaps = [draw(st.sampled_from(("", " ", "  "))) for _ in letters[1:]] + [""]
    return OfficerId("".join(letter + gap for letter, gap in zip(letters, gaps, strict=True)))


def a_powerful(id: OfficerId) -> Officer:  # noqa: A002  the field's own name
    """Somebody who holds every role that nothing is forbidden to."""
    return Officer(id=id, roles=EVERY_ROLE)


@given(data=st.data(), whose=st.sampled_from(("anna", "bo", MANAGER)))
def test_a_visit_is_not_reviewed_by_who_made_it_or_manages_the_borrower(data: st.DataObject, whose: str) -> None:
    """Neither visitor, nor the manager, accepts, returns, signs off or voids the visit, under any spelling."""
    by = a_powerful(data.draw(spellings(whose)))
    signed, accepted = a_file_with_visit(VisitState.CO_SIGNED), a_file_with_visit(VisitState.ACCEPTED)
    visit = signed.visits[0].id
    for own in (
        lambda: review(signed, visit, by=by, at=NOW),
        lambda: send_back(signed, visit, reason="x", by=by, at=NOW),
        lambda: sign_off(accepted, visit, by=by, at=NOW),
        lambda: void(accepted, visit, reason="x", by=by, at=NOW),
    ):
        assert_own(own)


@given(data=st.data())
def test_a_reviewer_does_not_sign_off_what_they_accepted(data: st.DataObject) -> None:
    """Acceptance and sign-off are two persons' work."""
    signed = a_file_with_visit(VisitState.CO_SIGNED)
    accepted = signed.after(review(signed, signed.visits[0].id, by=RISK, at=NOW))
    same = a_powerful(data.draw(spellings("risk")))
    assert_own(lambda: sign_off(accepted, accepted.visits[0].id, by=same, at=NOW))


@given(data=st.data())
def test_a_cure_is_not_judged_by_who_carried_it_out(data: st.DataObject) -> None:
    """The owner of a cure neither verifies, rejects, extends nor waives it."""
    by = a_powerful(data.draw(spellings("li")))
    file = a_cured_file()
    cure = file.remediations[0]
    running = evolve(cure, state=RemediationState.OPENED, submitted_on=None, submitted_by=None)
    for own in (
        lambda: verify(file, cure.id, visit=file.visits[0].id, by=by, at=NOW),
        lambda: reject(cure, reason="x", by=by, at=NOW),
        lambda: extend(running, to=date(2026, 5, 1), reason="x", by=by, at=NOW),
        lambda: waive(file, cure.id, reason="x", expires_on=NOW.date(), by=by, at=NOW),
        lambda: waive(file, file.findings[0].id, reason="x", expires_on=NOW.date(), by=by, at=NOW),
    ):
        assert_own(own)


@given(data=st.data())
def test_who_found_a_problem_alone_does_not_close_it(data: st.DataObject) -> None:
    """The only finder may not verify the cure; one of two finders may."""
    by = a_powerful(data.draw(spellings("bo")))
    alone, together = a_cured_file(found_by=["bo"]), a_cured_file(found_by=["anna", "bo"])
    assert_own(lambda: verify(alone, alone.remediations[0].id, visit=alone.visits[0].id, by=by, at=NOW))
    assert verify(together, together.remediations[0].id, visit=together.visits[0].id, by=by, at=NOW).findings


@given(data=st.data(), code=st.sampled_from(("F05", "F09", "F04", "F48")))
def test_who_manages_the_borrower_does_not_close_what_is_heavy(data: st.DataObject, code: str) -> None:
    """The manager may verify moderate and minor problems, never critical and major ones."""
    by = a_powerful(data.draw(spellings(MANAGER)))
    file = a_cured_file(code=code)

    def own() -> Change:
        return verify(file, file.remediations[0].id, visit=file.visits[0].id, by=by, at=NOW)

    if file.findings[0].weight.rank <= 2:
        assert_own(own)
    else:
        assert own().findings[0].closed_on == NOW.date()


@given(data=st.data())
def test_the_second_signature_is_a_second_person(data: st.DataObject) -> None:
    """Who submitted does not co-sign, under any spelling; and nobody signs who was not there."""
    submitted = a_file_with_visit(VisitState.SUBMITTED)
    move = submitted.visits[0].can("co_sign", by=a_powerful(data.draw(spellings("anna"))))
    assert move.code == "ruling.own"
    assert submitted.visits[0].can("co_sign", by=a_powerful(OfficerId("li"))).code == "ruling.only"


@given(data=st.data())
def test_who_manages_the_borrower_waives_nothing(data: st.DataObject) -> None:
    """Neither a duty nor a problem of one's own borrower is waived by its manager."""
    by = a_powerful(data.draw(spellings(MANAGER)))
    file = a_cured_file()
    for thing in (file.obligations[0].id, file.findings[0].id):
        assert_own(lambda thing=thing: waive(file, thing, reason="x", expires_on=NOW.date(), by=by, at=NOW))  # type: ignore[misc]


@pytest.mark.parametrize("table", LIFECYCLES, ids=lambda table: table.name)
def test_a_role_never_does_what_its_row_forbids(table: Lifecycle) -> None:
    """What a role never does, it does not do with any other role beside it; audit changes nothing at all."""
    for role, forbidden in NEVER.items():
        by = Officer(id=OfficerId("x"), roles=frozenset(Role) - set(NEVER) | {role})
        for move in table.moves:
            if forbidden & {"*", f"{table.name}.{move.name}"}:
                state = min(move.sources)
                related = {move.only: frozenset({"x"})} if move.only else {}
                assert rule(table, state, move.name, by, related).code == "ruling.never"


@pytest.mark.parametrize("role", [Role.POST_LOAN_DESK, Role.APPROVER, Role.OUTSIDER, Role.INTERNAL_AUDIT])
def test_the_desk_the_approver_the_outsider_and_the_auditor_write_no_report(role: Role) -> None:
    """A record filed by who never writes visit reports is refused, though that person was there."""
    file = a_planned_file()
    writer = Officer(id=OfficerId("anna"), roles=frozenset({role}))
    with pytest.raises(SeparationOfDutiesError) as refused:
        file_record(file, file.visits[0].id, its_record(file), by=writer, at=NOW)
    assert refused.value.code == "ruling.never"


def test_only_who_was_there_files_the_record() -> None:
    """A record filed by somebody who is not among its visitors is refused."""
    file = a_planned_file()
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.only"):
        file_record(file, file.visits[0].id, its_record(file), by=LI, at=NOW)


def test_a_visit_that_only_the_owner_made_verifies_nothing() -> None:
    """A cure is not verified through a visit made by nobody but whoever carried it out."""
    alone, beside = a_cured_file(visitors=["LI"]), a_cured_file(visitors=["li", "bo"])
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.cured"):
        verify(alone, alone.remediations[0].id, visit=alone.visits[0].id, by=RISK, at=NOW)
    assert verify(beside, beside.remediations[0].id, visit=beside.visits[0].id, by=RISK, at=NOW).findings


def test_the_sub_branch_head_never_waives_a_critical_problem() -> None:
    """A critical problem, or its cure, is waived by an approver only."""
    critical, major = a_cured_file(code="F05"), a_cured_file(code="F09")
    for thing in (critical.findings[0].id, critical.remediations[0].id):
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.critical"):
            waive(critical, thing, reason="x", expires_on=NOW.date(), by=HEAD, at=NOW)
        assert waive(critical, thing, reason="x", expires_on=NOW.date(), by=APPROVER, at=NOW).waivers
    assert waive(major, major.findings[0].id, reason="x", expires_on=NOW.date(), by=HEAD, at=NOW).waivers


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_a_waiver_has_a_reason_and_an_expiry_to_come(reason: str) -> None:
    """A waiver without a reason, or over before it begins, is refused."""
    file = a_cured_file()
    duty = file.obligations[0].id
    with pytest.raises(InputError, match=r"empty"):
        waive(file, duty, reason=reason, expires_on=NOW.date(), by=APPROVER, at=NOW)
    with pytest.raises(TransitionError, match=r"ruling\.expiry"):
        waive(file, duty, reason="x", expires_on=VISITED, by=APPROVER, at=NOW)


def test_a_move_without_an_officer_is_refused() -> None:
    """`can` without an officer says that one must be named."""
    assert a_finding().can("remediate").code == "ruling.by"
    assert open_remediation(a_finding(), owner=LI, by=DESK, at=NOW).remediation.can("submit").code == "ruling.by"
    assert submit(open_remediation(a_finding(), owner=LI, by=ANNA, at=NOW).remediation, by=LI, at=NOW).remediations


def assert_own(step: Callable[[], Change]) -> None:
    """The step is refused as somebody's own work."""
    with pytest.raises(SeparationOfDutiesError) as refused:
        step()
    assert refused.value.code == "ruling.own"


def one_visitor_file() -> BorrowerFile:
    """A file with a visit of one visitor, submitted."""
    file = a_file_with_visit(VisitState.SUBMITTED)
    return evolve(file, visits=(evolve_any(file.visits[0], visitors=(ANNA.id,)),))


def test_a_visit_by_one_has_no_second_signature_to_wait_for() -> None:
    """A call made by one is accepted as submitted; a visit made by two first needs the second's signature."""
    alone, two = one_visitor_file(), a_file_with_visit(VisitState.SUBMITTED)
    assert alone.after(review(alone, alone.visits[0].id, by=RISK, at=NOW)).visits[0].state is VisitState.ACCEPTED
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.co_sign"):
        review(two, two.visits[0].id, by=RISK, at=NOW)
