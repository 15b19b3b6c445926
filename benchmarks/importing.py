"""The cost of `import loanvisit` in a fresh process, against the three packages it rests on."""

import subprocess
import sys
from collections.abc import Callable, Iterable

from benchmarks.timing import Result, compare


def _import(statement: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", statement], check=True)  # noqa: S603  our own words


def results(runs: int = 15) -> Iterable[Result]:
    """Compare the two imports; the interpreter's own start is in both, so an empty start is taken off each."""
    empty = compare(
        "empty", _import("pass"), _import("pass"), n=runs, unit="ms", scale=1e3, must=0, aim=0, runs=runs
    ).ours
    raw = compare(
        "import_time",
        _import("import loanvisit"),
        _import("import attrs, cattrs, dateutil"),
        n=runs,
        unit="ms",
        scale=1e3,
        must=2.5,
        aim=1.5,
        runs=runs,
    )
    ours, peer = raw.ours - empty, raw.peer - empty
    yield Result(
        name=raw.name,
        ours=round(ours, 3),
        peer=round(peer, 3),
        ratio=round(ours / peer, 3),
        unit=raw.unit,
        n=raw.n,
        must=raw.must,
        aim=raw.aim,
    )
