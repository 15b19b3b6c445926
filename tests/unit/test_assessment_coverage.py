"""How far a record answers its outline: each place a question may have, each thing that may be wrong, each obstacle."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.assessment import check_answers
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
    FactName,
    Method,
    Money,
    NoAnswer,
    Outcome,
    Proof,
    Reading,
    VisitId,
    VisitOutline,
    VisitRecord,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_question, a_record, an_outline
from loanvisit.words import verbatim

DAY = date(2026, 4, 20)


def _if(code: str, *values: bool | Decimal | str, test: Comparison = Comparison.IS) -> Condition:
    return Condition(fact=FactName(code), test=test, values=values)


FULL = an_outline(
    a_question("idle", mandatory=True, evidence=[AnswerEvidence(kind="bill", answers=[True])]),
    a_question("days", AnswerKind.NUMBER, low=Decimal(0), when=[_if("idle", True)]),
    a_question("cause", AnswerKind.TEXT, when=[_if("days", Decimal(30), test=Comparison.ABOVE)]),
    a_question("front", AnswerKind.PHOTO),
    a_question("sign", AnswerKind.SIGNATURE),
    a_question("meter", AnswerKind.READING),
    a_question("trend", AnswerKind.CHOICE),
)
SOUND: dict[str, AnswerValue] = {
    "idle": True, "days": 40, "cause": "no orders", "front": "photo", "sign": "signature", "meter": "power",
    "trend": "up",
}  # fmt: skip
READ = Reading(kind="power", on=DAY)


def _record(
    answers: dict[str, AnswerValue | NoAnswer | None], *, brings: tuple[str, ...] = ("bill", "photo", "signature")
) -> VisitRecord:
    told = [
        Answer(question=code, reason=value) if isinstance(value, NoAnswer) else Answer(question=code, value=value)
        for code, value in answers.items()
    ]
    return evolve(a_record(DAY, evidence=brings), answers=told, readings=[READ], outline_version=FULL.pin)


def _check(**answers: AnswerValue | NoAnswer | None) -> AnswerCheck:
    return check_answers(FULL, _record({**SOUND, **answers}))


def _issues(result: AnswerCheck) -> list[tuple[str, object]]:
    return [(one.key, one.values.get("question")) for one in result.issues]


def test_a_record_that_answers_everything_can_be_completed() -> None:
    """Seven of seven, nothing wrong, nothing in the way."""
    result = _check()
    assert result.answered == tuple(one.code for one in FULL.questions)
    assert (result.coverage, result.issues, result.obstacles) == (1, (), ())
    assert result.text.zh == "提纲完成率 100%（7/7），可以办结；答复问题 0 处"


@pytest.mark.parametrize(
    ("code", "value", "key"),
    [
        ("idle", 1, "answer.type"),
        ("days", "40", "answer.type"),
        ("days", -1, "answer.bounds"),
        ("trend", "sideways", "answer.option"),
        ("front", "bill", "answer.pointer"),  # it is in the record, and is no photo
        ("front", "E-9", "answer.pointer"),
        ("sign", "photo", "answer.pointer"),
        ("meter", "water", "answer.pointer"),
    ],
)
def test_an_answer_that_is_wrong_in_itself_is_none(code: str, value: AnswerValue, key: str) -> None:
    """It is named by its question, in both languages without the value, and the question stays open."""
    result = _check(**{code: value})
    assert _issues(result) == [(key, code)]
    assert code in result.open
    assert str(value) not in result.issues[0].statement.zh.replace(code, "")


def test_conditions_decide_what_applies() -> None:
    """Not idle: neither the days nor the cause are asked; said all the same, they are named."""
    result = _check(idle=False)
    assert result.not_asked == ("days", "cause")
    assert _issues(result) == [("answer.inapplicable", "days"), ("answer.inapplicable", "cause")]
    silent = check_answers(FULL, _record({**SOUND, "idle": False, "days": None, "cause": None}))
    assert (_issues(silent), silent.coverage) == ([], 1)
    short = _check(days=Decimal(30), cause=None)
    assert (short.not_asked, short.obstacles) == (("cause",), ())


def test_unknown_is_not_no() -> None:
    """Whether it is idle is not known: what turns on it is undecided, unless it is answered all the same."""
    unknown = check_answers(FULL, _record({**SOUND, "idle": NoAnswer.NOT_KNOWN, "days": None, "cause": None}))
    assert (unknown.excused, unknown.undecided) == (("idle",), ("days", "cause"))
    assert unknown.applicable == 5
    wrong = _check(idle=NoAnswer.NOT_KNOWN, days="40", cause=None)
    assert wrong.undecided == ("days", "cause")
    told = _check(idle=NoAnswer.NOT_KNOWN, cause=None)
    assert "days" in told.answered
    assert told.open == ("cause",)


def test_one_condition_that_does_not_hold_is_enough() -> None:
    """Of two conditions one is not known and one does not hold: the question does not apply, in whatever order."""
    for tests in ([_if("a", True), _if("b", True)], [_if("b", True), _if("a", True)]):
        outline = an_outline(a_question("a"), a_question("b"), a_question("c", when=tests))
        result = check_answers(outline, _record({"a": None, "b": False}))
        assert (result.undecided, result.not_asked) == ((), ("c",))


def test_a_mandatory_question_takes_an_answer_or_a_reason() -> None:
    """Without either it stands in the way; that it does not apply is no reason, and of another question it is."""
    for reason in (NoAnswer.REFUSED, NoAnswer.NOT_SHOWN, NoAnswer.OUT_OF_REACH, NoAnswer.NOT_KNOWN):
        assert "answers.mandatory" not in [one.key for one in _check(idle=reason).obstacles]
    bare = _check(idle=None)
    assert [(one.key, one.values.get("question")) for one in bare.obstacles] == [
        ("answers.mandatory", "idle"),
        ("answers.coverage", None),
    ]
    assert bare.coverage == Decimal("0.8571")
    away = _check(idle=NoAnswer.NOT_APPLICABLE)
    assert (_issues(away), away.open) == ([("answer.always", "idle")], ("idle",))
    other = _check(trend=NoAnswer.NOT_APPLICABLE)
    assert (other.not_asked, other.coverage, other.obstacles) == (("trend",), 1, ())


def test_evidence_that_an_answer_must_bring_is_named_and_the_answer_stands() -> None:
    """A yes brings the bill; without it the answer is one, with an issue; a no brings nothing."""
    result = check_answers(FULL, _record({**SOUND}, brings=("photo", "signature")))
    assert _issues(result) == [("answer.evidence", "idle")]
    assert "缴费单据" in result.issues[0].statement.zh
    assert "idle" in result.answered
    running = {**SOUND, "idle": False, "days": None, "cause": None}
    assert check_answers(FULL, _record(running, brings=("photo", "signature"))).issues == ()


def test_what_the_outline_does_not_ask_and_what_is_told_twice_is_named() -> None:
    """Answers outside the outline by code; two answers to one question are none, and neither decides a condition."""
    record = _record({"z": 1, "a": True, **SOUND, "days": None, "cause": None})
    twice = evolve(record, answers=[*record.answers, Answer(question="idle", value=False)])
    result = check_answers(FULL, twice)
    assert _issues(result) == [("answer.twice", "idle"), ("answer.outside", "a"), ("answer.outside", "z")]
    assert (result.open, result.undecided) == (("idle",), ("days", "cause"))
    both = evolve(record, answers=[*record.answers[:2], *(Answer(question="days", value=one) for one in (1, 2))])
    assert check_answers(FULL, both).undecided == ("days", "cause")


def test_what_does_not_read_like_a_code_is_not_told() -> None:
    """Words in place of a code may be somebody's name: that there are some is told once, and none of them."""
    record = _record({"张三13800138000": True, "李四": True, "Z9": True, **SOUND})
    result = check_answers(FULL, record)
    assert _issues(result) == [("answer.outside", "Z9"), ("answer.unnamed", None)]
    assert not any(name in repr(result) + result.proof.text.zh for name in ("张三", "1380013", "李四"))


def test_a_record_of_another_outline_version_or_method_cannot_be_completed() -> None:
    """The version is pinned to the record; none at all is no pin, and another method was not asked this."""
    record = _record({**SOUND})
    for changed, key in (
        (evolve(record, outline_version=None), "answers.unpinned"),
        (evolve(record, outline_version="own.site@2"), "answers.version"),
        (evolve(record, method=Method.INTERVIEW), "answers.method"),
    ):
        result = check_answers(FULL, changed)
        assert [one.key for one in result.obstacles] == [key]
        assert result.issues == ()
        assert "不能办结" in result.proof.text.zh


def test_a_record_of_a_visit_not_made_cannot_be_completed() -> None:
    """A void record, and one of a visit that was refused, say so, whatever was answered."""
    record = _record({**SOUND})
    for changed, key, said in (
        (evolve(record, void=True), "answers.void", "记录已作废"),
        (evolve(record, outcome=Outcome.REFUSED), "answers.outcome", "检查结果为借款人拒绝，检查并未完成"),
    ):
        result = check_answers(FULL, changed)
        assert [(one.key, one.statement.zh) for one in result.obstacles] == [(key, said)]
        assert not result.can_be_completed


def test_a_mandatory_question_that_may_apply_takes_an_answer_or_a_reason() -> None:
    """What it turns on is not known: it stands in the way until it is answered, or somebody says why not."""
    gate = a_question("idle")
    outline = evolve(FULL, questions=[gate, a_question("since", mandatory=True, when=[_if("idle", True)])])
    for told in (None, NoAnswer.NOT_APPLICABLE):
        result = check_answers(outline, _record({"idle": NoAnswer.NOT_KNOWN, "since": told}), least=Decimal(0))
        assert result.undecided == ("since",)
        assert [(one.key, one.values.get("question")) for one in result.obstacles] == [("answers.undecided", "since")]
    silent = check_answers(outline, _record({"idle": NoAnswer.NOT_KNOWN}), least=Decimal(0))
    assert [one.key for one in silent.obstacles] == ["answers.undecided"]
    for reason in (NoAnswer.REFUSED, NoAnswer.NOT_KNOWN):
        result = check_answers(outline, _record({"idle": NoAnswer.NOT_KNOWN, "since": reason}), least=Decimal(0))
        assert (result.undecided, result.obstacles) == (("since",), ())
    answered = check_answers(outline, _record({"idle": NoAnswer.NOT_KNOWN, "since": False}), least=Decimal(0))
    assert (answered.answered, answered.obstacles) == (("since",), ())


def test_the_least_share_is_the_banks_own() -> None:
    """Six of seven are below 90 % and above 85 %; a share that is none is refused, and so is nothing at all."""
    record = _record({**SOUND, "trend": None})
    assert [one.key for one in check_answers(FULL, record).obstacles] == ["answers.coverage"]
    assert check_answers(FULL, record).obstacles[0].statement.en.endswith("answered: 6, which is below 90 %")
    assert check_answers(FULL, record, least=Decimal("0.85")).can_be_completed
    with pytest.raises(InputError) as refused:
        check_answers(FULL, record, least=Decimal(2))
    assert (refused.value.code, refused.value.path) == ("decimal.range", "least")
    one = evolve(FULL, questions=[FULL.questions[-1]])
    nothing = check_answers(one, _record({"trend": NoAnswer.NOT_APPLICABLE}), least=Decimal(0))
    assert (nothing.coverage, nothing.can_be_completed) == (None, False)


def test_the_outline_of_a_visit_is_checked_with_what_its_duties_demand() -> None:
    """Evidence that the duties demand is named where it lacks; a condition on a question not asked is undecided."""
    reason = Proof(key="asked.duty", statement=verbatim("because"))
    derived = VisitOutline(
        visit=VisitId("visit~~1"),
        borrower=BorrowerId("B-1"),
        method=Method.ON_SITE,
        as_of=DAY,
        purposes=["routine"],
        asked=[AskedQuestion(question=one, reasons=[reason]) for one in (FULL.questions[1], FULL.questions[3])],
        brings=["photo", "voucher"],
        pins=["own.site@1"],
    )
    record = evolve(_record({"front": "photo"}), outline_version=derived.pin)
    result = check_answers(derived, record)
    assert (result.answered, result.undecided) == (("front",), ("days",))
    assert [one.statement.en for one in result.issues] == [
        "evidence that the duties demand is lacking: proof of use of funds"
    ]
    assert result.can_be_completed
    assert check_answers(derived, evolve(record, evidence=[])).open == ("front",)
    strange = evolve(record, visit=VisitId("visit~~2"), borrower=BorrowerId("B-2"))
    assert [(one.key, one.statement.en) for one in check_answers(derived, strange).obstacles] == [
        ("answers.visit", "the record is not of the visit visit~~1"),
        ("answers.borrower", "the record is not of the borrower B-1"),
    ]
    brought = evolve(_record({"front": "photo"}, brings=("photo", "voucher")), outline_version=derived.pin)
    assert check_answers(derived, brought).issues == ()


def test_amounts_compare_in_their_own_currency() -> None:
    """A condition on an amount in another currency says nothing: what turns on it is undecided."""
    above = Condition(fact=FactName("sum"), test=Comparison.ABOVE, values=(Money("100.00", "CNY"),))
    outline = evolve(
        FULL, questions=[a_question("sum", AnswerKind.MONEY), a_question("why", AnswerKind.TEXT, when=[above])]
    )
    for currency, place in (("CNY", "open"), ("USD", "undecided")):
        result = check_answers(outline, _record({"sum": Money("101.00", currency)}))
        assert getattr(result, place) == ("why",)
