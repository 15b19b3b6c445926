"""Documents that earlier versions wrote, kept as they were written, still read as what they said."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from loanvisit.codec import VERSION, from_document, to_document
from loanvisit.errors import InputError
from tests.architecture.tree import ROOT

FOLDER = ROOT / "tests" / "data" / "older_documents"
ADDED: dict[str, object] = {
    "about": [],
    "account": None,
    "accepted_as": None,
    "acting": [],
    "ageing": [],
    "assumed": [],
    "assumed_labels": [],
    "attempts": [],
    "barred": [],
    "bad_since": None,
    "by_choice": False,
    "cleared_on": None,
    "conclusion": None,
    "consent": None,
    "counted_from": None,
    "counting": "day_after",
    "current": None,
    "customer": None,
    "date": None,
    "deferrals": [],
    "deferred_from": None,
    "dissents": [],
    "dropped": [],
    "dropped_evidence": [],
    "earlier": [],
    "ended_at": None,
    "events": [],
    "file_name": None,
    "gaps": [],
    "group": None,
    "is_announced": None,
    "is_least": True,
    "key": None,
    "kind": "visit",
    "kinds": [],
    "label": None,
    "labels": [],
    "lasting": False,
    "known_on": None,
    "late_restarts": False,
    "legal": {
        "acknowledgements": [],
        "demands": [],
        "ends": [],
        "guarantees": [],
        "judgments": [],
        "mortgages": [],
        "searches": [],
        "seizures": [],
        "suits": [],
    },
    "loan_changes": [],
    "moved_at": None,
    "notices": [],
    "opens": None,
    "override": None,
    "owner": None,
    "papers": [],
    "persons_met": [],
    "place": None,
    "planned": [],
    "raised_at": None,
    "rates": [],
    "reason": None,
    "repayment": [],
    "report": None,
    "rolls": False,
    "since": None,
    "source": None,
    "stands_for": [],
    "started_at": None,
    "status": None,
    "substitutions": [],
    "taken_by": None,
    "that_day": False,
    "times": 1,
    "values": {},
    "verified_as": None,
    "verify_days": 10,
    "was_since": None,
    "withdrawn": [],
    "withheld": [],
    "working_days": 0,
    "works": [],
}
"""What earlier versions did not say, and how that reads: by hand, from the changes of those days."""
GONE = {"event"}
"""What was a document of its own and is none any more: what a duty counts from is the name of a date fact."""
RENAMED = {1: {"notice": "holiday_notice", "test": "comparison"}}

RENAMED_KEYS = {frozenset({"event", "within"}): "after", frozenset({"event", "opens", "closes"}): "before"}
"""The fields of a requirement until version 3, and what its event has been called since."""


def _differences(old: Any, new: Any, path: str) -> Iterator[str]:
    """Yield where a document says something else than the older one said, or more than that it is not known."""
    if isinstance(old, dict) and isinstance(new, dict):
        if "levels" in old and "type" not in old["within"]:  # a span was all it could be, and was not told apart
            old = {**old, "within": {"type": "span", **old["within"]}}
        asked = RENAMED_KEYS.get(frozenset(old) - {"type"})
        old = {asked if key == "event" and asked else key: value for key, value in old.items()}
        yield from (f"{path}.{key} is gone" for key in old.keys() - new.keys())
        yield from (f"{path}.{key} came" for key in new.keys() - old.keys() if new[key] != ADDED.get(key, "?"))
        for key in old.keys() & new.keys():
            yield from _differences(old[key], new[key], f"{path}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(one, other, f"{path}[{place}]")
    elif isinstance(old, str) and "|" in old:  # an id of the library: its parts had bars between them until version 3
        if new != old.replace("|", "~~"):
            yield f"{path} was {old!r}, is {new!r}"
    elif (type(old), old) != (type(new), new):
        yield f"{path} was {old!r}, is {new!r}"


def _kept(version: int) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return documents


@pytest.mark.parametrize("version", range(1, VERSION))
def test_what_an_earlier_version_wrote_still_says_it(version: int, record_property: Any) -> None:
    """I-49: each document kept of each earlier version reads, says all it said, and no more."""
    documents = [document for document in _kept(version) if document["type"] not in GONE]
    wrong: list[tuple[str, list[str]]] = []
    for document in documents:
        assert document["version"] == version
        again = to_document(from_document(document))
        assert (again["type"], again["version"]) == (
            RENAMED.get(version, {}).get(document["type"], document["type"]),
            VERSION,
        )
        found = list(_differences(document["value"], again["value"], "value"))
        wrong += [(document["type"], found)] if found else []
    assert wrong == []
    record_property("cases", len(documents))


@pytest.mark.parametrize("version", range(1, 4))
def test_an_event_alone_is_no_document_any_more(version: int) -> None:
    """Nobody keeps the bare name of a day: it is refused by its type, not taken for something else."""
    [event] = [document for document in _kept(version) if document["type"] in GONE]
    with pytest.raises(InputError) as refused:
        from_document(event)
    assert (refused.value.code, refused.value.path) == ("document.type", "document.type")


def test_the_documents_kept_are_many_and_a_change_shows() -> None:
    """More than a hundred of each version are kept; one that said something else would be told."""
    assert all(len(_kept(version)) > 100 for version in range(1, VERSION))
    assert list(_differences({"a": [1], "b": 2}, {"a": [True], "c": 3, "owner": None}, "v")) == [
        "v.b is gone",
        "v.c came",
        "v.a[0] was 1, is True",
    ]
