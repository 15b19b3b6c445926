"""The end of a day: every file is planned anew, and the difference to what the tables hold is one change."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve
from sqlalchemy import delete
from sqlalchemy.orm import Session

from examples.host.book import read_file, write
from examples.host.tables import Customer, DutyRow
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Change,
    Obligation,
    ObligationId,
    ObligationState,
    Replaced,
    Visit,
    VisitState,
)
from loanvisit.scheduling import FilePlan, Policy, plan_file


def replan(
    session: Session, customer: Customer, *, policy: Policy, calendar: Calendar, as_of: date, until: date
) -> FilePlan:
    """Plan one file as of the close of a day, and write what that changes."""
    file = read_file(session, customer)
    part = plan_file(file, policy=policy, calendar=calendar, as_of=as_of, until=until)
    write(session, customer, file, difference(file, part))
    forgotten = _forgotten(file, part)
    if forgotten:
        owned = DutyRow.customer_pk == customer.pk
        session.execute(delete(DutyRow).where(owned, DutyRow.ref.in_(forgotten)))
    return part


def difference(file: BorrowerFile, part: FilePlan) -> Change:
    """Return what must be written so that the file has this plan: nothing where it has it already.

    A visit that was set out on is never touched, nor is what a record has made of a duty.
    """
    duties = {duty.id: duty for duty in file.obligations}
    visits = {visit.id: visit for visit in file.visits}
    asked = {duty.id: _kept(duty, duties.get(duty.id)) for duty in (*part.duties.owed, *part.duties.projected)}
    trips = [_next(_over(trip, asked), visits.get(trip.id)) for trip in part.visits]
    new_duties = tuple(duty for duty in asked.values() if duty != duties.get(duty.id))
    new_visits = tuple(trip for trip in trips if trip != visits.get(trip.id))
    planned = {trip.id for trip in part.visits}
    replaces = [Replaced(id=one.id, version=visits[one.id].version) for one in new_visits if one.id in visits]
    replaces += [Replaced(id=one.id, version=duties[one.id].version) for one in new_duties if one.id in duties]
    return Change(
        borrower=file.id,
        visits=new_visits,
        obligations=new_duties,
        withdrawn=tuple(one.id for one in file.visits if one.state is VisitState.PLANNED and one.id not in planned),
        replaces=tuple(replaces),
    )


def _over(trip: Visit, asked: Mapping[ObligationId, Obligation]) -> Visit:
    """Return a planned visit over the duties at the versions they will have."""
    return evolve(trip, covers=tuple(asked[duty.id] for duty in trip.covers))


def _kept(new: Obligation, old: Obligation | None) -> Obligation:
    """Return a duty at its next version where anything but its version differs; a duty met by a record stays met."""
    if old is None:
        return new
    if old.discharge is not None and old.discharge.record is not None:
        new = evolve(new, state=old.state, lacks=old.lacks, discharge=old.discharge)
    same = evolve(new, version=old.version)
    return old if same == old else evolve(new, version=old.version + 1)


def _next(new: Visit, old: Visit | None) -> Visit:
    """Return a planned visit at its next version where it differs; one that was set out on stays as it is."""
    if old is None:
        return new
    same = evolve(new, version=old.version)
    return old if old.state is not VisitState.PLANNED or same == old else evolve(new, version=old.version + 1)


def _forgotten(file: BorrowerFile, part: FilePlan) -> set[ObligationId]:
    """Return the forecasts that follow no more; a change has no word for that."""
    known = {duty.id for duty in (*part.duties.owed, *part.duties.projected)}
    return {
        duty.id
        for duty in file.obligations
        if duty.forecast and duty.state is ObligationState.OPEN and duty.id not in known
    }
