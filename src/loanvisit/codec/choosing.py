"""How a node is read where a field leaves a choice of types: what is plain tells itself, the rest says its type."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import TypeAlias, cast, get_args

import attrs
from cattrs import Converter

from loanvisit.codec.kinds import is_id, options, tag
from loanvisit.codec.leaves import LEAVES, wrong_type
from loanvisit.codec.rejecting import NOTHING, Rejected, reject

Reader: TypeAlias = Callable[[object, object], object]
_PLAIN: tuple[object, ...] = (bool, int, str)


def chosen(converter: Converter, shape: object) -> Reader:
    """Return the reader of a declared type that leaves a choice."""
    named = {tag(option)[0]: _Named(converter, option) for option in options(shape) if option not in _PLAIN}
    plain = {kind: leaf for kind, leaf in LEAVES.items() if kind in _PLAIN and kind in options(shape)}
    takes_nothing = NoneType in get_args(shape)
    form = " | ".join([*(kind.__name__ for kind in plain), *named, *(["null"] if takes_nothing else [])])

    def read(node: object, _: object) -> object:
        if type(node) is dict:
            return _of_named(named, cast("dict[str, object]", node))
        if node is None and takes_nothing:
            return None
        leaf = plain.get(type(node))
        if leaf is None:
            raise wrong_type(node, form)
        return leaf(node, None)

    return read


class _Named:
    """A type that an object may say it is of; its reader is looked up late, so that a proof may hold proofs."""

    def __init__(self, converter: Converter, option: object) -> None:
        self._converter, self._option = converter, option
        self._key = None if not _stands_alone(option) else "id" if is_id(option) else "value"

    @cached_property
    def _hook(self) -> Reader:
        hook: Reader = self._converter.get_structure_hook(self._option)
        return hook

    def read(self, node: dict[str, object]) -> object:
        """Read an object that says it is of this type."""
        rest, key = dict(node), self._key
        del rest["type"]
        if key is None:
            return self._hook(rest, self._option)
        for other in rest:
            if other != key:
                raise reject("key.unknown", NOTHING, near="").under(other)
        if key not in rest:
            raise reject("key.missing", NOTHING, key=key)
        try:
            return self._hook(rest[key], self._option)
        except Rejected as rejected:
            raise rejected.under(key) from None


def _of_named(named: dict[str, _Named], node: dict[str, object]) -> object:
    """Read an object by the type it says it is of."""
    name = node.get("type", NOTHING)
    if name is NOTHING:
        raise reject("key.missing", NOTHING, key="type")
    one = named.get(name) if type(name) is str else None
    if one is None:
        raise reject("code", name, known=", ".join(sorted(named))).under("type")
    return one.read(node)


def _stands_alone(option: object) -> bool:
    """Say whether what is written is no object itself, so that it stands under a key of its own."""
    return is_id(option) or option is Decimal or not attrs.has(cast("type", option))
