"""How far a record answers an outline: what is answered, what is not and why, what is wrong, what stands in the way."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import RecordId
from loanvisit.domain.proof import Proof
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, number_text, say, verbatim

_PLACES = 4


def _statements(items: Iterable[Proof]) -> tuple[Proof, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class AnswerCheck:
    """How far a record answers an outline.

    Each question of the outline is in one of the first five, by its code and in the order of the outline.

    Args:
        record: the record.
        pin: the outline and its version, as the record is to name it.
        answered: what has a sound answer.
        open: what applies, and has neither a sound answer nor a reason.
        excused: what applies, and has a reason why there is no answer.
        undecided: what applies or not by an answer that is not known: it counts as neither.
        not_asked: what does not apply, by an earlier answer or by what the visitors say.
        issues: what is wrong with single answers: outside the outline, of the wrong type, without evidence, and so on.
        obstacles: what stands in the way of the visit being completed; empty where nothing does.
        least: the least coverage, from 0 to 1.

    Raises:
        InputError: a question is there twice, or `least` is out of range; both are listed.
    """

    record: RecordId
    pin: str
    answered: tuple[str, ...] = field(default=(), converter=strings)
    open: tuple[str, ...] = field(default=(), converter=strings)
    excused: tuple[str, ...] = field(default=(), converter=strings)
    undecided: tuple[str, ...] = field(default=(), converter=strings)
    not_asked: tuple[str, ...] = field(default=(), converter=strings)
    issues: tuple[Proof, ...] = field(default=(), converter=_statements)
    obstacles: tuple[Proof, ...] = field(default=(), converter=_statements)
    least: Decimal

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        told = (*self.answered, *self.open, *self.excused, *self.undecided, *self.not_asked)
        if len(set(told)) != len(told):
            faults.append(fault("id.duplicate", "AnswerCheck.answered", told))
        if not 0 <= self.least <= 1:
            faults.append(fault("decimal.range", "AnswerCheck.least", self.least, low=0, high=1))
        if faults:
            raise InputError(*faults)

    @property
    def applicable(self) -> int:
        """How many questions apply."""
        return len(self.answered) + len(self.open) + len(self.excused)

    @property
    def coverage(self) -> Decimal | None:
        """How much of what applies is answered, cut off after four places; None where nothing applies."""
        return self._share(_PLACES)

    def _share(self, places: int) -> Decimal | None:
        """Return the coverage in parts of ten thousand, with so many of its digits after the point."""
        if not self.applicable:
            return None
        return Decimal(f"{len(self.answered) * 10**_PLACES // self.applicable}e-{places}")

    @property
    def can_be_completed(self) -> bool:
        """Whether nothing stands in the way of the visit being completed; single answers may still be wrong."""
        return not self.obstacles

    @property
    def text(self) -> Text:
        """The result in one line."""
        percent = self._share(_PLACES - 2)
        share = say("answers.none") if percent is None else say("answers.share", percent=number_text(percent))
        counts = {"answered": len(self.answered), "applicable": self.applicable, "issues": len(self.issues)}
        return say("answers.complete" if self.can_be_completed else "answers.incomplete", share=share, **counts)

    @property
    def proof(self) -> Proof:
        """The result, and under it what stands in the way and what is wrong."""
        return Proof(key="answers", statement=self.text, parts=(*self.obstacles, *self.issues))


def _records(items: Iterable[RecordId]) -> tuple[RecordId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class UnansweredQuestion:
    """A question that visits leave unanswered, with the records on both sides.

    Args:
        code: the question, by its code.
        unanswered: the records in which it applied and has no answer, in order of the day visited; at least one.
        answered: the records in which it has one.

    Raises:
        InputError: no record leaves it unanswered.
    """

    code: str
    unanswered: tuple[RecordId, ...] = field(converter=_records)
    answered: tuple[RecordId, ...] = field(default=(), converter=_records)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.unanswered:
            raise InputError(fault("empty", "UnansweredQuestion.unanswered", self.unanswered))

    @property
    def text(self) -> Text:
        """The question and the counts, in one line."""
        whole = len(self.unanswered) + len(self.answered)
        return say("answers.unanswered", code=verbatim(self.code), part=len(self.unanswered), whole=whole)
