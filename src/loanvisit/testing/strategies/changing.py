"""Strategies for what a step decides: refusals, replaced versions, the trail, notices, the change that holds them."""

from loanvisit.domain import (
    BorrowerId,
    Change,
    FindingId,
    Notice,
    NoticeEvent,
    ObligationId,
    OfficerId,
    RecordId,
    Refusal,
    RemediationId,
    Replaced,
    Role,
    Thing,
    TrailEntry,
    VisitId,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.choosing import substitutions
from loanvisit.testing.strategies.lending import deferrals, waivers
from loanvisit.testing.strategies.values import ids, instants, names, texts
from loanvisit.testing.strategies.working import findings, obligations, records, remediations, visits

_VERSIONS = st.integers(1, 9)


@st.composite
def refusals(draw: st.DrawFn) -> Refusal:
    """Draw reasons why a record did not discharge a duty."""
    return Refusal(obligation=draw(ids(ObligationId)), code=f"refused.{draw(names())}", reason=draw(texts()))


def things() -> st.SearchStrategy[Thing]:
    """Draw what a trail entry can be about."""
    return st.one_of(ids(VisitId), ids(RecordId), ids(ObligationId), ids(FindingId), ids(RemediationId))


@st.composite
def replaced(draw: st.DrawFn) -> Replaced:
    """Draw what a change replaces."""
    return Replaced(id=draw(things()), version=draw(_VERSIONS))


@st.composite
def trail_entries(draw: st.DrawFn) -> TrailEntry:
    """Draw who did what to which thing, and when."""
    return TrailEntry(at=draw(instants()), by=draw(ids(OfficerId)), move=draw(names()), about=draw(things()))


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """Draw what somebody must hear of."""
    return Notice(
        event=draw(st.sampled_from(NoticeEvent)),
        about=draw(things()),
        borrower=draw(ids(BorrowerId)),
        at=draw(instants()),
        officers=tuple(draw(st.lists(ids(OfficerId), max_size=2))),
        roles=draw(st.frozensets(st.sampled_from(Role), max_size=2)),
    )


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw what one step decided, a few things of each kind."""
    borrower = draw(ids(BorrowerId))
    return Change(
        borrower=borrower,
        visits=tuple(draw(st.lists(visits(borrower=borrower), max_size=1))),
        records=tuple(draw(st.lists(records(borrower=borrower), max_size=1))),
        obligations=tuple(draw(st.lists(obligations(), max_size=2))),
        findings=tuple(draw(st.lists(findings(), max_size=1))),
        remediations=tuple(draw(st.lists(remediations(), max_size=1))),
        waivers=tuple(draw(st.lists(waivers(), max_size=1))),
        deferrals=tuple(draw(st.lists(deferrals(), max_size=1))),
        substitutions=tuple(draw(st.lists(substitutions(), max_size=1))),
        refused=tuple(draw(st.lists(refusals(), max_size=1))),
        replaces=tuple(draw(st.lists(replaced(), max_size=2))),
        withdrawn=tuple(draw(st.lists(ids(VisitId) | ids(ObligationId), max_size=1))),
        trail=tuple(draw(st.lists(trail_entries(), max_size=2))),
        notices=tuple(draw(st.lists(notices(), max_size=1))),
        key=draw(st.none() | names()),
    )
