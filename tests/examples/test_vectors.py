"""The vectors are what the library answers, and a runner finds what differs, in whatever language it is asked."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "src" / "loanvisit" / "testing" / "vectors"
FILES = (
    "ground.json",
    "plans.json",
    "discharges.json",
    "proofs.json",
    "findings.json",
    "classes.json",
    "methods.json",
    "loads.json",
)


def _script(name: str, *told: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "examples" / name), *told]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the vectors that a test may spoil."""
    return Path(shutil.copytree(VECTORS, tmp_path / "vectors"))


def test_made_anew_they_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """The script makes the files that are shipped, to the byte."""
    assert _script("make_vectors.py", str(tmp_path)).returncode == 0
    assert {file.name for file in VECTORS.glob("*.json")} == set(FILES)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (VECTORS / name).read_bytes(), name


def test_the_library_holds_every_vector() -> None:
    """Asked like any implementation, the library answers each as it is written."""
    ran = _script("run_vectors.py")
    assert (ran.returncode, ran.stderr) == (0, "")
    asked = sum(len(json.loads((VECTORS / name).read_text(encoding="utf-8"))) for name in FILES[1:])
    assert ran.stdout == f"{asked} of {asked} vectors hold\n"


@pytest.mark.parametrize("name", FILES[1:])
def test_a_changed_vector_is_found(copied: Path, name: str) -> None:
    """One text of one output changed: the runner fails, naming the vector and the place."""
    file = copied / name
    vectors = json.loads(file.read_text(encoding="utf-8"))
    vector = next(one for one in vectors if one["output"])
    spoilt = json.dumps(vector["output"]).replace("e", "E", 1)
    vector["output"] = json.loads(spoilt)
    file.write_text(json.dumps(vectors), encoding="utf-8")
    ran = _script("run_vectors.py", "--vectors", str(copied))
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"{vector['name']}: differs at output")


def test_a_program_is_asked_line_by_line(copied: Path, tmp_path: Path) -> None:
    """Another program answers over its standard input and output; one that says nothing fails every vector."""
    (copied / "plans.json").write_text("[]", encoding="utf-8")
    (copied / "proofs.json").write_text("[]", encoding="utf-8")
    parrot = tmp_path / "parrot.py"
    parrot.write_text(
        "import json, sys\n"
        f"sys.path.insert(0, {str(ROOT / 'examples')!r})\n"
        "from run_vectors import Reference\n"
        "answer = None\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    answer = answer or Reference(asked['ground'])\n"
        "    print(json.dumps(answer(asked['kind'], asked['input'])), flush=True)\n",
        encoding="utf-8",
    )
    ran = _script("run_vectors.py", "--vectors", str(copied), "--command", f"{sys.executable} {parrot}")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    silent = _script("run_vectors.py", "--vectors", str(copied), "--command", f"{sys.executable} -c pass")
    assert silent.returncode == 1
