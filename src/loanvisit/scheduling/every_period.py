"""Every natural period: once a quarter, from the quarter after disbursement.

Disbursed on 2026-01-20: the first quarter is the first check's, the duty begins with 2026Q2, 2026-04-01 to 2026-06-30.
"""

from collections.abc import Iterator

from loanvisit.domain import FactName
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.requirements import EveryPeriod
from loanvisit.scheduling.rolling import rolled


def every_period(require: EveryPeriod, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the occurrences, oldest first, as many in each period as demanded."""
    if case.starts is None:
        return Missing(FactName("disbursed_on"))
    return _periods(require, case)


def _periods(require: EveryPeriod, case: Case) -> Iterator[Occurrence]:
    period = require.period
    first = period.holding(case.starts or case.as_of)
    if not require.with_first:
        first = period.following(first)
    window = first
    if case.known_from is not None and case.known_from > first.last:
        window = period.holding(case.known_from)
    shown = False
    while not case.is_over(window.last):
        opens, raw = window.opens, window.last
        beyond = case.is_beyond(opens, raw)
        if beyond and shown:
            return
        last, provisional = rolled(raw, case.roll, opens=opens, latest=raw, calendar=case.calendar)
        if not case.is_outside(last):
            key = period.key(window)
            for turn in range(require.times):
                shown = True
                anchor = f"{key}#{turn + 1}" if require.times > 1 else key
                duty = case.duty(
                    anchor=anchor, anchored_on=opens, opens=opens, raw=raw, last=last, provisional=provisional
                )
                yield duty, None
            if beyond:
                return
        window = period.following(window)
