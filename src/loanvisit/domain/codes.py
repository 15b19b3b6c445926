"""Hints that name codes, and never what stands in place of one: that may be somebody's name or number."""

from collections.abc import Iterable

from loanvisit.domain.exact import reads_like_a_code
from loanvisit.errors import nearest
from loanvisit.words import Text


def nearest_code(word: str, known: Iterable[str]) -> Text:
    """Return a hint that names the known code nearest to a word; empty where none that reads like a code is near."""
    return nearest(word, [code for code in known if reads_like_a_code(code)])
