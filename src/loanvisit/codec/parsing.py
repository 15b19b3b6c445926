"""JSON text as plain data: bounded first, no key twice, and nothing taken for a number it is not."""

import json
from collections import Counter
from typing import cast

from loanvisit.codec.leaves import MOST_DIGITS, LongNumber
from loanvisit.codec.rejecting import NOTHING, Gathered, Rejected, reject

MOST_BYTES = 64 * 1024 * 1024
"""How long a JSON text may be, in bytes, unless the caller allows more."""
DEEPEST = 100
"""How deep objects and lists may hold one another."""


class _Twofold(dict[str, object]):
    """An object of JSON with a key given twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.keys_twice = sorted(key for key, count in times.items() if count > 1)


def parse_json(text: str | bytes, *, most_bytes: int) -> object:
    """Return JSON text as plain data.

    Raises:
        Rejected: the text is too long, no UTF-8, no JSON, nested too deep, or gives a key twice.
    """
    if type(text) not in (str, bytes):
        raise reject("type", text, form="str | bytes")
    if type(most_bytes) is not int:
        raise reject("type", most_bytes, form="int")
    if len(text) > most_bytes:
        raise reject("text.size", text, bound=most_bytes)
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        try:
            plain: object = _READER.decode(decoded)
        except _TwiceError:
            twice: object = _AGAIN.decode(decoded)
        else:
            return plain
    except UnicodeDecodeError as error:
        raise reject("encoding", text, form="UTF-8", name="JSON", offset=error.start) from None
    except json.JSONDecodeError as error:
        raise reject("json", text, at=error.lineno, place=error.colno) from None
    except RecursionError:
        raise reject("depth", NOTHING, bound=DEEPEST) from None
    raise _doubled(twice)


def _whole(digits: str) -> object:
    return int(digits) if len(digits) <= MOST_DIGITS + 1 else LongNumber()


class _TwiceError(Exception):
    """A key stands twice in an object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) == len(pairs):
        return held
    raise _TwiceError


def _twofold(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    return held if len(held) == len(pairs) else _Twofold(pairs)


_READER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole)
_AGAIN = json.JSONDecoder(object_pairs_hook=_twofold, parse_int=_whole)
"""What reads a text, and what reads one again that gives a key twice, to say where."""


def _doubled(plain: object) -> Rejected:
    """Say where keys stand twice."""
    rejected = Gathered()
    stack: list[tuple[object, tuple[str | int, ...]]] = [(plain, ())]
    while stack:
        node, steps = stack.pop()
        if isinstance(node, _Twofold):
            for key in node.keys_twice:
                one = reject("json.duplicate_key", NOTHING).under(key)
                for step in reversed(steps):
                    one = one.under(step)
                rejected.add(one)
        if isinstance(node, dict):
            stack += [(part, (*steps, key)) for key, part in cast("dict[str, object]", node).items()]
        elif isinstance(node, list):
            stack += [(part, (*steps, place)) for place, part in enumerate(cast("list[object]", node))]
    return rejected.rejected()
