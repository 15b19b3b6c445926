"""Let another method stand in for the accepted ones (替代方式), for one duty, by an approver, with a reason and an end.

The file holds it from then on: a record by that method meets that one duty; a host hands it to `choose_method`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from loanvisit.domain import (
    SUBSTITUTION_LIFECYCLE,
    BorrowerFile,
    Change,
    Method,
    Obligation,
    ObligationId,
    Officer,
    OfficerId,
    Substitution,
    rule,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import enforce, relate
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import day_of, demanded_reason, entry
from loanvisit.steps.telling import telling


@telling
@guarded
def substitute(
    file: BorrowerFile,
    duty: ObligationId,
    method: Method,
    *,
    visitors: Iterable[OfficerId],
    reason: str,
    by: Officer,
    at: datetime,
    expiry: date | None = None,
    on: date | None = None,
) -> Change:
    """Allow a method that a duty does not accept, until the next visit of its clause is due.

    Args:
        file: the borrower's file, with its duties.
        duty: the duty, by id; the next one of its clause owes the ordinary method again.
        method: what stands in.
        visitors: who will use it, at least one.
        reason: why, such as a flood; kept with it.
        by: an approver; none of the visitors, nor who manages the borrower.
        at: when.
        expiry: the last day it holds, in; left out, the day before the next duty of the same clause and subject is due.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The substitution, in force from that day: a record by its method meets the duty, unless the approver came along.

    Raises:
        SeparationOfDutiesError: `by` may not approve it.
        InputError: the file has no such duty, nothing of it is owed or it is done at the desk, it accepts the method as
            it is, there is no reason or visitor, it is over before it begins, it lasts beyond the day before the next
            duty is due, or `expiry` is left out where no next duty is known.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from loanvisit.domain import Method, OfficerId, Role
        >>> from loanvisit.testing import a_duty, a_file, an_officer
        >>> duty, xu = a_duty(date(2026, 4, 1), date(2026, 6, 30)), an_officer("xu", Role.APPROVER)
        >>> file, now = a_file(obligations=[duty]), datetime(2026, 6, 20, 9, tzinfo=UTC)
        >>> who, expiry = [OfficerId("anna")], date(2026, 9, 29)
        >>> change = substitute(file, duty.id, Method.DATA, visitors=who, reason="flood", by=xu, at=now, expiry=expiry)
        >>> file.after(change).substitutions[0].until
        datetime.date(2026, 9, 29)
    """
    who, faults = each(visitors, OfficerId, "visitors")
    if faults:
        raise InputError(*faults)
    owed = file.obligation(duty)
    related = relate(visitor=who, manager=file.borrower.manager)
    enforce(rule(SUBSTITUTION_LIFECYCLE, SUBSTITUTION_LIFECYCLE.start, "grant", by, related), "substitution")
    _check(owed, method)
    why, day, last = demanded_reason(reason), day_of(at, on, since=date.min), _last_day(file, owed, expiry)
    if last < day:
        raise InputError(fault("date.order", "expiry", last, earlier=day))
    granted = Substitution(
        about=owed.id, method=method, visitors=who, approver=by.id, reason=why, granted_on=day, until=last
    )
    trail = (entry("substitution.grant", granted.id, by=by, at=at, reason=why),)
    return Change(borrower=file.id, substitutions=(granted,), trail=trail)


def _check(owed: Obligation, method: Method) -> None:
    """Refuse a substitute for what is not owed, for what is done at the desk, or for what needs none."""
    if owed.rule.kind.is_desk:
        raise InputError(fault("method.desk", "duty", owed.rule.kind, kind=owed.rule.kind.text))
    if not owed.is_open:
        raise InputError(fault("substitution.state", "duty", owed.state.value))
    if method in owed.rule.accepts.methods:
        raise InputError(fault("method.accepted", "method", method.value))


def _last_day(file: BorrowerFile, owed: Obligation, expiry: date | None) -> date:
    """Return the last day a substitution may hold: the one asked for, never as late as the next duty is due."""
    line = (owed.rule.clause, owed.subject)
    lasts = [one.original_last for one in file.obligations if (one.rule.clause, one.subject) == line]
    following = min((last for last in lasts if last > owed.original_last), default=None)
    bound = None if following is None else following - timedelta(days=1)
    if expiry is None:
        if bound is None:
            raise InputError(fault("key.missing", "expiry", key="expiry"))
        return bound
    if bound is not None and expiry > bound:
        raise InputError(fault("date.late", "expiry", expiry, later=bound))
    return expiry
