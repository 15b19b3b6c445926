"""The period of a guarantee, and the limitation of the guarantor's debt once the bank has claimed within it.

Maturity 2025-08-31, nothing agreed: six months, 2026-02-28, a Saturday worked as a make-up day and so not moved.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from loanvisit.domain.calendar import Calendar
from loanvisit.domain.civil import by_civil_rule
from loanvisit.domain.clock_acts import Act, acts_about, counted_anew
from loanvisit.domain.clock_proof import Ground, clock, event, maturity_of
from loanvisit.domain.dates import Span, months, years
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import LoanId
from loanvisit.domain.legal_clock import LegalClock, LegalClockKind
from loanvisit.domain.legal_file import LegalFile
from loanvisit.domain.legal_rights import Guarantee, GuaranteeKind
from loanvisit.domain.loan import Loan
from loanvisit.domain.loan_change import LoanChange
from loanvisit.domain.proof import Proof
from loanvisit.words import Text, say, verbatim

_NOT_AGREED = months(6)
_LIMITATION = years(3)


class _Term(NamedTuple):
    """How long a guarantee lasts from maturity, as agreed or by law, and what is said of it."""

    span: Span
    said: Text
    citation: Text


def guarantee_clocks(
    guarantee: Guarantee, loan: Loan, legal: LegalFile, changes: tuple[LoanChange, ...], calendar: Calendar
) -> Iterator[LegalClock]:
    """Yield the guarantee's period about one loan, and what follows once it was claimed in."""
    base, parts = _maturity(guarantee, loan, changes)
    if base is None:
        ground = Ground.of(LegalClockKind.GUARANTEE_PERIOD, (loan.id,), _NOT_AGREED, right=guarantee.id)
        yield clock(ground, None, missing=(FactName("matures_on"),))
        return
    term = _term(guarantee, base)
    period = by_civil_rule(base, term.span, calendar)
    claimed = _claim(guarantee, loan.id, legal, first=base, last=period.last)
    ground = Ground.of(LegalClockKind.GUARANTEE_PERIOD, (loan.id,), term.span, right=guarantee.id)
    said = [event("maturity", base), *parts, Proof(key="term", statement=term.said)]
    if claimed is not None:
        statement = say("legal.claimed", act=claimed.said)
        cited = say("legal.cited", statement=statement, citation=say("law.guarantee_period.claim"))
        said.append(Proof(key="claimed", statement=cited))
    met = None if claimed is None else claimed.on
    ground = ground._replace(citation=term.citation)
    yield clock(ground, period, parts=tuple(said), calendar=calendar, met_on=met)
    if claimed is not None and guarantee.kind is GuaranteeKind.JOINT and not _is_judged(guarantee, loan.id, legal):
        yield _limitation(guarantee, loan.id, legal, claimed.on, calendar)


def _term(guarantee: Guarantee, base: date) -> _Term:
    law = say("law.guarantee_period")
    if guarantee.until_repaid:
        return _Term(_NOT_AGREED, say("legal.until_repaid"), say("law.guarantee_period.until"))
    if guarantee.agreed is None:
        return _Term(_NOT_AGREED, say("legal.not_agreed"), law)
    if guarantee.agreed.after(base) <= base:
        return _Term(_NOT_AGREED, say("legal.not_later"), law)
    return _Term(guarantee.agreed, say("legal.agreed", span=guarantee.agreed.text), law)


def _maturity(
    guarantee: Guarantee, loan: Loan, changes: tuple[LoanChange, ...]
) -> tuple[date | None, tuple[Proof, ...]]:
    """Return the maturity that binds the guarantor: a changed one only where he agreed in writing before the old one.

    Once that maturity is past, nothing moves it.
    """
    moves = sorted((one for one in changes if one.loan == loan.id and one.matures_on is not None), key=_order)
    base = moves[0].matured_on if moves else maturity_of(loan)
    parts: list[Proof] = []
    for change in moves:
        written = [one.on for one in guarantee.consents if one.change == change.id and one.paper is not None]
        on, new = min(written, default=None), change.matures_on
        if on is not None and new is not None and (base is None or max(on, change.known_on) <= base):
            base = new
            said = say("legal.consented", on=on, change=verbatim(change.id.value), day=new)
        else:
            said = say("legal.unconsented", change=verbatim(change.id.value))
        cited = say("legal.cited", statement=said, citation=say("law.guarantee_period.change"))
        parts.append(Proof(key="change", statement=cited))
    return base, tuple(parts)


def _order(change: LoanChange) -> tuple[date, str]:
    return (change.known_on, change.id.value)


def _claim(guarantee: Guarantee, loan: LoanId, legal: LegalFile, *, first: date, last: date) -> Act | None:
    """Return the first act that claims on the guarantor within the period: of a general guarantee, a suit only.

    A general guarantor answers after the borrower, so the suit must be against the borrower.
    """
    is_joint = guarantee.kind is GuaranteeKind.JOINT
    acts = acts_about(legal, loan, guarantee.id if is_joint else None)
    claims = [act for act in acts if act.is_proven and (act.is_suit or (is_joint and not act.revives))]
    return next((act for act in claims if first < act.on <= last), None)


def _is_judged(guarantee: Guarantee, loan: LoanId, legal: LegalFile) -> bool:
    return any(loan in one.loans and guarantee.id in one.guarantees for one in legal.judgments)


def _limitation(
    guarantee: Guarantee, loan: LoanId, legal: LegalFile, claimed_on: date, calendar: Calendar
) -> LegalClock:
    """Return the limitation of a joint guarantor's debt: from the claim, counted anew as any other."""
    ground = Ground.of(LegalClockKind.GUARANTOR_LIMITATION, (loan,), _LIMITATION, right=guarantee.id)
    paper, late = say("law.limitation.restart"), say("law.limitation.late")
    acts = [act for act in acts_about(legal, loan, guarantee.id) if act.on > claimed_on or act.is_suit]
    run = counted_anew(claimed_on, _LIMITATION, acts, calendar, citation=paper, late=late)
    parts = (event("claim", claimed_on), *run.parts)
    if run.rests:
        return clock(ground, None, parts=parts, rests_from=run.start)
    return clock(ground, by_civil_rule(run.start, _LIMITATION, calendar), parts=parts, calendar=calendar)
