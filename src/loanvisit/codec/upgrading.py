"""Documents of earlier versions, brought forward one version at a time, each step a pure function of plain data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

Plain: TypeAlias = dict[str, object]
Step: TypeAlias = Callable[[Plain], Plain]

VERSION = 2
"""The version of the form that documents are written in."""


def _renamed(old: str, new: str) -> Step:
    return lambda document: {**document, "type": new} if document.get("type") == old else document


def _second(document: Plain) -> Plain:
    """Bring version 1 forward: a calendar's notice became the paper of a holiday, a change tells notices and a key."""
    document = _renamed("notice", "holiday_notice")(document)
    value = document.get("value")
    if document.get("type") == "change" and isinstance(value, dict):
        return {**document, "value": {"key": None, "withdrawn": [], "notices": [], **value}}
    return document


STEPS: Mapping[int, Step] = MappingProxyType({1: _second})
"""Each step by the version it starts from."""


def upgraded(document: Plain, version: int) -> Plain:
    """Return a document of an earlier version as one of this version."""
    for earlier in range(version, VERSION):
        document = STEPS[earlier](document)
    return document
