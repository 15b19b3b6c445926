"""What a store is left as when something breaks in the middle: an error is forced at every line it runs."""

import ast
import inspect
import sys
from collections.abc import Callable
from functools import cache, partial
from linecache import getlines
from types import FrameType
from typing import Any, TypeAlias

from attrs import frozen

from loanvisit.domain import BorrowerId
from loanvisit.ports import Store
from loanvisit.testing.checks.bench import Bench, Sight, sight
from loanvisit.testing.checks.checking import Check, Counts, difference, holds, made, same
from loanvisit.testing.checks.material import a_full_file, adding_all, other_ground, replacing, versioned
from loanvisit.testing.checks.together import together

Tracer: TypeAlias = Callable[[FrameType, str, Any], Any]
"""What `sys.settrace` takes."""


_SOON = 5.0
"""How many seconds a store has to answer after an error; a lock left shut never answers."""


class _Forced(Exception):  # noqa: N818  no library knows it, so none can mean it
    """The error that is forced."""


def torn_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks with forced errors."""
    found: tuple[tuple[str, Callable[[Bench], Counts]], ...] = (
        ("S07", an_error_at_any_line_of_commit_leaves_all_or_nothing),
        ("S07", an_error_at_any_line_of_take_in_leaves_all_or_nothing),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


@frozen(kw_only=True)
class Act:
    """One thing done to a store, and what was done before it."""

    prepare: Callable[[], Store]
    do: Callable[[Store], object]


_ONE, _TWO = a_full_file(1), a_full_file(2)
_KEYS = ("form 1", "form 2")


def an_error_at_any_line_of_commit_leaves_all_or_nothing(bench: Bench) -> Counts:
    """At every line of a commit: the change is there whole or not at all, and committed again it is there once."""
    change = adding_all(_ONE.id, 31, key="form 1")
    moved = replacing(_ONE, versioned(_ONE), 3, key="form 2")

    def worked() -> Store:
        store = bench.holding(_ONE, _TWO)
        store.commit(change)
        return store

    acts = (
        Act(prepare=lambda: bench.holding(_ONE, _TWO), do=lambda store: store.commit(change)),
        Act(prepare=worked, do=lambda store: store.commit(moved)),
        Act(prepare=worked, do=lambda store: store.commit(change)),
        Act(prepare=lambda: bench.holding(_ONE, _TWO), do=lambda store: store.commit(moved)),
    )
    return {"lines": sum(_at_every_line(one) for one in acts)}


def an_error_at_any_line_of_take_in_leaves_all_or_nothing(bench: Bench) -> Counts:
    """At every line of taking in: the file is the one before or the one given, and taken in again it is the latter."""

    def worked() -> Store:
        store = bench.holding(_ONE, _TWO)
        store.commit(adding_all(_ONE.id, 31, key="form 1"))
        return store

    acts = (
        Act(prepare=lambda: bench.holding(_TWO, a_full_file(1)), do=lambda store: store.take_in(a_full_file(3))),
        Act(prepare=worked, do=lambda store: store.take_in(other_ground(_ONE, 5))),
    )
    return {"lines": sum(_at_every_line(one) for one in acts)}


def _at_every_line(act: Act) -> int:
    """Force an error at each line in turn, until the act runs through; return how many lines there were."""
    before = _look(act.prepare())
    store = act.prepare()
    given = act.do(store)
    after = _look(store)
    number = 0
    while True:
        number += 1
        store = act.prepare()
        line, gave = _forced(store, act.do, number)
        if line is None:
            break
        came = _both(partial(_look, store), "a store that can be read after an error", line)
        left = _kept(came, before, after)
        holds(left, "the store as before, or as after", _torn(came, before, after), line)
        untold = not isinstance(gave, Exception) and came != after
        holds(not untold, "the error to be raised, for nothing was written", gave, line)
        again = _both(partial(act.do, store), "the same done again to succeed", line)
        same(again, given, "what is given when the same is done again", line)
        same(_look(store), after, "the store, the same done again,", line)
    holds(number > 1, "at least one line of the store's own modules to run", "none", _where(store))
    return number - 1


def _both(act: Callable[[], object], about: str, line: str) -> object:
    """Do something in two threads: a lock left shut stops one, though the other bear the name of who shut it."""
    came = together([act, act], patience=_SOON)
    errors = [one for one in came if isinstance(one, Exception)]
    holds(not errors, about, errors, line)
    same(came[1], came[0], about, line)
    return came[0]


def _look(store: Store) -> tuple[Sight, bool]:
    """Look at the two borrowers, and whether the third is there."""
    seen = sight(store, [_ONE.id, _TWO.id], _KEYS)
    return seen, _has(store, a_full_file(3).id)


def _has(store: Store, borrower: BorrowerId) -> bool:
    try:
        return store.file(borrower) == a_full_file(3)
    except Exception:  # noqa: BLE001  not there, for whatever reason
        return False


def _kept(came: object, before: object, after: object) -> bool:
    return came in (before, after)


def _torn(came: object, before: object, after: object) -> str:
    """Tell both ways in which a torn store differs."""
    told = [difference(one, came, "") for one in (before, after)]
    return "; ".join(
        f"not as {name}: {found[0]} is {found[2]}"
        for name, found in zip(("before", "after"), told, strict=True)
        if found is not None
    )


def _forced(store: Store, do: Callable[[Store], object], number: int) -> tuple[str | None, object]:
    """Do something to a store with an error forced at its n-th line; return where, if anywhere, and what came."""
    files = _modules(store)
    withs = frozenset(one for file in files for one in _with_lines(file))
    count = 0
    place: str | None = None

    def at_line(frame: FrameType, event: str, _: Any) -> Any:  # pragma: no cover: runs as the tracer itself
        nonlocal count, place
        count += event == "line" and not _leaves_with(frame, withs)
        if count == number and place is None:
            place = f"an error forced at {frame.f_code.co_filename}:{frame.f_lineno}"
            raise _Forced
        return at_line

    def at_call(frame: FrameType, _: str, __: Any) -> Any:  # pragma: no cover: runs as the tracer itself
        return at_line if frame.f_code.co_filename in files else None

    [came] = together([partial(_traced, at_call, do, store)])
    return place, came


def _traced(tracer: Tracer, do: Callable[[Store], object], store: Store) -> object:
    """Do something with a tracer, in a thread of its own."""
    sys.settrace(tracer)
    return do(store)  # pragma: no cover: coverage is the tracer that stands back here


@cache
def _with_lines(file: str) -> frozenset[tuple[str, int]]:
    """Return the lines of a module on which a `with` stands."""
    found = [node for node in ast.walk(ast.parse("".join(getlines(file)))) if isinstance(node, ast.With)]
    return frozenset((file, place) for one in found for place in range(one.lineno, one.body[0].lineno))


def _leaves_with(frame: FrameType, withs: frozenset[tuple[str, int]]) -> bool:  # pragma: no cover: as above
    """Say whether a `with` is being left: Python shows its line once more, and no error can arise there."""
    code, line = frame.f_code, frame.f_lineno
    if (code.co_filename, line) not in withs:
        return False
    return frame.f_lasti > min(start for start, _, at in code.co_lines() if at == line)


def _modules(store: Store) -> frozenset[str]:
    """Return the files of the store's own classes."""
    found: set[str] = set()
    for one in type(store).__mro__:
        try:
            found.add(inspect.getfile(one))
        except (TypeError, OSError):
            continue
    return frozenset(found)


def _where(store: Store) -> str:
    return f"the modules looked at: {', '.join(sorted(_modules(store))) or 'none'}"
