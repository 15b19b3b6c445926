"""Every bad policy in `tests/data/bad_policy` is refused at load, with the faults that its index says and no others."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given

from loanvisit.codec import read_policy_toml
from loanvisit.errors import Fault, InputError, PolicyError
from loanvisit.words import Text
from tests.bad_input.mangling import mangled

FOLDER = Path(__file__).parents[1] / "data" / "bad_policy"
INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))["case"]
GOOD = files("loanvisit.presets").joinpath("cn_five_tier_default.toml").read_text(encoding="utf-8")


def _said(faults: tuple[Fault, ...]) -> list[list[object]]:
    return [[one.code, one.path, one.line or False] for one in faults]


@pytest.mark.parametrize("case", INDEX, ids=[case["file"].removesuffix(".toml") for case in INDEX])
def test_a_bad_policy_is_refused_with_every_fault(case: Mapping[str, object]) -> None:
    """A bad policy is refused at load with exactly the faults its index lists: code, path, line of the header."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml((FOLDER / str(case["file"])).read_text(encoding="utf-8"))
    assert (_said(refused.value.faults), refused.value.more) == (case["faults"], 0), case["rule"]


def test_every_bad_policy_is_in_the_index() -> None:
    """A file without an expected answer tests nothing."""
    assert {path.name for path in FOLDER.glob("*.toml")} == {case["file"] for case in INDEX} | {"index.toml"}


@pytest.mark.parametrize("case", INDEX, ids=[case["file"].removesuffix(".toml") for case in INDEX])
def test_each_fault_speaks_both_languages(case: Mapping[str, object]) -> None:
    """Each fault is a whole sentence in Chinese and in English: every template is filled."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml((FOLDER / str(case["file"])).read_text(encoding="utf-8"))
    for one in refused.value.faults:
        for sentence in (one.expected, one.remedy):
            assert sentence.zh
            assert sentence.en
            assert "{place}" not in sentence.en
            assert "{near}" not in sentence.en


def test_the_line_of_a_syntax_error_is_told() -> None:
    """A slip of the pen is found by its line and column, in both languages."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml('id = "a"\nversion = \n')
    found = refused.value.faults[0]
    assert (found.line, found.remedy.zh) == (2, "改正该行第 11 列附近的语法错误")
    assert found.remedy.en == "mend the syntax near column 11 of that line"


def test_a_day_in_quotes_is_told_to_stand_without_them() -> None:
    """To the file it is a text: the same day is asked for, written otherwise, and not another. An hour is too much."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml((FOLDER / "days_in_quotes.toml").read_text(encoding="utf-8"))
    told = {one.path: one.text for one in refused.value.faults}
    assert told["override[a].starts"] == Text(
        zh="override[a].starts（第 18 行）：应为不加引号的日期，收到 str(10)。去掉引号，写作 2024-07-01 的形式",
        en="override[a].starts (line 18): expected a day without quotes, received str(10); "
        "take the quotes away and write it like 2024-07-01",
    )
    assert told["clause[a].effective_to"] == Text(
        zh="clause[a].effective_to（第 5 行）：应为形如 2024-07-01 的日期，收到 datetime。按所示的类型或写法提供该值",
        en="clause[a].effective_to (line 5): expected a day written like 2024-07-01, received datetime; "
        "give a value of exactly this type or form",
    )


@pytest.mark.parametrize("given", [None, b"id = 1", 3, ["id = 1"]])
def test_what_is_no_text_is_refused(given: object) -> None:
    """A policy is read from text, not from bytes nor from a table."""
    with pytest.raises(InputError) as refused:
        read_policy_toml(given)  # type: ignore[arg-type]
    assert (type(refused.value), refused.value.code, refused.value.path) == (InputError, "type", "policy")


def test_a_text_without_end_is_refused_before_it_is_read() -> None:
    """A policy has at most a million characters."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml("#" * 1_000_001)
    assert (refused.value.code, refused.value.faults[0].length) == ("text.length", 1_000_001)


def test_faults_beyond_the_cap_are_counted() -> None:
    """A thousand faults are listed, the rest counted."""
    clauses = "\n".join(f'[[clause]]\nid = "{number}"' for number in range(200))
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(clauses)
    assert (len(refused.value.faults), refused.value.more) == (1000, 3 + 200 * 7 - 1000)


def test_a_value_received_is_never_shown() -> None:
    """A fault gives the type and the length of what came, never the value."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(
            'id = "a"\nversion = ["SECRET"]\ntitle = "SECRET"\n[[clause]]\nlevel = "SECRET"\nwhen = "SECRET"\n'
        )
    assert "SECRET" not in f"{refused.value}{refused.value.text.zh}{refused.value.faults!r}"


def test_a_faulty_declaration_is_told_once() -> None:
    """A fact whose declaration is faulty brings no second fault where a condition tests it."""
    text = GOOD.replace('when = { product = "project" }', 'when = { branch = "0755" }')
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(text + '\n[facts.branch]\nkind = "code"\n')
    assert _said(refused.value.faults)[:1] == [["key.missing", "facts.branch.label", text.count("\n") + 2]]
    assert len(refused.value.faults) == 1


def test_a_grade_whose_clause_is_faulty_is_covered() -> None:
    """Grades are not called uncovered because the clause that covers them has a fault of its own."""
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(GOOD.replace('require = { every = "month" }', "require = { every = 1 }"))
    assert [one.code for one in refused.value.faults] == ["type"]


@given(text=mangled(GOOD))
def test_a_mangled_policy_is_read_or_refused(text: str) -> None:
    """Whatever is done to a policy, it is read or refused by `PolicyError` with faults; nothing else escapes."""
    try:
        policy = read_policy_toml(text)
    except PolicyError as error:
        faults = error.faults
    else:
        faults = ()
        assert policy == read_policy_toml(text)
    assert all(one.code and one.path for one in faults)
