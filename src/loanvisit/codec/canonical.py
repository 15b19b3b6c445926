"""Plain data and its one spelling in bytes, so that equal documents have equal digests on every machine."""

from typing import TypeAlias

from loanvisit.errors import InputError, fault

Document: TypeAlias = bool | int | str | list["Document"] | dict[str, "Document"] | None
"""Plain data: what JSON has, save numbers with a point; decimals and dates are text."""


def canonical_bytes(document: Document) -> bytes:
    """Return the one spelling of a document: JSON in UTF-8, keys sorted, no spaces, nothing escaped that need not be.

    Args:
        document: plain data, as `to_document` gives it.

    Returns:
        The bytes, the same on every machine and in every run.

    Raises:
        InputError: something in it is not plain data, or cannot be spelled: a number with a point, bytes, half a
            surrogate pair.

    Example:
        >>> canonical_bytes({"b": 1, "a": ["贷款", None]}).decode()
        '{"a":["贷款",null],"b":1}'
    """
    import json  # noqa: PLC0415  paid for only by those who write

    try:
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except (TypeError, ValueError, RecursionError):
        raise InputError(fault("type", "document", document, form="str | int | bool | None | list | dict")) from None


def digest(document: Document) -> str:
    """Return the SHA-256 of a document's canonical bytes, in hex."""
    from hashlib import sha256  # noqa: PLC0415  paid for only by those who compare

    return sha256(canonical_bytes(document)).hexdigest()
