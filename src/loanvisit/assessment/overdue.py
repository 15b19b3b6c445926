"""F47, visit overdue, and F50, earlier finding not closed in time: what a file shows as of a day.

A duty whose last day was 2026-03-31 and that nobody met: F47 from 2026-04-01 on, moderate; major from day 31 on.
"""

from datetime import date

from attrs import evolve

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found, weighed
from loanvisit.domain import BorrowerFile, Finding, FindingState, Obligation, Weight
from loanvisit.domain.exact import guarded
from loanvisit.words import Text, counted, say

_HEAVIER_AFTER_DAYS = 30


@guarded
def visits_overdue(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise F47 for each overdue duty, once a duty; one raised lighter and now long overdue comes back heavier.

    The heavier one is the same finding at its next version: its last day stays.
    """
    raised: list[Finding] = []
    for duty in file.obligations:
        if not duty.is_overdue(as_of):
            continue
        late = (as_of - duty.window.last).days
        weight = Weight.S2 if late > _HEAVIER_AFTER_DAYS else Weight.S3
        fact = say("finding.overdue", last=duty.window.last, days=counted("days", late))
        new = found(
            file,
            kind("F47"),
            duty.id.value,
            on=as_of,
            loans=duty.loans,
            weight=weight,
            obligation=duty.id,
            fact=fact,
        )
        raised += new or _heavier(file, duty, weight, fact)
    return tuple(raised)


def _heavier(file: BorrowerFile, duty: Obligation, weight: Weight, fact: Text) -> tuple[Finding, ...]:
    """Return the open finding of a duty as it would weigh had it been raised only now, where that is heavier."""
    for earlier in file.findings:
        if earlier.obligation == duty.id and earlier.kind.code == "F47" and earlier.is_open:
            now, _ = weighed(file, earlier.kind, duty.loans, on=earlier.found_on, weight=weight)
            if now.rank < earlier.weight.rank:
                return (evolve(earlier, weight=now, fact=fact, version=earlier.version + 1),)
    return ()


@guarded
def findings_overdue(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise F50 for each finding still open after its last day, or that of its cure; in the family of that finding."""
    last_days = {cure.id: cure.last_day for cure in file.remediations}
    running = FindingState.IN_REMEDIATION
    raised: list[Finding] = []
    for known in file.findings:
        cure = known.remediation if known.state is running else None
        last = known.due_on if cure is None else last_days.get(cure, known.due_on)
        if not known.is_open or as_of <= last or known.kind.code == "F50":
            continue
        raised += found(
            file,
            evolve(kind("F50"), family=known.kind.family),
            known.id.value,
            on=as_of,
            loans=known.loans,
            repeats=known.id,
            fact=say("finding.unclosed", code=known.kind.code, last=last),
        )
    return tuple(raised)
