"""The lines of conduct, one by one: each refused with its class and code, and nothing changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve

from loanvisit import steps
from loanvisit.assessment import assess, kind
from loanvisit.codec import to_document
from loanvisit.domain import (
    BorrowerFile,
    Change,
    FindingState,
    LoanId,
    ObligationState,
    OfficerId,
    RemediationState,
    Role,
    VisitState,
    Weight,
)
from loanvisit.errors import InputError, LoanVisitError, SeparationOfDutiesError, TransitionError
from loanvisit.scheduling import make_plan
from loanvisit.testing import a_book, a_borrower, a_clause, a_file, a_loan, a_policy, an_officer
from loanvisit.testing.builders import weekdays
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    BO,
    DESK,
    HEAD,
    LI,
    RISK,
    VISITED,
    a_cured_file,
    a_planned_file,
    its_record,
    noon,
)

NOW = noon(date(2026, 3, 26))
AUDIT = an_officer("audit", *Role)
"""Internal audit, with every other role in the bank beside it."""
BOTH = an_officer("both", Role.SUB_BRANCH_HEAD, Role.APPROVER)
Decide = Callable[[BorrowerFile], Change]


def submitted() -> BorrowerFile:
    file = a_planned_file()
    return file.after(steps.file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW))


def signed() -> BorrowerFile:
    file = submitted()
    return file.after(steps.co_sign(file, file.visits[0].id, by=BO, at=NOW))


def handed_over() -> BorrowerFile:
    """A co-signed visit to a borrower whom somebody else manages by now."""
    return evolve(signed(), borrower=a_borrower(manager="risk"))


def cured(**wanted: object) -> BorrowerFile:
    return a_cured_file(**wanted)  # type: ignore[arg-type]


def with_cure(state: RemediationState) -> BorrowerFile:
    file = cured()
    return evolve(file, remediations=(evolve(file.remediations[0], state=state),))


def filing(**wanted: object) -> Decide:
    def decide(file: BorrowerFile) -> Change:
        record = its_record(file, **wanted)  # type: ignore[arg-type]
        return steps.file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)

    return decide


def verifying(by: object = RISK, **wanted: object) -> Decide:
    def decide(file: BorrowerFile) -> Change:
        cure, visit = file.remediations[0].id, file.visits[0].id
        return steps.verify(file, cure, visit=visit, by=by, **{"at": NOW, **wanted})  # type: ignore[arg-type]

    return decide


def waiving(reason: str = "paid", days: int = 9, by: object = APPROVER) -> Decide:
    until = NOW.date() + timedelta(days=days)
    return lambda file: steps.waive(
        file,
        file.findings[0].id,
        reason=reason,
        expires_on=until,
        by=by,  # type: ignore[arg-type]
        at=NOW,
    )


def extending(file: BorrowerFile) -> Change:
    return steps.extend(file.remediations[0], to=date(2026, 5, 1), reason="rain", by=HEAD, at=NOW)


def extended() -> BorrowerFile:
    file = with_cure(RemediationState.NOTIFIED)
    return file.after(extending(file))


def never_remedied() -> BorrowerFile:
    file = with_cure(RemediationState.OPENED)
    return evolve(file, findings=(evolve(file.findings[0], state=FindingState.OPEN),))


def found_elsewhere() -> BorrowerFile:
    file = cured()
    return evolve(file, findings=(evolve(file.findings[0], loans=(LoanId("L-2"),)),))


def found_in_the_same_record() -> BorrowerFile:
    file = cured()
    return evolve(file, findings=(evolve(file.findings[0], record=file.records[0].id),))


SEPARATION, TRANSITION, INPUT = SeparationOfDutiesError, TransitionError, InputError
LINES: dict[str, tuple[Callable[[], BorrowerFile], Decide, type[LoanVisitError], str]] = {
    "one visitor on site where two are demanded": (
        a_planned_file,
        filing(visitors=["anna"]),
        SEPARATION,
        "ruling.visitors",
    ),
    "a record by who was not there": (a_planned_file, filing(visitors=["bo", "li"]), SEPARATION, "ruling.only"),
    "a record by the post-loan desk": (
        a_planned_file,
        lambda file: steps.file_record(
            file, file.visits[0].id, its_record(file, visitors=["desk", "bo"]), by=DESK, at=NOW
        ),
        SEPARATION,
        "ruling.never",
    ),
    "a cure waived by its owner": (
        cured,
        lambda file: steps.waive(
            file,
            file.remediations[0].id,
            reason="paid",
            expires_on=NOW.date(),
            by=an_officer("LI", Role.APPROVER),
            at=NOW,
        ),
        SEPARATION,
        "ruling.own",
    ),
    "a visit of tomorrow": (a_planned_file, filing(on=date(2026, 3, 28)), INPUT, "date.late"),
    "a visit before the payout": (a_planned_file, filing(on=date(2025, 11, 29)), INPUT, "date.order"),
    "a visit filed twice": (submitted, filing(id="R-2"), TRANSITION, "ruling.state"),
    "an approval by the visitor": (
        signed,
        lambda file: steps.review(file, file.visits[0].id, by=an_officer("B O", Role.RISK_MANAGER), at=NOW),
        SEPARATION,
        "ruling.own",
    ),
    "an approval before the second signature": (
        submitted,
        lambda file: steps.review(file, file.visits[0].id, by=RISK, at=NOW),
        SEPARATION,
        "ruling.co_sign",
    ),
    "an approval by the new manager": (
        handed_over,
        lambda file: steps.review(file, file.visits[0].id, by=RISK, at=NOW),
        SEPARATION,
        "ruling.own",
    ),
    "a return by the new manager": (
        handed_over,
        lambda file: steps.send_back(file, file.visits[0].id, reason="x", by=RISK, at=NOW),
        SEPARATION,
        "ruling.own",
    ),
    "an approval dated before the record": (
        signed,
        lambda file: steps.review(file, file.visits[0].id, by=RISK, at=noon(VISITED)),
        INPUT,
        "date.order",
    ),
    "a verification by whoever cured": (
        cured,
        verifying(an_officer("L I", Role.RISK_MANAGER)),
        SEPARATION,
        "ruling.own",
    ),
    "a verification by the only finder": (
        lambda: cured(found_by=["anna"]),
        verifying(an_officer("Anna", Role.RISK_MANAGER)),
        SEPARATION,
        "ruling.own",
    ),
    "a verification by the manager": (
        cured,
        verifying(an_officer("MARY", Role.RISK_MANAGER)),
        SEPARATION,
        "ruling.own",
    ),
    "a verification through the owner's own visit": (
        lambda: cured(visitors=["li"]),
        verifying(),
        SEPARATION,
        "ruling.cured",
    ),
    "closing what was never remedied": (never_remedied, verifying(), TRANSITION, "ruling.state"),
    "a verification through an earlier visit": (
        lambda: cured(visited_again=date(2026, 3, 19)),
        verifying(),
        TRANSITION,
        "ruling.later",
    ),
    "a verification through the record that found it": (
        found_in_the_same_record,
        verifying(),
        TRANSITION,
        "ruling.later",
    ),
    "a verification through a visit sent back": (
        lambda: cured(visit_state=VisitState.RETURNED),
        verifying(),
        TRANSITION,
        "ruling.later",
    ),
    "a verification through a visit elsewhere": (found_elsewhere, verifying(), TRANSITION, "ruling.elsewhere"),
    "a verification dated before its visit": (cured, verifying(at=noon(date(2026, 3, 23))), INPUT, "date.order"),
    "a verification twice": (
        lambda: (file := cured()).after(verifying()(file)),
        verifying(),
        TRANSITION,
        "ruling.state",
    ),
    "a reply dated before the opening": (
        lambda: with_cure(RemediationState.NOTIFIED),
        lambda file: steps.submit(file.remediations[0], by=LI, at=NOW, on=date(2026, 3, 2)),
        INPUT,
        "date.order",
    ),
    "a reply by somebody else": (
        lambda: with_cure(RemediationState.NOTIFIED),
        lambda file: steps.submit(file.remediations[0], by=ANNA, at=NOW),
        SEPARATION,
        "ruling.only",
    ),
    "an extension twice": (extended, extending, TRANSITION, "ruling.extended"),
    "an extension by the desk": (
        lambda: with_cure(RemediationState.NOTIFIED),
        lambda file: steps.extend(file.remediations[0], to=date(2026, 5, 1), reason="x", by=DESK, at=NOW),
        SEPARATION,
        "ruling.role",
    ),
    "a waiver without a reason": (cured, waiving(reason=" \n"), INPUT, "empty"),
    "a waiver over before it begins": (cured, waiving(days=-1), TRANSITION, "ruling.expiry"),
    "a critical finding waived by the sub-branch head": (
        lambda: cured(code="F05"),
        waiving(by=HEAD),
        SEPARATION,
        "ruling.critical",
    ),
    "a critical finding waived by a head who also approves": (
        lambda: cured(code="F05"),
        waiving(by=BOTH),
        SEPARATION,
        "ruling.critical",
    ),
    "a finding waived by its finder": (cured, waiving(by=an_officer("ANNA", Role.APPROVER)), SEPARATION, "ruling.own"),
    "a finding lighter than its kind by an officer": (
        a_planned_file,
        lambda file: steps.raise_finding(file, kind("F01"), on=VISITED, by=ANNA, at=NOW, weight=Weight.S4),
        SEPARATION,
        "ruling.lighter",
    ),
    "a finding closed by recording it": (
        cured,
        lambda file: steps.record_findings(
            file, (evolve(file.findings[0], state=FindingState.CLOSED, version=2),), by=DESK, at=NOW
        ),
        INPUT,
        "id.duplicate",
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_breach_of_conduct_is_refused_and_changes_nothing(line: str) -> None:
    """Each breach has its class and its code, says why in both languages, and leaves the file as it was."""
    known, decide, refused, code = LINES[line]
    file = known()
    before = to_document(file)
    with pytest.raises(refused) as error:
        decide(file)
    assert (type(error.value), error.value.code) == (refused, code)
    assert error.value.text.zh
    assert error.value.text.en
    assert to_document(file) == before


AUDITED: dict[str, tuple[Callable[[], BorrowerFile], Decide]] = {
    "file_record": (
        a_planned_file,
        lambda file: steps.file_record(
            file, file.visits[0].id, its_record(file, visitors=["audit", "bo"]), by=AUDIT, at=NOW
        ),
    ),
    "co_sign": (submitted, lambda file: steps.co_sign(file, file.visits[0].id, by=AUDIT, at=NOW)),
    "review": (signed, lambda file: steps.review(file, file.visits[0].id, by=AUDIT, at=NOW)),
    "send_back": (signed, lambda file: steps.send_back(file, file.visits[0].id, reason="x", by=AUDIT, at=NOW)),
    "cancel": (a_planned_file, lambda file: steps.cancel(file, file.visits[0].id, reason="x", by=AUDIT, at=NOW)),
    "raise_finding": (cured, lambda file: steps.raise_finding(file, kind("F09"), on=VISITED, by=AUDIT, at=NOW)),
    "record_findings": (
        a_planned_file,
        lambda file: steps.record_findings(file, assess(file, as_of=date(2026, 4, 1)), by=AUDIT, at=NOW),
    ),
    "open_remediation": (
        cured,
        lambda file: steps.open_remediation(
            evolve(file.findings[0], state=FindingState.OPEN), owner=LI, by=AUDIT, at=NOW
        ),
    ),
    "notify": (
        lambda: with_cure(RemediationState.OPENED),
        lambda file: steps.notify(file.remediations[0], by=AUDIT, at=NOW),
    ),
    "reject": (cured, lambda file: steps.reject(file.remediations[0], reason="x", by=AUDIT, at=NOW)),
    "verify": (cured, verifying(AUDIT)),
    "waive": (cured, waiving(by=AUDIT)),
}


@pytest.mark.parametrize("step", AUDITED)
def test_internal_audit_changes_nothing(step: str) -> None:
    """Whatever other role an auditor holds, every step is refused them, by the role and no other reason."""
    known, decide = AUDITED[step]
    with pytest.raises(SeparationOfDutiesError) as error:
        decide(known())
    assert error.value.code == "ruling.never"


def test_internal_audit_ends_no_waiver() -> None:
    """An auditor who asks is refused; what has run out is opened by the desk."""
    file = cured()
    file = file.after(waiving()(file))
    late = date(2026, 4, 30)
    with pytest.raises(SeparationOfDutiesError):
        steps.end_waivers(file, as_of=late, by=AUDIT, at=noon(late))
    assert steps.end_waivers(file, as_of=late, by=DESK, at=noon(late)).finding.state is FindingState.OPEN


@pytest.mark.parametrize("spelling", ["\uff41nna", "anna\u200b", " anna"])
def test_a_full_width_or_invisible_letter_makes_no_second_person(spelling: str) -> None:
    """Ids that only look alike are no ids at all; case and inner spaces are compared away."""
    with pytest.raises(InputError, match=r"id\.charset"):
        OfficerId(spelling)


def test_a_record_handed_in_void_stands_once_it_is_filed() -> None:
    """Void, and the version, are the library's to say, not the caller's."""
    file = a_planned_file()
    record = evolve(its_record(file), void=True, version=7)
    filed = steps.file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)
    assert (filed.record.void, filed.record.version, len(filed.discharged)) == (False, 1, 1)


def test_a_replan_knows_what_was_waived_at_its_version() -> None:
    """A duty waived, and open again once the waiver has run out, is replaced at the version the store has."""
    policy = a_policy(a_clause())
    book = a_book(a_file(a_loan(disbursed_on=date(2025, 12, 1))), as_of=date(2026, 1, 31))
    plan = make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 6, 30))
    file = plan.file(book.files[0].id)
    duty, at = file.obligations[0].id, noon(date(2026, 2, 2))
    until = date(2026, 2, 20)
    file = file.after(steps.waive(file, duty, reason="flood", expires_on=until, by=APPROVER, at=at))
    for as_of, state in ((until, ObligationState.WAIVED), (date(2026, 2, 21), ObligationState.OPEN)):
        again = make_plan(a_book(file, as_of=as_of), policy=policy, calendar=weekdays(), until=date(2026, 6, 30))
        kept = again.file(file.id).obligation(duty)
        assert (kept.state, kept.version) == (state, 2)
