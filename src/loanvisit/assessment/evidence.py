"""F48, file incomplete: a record that met a duty without the evidence its clause demands."""

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, ObligationId, ObligationState, VisitRecord
from loanvisit.words import join, say, verbatim


def evidence_missing(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F48 for each duty of the record's visit that stays done in part, naming what is lacking."""
    visit = next((one for one in file.visits if one.id == record.visit), None)
    covered = {duty.id for duty in visit.covers} if visit is not None else set[ObligationId]()
    raised: list[Finding] = []
    for duty in file.obligations:
        lacking = [one.removeprefix("evidence:") for one in duty.lacks if one.startswith("evidence:")]
        if duty.id in covered and duty.state is ObligationState.IN_PART and lacking:
            fact = say("finding.evidence", kinds=join([verbatim(one) for one in lacking]))
            raised += found(
                file,
                kind("F48"),
                f"{record.id.value}|{duty.id.value}",
                on=record.on,
                loans=duty.loans,
                record=record.id,
                obligation=duty.id,
                fact=fact,
            )
    return tuple(raised)
