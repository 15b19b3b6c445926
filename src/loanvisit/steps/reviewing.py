"""What follows a filed visit: co-signing, review or return, sign-off, filing, and voiding."""

from datetime import datetime

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    Obligation,
    ObligationState,
    Officer,
    Visit,
    VisitId,
    VisitState,
    enforce,
)
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import entry, replaced


def co_sign(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """Sign as the second visitor; only who was there, and not who submitted."""
    return _moved(file, file.visit(visit), "co_sign", VisitState.CO_SIGNED, by=by, at=at)


def review(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """Accept a co-signed visit (复核); never a visitor, never who manages the borrower."""
    return _moved(file, file.visit(visit), "accept", VisitState.ACCEPTED, by=by, at=at, reviewer=by)


def sign_off(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """Sign an accepted visit off (审签); never a visitor, never who reviewed it."""
    return _moved(file, file.visit(visit), "sign_off", VisitState.SIGNED_OFF, by=by, at=at)


def archive(file: BorrowerFile, visit: VisitId, *, by: Officer, at: datetime) -> Change:
    """File a signed-off visit (归档)."""
    return _moved(file, file.visit(visit), "file", VisitState.FILED, by=by, at=at)


def send_back(file: BorrowerFile, visit: VisitId, *, reason: str, by: Officer, at: datetime) -> Change:
    """Return a visit to its visitors (退回): the duties it met are open again, with their last days as they were."""
    return _undone(file, visit, "return", VisitState.RETURNED, reason=reason, by=by, at=at)


def void(file: BorrowerFile, visit: VisitId, *, reason: str, by: Officer, at: datetime) -> Change:
    """Void an accepted visit (作废): it stays readable, and the duties it met are open again with their last days.

    Findings its record raised stay until a person closes them.
    """
    return _undone(file, visit, "void", VisitState.VOID, reason=reason, by=by, at=at)


def _moved(
    file: BorrowerFile,
    visit: Visit,
    move: str,
    state: VisitState,
    *,
    by: Officer,
    at: datetime,
    reviewer: Officer | None = None,
) -> Change:
    enforce(visit.can(move, by=by), "visit")
    moved = evolve(
        visit, state=state, reviewer=reviewer.id if reviewer is not None else visit.reviewer, version=visit.version + 1
    )
    return Change(
        borrower=file.id,
        visits=(moved,),
        replaces=replaced(visit),
        trail=(entry(f"visit.{move}", visit.id, by=by, at=at),),
    )


def _undone(
    file: BorrowerFile, visit_id: VisitId, move: str, state: VisitState, *, reason: str, by: Officer, at: datetime
) -> Change:
    visit = file.visit(visit_id)
    enforce(visit.can(move, by=by), "visit")
    if not reason.strip():
        raise InputError(fault("empty", "reason", reason))
    record = next((one for one in file.records if one.id == visit.record), None)
    met = [duty for duty in file.obligations if duty.discharge is not None and duty.discharge.record == visit.record]
    partly = [duty for duty in file.obligations if duty.state is ObligationState.IN_PART and _planned(visit, duty)]
    opened = tuple(_reopened(duty) for duty in (*met, *partly))
    voided = state is VisitState.VOID
    records = () if record is None or not voided else (evolve(record, void=True, version=record.version + 1),)
    return Change(
        borrower=file.id,
        visits=(evolve(visit, state=state, version=visit.version + 1),),
        records=records,
        obligations=opened,
        replaces=replaced(visit, *((record,) if record is not None and voided else ()), *met, *partly),
        trail=(
            entry(f"visit.{move}", visit.id, by=by, at=at),
            *(entry("obligation.reopen", duty.id, by=by, at=at) for duty in opened),
        ),
    )


def _planned(visit: Visit, duty: Obligation) -> bool:
    return any(covered.id == duty.id for covered in visit.covers)


def _reopened(duty: Obligation) -> Obligation:
    return evolve(duty, state=ObligationState.OPEN, discharge=None, lacks=(), version=duty.version + 1)
