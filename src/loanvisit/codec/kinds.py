"""What the types of values are called in documents."""

from collections.abc import Hashable, Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin

import attrs

from loanvisit.domain import BorrowerId, Facts

_ROOMS = ("words", "errors", "domain", "scheduling", "assessment", "reporting")


def is_own(kind: object) -> bool:
    """Say whether a type is one of the library's own: a value, an id, an enumeration, or facts."""
    if not isinstance(kind, type) or not kind.__module__.startswith("loanvisit."):
        return False
    return attrs.has(kind) or issubclass(kind, Enum) or kind is Facts


def has_fields(kind: object) -> bool:
    """Say whether a type is the library's own and has fields."""
    return is_own(kind) and attrs.has(cast("type", kind))


def is_id(kind: object) -> bool:
    """Say whether a type is that of an id."""
    return has_fields(kind) and cast("type", kind).__module__ == BorrowerId.__module__


def options(shape: object) -> tuple[object, ...]:
    """Return the types a declared type leaves to choose from, null apart; none where it leaves no choice."""
    union = get_args(shape) if get_origin(shape) in (Union, UnionType) else ()
    return tuple(option for option in union if option is not NoneType)


def is_optional(shape: object) -> bool:
    """Say whether a declared type is one type or null."""
    return get_origin(shape) in (Union, UnionType) and len(options(shape)) == 1


@cache
def snake(name: str) -> str:
    """Return a class name as documents spell it: `PastVisit` is `past_visit`."""
    return "".join(f"_{char.lower()}" if char.isupper() and place else char.lower() for place, char in enumerate(name))


@cache
def tag(kind: Hashable) -> tuple[str, bool]:
    """Return what a type is called where it must be told, and whether it is an id, which is called after its thing."""
    name = snake(cast("type", kind).__name__)
    return (name.removesuffix("_id") if is_id(kind) else name), is_id(kind)


@cache
def kinds() -> Mapping[str, type]:
    """Return every type a document may be of, by the name its envelope gives it."""
    found: dict[str, type] = {}
    for room in _ROOMS:
        module = import_module(f"loanvisit.{room}")
        for name in module.__all__:
            kind: object = getattr(module, name)
            if is_own(kind):
                found[snake(name)] = cast("type", kind)
    return found
