"""Sessions beyond the one command `bash .ci/run`; each runs on the Python that runs nox, unless it names others."""

import pathlib
import shutil

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["gates", "tests", "dateutil4"]


@nox.session
def gates(session: nox.Session) -> None:
    """Style, types, rooms and documents."""
    session.install("-e", ".[dev]")
    session.run("bash", ".ci/gates", external=True)


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Run the tests against the built wheel, on every Python there is."""
    session.install(".[dev]")
    session.run("pytest", "--cov", *session.posargs)


@nox.session
def dateutil4(session: nox.Session) -> None:
    """Run the tests with the newest dateutil; `holidays` cannot follow it there."""
    session.install("-e", ".[checks]", "python-dateutil>=4,<5")
    session.run("pytest", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """Run the laws with many cases, and the tests too slow for every day."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs, env={"LOANVISIT_PROFILE": "deep"})


@nox.session
def mutants(session: nox.Session) -> None:
    """Break the code in 30 places drawn by lot, in a copy, and list what no test noticed; `-- --seed 7 domain`."""
    session.install(".[dev]", "cosmic-ray>=8.4")
    copy = pathlib.Path(session.create_tmp(), "copy")
    shutil.rmtree(copy, ignore_errors=True)
    left_out = shutil.ignore_patterns(".git", ".nox", ".venv", "_build", "__pycache__", ".*_cache")
    shutil.copytree(".", copy, ignore=left_out)
    session.chdir(copy)
    # Every case the laws draw is drawn from the source as it is, whatever is installed.
    env = {"LOANVISIT_PROFILE": "few", "PYTHONPATH": "src"}
    session.run("python", ".ci/mutants.py", *(session.posargs or ["--seed", "20261123"]), env=env)


@nox.session
def types(session: nox.Session) -> None:
    """Every public name of the wheel has a known type."""
    session.install(".[dev]")
    session.run("basedpyright", "--verifytypes", "loanvisit", "--ignoreexternal")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure the ratios promised, each against its anchor in the same run."""
    session.install(".[dev,bench]")
    session.run("python", "-m", "benchmarks", *session.posargs)
