"""What a debtor owes a bank: each claim with what is due on it and unpaid, and what is known of it."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from loanvisit.domain.credit_report import CreditReport
from loanvisit.domain.dates import Span, Unit
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.exchange import ExchangeRate, rate_faults
from loanvisit.domain.facts import NO_FACTS, Facts, as_facts
from loanvisit.domain.group_standing import GroupStanding
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


def _grades(items: Iterable[Grade]) -> tuple[Grade, ...]:
    return as_tuple(items)


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
        earlier: the classes in force before, each with the day it took effect, kept in order of that day.
        facts: what else is known, by the names that a regime declares.
    """

    id: LoanId | DrawdownId
    balance: Money | None = None
    arrears: tuple[Arrear, ...] | None = field(default=None, converter=_arrears)
    grace_days: int = 0
    repayment_period: Span | None = None
    expected_loss: Money | None = None
    grade: Grade | None = None
    earlier: tuple[Grade, ...] = field(default=(), converter=_grades)
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
        faults += self._class_faults()
        if faults:
            raise InputError(*faults)
        object.__setattr__(self, "earlier", tuple(sorted(self.earlier, key=_since)))

    def _class_faults(self) -> list[Fault]:
        """Return what is wrong with the earlier classes: none in force, another scale, no day, or a day too late."""
        faults: list[Fault] = []
        later = None if self.grade is None else self.grade.since
        for place, one in enumerate(self.earlier):
            path = f"Claim.earlier[{place}]"
            if self.grade is None or later is None:
                faults.append(fault("key.missing", path, key="Claim.grade.since"))
            elif one.scale != self.grade.scale:
                faults.append(fault("scale.mixed", path, one.code))
            elif one.since is None:
                faults.append(fault("key.missing", path, key="since"))
            elif one.since >= later:
                faults.append(fault("date.late", f"{path}.since", one.since, later=later))
        days = [one.since for one in self.earlier]
        if len(set(days)) != len(days):
            faults.append(fault("id.duplicate", "Claim.earlier", days))
        return faults

    @guarded
    def grade_on(self, day: date) -> Grade | None:
        """Return the class in force at the close of a day, None where it is not known."""
        known = self.grade
        while known is not None and known.since is not None and known.since > day:
            known = self.before(known)
        return known

    @guarded
    def before(self, grade: Grade) -> Grade | None:
        """Return the class in force before one of its classes took effect, None where it is not known."""
        since = grade.since
        last = next((one for one in reversed(self.earlier) if since is not None and _since(one) < since), None)
        if grade.was is None or (last is not None and last.code == grade.was):
            return last
        return grade.scale.grade(grade.was, since=grade.was_since)

    @guarded
    def classed(self, grade: Grade) -> "Claim":
        """Return it with another class in force, the one before kept among the earlier ones where its day is known."""
        kept = () if self.grade is None or self.grade.since is None else (self.grade,)
        return evolve(self, grade=grade, earlier=(*self.earlier, *kept))


def _since(grade: Grade) -> date:
    return date.min if grade.since is None else grade.since


def _rates(items: Iterable[ExchangeRate]) -> tuple[ExchangeRate, ...]:
    return as_tuple(items)


def _claims(items: Iterable[Claim]) -> tuple[Claim, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class DebtorClaims:
    """All claims of this bank on one debtor, and what is known of the debtor, of other banks and of its group.

    Amounts may be of several currencies; a share over them takes rates, or is known only as far as each currency says.

    Args:
        borrower: the debtor.
        claims: the claims, kept in order of id.
        facts: what is known of the debtor, by the names that a regime declares.
        report: what it owes other banks; None where nobody asked, so that nothing of it is known.
        group: how its group stands (`group_standing`); None where that is not known. Who is in no group is a group of
            one. No other debtor's claims are ever looked at.
        rates: what one currency is worth in another, all told in one, kept in order of currency; of those dated later
            nothing is known.
    """

    borrower: BorrowerId
    claims: tuple[Claim, ...] = field(converter=_claims)
    facts: Facts = field(default=NO_FACTS, converter=as_facts)
    report: CreditReport | None = None
    group: GroupStanding | None = None
    rates: tuple[ExchangeRate, ...] = field(default=(), converter=_rates)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = rate_faults(self.rates, "DebtorClaims.rates")
        if len({claim.id for claim in self.claims}) != len(self.claims):
            faults.append(fault("id.duplicate", "DebtorClaims.claims", self.claims))
        if self.group is not None and self.borrower not in self.group.members:
            faults.append(fault("group.member", "DebtorClaims.group", self.group.members))
        if faults:
            raise InputError(*faults)
        ordered = tuple(sorted(self.claims, key=lambda claim: (claim.id.value, type(claim.id).__name__)))
        object.__setattr__(self, "claims", ordered)
        object.__setattr__(self, "rates", tuple(sorted(self.rates, key=lambda one: one.of)))
