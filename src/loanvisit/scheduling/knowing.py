"""What is known of a subject: the built-in facts and the bank's own, and which of them are missing."""

from collections.abc import Callable
from datetime import date

from attrs import frozen

from loanvisit.domain import (
    BorrowerFile,
    Drawdown,
    FactName,
    FactValue,
    Grade,
    Loan,
    LoanId,
    LoanStatus,
    Money,
    Subject,
)
from loanvisit.scheduling.clause import Level


@frozen(kw_only=True)
class Aspect:
    """One subject of a file with the loans and the drawdown behind it, and how to look a fact up."""

    file: BorrowerFile
    subject: Subject
    loans: tuple[Loan, ...]
    drawdown: Drawdown | None
    loan_ids: tuple[LoanId, ...]
    starts: date | None
    ends: date | None

    @classmethod
    def of(
        cls, file: BorrowerFile, subject: Subject, loans: tuple[Loan, ...], drawdown: Drawdown | None = None
    ) -> "Aspect":
        """Return the aspect of a subject, the day of its (first) payout and of its maturity looked up."""
        live = _live(loans)
        return cls(
            file=file,
            subject=subject,
            loans=loans,
            drawdown=drawdown,
            loan_ids=(loans[0].id,) if len(loans) == 1 else tuple(loan.id for loan in loans),
            starts=_disbursed_on(live, drawdown),
            ends=_matures_on(live, drawdown),
        )

    def fact(self, name: FactName) -> FactValue | None:
        """Return a fact's value, None where it is missing; own columns of the loan win over those of the borrower."""
        reader = _BUILT_IN.get(name)
        if reader is not None:
            return reader(self)
        if len(self.loans) == 1 and name in self.loans[0].facts:
            return self.loans[0].facts[name]
        return self.file.facts.get(name, self.file.borrower.facts.get(name))


def aspects(file: BorrowerFile, level: Level) -> tuple[Aspect, ...]:
    """Return the subjects on one level, in order of id; a loan without drawdowns stands for its unknown payout."""
    if level is Level.BORROWER:
        return (Aspect.of(file, file.id, file.loans),)
    if level is Level.LOAN:
        return tuple([Aspect.of(file, loan.id, (loan,)) for loan in file.loans])
    return tuple(
        Aspect.of(file, drawdown.id, (loan,), drawdown)
        for loan in file.loans
        for drawdown in sorted(loan.drawdowns, key=lambda one: one.id)
    ) + tuple(Aspect.of(file, loan.id, (loan,)) for loan in file.loans if not loan.drawdowns)


def _live(loans: tuple[Loan, ...]) -> tuple[Loan, ...]:
    if len(loans) == 1:
        return loans
    return tuple(loan for loan in loans if loan.status is LoanStatus.LIVE) or loans


def _one(values: "list[FactValue | None]") -> FactValue | None:
    """Return what all loans agree on, None where they differ or one is not known."""
    return values[0] if values and all(value == values[0] for value in values) else None


def _principal(aspect: Aspect) -> FactValue | None:
    """The contract's amount; of a borrower, the sum over live loans of one currency."""
    amounts = [loan.principal for loan in _live(aspect.loans)]
    if not amounts or any(amount is None or amount.currency != _currency(amounts[0]) for amount in amounts):
        return None
    total = amounts[0]
    for amount in amounts[1:]:
        total = total + amount if total is not None and amount is not None else None
    return total


def _currency(amount: Money | None) -> str:
    return amount.currency if amount is not None else ""


def _risk(aspect: Aspect) -> Grade | None:
    """The loan's grade; of a borrower, the worst over live loans, not known where one is not."""
    grades = [loan.risk for loan in _live(aspect.loans)]
    worst: Grade | None = None
    for grade in grades:
        if grade is None:
            return None
        worst = grade if worst is None or grade.is_worse_than(worst) else worst
    return worst


def _disbursed_on(live: tuple[Loan, ...], drawdown: Drawdown | None) -> date | None:
    if drawdown is not None:
        return drawdown.drawn_on
    if len(live) == 1:
        return live[0].first_drawn_on
    days = [loan.first_drawn_on for loan in live if loan.first_drawn_on is not None]
    return min(days, default=None)


def _matures_on(live: tuple[Loan, ...], drawdown: Drawdown | None) -> date | None:
    """The last maturity; None where one is open."""
    if drawdown is not None and drawdown.matures_on is not None:
        return drawdown.matures_on
    if len(live) == 1:
        return live[0].matures_on
    latest = None
    for loan in live:
        if loan.matures_on is None:
            return None
        latest = loan.matures_on if latest is None or loan.matures_on > latest else latest
    return latest


_BUILT_IN: dict[FactName, Callable[[Aspect], FactValue | None]] = {
    FactName("product"): lambda aspect: _one([loan.product for loan in _live(aspect.loans)]),
    FactName("status"): lambda aspect: _one([loan.status.value for loan in _live(aspect.loans)]),
    FactName("principal"): _principal,
    FactName("disbursed_on"): lambda aspect: aspect.starts,
    FactName("matures_on"): lambda aspect: aspect.ends,
    FactName("tenor_months"): lambda aspect: _one([loan.tenor_months for loan in _live(aspect.loans)]),
    FactName("risk"): _risk,
    FactName("unit"): lambda aspect: _one([loan.unit.value if loan.unit else None for loan in _live(aspect.loans)]),
    FactName("borrower.kind"): lambda aspect: aspect.file.borrower.kind.value if aspect.file.borrower.kind else None,
}
