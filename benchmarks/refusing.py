"""Refusing a million rows that are all bad, against taking a million that are good: time, and peak memory.

Each run is a process of its own, so that its peak is its own. A bad row has an amount with an exponent, a day that no
calendar has, and no borrower: three faults.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import Result
from loanvisit.adapters import read_book
from loanvisit.errors import InputError

_HEADER = "No,Customer,Amount,Paid out\n"
_MAPPING = {
    "currency": "CNY",
    "columns": {"id": "No", "borrower": "Customer", "principal": "Amount", "disbursed_on": "Paid out"},
}


def _write(path: Path, rows: int, *, good: bool) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for place in range(rows):
            told = f"B-{place % 5000},{place}.00,2025-01-31" if good else f",{place}e9,2025-02-30"
            file.write(f"L-{place},{told}\n")


def _read(path: Path) -> int:
    """Read a book strictly; return how many rows were taken, or how many faults told and counted."""
    try:
        return len(read_book(path, _MAPPING).loans)
    except InputError as error:
        return len(error.faults) + error.more


def _measured(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak in MiB of reading a file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.refusing", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603  our own words
    seconds, peak = told.split()
    return float(seconds), float(peak)


def results(rows: int = 1_000_000) -> Iterable[Result]:
    """Compare once: a million rows take a minute, and a minute says enough."""
    with TemporaryDirectory() as folder:
        good, bad = Path(folder, "good.csv"), Path(folder, "bad.csv")
        _write(good, rows, good=True)
        _write(bad, rows, good=False)
        (good_seconds, good_peak), (bad_seconds, bad_peak) = _measured(good), _measured(bad)
    for name, ours, peer, unit, must in (
        ("bad_million", bad_seconds, good_seconds, "s", 2.0),
        ("bad_million_memory", bad_peak, good_peak, "MiB", 1.2),
    ):
        yield Result(
            name=name,
            ours=round(ours, 3),
            peer=round(peer, 3),
            ratio=round(ours / peer, 3),
            unit=unit,
            n=rows,
            must=must,
            aim=1.0,
        )


if __name__ == "__main__":
    start = time.perf_counter()
    _read(Path(sys.argv[1]))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
