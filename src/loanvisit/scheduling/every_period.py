"""Every natural period: once a quarter, from the quarter after disbursement.

Disbursed on 2026-01-20: the first quarter is the first check's, the duty begins with 2026Q2, 2026-04-01 to 2026-06-30.
"""

from collections.abc import Iterator

from loanvisit.domain import FactName
from loanvisit.domain.dates import period_after, period_holding, period_key
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.requirements import EveryPeriod
from loanvisit.scheduling.rolling import rolled


def every_period(require: EveryPeriod, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the occurrences, oldest first, as many in each period as demanded, until the loan is repaid."""
    if case.starts is None:
        return Missing(FactName("disbursed_on"))
    return _periods(require, case)


def _periods(require: EveryPeriod, case: Case) -> Iterator[Occurrence]:
    period = require.period
    first = period_holding(period, case.starts or case.as_of)
    if not require.with_first:
        first = period_after(period, first)
    window = first
    if case.known_from is not None and case.known_from > first.last:
        window = period_holding(period, case.known_from)
    while not case.is_over(window.last):
        opens, raw = window.opens, window.last
        last, provisional = rolled(raw, case.roll, opens=opens, latest=raw, calendar=case.calendar)
        if not case.is_outside(last):
            key = period_key(period, window)
            for turn in range(require.times):
                anchor = f"{key}#{turn + 1}" if require.times > 1 else key
                duty = case.duty(
                    anchor=anchor, anchored_on=opens, opens=opens, raw=raw, last=last, provisional=provisional
                )
                yield duty, None
        window = period_after(period, window)
