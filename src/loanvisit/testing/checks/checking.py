"""What a check is, what comes of it, and how many are run one after another."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from traceback import format_exception
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from attrs import fields, frozen, has

from loanvisit.errors import FaultList, InputError, fault

Counts: TypeAlias = Mapping[str, int]
"""What a check counted while it looked, by name."""
NOTHING_COUNTED: Counts = MappingProxyType({})
"""The counts of a check that counts nothing."""
T = TypeVar("T")
_LONGEST = 400


@frozen(kw_only=True)
class Failure:
    """One check that failed: its clause, what was expected, what came, and how it came about."""

    name: str
    clause: str
    expected: str
    came: str
    evidence: str = ""

    def __str__(self) -> str:
        head = f"{self.name} ({self.clause}): expected {self.expected}; came {self.came}"
        return f"{head}\n{self.evidence}" if self.evidence else head


class ConformanceError(AssertionError):
    """Something does not keep what its port promises; every check that failed is listed."""

    def __init__(self, *failures: Failure) -> None:
        super().__init__(*failures)
        self.failures = failures

    def __str__(self) -> str:
        return "\n".join(map(str, self.failures))


@frozen(kw_only=True)
class Check:
    """One check: its name in plain words, the clause it looks at, and what runs it.

    `run` returns what was counted, and raises `ConformanceError` where the clause is not kept.
    """

    name: str
    clause: str
    run: Callable[[], Counts]

    def __str__(self) -> str:
        return self.name


@frozen(kw_only=True)
class Checked:
    """What came of one check: its failure, None where it holds; why it was skipped; what it counted."""

    name: str
    clause: str
    failure: Failure | None = None
    skipped: str | None = None
    counts: Counts = NOTHING_COUNTED


class Unkept(Exception):  # noqa: N818  it never leaves the kit
    """A promise that was not kept, as the body of a check tells it."""

    def __init__(self, expected: str, came: str, evidence: str = "") -> None:
        super().__init__(expected, came, evidence)
        self.expected, self.came, self.evidence = expected, came, evidence


def made(clause: str, body: Callable[[], Counts | None], name: str | None = None) -> Check:
    """Make a check of a function; its name is the function's, its failures become data."""
    called = name or _name(body)

    def run() -> Counts:
        try:
            return body() or NOTHING_COUNTED
        except Unkept as broken:
            told = (broken.expected, broken.came, broken.evidence)
        except Exception as error:  # noqa: BLE001  whatever the thing under check raises is its failure
            told = ("no error", _error(error), "".join(format_exception(error)[-4:]))
        expected, came, evidence = told
        raise ConformanceError(Failure(name=called, clause=clause, expected=expected, came=came, evidence=evidence))

    return Check(name=called, clause=clause, run=run)


def _name(body: Callable[[], Counts | None]) -> str:
    named: Any = getattr(body, "func", body)
    return str(named.__name__)


def run_checks(checks: Iterable[Check], *, skip: Mapping[str, str] = MappingProxyType({})) -> Iterator[Checked]:
    """Run checks one after another, and give what came of each as soon as it is known.

    Args:
        checks: as `store_checks`, `policy_checks` and the like return them.
        skip: the checks not to be run, by name, each with the reason.

    Yields:
        What came of each check, in order.

    Raises:
        InputError: a check to be skipped is not among them, or has no reason.

    Example:
        >>> from loanvisit.adapters import SystemClock
        >>> from loanvisit.testing import clock_checks
        >>> [done.failure for done in run_checks(clock_checks(SystemClock))]
        [None, None]
    """
    known = tuple(checks)
    names = {one.name for one in known}
    faults = FaultList()
    for name, reason in skip.items():
        if name not in names:
            faults.add(fault("code", f"skip[{name}]", name, known=", ".join(sorted(names))))
        elif not reason.strip():
            faults.add(fault("empty", f"skip[{name}]", reason))
    faults.raise_as(InputError)
    return _run(known, skip)


def _run(checks: tuple[Check, ...], skip: Mapping[str, str]) -> Iterator[Checked]:
    for check in checks:
        if check.name in skip:
            yield Checked(name=check.name, clause=check.clause, skipped=skip[check.name])
            continue
        try:
            counts = check.run()
        except ConformanceError as error:
            yield Checked(name=check.name, clause=check.clause, failure=error.failures[0])
        else:
            yield Checked(name=check.name, clause=check.clause, counts=counts)


def conclude(checks: Iterable[Check], skip: Mapping[str, str]) -> tuple[Checked, ...]:
    """Run checks to the end; raise one error with every failure, or return what came of each."""
    done = tuple(run_checks(checks, skip=skip))
    failures = [one.failure for one in done if one.failure is not None]
    if failures:
        raise ConformanceError(*failures)
    return done


def same(came: object, expected: object, about: str, evidence: str = "") -> None:
    """Demand that a value came exactly as expected: type by type, digit by digit."""
    found = difference(expected, came, "")
    if found is not None:
        path, wanted, got = found
        raise Unkept(f"{about}{path} to be {wanted}", got, evidence)


def holds(truth: object, expected: str, came: object, evidence: str = "") -> None:
    """Demand that something is so."""
    if not truth:
        raise Unkept(expected, came if isinstance(came, str) else shown(came), evidence)


def refused(kind: type[Exception], act: Callable[[], object], about: str, evidence: str = "") -> None:
    """Demand that an act is refused with exactly one kind of error."""
    try:
        given = act()
    except kind:
        return
    except Exception as error:
        raise Unkept(f"{about} to raise {kind.__name__}", _error(error), evidence) from error
    raise Unkept(f"{about} to raise {kind.__name__}", f"{shown(given)} and no error", evidence)


def succeeds(act: Callable[[], T], about: str, evidence: str = "") -> T:
    """Demand that an act is not refused, and return what it gives."""
    try:
        return act()
    except Exception as error:
        raise Unkept(f"{about} to succeed", _error(error), evidence) from error


def shown(value: object) -> str:
    """Return a value as evidence shows it, not longer than can be read."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _error(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", maxsplit=1)[0][:_LONGEST]


def difference(expected: Any, came: Any, path: str) -> tuple[str, str, str] | None:
    """Find the first place where two values differ: the path, what was expected there, and what came."""
    kind, other = _kind(expected), _kind(came)
    if kind is not other:
        return path, f"{kind.__name__} {shown(expected)}", f"{other.__name__} {shown(came)}"
    if issubclass(kind, tuple | list):
        return _difference_of_items(expected, came, path)
    if has(kind):
        found = (difference(getattr(expected, one), getattr(came, one), f"{path}.{one}") for one in _names(kind))
        return next((one for one in found if one is not None), None)
    if issubclass(kind, Mapping):
        return difference(tuple(expected.items()), tuple(came.items()), path)
    alike = expected == came
    if issubclass(kind, Decimal | datetime | date):  # 0.35 and 0.350 are equal, as are two offsets of one instant
        alike = str(expected) == str(came)
    return None if alike else (path, shown(expected), shown(came))


def _kind(value: object) -> Any:
    return type(value)


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _difference_of_items(expected: Sequence[object], came: Sequence[object], path: str) -> tuple[str, str, str] | None:
    for place, (one, other) in enumerate(zip(expected, came, strict=False)):
        found = difference(one, other, f"{path}[{place}]")
        if found is not None:
            return found
    if len(expected) != len(came):
        return f"{path}: the number of items", str(len(expected)), f"{len(came)}: {shown(came)}"
    return None
