"""What a file itself carries: duties already open that the policy no longer speaks of."""

from datetime import date

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Duties,
    FindingId,
    LoanEvent,
    Obligation,
    ObligationId,
    ObligationState,
    RemediationId,
    VisitState,
)
from loanvisit.domain.deferral import deferrals_by_duty, deferred
from loanvisit.scheduling.after_event import event_named
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.scheduling.loan_changing import is_gone, live_ids
from loanvisit.scheduling.verifying import is_of_report

_UNDONE = (VisitState.RETURNED, VisitState.VOID)
_VISIT = "visit:"
"""How the anchor of a duty begins that is counted from a visit."""
_UNTOUCHED = (ObligationState.OPEN, ObligationState.WAIVED)


def still_carried(file: BorrowerFile, *, as_of: date, answered: Duties) -> tuple[Obligation, ...]:
    """Return the open duties of a file whose window has opened and that the policy's answer leaves out.

    A duty that was owed stays owed whatever a new policy says, until none of its loans is live any more, nor goes on in
    one that is, until a change of the loan ends it, or until the event is over that it is owed while. A duty at law is
    owed as long as its clock asks for it, the visit of a cure as long as its report waits, and no longer. A forecast
    that no longer follows is forgotten, and so is a duty counted from a visit where its clause counts from another now.
    """
    if not file.obligations:
        return ()
    known = {duty.id for duty in (*answered.owed, *answered.projected)}
    counted = [duty for duty in (*answered.owed, *answered.projected) if duty.anchor.startswith(_VISIT)]
    lines = {(duty.rule.clause, duty.subject) for duty in counted}
    gone = {f"{_VISIT}{visit.record}" for visit in file.visits if visit.state in _UNDONE}
    waived = {waiver.about for waiver in file.waivers if waiver.is_in_force(as_of)}
    live, moved = live_ids(file), deferrals_by_duty(file.deferrals)
    over = {one.id.value: one for one in file.events if one.ended_on is not None}
    return tuple(
        duty
        for duty in (deferred(_as_waived(duty, waived), moved) for duty in file.obligations)
        if duty.id not in known
        and not (duty.forecast and duty.state in _UNTOUCHED)
        and duty.window.opens <= as_of
        and not (duty.anchor.startswith(_VISIT) and (duty.rule.clause, duty.subject) in lines and _is_left(duty, gone))
        and (not duty.is_open or not duty.loans or any(loan in live for loan in duty.loans))
        and not is_gone(duty, file)
        and not _has_outlived(duty, over)
        and not (duty.is_open and is_asked_anew(duty))
    )


def is_asked_anew(duty: Obligation) -> bool:
    """Say whether a duty is owed only while it is asked for: at law while its clock runs, of a cure while it waits."""
    return is_at_law(duty) or is_of_report(duty)


def _as_waived(duty: Obligation, waived: set[ObligationId | FindingId | RemediationId]) -> Obligation:
    """Return a duty waived exactly while a waiver of it is in force, else open, in part where it lacks something."""
    if not duty.is_open and duty.state is not ObligationState.WAIVED:
        return duty
    owed = ObligationState.IN_PART if duty.lacks else ObligationState.OPEN
    state = ObligationState.WAIVED if duty.id in waived else owed
    return duty if duty.state is state else evolve(duty, state=state)


def _has_outlived(duty: Obligation, over: dict[str, LoanEvent]) -> bool:
    """Say whether an open duty was owed while an event lasts that was over by its last day."""
    event = over.get(event_named(duty.anchor) or "") if over and duty.is_open else None
    return event is not None and event.is_over(on=duty.original_last)


def _is_left(duty: Obligation, gone: set[str]) -> bool:
    """Say whether a duty counted from a visit is left behind: no longer where the line stands, or its visit undone."""
    return duty.is_open or duty.anchor.partition("+")[0] in gone
