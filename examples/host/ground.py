"""The bank's side of a borrower's file, in rows and back: customer, contracts, payouts, and what others tell."""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from examples.host.tables import Clue, Contract, Customer, Payout
from loanvisit.domain import (
    NO_LEGAL,
    Borrower,
    BorrowerFile,
    Drawdown,
    LegalFile,
    Loan,
    LoanChange,
    LoanEvent,
    LoanId,
    Money,
    Paper,
    PastFinding,
    PastVisit,
    Signal,
)


def keep_ground(session: Session, customer: Customer, file: BorrowerFile) -> None:
    """Write what is given from outside of a borrower in place of what stood there."""
    borrower = file.borrower
    customer.customer_no, customer.kind, customer.name = borrower.id, borrower.kind, borrower.name
    customer.manager, customer.unit, customer.traits = borrower.manager, borrower.unit, borrower.facts
    customer.facts, customer.known_from = file.facts, file.past_known_from
    session.add(customer)
    session.flush()
    for table in (Clue, Payout, Contract):
        session.execute(delete(table).where(table.customer_pk == customer.pk))
    session.add_all(_contract(loan, customer.pk) for loan in file.loans)
    session.add_all(_payout(one, loan, customer.pk) for loan in file.loans for one in loan.drawdowns)
    session.add_all(_clues(file, customer.pk))
    session.flush()


def _contract(loan: Loan, customer_pk: int) -> Contract:
    return Contract(
        customer_pk=customer_pk,
        contract_no=loan.id,
        product=loan.product,
        amount=loan.principal and loan.principal.amount,
        currency=loan.principal and loan.principal.currency,
        ends_on=loan.matures_on,
        grade_code=loan.risk and loan.risk.code,
        grade=loan.risk,
        status=loan.status,
        unit=loan.unit,
        payees=loan.agreed_payees,
        uses=loan.agreed_purposes,
        facts=loan.facts,
    )


def _payout(drawdown: Drawdown, loan: Loan, customer_pk: int) -> Payout:
    return Payout(
        customer_pk=customer_pk,
        contract_no=loan.id,
        payout_no=drawdown.id,
        amount=drawdown.amount and drawdown.amount.amount,
        currency=drawdown.amount and drawdown.amount.currency,
        paid_on=drawdown.drawn_on,
        ends_on=drawdown.matures_on,
    )


def _clues(file: BorrowerFile, customer_pk: int) -> Iterator[Clue]:
    for source, papers in (
        ("visit", file.past),
        ("problem", file.past_findings),
        ("warning", file.signals),
        ("event", file.events),
        ("change", file.loan_changes),
        ("demand", file.papers),
        ("law", () if file.legal == NO_LEGAL else (file.legal,)),
    ):
        for paper in papers:
            yield Clue(customer_pk=customer_pk, source=source, paper=paper)


def read_ground(session: Session, customer: Customer) -> BorrowerFile:
    """Return a borrower's file as far as it is given from outside."""
    payouts: dict[LoanId, list[Payout]] = {}
    for payout in session.scalars(select(Payout).where(Payout.customer_pk == customer.pk)):
        payouts.setdefault(payout.contract_no, []).append(payout)
    contracts = session.scalars(select(Contract).where(Contract.customer_pk == customer.pk))
    papers = tuple(session.scalars(select(Clue.paper).where(Clue.customer_pk == customer.pk)))
    borrower = Borrower(
        id=customer.customer_no,
        kind=customer.kind,
        name=customer.name,
        manager=customer.manager,
        unit=customer.unit,
        facts=customer.traits,
    )
    return BorrowerFile(
        borrower=borrower,
        loans=tuple(_loan(row, borrower, payouts.get(row.contract_no, [])) for row in contracts),
        facts=customer.facts,
        signals=tuple(one for one in papers if isinstance(one, Signal)),
        events=tuple(one for one in papers if isinstance(one, LoanEvent)),
        past=tuple(one for one in papers if isinstance(one, PastVisit)),
        past_findings=tuple(one for one in papers if isinstance(one, PastFinding)),
        past_known_from=customer.known_from,
        loan_changes=tuple(one for one in papers if isinstance(one, LoanChange)),
        legal=next((one for one in papers if isinstance(one, LegalFile)), NO_LEGAL),
        papers=tuple(one for one in papers if isinstance(one, Paper)),
    )


def _loan(row: Contract, borrower: Borrower, payouts: list[Payout]) -> Loan:
    return Loan(
        id=row.contract_no,
        borrower=borrower.id,
        drawdowns=[
            Drawdown(id=one.payout_no, amount=_money(one), drawn_on=one.paid_on, matures_on=one.ends_on)
            for one in payouts
        ],
        product=row.product,
        principal=_money(row),
        matures_on=row.ends_on,
        risk=row.grade,
        status=row.status,
        unit=row.unit,
        agreed_payees=row.payees,
        agreed_purposes=row.uses,
        facts=row.facts,
    )


def _money(row: Contract | Payout) -> Money | None:
    return None if row.amount is None or row.currency is None else Money(row.amount, row.currency)
