"""What the first bytes of a file look like, where it is not what was declared: UTF-16, by its mark or its empty bytes.

In UTF-16 every letter, digit and comma has one empty byte: the second of two where the low byte comes first.
"""

import codecs

_LOOKED_AT = 4096
_FEWEST = 3
_PAIRS_AN_EMPTY_BYTE = 8
_TIMES_MORE = 4
_LITTLE, _BIG = "utf-16-le", "utf-16-be"
_MARKS = {codecs.BOM_UTF16_LE: _LITTLE, codecs.BOM_UTF16_BE: _BIG}


def misdeclared(start: bytes, encoding: str) -> str | None:
    """Return the encoding to declare instead, where the first bytes of a file look like another UTF-16 than declared.

    None where they look like none, or are as declared: with a mark, as `utf-16` or in the order the mark says.
    """
    marked = _MARKS.get(start[:2])
    if marked is not None:
        return None if encoding in ("utf-16", marked) else "utf-16"
    looks = _by_empty_bytes(start[: min(len(start), _LOOKED_AT) // 2 * 2])
    return None if looks == encoding else looks


def _by_empty_bytes(pairs: bytes) -> str | None:
    """Tell the order of bytes by where the empty ones stand; None where they are few, or at both places alike."""
    big, little = pairs[::2].count(0), pairs[1::2].count(0)
    fewer, more = sorted((big, little))
    if more < _FEWEST or more * _PAIRS_AN_EMPTY_BYTE < len(pairs) // 2 or fewer * _TIMES_MORE > more:
        return None
    return _LITTLE if little == more else _BIG
