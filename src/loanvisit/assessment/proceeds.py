"""F01, proceeds diverted: a payment to a payee, or for a purpose, outside those agreed.

A loan agreed for steel, paid out to the supplier named in the contract, and a reading that shows a payment for shares:
one finding for that payment. Where nothing was agreed, or nobody knows what, no finding: missing is not no.
"""

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, Loan, Reading, VisitRecord
from loanvisit.words import Text, say, verbatim


def proceeds_diverted(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F01 for each payment reading of the record that leaves what was agreed for its loan."""
    raised: list[Finding] = []
    for place, reading in enumerate(record.readings):
        loan = _loan_of(reading, file)
        if reading.kind != "payment" or loan is None or not _is_outside(reading, loan):
            continue
        what = f"{record.id.value}|{place + 1}"
        raised += found(
            file, kind("F01"), what, on=record.on, loans=(loan.id,), record=record.id, fact=_said(reading, loan)
        )
    return tuple(raised)


def _loan_of(reading: Reading, file: BorrowerFile) -> Loan | None:
    for loan in file.loans:
        if reading.loan == loan.id or any(reading.drawdown == drawdown.id for drawdown in loan.drawdowns):
            return loan
    return None


def _is_outside(reading: Reading, loan: Loan) -> bool:
    payee = reading.payee is not None and loan.agreed_payees is not None and reading.payee not in loan.agreed_payees
    purpose = (
        reading.purpose is not None and loan.agreed_purposes is not None and reading.purpose not in loan.agreed_purposes
    )
    return payee or purpose


def _said(reading: Reading, loan: Loan) -> Text:
    """Say what was seen without naming the payee, who may be a person."""
    amount = verbatim(str(reading.amount)) if reading.amount is not None else say("value.unknown")
    return say("finding.diverted", loan=loan.id.value, day=reading.on, amount=amount)
