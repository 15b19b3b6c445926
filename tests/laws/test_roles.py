"""What a role never does is refused in every table of moves that has it, and nowhere else for that reason."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    DRAW_LIFECYCLE,
    NEVER,
    ROLE_TABLE,
    SEED_LIFECYCLE,
    SUBSTITUTION_LIFECYCLE,
    Ban,
    Officer,
    OfficerId,
    Role,
    role_permits,
    rule,
)
from loanvisit.domain.acts import ACTS, IN_PERSON
from loanvisit.domain.lifecycle import Lifecycle
from loanvisit.domain.role_table import CRITICAL, EVERY_ACT
from loanvisit.errors import InputError
from tests.laws.test_law_13_one_table import LIFECYCLES

BESIDE = {"class.propose", "borrower.manage", "hold.override"}
"""Acts that no table has: what begins a class, who manages a borrower, and what is not to be overridden."""
TABLES = (*LIFECYCLES, DRAW_LIFECYCLE, SEED_LIFECYCLE, SUBSTITUTION_LIFECYCLE)
FREE = frozenset(Role) - set(NEVER)
CASES = [
    (table, role, ban)
    for table in LIFECYCLES
    for role, row in ROLE_TABLE.items()
    for ban in row.bans
    if ban.act.startswith(f"{table.name}.") and ban.when != CRITICAL and ban.act not in BESIDE
]


@pytest.mark.parametrize(
    ("table", "role", "ban"), CASES, ids=[f"{role.value}-{ban.act}-{ban.when or ban.unless}" for _, role, ban in CASES]
)
def test_a_ban_is_refused_in_its_table(table: Lifecycle, role: Role, ban: Ban) -> None:
    """With every other role beside it, who stands so to the thing does not make the move."""
    name = ban.act.partition(".")[2]
    move = table.move(name)
    assert move is not None, f"{table.name} has no {name}"
    me = frozenset({"x"})
    related = {} if move.only is None or ban.unless else {move.only: me}
    if ban.when is not None:
        related[ban.when] = me
    by = Officer(id=OfficerId("X"), roles=FREE | {role})
    assert rule(table, min(move.sources), name, by, related).code in ("ruling.never", "ruling.own", "ruling.only")


def test_every_ban_is_of_a_move_there_is() -> None:
    """A ban names a move of a table, but for what begins a class, managing a borrower and overriding a hold."""
    known = {f"{table.name}.{move.name}" for table in TABLES for move in table.moves}
    assert {ban.act for row in ROLE_TABLE.values() for ban in row.bans} - known == BESIDE | {"*"}


@given(
    roles=st.frozensets(st.sampled_from(Role), min_size=1),
    more=st.frozensets(st.sampled_from(Role)),
    act=st.sampled_from(
        sorted({ban.act for row in ROLE_TABLE.values() for ban in row.bans if ban.act != EVERY_ACT} | {"visit.file"})
    ),
    standing=st.frozensets(st.sampled_from(["manager", "heavy_manager", "visitor", "proposer", CRITICAL])),
)
def test_more_roles_never_allow_more(
    roles: frozenset[Role], more: frozenset[Role], act: str, standing: frozenset[str]
) -> None:
    """A role taken on beside others lifts no ban; who is forbidden something by one role stays forbidden."""
    few, many = (Officer(id=OfficerId("x"), roles=held) for held in (roles, roles | more))
    if role_permits(many, act, standing=standing):
        assert role_permits(few, act, standing=standing)
    if role_permits(few, act, standing=standing):
        assert role_permits(few, act)


@given(act=st.sampled_from(sorted(ACTS)), standing=st.frozensets(st.sampled_from(["manager", CRITICAL])))
def test_audit_changes_nothing(act: str, standing: frozenset[str]) -> None:
    """Internal audit is refused every act there is."""
    by = Officer(id=OfficerId("x"), roles=[Role.INTERNAL_AUDIT])
    assert role_permits(by, act, standing=standing).code == "ruling.never"


def test_the_acts_are_the_moves_of_every_table_and_four_more() -> None:
    """The names of acts are those of the tables; what takes the person is what a table gives by a relation alone."""
    moves = [(f"{table.name}.{move.name}", move) for table in TABLES for move in table.moves]
    assert {act for act, _ in moves} == ACTS - {"finding.raise", *BESIDE}
    assert {act for act, move in moves if move.only is not None and not move.roles} == IN_PERSON


@pytest.mark.parametrize("act", ["hold.overide", "visit.acept", "Hold.override", "hold.override ", "", "*", "x" * 500])
def test_an_act_there_is_not_is_never_allowed(act: str) -> None:
    """A misspelt act is refused whoever asks: nothing forbids it, and nothing allows it."""
    asks: list[Callable[[], object]] = [
        lambda: role_permits(Officer(id=OfficerId("x"), roles=[Role.OUTSIDER]), act),
        lambda: Ban(act=EVERY_ACT).holds(act, ()),
    ]
    for ask in (*asks, *([] if act == EVERY_ACT else [lambda: Ban(act=act)])):
        with pytest.raises(InputError, match=r"act\.unknown"):
            ask()
    by = Officer(id=OfficerId("x"), roles=[Role.DISBURSEMENT_DESK])
    with pytest.raises(InputError, match=r"nearest: hold\.override"):
        role_permits(by, "hold.overide")


def test_how_somebody_stands_is_told_in_words() -> None:
    """What is no relation is refused with the act that is none, all at once."""
    wrong: list[str] = [b"manager", 7]  # type: ignore[list-item]  # pyright: ignore[reportAssignmentType]
    for ask in (
        lambda: role_permits(Officer(id=OfficerId("x"), roles=()), "visit.acept", standing=wrong),
        lambda: Ban(act="*").holds("visit.acept", wrong),
    ):
        with pytest.raises(InputError) as refused:
            ask()
        assert [(one.code, one.path) for one in refused.value.faults] == [
            ("act.unknown", "act"),
            ("type", "standing[0]"),
            ("type", "standing[1]"),
        ]


def test_a_ban_says_one_thing() -> None:
    """A ban without an act, or one that says both when it holds and what lifts it, is refused with both faults."""
    with pytest.raises(InputError) as refused:
        Ban(act=" ", when="manager", unless="visitor")
    assert [one.code for one in refused.value.faults] == ["act.unknown", "ban.twice"]
    with pytest.raises(InputError, match=r"number\.range"):
        type(ROLE_TABLE[Role.OUTSIDER])(
            role=Role.OUTSIDER,
            does=ROLE_TABLE[Role.OUTSIDER].does,
            line=4,
            citation=ROLE_TABLE[Role.OUTSIDER].citation,
            confidence=ROLE_TABLE[Role.OUTSIDER].confidence,
        )
