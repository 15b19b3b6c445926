"""Law 20: whatever is handed to anything public, only the library's own errors come out, and they show no value.

`words` and `errors` lie below these errors and raise Python's own; `testing` is for tests. All else is walked: each
function, constructor and method that the rooms hand on, with wrong values for some of its parameters and good ones for
the rest.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidState

from loanvisit.errors import LoanVisitError
from loanvisit.testing import a_file, a_loan
from tests.conftest import PROFILE
from tests.laws.calling import Called, everything_public, good

SENTINEL = "哨兵张三110101199003071234"
NAMES_THE_FILE = {"source.open"}
"""What cannot be told without the path that the caller gave."""
PARTS = (SENTINEL, "张三", "110101199003071234")
CALLS = {"few": 10, "quick": 60, "deep": 300}[PROFILE]


class _Text(str):
    __slots__ = ()


class _Whole(int):
    pass


class _Day(date):
    pass


def _nested(depth: int) -> list[object]:
    held: list[object] = []
    for _ in range(depth):
        held = [held]
    return held


def _same(value: object) -> object:
    return value


AS_IT_IS: tuple[object, ...] = (
    None, True, False, 0, -1, 2, 10**18, -(10**40), 10**400, 1.9, float("nan"), float("inf"), 1j,
    Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e999999999"), Decimal("-0"),
    "", " ", "1", "false", "None", SENTINEL, f"{SENTINEL}\u202e", "a\x00", "\ud800", "\ufeffa", "x" * 5_000,
    "1_000", "１２", "1e400", "2024-W09-4", b"ab", b"", _Text("x"), _Whole(3),
    datetime(2026, 1, 1), datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC),  # noqa: DTZ001
    date.min, date.max, date(1899, 12, 31), date(2200, 1, 1), _Day(2026, 1, 1), timedelta(1),
    (), ("a",), frozenset(), range(3), ..., int, len, a_loan(), a_file(),
)  # fmt: skip
MADE_ANEW: tuple[Callable[[], object], ...] = (
    object, list, dict, set,
    lambda: [None], lambda: [1.5, "x"], lambda: [[]], lambda: [SENTINEL], lambda: [{}], lambda: ["a", "a"],
    lambda: {"a": [1]}, lambda: {1: 2}, lambda: {SENTINEL: SENTINEL}, lambda: {"a": {"b": {"c": None}}},
    lambda: iter(()), lambda: iter([SENTINEL]), lambda: _nested(3_000),
)  # fmt: skip
WRONG: tuple[Callable[[], object], ...] = (*(partial(_same, value) for value in AS_IT_IS), *MADE_ANEW)
"""The table of wrong types and hostile values, each made anew, so that one call cannot spoil the next."""

ALL = [one for one in everything_public(leaving_out=("errors", "testing", "words")) if one.takes]


def arguments(one: Called, values: dict[str, object]) -> tuple[list[Any], dict[str, Any]]:
    """Return values as a call hands them over: by place where a parameter has no name for the caller, else by name."""
    by_place = [values[key] for key, held in one.takes.items() if key in values and _by_place(held)]
    return by_place, {key: value for key, value in values.items() if not _by_place(one.takes[key])}


def _by_place(parameter: Any) -> bool:
    return parameter.kind in (parameter.POSITIONAL_ONLY, parameter.VAR_POSITIONAL)


@st.composite
def calls(draw: st.DrawFn, one: Called) -> dict[str, object]:
    """Draw values for a call: wrong ones for one parameter or more, good ones for those that need any."""
    spoilt = draw(st.sets(st.sampled_from(sorted(one.takes)), min_size=1))
    values: dict[str, object] = {}
    for key, parameter in one.takes.items():
        known = good(one.hints.get(key, object))
        left_out = parameter.default is not parameter.empty and parameter.kind is not parameter.POSITIONAL_ONLY
        if key in spoilt or not (known or left_out):
            values[key] = WRONG[draw(st.integers(0, len(WRONG) - 1))]()
        elif not left_out or (known and draw(st.booleans())):
            values[key] = draw(st.sampled_from(known))
    return values


def _leak(error: LoanVisitError) -> str | None:
    """Return what is wrong with how an error reads: it shows what it was given, or cannot be read at all."""
    try:
        shown = (str(error), repr(error), error.text.zh, error.text.en, *map(repr, error.faults))
    except RecursionError:
        return f"{error.code} cannot be told"
    leaks = error.code not in NAMES_THE_FILE and any(part in text for part in PARTS for text in shown)
    return f"{error.code} shows a value" if leaks else None


def foreign(one: Called, values: dict[str, object]) -> str | None:
    """Call it; return what came out that should not have: another error, or an error that shows what it was given."""
    by_place, by_name = arguments(one, values)
    try:
        came = one.made()(*by_place, **by_name)
        if isinstance(came, Iterator):
            list(came)
    except LoanVisitError as error:
        return _leak(error)
    except (MemoryError, InvalidState):  # the second is what a drawn function raises: an error of a host's own callback
        return None
    except Exception as error:  # noqa: BLE001  whatever it is, it is told with where it came from
        inside = [step for step in traceback.extract_tb(error.__traceback__) if "src/loanvisit" in step.filename]
        place = f"{inside[-1].filename.rpartition('src/loanvisit/')[2]}:{inside[-1].lineno}" if inside else "?"
        return f"{type(error).__name__} at {place}"
    return None


def _entries(value: object) -> list[object]:
    """Return what a list, dict or set holds, without looking into it: a deep one cannot be compared."""
    held = value.items() if isinstance(value, dict) else value if isinstance(value, list | set) else ()
    return [tuple(map(id, one)) if isinstance(value, dict) else id(one) for one in held]  # type: ignore[arg-type]


@pytest.mark.parametrize("one", ALL, ids=str)
def test_only_our_own_errors_come_out(
    one: Called, caplog: pytest.LogCaptureFixture, record_property: Callable[[str, object], None]
) -> None:
    """Wrong values for some parameters: an answer or our own error, no value shown, no list or dict changed."""
    made = 0

    @settings(max_examples=CALLS, suppress_health_check=list(HealthCheck))
    @given(values=calls(one))
    def law(values: dict[str, object]) -> None:
        nonlocal made
        before = list(map(_entries, values.values()))
        assert foreign(one, values) is None
        assert list(map(_entries, values.values())) == before
        made += 1

    with caplog.at_level(logging.DEBUG):
        law()
    assert caplog.records == []
    record_property("cases", made)


def every_wrong_value(one: Called) -> Iterator[str]:
    """Spoil each parameter, then all, with each wrong value; yield what came out and should not have."""
    for key in one.takes:
        for wrong in WRONG:
            values = {other: known[0] for other in one.takes if (known := good(one.hints.get(other, object)))}
            came = foreign(one, values | {key: wrong()})
            if came is not None:
                yield f"{one.name}({key}): {came}"
    for wrong in WRONG:
        came = foreign(one, {key: wrong() for key in one.takes})
        if came is not None:
            yield f"{one.name}: {came}"


THOROUGH = ALL if PROFILE == "deep" else [one for one in ALL if one.name.startswith("adapters.")]


@pytest.mark.parametrize("one", THOROUGH, ids=str)
def test_every_wrong_value_in_every_place(one: Called) -> None:
    """What reads the files of others is tried with each wrong value of the table in each place, and in all at once."""
    assert list(every_wrong_value(one)) == []
