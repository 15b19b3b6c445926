"""What is known of a debtor's debts at other banks: a report of one day, each debt a row."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.money import Money
from loanvisit.errors import Fault, InputError, fault

_LONGEST = 36500


@frozen(kw_only=True)
class DebtElsewhere:
    """One debt at another bank, as a report tells it (他行债务).

    Args:
        lender: the other bank, by name or code.
        balance: what is owed there, None where not told.
        days_past_due: how long it is past due, as that bank counts; None where not told.
        is_non_performing: whether that bank classes it as non-performing; None where not told.
    """

    lender: str
    balance: Money | None = None
    days_past_due: int | None = None
    is_non_performing: bool | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        if self.balance is not None and self.balance.amount < 0:
            faults.append(fault("amount.negative", "DebtElsewhere.balance", self.balance))
        days = self.days_past_due
        if days is not None and not 0 <= days <= _LONGEST:
            faults.append(fault("number.range", "DebtElsewhere.days_past_due", days, low=0, high=_LONGEST))
        if faults:
            raise InputError(*faults)


def _place(debt: DebtElsewhere) -> tuple[str, str, int, str]:
    days = -1 if debt.days_past_due is None else debt.days_past_due
    return debt.lender, str(debt.balance), days, str(debt.is_non_performing)


def _debts(items: Iterable[DebtElsewhere]) -> tuple[DebtElsewhere, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class CreditReport:
    """A report on a debtor's debts at other banks (征信报告); before its day nobody knows what it says.

    Args:
        on: the day it is of.
        debts: each debt it tells, kept in order of lender; empty where it tells that none is owed.
        source: whose report it is, and its number.
    """

    on: date
    debts: tuple[DebtElsewhere, ...] = field(converter=_debts)
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        object.__setattr__(self, "debts", tuple(sorted(self.debts, key=_place)))
