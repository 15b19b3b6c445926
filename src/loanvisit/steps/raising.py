"""Raise a finding by hand, from the catalogue or a host's own kind."""

from datetime import date, datetime, timedelta

from loanvisit.assessment import weighed
from loanvisit.domain import (
    BorrowerFile,
    Change,
    EvidenceId,
    Finding,
    FindingId,
    FindingKind,
    LoanId,
    Officer,
    RecordId,
    Weight,
)
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import entry
from loanvisit.words import Text


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
    """Raise a finding about a borrower.

    Args:
        file: the borrower's file.
        kind: a row of the catalogue, or a host's own kind.
        on: the day it was found.
        by: who found it.
        at: when it is raised.
        loans: the loans concerned; empty means the borrower.
        fact: what was seen, without personal data.
        record: the record it was seen in.
        evidence: what shows it.
        weight: left out, the catalogue's; a repetition within the kind's months weighs one more.

    Returns:
        The open finding, due by the catalogue's natural days.

    Raises:
        InputError: the file has no such loan or record, or the same finding was raised that day already.
    """
    for loan in loans:
        file.loan(loan)
    if record is not None:
        file.record(record)
    subject = "+".join(loan.value for loan in loans) or file.id.value
    identity = FindingId(f"{kind.code}|{subject}|{on.isoformat()}|{by.id.value}")
    if any(known.id == identity for known in file.findings):
        raise InputError(fault("id.duplicate", "finding", identity.value))
    heavier, repeats = weighed(file, kind, loans, on=on)
    finding = Finding(
        id=identity,
        kind=kind,
        weight=heavier if weight is None else weight,
        borrower=file.id,
        found_on=on,
        due_on=on + timedelta(days=kind.cure_days),
        loans=tuple(loans),
        record=record,
        repeats=repeats,
        found_by=(by.id,),
        manager=file.borrower.manager,
        fact=fact,
        evidence=tuple(evidence),
    )
    return Change(borrower=file.id, findings=(finding,), trail=(entry("finding.raise", identity, by=by, at=at),))
