"""Documents of earlier versions, brought forward one version at a time, each step a pure function of plain data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias, cast

from loanvisit.codec.unbarring import unbarred

Plain: TypeAlias = dict[str, object]
Step: TypeAlias = Callable[[Plain], Plain]

VERSION = 2
"""The version of the form that documents are written in."""


_BARRED = 2
"""The last version that wrote ids with bars between their parts; one written since has none, and stays as it is."""


def _renamed(old: str, new: str) -> Step:
    return lambda document: {**document, "type": new} if document.get("type") == old else document


def _second(document: Plain) -> Plain:
    """Bring version 1 forward: a calendar's notice became the paper of a holiday, a change tells notices and a key.

    A duty did not say what it assumed, nor its rule whether it rolls, nor a grade since when the one before held.
    """
    document = {name: _filled(value) for name, value in _renamed("notice", "holiday_notice")(document).items()}
    value = document.get("value")
    if document.get("type") == "change" and isinstance(value, dict):
        return {**document, "value": {"key": None, "withdrawn": [], "notices": [], **value}}
    return document


_SINCE_SECOND: tuple[tuple[frozenset[str], Plain], ...] = (
    (frozenset({"scale", "code", "since", "was"}), {"was_since": None}),
    (frozenset({"rule", "subject", "anchor", "anchored_on"}), {"assumed": [], "assumed_labels": []}),
    (frozenset({"clause", "arrear", "sentence", "working_days"}), {"rolls": False}),
)
"""By which keys a node of version 1 is known, and what it did not say."""


def _filled(node: object) -> object:
    """Return a node of version 1 with what it did not say, here and wherever below."""
    if isinstance(node, list):
        return [_filled(one) for one in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    entries = {name: _filled(value) for name, value in cast("Plain", node).items()}
    for known, added in _SINCE_SECOND:
        if known <= entries.keys():
            entries = {**added, **entries}
    return entries


STEPS: Mapping[int, Step] = MappingProxyType({1: _second})
"""Each step by the version it starts from."""


def upgraded(document: Plain, version: int) -> Plain:
    """Return a document of an earlier version as one of this version."""
    if version <= _BARRED:
        document = cast("Plain", unbarred(document))
    for earlier in range(version, VERSION):
        document = STEPS[earlier](document)
    return document
