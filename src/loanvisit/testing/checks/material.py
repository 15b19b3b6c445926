"""What stores are given to keep: files, things and changes, each made of a number; another number is another one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    Deferral,
    Finding,
    FindingId,
    LoanId,
    Method,
    Notice,
    NoticeEvent,
    Obligation,
    OfficerId,
    PastFinding,
    Remediation,
    RemediationId,
    Replaced,
    Substitution,
    TrailEntry,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
    Waiver,
)
from loanvisit.testing.builders import (
    a_borrower,
    a_change,
    a_deferral,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_record,
    a_signal,
    a_substitution,
    a_waiver,
    an_event,
)
from loanvisit.words import Text

FIRST = date(2026, 1, 1)
NOON = datetime(2026, 3, 31, 4, 0, 0, 1, tzinfo=UTC)
Versioned: TypeAlias = Visit | VisitRecord | Obligation | Finding | Remediation
"""What a change may replace."""


def day(number: int) -> date:
    """Return the day so many days into 2026."""
    return FIRST + timedelta(days=number)


def borrower_id(number: int) -> BorrowerId:
    """Return the id of a borrower."""
    return BorrowerId(f"B-{number}")


def bare(number: int) -> BorrowerFile:
    """Return a file with ground and no work."""
    borrower = f"B-{number}"
    return evolve(
        a_file(
            a_loan(f"{borrower}/L-1", borrower=borrower, facts={"branch": "0755", "score": number}),
            a_loan(f"{borrower}/L-2", borrower=borrower, risk="special_mention", principal="0.01"),
            borrower=a_borrower(borrower, manager=f"officer-{number % 3}", facts={"industry": "制造业"}),
            past=[a_past_visit(day(-30 - number), f"{borrower}/L-1")],
            signals=[a_signal(day(3), about=BorrowerId(borrower), id=f"{borrower}/S")],
            events=[an_event(day(2), about=BorrowerId(borrower), known_on=day(4), id=f"{borrower}/E")],
            past_known_from=day(-60),
        ),
        facts={"group": f"G-{number}"},
        past_findings=(PastFinding(id=FindingId(f"{borrower}/P"), borrower=BorrowerId(borrower), text="旧问题"),),
    )


def other_ground(file: BorrowerFile, number: int) -> BorrowerFile:
    """Return a file with every part of its ground another, and no work."""
    borrower = file.id.value
    fresh = bare(0)
    return evolve(
        file,
        borrower=evolve(file.borrower, name=f"甲公司{number}", facts={"industry": f"农业{number}"}),
        loans=(a_loan(f"{borrower}/L-{number + 3}", borrower=borrower, principal="9999999999999999.99"),),
        facts={"group": f"G-{number}-2"},
        signals=(a_signal(day(number), about=file.id, id=f"{borrower}/S-{number}"),),
        events=(an_event(day(number), "dispute", about=file.id, id=f"{borrower}/E-{number}"),),
        past=(a_past_visit(day(-number), f"{borrower}/L-{number + 3}", source=f"第{number}行"),),
        past_findings=(),
        past_known_from=day(-90 - number),
        obligations=fresh.obligations,
        visits=fresh.visits,
        records=fresh.records,
        findings=fresh.findings,
        remediations=fresh.remediations,
        waivers=fresh.waivers,
        deferrals=fresh.deferrals,
        substitutions=fresh.substitutions,
    )


def a_full_file(number: int) -> BorrowerFile:
    """Return a file with ground and two of every kind of work."""
    borrower = borrower_id(number)
    numbers = (number * 10 + 1, number * 10 + 2)
    return evolve(
        bare(number),
        obligations=tuple(duty(borrower, one) for one in numbers),
        visits=tuple(visit(borrower, one) for one in numbers),
        records=tuple(record(borrower, one) for one in numbers),
        findings=tuple(finding(borrower, one) for one in numbers),
        remediations=tuple(remediation(borrower, one) for one in numbers),
        waivers=tuple(waiver(borrower, one) for one in numbers),
        deferrals=tuple(deferral(borrower, one) for one in numbers),
        substitutions=tuple(substitution(borrower, one) for one in numbers),
    )


def duty(borrower: BorrowerId, number: int) -> Obligation:
    """Return a duty about a loan of the borrower."""
    return a_duty(
        day(number % 60), day(number % 60 + 20), subject=LoanId(f"{borrower.value}/L-1"), anchor=f"grid:{number}"
    )


def visit(borrower: BorrowerId, number: int) -> Visit:
    """Return a planned visit, its method, state, manager and days by the number."""
    owed = duty(borrower, number)
    kept = Visit(
        borrower=borrower,
        method=tuple(Method)[number % len(Method)],
        window=owed.window,
        covers=(owed,),
        forecast=number % 4 == 0,
        manager=None if number % 5 == 0 else OfficerId(f"officer-{number % 3}"),
        moved_at=NOON + timedelta(microseconds=number),
    )
    return evolve(kept, state=tuple(VisitState)[number % len(VisitState)])


def record(borrower: BorrowerId, number: int) -> VisitRecord:
    """Return the record of a visit."""
    made = a_record(
        day(number % 60), f"{borrower.value}/L-1", borrower=borrower.value, id=f"{borrower.value}/R-{number}"
    )
    return evolve(made, note=f"现场所见 {number}", recorded_at=NOON + timedelta(days=60, microseconds=number))


def finding(borrower: BorrowerId, number: int) -> Finding:
    """Return a finding about the borrower."""
    return evolve(
        a_change(a_file(a_loan(borrower=borrower.value)), number=number).finding, due_on=day(120 + number % 60)
    )


def remediation(borrower: BorrowerId, number: int) -> Remediation:
    """Return the cure of a finding."""
    return Remediation(
        id=RemediationId(f"cure~~{borrower.value}~~{number}"),
        finding=FindingId(f"F14~~{number}"),
        borrower=borrower,
        owner=OfficerId("officer-1"),
        demand=Text(zh=f"补齐凭证{number}", en=f"bring the vouchers {number}"),
        opened_on=day(0),
        due_on=day(30 + number % 60),
        moved_at=NOON - timedelta(microseconds=number + 1),
    )


def waiver(borrower: BorrowerId, number: int) -> Waiver:
    """Return a waiver of a duty."""
    return a_waiver(duty(borrower, number).id, id=f"{borrower.value}/W-{number}")


def deferral(borrower: BorrowerId, number: int) -> Deferral:
    """Return a deferral of a duty."""
    owed = duty(borrower, number)
    return a_deferral(owed, new_last=owed.window.last + timedelta(days=1 + number % 30))


def substitution(borrower: BorrowerId, number: int) -> Substitution:
    """Return a substitution for a duty."""
    return a_substitution(duty(borrower, number), tuple(Method)[number % len(Method)])


def entry(borrower: BorrowerId, number: int, reason: str | None = "复核") -> TrailEntry:
    """Return an entry of a trail."""
    at = NOON + timedelta(seconds=number, microseconds=number)
    return TrailEntry(
        at=at,
        by=OfficerId(f"officer-{number % 3}"),
        move="finding.raise",
        about=FindingId(f"{borrower.value}~~F14~~{number}"),
        reason=None if reason is None else f"{reason} {number}",
    )


def notice(borrower: BorrowerId, number: int) -> Notice:
    """Return a notice of a finding."""
    return Notice(
        event=NoticeEvent.FINDING_RAISED,
        about=FindingId(f"F14~~{number}"),
        borrower=borrower,
        at=NOON + timedelta(microseconds=number),
        officers=(OfficerId(f"officer-{number % 3}"),),
    )


def adding(borrower: BorrowerId, number: int, *, key: str | None = None) -> Change:
    """Return a change that adds one finding, with an entry and a notice."""
    return Change(
        borrower=borrower,
        findings=(finding(borrower, number),),
        trail=(entry(borrower, number),),
        notices=(notice(borrower, number),),
        key=key,
    )


def adding_all(borrower: BorrowerId, number: int, *, key: str | None = None) -> Change:
    """Return a change that adds one of every kind of thing, with two entries."""
    return evolve(
        adding(borrower, number, key=key),
        obligations=(duty(borrower, number),),
        visits=(visit(borrower, number),),
        records=(record(borrower, number),),
        remediations=(remediation(borrower, number),),
        waivers=(waiver(borrower, number),),
        deferrals=(deferral(borrower, number),),
        substitutions=(substitution(borrower, number),),
        trail=(entry(borrower, number), entry(borrower, number + 1, None)),
    )


def replacing(file: BorrowerFile, things: Iterable[Versioned], number: int, *, key: str | None = None) -> Change:
    """Return a change that replaces things a file holds by their next versions."""
    old = tuple(things)
    new = tuple(next_version(one, number) for one in old)
    return Change(
        borrower=file.id,
        visits=tuple(one for one in new if isinstance(one, Visit)),
        records=tuple(one for one in new if isinstance(one, VisitRecord)),
        obligations=tuple(one for one in new if isinstance(one, Obligation)),
        findings=tuple(one for one in new if isinstance(one, Finding)),
        remediations=tuple(one for one in new if isinstance(one, Remediation)),
        replaces=tuple(Replaced(id=one.id, version=one.version) for one in old),
        trail=(entry(file.id, number),),
        key=key,
    )


def next_version(one: Versioned, number: int) -> Versioned:
    """Return a thing at its next version, and otherwise too not as it was."""
    version = one.version + 1
    if isinstance(one, Visit):
        state = tuple(VisitState)[(number + version) % len(VisitState)]
        return evolve(one, version=version, state=state, moved_at=NOON + timedelta(days=number % 90, microseconds=7))
    if isinstance(one, VisitRecord):
        return evolve(one, version=version, note=f"改后 {number}")
    if isinstance(one, Obligation):
        return evolve(one, version=version, provisional=not one.provisional)
    if isinstance(one, Finding):
        return evolve(one, version=version, due_on=day(130 + number % 90))
    return evolve(one, version=version, due_on=day(130 + number % 90))


def withdrawing(file: BorrowerFile, visits: Iterable[Visit], number: int) -> Change:
    """Return a change that withdraws visits."""
    gone = tuple(visits)
    return Change(
        borrower=file.id,
        withdrawn=tuple(VisitId(one.id.value) for one in gone),
        replaces=tuple(Replaced(id=one.id, version=one.version) for one in gone),
        trail=(entry(file.id, number),),
    )


def versioned(file: BorrowerFile) -> tuple[Versioned, ...]:
    """Return everything of a file that has a version."""
    return (*file.obligations, *file.visits, *file.records, *file.findings, *file.remediations)
