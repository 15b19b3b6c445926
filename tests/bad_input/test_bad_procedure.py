"""A procedure that is not as it must be is refused whole: every fault with its path and line, in one error."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given

from loanvisit.codec import read_procedure_toml
from loanvisit.domain import ClockSide, Performer, Roll, StepCase, days
from loanvisit.errors import InputError
from tests.bad_input.mangling import mangled

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "bad_procedure.toml").read_text(encoding="utf-8"))
GOOD: str = TABLE["good"]
CASES = [
    pytest.param(case["old"], case["new"], case["faults"], id=f"{place}") for place, case in enumerate(TABLE["case"])
]


def _said(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        read_procedure_toml(text)
    for one in refused.value.faults:
        assert one.remedy.zh
        assert one.remedy.en
    return [(one.code, one.path) for one in refused.value.faults]


def test_the_good_one_is_read() -> None:
    """The text that each case spoils is read as it stands, what it leaves out by its default."""
    procedure = read_procedure_toml(GOOD)
    visit, report = procedure.steps
    assert visit.clock is not None
    assert (visit.clock.side, visit.clock.span, visit.clock.roll) == (ClockSide.BEFORE, days(0), Roll.EARLIER)
    assert (visit.performer, visit.case, visit.raises) == (Performer.PAIR, StepCase.ALWAYS, None)
    assert report.tests[1].questions == ("Q1",)


@pytest.mark.parametrize(("old", "new", "faults"), CASES)
def test_a_bad_procedure_is_refused_by_path(old: str, new: str, faults: list[list[str]]) -> None:
    """Each spoilt part is refused under its path, and nothing else is; a case without faults is read."""
    assert old in GOOD
    spoilt = GOOD.replace(old, new, 1)
    if faults:
        assert [[code, path] for code, path in _said(spoilt)] == faults
    else:
        assert len(read_procedure_toml(spoilt).steps) == 2


def test_every_fault_is_in_the_one_error_with_its_line() -> None:
    """Spoilt parts of two steps are told together, each on the line of its step."""
    text = (
        GOOD.replace('"pair"', '"both"').replace("least = 0.9", "least = 9.0").replace('version = "1"', "version = 1")
    )
    with pytest.raises(InputError) as refused:
        read_procedure_toml(text)
    headers = [place for place, line in enumerate(text.split("\n"), 1) if line == "[[step]]"]
    assert [(one.path, one.line) for one in refused.value.faults] == [
        ("version", None),
        ("step[visit].performer", headers[0]),
        ("step[report].tests[0].least", headers[1]),
    ]


def test_a_mark_is_looked_for_only_where_every_step_was_read() -> None:
    """A step that could not be read may be the one that ends with the mark: nothing is said about it then."""
    text = GOOD.replace('ends = ["visit.make"]', 'ends = ["own.mark"]').replace('["visit.make"] }', '["own.mark"] }')
    assert read_procedure_toml(text).step("report").clock is not None
    assert _said(text.replace('"pair"', '"both"')) == [("code", "step[visit].performer")]


@pytest.mark.parametrize("key", ["step", "citations"])
def test_a_file_without_one_of_its_parts_is_refused(key: str) -> None:
    """A file that leaves a part out is refused under its name; so is one of no step."""
    kept, leaving = [], False
    for line in GOOD.split("\n"):
        leaving = line.strip("[]") == key if line.startswith("[") else leaving
        kept += [] if leaving else [line]
    assert ("key.missing", key) in _said("\n".join(kept))
    assert ("empty", "step") in _said("step = []\n" + GOOD.partition("[[step]]")[0])


def test_what_a_value_itself_would_refuse_is_told() -> None:
    """An id of two lines is refused under its key."""
    assert _said(GOOD.replace('"own.visit"', r'"own\u2028visit"')) == [("text.control", "id")]


FILE = files("loanvisit.presets").joinpath("cn_procedure.toml").read_text(encoding="utf-8")


@given(text=mangled(FILE))
def test_a_mangled_procedure_is_read_or_refused(text: str) -> None:
    """Whatever is done to a file, it is read or refused by `InputError` with faults; nothing else escapes."""
    try:
        parts = len(read_procedure_toml(text).steps)
    except InputError as error:
        parts = len(error.faults)
    assert parts > 0
