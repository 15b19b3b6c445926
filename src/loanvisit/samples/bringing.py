"""What officers bring back from planned visits: mostly what was asked, now and then less, seldom nothing."""

from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256
from typing import Final

from attrs import evolve, frozen

from loanvisit.domain import (
    Answer,
    Calendar,
    Channel,
    EvidenceId,
    EvidenceRef,
    LoanId,
    Method,
    MissReason,
    OfficerId,
    Outcome,
    Reading,
    RecordId,
    Visit,
    VisitRecord,
)
from loanvisit.samples.lending import working_day
from loanvisit.samples.living import Life
from loanvisit.samples.people import manager_of, second_of
from loanvisit.samples.stories import Mishap

_DAY: Final = timedelta(days=1)
_GRACE: Final = timedelta(days=8)
_EVIDENCE: Final = {Method.ON_SITE: ("site_photo",), Method.INTERVIEW: ("interview_note",)}
_VOUCHER: Final = "voucher"


@frozen(kw_only=True)
class Errand:
    """A planned visit that officers set out on, the day they do, whether they were there before, what goes wrong."""

    life: Life
    visit: Visit
    on: date
    calendar: Calendar
    is_return: bool = True
    mishap: Mishap = Mishap.NONE

    @property
    def team(self) -> tuple[OfficerId, ...]:
        """Who goes: the account officer; where two are demanded the second, on first and special checks risk."""
        place, outside = self.life.place, not {"first_check", "special"}.isdisjoint(self.visit.purposes)
        pair = (manager_of(place), second_of(place, is_outside=outside))
        return pair if self.visit.demanded > 1 or self.visit.method is Method.ON_SITE else pair[:1]

    @property
    def loans(self) -> frozenset[LoanId]:
        """The loans they look at: those of the visit, and on returning those whose money had leaked."""
        leaked = {loan.id for loan in self.life.loans if loan.terms.leak and loan.is_running(self.on)}
        return frozenset(self.visit.loans).union(leaked if self.is_return else ())

    @property
    def written_at(self) -> datetime:
        """When the record was written: at the end of the day, at home."""
        zone = timezone(timedelta(minutes=self.calendar.utc_offset_minutes))
        minute = self.life.lot.below(90, f"{self.visit.id}/written")
        return datetime.combine(self.on, time(17, 0), zone) + timedelta(minutes=minute)


def errands(life: Life, visits: list[Visit], *, as_of: date, calendar: Calendar) -> list[Errand]:
    """Return the errands for planned visits to one borrower, a day each; the first is the one that goes wrong."""
    days: dict[date, Visit] = {}
    for visit in visits:
        day = _day_of(life, visit, as_of=as_of, calendar=calendar)
        while day in days:
            day = working_day(day + _DAY, day + _GRACE, calendar)
        days[day] = visit
    begun = [Errand(life=life, visit=days[day], on=day, calendar=calendar) for day in sorted(days)]
    mishap = life.story.mishap
    late = _late_day_of(life, begun[0].visit, as_of=as_of, calendar=calendar) if mishap is Mishap.LATE else begun[0].on
    return [evolve(begun[0], mishap=mishap, on=late, is_return=False), *begun[1:]]


def _day_of(life: Life, visit: Visit, *, as_of: date, calendar: Calendar) -> date:
    """Return the working day on which a visit is set out on: in its window, soon where it is overdue or money leaks."""
    lot = life.lot.under(str(visit.id))
    first = max(as_of + _DAY, *(duty.window.opens for duty in visit.covers))
    if visit.window.last <= as_of:
        return working_day(lot.day(first, first + 2 * _DAY, "on"), first + _GRACE, calendar)
    last = min(duty.window.last for duty in visit.covers)
    haste = 4 if any(loan.terms.leak for loan in life.loans) else 2
    day = working_day(lot.day(first + (last - first) // 5, first + (last - first) // haste, "on"), last, calendar)
    return day if day >= first else working_day(first, first + _GRACE, calendar)


def _late_day_of(life: Life, visit: Visit, *, as_of: date, calendar: Calendar) -> date:
    """Return a working day some days after everything the visit was for was due."""
    lot = life.lot.under(str(visit.id))
    first = max(as_of, *(duty.window.last for duty in visit.covers)) + 3 * _DAY
    return working_day(lot.day(first, first + 3 * _DAY, "late"), first + _GRACE, calendar)


def bring_back(errand: Errand) -> VisitRecord:
    """Return the record of one visit."""
    visit, mishap = errand.visit, errand.mishap
    whole = VisitRecord(
        id=RecordId(f"R-{errand.life.borrower.id}-{errand.on:%m%d}-{_mark(visit)}"),
        visit=visit.id,
        borrower=visit.borrower,
        on=errand.on,
        method=visit.method,
        visitors=errand.team,
        channel=Channel.PHONE if visit.method is Method.INTERVIEW else None,
        identity_checked=True if visit.method is Method.INTERVIEW else None,
        purposes=visit.purposes,
        loans=errand.loans,
        answers=_answers(visit),
        readings=_readings(errand),
        evidence=_evidence(errand),
        outline_version="1",
        recorded_at=errand.written_at,
    )
    if mishap is Mishap.ALONE:
        return evolve(whole, visitors=whole.visitors[:1])
    if mishap is Mishap.WITHOUT_EVIDENCE:
        return evolve(whole, evidence=(), answers=whole.answers[:1])
    outcome = _NOTHING.get(mishap)
    if outcome is None:
        return whole
    return evolve(
        whole,
        outcome=outcome,
        miss_reason=MissReason.BANK if outcome is Outcome.MISSED else None,
        purposes=(),
        loans=(),
        answers=(),
        readings=(),
        evidence=(),
        identity_checked=None,
    )


_NOTHING: Final = {
    Mishap.REFUSED: Outcome.REFUSED,
    Mishap.UNREACHABLE: Outcome.UNREACHABLE,
    Mishap.MISSED: Outcome.MISSED,
}


def _mark(visit: Visit) -> str:
    return sha256(visit.id.value.encode()).hexdigest()[:6]


def _answers(visit: Visit) -> tuple[Answer, ...]:
    asked = {question for duty in visit.covers for question in duty.rule.questions}
    return tuple(Answer(question=question, value=True) for question in sorted(asked))


def _readings(errand: Errand) -> tuple[Reading, ...]:
    """The payments out of the drawdowns that a first check looks at, as far as they are made by then."""
    checked = {duty.subject for duty in errand.visit.covers if duty.rule.purpose == "first_check"}
    return tuple(
        reading
        for loan in errand.life.loans
        for reading in loan.payments
        if reading.drawdown in checked and reading.on <= errand.on
    )


def _evidence(errand: Errand) -> tuple[EvidenceRef, ...]:
    """A photo or a note, what the clauses ask for, and a statement for each payment read."""
    visit = errand.visit
    asked = {kind for duty in visit.covers for kind in duty.rule.evidence}
    asked |= {_VOUCHER} if "first_check" in visit.purposes else set()
    kinds = sorted(asked.union(_EVIDENCE.get(visit.method, ())))
    named = [(f"{_mark(visit)}/{kind}", kind) for kind in kinds]
    named += [(str(reading.evidence), "statement") for reading in _readings(errand)]
    return tuple(
        EvidenceRef(
            id=EvidenceId(name),
            kind=kind,
            sha256=sha256(f"{errand.life.lot.seed}/{name}".encode()).hexdigest(),
            taken_at=errand.written_at - timedelta(hours=3),
        )
        for name, kind in named
    )
