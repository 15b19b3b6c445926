"""A contract nobody has seen fail is decoration: each is broken once, by one line."""

import re
import shutil
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SRC, run

LAYERS = "Rooms depend downwards; siblings on a line never meet"
CYCLES = "No room hides a cycle"
CORE = "The core has no clock, no dice, no disk and no wire format"
CATTRS = "cattrs stays at the edge"
TESTS = "Test tools stay in the testing kit"
DOOR = "Nobody inside uses the front door"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the library, so that an offence may be seeded in it."""
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_by(copy: Path, offence: dict[str, str]) -> set[str]:
    """Append each line to its module, and return the names of the contracts then broken."""
    for module, line in offence.items():
        with (copy / "src" / "loanvisit" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    outcome = run("lint-imports", "--no-cache", "--no-logo", cwd=copy, source=copy / "src")
    broken = set(re.findall(r"^(.+) BROKEN$", outcome.stdout, re.MULTILINE))
    if "exhaustive" in outcome.stdout or "Missing layers" in outcome.stdout:
        broken.add(LAYERS)
    assert "KEPT" in outcome.stdout, outcome.stdout + outcome.stderr
    assert bool(broken) == bool(outcome.returncode)
    return broken


@pytest.mark.parametrize(
    ("contract", "offence"),
    [
        pytest.param(LAYERS, {"domain/money.py": "import loanvisit.scheduling"}, id="domain imports scheduling"),
        pytest.param(LAYERS, {"scheduling/a.py": "import loanvisit.reporting"}, id="scheduling imports reporting"),
        pytest.param(LAYERS, {"reporting/a.py": "import loanvisit.assessment"}, id="reporting imports assessment"),
        pytest.param(LAYERS, {"samples/a.py": "import loanvisit.adapters"}, id="samples imports adapters"),
        pytest.param(LAYERS, {"words/a.py": "import loanvisit.errors"}, id="words imports errors"),
        pytest.param(LAYERS, {"steps/a.py": "import loanvisit.testing"}, id="steps imports testing"),
        pytest.param(LAYERS, {"utils.py": "X = 1"}, id="an undeclared room"),
        pytest.param(
            LAYERS,
            {"domain/money.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import loanvisit.steps"},
            id="an import for type checkers only",
        ),
        pytest.param(
            CYCLES,
            {"domain/a.py": "import loanvisit.domain.b", "domain/b.py": "import loanvisit.domain.a"},
            id="two modules import each other",
        ),
        pytest.param(CORE, {"domain/money.py": "import random"}, id="dice in the domain"),
        pytest.param(CORE, {"steps/a.py": "import os.path"}, id="disk in a step"),
        pytest.param(CORE, {"scheduling/a.py": "from time import monotonic"}, id="a clock in scheduling"),
        pytest.param(CORE, {"assessment/a.py": "import json"}, id="a wire format in assessment"),
        pytest.param(CORE, {"reporting/a.py": "from uuid import uuid4"}, id="invented ids in reporting"),
        pytest.param(CATTRS, {"adapters/a.py": "import cattrs"}, id="cattrs in an adapter"),
        pytest.param(CATTRS, {"testing/a.py": "import cattrs"}, id="cattrs in the kit"),
        pytest.param(TESTS, {"domain/money.py": "import hypothesis"}, id="hypothesis in the domain"),
        pytest.param(
            TESTS, {"presets/a.py": "def f() -> None:\n    import pytest"}, id="pytest imported inside a function"
        ),
        pytest.param(DOOR, {"codec/a.py": "from loanvisit import Loan"}, id="the front door used inside"),
    ],
)
def test_an_offence_breaks_the_contract_meant_for_it(copy: Path, contract: str, offence: dict[str, str]) -> None:
    """One line in the wrong room breaks the contract written against it, by name."""
    assert contract in broken_by(copy, offence)


def test_a_legal_import_breaks_nothing(copy: Path) -> None:
    """The domain may import `datetime`: it speaks of days, and asks nobody which day it is."""
    assert broken_by(copy, {"domain/money.py": "import datetime"}) == set()


def test_every_contract_is_seen_to_bite() -> None:
    """No contract stands in `pyproject.toml` without an offence here that breaks it."""
    declared = set(re.findall(r'^name = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE))
    assert declared - {"loanvisit"} == {LAYERS, CYCLES, CORE, CATTRS, TESTS, DOOR}
