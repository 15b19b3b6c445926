"""How far a record answers its outline: what applies, what is answered, what is wrong, what stands in the way."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from loanvisit.domain import (
    Answer,
    AnswerCheck,
    AnswerKind,
    AnswerValue,
    Fact,
    FactName,
    NoAnswer,
    Outcome,
    Outline,
    Proof,
    Question,
    VisitOutline,
    VisitRecord,
)
from loanvisit.domain.exact import guarded, reads_like_a_code
from loanvisit.errors import InputError, fault
from loanvisit.words import Fill, join, label, number_text, say, verbatim

LEAST_COVERAGE = Decimal("0.9")
"""The coverage from which a visit can be completed: practice, no rule; a bank hands in its own."""


@guarded
def check_answers(
    outline: Outline | VisitOutline, record: VisitRecord, *, least: Decimal = LEAST_COVERAGE
) -> AnswerCheck:
    """Return how far a record answers the outline it was made by.

    A question applies where its conditions hold. One that is not mandatory may be said not to apply
    (`NoAnswer.NOT_APPLICABLE`). An answer that is not known is none: it is never taken for a no, and a question that
    turns on it is undecided until somebody answers it. An answer that is wrong in itself is none either: of another
    type, out of bounds, no choice there is, given twice, or a photo, signature or reading the record does not hold. One
    that lacks the evidence it must bring is an answer, and is named.

    Coverage is what is answered of what applies. A visit cannot be completed where coverage is below `least`; where a
    mandatory question has neither answer nor reason, one that is undecided too; where the record names another outline,
    version or method; where it is of another visit or borrower than the outline; or where it is void, or tells of a
    visit that was not made.

    Args:
        outline: the outline, or that of the visit (`derive_outline`) as it was kept.
        record: the record.
        least: the least coverage, from 0 to 1, exact.

    Returns:
        Every question in one place, what is wrong with single answers, and what stands in the way.

    Raises:
        InputError: `least` is not from 0 to 1.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import Confidence, Method
        >>> from loanvisit.testing import a_record
        >>> from loanvisit.words import verbatim
        >>> asked = Question(code="Q1", text=verbatim("what was bought?"), kind=AnswerKind.TEXT, mandatory=True)
        >>> outline = Outline(
        ...     id="own.short",
        ...     version="1",
        ...     title=verbatim("a short outline"),
        ...     products=["personal"],
        ...     method=Method.ON_SITE,
        ...     questions=[asked],
        ...     citation=verbatim("the bank's own rule"),
        ...     confidence=Confidence.PRACTICE,
        ... )
        >>> result = check_answers(outline, a_record(date(2026, 3, 3)))
        >>> result.open, result.can_be_completed
        (('Q1',), False)
    """
    if not 0 <= least <= 1:
        raise InputError(fault("decimal.range", "least", least, low=0, high=1))
    look = _looked(outline, record)
    listed = {name: [code for code, place in look.places.items() if place == name] for name in _PLACES}
    counts = len(listed["answered"]), sum(len(listed[name]) for name in ("answered", "open", "excused"))
    obstacles = [*_made_by(outline, record), *_mandatory(outline, look), *_covered(*counts, least)]
    return AnswerCheck(
        record=record.id, pin=outline.pin, **listed, issues=look.issues, obstacles=obstacles, least=least
    )


_PLACES = ("answered", "open", "excused", "undecided", "not_asked")


def _facts(questions: tuple[Question, ...]) -> dict[FactName, Fact]:
    return {fact.name: fact for one in questions if (fact := one.fact) is not None}


@frozen
class _Look:
    """A record looked through question by question, in the order of the outline.

    What it holds beside its answers is kept by kind: the ids of its evidence, the kinds of its readings, and the kinds
    of evidence that were refused, which it does not lack.
    """

    read: frozenset[str]
    facts: Mapping[FactName, Fact]
    withheld: frozenset[str]
    given: dict[str, list[Answer]] = field(factory=dict)
    shown: dict[str, set[str]] = field(factory=dict)
    places: dict[str, str] = field(factory=dict)
    values: dict[str, AnswerValue] = field(factory=dict)
    issues: list[Proof] = field(factory=list)

    def note(self, key: str, code: str, **said: Fill) -> None:
        """Note what is wrong with an answer; the answer itself is never said."""
        self.issues.append(Proof(key=key, statement=say(key, code=verbatim(code), **said), values={"question": code}))

    def place(self, question: Question) -> str:
        """Return where a question belongs, and keep its answer where it is sound."""
        applies, entries = self._applies(question), self.given.get(question.code, [])
        values = [one.value for one in entries if one.value is not None]
        if applies is False:
            if values:
                self.note("answer.inapplicable", question.code)
            return "not_asked"
        if len(entries) > 1:
            self.note("answer.twice", question.code)
        elif values and self._is_sound(question, values[0]):
            return "answered"
        if applies is None:
            return "undecided"
        return "open" if len(entries) != 1 or values else self._without(question, entries[0].reason)

    def _without(self, question: Question, reason: NoAnswer | None) -> str:
        """Return where a question belongs that was asked and has no answer."""
        if reason is NoAnswer.NOT_APPLICABLE and question.mandatory:
            self.note("answer.always", question.code)
            return "open"
        if reason is NoAnswer.NOT_APPLICABLE:
            return "not_asked"
        return "open" if reason is None else "excused"

    def lacks(self, question: Question) -> bool:
        """Say whether a question that applies, or may apply, has neither an answer nor a reason why there is none."""
        if self.places[question.code] != "undecided":
            return self.places[question.code] == "open"
        reasons = [one.reason for one in self.given.get(question.code, [])]
        return len(reasons) != 1 or reasons[0] in (None, NoAnswer.NOT_APPLICABLE)

    def _applies(self, question: Question) -> bool | None:
        """Say whether a question applies; None where that turns on an answer that is not known."""
        holds: set[bool | None] = set()
        for test in question.when:
            code, fact = str(test.fact), self.facts.get(test.fact)
            value = self.values.get(code)
            if self.places.get(code) == "not_asked":
                holds.add(False)
            else:
                holds.add(None if fact is None else test.weigh(Decimal(value) if type(value) is int else value, fact))
        return False if False in holds else None if None in holds else True

    def _is_sound(self, question: Question, value: AnswerValue) -> bool:
        flaw = question.flaw(value)
        if flaw is not None:
            self.note(f"answer.{flaw}", question.code, kind=question.kind.text)
            return False
        if not self._holds(question, value):
            self.note("answer.pointer", question.code, kind=question.kind.text)
            return False
        self.values[question.code] = value
        lacking = [kind for kind in question.demands(value) if kind not in self.shown and kind not in self.withheld]
        if lacking:
            self.note("answer.evidence", question.code, evidence=join([label("evidence", one) for one in lacking]))
        return True

    def _holds(self, question: Question, value: AnswerValue) -> bool:
        """Say whether the record holds what an answer points at."""
        if question.kind is AnswerKind.READING:
            return value in self.read
        kinds = question.shown_by
        return not kinds or any(value in self.shown.get(kind, ()) for kind in kinds)

    def note_lacking(self, kinds: tuple[str, ...]) -> None:
        """Note the evidence that the duties of the visit demand and the record does not bring."""
        lacking = [label("evidence", one) for one in kinds if one not in self.shown and one not in self.withheld]
        if lacking:
            self.issues.append(Proof(key="answer.brings", statement=say("answer.brings", evidence=join(lacking))))


def _looked(outline: Outline | VisitOutline, record: VisitRecord) -> _Look:
    """Look through a record: each question has its place then, and what is wrong is noted."""
    look = _Look(
        read=frozenset(one.kind for one in record.readings),
        facts=_facts(outline.questions),
        withheld=frozenset(one.kind for one in record.withheld),
    )
    for shown in record.evidence:
        look.shown.setdefault(shown.kind, set()).add(shown.id.value)
    for entry in record.answers:
        look.given.setdefault(entry.question, []).append(entry)
    for question in outline.questions:
        look.places[question.code] = look.place(question)
    outside = look.given.keys() - look.places.keys()
    for code in sorted(code for code in outside if reads_like_a_code(code)):
        look.note("answer.outside", code)
    if not all(map(reads_like_a_code, outside)):  # what stands in place of a code may be somebody's name or number
        look.issues.append(Proof(key="answer.unnamed", statement=say("answer.unnamed")))
    if isinstance(outline, VisitOutline):
        look.note_lacking(outline.brings)
    return look


def _made_by(outline: Outline | VisitOutline, record: VisitRecord) -> Iterator[Proof]:
    """Yield a statement for each way in which a record is none of a visit made by this outline."""
    if isinstance(outline, VisitOutline):
        if record.visit != outline.visit:
            yield Proof(key="answers.visit", statement=say("answers.visit", visit=verbatim(outline.visit.value)))
        if record.borrower != outline.borrower:
            said = say("answers.borrower", borrower=verbatim(outline.borrower.value))
            yield Proof(key="answers.borrower", statement=said)
    if record.void:
        yield Proof(key="answers.void", statement=say("answers.void"))
    if record.outcome is not Outcome.MADE:
        yield Proof(key="answers.outcome", statement=say("answers.outcome", outcome=record.outcome.text))
    if record.outline_version != outline.pin:
        key = "answers.unpinned" if record.outline_version is None else "answers.version"
        yield Proof(key=key, statement=say(key, pin=verbatim(outline.pin)))
    if record.method is not outline.method:
        said = say("answers.method", made=record.method.text, method=outline.method.text)
        yield Proof(key="answers.method", statement=said)


def _mandatory(outline: Outline | VisitOutline, look: _Look) -> Iterator[Proof]:
    """Yield a statement for each mandatory question without answer and reason, one that may apply included."""
    for one in outline.questions:
        if one.mandatory and look.lacks(one):
            key = "answers.undecided" if look.places[one.code] == "undecided" else "answers.mandatory"
            yield Proof(key=key, statement=say(key, code=verbatim(one.code)), values={"question": one.code})


def _covered(answered: int, applicable: int, least: Decimal) -> Iterator[Proof]:
    """Yield a statement where coverage is below what is demanded, or nothing applies at all."""
    bound = least.as_integer_ratio()
    if not applicable or answered * bound[1] < bound[0] * applicable:
        percent = number_text(Decimal(f"{least:f}e2"))
        said = say("answers.coverage", answered=answered, applicable=applicable, percent=percent)
        yield Proof(key="answers.coverage", statement=said)
