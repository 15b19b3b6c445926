"""How protected what a field holds is, marked on the field itself: a field without a mark is internal."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

import attrs


class DataClass(Enum):
    """How protected a value is."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


_KEY = "data_class"


def personal() -> Mapping[str, DataClass]:
    """Mark a field that tells of a person, which `repr=False` hides: a name, a payee, a reason that may name one."""
    return {_KEY: DataClass.PERSONAL}


def sensitive() -> Mapping[str, DataClass]:
    """Mark a field that may tell anything of a person, which `repr=False` hides: free words, what was answered."""
    return {_KEY: DataClass.SENSITIVE}


def data_classes(kind: type) -> Mapping[str, DataClass]:
    """Return how protected each field of a class is.

    >>> from loanvisit.domain import Borrower
    >>> {name: held.value for name, held in data_classes(Borrower).items() if name in ("id", "name")}
    {'id': 'internal', 'name': 'personal'}
    """
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return MappingProxyType({one.name: one.metadata.get(_KEY, DataClass.INTERNAL) for one in fields})
