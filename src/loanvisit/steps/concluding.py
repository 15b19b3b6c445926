"""Whether what a record concludes follows from the findings: refused where it is looser than they demand."""

from loanvisit.domain import BorrowerFile, ConclusionTable, Visit, VisitRecord, conclusion_ruling
from loanvisit.domain.lifecycle import enforce


def refuse_unfounded(file: BorrowerFile, record: VisitRecord, table: ConclusionTable, *, reasoned: bool) -> None:
    """Refuse a record whose conclusion does not follow from the findings of its file; one without has none to judge.

    Raises:
        TransitionError: it is looser than the worst finding open demands, or stricter without a reason where one is
            asked.
    """
    if record.conclusion is None:
        return
    seen = file.seen_loans(record)
    grades = [loan.risk for loan in file.loans if loan.id in seen and loan.risk is not None]
    ruling = conclusion_ruling(
        record.conclusion, file.findings, on=record.on, grades=grades, reasoned=reasoned, table=table
    )
    enforce(ruling, "record.conclusion")


def refuse_unfounded_visit(file: BorrowerFile, visit: Visit, table: ConclusionTable) -> None:
    """Refuse a visit whose record concludes less than the findings open by now demand; its reason was asked before."""
    for record in file.records:
        if record.id == visit.record:
            refuse_unfounded(file, record, table, reasoned=False)
