"""How a clock of law is put together: what is said of its start, its acts, its span, its last day and its source."""

from datetime import date
from typing import NamedTuple

from loanvisit.domain.calendar import Calendar
from loanvisit.domain.civil import Period
from loanvisit.domain.dates import Span
from loanvisit.domain.facts import FactName, fact_text
from loanvisit.domain.ids import LoanId
from loanvisit.domain.legal_clock import LegalClock, LegalClockKind, LegalRight, about_text
from loanvisit.domain.loan import Loan
from loanvisit.domain.methods import Confidence
from loanvisit.domain.proof import Proof
from loanvisit.words import Text, join, say


class Ground(NamedTuple):
    """What is settled of a clock before it is counted."""

    kind: LegalClockKind
    loans: tuple[LoanId, ...]
    span: Span
    right: LegalRight | None
    citation: Text
    confidence: Confidence

    @classmethod
    def of(
        cls, kind: LegalClockKind, loans: tuple[LoanId, ...], span: Span, *, right: LegalRight | None = None
    ) -> "Ground":
        """Return the ground of a clock with the papers of its kind, which were read."""
        return cls(kind, loans, span, right, say(f"law.{kind.value}"), Confidence.SOURCED)


def event(name: str, day: date) -> Proof:
    """Return the statement of what a clock is counted from."""
    return Proof(key="start", statement=say("legal.start", event=say(f"legal.start.{name}"), day=day))


def clock(
    ground: Ground,
    period: Period | None,
    *,
    parts: tuple[Proof, ...] = (),
    calendar: Calendar | None = None,
    span_key: str = "",
    met_on: date | None = None,
    rests_from: date | None = None,
    missing: tuple[FactName, ...] = (),
) -> LegalClock:
    """Return a clock with its proof; `period` is None where a fact is missing or a suit runs.

    `calendar` is what moved the last day; left out, what moved it is told in `parts`.
    """
    about = about_text(ground.right, ground.loans)
    named = {"clock": ground.kind.text, "about": about}
    if period is None:
        lacks = join([fact_text(name) for name in missing])
        head = say("legal.head.unknown", missing=lacks, **named) if missing else say("legal.head.rests", **named)
    elif met_on is not None:
        head = say("legal.head.met", on=met_on, **named)
    else:
        head = say("legal.head", last=period.last, **named)
    source = say("legal.source", citation=ground.citation, confidence=ground.confidence.text)
    counted = () if period is None else _counted(ground, period, calendar, span_key)
    return LegalClock(
        kind=ground.kind,
        loans=ground.loans,
        right=ground.right,
        start=rests_from if period is None else period.start,
        span=ground.span,
        raw=None if period is None else period.raw,
        last=None if period is None else period.last,
        provisional=period is not None and period.provisional,
        met_on=met_on,
        rests=period is None and not missing,
        missing=missing,
        citation=ground.citation,
        confidence=ground.confidence,
        proof=Proof(key="clock", statement=head, parts=(*parts, *counted, Proof(key="source", statement=source))),
    )


def _counted(ground: Ground, period: Period, calendar: Calendar | None, span_key: str) -> tuple[Proof, ...]:
    raw, last = period.raw, period.last
    key = f"legal.span.{span_key}" if span_key else "legal.span"
    parts = [Proof(key="span", statement=say(key, span=ground.span.text, raw=raw))]
    if calendar is not None and last > raw:
        said = say("legal.moved", raw=raw, last=last, why=_why(raw, calendar))
        said = say("legal.cited", statement=said, citation=say("law.civil"))
        parts.append(Proof(key="moved", statement=said))
    elif calendar is not None and last < raw:
        said = say("legal.moved.own", raw=raw, last=last, why=_why(raw, calendar))
        parts.append(Proof(key="moved", statement=said))
    if period.provisional:
        parts.append(Proof(key="provisional", statement=say("legal.provisional")))
    return tuple(parts)


def _why(day: date, calendar: Calendar) -> Text:
    return calendar.because(day) or say("proof.weekday")


def maturity_of(loan: Loan) -> date | None:
    """Return the day a claim falls due: the contract's, else the last of its payouts'; None where one is open."""
    own = [one.matures_on for one in loan.drawdowns]
    if loan.matures_on is not None or None in own:
        return loan.matures_on
    return max((day for day in own if day is not None), default=None)
