"""Which loan continues which, and how a loan stood on a day, by the changes that are dated."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from loanvisit.domain.exact import each, guarded
from loanvisit.domain.ids import LoanId
from loanvisit.domain.loan import Drawdown, Loan, LoanStatus
from loanvisit.domain.loan_change import CONTINUING, LoanChange, LoanChangeKind
from loanvisit.errors import InputError

_ENDINGS = {
    LoanChangeKind.EARLY_SETTLEMENT: LoanStatus.SETTLED,
    LoanChangeKind.SALE: LoanStatus.TRANSFERRED,
    LoanChangeKind.WRITE_OFF: LoanStatus.WRITTEN_OFF,
}


@guarded
def lineage(loan: LoanId, changes: Iterable[LoanChange]) -> tuple[LoanId, ...]:
    """Return a loan and those it continues, the newest first: each keeps its own past, none shows as another's.

    Args:
        loan: the loan asked about.
        changes: the changes of the borrower's loans, in any order.

    Returns:
        The loan itself, then the one it was put in the place of, and so on; a ring in what was recorded ends it.

    Raises:
        InputError: something among the changes is of another type.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import LoanChangeId
        >>> renewed = LoanChange(
        ...     id=LoanChangeId("2026-9"), loan=LoanId("L-2"), continues=LoanId("L-1"), kind=LoanChangeKind.RENEWAL,
        ...     on=date(2026, 3, 3),
        ... )
        >>> [one.value for one in lineage(LoanId("L-2"), [renewed])]
        ['L-2', 'L-1']
    """
    held, faults = each(changes, LoanChange, "changes")
    if faults:
        raise InputError(*faults)
    before = {one.loan: one.continues for one in sorted(held, key=lambda one: one.order) if one.continues}
    line, earlier = [loan], before.get(loan)
    while earlier is not None and earlier not in line:
        line.append(earlier)
        earlier = before.get(earlier)
    return tuple(line)


@guarded
def loans_as_of(loans: tuple[Loan, ...], changes: tuple[LoanChange, ...], day: date) -> tuple[Loan, ...]:
    """Return loans as they stood at the close of a day: their maturity and status by the changes known by then.

    What no dated change speaks of stays as the loans have it.
    """
    if not changes:
        return loans
    ordered = sorted(changes, key=lambda one: (one.known_on, one.order))
    return tuple(_as_of(loan, [one for one in ordered if loan.id in (one.loan, one.continues)], day) for loan in loans)


def _as_of(loan: Loan, changes: list[LoanChange], day: date) -> Loan:
    matures_on, status = _maturity(loan, changes, day), _status(loan, changes, day)
    if matures_on != loan.matures_on:
        drawn = tuple(_following(one, loan, matures_on) for one in loan.drawdowns)
        loan = evolve(loan, matures_on=matures_on, drawdowns=drawn)
    return loan if status is loan.status else evolve(loan, status=status)


def _maturity(loan: Loan, changes: list[LoanChange], day: date) -> date | None:
    moves = [one for one in changes if one.loan == loan.id and one.matures_on is not None]
    known = [one for one in moves if one.known_on <= day]
    if known:
        return known[-1].matures_on
    return moves[0].matured_on if moves else loan.matures_on


def _following(drawdown: Drawdown, loan: Loan, matures_on: date | None) -> Drawdown:
    """Return a payout whose maturity is the loan's with the loan's of that day."""
    follows = drawdown.matures_on is not None and drawdown.matures_on == loan.matures_on
    return evolve(drawdown, matures_on=matures_on) if follows else drawdown


def _status(loan: Loan, changes: list[LoanChange], day: date) -> LoanStatus:
    told = [(one.known_on <= day, status) for one in changes if (status := _ending(one, loan.id)) is not None]
    known = [status for is_known, status in told if is_known]
    if len(known) < len(told):
        return known[-1] if known else LoanStatus.LIVE
    return known[-1] if known and loan.status in (LoanStatus.LIVE, LoanStatus.TRANSFERRED) else loan.status


def _ending(change: LoanChange, loan: LoanId) -> LoanStatus | None:
    """Return the status that a change leaves a loan in; None where it leaves it as it is.

    A loan sold is looked after as before where the bank goes on servicing it, or where nobody knows.
    """
    if change.kind in CONTINUING:
        return LoanStatus.SETTLED if change.continues == loan else None
    if change.kind is LoanChangeKind.SALE and change.is_serviced is not False:
        return LoanStatus.LIVE
    return _ENDINGS.get(change.kind)


def live_line(loans: tuple[Loan, ...], changes: tuple[LoanChange, ...]) -> frozenset[LoanId]:
    """Return the loans that are live, and those that a live one continues."""
    live = [loan.id for loan in loans if loan.status is LoanStatus.LIVE]
    return frozenset(one for loan in live for one in (lineage(loan, changes) if changes else (loan,)))
