"""Strategies for feedback: what was asked in each loop, answered in time, late or not at all, and the counts."""

from loanvisit.domain import (
    ClauseId,
    Confidence,
    Feedback,
    FeedbackId,
    FeedbackLoop,
    FeedbackRate,
    FeedbackState,
    FindingId,
    LoopRow,
    OfficerId,
    RecordId,
    ReturnReason,
    Role,
    SignalId,
    UnansweredQuestion,
    VisitId,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, instants, names, sentences, spans, texts

_ANSWERED = (FeedbackState.ANSWERED, FeedbackState.CLOSED)


def loop_rows() -> st.SearchStrategy[LoopRow]:
    """Draw rows of the loops, with and without a time."""
    return st.builds(
        LoopRow,
        loop=st.sampled_from(FeedbackLoop),
        within=st.none() | spans(),
        citation=texts(),
        confidence=st.sampled_from(Confidence),
    )


@st.composite
def feedback(draw: st.DrawFn) -> Feedback:
    """Draw feedback of every loop and state; some was answered and asked again."""
    loop, state = draw(st.sampled_from(FeedbackLoop)), draw(st.sampled_from(FeedbackState))
    is_answered = state in _ANSWERED or (state is FeedbackState.OPEN and draw(st.booleans()))
    person = draw(st.none() | ids(OfficerId))
    reasons = draw(st.lists(st.sampled_from(ReturnReason), max_size=2)) if loop is FeedbackLoop.REVIEW else []
    return Feedback(
        id=draw(ids(FeedbackId)),
        loop=loop,
        about=draw(st.one_of(ids(VisitId), ids(FindingId), ids(SignalId), ids(ClauseId), names())),
        raiser=draw(st.none() | ids(OfficerId)),
        answerer=person,
        desk=draw(st.sampled_from(Role)) if person is None else None,
        text=draw(sentences().filter(str.strip)),
        reasons=reasons,
        asked_at=draw(instants()),
        due_on=draw(st.none() | days()),
        answer=draw(sentences()) if is_answered else None,
        answered_by=draw(ids(OfficerId)) if is_answered else None,
        answered_on=draw(days()) if is_answered else None,
        state=state,
        moved_at=draw(st.none() | instants()),
        version=draw(st.integers(1, 9)),
    )


@st.composite
def feedback_rate_values(draw: st.DrawFn) -> FeedbackRate:
    """Draw rates, those of nothing due among them."""
    told = draw(st.lists(ids(FeedbackId), max_size=4, unique=True))
    cut = draw(st.integers(0, len(told)))
    return FeedbackRate(loop=draw(st.sampled_from(FeedbackLoop)), in_time=told[:cut], late=told[cut:])


@st.composite
def unanswered_question_values(draw: st.DrawFn) -> UnansweredQuestion:
    """Draw questions left unanswered once or more."""
    return UnansweredQuestion(
        code=draw(names()),
        unanswered=draw(st.lists(ids(RecordId), min_size=1, max_size=3, unique=True)),
        answered=draw(st.lists(ids(RecordId), max_size=2, unique=True)),
    )
