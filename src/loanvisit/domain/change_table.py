"""What happens to the duties of a loan when it changes: one row a kind of change, one cell a kind of duty.

The rows are practice of banks, not regulation; where a cell rests on a paper, its row says so.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from loanvisit.domain.dates import NaturalPeriod, Span, days, months
from loanvisit.domain.exact import check, each, guarded
from loanvisit.domain.ids import LoanChangeId, ObligationId
from loanvisit.domain.loan_change import CONTINUING, ChangeCheck, LoanChange, LoanChangeKind
from loanvisit.domain.methods import Accepts, Confidence
from loanvisit.domain.obligation import Obligation
from loanvisit.errors import InputError
from loanvisit.words import Text, say


class Becomes(Enum):
    """What becomes of a running duty.

    It stays with its last day; it ends, and a new one runs from the new maturity; it ends, and one of another loan or
    of new terms begins; it ends for good; duties at law take its place; or an agreement says.

    >>> Becomes.MOVES.text.en
    'moves to the new maturity'
    """

    STAYS = "stays"
    MOVES = "moves"
    BEGINS_ANEW = "begins_anew"
    ENDS = "ends"
    BECOMES_LEGAL = "becomes_legal"
    BY_AGREEMENT = "by_agreement"

    @property
    def text(self) -> Text:
        """The label of the outcome."""
        return say(f"becomes.{self.value}")


class DutyColumn(Enum):
    """The kinds of duty that a change treats alike: what hangs on a payout, on maturity, and all the rest."""

    FIRST_CHECK = "first_check"
    ROUTINE = "routine"
    PRE_MATURITY = "pre_maturity"

    @property
    def text(self) -> Text:
        """The label of the column."""
        return say(f"duty_column.{self.value}")


@frozen(kw_only=True)
class ChangeRow:
    """One row of the table of changes.

    Args:
        kind: what happened.
        first_check: what becomes of checks that hang on a payout.
        routine: what becomes of routine checks, and of all that hangs on neither payout nor maturity.
        pre_maturity: what becomes of checks that hang on the maturity.
        papers: what it asks of class and papers.
        lineage: how the loan goes on.
        confidence: how sure the source is.
    """

    kind: LoanChangeKind
    first_check: Becomes
    routine: Becomes
    pre_maturity: Becomes
    papers: Text
    lineage: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)

    @guarded
    def cell(self, column: DutyColumn) -> Becomes:
        """Return what becomes of the duties of a column."""
        cells = {DutyColumn.FIRST_CHECK: self.first_check, DutyColumn.ROUTINE: self.routine}
        return cells.get(column, self.pre_maturity)


_K = LoanChangeKind
_STAYS, _MOVES, _ANEW, _ENDS = Becomes.STAYS, Becomes.MOVES, Becomes.BEGINS_ANEW, Becomes.ENDS
_LEGAL, _AGREED = Becomes.BECOMES_LEGAL, Becomes.BY_AGREEMENT
_CELLS: tuple[tuple[LoanChangeKind, Becomes, Becomes, Becomes, Confidence], ...] = (
    (_K.EXTENSION, _STAYS, _STAYS, _MOVES, Confidence.PRACTICE),
    (_K.RENEWAL, _STAYS, _STAYS, _ANEW, Confidence.UNCERTAIN),
    (_K.REFINANCING, _STAYS, _STAYS, _ANEW, Confidence.KNOWN),
    (_K.RESTRUCTURING, _STAYS, _STAYS, _ANEW, Confidence.PRACTICE),
    (_K.PART_REPAYMENT, _STAYS, _STAYS, _STAYS, Confidence.PRACTICE),
    (_K.LIMIT_CUT, _STAYS, _STAYS, _STAYS, Confidence.PRACTICE),
    (_K.EARLY_SETTLEMENT, _ENDS, _ENDS, _ENDS, Confidence.PRACTICE),
    (_K.TRANSFER, _STAYS, _STAYS, _STAYS, Confidence.PRACTICE),
    (_K.SALE, _AGREED, _AGREED, _AGREED, Confidence.PRACTICE),
    (_K.WRITE_OFF, _ENDS, _LEGAL, _ENDS, Confidence.PRACTICE),
)

CHANGE_TABLE: Mapping[LoanChangeKind, ChangeRow] = MappingProxyType(
    {
        kind: ChangeRow(
            kind=kind,
            first_check=first,
            routine=routine,
            pre_maturity=last,
            papers=say(f"loan_change.{kind.value}.papers"),
            lineage=say(f"loan_change.{kind.value}.lineage"),
            confidence=confidence,
        )
        for kind, first, routine, last, confidence in _CELLS
    }
)
"""The row of each kind of change."""


def _check(kind: LoanChangeKind, accepts: Accepts, due: Span | NaturalPeriod) -> tuple[ChangeCheck, ...]:
    made = ChangeCheck(
        code=kind.value,
        title=say(f"change_check.{kind.value}"),
        purpose=f"change.{kind.value}",
        accepts=accepts,
        due=due,
        citation=say(f"change_check.{kind.value}.source"),
        confidence=Confidence.PRACTICE,
    )
    return (made,)


_CHECKS: Mapping[LoanChangeKind, tuple[ChangeCheck, ...]] = {
    _K.EXTENSION: _check(_K.EXTENSION, Accepts.INTERVIEW_OR_ON_SITE, days(15)),
    _K.RENEWAL: _check(_K.RENEWAL, Accepts.ON_SITE, months(1)),
    _K.REFINANCING: _check(_K.REFINANCING, Accepts.ON_SITE, months(1)),
    _K.RESTRUCTURING: _check(_K.RESTRUCTURING, Accepts.ON_SITE, NaturalPeriod.MONTH),
    _K.TRANSFER: _check(_K.TRANSFER, Accepts.ON_SITE, days(30)),
}


@guarded
def usual_checks(kind: LoanChangeKind) -> tuple[ChangeCheck, ...]:
    """Return the checks that banks commonly make after a change of that kind, none for most.

    Example:
        >>> [(one.title.en, one.due.text.en) for one in usual_checks(LoanChangeKind.EXTENSION)]
        [('check that the conditions still hold', '15 days')]
    """
    return _CHECKS.get(kind, ())


@guarded
def checks_of(change: LoanChange) -> tuple[ChangeCheck, ...]:
    """Return the checks that a change asks for: its own, else those of practice."""
    return usual_checks(change.kind) if change.checks is None else change.checks


@frozen(kw_only=True)
class DutyOutcome:
    """What a change makes of one running duty.

    Args:
        change: the change.
        obligation: the duty.
        becomes: what becomes of it.
        reason: why, in one line.
    """

    change: LoanChangeId
    obligation: ObligationId
    becomes: Becomes
    reason: Text

    def __attrs_post_init__(self) -> None:
        check(self)


@guarded
def duties_after(change: LoanChange, duties: Iterable[Obligation]) -> tuple[DutyOutcome, ...]:
    """Say of each running duty what a change makes of it.

    What was due before the day of the change stays due, but for a loan that is settled, sold or written off.

    Args:
        change: the change; its day decides, not the day of asking.
        duties: duties of the borrower, in any state; those met, waived or lapsed are left out, and so are those about
            other loans.

    Returns:
        One outcome a duty, in the order given.

    Raises:
        InputError: something is of another type.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_duty
        >>> from loanvisit.domain import LoanChangeId, LoanId
        >>> settled = LoanChange(
        ...     id=LoanChangeId("2026-7"), loan=LoanId("L-1"), kind=LoanChangeKind.EARLY_SETTLEMENT, on=date(2026, 3, 3)
        ... )
        >>> [one.becomes.value for one in duties_after(settled, [a_duty(date(2026, 1, 1), date(2026, 3, 31))])]
        ['ends']
    """
    held, faults = each(duties, Obligation, "duties")
    if faults:
        raise InputError(*faults)
    touched = [duty for duty in held if duty.is_open and {change.loan, change.continues} & set(duty.loans)]
    return tuple(_outcome(change, duty) for duty in touched)


def _outcome(change: LoanChange, duty: Obligation) -> DutyOutcome:
    column, becomes = column_of(duty), what_becomes(change, duty)
    reason = say("duty_outcome", change=change.kind.text, day=change.on, column=column.text, becomes=becomes.text)
    return DutyOutcome(change=change.id, obligation=duty.id, becomes=becomes, reason=reason)


def column_of(duty: Obligation) -> DutyColumn:
    """Return the column of a duty: by what it is counted from, whatever a bank calls its purpose."""
    if duty.anchor.startswith("disbursed_on:"):
        return DutyColumn.FIRST_CHECK
    return DutyColumn.PRE_MATURITY if duty.anchor.startswith("matures_on:") else DutyColumn.ROUTINE


def what_becomes(change: LoanChange, duty: Obligation) -> Becomes:
    """Return what a change makes of a duty of one of its loans; a duty about several loans stays."""
    cell = CHANGE_TABLE[change.kind].cell(column_of(duty))
    if len(duty.loans) > 1:
        return Becomes.STAYS
    if change.kind is LoanChangeKind.SALE and change.is_serviced is not None:
        return Becomes.STAYS if change.is_serviced else Becomes.ENDS
    if change.kind in CONTINUING and change.loan in duty.loans:
        return Becomes.ENDS if _asks_where_it_went(change, duty) else Becomes.STAYS
    if cell in (Becomes.MOVES, Becomes.BEGINS_ANEW):
        is_same = change.continues is not None or (
            change.matures_on is not None and duty.anchored_on == change.matured_on != change.matures_on
        )
        return cell if is_same and duty.window.last >= change.on else Becomes.STAYS
    return cell


def _asks_where_it_went(change: LoanChange, duty: Obligation) -> bool:
    """Say whether a duty asks where money went that never left: the payout by which a new loan repaid the old one."""
    return column_of(duty) is DutyColumn.FIRST_CHECK and duty.anchored_on <= change.on
