"""Evidence that was not made on the visit it is brought for.

A photo of the yard, brought in March, is brought again in June for another borrower: by its digest it is the same file.
"""

from loanvisit.assessment.record_pool import RecordPool, signalled
from loanvisit.domain import EvidenceRef, FactValue, IntegrityKind, IntegritySignal, SignalStrength, VisitRecord
from loanvisit.words import Fill, label, say


def evidence_again(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each piece of evidence that an earlier record, or the file before disbursement, has already.

    Only of the kinds made anew on each visit. Strong beside another borrower's record, and where it was there before
    disbursement; moderate beside the same borrower's. The same record mended and filed again is one record.
    """
    known = {one.sha256 for one in pool.before}
    first: dict[str, VisitRecord] = {}
    found: list[IntegritySignal] = []
    for record in pool.records:
        for piece in made_anew(record, pool):
            earlier = first.setdefault(piece.sha256, record)
            if piece.sha256 in known:
                found.append(_again(record, piece, None))
            elif earlier is not record:
                found.append(_again(record, piece, earlier))
    return tuple(found)


def evidence_older(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each piece of evidence, of the kinds made anew, that was taken before the day of the visit: moderate."""
    found: list[IntegritySignal] = []
    for record in pool.records:
        for piece in made_anew(record, pool):
            taken = None if piece.taken_at is None else pool.calendar.day_of(piece.taken_at)
            if taken is not None and taken < record.on:
                said = say(
                    "integrity.older",
                    record=record.id.value,
                    kind=label("evidence", piece.kind),
                    taken=taken,
                    day=record.on,
                )
                kind = IntegrityKind.EVIDENCE_OLDER
                values: dict[str, FactValue] = {"evidence": piece.id.value, "taken": taken, "day": record.on}
                found.append(signalled(kind, SignalStrength.MODERATE, (record.id,), said, **values))
    return tuple(found)


def made_anew(record: VisitRecord, pool: RecordPool) -> list[EvidenceRef]:
    """Return a record's evidence of the kinds made anew, each file once, in order of id."""
    pieces = {one.sha256: one for one in record.evidence if one.kind in pool.limits.made_anew}
    return sorted(pieces.values(), key=lambda one: one.id)


def _again(record: VisitRecord, piece: EvidenceRef, earlier: VisitRecord | None) -> IntegritySignal:
    named: dict[str, Fill] = {"record": record.id.value, "kind": label("evidence", piece.kind)}
    kind, digest = IntegrityKind.EVIDENCE_AGAIN, piece.sha256
    if earlier is None:
        said = say("integrity.again.before", **named)
        return signalled(kind, SignalStrength.STRONG, (record.id,), said, evidence=piece.id.value, sha256=digest)
    is_own = earlier.borrower == record.borrower
    said = say(f"integrity.again.{'own' if is_own else 'other'}", **named, earlier=earlier.id.value)
    strength = SignalStrength.MODERATE if is_own else SignalStrength.STRONG
    return signalled(kind, strength, (record.id, earlier.id), said, evidence=piece.id.value, sha256=digest)
