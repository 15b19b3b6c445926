"""The same tables as a `Store` of the library, for a bank that wants our workflow: `Desk(store=TableStore(engine), …)`.

It keeps the clauses S01 to S25 of the ports. The host of `app.py` needs none of this.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import ColumnElement, Engine, and_, or_, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from examples.host.book import customer_row, raced, read_file, read_trail, write, write_work
from examples.host.ground import keep_ground
from examples.host.rows import visit_of
from examples.host.tables import Customer, Filing, Task
from loanvisit.domain import BorrowerFile, BorrowerId, Change, PageMark, Receipt, SealedEntry, Visit, VisitQuery
from loanvisit.errors import ConflictError, InputError, Outcome, StorageError, fault

T = TypeVar("T")


class TableStore:
    """Keeps files in the bank's tables; safe for threads and processes, each call is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The database it keeps files in."""
        return self._engine

    def take_in(self, file: BorrowerFile, /) -> None:
        """Keep a file; of one held already, what is given from outside is replaced, and its work stays."""
        _exactly(file, BorrowerFile, "file")
        try:
            self._take_in(file)
        except ConflictError:  # another thread has just taken in the same borrower: now it is held
            self._take_in(file)

    def _take_in(self, file: BorrowerFile) -> None:
        with self._transaction() as session:
            held = session.scalar(select(Customer).where(Customer.customer_no == file.id).with_for_update())
            customer = held or Customer()
            keep_ground(session, customer, file)
            if held is None:
                write_work(session, customer, file)

    def file(self, borrower: BorrowerId, /) -> BorrowerFile:
        """Return a borrower's file as it stands: the lock on its row keeps it one commit's file."""
        with self._transaction() as session:
            return read_file(session, self._customer(session, borrower))

    def commit(self, change: Change, /) -> Receipt:
        """Write a change whole, or not at all."""
        _exactly(change, Change, "change")
        with self._transaction() as session:
            customer = customer_row(session, change.borrower, lock=True)
            known = self._filing(session, customer, change.key)
            if known is not None:
                return _again(change, known)
            head = write(session, customer, read_file(session, customer), change)
            receipt = Receipt(borrower=change.borrower, key=change.key, length=head.length, head=head.seal)
            if change.key is not None:
                kept = Filing(customer_pk=customer.pk, key=change.key, paper=change, length=head.length, head=head.seal)
                session.add(kept)
            return receipt

    def written(self, borrower: BorrowerId, key: str, /) -> Change | None:
        """Return the change written under a key."""
        _exactly(key, str, "key")
        with self._transaction() as session:
            filing = self._filing(session, self._customer(session, borrower), key)
            return None if filing is None else filing.paper

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        """Return a borrower's trail, sealed, oldest first."""
        with self._transaction() as session:
            return read_trail(session, self._customer(session, borrower))

    def visits(self, query: VisitQuery, /) -> tuple[Visit, ...]:
        """Return the visits asked for: the filters, the order and the page are the database's work."""
        _exactly(query, VisitQuery, "query")
        wanted = select(Task).where(*_filters(query)).order_by(Task.last, Task.customer_no, Task.ref)
        with self._transaction() as session:
            return tuple(visit_of(row) for row in session.scalars(wanted.limit(query.limit)))

    def _customer(self, session: Session, borrower: BorrowerId) -> Customer:
        _exactly(borrower, BorrowerId, "borrower")
        return customer_row(session, borrower, lock=False)

    def _filing(self, session: Session, customer: Customer, key: str | None) -> Filing | None:
        if key is None:
            return None
        return session.scalar(select(Filing).where(Filing.customer_pk == customer.pk, Filing.key == key))

    @contextmanager
    def _transaction(self) -> Generator[Session]:
        """Open a transaction; what the database refuses to do is a conflict, or a failure whose outcome is told."""
        outcome: Outcome = "not_applied"
        try:
            with Session(self._engine) as session:
                yield session
                outcome = "unknown"
                session.commit()
        except IntegrityError as error:
            raise raced() from error
        except DBAPIError as error:
            raise StorageError(fault("storage.failed", "store"), outcome=outcome) from error


def _exactly(value: T, kind: type[T], name: str) -> None:
    if type(value) is not kind:
        raise InputError(fault("type", name, value, form=kind.__name__))


def _again(change: Change, filing: Filing) -> Receipt:
    """Return the receipt of a change written before; another change under its key is refused."""
    if change != filing.paper:
        raise ConflictError(fault("key.taken", "change.key"))
    return Receipt(borrower=change.borrower, key=filing.key, length=filing.length, head=filing.head)


def _filters(query: VisitQuery) -> Iterator[ColumnElement[bool]]:
    """Yield a condition for each filter that is not left out."""
    if query.borrowers is not None:
        yield Task.customer_no.in_(query.borrowers)
    if query.states is not None:
        yield Task.state.in_(query.states)
    if query.methods is not None:
        yield Task.method.in_(query.methods)
    if query.due_by is not None:
        yield Task.last <= query.due_by
    if query.open_on is not None:
        yield and_(Task.opens <= query.open_on, Task.last >= query.open_on)
    if query.manager is not None:
        yield Task.manager == query.manager
    if query.forecast is not None:
        yield Task.forecast.is_(query.forecast)
    if query.after is not None:
        yield _after(query.after)


def _after(mark: PageMark) -> ColumnElement[bool]:
    same_day, same_borrower = Task.last == mark.last, Task.customer_no == mark.borrower
    return or_(
        Task.last > mark.last,
        and_(same_day, Task.customer_no > mark.borrower),
        and_(same_day, same_borrower, Task.ref > mark.visit),
    )
