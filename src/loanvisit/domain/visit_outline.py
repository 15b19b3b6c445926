"""The outline of one planned visit: each question with the reasons it is asked, and what was answered last time."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import BorrowerId, LoanId, VisitId
from loanvisit.domain.methods import Method
from loanvisit.domain.money import Money
from loanvisit.domain.proof import Proof
from loanvisit.domain.question import Question
from loanvisit.domain.reading_aloud import question_lines, spoken
from loanvisit.domain.record import Answer
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, label, say, verbatim

_DIGITS = 16


def _reasons(items: Iterable[Proof]) -> tuple[Proof, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class AskedQuestion:
    """A question of a visit, why it is asked, and what was answered last time.

    Args:
        question: the question.
        reasons: why it is asked, at least one, each a statement.
        last: its answer of last time, which is none of this visit; None where there is none.
        last_on: the day of that visit.

    Raises:
        InputError: it has no reason; an answer of last time without its day, or the other way round; or one that
            answers another question.
    """

    question: Question
    reasons: tuple[Proof, ...] = field(converter=_reasons)
    last: Answer | None = None
    last_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.reasons:
            raise InputError(fault("empty", "AskedQuestion.reasons", self.reasons))
        if (self.last is None) != (self.last_on is None):
            missing = "last" if self.last is None else "last_on"
            raise InputError(fault("key.missing", f"AskedQuestion.{missing}", key=missing))
        if self.last is not None and self.last.question != self.question.code:
            raise InputError(fault("question.last", "AskedQuestion.last", self.last))

    @property
    def proof(self) -> Proof:
        """The question, and under it each reason."""
        said = say("question.asked", code=verbatim(self.question.code), text=self.question.text)
        parts = self.reasons
        if self.last_on is not None:  # the answer itself may tell of a person: the day alone is said
            parts += (Proof(key="asked.last", statement=say("asked.last", day=self.last_on)),)
        return Proof(key="question.asked", statement=said, parts=parts)


def _asked(items: Iterable[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    return as_tuple(items)


def _texts(items: Iterable[Text]) -> tuple[Text, ...]:
    return as_tuple(items)


def _loans(items: Iterable[LoanId]) -> tuple[LoanId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class VisitOutline:
    """What is asked and looked at in one planned visit.

    It is kept as it was when the visit was prepared: a question that comes up later belongs to the next one.

    Args:
        visit: the planned visit.
        borrower: whose visit it is.
        method: how it is made.
        as_of: the close of this day; nothing later was looked at.
        purposes: what it is for, in order.
        asked: the questions, in order.
        opening: what is said and done before the first question.
        closing: what is said and done after the last one.
        never: what is never said, asked or done.
        brings: the kinds of evidence its duties demand, whatever is answered.
        pins: the outlines it was put together from, each with its version.
        without: the loans for whose product and this method there is no outline.
    """

    visit: VisitId
    borrower: BorrowerId
    method: Method
    as_of: date
    purposes: tuple[str, ...] = field(converter=strings)
    asked: tuple[AskedQuestion, ...] = field(converter=_asked)
    opening: tuple[Text, ...] = field(default=(), converter=_texts)
    closing: tuple[Text, ...] = field(default=(), converter=_texts)
    never: tuple[Text, ...] = field(default=(), converter=_texts)
    brings: tuple[str, ...] = field(default=(), converter=strings)
    pins: tuple[str, ...] = field(default=(), converter=strings)
    without: tuple[LoanId, ...] = field(default=(), converter=_loans)

    def __attrs_post_init__(self) -> None:
        check(self)
        codes = [one.question.code for one in self.asked]
        if len(set(codes)) != len(codes):
            raise InputError(fault("id.duplicate", "VisitOutline.asked", self.asked))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in order."""
        return tuple(one.question for one in self.asked)

    @property
    def pin(self) -> str:
        """What the record of the visit names as its `outline_version`: the outlines, and a digest of the questions.

        The same questions have the same digest, in whatever process it is worked out; another question, another order
        or another word has another.
        """
        told = "\n".join([*map(_exact, self.questions), *(f"evidence:{kind}" for kind in self.brings)])
        return "#".join(["+".join(self.pins), sha256(told.encode()).hexdigest()[:_DIGITS]])

    @property
    def proof(self) -> Proof:
        """Why each question is asked, and which loans have no outline."""
        head = say("outline.visit", visit=verbatim(self.visit.value), method=self.method.text)
        parts = [one.proof for one in self.asked]
        if self.brings:
            brings = join([label("evidence", kind) for kind in self.brings])
            parts.append(Proof(key="asked.brings", statement=say("asked.brings", evidence=brings)))
        if self.without:
            loans = join([verbatim(loan.value) for loan in self.without])
            parts.append(Proof(key="asked.without", statement=say("asked.without", loans=loans)))
        return Proof(key="outline.visit", statement=head, parts=tuple(parts))

    @property
    def text(self) -> Text:
        """The outline to take along: the opening, each question on a line, the closing, and what is never done."""
        head = say("outline.visit", visit=verbatim(self.visit.value), method=self.method.text)
        ends = [*spoken("closing", self.closing), *spoken("never", self.never)]
        return join([head, *spoken("opening", self.opening), *question_lines(self.questions), *ends], zh="\n", en="\n")


def _exact(question: Question) -> str:
    """Return all that a question asks as one text, in which equal numbers are written alike."""
    parts: list[object] = [question.code, question.kind.value, question.text, question.mandatory, question.red_flag]
    parts += [question.unit, _written(question.low), _written(question.high)]
    parts += [(one.code, one.text) for one in question.options]
    parts += [(one.kind, one.answers) for one in question.evidence]
    parts += [(test.fact, test.test.value, tuple(map(_written, test.values))) for test in question.when]
    return repr(parts)


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return value.as_integer_ratio()
    return (value.amount.as_integer_ratio(), value.currency) if isinstance(value, Money) else value
