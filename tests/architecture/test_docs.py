"""What a reader is shown is what was run."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, run, sources

PAGES = [*ROOT.glob("README*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _collected(*paths: Path) -> str:
    return run("pytest", "--collect-only", "-q", *paths).stdout


def test_every_python_fence_is_run() -> None:
    """Each Python fence of the README and of the documents is collected as a test."""
    shown = {page.relative_to(ROOT): page.read_text(encoding="utf-8").count("```python\n") for page in PAGES}
    collected = _collected(*PAGES)
    assert {page: len(re.findall(rf"^{re.escape(str(page))}::", collected, re.MULTILINE)) for page in shown} == shown


def test_every_docstring_example_is_run() -> None:
    """Each `>>>` of a docstring in the library is collected as a test."""
    shown = {
        path.relative_to(ROOT): len(re.findall(r"^\s*>>> ", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in sources()
    }
    collected = _collected(ROOT / "src")
    assert {path: len(re.findall(rf"^{re.escape(str(path))}::", collected, re.MULTILINE)) for path in shown} == shown


def test_no_fence_hides_its_language() -> None:
    """Every fence says what it holds, so that none escapes by saying nothing."""
    known = {"python", "sh", "text", "toml", "json", "mermaid"}
    opened = {
        (page.name, language)
        for page in PAGES
        for language in re.findall(
            r"^```([^\n]*)\n.*?^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
    }
    assert {(page, language) for page, language in opened if language not in known and language[:1] != "{"} == set()


def test_every_python_fence_type_checks(tmp_path: Path) -> None:
    """The fences of a page, read as one module, pass mypy as the library does."""
    for page in PAGES:
        fences = FENCE.findall(page.read_text(encoding="utf-8"))
        if fences:
            name = re.sub(r"\W", "_", str(page.relative_to(ROOT)))
            (tmp_path / f"{name}.py").write_text("\n".join(fences), encoding="utf-8")
    if not list(tmp_path.iterdir()):
        pytest.skip("no page has a Python fence")
    outcome = run("mypy", tmp_path, "--config-file", ROOT / "pyproject.toml")
    assert outcome.returncode == 0, outcome.stdout
