"""What is owed and unpaid on a day: the claims on each borrower as a ledger has them, and what other banks are owed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from loanvisit.domain import (
    Arrear,
    BorrowerKind,
    Claim,
    CreditReport,
    DebtElsewhere,
    DebtorClaims,
    add_months,
    months,
)
from loanvisit.samples.lending import Lent, wan
from loanvisit.samples.living import Life

_INTEREST: Final = Decimal("0.004")
_MONTH: Final = timedelta(days=30)
_LENDERS: Final = ("甲银行（虚构）", "乙银行（虚构）", "丙银行（虚构）")
_SUMS: Final = (200, 350, 600)


def debtors(lives: tuple[Life, ...], as_of: date) -> tuple[DebtorClaims, ...]:
    """Gather what was owed at the close of a day on every loan paid out and not closed, a debtor for each borrower."""
    found = (_debtor(one, [loan for loan in one.loans if loan.is_running(as_of)], as_of) for one in lives)
    return tuple(one for one in found if one.claims)


def _debtor(one: Life, loans: list[Lent], as_of: date) -> DebtorClaims:
    return DebtorClaims(
        borrower=one.borrower.id,
        claims=[_claim(loan, as_of) for loan in loans],
        facts={"debtor.retail": one.borrower.kind is BorrowerKind.NATURAL},
        report=_report(one, as_of),
    )


def _claim(loan: Lent, as_of: date) -> Claim:
    told = None if "risk" in loan.terms.unknown else loan.grade_on(as_of)
    before = [] if told is None else [one for one in loan.grades if one.since is not None and one.since <= as_of][:-1]
    return Claim(
        id=loan.id,
        balance=loan.owed_on(as_of),
        arrears=_arrears(loan, as_of),
        repayment_period=None if "product" in loan.terms.unknown else months(1),
        grade=told,
        earlier=before,
    )


def _arrears(loan: Lent, as_of: date) -> list[Arrear]:
    """Return the interest of each month: two paid on their day before the first that stayed unpaid, then none paid."""
    first = loan.unpaid_since
    if first is None or first > as_of:
        return []
    amount = loan.principal.times(_INTEREST)
    paid = [add_months(first, -count) for count in (2, 1)]
    unpaid = [first + count * _MONTH for count in range(1 + (as_of - first) // _MONTH)]
    return [
        *(Arrear(due_on=day, amount=amount, settled_on=day) for day in paid),
        *(Arrear(due_on=day, amount=amount) for day in unpaid),
    ]


def _report(one: Life, as_of: date) -> CreditReport | None:
    """Return what other banks are owed, of the end of the month before; of every third borrower nobody asked."""
    if one.place % 3 == 2:
        return None
    lot = one.lot.under("elsewhere")
    late = lot.pick((0, 0, 0, 45, 120), "late")
    debts = [
        DebtElsewhere(
            lender=_LENDERS[turn],
            balance=wan(lot.pick(_SUMS, f"sum-{turn}")),
            days_past_due=late if turn == 0 else 0,
            is_non_performing=turn == 0 and late > 90,
        )
        for turn in range(lot.below(3, "lenders"))
    ]
    return CreditReport(on=as_of.replace(day=1) - timedelta(days=1), debts=debts, source="征信报告（虚构）")
