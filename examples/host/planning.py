"""A day begun: every file is planned anew, and what that changes is written like any other work."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from examples.host.book import read_file, write
from examples.host.tables import Customer
from loanvisit.domain import Calendar, Change, Officer
from loanvisit.scheduling import Policy
from loanvisit.steps import replan


def plan_anew(
    session: Session,
    customer: Customer,
    *,
    policy: Policy,
    calendar: Calendar,
    as_of: date,
    until: date,
    by: Officer,
    at: datetime,
) -> Change:
    """Plan one file as of the close of a day, and write what that changes: nothing where nothing changed."""
    file = read_file(session, customer)
    change = replan(file, policy=policy, calendar=calendar, as_of=as_of, until=until, by=by, at=at)
    write(session, customer, file, change)
    return change
