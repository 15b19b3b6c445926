"""The duties of a file told once more from its records: each filed, and undone, in the order in which that happened.

What a record meets depends on those filed before it, on what its visit was planned for and on the groups it has served.
So what a duty was without one record, or on an earlier day, is read off the whole story and not of that duty alone.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Obligation,
    ObligationId,
    ObligationState,
    RecordId,
    Visit,
    VisitRecord,
    VisitState,
)
from loanvisit.scheduling.discharge import discharge_by
from loanvisit.scheduling.seeing import Sighting, sighting

_APART = (ObligationState.WAIVED, ObligationState.LAPSED)
_UNDONE = (VisitState.RETURNED, VisitState.VOID)


class Refiled(NamedTuple):
    """The duties of a file as its records leave them, by id, and what each of them was served by, in order."""

    duties: dict[ObligationId, Obligation]
    served: dict[ObligationId, list[Sighting]]

    def in_part(self, duty: Obligation) -> Obligation:
        """Return a duty as far as those that served it met it in part: who met it in full is known otherwise."""
        return _served(duty, self.served.get(duty.id, ()), in_part=True)

    def without(self, duty: Obligation, record: RecordId) -> Obligation:
        """Return a duty as those that served it leave it, one record left out."""
        return _served(duty, [one for one in self.served.get(duty.id, ()) if one.record != record])


def refiled(file: BorrowerFile, *, also: Collection[object] = ()) -> Refiled:
    """Tell the duties of a file once more; what a record is known to have met it meets first.

    Duties met by an import, waived or lapsed are left out, save those named in `also`.
    """
    duties = {duty.id: _bare(duty) for duty in file.obligations if duty.id in also or not _is_apart(duty)}
    served: dict[ObligationId, list[Sighting]] = {}
    for seen, is_undone in _story(file):
        if is_undone:
            for name in [name for name, by in served.items() if seen in by]:
                served[name].remove(seen)
                duties[name] = _served(duties[name], served[name])
            continue
        let_go = {waiver.about for waiver in file.waivers if waiver.is_in_force(seen.on)}
        for met in discharge_by((duty for duty in duties.values() if duty.id not in let_go), seen).obligations:
            duties[met.id] = met
            served.setdefault(met.id, []).append(seen)
    return Refiled(duties, served)


def _story(file: BorrowerFile) -> Iterator[tuple[Sighting, bool]]:
    """Yield what each record proves when it was filed and, where it does not stand, when it was undone."""
    visits = {visit.record: visit for visit in file.visits if visit.record is not None}
    events: list[tuple[float, str, bool, Sighting]] = []
    for record in file.records:
        visit = visits.get(record.id)
        seen = sighting(evolve(record, void=False), file)
        undone_at = _undone_at(record, visit)
        if seen is None or undone_at is _NOBODY_KNOWS:
            continue
        known = evolve(seen, planned=seen.planned.union(_paid(file, record)))
        events.append((_place(record.recorded_at), record.id.value, False, known))
        if undone_at is not None:
            events.append((_place(undone_at), record.id.value, True, known))
    events.sort(key=lambda event: event[:3])
    return ((seen, is_undone) for _, _, is_undone, seen in events)


_NOBODY_KNOWS = datetime.max.replace(tzinfo=UTC)


def _undone_at(record: VisitRecord, visit: Visit | None) -> datetime | None:
    """Return when a record was sent back or voided; None where it stands."""
    if visit is None or visit.state not in _UNDONE:
        return _NOBODY_KNOWS if record.void else None
    return visit.moved_at or _NOBODY_KNOWS


def _place(instant: datetime | None) -> float:
    return float("-inf") if instant is None else instant.timestamp()


def _paid(file: BorrowerFile, record: VisitRecord) -> Iterator[ObligationId]:
    for duty in file.obligations:
        if duty.discharge is not None and duty.discharge.record == record.id:
            yield duty.id


def _served(duty: Obligation, by: Iterable[Sighting], *, in_part: bool = False) -> Obligation:
    """Return a duty served by these alone, or by those of them alone that serve it `in_part`."""
    left = _bare(duty)
    for seen in by:
        for met in discharge_by((left,), seen).obligations:
            left = left if in_part and met.state is not ObligationState.IN_PART else met
    return left


def _bare(duty: Obligation) -> Obligation:
    return evolve(duty, state=ObligationState.OPEN, discharge=None, lacks=())


def _is_apart(duty: Obligation) -> bool:
    """Say whether no record has anything to do with how a duty stands."""
    return duty.state in _APART or (duty.discharge is not None and duty.discharge.record is None)
