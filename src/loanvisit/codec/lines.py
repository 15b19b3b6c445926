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
    """The line of each `[table]` by name, and of each `[[table]]` of a list, by name and in order."""

    tables: Mapping[str, int]
    lists: Mapping[str, tuple[int, ...]]

    def of(self, name: str, place: int, *, among: int) -> int | None:
        """Return the line of one of a list; None where they are written so that their headers cannot be told apart."""
        lines = self.lists.get(name, ())
        return lines[place] if len(lines) == among else None


def find_lines(text: str) -> Lines:
    """Find the header lines of a well-formed TOML text."""
    ends = [place for place, char in enumerate(text) if char == "\n"]
    tables: dict[str, int] = {}
    lists: dict[str, list[int]] = {}
    for token in _TOKEN.finditer(text):
        name = token["name"]
        if name is None:
            continue
        line = bisect_right(ends, token.start()) + 1
        key = name.strip(" \t")
        if token["many"] is None:
            tables.setdefault(key, line)
        else:
            lists.setdefault(key, []).append(line)
    return Lines(tables=tables, lists={key: tuple(lines) for key, lines in lists.items()})
