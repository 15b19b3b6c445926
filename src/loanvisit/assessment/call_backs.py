"""The independent call-back: what the borrower denies in it, and whether it was independent at all.

The call is worth something only where the manager had no hand in it: not as the caller, which filing refuses, and not
through the number called or a caller who knows the file from earlier visits.
"""

from collections.abc import Iterable

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.assessment.record_pool import RecordPool, signalled
from loanvisit.domain import (
    AttemptOutcome,
    BorrowerFile,
    Finding,
    IntegrityKind,
    IntegritySignal,
    NumberSource,
    Outcome,
    SignalStrength,
    VisitRecord,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.methods import CALL_BACK
from loanvisit.words import join, say, verbatim

CALL_BACK_QUESTIONS: tuple[str, ...] = ("C-T1", "C-T2", "C-T3", "C-T4", "C-T5")
"""The five fixed questions of `cn.call_back.interview`, by their permanent codes: does the borrower know the loan, the
amount, the rate, did he get the money himself, was nobody paid a fee."""


@guarded
def loan_denied(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise F56 where a call-back was answered "no" to any of the five fixed questions: critical, at once.

    The answer names no finding: it is what the borrower says, told to somebody who does not manage him. A question that
    was not answered denies nothing. One finding a record, with the codes of what was denied.
    """
    if CALL_BACK not in record.purposes or record.outcome is not Outcome.MADE:
        return ()
    denied = {one.question for one in record.answers if one.value is False}
    codes = [verbatim(code) for code in CALL_BACK_QUESTIONS if code in denied]
    if not codes:
        return ()
    return found(
        file,
        kind("F56"),
        record.id.value,
        on=record.on,
        loans=tuple(sorted(file.seen_loans(record))),
        record=record.id,
        fact=say("finding.denied", questions=join(codes)),
    )


def calls_dependent(pool: RecordPool) -> tuple[IntegritySignal, ...]:
    """Signal each call-back that was not independent of those who manage the borrower.

    Strong where a number that the manager gave reached somebody. Moderate where it came from elsewhere than the core
    system, and where the caller visited the borrower before, unless the limits let one (`fresh_caller`). A number of
    unknown source shows nothing.
    """
    found: list[IntegritySignal] = []
    for records in pool.made_by_borrower().values():
        known: set[str] = set()
        for record in records:
            there = {one.canonical for one in record.visitors}
            if CALL_BACK not in record.purposes:
                known |= there
                continue
            found += _by_number(record)
            if pool.limits.fresh_caller and there & known:
                said = say("integrity.caller", record=record.id.value)
                found.append(signalled(IntegrityKind.CALL_NOT_APART, SignalStrength.MODERATE, (record.id,), said))
    return tuple(found)


def _by_number(record: VisitRecord) -> Iterable[IntegritySignal]:
    """Yield a signal where the number that reached somebody was not the core system's, the manager's before others."""
    sources = {one.number_from for one in record.attempts if one.outcome is AttemptOutcome.REACHED}
    others = sorted(
        (one for one in sources if one not in (None, NumberSource.CORE_SYSTEM)),
        key=lambda one: (one is not NumberSource.MANAGER, one.value),
    )
    for source in others[:1]:
        is_managers = source is NumberSource.MANAGER
        strength = SignalStrength.STRONG if is_managers else SignalStrength.MODERATE
        said = say("integrity.number", record=record.id.value, source=source.text)
        yield signalled(IntegrityKind.CALL_NOT_APART, strength, (record.id,), said, source=source.value)
