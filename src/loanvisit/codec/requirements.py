"""The `require` table of a clause: which kind of requirement it states, and its spans."""

import re
from collections.abc import Callable

from loanvisit.codec.conditions import Declared
from loanvisit.codec.tables import Table
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Anchor,
    Before,
    CountingStart,
    EveryGap,
    EveryPeriod,
    FactKind,
    FactName,
    Hours,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    Requirement,
    SignalLevel,
    Span,
    days,
)
from loanvisit.domain.dates import MOST_HOURS
from loanvisit.domain.demanding import COUNTED_FROM, LASTING, day_faults


def read_requirement(table: Table, declared: Declared) -> Requirement | None:
    """Read one requirement, counted from declared facts; None where it has faults, all of them noted."""
    kinds = [kind for kind in _KINDS if kind in table]
    if len(kinds) != 1:
        table.note("clause.kind", table.path, table.content)
        table.close(_KEYS)
        return None
    require = _KINDS[kinds[0]](table, declared)
    table.close()
    return require


def _once_after(table: Table, declared: Declared) -> Requirement | None:
    lasting, within = table.flag("lasting"), table.span("within")
    after = _day(table, "after", declared, LASTING if lasting else COUNTED_FROM)
    opens = table.span("opens", required=False)
    counting = table.choice("counting", CountingStart, default=CountingStart.DAY_AFTER)
    if after is None or within is None or counting is None or (opens is None and "opens" in table):
        return None
    return table.made(lambda: OnceAfter(after=after, within=within, opens=opens, counting=counting, lasting=lasting))


def _day(table: Table, key: str, declared: Declared, kinds: tuple[FactKind, ...]) -> FactName | None:
    """Read the name of the date, or of the kind of event, that a requirement counts from."""
    word = table.word(key, required=True, form=f'"{DISBURSED}" | "{MATURES}"')
    if word is None:
        return None
    faults = day_faults(FactName(word), declared, table.at(key), kinds=kinds)
    for one in faults:
        table.keep(one)
    return None if faults else FactName(word)


def _every(table: Table, declared: Declared) -> Requirement | None:
    if table.is_span("every"):
        return _every_gap(table, declared)
    word = table.word("every", required=True, form=_CADENCES)
    times, with_first = table.number("times", low=1, high=31), table.flag("with_first")
    period = _PERIODS.get(word or "")
    if word is not None and period is None:
        table.note("type", table.at("every"), word, form=_CADENCES)
    if period is None:
        return None
    return EveryPeriod(period=period, times=1 if times is None else times, with_first=with_first)


def _every_gap(table: Table, declared: Declared) -> Requirement | None:
    gap, word = table.span("every"), table.word("from", required=True, form=_STARTS)
    anchor = None if word is None else _ANCHORS.get(word, Anchor.DATE)
    day = _day(table, "from", declared, COUNTED_FROM) if anchor is Anchor.DATE else None
    opens, times = None, None
    if anchor is Anchor.LAST_VISIT:
        opens = table.span("opens", required=False)
    elif anchor is not None:
        times = table.number("times", low=1, high=31)
    faulty = (opens is None and "opens" in table) or (times is None and "times" in table)
    if gap is None or anchor is None or faulty or (day is None and anchor is Anchor.DATE):
        return None
    return table.made(lambda: EveryGap(gap=gap, anchor=anchor, opens=opens, times=times or 1, date=day))


def _before(table: Table, declared: Declared) -> Requirement | None:
    day, closes = _day(table, "before", declared, COUNTED_FROM[:1]), table.span("closes", low=0, required=False)
    opens = table.span("opens", required=False)
    if "opens" not in table:
        table.note("clause.window", table.at("opens"))
    closing = days(0) if "closes" not in table else closes
    if day is None or opens is None or closing is None:
        return None
    return table.made(lambda: Before(before=day, opens=opens, closes=closing))


def _on_signal(table: Table, _: Declared) -> Requirement | None:
    levels, within, kinds = table.choices("on_signal", SignalLevel), _clock(table), table.words("kinds")
    if not levels or within is None:
        return None
    return table.made(lambda: OnSignal(levels=frozenset(levels), within=within, kinds=frozenset(kinds)))


def _clock(table: Table) -> Span | Hours | None:
    """Read a span of days, or hours such as "24 hours"."""
    written = table.content.get("within")
    found = _HOURS.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        return table.span("within")
    table.word("within")
    count = int(found[1])
    if not 1 <= count <= MOST_HOURS:
        table.note("clause.interval", table.at("within"), written, high=MOST_HOURS)
        return None
    return Hours(count=count)


_HOURS = re.compile(r"([0-9]{1,18}) hours?", re.ASCII)


_ANCHORS = {anchor.value: anchor for anchor in (Anchor.DRAWDOWN, Anchor.LAST_VISIT)}
_STARTS = " | ".join(f'"{start}"' for start in (*_ANCHORS, MATURES))
_PERIODS = {period.value: period for period in NaturalPeriod}
_CADENCES = " | ".join(f'"{form}"' for form in (*_PERIODS, "3 months"))
_KINDS: dict[str, Callable[[Table, Declared], Requirement | None]] = {
    "after": _once_after,
    "every": _every,
    "before": _before,
    "on_signal": _on_signal,
}
_KEYS = (*_KINDS, "within", "times", "with_first", "from", "opens", "closes", "counting", "kinds", "lasting")
