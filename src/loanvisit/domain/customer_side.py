"""The customer's side of a visit: what it needs, what it was advised, what the visit cost it, what it complains of.

No duty is met by any of it, and no rule that judges a visit looks at it: a friendly talk proves nothing.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import UnitId
from loanvisit.domain.protecting import sensitive
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say

RELATIONSHIP = "relationship"
"""The purpose of a visit to keep up the relation with a key customer (重点客户走访): it meets no other duty."""
_LONGEST_MINUTES = 24 * 60


class NeedKind(Enum):
    """What a customer needs of the bank.

    >>> NeedKind.PAYROLL.text.zh
    '代发工资'
    """

    FINANCING = "financing"
    SETTLEMENT = "settlement"
    PAYROLL = "payroll"
    FX = "fx"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """The label of the kind."""
        return say(f"need.{self.value}")


class Uptake(Enum):
    """What became of an advice: taken up, not yet, or no.

    >>> Uptake.NOT_YET.text.zh
    '尚未采纳'
    """

    TAKEN_UP = "taken_up"
    NOT_YET = "not_yet"
    DECLINED = "declined"

    @property
    def text(self) -> Text:
        """The label of the answer."""
        return say(f"uptake.{self.value}")


def _named(value: "Need | Advice | Complaint", faults: FaultList) -> None:
    name = type(value).__name__
    if not value.code.strip():
        faults.add(fault("empty", f"{name}.code", value.code))
    if not value.words.strip():
        faults.add(fault("empty", f"{name}.words", ""))


@frozen(kw_only=True)
class Need:
    """Something a customer needs of the bank (客户需求).

    Args:
        code: names it among the needs of the borrower; told again in a later record, it is the same need.
        kind: financing, settlement, payroll, foreign exchange, or something else.
        words: what it is, in the customer's words; never printed.
        passed_to: the unit it was passed to, None where to nobody yet.
        passed_on: the day it was passed on, None where not recorded.
        answered_on: the day the customer had an answer, None where none yet.

    Raises:
        InputError: the code or the words are blank; a day without a unit; an answer before it was passed on.

    Example:
        >>> need = Need(code="N-1", kind=NeedKind.FX, words="forward cover for the spring orders")
        >>> need.is_answered, "spring" in repr(need)
        (False, False)
    """

    code: str
    kind: NeedKind
    words: str = field(repr=False, metadata=sensitive())
    passed_to: UnitId | None = None
    passed_on: date | None = None
    answered_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        _named(self, faults)
        if self.passed_on is not None and self.passed_to is None:
            faults.add(fault("key.missing", "Need.passed_to", key="passed_to"))
        if self.passed_on is not None and self.answered_on is not None and self.answered_on < self.passed_on:
            faults.add(fault("date.order", "Need.answered_on", self.answered_on, earlier="passed_on"))
        faults.raise_as(InputError)

    @property
    def is_answered(self) -> bool:
        """Whether the customer had an answer."""
        return self.answered_on is not None


@frozen(kw_only=True)
class Advice:
    """An advice given to a customer, such as to reconcile accounts monthly (管理建议).

    Args:
        code: names it among those given to the borrower; a later record tells under it what became of it.
        words: what was advised; never printed.
        uptake: what became of it; None in the record that gives it, or where nobody looked.

    Raises:
        InputError: the code or the words are blank.
    """

    code: str
    words: str = field(repr=False, metadata=sensitive())
    uptake: Uptake | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        _named(self, faults)
        faults.raise_as(InputError)

    @property
    def is_settled(self) -> bool:
        """Whether it was taken up or declined: it is asked after no more."""
        return self.uptake in (Uptake.TAKEN_UP, Uptake.DECLINED)


@frozen(kw_only=True)
class Burden:
    """What a visit cost the customer (检查负担).

    Args:
        minutes: how long it took of the customer's time, None where not recorded.
        asked_twice: the kinds of papers it was asked for that the bank had already.

    Raises:
        InputError: less than no time or more than a day, or a kind that is blank or told twice.
    """

    minutes: int | None = None
    asked_twice: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if self.minutes is not None and not 0 <= self.minutes <= _LONGEST_MINUTES:
            faults.add(fault("number.range", "Burden.minutes", self.minutes, low=0, high=_LONGEST_MINUTES))
        if any(not kind.strip() for kind in self.asked_twice):
            faults.add(fault("empty", "Burden.asked_twice", ""))
        if len(set(self.asked_twice)) != len(self.asked_twice):
            faults.add(fault("id.duplicate", "Burden.asked_twice", self.asked_twice))
        faults.raise_as(InputError)


@frozen(kw_only=True)
class Complaint:
    """Something a customer complains of (客户投诉).

    Args:
        code: names it among the complaints of the borrower; told again, it is the same one.
        words: what it is; never printed.
        answered_on: the day the customer had an answer, None where none yet.

    Raises:
        InputError: the code or the words are blank.
    """

    code: str
    words: str = field(repr=False, metadata=sensitive())
    answered_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        _named(self, faults)
        faults.raise_as(InputError)

    @property
    def is_answered(self) -> bool:
        """Whether the customer had an answer."""
        return self.answered_on is not None


def _needs(items: Iterable[Need]) -> tuple[Need, ...]:
    return as_tuple(items)


def _advice(items: Iterable[Advice]) -> tuple[Advice, ...]:
    return as_tuple(items)


def _complaints(items: Iterable[Complaint]) -> tuple[Complaint, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class CustomerSide:
    """What one visit heard of the customer, beside what it checked.

    Nothing here meets a duty, answers a question of the outline or is seen by a rule that judges the visit.

    Args:
        needs: what the customer needs.
        advice: what it was advised, and what became of earlier advice.
        burden: what the visit cost it, None where not recorded.
        complaints: what it complains of.

    Raises:
        InputError: a code is used twice among needs, advice or complaints; each is listed.
    """

    needs: tuple[Need, ...] = field(default=(), converter=_needs)
    advice: tuple[Advice, ...] = field(default=(), converter=_advice)
    burden: Burden | None = None
    complaints: tuple[Complaint, ...] = field(default=(), converter=_complaints)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for name, held in (("needs", self.needs), ("advice", self.advice), ("complaints", self.complaints)):
            codes = [one.code for one in held]
            for place, code in enumerate(codes):
                if code in codes[:place]:
                    faults.add(fault("id.duplicate", f"CustomerSide.{name}[{place}].code", code))
        faults.raise_as(InputError)
