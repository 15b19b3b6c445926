"""A gate that cannot fail is no gate: each is seen to refuse one offence."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make an empty project under the rules of this one."""
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, tmp_path)
    write(tmp_path / "src" / "loanvisit" / "__init__.py", '"""A library."""\n')
    write(tmp_path / "examples" / "host" / "app.py", '"""A host."""\n')
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("TID251", "from datetime import date\n\nTODAY = date.today()"),
        ("TID251", "import random"),
        ("TID251", "from uuid import uuid4"),
        ("DTZ001", "from datetime import datetime\n\nNOON = datetime(2026, 1, 1, 12)"),
        ("PTH123", 'BOOK = open("book.csv")'),
        ("S101", "assert 1"),
        ("D103", "def due() -> None:\n    return"),
        ("ANN201", 'def due():\n    """Return nothing."""'),
        ("RUF032", "from decimal import Decimal\n\nSUM = Decimal(0.1)"),
    ],
)
def test_the_linter_refuses(project: Path, rule: str, line: str) -> None:
    """A clock, dice, an open file, a bare assert, a silent or untyped function, a float sum: each by its rule."""
    write(project / "src" / "loanvisit" / "seeded.py", f'"""A module."""\n\n{line}\n')
    outcome = run("ruff", "check", "--no-cache", cwd=project)
    assert outcome.returncode == 1
    assert rule in outcome.stdout


def test_the_formatter_refuses(project: Path) -> None:
    """A line not laid out as the formatter would is refused."""
    write(project / "src" / "loanvisit" / "seeded.py", '"""A module."""\n\nX = {  1:2 }\n')
    assert run("ruff", "format", "--check", "--no-cache", cwd=project).returncode == 1


def test_mypy_refuses(project: Path) -> None:
    """A text where a number is promised is refused, and so is an ignore that is not needed."""
    seeded = write(
        project / "src" / "loanvisit" / "seeded.py",
        'def number() -> int:\n    return "one"\n\n\nTWO: int = 2  # type: ignore[assignment]\n',
    )
    outcome = run("mypy", seeded, cwd=project)
    assert outcome.returncode == 1
    assert "[return-value]" in outcome.stdout
    assert "[unused-ignore]" in outcome.stdout


def test_basedpyright_refuses(project: Path) -> None:
    """The same, by the second checker."""
    write(
        project / "tests" / "typing" / "seeded.py",
        'def number() -> int:\n    return "one"\n\n\nTWO: int = 2  # pyright: ignore[reportAssignmentType]\n',
    )
    outcome = run("basedpyright", cwd=project)
    assert outcome.returncode == 1
    assert "reportReturnType" in outcome.stdout
    assert "reportUnnecessaryTypeIgnoreComment" in outcome.stdout


def test_the_tests_refuse_a_line_never_reached(project: Path) -> None:
    """A branch no test takes fails the run, though every test passes."""
    write(
        project / "src" / "loanvisit" / "seeded.py",
        "def sign(n: int) -> int:\n    if n < 0:\n        return -1\n    return 1\n",
    )
    write(
        project / "tests" / "test_it.py",
        "from loanvisit.seeded import sign\n\ndef test_it():\n    assert sign(2) == 1\n",
    )
    outcome = run("pytest", "--cov", "tests", cwd=project, source=project / "src")
    assert outcome.returncode == 1
    assert "1 passed" in outcome.stdout
    assert "Required test coverage of 100" in outcome.stdout


@pytest.mark.parametrize(
    "body",
    [
        'import warnings\n\ndef test_it():\n    warnings.warn("old", DeprecationWarning)\n',
        "import pytest\n\n@pytest.mark.unheard_of\ndef test_it():\n    pass\n",
        "import pytest\n\n@pytest.mark.xfail\ndef test_it():\n    pass\n",
    ],
    ids=["a warning", "an undeclared marker", "a failure expected in vain"],
)
def test_the_tests_refuse(project: Path, body: str) -> None:
    """A warning, a marker nobody declared and an expected failure that passes each fail the run."""
    write(project / "tests" / "test_it.py", body)
    assert run("pytest", "tests", cwd=project).returncode != 0


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("README.md", "```python\nassert 1 + 1 == 3\n```\n"),
        ("docs/page.md", "```python\n>>> 1 + 1\n3\n\n```\n"),
        ("src/loanvisit/seeded.py", '"""A module.\n\n>>> 1 + 1\n3\n"""\n'),
    ],
)
def test_the_documents_refuse_a_false_example(project: Path, page: str, text: str) -> None:
    """An example that does not do what it says fails the run, in the README, in the documents, in a docstring."""
    write(project / page, text)
    outcome = run("pytest", page, cwd=project, source=project / "src")
    assert outcome.returncode == 1
    assert "1 failed" in outcome.stdout


def test_the_documents_refuse_a_broken_link(tmp_path: Path) -> None:
    """A page that points nowhere fails the build."""
    settings = (ROOT / "docs" / "conf.py").read_text(encoding="utf-8")
    extensions = next(line for line in settings.splitlines() if line.startswith("extensions"))
    write(tmp_path / "conf.py", f"{extensions}\n")
    write(tmp_path / "index.md", "# A page\n\n[nowhere](nowhere.md)\n")
    outcome = run("sphinx-build", "-W", "-q", tmp_path, tmp_path / "built")
    assert outcome.returncode == 1
    assert "nowhere" in outcome.stderr


def test_the_one_command_runs_each_gate_and_forgives_none() -> None:
    """`.ci/gates` names each gate, and nothing in either script turns a failure into a success."""
    gates = (ROOT / ".ci" / "gates").read_text(encoding="utf-8")
    everything = gates + (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for gate in ("ruff check", "ruff format --check", "mypy", "basedpyright", "lint-imports", "sphinx-build -W"):
        assert f"\ngate {gate}" in gates
    assert everything.count("set -euo pipefail") == 2
    assert "|" + "| true" not in everything


def test_a_browser_that_cannot_be_installed_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """The one command keeps what the installer said, says in a line of its own what is skipped, and goes on."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    opening, _, _ = script.partition("printf '── .venv")
    programs = tmp_path / "bin"
    write(programs / "apt-get", "#!/bin/sh\necho 'E: no such host' >&2\nexit 100\n").chmod(0o755)
    write(programs / "sudo", '#!/bin/sh\nshift\nexec "$@"\n').chmod(0o755)
    for name in ("bash", "dirname", "id", "env", "grep", "sh"):
        (programs / name).symlink_to(str(shutil.which(name)))
    copy = write(tmp_path / ".ci" / "run", f"{opening}\necho gone on\n")
    outcome = subprocess.run(
        [str(programs / "bash"), copy], env={"PATH": str(programs)}, capture_output=True, encoding="utf-8", check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "E: no such host" in outcome.stderr
    assert outcome.stderr.count("!! NOT INSTALLED") == 2
    assert outcome.stdout.endswith("gone on\n")
