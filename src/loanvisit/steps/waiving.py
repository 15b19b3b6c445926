"""Let a duty, a finding or a cure go until a day (豁免), by an approver, with a reason and an expiry; and end that."""

from datetime import date, datetime

from attrs import evolve

from loanvisit.domain import (
    OBLIGATION_LIFECYCLE,
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
    rule,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.ids import strung
from loanvisit.domain.lifecycle import enforce, refusal, relate
from loanvisit.domain.zones import latest_day
from loanvisit.errors import InputError, fault
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.steps.entries import day_of, demanded_reason, entry, not_before, replaced, under_manager
from loanvisit.steps.telling import telling


@guarded
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

    A finding and its running cure are waived together, whichever of them is named; the waiver is the finding's.

    Args:
        file: the borrower's file.
        thing: what is let go, by id.
        reason: why; kept with the waiver.
        expires_on: the last day it holds.
        by: an approver, or the sub-branch head where the finding is not critical; never who manages the borrower,
            found the problem or carries the cure out.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The waiver, and what is waived.

    Raises:
        SeparationOfDutiesError: `by` may not waive this.
        TransitionError: it is over before it begins, the thing is past waiving, or a clock of law asks for it.
        InputError: there is no reason, the file has no such thing, or a finding is waived before it was found.
    """
    duty, finding, cure = _things(file, thing)
    day = day_of(at, on, since=finding.found_on if finding is not None else date.min)
    why = demanded_reason(reason)
    if expires_on < day:
        enforce(refusal("expiry"), "waiver")
    if duty is not None:
        if is_at_law(duty):
            enforce(refusal("by_law"), "obligation")
        manager = relate(manager=file.borrower.manager)
        enforce(rule(OBLIGATION_LIFECYCLE, duty.state.value, "waive", by, manager), "obligation")
    if cure is not None:
        not_before(at, cure.moved_at)
        enforce(cure.can("waive", by=by), "remediation")
    if finding is not None:
        for judged in (finding, under_manager(finding, file)):
            enforce(judged.can("waive", by=by), "finding")
    about = thing if finding is None else finding.id
    version = max(one.version for one in (duty, finding) if one is not None)
    waiver = Waiver(
        id=WaiverId(strung("waiver", about.value, day.isoformat(), str(version))),
        about=about,
        approver=by.id,
        reason=why,
        granted_on=day,
        expires_on=expires_on,
    )
    return _change(file, duty, finding, cure, waiver, by=by, at=at)


@telling
def _change(
    file: BorrowerFile,
    duty: Obligation | None,
    finding: Finding | None,
    cure: Remediation | None,
    waiver: Waiver,
    *,
    by: Officer,
    at: datetime,
) -> Change:
    duties = () if duty is None else (duty,)
    findings = () if finding is None else (finding,)
    cures = () if cure is None else (cure,)
    return Change(
        borrower=file.id,
        obligations=tuple(evolve(one, state=ObligationState.WAIVED, version=one.version + 1) for one in duties),
        findings=tuple(evolve(one, state=FindingState.WAIVED, version=one.version + 1) for one in findings),
        remediations=tuple(
            evolve(one, state=RemediationState.WAIVED, moved_at=at, version=one.version + 1) for one in cures
        ),
        waivers=(waiver,),
        replaces=replaced(*duties, *findings, *cures),
        trail=(
            *(entry("obligation.waive", one.id, by=by, at=at, reason=waiver.reason) for one in duties),
            *(entry("finding.waive", one.id, by=by, at=at, reason=waiver.reason) for one in findings),
            *(entry("remediation.waive", one.id, by=by, at=at, reason=waiver.reason) for one in cures),
            entry("waiver.grant", waiver.id, by=by, at=at),
        ),
    )


def _things(
    file: BorrowerFile, thing: ObligationId | FindingId | RemediationId
) -> tuple[Obligation | None, Finding | None, Remediation | None]:
    """Return the duty, or the finding with its running cure, or the cure with its finding."""
    if isinstance(thing, ObligationId):
        return file.obligation(thing), None, None
    if isinstance(thing, FindingId):
        finding = file.finding(thing)
        running = finding.state is FindingState.IN_REMEDIATION and finding.remediation is not None
        return None, finding, file.remediation(finding.remediation) if running and finding.remediation else None
    cure = file.remediation(thing)
    return None, file.finding(cure.finding), cure


@telling
@guarded
def end_waivers(file: BorrowerFile, *, as_of: date, by: Officer, at: datetime) -> Change:
    """Open again what was waived until a day that has passed; a cure stays waived, its finding takes a new one.

    Args:
        file: the borrower's file.
        as_of: the close of this day; a waiver that expires on it still holds.
        by: who asks, for the trail.
        at: when.

    Returns:
        The duties and findings open again, with their old last days; an empty change where no waiver has run out.

    Raises:
        SeparationOfDutiesError: something has run out, and `by` may not open it again.
        InputError: `as_of` is nowhere the date of `at` yet.
    """
    if as_of > latest_day(at):
        raise InputError(fault("date.instant", "as_of", as_of))
    held = {_found(file, waiver.about) for waiver in file.waivers if waiver.is_in_force(as_of)}
    ended = {_found(file, waiver.about) for waiver in file.waivers if waiver.expires_on < as_of} - held
    duties = tuple(one for one in file.obligations if one.id in ended and one.state is ObligationState.WAIVED)
    findings = tuple(one for one in file.findings if one.id in ended and one.state is FindingState.WAIVED)
    for ruling in (*(one.can("expire", by=by) for one in duties), *(one.can("expire", by=by) for one in findings)):
        enforce(ruling, "waiver")
    return Change(
        borrower=file.id,
        obligations=tuple(evolve(one, state=ObligationState.OPEN, version=one.version + 1) for one in duties),
        findings=tuple(evolve(one, state=FindingState.OPEN, owner=None, version=one.version + 1) for one in findings),
        replaces=replaced(*duties, *findings),
        trail=(
            *(entry("obligation.expire", one.id, by=by, at=at) for one in duties),
            *(entry("finding.expire", one.id, by=by, at=at) for one in findings),
        ),
    )


def _found(file: BorrowerFile, about: ObligationId | FindingId | RemediationId) -> ObligationId | FindingId:
    """Return what a waiver lets go at bottom: a cure's waiver is its finding's."""
    if not isinstance(about, RemediationId):
        return about
    cure = next((one for one in file.remediations if one.id == about), None)
    if cure is None:
        raise InputError(fault("id.unknown", "waivers", about.value))
    return cure.finding
