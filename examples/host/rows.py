"""Each thing a step decides about, as a row of the bank's tables and back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from examples.host.tables import DutyRow, Fix, Journal, LetGo, Problem, PutOff, StandIn, Task, VisitLog
from loanvisit.domain import (
    BorrowerId,
    Deferral,
    DeferralId,
    DrawdownId,
    Finding,
    FindingId,
    LoanId,
    Obligation,
    ObligationId,
    RecordId,
    Remediation,
    RemediationId,
    SealedEntry,
    Subject,
    Substitution,
    SubstitutionId,
    Thing,
    TrailEntry,
    Visit,
    VisitId,
    VisitRecord,
    Waiver,
    WaiverId,
    Window,
)

Columns: TypeAlias = dict[str, object]
SUBJECTS: Mapping[str, type[Subject]] = MappingProxyType(
    {"customer": BorrowerId, "contract": LoanId, "payout": DrawdownId}
)
"""What a duty may be about, in the bank's words."""
THINGS: Mapping[str, type[Thing]] = MappingProxyType(
    {
        "task": VisitId,
        "log": RecordId,
        "duty": ObligationId,
        "problem": FindingId,
        "fix": RemediationId,
        "let_go": WaiverId,
        "put_off": DeferralId,
        "stand_in": SubstitutionId,
    }
)
"""What a line of the journal may be about, in the bank's words."""


def word_for(thing: Subject | Thing) -> str:
    """Return the bank's word for what an id names."""
    return next(word for word, kind in (*SUBJECTS.items(), *THINGS.items()) if type(thing) is kind)


def duty_columns(duty: Obligation) -> Columns:
    """Return the row of a duty."""
    return {
        "ref": duty.id,
        "rule": duty.rule,
        "clause": str(duty.rule.clause),
        "subject_kind": word_for(duty.subject),
        "subject_no": str(duty.subject),
        "contracts": duty.loans,
        "opens": duty.window.opens,
        "last": duty.window.last,
        "raw_last": duty.raw,
        "anchor": duty.anchor,
        "anchored_on": duty.anchored_on,
        "provisional": duty.provisional,
        "forecast": duty.forecast,
        "state": duty.state,
        "lacks": duty.lacks,
        "met_on": duty.discharge and duty.discharge.on,
        "met_by": duty.discharge,
        "assumed": duty.assumed,
        "assumed_labels": duty.assumed_labels,
        "deferred_from": duty.deferred_from,
        "version": duty.version,
    }


def duty_of(row: DutyRow) -> Obligation:
    """Return the duty of a row."""
    return Obligation(
        rule=row.rule,
        subject=SUBJECTS[row.subject_kind](row.subject_no),
        loans=row.contracts,
        window=Window(opens=row.opens, last=row.last),
        raw=row.raw_last,
        anchor=row.anchor,
        anchored_on=row.anchored_on,
        provisional=row.provisional,
        forecast=row.forecast,
        state=row.state,
        lacks=row.lacks,
        discharge=row.met_by,
        assumed=row.assumed,
        assumed_labels=row.assumed_labels,
        deferred_from=row.deferred_from,
        version=row.version,
    )


def task_columns(visit: Visit) -> Columns:
    """Return the row of a visit."""
    return {
        "ref": visit.id,
        "customer_no": visit.borrower,
        "method": visit.method,
        "opens": visit.window.opens,
        "last": visit.window.last,
        "covers": visit.covers,
        "forecast": visit.forecast,
        "state": visit.state,
        "log_ref": visit.record,
        "visitors": visit.visitors,
        "manager": visit.manager,
        "submitter": visit.submitter,
        "reviewer": visit.reviewer,
        "accepted_as": visit.accepted_as,
        "attempt": visit.attempt,
        "dropped": visit.dropped,
        "dissents": visit.dissents,
        "moved_at": visit.moved_at,
        "version": visit.version,
    }


def visit_of(row: Task) -> Visit:
    """Return the visit of a row."""
    return Visit(
        borrower=row.customer_no,
        method=row.method,
        window=Window(opens=row.opens, last=row.last),
        covers=row.covers,
        forecast=row.forecast,
        state=row.state,
        record=row.log_ref,
        visitors=row.visitors,
        manager=row.manager,
        submitter=row.submitter,
        reviewer=row.reviewer,
        accepted_as=row.accepted_as,
        attempt=row.attempt,
        dropped=row.dropped,
        dissents=row.dissents,
        moved_at=row.moved_at,
        version=row.version,
    )


def log_columns(record: VisitRecord) -> Columns:
    """Return the row of a record."""
    return {
        "ref": record.id,
        "task_ref": record.visit,
        "seen_on": record.on,
        "method": record.method,
        "outcome": record.outcome,
        "is_void": record.void,
        "paper": record,
        "version": record.version,
    }


def record_of(row: VisitLog) -> VisitRecord:
    """Return the record of a row."""
    return row.paper


def problem_columns(finding: Finding) -> Columns:
    """Return the row of a finding."""
    return {
        "ref": finding.id,
        "customer_no": finding.borrower,
        "code": finding.kind.code,
        "kind": finding.kind,
        "weight": finding.weight,
        "found_on": finding.found_on,
        "due_on": finding.due_on,
        "contracts": finding.loans,
        "log_ref": finding.record,
        "duty_ref": finding.obligation,
        "repeats": finding.repeats,
        "found_by": finding.found_by,
        "manager": finding.manager,
        "owner": finding.owner,
        "fact": finding.fact,
        "evidence": finding.evidence,
        "state": finding.state,
        "fix_ref": finding.remediation,
        "closed_on": finding.closed_on,
        "version": finding.version,
    }


def finding_of(row: Problem) -> Finding:
    """Return the finding of a row."""
    return Finding(
        id=row.ref,
        kind=row.kind,
        weight=row.weight,
        borrower=row.customer_no,
        found_on=row.found_on,
        due_on=row.due_on,
        loans=row.contracts,
        record=row.log_ref,
        obligation=row.duty_ref,
        repeats=row.repeats,
        found_by=row.found_by,
        manager=row.manager,
        owner=row.owner,
        fact=row.fact,
        evidence=row.evidence,
        state=row.state,
        remediation=row.fix_ref,
        closed_on=row.closed_on,
        version=row.version,
    )


def fix_columns(cure: Remediation) -> Columns:
    """Return the row of a cure."""
    return {
        "ref": cure.id,
        "customer_no": cure.borrower,
        "problem_ref": cure.finding,
        "owner": cure.owner,
        "demand": cure.demand,
        "opened_on": cure.opened_on,
        "due_on": cure.due_on,
        "extended_to": cure.extended_to,
        "extension_reason": cure.extension_reason,
        "state": cure.state,
        "sole_finder": cure.sole_finder,
        "manager": cure.manager,
        "submitted_by": cure.submitted_by,
        "submitted_on": cure.submitted_on,
        "evidence": cure.evidence,
        "verified_by": cure.verified_by,
        "verified_on": cure.verified_on,
        "verified_in": cure.verified_in,
        "verified_as": cure.verified_as,
        "moved_at": cure.moved_at,
        "version": cure.version,
    }


def cure_of(row: Fix) -> Remediation:
    """Return the cure of a row."""
    return Remediation(
        id=row.ref,
        finding=row.problem_ref,
        borrower=row.customer_no,
        owner=row.owner,
        demand=row.demand,
        opened_on=row.opened_on,
        due_on=row.due_on,
        extended_to=row.extended_to,
        extension_reason=row.extension_reason,
        state=row.state,
        sole_finder=row.sole_finder,
        manager=row.manager,
        submitted_by=row.submitted_by,
        submitted_on=row.submitted_on,
        evidence=row.evidence,
        verified_by=row.verified_by,
        verified_on=row.verified_on,
        verified_in=row.verified_in,
        verified_as=row.verified_as,
        moved_at=row.moved_at,
        version=row.version,
    )


def let_go_columns(waiver: Waiver) -> Columns:
    """Return the row of a waiver."""
    return {
        "ref": waiver.id,
        "about_kind": word_for(waiver.about),
        "about_ref": str(waiver.about),
        "approver": waiver.approver,
        "reason": waiver.reason,
        "granted_on": waiver.granted_on,
        "expires_on": waiver.expires_on,
    }


_LET_GO: Mapping[str, type[ObligationId | FindingId | RemediationId]] = MappingProxyType(
    {"duty": ObligationId, "problem": FindingId, "fix": RemediationId}
)


def waiver_of(row: LetGo) -> Waiver:
    """Return the waiver of a row."""
    return Waiver(
        id=row.ref,
        about=_LET_GO[row.about_kind](row.about_ref),
        approver=row.approver,
        reason=row.reason,
        granted_on=row.granted_on,
        expires_on=row.expires_on,
    )


def put_off_columns(deferral: Deferral) -> Columns:
    """Return the row of a deferral."""
    return {
        "ref": deferral.id,
        "duty_ref": deferral.about,
        "was_last": deferral.original_last,
        "new_last": deferral.new_last,
        "asker": deferral.asked_by,
        "approver": deferral.approver,
        "reason": deferral.reason,
        "granted_on": deferral.granted_on,
    }


def deferral_of(row: PutOff) -> Deferral:
    """Return the deferral of a row."""
    return Deferral(
        about=row.duty_ref,
        original_last=row.was_last,
        new_last=row.new_last,
        asked_by=row.asker,
        approver=row.approver,
        reason=row.reason,
        granted_on=row.granted_on,
    )


def stand_in_columns(substitution: Substitution) -> Columns:
    """Return the row of a substitution."""
    return {
        "ref": substitution.id,
        "duty_ref": substitution.about,
        "until": substitution.until,
        "paper": substitution,
    }


def substitution_of(row: StandIn) -> Substitution:
    """Return the substitution of a row."""
    return row.paper


def journal_columns(sealed: SealedEntry) -> Columns:
    """Return the row of a line of the trail."""
    entry = sealed.entry
    return {
        "number": sealed.number,
        "at": entry.at,
        "by": entry.by,
        "move": entry.move,
        "about_kind": word_for(entry.about),
        "about_ref": str(entry.about),
        "reason": entry.reason,
        "reason_digest": sealed.reason_digest,
        "previous": sealed.previous,
        "seal": sealed.seal,
    }


def sealed_of(row: Journal, customer_no: BorrowerId) -> SealedEntry:
    """Return the sealed line of a row."""
    about = THINGS[row.about_kind](row.about_ref)
    return SealedEntry(
        borrower=customer_no,
        number=row.number,
        entry=TrailEntry(at=row.at, by=row.by, move=row.move, about=about, reason=row.reason),
        reason_digest=row.reason_digest,
        previous=row.previous,
        seal=row.seal,
    )
