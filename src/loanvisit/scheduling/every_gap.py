"""At most a span apart: on a grid from the first drawdown or a date fact, or counted from the last qualifying visit.

The first drawdown of a borrower is that of all its loans, live or settled: the grid outlives the loan it began with.
Drawn on 2025-01-31, every month on the grid: 2025-02-28, 2025-03-31, 2025-04-30: always from the anchor, clamped.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from loanvisit.domain import Anchor, EveryGap, FactName, Obligation
from loanvisit.domain.dates import spanned, stepped
from loanvisit.scheduling.discharge import can_pay
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled

_DAY = timedelta(days=1)


def every_gap(require: EveryGap, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the occurrences, oldest first."""
    if case.starts is None:
        return Missing(FactName("disbursed_on"))
    if require.anchor is Anchor.LAST_VISIT:
        return _from_last_visit(require, case, case.starts)
    if require.date is None:
        return _grid(require, case, case.starts, "grid")
    start = case.day_of(require.date)
    return case.undated(require.date) if start is None else _grid(require, case, start, require.date)


def _grid(require: EveryGap, case: Case, start: date, named: str) -> Iterator[Occurrence]:
    gap, calendar, roll, repaid, known_from = require.gap, case.calendar, case.roll, case.repaid, case.known_from
    starts, times, make = case.starts or start, require.times, case.duty
    step = 0 if known_from is None else _skipped(require, start, known_from)
    previous = spanned(gap, start, step) if step else start
    key = f"{named}:{start.isoformat()}+"
    days = stepped(gap, start, step + 1)
    while True:
        step += 1
        raw = next(days)
        if raw > repaid:
            return
        if raw >= starts:
            opens = previous + _DAY
            opens = max(opens, starts)
            last, provisional = rolled(raw, roll, opens, None, calendar)
            if known_from is None or last > known_from:
                for turn in range(times):
                    anchor = f"{key}{step}#{turn + 1}" if times > 1 else f"{key}{step}"
                    yield make(anchor, start, opens, raw, last, provisional), None
        previous = raw


def _skipped(require: EveryGap, start: date, known_from: date) -> int:
    """How many steps surely end before the known past begins; a few too few do no harm."""
    if known_from <= start:
        return 0
    longest = (spanned(require.gap, start) - start).days + 3
    return max((known_from - start).days // longest - 2, 0)


def _from_last_visit(require: EveryGap, case: Case, start: date) -> Iterator[Occurrence]:
    """The running duty is met by any qualifying visit, however early or late; the next counts from that visit."""
    anchor, key = start, f"disbursed_on:{start.isoformat()}"
    last = None
    for seen in case.seen:
        duty = _next(require, case, anchor, key)
        if seen.on < start or seen.on == last:  # the second visit of a day starts nothing anew
            continue
        if seen.stands_for and not can_pay(duty, seen):
            continue
        last = seen.on
        if not case.is_outside(duty.window.last):
            yield duty, seen
        anchor, key = seen.on, f"visit:{seen.record or seen.visit or seen.on.isoformat()}"
    yield from _chain(require, case, anchor, key)


def _chain(require: EveryGap, case: Case, anchor: date, key: str) -> Iterator[Occurrence]:
    steps = 0
    duty = _next(require, case, anchor, key)
    while case.is_outside(duty.window.last):
        steps += 1
        duty = _next(require, case, anchor, key, steps=steps + 1)
    shown = False
    turn = 0
    while not case.is_over(duty.raw) and not (shown and case.is_beyond(duty.window.opens, duty.raw)):
        shown = True
        yield duty, None
        turn += 1
        duty = _next(require, case, duty.window.last, f"{key}+{steps + turn}")


def _next(require: EveryGap, case: Case, anchor: date, key: str, *, steps: int = 1) -> Obligation:
    raw = spanned(require.gap, anchor, steps)
    stated = spanned(require.opens, raw, -1) if require.opens is not None else anchor
    opens = min(max(stated, anchor + _DAY), raw)
    last, provisional = rolled(raw, case.roll, opens, None, case.calendar)
    name = key if steps == 1 else f"{key}+{steps - 1}"
    counted = name if name.startswith("visit:") else f"visit:{name}"
    return case.duty(counted, anchor, opens, raw, last, provisional)
