"""F45, visit refused or obstructed: from the outcome of the record, never from an answer.

A borrower who shuts the door on 3 March: major. Who shuts it again within twelve months: critical.
"""

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, Outcome, VisitRecord, Weight, add_months
from loanvisit.domain.exact import guarded
from loanvisit.words import say


@guarded
def visit_refused(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F45 where the borrower refused the visit; critical where that happened within its months before."""
    if record.outcome is not Outcome.REFUSED:
        return ()
    refused = kind("F45")
    again = any(
        known.kind.code == refused.code
        and known.found_on <= record.on <= add_months(known.found_on, refused.recurs_within_months)
        for known in file.findings
    )
    return found(
        file,
        refused,
        record.id.value,
        on=record.on,
        loans=tuple(sorted(file.seen_loans(record))),
        weight=Weight.S1 if again else None,
        record=record.id,
        fact=say("finding.refused", day=record.on),
    )
