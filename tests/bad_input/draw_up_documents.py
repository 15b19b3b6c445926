"""Draws up the bad documents: each field of each public class, with everything that must not stand there.

What each is to be refused for is said here, by the kind of content a field declares, and read off no reader. Run it as
`python -m tests.bad_input.draw_up_documents` when a class gains a field; a test compares the files with what it draws.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import attrs

from loanvisit.codec import to_document
from loanvisit.codec.kinds import snake
from loanvisit.domain import Facts, Grade, Money
from loanvisit.scheduling import Plan
from tests.laws.making import PUBLIC, Maker

FOLDER = Path(__file__).parents[1] / "data" / "bad_documents"
SENTINEL = "哨兵张三110101199003071234"
"""Stands wherever text stands: it must be seen in no message."""


class Repeated(NamedTuple):
    """A long text, written short."""

    text: str
    times: int


LONG_ID, LONG_NUMBER = Repeated("x", 2000), Repeated("1", 5000)
_NO_TEXT: dict[str, tuple[object, ...]] = {"type": (True, 7, 1.5, [], {})}
WRONG: dict[str, dict[str, tuple[object, ...]]] = {
    "text": _NO_TEXT
    | {
        "text.control": ("a\x00b", "a\x1bb", f"{SENTINEL}\u202e", "a\u2028b", "\ufeffa", "\x7f"),
        "text.length": (Repeated(SENTINEL, 2000),),
    },
    "id": _NO_TEXT | {"id.charset": ("", " x", "x ", "a\u200bb", "a\x00", "ａ", f"{SENTINEL}\u202e", LONG_ID)},
    "whole": {"type": (True, "1", 1.9, [], {}), "number.digits": (10**18, -(10**40))},
    "flag": {"type": (1, 0, 2, "false", "", SENTINEL, [], {})},
    "decimal": {
        "amount.type": (1.5, 3),
        "type": (True, [], {}),
        "decimal.grammar": ("NaN", "sNaN", "1e999999999", "1_000", "１２", " 1 ", "-0", "", "0x1", SENTINEL,
                            LONG_NUMBER),
    },
    "day": {
        "type": (True, 20260331, 1.5, [], {}),
        "date.form": (
            "", "20260331", "2026-3-31", "2026-W09-4", "2026-03-31x10:00", "31/03/2026", "2026-03-31 ", "1", "99",
            "Sat Sun", "２０２６-03-31", "2026-03-31T00:00:00Z", SENTINEL,
        ),
        "date.none": ("2026-02-30", "2026-13-01", "2025-02-29"),
        "date.range": ("1899-12-31", "2200-01-01", "9999-12-31", "0001-01-01"),
    },
    "instant": {
        "type": (True, 1774947600, [], {}),
        "date.form": ("2026-03-31", "2026-03-31T09:00:00", "2026-03-31T09:00:00+08:00", "2026-03-31t09:00:00z",
                      SENTINEL),
        "date.none": ("2026-03-31T24:01:00Z", "2026-03-31T09:60:00Z", "2026-02-30T09:00:00Z"),
        "date.range": ("1899-12-31T09:00:00Z", "9999-12-31T23:59:59Z"),
    },
    "code": {"type": (True, 1, 1.0, [], {}), "code": ("zzz", "", "PASS", SENTINEL)},
    "list": {"type": ("abc", "", SENTINEL, {}, {"0": 1}, True, 7)},
    "object": {"type": ("zzz", "", SENTINEL, [], [1], True, 7, 1.5)},
    "choice": {"type": (1.5, [])},
}  # fmt: skip
"""What must not stand where content of that kind is declared, by the code it is refused with."""


def kind_of(shape: Any) -> str:
    """Return which kind of content a declared type is, null apart."""
    shape = getattr(shape, "__supertype__", shape)
    origin = get_origin(shape)
    if origin in (Union, UnionType):
        options = [option for option in get_args(shape) if option is not NoneType]
        return kind_of(options[0]) if len(options) == 1 else "choice"
    if origin in (tuple, frozenset):
        return "list"
    plain = {str: "text", int: "whole", bool: "flag", Decimal: "decimal", date: "day", datetime: "instant"}
    if shape in plain:
        return plain[shape]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return "code"
    return "id" if isinstance(shape, type) and shape.__module__ == "loanvisit.domain.ids" else "object"


def cases(kind: type, document: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """Return what is wrong with a document once one of its own fields is spoilt: what to put, code and path."""
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        if not field.init:
            continue
        at, shape = field.name, hints[field.name]
        path = f"document.value.{at}"
        for code, puts in WRONG[kind_of(shape)].items():
            for put in puts:
                said = {"put": put.text, "times": put.times} if isinstance(put, Repeated) else {"put": put}
                yield {"at": at, **said, "code": code, "path": path}
        if NoneType not in get_args(shape):
            yield {"at": at, "put": None, "code": "type", "path": path}
        yield {"at": at, "cut": True, "code": "key.missing", "path": "document.value"}
        content = document["value"][at]
        if get_origin(shape) is frozenset and content:
            yield {"at": at, "put": [*content, content[0]], "code": "duplicate", "path": f"{path}[{len(content)}]"}
    yield {"at": f"{attrs.fields(kind)[0].name}x", "put": 1, "code": "key.unknown",
           "path": f"document.value.{attrs.fields(kind)[0].name}x"}  # fmt: skip
    yield {"at": SENTINEL, "put": 1, "code": "key.unknown", "path": "document.value[?]"}


def classes() -> dict[str, type]:
    """Return the classes whose fields are spoilt, by the name documents give them."""
    return {snake(kind.__name__): kind for kind in PUBLIC.values() if attrs.has(kind) and not _is_other(kind)}


def _is_other(kind: type) -> bool:
    """Leave out ids, which are text; what has a form of its own; and what is made again from its ground."""
    is_id = kind.__module__ == "loanvisit.domain.ids"
    is_derived = kind is Plan or kind.__module__.startswith("loanvisit.reporting.")
    return is_id or kind in (Money, Grade, Facts) or (is_derived and kind.__name__ != "Masthead")


def drawn_up(kind: type) -> dict[str, object]:
    """Return the document of a class and everything that spoils it."""
    document = to_document(Maker(0, bare=False).make(kind))
    return {"document": document, "cases": list(cases(kind, document))}


def main() -> None:
    """Write a file for each class."""
    for name, kind in classes().items():
        text = json.dumps(drawn_up(kind), ensure_ascii=True, indent=None, separators=(",", ":"))
        (FOLDER / f"{name}.json").write_text(text.replace('{"at"', '\n{"at"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
