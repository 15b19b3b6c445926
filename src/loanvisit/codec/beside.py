"""How visits are read beside the duties they cover: a duty in the same document is named there by its id."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Protocol, TypeAlias, cast

from attrs import define, field
from cattrs import Converter

from loanvisit.codec.rejecting import NOTHING, Rejected, reject
from loanvisit.domain import BorrowerFile, Change, Obligation, Visit
from loanvisit.scheduling import FilePlan

Reader: TypeAlias = Callable[[object, object], object]


class Making(Protocol):
    """Makes the reader of a class from those of its fields."""

    def __call__(self, converter: Converter, kind: type, **own: Reader) -> Reader:
        """Return the reader; `own` gives those of some fields."""
        ...


Listing: TypeAlias = Callable[[object, Callable[[object], Reader]], Callable[[object], list[object]]]

HOLDERS: tuple[type, ...] = (BorrowerFile, Change, FilePlan)
"""What holds visits and the duties they cover side by side."""


@define
class _Held:
    """The duties of one document: as they stand there by id, and those read so far.

    `is_sound` is false where some of them cannot be told apart, which is said where they stand.
    """

    nodes: dict[str, object] = field(factory=dict[str, object])
    is_sound: bool = True
    read: dict[int, object] = field(factory=dict[int, object])

    def add(self, duties: object) -> None:
        """Note each duty of a list by its id."""
        entries = listed(duties)
        self.is_sound = self.is_sound and entries is not None
        for duty in entries or []:
            name = entry(duty, "id")
            if type(name) is str:
                self.nodes[name] = duty
            else:
                self.is_sound = False


_HELD: ContextVar[_Held | None] = ContextVar("the duties of the document being read", default=None)


def beside_duties(converter: Converter, by_field: Making, each: Listing) -> Iterator[tuple[type, Reader]]:
    """Return the readers of duties, visits and what holds both."""
    duty = _once(by_field(converter, Obligation))
    covers = each(Obligation, lambda _: lambda node, _: _covered(node, duty))
    yield Obligation, duty
    yield Visit, by_field(converter, Visit, covers=lambda node, _: tuple(covers(node)))
    for kind in HOLDERS:
        yield kind, _holding(by_field(converter, kind))


def _covered(node: object, duty: Reader) -> object:
    """Read one duty that a visit covers: whole, or the id of one that stands in the same document."""
    if type(node) is not str:
        return duty(node, Obligation)
    held = _HELD.get()
    if held is None or (held.is_sound and node not in held.nodes):
        raise reject("id.unknown", NOTHING)
    if node not in held.nodes:
        raise Rejected([])
    try:
        return duty(held.nodes[node], Obligation)
    except Rejected:
        raise Rejected([]) from None  # what is wrong with it is said where it stands


def _once(duty: Reader) -> Reader:
    """Read each duty of a document once, however often it is named."""

    def hook(node: object, shape: object) -> object:
        held = _HELD.get()
        if held is None:
            return duty(node, shape)
        known = held.read.get(id(node))
        if known is None:
            known = held.read[id(node)] = duty(node, shape)
        return known

    return hook


def _holding(holder: Reader) -> Reader:
    def hook(node: object, shape: object) -> object:
        token = _HELD.set(_beside(node))
        try:
            return holder(node, shape)
        finally:
            _HELD.reset(token)

    return hook


def _beside(node: object) -> _Held:
    """Return the duties that stand in a document beside its visits."""
    held = _Held()
    if type(node) is not dict:
        return held
    entries = cast("dict[str, object]", node)
    if "duties" not in entries:
        held.add(entries.get("obligations"))
        return held
    for key in ("owed", "projected"):
        held.add(entry(entries["duties"], key))
    return held


def listed(node: object) -> list[object] | None:
    """Return the entries of a list, None where it is no list."""
    return cast("list[object]", node) if isinstance(node, list) else None


def entry(node: object, key: str) -> object:
    """Return an entry of an object, None where it has none, or is no object."""
    return cast("dict[str, object]", node).get(key) if isinstance(node, dict) else None
