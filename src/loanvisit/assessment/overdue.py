"""F47, visit overdue, and F50, earlier finding not closed in time: what a file shows as of a day.

A duty whose last day was 2026-03-31 and that nobody met: F47 from 2026-04-01 on, moderate; major from day 31 on.
"""

from datetime import date

from attrs import evolve

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Finding, Weight
from loanvisit.words import say

_HEAVIER_AFTER_DAYS = 30


def visits_overdue(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise F47 for each overdue duty, once a duty; one raised lighter and now long overdue comes back heavier.

    The heavier one is the same finding at its next version: its last day stays.
    """
    known = {finding.id: finding for finding in file.findings}
    raised: list[Finding] = []
    for duty in file.obligations:
        if not duty.is_overdue(as_of):
            continue
        late = (as_of - duty.window.last).days
        weight = Weight.S2 if late > _HEAVIER_AFTER_DAYS else Weight.S3
        new = found(
            file,
            kind("F47"),
            duty.id.value,
            on=as_of,
            loans=duty.loans,
            weight=weight,
            obligation=duty.id,
            fact=say("finding.overdue", last=duty.window.last, days=late),
        )
        raised += new or [
            evolve(earlier, weight=weight, version=earlier.version + 1)
            for earlier in known.values()
            if earlier.obligation == duty.id
            and earlier.kind.code == "F47"
            and earlier.is_open
            and earlier.weight.rank > weight.rank
        ]
    return tuple(raised)


def findings_overdue(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise F50 for each finding still open after its last day, or that of its cure; in the family of that finding."""
    last_days = {cure.id: cure.last_day for cure in file.remediations}
    raised: list[Finding] = []
    for known in file.findings:
        last = known.due_on if known.remediation is None else last_days.get(known.remediation, known.due_on)
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
