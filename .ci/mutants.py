"""Break the code in a few places, drawn by lot, and say which breaks no test noticed.

cosmic-ray lists every mutant it can make of the rooms named; `--count` of them are drawn with `--seed`, so that
nobody chooses. Each is written into the working tree, tested, and taken back: run it in a copy.
One JSON object a mutant is printed, with the change where it survived.
"""

import argparse
import json
import os
import random
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkResult

ROOMS = ("domain", "scheduling", "steps")
TESTS = ("tests/unit", "tests/laws", "tests/golden", "tests/bad_input", "tests/stateful", "tests/examples")
PATIENCE = 1_200
"""Seconds for one mutant's tests; a mutant that makes a loop endless is killed by them."""


def every_mutant(rooms: list[str]) -> list[MutationSpec]:
    """Return every mutant of the rooms, in an order that is the same on every machine."""
    modules = sorted(path for room in rooms for path in Path("src/loanvisit", room).rglob("*.py"))
    with TemporaryDirectory() as folder, use_db(str(Path(folder, "session.sqlite"))) as session:
        init(modules, session, {})
        found = [spec for item in session.work_items for spec in item.mutations]
    return sorted(found, key=lambda spec: (str(spec.module_path), spec.start_pos, spec.operator_name, spec.occurrence))


def _tested(spec: MutationSpec, command: list[str]) -> WorkResult:
    """Test one mutant with few cases a law, and where none noticed it, with as many as every day."""
    for profile in ("few", "quick"):
        os.environ["LOANVISIT_PROFILE"] = profile
        result = mutate_and_test([spec], shlex.join(command), PATIENCE)
        if result.test_outcome is not TestOutcome.SURVIVED:
            break
    return result


def main() -> int:
    """Draw, test and print; a survivor fails nothing: a person judges it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS))
    asked = parser.parse_args()
    mutants = every_mutant(asked.rooms)
    drawn = random.Random(asked.seed).sample(mutants, min(asked.count, len(mutants)))  # noqa: S311  a draw, no secret
    print(f"seed {asked.seed}: {len(drawn)} of {len(mutants)} mutants of {', '.join(asked.rooms)}", flush=True)
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    if subprocess.run(command, check=False).returncode:  # noqa: S603  our own words
        print("the tests fail before anything is broken: no mutant can be judged")
        return 1
    ends: Counter[str] = Counter()
    for spec in drawn:
        result = _tested(spec, command)
        end = result.test_outcome.value if result.test_outcome is not None else "not made"
        ends[end] += 1
        line = {
            "where": f"{spec.module_path}:{spec.start_pos[0]}:{spec.start_pos[1]}",
            "operator": spec.operator_name.removeprefix("core/"),
            "end": end,
        }
        print(
            json.dumps(line | ({"diff": result.diff} if result.test_outcome is TestOutcome.SURVIVED else {})),
            flush=True,
        )
    print(", ".join(f"{count} {end}" for end, count in sorted(ends.items())))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
