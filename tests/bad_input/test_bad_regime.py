"""A regime that is not as it must be is refused whole: every fault with its path and line, in one error."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import read_regime_toml
from loanvisit.domain import Regime
from loanvisit.errors import InputError
from tests.bad_input.mangling import mangled

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "bad_regime.toml").read_text(encoding="utf-8"))
GOOD: str = TABLE["good"]
CASES = [
    pytest.param(case["old"], case["new"], case["faults"], id=f"{place}") for place, case in enumerate(TABLE["case"])
]


def _said(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        read_regime_toml(text)
    for one in refused.value.faults:
        assert "{" not in one.expected.en.replace("{ ", "").replace("{ }", "")
        assert one.remedy.zh
        assert one.remedy.en
    return [(one.code, one.path) for one in refused.value.faults]


def test_the_good_one_is_read() -> None:
    """The text that each case spoils is read as it stands."""
    regime = read_regime_toml(GOOD)
    assert [rule.id for rule in regime.options] == ["stopped"]
    assert [(one.first, one.last) for one in regime.buckets] == [(0, 29), (30, 90), (91, None)]


@pytest.mark.parametrize(("old", "new", "faults"), CASES)
def test_a_bad_regime_is_refused_by_path(old: str, new: str, faults: list[list[str]]) -> None:
    """Each spoilt part is refused under its path, and nothing else is; a case without faults is read."""
    assert old in GOOD
    spoilt = GOOD.replace(old, new, 1)
    if faults:
        assert [[code, path] for code, path in _said(spoilt)] == faults
    else:
        assert isinstance(read_regime_toml(spoilt), Regime)


def test_every_fault_is_in_the_one_error() -> None:
    """Overlapping buckets, a better grade, a gap, an unknown fact and term are told together, each on its line."""
    text = GOOD
    for old, new in (
        ("at_least = 30\n", "at_least = 20\n"),
        ("above = 90\n", "above = 95\n"),
        ('grade = "good"\n', 'grade = "bad"\n'),
    ):
        text = text.replace(old, new, 1)
    with pytest.raises(InputError) as refused:
        read_regime_toml(text)
    found = [(one.code, one.path, one.line) for one in refused.value.faults]
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line == "[[bucket]]"]
    assert found == [
        ("days.overlap", "bucket[#2]", lines[1]),
        ("days.better", "bucket[#2].grade", lines[1]),
        ("days.gap", "bucket[#3]", lines[2]),
    ]
    for old, new in (("stopped = true", "stoped = true"), ('term = "pause"', 'term = "paws"')):
        text = text.replace(old, new, 1)
    text = text.replace('confidence = "uncertain"', 'confidence = "sure"').replace(
        'since = "stopped_on"', 'since = "no"'
    )
    assert {code for code, _ in _said(text)} == {
        "days.overlap", "days.better", "days.gap", "fact.undeclared", "term.unknown", "code",
    }  # fmt: skip


def test_a_regime_without_buckets_is_refused() -> None:
    """A file that leaves the buckets out, or has none, is refused under their name."""
    head = GOOD[: GOOD.index("[[bucket]]")]
    tail = GOOD[GOOD.index("[materiality]") :]
    assert ("key.missing", "bucket") in _said(head + tail)
    assert ("days.open", "bucket") in _said("bucket = []\n" + head + tail)
    assert ("type", "bucket") in _said('bucket = "x"\n' + head + tail)


def test_an_excuse_is_a_table() -> None:
    """What stands as an excuse and is no table is refused by its place."""
    plain = GOOD.replace('[[rule.excuse]]\ntitle = { zh = "例外", en = "excused" }\nwhen = { "debtor.retail" = true }\n'
                         'citation = "rule"\nconfidence = "practice"\n', "excuse = [1]\n")  # fmt: skip
    assert _said(plain) == [("type", "rule[stopped].excuse[0]")]


@pytest.mark.parametrize("given", [None, b"id = 1", 3])
def test_what_is_no_text_is_no_regime(given: object) -> None:
    """A regime is read from text."""
    with pytest.raises(InputError) as refused:
        read_regime_toml(given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == ("type", "regime")


FILES = [
    files("loanvisit.presets").joinpath(f"{name.replace('.', '_')}.toml").read_text(encoding="utf-8")
    for name in presets.regimes()
]


@given(text=st.sampled_from(FILES).flatmap(mangled))
def test_a_mangled_regime_is_read_or_refused(text: str) -> None:
    """Whatever is done to a regime, it is read or refused by `InputError` with faults; nothing else escapes."""
    try:
        parts = len(read_regime_toml(text).buckets)
    except InputError as error:
        parts = len(error.faults)
    assert parts > 0
