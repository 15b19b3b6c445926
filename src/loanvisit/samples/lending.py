"""What was lent, and what became of it: each loan of a story with its days, sums, payees and grades drawn."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from loanvisit.domain import (
    Borrower,
    BorrowerId,
    Calendar,
    Drawdown,
    DrawdownId,
    EvidenceId,
    Grade,
    LoanId,
    Money,
    Reading,
    UnitId,
    add_months,
    five_tier,
)
from loanvisit.samples.lots import Lot
from loanvisit.samples.naming import firm
from loanvisit.samples.stories import PERSONAL, PROJECT, WORKING_CAPITAL, Leak, Terms

_WAN: Final = 10_000
_SUMS: Final = {
    WORKING_CAPITAL: (300, 480, 500, 500, 650, 800, 1000, 1000, 1200, 1380, 1500, 2000, 3000),
    PROJECT: (6000, 8000, 8000, 9500, 12000),
    PERSONAL: (20, 30, 30, 45, 50, 50, 80, 100),
}
_PURPOSES: Final = {
    WORKING_CAPITAL: ("采购原料", "支付货款"),
    PROJECT: ("支付工程款", "采购设备"),
    PERSONAL: ("进货", "店面装修"),
}
_TRADES: Final = {WORKING_CAPITAL: "原料", PROJECT: "建设工程", PERSONAL: "批发"}
_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Lent:
    """The truth about one loan, known or not, from its first payout to its end."""

    id: LoanId
    borrower: BorrowerId
    unit: UnitId | None
    terms: Terms
    principal: Money
    drawdowns: tuple[Drawdown, ...]
    matures_on: date
    grades: tuple[Grade, ...]
    unpaid_since: date | None
    closed_on: date | None
    payees: frozenset[str]
    purposes: frozenset[str]
    payments: tuple[Reading, ...] = field(repr=False)

    @property
    def starts(self) -> date:
        """The day of the first payout."""
        return min(paid_out_on(drawdown) for drawdown in self.drawdowns)

    def drawn_by(self, day: date) -> tuple[Drawdown, ...]:
        """Return the drawdowns paid out by the close of a day."""
        return tuple(drawdown for drawdown in self.drawdowns if paid_out_on(drawdown) <= day)

    def is_running(self, day: date) -> bool:
        """Say whether it was paid out, and neither repaid nor settled, by the close of a day."""
        return self.starts <= day and not self.is_closed(day)

    def is_closed(self, day: date) -> bool:
        """Say whether it was repaid or settled by the close of a day."""
        return self.closed_on is not None and self.closed_on <= day

    def grade_on(self, day: date) -> Grade:
        """Return the grade in force on a day that is not before the first payout."""
        return [grade for grade in self.grades if grade.since is not None and grade.since <= day][-1]

    def owed_on(self, day: date) -> Money:
        """Return the balance: what was paid out, a person's loan repaid month by month, nothing once it is closed."""
        if self.is_closed(day):
            return wan(0)
        drawn = sum(_in_wan(drawdown) for drawdown in self.drawn_by(day))
        if self.terms.product is not PERSONAL:
            return wan(drawn)
        passed = (day.year - self.starts.year) * 12 + day.month - self.starts.month
        return wan(drawn).times(Decimal(self.terms.months - passed) / self.terms.months)


def lent(terms: Terms, *, id: LoanId, borrower: Borrower, lot: Lot, calendar: Calendar) -> Lent:  # noqa: A002  as Loan
    """Draw one loan of a story."""
    principal = lot.pick(_SUMS[terms.product], "principal")
    days = [
        working_day(lot.day(*payout.on, f"drawn-{turn}"), payout.on[1], calendar)
        for turn, payout in enumerate(terms.payouts)
    ]
    matures_on = add_months(days[0], terms.months)
    drawdowns = tuple(
        Drawdown(
            id=DrawdownId(f"{id}/{turn}"),
            amount=wan(principal * payout.share // 100),
            drawn_on=day,
            matures_on=matures_on,
        )
        for turn, (payout, day) in enumerate(zip(terms.payouts, days, strict=True), start=1)
    )
    payees = tuple(firm(lot.under(f"payee-{turn}"), _TRADES[terms.product]) for turn in range(2))
    unpaid = None if terms.unpaid is None else lot.day(*terms.unpaid, "unpaid")
    settled = None if terms.settled is None else lot.day(*terms.settled, "settled")
    return Lent(
        id=id,
        borrower=borrower.id,
        unit=borrower.unit,
        terms=terms,
        principal=wan(principal),
        drawdowns=drawdowns,
        matures_on=matures_on,
        grades=_grades(terms, days[0], lot),
        unpaid_since=unpaid,
        closed_on=settled if settled is not None or unpaid is not None else matures_on,
        payees=frozenset(payees),
        purposes=frozenset(_PURPOSES[terms.product]),
        payments=tuple(
            reading
            for drawdown in drawdowns
            for reading in _payments(id, drawdown, terms, payees, lot.under(str(drawdown.id)))
        ),
    )


def paid_out_on(drawdown: Drawdown) -> date:
    """Return the day of a drawdown, which the truth always knows."""
    return drawdown.drawn_on or date.max


def wan(amount: int) -> Money:
    """Return an amount given in units of ten thousand yuan."""
    return Money(Decimal(amount * _WAN), "CNY")


def working_day(day: date, last: date, calendar: Calendar) -> date:
    """Return the first working day from `day` to `last`; with none there, the last one before `day`."""
    found = day
    while found <= last:
        if calendar.works(found):
            return found
        found += _DAY
    found = day
    while not calendar.works(found):
        found -= _DAY
    return found


def _in_wan(drawdown: Drawdown) -> int:
    return 0 if drawdown.amount is None else int(drawdown.amount.amount) // _WAN


def _grades(terms: Terms, start: date, lot: Lot) -> tuple[Grade, ...]:
    grades = [five_tier("pass", since=start)]
    for code, days in terms.grades:
        grades.append(five_tier(code, since=lot.day(*days, code), was=grades[-1].code))
    return tuple(grades)


def _payments(loan: LoanId, drawdown: Drawdown, terms: Terms, payees: tuple[str, ...], lot: Lot) -> tuple[Reading, ...]:
    """Spend a drawdown within two weeks, in two payments; a leak takes the larger one elsewhere."""
    start = paid_out_on(drawdown)
    whole = _in_wan(drawdown)
    first = whole * lot.pick((30, 40, 40), "part") // 100
    wanted = _PURPOSES[terms.product]
    payee, purpose = payees[1], wanted[1]
    if terms.leak is Leak.PAYEE:
        payee, purpose = firm(lot.under("leak"), "房地产开发"), "购置房产"
    elif terms.leak is Leak.PURPOSE:
        purpose = "归还他行贷款"
    days = (start + timedelta(days=1 + lot.below(3, "early")), start + timedelta(days=4 + lot.below(4, "late")))
    return tuple(
        Reading(
            kind="payment",
            on=day,
            loan=loan,
            drawdown=drawdown.id,
            amount=wan(amount),
            payee=to,
            purpose=why,
            evidence=EvidenceId(f"{drawdown.id}/statement-{turn}"),
        )
        for turn, (day, amount, to, why) in enumerate(
            ((days[0], first, payees[0], wanted[0]), (days[1], whole - first, payee, purpose)), start=1
        )
    )
