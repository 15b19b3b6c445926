"""The cure of a finding: opened, notified, submitted, verified or rejected, and extended once."""

from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    EvidenceId,
    Finding,
    FindingState,
    Officer,
    Outcome,
    Remediation,
    RemediationId,
    RemediationState,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
    Weight,
    enforce,
    refusal,
)
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import day_of, entry, replaced
from loanvisit.words import Text


def open_remediation(
    finding: Finding,
    *,
    owner: Officer,
    by: Officer,
    at: datetime,
    demand: Text | None = None,
    due_on: date | None = None,
    on: date | None = None,
) -> Change:
    """Open the cure of a finding (整改立项).

    Args:
        finding: an open finding.
        owner: who carries the cure out.
        by: who opens it.
        at: when.
        demand: what is demanded; left out, the remedy of the catalogue.
        due_on: the last day of the cure; left out, the finding's.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The remediation, and the finding now in remediation.

    Raises:
        TransitionError: the finding is not open.
        InputError: the last day is before the day it is opened.
    """
    day = day_of(at, on)
    enforce(finding.can("remediate", by=by), "finding")
    heavy = finding.weight in (Weight.S1, Weight.S2)
    last = finding.due_on if due_on is None else due_on
    if due_on is None and last < day:
        last = day + timedelta(days=finding.kind.cure_days)
    remediation = Remediation(
        id=RemediationId(f"cure|{finding.id.value}|{finding.version}"),
        finding=finding.id,
        borrower=finding.borrower,
        owner=owner.id,
        demand=finding.kind.remedy if demand is None else demand,
        opened_on=day,
        due_on=last,
        sole_finder=finding.found_by[0] if len(finding.found_by) == 1 else None,
        manager=finding.manager if heavy else None,
    )
    moved = evolve(finding, state=FindingState.IN_REMEDIATION, remediation=remediation.id, version=finding.version + 1)
    return Change(
        borrower=finding.borrower,
        findings=(moved,),
        remediations=(remediation,),
        replaces=replaced(finding),
        trail=(
            entry("remediation.open", remediation.id, by=by, at=at),
            entry("finding.remediate", finding.id, by=by, at=at),
        ),
    )


def notify(remediation: Remediation, *, by: Officer, at: datetime) -> Change:
    """Send the notice of a cure to its owner (下发整改通知书)."""
    return _moved(remediation, "notify", by=by, at=at, state=RemediationState.NOTIFIED)


def submit(
    remediation: Remediation,
    *,
    evidence: tuple[EvidenceId, ...] = (),
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Change:
    """Report a cure done (回复): by its owner, with the evidence of it."""
    day = day_of(at, on)
    return _moved(
        remediation,
        "submit",
        by=by,
        at=at,
        state=RemediationState.SUBMITTED,
        submitted_by=by.id,
        submitted_on=day,
        evidence=tuple(evidence),
    )


def reject(remediation: Remediation, *, reason: str, by: Officer, at: datetime) -> Change:
    """Send a submitted cure back to its owner; the last day stays."""
    if not reason.strip():
        raise InputError(fault("empty", "reason", reason))
    return _moved(
        remediation, "reject", by=by, at=at, state=RemediationState.NOTIFIED, submitted_by=None, submitted_on=None
    )


def extend(remediation: Remediation, *, to: date, reason: str, by: Officer, at: datetime) -> Change:
    """Extend a cure once (延期), with a reason, to a later last day."""
    enforce(remediation.can("extend", by=by), "remediation")
    if not reason.strip():
        raise InputError(fault("empty", "reason", reason))
    if to <= remediation.due_on:
        raise InputError(fault("date.order", "to", to, earlier="due_on"))
    return _moved(remediation, "extend", by=by, at=at, extended_to=to, extension_reason=reason)


def verify(
    file: BorrowerFile, remediation: RemediationId, *, visit: VisitId, by: Officer, at: datetime, on: date | None = None
) -> Change:
    """Verify a submitted cure through a later visit, and close its finding (验证销号).

    Args:
        file: the borrower's file with the finding, the cure and the visit.
        remediation: a submitted cure.
        visit: a made visit, filed through the library, on or after the day the cure was submitted.
        by: never who carried the cure out, nor who found the problem alone, nor, for critical and major findings,
            who manages the borrower.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The remediation verified and the finding closed.

    Raises:
        TransitionError: the cure is not submitted, or the visit is not a later one.
        SeparationOfDutiesError: `by` may not judge this cure.
        InputError: the file has no such cure or visit.
    """
    cure = file.remediation(remediation)
    finding = file.finding(cure.finding)
    enforce(cure.can("verify", by=by), "remediation")
    enforce(finding.can("close", by=by), "finding")
    checked = file.visit(visit)
    seen = _record_of(file, checked)
    if seen is None or (cure.submitted_on and seen.on < cure.submitted_on) or seen.id == finding.record:
        enforce(refusal("later"), "visit")
    day = day_of(at, on)
    verified = evolve(
        cure,
        state=RemediationState.VERIFIED,
        verified_by=by.id,
        verified_on=day,
        verified_in=checked.id,
        version=cure.version + 1,
    )
    closed = evolve(finding, state=FindingState.CLOSED, closed_on=day, version=finding.version + 1)
    return Change(
        borrower=file.id,
        findings=(closed,),
        remediations=(verified,),
        replaces=replaced(cure, finding),
        trail=(entry("remediation.verify", cure.id, by=by, at=at), entry("finding.close", finding.id, by=by, at=at)),
    )


def _record_of(file: BorrowerFile, visit: Visit) -> VisitRecord | None:
    """Return the record of a visit that was made and stands."""
    if visit.state in (VisitState.PLANNED, VisitState.MISSED, VisitState.RETURNED, VisitState.VOID):
        return None
    return next((one for one in file.records if one.id == visit.record and one.outcome is Outcome.MADE), None)


def _moved(remediation: Remediation, move: str, *, by: Officer, at: datetime, **changes: Any) -> Change:
    enforce(remediation.can(move, by=by), "remediation")
    moved: Remediation = evolve(remediation, version=remediation.version + 1, **changes)
    return Change(
        borrower=remediation.borrower,
        remediations=(moved,),
        replaces=replaced(remediation),
        trail=(entry(f"remediation.{move}", remediation.id, by=by, at=at),),
    )
