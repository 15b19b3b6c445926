"""Visits waved through, planted among honest ones, and how many of them the signals find."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from types import MappingProxyType

from attrs import field, frozen

from loanvisit.domain import (
    BorrowerId,
    Calendar,
    EvidenceId,
    EvidenceRef,
    IntegrityKind,
    IntegritySignal,
    Outcome,
    RecordId,
    VisitRecord,
)
from loanvisit.domain.exact import as_tuple, check, each, guarded
from loanvisit.errors import InputError, fault
from loanvisit.samples import planting
from loanvisit.samples.dressing import dressed
from loanvisit.samples.lots import Lot
from loanvisit.samples.planting import Plant, Scene, Trace

_MOST = 10**12
_WAYS: Mapping[IntegrityKind, Plant] = MappingProxyType(
    {
        IntegrityKind.COPIED_TEXT: planting.copied_text,
        IntegrityKind.EVIDENCE_AGAIN: planting.evidence_again,
        IntegrityKind.EVIDENCE_OLDER: planting.evidence_older,
        IntegrityKind.STRAIGHT_ANSWERS: planting.straight_answers,
        IntegrityKind.REPEATED_ANSWERS: planting.repeated_answers,
        IntegrityKind.LATE_RECORD: planting.late_record,
        IntegrityKind.SHORT_VISIT: planting.short_visit,
        IntegrityKind.IMPOSSIBLE_TRAVEL: planting.impossible_travel,
    }
)

_TOLD_BY = {IntegrityKind.EVIDENCE_OLDER: {IntegrityKind.EVIDENCE_OLDER, IntegrityKind.PHOTO_HOURS}}
"""The kinds of signal that tell of a fraud, where its own is not the only one."""


def _records(items: Iterable[VisitRecord]) -> tuple[VisitRecord, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class PlantedFraud:
    """A record that was falsified: in which way, how much of a trace that leaves, and from which other one, if any."""

    record: RecordId
    kind: IntegrityKind
    trace: Trace
    source: RecordId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


def _planted(items: Iterable[PlantedFraud]) -> tuple[PlantedFraud, ...]:
    return as_tuple(items)


def _pieces(items: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class FraudBook:
    """Records with frauds among them. `before` is the evidence of the approval, from before any visit."""

    records: tuple[VisitRecord, ...] = field(converter=_records, repr=False)
    planted: tuple[PlantedFraud, ...] = field(converter=_planted)
    before: tuple[EvidenceRef, ...] = field(converter=_pieces, repr=False)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def honest(self) -> int:
        """How many records are as they were written."""
        return len(self.records) - len(self.planted)


@guarded
def with_frauds(records: Iterable[VisitRecord], *, seed: int, calendar: Calendar, each_way: int = 2) -> FraudBook:
    """Plant frauds among the records of a sample world, in eight ways and each with four traces.

    The records are first told as honest officers tell them: a note, answers, hours, the place, photos taken there.

    Args:
        records: what `World.records` brought back; of more borrowers, more frauds find room.
        seed: a whole number from 0; equal seeds plant equal frauds.
        calendar: working days, and the zone of the hours.
        each_way: how many of each way and trace, from 1.

    Returns:
        The records in order of day, at most one fraud each; of a way that the records leave no room for, fewer.

    Raises:
        InputError: what is no record, two of one id, or a number below its bound.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.samples import with_frauds, world
        >>> from loanvisit.scheduling import make_plan
        >>> calendar, policy = presets.calendar("CN"), presets.policy("cn.five_tier_default")
        >>> bank = world(7, calendar=calendar, borrowers=40)
        >>> plan = make_plan(bank.book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        >>> book = with_frauds(bank.records(plan), seed=7, calendar=calendar, each_way=1)
        >>> len(book.planted), book.planted[0].trace.text.en
        (32, 'obvious')
    """
    given, faults = each(records, VisitRecord, "records")
    faults += [fault("number.range", name, got, low=low, high=_MOST) for name, got, low in _bounds(seed, each_way)]
    if len({one.id for one in given}) != len(given):
        faults.append(fault("id.duplicate", "records", given))
    if faults:
        raise InputError(*faults)
    return _Field.of(given, Lot(seed).under("frauds"), calendar).book(each_way)


def _bounds(seed: int, each_way: int) -> tuple[tuple[str, int, int], ...]:
    return tuple(one for one in (("seed", seed, 0), ("each_way", each_way, 1)) if not one[2] <= one[1] <= _MOST)


@frozen
class _Field:
    """The records told by honest officers, and those of them that are spoken for."""

    told: dict[RecordId, VisitRecord]
    before: Mapping[BorrowerId, EvidenceRef]
    lot: Lot
    calendar: Calendar
    taken: set[RecordId] = field(factory=set)

    @classmethod
    def of(cls, given: Iterable[VisitRecord], lot: Lot, calendar: Calendar) -> "_Field":
        told = dressed(given, lot=lot, calendar=calendar)
        before = {one.borrower: _approval(one.borrower, lot) for one in told}
        return cls({one.id: one for one in told}, before, lot, calendar)

    def book(self, each_way: int) -> FraudBook:
        planted = [
            fraud
            for kind, plant in _WAYS.items()
            for trace in Trace
            for fraud in islice(self.planted(kind, plant, trace), each_way)
        ]
        return FraudBook(records=list(self.told.values()), planted=planted, before=list(self.before.values()))

    def planted(self, kind: IntegrityKind, plant: Plant, trace: Trace) -> Iterator[PlantedFraud]:
        """Falsify one record after another in one way, in an order drawn by lot, each from records left as they are."""
        lot = self.lot.under(f"{kind.value}/{trace.value}")
        for key in sorted(self.told, key=lambda one: (lot.below(_MOST, one.value), one)):
            record = self.told[key]
            if key in self.taken or record.outcome is not Outcome.MADE:
                continue
            made = plant(self.scene(record, lot.under(key.value)), trace)
            if made is None:
                continue
            self.told[key] = made.record
            source = None if made.source is None else made.source.id
            self.taken.update({key} if source is None else {key, source})
            yield PlantedFraud(record=key, kind=kind, trace=trace, source=source)

    def scene(self, record: VisitRecord, lot: Lot) -> Scene:
        """Return what a record may be falsified from: honest records alone, none of them later."""
        honest = [one for one in self.told.values() if one.id not in self.taken and one.outcome is Outcome.MADE]
        own = [one for one in honest if one.borrower == record.borrower and one.on < record.on]
        others = [one for one in honest if one.borrower != record.borrower and one.on < record.on]
        beside = [one for one in honest if one.on == record.on and one.id < record.id and _share(one, record)]
        return Scene(
            record=record,
            before=own[-1] if own else None,
            other=lot.pick(others, "other") if others else None,
            same_day=beside[-1] if beside else None,
            origination=self.before[record.borrower],
            calendar=self.calendar,
            lot=lot,
        )


def _share(one: VisitRecord, other: VisitRecord) -> bool:
    return not {*one.visitors}.isdisjoint(other.visitors)


def _approval(borrower: BorrowerId, lot: Lot) -> EvidenceRef:
    """Return the photo of the works that lies with the papers of the approval."""
    name = f"approval/{borrower}"
    digest = sha256(f"{lot.seed}/{name}".encode()).hexdigest()
    return EvidenceRef(id=EvidenceId(name), kind="site_photo", sha256=digest)


@frozen(kw_only=True)
class Recall:
    """How many frauds of one way and trace were planted, and of how many a signal of that kind tells."""

    kind: IntegrityKind
    trace: Trace
    planted: int
    found: int

    def __attrs_post_init__(self) -> None:
        check(self)


@guarded
def recall(book: FraudBook, signals: Iterable[IntegritySignal]) -> tuple[Recall, ...]:
    """Count the planted frauds that signals tell of, by way and trace, each from the obvious to the faint.

    A fraud is told of by a signal of its own kind that is about its record; an old photo also by that of a photo taken
    outside the hours of the visit.
    """
    told = {(one.kind, one.records[0]) for one in _known(signals)}
    return tuple(_counted(kind, trace, book.planted, told) for kind in _WAYS for trace in Trace)


def _counted(
    kind: IntegrityKind, trace: Trace, planted: Iterable[PlantedFraud], told: set[tuple[IntegrityKind, RecordId]]
) -> Recall:
    own = [one.record for one in planted if one.kind is kind and one.trace is trace]
    found = [one for one in own if any((telling, one) in told for telling in _TOLD_BY.get(kind, {kind}))]
    return Recall(kind=kind, trace=trace, planted=len(own), found=len(found))


@guarded
def false_alarms(book: FraudBook, signals: Iterable[IntegritySignal]) -> Mapping[IntegrityKind, int]:
    """Count the honest records, out of `book.honest`, that signals are about, by the kind of signal, kinds in order.

    A signal that sets an honest record beside a falsified one is no false alarm: it shows the pair.
    """
    falsified = {one.record for one in book.planted}
    about = {(one.kind, one.records[0]) for one in _known(signals) if falsified.isdisjoint(one.records)}
    return {kind: sum(found is kind for found, _ in about) for kind in IntegrityKind}


def _known(signals: Iterable[IntegritySignal]) -> tuple[IntegritySignal, ...]:
    held, faults = each(signals, IntegritySignal, "signals")
    if faults:
        raise InputError(*faults)
    return held
