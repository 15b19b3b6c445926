"""Feedback: who asks and answers, by when, the rate of each loop, and questions that visits leave unanswered."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import LEAST_UNANSWERED, feedback_rates, unanswered_questions
from loanvisit.domain import (
    FEEDBACK_LIFECYCLE,
    FEEDBACK_LOOPS,
    Answer,
    ClauseId,
    Feedback,
    FeedbackId,
    FeedbackLoop,
    FeedbackRate,
    FeedbackState,
    NoAnswer,
    Officer,
    OfficerId,
    Outcome,
    RecordId,
    ReturnReason,
    Role,
    SignalId,
    UnansweredQuestion,
)
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import answer_feedback, ask_again, give_feedback, settle_feedback, withdraw_feedback
from loanvisit.testing import a_question, an_officer, an_outline
from loanvisit.testing.strategies import feedback as any_feedback
from tests.stateful.cases import ANNA, BO, DESK, HEAD, RISK, a_planned_file, its_record, noon

CN = presets.calendar("CN")
NOON = noon(date(2026, 3, 2))
LATER = noon(date(2026, 3, 12))


def given_by(
    by: Officer | None = RISK,
    *,
    to: OfficerId | Role = ANNA.id,
    loop: FeedbackLoop = FeedbackLoop.SIGNAL,
    **more: object,
) -> Feedback:
    """Feedback on a signal, asked of Anna by the risk manager unless the test says otherwise."""
    about = SignalId("S-1")
    return give_feedback(
        FeedbackId("FB-1"), loop, about=about, to=to, text="paid?", at=NOON, calendar=CN, by=by, **more
    )  # type: ignore[arg-type]


ASKED = given_by()
ANSWERED = answer_feedback(ASKED, "yes", by=ANNA, at=LATER, calendar=CN)


def test_feedback_on_a_signal_is_due_in_ten_working_days_and_in_other_loops_when_the_bank_says() -> None:
    """Asked on Monday 2 March 2026: due on Monday the 16th. Practice names no time for the other loops."""
    assert ASKED.due_on == date(2026, 3, 16)
    assert given_by(loop=FeedbackLoop.FIELD).due_on is None
    assert given_by(loop=FeedbackLoop.FIELD, due_on=date(2026, 3, 5)).due_on == date(2026, 3, 5)
    assert [loop for loop, row in FEEDBACK_LOOPS.items() if row.within is not None] == [FeedbackLoop.SIGNAL]
    assert all(row.citation.zh and row.confidence.value == "practice" for row in FEEDBACK_LOOPS.values())


def test_what_was_asked_and_answered_is_in_no_repr() -> None:
    """Questions and answers may tell of people: neither is shown."""
    assert "paid?" not in repr(ANSWERED)
    assert "yes" not in repr(ANSWERED)
    assert (ANSWERED.answer, ANSWERED.answered_on, ANSWERED.version) == ("yes", date(2026, 3, 12), 2)


Step = Callable[[Feedback, Officer, datetime], Feedback]
STEPS: dict[str, Step] = {
    "answer": lambda one, by, at: answer_feedback(one, "once more", by=by, at=at, calendar=CN),
    "settle": lambda one, by, at: settle_feedback(one, by=by, at=at),
    "ask_again": lambda one, by, at: ask_again(one, "when?", by=by, at=at),
    "withdraw": lambda one, by, at: withdraw_feedback(one, by=by, at=at),
}
DOERS = {"answer": ANNA, "settle": RISK, "ask_again": RISK, "withdraw": RISK}


@pytest.mark.parametrize("state", FeedbackState)
@pytest.mark.parametrize("move", STEPS)
def test_every_pair_is_reached_or_refused(state: FeedbackState, move: str) -> None:
    """A step goes through exactly where the table has the move, and ends where the table says."""
    held = evolve(ANSWERED, state=state)
    assert state.text.zh
    row = FEEDBACK_LIFECYCLE.move(move)
    assert row is not None
    if state.value in row.sources:
        after = STEPS[move](held, DOERS[move], LATER)
        assert (after.state.value, after.version, after.moved_at) == (row.target, held.version + 1, LATER)
    else:
        with pytest.raises(TransitionError):
            STEPS[move](held, DOERS[move], LATER)


@pytest.mark.parametrize(
    ("move", "by", "allowed"),
    [
        ("answer", ANNA, True),
        ("answer", BO, False),
        ("answer", RISK, False),
        ("settle", RISK, True),
        ("settle", DESK, True),
        ("settle", ANNA, False),
        ("settle", HEAD, False),
        ("ask_again", BO, False),
        ("withdraw", ANNA, False),
        ("withdraw", RISK, True),
    ],
)
def test_only_who_was_asked_answers_and_only_who_asked_is_content(move: str, by: Officer, allowed: bool) -> None:
    """Whoever was asked answers; whoever asked, or the desk, is content or asks again; nobody judges their own."""
    held = ANSWERED if move in ("settle", "ask_again") else ASKED
    assert bool(held.can(move, by=by)) is allowed
    if not allowed:
        with pytest.raises(SeparationOfDutiesError):
            STEPS[move](held, by, LATER)


def test_whoever_holds_the_post_answers_for_it() -> None:
    """Of a post everybody who holds it may answer, but not who asked, and then not be content with it."""
    of_desk = given_by(to=Role.POST_LOAN_DESK)
    assert of_desk.can("answer", by=DESK)
    assert not of_desk.can("answer", by=BO)
    assert not of_desk.can("answer")
    own = given_by(by=DESK, to=Role.POST_LOAN_DESK)
    assert own.can("answer", by=DESK).code == "ruling.own"
    answered = answer_feedback(of_desk, "yes", by=DESK, at=LATER, calendar=CN)
    assert answered.can("settle", by=DESK).code == "ruling.own"


def test_asked_again_the_first_answer_counts() -> None:
    """The day of the first answer stays, and so does the last day."""
    again = ask_again(ANSWERED, "and when?", by=RISK, at=LATER)
    late = answer_feedback(again, "in May", by=ANNA, at=noon(date(2026, 4, 1)), calendar=CN)
    assert (late.text, late.answered_on, late.due_on) == ("and when?", date(2026, 3, 12), ASKED.due_on)
    assert not again.is_overdue(date(2026, 4, 1))
    assert ASKED.is_overdue(date(2026, 3, 17))
    assert not withdraw_feedback(ASKED, by=RISK, at=LATER).is_overdue(date(2026, 4, 1))
    assert not given_by(loop=FeedbackLoop.FIELD).is_overdue(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"text": " "}, ["empty"]),
        ({"about": " "}, ["empty"]),
        ({"answerer": None}, ["feedback.answerer"]),
        ({"desk": Role.APPROVER}, ["feedback.answerer"]),
        ({"reasons": (ReturnReason.LATE,)}, ["feedback.reasons"]),
        ({"state": FeedbackState.ANSWERED}, ["feedback.answer"]),
        ({"answer": "yes"}, ["feedback.answer"]),
        ({"text": " ", "answerer": None}, ["empty", "feedback.answerer"]),
    ],
)
def test_feedback_that_cannot_be_is_refused_whole(changes: dict[str, object], codes: list[str]) -> None:
    """Nothing asked, nobody to answer, codes of another loop, half an answer: all are told."""
    with pytest.raises(InputError) as refused:
        evolve(ASKED, **changes)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.faults] == codes


def test_a_step_refuses_what_it_cannot_take() -> None:
    """Nobody who asks, somebody beside the borrower, days and instants out of order, an answer of nothing."""
    with pytest.raises(InputError, match="by"):
        given_by(by=None)
    with pytest.raises(InputError, match="by"):
        given_by(loop=FeedbackLoop.BORROWER)
    complaint = given_by(by=None, to=Role.POST_LOAN_DESK, loop=FeedbackLoop.BORROWER)
    assert (complaint.raiser, complaint.desk) == (None, Role.POST_LOAN_DESK)
    with pytest.raises(InputError, match="due_on"):
        given_by(due_on=date(2026, 3, 1))
    with pytest.raises(InputError, match="text"):
        answer_feedback(ASKED, " ", by=ANNA, at=LATER, calendar=CN)
    with pytest.raises(InputError, match="at"):
        answer_feedback(ASKED, "yes", by=ANNA, at=noon(date(2026, 3, 1)), calendar=CN)


def test_codes_and_subjects_are_kept() -> None:
    """A returned report has its codes; a clause and a question of an outline can be what feedback is about."""
    returned = given_by(loop=FeedbackLoop.REVIEW, reasons=[ReturnReason.FIGURES])
    assert returned.reasons == (ReturnReason.FIGURES,)
    assert evolve(returned, about=ClauseId("routine")).about == ClauseId("routine")
    assert evolve(returned, about="W-T5").about == "W-T5"


def test_rates_are_counted_loop_by_loop_and_walk_back_to_rows() -> None:
    """One in time, one late, one never answered, one not due yet, one withdrawn, one without a day: one of three."""
    late = evolve(ANSWERED, id=FeedbackId("FB-2"), answered_on=date(2026, 3, 17))
    never, waits = evolve(ASKED, id=FeedbackId("FB-3")), evolve(ASKED, id=FeedbackId("FB-4"), due_on=date(2026, 5, 1))
    gone = evolve(ASKED, id=FeedbackId("FB-5"), state=FeedbackState.WITHDRAWN)
    free = evolve(ANSWERED, id=FeedbackId("FB-6"), due_on=None)
    found = {
        one.loop: one for one in feedback_rates([free, gone, waits, never, late, ANSWERED], as_of=date(2026, 3, 31))
    }
    rate = found[FeedbackLoop.SIGNAL]
    assert [one.value for one in rate.in_time] == ["FB-1"]
    assert [one.value for one in rate.late] == ["FB-2", "FB-3"]
    assert rate.text.zh == "处置人反馈预警信号提出人：按时答复 1/3"
    assert list(found) == list(FeedbackLoop)
    assert found[FeedbackLoop.FIELD].text.en == "field to head office: nothing was due"
    early = feedback_rates([late], as_of=date(2026, 3, 16))[1]
    assert early.due == 0
    with pytest.raises(InputError, match=r"feedback\[1\].id"):
        feedback_rates([ASKED, ASKED], as_of=date(2026, 3, 16))
    with pytest.raises(InputError):
        FeedbackRate(loop=FeedbackLoop.FIELD, in_time=[ASKED.id], late=[ASKED.id])


@given(st.lists(any_feedback(), max_size=8, unique_by=lambda one: one.id), st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_rates_are_what_a_look_at_every_row_finds(held: list[Feedback], as_of: date) -> None:
    """Whatever the feedback and its order, each row due is on one side of its own loop, and nothing else is."""
    found = {one.loop: one for one in feedback_rates(reversed(held), as_of=as_of)}
    for one in held:
        told = one.answered_on if one.answered_on is not None and one.answered_on <= as_of else None
        is_due = one.due_on is not None and one.state is not FeedbackState.WITHDRAWN
        in_time = is_due and told is not None and told <= one.due_on  # type: ignore[operator]
        late = is_due and not in_time and (told is not None or as_of > one.due_on)  # type: ignore[operator]
        rate = found[one.loop]
        assert ((one.id in rate.in_time), (one.id in rate.late)) == (in_time, late)


OUTLINE = an_outline(a_question("Q1"), a_question("Q2"), a_question("Q3"))


def test_a_question_unanswered_in_three_visits_of_ten_is_reported_with_its_records() -> None:
    """Unanswered in 3 of 10 visits it is reported, in 2 of 10 it is not; what does not apply counts on neither side."""
    assert Decimal("0.3") == LEAST_UNANSWERED
    records = []
    for place in range(10):
        answers = [
            Answer(question="Q1", value=None if place < 3 else True, reason=NoAnswer.NOT_KNOWN if place < 3 else None),
            Answer(question="Q2", value=None if place < 2 else True),
            Answer(question="Q3", value=None, reason=NoAnswer.NOT_APPLICABLE),
        ]
        record = its_record(a_planned_file(), id=f"R-{place}")
        records.append(evolve(record, answers=answers, outline_version=OUTLINE.pin))
    (found,) = unanswered_questions(records, outlines=[OUTLINE])
    assert (found.code, [one.value for one in found.unanswered]) == ("Q1", ["R-0", "R-1", "R-2"])
    assert found.text.en == "question Q1: applied in 10 visits, not answered in 3"
    assert [one.code for one in unanswered_questions(records, outlines=[OUTLINE], least=Decimal("0.2"))] == ["Q1", "Q2"]
    shown = [evolve(records[0], void=True), evolve(records[0], outline_version=None)]
    shown += [evolve(records[0], outline_version="other@1"), evolve(records[0], outcome=Outcome.REFUSED)]
    assert unanswered_questions(shown, outlines=[OUTLINE]) == ()
    for least in (Decimal(-1), Decimal(2)):
        with pytest.raises(InputError, match="least"):
            unanswered_questions(records, outlines=[OUTLINE], least=least)
    with pytest.raises(InputError):
        UnansweredQuestion(code="Q1", unanswered=[])
    assert UnansweredQuestion(code="Q1", unanswered=[RecordId("R-1")]).answered == ()
    assert an_officer("x").id == OfficerId("x")
