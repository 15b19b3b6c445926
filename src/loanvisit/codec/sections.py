"""The parts that files of rules have in common: their citations, and the tables of a list, each known by its id."""

from collections.abc import Callable
from typing import TypeVar

from loanvisit.codec.lines import Lines
from loanvisit.codec.tables import Table
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.words import Text

T = TypeVar("T")


def read_citations(top: Table, lines: Lines) -> dict[str, Text | None]:
    """Read `[citations]`, each by its key; None for one that is faulty."""
    table = top.table("citations", '{ paper = { zh = "...", en = "..." } }', required=True)
    if table is None:
        return {}
    table.line = lines.tables.get("citations")
    return {key: table.text(key) for key in table.content}


def read_parts(
    top: Table, lines: Lines, key: str, read: Callable[[Table], T | None], *, named: str = "id"
) -> tuple[T, ...]:
    """Read each `[[key]]`, told apart by what stands under `named`; a faulty one is left out, its faults noted."""
    contents = top.tables(key, f"[[{key}]]") or []
    found: list[T] = []
    seen: set[str] = set()
    for place, content in enumerate(contents):
        name = content.get(named)
        is_named = isinstance(name, str) and name != ""
        is_shown = isinstance(name, str) and reads_like_a_code(name)
        path = f"{key}[{name if is_shown else f'#{place + 1}'}]"
        table = Table(content, path, top.faults, line=lines.of(key, place, among=len(contents)))
        if is_named and str(name) in seen:
            table.note("id.duplicate", path, name)
        seen |= {str(name)} if is_named else set()
        part = read(table)
        found += [] if part is None else [part]
    return tuple(found)
