"""Which evidence of a visit does not count for a subject, and why: too old, of another subject, or without consent."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from attrs import frozen

from loanvisit.domain import BorrowerFile, EvidenceRef, Subject, VisitRecord
from loanvisit.domain.showing import paid_out_on, shows
from loanvisit.domain.zones import earliest_day, latest_day
from loanvisit.words import Fill, Text, label, say


@frozen(kw_only=True)
class EvidenceBar:
    """Why evidence of a kind does not count for a subject, where nothing else of that kind does.

    `code` is that of a refusal, `refused.evidence_before` or another; `reason` says it, with the id of the evidence.
    """

    kind: str
    subject: Subject
    code: str
    reason: Text


def evidence_bars(record: VisitRecord, subjects: Iterable[Subject], file: BorrowerFile) -> tuple[EvidenceBar, ...]:
    """Return, of each subject, the kinds of evidence that a record brings or was refused, and that do not count for it.

    One bar for each piece that does not count, in the record's order; a kind of which one piece counts has none.
    """
    if not record.withheld and all(_is_plain(one) for one in record.evidence):
        return ()
    return tuple(bar for subject in sorted(subjects, key=str) for bar in _of_subject(record, subject, file))


def _is_plain(piece: EvidenceRef) -> bool:
    """Say whether nothing is known of a piece that could stand in its way."""
    return piece.taken_at is None and not piece.about and piece.consent is None


def _of_subject(record: VisitRecord, subject: Subject, file: BorrowerFile) -> Iterator[EvidenceBar]:
    judged = [(one.kind, objection_to(one, subject, file, on=record.on)) for one in record.evidence]
    counts = {kind for kind, against in judged if against is None}
    refused = [
        (one.kind, _because("consent", kind=label("evidence", one.kind)))
        for one in record.withheld
        if shows(one.about, subject, file)
    ]
    for kind, against in (*judged, *refused):
        if against is not None and kind not in counts:
            yield EvidenceBar(kind=kind, subject=subject, code=against[0], reason=against[1])


Against: TypeAlias = tuple[str, Text]
"""The code of an objection, and its words."""


def objection_to(piece: EvidenceRef, subject: Subject, file: BorrowerFile, *, on: date) -> Against | None:
    """Return why a piece of evidence brought on a day does not count for a subject; None where it does.

    It counts where it shows the subject, was not surely taken before the payout behind it, and was not taken after its
    consent was withdrawn. What is done before the payout may rest on what was taken before it. A day is judged by the
    latest date that the instant has anywhere: what may be of the day of the payout counts.
    """
    named: dict[str, Fill] = {"evidence": piece.id.value, "kind": label("evidence", piece.kind)}
    if not shows(piece.about, subject, file):
        return _because("evidence_elsewhere", **named)
    taken, paid_out = piece.taken_at, paid_out_on(subject, file)
    if taken is not None and paid_out is not None and latest_day(taken) < paid_out <= on:
        return _because("evidence_before", **named, taken=latest_day(taken), paid=paid_out)
    if piece.consent is not None and not piece.consent.stands_on(on if taken is None else earliest_day(taken)):
        return _because("consent_withdrawn", **named)
    return None


def _because(code: str, **fill: Fill) -> Against:
    return f"refused.{code}", say(f"refused.{code}", **fill)
