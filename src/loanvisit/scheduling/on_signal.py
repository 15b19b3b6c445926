"""On a signal: within 10 working days of the day it is raised, one duty a signal.

Raised on Friday 2025-01-03, within 10 working days and no holiday between: Friday 2025-01-17.
"""

from collections.abc import Iterator

from loanvisit.domain import BorrowerId, FactName, OnSignal, Signal, Unit
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.rolling import rolled
from loanvisit.words import say


def on_signal(require: OnSignal, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    """Return one occurrence for each signal of these levels about the subject, in order of day."""
    signals = [one for one in case.file.signals if one.level in require.levels and _is_about(one, case)]
    if not signals:
        return Absent(FactName("signal"), say("value.none"))
    return _each(require, case, signals)


def _each(require: OnSignal, case: Case, signals: list[Signal]) -> Iterator[Occurrence]:
    within = require.within
    for one in signals:
        day = one.raised_on
        raw = case.calendar.add(day, within.count) if within.unit is Unit.WORKING_DAYS else within.after(day)
        last, provisional = rolled(raw, case.roll, day, None, case.calendar)
        if not case.is_outside(last):
            yield case.duty(f"signal:{one.id.value}", day, day, raw, last, provisional), None


def _is_about(signal: Signal, case: Case) -> bool:
    """A signal about a subject concerns the levels below it, and the borrower is concerned by all of them."""
    about = signal.about
    if isinstance(case.subject, BorrowerId) or isinstance(about, BorrowerId) or about == case.subject:
        return True
    return any(
        about == loan.id or any(about == drawdown.id for drawdown in loan.drawdowns) for loan in case.loans
    ) and (about == case.loans[0].id or case.drawdown is None)
