"""What a debtor owes a bank: each claim with what is due on it and unpaid, and what is known of it."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.dates import Span, Unit
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.facts import NO_FACTS, Facts, as_facts
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId
from loanvisit.domain.money import Money
from loanvisit.domain.risk import Grade
from loanvisit.errors import Fault, InputError, fault

_LONGEST_GRACE = 366


@frozen(kw_only=True)
class Arrear:
    """A sum of principal, interest or income that fell due (应付未付款项).

    A sum paid in part is two: the part paid, with its day, and the rest.

    Args:
        due_on: the day the contract says it is to be paid, whatever days of grace the contract gives.
        amount: how much, None where not known.
        settled_on: the day it was paid whole; None where it is unpaid.
    """

    due_on: date
    amount: Money | None = None
    settled_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.amount is not None and self.amount.amount < 0:
            raise InputError(fault("amount.negative", "Arrear.amount", self.amount))

    @guarded
    def is_unpaid(self, on: date) -> bool:
        """Say whether something of it is unpaid at the close of a day; what is paid later is unpaid still."""
        paid = self.settled_on is not None and self.settled_on <= on
        return not paid and (self.amount is None or self.amount.amount > 0)


def _arrears(items: Iterable[Arrear] | None) -> tuple[Arrear, ...] | None:
    return None if items is None else as_tuple(items)


@frozen(kw_only=True)
class Claim:
    """One claim of the bank on a debtor (债权): a loan or a drawdown, as its class is judged.

    Args:
        id: the loan or the drawdown.
        balance: what is owed, None where not known.
        arrears: the sums that fell due, in any order; empty where none is unpaid, None where nobody knows.
        grace_days: the contract's natural days of grace, which delay penalty and reporting and no day past due.
        repayment_period: how far apart its repayments lie, None where not known.
        expected_loss: the expected credit loss, None where not known.
        grade: the class in force, with `since` where known; None where it was never confirmed.
        facts: what else is known, by the names that a regime declares.
    """

    id: LoanId | DrawdownId
    balance: Money | None = None
    arrears: tuple[Arrear, ...] | None = field(default=None, converter=_arrears)
    grace_days: int = 0
    repayment_period: Span | None = None
    expected_loss: Money | None = None
    grade: Grade | None = None
    facts: Facts = field(default=NO_FACTS, converter=as_facts)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = [
            fault("amount.negative", f"Claim.{name}", amount)
            for name, amount in (("balance", self.balance), ("expected_loss", self.expected_loss))
            if amount is not None and amount.amount < 0
        ]
        if not 0 <= self.grace_days <= _LONGEST_GRACE:
            faults.append(fault("number.range", "Claim.grace_days", self.grace_days, low=0, high=_LONGEST_GRACE))
        period = self.repayment_period
        if period is not None and (period.unit is Unit.WORKING_DAYS or period.count < 1):
            faults.append(fault("type", "Claim.repayment_period", period, form="days | weeks | months | years"))
        if faults:
            raise InputError(*faults)

    @guarded
    def grade_on(self, day: date) -> Grade | None:
        """Return the class in force at the close of a day, None where it is not known."""
        known = self.grade
        if known is None or known.since is None or known.since <= day:
            return known
        earlier = known.was_since is None or known.was_since <= day
        return known.scale.grade(known.was, since=known.was_since) if known.was is not None and earlier else None


def _claims(items: Iterable[Claim]) -> tuple[Claim, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class DebtorClaims:
    """All claims of this bank on one debtor, and what is known of the debtor or given for its group.

    Args:
        borrower: the debtor.
        claims: the claims, kept in order of id.
        facts: what is known of the debtor, by the names that a regime declares: figures of a group or of other banks
            are given here, none is worked out from another debtor's claims.
    """

    borrower: BorrowerId
    claims: tuple[Claim, ...] = field(converter=_claims)
    facts: Facts = field(default=NO_FACTS, converter=as_facts)

    def __attrs_post_init__(self) -> None:
        check(self)
        if len({claim.id for claim in self.claims}) != len(self.claims):
            raise InputError(fault("id.duplicate", "DebtorClaims.claims", self.claims))
        currencies = {
            money.currency
            for claim in self.claims
            for money in (
                claim.balance,
                claim.expected_loss,
                *(arrear.amount for arrear in claim.arrears or ()),
            )
            if money is not None
        }
        if len(currencies) > 1:
            raise InputError(fault("currency.mixed", "DebtorClaims.claims", self.claims))
        ordered = tuple(sorted(self.claims, key=lambda claim: (claim.id.value, type(claim.id).__name__)))
        object.__setattr__(self, "claims", ordered)
