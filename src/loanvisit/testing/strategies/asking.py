"""Strategies for outlines: questions of every type, some asked on a condition, and records that answer them somehow."""

from decimal import Decimal

from attrs import evolve

from loanvisit.domain import (
    Answer,
    AnswerCheck,
    AnswerEvidence,
    AnswerKind,
    AnswerValue,
    AskedQuestion,
    BorrowerId,
    Comparison,
    Condition,
    Confidence,
    EvidenceId,
    EvidenceRef,
    FactName,
    LoanId,
    Method,
    Money,
    NoAnswer,
    OfficerId,
    Option,
    Outline,
    Question,
    Reading,
    RecordId,
    VisitId,
    VisitOutline,
    VisitRecord,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import PRODUCTS, PURPOSES
from loanvisit.testing.strategies.values import FIRST_DAY, days, ids, names, sentences, texts
from loanvisit.testing.strategies.working import answers, proofs

_KINDS = ("declaration", "invoice", "voucher")
_CODES = ("more", "less", "none")
_DIGEST = "0" * 64


def options() -> st.SearchStrategy[Option]:
    """Draw choices."""
    return st.builds(Option, code=names(), text=texts())


@st.composite
def answer_evidence(draw: st.DrawFn, *, kind: AnswerKind = AnswerKind.YES_NO) -> AnswerEvidence:
    """Draw what an answer of a kind must bring: any answer, or some only."""
    known: tuple[bool | str, ...] = {AnswerKind.YES_NO: (True, False), AnswerKind.CHOICE: _CODES}.get(kind, ())
    told = draw(st.lists(st.sampled_from(known), max_size=2, unique=True)) if known else []
    return AnswerEvidence(kind=draw(st.sampled_from(_KINDS)), answers=told)


@st.composite
def questions(
    draw: st.DrawFn, *, code: str | None = None, kind: AnswerKind | None = None, when: tuple[Condition, ...] = ()
) -> Question:
    """Draw questions of every kind; their evidence is such that any method can bring it."""
    of = draw(st.sampled_from(AnswerKind)) if kind is None else kind
    is_number, bounded = of is AnswerKind.NUMBER, of in (AnswerKind.NUMBER, AnswerKind.MONEY)
    low = draw(st.none() | st.integers(0, 5).map(Decimal)) if bounded else None
    return Question(
        code=f"q.{draw(names())}" if code is None else code,
        text=draw(texts()),
        kind=of,
        options=[Option(code=one, text=draw(texts())) for one in _CODES] if of is AnswerKind.CHOICE else (),
        unit=draw(texts()) if is_number else None,
        low=low,
        high=draw(st.none() | st.integers(5, 9).map(Decimal)) if bounded else None,
        evidence=draw(st.lists(answer_evidence(kind=of), max_size=2)),
        red_flag=draw(st.none() | texts()),
        mandatory=draw(st.booleans()),
        purposes=draw(st.lists(st.sampled_from(PURPOSES), max_size=2, unique=True)),
        when=when,
        leads_to=draw(st.lists(st.sampled_from(["F08", "F09", "E11"]), max_size=2, unique=True)),
    )


def _tests(question: Question) -> st.SearchStrategy[Condition]:
    """Draw conditions on the answer to a question that has one to test."""
    fact = FactName(question.code)
    if question.kind is AnswerKind.YES_NO:
        return st.booleans().map(lambda told: Condition(fact=fact, test=Comparison.IS, values=(told,)))
    if question.kind is AnswerKind.CHOICE:
        return st.sampled_from(_CODES).map(lambda told: Condition(fact=fact, test=Comparison.IS_NOT, values=(told,)))
    bound = st.integers(0, 9).map(Decimal)
    return bound.map(lambda number: Condition(fact=fact, test=Comparison.ABOVE, values=(number,)))


_TESTED = (AnswerKind.YES_NO, AnswerKind.CHOICE, AnswerKind.NUMBER)


@st.composite
def outlines(
    draw: st.DrawFn,
    *,
    name: str | None = None,
    method: Method | None = None,
    products: tuple[str, ...] = (),
    purposes: tuple[str, ...] | None = None,
) -> Outline:
    """Draw outlines of two to six questions, some of which turn on an earlier answer; all codes begin with the id."""
    by = draw(st.sampled_from(Method)) if method is None else method
    own = f"outline.{draw(st.integers(0, 99))}" if name is None else name
    kinds = [kind for kind in AnswerKind if kind is not AnswerKind.PHOTO or by is Method.ON_SITE]
    asked: list[Question] = []
    for place in range(draw(st.integers(2, 6))):
        known = [one for one in asked if one.kind in _TESTED]
        tests = draw(st.lists(st.sampled_from(known).flatmap(_tests), max_size=1)) if known else []
        kind = draw(st.sampled_from(kinds))
        asked.append(draw(questions(code=f"{own}/{place}", kind=kind, when=tuple(tests))))
    return Outline(
        id=own,
        version=draw(st.sampled_from(["1", "2026.1"])),
        title=draw(texts()),
        products=products or draw(st.frozensets(st.sampled_from(PRODUCTS), min_size=1)),
        method=by,
        questions=asked,
        purposes=draw(st.lists(st.sampled_from(PURPOSES), max_size=1)) if purposes is None else purposes,
        opening=draw(st.lists(texts(), max_size=2)),
        closing=draw(st.lists(texts(), max_size=2)),
        never=draw(st.lists(texts(), max_size=1)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        notes=draw(st.none() | texts()),
    )


def sound_answers(question: Question) -> st.SearchStrategy[AnswerValue]:
    """Draw answers with which nothing is wrong, in a record that `answering` puts them into."""
    least, most = int(question.low or 0), int(question.high or 9)
    numbers = st.integers(least, most)
    kinds: dict[AnswerKind, st.SearchStrategy[AnswerValue]] = {
        AnswerKind.YES_NO: st.booleans(),
        AnswerKind.NUMBER: numbers | numbers.map(Decimal),
        AnswerKind.MONEY: numbers.map(lambda amount: Money(str(amount), "CNY")),
        AnswerKind.DATE: days(),
        AnswerKind.CHOICE: st.sampled_from(_CODES),
        AnswerKind.TEXT: sentences(),
        AnswerKind.PHOTO: st.just("photo"),
        AnswerKind.SIGNATURE: st.just("signature"),
        AnswerKind.READING: st.just("meter"),
    }
    return kinds[question.kind]


@st.composite
def answering(draw: st.DrawFn, outline: Outline) -> VisitRecord:
    """Draw records made by an outline: sound answers, reasons, gaps, and answers that are wrong."""
    told: list[Answer] = []
    for question in outline.questions:
        how = draw(st.sampled_from(["sound", "sound", "sound", "reason", "gap", "wrong"]))
        if how == "sound":
            told.append(Answer(question=question.code, value=draw(sound_answers(question))))
        elif how == "reason":
            told.append(Answer(question=question.code, reason=draw(st.none() | st.sampled_from(NoAnswer))))
        elif how == "wrong":
            told.append(Answer(question=question.code, value=draw(answers()).value))
    kinds = draw(st.lists(st.sampled_from([*_KINDS, "photo", "signature"]), unique=True))
    return VisitRecord(
        id=draw(ids(RecordId)),
        visit=draw(ids(VisitId)),
        borrower=draw(ids(BorrowerId)),
        on=draw(days()),
        method=draw(st.sampled_from([outline.method, outline.method, *Method])),
        visitors=[OfficerId("anna")],
        answers=draw(st.permutations(told)),
        readings=[Reading(kind="meter", on=FIRST_DAY)] if draw(st.booleans()) else (),
        evidence=[EvidenceRef(id=EvidenceId(kind), kind=kind, sha256=_DIGEST) for kind in kinds],
        outline_version=draw(st.sampled_from([outline.pin, outline.pin, None, "another@1"])),
    )


@st.composite
def asked_questions(draw: st.DrawFn, *, question: Question | None = None) -> AskedQuestion:
    """Draw questions with reasons, some with an answer of last time."""
    asked = draw(questions()) if question is None else question
    last = draw(st.none() | answers().map(lambda told: evolve(told, question=asked.code)))
    return AskedQuestion(
        question=asked,
        reasons=draw(st.lists(proofs(depth=0), min_size=1, max_size=2)),
        last=last,
        last_on=None if last is None else draw(days()),
    )


@st.composite
def visit_outlines(draw: st.DrawFn) -> VisitOutline:
    """Draw the outlines of visits, none of them without a question."""
    outline = draw(outlines())
    return VisitOutline(
        visit=draw(ids(VisitId)),
        borrower=draw(ids(BorrowerId)),
        method=outline.method,
        as_of=draw(days()),
        purposes=draw(st.lists(st.sampled_from(PURPOSES), max_size=2, unique=True)),
        asked=[draw(asked_questions(question=one)) for one in outline.questions],
        opening=outline.opening,
        closing=outline.closing,
        never=outline.never,
        brings=draw(st.lists(st.sampled_from(_KINDS), unique=True)),
        pins=[outline.pin],
        without=draw(st.lists(ids(LoanId), max_size=2, unique=True)),
    )


@st.composite
def answer_checks(draw: st.DrawFn) -> AnswerCheck:
    """Draw how far records answer outlines, each question in one place."""
    codes = [f"q{place}" for place in range(draw(st.integers(0, 6)))]
    places = [draw(st.integers(0, 4)) for _ in codes]
    at = [tuple(code for code, place in zip(codes, places, strict=True) if place == wanted) for wanted in range(5)]
    return AnswerCheck(
        record=draw(ids(RecordId)),
        pin=draw(names()),
        answered=at[0],
        open=at[1],
        excused=at[2],
        undecided=at[3],
        not_asked=at[4],
        issues=draw(st.lists(proofs(depth=0), max_size=2)),
        obstacles=draw(st.lists(proofs(depth=0), max_size=1)),
        least=draw(st.integers(0, 100)) / Decimal(100),
    )
