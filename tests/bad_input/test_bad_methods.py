"""A table of methods that is not as it must be is refused whole: every fault with its path and line, in one error."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given

from loanvisit.codec import read_method_table_toml
from loanvisit.domain import Method, MethodTable
from loanvisit.errors import InputError
from tests.bad_input.mangling import mangled

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "bad_methods.toml").read_text(encoding="utf-8"))
GOOD: str = TABLE["good"]
CASES = [
    pytest.param(case["old"], case["new"], case["faults"], id=f"{place}") for place, case in enumerate(TABLE["case"])
]


def _said(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        read_method_table_toml(text)
    for one in refused.value.faults:
        assert one.remedy.zh
        assert one.remedy.en
    return [(one.code, one.path) for one in refused.value.faults]


def test_the_good_one_is_read() -> None:
    """The text that each case spoils is read as it stands."""
    table = read_method_table_toml(GOOD)
    assert [one.method for one in table.profiles] == list(Method)
    assert table.from_grade is not None
    assert [one.id for one in table.matters] == ["use", "business"]


@pytest.mark.parametrize(("old", "new", "faults"), CASES)
def test_a_bad_table_is_refused_by_path(old: str, new: str, faults: list[list[str]]) -> None:
    """Each spoilt part is refused under its path, and nothing else is; a case without faults is read."""
    assert old in GOOD
    spoilt = GOOD.replace(old, new, 1)
    if faults:
        assert [[code, path] for code, path in _said(spoilt)] == faults
    else:
        assert isinstance(read_method_table_toml(spoilt), MethodTable)


def test_every_fault_is_in_the_one_error_with_its_line() -> None:
    """Three spoilt parts are told together, each on the line of its table."""
    text = GOOD
    text = text.replace('cost = "high"', 'cost = "dear"').replace("in_a_row = 3", "in_a_row = 900")
    text = text.replace("periods = 1", "periods = 0")
    with pytest.raises(InputError) as refused:
        read_method_table_toml(text)
    lines = text.split("\n")
    matter = [place for place, line in enumerate(lines, 1) if line == "[[matter]]"][1]
    assert [(one.path, one.line) for one in refused.value.faults] == [
        ("on_site.in_a_row", lines.index("[on_site]") + 1),
        ("method[on_site].cost", lines.index("[[method]]") + 1),
        ("matter[business].interview.periods", matter),
        ("matter[business].interview.periods", matter),
    ]


@pytest.mark.parametrize("key", ["on_site", "method", "matter", "citations"])
def test_a_table_without_one_of_its_parts_is_refused(key: str) -> None:
    """A file that leaves a part out is refused under its name."""
    kept, leaving = [], False
    for line in GOOD.split("\n"):
        leaving = line in (f"[{key}]", f"[[{key}]]") if line.startswith("[") else leaving
        kept += [] if leaving else [line]
    assert ("key.missing", key) in _said("\n".join(kept))


@pytest.mark.parametrize("given", [None, b"id = 1", 3])
def test_what_is_no_text_is_no_table(given: object) -> None:
    """A table is read from text."""
    with pytest.raises(InputError) as refused:
        read_method_table_toml(given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == ("type", "method_table")


FILE = files("loanvisit.presets").joinpath("cn_methods.toml").read_text(encoding="utf-8")


@given(text=mangled(FILE))
def test_a_mangled_table_is_read_or_refused(text: str) -> None:
    """Whatever is done to a table, it is read or refused by `InputError` with faults; nothing else escapes."""
    try:
        parts = len(read_method_table_toml(text).matters)
    except InputError as error:
        parts = len(error.faults)
    assert parts > 0
