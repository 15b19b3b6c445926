"""Databases for the host of the examples: SQLite always, PostgreSQL where one can be started."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.examples.cluster import new_database, no_database, postgres
from tests.examples.hosting import Host, opened, seeded

MakeDatabase = Callable[[], URL]
NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """Start a PostgreSQL, or skip saying why."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seed one SQLite file, of which each test takes a copy."""
    path = tmp_path_factory.mktemp("host") / "seeded.db"
    seeded(_sqlite(path))
    return path


@pytest.fixture(scope="session")
def seeded_database(server: URL) -> URL:
    """Seed one database, of which each test takes a copy."""
    url = new_database(server, "seeded")
    seeded(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Host]:
    """Serve a host of its own on each kind of database."""
    if request.param == "sqlite":
        with opened(_copied(request, tmp_path)) as one:
            yield one
        return
    template: URL = request.getfixturevalue("seeded_database")
    url = new_database(template.set(database="postgres"), f"host_{next(NUMBERS)}", like=template)
    try:
        with opened(url) as one:
            yield one
    finally:
        no_database(url)


@pytest.fixture
def small_host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Host]:
    """Serve a host on SQLite, for what does not depend on the database."""
    with opened(_copied(request, tmp_path)) as one:
        yield one


def _copied(request: pytest.FixtureRequest, folder: Path) -> URL:
    path = folder / "host.db"
    shutil.copy(request.getfixturevalue("seeded_file"), path)
    return _sqlite(path)


def _sqlite(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))
