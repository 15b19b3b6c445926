"""Strategies for what a visit concludes: sources of repayment, conclusions, the table they follow, and dissent."""

from datetime import date

from loanvisit.domain import (
    Conclusion,
    ConclusionRow,
    ConclusionTable,
    Confidence,
    Disposition,
    Dissent,
    EvidenceId,
    Money,
    OfficerId,
    RepaymentOrder,
    RepaymentSource,
    RepaymentState,
    Weight,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.evidencing import digests
from loanvisit.testing.strategies.values import days, grades, ids, instants, money, names, sentences, texts

_KINDS = ("sales", "refinancing", "asset_sale", "guarantor", "collateral")
_LIGHTEST_FIRST = (None, *reversed(Weight))


@st.composite
def repayment_sources(draw: st.DrawFn) -> RepaymentSource:
    """Draw sources of repayment in every state; of none there is no amount, no day and nothing that shows it."""
    state = draw(st.sampled_from(RepaymentState))
    amount: Money | None = None
    expected_on: date | None = None
    shown: list[EvidenceId] = []
    if state is not RepaymentState.NONE:
        amount, expected_on = draw(st.none() | money(least=0)), draw(st.none() | days())
        shown = draw(st.lists(ids(EvidenceId), max_size=2, unique=True))
    return RepaymentSource(
        order=draw(st.sampled_from(RepaymentOrder)),
        state=state,
        kind=draw(st.none() | st.sampled_from(_KINDS) | names()),
        amount=amount,
        expected_on=expected_on,
        evidence=tuple(shown),
    )


def conclusions() -> st.SearchStrategy[Conclusion]:
    """Draw conclusions, whatever the findings demand."""
    return st.builds(
        Conclusion,
        disposition=st.sampled_from(Disposition),
        grade=st.none() | grades(),
        next_visit_on=st.none() | days(),
        reason=st.none() | sentences(),
    )


@st.composite
def conclusion_rows(draw: st.DrawFn) -> ConclusionRow:
    """Draw rows of a table, each on its own."""
    return ConclusionRow(
        worst=draw(st.none() | st.sampled_from(Weight)),
        least=draw(st.sampled_from(Disposition)),
        next_within_days=draw(st.none() | st.integers(1, 366)),
        is_class_held=draw(st.booleans()),
    )


@st.composite
def conclusion_tables(draw: st.DrawFn) -> ConclusionTable:
    """Draw tables in which a heavier finding never demands less than a lighter, their rows in any order."""
    width = len(_LIGHTEST_FIRST)
    leasts = sorted(
        draw(st.lists(st.sampled_from(Disposition), min_size=width, max_size=width)), key=lambda one: one.rank
    )
    spans = sorted(draw(st.lists(st.integers(1, 366), max_size=width)), reverse=True)
    within = [*[None] * (width - len(spans)), *spans]
    held_from = draw(st.integers(0, width))
    rows = [
        ConclusionRow(
            worst=worst, least=leasts[place], next_within_days=within[place], is_class_held=place >= held_from
        )
        for place, worst in enumerate(_LIGHTEST_FIRST)
    ]
    return ConclusionTable(
        rows=tuple(draw(st.permutations(rows))),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


def dissents() -> st.SearchStrategy[Dissent]:
    """Draw statements of dissent, some erased."""
    return st.builds(Dissent, by=ids(OfficerId), at=instants(), about=digests(), reason=st.none() | sentences())
