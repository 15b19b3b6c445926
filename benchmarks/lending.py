"""A bank's book to plan: loans of every grade and product, some with a borrower in common, drawn from one seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from loanvisit.domain import (
    BorrowerId,
    Grade,
    Loan,
    LoanId,
    Method,
    PastVisit,
    Portfolio,
    Signal,
    SignalId,
    SignalLevel,
    add_months,
    five_tier,
)

POLICY = "cn.five_tier_default"
SEED = 20_260_331
AS_OF, UNTIL = date(2026, 3, 31), date(2027, 3, 31)
PRODUCTS = ("working_capital",) * 10 + ("personal",) * 6 + ("project",) * 3 + ("bill_discount",)
GRADES = ("pass",) * 90 + ("special_mention",) * 6 + ("substandard",) * 2 + ("doubtful", "loss")
TERMS = (6, 12, 12, 24, 36, 60)


def book_of(count: int) -> Portfolio:
    """Return a book of that many loans, drawn from one seed: four of five borrowers have one, the fifth has two."""
    dice = Random(SEED)  # noqa: S311  no secret is drawn
    loans: list[Loan] = []
    past: list[PastVisit] = []
    for place in range(count):
        loan = _loan(dice, place)
        loans.append(loan)
        past += _visits(dice, loan)
    signals = [
        Signal(
            id=SignalId(f"W-{place}"),
            about=loan.borrower,
            kind="E01",
            level=dice.choice((SignalLevel.RED, SignalLevel.ORANGE)),
            raised_on=AS_OF - timedelta(days=dice.randrange(60)),
        )
        for place, loan in enumerate(loans)
        if dice.random() < 0.02
    ]
    return Portfolio.of(loans, past=past, signals=signals, as_of=AS_OF)


def _loan(dice: Random, place: int) -> Loan:
    term = dice.choice(TERMS)
    paid_out = AS_OF - timedelta(days=dice.randrange(5, term * 30))
    return Loan.drawn_once(
        id=LoanId(f"L-{place}"),
        borrower=BorrowerId(f"B-{place - 1 if place % 6 == 5 else place}"),
        product=dice.choice(PRODUCTS),
        disbursed_on=paid_out,
        matures_on=add_months(paid_out, term),
        risk=grade_of(dice, paid_out),
    )


def grade_of(dice: Random, paid_out: date) -> Grade:
    """Return a grade that is the loan's first, or follows a downgrade from pass since the payout."""
    code = dice.choice(GRADES)
    if code == "pass":
        return five_tier(code, since=paid_out)
    since = paid_out + timedelta(days=dice.randrange(1, (AS_OF - paid_out).days + 1))
    return five_tier(code, since=since, was="pass", was_since=paid_out)


def _visits(dice: Random, loan: Loan) -> Iterator[PastVisit]:
    """Yield the first check and one routine visit a quarter, of which one in ten was forgotten."""
    day = loan.first_drawn_on
    assert day is not None
    first = day + timedelta(days=dice.randrange(3, 15))
    purpose = "first_check"
    while first <= AS_OF:
        if dice.random() < 0.9:
            yield PastVisit(on=first, method=Method.ON_SITE, loans=[loan.id], purposes=[purpose], visitors=2)
        day, purpose = add_months(day, 3), "routine"
        first = day + timedelta(days=dice.randrange(60))
