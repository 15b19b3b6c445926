"""File the record of a visit: what it discharges, what it does not and why, and the problems its facts show."""

from datetime import datetime

from attrs import evolve

from loanvisit.assessment import RECORD_RULES, RecordRule, judge
from loanvisit.domain import (
    CONCLUSION_TABLE,
    BorrowerFile,
    Change,
    ConclusionTable,
    Finding,
    Obligation,
    ObligationState,
    Officer,
    Outcome,
    Refusal,
    Replaced,
    TrailEntry,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.lifecycle import enforce
from loanvisit.scheduling import Discharged, discharge_by, sighting
from loanvisit.steps.concluding import refuse_unfounded
from loanvisit.steps.entries import entry, replaced
from loanvisit.steps.receiving import check_caller, check_record, check_visitors
from loanvisit.steps.telling import telling
from loanvisit.words import say


@guarded
def file_record(
    file: BorrowerFile,
    visit: VisitId,
    record: VisitRecord,
    *,
    by: Officer,
    at: datetime,
    rules: tuple[RecordRule, ...] = RECORD_RULES,
    conclusions: ConclusionTable = CONCLUSION_TABLE,
) -> Change:
    """File the record of a planned visit, and let it discharge what it can.

    A visit sent back is filed again in the same way, with its mended record under the same id: it may bring more
    evidence, keeps what was there byte for byte, and names what it drops (`dropped_evidence`).

    Args:
        file: the borrower's file, with its duties and planned visits (`plan.file(borrower)`).
        visit: the planned visit the record answers.
        record: what the visitors bring back; its day is the day visited, in the calendar's zone.
        by: who files it, one of the visitors; that nothing came of it, the post-loan desk or the manager may file too.
        at: when it is filed, which is when it was recorded.
        rules: what judges the record's facts; a bank adds its own beside those of `assessment`.
        conclusions: what a record may conclude from the findings open, its own included; a bank hands in its own.

    Returns:
        The visit (submitted, or missed), the record, the duties it met in full or in part, why it did not meet others,
        and the findings its facts show. A visit that was not made discharges nothing; its duties keep their last days.
        Evidence from before the payout, of another subject, or refused, leaves a duty in part; `refused` says why.

    Raises:
        InputError: the visit is not in the file, the record is another visit's or filed before, days or hours are out
            of order, or evidence of a mended record is gone unnamed or another. Nothing is changed.
        SeparationOfDutiesError: fewer visitors on site than demanded, or `by` is none of them, or may not write
            reports; or an independent call-back was made by who manages the borrower, or from the borrower's own unit.
        TransitionError: the visit is no longer to be made, or the record concludes less than its findings demand.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from attrs import evolve
        >>> from loanvisit.domain import Method, Visit
        >>> from loanvisit.testing import a_duty, a_file, a_record, an_officer
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(obligations=[duty]), visits=(visit,))
        >>> record = a_record(date(2026, 3, 3), visit=visit.id.value)
        >>> filed = file_record(file, visit.id, record, by=an_officer("anna"), at=datetime(2026, 3, 4, tzinfo=UTC))
        >>> [duty.state.value for duty in filed.discharged], file.after(filed).visit(visit.id).state.value
        (['fulfilled'], 'submitted')
    """
    planned = file.visit(visit)
    before = next((known for known in file.records if known.id == record.id), None)
    check_record(file, planned, record, before, at=at)
    version = before.version + 1 if before else 1
    kept = evolve(record, recorded_at=at, void=False, version=version)
    if record.outcome is not Outcome.MADE:
        change = _not_made(file, planned, kept, by=by, at=at, rules=rules)
    else:
        change = _submitted(file, _made(file, planned, record, by=by), kept, before, by=by, at=at, rules=rules)
    refuse_unfounded(file.after(change), kept, conclusions, reasoned=True)
    return change


@telling
def _submitted(
    file: BorrowerFile,
    made: Visit,
    record: VisitRecord,
    before: VisitRecord | None,
    *,
    by: Officer,
    at: datetime,
    rules: tuple[RecordRule, ...],
) -> Change:
    """Return the visit submitted, and all that its record brings about."""
    seen = sighting(record, file)
    done = Discharged() if seen is None else discharge_by(file.obligations, seen)
    changed = replaced(*((before,) if before else ()), *(file.obligation(duty.id) for duty in done.obligations))
    findings = _judged(file, record, done.obligations, changed, rules)
    return Change(
        borrower=file.id,
        visits=(evolve(made, state=VisitState.SUBMITTED, moved_at=at, version=made.version + 1),),
        records=(record,),
        obligations=done.obligations,
        findings=findings,
        refused=done.refused,
        replaces=(*replaced(made), *changed),
        trail=(
            *(() if before else (entry("visit.make", made.id, by=by, at=at),)),
            entry("visit.submit", made.id, by=by, at=at),
            entry("record.file", record.id, by=by, at=at),
            *_followed(done.obligations, findings, by=by, at=at),
        ),
    )


def _made(file: BorrowerFile, planned: Visit, record: VisitRecord, *, by: Officer) -> Visit:
    """Return the visit as made and about to be submitted by one of its visitors."""
    there = {one.canonical for one in record.visitors}
    made = evolve(
        planned,
        visitors=record.visitors,
        dropped=tuple(one for one in (*planned.visitors, *planned.dropped) if one.canonical not in there),
        record=record.id,
        submitter=by.id,
        manager=file.borrower.manager or planned.manager,
    )
    if planned.state is not VisitState.RETURNED:
        enforce(made.can("make", by=by), "visit")
        made = evolve(made, state=VisitState.MADE)
    enforce(made.can("submit", by=by), "visit")
    check_visitors(planned, record)
    check_caller(file, planned, record, by=by)
    return made


@telling
def _not_made(
    file: BorrowerFile,
    planned: Visit,
    record: VisitRecord,
    *,
    by: Officer,
    at: datetime,
    rules: tuple[RecordRule, ...],
) -> Change:
    manager = file.borrower.manager or planned.manager
    enforce(evolve(planned, visitors=record.visitors, manager=manager).can("miss", by=by), "visit")
    reason = say("refused.outcome", outcome=record.outcome.text)
    findings = _judged(file, record, (), (), rules)
    return Change(
        borrower=file.id,
        visits=(evolve(planned, state=VisitState.MISSED, moved_at=at, version=planned.version + 1),),
        records=(record,),
        findings=findings,
        refused=tuple(Refusal(obligation=duty.id, code="refused.outcome", reason=reason) for duty in planned.covers),
        replaces=replaced(planned),
        trail=(
            entry("visit.miss", planned.id, by=by, at=at),
            entry("record.file", record.id, by=by, at=at),
            *_followed((), findings, by=by, at=at),
        ),
    )


def _judged(
    file: BorrowerFile,
    record: VisitRecord,
    changed: tuple[Obligation, ...],
    replaces: tuple[Replaced, ...],
    rules: tuple[RecordRule, ...],
) -> tuple[Finding, ...]:
    seen = Change(borrower=file.id, records=(record,), obligations=changed, replaces=replaces)
    return judge(record, file.after(seen), rules=rules)


def _followed(
    changed: tuple[Obligation, ...], findings: tuple[Finding, ...], *, by: Officer, at: datetime
) -> tuple[TrailEntry, ...]:
    """Return the trail of what a record brought about: the duties it met, the findings it raised."""
    met = {ObligationState.FULFILLED: "obligation.discharge", ObligationState.IN_PART: "obligation.discharge_in_part"}
    return (
        *(entry(met[duty.state], duty.id, by=by, at=at) for duty in changed),
        *(entry("finding.raise", finding.id, by=by, at=at) for finding in findings),
    )
