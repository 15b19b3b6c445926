"""What the pages ask of the tables: plain queries over the bank's own columns."""

from datetime import date
from typing import TypeVar

from attrs import frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from examples.host.bank import Bank
from examples.host.book import customer_row, read_file
from examples.host.rows import cure_of, duty_of, finding_of, visit_of
from examples.host.tables import Clerk, Customer, DutyRow, Fix, Journal, OfCustomer, Problem, Task, VisitLog
from loanvisit.domain import (
    BorrowerId,
    Finding,
    FindingState,
    Obligation,
    Portfolio,
    Remediation,
    Visit,
    VisitRecord,
    VisitState,
)
from loanvisit.errors import NotFoundError, fault
from loanvisit.reporting import Briefing, Masthead, build_briefing
from loanvisit.scheduling import make_plan
from loanvisit.words import Text

Row = TypeVar("Row", bound=OfCustomer)
TO_BE_MADE = (VisitState.PLANNED, VisitState.MISSED, VisitState.RETURNED)


@frozen(kw_only=True)
class Due:
    """A visit with the number of its task, and to whom it goes."""

    task: int
    visit: Visit
    name: str | None


@frozen(kw_only=True)
class Trouble:
    """A problem with the number of its row, and its running or last cure."""

    problem: int
    finding: Finding
    fix: int | None
    cure: Remediation | None


def due(session: Session, *, by: date) -> list[Due]:
    """Return the visits to be made by a day, the longest overdue first."""
    wanted = (
        select(Task, Customer.name)
        .join(Customer, Customer.pk == Task.customer_pk)
        .where(Task.state.in_(TO_BE_MADE), Task.last <= by)
        .order_by(Task.last, Task.customer_no, Task.ref)
    )
    return [Due(task=row.pk, visit=visit_of(row), name=name) for row, name in session.execute(wanted)]


def one_task(session: Session, pk: int) -> Due:
    """Return one visit by the number of its task."""
    row = _row(session, Task, pk)
    return Due(task=pk, visit=visit_of(row), name=session.get_one(Customer, row.customer_pk).name)


def record_of_task(session: Session, pk: int) -> VisitRecord | None:
    """Return the record filed for a task, None where there is none."""
    row = _row(session, Task, pk)
    own = (VisitLog.customer_pk == row.customer_pk, VisitLog.ref == row.log_ref)
    return session.scalar(select(VisitLog.paper).where(*own)) if row.log_ref else None


def returned_because(session: Session, pk: int) -> str | None:
    """Return why a visit was last sent back, None where it never was."""
    row = _row(session, Task, pk)
    own = (Journal.customer_pk == row.customer_pk, Journal.about_ref == str(row.ref), Journal.move == "visit.return")
    return session.scalar(select(Journal.reason).where(*own).order_by(Journal.number.desc()).limit(1))


def clerk_codes(session: Session) -> list[str]:
    """Return the codes of those who may act, in the order they came."""
    return [str(code) for code in session.scalars(select(Clerk.code).order_by(Clerk.pk))]


def duties_of_task(session: Session, pk: int) -> list[Obligation]:
    """Return the duties a task was to meet, as they stand now, by last day."""
    row = _row(session, Task, pk)
    own = (DutyRow.customer_pk == row.customer_pk, DutyRow.ref.in_([duty.id for duty in row.covers]))
    return [duty_of(one) for one in session.scalars(select(DutyRow).where(*own).order_by(DutyRow.last, DutyRow.ref))]


def made(session: Session, borrower: BorrowerId) -> list[Due]:
    """Return the visits of a customer that were made, by number."""
    wanted = select(Task).where(Task.customer_no == borrower, Task.log_ref.is_not(None)).order_by(Task.pk)
    return [Due(task=row.pk, visit=visit_of(row), name=None) for row in session.scalars(wanted)]


def troubles(session: Session) -> list[Trouble]:
    """Return the problems found, open ones first, then the gravest, then by last day."""
    fixes = {(row.customer_pk, row.ref): row for row in session.scalars(select(Fix))}
    wanted = select(Problem).order_by(Problem.state == FindingState.CLOSED, Problem.weight, Problem.due_on, Problem.pk)
    found: list[Trouble] = []
    for row in session.scalars(wanted):
        fix = fixes.get((row.customer_pk, row.fix_ref)) if row.fix_ref else None
        cure = cure_of(fix) if fix else None
        found.append(Trouble(problem=row.pk, finding=finding_of(row), fix=fix.pk if fix else None, cure=cure))
    return found


def one_problem(session: Session, pk: int) -> Finding:
    """Return one problem by its number."""
    return finding_of(_row(session, Problem, pk))


def one_fix(session: Session, pk: int) -> Remediation:
    """Return one cure by its number."""
    return cure_of(_row(session, Fix, pk))


def briefing(bank: Bank, session: Session, *, masthead: Masthead) -> Briefing:
    """Count every file as of the close of the day of issue."""
    as_of = masthead.issued_on
    numbers = session.scalars(select(Customer.customer_no))
    files = tuple(read_file(session, customer_row(session, number, lock=False)) for number in numbers)
    book = Portfolio(as_of=as_of, files=files)
    plan = make_plan(book, policy=bank.policy, calendar=bank.calendar, until=as_of)
    return build_briefing(book, masthead=masthead, exempt=plan.exempt, undetermined=plan.undetermined)


def masthead(day: date, *, number: int) -> Masthead:
    """Return the head of an issue of the invented bank."""
    return Masthead(
        title=Text(zh="贷款回访工作简报", en="Work briefing on post-loan visits"),
        number=number,
        unit=Text(zh="云泽分行贷后管理部（虚构）", en="Post-loan desk, Yunze branch (invented)"),
        issuer=Text(zh="未取得数据", en="no data"),
        issued_on=day,
        sample=True,
    )


def _row(session: Session, table: type[Row], pk: int) -> Row:
    row = session.get(table, pk)
    if row is None:
        raise NotFoundError(fault("id.absent", table.__name__.lower(), str(pk)))
    return row
