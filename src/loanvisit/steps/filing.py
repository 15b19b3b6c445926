"""File the record of a visit: what it discharges, what it does not and why, and the problems its facts show."""

from datetime import date, datetime

from attrs import evolve

from loanvisit.assessment import judge
from loanvisit.domain import (
    BorrowerFile,
    Change,
    Method,
    Obligation,
    Officer,
    Outcome,
    Refusal,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
    enforce,
    refusal,
)
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling import discharge_by, sighting
from loanvisit.steps.entries import day_of, entry, replaced
from loanvisit.words import say


def file_record(file: BorrowerFile, visit: VisitId, record: VisitRecord, *, by: Officer, at: datetime) -> Change:
    """File the record of a planned visit, and let it discharge what it can.

    Args:
        file: the borrower's file, with its duties and planned visits (`plan.file(borrower)`).
        visit: the planned visit the record answers.
        record: what the visitors bring back; its day is the day visited.
        by: who files it, one of the visitors.
        at: when it is filed.

    Returns:
        The visit (submitted, or missed), the record, the duties it met in full or in part, why it did not meet others,
        and the findings its facts show. A visit that was not made discharges nothing; its duties keep their last days.

    Raises:
        InputError: the visit is not in the file, the record is another visit's or filed before, or days are out
            of order.
        SeparationOfDutiesError: fewer visitors on site than demanded, or `by` is none of them. Nothing is changed.
        TransitionError: the visit is no longer to be made.
    """
    planned = file.visit(visit)
    _check_days(file, planned, record, day_of(at, None))
    kept = evolve(record, recorded_at=record.recorded_at or at)
    if record.outcome is not Outcome.MADE:
        return _not_made(file, planned, kept, by=by, at=at)
    made = evolve(planned, visitors=record.visitors, record=record.id, submitter=by.id)
    enforce(made.can("make", by=by), "visit")
    _check_visitors(planned, record)
    submitted = evolve(made, state=VisitState.SUBMITTED, version=planned.version + 1)
    seen = sighting(kept, file)
    done = discharge_by([duty for duty in file.obligations if duty.is_open], seen) if seen is not None else None
    changed = done.obligations if done is not None else ()
    before = {duty.id: duty for duty in file.obligations}
    filed = evolve(file, records=(*file.records, kept))
    return Change(
        borrower=file.id,
        visits=(submitted,),
        records=(kept,),
        obligations=changed,
        findings=judge(kept, filed.after(Change(borrower=file.id, obligations=changed))),
        refused=done.refused if done is not None else (),
        replaces=replaced(planned, *(before[duty.id] for duty in changed)),
        trail=(entry("visit.make", planned.id, by=by, at=at), entry("visit.submit", planned.id, by=by, at=at)),
    )


def _not_made(file: BorrowerFile, planned: Visit, record: VisitRecord, *, by: Officer, at: datetime) -> Change:
    enforce(planned.can("miss", by=by), "visit")
    reason = say("refused.outcome", outcome=record.outcome.text)
    return Change(
        borrower=file.id,
        visits=(evolve(planned, state=VisitState.MISSED, version=planned.version + 1),),
        records=(record,),
        findings=judge(record, evolve(file, records=(*file.records, record))),
        refused=tuple(Refusal(obligation=duty.id, code="refused.outcome", reason=reason) for duty in planned.covers),
        replaces=replaced(planned),
        trail=(entry("visit.miss", planned.id, by=by, at=at),),
    )


def _check_visitors(planned: Visit, record: VisitRecord) -> None:
    demanded = max((_demanded(duty, record) for duty in planned.covers), default=1)
    if len(record.visitors) < demanded:
        enforce(refusal("visitors", bound=demanded, count=len(record.visitors)), "record.visitors")


def _demanded(duty: Obligation, record: VisitRecord) -> int:
    """A visit on site takes two, whatever lesser method the duty would have taken."""
    return max(duty.rule.visitors, 2) if record.method is Method.ON_SITE else duty.rule.visitors


def _check_days(file: BorrowerFile, planned: Visit, record: VisitRecord, filed_on: date) -> None:
    faults = FaultList()
    if record.visit != planned.id or record.borrower != file.id:
        faults.add(fault("id.unknown", "record.visit", record.visit.value))
    if any(known.id == record.id for known in file.records):
        faults.add(fault("id.duplicate", "record.id", record.id.value))
    unknown = record.loans - {loan.id for loan in file.loans}
    if unknown:
        faults.add(fault("id.unknown", "record.loans", tuple(unknown)))
    if record.on > filed_on:
        faults.add(fault("date.order", "at", filed_on, earlier="record.on"))
    drawn = [loan.first_drawn_on for loan in file.loans if loan.id in (record.loans or set(planned.loans))]
    first = min((day for day in drawn if day is not None), default=None)
    if first is not None and record.on < first:
        faults.add(fault("date.order", "record.on", record.on, earlier="disbursed_on"))
    faults.raise_as(InputError)
