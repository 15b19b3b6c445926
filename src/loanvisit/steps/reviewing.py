"""What follows a filed visit: co-signing or dissent, review or return, sign-off, filing, voiding; and cancelling."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from loanvisit.domain import (
    CONCLUSION_TABLE,
    BorrowerFile,
    Change,
    ConclusionTable,
    Delegation,
    Dissent,
    Finding,
    FindingState,
    Obligation,
    ObligationState,
    Officer,
    RecordId,
    ReturnReason,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.domain.zones import earliest_day, latest_day
from loanvisit.errors import InputError
from loanvisit.scheduling.refiling import Refiled, refiled
from loanvisit.steps.approving import approved
from loanvisit.steps.concluding import refuse_unfounded_visit
from loanvisit.steps.entries import demanded_reason, entry, not_before, replaced, under_manager
from loanvisit.steps.telling import telling
from loanvisit.words import say


@guarded
def co_sign(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """Sign as the second visitor (协办签字); only who was there, and not who submitted.

    Raises:
        TransitionError: the visit is not submitted.
        SeparationOfDutiesError: `by` was not there, or submitted it.
        InputError: the file has no such visit, or `at` is before its last step.
    """
    return _moved(file, visit, "co_sign", VisitState.CO_SIGNED, by=by, at=at)


@guarded
def dissent(file: BorrowerFile, visit: VisitId, *, reason: str, by: Officer, at: datetime) -> Change:
    """State in writing, as a visitor, that one does not agree with the record (书面提出不同意见).

    It stays on the visit whatever becomes of it. The visit goes to review without the signature that was waited for;
    only a risk manager accepts it as it stands (`overrule`), and anybody who reviews may return it.

    Args:
        file: the borrower's file.
        visit: a visit under review.
        reason: what is not agreed with, and why.
        by: one who was there, and did not submit it.
        at: when.

    Returns:
        The visit with the dissent on it, which names the record as it was read.

    Raises:
        TransitionError: the visit is not under review.
        SeparationOfDutiesError: `by` was not there, or submitted it.
        InputError: there is no reason, the file has no such visit, or `at` is before its last step.
    """
    told = demanded_reason(reason)
    change = _moved(file, visit, "dissent", VisitState.DISSENTED, by=by, at=at, reason=told)
    moved, known = change.visits[0], file.visit(visit).dissents
    record = [one for one in file.records if one.id == moved.record]
    stated = Dissent(by=by.id, at=at, about=approved(*record, seen=None), reason=told)
    return evolve(change, visits=(evolve(moved, dissents=(*known, stated)),))


@guarded
def review(
    file: BorrowerFile,
    visit: VisitId,
    *,
    by: Officer,
    at: datetime,
    seen: str | None = None,
    conclusions: ConclusionTable = CONCLUSION_TABLE,
) -> Change:
    """Accept a visit (复核), co-signed where two made it; never a visitor, never who manages the borrower.

    Args:
        file: the borrower's file.
        visit: a visit submitted by its one visitor, or co-signed by the second.
        by: the reviewer, at the post-loan desk or a risk manager.
        at: when.
        seen: the digest of the record that was looked at (`content_digest`); left out, nobody said.
        conclusions: what a record may conclude from the findings open by now; a bank hands in its own.

    Returns:
        The visit accepted, with its reviewer and the digest of what was accepted.

    Raises:
        ConflictError: the record is not what was looked at.
        TransitionError: the visit is not submitted, a visitor dissents, or the record concludes less than the findings
            demand.
        SeparationOfDutiesError: `by` may not review this visit, or the second visitor has not signed.
        InputError: the file has no such visit, or `at` is before its last step.
    """
    change = _moved(file, visit, "accept", VisitState.ACCEPTED, by=by, at=at, seen=seen)
    refuse_unfounded_visit(file, change.visits[0], conclusions)
    return change


@guarded
def overrule(
    file: BorrowerFile,
    visit: VisitId,
    *,
    reason: str,
    by: Officer,
    at: datetime,
    seen: str | None = None,
    conclusions: ConclusionTable = CONCLUSION_TABLE,
) -> Change:
    """Accept a visit over a visitor's written dissent (裁定通过), with a reason: a risk manager's to decide.

    The dissent stays on the visit. `reason` says why the record stands; it is kept in the trail. Other arguments,
    result and errors as for `review`; a visit without a dissent raises `TransitionError`.
    """
    why = demanded_reason(reason)
    change = _moved(file, visit, "overrule", VisitState.ACCEPTED, by=by, at=at, seen=seen, reason=why)
    refuse_unfounded_visit(file, change.visits[0], conclusions)
    return change


@guarded
def sign_off(
    file: BorrowerFile,
    visit: VisitId,
    *,
    by: Officer,
    at: datetime,
    seen: str | None = None,
    delegations: Iterable[Delegation] = (),
) -> Change:
    """Sign an accepted visit off (审签); never a visitor, never who reviewed it, and only what was accepted.

    Arguments and errors as for `review`; a record changed since it was accepted raises `ConflictError` too. A visit
    keeps who accepted it and not for whom: of `delegations`, every one there is, those to the reviewer that held when
    it was accepted say whom they stood in for, and none of those signs it off, nor anybody who stands in for them. Of a
    meeting they are `Meeting.approver(...).acting`. Left out, the reviewer alone is looked at.
    """
    known, wrong = each(delegations, Delegation, "delegations")
    if wrong:
        raise InputError(*wrong)
    change = _moved(file, visit, "sign_off", VisitState.SIGNED_OFF, by=by, at=at, seen=seen)
    if not by.counts_as.isdisjoint(_stood_in_for(file.visit(visit), known)):
        enforce(refusal("own", relation=say("relation.reviewer"), move=say("move.sign_off")), "visit")
    return change


@guarded
def archive(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """File a signed-off visit (归档), as it was accepted; its findings stay where they stand. Raises as `sign_off`."""
    return _moved(file, visit, "file", VisitState.FILED, by=by, at=at)


@guarded
def cancel(file: BorrowerFile, visit: VisitId, *, reason: str, by: Officer, at: datetime) -> Change:
    """Cancel a visit not made (取消), with a reason; the duties it was to cover stay owed, with their last days."""
    return _moved(file, visit, "cancel", VisitState.CANCELLED, by=by, at=at, reason=demanded_reason(reason))


@guarded
def send_back(
    file: BorrowerFile,
    visit: VisitId,
    *,
    reason: str,
    by: Officer,
    at: datetime,
    codes: Iterable[ReturnReason] = (),
) -> Change:
    """Return a visit to its visitors (退回): the duties it met are open again, with their last days as they were.

    Args:
        file: the borrower's file.
        visit: a visit submitted, co-signed, or with a dissent on it.
        reason: why; kept in the trail.
        by: a reviewer; never a visitor, never who manages the borrower.
        at: when.
        codes: the same as codes that can be counted; each stands in the trail as an entry of its own beside the return,
            `ReturnReason.move`. Empty where nobody coded it.

    Returns:
        The visit returned, the duties it had met, in full or in part, as they stood without it, and the findings whose
        cure it had verified, open again.

    Raises:
        TransitionError: the visit is not under review.
        SeparationOfDutiesError: `by` may not review this visit.
        InputError: there is no reason, the file has no such visit, or `at` is before its last step.
    """
    coded, wrong = each(codes, ReturnReason, "codes")
    if wrong:
        raise InputError(*wrong)
    change = _undone(file, visit, "return", VisitState.RETURNED, reason=reason, by=by, at=at)
    named = [one for one in ReturnReason if one in coded]
    return evolve(change, trail=(*change.trail, *(entry(one.move, visit, by=by, at=at) for one in named)))


@guarded
def void(file: BorrowerFile, visit: VisitId, *, reason: str, by: Officer, at: datetime) -> Change:
    """Void an accepted visit (作废): it stays readable, and the duties it met are open again with their last days.

    Findings its record raised stay until a person closes them. Arguments, result and errors as for `send_back`, and
    the record, now void.
    """
    return _undone(file, visit, "void", VisitState.VOID, reason=reason, by=by, at=at)


def _stood_in_for(visit: Visit, delegations: Iterable[Delegation]) -> frozenset[str]:
    """Return whom the reviewer of an accepted visit stood in for then; whenever it was, where that is not known."""
    reviewer, when = visit.reviewer, visit.moved_at
    earliest, latest = (None, None) if when is None else (earliest_day(when), latest_day(when))
    return frozenset(
        one.delegator.canonical
        for one in delegations
        if reviewer is not None
        and one.delegate.canonical == reviewer.canonical
        and (earliest is None or earliest <= one.window.last)
        and (latest is None or one.window.opens <= latest)
    )


_APPROVED = (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED)


@telling
def _moved(
    file: BorrowerFile,
    visit_id: VisitId,
    move: str,
    state: VisitState,
    *,
    by: Officer,
    at: datetime,
    reason: str | None = None,
    seen: str | None = None,
) -> Change:
    visit = file.visit(visit_id)
    record = _follows(file, visit, at)
    for judged in (visit, under_manager(visit, file)):
        enforce(judged.can(move, by=by), "visit")
    moved = evolve(visit, state=state, moved_at=at, version=visit.version + 1)
    if record is not None and state in _APPROVED:
        content = approved(record, seen=seen, before=visit.accepted_as)
        moved = evolve(moved, reviewer=by.id, accepted_as=content) if state is VisitState.ACCEPTED else moved
    return Change(
        borrower=file.id,
        visits=(moved,),
        replaces=replaced(visit),
        trail=(entry(f"visit.{move}", visit.id, by=by, at=at, reason=reason),),
    )


@telling
def _undone(
    file: BorrowerFile, visit_id: VisitId, move: str, state: VisitState, *, reason: str, by: Officer, at: datetime
) -> Change:
    visit = file.visit(visit_id)
    record = _follows(file, visit, at)
    for judged in (visit, under_manager(visit, file)):
        enforce(judged.can(move, by=by), "visit")
    why = demanded_reason(reason)
    unproved = _unproved(file, visit)
    reopened = () if record is None else _reopened(file, record.id)
    voided = (record,) if record is not None and state is VisitState.VOID else ()
    return Change(
        borrower=file.id,
        visits=(evolve(visit, state=state, moved_at=at, version=visit.version + 1),),
        records=tuple(evolve(one, void=True, version=one.version + 1) for one in voided),
        obligations=reopened,
        findings=tuple(
            evolve(one, state=FindingState.OPEN, owner=None, closed_on=None, version=one.version + 1)
            for one in unproved
        ),
        replaces=replaced(visit, *voided, *(file.obligation(duty.id) for duty in reopened), *unproved),
        trail=(
            entry(f"visit.{move}", visit.id, by=by, at=at, reason=why),
            *(entry("record.void", one.id, by=by, at=at) for one in voided),
            *(entry("obligation.reopen", duty.id, by=by, at=at) for duty in reopened),
            *(entry("finding.reinstate", one.id, by=by, at=at) for one in unproved),
        ),
    )


def _follows(file: BorrowerFile, visit: Visit, at: datetime) -> VisitRecord | None:
    """Return the visit's record, None where it has none; a step dated before the last one is refused."""
    record = None if visit.record is None else file.record(visit.record)
    not_before(at, visit.moved_at)
    not_before(at, None if record is None else record.recorded_at)
    return record


def _unproved(file: BorrowerFile, visit: Visit) -> tuple[Finding, ...]:
    """Return the findings closed by a cure that this visit verified: their proof goes with it."""
    gone = {cure.id for cure in file.remediations if cure.verified_in == visit.id}
    return tuple(one for one in file.findings if one.state is FindingState.CLOSED and one.remediation in gone)


def _reopened(file: BorrowerFile, record: RecordId) -> tuple[Obligation, ...]:
    """Return the duties that a record met, or helped to meet, as the others that served them leave them."""
    told = refiled(file)
    changed = [(duty, _without(duty, record, told)) for duty in file.obligations]
    return tuple(evolve(new, version=old.version + 1) for old, new in changed if new != old)


def _without(duty: Obligation, record: RecordId, told: Refiled) -> Obligation:
    """Return a duty as the others that served it leave it: as it is, in part by what they brought, or open.

    Its last day stays. It is never handed to another visit here: that one may have paid another period with it.
    """
    met_by = None if duty.discharge is None else duty.discharge.record
    helped = any(one.record == record for one in told.served.get(duty.id, ()))
    if met_by != record and not (helped and (met_by is not None or duty.state is ObligationState.IN_PART)):
        return duty
    left = told.without(duty, record)
    return duty if left.state is ObligationState.FULFILLED else evolve(left, version=duty.version)
