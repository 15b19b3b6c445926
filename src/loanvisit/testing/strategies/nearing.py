"""Strategies for the least changes that would flip an answer."""

from loanvisit.domain import BUILT_IN_FACTS, Alteration, NearestChange, NearestChanges, ObligationId
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import subjects
from loanvisit.testing.strategies.values import days, fact_values, ids, names, texts


@st.composite
def nearest_change_values(draw: st.DrawFn) -> NearestChange:
    """Draw least changes of every kind, with the value shown or withheld."""
    is_shown = draw(st.booleans())
    return NearestChange(
        kind=draw(st.sampled_from(Alteration)),
        holder=draw(subjects()),
        name=draw(names()),
        label=draw(texts()),
        to=draw(fact_values()) if is_shown else None,
        shown=draw(texts()) if is_shown else None,
        due=tuple(draw(st.lists(ids(ObligationId), max_size=2))),
        answer=draw(texts()),
    )


@st.composite
def nearest_change_sets(draw: st.DrawFn) -> NearestChanges:
    """Draw up to three least changes about a subject, and a few facts of which none is one."""
    steady = tuple(draw(st.lists(st.sampled_from(sorted(BUILT_IN_FACTS)), max_size=3, unique=True)))
    return NearestChanges(
        subject=draw(subjects()),
        on=draw(days()),
        due=tuple(draw(st.lists(ids(ObligationId), max_size=2))),
        changes=tuple(draw(st.lists(nearest_change_values(), max_size=3))),
        steady=steady,
        steady_labels=draw(st.sampled_from([(), tuple(draw(texts()) for _ in steady)])),
    )
