"""Let a duty, a finding or a cure go until a day (豁免): by an approver, with a reason and an expiry."""

from datetime import date, datetime

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    Finding,
    FindingId,
    FindingState,
    Obligation,
    ObligationId,
    ObligationState,
    Officer,
    Remediation,
    RemediationId,
    RemediationState,
    Waiver,
    WaiverId,
    enforce,
    refusal,
)
from loanvisit.steps.entries import day_of, entry, replaced
from loanvisit.words import say


def waive(
    file: BorrowerFile,
    thing: ObligationId | FindingId | RemediationId,
    *,
    reason: str,
    expires_on: date,
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Change:
    """Waive a duty, a finding or a cure of a file until a day, both ends included.

    Args:
        file: the borrower's file.
        thing: what is let go, by id.
        reason: why; kept with the waiver.
        expires_on: the last day it holds.
        by: an approver, or the sub-branch head where the finding is not critical; never who manages the borrower.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The waiver, and the thing waived.

    Raises:
        SeparationOfDutiesError: `by` may not waive this.
        TransitionError: it has no reason, is over before it begins, or the thing is past waiving.
        InputError: the file has no such thing.
    """
    day = day_of(at, on)
    if not reason.strip() or expires_on < day:
        enforce(refusal("expiry"), "waiver")
    old, new = _waived(file, thing, by)
    waiver = Waiver(
        id=WaiverId(f"waiver|{day.isoformat()}|{len(file.waivers) + 1}"),
        about=thing,
        approver=by.id,
        reason=reason,
        granted_on=day,
        expires_on=expires_on,
    )
    return Change(
        borrower=file.id,
        obligations=(new,) if isinstance(new, Obligation) else (),
        findings=(new,) if isinstance(new, Finding) else (),
        remediations=(new,) if isinstance(new, Remediation) else (),
        waivers=(waiver,),
        replaces=replaced(old),
        trail=(entry("waive", thing, by=by, at=at),),
    )


_Waivable = Obligation | Finding | Remediation


def _waived(
    file: BorrowerFile, thing: ObligationId | FindingId | RemediationId, by: Officer
) -> tuple[_Waivable, _Waivable]:
    if isinstance(thing, ObligationId):
        duty = file.obligation(thing)
        if file.borrower.manager is not None and by.is_same_person(file.borrower.manager):
            enforce(refusal("own", relation=say("relation.manager"), move=say("move.waive")), "waiver")
        enforce(duty.can("waive", by=by), "waiver")
        return duty, evolve(duty, state=ObligationState.WAIVED, version=duty.version + 1)
    if isinstance(thing, FindingId):
        finding = file.finding(thing)
        enforce(finding.can("waive", by=by), "waiver")
        return finding, evolve(finding, state=FindingState.WAIVED, version=finding.version + 1)
    cure = file.remediation(thing)
    enforce(cure.can("waive", by=by), "waiver")
    return cure, evolve(cure, state=RemediationState.WAIVED, version=cure.version + 1)
