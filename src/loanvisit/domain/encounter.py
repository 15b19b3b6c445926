"""Who was met on a visit, and the tries to reach somebody, which are no visits."""

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_utc, check
from loanvisit.domain.ids import OfficerId
from loanvisit.domain.methods import Channel
from loanvisit.domain.protecting import personal
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say


class Capacity(Enum):
    """In which capacity somebody was met.

    >>> Capacity.LEGAL_REPRESENTATIVE.text.zh
    '法定代表人'
    """

    BORROWER = "borrower"
    LEGAL_REPRESENTATIVE = "legal_representative"
    GUARANTOR = "guarantor"
    PAYEE = "payee"
    CONTRACTOR = "contractor"
    AGENT_BANK = "agent_bank"
    STAFF = "staff"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """The capacity's label."""
        return say(f"capacity.{self.value}")


@frozen(kw_only=True)
class PersonMet:
    """Somebody who was met on a visit, or spoken to (受访人).

    Args:
        capacity: in which capacity; staff is the borrower's.
        name: who; never printed. None where not recorded.

    Example:
        >>> met = PersonMet(capacity=Capacity.STAFF, name="王小明")
        >>> met
        PersonMet(capacity=<Capacity.STAFF: 'staff'>)
    """

    capacity: Capacity
    name: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)


class AttemptOutcome(Enum):
    """What came of a try to reach somebody.

    >>> AttemptOutcome.PROMISED.text.en
    'promised for later'
    """

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"
    PROMISED = "promised"
    OUT_OF_SERVICE = "out_of_service"

    @property
    def text(self) -> Text:
        """The outcome's label."""
        return say(f"attempt.{self.value}")


class NumberSource(Enum):
    """Where the number that was called came from: an independent call takes it from the core system.

    >>> NumberSource.CORE_SYSTEM.text.zh
    '核心系统'
    """

    CORE_SYSTEM = "core_system"
    MANAGER = "manager"
    BORROWER = "borrower"
    PUBLIC = "public"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """The source's label."""
        return say(f"number_source.{self.value}")


@frozen(kw_only=True)
class Attempt:
    """A try to reach somebody (联系尝试): no visit, and proof of nothing but that it was tried.

    Args:
        at: when.
        channel: how.
        outcome: what came of it.
        by: who tried.
        number_from: where the number came from; None where none was called, or not recorded. In person there is none.

    Raises:
        InputError: a number for a try in person.

    Example:
        >>> from datetime import UTC, datetime
        >>> from loanvisit.domain import Channel, OfficerId
        >>> Attempt(
        ...     at=datetime(2026, 3, 3, 2, tzinfo=UTC), channel=Channel.PHONE, outcome=AttemptOutcome.NO_ANSWER,
        ...     by=OfficerId("li"),
        ... ).outcome.text.zh
        '无人接听'
    """

    at: datetime = field(converter=as_utc)
    channel: Channel
    outcome: AttemptOutcome
    by: OfficerId
    number_from: NumberSource | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.channel is Channel.IN_PERSON and self.number_from is not None:
            raise InputError(fault("attempt.number", "Attempt.number_from", self.number_from))
