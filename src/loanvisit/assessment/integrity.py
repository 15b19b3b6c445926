"""What is out of the ordinary about visit records: signals for a person to look into, each with its evidence.

Records are looked at together, over borrowers and units, for most of what is out of the ordinary shows only beside
others. A signal is no finding and decides nothing: whoever looked into it raises F46 or F58, or lets it be.

A rule of your own is one function, handed in beside these:

    integrity_signals(records, calendar=calendar, rules=(*INTEGRITY_RULES, always_on_fridays))
"""

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TypeAlias, TypeVar, cast

from loanvisit.assessment.call_backs import calls_dependent
from loanvisit.assessment.habits import late_records, period_ends, same_pairs
from loanvisit.assessment.likenesses import answers_repeated, answers_straight, texts_copied
from loanvisit.assessment.presence import journeys_impossible, photos_at_other_hours, photos_elsewhere, visits_short
from loanvisit.assessment.record_pool import RecordPool
from loanvisit.assessment.reused_evidence import evidence_again, evidence_older
from loanvisit.domain import Calendar, EvidenceRef, IntegrityLimits, IntegritySignal, Officer, VisitRecord
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import Fault, InputError, fault

T = TypeVar("T")
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
    journeys_impossible,
    visits_short,
    photos_elsewhere,
    photos_at_other_hours,
    calls_dependent,
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

    Args:
        records: of any borrowers, in any order; void ones show nothing.
        calendar: working days, and the zone in which an instant has its day.
        officers: who visited, with their units; a unit not known shows no crowding.
        before: the evidence that was there before disbursement: approval papers, photos of the application.
        limits: where what is ordinary ends.
        rules: asked in this order.

    Returns:
        The stronger first, then in order of rule, each about records in order of the day visited.

    Raises:
        InputError: two records have one id, or two officers; a rule returns what is no signal; or an argument is of the
            wrong type.

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
    given, staff = tuple(records), tuple(officers)
    held, faults = each(given, VisitRecord, "records")
    known, unsound = each(staff, Officer, "officers")
    earlier, odd = each(before, EvidenceRef, "before")
    faults += [*unsound, *odd, *_twice("records", given, lambda one: one.id.value, VisitRecord)]
    faults += _twice("officers", staff, lambda one: one.id.canonical, Officer)
    if faults:
        raise InputError(*faults)
    pool = RecordPool(
        records=tuple(sorted((one for one in held if not one.void), key=lambda one: (one.on, one.id))),
        calendar=calendar,
        limits=limits,
        before=earlier,
        units=MappingProxyType({one.id.canonical: one.unit for one in known if one.unit is not None}),
    )
    found = [signal for place, rule in enumerate(rules) for signal in _asked(rule, pool, f"rules[{place}]")]
    return tuple(sorted(found, key=lambda signal: -signal.strength.rank))


def _asked(rule: IntegrityRule, pool: RecordPool, path: str) -> tuple[IntegritySignal, ...]:
    """Return what a rule signals, refused where it is anything but signals."""
    seen = cast("object", rule(pool))
    if not isinstance(seen, tuple | list):
        raise InputError(fault("type", f"{path}()", seen, form="tuple[IntegritySignal]"))
    signals, wrong = each(cast("tuple[IntegritySignal, ...]", seen), IntegritySignal, f"{path}()")
    if wrong:
        raise InputError(*wrong)
    return signals


def _twice(name: str, given: tuple[T, ...], key: Callable[[T], str], kind: type[T]) -> list[Fault]:
    """Return a fault for each thing whose id an earlier one has, by its place among all that was given."""
    first: dict[str, int] = {}
    return [
        fault("id.duplicate", f"{name}[{place}].id", key(one))
        for place, one in enumerate(given)
        if type(one) is kind and first.setdefault(key(one), place) != place
    ]
