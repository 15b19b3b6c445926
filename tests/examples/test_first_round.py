"""The first script a reader runs: what it prints, what it writes, and what it does where the input will not do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from examples.first_round import main, write_pages
from loanvisit import presets, samples
from loanvisit.errors import InputError

SCRIPT = Path(__file__).parents[2] / "examples" / "first_round.py"

PAGES = {"briefing.zh.md", "briefing.zh.html", "briefing.en.md", "briefing.en.html"}
MAPPING = Path(__file__).parents[2] / "examples" / "mappings" / "worldbank_ibrd.toml"
HEADER = (
    "End of Period,Loan Number,Country Code,Country,Borrower,Region,Loan Type,Loan Status,Interest Rate,Project ID,"
    "Original Principal Amount,Last Repayment Date,Effective Date (Most Recent)\n"
)
ROWS = (
    "2020-11-30,L-1,AA,Aland,MINISTRY,R,FSL,Disbursing,1.5,P1,1000000,2030-06-15,2018-03-31\n"
    "2020-11-30,L-2,AA,Aland,MINISTRY,R,FSL,Fully Repaid,1.5,P1,2000000,2010-06-15,1998-03-31\n"
    "2020-11-30,L-3,BB,Boland,,R,FSL,Repaying,1.5,P2,3000000,2020-12-15,2005-04-01\n"
    "2020-11-30,L-4,BB,Boland,,R,FSL,Signed,1.5,P3,4000000,2040-12-15,\n"
)


def _arguments(folder: Path, rows: str = ROWS) -> list[str]:
    book = folder / "loans.csv"
    book.write_text(HEADER + rows, encoding="utf-8")
    own = ["--book", str(book), "--mapping", str(MAPPING), "--policy", "mdb.supervision", "--calendar", "weekdays"]
    return [*own, "--as-of", "2020-11-30", "--out", str(folder / "out")]


@pytest.mark.parametrize("seed", range(12))
def test_the_round_is_whole_for_every_seed(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each bank's round goes from the overdue visits to a closed problem and four pages that say 虚构数据."""
    assert main(["--seed", str(seed), "--out", str(tmp_path)]) == 0
    said, complaints = capsys.readouterr()
    assert complaints == ""
    assert said.startswith(f"虚构数据（种子 {seed}）")
    assert re.search(r"^逾期 B-\d\d 现场检查", said, re.MULTILINE)
    assert all(fact in said for fact in ("缺少产品", "缺少放款日", "缺少风险分类"))
    assert re.search(r"推算日.*\n +\d{4}年\d+月\d+日休息（清明节）", said)
    assert "合并为一次检查" in said
    assert "检查记录不予受理：现场检查须有不少于 2 人到场" in said
    live = re.search(r"存续贷款 (\d+) 笔：\D*\S* 有检查到期 (\d+) 笔，下次检查前先到期 (\d+) 笔，\D*(\d+) 笔", said)
    assert live is not None
    assert int(live[1]) == sum(int(part) for part in live.groups()[1:])
    assert "发现 F01" in said
    assert re.search(r"risk-1 凭当日检查验证通过，问题销号", said)
    assert {page.name for page in tmp_path.iterdir()} == PAGES
    for page in tmp_path.iterdir():
        text = page.read_text(encoding="utf-8")
        assert ("虚构数据" if ".zh." in page.name else "Invented data") in text


def test_the_output_fits_a_screen_or_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole round is told in at most a hundred lines."""
    main(["--out", str(tmp_path)])
    assert len(capsys.readouterr().out.splitlines()) <= 100


def test_the_same_seed_tells_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run prints and writes the same bytes."""
    told = []
    for _ in range(2):
        main(["--out", str(tmp_path)])
        told.append((capsys.readouterr().out, [page.read_bytes() for page in sorted(tmp_path.iterdir())]))
    assert told[0] == told[1]


@pytest.mark.parametrize("day", ["2020-01-01", "2025-03-31", "2025-12-31", "2026-06-30", "2027-01-31"])
def test_the_round_starts_on_any_day(day: str, tmp_path: Path) -> None:
    """An invented bank can be looked at on another day, even before it has a loan."""
    assert main(["--as-of", day, "--out", str(tmp_path)]) == 0


def test_your_own_book_ends_at_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is invented beside a real book: no records, and a briefing that says 未取得数据."""
    assert main(_arguments(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "loans.csv：接受 4 行，2020-11-30 日终，借款人 2 户，贷款 4 笔" in said
    assert "存续贷款 3 笔：至 2021-11-30 有检查到期 1 笔，下次检查前先到期 1 笔" in said
    assert "按贷款状态免检 1 笔：已结清 1" in said
    assert "贷款 L-4：缺少放款日" in said
    assert "检查记录" not in said
    page = (tmp_path / "out" / "briefing.zh.md").read_text(encoding="utf-8")
    assert "检查记录：未取得数据" in page
    assert "虚构" not in page + said


def test_real_data(shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The World Bank's statement of 30 November 2020: each live loan is due, matures first, or lacks a day."""
    book = next((shared_data / "worldbank_ibrd").glob("ibrd_2020-11-30_*.csv"))
    arguments = [*_arguments(tmp_path), "--book", str(book)]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "接受 8986 行" in said
    assert "无法判定 45 项" in said
    assert "存续贷款 2024 笔：至 2021-11-30 有检查到期 1969 笔，下次检查前先到期 10 笔" in said
    assert "按贷款状态免检 6962 笔：" in said


def test_a_policy_and_a_calendar_come_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that ends in .toml is a file of your own: this clause wants a contract that nobody brings back."""
    policy, calendar = tmp_path / "own.toml", tmp_path / "days.toml"
    policy.write_text(_POLICY, encoding="utf-8")
    calendar.write_text(
        'id = "HQ"\ntitle = { zh = "总行", en = "head office" }\nweekend = ["sunday"]', encoding="utf-8"
    )
    assert main(["--policy", str(policy), "--calendar", str(calendar), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "own.first" in said
    assert "部分完成 1 项" in said


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (["--policy", "cn.five_tier_defualt"], "cn.five_tier_default"),
        (["--policy", "nowhere.toml"], "--policy: source：应为可读取的文件 nowhere.toml。没有这个文件"),
        (["--calendar", "XX"], "weekdays"),
        (["--calendar", "nowhere.toml"], "--calendar: source：应为可读取的文件 nowhere.toml。没有这个文件"),
        (["--calendar", str(MAPPING.parent / "x.toml")], str(MAPPING.parent / "x.toml")),
        (["--as-of", "20260330"], "--as-of：应为形如 YYYY-MM-DD 的日期"),
        (["--as-of", "2026-02-30"], "--as-of：应为日历上有的日期，收到 str(10)。没有这一天"),
        (["--as-of", "9999-12-31"], "2199-12-31"),
        (["--seed", "-1"], "--seed: seed：应为 0 至"),
        (["--book", "nowhere.csv"], "--mapping, --as-of"),
        (["--book", "nowhere.csv", "--as-of", "2026-03-31"], "--book：应为必填项 --mapping，"),
        (["--mapping", str(MAPPING)], "--mapping：应为必填项 --book，"),
        (
            ["--book", "nowhere.csv", "--mapping", str(MAPPING), "--as-of", "2026-03-31"],
            "--book: source：应为可读取的文件 nowhere.csv。",
        ),
        (["--book", "nowhere.csv", "--mapping", "nowhere.toml", "--as-of", "2026-03-31"], "--mapping: source"),
    ],
)
def test_bad_input_is_refused_in_both_languages(
    change: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What will not do is said on stderr in Chinese and English, the code is 2, and nothing is written."""
    out = tmp_path / "out"
    assert main(["--out", str(out), *change]) == 2
    zh, en = capsys.readouterr().err.strip().split("\n")
    assert "应为" in zh
    assert "expected" in en
    assert complaint in zh
    assert not out.exists()


def test_every_bad_row_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A book with two bad rows is refused whole, both rows named."""
    rows = ROWS.replace("2018-03-31", "31.3.2018").replace("4000000", "four million")
    assert main(_arguments(tmp_path, rows)) == 2
    said, complaints = capsys.readouterr()
    assert said == ""
    assert all(f"rows[{row}]" in complaints for row in (0, 3))
    assert not (tmp_path / "out").exists()


def test_pages_are_written_all_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one page cannot take its place, none does, and no draft is left behind."""
    (tmp_path / "briefing.en.md").mkdir()
    assert main(["--out", str(tmp_path)]) == 2
    assert "--out" in capsys.readouterr().err
    assert [page.name for page in tmp_path.iterdir()] == ["briefing.en.md"]


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the script as a reader does."""
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--as-of", "31.3.2026"], ["--as-of", "YYYY-MM-DD"]),
        (["--mapping", "m.toml"], ["--mapping", "--book"]),
        (["--book", "b.csv", "--mapping", "m.toml", "--as-of", "2026-03-31"], ["--mapping", "m.toml", "没有这个文件"]),
        (["--out", "taken/pages"], ["--out taken/pages", "可写入的文件夹"]),
        (["--seed", "x"], ["--seed"]),
    ],
    ids=["as-of", "mapping alone", "no file", "out", "seed"],
)
def test_the_command_line_tells_a_mistake_in_a_line(arguments: list[str], named: list[str], tmp_path: Path) -> None:
    """A mistake ends the script with code 2 and a sentence that names option and path, before any work."""
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ended = _run(*arguments, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert all(word in ended.stderr for word in named)
    assert "Traceback" not in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_the_help_names_every_default(tmp_path: Path) -> None:
    """The help says what is taken where nothing is given; the day is the invented bank's own."""
    shown = " ".join(_run("--help", cwd=tmp_path).stdout.split())
    day = samples.world(7, calendar=presets.calendar("CN")).as_of
    for default in (
        "default 7",
        f"default {day} for",
        "default cn.five_tier_default",
        "default CN",
        "default ./briefing/",
    ):
        assert default in shown


def test_a_reader_who_leaves_early_sees_no_complaint(tmp_path: Path) -> None:
    """A pipe that is closed ends the script quietly."""
    with subprocess.Popen(
        [sys.executable, str(SCRIPT)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait() == 1


def test_a_folder_that_fails_later_is_told_too(tmp_path: Path) -> None:
    """Where the folder is taken away by a file meanwhile, the pages are refused, not the script broken."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match="--out"):
        write_pages(tmp_path / "out", {"page": ""})


_POLICY = """
id = "own"
version = "1"
title = { zh = "本行制度", en = "own rules" }

[[clause]]
id = "own.first"
title = { zh = "首次检查", en = "first check" }
purpose = "first_check"
level = "drawdown"
require = { after = "disbursed_on", within = "15 days" }
accepts = "on_site"
evidence = ["voucher", "site_photo"]
citation = { zh = "本行制度第一条", en = "rule 1" }
confidence = "practice"
"""
