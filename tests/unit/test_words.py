"""Words: both languages, the same gaps in each, filled with simple values only."""

import importlib
import pkgutil
import string
from datetime import date
from decimal import Decimal

import pytest

from loanvisit import words
from loanvisit.words import LANGUAGES, TEMPLATES, Text, counted, join, label, number_text, say, spaced, verbatim


def _gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_a_template_has_the_same_gaps_in_both_languages(key: str) -> None:
    """Whatever one language says of a value, the other says too, and neither is empty."""
    template = TEMPLATES[key]
    assert _gaps(template.zh) == _gaps(template.en)
    assert template.zh
    assert template.en


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_a_template_reaches_into_no_value(key: str) -> None:
    """A gap is a plain name: no attribute, no index, no format of its own."""
    for template in (TEMPLATES[key].zh, TEMPLATES[key].en):
        for _, name, form, conversion in string.Formatter().parse(template):
            assert name is None or name.isidentifier()
            assert not form
            assert conversion is None


def test_no_file_says_what_another_says_in_other_words() -> None:
    """A key that stands in two files is the same text in both: the later file would take it from the earlier one."""
    said: dict[str, Text] = {}
    for found in pkgutil.iter_modules(words.__path__):
        module = importlib.import_module(f"{words.__name__}.{found.name}")
        for name, held in vars(module).items():
            if name[0] != "_" and name.isupper() and isinstance(held, dict):
                twice = {key: text for key, text in held.items() if said.setdefault(key, text) != text}
                assert twice == {}, found.name


def test_a_text_is_two_strings() -> None:
    """A text of anything but two strings is refused."""
    for zh, en in ((None, "x"), ("x", 5)):
        with pytest.raises(TypeError):
            Text(zh=zh, en=en)  # type: ignore[arg-type]


def test_a_text_is_filled_in_both_languages_at_once() -> None:
    """A text in a gap speaks each language; a day is 2026年3月31日 or 2026-03-31, numbers are as they print."""
    filled = say("span.days", count=15)
    assert (filled.zh, filled.en) == ("15 天", "15 days")
    proof = say("proof.anchor", anchor=say("anchor.drawdown"), day=date(2026, 3, 31))
    assert "放款" in proof.zh
    assert "disbursement" in proof.en
    assert proof.en.endswith("2026-03-31")
    assert proof.zh.endswith("2026年3月31日")
    assert "1.50" in say("proof.raw", raw=Decimal("1.50")).en
    assert [proof.of(language) for language in LANGUAGES] == [proof.zh, proof.en]


def test_an_unknown_template_or_a_gap_left_open_is_a_mistake_of_the_program() -> None:
    """Templates are part of the program: a wrong key or a missing value is a KeyError."""
    with pytest.raises(KeyError):
        say("no.such.key")
    with pytest.raises(KeyError):
        say("span.days", days=15)


def test_texts_are_joined_in_the_manner_of_each_language() -> None:
    """Chinese joins with an enumeration comma, English with a comma; nothing joins to the empty text."""
    joined = join([verbatim("a"), verbatim("b")])
    assert (joined.zh, joined.en) == ("a、b", "a, b")
    assert join([]) == verbatim("")


def test_a_space_stands_between_a_word_and_a_digit() -> None:
    """A Chinese word is followed by a space before digits, not before a word."""
    assert spaced(verbatim("3.00 万元")).zh == " 3.00 万元"
    assert spaced(verbatim("无")).zh == "无"


def test_a_code_without_a_label_stands_for_itself() -> None:
    """A label where there is one, else the code, in both languages."""
    assert label("evidence", "voucher").zh == "用款凭证"
    assert label("evidence", "own") == verbatim("own")


def test_one_thing_is_counted_apart_from_many() -> None:
    """English has a plural; thousands are separated, and a number has no zeros at its end."""
    assert [counted("days", many).en for many in (0, 1, 2, 1000)] == ["0 days", "1 day", "2 days", "1,000 days"]
    assert number_text(Decimal("1234.50")).en == "1,234.5"
