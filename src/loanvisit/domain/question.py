"""A question of an outline: its permanent code, the type of its answer, what must show it, and when it is asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.codes import labels_faults, points
from loanvisit.domain.conditions import Condition
from loanvisit.domain.exact import as_tuple, check, guarded, strings
from loanvisit.domain.facts import Fact, FactKind, FactName
from loanvisit.domain.money import Money
from loanvisit.domain.record import AnswerValue
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

CLOSING = "close:"
"""How the code of each question begins that asks whether a finding is cured, and of no other in an outline."""


class AnswerKind(Enum):
    """What an answer is: the first five are values, the last three point at what the record holds beside its answers.

    `yes_no` is True or False; unknown is neither, and is no answer (`Answer.value` is None). `photo` and `signature`
    are answered by the id of the evidence, `reading` by the kind of a reading, that is in the record.

    >>> AnswerKind.YES_NO.text.zh
    '是/否'
    """

    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"
    PHOTO = "photo"
    SIGNATURE = "signature"
    READING = "reading"

    @property
    def text(self) -> Text:
        """The label of the kind."""
        return say(f"answer_kind.{self.value}")


_TYPES: Mapping[AnswerKind, tuple[type, ...]] = MappingProxyType(
    {
        AnswerKind.YES_NO: (bool,),
        AnswerKind.NUMBER: (int, Decimal),
        AnswerKind.MONEY: (Money,),
        AnswerKind.DATE: (date,),
    }
)
"""The types of an answer of each kind; of the others, text."""
_TESTED = MappingProxyType(
    {
        AnswerKind.YES_NO: FactKind.FLAG,
        AnswerKind.NUMBER: FactKind.DECIMAL,
        AnswerKind.MONEY: FactKind.MONEY,
        AnswerKind.DATE: FactKind.DATE,
        AnswerKind.CHOICE: FactKind.CODE,
    }
)
"""The kinds of answers that a condition can test, each as the kind of fact it is."""
_SHOWN_BY: Mapping[AnswerKind, tuple[str, ...]] = MappingProxyType(
    {AnswerKind.PHOTO: ("photo", "site_photo"), AnswerKind.SIGNATURE: ("signature",)}
)
_BOUNDED = (AnswerKind.NUMBER, AnswerKind.MONEY)
Told: TypeAlias = bool | str
"""An answer that evidence may be demanded for: yes or no, or the code of a choice."""


@frozen(kw_only=True)
class Option:
    """One of the choices of a question: its code, which an answer holds, and what it is called."""

    code: str
    text: Text

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.code.strip():
            raise InputError(fault("empty", "Option.code", self.code))


def _told(items: Iterable[Told]) -> tuple[Told, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class AnswerEvidence:
    """A kind of evidence that an answer must bring: any answer, or those named only.

    Args:
        kind: what it is, as a clause names it: "voucher", "photo".
        answers: the answers it is demanded for: yes or no, or codes of the choices; empty means any.
    """

    kind: str
    answers: tuple[Told, ...] = field(default=(), converter=_told)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.kind.strip():
            raise InputError(fault("empty", "AnswerEvidence.kind", self.kind))


def _options(items: Iterable[Option]) -> tuple[Option, ...]:
    return as_tuple(items)


def _evidence(items: Iterable[AnswerEvidence]) -> tuple[AnswerEvidence, ...]:
    return as_tuple(items)


def _conditions(items: Iterable[Condition]) -> tuple[Condition, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Question:
    """A question, or a thing to look at, whose code is never given to another one.

    Args:
        code: its permanent code, such as "W-T1".
        text: what is asked or looked at.
        kind: what its answer is.
        options: of a choice, what there is to choose from, none twice.
        unit: of a number, what it counts.
        low: of a number or an amount, the least it may be, in; an amount is compared in its own currency.
        high: the most it may be, in.
        evidence: what an answer must bring.
        red_flag: which answer is a warning, in words.
        mandatory: whether it must be answered, or left with a reason (`Answer.reason`).
        purposes: what visits it is asked in, by what they are for; empty means in all.
        when: conditions on the answers to earlier questions, by their codes, that must all hold; empty means always.
        leads_to: the codes of the findings (F09) and indicators (E11) that a bad answer points to, a bank's own too;
            each reads like a code and has a number, none is there twice.

    Raises:
        InputError: it has no code, parts that its kind of answer cannot have or cannot do without, or bounds that
            cross; all are listed.

    Example:
        >>> stock = Question(
        ...     code="W-S2",
        ...     text=Text(zh="存货抽盘与账面的差异", en="stock counted against the books"),
        ...     kind=AnswerKind.NUMBER,
        ...     unit=Text(zh="%", en="%"),
        ...     low=Decimal(0),
        ...     evidence=[AnswerEvidence(kind="stock_list")],
        ... )
        >>> stock.flaw(Decimal("4.5")), stock.flaw(Decimal(-1)), stock.flaw("4.5")
        (None, 'bounds', 'type')
    """

    code: str
    text: Text
    kind: AnswerKind
    options: tuple[Option, ...] = field(default=(), converter=_options)
    unit: Text | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: tuple[AnswerEvidence, ...] = field(default=(), converter=_evidence)
    red_flag: Text | None = None
    mandatory: bool = False
    purposes: tuple[str, ...] = field(default=(), converter=strings)
    when: tuple[Condition, ...] = field(default=(), converter=_conditions)
    leads_to: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [*_code_faults(self), *_answer_faults(self), *_evidence_faults(self)]
        faults += [*labels_faults(self.purposes, "Question.purposes"), *_points_faults(self)]
        if faults:
            raise InputError(*faults)

    @property
    def fact(self) -> Fact | None:
        """What a condition on its answer tests; None where no condition can."""
        kind = _TESTED.get(self.kind)
        if kind is None:
            return None
        codes = tuple(one.code for one in self.options)
        return Fact(name=FactName(self.code), kind=kind, label=self.text, codes=codes)

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The kinds of evidence one of which the answer must be; empty where it is none."""
        return _SHOWN_BY.get(self.kind, ())

    @guarded
    def flaw(self, value: AnswerValue) -> str | None:
        """Return what is wrong with an answer: "type", "option" or "bounds"; None where nothing is."""
        if type(value) not in _TYPES.get(self.kind, (str,)):
            return "type"
        if self.kind is AnswerKind.CHOICE and value not in [one.code for one in self.options]:
            return "option"
        if not _is_number(value):
            return "type" if isinstance(value, str) and not value.strip() else None
        amount = value.amount if isinstance(value, Money) else value
        return "bounds" if _is_below(amount, self.low) or _is_below(self.high, amount) else None

    @guarded
    def demands(self, value: AnswerValue) -> tuple[str, ...]:
        """Return the kinds of evidence that an answer must bring, in order."""
        return tuple(one.kind for one in self.evidence if not one.answers or value in one.answers)


def _is_number(value: AnswerValue) -> bool:
    return type(value) in (int, Decimal, Money)


def _is_below(one: object, other: object) -> bool:
    return isinstance(one, int | Decimal) and isinstance(other, int | Decimal) and one < other


def _code_faults(question: Question) -> list[Fault]:
    """Return what is wrong with its code; its length is the affair of the rule or finding that it is named after."""
    return [] if question.code.strip() else [fault("empty", "Question.code", question.code)]


def _points_faults(question: Question) -> list[Fault]:
    """Return what is wrong with the codes of findings and indicators that it leads to."""
    faults = labels_faults(question.leads_to, "Question.leads_to", blank="question.points")
    return faults + [
        fault("question.points", f"Question.leads_to[{place}]", one)
        for place, one in enumerate(question.leads_to)
        if one.strip() and not points(one)
    ]


def _answer_faults(question: Question) -> list[Fault]:
    """Return what does not go together with the kind of the answer."""
    faults: list[Fault] = []
    kind, codes = question.kind, [one.code for one in question.options]
    is_choice, bounds = kind is AnswerKind.CHOICE, (question.low, question.high)
    if is_choice and not codes:
        faults.append(fault("empty", "Question.options", question.options))
    if codes and not is_choice:
        faults.append(fault("question.options", "Question.options", question.options))
    if len(set(codes)) != len(codes):
        faults.append(fault("id.duplicate", "Question.options", question.options))
    if (kind is AnswerKind.NUMBER) != (question.unit is not None):
        faults.append(fault("question.unit", "Question.unit", *([] if question.unit is None else [question.unit])))
    if kind not in _BOUNDED and bounds != (None, None):
        faults.append(fault("question.bounds", "Question.low" if question.low is not None else "Question.high"))
    if _is_below(question.high, question.low):
        faults.append(fault("question.crossed", "Question.high", question.high))
    return faults


def _evidence_faults(question: Question) -> list[Fault]:
    """Return what is wrong with the answers that evidence is demanded for."""
    codes = tuple(one.code for one in question.options)
    known: tuple[Told, ...] = (True, False) if question.kind is AnswerKind.YES_NO else codes
    listed = ", ".join(map(str, known)).lower() if question.kind is AnswerKind.YES_NO else ", ".join(codes)
    return [
        fault("question.told", "Question.evidence", told, known=listed)
        for one in question.evidence
        for told in one.answers
        if told not in known
    ]
