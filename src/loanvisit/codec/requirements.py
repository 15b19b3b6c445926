"""The `require` table of a clause: which kind of requirement it states, and its spans."""

from collections.abc import Callable

from loanvisit.codec.conditions import Declared
from loanvisit.codec.tables import Table
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Anchor,
    Before,
    EveryGap,
    EveryPeriod,
    FactName,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    Requirement,
    SignalLevel,
    days,
)
from loanvisit.scheduling.linting import day_faults


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
    after, within = _day(table, "after", declared), table.span("within")
    return None if after is None or within is None else table.made(lambda: OnceAfter(after=after, within=within))


def _day(table: Table, key: str, declared: Declared) -> FactName | None:
    """Read the name of the date that a requirement counts from."""
    word = table.word(key, required=True, form=f'"{DISBURSED}" | "{MATURES}"')
    if word is None:
        return None
    faults = day_faults(FactName(word), declared, table.at(key))
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


def _every_gap(table: Table, _: Declared) -> Requirement | None:
    gap, anchor = table.span("every"), table.choice("from", Anchor)
    opens = table.span("opens", required=False) if anchor is not Anchor.DRAWDOWN else None
    faulty = opens is None and "opens" in table
    if gap is None or anchor is None or faulty:
        return None
    return table.made(lambda: EveryGap(gap=gap, anchor=anchor, opens=opens))


def _before(table: Table, declared: Declared) -> Requirement | None:
    day, closes = _day(table, "before", declared), table.span("closes", low=0, required=False)
    opens = table.span("opens", required=False)
    if "opens" not in table:
        table.note("clause.window", table.at("opens"))
    closing = days(0) if "closes" not in table else closes
    if day is None or opens is None or closing is None:
        return None
    return table.made(lambda: Before(before=day, opens=opens, closes=closing))


def _on_signal(table: Table, _: Declared) -> Requirement | None:
    levels, within = table.choices("on_signal", SignalLevel), table.span("within")
    if not levels or within is None:
        return None
    return table.made(lambda: OnSignal(levels=frozenset(levels), within=within))


_PERIODS = {period.value: period for period in NaturalPeriod}
_CADENCES = " | ".join(f'"{form}"' for form in (*_PERIODS, "3 months"))
_KINDS: dict[str, Callable[[Table, Declared], Requirement | None]] = {
    "after": _once_after,
    "every": _every,
    "before": _before,
    "on_signal": _on_signal,
}
_KEYS = (*_KINDS, "within", "times", "with_first", "from", "opens", "closes")
