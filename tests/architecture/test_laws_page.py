"""The page of laws names tests that exist, and each that says which invariant it shows is on the page."""

import ast
import re
from pathlib import Path

from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "reference" / "laws.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (I-)?(\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def _tests(path: Path) -> dict[str, str]:
    """Return the tests of a file and what each says."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        one.name: ast.get_docstring(one) or ""
        for one in tree.body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    }


def test_every_test_on_the_page_of_laws_exists() -> None:
    """A test that is renamed or deleted leaves no row that names it, and no row is without a test."""
    gone = [f"{path}::{name}" for path, name in TEST.findall(PAGE) if name not in _tests(ROOT / path)]
    assert gone == []
    assert [number for _, number, _, shown in ROW.findall(PAGE) if not TEST.search(shown)] == []
    assert TEST.sub("", "".join(shown for *_, shown in ROW.findall(PAGE))).replace("<br>", "").strip() == ""


def test_the_page_has_every_law_once() -> None:
    """The laws are numbered from 1 to 21; what holds through steps from I-21 to I-29 and from I-37 to I-50."""
    rows = [(kind, int(number)) for kind, number, _, _ in ROW.findall(PAGE)]
    steps = [*range(21, 30), *range(37, 51)]
    assert rows == [*(("", number) for number in range(1, 22)), *(("I-", number) for number in steps)]


def test_what_a_test_says_it_shows_is_on_the_page() -> None:
    """Where a test's sentence names an invariant, one of that number is on the page."""
    on_page = {f"I-{number}" for kind, number, _, _ in ROW.findall(PAGE) if kind}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, said in _tests(path).items():
            named = set(re.findall(r"\bI-\d+\b", said))
            assert named <= on_page, f"{path.name}::{name}"
