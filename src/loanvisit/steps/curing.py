"""The cure of a finding: opened, notified, submitted, verified or rejected, and extended once."""

from datetime import date, datetime, timedelta

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    Discharge,
    EvidenceId,
    Finding,
    FindingState,
    Obligation,
    Officer,
    OfficerId,
    Outcome,
    Remediation,
    RemediationId,
    RemediationState,
    Visit,
    VisitId,
    VisitRecord,
    Weight,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.ids import strung
from loanvisit.domain.lifecycle import enforce, refusal, refused_fault
from loanvisit.errors import InputError, TransitionError, fault
from loanvisit.scheduling.verifying import is_of_report, number_of
from loanvisit.steps.approving import approved
from loanvisit.steps.entries import day_of, demanded_reason, entry, not_before, replaced, under_manager
from loanvisit.steps.telling import telling
from loanvisit.words import Text


@telling
@guarded
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
        due_on: the last day of the cure; left out, the finding's, or where that has passed, the kind's days from now.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The remediation, and the finding now in remediation.

    Raises:
        TransitionError: the finding is not open.
        InputError: it is opened before the finding was found, or its last day is before the day it is opened.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from loanvisit.assessment import kind
        >>> from loanvisit.domain import Finding, FindingId, Weight
        >>> from loanvisit.testing import a_file, an_officer
        >>> day = date(2026, 3, 3)
        >>> finding = Finding(
        ...     id=FindingId("F04~~R-1"), kind=kind("F04"), weight=Weight.S3, borrower=a_file().id, found_on=day,
        ...     due_on=date(2026, 3, 18),
        ... )
        >>> now = datetime(2026, 3, 4, 9, tzinfo=UTC)
        >>> opened = open_remediation(finding, owner=an_officer("li"), by=an_officer("anna"), at=now)
        >>> opened.remediation.demand.zh, opened.remediation.due_on.isoformat(), opened.finding.state.value
        ('补齐用途凭证', '2026-03-18', 'in_remediation')
        >>> opened.remediation.can("extend", by=an_officer("li")).allowed
        False
    """
    day = day_of(at, on, since=finding.found_on)
    enforce(finding.can("remediate", by=by), "finding")
    remediation = evolve(_opened(finding, owner.id, demand, due_on, day), moved_at=at)
    moved = evolve(finding, state=FindingState.IN_REMEDIATION, remediation=remediation.id, owner=owner.id)
    return Change(
        borrower=finding.borrower,
        findings=(evolve(moved, version=finding.version + 1),),
        remediations=(remediation,),
        replaces=replaced(finding),
        trail=(
            entry("remediation.open", remediation.id, by=by, at=at),
            entry("finding.remediate", finding.id, by=by, at=at),
        ),
    )


def _opened(finding: Finding, owner: OfficerId, demand: Text | None, due_on: date | None, day: date) -> Remediation:
    last = finding.due_on if due_on is None else due_on
    if due_on is None and last < day:
        last = day + timedelta(days=finding.kind.cure_days)
    return Remediation(
        id=RemediationId(strung("cure", finding.id.value, str(finding.version))),
        finding=finding.id,
        borrower=finding.borrower,
        owner=owner,
        demand=finding.kind.remedy if demand is None else demand,
        opened_on=day,
        due_on=last,
        sole_finder=finding.found_by[0] if len(finding.found_by) == 1 else None,
        manager=finding.manager if finding.weight in (Weight.S1, Weight.S2) else None,
    )


@guarded
def notify(remediation: Remediation, *, by: Officer, at: datetime) -> Change:
    """Send the notice of a cure to its owner (下发整改通知书).

    Raises:
        TransitionError: it was notified before, or is over.
        SeparationOfDutiesError: `by` is neither at the post-loan desk nor a risk manager.
    """
    enforce(remediation.can("notify", by=by), "remediation")
    return _moved(remediation, evolve(remediation, state=RemediationState.NOTIFIED), "notify", by=by, at=at)


@guarded
def submit(
    remediation: Remediation,
    *,
    evidence: tuple[EvidenceId, ...] = (),
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Change:
    """Report a cure done (回复).

    Args:
        remediation: a cure that runs.
        evidence: what shows that it was done.
        by: its owner.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The remediation submitted; nothing is closed by it.

    Raises:
        TransitionError: the cure does not run.
        SeparationOfDutiesError: `by` is not its owner.
        InputError: the day is before the cure was opened.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from loanvisit.assessment import kind
        >>> from loanvisit.domain import Finding, FindingId, Weight
        >>> from loanvisit.steps import open_remediation
        >>> from loanvisit.testing import a_file, an_officer
        >>> finding = Finding(
        ...     id=FindingId("F04~~R-1"), kind=kind("F04"), weight=Weight.S3, borrower=a_file().id,
        ...     found_on=date(2026, 3, 3), due_on=date(2026, 3, 18),
        ... )
        >>> at = datetime(2026, 3, 4, 9, tzinfo=UTC)
        >>> opened = open_remediation(finding, owner=an_officer("li"), by=an_officer("anna"), at=at)
        >>> submit(opened.remediation, by=an_officer("li"), at=at).remediation.state.value
        'submitted'
    """
    day = day_of(at, on, since=remediation.opened_on)
    enforce(remediation.can("submit", by=by), "remediation")
    submitted = evolve(
        remediation,
        state=RemediationState.SUBMITTED,
        submitted_by=by.id,
        submitted_on=day,
        evidence=tuple(evidence),
    )
    return _moved(remediation, submitted, "submit", by=by, at=at)


@guarded
def reject(remediation: Remediation, *, reason: str, by: Officer, at: datetime) -> Change:
    """Send a submitted cure back to its owner (退回整改), with a reason; the last day stays.

    Raises:
        TransitionError: the cure is not submitted.
        SeparationOfDutiesError: `by` carried the cure out, or may not judge cures.
        InputError: there is no reason.
    """
    enforce(remediation.can("reject", by=by), "remediation")
    why = demanded_reason(reason)
    rejected = evolve(remediation, state=RemediationState.NOTIFIED, submitted_by=None, submitted_on=None)
    return _moved(remediation, rejected, "reject", by=by, at=at, reason=why)


@guarded
def extend(remediation: Remediation, *, to: date, reason: str, by: Officer, at: datetime) -> Change:
    """Extend a cure once (延期), with a reason, to a later last day.

    Raises:
        TransitionError: the cure does not run, or was extended before.
        SeparationOfDutiesError: `by` is its owner, or is no sub-branch head.
        InputError: there is no reason, or the new last day is not later.
    """
    enforce(remediation.can("extend", by=by), "remediation")
    why = demanded_reason(reason)
    if to <= remediation.due_on:
        raise InputError(fault("date.order", "to", to, earlier=remediation.due_on + timedelta(days=1)))
    return _moved(
        remediation, evolve(remediation, extended_to=to, extension_reason=why), "extend", by=by, at=at, reason=why
    )


@telling
@guarded
def verify(
    file: BorrowerFile,
    remediation: RemediationId,
    *,
    visit: VisitId,
    by: Officer,
    at: datetime,
    on: date | None = None,
    seen: str | None = None,
) -> Change:
    """Verify a submitted cure through a later visit, and close its finding (验证销号).

    Args:
        file: the borrower's file with the finding, the cure and the visit.
        remediation: a submitted cure.
        visit: a later made visit that stands, by somebody beside the owner, to the finding's loans; not its own.
        by: never who carried the cure out, found the problem alone, or, where it is heavy, manages the borrower or did.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.
        seen: the digest of the cure and the record that were looked at (`content_digest`); left out, nobody said.

    Returns:
        The remediation verified, with the digest of what was verified, the finding closed, the duty to visit met.

    Raises:
        ConflictError: the cure or the record is not what was looked at.
        TransitionError: the cure is not submitted, or the visit no later one.
        SeparationOfDutiesError: `by` may not judge this cure, or only its owner made the visit.
        InputError: the file has no such cure or visit, or the day is before that of the visit.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from attrs import evolve
        >>> from loanvisit.assessment import kind
        >>> from loanvisit.domain import Method, Role, Visit
        >>> from loanvisit.steps import file_record, open_remediation, raise_finding, submit
        >>> from loanvisit.testing import a_duty, a_file, a_record, an_officer
        >>> anna, li, chen = an_officer("anna"), an_officer("li"), an_officer("chen", Role.RISK_MANAGER)
        >>> may, june = datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 6, 4, tzinfo=UTC)
        >>> duty = a_duty(date(2026, 4, 1), date(2026, 6, 30))
        >>> trip = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(obligations=[duty]), visits=[trip])
        >>> found = raise_finding(file, kind("F09"), on=date(2026, 5, 3), by=anna, at=may)
        >>> opened = open_remediation(found.finding, owner=li, by=anna, at=may)
        >>> file = file.after(found).after(opened).after(submit(opened.remediation, by=li, at=may))
        >>> record = a_record(date(2026, 6, 3), visit=trip.id.value)
        >>> file = file.after(file_record(file, trip.id, record, by=anna, at=june))
        >>> verify(file, opened.remediation.id, visit=trip.id, by=chen, at=june).finding.state.value
        'closed'
    """
    cure = file.remediation(remediation)
    finding, checking = file.finding(cure.finding), file.visit(visit)
    not_before(at, cure.moved_at)
    enforce(cure.can("verify", by=by), "remediation")
    for judged in (finding, under_manager(finding, file)):
        enforce(judged.can("close", by=by), "finding")
    record = _proving_record(file, checking, cure, finding)
    not_before(at, checking.moved_at)
    held, day = approved(cure, record, seen=seen), day_of(at, on, since=record.on)
    return _closed(cure, finding, checking, held, _waiting(file, cure), by=by, at=at, day=day)


def _waiting(file: BorrowerFile, cure: Remediation) -> tuple[Obligation, ...]:
    """Return the open duty to visit for a cure, where the file has it."""
    number = number_of(cure)
    return tuple(one for one in file.obligations if one.rule.clause == number and one.is_open and is_of_report(one))


def _closed(
    cure: Remediation,
    finding: Finding,
    checking: Visit,
    content: str,
    waiting: tuple[Obligation, ...],
    *,
    by: Officer,
    at: datetime,
    day: date,
) -> Change:
    """Return the cure verified by a visit, its finding closed, and the duty to visit for it met."""
    verified = evolve(
        cure,
        state=RemediationState.VERIFIED,
        verified_by=by.id,
        verified_on=day,
        verified_in=checking.id,
        verified_as=content,
        moved_at=at,
        version=cure.version + 1,
    )
    closed = evolve(finding, state=FindingState.CLOSED, closed_on=day, version=finding.version + 1)
    met = Discharge(on=day, record=checking.record, visit=checking.id)
    return Change(
        borrower=finding.borrower,
        obligations=tuple(one.fulfilled(met) for one in waiting),
        findings=(closed,),
        remediations=(verified,),
        replaces=replaced(cure, finding, *waiting),
        trail=(
            entry("remediation.verify", cure.id, by=by, at=at),
            entry("finding.close", finding.id, by=by, at=at),
            *(entry("obligation.discharge", one.id, by=by, at=at) for one in waiting),
        ),
    )


def _proving_record(file: BorrowerFile, visit: Visit, cure: Remediation, finding: Finding) -> VisitRecord:
    """Return the record of the visit that proves a cure; one too early, by its owner alone, or elsewhere is refused."""
    seen = _later_record(file, visit, cure, finding)
    if seen is None:
        raise TransitionError(refused_fault(refusal("later"), "visit"))
    if not _made_by_others(seen, cure):
        enforce(refusal("cured"), "visit")
    if not frozenset(finding.loans) <= file.seen_loans(seen):
        enforce(refusal("elsewhere"), "visit")
    return seen


def _later_record(file: BorrowerFile, visit: Visit, cure: Remediation, finding: Finding) -> VisitRecord | None:
    """Return the record of a visit where it stands, no earlier than the cure's report, and not the finding's own."""
    if visit.record is None or visit.record == finding.record:
        return None
    record = file.record(visit.record)
    is_later = cure.submitted_on is not None and record.on >= cure.submitted_on
    if finding.found_by and finding.record is None:  # found on a visit that nobody named: not on one of that day
        is_later = is_later and record.on > finding.found_on
    return record if is_later and record.outcome is Outcome.MADE and record in file.standing_records else None


def _made_by_others(record: VisitRecord, cure: Remediation) -> bool:
    """Say whether somebody beside whoever carried the cure out was there."""
    own = {who.canonical for who in (cure.owner, cure.submitted_by) if who is not None}
    return any(who.canonical not in own for who in record.visitors)


@telling
def _moved(
    old: Remediation, new: Remediation, move: str, *, by: Officer, at: datetime, reason: str | None = None
) -> Change:
    not_before(at, old.moved_at)
    return Change(
        borrower=old.borrower,
        remediations=(evolve(new, moved_at=at, version=old.version + 1),),
        replaces=replaced(old),
        trail=(entry(f"remediation.{move}", old.id, by=by, at=at, reason=reason),),
    )
