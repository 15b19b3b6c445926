"""Any value as plain data and back: an envelope says what it is and in which form it was written."""

from collections.abc import Callable
from typing import TypeVar, cast, overload

from loanvisit.codec.canonical import Document, spelt
from loanvisit.codec.forms import filled_in
from loanvisit.codec.kinds import kinds
from loanvisit.codec.leaves import read_whole, wrong_type
from loanvisit.codec.parsing import MOST_BYTES, parse_json
from loanvisit.codec.reading import entries_of, exactly, read
from loanvisit.codec.rejecting import NOTHING, Rejected, reject
from loanvisit.codec.upgrading import VERSION, upgraded
from loanvisit.codec.writing import enveloped
from loanvisit.errors import nearest

T = TypeVar("T")
R = TypeVar("R")


def to_document(value: object) -> dict[str, Document]:
    """Return a value as plain data, the same for equal values, on every machine.

    Amounts and decimals are text; days are `2026-03-31`, instants `2026-03-31T09:00:00Z`; codes stand for enumerations,
    texts for ids; sets and mappings are sorted. What a field does not fix says its type: a subject is
    `{"type": "drawdown", "id": "L-1/1"}`, a fact that is a day `{"type": "date", "value": "2026-03-31"}`. A grade names
    the five-tier scale, or carries a bank's own. A visit carries the duties it covers; where they stand beside it, in a
    file or a change, it names them by id. A duty carries its rule, so that it can be read when the policy of that
    version is long gone. A plan names the book, the policy and the calendar it was made from by id and
    by the SHA-256 of their canonical bytes; it lists each rule once, and its duties name theirs.

    Personal data is written as it is: a document is for the keeper of the data, a report for its readers.

    Args:
        value: any value of the library.

    Returns:
        An envelope with the keys `type`, `version` and `value`, made of str, int, bool, None, lists and dicts only.

    Raises:
        InputError: the value, or something a host has put into it, is of no type that has a form.

    Example:
        >>> from loanvisit.domain import LoanId, Money, Reading
        >>> from datetime import date
        >>> reading = Reading(kind="payment", on=date(2026, 3, 31), loan=LoanId("L-1"), amount=Money("9.5", "CNY"))
        >>> document = to_document(reading)
        >>> document["type"], document["version"]
        ('reading', 4)
        >>> document["value"]["amount"]
        {'amount': '9.50', 'currency': 'CNY'}
    """
    return enveloped(value)


@overload
def from_document(document: object, kind: type[T]) -> T: ...
@overload
def from_document(document: object) -> object: ...
def from_document(document: object, kind: type[T] | None = None) -> object:
    """Return the value that a document describes, or refuse it whole.

    Nothing is coerced and nothing is left out: every key is there, none is unknown, each content is exactly of its
    form. A document of an earlier version is brought forward first.

    Args:
        document: plain data as `to_document` gives it.
        kind: the class the value must be of; left out, any class of the library.

    Returns:
        A value equal to the one that was written.

    Raises:
        InputError: the document is of another form; every fault is named with its path, up to a cap, the rest counted.
        LimitError: it holds a number of more digits than are read.

    Example:
        >>> from loanvisit.domain import Window
        >>> from datetime import date
        >>> window = Window(opens=date(2026, 3, 1), last=date(2026, 3, 31))
        >>> from_document(to_document(window), Window) == window
        True
    """
    try:
        return _opened(document, kind)
    except Rejected as rejected:
        raise rejected.error("document") from None
    except RecursionError:
        raise reject("depth", NOTHING, bound=100).error("document") from None


def _opened(document: object, kind: type | None) -> object:
    entries = _current(document)
    found = _kind_of(entries["type"])
    if kind is not None and found is not kind:
        raise reject("type", NOTHING, form=kind.__name__).under("type")
    return _under("value", lambda node: read(node, found), entries["value"])


def open_envelope(document: object, name: str) -> dict[str, object]:
    """Return the fields of a document of that type, brought forward to the form of today.

    Raises:
        Rejected: it is no such document.
    """
    entries = _current(document)
    if entries["type"] != name:
        raise reject("type", NOTHING, form=name).under("type")
    return _under("value", entries_of, entries["value"])


def _current(document: object) -> dict[str, object]:
    entries = exactly(document, ("type", "version", "value"))
    version = _under("version", read_whole, entries["version"])
    if not 1 <= version <= VERSION:
        raise reject("document.version", entries["version"], bound=VERSION).under("version")
    return upgraded(entries, version)


def _kind_of(name: object) -> type:
    known = kinds()
    if type(name) is not str:
        raise wrong_type(name, "str").under("type")
    if name not in known:
        raise reject("document.type", NOTHING, near=nearest(name, list(known))).under("type")
    return known[name]


def _under(key: str, reading: Callable[[object], R], node: object) -> R:
    try:
        return reading(node)
    except Rejected as rejected:
        raise rejected.under(key) from None


def from_json(text: str | bytes, kind: type[T], *, most_bytes: int = MOST_BYTES) -> T:
    """Return the value that a JSON text describes, or refuse it whole.

    Args:
        text: JSON in UTF-8; a byte order mark is dropped.
        kind: the class the value must be of.
        most_bytes: how long the text may be.

    Returns:
        The value, as `from_document` gives it.

    Raises:
        InputError: the text is no JSON, gives a key twice, or is no such document.
        LimitError: it is too long, nested too deep, or holds a number of more digits than are read.

    Example:
        >>> from loanvisit.domain import LoanId
        >>> from_json('{"type": "loan_id", "version": 4, "value": "L-1"}', LoanId)
        LoanId(value='L-1')
    """
    try:
        document = parse_json(text, most_bytes=most_bytes)
    except Rejected as rejected:
        raise rejected.error("document") from None
    return from_document(document, kind)


def to_json(value: object) -> bytes:
    """Return a value as canonical JSON: UTF-8, keys sorted, no spaces; the same bytes for equal values.

    Example:
        >>> from loanvisit.domain import LoanId
        >>> to_json(LoanId("L-1"))
        b'{"type":"loan_id","value":"L-1","version":4}'
    """
    return spelt(to_document(value))


def from_form(form: object, kind: type[T]) -> T:
    """Return a value from what a user filled in: no envelope, fields with a default may be left out.

    What the library itself decides may not be filled in: a state, a version, who reviewed, when it was recorded.

    Args:
        form: an object of the fields, each in the form documents have.
        kind: the class to make, such as `VisitRecord`.

    Returns:
        The value, as it begins its life.

    Raises:
        InputError: as `from_document`; and `key.forbidden` for what only a step may set.

    Example:
        >>> from loanvisit.domain import Answer
        >>> from_form({"question": "Q1", "value": True}, Answer).question
        'Q1'
    """
    try:
        return cast("T", filled_in(form, kind))
    except Rejected as rejected:
        raise rejected.error("form") from None
