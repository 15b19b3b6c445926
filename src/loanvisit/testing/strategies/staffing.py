"""Strategies for people and how they are put together; every drawn value is accepted."""

from loanvisit.domain import Ban, Confidence, Role, RoleRow
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import names, texts

_STANDINGS = st.sampled_from(["manager", "visitor", "proposer", "critical"])


@st.composite
def bans(draw: st.DrawFn) -> Ban:
    """Draw what a role never does: always, or as somebody stands to the thing."""
    act, lifted = draw(st.just("*") | names()), draw(st.booleans())
    stands = draw(st.none() | _STANDINGS)
    return Ban(act=act, when=None if lifted else stands, unless=stands if lifted else None)


@st.composite
def role_rows(draw: st.DrawFn) -> RoleRow:
    """Draw rows of the table of roles."""
    return RoleRow(
        role=draw(st.sampled_from(Role)),
        does=draw(texts()),
        never=draw(st.none() | texts()),
        bans=draw(st.lists(bans(), max_size=2)),
        line=draw(st.none() | st.integers(1, 3)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )
