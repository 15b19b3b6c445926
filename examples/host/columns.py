"""Columns that hold the library's own values: ids and codes as text, instants in UTC, nested values as documents.

Copy this file: it is all the glue between a table and `loanvisit`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar, cast

from sqlalchemy import JSON, DateTime, Dialect, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from loanvisit.codec import from_document, to_document

CodeT = TypeVar("CodeT", bound=Enum)
ValueT = TypeVar("ValueT")
IdT = TypeVar("IdT")


class Word(TypeDecorator[str]):
    """Text compared by code point, as Python compares it, whatever the language of the database."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return text; PostgreSQL must be told not to sort it as a dictionary does."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class Id(TypeDecorator[IdT], Generic[IdT]):
    """An id of the library, kept as its text."""

    impl = Word
    cache_ok = True

    def __init__(self, kind: Callable[[str], IdT]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: IdT | None, dialect: Dialect) -> str | None:  # noqa: ARG002  the base names it
        """Return the text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> IdT | None:  # noqa: ARG002
        """Return the id."""
        return None if value is None else self.kind(value)


class Ids(TypeDecorator[tuple[IdT, ...]], Generic[IdT]):
    """Several ids, or words, in their order."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Callable[[str], IdT]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[IdT, ...] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002
        """Return their texts."""
        return [str(one) for one in value or ()]

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[IdT, ...]:  # noqa: ARG002
        """Return the ids."""
        return tuple(self.kind(one) for one in value or ())


class Code(TypeDecorator[CodeT], Generic[CodeT]):
    """An enumeration of the library, kept as its code."""

    impl = Word
    cache_ok = True

    def __init__(self, kind: type[CodeT]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: CodeT | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the code."""
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> CodeT | None:  # noqa: ARG002
        """Return the member."""
        return None if value is None else self.kind(value)


class Instant(TypeDecorator[datetime]):
    """An instant to the microsecond, in UTC; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it as the database takes it."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Amount(TypeDecorator[Decimal]):
    """An exact amount; SQLite, which would make a float of it, keeps its text."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Decimal] | TypeEngine[str]:
        """Return a decimal, or text where there are none."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Return it as the database takes it."""
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Return it exactly."""
        return None if value is None else Decimal(value)


class Kept(TypeDecorator[ValueT], Generic[ValueT]):
    """A value of the library as its document, where a table of its own is not worth it."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[ValueT]) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind

    def process_bind_param(self, value: ValueT | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return the document."""
        return None if value is None else to_document(value)

    def process_result_value(self, value: object, dialect: Dialect) -> ValueT | None:  # noqa: ARG002
        """Return the value; a document that somebody has spoilt is refused."""
        return None if value is None else from_document(value, self.kind)


class Paper(TypeDecorator[object]):
    """A value of any class of the library as its document, which says of which."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002
        """Return the document."""
        return to_document(value)

    def process_result_value(self, value: object, dialect: Dialect) -> object:  # noqa: ARG002
        """Return the value."""
        return from_document(value)


class KeptAll(TypeDecorator[tuple[ValueT, ...]], Generic[ValueT]):
    """Several values of the library as a list of documents, in order."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[ValueT]) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind

    def process_bind_param(self, value: tuple[ValueT, ...] | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return the documents."""
        return None if value is None else [to_document(one) for one in value]

    def process_result_value(self, value: object, dialect: Dialect) -> tuple[ValueT, ...] | None:  # noqa: ARG002
        """Return the values."""
        return None if value is None else tuple(from_document(one, self.kind) for one in _listed(value))


class Words(TypeDecorator[frozenset[str]]):
    """A set of words, None where it is not known."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return them sorted."""
        return None if value is None else sorted(value)

    def process_result_value(self, value: object, dialect: Dialect) -> frozenset[str] | None:  # noqa: ARG002
        """Return them as a set."""
        return None if value is None else frozenset(str(one) for one in _listed(value))


def _listed(value: object) -> list[object]:
    return cast("list[object]", value)
