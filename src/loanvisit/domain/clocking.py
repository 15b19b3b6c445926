"""The clocks of law of one borrower's file, each counted with its proof from what is known at the close of a day."""

from collections.abc import Iterator
from datetime import date

from loanvisit.domain.calendar import Calendar
from loanvisit.domain.civil import Period, as_it_falls, by_civil_rule, by_own_rule, ends
from loanvisit.domain.clock_acts import Run, acts_about, counted_anew
from loanvisit.domain.clock_proof import Ground, clock, event, maturity_of
from loanvisit.domain.dates import Span, years
from loanvisit.domain.exact import guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.guarantee_clock import guarantee_clocks
from loanvisit.domain.ids import LoanId, MortgageId
from loanvisit.domain.legal_acts import Judgment
from loanvisit.domain.legal_clock import LegalClock, LegalClockKind
from loanvisit.domain.legal_file import LegalFile
from loanvisit.domain.legal_rights import Seizure, SeizureRenewal
from loanvisit.domain.loan import Loan, LoanStatus
from loanvisit.domain.loan_change import LoanChange, LoanChangeKind
from loanvisit.domain.loan_lines import loans_as_of
from loanvisit.domain.methods import Confidence
from loanvisit.domain.proof import Proof
from loanvisit.words import say, verbatim

LIMITATION_SPAN = years(3)
ENFORCEMENT_SPAN = years(2)
_YEARLY = years(1)
_PURSUED = (LoanStatus.LIVE, LoanStatus.TERMINATED, LoanStatus.WRITTEN_OFF)


@guarded
def legal_clocks(file: BorrowerFile, *, as_of: date, calendar: Calendar) -> tuple[LegalClock, ...]:
    """Count every clock of law of a file, and the yearly ones of practice for claims written off and kept.

    Args:
        file: the borrower's file, with its loans, `legal` and `loan_changes`.
        as_of: the close of this day; what was done, served or ended later is not looked at.
        calendar: moves a last day that is not worked, later by the civil rule, earlier by the bank's own; one from
            before it begins stays as it was counted.

    Returns:
        A clock of each claim still pursued (limitation, or enforcement once it is judged), of each guarantee and
        mortgage behind it, of each seizure that stands, and of each yearly duty after a write-off; by last day, those
        without one last. A claim waived or lost, a loan settled, cancelled or sold has none.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.testing import a_file, a_loan
        >>> loan = a_loan("L-1", disbursed_on=date(2022, 6, 30), matures_on=date(2023, 6, 30))
        >>> found = legal_clocks(a_file(loan), as_of=date(2026, 3, 31), calendar=presets.calendar("CN"))
        >>> [(one.kind.value, one.last.isoformat()) for one in found if one.last]
        [('limitation', '2026-06-30')]
    """
    changes = tuple(one for one in file.loan_changes if one.known_on <= as_of)
    loans = loans_as_of(file.loans, file.loan_changes, as_of)
    legal = file.legal.known_on(as_of)
    ended = {loan for one in legal.ends for loan in one.loans}
    pursued = [loan for loan in loans if loan.status in _PURSUED and loan.id not in ended]
    found = [one for loan in pursued for one in _of_loan(loan, legal, changes, calendar)]
    names = {loan.id for loan in pursued}
    found += [
        _seizure(one, calendar) for one in legal.seizures if one.lifted_on is None and not names.isdisjoint(one.loans)
    ]
    return tuple(sorted(found, key=lambda one: (one.last is None, one.last or as_of, one.key)))


def _of_loan(loan: Loan, legal: LegalFile, changes: tuple[LoanChange, ...], calendar: Calendar) -> Iterator[LegalClock]:
    judged = [one for one in legal.judgments if loan.id in one.loans]
    main = (
        _enforcement(loan.id, max(judged, key=lambda one: (one.effective_on, one.id)), legal, calendar)
        if judged
        else _limitation(loan, legal, calendar)
    )
    yield main
    for mortgage in legal.mortgages:
        if loan.id in mortgage.loans:
            yield _mortgage(mortgage.id, main)
    for guarantee in legal.guarantees:
        if loan.id in guarantee.loans:
            yield from guarantee_clocks(guarantee, loan, legal, changes, calendar)
    if loan.status is LoanStatus.WRITTEN_OFF:
        yield from _kept(loan.id, legal, changes, calendar)


def _limitation(loan: Loan, legal: LegalFile, calendar: Calendar) -> LegalClock:
    ground = Ground.of(LegalClockKind.LIMITATION, (loan.id,), LIMITATION_SPAN)
    matured = maturity_of(loan)
    if matured is None:
        return clock(ground, None, missing=(FactName("matures_on"),))
    run = counted_anew(
        matured,
        LIMITATION_SPAN,
        acts_about(legal, loan.id),
        calendar,
        citation=say("law.limitation.restart"),
        late=say("law.limitation.late"),
    )
    return _run_clock(ground, run, (event("maturity", matured),), calendar)


def _run_clock(ground: Ground, run: Run, first: tuple[Proof, ...], calendar: Calendar) -> LegalClock:
    parts = (*first, *run.parts)
    if run.rests:
        return clock(ground, None, parts=parts, rests_from=run.start)
    return clock(ground, by_civil_rule(run.start, ground.span, calendar), parts=parts, calendar=calendar)


def _enforcement(loan: LoanId, judgment: Judgment, legal: LegalFile, calendar: Calendar) -> LegalClock:
    ground = Ground.of(LegalClockKind.ENFORCEMENT, (loan,), ENFORCEMENT_SPAN)
    start = judgment.perform_by or judgment.effective_on
    acts = [one for one in acts_about(legal, loan) if one.on > start and one.anew_from is not None]
    run = counted_anew(start, ground.span, acts, calendar, citation=say("law.enforcement.restart"))
    period = by_civil_rule(run.start, ground.span, calendar)
    judged = Proof(key="judged", statement=say("legal.judged", id=verbatim(judgment.id.value)))
    parts = [judged, event("perform_by" if judgment.perform_by else "effective", start), *run.parts]
    on, met = judgment.enforcement_on, None
    if on is not None:
        fits, is_proven = on <= period.last, judgment.enforcement_paper is not None
        met = on if fits and is_proven else None
        key = "enforced" if met else "enforced.late" if is_proven else "enforced.unproven"
        parts.append(Proof(key=key.replace(".", "_"), statement=say(f"legal.{key}", on=on)))
    return clock(ground, period, parts=tuple(parts), calendar=calendar, met_on=met)


def _mortgage(mortgage: MortgageId, main: LegalClock) -> LegalClock:
    """Return the clock of a mortgage: it can be used as long as the claim it secures."""
    ground = Ground.of(LegalClockKind.MORTGAGE, main.loans, main.span, right=mortgage)
    if main.raw is None or main.last is None or main.start is None:
        return clock(ground, None, parts=(main.proof,), missing=main.missing, rests_from=main.start)
    period = Period(main.start, main.raw, main.last, main.provisional)
    return clock(ground, period, parts=(main.proof,), span_key="same", met_on=main.met_on)


def _seizure(seizure: Seizure, calendar: Calendar) -> LegalClock:
    ground = Ground.of(LegalClockKind.SEIZURE, seizure.loans, seizure.asset.lasts, right=seizure.id)
    first = SeizureRenewal(on=seizure.seized_on, named_until=seizure.named_until)
    parts, standing = [event("seized", seizure.seized_on)], first
    raw = _lapses(first, ground.span)
    for renewal in seizure.renewals:
        key = "renewed.unproven" if renewal.paper is None else "renewed.late" if renewal.on > raw else "renewed"
        parts.append(Proof(key=key.replace(".", "_"), statement=say(f"legal.{key}", on=renewal.on)))
        if key == "renewed":
            standing, raw = renewal, _lapses(renewal, ground.span)
    named = standing.named_until is not None and standing.named_until == raw
    return clock(
        ground, as_it_falls(standing.on, raw), parts=tuple(parts), span_key="named" if named else "", calendar=calendar
    )


def _lapses(renewal: SeizureRenewal, span: Span) -> date:
    """Return the last day of a seizure or its renewal: the paper's, never later than the law lets it last."""
    longest = ends(renewal.on, span)
    return longest if renewal.named_until is None else min(longest, renewal.named_until)


def _kept(loan: LoanId, legal: LegalFile, changes: tuple[LoanChange, ...], calendar: Calendar) -> Iterator[LegalClock]:
    """Yield the yearly clocks of a claim written off and kept, from the write-off or the last time it was done."""
    offs = [one.on for one in changes if one.loan == loan and one.kind is LoanChangeKind.WRITE_OFF]
    off = max(offs, default=None)
    searched = [one.on for one in legal.searches if loan in one.loans and one.paper is not None]
    demanded = [
        one.reached_on
        for one in legal.demands
        if loan in one.loans and one.guarantee is None and one.reached_on is not None
    ]
    for kind, done, name in (
        (LegalClockKind.ASSET_SEARCH, searched, "search"),
        (LegalClockKind.YEARLY_DEMAND, demanded, "demand"),
    ):
        ground = Ground.of(kind, (loan,), _YEARLY)._replace(confidence=Confidence.PRACTICE)
        last_done = max(done, default=None)
        days = [day for day in (off, last_done) if day is not None]
        if not days:
            yield clock(ground, None, missing=(FactName("written_off_on"),))
            continue
        start = max(days)
        first = event("write_off" if start == off else name, start)
        yield clock(ground, by_own_rule(start, _YEARLY, calendar), parts=(first,), calendar=calendar)
