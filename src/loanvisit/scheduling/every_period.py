"""Every natural period: once a quarter, from the quarter after disbursement.

Disbursed on 2026-01-20: the first quarter is the first check's, the duty begins with 2026Q2, 2026-04-01 to 2026-06-30.
"""

from collections.abc import Iterator

from loanvisit.domain import EveryPeriod, FactName
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled


def every_period(require: EveryPeriod, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the occurrences, oldest first, as many in each period as demanded, until the loan is repaid."""
    if case.starts is None:
        return Missing(FactName("disbursed_on"))
    return _periods(require, case)


def _periods(require: EveryPeriod, case: Case) -> Iterator[Occurrence]:
    period, times, roll, calendar = require.period, require.times, case.roll, case.calendar
    known_from, repaid = case.known_from, case.repaid
    spans = period.spans(case.starts or case.as_of)
    opens, raw = next(spans)
    if not require.with_first:
        opens, raw = next(spans)
    if known_from is not None and known_from > raw:
        spans = period.spans(known_from)
        opens, raw = next(spans)
    while raw <= repaid:
        last, provisional = rolled(raw, roll, opens, raw, calendar)
        if known_from is None or last > known_from:
            key = period.key_of(opens)
            for turn in range(times):
                anchor = f"{key}#{turn + 1}" if times > 1 else key
                yield case.duty(anchor, opens, opens, raw, last, provisional), None
        opens, raw = next(spans)
