"""What is wrong with a piece of plain data, and where: it is handed up, each holder adding its step to the path."""

import re
from collections.abc import Iterable

from loanvisit.errors import CAP, Fault, InputError, LimitError, LoanVisitError, fault
from loanvisit.words import Fill

Step = str | int
"""A step of a path: the key of an object, or the place in a list."""

_LIMITS = frozenset({"depth", "number.digits", "text.size"})
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_CODE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")
_LONG_NUMBER = re.compile(r"[0-9]{6}")


class Wrong:
    """One thing wrong below a node; its steps are kept innermost first."""

    __slots__ = ("code", "fill", "given", "received", "steps")

    def __init__(self, code: str, received: object, fill: dict[str, Fill], given: Fault | None = None) -> None:
        self.code, self.received, self.fill, self.given = code, received, fill, given
        self.steps: list[Step] = []

    def is_missing(self, key: str) -> bool:
        """Say whether it is that this very node lacks a key."""
        return self.code == "key.missing" and not self.steps and self.fill["key"] == key

    def fault(self, root: str) -> Fault:
        """Return it as a fault whose path starts at `root`."""
        path = root + "".join(_shown(step) for step in reversed(self.steps))
        if self.given is None:
            return fault(self.code, path, *_received(self.received), line=None, column=None, **self.fill)
        one = self.given
        return Fault(
            code=one.code,
            path=path,
            expected=one.expected,
            received=one.received,
            remedy=one.remedy,
            length=one.length,
        )


NOTHING = object()
"""Stands for what was not there."""


def _received(value: object) -> tuple[object, ...]:
    return () if value is NOTHING else (value,)


def _shown(step: Step) -> str:
    """Write a step; a key that may be somebody's name or number is not shown."""
    if isinstance(step, int):
        return f"[{step}]"
    if _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    is_code = _CODE_KEY.fullmatch(step) and not _LONG_NUMBER.search(step)
    return f"[{step}]" if is_code else "[?]"


class Rejected(Exception):  # noqa: N818  never leaves the codec: it becomes an error of the library
    """Plain data that is no value: what is wrong with it, up to a cap, and how much more."""

    def __init__(self, wrongs: list[Wrong], more: int = 0) -> None:
        super().__init__()
        self.wrongs = wrongs
        self.more = more

    def under(self, step: Step) -> "Rejected":
        """Add a step to every path."""
        for wrong in self.wrongs:
            wrong.steps.append(step)
        return self

    def error(self, root: str) -> LoanVisitError:
        """Return the error to raise: of a limit where only limits were passed."""
        is_limit = all(wrong.code in _LIMITS for wrong in self.wrongs)
        kind: type[LoanVisitError] = LimitError if is_limit else InputError
        return kind(*(wrong.fault(root) for wrong in self.wrongs), more=self.more)


class Gathered:
    """Gathers what several parts reject, up to a cap."""

    __slots__ = ("more", "wrongs")

    def __init__(self) -> None:
        self.wrongs: list[Wrong] = []
        self.more = 0

    def add(self, rejected: Rejected) -> None:
        """Take in what one part rejects."""
        room = CAP - len(self.wrongs)
        self.wrongs += rejected.wrongs[:room]
        self.more += rejected.more + len(rejected.wrongs[room:])

    def __bool__(self) -> bool:
        return bool(self.wrongs)

    def rejected(self) -> Rejected:
        """Return it all as one."""
        return Rejected(self.wrongs, self.more)


def reject(code: str, received: object, **fill: Fill) -> Rejected:
    """Return the rejection of one node for one reason."""
    return Rejected([Wrong(code, received, fill)])


def refused(error: LoanVisitError, owner: str, names: Iterable[str]) -> Rejected:
    """Return what a constructor refused, under the field it names, where it names one of `names`."""
    known = frozenset(names)
    wrongs: list[Wrong] = []
    for one in error.faults:
        wrong = Wrong(one.code, NOTHING, {}, one)
        wrong.steps = [*reversed(_steps(one.path.removeprefix(f"{owner}."), known))]
        wrongs.append(wrong)
    return Rejected(wrongs, error.more)


_TOKEN = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


def _steps(path: str, known: frozenset[str]) -> list[Step]:
    """Return the steps of a constructor's path that documents have, too."""
    steps: list[Step] = []
    for bracketed, name in _TOKEN.findall(path):
        if not steps and name not in known:
            return []
        steps.append(int(bracketed) if bracketed.isdigit() else bracketed or name)
    return [step for step in steps if step != "keys"]
