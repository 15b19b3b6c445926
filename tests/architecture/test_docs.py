"""What a reader is shown is what was run."""

import re
import tomllib
from pathlib import Path

import pytest

from docs.reference_pages import write_outlines, write_policies, write_roles
from loanvisit import presets
from loanvisit.domain import ROLE_TABLE
from tests.architecture.tree import ROOT, run, sources

PAGES = [*ROOT.glob("README*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
PARTS = re.MULTILINE | re.DOTALL
FENCE = re.compile(r"^```python\n(.*?)^```$", PARTS)


def _collected(*paths: Path) -> str:
    return run("pytest", "--collect-only", "-q", *paths).stdout


def _looked_at(page: str) -> int:
    """Count the Python fences of a page, and the fences under the first that show what was printed."""
    _, python, after = page.partition("```python\n")
    return bool(python) + len(re.findall(r"^```(?:python|text)$", after, re.MULTILINE))


def test_every_fence_is_run_or_compared() -> None:
    """Each Python fence of the README and of the documents is a test, and so is each that shows what was printed."""
    shown = {page.relative_to(ROOT): _looked_at(page.read_text(encoding="utf-8")) for page in PAGES}
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


def _lines_of_rooms() -> list[set[str]]:
    """Return the rooms there are, line by line, as the first contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [{room for room in line.split(" | ") if not room.startswith("(")} for line in layers]


def test_the_design_draws_the_rooms_of_the_contract() -> None:
    """The drawing of the rooms has each line of the contract, in its order, with the same rooms on it."""
    design = (ROOT / "docs" / "explanation" / "design.md").read_text(encoding="utf-8")
    drawing = re.search(r"## Rooms\n.*?^```text\n(.*?)^```$", design, re.MULTILINE | re.DOTALL)
    assert drawing is not None
    drawn = [re.split(r"\s{2,}", line)[0].split(" | ") for line in drawing[1].splitlines()]
    assert [set(rooms) for rooms in drawn] == _lines_of_rooms()
    assert all(f"`{room}`" in design for rooms in drawn for room in rooms)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_a_readme_lists_every_room(page: str) -> None:
    """The table of a README has a line for each room there is, and for no other."""
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(set().union(*_lines_of_rooms()))


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


def test_both_readmes_show_the_same_fences() -> None:
    """What the English README has a reader run or read as printed, the Chinese one has, to the letter."""
    english, chinese = (
        re.findall(r"^```.*?^```$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for name in ("README.md", "README.zh-CN.md")
    )
    assert chinese == english


def test_every_folder_of_tests_has_its_row() -> None:
    """The folders that tests/README.md names are those there are."""
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    there = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    assert set(re.findall(r"^\| .* \| `(\w+)/`", page, re.MULTILINE)) - {"typing"} == there


def test_the_gates_told_to_contributors_are_those_that_run() -> None:
    """Each gate of `.ci/gates` stands in CONTRIBUTING.md, to the letter, and each path named there exists."""
    gates = re.findall(r"^gate (.+)$", (ROOT / ".ci" / "gates").read_text(encoding="utf-8"), re.MULTILINE)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [gate for gate in gates if f"\n{gate}\n" not in page] == []
    assert [path for path in re.findall(r"\btests/\S+?\.(?:py|md|txt)", page) if not (ROOT / path).exists()] == []


def test_the_page_of_policies_reads_every_clause_aloud(tmp_path: Path) -> None:
    """Each clause of each preset stands there in Chinese and English, with its paper and how sure it is."""
    write_policies(tmp_path)
    page = (tmp_path / "preset-policies.md").read_text(encoding="utf-8")
    for policy in map(presets.policy, presets.policies()):
        assert all(line in page for line in (*policy.text.zh.splitlines(), *policy.text.en.splitlines())), policy.id
        for clause in policy.clauses:
            said = clause.said(policy.declared, narrowed=bool(policy.applies))
            for one in (said, clause.citation, clause.confidence.text):
                assert one.zh in page, clause.id
                assert one.en in page, clause.id


def test_the_page_of_roles_has_every_row(tmp_path: Path) -> None:
    """Each role stands there with what it does and never does in Chinese and English, and every move refused to it."""
    write_roles(tmp_path)
    page = (tmp_path / "roles.md").read_text(encoding="utf-8")
    for row in ROLE_TABLE.values():
        [line] = [one for one in page.splitlines() if one.startswith(f"| {row.role.text.zh}<br>")]
        for one in (row.does, *([] if row.never is None else [row.never])):
            assert one.zh in line
            assert one.en in line
        assert [ban.act for ban in row.bans if f"`{ban.act}`" not in line] == []


def test_the_page_of_outlines_reads_every_question_aloud(tmp_path: Path) -> None:
    """Each question of each preset outline stands there in Chinese and English, with its red flag."""
    write_outlines(tmp_path)
    page = (tmp_path / "preset-outlines.md").read_text(encoding="utf-8")
    for outline in map(presets.outline, presets.outlines()):
        for question in outline.questions:
            for one in (question.text, question.red_flag, outline.citation):
                assert one is not None
                assert one.zh in page, question.code
                assert one.en in page, question.code
