"""Strategies for people and how they are put together; every drawn value is accepted."""

from loanvisit.domain import (
    ROLE_TABLE,
    Ban,
    BorrowerId,
    Confidence,
    DeclaredRelation,
    Officer,
    OfficerId,
    Organisation,
    OrganisationUnit,
    PairAnswer,
    PairCheck,
    PairTest,
    PairVerdict,
    RelationKind,
    Role,
    RoleRow,
    UnitId,
)
from loanvisit.domain.organisation import AUDIT_LINE
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, names, texts

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


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Draw a bank of a few units, one below another in any way, with officers in posts of their unit's line."""
    names_of = draw(st.lists(ids(UnitId), min_size=1, max_size=6, unique=True))
    units: list[OrganisationUnit] = []
    for place, one in enumerate(names_of):
        above = None if not place else draw(st.sampled_from(units))
        is_audit = above is not None and above.line_of_defence == AUDIT_LINE
        units.append(
            OrganisationUnit(
                id=one,
                name=draw(texts()),
                parent=None if above is None else above.id,
                line_of_defence=AUDIT_LINE if is_audit else draw(st.integers(1, 3)),
            )
        )
    people = draw(st.lists(ids(OfficerId), max_size=4, unique_by=lambda one: one.canonical))
    staff = [draw(_posted(one, draw(st.none() | st.sampled_from(units)))) for one in people]
    return Organisation(units=draw(st.permutations(units)), officers=staff)


@st.composite
def _posted(draw: st.DrawFn, officer: OfficerId, unit: OrganisationUnit | None) -> Officer:
    line = None if unit is None else unit.line_of_defence
    fitting = [role for role, row in ROLE_TABLE.items() if None in (line, row.line) or row.line == line]
    roles = draw(st.frozensets(st.sampled_from(fitting), min_size=1, max_size=2))
    return Officer(id=officer, roles=roles, unit=None if unit is None else unit.id)


@st.composite
def declared_relations(draw: st.DrawFn) -> DeclaredRelation:
    """Draw what officers declared, over by now or not."""
    declared_on = draw(days())
    return DeclaredRelation(
        officer=draw(ids(OfficerId)),
        borrower=draw(ids(BorrowerId)),
        kind=draw(st.sampled_from(RelationKind)),
        declared_on=declared_on,
        ended_on=draw(st.none() | days(earliest=declared_on)),
    )


@st.composite
def pair_answers(draw: st.DrawFn, *, test: PairTest | None = None) -> PairAnswer:
    """Draw the answer to a test."""
    asked = draw(st.sampled_from(PairTest)) if test is None else test
    return PairAnswer(test=asked, verdict=draw(st.sampled_from(PairVerdict)), reason=draw(texts()))


@st.composite
def pair_checks(draw: st.DrawFn) -> PairCheck:
    """Draw answers to every test of a pair."""
    return PairCheck(
        visitors=draw(st.lists(ids(OfficerId), max_size=3, unique=True)),
        answers=[draw(pair_answers(test=test)) for test in PairTest],
    )
