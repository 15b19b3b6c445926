"""Which acts make a clock of law count anew: those that are proven, came after it began, and before it ended."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from loanvisit.domain.calendar import Calendar
from loanvisit.domain.civil import runs_on
from loanvisit.domain.dates import Span
from loanvisit.domain.ids import GuaranteeId, LegalActId, LoanId
from loanvisit.domain.legal_acts import Acknowledgement, Demand, Suit
from loanvisit.domain.legal_file import LegalFile
from loanvisit.domain.proof import Proof
from loanvisit.words import Fill, Text, say, verbatim


class Act(NamedTuple):
    """An act that may make a clock count anew.

    `anew_from` is the day it is then counted from, None while a procedure runs; `revives` says whether the act holds
    even after the end, because who gave it can no longer plead the end; `is_suit` whether it went before a court.
    """

    on: date
    id: LegalActId
    anew_from: date | None
    is_proven: bool
    revives: bool
    said: Text
    is_suit: bool = False


class Run(NamedTuple):
    """A clock that was run through its acts: the day it is counted from now, whether a suit runs, and what was said."""

    start: date
    rests: bool
    parts: tuple[Proof, ...]


def acts_about(legal: LegalFile, loan: LoanId, guarantee: GuaranteeId | None = None) -> list[Act]:
    """Return the acts against the borrower, or against one guarantor, about a loan, in order of day."""
    acts = [
        *(_demand(one) for one in legal.demands if loan in one.loans and one.guarantee == guarantee),
        *(_acknowledged(one) for one in legal.acknowledgements if loan in one.loans and one.guarantee == guarantee),
        *(_suit(one) for one in legal.suits if loan in one.loans and is_against(one, guarantee)),
    ]
    return sorted(acts, key=lambda act: (act.on, act.id))


def is_against(suit: Suit, guarantee: GuaranteeId | None) -> bool:
    """Say whether a suit is against the borrower, or against that guarantor."""
    return suit.of_borrower if guarantee is None else guarantee in suit.guarantees


def _demand(demand: Demand) -> Act:
    reached = demand.reached_on
    on = demand.served_on or demand.sent_on
    key = "legal.demand" if reached is not None else "legal.demand.unproven"
    said = say(key, on=on, means=demand.means.text, id=verbatim(demand.id.value))
    return Act(on, demand.id, on, is_proven=reached is not None, revives=False, said=said)


def _acknowledged(one: Acknowledgement) -> Act:
    is_proven = one.paper is not None
    said = say(f"legal.acknowledgement{'' if is_proven else '.unproven'}", on=one.on, id=verbatim(one.id.value))
    return Act(one.on, one.id, one.on, is_proven=is_proven, revives=True, said=said)


def _suit(suit: Suit) -> Act:
    named: dict[str, Fill] = {"on": suit.filed_on, "id": verbatim(suit.id.value)}
    if suit.paper is None:
        said = say("legal.suit.unproven", **named)
        return Act(suit.filed_on, suit.id, suit.filed_on, is_proven=False, revives=False, said=said, is_suit=True)
    said = say("legal.suit.runs", **named) if suit.ended_on is None else say("legal.suit", ended=suit.ended_on, **named)
    return Act(suit.filed_on, suit.id, suit.ended_on, is_proven=True, revives=False, said=said, is_suit=True)


def counted_anew(
    start: date, span: Span, acts: Sequence[Act], calendar: Calendar, *, citation: Text, late: Text | None = None
) -> Run:
    """Run a clock through its acts, the earliest first.

    An act without proof moves nothing, nor one before the clock began or after it ended; but the debtor's own word
    after the end binds him (`late` is its paper).
    """
    origin, rests, parts = start, False, list[Proof]()
    for act in acts:
        if not act.is_proven:
            parts.append(Proof(key="unproven", statement=act.said))
            continue
        if act.anew_from is not None and act.anew_from <= origin:
            parts.append(Proof(key="early", statement=say("legal.early", act=act.said)))
            continue
        in_time = rests or runs_on(act.on, start, span, calendar)
        if not in_time and not (act.revives and late is not None):
            parts.append(Proof(key="late", statement=say("legal.late", act=act.said)))
            continue
        start = max(start, act.anew_from or act.on)
        rests = rests or act.anew_from is None
        paper = citation if in_time or late is None else late
        said = say("legal.restarts" if in_time else "legal.revives", act=act.said)
        parts.append(Proof(key="restart", statement=say("legal.cited", statement=said, citation=paper)))
    return Run(start, rests, tuple(parts))
