"""Ids that a reader could take for one another: differing in case, width, or by letters of another script."""

import unicodedata
from collections.abc import Iterator, Mapping

_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXaesijopcyxqw" + "ABEZHIKMNOPTYXaivopu",
)  # Cyrillic, then Greek, each with the Latin letter it looks like


def skeleton(text: str) -> str:
    """Return the form that look-alike ids share.

    >>> skeleton("L-1024") == skeleton("l-1024") == skeleton("Ｌ-1024")
    True
    """
    if text.isascii():
        return text.upper()
    return unicodedata.normalize("NFKC", text).translate(_TWINS).upper().translate(_TWINS)


def look_alikes(ids: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield pairs of different ids with one skeleton; an id that is its own skeleton needs no second table."""
    first: dict[str, str] = {}
    for text in ids:
        plain = skeleton(text)
        if plain == text:
            continue
        other = plain if plain in ids else first.setdefault(plain, text)
        if other != text:
            yield other, text
