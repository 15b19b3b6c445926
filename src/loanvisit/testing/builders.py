"""Builders: one sound value of each noun, of which a test states only what it is about.

Ids are plain text here. Everything a builder leaves out is the least that can be known: no name, no facts, no past.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from loanvisit.assessment import kind
from loanvisit.domain import (
    ROUTINE,
    Answer,
    Borrower,
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Calendar,
    Change,
    Deferral,
    Drawdown,
    DrawdownId,
    EventId,
    EvidenceId,
    EvidenceRef,
    FactName,
    FactValue,
    Finding,
    FindingId,
    Grade,
    Loan,
    LoanEvent,
    LoanId,
    LoanStatus,
    Method,
    Money,
    Obligation,
    ObligationId,
    ObligationState,
    Officer,
    OfficerId,
    Outcome,
    Paper,
    PastVisit,
    Portfolio,
    RecordId,
    Role,
    Rule,
    Signal,
    SignalId,
    SignalLevel,
    Subject,
    Substitution,
    TrailEntry,
    UnitId,
    VisitId,
    VisitRecord,
    Waiver,
    WaiverId,
    Window,
    five_tier,
)
from loanvisit.testing.rule_builders import a_rule
from loanvisit.words import verbatim

BOOK_DAY = date(2026, 3, 31)
"""The day a built book is known at, unless the test says another."""
DRAWN_ON = date(2025, 11, 30)
"""The day a built loan is paid out, unless the test says another."""
_DIGEST = "0" * 64


def an_officer(
    id: str = "anna",  # noqa: A002  the field's own name
    *roles: Role,
    unit: str | None = None,
) -> Officer:
    """Return an officer; one without roles named is an account officer."""
    held = roles or (Role.ACCOUNT_OFFICER,)
    return Officer(id=OfficerId(id), roles=frozenset(held), unit=UnitId(unit) if unit else None)


def a_borrower(
    id: str = "B-1",  # noqa: A002
    *,
    kind: BorrowerKind | None = BorrowerKind.CORPORATE,
    manager: str | None = None,
    facts: Mapping[str, FactValue] | None = None,
) -> Borrower:
    """Return a borrower, a company unless said otherwise."""
    return Borrower(
        id=BorrowerId(id),
        kind=kind,
        manager=OfficerId(manager) if manager else None,
        facts={} if facts is None else facts,
    )


def a_drawdown(
    id: str = "L-1/1",  # noqa: A002
    *,
    drawn_on: date | None = DRAWN_ON,
    matures_on: date | None = None,
    amount: str | None = "1000000.00",
    currency: str = "CNY",
) -> Drawdown:
    """Return one payout."""
    return Drawdown(
        id=DrawdownId(id), amount=Money(amount, currency) if amount else None, drawn_on=drawn_on, matures_on=matures_on
    )


def a_loan(
    id: str = "L-1",  # noqa: A002
    *,
    borrower: str = "B-1",
    disbursed_on: date | None = DRAWN_ON,
    matures_on: date | None = date(2026, 11, 30),
    risk: str | Grade | None = "pass",
    product: str | None = "working_capital",
    principal: str | None = "1000000.00",
    currency: str = "CNY",
    status: LoanStatus = LoanStatus.LIVE,
    drawdowns: Iterable[Drawdown] | None = None,
    facts: Mapping[str, FactValue] | None = None,
) -> Loan:
    """Return a live loan of a year, paid out in one drawdown `<id>/1` unless the test names its drawdowns."""
    amount = Money(principal, currency) if principal is not None else None
    paid_out = (
        tuple(drawdowns)
        if drawdowns is not None
        else (Drawdown(id=DrawdownId(f"{id}/1"), amount=amount, drawn_on=disbursed_on, matures_on=matures_on),)
    )
    return Loan(
        id=LoanId(id),
        borrower=BorrowerId(borrower),
        drawdowns=paid_out,
        product=product,
        principal=amount,
        matures_on=matures_on,
        risk=five_tier(risk) if isinstance(risk, str) else risk,
        status=status,
        facts={} if facts is None else facts,
    )


def a_past_visit(
    on: date,
    *loans: str,
    method: Method | None = Method.ON_SITE,
    purposes: Iterable[str] | None = (ROUTINE,),
    visitors: int | None = 2,
    borrower: str | None = None,
    id: str | None = None,  # noqa: A002
    source: str | None = None,
) -> PastVisit:
    """Return a visit made before; to the loan `L-1` unless the test names loans or a borrower."""
    named = loans or (() if borrower else ("L-1",))
    return PastVisit(
        on=on,
        method=method,
        loans=[LoanId(loan) for loan in named],
        borrower=BorrowerId(borrower) if borrower else None,
        purposes=None if purposes is None else frozenset(purposes),
        visitors=visitors,
        id=VisitId(id) if id else None,
        source=source,
    )


def a_record(
    on: date,
    *loans: str,
    visit: str = "visit~~1",
    borrower: str = "B-1",
    method: Method = Method.ON_SITE,
    visitors: Iterable[str] = ("anna", "bo"),
    purposes: Iterable[str] = (ROUTINE,),
    outcome: Outcome = Outcome.MADE,
    answers: Mapping[str, str] | None = None,
    evidence: Iterable[str] = (),
    identity_checked: bool | None = None,
    void: bool = False,
    id: str = "R-1",  # noqa: A002
) -> VisitRecord:
    """Return the record of a visit made on site by two; of the loan `L-1` unless the test names loans."""
    return VisitRecord(
        id=RecordId(id),
        visit=VisitId(visit),
        borrower=BorrowerId(borrower),
        on=on,
        method=method,
        visitors=[OfficerId(one) for one in visitors],
        outcome=outcome,
        purposes=frozenset(purposes),
        loans=frozenset(LoanId(loan) for loan in loans or ("L-1",)),
        answers=[Answer(question=question, value=value) for question, value in (answers or {}).items()],
        evidence=[EvidenceRef(id=EvidenceId(kind), kind=kind, sha256=_DIGEST) for kind in evidence],
        identity_checked=identity_checked,
        void=void,
    )


def a_signal(
    raised_on: date,
    *,
    about: Subject | None = None,
    level: SignalLevel = SignalLevel.RED,
    raised_at: datetime | None = None,
    cleared_on: date | None = None,
    id: str = "S-1",  # noqa: A002
) -> Signal:
    """Return a warning about the borrower `B-1` unless the test names another subject."""
    return Signal(
        id=SignalId(id),
        about=about or BorrowerId("B-1"),
        kind="E01",
        level=level,
        raised_on=raised_on,
        raised_at=raised_at,
        cleared_on=cleared_on,
    )


def a_waiver(
    about: ObligationId,
    *,
    granted_on: date = BOOK_DAY,
    expires_on: date = date(2026, 12, 31),
    id: str = "W-1",  # noqa: A002
) -> Waiver:
    """Return a waiver of a duty until the end of the year."""
    return Waiver(
        id=WaiverId(id),
        about=about,
        approver=OfficerId("approver"),
        reason="site closed by order",
        granted_on=granted_on,
        expires_on=expires_on,
    )


def a_deferral(duty: Obligation, *, new_last: date = date(2026, 12, 31), granted_on: date | None = None) -> Deferral:
    """Return a deferral of a duty, granted on its opening day unless the test says otherwise."""
    return Deferral(
        about=duty.id,
        original_last=duty.original_last,
        new_last=new_last,
        asked_by=OfficerId("asker"),
        approver=OfficerId("approver"),
        reason="road closed by flood",
        granted_on=granted_on or duty.window.opens,
    )


def a_substitution(
    duty: Obligation, method: Method = Method.INTERVIEW, *, granted_on: date | None = None, until: date | None = None
) -> Substitution:
    """Return a substitution for a duty, in force in its window unless the test says otherwise."""
    return Substitution(
        about=duty.id,
        method=method,
        visitors=[OfficerId("anna")],
        approver=OfficerId("approver"),
        reason="road closed by flood",
        granted_on=granted_on or duty.window.opens,
        until=until or duty.window.last,
    )


def an_event(
    on: date = BOOK_DAY,
    kind: str = "payment_default",
    *,
    about: Subject | None = None,
    known_on: date | None = None,
    ended_on: date | None = None,
    id: str = "E-1",  # noqa: A002
) -> LoanEvent:
    """Return an event about the borrower `B-1`, known on the day it happened, and not over, unless the test says so."""
    subject, kind_name = about or BorrowerId("B-1"), FactName(kind)
    return LoanEvent(id=EventId(id), kind=kind_name, about=subject, on=on, known_on=known_on, ended_on=ended_on)


def a_file(
    *loans: Loan,
    borrower: Borrower | None = None,
    past: Iterable[PastVisit] = (),
    records: Iterable[VisitRecord] = (),
    signals: Iterable[Signal] = (),
    events: Iterable[LoanEvent] = (),
    obligations: Iterable[Obligation] = (),
    waivers: Iterable[Waiver] = (),
    deferrals: Iterable[Deferral] = (),
    substitutions: Iterable[Substitution] = (),
    papers: Iterable[Paper] = (),
    past_known_from: date | None = None,
) -> BorrowerFile:
    """Return a borrower file; without loans named it holds `a_loan()`, and all of its past is known."""
    held = loans or (a_loan(),)
    return BorrowerFile(
        borrower=borrower or a_borrower(held[0].borrower.value),
        loans=held,
        past=tuple(past),
        records=tuple(records),
        signals=tuple(signals),
        events=tuple(events),
        obligations=tuple(obligations),
        waivers=tuple(waivers),
        deferrals=tuple(deferrals),
        substitutions=tuple(substitutions),
        papers=tuple(papers),
        past_known_from=past_known_from,
    )


def a_book(*files: BorrowerFile, as_of: date = BOOK_DAY) -> Portfolio:
    """Return a book of files, of `a_file()` where none is named."""
    return Portfolio(as_of=as_of, files=files or (a_file(),))


def a_duty(
    opens: date,
    last: date,
    *,
    rule: Rule | None = None,
    subject: Subject | None = None,
    anchor: str | None = None,
    anchored_on: date | None = None,
    state: ObligationState = ObligationState.OPEN,
    lacks: Iterable[str] = (),
) -> Obligation:
    """Return an open duty about the loan `L-1`, counted from its opening day unless the test says otherwise."""
    return Obligation(
        rule=rule or a_rule(),
        subject=subject or LoanId("L-1"),
        loans=(LoanId("L-1"),) if subject is None or not isinstance(subject, LoanId) else (subject,),
        window=Window(opens=opens, last=last),
        raw=last,
        anchor=anchor or opens.isoformat(),
        anchored_on=anchored_on or opens,
        state=state,
        lacks=tuple(lacks),
    )


def a_change(file: BorrowerFile | None = None, *, code: str = "F14", number: int = 1) -> Change:
    """Return a change that adds one finding to a file, with its entry in the trail; another `number` is another one."""
    borrower = (file or a_file()).id
    finding = Finding(
        id=FindingId(f"{code}~~{number}"),
        kind=kind(code),
        weight=kind(code).weight,
        borrower=borrower,
        found_on=date(2026, 3, 31),
        due_on=date(2026, 4, 30),
    )
    at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    entry = TrailEntry(at=at, by=OfficerId("O-1"), move="finding.raise", about=finding.id, reason="实地检查所见")
    return Change(borrower=borrower, findings=(finding,), trail=(entry,))


def weekdays() -> Calendar:
    """Return a calendar that knows Monday to Friday and no holidays."""
    return Calendar(id="weekdays", title=verbatim("Monday to Friday"))
