"""What was seen: the record of a visit, its outcome, answers and readings, when, where and with whom."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.conclusion import Conclusion
from loanvisit.domain.customer_side import CustomerSide
from loanvisit.domain.encounter import Attempt, PersonMet
from loanvisit.domain.evidence import EvidenceRef, WithheldEvidence
from loanvisit.domain.exact import as_set, as_tuple, check, optional_utc, string_set
from loanvisit.domain.ids import BorrowerId, DrawdownId, EvidenceId, LoanId, OfficerId, RecordId, VisitId
from loanvisit.domain.methods import Channel, Method
from loanvisit.domain.money import Money
from loanvisit.domain.place import Place
from loanvisit.domain.protecting import personal, sensitive
from loanvisit.domain.repayment import REPAYMENT_SOURCE, RepaymentOrder, RepaymentSource
from loanvisit.domain.zones import earliest_day, latest_day
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

AnswerValue: TypeAlias = bool | int | Decimal | Money | date | str
"""What an answer may hold."""


class Outcome(Enum):
    """What came of setting out: made, refused, unreachable, or missed.

    >>> Outcome.UNREACHABLE.text.en
    'unreachable'
    """

    MADE = "made"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    MISSED = "missed"

    @property
    def text(self) -> Text:
        """The outcome's label."""
        return say(f"outcome.{self.value}")


class MissReason(Enum):
    """Why a visit was missed: by the borrower's doing, the bank's, or nobody's."""

    BORROWER = "borrower"
    BANK = "bank"
    FORCE_MAJEURE = "force_majeure"
    LOAN_CLOSED = "loan_closed"

    @property
    def text(self) -> Text:
        """The reason's label."""
        return say(f"miss.{self.value}")


class NoAnswer(Enum):
    """Why a question has no answer: refused, not known, not shown, out of reach that day, or it does not apply.

    `CONSENT_REFUSED` is where it wants something of a person that he would not give: a photo, a signature.

    >>> NoAnswer.NOT_KNOWN.text.zh
    '不详'
    """

    REFUSED = "refused"
    NOT_KNOWN = "not_known"
    NOT_SHOWN = "not_shown"
    OUT_OF_REACH = "out_of_reach"
    NOT_APPLICABLE = "not_applicable"
    CONSENT_REFUSED = "consent_refused"

    @property
    def text(self) -> Text:
        """The reason's label."""
        return say(f"no_answer.{self.value}")


def _typed(value: object) -> tuple[type, object]:
    """Compare a value with its type: a flag is no number, though Python says True == 1."""
    return type(value), value


@frozen(kw_only=True)
class Answer:
    """The answer to one question of the outline.

    Args:
        question: the code of the question.
        value: what was answered; None where it was asked and not answered, or the answer is not known.
        reason: why there is no answer; None where there is one, or nobody said why.

    Raises:
        InputError: it has an answer, and a reason why there is none.

    Example:
        >>> asked_and_not_answered = Answer(question="Q07", value=None)
        >>> Answer(question="Q07", value=True) == asked_and_not_answered
        False
    """

    question: str
    value: AnswerValue | None = field(default=None, repr=False, eq=_typed, metadata=sensitive())
    reason: NoAnswer | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.value is not None and self.reason is not None:
            raise InputError(fault("answer.reason", "Answer.reason", self.reason))


@frozen(kw_only=True)
class Reading:
    """Something read off a document or a system: a payment out of the proceeds, a balance, a meter.

    Args:
        kind: what was read; "payment" is a payment out of the proceeds.
        on: the day it tells of.
        loan: the loan it tells of.
        drawdown: out of which payout, where known.
        amount: how much.
        payee: to whom; may be a person, and is never printed.
        purpose: for what.
        evidence: the document it was read off.
        status: the code that a register reports, such as how far a month's instalment was past due.
        account: the account it was read off; never printed.
        known_on: the day the bank knew of it, None where that was the same day; no earlier day knows of it.

    Raises:
        InputError: it was known before the day it tells of.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import LoanId, Money
        >>> sum_paid = Money("500000", "CNY")
        >>> paid = Reading(
        ...     kind="payment", on=date(2026, 3, 25), loan=LoanId("L-1"), amount=sum_paid, payee="某证券公司"
        ... )
        >>> "证券" in repr(paid)
        False
    """

    kind: str
    on: date
    loan: LoanId | None = None
    drawdown: DrawdownId | None = None
    amount: Money | None = None
    payee: str | None = field(default=None, repr=False, metadata=personal())
    purpose: str | None = None
    evidence: EvidenceId | None = None
    status: str | None = None
    account: str | None = field(default=None, repr=False, metadata=sensitive())
    known_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.known_on is not None and self.known_on < self.on:
            raise InputError(fault("date.order", "Reading.known_on", self.known_on, earlier="on"))

    @property
    def told_on(self) -> date:
        """The day from which the bank knew of it."""
        return self.known_on or self.on


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _loans(items: Iterable[LoanId]) -> frozenset[LoanId]:
    return as_set(items)


def _answers(items: Iterable[Answer]) -> tuple[Answer, ...]:
    return as_tuple(items)


def _readings(items: Iterable[Reading]) -> tuple[Reading, ...]:
    return as_tuple(items)


def _evidence(items: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    return as_tuple(items)


def _withheld(items: Iterable[WithheldEvidence]) -> tuple[WithheldEvidence, ...]:
    return as_tuple(items)


def _dropped(items: Iterable[EvidenceId]) -> frozenset[EvidenceId]:
    return as_set(items)


def _persons(items: Iterable[PersonMet]) -> tuple[PersonMet, ...]:
    return as_tuple(items)


def _attempts(items: Iterable[Attempt]) -> tuple[Attempt, ...]:
    return as_tuple(items)


def _repayment(items: Iterable[RepaymentSource]) -> tuple[RepaymentSource, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class VisitRecord:
    """The record of one visit, as its visitors bring it back.

    Args:
        id: its id, kept when it is mended and filed again.
        visit: the planned visit it answers.
        borrower: whose visit it was.
        on: the day visited, in the calendar's zone.
        method: how it was made.
        visitors: who was there, the writer first.
        outcome: made, or what came of it instead.
        miss_reason: why a missed one was missed; of any other there is none.
        channel: how an interview was held, None where not recorded.
        identity_checked: whether it was made sure who was spoken to, None where not recorded.
        purposes: what it looked at; empty where nothing was looked at.
        loans: the loans it covered; empty means all loans of the planned visit.
        answers: the answers to the questions of the outline.
        readings: what was read off on the spot or in the books.
        evidence: what shows it, by its digest.
        outline_version: the version of the question set, pinned.
        recorded_at: when it was filed; the step that files it says so.
        note: in free words; never printed.
        void: whether it was declared void.
        version: counts from 1; each change makes the next.
        started_at: when it began, on the day `on` somewhere in the world; None where not recorded.
        ended_at: when it ended, never before it began nor after it was filed; None where not recorded.
        place: where it was made, None where not recorded or it was made nowhere.
        persons_met: who was met or spoken to; empty where it was nobody, or not recorded.
        is_announced: whether the borrower was told beforehand, None where not recorded.
        attempts: the tries to reach somebody before it, in order; empty where there was none, or none was recorded.
        withheld: evidence that was asked for and refused; it shows nothing, and is nobody's failing.
        dropped_evidence: evidence of this record, as first filed, that does not stand any more since it was mended;
            empty where none was dropped.
        customer: what was heard of the customer beside what was checked, which meets no duty and which no rule judges
            by; None where nothing was noted.
        repayment: what the loans are to be repaid from, as far as it was looked into.
        conclusion: what its visitors conclude, None where they do not say.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, Method, OfficerId, RecordId, VisitId
        >>> record = VisitRecord(
        ...     id=RecordId("R-1"),
        ...     visit=VisitId("visit~~routine~~L-1~~2026Q1"),
        ...     borrower=BorrowerId("B-1"),
        ...     on=date(2026, 3, 3),
        ...     method=Method.ON_SITE,
        ...     visitors=[OfficerId("anna"), OfficerId("li")],
        ...     purposes=["routine"],
        ... )
        >>> record.outcome.value, record.loans
        ('made', frozenset())
    """

    id: RecordId
    visit: VisitId
    borrower: BorrowerId
    on: date
    method: Method
    visitors: tuple[OfficerId, ...] = field(converter=_officers)
    outcome: Outcome = Outcome.MADE
    miss_reason: MissReason | None = None
    channel: Channel | None = None
    identity_checked: bool | None = None
    purposes: frozenset[str] = field(default=frozenset(), converter=string_set)
    loans: frozenset[LoanId] = field(default=frozenset(), converter=_loans)
    answers: tuple[Answer, ...] = field(default=(), converter=_answers)
    readings: tuple[Reading, ...] = field(default=(), converter=_readings)
    evidence: tuple[EvidenceRef, ...] = field(default=(), converter=_evidence)
    outline_version: str | None = None
    recorded_at: datetime | None = field(default=None, converter=optional_utc)
    note: str | None = field(default=None, repr=False, metadata=sensitive())
    void: bool = False
    version: int = 1
    started_at: datetime | None = field(default=None, converter=optional_utc)
    ended_at: datetime | None = field(default=None, converter=optional_utc)
    place: Place | None = None
    persons_met: tuple[PersonMet, ...] = field(default=(), converter=_persons)
    is_announced: bool | None = None
    attempts: tuple[Attempt, ...] = field(default=(), converter=_attempts)
    withheld: tuple[WithheldEvidence, ...] = field(default=(), converter=_withheld)
    dropped_evidence: frozenset[EvidenceId] = field(default=frozenset(), converter=_dropped)
    customer: CustomerSide | None = None
    repayment: tuple[RepaymentSource, ...] = field(default=(), converter=_repayment)
    conclusion: Conclusion | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.visitors:
            raise InputError(fault("empty", "VisitRecord.visitors", self.visitors))
        if len({one.canonical for one in self.visitors}) != len(self.visitors):
            raise InputError(fault("id.duplicate", "VisitRecord.visitors", self.visitors))
        if (self.outcome is Outcome.MISSED) != (self.miss_reason is not None):
            raise InputError(fault("key.missing", "VisitRecord.miss_reason", key="miss_reason"))
        if (
            self.recorded_at is not None
            and self.recorded_at.date() < self.on
            and (self.on - self.recorded_at.date()).days > 1
        ):
            raise InputError(fault("date.order", "VisitRecord.recorded_at", self.recorded_at, earlier="on"))
        if self.started_at is not None or self.ended_at is not None:
            faults = _hour_faults(self)
            if faults:
                raise InputError(*faults)

    @property
    def answered(self) -> frozenset[str]:
        """The questions that have an answer."""
        return frozenset(answer.question for answer in self.answers if answer.value is not None)

    @property
    def brought(self) -> frozenset[str]:
        """The kinds of evidence it brings; to say what the first source of repayment is counts as one of them."""
        kinds = {one.kind for one in self.evidence}
        if any(one.order is RepaymentOrder.FIRST for one in self.repayment):
            kinds.add(REPAYMENT_SOURCE)
        return frozenset(kinds)


def _hour_faults(record: VisitRecord) -> list[Fault]:
    """Return what is wrong with the hours of a visit: not of its day, or out of order."""
    faults: list[Fault] = []
    started, ended, filed = record.started_at, record.ended_at, record.recorded_at
    if started is not None and not earliest_day(started) <= record.on <= latest_day(started):
        faults.append(fault("hours.day", "VisitRecord.started_at", started))
    if ended is not None and latest_day(ended) < record.on:
        faults.append(fault("date.order", "VisitRecord.ended_at", ended, earlier="on"))
    if started is not None and ended is not None and ended < started:
        faults.append(fault("date.order", "VisitRecord.ended_at", ended, earlier="started_at"))
    last = started if ended is None else ended
    if filed is not None and last is not None and filed < last:
        name = "started_at" if ended is None else "ended_at"
        faults.append(fault("date.order", "VisitRecord.recorded_at", filed, earlier=name))
    return faults
