"""A file as it stood at the close of a day: what came to pass later is not in it.

Planning looks at nothing else, so that no rule has to ask of each thing it reads when it was known. What the file does
not date cannot be taken back: the facts of a loan, its maturity and status where no dated change tells of them, a
record filed again under its id, which policy asked.
"""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, cast

from attrs import evolve

from loanvisit.domain import (
    NO_LEGAL,
    BorrowerFile,
    Calendar,
    LoanEvent,
    Obligation,
    ObligationState,
    RecordId,
    Remediation,
    RemediationState,
    Signal,
    Visit,
    VisitRecord,
    VisitState,
    loans_as_of,
)
from loanvisit.domain.deferral import undeferred
from loanvisit.scheduling.discharge import done_at_desk, is_timely, objection
from loanvisit.scheduling.refiling import refiled
from loanvisit.scheduling.seeing import Sighting, sighting

_DATED = (
    ("past", "on"),
    ("records", "on"),
    ("signals", "raised_on"),
    ("events", "told_on"),
    ("waivers", "granted_on"),
    ("deferrals", "granted_on"),
    ("substitutions", "granted_on"),
    ("past_findings", "found_on"),
    ("findings", "found_on"),
    ("remediations", "opened_on"),
    ("loan_changes", "known_on"),
    ("papers", "dated_on"),
)
"""What a file gathers, and the day by which each is known; a day not recorded is not later."""
_HELD = attrgetter(*(name for name, _ in _DATED))
_ALL_HELD = attrgetter(*(name for name, _ in _DATED), "visits", "obligations")
_TO_BE_MADE = (VisitState.PLANNED, VisitState.MISSED, VisitState.CANCELLED)
_UNDONE = (VisitState.RETURNED, VisitState.VOID)
_IN_PART = ObligationState.IN_PART


def as_known(file: BorrowerFile, *, as_of: date, calendar: Calendar) -> BorrowerFile:
    """Return a file without what came to pass after the close of a day; the file itself where nothing did.

    A visit made, sent back, voided or cancelled later stands as it stood; the duties that it met or gave back later are
    as the records of that day left them.
    """
    if file.legal is NO_LEGAL and not any(_ALL_HELD(file)):
        return file
    changed: dict[str, Any] = dict(_then(file, as_of))
    if file.legal is not NO_LEGAL and (legal := file.legal.known_on(as_of)) != file.legal:
        changed["legal"] = legal
    visits = file.visits and tuple(_visit_then(visit, file, as_of, calendar) for visit in file.visits)
    if visits != file.visits:
        changed["visits"] = visits
    if not changed and not (file.obligations and any(_is_met_later(duty, as_of) for duty in file.obligations)):
        return file
    standing = {new.record for old, new in zip(file.visits, visits, strict=True) if old.state in _UNDONE and new != old}
    records: tuple[VisitRecord, ...] = changed.get("records", file.records)
    changed["records"] = tuple(evolve(one, void=False) if one.id in standing else one for one in records)
    then = evolve(file, **changed)
    return evolve(then, obligations=_Back(file, then, standing, as_of).duties()) if file.obligations else then


def _then(file: BorrowerFile, as_of: date) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield what of a file was there by the close of a day, where that is not all."""
    gathered: tuple[tuple[object, ...], ...] = _HELD(file)
    for (name, day), held in zip(_DATED, gathered, strict=True):
        if not held:
            continue
        known = tuple([one for one in held if (getattr(one, day) or as_of) <= as_of])
        if name == "signals":
            known = tuple(_signal_then(one, as_of) for one in cast("tuple[Signal, ...]", known))
        elif name == "events":
            known = tuple(_event_then(one, as_of) for one in cast("tuple[LoanEvent, ...]", known))
        elif name == "remediations":
            known = tuple(_cure_then(one, as_of) for one in cast("tuple[Remediation, ...]", known))
        if known != held:
            yield name, known
    if file.loan_changes:
        loans = loans_as_of(file.loans, file.loan_changes, as_of)
        if loans != file.loans:
            yield "loans", loans


def _signal_then(signal: Signal, as_of: date) -> Signal:
    """Return a signal as it stood: one cleared later was alive."""
    later = signal.cleared_on is not None and signal.cleared_on > as_of
    return evolve(signal, cleared_on=None) if later else signal


def _event_then(event: LoanEvent, as_of: date) -> LoanEvent:
    """Return an event as it stood: one over later lasted."""
    return evolve(event, ended_on=None) if event.ended_on is not None and event.ended_on > as_of else event


def _cure_then(cure: Remediation, as_of: date) -> Remediation:
    """Return a cure as it stood: one verified later was submitted, one submitted later ran."""
    if cure.verified_on is not None and cure.verified_on > as_of:
        nobody = {"verified_by": None, "verified_on": None, "verified_in": None, "verified_as": None}
        cure = evolve(cure, state=RemediationState.SUBMITTED, **cast("Any", nobody))
    if cure.submitted_on is not None and cure.submitted_on > as_of:
        ran = RemediationState.NOTIFIED if cure.state is RemediationState.SUBMITTED else cure.state
        cure = evolve(cure, state=ran, submitted_by=None, submitted_on=None, evidence=())
    return cure


def _visit_then(visit: Visit, file: BorrowerFile, as_of: date, calendar: Calendar) -> Visit:
    """Return a visit as it stood: one made later was to be made, one undone later had its record standing."""
    if visit.moved_at is None and visit.record is None:
        return visit
    made_later = any(record.id == visit.record and record.on > as_of for record in file.records)
    moved_later = visit.moved_at is not None and calendar.day_of(visit.moved_at) > as_of
    if made_later or (moved_later and visit.state in _TO_BE_MADE):
        nobody = {"record": None, "visitors": (), "submitter": None, "reviewer": None, "dropped": (), "moved_at": None}
        return evolve(visit, state=_before_it_was_made(visit, file, as_of), **cast("Any", nobody))
    return evolve(visit, state=VisitState.SUBMITTED) if moved_later and visit.state in _UNDONE else visit


def _before_it_was_made(visit: Visit, file: BorrowerFile, as_of: date) -> VisitState:
    """Return how a visit stood that was to be made: missed where a record of it says that it came to nothing."""
    tried = any(record.visit == visit.id and record.on <= as_of for record in file.records)
    return VisitState.MISSED if tried else VisitState.PLANNED


def _is_met_later(duty: Obligation, as_of: date) -> bool:
    if duty.works and duty.works[-1].on > as_of:
        return True
    return duty.discharge is not None and duty.discharge.on > as_of


class _Back:
    """Takes the duties of a file back to a day; `standing` are the records that were undone only later."""

    def __init__(self, file: BorrowerFile, then: BorrowerFile, standing: set[RecordId | None], as_of: date) -> None:
        self.file, self.standing, self.as_of = file, standing, as_of
        later = [sighting(record, file) for record in file.records if record.on > as_of]
        self.later = [seen for seen in later if seen is not None]
        self.let_go = {waiver.about for waiver in file.waivers if waiver.granted_on > as_of}
        self.deferred = {deferral.about for deferral in file.deferrals if deferral.granted_on > as_of}
        self.again = refiled(evolve(then, obligations=file.obligations), also=self.let_go)

    def duties(self) -> tuple[Obligation, ...]:
        """Return each duty as it stood."""
        return tuple(self._as_stood(duty) for duty in self.file.obligations)

    def _as_stood(self, duty: Obligation) -> Obligation:
        if duty.id in self.deferred:
            duty = undeferred(duty)
        if duty.id in self.let_go and duty.state in (ObligationState.OPEN, ObligationState.WAIVED):
            duty = evolve(duty, state=_IN_PART if duty.lacks else ObligationState.OPEN)
        if duty.works and _is_met_later(duty, self.as_of):
            then = (one for one in duty.works if one.on <= self.as_of)
            return evolve(done_at_desk(evolve(duty, works=()), *then), version=max(duty.version - 1, 1))
        by_standing = any(seen.record in self.standing for seen in self.again.served.get(duty.id, ()))
        in_part_later = duty.state is _IN_PART and any(_speaks_to(duty, seen) for seen in self.later)
        if not (by_standing or in_part_later or _is_met_later(duty, self.as_of)):
            return duty
        stood = self.again.duties[duty.id] if by_standing else self.again.in_part(duty)
        return evolve(stood, version=max(duty.version - 1, 1))


def _speaks_to(duty: Obligation, seen: Sighting) -> bool:
    return is_timely(duty, seen) and objection(duty.rule, duty.subject, seen, duty.id) is None
