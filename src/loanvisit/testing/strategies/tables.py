"""Strategies for the tables of moves."""

from hypothesis import strategies as st

from loanvisit.domain import Lifecycle, Move, Role
from loanvisit.testing.strategies.values import names


@st.composite
def moves(draw: st.DrawFn, *, states: tuple[str, ...] = ("open", "closed")) -> Move:
    """Draw moves between states."""
    return Move(
        name=draw(names()),
        sources=draw(st.frozensets(st.sampled_from(states), min_size=1)),
        target=draw(st.none() | st.sampled_from(states)),
        roles=draw(st.frozensets(st.sampled_from(Role), max_size=2)),
        never=tuple(draw(st.lists(st.sampled_from(["visitor", "manager", "owner"]), max_size=2, unique=True))),
        only=draw(st.none() | st.sampled_from(["visitor", "owner"])),
    )


@st.composite
def lifecycles(draw: st.DrawFn) -> Lifecycle:
    """Draw tables of moves."""
    states = tuple(draw(st.lists(names(), min_size=1, max_size=4, unique=True)))
    return Lifecycle(
        name=draw(names()),
        start=states[0],
        states=states,
        moves=tuple(draw(st.lists(moves(states=states), max_size=3, unique_by=lambda move: move.name))),
    )
