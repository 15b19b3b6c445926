"""The bank's desk: it opens the transaction, locks the customer, lets a step decide, and writes what it decided."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from attrs import field, frozen
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from examples.host.book import customer_row, raced, read_file, write
from examples.host.planning import plan_anew
from examples.host.tables import BankDay, Base, Clerk, Customer, Journal
from loanvisit import presets
from loanvisit.domain import BorrowerFile, BorrowerId, Calendar, Change, Officer, OfficerId
from loanvisit.errors import NotFoundError, fault
from loanvisit.scheduling import Policy

Step: TypeAlias = Callable[[BorrowerFile, datetime], Change]
"""One piece of work: given a file and the time, what must be written."""


def open_database(url: str | URL) -> Engine:
    """Connect, and make the tables that are not there yet.

    SQLite has no row locks: there each transaction takes the one write lock of the file when it begins.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _begin_ourselves)
        event.listen(engine, "begin", _take_the_lock)
    Base.metadata.create_all(engine)
    return engine


def _begin_ourselves(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 30000")


def _take_the_lock(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@frozen(kw_only=True)
class Bank:
    """Everything a request needs: the database, the rules, the calendar, and what time it is."""

    engine: Engine
    clock: Callable[[], datetime]
    policy: Policy = field(factory=lambda: presets.policy("cn.five_tier_default"))
    calendar: Calendar = field(factory=lambda: presets.calendar("CN"))

    @contextmanager
    def transaction(self) -> Generator[Session]:
        """Open a transaction: all of it is written, or nothing; a row that came twice is a conflict."""
        try:
            with Session(self.engine) as session, session.begin():
                yield session
        except IntegrityError as error:
            raise raced() from error

    def do(self, borrower: BorrowerId, step: Step) -> Change:
        """Take a step on a customer's file in one transaction, and return what was written."""
        with self.transaction() as session:
            customer = customer_row(session, borrower, lock=True)
            file = read_file(session, customer)
            change = step(file, self._now(session, customer))
            write(session, customer, file, change)
        return change

    def _now(self, session: Session, customer: Customer) -> datetime:
        """Return the time of day on the day the bank works on, never before the last line of the journal."""
        zone = timezone(timedelta(minutes=self.calendar.utc_offset_minutes))
        now = datetime.combine(self.day(session), self.clock().astimezone(zone).time(), zone)
        last = session.scalar(select(func.max(Journal.at)).where(Journal.customer_pk == customer.pk))
        return now if last is None else max(now, last.astimezone(zone))

    def day(self, session: Session) -> date:
        """Return the day the bank works on."""
        return session.scalars(select(BankDay.day)).one()

    def officer(self, session: Session, code: str, *, named_by: str = "X-Officer") -> Officer:
        """Return an officer of the bank by code; one nobody knows is a fault of the field that names them."""
        row = session.scalar(select(Clerk).where(Clerk.code == OfficerId(code)))
        if row is None:
            raise NotFoundError(fault("id.absent", named_by, code))
        return Officer(id=row.code, roles=row.posts, unit=row.unit, name=row.name)

    def begin_day(self, day: date, *, by: Officer) -> None:
        """Begin a day, and plan every file as of its close: what must be done by then and is not, is overdue."""
        with self.transaction() as session:
            current = session.scalars(select(BankDay)).one()
            current.day = day
            numbers = tuple(session.scalars(select(Customer.customer_no)))
        for number in numbers:
            self.plan(number, day, by=by)

    def plan(self, borrower: BorrowerId, as_of: date, *, by: Officer) -> Change:
        """Plan one customer's file anew, in a transaction of its own."""
        with self.transaction() as session:
            customer = customer_row(session, borrower, lock=True)
            return plan_anew(
                session,
                customer,
                policy=self.policy,
                calendar=self.calendar,
                as_of=as_of,
                until=as_of + timedelta(days=366),
                by=by,
                at=self._now(session, customer),
            )
