"""Real inspections, violations and corrections become borrower files, and a briefing on what is open and since when.

    python examples/inspections_to_briefing.py --data sf_food_safety --as-of 2018-02-16

One business is one borrower, without loans: its inspections are past visits, its violations past findings. A finding
keeps only what its row says: where the day of its correction cannot be true, it is closed on an unknown day.
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
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import TextIO, cast

from attrs import evolve

import loanvisit as lv
from loanvisit import adapters
from loanvisit.errors import fault
from loanvisit.reporting import Briefing, Figure, Paragraph, SectionValue, Snapshot, Table
from loanvisit.words import LANGUAGES

MAPPING = Path(__file__).parent / "mappings" / "sf_inspections.toml"
COLUMNS = {"inspections": {"business_id", "date", "type"}, "violations": {"business_id", "date", "description"}}
NOTE = re.compile(r"\[ date violation corrected: (?:(\d{1,2})/(\d{1,2})/(\d{4})|.*) \]$")
WHY = {
    "before": lv.Text(zh="登记的整改日早于发现日", en="The day of correction lies before the day found"),
    "after": lv.Text(zh="登记的整改日晚于数据截止日", en="The day of correction lies after the end of the data"),
    "no day": lv.Text(zh="登记的整改日不是日期", en="What stands for the day of correction is no date"),
}
Seen = dict[tuple[lv.BorrowerId | None, date], lv.VisitId | None]


@dataclass(frozen=True)
class Register:
    """What the files hold; `why` says of each finding closed on an unknown day what is wrong with its day."""

    visits: list[lv.PastVisit]
    findings: list[lv.PastFinding]
    why: dict[lv.FindingId, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the briefing; return 2, with the reason in both languages, where the input will not do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with inspections.csv and violations.csv")
    parser.add_argument("--as-of", required=True, help="the close of this day, YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=Path("briefing"), help="where the pages go (default ./briefing/)")
    options = parser.parse_args(arguments)
    try:
        as_of = day_of(options.as_of, "--as-of")
        briefing = make_briefing(read_register(options.data, as_of), as_of)
        pages = write_pages(briefing, options.out)
    except lv.LoanVisitError as error:
        print(error.text.zh, error.text.en, sep="\n", file=sys.stderr)
        return 2
    for section in briefing.sections:
        tell_section(section)
    print("\n【简报】", *pages, sep="\n")
    return 0


# --- the files ------------------------------------------------------------------------------------------------------


def read_register(folder: Path, as_of: date) -> Register:
    """Read the files; no day after the last inspection, or after `as_of` where that is later, can be true."""
    read = adapters.read_past(find(folder, "inspections"), adapters.read_mapping(MAPPING))
    visits = [evolve(visit, id=lv.VisitId(visit.source or "")) for visit in read.visits]
    seen: Seen = {(visit.borrower, visit.on): visit.id for visit in reversed(visits)}
    last = max([as_of, *(visit.on for visit in visits)])
    register = Register(visits, [], {})
    for source, row in rows(find(folder, "violations")):
        finding, why = finding_of(row, source, seen, last)
        register.findings.append(finding)
        register.why.update({} if why is None else {finding.id: why})
    return register


def finding_of(row: dict[str, str], source: str, seen: Seen, last: date) -> tuple[lv.PastFinding, str | None]:
    """Return the finding of a row, and why the day of its closure is not known where it is not."""
    borrower, found = lv.BorrowerId(row["business_id"]), day_of(row["date"], source)
    note = NOTE.search(row["description"])
    corrected = None if note is None else day_in(note)
    why = None
    if note is not None and (corrected is None or not found <= corrected <= last):
        why = "no day" if corrected is None else "before" if corrected < found else "after"
    finding = lv.PastFinding(
        id=lv.FindingId(source),
        borrower=borrower,
        found_on=found if found <= last else None,
        text=row["description"],
        visit=seen.get((borrower, found)),
        closed=note is not None,
        closed_on=corrected if why is None else None,
        source=source,
    )
    return finding, why


def day_of(text: str, path: str) -> date:
    """Read a day, written 20180216 or 2018-02-16."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise lv.InputError(fault("date.form", path, text, form="YYYYMMDD, YYYY-MM-DD")) from None


def day_in(note: re.Match[str]) -> date | None:
    """Return the day a note names, None where it names none: some hold a time of day."""
    try:
        return date(int(note[3]), int(note[1]), int(note[2])) if note[3] else None
    except ValueError:
        return None


def find(folder: Path, word: str) -> Path:
    """Find a file, plain or gzip, by a word in its name and by its header."""
    for path in sorted(folder.glob(f"*{word}*.csv*")):
        with opened(path) as file:
            if COLUMNS[word] <= set(next(csv.reader(file), [])):
                return path
    raise lv.InputError(fault("source.open", str(folder / word), why="FileNotFoundError"))


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a file, each with its file and line; one of another width than the header is refused."""
    with opened(path) as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for row in reader:
                source = f"{path.name}:{reader.line_num}"
                if None in row or None in row.values():
                    raise lv.InputError(fault("row.width", source, row, bound=len(reader.fieldnames or ())))
                yield source, row
        except (OSError, EOFError, zlib.error, csv.Error) as error:
            raise lv.InputError(fault("source.open", path.name, why=type(error).__name__)) from None


def opened(path: Path) -> TextIO:
    """Open a file, plain or gzip, as text of one byte a character."""
    opener = gzip.open if path.suffix == ".gz" else open
    return cast("TextIO", opener(path, "rt", encoding="latin-1", newline=""))


# --- the briefing: sections of our own, laid out from the library's figures -----------------------------------------


def make_briefing(register: Register, as_of: date) -> Briefing:
    """Gather the borrowers' files as of a day, and lay out their briefing."""
    named = {one.borrower for one in (*register.visits, *register.findings)}
    borrowers = [lv.Borrower(id=borrower) for borrower in named if borrower is not None]
    known = {"past": register.visits, "past_findings": register.findings}
    book = lv.Portfolio.of(
        [], as_of=as_of, past=register.visits, past_findings=register.findings, borrowers=borrowers
    )
    title, nobody = lv.Text(zh="既往问题账龄与销号简报", en="Earlier problems: age and closure"), lv.Text(zh="未取得数据", en="no data")
    masthead = lv.Masthead(title=title, number=1, unit=nobody, issuer=nobody, issued_on=as_of)
    sections = (summary, standing, ageing, closing, partial(day_unknown, why=register.why), notes)
    return lv.build_briefing(book, masthead=masthead, sections=sections)


def summary(snapshot: Snapshot) -> SectionValue:
    """Say how much there is, the biggest risk, and the request."""
    of = snapshot.figure
    old, still_open = of("ageing.past.more"), of("past.open")
    told = tell(
        "截至 {day}（日终），借款人档案 {files} 户，登记既往检查 {visits} 次、既往问题 {all} 项。"
        "最大风险：未销号问题 {open} 项，其中超过 180 天的占 {rate}。"
        "请示：请责成各经办机构对超过 180 天的 {old} 项限期整改，并补报 {lost} 项已销号问题的整改日期。",
        "At the close of {day}: borrower files {files}, earlier visits {visits}, earlier problems {all}. "
        "Biggest risk: of the open problems ({open}), {rate} have stood for more than 180 days. Request: please set a "
        "last day for the {old} open for more than 180 days, and have the day of {lost} closures reported.",
        day=snapshot.as_of.isoformat(),
        files=of("book.borrowers"),
        visits=of("visits.past"),
        all=of("past.total"),
        open=still_open,
        rate=evolve(old, key="ageing.past.more_rate", of=still_open.number),
        old=old,
        lost=of("past.closed_day_unknown"),
    )
    return SectionValue(heading=lv.Text(zh="概要", en="Summary"), blocks=(told,))


def standing(snapshot: Snapshot) -> SectionValue:
    """Lay out the problems by standing, each in exactly one."""
    alone = tuple(row for row in snapshot.figure("past.total").rows() if isinstance(row, lv.PastFinding) and not row.visit)
    told = tell(
        "其中 {alone} 项在发现当日没有该户的检查记录，照常登记，不与检查关联。",
        "Of them {alone} have no visit to that borrower on the day they were found, and stand without one.",
        alone=Figure(key="past.without_visit", value=len(alone), counted=alone),
    )
    names = {
        "past.closed": ("已销号", "Closed"),
        "past.open": ("未销号", "Open"),
        "past.closed_day_unknown": ("已销号、日期不详", "Closed, day unknown"),
        "past.total": ("合计", "Total"),
    }
    heading = lv.Text(zh="既往问题", en="Earlier problems")
    return SectionValue(heading=heading, blocks=(table(names, map(snapshot.figure, names)), told))
