"""Borrowers, loans and drawdowns: what money was paid out to whom, for how long, on which terms."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from operator import attrgetter

from attrs import field, frozen

from loanvisit.domain.dates import add_months
from loanvisit.domain.exact import as_tuple, check, optional_strings
from loanvisit.domain.facts import NO_FACTS, Facts, FactValue, as_facts
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId, OfficerId, UnitId
from loanvisit.domain.money import Money
from loanvisit.domain.protecting import personal
from loanvisit.domain.risk import Grade
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say


class BorrowerKind(Enum):
    """Whether a borrower is a company or a person."""

    CORPORATE = "corporate"
    NATURAL = "natural"


@frozen(kw_only=True)
class Borrower:
    """A borrower.

    Args:
        id: its id, unique in the book.
        kind: a company or a person, None where not known.
        name: personal, never shown in a repr.
        manager: the account manager (管户人), who judges none of its visits.
        unit: the branch or outlet it belongs to.
        facts: the bank's own columns.

    Example:
        >>> from loanvisit.domain import BorrowerId, OfficerId
        >>> mill = Borrower(id=BorrowerId("B-77"), name="某钢材有限公司", manager=OfficerId("zhao"))
        >>> "钢材" in repr(mill)
        False
    """

    id: BorrowerId
    kind: BorrowerKind | None = None
    name: str | None = field(default=None, repr=False, metadata=personal())
    manager: OfficerId | None = None
    unit: UnitId | None = None
    facts: Facts = field(default=NO_FACTS, converter=as_facts)

    def __attrs_post_init__(self) -> None:
        check(self)


class LoanStatus(Enum):
    """Where a loan stands in its life.

    >>> LoanStatus.WRITTEN_OFF.text.zh
    '已核销'
    """

    LIVE = "live"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"
    TERMINATED = "terminated"
    WRITTEN_OFF = "written_off"

    @property
    def text(self) -> Text:
        """The status's label."""
        return say(f"status.{self.value}")


@frozen(kw_only=True)
class Drawdown:
    """Money paid out under a loan (借据).

    Args:
        id: its id, unique in the book.
        amount: how much, None where not known.
        drawn_on: the day of the payout, None where not known.
        matures_on: its own last day, None where the loan's holds.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import DrawdownId, Money
        >>> paid = Drawdown(id=DrawdownId("L-1/2"), amount=Money("500000.00", "CNY"), drawn_on=date(2026, 3, 2))
        >>> paid.matures_on is None
        True
    """

    id: DrawdownId
    amount: Money | None = None
    drawn_on: date | None = None
    matures_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        _in_order(self.drawn_on, self.matures_on, "Drawdown.matures_on")
        _not_negative(self.amount, "Drawdown.amount")


def _only(loan: LoanId) -> DrawdownId:
    """Return the id of a loan's one drawdown; a loan whose id leaves no room for it is refused."""
    longest = DrawdownId.longest - len("/1")
    if type(loan) is LoanId and len(loan.value) > longest:
        raise InputError(fault("text.length", "Loan.id", loan.value, bound=longest))
    return DrawdownId(f"{loan}/1")


def _drawdowns(items: Iterable[Drawdown]) -> tuple[Drawdown, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Loan:
    """One loan contract with its drawdowns.

    Args:
        id: the contract's id, unique in the book.
        borrower: whose loan it is.
        drawdowns: the payouts, kept in order of id; empty where nothing was paid out or nothing is known.
        product: the bank's product code, None where unknown.
        principal: the contract amount; zero is allowed.
        matures_on: the last day of the contract, None for an open end.
        risk: the grade, None where unknown.
        status: live unless said otherwise.
        unit: the branch or outlet it is booked at.
        agreed_payees: who may be paid from the proceeds; None where not known, empty where nobody is agreed.
        agreed_purposes: what the proceeds may pay for; None where not known.
        facts: the bank's own columns; a policy may test those it declares.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, Drawdown, DrawdownId, LoanId, Money
        >>> half = Money("500000.00", "CNY")
        >>> paid = [
        ...     Drawdown(id=DrawdownId("L-1/2"), amount=half, drawn_on=date(2026, 3, 2)),
        ...     Drawdown(id=DrawdownId("L-1/1"), amount=half, drawn_on=date(2026, 1, 5)),
        ... ]
        >>> whole = Money("1000000.00", "CNY")
        >>> loan = Loan(id=LoanId("L-1"), borrower=BorrowerId("B-1"), principal=whole, drawdowns=paid)
        >>> [str(one.id) for one in loan.drawdowns]
        ['L-1/1', 'L-1/2']
    """

    id: LoanId
    borrower: BorrowerId
    drawdowns: tuple[Drawdown, ...] = field(default=(), converter=_drawdowns)
    product: str | None = None
    principal: Money | None = None
    matures_on: date | None = None
    risk: Grade | None = None
    status: LoanStatus = LoanStatus.LIVE
    unit: UnitId | None = None
    agreed_payees: frozenset[str] | None = field(
        default=None, repr=False, converter=optional_strings, metadata=personal()
    )
    agreed_purposes: frozenset[str] | None = field(default=None, converter=optional_strings)
    facts: Facts = field(default=NO_FACTS, converter=as_facts)

    def __attrs_post_init__(self) -> None:
        check(self)
        _in_order(self.first_drawn_on, self.matures_on, "Loan.matures_on")
        _not_negative(self.principal, "Loan.principal")
        if len({drawdown.id for drawdown in self.drawdowns}) != len(self.drawdowns):
            raise InputError(fault("id.duplicate", "Loan.drawdowns", self.drawdowns))
        if len(self.drawdowns) > 1:
            object.__setattr__(self, "drawdowns", tuple(sorted(self.drawdowns, key=attrgetter("id"))))

    @classmethod
    @sheltered
    def drawn_once(
        cls,
        *,
        id: LoanId,  # noqa: A002  the field's own name
        borrower: BorrowerId,
        disbursed_on: date | None,
        product: str | None = None,
        principal: Money | None = None,
        matures_on: date | None = None,
        risk: Grade | None = None,
        status: LoanStatus = LoanStatus.LIVE,
        unit: UnitId | None = None,
        agreed_payees: Iterable[str] | None = None,
        agreed_purposes: Iterable[str] | None = None,
        facts: Mapping[str, FactValue] = NO_FACTS,
    ) -> "Loan":
        """Return a loan paid out whole in one drawdown, which carries the loan's maturity and the id `<loan>/1`.

        Args:
            id: the contract's id, unique in the book.
            borrower: whose loan it is.
            disbursed_on: the day of the payout, None where not known.
            principal: the contract amount, paid out whole.
            matures_on: the last day of the contract and of its drawdown.
            product: as for `Loan`, and so are all that follow.
            risk: the grade.
            status: live unless said otherwise.
            unit: the branch or outlet.
            agreed_payees: who may be paid from the proceeds.
            agreed_purposes: what the proceeds may pay for.
            facts: the bank's own columns.

        Returns:
            The loan with its one drawdown.

        Raises:
            InputError: a field is of the wrong type, or the maturity is before the payout.

        Example:
            >>> from datetime import date
            >>> from loanvisit.domain import BorrowerId, LoanId
            >>> loan = Loan.drawn_once(id=LoanId("L-1"), borrower=BorrowerId("B-1"), disbursed_on=date(2025, 11, 30))
            >>> loan.drawdowns[0].id
            DrawdownId(value='L-1/1')
        """
        drawdown = Drawdown(id=_only(id), amount=principal, drawn_on=disbursed_on, matures_on=matures_on)
        return cls(
            id=id,
            borrower=borrower,
            drawdowns=(drawdown,),
            product=product,
            principal=principal,
            matures_on=matures_on,
            risk=risk,
            status=status,
            unit=unit,
            agreed_payees=agreed_payees,
            agreed_purposes=agreed_purposes,
            facts=as_facts(facts),
        )

    @property
    def first_drawn_on(self) -> date | None:
        """The day of the first payout, None where no payout's day is known."""
        if len(self.drawdowns) == 1:
            return self.drawdowns[0].drawn_on
        return min((drawdown.drawn_on for drawdown in self.drawdowns if drawdown.drawn_on), default=None)

    @property
    def tenor_months(self) -> int | None:
        """The contract's length in months, a started month counted whole; None where an end is unknown or open."""
        start, end = self.first_drawn_on, self.matures_on
        if start is None or end is None:
            return None
        whole = (end.year - start.year) * 12 + end.month - start.month
        return whole + (add_months(start, whole) < end)


def _in_order(earlier: date | None, later: date | None, path: str) -> None:
    if earlier is not None and later is not None and later < earlier:
        found: Fault = fault("date.order", path, later, earlier="disbursed_on")
        raise InputError(found)


def _not_negative(amount: Money | None, path: str) -> None:
    if amount is not None and amount.amount < 0:
        raise InputError(fault("amount.negative", path, amount))
