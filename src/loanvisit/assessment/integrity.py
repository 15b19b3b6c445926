"""What is out of the ordinary about visit records: signals for a person to look into, each with its evidence.

Records are looked at together, over borrowers and units, for most of what is out of the ordinary shows only beside
others. A signal is no finding and decides nothing: whoever looked into it raises F46 or F58, or lets it be.

A rule of your own is one function, handed in beside these:

    integrity_signals(records, calendar=calendar, rules=(*INTEGRITY_RULES, always_on_fridays))
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from loanvisit.assessment.habits import late_records, period_ends, same_pairs
from loanvisit.assessment.likenesses import answers_repeated, answers_straight, texts_copied
from loanvisit.assessment.record_pool import RecordPool
from loanvisit.assessment.reused_evidence import evidence_again, evidence_older
from loanvisit.domain import Calendar, EvidenceRef, IntegrityLimits, IntegritySignal, Officer, RecordId, VisitRecord
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import Fault, InputError, fault

IntegrityRule: TypeAlias = Callable[[RecordPool], tuple[IntegritySignal, ...]]
"""A rule over records looked at together."""

INTEGRITY_RULES: tuple[IntegrityRule, ...] = (
    texts_copied,
    evidence_again,
    evidence_older,
    answers_straight,
    answers_repeated,
    same_pairs,
    late_records,
    period_ends,
)
"""The rules asked of records together."""

_ORDINARY = IntegrityLimits()


@guarded
def integrity_signals(
    records: Iterable[VisitRecord],
    *,
    calendar: Calendar,
    officers: Iterable[Officer] = (),
    before: Iterable[EvidenceRef] = (),
    limits: IntegrityLimits = _ORDINARY,
    rules: tuple[IntegrityRule, ...] = INTEGRITY_RULES,
) -> tuple[IntegritySignal, ...]:
    """Return what is out of the ordinary about records, for a person to look into.

    Places and hours are not in a record yet: impossible journeys and visits of two minutes are not told.

    Args:
        records: of any borrowers, in any order; void ones show nothing.
        calendar: working days, and the zone in which an instant has its day.
        officers: who visited, with their units; a unit not known shows no crowding.
        before: the evidence that was there before disbursement.
        limits: where what is ordinary ends.
        rules: asked in this order.

    Returns:
        The stronger first, then in order of rule, each about records in order of the day visited.

    Raises:
        InputError: two records have one id; or an argument is of the wrong type.

    Example:
        >>> from datetime import date
        >>> from attrs import evolve
        >>> from loanvisit import presets
        >>> from loanvisit.domain import BorrowerId, RecordId
        >>> from loanvisit.testing import a_record
        >>> said = "the line ran on two shifts, the stock agreed with the books, customers had paid"
        >>> seen = evolve(a_record(date(2026, 3, 3)), note=said)
        >>> copied = evolve(seen, id=RecordId("R-2"), borrower=BorrowerId("B-2"), on=date(2026, 3, 9))
        >>> for signal in integrity_signals([seen, copied], calendar=presets.calendar("CN")):
        ...     print(signal.kind.text.en, signal.strength.text.en, signal.records[1])
        text as in another record strong R-1
    """
    held, faults = each(records, VisitRecord, "records")
    known, unsound = each(officers, Officer, "officers")
    earlier, odd = each(before, EvidenceRef, "before")
    faults += [*unsound, *odd]
    faults += _twice(held)
    if faults:
        raise InputError(*faults)
    pool = RecordPool(
        records=tuple(sorted((one for one in held if not one.void), key=lambda one: (one.on, one.id))),
        calendar=calendar,
        limits=limits,
        before=earlier,
        units={one.id.canonical: one.unit for one in known if one.unit is not None},
    )
    found = [signal for rule in rules for signal in rule(pool)]
    return tuple(sorted(found, key=lambda signal: -signal.strength.rank))


def _twice(records: tuple[VisitRecord, ...]) -> list[Fault]:
    """Return a fault for each record whose id an earlier one has."""
    first: dict[RecordId, int] = {}
    return [
        fault("id.duplicate", f"records[{place}].id", one.id)
        for place, one in enumerate(records)
        if first.setdefault(one.id, place) != place
    ]
