"""Reading loan books and past visits from files: what is taken, what is noted, and the laws of the account."""

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal, Inexact, localcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.adapters import as_mapping, read_book, read_mapping, read_past
from loanvisit.adapters.cells import Cell, Memo, MoneyCell, amounts
from loanvisit.adapters.looking import misdeclared
from loanvisit.adapters.table import MOST_BLANK
from loanvisit.domain import LoanId, LoanStatus, Method, Money, five_tier
from loanvisit.errors import CAP, InputError, LimitError, LoanVisitError
from loanvisit.scheduling import sightings
from loanvisit.testing import a_file

MAPPING: dict[str, object] = {
    "currency": "CNY",
    "columns": {"id": "No", "borrower": "Customer", "principal": "Amount", "disbursed_on": "Paid", "matures_on": "Due"},
}
HEADER = "No,Customer,Amount,Paid,Due\n"
GOOD = "L-1,B-1,5.00,2025-01-31,2026-01-31\n"

Writer = Callable[[str | bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "book.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_a_row_becomes_a_loan_paid_out_once(written: Writer) -> None:
    """Every mapped field of a row is in the loan, each exactly as declared."""
    mapping = {
        "dates": "DD/MM/YYYY",
        "missing": ["", "-"],
        "amounts": {"decimal": ",", "grouping": ".", "rounding": "half_even"},
        "columns": {
            "id": "No", "borrower": {"column": "Customer", "fallback": ["Group"]}, "product": {"constant": "wc"},
            "principal": "Amount", "currency": "Cur", "disbursed_on": "Paid", "matures_on": "Due",
            "risk": {"column": "Class", "values": {"正常": "pass", "": "loss"}}, "risk_since": "Since",
            "status": {"column": "State", "values": {"结清": "settled"}}, "unit": "Branch",
        },
        "facts": {
            "score": {"column": "Score", "kind": "whole"}, "rate": {"column": "Rate", "kind": "decimal"},
            "limit": {"column": "Limit", "kind": "money"}, "met": {"column": "Met", "kind": "date"},
            "vip": {"column": "VIP", "kind": "flag"}, "small": {"column": "Small", "values": {"Y": True, "N": False}},
            "branch": "Branch",
        },
    }  # fmt: skip
    head = "No;Customer;Group;Amount;Cur;Paid;Due;Class;Since;State;Branch;Score;Rate;Limit;Met;VIP;Small\n"
    full = "L-1;;G-9;1.234,565;USD;31/01/2025;31/01/2026;正常;01/02/2025;结清;0755;-7;0,0435;10,00;03/02/2024;true;Y\n"
    bare = "L-2;B-2;;-;;;;;;;;;;;;;\n"
    one, two = read_book(written(head + full + bare), {**mapping, "delimiter": ";"}).loans
    assert (one.id.value, one.borrower.value, one.product, one.status) == ("L-1", "G-9", "wc", LoanStatus.SETTLED)
    assert (one.principal, one.drawdowns[0].amount) == (Money("1234.56", "USD"), Money("1234.56", "USD"))
    assert (one.first_drawn_on, one.matures_on) == (date(2025, 1, 31), date(2026, 1, 31))
    assert one.risk == five_tier("pass", since=date(2025, 2, 1))
    assert {name: str(value) for name, value in one.facts.items()} == {
        "branch": "0755", "limit": "10.00 USD", "met": "2024-02-03", "rate": "0.0435", "score": "-7", "small": "True",
        "vip": "True",
    }  # fmt: skip
    assert (two.principal, two.first_drawn_on, two.matures_on, two.unit, dict(two.facts)) == (
        None,
        None,
        None,
        None,
        {},
    )
    assert (two.status, two.risk) == (LoanStatus.LIVE, five_tier("loss"))


def test_an_amount_needs_its_currency(written: Writer) -> None:
    """An amount whose row names no currency, or no true one, is refused; without an amount nothing is missing."""
    mapping = {"columns": {"id": "No", "borrower": "No", "principal": "Amount", "currency": "Cur"}}
    text = "No,Amount,Cur\nL-1,5.00,\nL-2,5.00,usd\nL-3,x,usd\nL-4,,\nL-5,5.00,JPY\n"
    book = read_book(written(text), mapping, mode="partition")
    assert [(row.line, [one.path for one in row.faults]) for row in book.bad] == [
        (2, ["rows[0].principal"]),
        (3, ["rows[1].currency"]),
        (4, ["rows[2].currency", "rows[2].principal"]),
    ]
    assert [loan.principal for loan in book.loans] == [None, Money("5", "JPY")]


def test_ids_within_a_column_and_normalised(written: Writer) -> None:
    """`within` sets the column's text before an id; `normalise` folds width and white space, of words too."""
    mapping = {
        "normalise": True,
        "columns": {
            "id": "No", "borrower": {"column": "Name", "within": "Land", "fallback": ["Land"]},
            "status": {"column": "S", "values": {"ＯＫ": "live"}},
        },
    }  # fmt: skip
    text = "No,Land,Name,S\n Ｌ-1 ,FR,MINISTRY  OF\u3000FINANCE,OK\nL-2,,Ｂank,ＯＫ\nL-3,NL,  ,OK\nL-4,,,OK\n"
    book = read_book(written(text), mapping, mode="partition")
    assert [(loan.id.value, loan.borrower.value) for loan in book.loans] == [
        ("L-1", "FR/MINISTRY OF FINANCE"), ("L-2", "Bank"), ("L-3", "NL/NL"),
    ]  # fmt: skip
    assert [(row.line, row.faults[0].code) for row in book.bad] == [(5, "cell.missing")]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", (HEADER + GOOD).encode("utf-8-sig")),
        ("utf-8-sig", (HEADER + GOOD).encode("utf-8-sig")),
        ("utf-16", (HEADER + GOOD).encode("utf-16")),
        ("utf-16-be", ("\ufeff" + HEADER + GOOD).encode("utf-16-be")),
        ("utf-16-be", (HEADER + GOOD).encode("utf-16-be")),
        ("utf-16-le", ("\ufeff" + HEADER + GOOD).encode("utf-16-le")),
        ("utf-16-le", (HEADER + GOOD).encode("utf-16-le")),
        ("utf-16", b"\xfe\xff" + (HEADER + GOOD).encode("utf-16-be")),
        ("gb18030", ("\ufeff" + HEADER + GOOD).encode("gb18030")),
        ("latin-1", (HEADER + GOOD).encode("latin-1")),
        ("utf-8", (HEADER + GOOD).replace("\n", "\r\n").encode()),
        ("utf-8", (HEADER + "\n" + GOOD + "\n\n").rstrip("\n").encode()),
        ("utf-8", gzip.compress((HEADER + GOOD).encode(), mtime=0)),
        ("utf-16", gzip.compress((HEADER + GOOD).encode("utf-16"), mtime=0)),
    ],
)
def test_one_book_in_many_clothes(written: Writer, encoding: str, content: bytes) -> None:
    """Encoding, byte-order mark, line ends, blank lines and gzip make no difference to the loans."""
    book = read_book(written(content), {**MAPPING, "encoding": encoding})
    assert book.loans == read_book(written(HEADER + GOOD), MAPPING).loans
    assert (book.rows, book.good, book.refused) == (1, 1, 0)


def test_lines_are_those_of_the_file(written: Writer) -> None:
    """A row's line is where it starts, whatever cells of many lines come before."""
    text = HEADER.replace("Due", '"Due\n"') + 'L-1,"B\t1","5.00\n",,\n\nL-2,B-2,x,,\n'
    with pytest.raises(InputError) as refused:
        read_book(written(text), MAPPING)
    assert [(one.line, one.path, one.column) for one in refused.value.faults] == [
        (3, "rows[0].borrower", "Customer"), (3, "rows[0].principal", "Amount"), (6, "rows[1].principal", "Amount"),
    ]  # fmt: skip


def test_a_repeated_row_is_one_loan_with_a_note(written: Writer) -> None:
    """Rows that say the same of one id are one loan; all count as good, and a note names both lines."""
    book = read_book(written(HEADER + GOOD + GOOD + GOOD.replace("L-1", "L-2")), MAPPING)
    assert (len(book.loans), book.rows, book.good, book.refused) == (2, 3, 3, 0)
    assert [(note.code, note.lines) for note in book.notes] == [("note.loan.repeated", (3, 2))]
    assert "3" in book.notes[0].text.zh


def test_contradicting_rows_name_each_other(written: Writer) -> None:
    """Each row of a contradicted id names its own line and that of another."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + GOOD + GOOD.replace("5.00", "6.00")), MAPPING)
    assert [one.remedy.en for one in refused.value.faults] == [
        "compare lines 2 and 3 and keep one", "compare lines 3 and 2 and keep one",
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["l-1A", "L-1\u0410", "L-1\u0391"])
def test_ids_that_look_alike_are_noted(written: Writer, other: str) -> None:
    """Ids that differ in case or by a Cyrillic or Greek letter are two loans, and a note names the pair's lines."""
    text = HEADER + GOOD.replace("L-1", other) + GOOD.replace("L-1", "L-1A") + "L-9,b-1,,,\nL-8,b-1,,,\n"
    book = read_book(written(text), MAPPING)
    assert (len(book.loans), book.refused) == (4, 0)
    assert [(note.code, note.lines) for note in book.notes] == [("note.id.alike", (2, 3)), ("note.id.alike", (4, 2))]


def test_the_number_of_rows_can_be_demanded(written: Writer) -> None:
    """A file with other than the expected rows is refused in both modes, whatever else is wrong being listed too."""
    path = written(HEADER + GOOD + "L-2,B-2,x,,\n")
    assert read_book(written(HEADER + GOOD), MAPPING, expected_rows=1).rows == 1
    for mode, codes in (("strict", ["source.rows", "amount.grammar"]), ("partition", ["source.rows"])):
        path = written(HEADER + GOOD + "L-2,B-2,x,,\n")
        with pytest.raises(InputError) as refused:
            read_book(path, MAPPING, mode=mode, expected_rows=3)  # type: ignore[arg-type]
        assert [one.code for one in refused.value.faults] == codes


class _Changing(io.BytesIO):
    """A file whose other hand writes when the reader has read."""

    def __init__(self, content: bytes, change: Callable[[], None]) -> None:
        super().__init__(content)
        self._change = change

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self._change()
        return piece


@pytest.mark.parametrize("after", [HEADER + GOOD + GOOD, HEADER + GOOD.replace("5.00", "6.00"), HEADER, None])
@pytest.mark.parametrize("mode", ["strict", "partition"])
def test_a_file_that_changes_while_it_is_read_is_refused(written: Writer, after: str | None, mode: str) -> None:
    """Grown, rewritten at equal length, cut or gone while it is read: nothing is taken."""
    path = written(HEADER + GOOD)

    def opener(given: Path) -> BinaryIO:
        def change() -> None:
            if after is None:
                given.unlink(missing_ok=True)
            else:
                given.write_text(after)

        return _Changing(given.read_bytes(), change) if given.exists() else given.open("rb")

    with pytest.raises(InputError, match=r"source\.changed"):
        read_book(path, MAPPING, mode=mode, opener=opener)  # type: ignore[arg-type]


def test_a_file_that_is_touched_while_it_is_read_is_refused(written: Writer) -> None:
    """Equal bytes under another stamp are another file."""
    path = written(HEADER + GOOD)

    def opener(given: Path) -> BinaryIO:
        content = given.read_bytes()
        given.unlink()
        given.write_bytes(content + b" ")
        given.write_bytes(content)
        return given.open("rb")

    with pytest.raises(InputError, match=r"source\.changed"):
        read_book(path, MAPPING, opener=opener)


def test_a_file_mended_between_two_looks_has_changed(written: Writer) -> None:
    """Where the byte that did not decode is gone when it is looked for, the file has changed."""
    path = written((HEADER + GOOD).encode() + b"\xff")

    def opener(given: Path) -> BinaryIO:
        stream = io.BytesIO(given.read_bytes())
        given.write_text(HEADER + GOOD)
        return stream

    with pytest.raises(InputError) as refused:
        read_book(path, MAPPING, opener=opener)
    assert {one.code for one in refused.value.faults} == {"source.changed"}


@pytest.mark.parametrize(("after", "code"), [(b"\x1f\x8bxxxxxxxxxx", "source.open"), (b"\x1f\x8b", "source.truncated")])
def test_a_file_damaged_between_two_looks_is_refused(written: Writer, after: bytes, code: str) -> None:
    """Where the file no longer unpacks when the byte that did not decode is looked for, that is what is told."""
    path = written(gzip.compress((HEADER + GOOD).encode() + b"\xff"))

    def opener(given: Path) -> BinaryIO:
        stream = io.BytesIO(given.read_bytes())
        given.write_bytes(after)
        return stream

    with pytest.raises(InputError) as refused:
        read_book(path, MAPPING, opener=opener)
    assert [one.code for one in refused.value.faults] == [code, "source.changed"]


def test_an_encoding_fault_far_into_a_compressed_file_has_its_place(written: Writer) -> None:
    """The byte offset counts decompressed bytes, across the pieces a file is read in."""
    text = (HEADER + GOOD * 40_000).encode()
    with pytest.raises(InputError) as refused:
        read_book(written(gzip.compress(text + b"L-2,\xff\n")), MAPPING)
    found = refused.value.faults[0]
    assert (found.code, found.line) == ("encoding", 40_002)
    assert f"byte {len(text) + 4} " in found.remedy.en


CHINESE = HEADER.replace("Kind", "一类") + GOOD.replace("B-1", "一一丁")


@pytest.mark.parametrize("text", [HEADER + GOOD, CHINESE, (HEADER + GOOD)[:5]], ids=["english", "chinese", "short"])
@pytest.mark.parametrize("looks", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""], ids=["with mark", "without mark"])
@pytest.mark.parametrize("declared", ["utf-8", "gb18030", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_by_its_empty_bytes(
    written: Writer, text: str, looks: str, mark: str, declared: str
) -> None:
    """A file of UTF-16 that is declared as something else is told for what it looks like, with the word to declare."""
    content = (mark + text).encode(looks)
    if declared == looks or (declared == "utf-16" and mark):
        return
    with pytest.raises(InputError) as refused:
        read_book(written(content), {**MAPPING, "encoding": declared})
    with pytest.raises(InputError, match=r"encoding\.looks"):
        read_book(written(gzip.compress(content)), {**MAPPING, "encoding": declared})
    (found,) = refused.value.faults
    wanted = "utf-16" if mark else looks
    assert (found.code, found.path, found.line) == ("encoding.looks", "source", 1)
    assert found.expected.en.startswith(f"a file encoded as {declared}")
    assert f'declare encoding = "{wanted}"' in found.remedy.en
    assert f'encoding = "{wanted}"' in found.remedy.zh


def test_utf_16_without_a_mark_is_told_where_it_is_declared(written: Writer) -> None:
    """A file declared as UTF-16 that begins with no mark, and looks like none, cannot be read as it."""
    with pytest.raises(InputError) as refused:
        read_book(written(b"No"), {**MAPPING, "encoding": "utf-16"})
    assert refused.value.code == "encoding"


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"N\x00o\x00,\x00\x00B\x00o\x00\x00\x00", b"No,Customer\nL-\x001,B-1\n"]
)
def test_a_stray_empty_byte_makes_no_utf_16(written: Writer, content: bytes) -> None:
    """Empty bytes that are few, or stand at even and odd places alike, are no sign of UTF-16."""
    with pytest.raises(InputError) as refused:
        read_book(written(content), {"columns": {"id": "No", "borrower": "Customer"}})
    assert "encoding.looks" not in [one.code for one in refused.value.faults]


def test_what_opens_a_file_is_a_function(written: Writer) -> None:
    """An opener that cannot be called, takes no path, or opens text or nothing, is refused by name."""
    wrong: tuple[object, ...] = ("rb", len, object, dict, lambda: None, lambda _: None, lambda path: path.open())
    for opener in wrong:
        with pytest.raises(InputError) as refused:
            read_book(written(HEADER + GOOD), MAPPING, opener=opener)  # type: ignore[arg-type]
        assert [(one.code, one.path) for one in refused.value.faults] == [("type", "opener")]


@pytest.mark.parametrize(
    ("rows", "code"), [("1", "type"), (True, "type"), (1.0, "type"), (-1, "number.range"), (10**400, "number.range")]
)
def test_the_rows_expected_are_a_count(written: Writer, rows: int, code: str) -> None:
    """What is no whole number from zero is refused before the file is read."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + GOOD), MAPPING, expected_rows=rows)
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, "expected_rows")]


def test_a_mapping_s_words_are_told_where_they_are_codes_only(written: Writer) -> None:
    """A bank's spellings of the library's codes are told; other words may be names and many, and are only counted."""
    text = "No,Customer,Officer,State,VIP\nL-1,B-1,x,x,x\n"
    rules = {
        "id": "No",
        "borrower": "Customer",
        "manager": {"column": "Officer", "values": {"哨兵张三": "M-1", "李四": "M-2"}},
        "status": {"column": "State", "values": {"在贷": "live"}},
    }
    own = {"vip": {"column": "VIP", "values": {"是": True, "否": False}}}
    with pytest.raises(InputError) as refused:
        read_book(written(text), {"columns": rules, "facts": own})
    assert [one.expected.zh for one in refused.value.faults] == [
        "下列之一：在贷", "下列之一：映射所列的 2 个词", "下列之一：是, 否"
    ]  # fmt: skip


def test_a_date_style_may_be_declared_again_and_again() -> None:
    """A style told five thousand times is one style."""
    ids = {"id": "No", "borrower": "No"}
    mapping = as_mapping({"columns": ids, "dates": ["YYYY-MM-DD"] * 5000})
    assert mapping.dates == ("YYYY-MM-DD",)


def test_blank_lines_without_end_are_refused(written: Writer) -> None:
    """Some blank lines are no rows; more than anybody leaves by chance make the file unreadable, packed or not."""
    some = HEADER + "\n" * MOST_BLANK + GOOD + "\n" * MOST_BLANK
    assert read_book(written(some), MAPPING).rows == 1
    many = (some + "\n").encode()
    for content in (many, gzip.compress(many)):
        with pytest.raises(InputError) as refused:
            read_book(written(content), MAPPING)
        assert [(one.code, one.path) for one in refused.value.faults] == [("line.blank", "rows[1]")]


def test_an_opener_may_fail_as_it_likes(written: Writer) -> None:
    """A mistake inside a host's own opener comes out as it is, so that the host can find it."""

    def opener(path: Path) -> BinaryIO:
        return io.BytesIO(path.name + b"")  # type: ignore[operator]

    with pytest.raises(TypeError, match="bytes"):
        read_book(written(HEADER + GOOD), MAPPING, opener=opener)


def test_a_file_that_cannot_be_opened_is_an_input_error(tmp_path: Path) -> None:
    """A missing file and a folder are refused by name, as every bad input is."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError) as refused:
            read_book(path, MAPPING)
        assert refused.value.code == "source.open"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path / "none.csv", "没有这个文件"),
        (lambda path: path / "book.csv" / "x.csv", "没有这个文件"),
        (lambda path: path, "这是文件夹"),
        (lambda path: path / "a\0b.csv", "无法读取（ValueError）"),
        (lambda path: path / "damaged.csv.gz", "压缩内容已损坏"),
        (lambda path: path / "broken.csv.gz", "压缩内容已损坏"),
        (lambda path: path / "cut.csv.gz", "重新取得完整的文件"),
        (lambda path: path / "latin.csv", "声明实际编码"),
    ],
)
def test_a_file_that_does_not_read_is_told_by_its_path(make: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    """One error names the path as it was given and says what to do; nobody is told that nothing was received."""
    packed = gzip.compress((HEADER + GOOD).encode())
    (tmp_path / "book.csv").write_text(HEADER + GOOD, encoding="utf-8")
    (tmp_path / "damaged.csv.gz").write_bytes(packed[:20] + b"xxxx" + packed[24:])
    (tmp_path / "broken.csv.gz").write_bytes(packed[:-8] + b"\0" * 8)
    (tmp_path / "cut.csv.gz").write_bytes(packed[:-9])
    (tmp_path / "latin.csv").write_bytes((HEADER + GOOD).encode() + b"\xff")
    path = make(tmp_path)
    with pytest.raises(InputError) as refused:
        read_book(path, MAPPING)
    (found,) = refused.value.faults
    assert said in found.text.zh
    assert "实际未提供" not in found.text.zh
    assert str(path).replace("\0", "?") in found.text.zh
    assert str(path).replace("\0", "?") in found.text.en


def test_a_mapping_that_does_not_read_is_told_by_its_path(tmp_path: Path) -> None:
    """A small file is refused as a book is: by the path as it was given, with what to do."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# \xff")
    for path, said in ((tmp_path, "这是文件夹"), (tmp_path / "a\0b", "ValueError"), (latin, "第 2 个字节")):
        with pytest.raises(InputError) as refused:
            read_mapping(path)
        assert said in refused.value.text.zh
        assert str(path).replace("\0", "?") in refused.value.text.zh


@given(st.integers(0, 75), st.integers(0, 255))
def test_a_damaged_file_never_breaks_the_reader(place: int, byte: int) -> None:
    """Whatever byte of a compressed file is another, it is read or refused by the typed error."""
    packed = bytearray(gzip.compress((HEADER + GOOD).encode(), mtime=0))
    packed[place % len(packed)] = byte
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.csv.gz")
        path.write_bytes(bytes(packed))
        try:
            assert read_book(path, MAPPING).rows <= 1
        except InputError as error:
            codes = {one.code for one in error.faults}
        else:
            codes = {"none"}
    assert codes


def test_a_file_that_unpacks_without_end_is_refused(written: Writer) -> None:
    """A compressed file of a few kilobytes that holds a hundred megabytes is let go before it fills anything."""
    cell = "x" * 100_000
    bomb = (HEADER + f"L-1,{cell},,,\n" * 1_000).encode()
    with pytest.raises(LimitError) as refused:
        read_book(written(gzip.compress(bomb)), MAPPING, mode="partition")
    assert (refused.value.code, refused.value.path) == ("source.expands", "source")
    assert "book.csv" in refused.value.text.zh


def test_a_small_file_is_read_no_further_than_its_bound(tmp_path: Path) -> None:
    """A mapping of many megabytes is refused unread."""
    path = tmp_path / "mapping.toml"
    path.write_bytes(b"#" * 4_000_001)
    with pytest.raises(InputError) as refused:
        read_mapping(path)
    assert refused.value.code == "text.length"


def test_a_missing_column_is_told_once(written: Writer) -> None:
    """The sentence names the column looked for and the key that wants it, once, however often it is read."""
    mapping = {"columns": {"id": "No", "borrower": {"column": "Who", "fallback": ["Who"]}}}
    with pytest.raises(InputError) as refused:
        read_book(written("No,Whom\nL-1,B-1\n"), mapping)
    (found,) = refused.value.faults
    assert found.text.zh == (
        "mapping.columns.borrower（第 1 行“Who”列）：应为映射所要的列，实际未提供。补上该列或改正映射（最接近：Whom）"
    )
    assert found.text.en.startswith("mapping.columns.borrower (line 1, column Who): expected the column")


def test_a_day_that_there_is_not_is_told_so(written: Writer) -> None:
    """A day in the declared style that no calendar has is no matter of style."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + "L-1,B-1,5.00,2026-02-30,\n"), MAPPING)
    (found,) = refused.value.faults
    assert (found.code, found.text.zh) == (
        "date.none",
        "rows[0].disbursed_on（第 2 行“Paid”列）：应为日历上有的日期，收到 str(10)。没有这一天：核对年、月、日",
    )  # fmt: skip


def test_the_number_of_rows_there_are_is_told(written: Writer) -> None:
    """A file with other than the expected rows is told with both numbers."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + GOOD), MAPPING, expected_rows=3)
    assert "book.csv。实有 1 行：" in refused.value.text.zh


def test_a_host_that_traps_rounding_reads_the_same(written: Writer) -> None:
    """The host's own decimal context changes no amount."""
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        mapping = {**MAPPING, "amounts": {"rounding": "half_up"}}
        (loan,) = read_book(written(HEADER + GOOD.replace("5.00", "1234567.895")), mapping).loans
    assert loan.principal == Money("1234567.90", "CNY")


def test_a_line_has_a_bound(written: Writer) -> None:
    """A line of a million characters ends the reading before it fills the memory."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + GOOD + "x" * (1 << 21)), MAPPING)
    assert [(one.code, one.line) for one in refused.value.faults] == [("line.length", 3)]


def test_the_bounds_hold_where_the_host_moved_those_of_csv(written: Writer) -> None:
    """A host that lifts `csv.field_size_limit` lifts neither the bound of a cell nor that of a quote left open."""
    before = csv.field_size_limit(1 << 30)
    try:
        book = read_book(written(HEADER + "x" * 140_000 + ",B,,,\n" + GOOD), MAPPING, mode="partition")
        assert [(row.line, row.faults[0].code, row.faults[0].length) for row in book.bad] == [
            (2, "field.length", 140_000)
        ]
        with pytest.raises(InputError) as refused:
            read_book(written(HEADER + '"' + GOOD * 40_000), MAPPING)
        assert [(one.code, one.line) for one in refused.value.faults] == [("row.quote", 2)]
    finally:
        csv.field_size_limit(before)


def test_an_overlong_cell_of_many_lines_is_one_bad_row(written: Writer) -> None:
    """A quoted cell that ends, but too late, spoils its own row only."""
    text = HEADER + 'L-0,"B""\n' + "x" * 140_000 + '",,,\n' + GOOD
    book = read_book(written(text), MAPPING, mode="partition")
    assert [(row.line, row.faults[0].code, row.faults[0].column) for row in book.bad] == [
        (2, "field.length", "Customer")
    ]
    assert len(book.loans) == 1


def test_a_header_cell_has_a_bound(written: Writer) -> None:
    """A header too long to be one is refused."""
    with pytest.raises(InputError) as refused:
        read_book(written("No,Customer," + "x" * 140_000 + "\n"), MAPPING)
    assert [(one.code, one.path) for one in refused.value.faults] == [("field.length", "header")]


def test_faults_beyond_the_cap_are_counted(written: Writer) -> None:
    """After 1,000 faults the rest are an exact count, in both modes, and those of the whole file come first."""
    path = written(
        HEADER + "".join(f"L-{n},B-1,x,y,\n" for n in range(700)) + (GOOD + GOOD.replace("5.00", "6.00")) * 50
    )
    with pytest.raises(InputError) as refused:
        read_book(path, MAPPING, expected_rows=1)
    assert (len(refused.value.faults), refused.value.more, refused.value.code) == (CAP, 501, "source.rows")
    book = read_book(path, MAPPING, mode="partition")
    assert (book.rows, book.refused, len(book.bad), book.more) == (800, 800, 500, 500)


def test_notes_are_capped_too(written: Writer) -> None:
    """A file that repeats one row a thousand times does not make a thousand and one notes."""
    book = read_book(written(HEADER + GOOD * 1_203), MAPPING)
    assert (len(book.notes), book.more_notes, book.good) == (CAP, 202, 1_203)


def test_a_maturity_is_not_judged_by_a_day_that_does_not_read(written: Writer) -> None:
    """Where the day of disbursement is wrong itself, the order of the two is not in question."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER + "L-1,B-1,5.00,2025-13-01,2026-01-31\n"), MAPPING)
    assert [one.path for one in refused.value.faults] == ["rows[0].disbursed_on"]


def test_what_is_remembered_of_a_column_is_bounded() -> None:
    """A column of ever new values is read as any other, and does not fill the memory."""
    plain: Memo[Decimal] = Memo(amounts(".", None), frozenset())
    cell = MoneyCell(
        Cell("principal", "Amount", lambda row: row[0], plain),
        Cell("c", None, lambda _: "JPY", Memo(str, frozenset())),
        None,
    )
    assert [cell.read([str(n)]) for n in range(65_540)][-1] == Money("65539", "JPY")
    assert len(plain) == 65_536


def test_wrong_calls_are_refused(written: Writer) -> None:
    """An unknown mode, and a mapping for another kind of book, are refused."""
    with pytest.raises(InputError) as refused:
        read_book(written(HEADER), MAPPING, mode="lenient")  # type: ignore[arg-type]
    assert refused.value.path == "mode"
    with pytest.raises(InputError) as refused:
        read_past(written(HEADER), as_mapping(MAPPING))
    assert refused.value.path == "mapping.book"


def test_past_visits_say_where_they_come_from(written: Writer) -> None:
    """A past visit holds only the facts there are, and names its file and line."""
    mapping = {
        "book": "past",
        "columns": {
            "on": "Day", "loan": "Loan", "borrower": "Who", "method": {"column": "How", "values": {"现场": "on_site"}},
            "purpose": "Why", "visitors": "N", "id": "No",
        },
    }  # fmt: skip
    text = "Day,Loan,Who,How,Why,N,No\n2025-12-12,L-1,,现场,first_check,2,V-1\n2025-12-13,,B-1,,,,\n"
    text += ",L-1,,,,x,\n2025-12-14,,,,,,\n"
    past = read_past(written(text), mapping, mode="partition")
    one, two = past.visits
    assert (one.method, one.visitors, one.source) == (Method.ON_SITE, 2, "book.csv:2")
    assert one.purposes == frozenset({"first_check"})
    assert (two.loans, two.method, two.purposes, two.id) == ((), None, None, None)
    assert [(row.line, [one.code for one in row.faults]) for row in past.bad] == [
        (4, ["cell.missing", "number.grammar"]), (5, ["borrower.missing"]),
    ]  # fmt: skip
    assert (past.rows, past.refused, past.more) == (4, 2, 0)


def test_a_text_column_is_read_by_its_words(written: Writer) -> None:
    """A bank's own words for a product, a unit, a currency or a borrower are read as what they mean, others refused."""
    mapping = {
        "normalise": True,
        "columns": {
            "id": "No", "borrower": {"column": "Who", "values": {"甲": "B-1"}}, "principal": "Amount",
            "product": {"column": "Kind", "values": {"流贷": "working_capital", "": "project"}},
            "unit": {"column": "Branch", "values": {"深圳 支行": "0755"}},
            "currency": {"column": "Cur", "values": {"人民币": "CNY"}},
        },
    }  # fmt: skip
    text = "No,Who,Amount,Kind,Branch,Cur\nL-1,甲,5.00,流贷,深圳  支行,人民币\nL-2,甲,5.00,,,人民币\n"
    text += "L-3,乙,5.00,个贷,北京,CNY\n"
    book = read_book(written(text), mapping, mode="partition")
    one, two = book.loans
    assert (one.borrower.value, one.product, str(one.unit), str(one.principal)) == (
        "B-1", "working_capital", "0755", "5.00 CNY",
    )  # fmt: skip
    assert (two.product, two.unit) == ("project", None)
    assert [(one.code, one.path) for one in book.bad[0].faults] == [
        ("code", "rows[2].borrower"), ("code", "rows[2].product"), ("code", "rows[2].currency"),
        ("code", "rows[2].unit"),
    ]  # fmt: skip


def test_a_recoded_word_is_read_by_the_kind_of_its_column(written: Writer) -> None:
    """`values` says what the words mean, `kind` what that is: a number, a day, an amount, a flag, a code."""
    facts = {
        "stars": {"kind": "whole", "values": {"三星": "3"}}, "rate": {"kind": "decimal", "values": {"三星": "0.03"}},
        "met": {"kind": "date", "values": {"三星": "2024-02-03"}},
        "cap": {"kind": "money", "values": {"三星": "30.00"}},
        "good": {"values": {"三星": True}}, "class": {"kind": "code", "values": {"三星": "true"}},
    }  # fmt: skip
    rules = {name: {"column": "Star", **rule} for name, rule in facts.items()}
    mapping = {"currency": "CNY", "columns": {"id": "No", "borrower": "No"}, "facts": rules}
    (loan,) = read_book(written("No,Star\nL-1,三星\n"), mapping).loans
    assert dict(loan.facts) == {
        "stars": 3, "rate": Decimal("0.03"), "met": date(2024, 2, 3), "cap": Money("30.00", "CNY"), "good": True,
        "class": "true",
    }  # fmt: skip
    assert type(loan.facts["good"]) is bool


PAST: dict[str, object] = {"book": "past", "columns": {"on": "Day", "loan": "Loan", "purpose": "Why"}}


def test_without_ids_each_row_is_a_visit_and_pays_once(written: Writer) -> None:
    """Rows that are alike are each a visit, from its own row; together they prove what one of them does."""
    text = "Day,Loan,Why\n" + "2025-12-12,L-1,first\n" * 3 + "2025-12-12,L-1,second\n"
    past = read_past(written(text), PAST)
    assert [visit.source for visit in past.visits] == [f"book.csv:{line}" for line in range(2, 6)]
    assert (past.rows, past.good, past.refused, past.notes) == (4, 4, 0, ())
    seen = sightings(a_file(past=past.visits), as_of=date(2026, 3, 31))
    assert [one.source for one in seen] == ["book.csv:2", "book.csv:5"]


def test_rows_of_one_id_are_one_visit(written: Writer) -> None:
    """A visit told in a row a loan or a purpose is one; rows that contradict one another are all refused."""
    columns = {"on": "Day", "loan": "Loan", "id": "No", "purpose": "Why"}
    text = (
        "No,Day,Loan,Why\nV-1,2025-12-12,L-2,first\nV-2,2025-12-12,L-1,first\nV-1,2025-12-12,L-1,first\n"
        "V-3,2025-12-12,L-1,first\nV-3,2025-12-13,L-1,first\nV-2,2025-12-12,L-1,second\nV-1,2025-12-12,L-1,first\n"
    )
    past = read_past(written(text), {"book": "past", "columns": columns}, mode="partition")
    first, second = past.visits
    assert (str(first.id), first.loans, first.purposes) == ("V-1", (LoanId("L-1"), LoanId("L-2")), frozenset({"first"}))
    assert (str(second.id), second.purposes) == ("V-2", frozenset({"first", "second"}))
    assert [note.lines for note in past.notes] == [(4, 2), (7, 3), (8, 2)]
    assert "并为一次检查" in past.notes[0].text.zh
    assert [(row.line, row.faults[0].code, row.faults[0].remedy.en) for row in past.bad] == [
        (5, "visit.duplicate", "compare lines 5 and 6 and keep one"),
        (6, "visit.duplicate", "compare lines 6 and 5 and keep one"),
    ]
    with pytest.raises(InputError, match=r"visit\.duplicate"):
        read_past(written(text), {"book": "past", "columns": columns})


CELLS = st.sampled_from(
    ["", "L-1", "L-2", "l-1", "5.00", "-5.00", "x", "2025-01-31", "2024-01-31", "1e9", "L\u200b", "\x00"]
)
ROWS = st.lists(
    st.one_of(
        st.builds("L-{},B-1,{}.00,2025-01-31,".format, st.integers(1, 5), st.integers(1, 2)),
        st.lists(CELLS, min_size=4, max_size=6).map(",".join),
    ),
    max_size=12,
)  # fmt: skip


def _read(rows: list[str]) -> "list[str]":
    """Return the loans of a mixture, as text, and check its account."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.csv")
        path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8", newline="")
        book = read_book(path, MAPPING, mode="partition")
        assert (book.rows, book.good + book.refused) == (len(rows), len(rows))
        assert book.refused == len(book.bad)
        assert len(book.loans) + sum(note.code == "note.loan.repeated" for note in book.notes) == book.good
        faults = [one for row in book.bad for one in row.faults]
        try:
            assert read_book(path, MAPPING).loans == book.loans
        except LoanVisitError as error:
            assert list(error.faults) == faults  # noqa: PT017  the error is what is compared
        else:
            assert faults == []
    return sorted(map(repr, book.loans))


@given(ROWS, st.randoms(use_true_random=False))
def test_every_row_is_accounted_for_in_any_order(rows: list[str], dice: object) -> None:
    """Good and bad rows add up to all; strict lists the faults partition lists; a shuffled file has the same loans.

    A file that looks like UTF-16 is refused whole, and has a test of its own.
    """
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    for order in (rows, shuffled):
        content = HEADER + "".join(row + "\n" for row in order)
        assume(misdeclared(content.encode(), "utf-8") is None)
    assert _read(rows) == _read(shuffled)
