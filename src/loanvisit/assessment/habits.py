"""Habits of those who visit and file: always the same two, long after the visit, all at the end of a quarter."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from loanvisit.assessment.record_pool import RecordPool, signalled
from loanvisit.domain import (
    Calendar,
    FactValue,
    IntegrityKind,
    IntegritySignal,
    NaturalPeriod,
    SignalStrength,
    UnitId,
    VisitRecord,
)
from loanvisit.words import say


def same_pairs(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each borrower whom the same persons, two or more, visited so many times in a row up to the last visit.

    Visits by one person alone neither count nor break the row. Weak; moderate from twice as many on.
    """
    found: list[IntegritySignal] = []
    for records in pool.made_by_borrower().values():
        row: list[VisitRecord] = []
        for record in records:
            if len(record.visitors) > 1:
                row = [*row, record] if row and _team(row[0]) == _team(record) else [record]
        if len(row) >= pool.limits.pair_visits:
            said = say("integrity.pair", record=row[-1].id.value, count=str(len(row)), first=row[0].on)
            is_long = len(row) >= 2 * pool.limits.pair_visits
            strength = SignalStrength.MODERATE if is_long else SignalStrength.WEAK
            latest_first = tuple(record.id for record in reversed(row))
            found.append(signalled(IntegrityKind.SAME_PAIR, strength, latest_first, said, visits=len(row)))
    return tuple(found)


def _team(record: VisitRecord) -> frozenset[str]:
    return frozenset(one.canonical for one in record.visitors)


def late_records(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each record filed later after the visit than the limit in working days (F58): weak; twice so, moderate.

    Records of which it is not known when they were filed, and visits before the calendar begins, show nothing here.
    """
    start, limit = pool.calendar.range_start, pool.limits.late_after
    found: list[IntegritySignal] = []
    for record in pool.records:
        filed = _filed(record, pool)
        if filed is None or (start is not None and record.on < start):
            continue
        last = _passed(record.on, limit, filed, pool.calendar)
        if last is not None:
            is_long = _passed(record.on, 2 * limit, filed, pool.calendar) is not None
            said = say("integrity.late", record=record.id.value, filed=filed, day=record.on, last=last)
            strength = SignalStrength.MODERATE if is_long else SignalStrength.WEAK
            values = {"day": record.on, "last": last, "filed": filed}
            found.append(signalled(IntegrityKind.LATE_RECORD, strength, (record.id,), said, **values))
    return tuple(found)


def _filed(record: VisitRecord, pool: RecordPool) -> date | None:
    """Return the day a record was filed, None where that is not known."""
    return None if record.recorded_at is None else pool.calendar.day_of(record.recorded_at)


def _passed(on: date, working_days: int, filed: date, calendar: Calendar) -> date | None:
    """Return the last of so many working days after a visit, None where it does not lie before the day of filing."""
    day = on
    while working_days > 0 and day < filed:
        day += timedelta(days=1)
        working_days -= calendar.works(day)
    return day if working_days == 0 and day < filed else None


def period_ends(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each unit and quarter with too many of its records on the last days of the quarter (F58).

    A record counts on the day it was filed, where that is not known on the day visited, for the unit of its first
    visitor; one of no known unit is left out. Weak; moderate from twice the limit on.
    """
    quarters: defaultdict[tuple[UnitId, date, date], list[tuple[date, VisitRecord]]] = defaultdict(list)
    for record in pool.records:
        unit = pool.units.get(record.visitors[0].canonical)
        if unit is not None:
            filed = _filed(record, pool) or record.on
            first, last = next(NaturalPeriod.QUARTER.spans(filed))
            quarters[unit, first, last].append((filed, record))
    found = [_crowded(*quarter, quarters[quarter], pool) for quarter in sorted(quarters)]
    return tuple(one for one in found if one is not None)


def _crowded(
    unit: UnitId, first: date, last: date, filed: list[tuple[date, VisitRecord]], pool: RecordPool
) -> IntegritySignal | None:
    limits = pool.limits
    late = [record for day, record in filed if day > last - timedelta(days=limits.period_days)]
    share = Decimal(len(late)) / len(filed)
    if len(filed) < limits.period_records or share <= limits.period_share:
        return None
    said = say(
        "integrity.period",
        unit=unit.value,
        first=first,
        last=last,
        all=str(len(filed)),
        count=str(len(late)),
        share=str(int(share * 100)),
        days=str(limits.period_days),
    )
    strength = SignalStrength.MODERATE if share >= 2 * limits.period_share else SignalStrength.WEAK
    ids = tuple(record.id for record in late)
    values: dict[str, FactValue] = {
        "unit": unit.value,
        "first": first,
        "last": last,
        "filed": len(filed),
        "crowded": len(late),
    }
    return signalled(IntegrityKind.PERIOD_END, strength, ids, said, **values)
