"""The desk loads, steps and commits; it holds no rule."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve

import loanvisit.workflow
from loanvisit.adapters import MemoryPublisher, MemoryStore, SetClock
from loanvisit.domain import BorrowerFile, Change, Notice, NoticeEvent
from loanvisit.errors import ConflictError, InputError
from loanvisit.testing import a_change, a_file
from loanvisit.workflow import Desk

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def _desk() -> tuple[Desk, MemoryStore, MemoryPublisher]:
    store, told = MemoryStore(), MemoryPublisher()
    store.take_in(a_file())
    return Desk(store=store, clock=SetClock(NOON), publisher=told), store, told


def _telling(file: BorrowerFile, at: datetime) -> Change:
    change = a_change(file, number=len(file.findings) + 1)
    news = Notice(event=NoticeEvent.FINDING_RAISED, about=change.finding.id, borrower=file.id, at=at)
    return evolve(change, notices=(news,))


def test_what_a_step_decides_is_written_and_told() -> None:
    """The change is in the store, its notices are told, at the clock's time."""
    desk, store, told = _desk()
    change = desk.do(a_file().id, _telling, key=None)
    assert store.file(a_file().id).findings == change.findings
    assert [one.at for one in told.told] == [NOON]


def test_the_same_key_does_it_once() -> None:
    """Done again under its key, a piece of work gives the change written then; its notices are told again."""
    desk, store, told = _desk()
    first = desk.do(a_file().id, _telling, key="form 17")
    assert desk.do(a_file().id, _telling, key="form 17") == first
    assert len(store.file(a_file().id).findings) == 1
    assert len(told.told) == 2


def test_a_step_overtaken_is_taken_anew() -> None:
    """Where another change comes between load and commit, the step is taken on the file as it is now."""
    desk, store, _ = _desk()
    overtaken: list[int] = []

    def slow(file: BorrowerFile, at: datetime) -> Change:
        if len(overtaken) < 2:
            overtaken.append(len(file.findings))
            store.commit(_telling(file, at))
        return _telling(file, at)

    desk.do(a_file().id, slow, key=None)
    assert overtaken == [0, 1]
    assert len(store.file(a_file().id).findings) == 3


def test_a_step_always_overtaken_gives_up() -> None:
    """After its attempts the conflict is the caller's to hear of; nothing of the step is written."""
    desk, store, told = _desk()

    def hopeless(file: BorrowerFile, at: datetime) -> Change:
        store.commit(_telling(file, at))
        return _telling(file, at)

    with pytest.raises(ConflictError):
        desk.do(a_file().id, hopeless, key=None)
    assert len(store.file(a_file().id).findings) == 3
    assert told.told == []


def test_what_a_step_refuses_is_not_written() -> None:
    """The refusal of a step comes through; nothing is written or told."""
    desk, store, told = _desk()

    def refusing(file: BorrowerFile, at: datetime) -> Change:
        file.visit(a_change(file).finding.id)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        return _telling(file, at)

    with pytest.raises(InputError):
        desk.do(a_file().id, refusing, key="form 17")
    assert store.trail(a_file().id) == ()
    assert told.told == []


def test_the_desk_decides_nothing() -> None:
    """No condition of the room looks at a domain value: what is asked is whether a port had something to give."""
    for source in Path(loanvisit.workflow.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.If | ast.IfExp | ast.While):
                tests = [node.test]
                assert all(_asks_for_nothing(test) for test in tests), ast.unparse(node.test)
            assert not isinstance(node, ast.Match | ast.BoolOp)


def _asks_for_nothing(test: ast.expr) -> bool:
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and isinstance(test.ops[0], ast.Is | ast.IsNot)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value is None
    )
