"""What a piece of evidence shows of a file: its subject, and what stands in one line with that."""

from datetime import date

from loanvisit.domain.evidence import EvidenceSubject
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId, MortgageId, Subject
from loanvisit.domain.loan_lines import lineage


def shows(about: frozenset[EvidenceSubject], subject: Subject, file: BorrowerFile) -> bool:
    """Say whether evidence about these things shows a subject of a file; about nothing named, it shows any.

    Evidence of a drawdown shows its loan, and that of a loan its drawdowns; one drawdown never shows another. A
    mortgaged thing and a guarantor show the loans they stand behind, a loan the one it continues and the other way
    round, and the borrower all that is his.
    """
    return not about or any(_shows(one, subject, file) for one in about)


def _shows(shown: EvidenceSubject, subject: Subject, file: BorrowerFile) -> bool:
    if shown in (subject, file.id):
        return True
    if type(shown) is DrawdownId and type(subject) is DrawdownId:
        return False
    mine, theirs = _loans_of(shown, file), _loans_of(subject, file)
    return not (mine.isdisjoint(_lines(theirs, file)) and theirs.isdisjoint(_lines(mine, file)))


def _loans_of(shown: EvidenceSubject, file: BorrowerFile) -> frozenset[LoanId]:
    """Return the loans of the file that something belongs to; none where the file does not know it."""
    known = frozenset(loan.id for loan in file.loans)
    if type(shown) is LoanId:
        return known & {shown}
    if type(shown) is DrawdownId:
        return frozenset(loan.id for loan in file.loans if any(one.id == shown for one in loan.drawdowns))
    if type(shown) is BorrowerId:
        return known if shown == file.id else frozenset()
    rights = file.legal.mortgages if type(shown) is MortgageId else file.legal.guarantees
    return known & {loan for one in rights if one.id == shown for loan in one.loans}


def _lines(loans: frozenset[LoanId], file: BorrowerFile) -> frozenset[LoanId]:
    return frozenset(earlier for loan in loans for earlier in lineage(loan, file.loan_changes))


def paid_out_on(subject: Subject, file: BorrowerFile) -> date | None:
    """Return the day of the payout behind a subject, of several the first; None where that is not known.

    Where the day of one payout is not known, any may have been the first.
    """
    days = [
        drawdown.drawn_on
        for loan in file.loans
        for drawdown in loan.drawdowns
        if subject in (drawdown.id, loan.id, file.id)
    ]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
