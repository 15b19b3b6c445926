"""F45, refuses or obstructs the visit: from the outcome of the record, never from an answer."""

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, Outcome, VisitRecord


def visit_refused(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F45 where the borrower refused the visit."""
    if record.outcome is not Outcome.REFUSED:
        return ()
    return found(file, kind("F45"), record.id.value, on=record.on, record=record.id)
