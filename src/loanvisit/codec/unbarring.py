"""Ids as versions 1 and 2 wrote them, their parts between bars, brought into the form that may stand in a path.

What is renamed is what the library named itself, and whatever refers to it: duties, visits, findings, cures, waivers.
Ids that a bank gave stay, bars and all. A trail stays as it was written: its seals are over those very texts.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias, cast

from loanvisit.domain import joined

Plain: TypeAlias = dict[str, object]

_TRAIL = frozenset({"at", "by", "move", "about"})
_NAMED = (
    frozenset({"rule", "subject", "anchor"}),
    frozenset({"covers", "window", "attempt"}),
    frozenset({"kind", "weight", "found_on", "due_on"}),
    frozenset({"finding", "demand", "opened_on"}),
    frozenset({"about", "approver", "expires_on"}),
)
"""By which keys a thing is known whose own id the library makes."""
_MADE = frozenset({"obligation", "finding", "remediation", "waiver"})
"""Kinds whose ids the library alone makes; a visit may also have come from a bank, under an id of its own."""


def unbarred(node: object) -> object:
    """Return plain data of version 1 or 2 with the ids in it as they are made today."""
    if isinstance(node, list):
        return [unbarred(one) for one in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    entries = cast("Plain", node)
    if entries.keys() >= _TRAIL:
        return entries
    kind = str(entries.get("type", "")).removesuffix("_id")
    for known in ("id", "value"):
        if kind in {*_MADE, "visit"} and isinstance(entries.get(known), str):
            return {**entries, known: _RENAMED_BY.get(kind, _renamed)(entries[known])}
    is_named = any(keys <= entries.keys() for keys in _NAMED)
    return {
        name: _RENAMED_BY[name](value)
        if name in _RENAMED_BY
        else _renamed(value)
        if name == "id" and is_named
        else unbarred(value)
        for name, value in entries.items()
    }


def _renamed(node: object) -> object:
    """Return an id, or a list that may hold some, with the parts joined as they are today."""
    if isinstance(node, list):
        return [_renamed(one) for one in cast("list[object]", node)]
    if not isinstance(node, str):
        return unbarred(node)
    parts = node.split("|")
    return joined(*(_ESCAPED.sub(_sign, part) for part in parts)) if len(parts) > 1 else node


def _renamed_visit(node: object) -> object:
    return _renamed(node) if isinstance(node, str) and node.startswith("visit|") else unbarred(node)


_ESCAPED = re.compile("%(25|7C)")


def _sign(escaped: re.Match[str]) -> str:
    return {"25": "%", "7C": "|"}[escaped[1]]


_RENAMED_BY: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "covers": _renamed,
        "finding": _renamed,
        "obligation": _renamed,
        "remediation": _renamed,
        "repeats": _renamed,
        "verified_in": _renamed_visit,
        "visit": _renamed_visit,
    }
)
"""How what stands under a key is renamed."""
