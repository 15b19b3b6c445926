"""Whether somebody can have been where and when a record says: journeys, short visits, photos of elsewhere or later.

What is not known is taken in the visitor's favour: an hour that is missing shows nothing, how far off a point may be is
subtracted, and a point that does not say how far off it is counts as off by the limit's own figure.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from loanvisit.assessment.record_pool import RecordPool, signalled
from loanvisit.assessment.reused_evidence import made_anew
from loanvisit.domain import (
    EvidenceRef,
    FactValue,
    IntegrityKind,
    IntegritySignal,
    Method,
    Outcome,
    Place,
    SignalStrength,
    VisitRecord,
)
from loanvisit.domain.place import metres_between
from loanvisit.words import label, say

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


class _Stop(NamedTuple):
    """A visit at a known place: by when its visitors had come, and from when on they may have left."""

    came: datetime
    left: datetime
    record: VisitRecord
    place: Place


def journeys_impossible(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each officer at two places in a row, too far apart for the time between them.

    Only of visits made whose point and hours are known, farther apart than the least distance. Moderate; strong where
    it takes twice the top speed, or no time lies between. Two officers who travelled together are one signal.
    """
    stops: defaultdict[str, list[_Stop]] = defaultdict(list)
    for record in pool.records:
        came, left = record.started_at or record.ended_at, record.ended_at or record.started_at
        if record.outcome is Outcome.MADE and record.place is not None and came is not None and left is not None:
            for one in record.visitors:
                stops[one.canonical].append(_Stop(came, left, record, record.place))
    found: dict[tuple[str, str], IntegritySignal] = {}
    for row in stops.values():
        for earlier, later in pairwise(sorted(row, key=lambda one: (one.came, one.record.id))):
            signal = _journey(earlier, later, pool)
            if signal is not None:
                found.setdefault((later.record.id.value, earlier.record.id.value), signal)
    return tuple(found[key] for key in sorted(found))


def _journey(earlier: _Stop, later: _Stop, pool: RecordPool) -> IntegritySignal | None:
    limits, apart = pool.limits, _apart(earlier.place, later.place, pool)
    if apart is None or apart < limits.least_distance:
        return None
    between = max(later.came - earlier.left, timedelta(0))
    if apart * _HOUR <= limits.top_speed * 1000 * between:
        return None
    is_far = apart * _HOUR >= 2 * limits.top_speed * 1000 * between
    minutes = between // _MINUTE
    said = say(
        "integrity.travel",
        record=later.record.id.value,
        earlier=earlier.record.id.value,
        km=str(apart // 1000),
        minutes=str(minutes),
    )
    strength = SignalStrength.STRONG if is_far else SignalStrength.MODERATE
    both = (later.record.id, earlier.record.id)
    values = {"km": apart // 1000, "minutes": minutes, "top_speed": limits.top_speed}
    return signalled(IntegrityKind.IMPOSSIBLE_TRAVEL, strength, both, said, **values)


def _apart(one: Place, other: Place, pool: RecordPool) -> int | None:
    """Return how many metres two places surely lie apart, None where they are no points."""
    between = metres_between(one, other)
    if between is None:
        return None
    off = sum(pool.limits.assumed_accuracy if known is None else known for known in (one.accuracy, other.accuracy))
    return max(between - off, 0)


def visits_short(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each visit made, on site or by interview, that took fewer minutes than the limit of its method.

    Weak; moderate where it took less than half. One without both its hours shows nothing.
    """
    least = {Method.ON_SITE: pool.limits.on_site_minutes, Method.INTERVIEW: pool.limits.interview_minutes}
    found: list[IntegritySignal] = []
    for record in pool.records:
        bound = least.get(record.method)
        if record.outcome is not Outcome.MADE or bound is None or record.started_at is None or record.ended_at is None:
            continue
        took = record.ended_at - record.started_at
        if took >= bound * _MINUTE:
            continue
        minutes = took // _MINUTE
        said = say(
            "integrity.short",
            record=record.id.value,
            method=record.method.text,
            minutes=str(minutes),
            bound=str(bound),
        )
        strength = SignalStrength.MODERATE if 2 * took < bound * _MINUTE else SignalStrength.WEAK
        kind, values = IntegrityKind.SHORT_VISIT, {"minutes": minutes, "bound": bound}
        found.append(signalled(kind, strength, (record.id,), said, **values))
    return tuple(found)


def photos_elsewhere(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each piece of evidence, of the kinds made anew, taken farther from the visit's place than the limit.

    Moderate; strong from ten times the limit on.
    """
    found: list[IntegritySignal] = []
    for record in pool.records:
        for piece in made_anew(record, pool):
            if record.place is None or piece.place is None:
                continue
            apart = _apart(record.place, piece.place, pool)
            if apart is None or apart <= pool.limits.photo_distance:
                continue
            said = say(
                "integrity.elsewhere", record=record.id.value, kind=label("evidence", piece.kind), metres=str(apart)
            )
            strength = SignalStrength.STRONG if apart >= 10 * pool.limits.photo_distance else SignalStrength.MODERATE
            kind = IntegrityKind.PHOTO_ELSEWHERE
            found.append(signalled(kind, strength, (record.id,), said, evidence=piece.id.value, metres=apart))
    return tuple(found)


def photos_at_other_hours(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal, weakly, each piece of evidence, of the kinds made anew, taken before the visit began or after it ended.

    By more minutes than the limit leaves, on the day of the visit or later: what was taken on a day before shows as
    older already.
    """
    found: list[IntegritySignal] = []
    for record in pool.records:
        for piece in made_anew(record, pool):
            off = _off_hours(record, piece, pool)
            if off > timedelta(0):
                minutes = off // _MINUTE
                said = say(
                    "integrity.hours", record=record.id.value, kind=label("evidence", piece.kind), minutes=str(minutes)
                )
                kind, strength = IntegrityKind.PHOTO_HOURS, SignalStrength.WEAK
                values: dict[str, FactValue] = {"evidence": piece.id.value, "minutes": minutes}
                found.append(signalled(kind, strength, (record.id,), said, **values))
    return tuple(found)


def _off_hours(record: VisitRecord, piece: EvidenceRef, pool: RecordPool) -> timedelta:
    """Return how long outside the hours of a visit evidence was taken; nothing where that is within what is left."""
    taken, nothing = piece.taken_at, timedelta(0)
    if taken is None or pool.calendar.day_of(taken) < record.on:
        return nothing
    early = nothing if record.started_at is None else record.started_at - taken
    late = nothing if record.ended_at is None else taken - record.ended_at
    off = max(early, late)
    return off if off > pool.limits.photo_minutes * _MINUTE else nothing
