"""Law 19: value → document → value is the identity, and document → value → document for documents of this version.

Old documents upgrade; unknown keys are refused by name; documents hold ids, never nested owners.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from loanvisit import presets, samples
from loanvisit.codec import (
    Document,
    canonical_bytes,
    from_document,
    from_json,
    json_schema,
    restore_briefing,
    restore_plan,
    to_document,
    to_json,
)
from loanvisit.domain import BorrowerFile, Portfolio
from loanvisit.errors import LoanVisitError
from loanvisit.reporting import (
    Briefing,
    Figure,
    Masthead,
    Paragraph,
    ReportComparison,
    ReportField,
    ReportSection,
    SectionValue,
    Snapshot,
    Table,
    VisitReport,
    build_briefing,
)
from loanvisit.scheduling import Plan, make_plan
from loanvisit.testing import strategies
from loanvisit.testing.registering import DRAWN_BY
from loanvisit.words import Text
from tests.conftest import CASES, PROFILE
from tests.laws.making import PUBLIC, Maker

DERIVED = {Plan, Briefing, Figure, Paragraph, SectionValue, Snapshot, Table} | {
    *(VisitReport, ReportSection, ReportComparison, ReportField)
}
"""What is made again from its ground: a plan by `restore_plan`, a briefing by `restore_briefing`, a visit's report
by `build_visit_report` from the file."""

READ = [pytest.param(kind, id=name) for name, kind in PUBLIC.items() if kind not in DERIVED]
NOUNS = [pytest.param(kind, name, id=kind.__name__) for kind, name in DRAWN_BY]
BREAKS = {"few": 100, "quick": 1_000, "deep": 10_000}[PROFILE]


@pytest.mark.parametrize("kind", READ)
def test_every_public_value_reads_back(kind: type[object], record_property: Callable[[str, object], None]) -> None:
    """Every public class, full and bare, seven turns of each: both round trips, through JSON too."""
    held = 0
    for turn in range(7):
        for bare in (False, True):
            value: object = Maker(turn, bare=bare).make(kind)
            document = to_document(value)
            assert from_document(document, kind) == value
            assert canonical_bytes(to_document(from_document(document))) == canonical_bytes(document)
            assert from_json(to_json(value), kind) == value
            held += 1
    record_property("cases", held)


@pytest.mark.parametrize(("kind", "name"), NOUNS)
def test_drawn_values_read_back(kind: type[object], name: str, record_property: Callable[[str, object], None]) -> None:
    """Whatever the strategies draw reads back equal, to the same bytes, and fits the schema of its class."""
    validator, held = Draft202012Validator(json_schema(kind)), Counter[str]()

    @settings(max_examples=max(CASES[PROFILE] // 2, 5))
    @given(getattr(strategies, name)())
    def law(value: object) -> None:
        document = to_document(value)
        assert from_document(document, kind) == value
        assert to_json(from_json(to_json(value), kind)) == to_json(value)
        validator.validate(document)
        held["cases"] += 1

    law()
    record_property("cases", held["cases"])


@pytest.mark.parametrize("kind", READ)
def test_every_schema_takes_what_is_written(kind: type[object]) -> None:
    """A schema is one of draft 2020-12, and takes every document of its class."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    for turn in range(7):
        Draft202012Validator(schema).validate(to_document(Maker(turn, bare=bool(turn % 2)).make(kind)))


_WRONG: dict[type, tuple[object, ...]] = {
    dict: (1.5, []),
    list: (1.5, {}, "abc", True),
    str: (1.5, [], {}, 10**30),
    int: (1.5, [], 10**30),
    bool: (1.5, [], 10**30),
    type(None): (1.5, {}),
}
"""What can never stand where a node of that type stood."""


def _nodes(node: Document, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Document]]:
    yield steps, node
    if isinstance(node, dict):
        for key, part in node.items():
            yield from _nodes(part, (*steps, key))
    elif isinstance(node, list):
        for place, part in enumerate(node):
            yield from _nodes(part, (*steps, place))


def _path(steps: tuple[str | int, ...]) -> str:
    def shown(step: str | int) -> str:
        if isinstance(step, int):
            return f"[{step}]"
        if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", step):
            return f".{step}"
        is_code = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}", step) and not re.search(r"[0-9]{6}", step)
        return f"[{step}]" if is_code else "[?]"

    return "document" + "".join(map(shown, steps))


def _broken(document: dict[str, Document], steps: tuple[str | int, ...], wrong: object) -> object:
    broken: Any = deepcopy(document)
    holder = broken
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = wrong
    return broken


@settings(max_examples=BREAKS)
@given(st.data())
def test_a_broken_node_is_named(data: st.DataObject) -> None:
    """One node of a valid document is replaced by what can never stand there: refused, and the path is that node."""
    _, name = data.draw(st.sampled_from(DRAWN_BY))
    document = to_document(data.draw(getattr(strategies, name)()))
    nodes = [(steps, node) for steps, node in _nodes(document["value"], ("value",))]
    steps, node = data.draw(st.sampled_from(nodes))
    wrong = data.draw(st.sampled_from(_WRONG[type(node)]))
    with pytest.raises(LoanVisitError) as refused:
        from_document(_broken(document, steps, wrong))
    assert {one.path for one in refused.value.faults} == {_path(steps)}


@given(book=strategies.portfolios(), data=st.data())
def test_as_many_rows_are_named_as_are_broken(book: Portfolio, data: st.DataObject) -> None:
    """I-50: of a book's document so many of its loans are broken: so many faults, each at its loan, and no other."""
    document = cast("dict[str, Any]", to_document(book))
    files = document["value"]["files"]
    loans = [(place, row) for place, file in enumerate(files) for row in range(len(file["loans"]))]
    broken = data.draw(st.sets(st.sampled_from(loans))) if loans else set()
    for place, row in broken:
        files[place]["loans"][row]["product"] = 7
    if not broken:
        assert from_document(document) == book
        return
    with pytest.raises(LoanVisitError) as refused:
        from_document(document)
    named = sorted(one.path for one in refused.value.faults)
    assert named == sorted(f"document.value.files[{place}].loans[{row}].product" for place, row in broken)
    assert refused.value.more == 0


@settings(max_examples=BREAKS // 4)
@given(st.data())
def test_a_strange_key_and_a_missing_one_are_named(data: st.DataObject) -> None:
    """Where the fields of an object are fixed, a key too many is named, and so is each that is left out."""
    _, name = data.draw(st.sampled_from(DRAWN_BY))
    document = to_document(data.draw(getattr(strategies, name)()))
    fixed = [
        (steps, node)
        for steps, node in _nodes(document["value"], ("value",))
        if isinstance(node, dict) and node and steps[-1] not in ("facts", "values", "off", "works") and name != "facts"
    ]
    if not fixed:
        return
    steps, node = data.draw(st.sampled_from(fixed))
    with pytest.raises(LoanVisitError) as refused:
        from_document(_broken(document, steps, {**node, "zzz": 1}))
    assert ("key.unknown", _path((*steps, "zzz"))) in {(one.code, one.path) for one in refused.value.faults}
    key = data.draw(st.sampled_from(sorted(node)))
    less = {other: part for other, part in node.items() if other != key}
    with pytest.raises(LoanVisitError) as refused:
        from_document(_broken(document, steps, less))
    assert ("key.missing", _path(steps)) in {(one.code, one.path) for one in refused.value.faults}


@pytest.mark.parametrize("kind", sorted(DERIVED, key=lambda kind: kind.__name__))
def test_what_is_derived_is_not_read_alone(kind: type[object]) -> None:
    """A plan, a page and a report are made again from their ground, never believed."""
    with pytest.raises(LoanVisitError) as refused:
        from_document(to_document(Maker(0, bare=False).make(kind)))
    assert {one.code for one in refused.value.faults} == {"document.kind"}


def _plan(seed: int) -> Plan:
    calendar = presets.calendar("CN")
    book = samples.world(seed, calendar=calendar).book(_AS_OF)
    return make_plan(book, policy=presets.policy("cn.five_tier_default"), calendar=calendar, until=_UNTIL)


_AS_OF = date(2026, 3, 31)
_UNTIL = _AS_OF.replace(month=12)


@given(strategies.borrower_files(changing=True))
def test_a_file_whose_loans_changed_reads_back(file: BorrowerFile) -> None:
    """Changes of loans and what was done at law read back with the file that holds them, to the same bytes."""
    assert from_json(to_json(file), BorrowerFile) == file
    assert to_json(from_json(to_json(file), BorrowerFile)) == to_json(file)


@given(st.integers(0, 500))
def test_a_plan_is_restored(seed: int) -> None:
    """A plan comes back from its document and its ground, and its document is valid."""
    plan = _plan(seed)
    document = json.loads(to_json(plan))
    restored = restore_plan(document, book=plan.book, policy=plan.policy, calendar=plan.calendar)
    assert restored == plan
    assert to_json(restored) == to_json(plan)


def test_a_plan_is_not_restored_from_another_ground() -> None:
    """A plan restored from another book, policy and calendar is refused, each named."""
    plan, other = _plan(1), _plan(2)
    with pytest.raises(LoanVisitError) as refused:
        restore_plan(
            to_document(plan),
            book=other.book,
            policy=presets.policy("mdb.supervision"),
            calendar=presets.calendar("weekdays"),
        )
    assert [one.path for one in refused.value.faults] == [
        "document.value.book",
        "document.value.policy",
        "document.value.calendar",
    ]
    changed = cast("dict[str, Any]", deepcopy(to_document(plan)))
    changed["value"]["parts"][0]["borrower"] = "another"
    with pytest.raises(LoanVisitError) as refused:
        restore_plan(changed, book=plan.book, policy=plan.policy, calendar=plan.calendar)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("document.differs", "document.value.parts[0].borrower")
    ]


@given(st.integers(0, 500))
def test_a_briefing_is_restored(seed: int) -> None:
    """A briefing comes back from its document, counted again; a figure tampered with is refused."""
    plan = _plan(seed)
    book = Portfolio(as_of=plan.as_of, files=tuple(plan.file(file.id) for file in plan.book.files))
    label = Text(zh="贷后管理部", en="Post-loan desk")
    masthead = Masthead(title=label, number=3, unit=label, issuer=label, issued_on=_AS_OF)
    briefing = build_briefing(book, masthead=masthead, exempt=plan.exempt, undetermined=plan.undetermined)
    document = json.loads(to_json(briefing))
    assert restore_briefing(document) == briefing
    document["value"]["figures"][0]["key"] += "x"
    with pytest.raises(LoanVisitError) as refused:
        restore_briefing(document)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("document.differs", "document.value.figures[0].key")
    ]
