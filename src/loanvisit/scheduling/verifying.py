"""Cures that wait for their visit: each report that a finding is cured, read as a paper that demands to look at it.

A cure reported on 2026-03-16, of a kind that is verified within 10 days, is owed a visit from that day to 2026-03-26.
No policy asks for it and none lets it go.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    ClauseId,
    Discharge,
    Duties,
    Finding,
    LoanId,
    Method,
    Obligation,
    Paper,
    PaperSource,
    PolicyId,
    Remediation,
    RemediationState,
)
from loanvisit.domain.exact import LATEST
from loanvisit.domain.ids import longest, strung
from loanvisit.words import say

PURPOSE = "verification"
"""What a visit that verifies a cure is for."""
_POLICY = PolicyId(f"paper.{PaperSource.FINDING.value}")
_DIGITS = 32


class Report(NamedTuple):
    """The report that a finding is cured: what it demands, and what met it where somebody verified the cure."""

    paper: Paper
    met: Discharge | None


def demanded(file: BorrowerFile) -> tuple[Paper, ...]:
    """Return every paper that a file carries: its own, then the reports of its cures."""
    return (*file.papers, *(one.paper for one in reports(file))) if file.remediations else file.papers


def reports(file: BorrowerFile) -> tuple[Report, ...]:
    """Return the reports of the cures of a file that wait for their visit, or were verified through one that stands."""
    return tuple(_reports(file))


def _reports(file: BorrowerFile) -> Iterator[Report]:
    findings = {one.id: one for one in file.findings}
    for cure in file.remediations:
        finding = findings.get(cure.finding)
        if finding is None or cure.submitted_on is None:
            continue
        if cure.state is RemediationState.SUBMITTED:
            yield Report(_paper(cure, finding, file), None)
        elif cure.state is RemediationState.VERIFIED and (met := _verified(cure, file)) is not None:
            yield Report(_paper(cure, finding, file), met)


def _verified(cure: Remediation, file: BorrowerFile) -> Discharge | None:
    """Return by which visit a cure was verified and when; None where the file has no record of it that stands."""
    visit = next((one for one in file.visits if one.id == cure.verified_in), None)
    if visit is None or cure.verified_on is None or all(one.id != visit.record for one in file.standing_records):
        return None
    return Discharge(on=cure.verified_on, record=visit.record, visit=visit.id)


def _paper(cure: Remediation, finding: Finding, file: BorrowerFile) -> Paper:
    """Return what the report of a cure demands: a visit to what the problem was found on, in the days of its kind."""
    reported_on = cure.submitted_on or cure.opened_on
    return Paper(
        number=number_of(cure),
        source=PaperSource.FINDING,
        dated_on=reported_on,
        title=say("verification.title", code=finding.kind.code, title=finding.kind.title),
        text=say("verification.text", finding=finding.text, demand=cure.demand),
        purpose=PURPOSE,
        accepts=_accepted(finding, file),
        about=_about(finding, file),
        due_on=min(reported_on + timedelta(days=finding.kind.verify_days), LATEST),
    )


def number_of(cure: Remediation) -> ClauseId:
    """Return what the report of a cure is called: the cure and its day, so that each report owes a duty of its own.

    An id too long for that stands by its digest, behind the day, where no other has anything but a day.
    """
    day = (cure.submitted_on or cure.opened_on).isoformat()
    whole = strung(cure.id.value, day)
    if len(whole) <= longest(ClauseId):
        return ClauseId(whole)
    return ClauseId(strung("cure", day, sha256(cure.id.value.encode()).hexdigest()[:_DIGITS]))


def _about(finding: Finding, file: BorrowerFile) -> LoanId | BorrowerId:
    """Return the loan that a finding is about, the borrower where that is several, none, or one the file has not."""
    known = [one for one in finding.loans if any(one == loan.id for loan in file.loans)]
    return known[0] if len(known) == len(finding.loans) == 1 else file.id


def _accepted(finding: Finding, file: BorrowerFile) -> Accepts:
    """Return the methods: what was found on site is looked at on site, anything else in person or on the telephone."""
    record = next((one for one in file.records if one.id == finding.record), None)
    found_by = None if record is None else record.method
    return Accepts.ON_SITE if found_by is Method.ON_SITE else Accepts.INTERVIEW_OR_ON_SITE


def as_verified(duties: Duties, found: Iterable[Report]) -> Duties:
    """Return the answers of reports, what still looks open met where its cure was verified through another visit."""
    met = {one.paper.number: one.met for one in found if one.met is not None}
    if not met:
        return duties
    return evolve(duties, owed=tuple(_met(duty, met.get(duty.rule.clause)) for duty in duties.owed))


def _met(duty: Obligation, by: Discharge | None) -> Obligation:
    return duty if by is None or not duty.is_open else duty.fulfilled(by)


def is_of_report(duty: Obligation) -> bool:
    """Say whether a duty follows from the report of a cure: it is owed as long as that waits, and no longer."""
    return duty.rule.policy == _POLICY
