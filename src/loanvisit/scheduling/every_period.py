"""Every natural period: once a quarter, from the quarter after disbursement.

Disbursed on 2026-01-20: the first quarter is the first check's, the duty begins with 2026Q2, 2026-04-01 to 2026-06-30.
"""

from collections.abc import Iterator

from loanvisit.domain import EveryPeriod, FactName
from loanvisit.domain.minting import window_of
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence


def every_period(require: EveryPeriod, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return the occurrences, oldest first, as many in each period as demanded, until the loan is repaid."""
    if case.starts is None:
        return Missing(FactName("disbursed_on"))
    return _periods(require, case)


def _periods(require: EveryPeriod, case: Case) -> Iterator[Occurrence]:
    times, known_from, repaid, make = require.times, case.known_from, case.repaid, case.duty
    stretches, windows = case.periods.of(require.period, case.roll)
    starts = case.starts or case.as_of
    opens, raw, following, key = stretches[starts]
    if not require.with_first:
        opens, raw, following, key = stretches[following]
    if known_from is not None and known_from > raw:
        opens, raw, following, key = stretches[known_from]
    while raw <= repaid:
        window, provisional = windows[opens]
        if window.last < starts:  # no day is worked in what is left of the period of the payout
            opens, window = starts, window_of(opens=starts, last=raw)
        if known_from is None or window.last > known_from:
            for turn in range(times):
                anchor = f"{key}#{turn + 1}" if times > 1 else key
                yield make(anchor, opens, opens, raw, window.last, provisional, window), None
        opens, raw, following, key = stretches[following]
