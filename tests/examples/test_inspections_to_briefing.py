"""The example that makes a briefing of real inspections, on invented rows and on those of San Francisco.

The figures of the real files are counted a second time here, by pandas, straight from the text.
"""

import gzip
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from examples import inspections_to_briefing as example
from loanvisit.domain import Borrower, BorrowerId, FindingId, PastFinding, Portfolio
from loanvisit.reporting import Masthead, build_briefing

AS_OF = date(2018, 2, 16)

INSPECTIONS = """"business_id","score","date","type"
1,"90","20200101","routine"
1,"92","20200601","routine"
2,"","20200630","complaint"
"""
VIOLATIONS = """"business_id","date","description"
1,"20200101","Dirty floor"
1,"20200102","Dirty floor"
1,"20200601","Mould  [ date violation corrected: 6/1/2020 ]"
1,"20200601","Vermin [ date violation corrected: 6/11/2020 ]"
2,"20200630","No hot water"
2,"20200630","Mould [ date violation corrected: 6/29/2020 ]"
2,"20200630","Mould [ date violation corrected: 7/1/2020 ]"
2,"20200630","Mould [ date violation corrected: 12:15:17 PM ]"
3,"20211129","Mould"
1,"20200331","Mould"
1,"20200401","Mould"
1,"20200531","Mould"
1,"20200530","Mould"
1,"20200601","Mould [ date violation corrected: 13/1/2020 ]"
"""


def invented(folder: Path, inspections: str = INSPECTIONS, violations: str = VIOLATIONS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "inspections.csv").write_text(inspections, encoding="latin-1")
    (folder / "violations.csv").write_text(violations, encoding="latin-1")
    (folder / "businesses.csv").write_bytes(b'"business_id","name"\n1,"CAF\xc9"\n')
    return folder


def page(data: Path, out: Path, as_of: date) -> str:
    assert example.main(["--data", str(data), "--as-of", as_of.isoformat(), "--out", str(out)]) == 0
    return (out / "briefing.en.md").read_text(encoding="utf-8")


def row(text: str, title: str) -> list[int]:
    """Return the figures of the one-row table with that title."""
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {title} |"))
    cells = lines[start + 2].strip("| ").split(" | ")[1:]
    return [0 if cell == "nil" else int(cell.replace(",", "")) for cell in cells]


def told(text: str, pattern: str) -> list[int]:
    """Return the numbers a sentence tells, in its order."""
    found = re.search(pattern.replace("#", r"([\d,]+)"), text)
    assert found is not None, pattern
    return [int(number.replace(",", "")) for number in found.groups()]


def listed(text: str) -> dict[str, list[int]]:
    """Return the file rows listed under each reason."""
    return {
        reason: [int(line) for line in lines.split(", ")]
        for reason, lines in re.findall(r"^Corrected (before|after|on)[^(\n]* \(([\d, ]+)\)", text, re.MULTILINE)
    }


def test_each_row_stands_in_exactly_one_class(tmp_path: Path) -> None:
    """A row is closed, open, or closed on an unknown day; a day that cannot be true is not known, its row stays."""
    text = page(invented(tmp_path / "data"), tmp_path / "out", date(2020, 6, 30))
    assert row(text, "Problems") == [2, 8, 4, 14]
    assert listed(text) == {"before": [7], "after": [8], "on": [9, 15]}
    assert told(text, "Borrower files #, earlier visits #, earlier problems #") == [3, 3, 14]
    assert told(text, "Of all problems # have no visit") == [6]


def test_open_problems_age_by_natural_days(tmp_path: Path) -> None:
    """An open problem is 30, 90 or 180 days old to the day or falls in the next bucket; without a day, in none."""
    text = page(invented(tmp_path / "data"), tmp_path / "out", date(2020, 6, 30))
    assert row(text, "Open for") == [2, 2, 2, 1, 1, 8]


def test_closures_are_measured_where_both_days_are_known(tmp_path: Path) -> None:
    """How long closures took is told from the rows with both days: the day that a quarter, half, the most kept to."""
    text = page(invented(tmp_path / "data"), tmp_path / "out", date(2020, 6, 30))
    assert told(text, "a quarter took # days or less, half # or less, three quarters # or less") == [0, 0, 10]


def test_an_earlier_day_sees_nothing_later(tmp_path: Path) -> None:
    """As of an earlier day, what was found later is not there, and what was closed later is open."""
    text = page(invented(tmp_path / "data"), tmp_path / "out", date(2020, 6, 5))
    assert row(text, "Problems") == [1, 8, 1, 10]
    assert told(text, "earlier visits #") == [2]


def test_nothing_to_close_is_not_zero_days(tmp_path: Path) -> None:
    """Without a closure there are no data on how long closures take."""
    violations = '"business_id","date","description"\n1,"20200101","Dirty floor"\n'
    text = page(invented(tmp_path / "data", violations=violations), tmp_path / "out", date(2020, 6, 30))
    assert "a quarter took no data days" in text
    assert row(text, "Problems") == [0, 1, 0, 1]


def test_a_closure_before_the_finding_has_no_length() -> None:
    """A finding of a book that says it was closed before it was found is closed, and in no figure of length."""
    days = {"A": (date(2020, 2, 2), date(2020, 2, 1)), "B": (None, date(2020, 2, 1)), "C": (date(2020, 2, 2),) * 2}
    found = [
        PastFinding(id=FindingId(key), borrower=BorrowerId("1"), found_on=start, closed=True, closed_on=end)
        for key, (start, end) in days.items()
    ]
    book = Portfolio.of(
        [], as_of=AS_OF.replace(year=2021), past_findings=found, borrowers=[Borrower(id=BorrowerId("1"))]
    )
    masthead = Masthead(title="-", number=1, unit="-", issuer="-", issued_on=book.as_of)
    briefing = build_briefing(book, masthead=masthead)
    assert briefing.figure("past.closed").value == 3
    assert briefing.figure("closing.past.2").ids == ("C",)
    assert briefing.figure("closing.past.2").value == 0


def test_gzip_and_other_file_names_say_the_same(tmp_path: Path) -> None:
    """A file is known by a word in its name and by its header, plain or gzip."""
    plain, packed = invented(tmp_path / "plain"), tmp_path / "packed"
    packed.mkdir()
    (packed / "inspections_legend.csv").write_text("a,b\n1,2\n", encoding="ascii")
    for word in ("inspections", "violations"):
        (packed / f"sf_{word}_2020.csv.gz").write_bytes(gzip.compress((plain / f"{word}.csv").read_bytes()))
    straight = page(plain, tmp_path / "one", date(2020, 6, 30))
    assert page(packed, tmp_path / "other", date(2020, 6, 30)) == straight


@pytest.mark.parametrize(
    ("violations", "named"),
    [
        ('"business_id","date","description"\n1,"20201301","Mould"\n', "violations.csv:2"),
        ('"business_id","date","description"\n1,"20200101"\n', "violations.csv:2"),
        ('"business_id","date","note"\n1,"20200101","Mould"\n', "violations.csv"),
    ],
    ids=["no day", "too short", "no such column"],
)
def test_a_bad_file_is_refused_by_name(
    violations: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that will not do is refused, its line named where one is at fault, and no page is written."""
    data, out = invented(tmp_path / "data", violations=violations), tmp_path / "out"
    assert example.main(["--data", str(data), "--as-of", "2020-06-30", "--out", str(out)]) == 2
    assert named in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--data", "nowhere", "--as-of", "2020-06-30"], ["--data", "nowhere/inspections.csv", "没有这个文件"]),
        (["--data", "broken", "--as-of", "2020-06-30"], ["broken/inspections.csv.gz", "重新取得完整的文件"]),
        (["--data", "half", "--as-of", "2020-06-30"], ["--data", "half/violations.csv.gz", "无法读取（EOFError）"]),
        (["--data", ".", "--as-of", "2020-02-30"], ["--as-of", "YYYY-MM-DD"]),
        (["--data", ".", "--as-of", "20200230"], ["--as-of", "YYYY-MM-DD"]),
        (["--data", ".", "--as-of", "2020-06-30", "--out", "taken/x"], ["--out", "taken/x"]),
        (["--as-of", "2020-06-30"], ["--data"]),
    ],
    ids=["no folder", "damaged", "half", "no day", "no form", "out", "no data"],
)
def test_the_command_line_tells_a_mistake(arguments: list[str], named: list[str], tmp_path: Path) -> None:
    """A mistake ends the script with code 2 and a sentence that names option and path, no traceback."""
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "inspections.csv.gz").write_bytes(gzip.compress(INSPECTIONS.encode())[:-20])
    invented(tmp_path / "half")
    packed = gzip.compress((tmp_path / "half" / "violations.csv").read_bytes())
    (tmp_path / "half" / "violations.csv").unlink()
    (tmp_path / "half" / "violations.csv.gz").write_bytes(packed[:-9])
    command = [sys.executable, example.__file__, *arguments]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert all(word in ended.stderr for word in named), ended.stderr
    assert "Traceback" not in ended.stderr


def test_each_row_is_a_visit(tmp_path: Path) -> None:
    """What a file tells is its rows: one that is like another is another visit."""
    data = invented(tmp_path / "data", inspections=INSPECTIONS + INSPECTIONS.splitlines()[1] + "\n")
    text = page(data, tmp_path / "out", date(2020, 6, 30))
    assert told(text, "earlier visits #") == [4]


def test_four_pages_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The briefing is written in both languages and both forms, and each path is printed after the figures."""
    page(invented(tmp_path / "data"), tmp_path / "out", date(2020, 6, 30))
    printed = capsys.readouterr().out.splitlines()[-4:]
    assert printed == [
        str(tmp_path / "out" / f"briefing.{language}.{kind}") for language in ("zh", "en") for kind in ("md", "html")
    ]
    assert all(Path(path).stat().st_size > 500 for path in printed)


# --- the real files ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def inspected(shared_data: Path) -> Path:
    """The folder that holds the inspections, wherever it lies under the shared data."""
    found = sorted((shared_data / "sf_food_safety").rglob("*inspections*.csv*"))
    folders = [path.parent for path in found if list(path.parent.glob("*violations*.csv*"))]
    if not folders:
        pytest.skip("no inspections and violations in ../shared/data/sf_food_safety: they cannot be counted")
    return folders[0]


@pytest.fixture(scope="module")
def briefed(inspected: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(inspected, tmp_path_factory.mktemp("briefing"), AS_OF)


class Count:
    """The violations counted by pandas from their text."""

    def __init__(self, folder: Path) -> None:
        as_of = pd.Timestamp(AS_OF)
        self.visits = self._read(folder, "inspections")
        self.rows = rows = self._read(folder, "violations")
        found = pd.to_datetime(rows["date"], format="%Y%m%d")
        note = rows["description"].str.extract(r"\[ date violation corrected: (.*?) \]\s*$")[0]
        year = note.str.extract(r"^\d{1,2}/\d{1,2}/(\d{4})$")[0]
        corrected = pd.to_datetime(note.where(year.astype(float) < 2200), format="%m/%d/%Y", errors="coerce")
        self.open = note.isna()
        self.closed = corrected.notna() & (corrected >= found) & (corrected <= as_of)
        self.unknown = note.notna() & ~self.closed
        self.reasons = {
            "before": self.unknown & (corrected < found),
            "after": self.unknown & year.notna() & ~(corrected < found),
            "on": self.unknown & year.isna(),
        }
        self.ages = (as_of - found)[self.open & (found <= as_of)].dt.days
        self.lengths = (corrected - found)[self.closed].dt.days
        days = self.visits[["business_id", "date"]].drop_duplicates()
        self.alone = int((rows.merge(days, how="left", indicator=True)["_merge"] == "left_only").sum())
        self.files = len(set(self.visits["business_id"]) | set(rows["business_id"]))

    @staticmethod
    def _read(folder: Path, word: str) -> pd.DataFrame:
        path = next(iter(sorted(folder.glob(f"*{word}*.csv*"))))
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="latin-1")

    def between(self, low: int, high: int) -> int:
        return int(self.ages.between(low, high).sum())

    def within(self, share: float) -> int:
        """Return the fewest days within which at least that share was closed."""
        reached = self.lengths.value_counts().sort_index().cumsum() >= share * len(self.lengths)
        return int(reached.idxmax())


@pytest.fixture(scope="module")
def count(inspected: Path) -> Count:
    return Count(inspected)


def test_the_rows_of_san_francisco_add_up(briefed: str, count: Count) -> None:
    """Every row of 2018-02-16 is in one class, as known beforehand and as pandas counts them."""
    assert row(briefed, "Problems") == [30_452, 8_399, 155, 39_006]
    assert row(briefed, "Problems") == [
        *(int(one.sum()) for one in (count.closed, count.open, count.unknown)),
        len(count.rows),
    ]
    assert told(briefed, "earlier visits #, earlier problems #") == [14_233, 39_006]
    assert told(briefed, "Borrower files #, earlier visits #") == [count.files, len(count.visits)]
    assert told(briefed, "Of all problems # have no visit") == [932] == [count.alone]


def test_open_rows_of_san_francisco_age_as_pandas_counts(briefed: str, count: Count) -> None:
    """Each bucket of age is the count of pandas; the four found after the day are in none, and in the sum."""
    buckets = [count.between(0, 30), count.between(31, 90), count.between(91, 180), count.between(181, 10**6)]
    assert row(briefed, "Open for") == [*buckets, 4, sum(buckets) + 4]
    assert sum(buckets) + 4 == 8_399


def test_closures_of_san_francisco_took_as_pandas_counts(briefed: str, count: Count) -> None:
    """A quarter, half and three quarters of the closures were made within the days that pandas finds."""
    days = told(briefed, "a quarter took # days or less, half # or less, three quarters # or less")
    assert days == [count.within(0.25), count.within(0.5), count.within(0.75)]


def test_rows_of_san_francisco_closed_on_an_unknown_day_are_listed(briefed: str, count: Count) -> None:
    """The 155 rows stand by their line in the file under the reason: before the finding, after the day, no day."""
    lines = {reason: [int(place) + 2 for place in count.rows.index[rows]] for reason, rows in count.reasons.items()}
    assert listed(briefed) == lines
    assert {reason: len(of) for reason, of in lines.items()} == {"before": 141, "after": 2, "on": 12}
