"""How visits are waved through: eight ways, each from one that leaps to the eye to one that hardly leaves a trace."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import Answer, Calendar, EvidenceRef, Method, Place, VisitRecord
from loanvisit.samples.dressing import FLAGS, PHOTOS, answers, note, point
from loanvisit.samples.lots import Lot
from loanvisit.words import Text, say


class Trace(Enum):
    """How much of a trace a fraud leaves.

    >>> [one.text.en for one in Trace]
    ['obvious', 'clear', 'slight', 'faint']
    """

    OBVIOUS = "obvious"
    CLEAR = "clear"
    SLIGHT = "slight"
    FAINT = "faint"

    @property
    def text(self) -> Text:
        """The trace's label."""
        return say(f"fraud.trace.{self.value}")


class Scene(NamedTuple):
    """An honest record about to be falsified, and what it may be falsified from."""

    record: VisitRecord
    before: VisitRecord | None
    other: VisitRecord | None
    same_day: VisitRecord | None
    origination: EvidenceRef
    calendar: Calendar
    lot: Lot


class Falsified(NamedTuple):
    """A record as falsified, and the one that it was falsified from, where there is one."""

    record: VisitRecord
    source: VisitRecord | None = None


Plant = Callable[[Scene, Trace], Falsified | None]
"""Falsify a record; None where the scene lacks what it takes."""


def copied_text(scene: Scene, trace: Trace) -> Falsified | None:
    """Copy another borrower's note: as it is, with other figures, with one part of six or two of his own."""
    if scene.other is None or scene.other.note is None:
        return None
    text = scene.other.note
    if trace is Trace.CLEAR:
        figures = iter(range(10_000))
        text = re.sub(r"\d+", lambda _: str(1 + scene.lot.below(99, f"figure/{next(figures)}")), text)
    own = {Trace.SLIGHT: 1, Trace.FAINT: 2}.get(trace, 0)
    mixed = [*note(scene.lot).rstrip("。").split("；")[:own], *text.rstrip("。").split("；")[own:]]
    return Falsified(evolve(scene.record, note="；".join(mixed) + "。"), scene.other)


def evidence_again(scene: Scene, trace: Trace) -> Falsified | None:
    """Bring a photo again: another borrower's, the approval's, that of the visit before, or that one saved anew."""
    source = {Trace.OBVIOUS: scene.other, Trace.CLEAR: None}.get(trace, scene.before)
    photo = scene.origination if trace is Trace.CLEAR else None if source is None else _photo(source)
    if photo is None or _photo(scene.record) is None:
        return None
    digest = _resaved(photo.sha256) if trace is Trace.FAINT else photo.sha256
    return Falsified(_shown(scene.record, digest, None), source)


def evidence_older(scene: Scene, trace: Trace) -> Falsified | None:
    """Bring a photo taken a year before, a month before, the day before, or in the small hours of the day."""
    photo = _photo(scene.record)
    if photo is None or photo.taken_at is None:
        return None
    back = {
        Trace.OBVIOUS: timedelta(days=365),
        Trace.CLEAR: timedelta(days=30),
        Trace.SLIGHT: timedelta(days=1),
        Trace.FAINT: timedelta(hours=5),
    }
    return Falsified(_shown(scene.record, photo.sha256, photo.taken_at - back[trace]))


def straight_answers(scene: Scene, trace: Trace) -> Falsified | None:
    """Answer yes all the way: to all, to eight and nothing else, to all but one, or with figures made up beside."""
    said = [Answer(question=f"D{place:02}", value=True) for place in range(1, FLAGS + 1)]
    if trace is Trace.CLEAR:
        said = said[:8]
    elif trace is Trace.SLIGHT:
        said[4] = evolve(said[4], value=False)
    elif trace is Trace.FAINT:
        said += answers(scene.lot)[FLAGS:]
    return Falsified(evolve(scene.record, answers=said))


def repeated_answers(scene: Scene, trace: Trace) -> Falsified | None:
    """Answer as last time: in everything, without the figures, with one figure changed, or with both."""
    if scene.before is None:
        return None
    last, anew = list(scene.before.answers), answers(scene.lot)
    changed = {Trace.SLIGHT: anew[-1:], Trace.FAINT: anew[-2:]}.get(trace, ())
    left = last[:-2] if trace is Trace.CLEAR else [one for one in last if one.question not in _codes(changed)]
    return Falsified(evolve(scene.record, answers=[*left, *changed]), scene.before)


def late_record(scene: Scene, trace: Trace) -> Falsified | None:
    """Write the record up thirty working days after the visit, ten, five, or two."""
    filed = scene.record.recorded_at
    if filed is None:
        return None
    left = {Trace.OBVIOUS: 30, Trace.CLEAR: 10, Trace.SLIGHT: 5, Trace.FAINT: 2}[trace]
    while left:
        filed += timedelta(days=1)
        left -= scene.calendar.works(scene.calendar.day_of(filed))
    return Falsified(evolve(scene.record, recorded_at=filed))


def short_visit(scene: Scene, trace: Trace) -> Falsified | None:
    """Stay on site for two minutes, for six, for twelve, or for eighteen."""
    started = scene.record.started_at
    if started is None or scene.record.method is not Method.ON_SITE:
        return None
    minutes = {Trace.OBVIOUS: 2, Trace.CLEAR: 6, Trace.SLIGHT: 12, Trace.FAINT: 18}[trace]
    record = _shown(scene.record, None, started + timedelta(minutes=1))
    return Falsified(evolve(record, ended_at=started + timedelta(minutes=minutes)))


def impossible_travel(scene: Scene, trace: Trace) -> Falsified | None:
    """Be elsewhere within the hour after another visit: a thousand kilometres away, three hundred, 150, or 80."""
    other, record = scene.same_day, scene.record
    if other is None or other.ended_at is None or record.started_at is None or record.ended_at is None:
        return None
    away = {Trace.OBVIOUS: "9.0", Trace.CLEAR: "2.7", Trace.SLIGHT: "1.35", Trace.FAINT: "0.72"}[trace]
    degrees = None if other.place is None else other.place.latitude
    if other.place is None or degrees is None or other.place.longitude is None or record.place is None:
        return None
    place = point(degrees - Decimal(away), other.place.longitude)
    started = other.ended_at + timedelta(minutes=55)
    ended = started + (record.ended_at - record.started_at)
    return Falsified(_moved(record, place, started, ended), other)


def _moved(record: VisitRecord, place: Place, started: datetime, ended: datetime) -> VisitRecord:
    filed = None if record.recorded_at is None else max(record.recorded_at, ended + timedelta(minutes=20))
    shown = [
        evolve(one, place=place, taken_at=started + timedelta(minutes=10)) if one.kind in PHOTOS else one
        for one in record.evidence
    ]
    return evolve(record, place=place, started_at=started, ended_at=ended, recorded_at=filed, evidence=shown)


def _photo(record: VisitRecord) -> EvidenceRef | None:
    return next((one for one in record.evidence if one.kind in PHOTOS), None)


def _resaved(digest: str) -> str:
    """Return the digest of a picture saved anew: it looks the same, and no byte of it is."""
    return sha256(f"saved anew {digest}".encode()).hexdigest()


def _shown(record: VisitRecord, digest: str | None, taken_at: datetime | None) -> VisitRecord:
    """Return a record with another picture, or another hour, for its photo."""
    photo = _photo(record)
    shown = [
        evolve(one, sha256=digest or one.sha256, taken_at=taken_at or one.taken_at) if one is photo else one
        for one in record.evidence
    ]
    return evolve(record, evidence=shown)


def _codes(given: tuple[Answer, ...]) -> set[str]:
    return {one.question for one in given}
