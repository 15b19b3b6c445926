"""The JSON Schema of each document, generated from the classes that documents are read as."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import TypeAlias, Union, cast, get_args, get_origin, get_type_hints

import attrs

from loanvisit.codec.canonical import Document
from loanvisit.codec.kinds import is_id, is_own, options, snake, tag
from loanvisit.codec.leaves import (
    DAY_FORM,
    DECIMAL_FORM,
    INSTANT_FORM,
    LONGEST_TEXT,
    MOST_DECIMAL_DIGITS,
    MOST_DIGITS,
)
from loanvisit.codec.upgrading import VERSION
from loanvisit.domain import FIVE_TIER, Facts, FactValue, Grade, Money, Obligation, RiskScale, Visit
from loanvisit.domain.ids import longest
from loanvisit.errors import InputError, fault

Schema: TypeAlias = dict[str, Document]
"""A JSON Schema as plain data."""

_MOST = 10**MOST_DIGITS - 1


def json_schema(kind: type) -> Schema:
    """Return the JSON Schema (draft 2020-12) of the documents of a class.

    It says what each node must look like; what nodes must agree on among themselves, such as an id that follows from
    the content or days in order, is looked at when a document is read.

    Args:
        kind: a class of the library, such as `Loan`.

    Returns:
        The schema of the envelope, as plain data; every class used in it stands once under `$defs`.

    Raises:
        InputError: it is no such class.

    Example:
        >>> from loanvisit.domain import Window
        >>> sorted(json_schema(Window)["$defs"]["window"]["properties"])
        ['last', 'opens']
    """
    if not is_own(kind):
        raise InputError(fault("type", "kind", kind, form="a class of loanvisit"))
    defs: dict[str, Document] = {}
    value = _Drawing(defs).shape(kind)
    envelope = _object({"type": {"const": snake(kind.__name__)}, "version": {"const": VERSION}, "value": value})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": snake(kind.__name__),
        **envelope,
        "$defs": dict(sorted(defs.items())),
    }


def _object(properties: Mapping[str, Document]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*sorted(properties)],
        "additionalProperties": False,
    }


def _text(form: str) -> Schema:
    return {"type": "string", "pattern": f"^{form}$"}


_LEAVES: dict[object, Schema] = {
    str: {"type": "string", "maxLength": LONGEST_TEXT},
    int: {"type": "integer", "minimum": -_MOST, "maximum": _MOST},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: {**_text(DECIMAL_FORM), "maxLength": MOST_DECIMAL_DIGITS + 2},
    date: {**_text(DAY_FORM), "format": "date"},
    datetime: {**_text(INSTANT_FORM), "format": "date-time"},
    Money: _object({"amount": _text(DECIMAL_FORM), "currency": _text("[A-Z]{3}")}),
}


class _Drawing:
    """Draws schemas, each class once, under the definitions given."""

    def __init__(self, defs: dict[str, Document]) -> None:
        self._defs = defs

    def shape(self, shape: object) -> Schema:
        """Return the schema of a declared type."""
        shape = getattr(shape, "__supertype__", shape)
        if shape in _LEAVES:
            return _LEAVES[shape]
        origin = get_origin(shape)
        if origin in (Union, UnionType):
            return self._one_of(shape)
        if origin in (tuple, frozenset):
            return self._many(shape)
        if origin is not None:
            return {"type": "object", "additionalProperties": self.shape(get_args(shape)[1])}
        return self._class(cast("type", shape))

    def _one_of(self, shape: object) -> Schema:
        chosen = options(shape)
        each: list[Document] = [self.shape(option) if len(chosen) == 1 else self._told(option) for option in chosen]
        if NoneType in get_args(shape):
            each.append({"type": "null"})
        return {"anyOf": each}

    def _told(self, option: object) -> Schema:
        """Return the schema of what says its type: text, flags and whole numbers need not."""
        if option is bool or option is int or option is str:
            return self.shape(option)
        name: Document = {"const": tag(cast("type", option))[0]}
        if is_id(option):
            return _object({"type": name, "id": self.shape(option)})
        if not attrs.has(cast("type", option)):
            return _object({"type": name, "value": self.shape(option)})
        own = self._members(cast("type", option))
        return _object({"type": name, **own})

    def _many(self, shape: object) -> Schema:
        items = get_args(shape)
        if get_origin(shape) is frozenset:
            return {"type": "array", "items": self.shape(items[0]), "uniqueItems": True}
        return {"type": "array", "items": self.shape(items[0])}

    def _class(self, kind: type[object]) -> Schema:
        if issubclass(kind, Enum):
            return {"enum": [str(member.value) for member in kind]}
        if is_id(kind):
            return {"type": "string", "minLength": 1, "maxLength": longest(kind)}
        name = snake(kind.__name__)
        if name not in self._defs:
            self._defs[name] = {}
            self._defs[name] = self._drawn(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _drawn(self, kind: type) -> Schema:
        if kind is Facts:
            return {"type": "object", "additionalProperties": self.shape(FactValue)}
        return _object(self._members(kind))

    def _members(self, kind: type) -> dict[str, Document]:
        if kind is Money:
            return cast("dict[str, Document]", _LEAVES[Money]["properties"])
        if kind is Grade:
            scale: Document = {"anyOf": [{"const": FIVE_TIER.id}, self.shape(RiskScale)]}
            return {"scale": scale, **{key: one for key, one in self._fields(Grade).items() if key != "scale"}}
        if kind is Visit:
            covers: Document = {
                "type": "array",
                "items": {"anyOf": [self.shape(Obligation), {"type": "string"}]},
                "minItems": 1,
            }
            return {**self._fields(Visit), "covers": covers}
        return self._fields(kind)

    def _fields(self, kind: type) -> dict[str, Document]:
        hints = get_type_hints(kind)
        names = [one.name for one in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if one.init]
        own: dict[str, Document] = {"id": {"type": "string"}} if isinstance(getattr(kind, "id", None), property) else {}
        return {**own, **{name: self.shape(hints[name]) for name in names}}
