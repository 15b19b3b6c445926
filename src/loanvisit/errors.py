"""Everything that can go wrong by the caller's doing, reported whole.

    LoanVisitError
    ├── ClockError
    ├── ConflictError
    ├── InputError
    ├── IntegrityError
    ├── LimitError
    ├── MissingExtraError
    ├── NotFoundError
    ├── PolicyError
    ├── StorageError
    └── TransitionError
        └── SeparationOfDutiesError

A problem *found* in a loan is a finding, a value; a problem *caused* is one of these.
"""

from collections.abc import Sized
from typing import Literal, TypeAlias

from attrs import frozen

from loanvisit.words import TEMPLATES, Fill, Text, say, verbatim

__all__ = [
    "CAP",
    "FAULT_CODES",
    "ClockError",
    "ConflictError",
    "Fault",
    "FaultList",
    "InputError",
    "IntegrityError",
    "LimitError",
    "LoanVisitError",
    "MissingExtraError",
    "NotFoundError",
    "PolicyError",
    "SeparationOfDutiesError",
    "StorageError",
    "TransitionError",
    "fault",
    "nearest",
]

Outcome: TypeAlias = Literal["not_applied", "unknown"]
"""What is known of a change whose commit failed."""

CAP = 1000
"""How many faults one error carries; the rest are counted."""


@frozen(kw_only=True)
class Fault:
    """One thing wrong: where, what was expected, what came instead, and how to mend it.

    It never holds the value received, only its type and length, so that no personal data leaks.
    """

    code: str
    path: str
    expected: Text
    received: str
    remedy: Text
    length: int | None = None
    line: int | None = None
    column: str | None = None

    @property
    def text(self) -> Text:
        """The fault as one sentence in both languages."""
        if self.code.startswith(_WHOLE):
            return say("fault.ruling", path=self.path, reason=self.expected, remedy=self.remedy)
        expected = self._expected
        if self.received == _NONE:
            key = "fault.without" if self.code in _ABSENT else "fault.told"
            return say(key, path=self.path, place=self._place, expected=expected, remedy=self.remedy)
        size = "" if self.length is None else f"({self.length})"
        received = self.received + size
        return say("fault", path=self.path, place=self._place, expected=expected, received=received, remedy=self.remedy)

    @property
    def plain(self) -> Text:
        """The fault as told to somebody at a desk: whole sentences, without the path, a type or the name of a program.

        >>> fault("date.none", "form.on", "2026-02-30").plain.en
        'There is no such day. Check the year, the month and the day.'
        """
        key = f"plain.{self.code}"
        if key in TEMPLATES:
            return say(key)
        if self.code.startswith(_WHOLE):
            return say("plain.ruling", reason=self.expected, remedy=self.remedy)
        return say("plain", expected=self._expected, remedy=self.remedy)

    @property
    def _expected(self) -> Text:
        return Text(zh=f" {self.expected.zh}", en=self.expected.en) if _is_plain(self.expected.zh) else self.expected

    @property
    def _place(self) -> Text:
        """The line and the column, for the sentence; empty where neither is known."""
        if self.line is None:
            return verbatim("")
        column = "".join(char if char.isprintable() else "?" for char in (self.column or "")[:64])
        return say("fault.cell" if column else "fault.line", line=self.line, column=column)


def _is_plain(text: str) -> bool:
    """Say whether a text begins with a letter or digit that Chinese sets off by a space."""
    return text[:1].isascii() and text[:1].isalnum()


_ABSENT = frozenset({"borrower.missing", "cell.missing", "empty", "header.missing", "key.missing", "policy.empty"})
"""Codes of what is not there; of all others it would not be true that nothing was received."""
_WHOLE = ("ruling.", "conflict")
"""Codes whose sentence says by itself what is wrong, without a form expected."""
_NOTHING = object()
_NONE = "nothing"


def fault(
    code: str,
    path: str,
    received: object = _NOTHING,
    *,
    line: int | None = None,
    column: str | None = None,
    **fill: Fill,
) -> Fault:
    """Describe one fault from its code; `received` gives only its type and length away."""
    sized = isinstance(received, Sized) and not isinstance(received, type)
    return Fault(
        code=code,
        path=path,
        expected=say(f"fault.{code}", **fill),
        received=_NONE if received is _NOTHING else type(received).__name__,
        remedy=say(f"mend.{code}", **fill),
        length=len(received) if sized and isinstance(received, Sized) else None,
        line=line,
        column=column,
    )


class LoanVisitError(Exception):
    """The root: one exception carries every fault that was found.

    >>> from loanvisit.errors import InputError, fault
    >>> error = InputError(fault("empty", "Masthead.title", ""))
    >>> (error.code, error.path, len(error.faults))
    ('empty', 'Masthead.title', 1)
    """

    def __init__(self, *faults: Fault, more: int = 0) -> None:
        super().__init__(*faults)
        self.faults = faults
        self.more = more

    @property
    def code(self) -> str:
        """The code of the first fault, permanent across versions."""
        return self.faults[0].code

    @property
    def path(self) -> str:
        """The path of the first fault."""
        return self.faults[0].path

    @property
    def text(self) -> Text:
        """Every fault, a line each, in both languages."""
        lines = [one.text for one in self.faults]
        if self.more:
            lines.append(say("fault.more", count=self.more))
        return Text(zh="\n".join(line.zh for line in lines), en="\n".join(line.en for line in lines))

    @property
    def plain(self) -> Text:
        """Every fault as told to somebody at a desk, a line each, in both languages; none is told twice."""
        lines = list(dict.fromkeys(one.plain for one in self.faults))
        if self.more:
            lines.append(say("plain.more", count=self.more))
        return Text(zh="\n".join(line.zh for line in lines), en="\n".join(line.en for line in lines))

    def __str__(self) -> str:
        lines = [f"[{one.code}] {one.text.en}" for one in self.faults]
        if self.more:
            lines.append(say("fault.more", count=self.more).en)
        return "\n".join(lines)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return (self.faults, self.more) == (other.faults, other.more)

    def __hash__(self) -> int:
        return hash((type(self), self.faults, self.more))

    def __reduce__(self) -> "tuple[object, ...]":
        return (_rebuild, (type(self), self.faults, self.more))


def _rebuild(kind: type[LoanVisitError], faults: tuple[Fault, ...], more: int) -> LoanVisitError:
    return kind(*faults, more=more)


class ClockError(LoanVisitError):
    """A clock runs behind what is already written: nothing is written with its time."""


class ConflictError(LoanVisitError):
    """A change was decided on other versions than those it is to replace: the step must be made again."""


class InputError(LoanVisitError):
    """A value, a file or an argument is not of the form it must have.

    Example:
        >>> from loanvisit.domain import Money
        >>> try:
        ...     Money("12.345", "CNY")
        ... except InputError as error:
        ...     print(error.faults[0].code)
        amount.scale
    """


class IntegrityError(LoanVisitError):
    """What was kept is not what was written: a trail is cut, changed or out of row."""


class LimitError(LoanVisitError):
    """What was given is larger than the library takes on."""


class MissingExtraError(LoanVisitError, ImportError):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleVariableOverride]  # its path is a fault's
    """Something optional is not installed; the remedy names the install that brings it."""


class NotFoundError(LoanVisitError):
    """A store holds nothing under the id asked for."""


class PolicyError(LoanVisitError):
    """A policy cannot be used: a clause is unknown, malformed, incomplete or contradictory."""


class StorageError(LoanVisitError):
    """The store itself failed: `outcome` says whether the change was surely not applied, or nobody knows.

    After "unknown", commit the same change again under the same key: it is written once.
    """

    def __init__(self, *faults: Fault, more: int = 0, outcome: Outcome = "not_applied") -> None:
        super().__init__(*faults, more=more)
        self.outcome = outcome

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) is True and isinstance(other, StorageError) and self.outcome == other.outcome

    def __hash__(self) -> int:
        return hash((super().__hash__(), self.outcome))

    def __reduce__(self) -> "tuple[object, ...]":
        return (_rebuilt_failure, (self.faults, self.more, self.outcome))


def _rebuilt_failure(faults: tuple[Fault, ...], more: int, outcome: Outcome) -> StorageError:
    return StorageError(*faults, more=more, outcome=outcome)


class TransitionError(LoanVisitError):
    """A lifecycle does not allow the move asked for."""


class SeparationOfDutiesError(TransitionError):
    """The move is legal, but not by this person: nobody judges their own work."""


class FaultList:
    """Collects faults up to a cap, counts the rest, and raises them together."""

    def __init__(self, *, cap: int = CAP) -> None:
        self._cap = cap
        self.faults: list[Fault] = []
        self.more = 0

    def add(self, one: Fault) -> None:
        """Keep the fault, or only count it once the cap is reached."""
        if len(self.faults) < self._cap:
            self.faults.append(one)
        else:
            self.more += 1

    @property
    def is_full(self) -> bool:
        """Whether the cap is reached, so that faults are only counted."""
        return len(self.faults) >= self._cap

    def __len__(self) -> int:
        return len(self.faults) + self.more

    def raise_as(self, kind: type[LoanVisitError]) -> None:
        """Raise one error with every fault, if there is any."""
        if self.faults:
            raise kind(*self.faults, more=self.more)


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> Text:
    """Return a hint that names the known word nearest to `word`; empty where there is none, or much to compare."""
    if len(word) > _LONG or len(known) > _MANY:
        return verbatim("")
    from difflib import get_close_matches  # noqa: PLC0415  costs 5 ms, needed only when something is wrong

    close = get_close_matches(word, sorted(known), n=1)
    return Text(zh=f"（最接近：{close[0]}）", en=f" (nearest: {close[0]})") if close else verbatim("")


_LONG, _MANY = 128, 2000
FAULT_CODES: tuple[str, ...] = tuple(sorted(key.removeprefix("mend.") for key in TEMPLATES if key.startswith("mend.")))
"""Every fault code there is."""
