"""Real inspections, violations and corrections become borrower files, and a briefing on what is open and since when.

    python examples/inspections_to_briefing.py --data sf_food_safety --as-of 2018-02-16

One business is one borrower, without loans or a name: its inspections are past visits, its violations past findings.
A finding keeps only what its row says; where the day of its correction cannot be true, it is closed, day unknown.
"""

import argparse
import csv
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path

from attrs import evolve

import loanvisit as lv
from loanvisit import adapters
from loanvisit.errors import fault
from loanvisit.reporting import Briefing, Figure, Paragraph, SectionValue, Snapshot, Table
from loanvisit.words import LANGUAGES, say

MAPPING = Path(__file__).parent / "mappings" / "sf_inspections.toml"
NOTE = re.compile(r"\[ date violation corrected: (.*) \]$")
WHY = {
    "before": ("整改日早于发现日", "Corrected before the day found"),
    "after": ("整改日晚于数据截止日", "Corrected after the end of the data"),
    "no_day": ("整改日不是日期", "Corrected on what is no date"),
}
STANDING = {"closed": ("已销号", "Closed"), "open": ("未销号", "Open"),
    "closed_day_unknown": ("已销号、日期不详", "Closed, day unknown"), "total": ("合计", "Total")}  # fmt: skip
AGES = {"30": ("30 天内", "≤ 30 days"), "90": ("31-90 天", "31-90 days"), "180": ("91-180 天", "91-180 days"),
    "more": ("180 天以上", "> 180 days"), "unknown": ("日期不详", "Not known"), "total": ("合计", "Total")}  # fmt: skip
Findings = tuple[list[lv.PastFinding], dict[lv.FindingId, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the briefing; return 2, with the reason, where the input will not do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of inspections.csv and violations.csv")
    parser.add_argument("--as-of", type=day_of, required=True, help="the close of this day, YYYY-MM-DD")
    parser.add_argument("--out", type=out_of, default=Path("briefing"), help="the folder for the pages (./briefing/)")
    options = parser.parse_args(arguments)
    try:
        read = adapters.read_past(find(options.data, "inspections", "type"), adapters.read_mapping(MAPPING))
        visits = [evolve(visit, id=lv.VisitId(visit.source or "")) for visit in read.visits]
        findings = read_findings(find(options.data, "violations", "description"), visits, options.as_of)
        briefing = make_briefing(visits, findings, options.as_of)
        print(*(note.text.zh for note in read.notes), sep="\n", file=sys.stderr)
        print(lv.to_markdown(briefing, "zh"), *write_pages(briefing, options.out), sep="\n", flush=True)
    except BrokenPipeError:  # whoever read this wants no more of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except lv.LoanVisitError as error:
        print(error.text.zh, error.text.en, sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"--out：{error}", file=sys.stderr)
        return 2
    return 0


def day_of(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text if len(text) == 10 else "")
    except ValueError:
        raise argparse.ArgumentTypeError("没有这一天，或写法不是 YYYY-MM-DD (no such day, or not YYYY-MM-DD)") from None


def out_of(name: str) -> Path:
    """Return the folder for the pages, sure that it can be written to; nothing is made yet."""
    folder = Path(name)
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise argparse.ArgumentTypeError(f"{name}：不能写入 (cannot be written to)")
    return folder


def find(folder: Path, word: str, column: str) -> Path:
    """Find a file, plain or gzip, by a word in its name and a column of its own."""
    for path in sorted(folder.glob(f"*{word}*.csv*")):
        if any(column in row for _, row in rows(path)):
            return path
    path = folder / f"{word}.csv"
    raise lv.InputError(fault("source.open", "--data", name=str(path), why=say("hint.open.missing")))


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a file, each with its file and line; one of another width than the header is refused."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="latin-1", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                source = f"{path.name}:{reader.line_num}"
                if None in row or None in row.values():
                    raise lv.InputError(fault("row.width", source, row, bound=len(reader.fieldnames or ())))
                yield source, row
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        why = say("hint.open.other", why=type(error).__name__)
        raise lv.InputError(fault("source.open", "--data", name=str(path), why=why)) from None


def read_findings(path: Path, visits: list[lv.PastVisit], as_of: date) -> Findings:
    """Read the violations, each known by its row; a day after both `as_of` and the last inspection cannot be true."""
    seen = {(visit.borrower, visit.on): visit.id for visit in reversed(visits)}
    last = max([as_of, *(visit.on for visit in visits)])
    findings: list[lv.PastFinding] = []
    why: dict[lv.FindingId, str] = {}
    for source, row in rows(path):
        found, note = day(row["date"]), NOTE.search(row["description"])
        if found is None:
            raise lv.InputError(fault("date.form", source, row["date"], form="YYYYMMDD"))
        corrected = None if note is None else day(note[1])
        finding = lv.PastFinding(
            id=lv.FindingId(source),
            borrower=lv.BorrowerId(row["business_id"]),
            found_on=found if found <= last else None,
            text=row["description"],
            visit=seen.get((lv.BorrowerId(row["business_id"]), found)),
            closed=note is not None,
            closed_on=corrected if corrected and found <= corrected <= last else None,
            source=source,
        )
        findings.append(finding)
        if finding.closed and not finding.closed_on:
            why[finding.id] = "no_day" if corrected is None else "before" if corrected < found else "after"
    return findings, why


def day(text: str) -> date | None:
    """Read a day, written 20180216 or 2/16/2018; None for anything else, such as a time of day."""
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        return date.fromisoformat(f"{parts[3]}{parts[1]:0>2}{parts[2]:0>2}" if parts else text)
    except ValueError:
        return None


def make_briefing(visits: list[lv.PastVisit], read: Findings, as_of: date) -> Briefing:
    """Gather the borrowers' files as of a day, and brief on them in sections of our own."""
    findings, why = read
    named = {visit.borrower for visit in visits if visit.borrower} | {finding.borrower for finding in findings}
    borrowers = [lv.Borrower(id=borrower) for borrower in named]
    book = lv.Portfolio.of([], as_of=as_of, past=visits, past_findings=findings, borrowers=borrowers)
    title = lv.Text(zh="既往问题账龄与销号简报", en="Earlier problems: age and closure")
    unit = lv.Text(zh="依据公开检查数据编制", en="Compiled from open inspection data")
    masthead = lv.Masthead(title=title, number=1, unit=unit, issuer=say("briefing.missing"), issued_on=as_of)
    return lv.build_briefing(book, masthead=masthead, sections=(summary, problems, partial(day_unknown, why=why)))


def summary(snapshot: Snapshot) -> SectionValue:
    """Say how much there is, the biggest risk, and the request."""
    of, old = snapshot.figure, snapshot.figure("ageing.past.more")
    rate = evolve(old, key=f"{old.key}_rate", of=of("past.open").number)
    told = tell(
        "借款人档案 {} 户，登记既往检查 {} 次、既往问题 {} 项。最大风险：未销号问题中超过 180 天的占 {}。"
        "请示：请责成各经办机构对超过 180 天未销号的 {} 项限期整改。",
        "Borrower files {}, earlier visits {}, earlier problems {}. Biggest risk: of the open problems {} have stood "
        "for more than 180 days. Request: please set a last day for the {} that have.",
        *(of("book.borrowers"), of("visits.past"), of("past.total"), rate, old),
    )
    return SectionValue(heading=say("briefing.heading.summary"), blocks=(told,))


def problems(snapshot: Snapshot) -> SectionValue:
    """Lay out how the problems stand, the age of the open ones, and the days from finding to closure."""
    of = snapshot.figure
    told = tell(
        "已销号问题自发现至销号：四分之一在 {} 天以内，半数在 {} 天以内，四分之三在 {} 天以内。"
        "全部问题中 {} 项在发现当日没有该户的检查记录，照常登记，不与检查关联。天数均为自然日。",
        "From finding to closure: a quarter took {} days or less, half {} or less, three quarters {} or less. "
        "Of all problems {} have no visit to that borrower on the day found, and stand alone. Days are calendar days.",
        *(of("closing.past.1"), of("closing.past.2"), of("closing.past.3"), of("past.without_visit")),
    )
    standing = table("既往问题", "Problems", STANDING, [of(f"past.{name}") for name in STANDING])
    ages = table("未销号账龄", "Open for", AGES, [of(f"ageing.past.{name}") for name in AGES])
    return SectionValue(heading=lv.Text(zh="既往问题", en="Earlier problems"), blocks=(standing, ages, told))


def day_unknown(snapshot: Snapshot, why: dict[lv.FindingId, str]) -> SectionValue:
    """List by file row what is closed on an unknown day, outside every figure of delay."""
    lost = snapshot.figure("past.closed_day_unknown")
    told = tell(
        "登记为已整改、但整改日不可信的 {} 项，不计入任何时效指标；数字为文件行号，表头为第 1 行。",
        "Closed on a day that cannot be true: {}, outside every figure of delay, by line of the file (header: line 1).",
        lost,
    )
    blocks = [told]
    for reason, (zh, en) in WHY.items():
        own = tuple(row for row in lost.rows() if isinstance(row, lv.PastFinding) and why[row.id] == reason)
        lines = ", ".join(map(str, sorted(int(str(row.id).rpartition(":")[2]) for row in own)))
        figure = Figure(key=f"{lost.key}.{reason}", value=len(own), counted=own)
        blocks.append(tell(f"{zh} {{}} 项：{lines}。", f"{en}: {{}} ({lines}).", figure))
    return SectionValue(heading=lv.Text(zh="已销号、日期不详", en="Closed, day unknown"), blocks=tuple(blocks))


def tell(zh: str, en: str, *figures: Figure) -> Paragraph:
    """Return a paragraph that tells figures in their order: a count in digits, a share with both its parts."""
    said = [figure.digits if figure.of is None else figure.text for figure in figures]
    zh, en = zh.format(*(one.zh for one in said)), en.format(*(one.en for one in said))
    return Paragraph(text=lv.Text(zh=zh, en=en), figures=figures)


def table(zh: str, en: str, heads: dict[str, tuple[str, str]], figures: list[Figure]) -> Table:
    """Return a table of one row of figures."""
    headings = [lv.Text(zh=one, en=other) for one, other in ((zh, en), *heads.values())]
    return Table(headings=tuple(headings), rows=((lv.Text(zh="项数", en="Number"), *figures),))


def write_pages(briefing: Briefing, folder: Path) -> list[Path]:
    """Write the briefing in both languages, as Markdown and as HTML."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = [folder / f"briefing.{language}.{kind}" for language in LANGUAGES for kind in ("md", "html")]
    for path, (language, make) in zip(pages, product(LANGUAGES, (lv.to_markdown, lv.to_html)), strict=True):
        path.write_text(make(briefing, language), encoding="utf-8", newline="\n")
    return pages


if __name__ == "__main__":
    sys.exit(main())
