"""The project as a tree: its folders, its rooms, and the programs that judge it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from docs.reference_pages import names

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"


def public(room: ModuleType) -> Iterator[tuple[str, object]]:
    """Yield each name a room hands on, with the thing it names."""
    for name in names(room):
        yield name, getattr(room, name)


def sources() -> list[Path]:
    """Return every module of the library."""
    return sorted(SRC.rglob("*.py"))


def run(
    program: str, *args: str | Path, cwd: Path = ROOT, source: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment; with `source`, that folder stands in for the installed library."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTEST", "FORCE_COLOR"))}
    if source is not None:
        env["PYTHONPATH"] = str(source)
        env["HYPOTHESIS_NO_PLUGINS"] = "1"  # the library's own plug-in is not in the stand-in
    command = [str(Path(sys.executable).with_name(program)), *map(str, args)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
