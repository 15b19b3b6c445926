"""What the bank's files said on a day: nothing later, and with the gaps they have."""

from datetime import date
from decimal import Decimal
from typing import Final

from attrs import evolve

from loanvisit.domain import (
    FactValue,
    FindingId,
    Loan,
    LoanEvent,
    LoanStatus,
    Outcome,
    PastFinding,
    PastVisit,
    Portfolio,
    Signal,
    VisitId,
)
from loanvisit.samples.lending import Lent
from loanvisit.samples.living import Attempt, Life
from loanvisit.samples.stories import KNOWN_FROM

_SOURCE: Final = "检查台账（虚构）"
_FOUND: Final = {Outcome.REFUSED: ("F45", "S2"), Outcome.MISSED: ("F47", "S3"), Outcome.MADE: ("F47", "S3")}


def book(lives: tuple[Life, ...], as_of: date) -> Portfolio:
    """Gather what was known of these borrowers at the close of a day."""
    known = [one for one in lives if any(loan.starts <= as_of for loan in one.loans)]
    return Portfolio.of(
        [_loan(loan, as_of) for one in known for loan in one.loans if loan.starts <= as_of],
        as_of=as_of,
        past=[visit for one in known for visit in _past(one, as_of)],
        past_known_from=min(KNOWN_FROM, as_of),
        past_findings=[finding for one in known for finding in _findings(one, as_of)],
        borrowers=[one.borrower for one in known],
        signals=[signal for one in known for signal in _signals(one, as_of)],
        events=[event for one in known for event in _events(one, as_of)],
    )


def _loan(loan: Lent, as_of: date) -> Loan:
    unknown = loan.terms.unknown
    drawn = loan.drawn_by(as_of)
    return Loan(
        id=loan.id,
        borrower=loan.borrower,
        unit=loan.unit,
        drawdowns=[evolve(one, drawn_on=None) for one in drawn] if "disbursed_on" in unknown else drawn,
        product=None if "product" in unknown else loan.terms.product,
        principal=loan.principal,
        matures_on=loan.matures_on,
        risk=None if "risk" in unknown else loan.grade_on(as_of),
        status=LoanStatus.SETTLED if loan.is_closed(as_of) else LoanStatus.LIVE,
        agreed_payees=loan.payees,
        agreed_purposes=loan.purposes,
        facts=_facts(loan, as_of),
    )


def _facts(loan: Lent, as_of: date) -> dict[str, FactValue]:
    """What the ledger says: what is still owed, how many days it is past due, and how much interest is unpaid."""
    facts: dict[str, FactValue] = {"balance": loan.owed_on(as_of), "days_past_due": 0}
    if loan.unpaid_since is not None and loan.unpaid_since <= as_of:
        late = (as_of - loan.unpaid_since).days
        facts["days_past_due"] = late
        facts["interest_arrears"] = loan.principal.times(Decimal("0.004") * (1 + late // 30))  # about 4.8 % a year
    return facts


def _past(one: Life, as_of: date) -> tuple[PastVisit, ...]:
    """The visits made, as the ledger has them: now and then nobody wrote down how many went, or what for."""
    return tuple(
        PastVisit(
            id=_named(one, attempt),
            on=attempt.on,
            borrower=one.borrower.id,
            loans=attempt.loans,
            method=attempt.method,
            purposes=None if is_routine and one.lot.below(9, f"{attempt.on}/purposes") == 0 else [attempt.purpose],
            visitors=None if one.lot.below(7, f"{attempt.on}/visitors") == 0 else 2,
            source=_SOURCE,
        )
        for attempt in one.attempts
        if KNOWN_FROM < attempt.on <= as_of and attempt.outcome is Outcome.MADE
        for is_routine in (attempt.purpose == "routine",)
    )


def _findings(one: Life, as_of: date) -> tuple[PastFinding, ...]:
    """What the ledger noted of visits that were late or did not come off; a late one is closed the day it was made."""
    return tuple(
        PastFinding(
            id=FindingId(f"{_named(one, attempt)}/{code}"),
            borrower=one.borrower.id,
            found_on=attempt.on,
            code=code,
            weight=weight,
            visit=_named(one, attempt),
            closed=attempt.is_late,
            closed_on=attempt.on if attempt.is_late else None,
            source=_SOURCE,
        )
        for attempt in one.attempts
        if KNOWN_FROM < attempt.on <= as_of and (attempt.is_late or attempt.outcome is not Outcome.MADE)
        for code, weight in (_FOUND[attempt.outcome],)
    )


def _signals(one: Life, as_of: date) -> tuple[Signal, ...]:
    return tuple(signal for signal in one.signals if signal.raised_on <= as_of)


def _events(one: Life, as_of: date) -> tuple[LoanEvent, ...]:
    """What came to pass by the day to loans there were; what is over only later still lasts."""
    there = {loan.id for loan in one.loans if loan.starts <= as_of}
    told = (event for event in one.events if event.on <= as_of and event.about in there)
    return tuple(event if event.is_over(on=as_of) else evolve(event, ended_on=None) for event in told)


def _named(one: Life, attempt: Attempt) -> VisitId:
    return VisitId(f"{one.borrower.id}/{attempt.on}/{attempt.purpose}/{attempt.loans[0]}")
