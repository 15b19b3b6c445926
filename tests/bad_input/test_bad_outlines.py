"""Outlines that are not as they must be are refused whole: every fault with its path and line, in one error."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given

from loanvisit.codec import read_outlines_toml
from loanvisit.domain import Method, Outline
from loanvisit.errors import InputError
from tests.bad_input.mangling import mangled

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "bad_outlines.toml").read_text(encoding="utf-8"))
GOOD: str = TABLE["good"]
CASES = [
    pytest.param(case["old"], case["new"], case["faults"], id=f"{place}") for place, case in enumerate(TABLE["case"])
]


def _said(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        read_outlines_toml(text)
    for one in refused.value.faults:
        assert one.remedy.zh
        assert one.remedy.en
    return [(one.code, one.path) for one in refused.value.faults]


def test_the_good_ones_are_read() -> None:
    """The text that each case spoils is read as it stands; an outline's own parts stand in place of those in common."""
    site, call = read_outlines_toml(GOOD)
    assert (site.method, call.method) == (Method.ON_SITE, Method.INTERVIEW)
    assert (site.products, call.products) == ({"working_capital"}, {"personal"})
    assert (len(site.opening), call.opening) == (1, ())
    assert [one.code for one in site.questions] == ["S1", "S2", "S3"]
    assert site.question("S1").demands(False) == ("site_photo",)
    assert site.question("S1").demands(True) == ("site_photo", "bill")


@pytest.mark.parametrize(("old", "new", "faults"), CASES)
def test_bad_outlines_are_refused_by_path(old: str, new: str, faults: list[list[str]]) -> None:
    """Each spoilt part is refused under its path, and nothing else is; a case without faults is read."""
    assert old in GOOD
    spoilt = GOOD.replace(old, new, 1)
    if faults:
        assert [[code, path] for code, path in _said(spoilt)] == faults
    else:
        assert all(isinstance(one, Outline) for one in read_outlines_toml(spoilt))


def test_every_fault_is_in_the_one_error_with_its_line() -> None:
    """Three spoilt parts of two outlines are told together, each on the line of its table."""
    text = GOOD.replace('kind = "yes_no"', 'kind = "flag"').replace('kind = "text"', 'kind = "words"')
    text = text.replace('confidence = "practice"', 'confidence = "sure"', 1)
    with pytest.raises(InputError) as refused:
        read_outlines_toml(text)
    lines = text.split("\n")
    questions = [place for place, line in enumerate(lines, 1) if line == "[[outline.question]]"]
    assert [(one.path, one.line) for one in refused.value.faults] == [
        ("outline[own.site].confidence", lines.index("[[outline]]") + 1),
        ("outline[own.site].question[S1].kind", questions[0]),
        ("outline[own.call].question[C2].kind", questions[4]),
    ]


def test_what_a_value_itself_would_refuse_is_told_with_the_rest() -> None:
    """A separator of lines in a title, an option and a kind of evidence stops nothing: each is told on its line."""
    text = GOOD.replace("visit on site", r"visit\u2028on site").replace('"site_photo"', r'"photo\u2029"')
    text = text.replace("mandatory = true", "mandatory = 5").replace('code = "power"', r'code = "power\u2028"')
    with pytest.raises(InputError) as refused:
        read_outlines_toml(text)
    lines = text.split("\n")
    questions = [place for place, line in enumerate(lines, 1) if line == "[[outline.question]]"]
    assert [(one.code, one.path, one.line) for one in refused.value.faults] == [
        ("text.control", "outline[own.site].title.en", lines.index("[[outline]]") + 1),
        ("text.control", "outline[own.site].question[S1].evidence[0].kind", questions[0]),
        ("type", "outline[own.site].question[S1].mandatory", questions[0]),
        ("text.control", "outline[own.site].question[S3].options[1].code", questions[2]),
    ]


def test_a_hint_names_codes_alone() -> None:
    """What stands in place of a code or a key may be somebody's name and number: no hint says it."""
    text = GOOD.replace('code = "C1"', 'code = "张三13800138000"').replace("rule = {", '"李四13800138000" = {')
    text = text.replace('kind = "text"', 'kind = "text"\nwhen = { "张三1380013800" = true }')
    text = text.replace('citation = "rule"', 'citation = "李四1380013800"', 1)
    with pytest.raises(InputError) as refused:
        read_outlines_toml(text)
    told = {one.code: one for one in refused.value.faults}
    assert {"question.unknown", "citation.unknown"} <= {*told}
    said = str(refused.value) + "".join(one.text.zh for one in told.values())
    assert not any(name in said for name in ("张三", "李四", "1380013"))
    near = GOOD.replace("when = { S1 = true }", "when = { S10 = true }")
    with pytest.raises(InputError) as refused:
        read_outlines_toml(near)
    assert "(nearest: S1)" in str(refused.value)


def test_questions_written_on_one_line_are_read_without_lines() -> None:
    """Where questions have no headers, there are no lines to tell, and all else is told."""
    start = GOOD.index('[[outline]]\nid = "own.call"')
    head = GOOD[start:].partition("[[outline.question]]")[0]
    text = GOOD[:start] + head + 'question = [{ code = "C1", text = { zh = "签字", en = "sign" }, kind = "sign" }]\n'
    with pytest.raises(InputError) as refused:
        read_outlines_toml(text)
    assert [(one.path, one.line) for one in refused.value.faults] == [("outline[own.call].question[C1].kind", None)]


@pytest.mark.parametrize("key", ["outline", "citations"])
def test_a_file_without_one_of_its_parts_is_refused(key: str) -> None:
    """A file that leaves a part out is refused under its name."""
    kept, leaving = [], False
    for line in GOOD.split("\n"):
        leaving = line.strip("[]").partition(".")[0] == key if line.startswith("[") else leaving
        kept += [] if leaving else [line]
    assert ("key.missing", key) in _said("\n".join(kept))


def test_a_file_of_no_outline_and_an_outline_of_no_question_are_refused() -> None:
    """Nothing to ask is no outline."""
    head = GOOD.partition("[[outline]]")[0]
    assert ("empty", "outline") in _said("outline = []\n" + head)
    bare = GOOD.partition("[[outline.question]]")[0]
    assert ("key.missing", "outline[own.site].question") in _said(bare)
    assert ("empty", "outline[own.site].question") in _said(bare + "question = []\n")


@pytest.mark.parametrize("given", [None, b"id = 1", 3])
def test_what_is_no_text_is_no_outline(given: object) -> None:
    """Outlines are read from text."""
    with pytest.raises(InputError) as refused:
        read_outlines_toml(given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == ("type", "outlines")


FILE = files("loanvisit.presets").joinpath("cn_outlines_personal.toml").read_text(encoding="utf-8")


@given(text=mangled(FILE))
def test_mangled_outlines_are_read_or_refused(text: str) -> None:
    """Whatever is done to a file, it is read or refused by `InputError` with faults; nothing else escapes."""
    try:
        parts = len(read_outlines_toml(text))
    except InputError as error:
        parts = len(error.faults)
    assert parts > 0
