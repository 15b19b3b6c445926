"""Strategies for people and how they are put together; every drawn value is accepted."""

from collections.abc import Sequence
from datetime import date

from loanvisit.domain import (
    ROLE_TABLE,
    Ban,
    BorrowerId,
    Confidence,
    DeclaredRelation,
    HandOver,
    HandOverItem,
    HandOverKind,
    HandOverSignature,
    Meeting,
    ObligationId,
    Officer,
    OfficerId,
    Organisation,
    OrganisationUnit,
    PairAnswer,
    PairCheck,
    PairTest,
    PairVerdict,
    Qualification,
    QualificationDemand,
    QualificationGap,
    RelationKind,
    Resolution,
    Role,
    RoleRow,
    UnitId,
)
from loanvisit.domain.acts import ACTS
from loanvisit.domain.organisation import AUDIT_LINE
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.changing import things
from loanvisit.testing.strategies.lending import PURPOSES
from loanvisit.testing.strategies.values import FIRST_DAY, days, ids, instants, names, texts

_STANDINGS = st.sampled_from(["manager", "visitor", "proposer", "critical"])


@st.composite
def bans(draw: st.DrawFn) -> Ban:
    """Draw what a role never does: always, or as somebody stands to the thing."""
    act, lifted = draw(st.sampled_from(["*", *sorted(ACTS)])), draw(st.booleans())
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
    line = draw(st.integers(1, 3)) if line is None else line
    fitting = [role for role, row in ROLE_TABLE.items() if row.line in (None, line)]
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


@st.composite
def resolutions(
    draw: st.DrawFn, *, voters: Sequence[OfficerId] | None = None, earliest: date = FIRST_DAY
) -> Resolution:
    """Draw resolutions on which some of the `voters` voted, one way or another."""
    people = draw(_distinct()) if voters is None else voters
    votes = {who: draw(st.sampled_from(["in_favour", "against", "abstained", "recused", "away"])) for who in people}
    cast = {way: [who for who, one in votes.items() if one == way] for way in set(votes.values()) - {"away"}}
    known = {who.canonical for who in people}
    return Resolution(
        about=draw(things()),
        moves=draw(st.frozensets(st.sampled_from(["finding.waive", "obligation.defer"]), min_size=1)),
        proposer=draw(ids(OfficerId).filter(lambda one: one.canonical not in known)),
        until=draw(days(earliest=earliest)),
        **cast,
    )


def _distinct(least: int = 0) -> st.SearchStrategy[list[OfficerId]]:
    return st.lists(ids(OfficerId), min_size=least, max_size=4, unique_by=lambda one: one.canonical)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Draw meetings of a few members, with what they resolved, carried or not."""
    own, *members = draw(_distinct(least=2))
    present = [who for who in members if draw(st.booleans())]
    held_on = draw(days())
    return Meeting(
        id=own,
        held_on=held_on,
        role=draw(st.sampled_from(Role)),
        members=members,
        present=present,
        quorum=draw(st.integers(1, len(members))),
        needed=draw(st.integers(1, len(members))),
        minutes=draw(names()),
        resolutions=draw(
            st.lists(resolutions(voters=present, earliest=held_on), max_size=2, unique_by=lambda one: one.about)
        ),
    )


_SUBJECTS = st.sampled_from(["project", "green", "collateral"])


@st.composite
def qualifications(draw: st.DrawFn) -> Qualification:
    """Draw qualifications, run out by now or not."""
    granted_on = draw(days())
    return Qualification(
        officer=draw(ids(OfficerId)),
        subject=draw(_SUBJECTS),
        level=draw(st.integers(1, 3)),
        granted_on=granted_on,
        expires_on=draw(st.none() | days(earliest=granted_on)),
    )


@st.composite
def qualification_demands(draw: st.DrawFn) -> QualificationDemand:
    """Draw what checks for a purpose ask of people."""
    purpose = draw(st.sampled_from(PURPOSES))
    return QualificationDemand(purpose=purpose, subject=draw(_SUBJECTS), level=draw(st.integers(1, 3)))


@st.composite
def qualification_gap_values(draw: st.DrawFn) -> QualificationGap:
    """Draw duties that nobody can be sent to."""
    return QualificationGap(duty=draw(ids(ObligationId)), demand=draw(qualification_demands()), reason=draw(texts()))


@st.composite
def hand_over_items(draw: st.DrawFn) -> HandOverItem:
    """Draw things on a list of hand-over."""
    return HandOverItem(kind=draw(st.sampled_from(HandOverKind)), name=draw(names()), text=draw(texts()))


@st.composite
def hand_over_signatures(draw: st.DrawFn, *, by: OfficerId | None = None) -> HandOverSignature:
    """Draw signatures under lists of hand-over."""
    who = draw(ids(OfficerId)) if by is None else by
    return HandOverSignature(by=who, at=draw(instants()), digest=draw(st.sampled_from(["0" * 64, "a" * 64])))


@st.composite
def hand_overs(draw: st.DrawFn) -> HandOver:
    """Draw lists of hand-over, signed by some of the three."""
    people = st.lists(ids(OfficerId), min_size=3, max_size=3, unique_by=lambda one: one.canonical)
    giver, taker, witness = draw(people)
    signers = draw(st.lists(st.sampled_from([giver, taker, witness]), max_size=3, unique=True))
    return HandOver(
        borrower=draw(ids(BorrowerId)),
        as_of=draw(days()),
        giver=giver,
        taker=taker,
        witness=witness,
        items=draw(st.lists(hand_over_items(), max_size=3, unique_by=lambda one: (one.kind, one.name))),
        signatures=[draw(hand_over_signatures(by=who)) for who in signers],
    )
