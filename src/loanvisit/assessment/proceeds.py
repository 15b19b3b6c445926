"""F01, proceeds diverted: a payment to a payee, or for a purpose, outside those agreed.

A loan agreed for steel and paid out to the supplier named in the contract, and a reading that shows a payment for
shares: one finding for that payment. Where nobody knows what was agreed, no finding: missing is not no.
"""

import unicodedata
from collections import Counter

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import (
    BorrowerFile,
    Finding,
    Loan,
    Reading,
    VisitRecord,
    joined,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.ids import strung, subject_key
from loanvisit.words import Text, say, spaced


@guarded
def proceeds_diverted(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F01 for each payment reading of the record that leaves what was agreed for its loan."""
    raised: list[Finding] = []
    seen: Counter[str] = Counter()
    for reading in record.readings:
        loan = _loan_of(reading, record, file)
        if reading.kind != "payment" or loan is None or not _is_outside(reading, loan):
            continue
        payment = joined(record.id.value, *_payment(reading, loan))
        seen[payment] += 1
        raised += found(
            file,
            kind("F01"),
            strung(payment, str(seen[payment])),
            on=record.on,
            loans=(loan.id,),
            record=record.id,
            fact=_said(reading, loan),
        )
    return tuple(raised)


def _payment(reading: Reading, loan: Loan) -> tuple[str, str, str]:
    """Name a payment by what it was, not by its line: a record may be mended and filed again."""
    amount = "?" if reading.amount is None else str(reading.amount)
    return (subject_key(reading.drawdown or loan.id), reading.on.isoformat(), amount)


def _loan_of(reading: Reading, record: VisitRecord, file: BorrowerFile) -> Loan | None:
    """The loan or drawdown the reading names; else the record's only loan; else nobody knows."""
    if reading.loan is None and reading.drawdown is None:
        return next((loan for loan in file.loans if file.seen_loans(record) == frozenset({loan.id})), None)
    for loan in file.loans:
        if reading.loan == loan.id or any(reading.drawdown == drawdown.id for drawdown in loan.drawdowns):
            return loan
    return None


def _is_outside(reading: Reading, loan: Loan) -> bool:
    return _departs(reading.payee, loan.agreed_payees) or _departs(reading.purpose, loan.agreed_purposes)


def _departs(seen: str | None, agreed: frozenset[str] | None) -> bool:
    """Say whether something known leaves what is known to be agreed; width, case and spaces apart."""
    if seen is None or agreed is None or not _plain(seen):
        return False
    return _plain(seen) not in {_plain(one) for one in agreed}


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _said(reading: Reading, loan: Loan) -> Text:
    """Say what was seen without naming the payee, who may be a person."""
    amount = reading.amount.text if reading.amount is not None else say("value.unknown")
    if reading.drawdown is None:
        return say("finding.diverted", loan=loan.id.value, day=reading.on, amount=spaced(amount))
    return say("finding.diverted.drawdown", drawdown=reading.drawdown.value, day=reading.on, amount=spaced(amount))
