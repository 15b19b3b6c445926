"""Rows that belong together: those of one past visit, those of one borrower; and how a path may be given."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.adapters import as_mapping, read_book, read_calendar, read_mapping, read_past, read_policy, read_regime
from loanvisit.domain import Borrower, BorrowerId, BorrowerKind, OfficerId, Portfolio, five_tier
from loanvisit.errors import CAP, InputError, PolicyError

Writer = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(content: str) -> Path:
        path = tmp_path / "book.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return write


TOLD = st.tuples(
    st.sampled_from(["V-1", "V-2", "V-3"]), st.sampled_from(["L-1", "L-2", ""]), st.sampled_from(["first", "x", ""])
)


@given(st.lists(TOLD, max_size=9))
def test_a_visit_says_no_more_than_its_rows(rows: list[tuple[str, str, str]]) -> None:
    """Each loan and purpose of a visit stand together in a row; ids whose rows say less are refused whole."""
    columns = {"on": "Day", "loan": "Loan", "id": "No", "purpose": "Why", "borrower": "Who"}
    text = "No,Day,Loan,Why,Who\n" + "".join(f"{no},2025-12-12,{loan},{why},B-1\n" for no, loan, why in rows)
    with TemporaryDirectory() as folder:
        path = Path(folder, "past.csv")
        path.write_text(text, encoding="utf-8")
        past = read_past(path, {"book": "past", "columns": columns}, mode="partition")
    for visit in past.visits:
        said = {(loan.value, why) for loan in visit.loans for why in visit.purposes or {""}}
        assert {(str(visit.id), *pair) for pair in said} <= set(rows)
    taken = {str(visit.id) for visit in past.visits}
    told = {no: {(loan, why) for one, loan, why in rows if one == no} for no, _, _ in rows}
    grids = {
        no
        for no, pairs in told.items()
        if len(pairs) == len({loan for loan, _ in pairs}) * len({why for _, why in pairs})
    }
    assert taken == grids
    assert past.good == sum(no in grids for no, _, _ in rows)


def test_a_purpose_of_one_loan_is_not_that_of_another(written: Writer) -> None:
    """Rows of one id that give two loans a purpose each are refused, and told to take ids of their own."""
    columns = {"on": "Day", "loan": "Loan", "id": "No", "purpose": "Why"}
    text = "No,Day,Loan,Why\nV-1,2025-12-12,L-1,first\nV-1,2025-12-12,L-2,x\nV-2,2025-12-12,L-1,first\n"
    text += "V-2,2025-12-12,L-2,x\nV-2,2025-12-13,L-1,first\n"
    past = read_past(written(text), {"book": "past", "columns": columns}, mode="partition")
    assert (past.visits, past.good, past.refused) == ((), 0, 5)
    assert {row.faults[0].code for row in past.bad} == {"visit.duplicate"}
    assert "lines 3 and 2" in past.bad[1].faults[0].remedy.en
    assert "give each visit an id of its own" in past.bad[0].faults[0].remedy.en


OWNED: dict[str, object] = {
    "columns": {
        "id": "No", "borrower": "Who", "manager": "Manager",
        "borrower_kind": {"column": "Kind", "values": {"企": "corporate", "个": "natural"}},
        "risk": "Class", "risk_since": "Since", "risk_was": {"column": "Was", "values": {"正常": "pass"}},
    },
}  # fmt: skip
OWNED_HEADER = "No,Who,Manager,Kind,Class,Since,Was\n"


def test_a_book_tells_of_its_borrowers_and_of_the_grade_before(written: Writer) -> None:
    """A borrower has what any of its rows says of it; a grade says what it replaced; both go into the book."""
    text = OWNED_HEADER + "L-1,B-1,,企,loss,2026-01-05,正常\nL-2,B-1,O-7,,loss,,\nL-3,B-2,,,,,\nL-4,B-1,O-7,企,,,正常\n"
    read = read_book(written(text), OWNED)
    assert read.borrowers == (
        Borrower(id=BorrowerId("B-1"), kind=BorrowerKind.CORPORATE, manager=OfficerId("O-7")),
        Borrower(id=BorrowerId("B-2")),
    )
    assert [loan.risk for loan in read.loans] == [
        five_tier("loss", since=date(2026, 1, 5), was="pass"), five_tier("loss"), None, None,
    ]  # fmt: skip
    book = Portfolio.of(read.loans, borrowers=read.borrowers, as_of=date(2026, 3, 31))
    assert tuple(file.borrower for file in book.files) == read.borrowers


def test_rows_that_contradict_one_another_on_a_borrower_are_refused(written: Writer) -> None:
    """Two kinds or two managers refuse every row of the borrower, repeats too, and the fault names two lines."""
    text = OWNED_HEADER + (
        "L-1,B-1,O-1,企,,,\nL-2,B-1,,,,,\nL-1,B-1,O-1,企,,,\nL-3,B-2,O-1,,,,\nL-4,B-1,O-2,,,,\nL-5,B-3,,企,,,\n"
        "L-6,B-3,,个,,,\nL-7,B-1,O-3,,,,\n"
    )
    read = read_book(written(text), OWNED, mode="partition")
    assert [str(loan.id) for loan in read.loans] == ["L-3"]
    assert (read.good, read.refused, read.notes) == (1, 7, ())
    assert [str(borrower.id) for borrower in read.borrowers] == ["B-2"]
    found = {row.line: row.faults[0] for row in read.bad}
    assert {line: (one.path, one.column) for line, one in found.items()} == {
        2: ("rows[0].manager", "Manager"), 3: ("rows[1].manager", "Manager"), 4: ("rows[2].manager", "Manager"),
        6: ("rows[4].manager", "Manager"), 7: ("rows[5].borrower_kind", "Kind"),
        8: ("rows[6].borrower_kind", "Kind"), 9: ("rows[7].manager", "Manager"),
    }  # fmt: skip
    assert {one.code for one in found.values()} == {"borrower.differs"}
    assert found[3].remedy.en.startswith("lines 2 and 6 differ")
    assert found[7].remedy.en.startswith("lines 7 and 8 differ")
    with pytest.raises(InputError, match=r"borrower\.differs"):
        read_book(written(text), OWNED)
    with pytest.raises(InputError, match=r"loan\.duplicate"):
        read_book(written(OWNED_HEADER + "L-1,B-1,O-1,,,,\nL-1,B-1,O-2,,,,\n"), OWNED)


def test_rows_refused_for_others_beyond_the_cap_are_counted(written: Writer) -> None:
    """A borrower of ever so many contradicting rows fills the cap, and the rest is counted."""
    rows = "".join(f"L-{n},B-1,O-{n % 2},,,,\n" for n in range(CAP + 5))
    read = read_book(written(OWNED_HEADER + rows), OWNED, mode="partition")
    assert (read.good, read.refused, len(read.bad), read.more) == (0, CAP + 5, CAP, 5)


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_is_given_as_one_or_as_text(kind: Callable[[str], str | Path], tmp_path: Path) -> None:
    """Each reader takes a path or text, and says the same of both."""
    for name, text in (
        ("map.toml", '[columns]\nid = "No"\nborrower = "Who"'),
        ("book.csv", "No,Who\nL-1,B-1\n"),
        ("past.csv", "Day,Who\n2025-12-12,B-1\n"),
        ("days.toml", 'id = "HQ"\ntitle = { zh = "总行", en = "head office" }\nweekend = ["sunday"]'),
        ("policy.toml", 'id = "own"'),
        ("regime.toml", 'id = "own"'),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    at = {file.name: kind(str(file)) for file in tmp_path.iterdir()}
    mapping = read_mapping(at["map.toml"])
    assert mapping == as_mapping({"columns": {"id": "No", "borrower": "Who"}})
    assert read_book(at["book.csv"], mapping).good == 1
    past = read_past(at["past.csv"], {"book": "past", "columns": {"on": "Day", "borrower": "Who"}})
    assert past.visits[0].source == "past.csv:2"
    assert read_calendar(at["days.toml"]).id == "HQ"
    with pytest.raises(PolicyError):
        read_policy(at["policy.toml"])
    with pytest.raises(InputError, match="version"):
        read_regime(at["regime.toml"])


@pytest.mark.parametrize("given", [None, 7, b"book.csv"])
def test_what_is_no_path_is_refused(given: object) -> None:
    """Each reader refuses what is neither a path nor text, naming the argument."""
    path = cast("str", given)
    readers: list[Callable[[], object]] = [
        lambda: read_mapping(path),
        lambda: read_calendar(path),
        lambda: read_policy(path),
        lambda: read_regime(path),
        lambda: read_book(path, {"columns": {"id": "No", "borrower": "Who"}}),
        lambda: read_past(path, {"book": "past", "columns": {"on": "Day", "loan": "No"}}),
    ]
    for read in readers:
        with pytest.raises(InputError) as refused:
            read()
        assert (refused.value.code, refused.value.path) == ("type", "path")


def test_a_reading_handed_in_whole_is_told_what_to_hand_in(written: Writer) -> None:
    """The past of a book is an iterable of past visits; the account of a file is not."""
    past = read_past(
        written("Day,Who\n2025-12-12,B-1\n"), {"book": "past", "columns": {"on": "Day", "borrower": "Who"}}
    )
    with pytest.raises(InputError, match="past: expected an iterable of PastVisit, received ReadPast"):
        Portfolio.of([], past=past, as_of=date(2026, 3, 31))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
