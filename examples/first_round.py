"""A first round of post-loan visits: whom to visit, by when and why; what came of it; and the briefing.

The bank is invented, unless `--book loans.csv --mapping loans.toml --as-of 2026-03-31` brings your own loans: those
get their plan, a proof, and a briefing that says what is not known, for there are no records to tell more from.
"""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from attrs import evolve

import loanvisit as lv
from loanvisit import adapters
from loanvisit.domain import Finding, ObligationState, subject_text
from loanvisit.errors import fault
from loanvisit.samples import World
from loanvisit.words import LANGUAGES, join

PAGES = {f"briefing.{zh_en}.{kind}": zh_en for zh_en in LANGUAGES for kind in ("md", "html")}


@dataclass(frozen=True)
class Job:
    """What is planned and by which rules; `bank` is the invented one, None where the book is somebody's own."""

    book: lv.Portfolio
    policy: lv.Policy
    calendar: lv.Calendar
    bank: World | None = None

    @property
    def by(self) -> date:
        """The end of the coming month."""
        return lv.months(1).after(self.book.as_of)

    def at(self, day: date, hour: int) -> datetime:
        """Return an hour of a day where the bank is."""
        return datetime.combine(day, time(hour), timezone(timedelta(minutes=self.calendar.utc_offset_minutes)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the round; return 2, with the reason in both languages and nothing written, where the input will not do."""
    try:
        options = read_options(arguments)
        job = prepare(options)
        until = lv.months(12).after(job.book.as_of)
        plan = lv.make_plan(job.book, policy=job.policy, calendar=job.calendar, until=until)
        tell_plan(plan, job.by)
        book = job.book.with_files(plan.file(file.id) for file in job.book.files)
        if job.bank is not None:
            book = make_visits(job, job.bank, book, plan)
        write_pages(options.out, briefing_pages(job, plan, book))
        sys.stdout.flush()
    except lv.LoanVisitError as error:
        print(error.text.zh, error.text.en, sep="\n", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read this wants no more of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7, help="which invented bank, a whole number (default 7)")
    parser.add_argument("--book", type=Path, help="a CSV file of loans, in place of the invented bank")
    parser.add_argument("--mapping", type=Path, help="how to read it: a TOML file, see examples/mappings")
    parser.add_argument(
        "--policy",
        type=policy_of,
        default="cn.five_tier_default",
        help="a preset, or a TOML file (default %(default)s)",
    )
    parser.add_argument(
        "--calendar", type=calendar_of, default="CN", help="a preset, or a TOML file (default %(default)s)"
    )
    parser.add_argument(
        "--as-of",
        type=day_of,
        help="the close of this day, YYYY-MM-DD (default 2026-03-31 for the invented bank; your own book needs one)",
    )
    parser.add_argument(
        "--out", type=out_of, default=Path("briefing"), help="the folder for the pages (default ./briefing/)"
    )
    return parser.parse_args(arguments)


@contextmanager
def told_of(option: str) -> Iterator[None]:
    """Tell whatever is wrong inside under the option it came by."""
    try:
        yield
    except lv.LoanVisitError as error:
        faults = [evolve(one, path=f"{option}: {one.path}") for one in error.faults]
        raise type(error)(*faults, more=error.more) from None


def policy_of(name: str) -> lv.ClausePolicy:
    """Return a preset, or the policy in a TOML file."""
    with told_of("--policy"):
        return adapters.read_policy(Path(name)) if name.endswith(".toml") else lv.presets.policy(name)


def calendar_of(name: str) -> lv.Calendar:
    """Return a preset, or the calendar in a TOML file."""
    with told_of("--calendar"):
        return adapters.read_calendar(Path(name)) if name.endswith(".toml") else lv.presets.calendar(name)


def day_of(text: str) -> date:
    """Read a day."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise lv.InputError(fault("date.form", "--as-of", text, form="YYYY-MM-DD"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise lv.InputError(fault("date.none", "--as-of", text)) from None


def out_of(name: str) -> Path:
    """Return the folder for the pages, sure that they can be written there; nothing is made yet."""
    folder = Path(name)
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK) or any((folder / page).is_dir() for page in PAGES):
        raise unwritable(folder, PermissionError() if there.is_dir() else NotADirectoryError())
    return folder


def unwritable(folder: Path, error: OSError) -> lv.InputError:
    """Say that pages cannot be written to a folder."""
    form = lv.Text(zh="可写入的文件夹", en="a folder that can be written to")
    return lv.InputError(fault("type", f"--out {folder}", error, form=form))


def prepare(options: argparse.Namespace) -> Job:
    """Gather the book: the invented bank's, or the loans of a file, all of them or none."""
    bank, told = None, f"虚构数据（种子 {options.seed}）"
    if options.book is None and options.mapping is not None:
        raise lv.InputError(fault("key.missing", "--mapping", key="--book"))
    if options.book is None:
        with told_of("--seed"):
            bank = lv.samples.world(options.seed, calendar=options.calendar)
        with told_of("--as-of"):
            book = bank.book(options.as_of)
    elif options.mapping is None or options.as_of is None:
        lacking = [name for name in ("--mapping", "--as-of") if vars(options)[name[2:].replace("-", "_")] is None]
        raise lv.InputError(fault("key.missing", "--book", key=", ".join(lacking)))
    else:
        with told_of("--mapping"):
            mapping = adapters.read_mapping(options.mapping)
        with told_of("--book"):
            read = adapters.read_book(options.book, mapping)
            book = lv.Portfolio.of(read.loans, borrowers=read.borrowers, as_of=options.as_of)
        told = f"{options.book.name}：接受 {read.good} 行"
    print(f"{told}，{book.as_of} 日终，借款人 {len(book.files)} 户，贷款 {len(book.loans)} 笔")
    return Job(book=book, policy=options.policy, calendar=options.calendar, bank=bank)


def tell_plan(plan: lv.Plan, by: date) -> None:
    """Print what the plan says: the figures, the coming month visit by visit, the gaps, and one proof."""
    tell_figures(plan)
    if plan.notes:
        heading("说明")
        tell_lines([note.zh for note in plan.notes])
    due = plan.due(by=by)
    heading(f"检查计划：至 {by} 共 {len(due)} 次，含预测，逾期在前")
    tell_lines([f"{standing(visit, plan)} {visit.borrower} {visit.method.text.zh}：{visit.reason.zh}" for visit in due])
    heading(f"无法判定：{len(plan.undetermined)} 项，按对象和所缺要素归并")
    gaps = [(one.subject, join(list(one.called))) for one in plan.undetermined]
    tell_lines(sorted({f"{subject_text(subject).zh}：缺少{facts.zh}" for subject, facts in gaps}))
    if due:
        heading("一次检查的完整推算")
        print(plan.why(max(due, key=lambda visit: how_telling(visit, plan))).text.zh)


def tell_figures(plan: lv.Plan) -> None:
    """Print the four answers in figures, and what the coming year holds for the live loans."""
    duties = [duty for duty in (*plan.owed, *plan.projected) if duty.is_open]
    live = {loan.id for loan in plan.book.loans if loan.status is lv.LoanStatus.LIVE}
    ahead = live & {loan for duty in duties if plan.as_of < duty.window.last <= plan.until for loan in duty.loans}
    mature = live & {answer.subject for answer in plan.exempt if answer.fact == "matures_on"} - ahead
    rest = live - ahead - mature
    done = sum(duty.state is ObligationState.FULFILLED for duty in plan.owed)
    ended = Counter(loan.status.text.zh for loan in plan.book.loans if loan.id not in live)
    states = "、".join(f"{status} {count}" for status, count in ended.most_common()) or "无"
    print(
        f"应检 {len(plan.owed)} 项（其中已检 {done} 项），预测 {len(plan.projected)} 项；"
        f"按对象和条款逐一答复：免检 {len(plan.exempt)} 项，无法判定 {len(plan.undetermined)} 项\n"
        f"存续贷款 {len(live)} 笔：至 {plan.until} 有检查到期 {len(ahead)} 笔，下次检查前先到期 {len(mature)} 笔，"
        f"其余（无法判定、只有逾期或不须检查）{len(rest)} 笔\n"
        f"按贷款状态免检 {ended.total()} 笔：{states}"
    )


def standing(visit: lv.Visit, plan: lv.Plan) -> str:
    """Say how a planned visit stands."""
    return "逾期" if visit.is_overdue(plan.as_of) else "预测" if visit.forecast else "应检"


def how_telling(visit: lv.Visit, plan: lv.Plan) -> tuple[bool, bool, bool, int]:
    """Rank a visit by its proof: a day that a holiday moved, or a make-up workday, and a few duties in one."""
    named = [duty for duty in visit.covers if plan.calendar.because(duty.raw) is not None]
    return any(duty.raw != duty.window.last for duty in named), bool(named), len(visit.covers) > 1, -len(visit.covers)


def make_visits(job: Job, bank: World, book: lv.Portfolio, plan: lv.Plan) -> lv.Portfolio:
    """File what the officers bring back, see one problem cured, look for others; return the book at the month's end."""
    files = {file.id: file for file in book.files}
    heading("检查记录")
    for record in bank.records(plan, by=job.by):
        files[record.borrower] = file_one(job, bank, files[record.borrower], record)
    heading("整改跟踪：以最重的一项为例")
    found = [finding for file in files.values() for finding in file.findings]
    for finding in sorted(found, key=lambda one: (one.weight.rank, one.id)):
        made = [one for one in files[finding.borrower].records if one.outcome is lv.Outcome.MADE]
        later = [one for one in made if one.on > finding.found_on and one.loans.issuperset(finding.loans)]
        if later:
            files[finding.borrower] = cure(job, bank, files[finding.borrower], finding, later[0])
            break
    else:
        print("无")
    for borrower, file in files.items():
        files[borrower] = file.after(lv.Change(borrower=borrower, findings=lv.assess(file, as_of=job.by)))
    counts = Counter(finding.text.zh for file in files.values() for finding in file.findings)
    heading(f"发现问题：至 {job.by} 共 {counts.total()} 项，含已销号")
    tell_lines([f"{text}：{count} 项" for text, count in sorted(counts.items())])
    return lv.Portfolio(as_of=job.by, files=tuple(files.values()))


def file_one(job: Job, bank: World, file: lv.BorrowerFile, record: lv.VisitRecord) -> lv.BorrowerFile:
    """File one record and print what it discharged; a record that breaks a rule of conduct changes nothing."""
    missed = f"（{record.miss_reason.text.zh}）" if record.miss_reason else ""
    told = f"{record.on} {record.borrower} {record.outcome.text.zh}{missed}"
    try:
        filed = lv.file_record(file, record.visit, record, by=bank.person(record.visitors[0]), at=job.at(record.on, 19))
    except lv.SeparationOfDutiesError as error:
        print(f"{record.on} {record.borrower} 检查记录不予受理：{error.faults[0].expected.zh}")
        return file
    asked = {duty.id for duty in file.visit(record.visit).covers}
    reasons = sorted({refusal.reason.zh for refusal in filed.refused if refusal.obligation in asked})
    met = [f"完成 {len(filed.discharged)} 项", *([f"部分完成 {len(filed.in_part)} 项"] if filed.in_part else [])]
    came = ["，".join(met), *reasons] if record.outcome is lv.Outcome.MADE else ["应检事项仍待检"]
    print(f"{told}：{'；'.join([*came, *(f'发现 {finding.text.zh}' for finding in filed.findings)])}")
    return file.after(filed)


def cure(job: Job, bank: World, file: lv.BorrowerFile, finding: Finding, later: lv.VisitRecord) -> lv.BorrowerFile:
    """Follow a finding to its end: the desk opens its cure, the owner submits it, somebody else verifies it."""
    desk, checker = bank.officer(lv.Role.POST_LOAN_DESK), bank.officer(lv.Role.RISK_MANAGER)
    owner = bank.person(finding.manager or desk.id)
    print(f"{finding.found_on} {finding.borrower} 发现 {finding.text.zh}：{finding.fact.zh if finding.fact else '无'}")
    opened = lv.open_remediation(finding, owner=owner, by=desk, at=job.at(finding.found_on, 20))
    print(f"{finding.found_on} {desk.id} 立项，责任人 {owner.id}，最迟 {opened.remediation.due_on}")
    sent = lv.submit(opened.remediation, by=owner, at=job.at(later.on, 9))
    print(f"{later.on} {owner.id} 回复整改（本人不能验证：{sent.remediation.can('verify', by=owner).reason.zh}）")
    file = file.after(opened).after(sent)
    closed = lv.verify(file, sent.remediation.id, visit=later.visit, by=checker, at=job.at(later.on, 20))
    print(f"{closed.finding.closed_on} {checker.id} 凭当日检查验证通过，问题销号")
    return file.after(closed)


def briefing_pages(job: Job, plan: lv.Plan, book: lv.Portfolio) -> dict[str, str]:
    """Return the pages of the briefing, by file name."""
    unknown = lv.Text(zh="未取得数据", en="no data")
    title = lv.Text(zh="贷款回访工作简报", en="Work briefing on post-loan visits")
    unit = job.bank.units[0].name if job.bank else unknown
    issuer = job.bank.officer(lv.Role.SUB_BRANCH_HEAD).name if job.bank else None
    masthead = lv.Masthead(
        title=title, number=1, unit=unit, issuer=issuer or unknown, issued_on=book.as_of, sample=job.bank is not None
    )
    briefing = lv.build_briefing(
        book, masthead=masthead, exempt=plan.exempt, undetermined=plan.undetermined, notes=plan.notes
    )
    makers = {"md": lv.to_markdown, "html": lv.to_html}
    return {page: makers[page.rpartition(".")[2]](briefing, zh_en) for page, zh_en in PAGES.items()}


def write_pages(folder: Path, pages: dict[str, str]) -> None:
    """Write all pages or none: each is whole under another name before the first takes its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as drafts:
            for name, page in pages.items():
                Path(drafts, name).write_text(page, encoding="utf-8", newline="\n")
            for name in pages:
                Path(drafts, name).replace(folder / name)
    except OSError as error:
        raise unwritable(folder, error) from None
    heading("工作简报")
    tell_lines([str(folder / name) for name in pages])


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n【{text}】")


def tell_lines(lines: Sequence[str], *, most: int = 20, longest: int = 150) -> None:
    """Print a list; a long line, and a long list, is cut short and says so."""
    for line in lines[:most] or ["无"]:
        print(line if len(line) <= longest else f"{line[:longest]}……")
    if len(lines) > most:
        print(f"另有 {len(lines) - most} 条未列出")


if __name__ == "__main__":
    sys.exit(main())
