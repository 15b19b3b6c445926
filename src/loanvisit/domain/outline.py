"""An outline (检查提纲): what is asked and looked at about one product by one method, in order and by version."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from loanvisit.domain.codes import labels_faults, nearest_code
from loanvisit.domain.exact import as_tuple, check, guarded, reads_like_a_code, string_set, strings
from loanvisit.domain.facts import Fact, FactName
from loanvisit.domain.methods import Confidence, Method
from loanvisit.domain.out_of_reach import CANNOT_BRING
from loanvisit.domain.question import CLOSING, Question
from loanvisit.domain.reading_aloud import question_lines, spoken
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import Text, join, label, say


def _texts(items: Iterable[Text]) -> tuple[Text, ...]:
    return as_tuple(items)


def _questions(items: Iterable[Question]) -> tuple[Question, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Outline:
    """What is asked and looked at about some products by one method, in order; a change of it is another version.

    Args:
        id: its name, such as "cn.working_capital.interview".
        version: which issue of it; a record names the outline and the version it was made by.
        title: what it is.
        products: the product codes of the loans it is for.
        method: the method it is for.
        questions: what is asked, in order, no code twice, and none that begins with "close:", which the questions after
            open findings do; a condition looks at earlier questions only.
        purposes: what visits it is for, by what they are for, in place of the outline for any visit, such as an
            independent call-back (独立回访) or a directive; empty means any.
        opening: what is said and done before the first question, in order.
        closing: what is said and done after the last one, in order.
        never: what is never said, asked or done.
        citation: where it stands.
        confidence: how sure that is.
        notes: what no single question says.

    Raises:
        InputError: there is no product or no question, a product or purpose is blank or there twice, the id or version
            is not on one line, a code is there twice or does not read like one, a condition looks at a question that
            is not there, comes later or has another type, or evidence is demanded that the method cannot bring; all
            are listed.

    Example:
        >>> from loanvisit.domain import AnswerKind
        >>> asked = Question(code="W-T5", text=Text(zh="下期还款来源", en="source"), kind=AnswerKind.TEXT)
        >>> outline = Outline(
        ...     id="own.short",
        ...     version="1",
        ...     title=Text(zh="简易提纲", en="a short outline"),
        ...     products=["working_capital"],
        ...     method=Method.INTERVIEW,
        ...     questions=[asked],
        ...     citation=Text(zh="本行制度", en="the bank's own rule"),
        ...     confidence=Confidence.PRACTICE,
        ... )
        >>> outline.pin
        'own.short@1'
    """

    id: str
    version: str
    title: Text
    products: frozenset[str] = field(converter=string_set)
    method: Method
    questions: tuple[Question, ...] = field(converter=_questions)
    purposes: tuple[str, ...] = field(default=(), converter=strings)
    opening: tuple[Text, ...] = field(default=(), converter=_texts)
    closing: tuple[Text, ...] = field(default=(), converter=_texts)
    never: tuple[Text, ...] = field(default=(), converter=_texts)
    citation: Text
    confidence: Confidence
    notes: Text | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for name in ("id", "version", "products", "questions"):
            held = getattr(self, name)
            if not held or (isinstance(held, str) and not held.strip()):
                faults.add(fault("empty", f"Outline.{name}", held))
            elif isinstance(held, str) and not held.isprintable():
                faults.add(fault("text.control", f"Outline.{name}", held))
        if not all(one.strip() for one in self.products):
            faults.add(fault("empty", "Outline.products", self.products))
        for one in labels_faults(self.purposes, "Outline.purposes"):
            faults.add(one)
        for one in (*_question_faults(self.questions, "Outline.questions"), *_reach_faults(self)):
            faults.add(one)
        faults.raise_as(InputError)

    @property
    def pin(self) -> str:
        """What a record made by it names as its `outline_version`."""
        return f"{self.id}@{self.version}"

    @guarded
    def question(self, code: str) -> Question:
        """Return a question by its code.

        Raises:
            InputError: the outline has none of that code; the nearest is named.
        """
        for one in self.questions:
            if one.code == code:
                return one
        known = [one.code for one in self.questions]
        raise InputError(fault("question.unknown", "code", code, near=nearest_code(code, known)))

    @sheltered
    def asked_for(self, purposes: Iterable[str]) -> tuple[Question, ...]:
        """Return what is asked in a visit for some purposes, in order, with what its conditions look at.

        A purpose that no question names takes every question, and so does a visit without any.
        """
        wanted = frozenset(purposes)
        named = frozenset(purpose for one in self.questions for purpose in one.purposes)
        if not wanted or not wanted <= named:
            return self.questions
        return self.with_earlier(one.code for one in self.questions if not one.purposes or wanted & {*one.purposes})

    @sheltered
    def with_earlier(self, codes: Iterable[str]) -> tuple[Question, ...]:
        """Return questions by their codes, in order, with every earlier one that their conditions look at."""
        taken = set(codes)
        for one in reversed(self.questions):
            if one.code in taken:
                taken |= {str(test.fact) for test in one.when}
        return tuple(one for one in self.questions if one.code in taken)

    @property
    def text(self) -> Text:
        """The outline read aloud: its title, the opening, each question on a line, the closing, what is never done."""
        said = {"title": self.title, "citation": self.citation, "confidence": self.confidence.text}
        head = say("outline", version=self.version, **said)
        parts = [head, *spoken("opening", self.opening), *question_lines(self.questions)]
        parts += [*spoken("closing", self.closing), *spoken("never", self.never)]
        parts += [] if self.notes is None else [self.notes]
        return join(parts, zh="\n", en="\n")


def _question_faults(questions: Sequence[Question], path: str) -> Iterator[Fault]:
    """Yield what is wrong with questions beside each other: codes given twice, conditions that cannot be looked at."""
    places = {one.code: place for place, one in reversed([*enumerate(questions)])}
    earlier: dict[FactName, Fact] = {}
    for place, one in enumerate(questions):
        own = f"{path}[{place}]"
        if not reads_like_a_code(one.code):
            yield fault("question.code", f"{own}.code", one.code)
        if one.code.startswith(CLOSING):
            yield fault("question.reserved", f"{own}.code", one.code, prefix=CLOSING)
        if places[one.code] != place:
            yield fault("id.duplicate", f"{own}.code", one.code)
        for number, test in enumerate(one.when):
            at = f"{own}.when[{number}]"
            if test.fact in earlier:
                yield from test.faults(earlier, at)
            elif str(test.fact) not in places:
                yield fault("question.unknown", at, test.fact, near=nearest_code(str(test.fact), places))
            elif places[str(test.fact)] >= place:
                yield fault("question.later", at, test.fact)
            else:
                yield fault("question.untested", at, test.fact)
        fact = one.fact
        earlier |= {} if fact is None else {fact.name: fact}


def beyond_text(question: Question, method: Method) -> Text | None:
    """Return what a question demands that a method cannot bring, None where there is no such thing."""
    asked = (*(one.kind for one in question.evidence), *question.shown_by[:1])
    beyond = [kind for kind in dict.fromkeys(asked) if kind in CANNOT_BRING[method]]
    return join([label("evidence", kind) for kind in beyond]) if beyond else None


def _reach_faults(outline: Outline) -> Iterator[Fault]:
    """Yield a fault for each question whose evidence the outline's method cannot bring."""
    for place, one in enumerate(outline.questions):
        beyond = beyond_text(one, outline.method)
        if beyond is not None:
            path = f"Outline.questions[{place}].evidence"
            yield fault("outline.beyond", path, one.evidence, method=outline.method.text, evidence=beyond)
