"""Fill empty tables with an invented bank, so that there is something to look at: 虚构数据."""

from datetime import date, timedelta

from sqlalchemy import select

from examples.host.bank import Bank
from examples.host.ground import keep_ground
from examples.host.tables import BankDay, Clerk, Customer, Image
from loanvisit.domain import Officer, Role
from loanvisit.samples import World, world
from loanvisit.scheduling import make_plan


def seed(bank: Bank, number: int = 7, *, borrowers: int = 11) -> World:
    """Write an invented bank into empty tables, and plan its first day; tables that hold one already stay as they are.

    The image archive holds the photographs and vouchers the officers will bring from the visits of the coming month.
    """
    invented = world(number, calendar=bank.calendar, borrowers=borrowers)
    with bank.transaction() as session:
        if session.scalar(select(BankDay)) is not None:
            return invented
        session.add(BankDay(day=invented.as_of))
        session.add_all(_clerk(one) for one in invented.officers)
        session.add_all(_images(bank, invented))
        for file in invented.book().files:
            keep_ground(session, Customer(), file)
    bank.begin_day(invented.as_of, by=invented.officer(Role.POST_LOAN_DESK))
    return invented


def _clerk(officer: Officer) -> Clerk:
    posts = tuple(sorted(officer.roles, key=lambda role: role.value))
    return Clerk(code=officer.id, name=officer.name, unit=officer.unit, posts=posts)


def _images(bank: Bank, invented: World) -> list[Image]:
    until = date(invented.as_of.year, 12, 31)
    plan = make_plan(invented.book(), policy=bank.policy, calendar=bank.calendar, until=until)
    records = invented.records(plan, by=invented.as_of + timedelta(days=30))
    papers = {paper.id: paper for record in records for paper in record.evidence}
    return [Image(image_no=name, paper=paper) for name, paper in papers.items()]
