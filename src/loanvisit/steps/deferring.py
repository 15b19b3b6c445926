"""Move a duty's last day later once (延期检查), by an approver who did not ask for it, with a reason; no waiver."""

from datetime import date, datetime, timedelta

from attrs import evolve

from loanvisit.domain import (
    OBLIGATION_LIFECYCLE,
    BorrowerFile,
    Change,
    Deferral,
    DutyKind,
    Obligation,
    ObligationId,
    Officer,
    OfficerId,
    rule,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.lifecycle import enforce, refusal, relate
from loanvisit.errors import InputError, fault
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.steps.entries import day_of, demanded_reason, entry, replaced
from loanvisit.steps.telling import telling
from loanvisit.words import say


@guarded
def defer(
    file: BorrowerFile,
    duty: ObligationId,
    *,
    to: date,
    reason: str,
    asked_by: OfficerId,
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Change:
    """Defer a duty once, to a later last day; it stays owed, and no other duty moves.

    A plan made anew from the file keeps the new last day and moves the planned visit with it.

    Args:
        file: the borrower's file, with its duties.
        duty: what is moved, by id; open or in part, its window open, not overdue, not deferred before.
        to: the new last day, in.
        reason: why; kept with the deferral.
        asked_by: who asked for it.
        by: an approver, or the sub-branch head; never who asked, manages the borrower or visits for this duty.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The deferral, and the duty with its new last day.

    Raises:
        SeparationOfDutiesError: `by` may not defer this.
        TransitionError: it is overdue, deferred before, met, waived, lapsed or not open yet, or a step at law.
        InputError: there is no reason, the file has no such duty, or the new last day is not later.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit.domain import Role
        >>> from loanvisit.testing import a_duty, a_file, an_officer
        >>> duty, xu = a_duty(date(2026, 4, 1), date(2026, 6, 30)), an_officer("xu", Role.APPROVER)
        >>> file, now = a_file(obligations=[duty]), datetime(2026, 6, 20, 9, tzinfo=UTC)
        >>> asked = {"reason": "road closed by flood", "asked_by": OfficerId("anna"), "by": xu, "at": now}
        >>> moved = file.after(defer(file, duty.id, to=date(2026, 7, 31), **asked)).obligation(duty.id)
        >>> moved.window.last, moved.original_last, moved.state.value
        (datetime.date(2026, 7, 31), datetime.date(2026, 6, 30), 'open')
    """
    owed, day, why = file.obligation(duty), day_of(at, on, since=date.min), demanded_reason(reason)
    _check_officer(file, owed, asked_by, by)
    _check(file, owed, day)
    if to <= owed.window.last:
        raise InputError(fault("date.order", "to", to, earlier=owed.window.last + timedelta(days=1)))
    last = owed.window.last
    deferral = Deferral(
        about=duty, original_last=last, new_last=to, asked_by=asked_by, approver=by.id, reason=why, granted_on=day
    )
    return _change(file, owed, deferral, by=by, at=at)


@telling
def _change(file: BorrowerFile, owed: Obligation, deferral: Deferral, *, by: Officer, at: datetime) -> Change:
    return Change(
        borrower=file.id,
        obligations=(evolve(deferral.applied_to(owed), version=owed.version + 1),),
        deferrals=(deferral,),
        replaces=replaced(owed),
        trail=(
            entry("obligation.defer", owed.id, by=by, at=at, reason=deferral.reason),
            entry("deferral.grant", deferral.id, by=by, at=at),
        ),
    )


def _check_officer(file: BorrowerFile, owed: Obligation, asked_by: OfficerId, by: Officer) -> None:
    """Refuse who asked, manages the borrower or visits for the duty, and whoever is no approver."""
    visits = (visit for visit in file.visits if any(one.id == owed.id for one in visit.covers))
    visitors = tuple(one for visit in visits for one in visit.visitors)
    related = relate(asker=asked_by, manager=file.borrower.manager, visitor=visitors)
    enforce(rule(OBLIGATION_LIFECYCLE, owed.state.value, "defer", by, related), "obligation")


def _check(file: BorrowerFile, owed: Obligation, day: date) -> None:
    """Refuse what was deferred before, is overdue on the day, is not owed yet, or has its day from the law."""
    if owed.deferred_from is not None or any(one.about == owed.id for one in file.deferrals):
        enforce(refusal("deferred"), "obligation")
    if owed.rule.kind is DutyKind.LEGAL_STEP or is_at_law(owed):
        enforce(refusal("at_law"), "obligation")
    if owed.is_overdue(day):
        enforce(refusal("overdue", last=say("value.day", day=owed.window.last)), "obligation")
    if day < owed.window.opens:
        enforce(refusal("unopened", opens=say("value.day", day=owed.window.opens)), "obligation")
