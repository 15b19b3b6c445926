"""The host of the examples under test: a web server of its own, and what its officers bring back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Thread

import uvicorn
from fastapi import FastAPI
from httpx import Client, Response
from sqlalchemy import URL

from examples.host.app import create_app
from examples.host.bank import Bank, open_database
from examples.host.seed import seed
from loanvisit.codec import to_document
from loanvisit.domain import Role, VisitRecord
from loanvisit.samples import World, world
from loanvisit.scheduling import Plan, make_plan

NOON = datetime(2026, 1, 1, 4, 0, tzinfo=UTC)
"""Noon where the bank is; only the time of day counts."""
GIVEN = ("id", "visit", "borrower", "recorded_at", "void", "version")
"""What the host or the library sets, never a form."""
SEED, BORROWERS = 7, 5


class Host:
    """A host that serves over HTTP, and the world its tables were seeded from."""

    def __init__(self, bank: Bank, address: str) -> None:
        self.bank, self.address = bank, address
        self.web = Client(base_url=address, timeout=60)

    @cached_property
    def world(self) -> World:
        """The invented bank."""
        return world(SEED, calendar=self.bank.calendar, borrowers=BORROWERS)

    @cached_property
    def plan(self) -> Plan:
        """The plan of the first day."""
        book = self.world.book()
        return make_plan(book, policy=self.bank.policy, calendar=self.bank.calendar, until=date(2027, 4, 1))

    @cached_property
    def records(self) -> list[VisitRecord]:
        """What the officers bring back in the first month from visits that are still to be made then."""
        return [one for one in self.world.records(self.plan, by=date(2026, 4, 30)) if one.borrower.value != "B-02"]

    def who(self, role: Role) -> str:
        """Return the code of the first officer in a post."""
        return self.world.officer(role).id.value

    def post(self, path: str, by: str, **fields: object) -> Response:
        """Send JSON as an officer."""
        return self.web.post(path, json=fields, headers={"X-Officer": by})

    def begin(self, day: date) -> None:
        """Move the bank's day."""
        moved = self.post("/day", self.who(Role.POST_LOAN_DESK), day=day.isoformat())
        assert moved.status_code == 200, moved.text

    def task_of(self, record: VisitRecord) -> dict[str, object]:
        """Return the task a record answers, which is still to be made."""
        first = str(record.visit).removeprefix("visit~~")
        tasks: list[dict[str, object]] = self.web.get("/due.json", params={"by": "2027-04-01"}).json()
        return next(one for one in tasks if first in str(one["duties"]))

    def file(self, record: VisitRecord, **changed: object) -> Response:
        """Move the day to that of the visit, and file its record as its first visitor."""
        self.begin(record.on)
        path, fields = self.filled_in(record)
        return self.post(path, str(record.visitors[0]), **(fields | changed))

    def filled_in(self, record: VisitRecord) -> tuple[str, dict[str, object]]:
        """Return where a record is filed, and what the visitor sends."""
        task = self.task_of(record)
        return f"/tasks/{task['task']}/records", fields_of(record) | {"seen": task["version"]}


def fields_of(record: VisitRecord) -> dict[str, object]:
    """Return what the visitors fill in of a record."""
    value = to_document(record)["value"]
    assert isinstance(value, dict)
    return {name: given for name, given in value.items() if name not in GIVEN}


def seeded(url: URL) -> None:
    """Fill an empty database with the invented bank."""
    engine = open_database(url)
    seed(Bank(engine=engine, clock=lambda: NOON), SEED, borrowers=BORROWERS)
    engine.dispose()


@contextmanager
def opened(url: URL) -> Iterator[Host]:
    """Serve the host over a seeded database."""
    engine = open_database(url)
    bank = Bank(engine=engine, clock=lambda: NOON)
    with served(create_app(bank)) as address:
        host = Host(bank, address)
        with host.web:
            yield host
    engine.dispose()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
