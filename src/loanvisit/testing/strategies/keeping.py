"""Strategies for what stores keep and are asked: sealed trails, receipts, queries."""

from loanvisit.codec import seal
from loanvisit.domain import (
    BorrowerId,
    Method,
    OfficerId,
    PageMark,
    Receipt,
    SealedEntry,
    VisitId,
    VisitQuery,
    VisitState,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.changing import trail_entries
from loanvisit.testing.strategies.values import days, ids, names


@st.composite
def trails(draw: st.DrawFn, *, least: int = 0, most: int = 4) -> tuple[SealedEntry, ...]:
    """Draw a borrower's sealed trail, oldest first."""
    entries = draw(st.lists(trail_entries(), min_size=least, max_size=most))
    return seal(entries, borrower=draw(ids(BorrowerId)), after=None)


def sealed_entries() -> st.SearchStrategy[SealedEntry]:
    """Draw entries of a trail."""
    return trails(least=1).map(lambda trail: trail[-1])


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    """Draw what a store gives for a change."""
    return Receipt(
        borrower=draw(ids(BorrowerId)),
        key=draw(st.none() | names()),
        length=draw(st.integers(0, 100)),
        head=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
    )


@st.composite
def page_marks(draw: st.DrawFn) -> PageMark:
    """Draw where a page ended."""
    return PageMark(last=draw(days()), borrower=draw(ids(BorrowerId)), visit=draw(ids(VisitId)))


@st.composite
def visit_queries(draw: st.DrawFn) -> VisitQuery:
    """Draw questions about visits, most filters left out."""
    return VisitQuery(
        borrowers=draw(st.none() | st.frozensets(ids(BorrowerId), max_size=2)),
        states=draw(st.none() | st.frozensets(st.sampled_from(VisitState), max_size=3)),
        methods=draw(st.none() | st.frozensets(st.sampled_from(Method), max_size=2)),
        due_by=draw(st.none() | days()),
        open_on=draw(st.none() | days()),
        manager=draw(st.none() | ids(OfficerId)),
        forecast=draw(st.none() | st.booleans()),
        after=draw(st.none() | page_marks()),
        limit=draw(st.none() | st.integers(1, 50)),
    )
