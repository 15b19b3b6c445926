"""F48, file incomplete: a record that met a duty without the evidence its clause demands.

A clause asks for a voucher and a photograph; the record brings the photograph: the duty is met in part, its last day
stays, and one finding names the voucher. Where the borrower would not be photographed, the duty is in part too, and the
refusal is no finding.
"""

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import (
    BorrowerFile,
    Finding,
    Obligation,
    ObligationId,
    ObligationState,
    Outcome,
    VisitRecord,
    joined,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.ids import strung
from loanvisit.domain.showing import shows
from loanvisit.words import join, label, say

_EVIDENCE = "evidence:"


@guarded
def evidence_missing(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F48 for each duty that stays in part for lack of evidence, where this record spoke to it."""
    if record.outcome is not Outcome.MADE:
        return ()
    planned = next((visit for visit in file.visits if visit.id == record.visit), None)
    covered = frozenset(duty.id for duty in planned.covers) if planned is not None else frozenset[ObligationId]()
    raised: list[Finding] = []
    for duty in file.obligations:
        lacking = [label("evidence", kind) for kind in _missing(record, duty, file)]
        if lacking and duty.state is ObligationState.IN_PART and (duty.id in covered or _speaks_to(record, duty, file)):
            raised += found(
                file,
                kind("F48"),
                strung(joined(record.id.value), duty.id.value),
                on=record.on,
                loans=duty.loans,
                record=record.id,
                obligation=duty.id,
                fact=say("finding.evidence", kinds=join(lacking)),
            )
    return tuple(raised)


def _missing(record: VisitRecord, duty: Obligation, file: BorrowerFile) -> list[str]:
    """Return the kinds of evidence that a duty lacks, without those that were refused: that is nobody's failing."""
    refused = {one.kind for one in record.withheld if shows(one.about, duty.subject, file)}
    kinds = [one.removeprefix(_EVIDENCE) for one in duty.lacks if one.startswith(_EVIDENCE)]
    return [kind for kind in kinds if kind not in refused]


def _speaks_to(record: VisitRecord, duty: Obligation, file: BorrowerFile) -> bool:
    """A record meets duties it was not planned for, too: by its purposes and loans."""
    return duty.rule.purpose in record.purposes and not file.seen_loans(record).isdisjoint(duty.loans)
