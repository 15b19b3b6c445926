"""What a visit can prove, whether imported or made through the library."""

from datetime import date
from operator import attrgetter

from attrs import fields, frozen

from loanvisit.domain import (
    ROUTINE,
    BorrowerFile,
    BorrowerId,
    Channel,
    DrawdownId,
    LoanId,
    Method,
    ObligationId,
    Outcome,
    PastVisit,
    RecordId,
    Subject,
    VisitId,
    VisitRecord,
)
from loanvisit.domain.minting import drafted
from loanvisit.domain.monitoring_run import is_look
from loanvisit.domain.sheltering import sheltered
from loanvisit.scheduling.showing import EvidenceBar, evidence_bars


@frozen(kw_only=True)
class Sighting:
    """One visit made: when, how, about whom, for what, by how many.

    None means not recorded, which only an imported visit can be. `drawdowns` are those of its loans paid out by then,
    or nobody knows when.
    `borrower` is None where it looked at loans and not at the borrower himself, as a line of a run does.
    `planned` are the duties that the planned visit it was made as covers; `stands_for` those for which its method was
    allowed to stand in on its day, by somebody who did not come along. `barred` is the evidence that does not count for
    one subject or another.
    """

    on: date
    borrower: BorrowerId | None
    loans: frozenset[LoanId]
    drawdowns: frozenset[DrawdownId]
    method: Method | None
    purposes: frozenset[str] | None
    visitors: int | None
    is_identified: bool
    answered: frozenset[str] | None
    evidence: frozenset[str] | None
    record: RecordId | None = None
    visit: VisitId | None = None
    source: str | None = None
    planned: frozenset[ObligationId] = frozenset()
    stands_for: frozenset[ObligationId] = frozenset()
    barred: tuple[EvidenceBar, ...] = ()

    def covers(self, subject: Subject) -> bool:
        """Say whether the visit looked at this subject."""
        if type(subject) is LoanId:
            return subject in self.loans
        return subject in self.drawdowns if type(subject) is DrawdownId else subject == self.borrower

    def serves(self, purpose: str) -> bool:
        """Say whether it served a purpose; one without recorded purposes serves routine duties only."""
        if self.purposes is None:
            return purpose == ROUTINE
        return type(purpose) is str and purpose in self.purposes


_new, _fill = drafted(Sighting)


@sheltered
def sighting(entry: PastVisit | VisitRecord, file: BorrowerFile) -> Sighting | None:
    """Return what a visit can prove; None where it was not made, or its record is void."""
    return _sighting(entry, file)


def _sighting(entry: PastVisit | VisitRecord, file: BorrowerFile) -> Sighting | None:
    if isinstance(entry, PastVisit):
        return seen_by(entry, file)
    if entry.outcome is not Outcome.MADE or entry.void:
        return None
    loans = file.seen_loans(entry)
    drawdowns = _drawn(file, loans, entry.on)
    return Sighting(
        on=entry.on,
        borrower=file.id,
        loans=loans,
        drawdowns=drawdowns,
        method=entry.method,
        purposes=entry.purposes,
        visitors=len(entry.visitors),
        is_identified=entry.method is not Method.INTERVIEW
        or entry.channel is Channel.IN_PERSON
        or bool(entry.identity_checked),
        answered=entry.answered,
        evidence=entry.brought,
        record=entry.id,
        visit=entry.visit,
        planned=_planned(file, entry.visit),
        stands_for=_stands_for(file, entry) if file.substitutions else _NOTHING,
        barred=evidence_bars(entry, (file.id, *loans, *drawdowns), file),
    )


_NOTHING: frozenset[ObligationId] = frozenset()


def _stands_for(file: BorrowerFile, entry: PastVisit | VisitRecord) -> frozenset[ObligationId]:
    """Return the duties that a visit may meet by a substitution of its method and day, which no visitor approved."""
    there = {one.canonical for one in entry.visitors} if isinstance(entry, VisitRecord) else set[str]()
    return frozenset(
        one.about
        for one in file.substitutions
        if one.method is entry.method
        and one.granted_on <= entry.on <= one.until
        and one.approver.canonical not in there
    )


def _planned(file: BorrowerFile, made: VisitId) -> frozenset[ObligationId]:
    covers = next((visit.covers for visit in file.visits if visit.id == made), ())
    return frozenset(duty.id for duty in covers)


@sheltered
def sightings(file: BorrowerFile, *, as_of: date) -> tuple[Sighting, ...]:
    """Return what every visit of a file made by the close of `as_of` can prove, in order of day.

    A record sent back to its visitors proves nothing until it is submitted again. Past visits without ids that are
    alike but for their source prove what one of them does: nobody can tell whether one visit is told twice. Of a visit
    that has a record, the record speaks.
    """
    if not file.past and not file.records:
        return ()
    entries: list[PastVisit | VisitRecord] = [entry for entry in file.past if entry.on <= as_of]
    if file.records:
        filed = {entry.visit for entry in file.records}
        entries = [entry for entry in entries if entry.id is None or entry.id not in filed]
        entries += [entry for entry in file.standing_records if entry.on <= as_of]
    made = [one for entry in _told_once(entries) if (one := _sighting(entry, file)) is not None]
    if len(made) > 1:
        made.sort(key=_DAY if len({one.on for one in made}) == len(made) else _order)
    return tuple(made)


_DAY = attrgetter("on")
_TOLD = attrgetter(*(one.name for one in fields(PastVisit) if one.name not in {"id", "source"}))
"""All that a past visit says, but for what it is called and where it came from."""


def _told_once(entries: list[PastVisit | VisitRecord]) -> list[PastVisit | VisitRecord]:
    """Leave out past visits without ids that say what another says, whatever their source."""
    if len(entries) < 2 or (
        len({entry.on for entry in entries}) == len(entries) and all(entry.id is None for entry in entries)
    ):
        return entries
    told: dict[object, PastVisit | VisitRecord] = {}
    for entry in entries:
        told.setdefault(_TOLD(entry) if entry.id is None else entry.id, entry)
    return list(told.values())


def _order(one: Sighting) -> tuple[date, str, str, str, str]:
    """By day; two visits that stand alike here prove the same, so that nothing depends on the order they came in."""
    purposes = None if one.purposes is None else sorted(one.purposes)
    method = one.method.value if one.method else None
    rest = repr((sorted(map(str, one.loans)), method, purposes, one.visitors))
    return (one.on, str(one.visit), str(one.record), str(one.source), rest)


def seen_by(entry: PastVisit, file: BorrowerFile) -> Sighting:
    """Return what a visit made before or elsewhere can prove."""
    loans, on = frozenset(entry.loans), entry.on
    draft, drawn = _new(), _drawn(file, loans, on)
    stands_for = _stands_for(file, entry) if file.substitutions else _NOTHING
    told = (entry.method, entry.purposes, entry.visitors, True, None, None, None, entry.id, entry.source)
    whose = None if loans and is_look(entry) else file.borrower.id  # a look at one loan is none at all of his
    _fill(draft, on, whose, loans, drawn, *told, _NOTHING, stands_for, ())
    draft.__class__ = Sighting
    made: Sighting = draft
    return made


def _drawn(file: BorrowerFile, loans: frozenset[LoanId], on: date) -> frozenset[DrawdownId]:
    return frozenset(
        [
            drawdown.id
            for loan in file.loans
            if loan.id in loans
            for drawdown in loan.drawdowns
            if drawdown.drawn_on is None or drawdown.drawn_on <= on
        ]
    )
