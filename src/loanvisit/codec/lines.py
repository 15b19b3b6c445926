"""On which line each table of a TOML text begins, so that a fault can be found in an editor."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from attrs import frozen

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|^[ \t]*(?P<many>\[)?\[[ \t]*(?P<name>[^\[\]\n#]+?)[ \t]*\]",
    re.DOTALL | re.MULTILINE,
)
"""Strings and comments are passed over whole; what is left that looks like a header is one."""


@frozen(kw_only=True)
class Lines:
    """The line of each `[table]` by name, and of each `[[clause]]` in order."""

    tables: Mapping[str, int]
    clauses: tuple[int, ...]

    def of_clause(self, place: int, *, among: int) -> int | None:
        """Return the line of a clause; None where clauses are written so that their headers cannot be told apart."""
        return self.clauses[place] if len(self.clauses) == among else None


def find_lines(text: str) -> Lines:
    """Find the header lines of a well-formed TOML text."""
    ends = [place for place, char in enumerate(text) if char == "\n"]
    tables: dict[str, int] = {}
    clauses: list[int] = []
    for token in _TOKEN.finditer(text):
        name = token["name"]
        if name is None:
            continue
        line = bisect_right(ends, token.start()) + 1
        if token["many"] is None:
            tables.setdefault(name, line)
        elif name == "clause":
            clauses.append(line)
    return Lines(tables=tables, clauses=tuple(clauses))
