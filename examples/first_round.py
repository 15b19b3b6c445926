"""A first round of post-loan visits: whom to visit, by when and why; what came of it; and the briefing.

    python examples/first_round.py
        an invented bank: the whole round, from the plan to the cure of one problem
    python examples/first_round.py --book loans.csv --mapping loans.toml --as-of 2026-03-31
        your own loans: the plan, its proofs, and a briefing that says what is not known

Four pages are written to `--out`: the briefing in Chinese and in English, as Markdown and as HTML.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import loanvisit as lv
from loanvisit import adapters
from loanvisit.codec import read_policy_toml
from loanvisit.domain import Finding
from loanvisit.errors import fault

LONGEST_LIST = 20


@dataclass(frozen=True)
class Job:
    """What is planned and by which rules; `bank` is the invented one, None where the book is somebody's own."""

    book: lv.Portfolio
    policy: lv.Policy
    calendar: lv.Calendar
    bank: lv.samples.World | None

    @property
    def by(self) -> date:
        """The end of the coming month."""
        return lv.months(1).after(self.book.as_of)

    def at(self, day: date, hour: int) -> datetime:
        """Return an hour of a day where the bank is."""
        return datetime.combine(day, time(hour), timezone(timedelta(minutes=self.calendar.utc_offset_minutes)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the round; return 2, with the reason in both languages and nothing written, where the input will not do."""
    options = read_options(arguments)
    try:
        job = prepare(options)
        plan = lv.make_plan(job.book, policy=job.policy, calendar=job.calendar, until=lv.months(12).after(job.book.as_of))
        tell_plan(plan, job.by)
        book = job.book.with_files(plan.file(file.id) for file in job.book.files)
        if job.bank is not None:
            book = make_visits(job, job.bank, plan)
        write_pages(options.out, briefing_pages(job, plan, book))
    except lv.LoanVisitError as error:
        print(error.text.zh, error.text.en, sep="\n", file=sys.stderr)
        return 2
    return 0


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7, help="which invented bank (default 7)")
    parser.add_argument("--book", type=Path, help="a CSV file of loans, in place of the invented bank")
    parser.add_argument("--mapping", type=Path, help="how to read it: a TOML file, see examples/mappings")
    parser.add_argument("--policy", default="cn.five_tier_default", help="the name of a preset, or a TOML file")
    parser.add_argument("--calendar", default="CN", help="the name of a preset, or a TOML file")
    parser.add_argument("--as-of", help="the close of this day, YYYY-MM-DD; your own book needs one")
    parser.add_argument("--out", type=Path, default=Path("briefing"), help="where the pages go (default ./briefing/)")
    return parser.parse_args(arguments)


def prepare(options: argparse.Namespace) -> Job:
    """Gather the book, the policy and the calendar."""
    own_policy, own_calendar = options.policy.endswith(".toml"), options.calendar.endswith(".toml")
    policy = read_policy_toml(text_of(options.policy)) if own_policy else lv.presets.policy(options.policy)
    calendar = adapters.read_calendar(Path(options.calendar)) if own_calendar else lv.presets.calendar(options.calendar)
    as_of = None if options.as_of is None else day_of(options.as_of)
    if options.book is None:
        bank = lv.samples.world(options.seed, calendar=calendar)
        book = bank.book(as_of)
        print(f"虚构数据(种子 {options.seed}),{book.as_of} 日终:借款人 {len(book.files)} 户,贷款 {len(book.loans)} 笔")
        return Job(book=book, policy=policy, calendar=calendar, bank=bank)
    if options.mapping is None or as_of is None:
        lacking = "--mapping" if options.mapping is None else "--as-of"
        raise lv.InputError(fault("key.missing", lacking, key=lacking))
    read = adapters.read_book(options.book, adapters.read_mapping(options.mapping))
    book = lv.Portfolio.of(read.loans, as_of=as_of)
    print(f"{options.book.name},{as_of} 日终:接受 {read.good} 行,借款人 {len(book.files)} 户,贷款 {len(book.loans)} 笔")
    return Job(book=book, policy=policy, calendar=calendar, bank=None)


def text_of(path: str) -> str:
    """Read a small text file."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise lv.InputError(fault("source.open", path, why=type(error).__name__)) from None


def day_of(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise lv.InputError(fault("date.form", "--as-of", text, form="YYYY-MM-DD")) from None


# --- the plan -------------------------------------------------------------------------------------------------------


def tell_plan(plan: lv.Plan, by: date) -> None:
    """Print what the plan says: the figures, the coming month visit by visit, the gaps, and one proof."""
    tell_figures(plan)
    due = plan.due(by=by)
    heading(f"应检:至 {by} 共 {len(due)} 次,逾期在前")
    tell_lines([f"{standing(visit, plan)} {visit.borrower} {visit.method.text.zh},{visit.reason.zh}" for visit in due])
    gaps: dict[str, set[str]] = {}
    for answer in plan.undetermined:
        gaps.setdefault("、".join(fact_text(name).zh for name in answer.missing), set()).add(str(answer.subject))
    heading("无法判定")
    tell_lines([f"缺少{missing}:{len(about)} 个对象,如 {'、'.join(sorted(about)[:3])}" for missing, about in gaps.items()])
    if due:
        heading("一次检查的完整推算")
        print(plan.why(max(due, key=lambda visit: how_telling(visit, plan))).text.zh)


def tell_figures(plan: lv.Plan) -> None:
    """Print the four answers in figures, and what the coming year holds for the live loans."""
    loans = plan.book.loans
    ended = Counter(loan.status.text.zh for loan in loans if loan.status is not lv.LoanStatus.LIVE)
    live = {loan.id for loan in loans if loan.status is lv.LoanStatus.LIVE}
    running = [duty for duty in (*plan.owed, *plan.projected) if duty.is_open and plan.as_of < duty.window.last]
    ahead = live & {loan for duty in running if duty.window.last <= plan.until for loan in duty.loans}
    gaps = live & {loan_of(answer.subject, plan) for answer in plan.undetermined}
    mature = (live & {answer.subject for answer in plan.exempt if answer.fact == "matures_on"}) - ahead - gaps
    still_open = sum(duty.is_open for duty in plan.owed)
    states = "、".join(f"{status} {count}" for status, count in ended.most_common()) or "无"
    print(f"应检 {len(plan.owed)} 项(未检 {still_open} 项),预测 {len(plan.projected)} 项", end=",")
    print(f"免检 {len(plan.exempt)} 项,无法判定 {len(plan.undetermined)} 项")
    print(f"存续贷款 {len(live)} 笔,其中至 {plan.until} 有检查到期 {len(ahead)} 笔", end=",")
    print(f"下次检查前先到期 {len(mature)} 笔,无法判定 {len(gaps)} 笔;按状态免检 {ended.total()} 笔({states})")


def loan_of(subject: Subject, plan: lv.Plan) -> Subject:
    """Return the loan of a drawdown; another subject as it is."""
    found = (loan.id for loan in plan.book.loans for drawdown in loan.drawdowns if drawdown.id == subject)
    return next(found, subject)


def standing(visit: lv.Visit, plan: lv.Plan) -> str:
    """Say how a planned visit stands."""
    return "逾期" if visit.is_overdue(plan.as_of) else "预测" if visit.forecast else "应检"


def how_telling(visit: lv.Visit, plan: lv.Plan) -> tuple[bool, bool]:
    """Rank a visit by what its proof shows: a holiday or a make-up workday, and several duties in one."""
    named = any(plan.calendar.because(duty.raw) is not None for duty in visit.covers)
    return named, len(visit.covers) > 1


# --- the visits -----------------------------------------------------------------------------------------------------


def make_visits(job: Job, bank: lv.samples.World, plan: lv.Plan) -> lv.Portfolio:
    """File what the officers bring back, assess the files, see one problem cured; return the book after that."""
    officers = {officer.id: officer for officer in bank.officers}
    files = {file.id: plan.file(file.id) for file in job.book.files}
    heading("检查记录")
    for record in bank.records(plan, by=job.by):
        file = files[record.borrower]
        told = f"{record.on} {record.borrower} {record.outcome.text.zh}"
        try:
            filed = lv.file_record(file, record.visit, record, by=officers[record.visitors[0]], at=job.at(record.on, 19))
        except lv.SeparationOfDutiesError as error:
            print(f"{told}:不予受理,{error.faults[0].expected.zh}")
            continue
        files[file.id] = file.after(filed)
        print(f"{told}:{outcome_of(filed, file.visit(record.visit))}")
    files = {one: file.after(lv.Change(borrower=one, findings=lv.assess(file, as_of=job.by))) for one, file in files.items()}
    tell_findings([finding for file in files.values() for finding in file.findings])
    return lv.Portfolio(as_of=job.by, files=tuple(files.values())).with_files(cure_one(job, bank, tuple(files.values())))


def outcome_of(filed: lv.Change, visit: lv.Visit) -> str:
    """Say what a record discharged of the duties its visit was planned for."""
    asked = {duty.id for duty in visit.covers}
    reasons = {refusal.reason.zh for refusal in filed.refused if refusal.obligation in asked}
    found = [f"发现 {finding.kind.code}" for finding in filed.findings]
    met = f"完成 {len(filed.discharged)} 项,部分完成 {len(filed.in_part)} 项"
    return ",".join([met, *sorted(reasons), *found])


def tell_findings(findings: list[Finding]) -> None:
    """Print the findings, by rule."""
    heading("发现问题")
    by_rule = Counter(finding.text for finding in sorted(findings, key=lambda one: one.kind.code))
    tell_lines([f"{text.zh}:{count} 项" for text, count in by_rule.items()])


def cure_one(job: Job, bank: lv.samples.World, files: tuple[lv.BorrowerFile, ...]) -> list[lv.BorrowerFile]:
    """Follow the heaviest finding that a later visit can verify: opened, submitted, verified, closed."""
    heading("整改跟踪")
    found = sorted(((one.weight.rank, one.id, file) for file in files for one in file.findings if one.is_open), key=lambda row: row[:2])
    for _, finding_id, file in found:
        finding = file.finding(finding_id)
        later = [one for one in file.records if one.outcome is lv.Outcome.MADE and one.on > finding.found_on]
        if later:
            return [cure(job, bank, file, finding, later[0])]
    return []
