"""One small bank, of which a test moves one piece: its people, a visit with two duties, a finding and its cure."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from attrs import evolve

from loanvisit.assessment import kind
from loanvisit.domain import (
    BorrowerFile,
    Change,
    Finding,
    FindingId,
    FindingState,
    LoanId,
    Method,
    Obligation,
    Officer,
    OfficerId,
    Outcome,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Role,
    Rule,
    Visit,
    VisitRecord,
    VisitState,
    Weight,
)
from loanvisit.errors import TransitionError
from loanvisit.testing import a_borrower, a_duty, a_file, a_record, a_rule, an_officer

OPENS, LAST, VISITED = date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 3)
ANNA = an_officer("anna", Role.ACCOUNT_OFFICER)
BO = an_officer("bo", Role.SECOND_OFFICER)
LI = an_officer("li", Role.ACCOUNT_OFFICER)
DESK = an_officer("desk", Role.POST_LOAN_DESK)
RISK = an_officer("risk", Role.RISK_MANAGER)
HEAD = an_officer("head", Role.SUB_BRANCH_HEAD)
APPROVER = an_officer("approver", Role.APPROVER)
KEEPER = an_officer("keeper", Role.ARCHIVE_KEEPER)
MANAGER = "mary"
STAFF = (ANNA, BO, LI, DESK, RISK, HEAD, APPROVER, KEEPER)


def noon(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def a_visit(*duties: Obligation, **changes: object) -> Visit:
    """A planned visit on site over duties, one unless the test brings more."""
    covers = duties or (a_duty(OPENS, LAST),)
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=covers[0].window, covers=covers)
    return evolve_any(visit, manager=OfficerId(MANAGER), **changes)


def evolve_any(visit: Visit, **changes: object) -> Visit:
    """`evolve`, for changes that a test chooses."""
    return evolve(visit, **changes)  # type: ignore[arg-type]


def a_planned_file(*duties: Obligation) -> BorrowerFile:
    """A file with one planned visit over its duties."""
    held = duties or (a_duty(OPENS, LAST),)
    return evolve(a_file(borrower=a_borrower(manager=MANAGER), obligations=held), visits=(a_visit(*held),))


def its_record(
    file: BorrowerFile,
    on: date = VISITED,
    *,
    id: str = "R-1",  # noqa: A002  the field's own name
    visitors: Iterable[str] = ("anna", "bo"),
    method: Method = Method.ON_SITE,
    outcome: Outcome = Outcome.MADE,
    evidence: Iterable[str] = (),
    place: int = 0,
) -> VisitRecord:
    """The record of the file's visit, made on site by two unless the test says otherwise."""
    return a_record(
        on,
        id=id,
        visit=file.visits[place].id.value,
        visitors=visitors,
        method=method,
        outcome=outcome,
        evidence=evidence,
        identity_checked=True,
    )


def a_finding(
    code: str = "F09",
    *,
    found_by: Iterable[str] = ("anna", "bo"),
    manager: str | None = MANAGER,
    state: FindingState = FindingState.OPEN,
    weight: Weight | None = None,
    found_on: date = VISITED,
    closed_on: date | None = None,
    record: str | None = "R-1",
    id: str | None = None,  # noqa: A002
) -> Finding:
    """A finding of the visit of 3 March by its two visitors, due on the last day of March."""
    return Finding(
        id=FindingId(id or f"{code}|R-1"),
        kind=kind(code),
        weight=weight or kind(code).weight,
        borrower=a_file().id,
        found_on=found_on,
        due_on=max(LAST, found_on),
        loans=(LoanId("L-1"),),
        record=RecordId(record) if record else None,
        found_by=tuple(OfficerId(one) for one in found_by),
        manager=OfficerId(manager) if manager else None,
        state=state,
        closed_on=closed_on,
    )


def a_cure(
    finding: Finding,
    *,
    state: RemediationState = RemediationState.OPENED,
    owner: str = "li",
    submitted_on: date | None = None,
    sole_finder: str | None = None,
) -> Remediation:
    """The cure of a finding by Li, opened the day it was found."""
    return Remediation(
        id=RemediationId(f"cure|{finding.id.value}|1"),
        finding=finding.id,
        borrower=finding.borrower,
        owner=OfficerId(owner),
        demand=finding.kind.remedy,
        opened_on=finding.found_on,
        due_on=finding.due_on,
        state=state,
        submitted_on=submitted_on,
        submitted_by=OfficerId(owner) if submitted_on else None,
        sole_finder=OfficerId(sole_finder) if sole_finder else None,
        manager=finding.manager if finding.weight in (Weight.S1, Weight.S2) else None,
    )


def a_cured_file(
    *,
    code: str = "F09",
    found_by: Iterable[str] = ("anna", "bo"),
    visitors: Iterable[str] = ("anna", "bo"),
    submitted_on: date = date(2026, 3, 20),
    visited_again: date = date(2026, 3, 25),
    visit_state: VisitState = VisitState.SUBMITTED,
) -> BorrowerFile:
    """A file with a finding whose cure is submitted, and a later visit that can verify it."""
    finders = tuple(found_by)
    finding = a_finding(code, found_by=finders, state=FindingState.IN_REMEDIATION)
    cure = a_cure(
        finding,
        state=RemediationState.SUBMITTED,
        submitted_on=submitted_on,
        sole_finder=finders[0] if len(finders) == 1 else None,
    )
    finding = evolve(finding, remediation=cure.id)
    file = a_planned_file()
    record = its_record(file, visited_again, id="R-2", visitors=visitors)
    visit = evolve_any(file.visits[0], state=visit_state, record=record.id, visitors=record.visitors)
    return evolve(file, visits=(visit,), records=(record,), findings=(finding,), remediations=(cure,))


def proven(evidence: Iterable[str]) -> Rule:
    """A rule that demands evidence."""
    return a_rule(evidence=tuple(evidence))


def refused_code(step: Callable[[], Change]) -> str | None:
    """The code with which a step is refused, None where it goes through."""
    try:
        step()
    except TransitionError as error:
        return error.code if error.text.zh and error.text.en else "unspoken"
    return None


def spelled(officer: Officer, as_: str) -> Officer:
    """The same person under another spelling of the id."""
    return evolve(officer, id=OfficerId(as_))
