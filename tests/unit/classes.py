"""What the tests of classes share: two regimes, a day, and a claim, a debtor and a floor in one call each."""

from datetime import date
from decimal import Decimal

from loanvisit import presets
from loanvisit.assessment import class_floors
from loanvisit.domain import Arrear, BorrowerId, Claim, ClassFloor, DebtorClaims, FactValue, LoanId, Money, Regime

CN = presets.regime("cn.financial_assets.2023")
EU = presets.regime("eu.default")
DUE = Arrear(due_on=date(2025, 1, 1))
AS_OF = date(2025, 3, 31)


def yuan(amount: str) -> Money:
    """Return an amount in yuan."""
    return Money(amount, "CNY")


def a_claim(name: str = "L-1", **given: object) -> Claim:
    """Return a claim of a hundred yuan without arrears, unless the test says otherwise."""
    return Claim(id=LoanId(name), **{"arrears": (), "balance": yuan("100.00"), **given})  # type: ignore[arg-type]


def a_debtor(*claims: Claim, **facts: FactValue) -> DebtorClaims:
    """Return what one debtor owes; in the name of a fact, `__` stands for a dot."""
    named = {name.replace("__", "."): value for name, value in facts.items()}
    return DebtorClaims(borrower=BorrowerId("B-1"), claims=claims, facts=named)


def floor_of(claim: Claim, regime: Regime = CN, *, as_of: date = AS_OF, **facts: FactValue) -> ClassFloor:
    """Return the floor of the one claim of a debtor."""
    return class_floors(a_debtor(claim, **facts), regime, as_of=as_of)[0]


CLEAN: dict[str, FactValue] = {
    "use_changed": False,
    "new_for_old": False,
    "credit_impaired": False,
    "rating_cut": False,
    "evades_debt": False,
    "in_liquidation": False,
    "restructured": False,
    "debtor.retail": False,
    "debtor.non_performing_elsewhere": False,
    "debtor.percent_over_90_days": Decimal(0),
    "debtor.impaired_here": False,
}
