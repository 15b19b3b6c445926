"""What changes of loans make of a plan: duties that end or move, duties of an old loan that go on, checks that begin.

Extended on 2026-03-10, within 15 days: the check that the conditions still hold is due by 2026-03-25.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import (
    FIVE_TIER,
    Accepts,
    Becomes,
    BorrowerFile,
    Calendar,
    ChangeCheck,
    ClauseId,
    Duties,
    Exemption,
    FactName,
    Loan,
    LoanChange,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Obligation,
    ObligationState,
    PolicyId,
    Roll,
    Rule,
    Span,
    Subject,
    Undetermined,
    checks_of,
    five_tier,
)
from loanvisit.domain.change_table import what_becomes
from loanvisit.domain.deferral import deferrals_by_duty, deferred
from loanvisit.domain.facts import fact_text
from loanvisit.domain.loan_lines import live_line
from loanvisit.domain.minting import duty_maker
from loanvisit.scheduling.rolling import rolled
from loanvisit.scheduling.seeing import sightings
from loanvisit.scheduling.settling import (
    already_taken,
    is_let_go,
    qualifying,
    settle,
    waivers_by_duty,
    with_kept_state,
)
from loanvisit.words import Text, say, verbatim

_POLICY = PolicyId("loan_change")
_CHANGE, _SERVICING = FactName("loan_change"), FactName("servicing_agreement")
_GONE = (Becomes.ENDS, Becomes.BECOMES_LEGAL, Becomes.MOVES, Becomes.BEGINS_ANEW)


def graded(file: BorrowerFile) -> BorrowerFile:
    """Return a file in which no refinanced loan is taken for better than special mention, exceptions apart."""
    if not file.loan_changes:
        return file
    floors = {
        one.loan: one.on
        for one in file.loan_changes
        if one.kind is LoanChangeKind.REFINANCING and one.exception is None
    }
    if not floors:
        return file
    return evolve(
        file, loans=tuple(_at_least(loan, floors[loan.id]) if loan.id in floors else loan for loan in file.loans)
    )


def _at_least(loan: Loan, since: date) -> Loan:
    risk = loan.risk
    if risk is None or risk.scale != FIVE_TIER or risk.rank > 0:
        return loan
    known = risk.since is not None and risk.since < since
    floored = five_tier("special_mention", since=since, was=risk.code, was_since=risk.since if known else None)
    return evolve(loan, risk=floored)


def live_ids(file: BorrowerFile) -> frozenset[LoanId]:
    """Return the loans whose open duties go on: the live ones, and those that a live one continues."""
    return live_line(file.loans, file.loan_changes)


def is_gone(duty: Obligation, file: BorrowerFile) -> bool:
    """Say whether a change has put an end to an open duty, or something else in its place."""
    return duty.is_open and any(what_becomes(one, duty) in _GONE for one in _touching(duty, file))


def _touching(duty: Obligation, file: BorrowerFile) -> tuple[LoanChange, ...]:
    """Return the changes of the loans of a duty."""
    return tuple(one for one in file.loan_changes if not {one.loan, one.continues}.isdisjoint(duty.loans))


def honoured(duties: Duties, file: BorrowerFile, *, calendar: Calendar, as_of: date, until: date) -> Duties:
    """Return the answers of a policy as the changes of the loans leave them, with the checks that changes ask for."""
    owed, projected = list[Obligation](), list[Obligation]()
    exempt, unsure = list(duties.exempt), list(duties.undetermined)
    for held, kept in ((duties.owed, owed), (duties.projected, projected)):
        for duty in held:
            change, becomes = _fate(duty, file)
            if change is None:
                kept.append(duty)
            elif becomes is Becomes.BY_AGREEMENT:
                said = Undetermined(clause=duty.rule.clause, subject=duty.subject, missing=(_SERVICING,))
                unsure += [] if said in unsure else [said]
            else:
                gone = Exemption(
                    clause=duty.rule.clause,
                    subject=duty.subject,
                    fact=_CHANGE,
                    value=change.kind.text,
                    label=fact_text(_CHANGE),
                )
                exempt += [] if gone in exempt else [gone]
    for duty in _checked(file, calendar, as_of, until):
        (owed if duty.window.opens <= as_of else projected).append(duty)
    return Duties(owed=tuple(owed), projected=tuple(projected), exempt=tuple(exempt), undetermined=tuple(unsure))


def _fate(duty: Obligation, file: BorrowerFile) -> tuple[LoanChange | None, Becomes]:
    """Return the change that takes an open duty away, or leaves it to an agreement, and None where none does."""
    if duty.is_open:
        for one in _touching(duty, file):
            becomes = what_becomes(one, duty)
            if becomes is not Becomes.STAYS:
                return one, becomes
    return None, Becomes.STAYS


def _checked(file: BorrowerFile, calendar: Calendar, as_of: date, until: date) -> Iterator[Obligation]:
    """Yield the checks that changes ask for, as the visits made have met them, while the changed loan is live."""
    desk, kept = _Paying(file, as_of), {duty.id: duty for duty in file.obligations}
    moved = deferrals_by_duty(file.deferrals)
    live = {loan.id: loan for loan in file.loans if loan.status is LoanStatus.LIVE}
    for change in file.loan_changes:
        for check in checks_of(change) if change.loan in live else ():
            asked = _Asked(change, live[change.loan], check, _rule(change, check))
            found = _falling_due(asked, calendar, as_of, until)
            counted = [deferred(duty, moved) for duty in found if not _is_outside(duty, file)]
            duties = [with_kept_state(duty, kept.get(duty.id)) for duty in counted]
            yield from desk.paid(duties)


class _Paying:
    """Lets the visits of a file pay duties that no policy answers."""

    def __init__(self, file: BorrowerFile, as_of: date) -> None:
        self.file, self.as_of = file, as_of
        self.made = sightings(file, as_of=as_of)
        self.taken, self.waivers = already_taken(file, self.made), waivers_by_duty(file)

    def paid(self, duties: list[Obligation]) -> list[Obligation]:
        """Return the duties of one line as visits have met them, and waived where they were let go."""
        if not duties:
            return []
        rule, subject = duties[0].rule, duties[0].subject
        line = (rule.clause, subject)
        spent = {
            duty.discharge.record
            for duty in self.file.obligations
            if (duty.rule.clause, duty.subject) == line and duty.discharge is not None
        }
        able = qualifying(rule, subject, self.made, frozenset())
        able = tuple(one for one in able if one.record is None or one.record not in spent)
        if able:
            duties = settle(duties, able, self.taken, waivers=self.waivers)
        return [self._as_waived(duty) for duty in duties]

    def _as_waived(self, duty: Obligation) -> Obligation:
        is_waived = duty.is_open and is_let_go(duty, self.as_of, self.waivers)
        return evolve(duty, state=ObligationState.WAIVED) if is_waived else duty


def gone_on(carried: tuple[Obligation, ...], file: BorrowerFile, *, as_of: date) -> tuple[Obligation, ...]:
    """Return the duties a file carries with those of a loan that another continues met by the visits made since."""
    live = {loan.id for loan in file.loans if loan.status is LoanStatus.LIVE}
    lines: dict[tuple[ClauseId, Subject], list[Obligation]] = {}
    for duty in carried:
        if duty.is_open and live.isdisjoint(duty.loans) and duty.loans:
            lines.setdefault((duty.rule.clause, duty.subject), []).append(duty)
    if not lines:
        return carried
    desk = _Paying(file, as_of)
    paid = {duty.id: duty for line in lines.values() for duty in desk.paid(line)}
    return tuple(paid.get(duty.id, duty) for duty in carried)


class _Asked(NamedTuple):
    """A check that a change of a live loan asks for, and what its duties share."""

    change: LoanChange
    loan: Loan
    check: ChangeCheck
    rule: Rule


def _is_outside(duty: Obligation, file: BorrowerFile) -> bool:
    return file.past_known_from is not None and duty.window.last <= file.past_known_from


def _falling_due(asked: _Asked, calendar: Calendar, as_of: date, until: date) -> Iterator[Obligation]:
    """Yield the duties of one check: one within its span, or one in each period until observation or the loan ends."""
    change, loan, due = asked.change, asked.loan, asked.check.due
    make = duty_maker(asked.rule, loan.id, (loan.id,), as_of=as_of)
    if isinstance(due, Span):
        raw = due.after(change.on)
        last, provisional = rolled(raw, Roll.EARLIER, change.on, None, calendar)
        yield make("change", change.on, change.on, raw, last, provisional)
        return
    repaid = loan.matures_on if loan.matures_on is not None and as_of < loan.matures_on else date.max
    periods = islice(due.spans(change.on), 1, None)
    while True:
        opens, raw = next(periods)
        if raw > repaid or opens > (change.observed_until or opens):
            return
        last, provisional = rolled(raw, Roll.EARLIER, opens, raw, calendar)
        yield make(f"change:{due.key_of(opens)}", opens, opens, raw, last, provisional)
        if raw > until and opens > as_of:
            return


def _rule(change: LoanChange, asked: ChangeCheck) -> Rule:
    """Return what the duties of one check share; the number of the paper is in the id of its clause."""
    return Rule(
        policy=_POLICY,
        version=change.kind.value,
        clause=ClauseId(f"{asked.code}/{change.id}"),
        title=asked.title,
        purpose=asked.purpose,
        accepts=asked.accepts,
        visitors=2 if asked.accepts is Accepts.ON_SITE else 1,
        citation=asked.citation,
        confidence=asked.confidence,
        sentence=_sentence(change, asked),
        rolls=True,
    )


def _sentence(change: LoanChange, asked: ChangeCheck) -> Text:
    """Return the check read aloud: after which change, by when or how often, and what is looked at."""
    key = "once" if isinstance(asked.due, Span) else "each"
    return say(
        f"change_check.sentence.{key}",
        change=change.kind.text,
        paper=verbatim(change.id.value),
        day=change.on,
        due=asked.due.text,
        title=asked.title,
    )
