"""Everything public that can be called: functions, constructors and methods, with good values for each parameter."""

import inspect
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple, cast, get_origin, get_type_hints

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

import loanvisit
from loanvisit import presets
from loanvisit.adapters import (
    BookMapping,
    MemoryEvidence,
    MemoryPublisher,
    MemorySeries,
    MemoryStore,
    SetClock,
    as_mapping,
)
from loanvisit.domain import Calendar
from loanvisit.errors import LoanVisitError
from loanvisit.ports import Calendars, Clock, Evidence, Publisher, Series, Store
from loanvisit.presets import PresetCalendars
from loanvisit.reporting import Briefing, Masthead, Snapshot, build_briefing
from loanvisit.scheduling import Plan, Policy, make_plan
from loanvisit.testing import a_book, a_policy, register, weekdays
from loanvisit.words import Text

register()
NOW = datetime(2026, 3, 31, 9, tzinfo=UTC)
A_BOOK = Path(__file__).parents[1] / "data" / "a_book.csv"
"""A file of one loan, as `a_mapping` describes it."""


class Called(NamedTuple):
    """A public function, constructor or method: what it is called, how to call it, and what it takes."""

    name: str
    made: Callable[[], Callable[..., object]]
    takes: Mapping[str, inspect.Parameter]
    hints: Mapping[str, object]

    def __str__(self) -> str:
        return self.name


def a_plan() -> Plan:
    """A plan of the kit's small book."""
    return make_plan(a_book(), policy=a_policy(), calendar=weekdays(), until=date(2026, 12, 31))


def a_masthead() -> Masthead:
    """The masthead of a briefing."""
    label = Text(zh="贷后管理部", en="Post-loan desk")
    return Masthead(title=label, number=3, unit=label, issuer=label, issued_on=date(2026, 3, 31))


def a_briefing() -> Briefing:
    """A briefing over the kit's small book."""
    return build_briefing(a_book(), masthead=a_masthead(), exempt=(), undetermined=())


def a_mapping() -> object:
    """A mapping of columns, as a document."""
    return as_mapping({"columns": {"id": {"column": "id"}, "borrower": {"column": "borrower"}}, "currency": "CNY"})


GOOD: Mapping[object, Callable[[], Sequence[object]]] = {
    Masthead: lambda: [a_masthead()],
    Briefing: lambda: [a_briefing()],
    Snapshot: lambda: [a_briefing().snapshot],
    BookMapping | Mapping[str, object]: lambda: [a_mapping()],
    Mapping[str, object]: lambda: [{"columns": {"id": {"column": "id"}, "borrower": {"column": "id"}}}],
    Policy: lambda: [a_policy(), presets.policy("mdb.supervision")],
    Calendar: lambda: [weekdays(), presets.calendar("CN")],
    Plan: lambda: [a_plan()],
    Store: lambda: [MemoryStore()],
    Calendars: lambda: [PresetCalendars()],
    Clock: lambda: [SetClock(NOW)],
    Evidence: lambda: [MemoryEvidence()],
    Publisher: lambda: [MemoryPublisher()],
    Series: lambda: [MemorySeries()],
    SetClock: lambda: [SetClock(NOW)],
    Path: lambda: [Path("no such file")],
    str | Path: lambda: [A_BOOK, str(A_BOOK), "no such file"],
    io.BytesIO: lambda: [io.BytesIO(b"id\nL-1\n")],
    type: lambda: [date],
    object: lambda: ["x", 1, None],
    datetime: lambda: [NOW],
}
"""Good values of what Hypothesis cannot draw, or draws without sense."""


@cache
def good(hint: Any) -> tuple[object, ...]:
    """Return a few good values of a declared type, the same in every run; none where nobody knows any."""
    if get_origin(hint) is Callable:
        return ()
    if hint in GOOD:
        return tuple(GOOD[hint]())
    found: list[object] = []

    @settings(
        max_examples=8,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(value=st.from_type(hint))
    def keep(value: object) -> None:
        found.append(value)

    try:
        keep()
    except (HypothesisException, LoanVisitError, TypeError, ValueError, RecursionError):
        return ()
    return tuple(found)


def _called(name: str, made: Callable[[], Callable[..., object]], function: Callable[..., object]) -> Called:
    takes = {
        key: one
        for key, one in inspect.signature(function).parameters.items()
        if key not in ("self", "cls") and one.kind is not one.VAR_KEYWORD
    }
    owner = function.__init__ if inspect.isclass(function) else function  # type: ignore[misc]
    try:
        hints = get_type_hints(owner)
    except NameError:  # a type that is imported for type checkers alone
        hints = {}
    return Called(name, made, takes, hints)


def _of_class(name: str, kind: Any) -> Iterator[Called]:
    """The constructor of a class, its other ways to be made, and its methods on a good value."""
    if issubclass(kind, BaseException) or getattr(kind, "_is_protocol", False):
        return
    if not issubclass(kind, Enum):
        yield _called(name, lambda: kind, kind)
    for way, held in vars(kind).items():
        if way.startswith("_"):
            continue
        if isinstance(held, classmethod):
            yield _called(f"{name}.{way}", partial(getattr, kind, way), getattr(kind, way))
        elif inspect.isfunction(held) and (made := _maker_of(kind)) is not None:
            yield _called(f"{name}.{way}", partial(_method, made, way), held)


def _method(made: Callable[[], object], way: str) -> Callable[..., object]:
    return cast("Callable[..., object]", getattr(made(), way))


def _the(thing: Callable[..., object]) -> Callable[..., object]:
    return thing


def _maker_of(kind: Any) -> Callable[[], object] | None:
    """Return what makes a good value of a class; None where nobody knows one."""
    if not inspect.signature(kind).parameters:
        return partial(kind)
    values = good(kind)
    return (lambda: values[-1]) if values else None


def everything_public(leaving_out: Iterable[str] = ()) -> Iterator[Called]:
    """Yield whatever can be called of every room but those left out."""
    for found in iter_modules(loanvisit.__path__):
        if found.name in leaving_out:
            continue
        room = import_module(f"loanvisit.{found.name}")
        for name in getattr(room, "__all__", ()):
            thing = getattr(room, name)
            if inspect.isclass(thing):
                yield from _of_class(f"{found.name}.{name}", thing)
            elif inspect.isfunction(thing):
                yield _called(f"{found.name}.{name}", partial(_the, thing), thing)
