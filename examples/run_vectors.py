"""Check an implementation against the vectors, in any language.

    python examples/run_vectors.py [--vectors folder] [--command "node answer.js"]

The command is started once. It reads one JSON object a line, {"kind", "input", "ground"} the first time and without
"ground" after that, and writes one JSON value a line, the output. Left out, this library answers
itself, which shows how little an implementation has to do. Prints each vector that differs, with the first place; the
exit code is 1 where one does.
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from make_vectors import FOLDER, KINDS, classed, discharged, found, planned, proved

from loanvisit.codec import from_document
from loanvisit.domain import BorrowerFile, Calendar, DebtorClaims, Portfolio, Regime, VisitRecord
from loanvisit.scheduling import ClausePolicy, Plan, make_plan

Answer = Callable[[str, dict[str, Any]], object]


class Reference:
    """This library, asked as any implementation is."""

    def __init__(self, ground: dict[str, Any]) -> None:
        self._policies = {name: from_document(one, ClausePolicy) for name, one in ground["policies"].items()}
        self._calendars = {name: from_document(one, Calendar) for name, one in ground["calendars"].items()}
        self._regimes = {name: from_document(one, Regime) for name, one in ground["regimes"].items()}

    def __call__(self, kind: str, given: dict[str, Any]) -> object:
        """Answer one vector."""
        if kind == "plans":
            return planned(self._plan(given))
        if kind == "proofs":
            return proved(self._plan(given), given["visit"])
        if kind == "classes":
            debtor = from_document(given["debtor"], DebtorClaims)
            return classed(debtor, self._regimes[given["regime"]], date.fromisoformat(given["as_of"]))
        file = from_document(given["file"], BorrowerFile)
        record = from_document(given["record"], VisitRecord) if given["record"] is not None else None
        if kind == "discharges" and record is not None:
            return discharged(file, record)
        return found(file, record, None if given["as_of"] is None else date.fromisoformat(given["as_of"]))

    def _plan(self, given: dict[str, Any]) -> Plan:
        book = from_document(given["book"], Portfolio)
        policy, calendar = self._policies[given["policy"]], self._calendars[given["calendar"]]
        return make_plan(book, policy=policy, calendar=calendar, until=date.fromisoformat(given["until"]))


class Outside:
    """Another program, asked over its standard input and output."""

    def __init__(self, command: str, ground: dict[str, Any]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(shlex.split(command), stdin=pipe, stdout=pipe, encoding="utf-8")  # noqa: S603
        self._ground = ground
        self._told = False

    def __call__(self, kind: str, given: dict[str, Any]) -> object:
        """Answer one vector."""
        asked = {"kind": kind, "input": given, **({} if self._told else {"ground": self._ground})}
        self._told = True
        if self._process.stdin is None or self._process.stdout is None:
            msg = "the command has no pipes"
            raise RuntimeError(msg)
        try:
            self._process.stdin.write(json.dumps(asked, ensure_ascii=False) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            return None  # it has ended: nothing is no answer
        return json.loads(line) if line else None


def differences(one: object, other: object, path: str = "output") -> Iterator[str]:
    """Yield the innermost places where two outputs differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from differences(one.get(key), other.get(key), f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (first, second) in enumerate(zip(one, other, strict=True)):
            yield from differences(first, second, f"{path}[{place}]")
    elif one != other or type(one) is not type(other):
        yield path


def run(folder: Path, answer: Callable[[dict[str, Any]], Answer]) -> tuple[int, list[str]]:
    """Ask every vector of a folder; return how many there are, and what is to be said of those that differ."""
    asked, wrong = 0, list[str]()
    reply = answer(json.loads((folder / "ground.json").read_text(encoding="utf-8")))
    for kind in KINDS:
        for vector in json.loads((folder / f"{kind}.json").read_text(encoding="utf-8")):
            asked += 1
            place = next(differences(vector["output"], reply(kind, vector["input"])), None)
            if place is not None:
                wrong.append(f"{vector['name']}: differs at {place} ({vector['clause']})")
    return asked, wrong


def main() -> int:
    """Run the vectors and say how many hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, default=FOLDER, help="the folder of the vectors; those shipped")
    parser.add_argument("--command", help="the program that answers; left out, this library")
    told = parser.parse_args()
    asked, wrong = run(
        told.vectors, lambda ground: Outside(told.command, ground) if told.command else Reference(ground)
    )
    for line in wrong:
        print(line)
    print(f"{asked - len(wrong)} of {asked} vectors hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
