"""Column rules: where one field of a file comes from, and what its words mean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias, cast

from attrs import field, frozen

from loanvisit.domain import FactKind
from loanvisit.domain.exact import strings

Word: TypeAlias = str | bool

KINDS: tuple[str, ...] = tuple(kind.value for kind in FactKind if kind not in (FactKind.GRADE, FactKind.EVENT))
"""The kinds a bank's own column may have."""


def written(meaning: Word) -> str:
    """Return a word's meaning as a cell would write it."""
    return meaning if isinstance(meaning, str) else str(meaning).lower()


def freeze_table(given: object) -> object:
    """Freeze a table; what is none is left for the mapping to name."""
    return MappingProxyType(dict(cast("Mapping[str, object]", given))) if isinstance(given, Mapping) else given


def _frozen_words(given: Mapping[str, Word]) -> Mapping[str, Word]:
    return cast("Mapping[str, Word]", freeze_table(given))


def _no_words() -> Mapping[str, Word]:
    return {}


@frozen(kw_only=True)
class ColumnRule:
    """Where one field comes from: a column, else the first of `fallback` that has content, else a constant.

    `within` names a column written before the value and a slash, for ids that are unique only inside it.
    `values` lists the words of the file, each with the text it means, which is then read as any other of its field;
    a word not listed is wrong. `kind` is the type of a bank's own column. The mapping it stands in checks it.
    """

    column: str | None = None
    fallback: tuple[str, ...] = field(default=(), converter=strings)
    within: str | None = None
    constant: str | None = None
    values: Mapping[str, Word] = field(factory=_no_words, converter=_frozen_words, hash=False)
    kind: FactKind = FactKind.CODE

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the rule reads."""
        named = (self.column, *self.fallback, self.within)
        return tuple(name for name in named if name is not None)
