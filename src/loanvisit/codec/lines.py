"""On which line each table of a TOML text begins, so that a fault can be found in an editor."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from attrs import frozen

from loanvisit.codec.loading import QUOTED

_TOKEN = re.compile(
    rf"{QUOTED}|^[ \t]*(?P<many>\[)?\[(?P<name>[^\[\]\n#]+)\]",
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
            tables.setdefault(name.strip(" \t"), line)
        elif name.strip(" \t") == "clause":
            clauses.append(line)
    return Lines(tables=tables, clauses=tuple(clauses))
