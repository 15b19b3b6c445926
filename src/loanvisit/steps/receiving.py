"""Whether a record may be filed: whose it is, its days and hours, its evidence, and who made the visit."""

from collections.abc import Iterator
from datetime import datetime

from loanvisit.domain import Accepts, BorrowerFile, EvidenceId, Method, Officer, Visit, VisitRecord, VisitState
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.domain.methods import CALL_BACK
from loanvisit.domain.zones import earliest_day, latest_day
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.steps.entries import too_early
from loanvisit.words import counted


def check_visitors(planned: Visit, record: VisitRecord) -> None:
    """Refuse a visit on site by fewer than demanded: two at the least where a call by one would have done."""
    demanded = max(
        duty.rule.visitors if duty.rule.accepts is Accepts.ON_SITE else max(2, duty.rule.visitors)
        for duty in planned.covers
    )
    if record.method is Method.ON_SITE and len(record.visitors) < demanded:
        enforce(
            refusal("visitors", bound=counted("visitors", demanded), count=counted("visitors", len(record.visitors))),
            "record.visitors",
        )


def check_caller(file: BorrowerFile, planned: Visit, record: VisitRecord, *, by: Officer) -> None:
    """Refuse a call-back by who manages the borrower, or stands in for them, or is of the borrower's own unit."""
    if CALL_BACK not in record.purposes:
        return
    managers = {one.canonical for one in (file.borrower.manager, planned.manager) if one is not None}
    there = {one.canonical for one in record.visitors}
    if managers & (there | by.counts_as):
        enforce(refusal("call_back"), "record.visitors")
    if by.unit is not None and by.unit == file.borrower.unit:
        enforce(refusal("call_back_unit"), "by.unit")


def check_record(
    file: BorrowerFile, planned: Visit, record: VisitRecord, before: VisitRecord | None, *, at: datetime
) -> None:
    """Refuse a record that is not this visit's, was filed before, or has days out of order; all faults at once."""
    faults = FaultList()
    if record.visit != planned.id or record.borrower != file.id:
        faults.add(fault("id.unknown", "record.visit", record.visit.value))
    sent_back = planned.state is VisitState.RETURNED
    if before is not None and not (sent_back and planned.record == before.id):
        faults.add(fault("id.duplicate", "record.id", record.id.value))
    if before is None and sent_back:
        faults.add(fault("id.unknown", "record.id", record.id.value))
    if record.loans - {loan.id for loan in file.loans}:
        faults.add(fault("id.unknown", "record.loans", record.loans))
    latest, seen = latest_day(at), file.seen_loans(record)
    if record.on > latest:
        faults.add(fault("date.late", "record.on", record.on, later=latest))
    early = too_early(at, planned.moved_at)
    if early is not None:
        faults.add(early)
    for loan in file.loans:
        if loan.id in seen and loan.first_drawn_on and record.on < loan.first_drawn_on:
            faults.add(fault("date.order", "record.on", record.on, earlier=loan.first_drawn_on))
    for one in (*_hour_faults(record, at), *_evidence_faults(record, before)):
        faults.add(one)
    faults.raise_as(InputError)


def _hour_faults(record: VisitRecord, at: datetime) -> Iterator[Fault]:
    """Yield a fault for each hour that lies after filing, and for each try made after the visit it was to bring about.

    A visit on a day not before the payout has its hours on that day, so they are not before the payout either.
    """
    for name in ("started_at", "ended_at"):
        hour: datetime | None = getattr(record, name)
        if hour is not None and hour > at:
            yield fault("hours.late", f"record.{name}", hour)
    for place, one in enumerate(record.attempts):
        if one.at > at:
            yield fault("hours.late", f"record.attempts[{place}].at", one.at)
        elif _is_after(record, one.at):
            yield fault("attempt.after", f"record.attempts[{place}].at", one.at)


def _is_after(record: VisitRecord, tried: datetime) -> bool:
    """Say whether a try was surely made after the visit: its last hour known, or its day everywhere."""
    last = record.ended_at or record.started_at
    return earliest_day(tried) > record.on if last is None else tried > last


def _evidence_faults(record: VisitRecord, before: VisitRecord | None) -> Iterator[Fault]:
    """Yield what is wrong with the evidence of a record beside that of the version filed before it.

    What was there stays, under its id and digest, or is named as dropped; what was named stays named.
    """
    brought = {one.id: one.sha256 for one in record.evidence}
    filed = {} if before is None else {one.id: one.sha256 for one in before.evidence}
    named: frozenset[EvidenceId] = frozenset() if before is None else before.dropped_evidence
    if any(brought.get(name, digest) != digest for name, digest in filed.items()):
        yield fault("evidence.altered", "record.evidence")
    if filed.keys() - brought.keys() - record.dropped_evidence:
        yield fault("evidence.gone", "record.evidence")
    if named - record.dropped_evidence or record.dropped_evidence - filed.keys() - named:
        yield fault("evidence.dropped", "record.dropped_evidence")
    if record.dropped_evidence & brought.keys():
        yield fault("evidence.both", "record.dropped_evidence")
