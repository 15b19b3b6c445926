"""Documents of earlier versions, brought forward one version at a time, each step a pure function of plain data."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias, cast

from attrs import fields

from loanvisit.codec.unbarring import unbarred
from loanvisit.domain import LegalFile

Plain: TypeAlias = dict[str, object]
Step: TypeAlias = Callable[[Plain], Plain]

VERSION = 4
"""The version of the form that documents are written in."""


def _renamed(old: str, new: str) -> Step:
    return lambda document: {**document, "type": new} if document.get("type") == old else document


def _second(document: Plain) -> Plain:
    """Bring version 1 forward: a calendar's notice became the paper of a holiday, a change tells notices and a key.

    A duty did not say what it assumed, nor its rule whether it counts working days or rolls, nor a grade since when the
    one before held; a visit and a cure not when they last moved; answers not what a bank's own facts are called.
    """
    document = _all_filled(
        _renamed("test", "comparison")(_renamed("notice", "holiday_notice")(document)), _SINCE_SECOND
    )
    value = document.get("value")
    if document.get("type") == "change" and isinstance(value, dict):
        return {**document, "value": {"key": None, "withdrawn": [], "notices": [], **value}}
    return document


def _third(document: Plain) -> Plain:
    """Bring version 2 forward: ids had bars; nothing said what was accepted or verified, nor a sighting its plan."""
    return _all_filled(cast("Plain", unbarred(document)), _SINCE_THIRD)


def _fourth(document: Plain) -> Plain:
    """Bring version 3 forward: a one-time requirement named its event, not the date fact it counts from.

    No series of a policy left a gap, and a step of a grid took one visit; no clause stood in for another for a time. A
    requirement opened on the day it counts from, which was not counted, and whatever became of that; a rule did not say
    what that is. A file told no events and no changes of loans, and nothing at law.
    A claim did not say its earlier classes, a debtor nothing of other banks, its group and rates, a regime no ageing, a
    term not whether late payment starts it again, a rule not whether it is asked by choice, an answer not since when.
    A statement of a proof had no values, an answer no reason why there is none. A reading had no
    status, no account and no day it was known on. No duty was deferred, and no other
    method stood in for one. Nobody acted for anybody else.
    Evidence did not say by whom, where and on which ground it was taken, nor what it shows; a record no hours, no
    place, nobody met, no tries and nothing withheld, no source of repayment and no conclusion, nor the customer's side.
    No visitor dissented.
    """
    return _all_filled({name: _named_by_fact(value) for name, value in document.items()}, _SINCE_FOURTH)


_Since: TypeAlias = tuple[tuple[frozenset[str], Plain], ...]
"""By which keys a node of an earlier version is known, and what it did not say."""

_SINCE_SECOND: _Since = (
    (frozenset({"scale", "code", "since", "was"}), {"was_since": None}),
    (frozenset({"rule", "subject", "anchor", "anchored_on"}), {"assumed": [], "assumed_labels": []}),
    (frozenset({"clause", "arrear", "sentence"}), {"working_days": 0, "rolls": False}),
    (frozenset({"clause", "subject", "fact", "value"}), {"label": None}),
    (frozenset({"clause", "subject", "missing"}), {"labels": []}),
    (frozenset({"kind", "weight", "found_on", "due_on"}), {"owner": None}),
    (frozenset({"finding", "demand", "extension_reason", "verified_in"}), {"moved_at": None}),
    (frozenset({"covers", "attempt", "window"}), {"dropped": [], "moved_at": None}),
    (frozenset({"borrower", "duties", "visits"}), {"is_least": True}),
)
_SINCE_THIRD: _Since = (
    (frozenset({"covers", "attempt", "dropped", "moved_at"}), {"accepted_as": None}),
    (frozenset({"finding", "demand", "extension_reason", "verified_in"}), {"verified_as": None}),
    (frozenset({"is_identified", "answered", "drawdowns"}), {"planned": []}),
)
_NO_LEGAL: Plain = {one.name: [] for one in fields(LegalFile)}
_OF_EVIDENCE: Plain = {
    **dict.fromkeys(("taken_by", "place", "source", "consent", "file_name")),
    "about": [],
}
_OF_RECORD: Plain = {
    **dict.fromkeys(("started_at", "ended_at", "place", "is_announced")),
    "persons_met": [],
    "attempts": [],
    "withheld": [],
    "dropped_evidence": [],
}
_SINCE_FOURTH: _Since = (
    (frozenset({"after", "within"}), {"opens": None, "counting": "day_after", "lasting": False}),
    (frozenset({"borrower", "loans", "signals", "past"}), {"events": []}),
    (frozenset({"rule", "subject", "anchor", "anchored_on"}), {"works": []}),
    (frozenset({"levels", "within"}), {"kinds": []}),
    (frozenset({"about", "kind", "level", "raised_on"}), {"raised_at": None, "cleared_on": None}),
    (frozenset({"title", "clauses", "applies", "facts", "notes"}), {"gaps": []}),
    (frozenset({"gap", "anchor", "opens"}), {"times": 1, "date": None}),
    (frozenset({"level", "require", "accepts", "arrear"}), {"override": None, "kind": "visit"}),
    (frozenset({"clause", "arrear", "sentence"}), {"that_day": False, "counted_from": None, "kind": "visit"}),
    (
        frozenset({"borrower", "past", "past_findings", "remediations"}),
        {"legal": _NO_LEGAL, "loan_changes": [], "papers": []},
    ),
    (frozenset({"grace_days", "repayment_period", "expected_loss"}), {"earlier": []}),
    (frozenset({"borrower", "claims", "facts"}), {"report": None, "group": None, "rates": []}),
    (frozenset({"tests", "excuses", "term"}), {"by_choice": False}),
    (frozenset({"least", "periods", "counting"}), {"late_restarts": False}),
    (frozenset({"rule", "verdict", "missing_labels"}), {"since": None}),
    (frozenset({"floor", "worst", "answers"}), {"current": None, "bad_since": None}),
    (frozenset({"buckets", "counts_due_date"}), {"ageing": []}),
    (frozenset({"key", "statement", "parts"}), {"values": {}}),
    (frozenset({"rule", "subject", "anchor", "anchored_on"}), {"deferred_from": None}),
    (frozenset({"borrower", "findings", "waivers"}), {"deferrals": [], "substitutions": []}),
    (frozenset({"is_identified", "answered", "drawdowns"}), {"stands_for": [], "barred": []}),
    (frozenset({"id", "roles", "unit", "name"}), {"acting": []}),
    (frozenset({"cure_days", "at_once", "recurs_within_months"}), {"verify_days": 10}),
    (frozenset({"question", "value"}), {"reason": None}),
    (frozenset({"id", "kind", "sha256", "taken_at"}), _OF_EVIDENCE),
    (frozenset({"answers", "readings", "evidence", "outline_version"}), _OF_RECORD),
    (frozenset({"outcome", "answers", "readings"}), {"customer": None}),
    (frozenset({"covers", "attempt", "dropped", "moved_at"}), {"dissents": []}),
    (frozenset({"visitors", "answers", "readings", "outline_version"}), {"repayment": [], "conclusion": None}),
    (frozenset({"payee", "purpose", "evidence"}), {"status": None, "account": None, "known_on": None}),
)


def _all_filled(document: Plain, since: _Since) -> Plain:
    return {name: _filled(value, since) for name, value in document.items()}


def _filled(node: object, since: _Since) -> object:
    """Return a node of an earlier version with what it did not say, here and wherever below."""
    if isinstance(node, list):
        return [_filled(one, since) for one in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    entries = {name: _filled(value, since) for name, value in cast("Plain", node).items()}
    for known, added in since:
        if known <= entries.keys():
            entries = {**added, **entries}
    return entries


_EVENTS: Mapping[frozenset[str], str] = MappingProxyType(
    {frozenset({"event", "within"}): "after", frozenset({"event", "opens", "closes"}): "before"}
)
"""The keys of a requirement that named an event, a choice's own apart, and what stands for that key."""


def _named_by_fact(node: object) -> object:
    """Return a node with each requirement's event as the name of a date fact, here and wherever below."""
    if isinstance(node, list):
        return [_named_by_fact(one) for one in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    entries = {name: _named_by_fact(value) for name, value in cast("Plain", node).items()}
    key = _EVENTS.get(frozenset(entries.keys() - {"type"}))
    within = entries.get("within")
    if "levels" in entries and isinstance(within, dict):
        entries["within"] = {"type": "span", **cast("Plain", within)}
    return {key if name == "event" and key else name: value for name, value in entries.items()}


STEPS: Mapping[int, Step] = MappingProxyType({1: _second, 2: _third, 3: _fourth})
"""Each step by the version it starts from."""


def upgraded(document: Plain, version: int) -> Plain:
    """Return a document of an earlier version as one of this version."""
    for earlier in range(version, VERSION):
        document = STEPS[earlier](document)
    return document
