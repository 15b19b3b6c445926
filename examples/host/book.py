"""A borrower's file out of the bank's tables, and a change back into them, in a transaction the host has opened."""

from collections.abc import Iterator
from typing import TypeAlias

from attrs import evolve, frozen
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from examples.host import rows
from examples.host.ground import read_ground
from examples.host.tables import Customer, DutyRow, Fix, Journal, LetGo, Problem, PutOff, StandIn, Task, VisitLog
from loanvisit.codec import seal
from loanvisit.domain import BorrowerFile, BorrowerId, Change, ObligationId, SealedEntry, VisitId
from loanvisit.errors import ConflictError, NotFoundError, fault
from loanvisit.words import say

Versioned: TypeAlias = type[Task] | type[VisitLog] | type[DutyRow] | type[Problem] | type[Fix]


@frozen(kw_only=True)
class Head:
    """How long a customer's journal is, and the seal of its last line."""

    length: int
    seal: str


def customer_row(session: Session, borrower: BorrowerId, *, lock: bool) -> Customer:
    """Return a customer's row, locked until the transaction ends where somebody means to write."""
    wanted = select(Customer).where(Customer.customer_no == borrower)
    found = session.scalar(wanted.with_for_update() if lock else wanted.with_for_update(read=True))
    if found is None:
        raise NotFoundError(fault("id.absent", "borrower", borrower.value))
    return found


def read_file(session: Session, customer: Customer) -> BorrowerFile:
    """Return a borrower's file as the tables have it."""
    pk = customer.pk
    tasks = session.scalars(select(Task).where(Task.customer_pk == pk))
    logs = session.scalars(select(VisitLog).where(VisitLog.customer_pk == pk))
    duties = session.scalars(select(DutyRow).where(DutyRow.customer_pk == pk))
    problems = session.scalars(select(Problem).where(Problem.customer_pk == pk))
    fixes = session.scalars(select(Fix).where(Fix.customer_pk == pk))
    let_go = session.scalars(select(LetGo).where(LetGo.customer_pk == pk))
    put_off = session.scalars(select(PutOff).where(PutOff.customer_pk == pk))
    stand_ins = session.scalars(select(StandIn).where(StandIn.customer_pk == pk))
    return evolve(
        read_ground(session, customer),
        obligations=tuple(map(rows.duty_of, duties)),
        visits=tuple(map(rows.visit_of, tasks)),
        records=tuple(map(rows.record_of, logs)),
        findings=tuple(map(rows.finding_of, problems)),
        remediations=tuple(map(rows.cure_of, fixes)),
        waivers=tuple(map(rows.waiver_of, let_go)),
        deferrals=tuple(map(rows.deferral_of, put_off)),
        substitutions=tuple(map(rows.substitution_of, stand_ins)),
    )


def write(session: Session, customer: Customer, file: BorrowerFile, change: Change) -> Head:
    """Write all that a step decided; what stands at another version than the step saw is refused.

    The customer's row is locked and `file` was read under that lock, so `after` sees every conflict. The version in
    each UPDATE is the second bolt: it holds where somebody forgot the lock.
    """
    file.after(change)
    write_work(session, customer, change)
    visits = [one for one in change.withdrawn if isinstance(one, VisitId)]
    duties = [one for one in change.withdrawn if isinstance(one, ObligationId)]
    session.execute(delete(Task).where(Task.customer_pk == customer.pk, Task.ref.in_(visits)))
    session.execute(delete(DutyRow).where(DutyRow.customer_pk == customer.pk, DutyRow.ref.in_(duties)))
    return _journal(session, customer, change)


def write_work(session: Session, customer: Customer, work: Change | BorrowerFile) -> None:
    """Write every thing of a change, or of a file taken in: in place of the version seen, or as a new row."""
    replaces = work.replaces if isinstance(work, Change) else ()
    seen: dict[object, int] = {one.id: one.version for one in replaces}
    for table, columns in _columns(work):
        version = seen.get(columns["ref"])
        if version is None:
            session.execute(insert(table).values(customer_pk=customer.pk, **columns))
        else:
            _replace(session, table, customer.pk, version, columns)
    for one in work.waivers:
        session.execute(insert(LetGo).values(customer_pk=customer.pk, **rows.let_go_columns(one)))
    for moved in work.deferrals:
        session.execute(insert(PutOff).values(customer_pk=customer.pk, **rows.put_off_columns(moved)))
    for other in work.substitutions:
        session.execute(insert(StandIn).values(customer_pk=customer.pk, **rows.stand_in_columns(other)))


def _columns(work: Change | BorrowerFile) -> Iterator[tuple[Versioned, rows.Columns]]:
    yield from ((Task, rows.task_columns(one)) for one in work.visits)
    yield from ((VisitLog, rows.log_columns(one)) for one in work.records)
    yield from ((DutyRow, rows.duty_columns(one)) for one in work.obligations)
    yield from ((Problem, rows.problem_columns(one)) for one in work.findings)
    yield from ((Fix, rows.fix_columns(one)) for one in work.remediations)


def _replace(session: Session, table: Versioned, customer_pk: int, version: int, columns: rows.Columns) -> None:
    held = (table.customer_pk == customer_pk, table.ref == columns["ref"], table.version == version)
    written = session.scalars(update(table).where(*held).values(**columns).returning(table.pk)).all()
    if len(written) != 1:
        wanted, found = say("conflict.version", version=version), say("conflict.none")
        raise ConflictError(fault("conflict", "change.replaces", id=str(columns["ref"]), wanted=wanted, held=found))


def _journal(session: Session, customer: Customer, change: Change) -> Head:
    """Seal the change's lines to the end of the customer's journal."""
    newest = select(Journal).where(Journal.customer_pk == customer.pk).order_by(Journal.number.desc()).limit(1)
    row = session.scalar(newest)
    last = None if row is None else rows.sealed_of(row, customer.customer_no)
    sealed = seal(change.trail, borrower=customer.customer_no, after=last)
    if sealed:
        lines = [{"customer_pk": customer.pk, **rows.journal_columns(one)} for one in sealed]
        session.execute(insert(Journal), lines)
        last = sealed[-1]
    return Head(length=0, seal="") if last is None else Head(length=last.number, seal=last.seal)


def raced() -> ConflictError:
    """Return the error of a row that somebody else has written first, as the database noticed."""
    wanted, held = say("conflict.none"), say("conflict.version", version=1)
    return ConflictError(fault("conflict", "change", id="-", wanted=wanted, held=held))


def read_trail(session: Session, customer: Customer) -> tuple[SealedEntry, ...]:
    """Return a customer's journal, oldest line first."""
    lines = select(Journal).where(Journal.customer_pk == customer.pk).order_by(Journal.number)
    return tuple(rows.sealed_of(row, customer.customer_no) for row in session.scalars(lines))
