"""What a proof says, worked out again from the file, the clause and the calendar: nothing here asks the library when.

Days are counted with `dateutil` and a walk over the calendar's own tables; conditions are weighed by hand. What a file
holds is read as the domain gives it.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from dateutil.relativedelta import relativedelta

from loanvisit.domain import (
    Anchor,
    Before,
    BorrowerFile,
    Calendar,
    Condition,
    CountingStart,
    Drawdown,
    EveryGap,
    EveryPeriod,
    Grade,
    Hours,
    Loan,
    LoanStatus,
    Money,
    NaturalPeriod,
    Obligation,
    OnceAfter,
    OnSignal,
    Roll,
    Signal,
    Span,
    Subject,
    Unit,
)
from loanvisit.scheduling import Clause, ClausePolicy

DAY = timedelta(days=1)


def behind(file: BorrowerFile, subject: Subject) -> tuple[tuple[Loan, ...], Drawdown | None]:
    """Return the loans behind a subject, and the drawdown that it is."""
    for loan in file.loans:
        if subject == loan.id:
            return (loan,), None
        for drawdown in loan.drawdowns:
            if subject == drawdown.id:
                return (loan,), drawdown
    assert subject == file.id
    return file.loans, None


def payout(file: BorrowerFile, subject: Subject) -> date | None:
    """Return the (first) payout of a subject."""
    loans, drawdown = behind(file, subject)
    if drawdown is not None:
        return drawdown.drawn_on
    days = [one.drawn_on for loan in loans for one in loan.drawdowns if one.drawn_on is not None]
    return min(days) if days else None


def living(loans: tuple[Loan, ...]) -> tuple[Loan, ...]:
    """Return the loans that run; all where none does, and the one where there is one."""
    running = tuple(loan for loan in loans if loan.status is LoanStatus.LIVE)
    return running if running and len(loans) > 1 else loans


def maturity(file: BorrowerFile, subject: Subject) -> date | None:
    """Return the last day of a subject; None where it is open."""
    loans, drawdown = behind(file, subject)
    if drawdown is not None and drawdown.matures_on is not None:
        return drawdown.matures_on
    ends = [loan.matures_on for loan in living(loans)]
    return None if not ends or None in ends else max(end for end in ends if end is not None)


def value(file: BorrowerFile, subject: Subject, name: str) -> Any:
    """Return what is known of a fact, None where it is not; the grade of several loans is not worked out here."""
    loans, _ = behind(file, subject)
    running = living(loans)
    if name == "disbursed_on":
        return payout(file, subject)
    if name == "matures_on":
        return maturity(file, subject)
    if name == "borrower.kind":
        return None if file.borrower.kind is None else file.borrower.kind.value
    if name == "principal":
        amounts = [loan.principal for loan in running]
        held = [one for one in amounts if one is not None]
        if not held or len(held) < len(amounts) or len({one.currency for one in held}) > 1:
            return None
        return Money(sum((one.amount for one in held), Decimal(0)), held[0].currency)
    readers: Mapping[str, Callable[[Loan], Any]] = {
        "product": lambda loan: loan.product,
        "status": lambda loan: loan.status.value,
        "tenor_months": lambda loan: loan.tenor_months,
        "risk": lambda loan: loan.risk,
        "unit": lambda loan: None if loan.unit is None else loan.unit.value,
    }
    if name in readers:
        found = [readers[name](loan) for loan in running]
        return found[0] if found and all(one == found[0] for one in found) else None
    own = [loan.facts.get(name) for loan in running]
    agreed = own[0] if own and all(one == own[0] and type(one) is type(own[0]) for one in own) else None
    return file.facts.get(name, file.borrower.facts.get(name)) if agreed is None else agreed


def holds(test: Condition, held: Any) -> bool:
    """Say whether a known value meets a condition."""
    known, bounds = held, test.values
    if test.test.value == "known":
        return (held is not None) is bounds[0]
    if isinstance(held, Grade):
        places = held.scale.grades
        known, bounds = places.index(held.code), tuple(places.index(str(bound)) for bound in bounds)
    words: Mapping[str, Callable[[], bool]] = {
        "is": lambda: known in bounds,
        "is_not": lambda: known not in bounds,
        "at_least": lambda: bool(known >= bounds[0]),
        "above": lambda: bool(known > bounds[0]),
        "at_most": lambda: bool(known <= bounds[0]),
        "below": lambda: bool(known < bounds[0]),
    }
    return words[test.test.value]()


def at(grade: Grade, day: date) -> Grade | None:
    """Return a grade as it stood on a day."""
    if grade.since is None or grade.since <= day:
        return grade
    if grade.was is None or (grade.was_since is not None and grade.was_since > day):
        return None
    return Grade(scale=grade.scale, code=grade.was)


def for_the_period(grade: Grade, duty: Obligation, starts: date | None) -> Grade | None:
    """Return the grade that a natural period is judged by: the new one from the first period that begins after it."""
    if grade.since is None or (starts is not None and grade.since <= starts) or duty.window.opens > grade.since:
        return grade
    return None if grade.was is None else Grade(scale=grade.scale, code=grade.was)


def conditions(policy: ClausePolicy, clause: Clause, name: str) -> list[Condition]:
    """Return the conditions of a clause, and of its policy, on one fact."""
    return [test for test in (*policy.applies, *clause.when) if test.fact == name]


def spans(day: date, span: Span, times: int = 1) -> date:
    """Return a day so many spans on, by `dateutil`."""
    step = span.count * times
    words = {
        Unit.DAYS: relativedelta(days=step),
        Unit.WEEKS: relativedelta(weeks=step),
        Unit.MONTHS: relativedelta(months=step),
        Unit.YEARS: relativedelta(years=step),
    }
    return day + words[span.unit]


def tables(calendar: Calendar) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days off and the days worked that notices name."""
    off = frozenset(day for year in calendar.years for day in year.off)
    return off, frozenset(day for year in calendar.years for day in year.works)


_TABLES: dict[str, tuple[frozenset[date], frozenset[date]]] = {}


def works(calendar: Calendar, day: date) -> bool:
    """Say whether a day is worked, by the tables."""
    off, worked = _TABLES.setdefault(calendar.id, tables(calendar))
    return day in worked or (day.weekday() < 5 and day not in off)


def decreed(calendar: Calendar, day: date) -> bool:
    """Say whether a day's year is decreed."""
    return not calendar.years or day.year in {year.year for year in calendar.years}


def hours_on(calendar: Calendar, signal: Signal, count: int) -> date:
    """Return the day, where the calendar is kept, on which so many hours from a signal are over."""
    if signal.raised_at is None:
        return signal.raised_on + timedelta(days=count // 24)
    there = timezone(timedelta(minutes=calendar.utc_offset_minutes))
    return max(signal.raised_on, (signal.raised_at + timedelta(hours=count)).astimezone(there).date())


def within(calendar: Calendar, day: date, span: Span, *, that_day: bool = False) -> date:
    """Return the last day within a span after a day, or of it (`that_day`), working days counted one by one."""
    if that_day:
        return within(calendar, day - DAY, span) if span.unit is Unit.WORKING_DAYS else spans(day, span) - DAY
    if span.unit is not Unit.WORKING_DAYS:
        return spans(day, span)
    left = span.count
    while left:
        day += DAY
        left -= works(calendar, day)
    return day


def moved(calendar: Calendar, roll: Roll, raw: date, opens: date, latest: date) -> date:
    """Return the last day after the roll, found by looking at one day after the other, never out of the window."""
    step = {Roll.NONE: timedelta(0), Roll.EARLIER: -DAY, Roll.LATER: DAY, Roll.CIVIL: DAY}[roll]
    day = raw
    while step and not works(calendar, day):
        day += step
        if day < opens or day > latest:
            return raw
    return day


def undeferred_last(duty: Obligation) -> date:
    """Return the last day that the clause and the calendar gave a duty, whatever a deferral made of it."""
    return duty.window.last if duty.deferred_from is None else duty.deferred_from


_FORMS = MappingProxyType(
    {
        NaturalPeriod.WEEK: lambda day: "{}-W{:02d}".format(*day.isocalendar()[:2]),
        NaturalPeriod.HALF_MONTH: lambda day: f"{day:%Y-%m}{'a' if day.day < 16 else 'b'}",
        NaturalPeriod.MONTH: lambda day: f"{day:%Y-%m}",
        NaturalPeriod.QUARTER: lambda day: f"{day:%Y}Q{(day.month + 2) // 3}",
        NaturalPeriod.HALF_YEAR: lambda day: f"{day:%Y}H{1 if day.month < 7 else 2}",
        NaturalPeriod.YEAR: lambda day: f"{day:%Y}",
    }
)


def period_ends(period: NaturalPeriod, name: str, day: date) -> date:
    """Return the last day that a period's name fits, from a day it fits on."""
    assert _FORMS[period](day) == name
    while _FORMS[period](day + DAY) == name:
        day += DAY
    return day


def raw_of(clause: Clause, duty: Obligation, file: BorrowerFile, calendar: Calendar, as_of: date) -> date:
    """Return the last day of a duty as its clause counts it, and see that what it is counted from is there."""
    require, start = clause.require, payout(file, duty.subject)
    day, key = duty.anchored_on, duty.anchor
    if isinstance(require, EveryPeriod):
        name = key.partition("#")[0]
        assert day == duty.window.opens
        before = _FORMS[require.period](day - DAY)
        assert before != name
        return period_ends(require.period, name, day)
    if isinstance(require, OnSignal):
        signal = next(one for one in file.signals if f"signal:{one.id}" == key)
        assert day == signal.raised_on <= as_of
        if isinstance(require.within, Hours):
            return hours_on(calendar, signal, require.within.count)
        return within(calendar, day, require.within)
    if isinstance(require, OnceAfter | Before):
        name = require.after if isinstance(require, OnceAfter) else require.before
        lasting = isinstance(require, OnceAfter) and require.lasting
        if key.startswith(("event:", "while:")):
            event = next(one for one in file.events if f"{'while' if lasting else 'event'}:{one.id}" == key)
            assert (event.kind, event.on) == (name, day)
            over = event.ended_on if lasting and (event.ended_on or date.max) <= as_of else None
            assert over is None or not duty.is_open or over > duty.original_last
        else:
            assert day == value(file, duty.subject, name)
            assert key.removeprefix("date:").startswith(f"{name}:{duty.subject}")
        if isinstance(require, OnceAfter):
            return within(calendar, day, require.within, that_day=require.counting is CountingStart.THAT_DAY)
        assert start is not None
        return max(spans(day, require.closes, -1), start)
    return _gap(require, duty, file, as_of)


def _gap(require: EveryGap, duty: Obligation, file: BorrowerFile, as_of: date) -> date:
    start, day, key = payout(file, duty.subject), duty.anchored_on, duty.anchor
    if key.startswith("each:"):
        name, _, turn = key.rpartition("+")
        event = next(one for one in file.events if f"each:{one.id}" == name)
        over = event.ended_on if event.ended_on is not None and event.ended_on <= as_of else date.max
        assert (event.kind, event.on) == (require.date, day)
        assert over > duty.original_last
        return spans(day, require.gap, int(turn.partition("#")[0]))
    assert start is not None
    if require.anchor is not Anchor.LAST_VISIT:
        named = "grid" if require.date is None else require.date
        first = start if require.date is None else value(file, duty.subject, require.date)
        assert (day, key.partition("+")[0]) == (first, f"{named}:{first.isoformat()}")
        return spans(first, require.gap, int(key.partition("+")[2].partition("#")[0]))
    name, _, step = key.removeprefix("visit:").partition("+")
    visits = {one.on for one in file.past if one.on <= as_of} | {one.on for one in file.records if one.on <= as_of}
    if not step:
        assert day in visits | {start}
        return spans(day, require.gap)
    if name == f"disbursed_on:{start.isoformat()}" and day == start:
        return spans(start, require.gap, int(step) + 1)
    return spans(day, require.gap)
