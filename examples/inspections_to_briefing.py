"""Real inspections, violations and corrections become borrower files, and a briefing on what is open and since when.

    python examples/inspections_to_briefing.py --data sf_food_safety --as-of 2018-02-16

One business is one borrower, without loans: its inspections are past visits, its violations past findings. A finding
keeps only what its row says: where the day of its correction cannot be true, it is closed and the day is unknown.
"""

import argparse
import csv
import gzip
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from attrs import evolve

import loanvisit as lv
from loanvisit import adapters
from loanvisit.errors import fault
from loanvisit.reporting import Figure, Paragraph, SectionValue, Snapshot, Table
from loanvisit.words import LANGUAGES

MAPPING = Path(__file__).parent / "mappings" / "sf_inspections.toml"
COLUMNS = {
    "inspections": {"business_id", "date", "type"},
    "violations": {"business_id", "date", "description"},
    "businesses": {"business_id", "name"},
}
NOTE = re.compile(r"\[ date violation corrected: (?:(\d{1,2})/(\d{1,2})/(\d{4})|.*) \]$")
WHY = {
    "before": lv.Text(zh="登记的整改日早于发现日", en="corrected, it says, before it was found"),
    "after": lv.Text(zh="登记的整改日晚于数据截止日", en="corrected, it says, after the data end"),
    "no day": lv.Text(zh="登记的整改日不是日期", en="what stands there is no date"),
}
AGES = {"30": "≤ 30", "90": "31-90", "180": "91-180", "more": "> 180"}


@dataclass(frozen=True)
class Register:
    """What the files hold; `why` says of each finding that is closed on an unknown day what is wrong with the day."""

    visits: list[lv.PastVisit]
    findings: list[lv.PastFinding]
    borrowers: set[lv.BorrowerId]
    why: dict[lv.FindingId, str]


# --- the files ------------------------------------------------------------------------------------------------------


def read_register(folder: Path, as_of: date | None) -> Register:
    """Read the files of a folder."""
    read = adapters.read_past(find(folder, "inspections"), adapters.read_mapping(MAPPING))
    visits = [evolve(visit, id=lv.VisitId(visit.source or "")) for visit in read.visits]
    last = max([visit.on for visit in visits] + ([] if as_of is None else [as_of]))
    findings, why = read_findings(find(folder, "violations"), visits, last)
    borrowers = {one.borrower for one in (*visits, *findings) if one.borrower is not None}
    if any(folder.glob("*businesses*.csv*")):
        borrowers |= {lv.BorrowerId(row["business_id"]) for _, row in rows(find(folder, "businesses"))}
    return Register(visits, findings, borrowers, why)


def read_findings(
    path: Path, visits: list[lv.PastVisit], last: date
) -> tuple[list[lv.PastFinding], dict[lv.FindingId, str]]:
    """Read the violations: the row is the finding's identity, and no day after the last can be true."""
    seen = {(visit.borrower, visit.on): visit.id for visit in reversed(visits)}
    findings: list[lv.PastFinding] = []
    why: dict[lv.FindingId, str] = {}
    for line, row in rows(path):
        source = f"{path.name}:{line}"
        key, borrower, found = lv.FindingId(source), lv.BorrowerId(row["business_id"]), day_of(row["date"], source)
        note = NOTE.search(row["description"])
        corrected = day_in(note) if note is not None else None
        if note is not None and (corrected is None or not found <= corrected <= last):
            why[key] = "no day" if corrected is None else "before" if corrected < found else "after"
        findings.append(
            lv.PastFinding(
                id=key,
                borrower=borrower,
                found_on=found if found <= last else None,
                text=row["description"],
                visit=seen.get((borrower, found)),
                closed=note is not None,
                closed_on=None if key in why else corrected,
                source=source,
            )
        )
    return findings, why


def day_of(text: str, path: str) -> date:
    """Read a day, written 20180216 or 2018-02-16."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise lv.InputError(fault("date.form", path, text, form="YYYYMMDD")) from None


def day_in(note: re.Match[str]) -> date | None:
    """Return the day a note names, None where it names none: some hold a time of day."""
    try:
        return date(int(note[3]), int(note[1]), int(note[2])) if note[3] else None
    except ValueError:
        return None


def find(folder: Path, stem: str) -> Path:
    """Find a file, plain or gzip, by a word in its name and by its header."""
    for path in sorted(folder.glob(f"*{stem}*.csv*")):
        if COLUMNS[stem] <= next(({*row} for _, row in rows(path)), set()):
            return path
    raise lv.InputError(fault("source.open", f"{folder}/{stem}.csv", why="no file of that name with the header"))


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a file with their line numbers; one of another width than the header is refused."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="latin-1", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            if None in row or None in row.values():
                width = len(reader.fieldnames or ())
                raise lv.InputError(fault("row.width", f"{path.name}:{reader.line_num}", bound=width))
            yield reader.line_num, row


# --- the briefing ---------------------------------------------------------------------------------------------------


def make_briefing(register: Register, as_of: date) -> "Briefing": ...


if __name__ == "__main__":
    sys.exit(main())
