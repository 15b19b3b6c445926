"""Plain data and its one spelling in bytes, so that equal documents have equal digests on every machine."""

from collections.abc import Callable
from functools import cache, partial
from types import NoneType
from typing import TypeAlias, cast

from loanvisit.errors import FaultList, InputError, fault

Document: TypeAlias = bool | int | str | list["Document"] | dict[str, "Document"] | None
"""Plain data: what JSON has, save numbers with a point; decimals and dates are text."""


_PLAIN = "str | int | bool | None | list | dict"
_EXACT = frozenset({str, int, bool, NoneType})


def canonical_bytes(document: Document) -> bytes:
    """Return the one spelling of a document: JSON in UTF-8, keys sorted, no spaces, nothing escaped that need not be.

    Args:
        document: plain data, as `to_document` gives it.

    Returns:
        The bytes, the same on every machine and in every run.

    Raises:
        InputError: something in it is not exactly of a plain type, or cannot be spelled: a number with a point, a
            tuple, a subclass of `str`, a key that is no text, bytes, half a surrogate pair.

    Example:
        >>> canonical_bytes({"b": 1, "a": ["贷款", None]}).decode()
        '{"a":["贷款",null],"b":1}'
    """
    try:
        spelled = _with_json(document)
    except (TypeError, ValueError, RecursionError):
        raise InputError(fault("type", "document", document, form=_PLAIN)) from None
    _check_plain(document)
    return spelled


def spelt(document: Document) -> bytes:
    """Spell what the library wrote itself, without a second look: by orjson where it is there (`loanvisit[fast]`)."""
    dump = _fast_dump()
    return _with_json(document) if dump is None else dump(document)


def _with_json(document: Document) -> bytes:
    import json  # noqa: PLC0415  paid for only by those who write

    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


@cache
def _fast_dump() -> Callable[[Document], bytes] | None:
    """Return orjson's writer, which spells plain data as `json` does, a few times faster; None where there is none."""
    try:
        import orjson  # noqa: PLC0415  optional
    except ImportError:
        return None
    return partial(orjson.dumps, option=orjson.OPT_SORT_KEYS)


def _check_plain(document: object) -> None:
    """Refuse what JSON spells like something else: a tuple, a subclass, a key that is no text; the document ends."""
    faults = FaultList()
    left: list[tuple[str, object]] = [("document", document)]
    while left:
        path, value = left.pop()
        if type(value) is dict:
            held = cast("dict[object, object]", value)
            for key in held:
                if type(key) is not str:
                    faults.add(fault("type", f"{path}.keys", key, form="str"))
            left += [(f"{path}.*", one) for one in held.values()]
        elif type(value) is list:
            left += [(f"{path}[{place}]", one) for place, one in enumerate(cast("list[object]", value))]
        elif type(value) not in _EXACT:
            faults.add(fault("type", path, value, form=_PLAIN))
    faults.raise_as(InputError)


def digest(document: Document) -> str:
    """Return the SHA-256 of a document's canonical bytes, in hex."""
    from hashlib import sha256  # noqa: PLC0415  paid for only by those who compare

    return sha256(spelt(document)).hexdigest()
