"""Questions and outlines: what does not go together is refused, each part by its path; what they say, and of whom."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
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
    FactName,
    LoanId,
    Method,
    Money,
    NoAnswer,
    Option,
    Outline,
    Proof,
    Question,
    RecordId,
    VisitId,
    VisitOutline,
)
from loanvisit.errors import InputError
from loanvisit.words import Text, verbatim

DAY = date(2026, 6, 15)
REASON = Proof(key="asked.outline", statement=verbatim("because"))
OPTIONS = [Option(code="up", text=verbatim("up")), Option(code="down", text=verbatim("down"))]


def _question(code: str = "Q1", kind: AnswerKind = AnswerKind.YES_NO, **given: object) -> Question:
    return Question(**({"code": code, "text": verbatim(code), "kind": kind} | given))  # type: ignore[arg-type]


def _if(code: str, *values: bool | Decimal | Money | date | str, test: Comparison = Comparison.IS) -> Condition:
    return Condition(fact=FactName(code), test=test, values=values)


def _outline(*questions: Question, **given: object) -> Outline:
    held: dict[str, object] = {
        "id": "own.short",
        "version": "1",
        "title": verbatim("short"),
        "products": ["personal"],
        "method": Method.ON_SITE,
        "questions": questions,
        "citation": verbatim("own rule"),
        "confidence": Confidence.PRACTICE,
    }
    return Outline(**(held | given))  # type: ignore[arg-type]


def _number(**given: object) -> Question:
    return _question("N", AnswerKind.NUMBER, **({"unit": verbatim("%")} | given))


WRONG: list[tuple[Callable[[], object], list[tuple[str, str]]]] = [
    (lambda: Answer(question="Q", value=True, reason=NoAnswer.REFUSED), [("answer.reason", "Answer.reason")]),
    (lambda: Option(code=" ", text=verbatim("x")), [("empty", "Option.code")]),
    (lambda: AnswerEvidence(kind=""), [("empty", "AnswerEvidence.kind")]),
    (lambda: _question(" "), [("empty", "Question.code")]),
    (lambda: _question(kind=AnswerKind.CHOICE), [("empty", "Question.options")]),
    (lambda: _question(options=OPTIONS), [("question.options", "Question.options")]),
    (
        lambda: _question(kind=AnswerKind.CHOICE, options=[*OPTIONS, OPTIONS[0]]),
        [("id.duplicate", "Question.options")],
    ),
    (lambda: _question(kind=AnswerKind.NUMBER), [("question.unit", "Question.unit")]),
    (lambda: _question(unit=verbatim("%")), [("question.unit", "Question.unit")]),
    (lambda: _question(low=Decimal(1)), [("question.bounds", "Question.low")]),
    (lambda: _question(high=Decimal(1)), [("question.bounds", "Question.high")]),
    (lambda: _number(low=Decimal(2), high=Decimal(1)), [("question.crossed", "Question.high")]),
    (
        lambda: _question(evidence=[AnswerEvidence(kind="bill", answers=["up", True])]),
        [("question.told", "Question.evidence")],
    ),
    (
        lambda: _question(
            kind=AnswerKind.CHOICE, options=OPTIONS, evidence=[AnswerEvidence(kind="bill", answers=["level", False])]
        ),
        [("question.told", "Question.evidence")] * 2,
    ),
    (
        lambda: _number(evidence=[AnswerEvidence(kind="bill", answers=[True])]),
        [("question.told", "Question.evidence")],
    ),
    (
        lambda: _outline(id=" ", version="", products=[]),
        [
            ("empty", "Outline.id"),
            ("empty", "Outline.version"),
            ("empty", "Outline.products"),
            ("empty", "Outline.questions"),
        ],
    ),
    (
        lambda: _outline(_question("贷款"), _question("Q1"), _question("Q1")),
        [("question.code", "Outline.questions[0].code"), ("id.duplicate", "Outline.questions[2].code")],
    ),
    (
        lambda: _outline(
            _question("Q1", when=[_if("Q2", True), _if("Q1", True)]),
            _question("Q2", AnswerKind.TEXT),
            _question("Q3", when=[_if("Q1", "yes"), _if("Q2", "x"), _if("Q9", True)]),
        ),
        [
            ("question.later", "Outline.questions[0].when[0]"),
            ("question.later", "Outline.questions[0].when[1]"),
            ("fact.type", "Outline.questions[2].when[0]"),
            ("question.untested", "Outline.questions[2].when[1]"),
            ("question.unknown", "Outline.questions[2].when[2]"),
        ],
    ),
    (
        lambda: _outline(
            _question("Q1", evidence=[AnswerEvidence(kind="site_photo")]),
            _question("Q2", AnswerKind.PHOTO),
            method=Method.INTERVIEW,
        ),
        [
            ("outline.beyond", "Outline.questions[0].evidence"),
            ("outline.beyond", "Outline.questions[1].evidence"),
        ],
    ),
    (
        lambda: AskedQuestion(
            question=_question(), reasons=[REASON], last=Answer(question="Q2", value=True), last_on=DAY
        ),
        [("question.last", "AskedQuestion.last")],
    ),
    (
        lambda: _question(purposes=["routine", "", "routine"], leads_to=["F09", "banana", "", "F09", "E 1", "OWN-1"]),
        [
            ("empty", "Question.purposes[1]"),
            ("id.duplicate", "Question.purposes[2]"),
            ("question.points", "Question.leads_to[2]"),
            ("id.duplicate", "Question.leads_to[3]"),
            ("question.points", "Question.leads_to[1]"),
            ("question.points", "Question.leads_to[4]"),
        ],
    ),
    (
        lambda: _outline(
            _question(), id="a\nb", version="1\t2", products=["personal", " "], purposes=["sweep", "sweep"]
        ),
        [
            ("text.control", "Outline.id"),
            ("text.control", "Outline.version"),
            ("empty", "Outline.products"),
            ("id.duplicate", "Outline.purposes[1]"),
        ],
    ),
    (lambda: _outline(_question("close:F-7")), [("question.reserved", "Outline.questions[0].code")]),
    (lambda: AskedQuestion(question=_question(), reasons=[]), [("empty", "AskedQuestion.reasons")]),
    (
        lambda: AskedQuestion(question=_question(), reasons=[REASON], last=Answer(question="Q1", value=True)),
        [("key.missing", "AskedQuestion.last_on")],
    ),
    (
        lambda: AskedQuestion(question=_question(), reasons=[REASON], last_on=DAY),
        [("key.missing", "AskedQuestion.last")],
    ),
    (lambda: _derived(_question(), _question()), [("id.duplicate", "VisitOutline.asked")]),
    (
        lambda: AnswerCheck(record=RecordId("R"), pin="x@1", answered=["a"], open=["a"], least=Decimal("1.1")),
        [("id.duplicate", "AnswerCheck.answered"), ("decimal.range", "AnswerCheck.least")],
    ),
]


def _derived(*questions: Question, **given: object) -> VisitOutline:
    held: dict[str, object] = {
        "visit": VisitId("V"),
        "borrower": BorrowerId("B"),
        "method": Method.ON_SITE,
        "as_of": DAY,
        "purposes": ["routine"],
        "asked": [AskedQuestion(question=one, reasons=[REASON]) for one in questions],
    }
    return VisitOutline(**(held | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(("make", "faults"), WRONG)
def test_what_does_not_go_together_is_refused_by_path(
    make: Callable[[], object], faults: list[tuple[str, str]]
) -> None:
    """Every fault of a value is in the one error, under its path, with how to mend it in both languages."""
    with pytest.raises(InputError) as refused:
        make()
    assert [(one.code, one.path) for one in refused.value.faults] == faults
    assert all("{" not in one.text.zh + one.text.en for one in refused.value.faults)


@pytest.mark.parametrize(
    ("question", "value", "flaw"),
    [
        (_question(), True, None),
        (_question(), 1, "type"),
        (_question(), "yes", "type"),
        (_number(low=Decimal(0), high=Decimal(5)), 0, None),
        (_number(low=Decimal(0), high=Decimal(5)), Decimal("5.0"), None),
        (_number(low=Decimal(0), high=Decimal(5)), Decimal("5.01"), "bounds"),
        (_number(low=Decimal(0), high=Decimal(5)), -1, "bounds"),
        (_number(), True, "type"),
        (_question(kind=AnswerKind.MONEY, low=Decimal(0)), Money("0", "JPY"), None),
        (_question(kind=AnswerKind.MONEY, low=Decimal(0)), Money("-0.01", "CNY"), "bounds"),
        (_question(kind=AnswerKind.MONEY), Decimal(1), "type"),
        (_question(kind=AnswerKind.DATE), DAY, None),
        (_question(kind=AnswerKind.DATE), "2026-06-15", "type"),
        (_question(kind=AnswerKind.CHOICE, options=OPTIONS), "up", None),
        (_question(kind=AnswerKind.CHOICE, options=OPTIONS), "level", "option"),
        (_question(kind=AnswerKind.CHOICE, options=OPTIONS), True, "type"),
        (_question(kind=AnswerKind.TEXT), "a word", None),
        (_question(kind=AnswerKind.TEXT), " ", "type"),
        (_question(kind=AnswerKind.PHOTO), "E-1", None),
        (_question(kind=AnswerKind.READING), Decimal(1), "type"),
    ],
)
def test_an_answer_is_of_its_questions_type_and_inside_its_bounds(
    question: Question, value: AnswerValue, flaw: str | None
) -> None:
    """A flag is no number and a number no flag; bounds are in; nothing is coerced, and nothing is a blank."""
    assert question.flaw(value) == flaw


def test_evidence_may_be_demanded_for_some_answers_only() -> None:
    """What is demanded for any answer is always demanded, the rest with its answer."""
    held = [AnswerEvidence(kind="declaration"), AnswerEvidence(kind="contract", answers=[True])]
    question = _question(evidence=held)
    assert (question.demands(True), question.demands(False)) == (("declaration", "contract"), ("declaration",))


def test_a_purpose_that_nobody_names_takes_every_question() -> None:
    """A purpose named takes its own questions and those of all; one not named, and none at all, take everything."""
    outline = _outline(
        _question("Q1"),
        _question("Q2", purposes=["routine"]),
        _question("Q3", purposes=["first_check"], when=[_if("Q2", True)]),
        _question("Q4", purposes=["routine"]),
    )
    asked = {
        purpose: [one.code for one in outline.asked_for([purpose])] for purpose in ("first_check", "routine", "own")
    }
    assert asked == {
        "first_check": ["Q1", "Q2", "Q3"],  # Q2 decides whether Q3 applies
        "routine": ["Q1", "Q2", "Q4"],
        "own": ["Q1", "Q2", "Q3", "Q4"],
    }
    assert outline.asked_for([]) == outline.questions == outline.asked_for(["routine", "own"])
    chain = evolve(
        outline,
        questions=[
            _question("Q1", purposes=["routine"]),
            _question("Q2", purposes=["routine"], when=[_if("Q1", True)]),
            _question("Q3", purposes=["first_check"], when=[_if("Q2", True)]),
        ],
    )
    assert [one.code for one in chain.asked_for(["first_check"])] == ["Q1", "Q2", "Q3"]
    assert outline.question("Q4").purposes == ("routine",)
    with pytest.raises(InputError) as refused:
        outline.question("Q5")
    assert refused.value.code == "question.unknown"


def test_an_outline_is_read_aloud_with_all_that_it_says() -> None:
    """Each question says its type, its condition, its evidence and its warning; what is left out is not said."""
    outline = _outline(
        _question("Q1", mandatory=True, red_flag=Text(zh="停业", en="closed")),
        _number(when=[_if("Q1", False)], evidence=[AnswerEvidence(kind="bill")]),
        _question("C", AnswerKind.CHOICE, options=OPTIONS, evidence=[AnswerEvidence(kind="bill", answers=["up"])]),
        _question(
            "T",
            AnswerKind.TEXT,
            when=[
                _if("C", "up", "down", test=Comparison.IS_NOT),
                _if("N", Decimal(30), test=Comparison.ABOVE),
                _if("N", Decimal(31)),
                _if("Q1", False, test=Comparison.KNOWN),
                _if("Q1", True, test=Comparison.KNOWN),
            ],
        ),
        opening=[Text(zh="说明目的", en="say what for")],
        closing=[Text(zh="致谢", en="thank")],
        never=[Text(zh="威胁", en="threaten")],
        notes=Text(zh="备注", en="a note"),
    )
    told = [
        "the answer to C is not up or down",
        "the answer to N is more than 30",
        "the answer to N is 31",
        "the answer to Q1 is not known",
        "the answer to Q1 is known",
    ]
    assert outline.text.en.split("\n") == [
        "short (version 1) [own rule; practice, not regulation]",
        "To begin with: say what for",
        "Q1 Q1 (yes or no); must be answered; a warning: closed",
        "N N (a number, %); only where the answer to Q1 is no; to be brought: bills",
        "C C (up/down); to be brought: bills (where the answer is up)",
        f"T T (words); only where {' and '.join(told)}",
        "To end with: thank",
        "Never: threaten",
        "a note",
    ]
    assert "仅当问题 Q1 的答复为否；须取得缴费单据" in outline.text.zh
    assert "仅当问题 C 的答复不为 up 或 down，且问题 N 的答复超过 30，且问题 N 的答复为 31" in outline.text.zh
    assert len(_outline(_question()).text.zh.split("\n")) == 2


def test_the_outline_of_a_visit_says_why_and_hides_the_answers_of_last_time() -> None:
    """A question has its reasons and the day of its last answer under it; the answer itself is in no text."""
    last = Answer(question="Q1", value="张三")
    asked = AskedQuestion(question=_question("Q1", AnswerKind.TEXT), reasons=[REASON], last=last, last_on=DAY)
    outline = _derived(
        asked=[asked], brings=["voucher"], without=[LoanId("L-1")], never=[Text(zh="威胁", en="threaten")]
    )
    assert outline.proof.text.en.split("\n") == [
        "outline of the visit V, by on-site inspection",
        "  Q1 Q1",
        "    because",
        "    the answer of last time (2026-06-15) stands beside it",
        "  evidence that the duties demand: proof of use of funds",
        "  no outline is given for these loans: L-1",
    ]
    assert outline.text.zh.split("\n") == ["检查 V 的提纲，方式：现场检查", "Q1 Q1（文字）", "严禁：威胁"]
    assert "张三" not in f"{outline!r}{outline.proof.text.zh}{outline.text.zh}"
    assert len(_derived(_question()).proof.parts) == 1
    alone = _derived(_question(when=[_if("gone", "x"), _if("gone", Decimal(1))]))
    assert alone.text.en.endswith("only where the answer to gone is x and the gone is 1")


def test_a_pin_follows_from_what_is_asked_and_from_nothing_else() -> None:
    """Equal numbers written otherwise are one pin; another bound, condition, currency or word is another."""
    first = _question("M", AnswerKind.MONEY)
    tests = (
        _if("M", Money("1.50", "CNY"), test=Comparison.ABOVE),
        _if("M", Money("1.50", "USD"), test=Comparison.ABOVE),
    )
    one = _derived(first, _number(low=Decimal("1.0"), when=tests[:1]), pins=["own@1", "own.b@2"])
    same = _derived(first, _number(low=Decimal(1), when=tests[:1]), pins=["own@1", "own.b@2"])
    assert one.pin == same.pin
    assert one.pin.startswith("own@1+own.b@2#")
    for other in (
        _derived(first, _number(low=Decimal(2), when=tests[:1]), pins=one.pins),
        _derived(first, _number(low=Decimal(1), when=tests[1:]), pins=one.pins),
        _derived(first, evolve(one.questions[1], text=verbatim("other")), pins=one.pins),
        _derived(first, evolve(one.questions[1], mandatory=True), pins=one.pins),
        _derived(first, evolve(one.questions[1], evidence=[AnswerEvidence(kind="bill")]), pins=one.pins),
        _derived(*reversed(one.questions), pins=one.pins),
    ):
        assert other.pin != one.pin


def test_another_choice_is_another_pin() -> None:
    """What there is to choose from is part of what is asked; which purposes and findings it serves is not."""
    choice = _question(kind=AnswerKind.CHOICE, options=OPTIONS)
    pin = _derived(choice).pin
    assert _derived(evolve(choice, options=OPTIONS[:1])).pin != pin
    assert _derived(evolve(choice, purposes=["routine"], leads_to=["F09"])).pin == pin


@pytest.mark.parametrize(
    ("answered", "open_", "coverage", "said"),
    [
        ((), (), None, "coverage not known (0/0)"),
        (("a",), (), Decimal(1), "coverage 100 % (1/1)"),
        (("a", "b"), ("c",), Decimal("0.6666"), "coverage 66.66 % (2/3)"),
    ],
)
def test_a_share_is_cut_off_and_never_rounded_up(
    answered: tuple[str, ...], open_: tuple[str, ...], coverage: Decimal | None, said: str
) -> None:
    """Two of three are 66.66 %, not 66.67 %; where nothing applies there is no share, and not zero."""
    result = AnswerCheck(record=RecordId("R"), pin="x@1", answered=answered, open=open_, least=Decimal("0.9"))
    assert result.coverage == coverage
    assert result.can_be_completed
    assert result.text.en == f"{said}, the visit can be completed; faulty answers: 0"
