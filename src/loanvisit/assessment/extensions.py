"""F61, extension approved after maturity: what the changes of a loan show as of a day.

Matured on 2026-06-30 and extended by a paper approved on 2026-07-01: F61; approved on the day of maturity: none.
"""

from datetime import date

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, LoanChangeKind
from loanvisit.domain.exact import guarded
from loanvisit.words import say, verbatim


@guarded
def extensions_late(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise F61 for each extension approved after the maturity it moved; a day not recorded tells nothing."""
    raised: list[Finding] = []
    for change in file.loan_changes:
        approved, matured = change.approved_on, change.matured_on
        if change.kind is not LoanChangeKind.EXTENSION or approved is None or matured is None:
            continue
        if change.known_on > as_of or approved <= matured:
            continue
        fact = say("finding.extension_late", paper=verbatim(change.id.value), approved=approved, matured=matured)
        raised += found(file, kind("F61"), change.id.value, on=as_of, loans=(change.loan,), fact=fact)
    return tuple(raised)
