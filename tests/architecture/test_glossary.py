"""One word for one thing: the glossary and the public nouns are the same list."""

import inspect
import re

from docs.reference_pages import rooms
from tests.architecture.tree import ROOT, public


def _rows() -> list[tuple[str, str, str]]:
    """Return the glossary's rows: the class, its Chinese, its meaning."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", page, re.MULTILINE)


def test_each_public_noun_is_in_the_glossary_once() -> None:
    """Every public class has one row, every row a public class."""
    nouns = {name for room in rooms() for name, thing in public(room) if inspect.isclass(thing)}
    assert sorted(term for term, _, _ in _rows()) == sorted(nouns)


def test_each_row_is_in_its_place_and_whole() -> None:
    """The rows are in the order of the alphabet; each has its Chinese word and its meaning."""
    terms = [term for term, _, _ in _rows()]
    assert terms == sorted(terms, key=str.casefold)
    assert [
        term for term, chinese, meaning in _rows() if not (re.search(r"[\u4e00-\u9fff]", chinese) and meaning)
    ] == []
