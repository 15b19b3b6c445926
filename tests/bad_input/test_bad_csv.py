"""Every bad file in `tests/data/bad_csv` is refused with the faults that its index says, and shows nobody's data."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from loanvisit.adapters import read_book
from loanvisit.errors import Fault, InputError

FOLDER = Path(__file__).parents[1] / "data" / "bad_csv"
INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["case"]
SHORT: dict[str, object] = {"columns": {"id": "No", "borrower": "Customer"}}
LONG: dict[str, object] = {
    "currency": "CNY",
    "columns": {
        "id": "No",
        "borrower": "Customer",
        "product": "Kind",
        "principal": "Amount",
        "disbursed_on": "Paid out",
        "matures_on": "Due",
        "risk": {"column": "Class", "values": {"正常": "pass", "关注": "special_mention"}},
        "status": "State",
    },
    "facts": {"branch": "Branch"},
}
WHOLE = ("header", "mapping", "source")


def _mapping(case: Mapping[str, object]) -> dict[str, object]:
    more = cast("dict[str, object]", case.get("mapping", {}))
    return {**(SHORT if case.get("short") else LONG), **more}


def _said(faults: tuple[Fault, ...]) -> list[list[object]]:
    return [[one.code, one.path, one.line or False, False if one.column is None else one.column] for one in faults]


@pytest.mark.parametrize("case", INDEX, ids=[case["file"] for case in INDEX])
def test_strict_refuses_the_file_with_every_fault(case: Mapping[str, object]) -> None:
    """A bad file is refused with exactly the faults its index lists: code, path, line, column."""
    with pytest.raises(InputError) as refused:
        read_book(FOLDER / str(case["file"]), _mapping(case))
    assert (_said(refused.value.faults), refused.value.more) == (case["faults"], 0), case["rule"]


@pytest.mark.parametrize("case", INDEX, ids=[case["file"] for case in INDEX])
def test_partition_says_the_same_of_rows(case: Mapping[str, object]) -> None:
    """In partition mode the same faults stand with the bad rows, and the sizes add up; a broken file stays refused."""
    path, mapping = FOLDER / str(case["file"]), _mapping(case)
    broken = {"row.quote", "row.stray", "line.length", "encoding", "encoding.looks", "source.truncated", "source.open"}
    listed = cast("list[list[str]]", case["faults"])
    if any(code in broken or where.startswith(WHOLE) for code, where, *_ in listed):
        with pytest.raises(InputError) as refused:
            read_book(path, mapping, mode="partition")
        assert _said(refused.value.faults) == listed
        return
    book = read_book(path, mapping, mode="partition")
    assert _said(tuple(one for row in book.bad for one in row.faults)) == listed
    assert (book.good + book.refused, book.refused) == (book.rows, len(book.bad))


@pytest.mark.parametrize("case", INDEX, ids=[case["file"] for case in INDEX])
def test_no_fault_shows_what_a_cell_held(case: Mapping[str, object]) -> None:
    """A fault says the type and length of what came, in both languages, never the value."""
    with pytest.raises(InputError) as refused:
        read_book(FOLDER / str(case["file"]), _mapping(case))
    said = refused.value.text.zh + refused.value.text.en + repr(refused.value.faults)
    shown = ("张三", "6222020202020202020", "2024-W09", "1e999999999", "sNaN", "alive", "次级", "深圳", "B-2")
    assert [value for value in shown if value in said] == []


def test_every_bad_file_is_in_the_index() -> None:
    """No bad file lies about without a rule."""
    listed = {case["file"] for case in INDEX}
    assert {path.name for path in FOLDER.iterdir()} == listed | {"index.toml"}


def test_an_undecodable_byte_is_named_by_its_place() -> None:
    """The offset counts bytes of the file from 0, after decompression, wherever it lies."""
    path = FOLDER / "gb18030_as_utf8.csv"
    content = path.read_bytes()
    with pytest.raises(UnicodeDecodeError) as there:
        content.decode("utf-8")
    with pytest.raises(InputError) as refused:
        read_book(path, LONG)
    assert f"byte {there.value.start} " in refused.value.faults[0].remedy.en


def test_a_fault_says_how_much_came() -> None:
    """The received type and length are those of the cell."""
    with pytest.raises(InputError) as refused:
        read_book(FOLDER / "amounts.csv", LONG)
    assert [(one.received, one.length) for one in refused.value.faults[:3]] == [("str", 11), ("str", 19), ("str", 1000)]
    with pytest.raises(InputError) as refused:
        read_book(FOLDER / "cell_too_long.csv", LONG)
    assert refused.value.faults[0].length == 131_073
