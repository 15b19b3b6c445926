"""TOML text becomes plain data, or is refused by one error: for policies, calendars and mappings alike."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.adapters import read_mapping
from loanvisit.codec import read_calendar_toml, read_policy_toml, read_regime_toml
from loanvisit.codec.lines import find_lines
from loanvisit.codec.loading import DEEPEST, LONGEST_FILE, load_toml
from loanvisit.errors import InputError, LoanVisitError, PolicyError


def _mapping(folder: Path) -> Callable[[str], object]:
    def read(text: str) -> object:
        path = folder / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path)

    return read


@pytest.mark.parametrize(
    ("text", "code", "line", "place"),
    [
        ("a = 1\nb = \n", "toml", 2, "column 5 "),
        ("a = 1\nb = [1,", "toml", 2, "column 8 "),
        ("a = 1\nb = " + "9" * 5000, "toml", 2, "column 5005 "),
        ("a = 1\nb = " + "[" * 40 + "]" * 40, "toml.depth", 2, "dotted keys"),
        ("a = 1\nb = " + "{c = " * 40 + "1" + "}" * 40, "toml.depth", 2, "dotted keys"),
        ("a = 1\n[" + ".".join("x" * 40) + "]", "toml.depth", 2, "dotted keys"),
        ("#" * (LONGEST_FILE + 1), "text.length", None, "shorten"),
    ],
)  # fmt: skip
def test_each_kind_of_file_is_refused_alike(text: str, code: str, line: int | None, place: str, tmp_path: Path) -> None:
    """A slip of the pen, a vast number, endless nesting or length: one fault, with the line, whatever the file is."""
    readers: list[tuple[Callable[[str], object], str, type[LoanVisitError]]] = [
        (read_policy_toml, "policy", PolicyError),
        (read_calendar_toml, "calendar", InputError),
        (read_regime_toml, "regime", InputError),
        (_mapping(tmp_path), "mapping", InputError),
    ]
    for read, path, kind in readers:
        with pytest.raises(kind) as refused:
            read(text)
        (found,) = refused.value.faults
        named = "policy.toml" if path == "policy" and code == "toml" else code
        assert (type(refused.value), found.code, found.path, found.line) == (kind, named, path, line)
        assert place in found.remedy.en


def test_signs_inside_texts_and_comments_nest_nothing() -> None:
    """Brackets and dots in a text, a comment or a number are no structure; as deep as allowed is read."""
    many = "[" * 100 + "." * 100
    text = f'a = "{many}"\nb = \'{many}\' # {many}\nc = """\n{many}"""\nd = 1.5\n'
    assert load_toml(text, "x") == {"a": many, "b": many, "c": many, "d": Decimal("1.5")}
    assert list(load_toml("a = " + "[" * DEEPEST + "]" * DEEPEST, "x")) == ["a"]


def test_a_byte_order_mark_is_dropped() -> None:
    """A file saved with a mark is the same file."""
    assert load_toml("\ufeffa = 1", "x") == {"a": 1}


@pytest.mark.parametrize("given", [None, b"a = 1", 3])
def test_what_is_no_text_is_no_calendar(given: object) -> None:
    """A calendar is read from text only."""
    with pytest.raises(InputError) as refused:
        read_calendar_toml(given)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == ("type", "calendar")


def test_long_keys_do_not_hold_the_reader_up() -> None:
    """A key of hundreds of thousands of parts, and a header of as many spaces, are settled at once, not in hours."""
    with pytest.raises(InputError, match=r"toml\.depth"):
        load_toml("a." * 400_000 + "a = 1", "x")
    assert find_lines('["a' + " " * 400_000 + 'b" ]\n[[ clause ]]').lists == {"clause": (2,)}


@given(st.text(st.sampled_from("[]{}=.,\"'#\\\n ab19-:TZ_"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text, nothing but the typed error escapes."""
    try:
        assert type(load_toml(text, "x")) is dict
    except InputError as error:
        said = [(one.path, one.line is not None) for one in error.faults]
    else:
        said = [("x", True)]
    assert said == [("x", True)]
