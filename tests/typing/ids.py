"""An id of one thing never passes for the id of another, nor a text for an id."""

from typing import assert_type

from loanvisit.domain import BorrowerId, LoanId, Money, VisitId


def borrower_of(loan: LoanId) -> BorrowerId:
    return BorrowerId(loan.value)


assert_type(borrower_of(LoanId("L-1")), BorrowerId)
assert_type(Money("1.00", "CNY") + Money("2.00", "CNY"), Money)

borrower_of(VisitId("V-1"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
borrower_of(BorrowerId("B-1"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
borrower_of("L-1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Money("1.00")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Money(1.0, "CNY")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Money("1.00", "CNY") + 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
