"""A PostgreSQL of our own for one run of the tests: in a temporary folder, reached by a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url

ADDRESS = "LOANVISIT_POSTGRES_URL"


def program(name: str) -> Path | None:
    """Return a program of the PostgreSQL server, None where there is none."""
    found = [Path(path) for path in (shutil.which(name),) if path]
    found += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return next(iter(found), None)


@contextmanager
def postgres() -> Iterator[URL]:
    """Give the address of a server where databases may be made; skip, saying why, where there is none."""
    if os.environ.get(ADDRESS):
        yield make_url(os.environ[ADDRESS])
        return
    initdb, control = program("initdb"), program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip(f"no PostgreSQL: neither initdb is found nor {ADDRESS} set (apt-get install postgresql)")
    user = _user()
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        if user is not None:
            shutil.chown(folder, user)
        yield from _running(_Cluster(initdb, control, Path(folder), user))


class _Cluster:
    """The programs, the folder, and who runs them: PostgreSQL refuses to be run by root."""

    def __init__(self, initdb: Path, control: Path, folder: Path, user: str | None) -> None:
        self.initdb, self.control, self.folder, self.user = initdb, control, folder, user

    def run(self, *command: str | Path) -> None:
        """Run a program as the user who may; say what it said where it fails."""
        asked = subprocess.run(
            [str(part) for part in command],
            user=self.user,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        if asked.returncode:
            pytest.fail(f"{command[0]} failed:\n{asked.stdout}")


def _running(cluster: _Cluster) -> Iterator[URL]:
    data, log = cluster.folder / "data", cluster.folder / "log"
    cluster.run(cluster.initdb, "-D", data, "-U", "bank", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    settings = f"-c listen_addresses= -c unix_socket_directories={cluster.folder} -c fsync=off"
    cluster.run(cluster.control, "-D", data, "-l", log, "-w", "-o", settings, "start")
    try:
        yield make_url(f"postgresql+psycopg://bank@/postgres?host={cluster.folder}")
    finally:
        cluster.run(cluster.control, "-D", data, "-m", "immediate", "stop")


def _user() -> str | None:
    """Return whom to run the server as: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415  not on every system

    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def new_database(server: URL, name: str, *, like: URL | None = None) -> URL:
    """Make a database on a server, a copy of another where one is named, in place of one that had its name."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}"')
        template = "template0" if like is None else like.database
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    engine.dispose()
    return server.set(database=name)


def no_database(url: URL) -> None:
    """Take a database away."""
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{url.database}"')
    engine.dispose()
