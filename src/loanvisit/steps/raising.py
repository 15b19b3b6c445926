"""Raise findings: by hand, from the catalogue or a host's own kind, or those that a rule returned."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import evolve

from loanvisit.assessment.raising import made
from loanvisit.domain import (
    BorrowerFile,
    Change,
    EvidenceId,
    Finding,
    FindingId,
    FindingKind,
    FindingState,
    LoanId,
    Officer,
    OfficerId,
    RecordId,
    Role,
    Weight,
    joined,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.ids import subject_key
from loanvisit.domain.lifecycle import enforce, refusal, role_permits
from loanvisit.domain.zones import latest_day
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.steps.entries import entry, replaced
from loanvisit.steps.telling import telling
from loanvisit.words import Text


@guarded
def raise_finding(
    file: BorrowerFile,
    kind: FindingKind,
    *,
    on: date,
    by: Officer,
    at: datetime,
    loans: tuple[LoanId, ...] = (),
    fact: Text | None = None,
    record: RecordId | None = None,
    evidence: tuple[EvidenceId, ...] = (),
    weight: Weight | None = None,
) -> Change:
    """Raise a finding by hand.

    Args:
        file: the borrower's file.
        kind: a row of the catalogue, `kind("F23")`, or a host's own.
        on: the day it was found, in the calendar's zone.
        by: who found it alone, and so may not close it; where `by` is a visitor of the record, all visitors found it.
        at: when it is raised.
        loans: the loans concerned; empty means the borrower.
        fact: what was seen, without personal data.
        record: the record it was seen in.
        evidence: what shows it.
        weight: left out, that of the kind; one heavier where the problem was closed within the kind's months.

    Returns:
        The open finding, due by the catalogue's natural days.

    Raises:
        SeparationOfDutiesError: `by` never raises a finding, or raises one lighter than its kind and is no approver.
        InputError: no such loan or record, a day to come, or the same finding was raised that day already.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from loanvisit.assessment import kind
        >>> from loanvisit.testing import a_file, an_officer
        >>> now = datetime(2026, 3, 4, tzinfo=UTC)
        >>> raise_finding(a_file(), kind("F09"), on=date(2026, 3, 3), by=an_officer(), at=now).finding.text.zh
        'F09 营业收入同比下降超过 20%（较大）'
    """
    _check(kind, weight, on, by=by, at=at)
    identity = _identity(file, kind, loans, on, by)
    finding = evolve(
        made(file, kind, identity, on=on, loans=tuple(loans), weight=weight, fact=fact),
        record=record,
        found_by=_finders(file, record, by),
        evidence=tuple(evidence),
    )
    return record_findings(file, (finding,), by=by, at=at)


def _check(kind: FindingKind, weight: Weight | None, on: date, *, by: Officer, at: datetime) -> None:
    """Refuse a lighter weight from anybody but an approver, and a day to come."""
    if weight is not None and weight.rank > kind.weight.rank and Role.APPROVER not in by.roles_for("finding.raise"):
        enforce(refusal("lighter"), "weight")
    latest = latest_day(at)
    if on > latest:
        raise InputError(fault("date.late", "on", on, later=latest))


def _identity(file: BorrowerFile, kind: FindingKind, loans: tuple[LoanId, ...], on: date, by: Officer) -> FindingId:
    """Return the id of a finding raised by hand: kind, loans of the file (none: the borrower), day and finder."""
    named = sorted(subject_key(file.loan(loan).id) for loan in loans) or [subject_key(file.id)]
    about = "+".join(one.replace("%", "%25").replace("+", "%2B") for one in named)
    identity = FindingId(joined(kind.code, about, on.isoformat(), by.id.value))
    if any(known.id == identity for known in file.findings):
        raise InputError(fault("id.duplicate", "finding", identity.value))
    return identity


def _finders(file: BorrowerFile, record: RecordId | None, by: Officer) -> tuple[OfficerId, ...]:
    """Return the visitors of the record where `by` is one of them, else `by` alone."""
    there = () if record is None else file.record(record).visitors
    return there if any(by.is_same_person(who) for who in there) else (by.id,)


@telling
@guarded
def record_findings(file: BorrowerFile, findings: Iterable[Finding], *, by: Officer, at: datetime) -> Change:
    """Make a change of findings that rules returned: `record_findings(file, assess(file, as_of=day), by=desk, at=now)`.

    Args:
        file: the borrower's file the rules were asked about.
        findings: new ones, and known ones at their next version.
        by: who asked the rules; that does not make anybody the finder.
        at: when.

    Returns:
        The findings; an empty change where there are none.

    Raises:
        SeparationOfDutiesError: `by` never raises a finding.
        InputError: a finding is another borrower's, or is new and not open, or is known to the file and not merely
            heavier at its next version: nothing is closed, waived or made lighter this way.
    """
    enforce(role_permits(by, "finding.raise"), "finding")
    known = {finding.id: finding for finding in file.findings}
    new, wrong = each(findings, Finding, "findings")
    faults = FaultList()
    for one in wrong:
        faults.add(one)
    for place, finding in enumerate(new):
        if finding.borrower != file.id:
            faults.add(fault("borrower.mixed", f"findings[{place}].borrower", finding.borrower.value))
        elif not _is_new(finding) if finding.id not in known else not _is_heavier(finding, known[finding.id]):
            faults.add(fault("id.duplicate", f"findings[{place}]", finding.id.value))
    faults.raise_as(InputError)
    return Change(
        borrower=file.id,
        findings=new,
        replaces=replaced(*(known[one.id] for one in new if one.id in known)),
        trail=tuple(
            entry("finding.regrade" if one.id in known else "finding.raise", one.id, by=by, at=at) for one in new
        ),
    )


def _is_new(finding: Finding) -> bool:
    return finding.version == 1 and finding.state is FindingState.OPEN and finding.closed_on is None


def _is_heavier(new: Finding, old: Finding) -> bool:
    """Say whether only the weight went up, and the fact was said anew with it."""
    same = evolve(old, weight=new.weight, fact=new.fact, version=old.version + 1)
    return new == same and new.weight.rank < old.weight.rank
