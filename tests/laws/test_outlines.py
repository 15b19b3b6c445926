"""The laws of outlines: what a planned visit is asked, and how far a record answers it."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import check_answers, kind
from loanvisit.codec import canonical_bytes, from_document, to_document
from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Finding,
    FindingId,
    LoanId,
    Method,
    NoAnswer,
    Outcome,
    Outline,
    PastFinding,
    Visit,
    VisitId,
    VisitRecord,
)
from loanvisit.scheduling import derive_outline
from loanvisit.scheduling.discharge import needs
from loanvisit.testing import a_duty, a_file, a_loan, a_record, a_rule, strategies
from loanvisit.testing.strategies.asking import answering
from loanvisit.words import LANGUAGES

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

PAID, AS_OF = date(2025, 11, 30), date(2026, 6, 15)
BEFORE, BETWEEN, LATER = PAID - timedelta(days=1), date(2026, 2, 2), AS_OF + timedelta(days=1)
SENTINEL = "哨兵张三110101199003071234"
PURPOSES = ("routine", "first_check", "stock")


@frozen(kw_only=True)
class Case:
    """A file with one planned visit, and the outlines there are."""

    file: BorrowerFile
    outlines: tuple[Outline, ...]

    @property
    def visit(self) -> Visit:
        return self.file.visits[0]


def a_finding(
    id: str,  # noqa: A002
    on: date,
    *,
    code: str = "F09",
    loans: tuple[str, ...] = ("L-1",),
) -> Finding:
    known = kind(code)
    return Finding(
        id=FindingId(id), kind=known, weight=known.weight, borrower=a_file().id, found_on=on,
        due_on=on + timedelta(days=30), loans=tuple(map(LoanId, loans)),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a visit to loans of two products, with outlines for some of them, and what earlier visits left."""
    method = draw(st.sampled_from([Method.ON_SITE, Method.INTERVIEW]))
    products = draw(st.lists(st.sampled_from(["working_capital", "project"]), min_size=1, max_size=2))
    loans = [
        a_loan(f"L-{place}", disbursed_on=PAID, product=product, matures_on=date(2030, 1, 1))
        for place, product in enumerate(products, 1)
    ]
    outlines = [
        draw(strategies.outlines(name=f"own.{product}.{by.value}", method=by, products=(product,), purposes=()))
        for product, by in draw(
            st.sets(st.tuples(st.sampled_from(["working_capital", "project"]), st.sampled_from([method, Method.DATA])))
        )
    ]
    codes = [one.code for outline in outlines for one in outline.questions] or ["stock"]
    duties = [
        a_duty(
            date(2026, 4, 1), date(2026, 6, 30), subject=LoanId(f"L-{place}"),
            rule=a_rule(
                f"clause.{place}", purpose=draw(st.sampled_from(PURPOSES)),
                questions=draw(st.lists(st.sampled_from([*codes, "books"]), max_size=2, unique=True)),
                evidence=draw(st.lists(st.sampled_from(["voucher", "invoice"]), max_size=1)),
            ),
        )
        for place in range(1, len(loans) + 1)
    ]  # fmt: skip
    visit = Visit(borrower=a_file().id, method=method, window=duties[0].window, covers=tuple(duties))
    answers = draw(st.lists(st.sampled_from(codes), unique=True))
    told = [Answer(question=code, value=draw(st.sampled_from([None, "x"]))) for code in answers]
    record = evolve(a_record(BETWEEN, "L-1", visit="earlier"), answers=told)
    findings = draw(st.sets(st.sampled_from(["F08", "F09", "F47"])))
    file = evolve(
        a_file(*loans, obligations=duties),
        visits=(visit,),
        records=(record,),
        findings=tuple(a_finding(f"X-{code}", BETWEEN, code=code) for code in sorted(findings)),
        past_findings=draw(
            st.sampled_from([(), (PastFinding(id=FindingId("OLD"), borrower=a_file().id, found_on=BETWEEN),)])
        ),
    )
    return Case(file=file, outlines=tuple(outlines))


@given(cases(), st.data())
def test_the_order_of_what_is_given_does_not_show(case: Case, data: st.DataObject) -> None:
    """Outlines, records and findings given in any order make the same outline, byte for byte."""
    one = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    file = evolve(
        case.file,
        findings=tuple(data.draw(st.permutations(case.file.findings))),
        obligations=tuple(data.draw(st.permutations(case.file.obligations))),
    )
    other = derive_outline(file, case.visit.id, outlines=data.draw(st.permutations(case.outlines)), as_of=AS_OF)
    assert one == other
    assert canonical_bytes(to_document(one)) == canonical_bytes(to_document(other))
    back = from_document(to_document(one))
    assert back == one
    assert getattr(back, "pin", None) == one.pin


@given(cases())
def test_each_question_has_a_reason_and_what_it_turns_on_comes_first(case: Case) -> None:
    """No question is asked twice or without a reason in both languages, nor before one that its conditions look at."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    codes = [one.question.code for one in derived.asked]
    assert len(set(codes)) == len(codes)
    for place, one in enumerate(derived.asked):
        assert {str(test.fact) for test in one.question.when} <= set(codes[:place])
        for language in LANGUAGES:
            assert all(reason.statement.of(language) for reason in one.reasons)
            assert "{" not in one.proof.text.of(language)


@given(cases())
def test_nothing_that_a_covered_duty_demands_is_left_out(case: Case) -> None:
    """Every question and every kind of evidence that the clauses demand is there, and says which duty demands it."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    asked = {one.question.code: one for one in derived.asked}
    for duty in case.visit.covers:
        for need in needs(duty.rule):
            family, _, code = need.partition(":")
            if family == "evidence":
                assert code in derived.brings
            else:
                assert any(duty.rule.title.zh in reason.statement.zh for reason in asked[code].reasons)


@given(cases())
def test_what_fits_the_visit_is_asked_as_its_outline_says(case: Case) -> None:
    """Of each outline for its products and method, all that serves its purposes is asked, in the outline's order."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    codes = [one.question.code for one in derived.asked]
    products = {loan.product for loan in case.file.loans}
    for outline in case.outlines:
        asked = [one.code for one in outline.asked_for(case.visit.purposes)]
        if outline.method is case.visit.method and outline.products & products:
            assert [code for code in codes if code in asked] == asked
            assert outline.pin in derived.pins
        else:
            assert outline.pin not in derived.pins
    served = {product for one in case.outlines if one.pin in derived.pins for product in one.products}
    assert {*derived.without} == {loan.id for loan in case.file.loans if loan.product not in served}


@given(cases(), st.sampled_from([BEFORE, LATER]))
def test_nothing_from_before_disbursement_or_from_later_is_carried_over(case: Case, on: date) -> None:
    """A record and findings of a day before the payout, or after the day asked about, change nothing."""
    codes = [one.code for outline in case.outlines for one in outline.questions]
    told = [Answer(question=code, value=value) for code, value in zip(codes, ["y", None] * 20, strict=False)]
    record = evolve(a_record(on, "L-1", visit="other", id="R-2"), answers=told)
    file = evolve(
        case.file,
        records=(*case.file.records, record),
        findings=(*case.file.findings, a_finding("Z-1", on, code="F08"), a_finding("Z-2", on, code="F31", loans=())),
        past_findings=(
            *case.file.past_findings, PastFinding(id=FindingId("Z-3"), borrower=case.file.id, found_on=on),
        ),
    )  # fmt: skip
    assert derive_outline(file, case.visit.id, outlines=case.outlines, as_of=AS_OF) == derive_outline(
        case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF
    )


@given(cases())
def test_what_was_answered_last_time_is_no_answer_of_this_visit(case: Case) -> None:
    """The answers of last time stand beside their questions with their day, and answer nothing."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    [earlier] = case.file.records
    told = {one.question: one for one in earlier.answers if one.value is not None}
    for one in derived.asked:
        expected = told.get(one.question.code)
        assert (one.last, one.last_on) == ((expected, earlier.on) if expected else (None, None))
    empty = evolve(a_record(AS_OF, method=case.visit.method), outline_version=derived.pin)
    result = check_answers(derived, empty)
    assert result.answered == ()
    assert not result.can_be_completed


@given(cases())
def test_what_was_not_answered_last_time_is_asked_again(case: Case) -> None:
    """A question of a fitting outline that was asked and not answered is asked, whatever this visit is for."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    asked = {one.question.code: one for one in derived.asked}
    [earlier] = case.file.records
    unanswered = {one.question for one in earlier.answers if one.value is None}
    for outline in case.outlines:
        for one in outline.questions:
            if outline.pin in derived.pins and one.code in unanswered:
                assert "asked.unanswered" in [reason.key for reason in asked[one.code].reasons]


@given(cases())
def test_another_question_is_another_pin(case: Case) -> None:
    """The same questions have one pin; with a question more, or other evidence to bring, it is another."""
    derived = derive_outline(case.file, case.visit.id, outlines=case.outlines, as_of=AS_OF)
    assert evolve(derived, as_of=LATER).pin == derived.pin
    assert evolve(derived, brings=(*derived.brings, "own")).pin != derived.pin
    fewer = evolve(derived, asked=derived.asked[1:])
    assert (fewer.pin == derived.pin) == (not derived.asked)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Outline, VisitRecord]:
    outline = draw(strategies.outlines())
    return outline, draw(answering(outline))


@given(answered(), st.data())
def test_every_question_is_in_one_place_whatever_the_order(
    drawn: tuple[Outline, VisitRecord], data: st.DataObject
) -> None:
    """Answered, open, excused, undecided or not asked: each question once, and answers in any order say the same."""
    outline, record = drawn
    result = check_answers(outline, record)
    places = (result.answered, result.open, result.excused, result.undecided, result.not_asked)
    assert sorted(code for place in places for code in place) == sorted(one.code for one in outline.questions)
    shuffled = evolve(record, answers=data.draw(st.permutations(record.answers)))
    assert check_answers(outline, shuffled) == result
    assert from_document(to_document(result)) == result


@given(answered(), st.integers(0, 100).map(lambda count: Decimal(count) / 100))
def test_a_visit_is_completed_by_the_exact_share(drawn: tuple[Outline, VisitRecord], least: Decimal) -> None:
    """Coverage is what is answered of what applies, exactly; with it go mandatory questions, pin and method."""
    outline, record = drawn
    result = check_answers(outline, record, least=least)
    share = None if not result.applicable else Fraction(len(result.answered), result.applicable)
    told = {one.question for one in record.answers if one.reason not in (None, NoAnswer.NOT_APPLICABLE)}
    lacking = {one.code for one in outline.questions if one.mandatory} & {*result.open, *({*result.undecided} - told)}
    made = record.outcome is Outcome.MADE and not record.void
    sound = made and record.outline_version == outline.pin and record.method is outline.method
    complete = share is not None and share >= Fraction(least) and not lacking and sound
    assert result.can_be_completed == complete
    assert (result.coverage is None) == (share is None)
    if share is not None and result.coverage is not None:
        assert 0 <= share - Fraction(result.coverage) < Fraction(1, 10_000)


@given(answered())
def test_unknown_is_not_no(drawn: tuple[Outline, VisitRecord]) -> None:
    """With no answer known, whatever turns on an answer is undecided, neither asked nor let go, for whatever reason."""
    outline, record = drawn
    for reason in (None, NoAnswer.NOT_KNOWN, NoAnswer.REFUSED):
        silent = evolve(record, answers=[Answer(question=one.code, reason=reason) for one in outline.questions])
        result = check_answers(outline, silent)
        assert {*result.undecided} == {one.code for one in outline.questions if one.when}
        assert result.answered == result.not_asked == ()


@given(answered())
def test_no_mandatory_question_is_let_go_by_word(drawn: tuple[Outline, VisitRecord]) -> None:
    """Said not to apply, a question that is not mandatory is not asked; a mandatory one stays open."""
    outline, record = drawn
    told = [Answer(question=one.code, reason=NoAnswer.NOT_APPLICABLE) for one in outline.questions]
    result = check_answers(outline, evolve(record, answers=told))
    free = {one.code for one in outline.questions if not one.when}
    mandatory = {one.code for one in outline.questions if one.mandatory}
    assert free & mandatory <= {*result.open}
    assert free - mandatory <= {*result.not_asked}
    assert not mandatory & {*result.not_asked} - {one.code for one in outline.questions if one.when}


@given(answered())
def test_no_answer_is_told(drawn: tuple[Outline, VisitRecord]) -> None:
    """Neither the result nor its proof, in any form, says what was answered."""
    outline, record = drawn
    told = [evolve(one, value=SENTINEL, reason=None) for one in record.answers]
    result = check_answers(outline, evolve(record, answers=told))
    shown = (repr(result), result.proof.text.zh, result.proof.text.en, canonical_bytes(to_document(result)).decode())
    assert all(SENTINEL not in one for one in shown)


def test_a_visit_not_made_and_this_visit_itself_leave_nothing() -> None:
    """Of a record of a visit that was not made, and of the visit's own record sent back, nothing is carried over."""
    duty = a_duty(date(2026, 4, 1), date(2026, 6, 30), rule=a_rule(questions=["stock"]))
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
    answer = Answer(question="stock", value="x")
    own = evolve(a_record(BETWEEN, visit=visit.id.value), answers=[answer])
    refused = evolve(a_record(BETWEEN, visit="other", outcome=Outcome.REFUSED, id="R-2"), answers=[answer])
    elsewhere = evolve(a_record(BETWEEN, "L-9", visit="another", id="R-3"), answers=[answer])
    file = evolve(
        a_file(a_loan("L-1", product="project"), a_loan("L-9"), obligations=[duty]),
        visits=(visit,),
        records=(own, refused, elsewhere),
    )
    [asked] = derive_outline(file, VisitId(visit.id.value), outlines=[], as_of=AS_OF).asked
    assert asked.last is None
