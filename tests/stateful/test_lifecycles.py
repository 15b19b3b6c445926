"""Walks over the four lifecycles, each held against the very table it reads."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, Protocol

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from loanvisit.assessment import kind
from loanvisit.domain import (
    FINDING_LIFECYCLE,
    NEVER,
    OBLIGATION_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    VISIT_LIFECYCLE,
    BorrowerId,
    Finding,
    FindingId,
    FindingState,
    Lifecycle,
    Method,
    ObligationState,
    Officer,
    OfficerId,
    Remediation,
    RemediationId,
    RemediationState,
    Role,
    Ruling,
    Visit,
    VisitState,
    Weight,
)
from loanvisit.testing import a_duty
from tests.stateful.counting import Counting, walked

DAY = date(2026, 3, 3)
PEOPLE = ("anna", "bo", "mary", "li", "wen")
RELATIONS = {
    "visitor": {"anna", "bo"},
    "named": {"anna", "bo"},
    "responsible": {"anna", "bo", "mary"},
    "submitter": {"anna"},
    "reviewer": {"wen"},
    "manager": {"mary"},
    "heavy_manager": {"mary"},
    "finder": {"bo"},
    "sole_finder": {"bo"},
    "owner": {"li"},
}
SPELT = {"anna": "ANNA", "bo": "B o", "mary": "Mary", "li": "L I", "wen": "wEn"}


class Thing(Protocol):
    """Whatever has a life of its own."""

    def can(self, move: str, *, by: Officer | None = None) -> Ruling: ...


class Life(NamedTuple):
    """A table, and how a thing of it looks in a state."""

    table: Lifecycle
    relations: frozenset[str]

    def thing(self, state: str) -> Thing:
        """A thing of this life in a state, with everybody related to it who may be."""
        if self.table is VISIT_LIFECYCLE:
            return _visit(VisitState(state))
        if self.table is OBLIGATION_LIFECYCLE:
            return a_duty(DAY, DAY, state=ObligationState(state))
        if self.table is FINDING_LIFECYCLE:
            return _finding(FindingState(state))
        return _cure(RemediationState(state))


def _visit(state: VisitState) -> Visit:
    duty = a_duty(DAY, DAY)
    visit = Visit(borrower=BorrowerId("B-1"), method=Method.ON_SITE, window=duty.window, covers=(duty,))
    people = {name: OfficerId(name) for name in PEOPLE}
    return evolve(
        visit,
        state=state,
        visitors=(people["anna"], people["bo"]),
        submitter=people["anna"],
        reviewer=people["wen"],
        manager=people["mary"],
    )


def _finding(state: FindingState) -> Finding:
    return Finding(
        id=FindingId("F01|x"),
        kind=kind("F01"),
        weight=Weight.S1,
        borrower=BorrowerId("B-1"),
        found_on=DAY,
        due_on=DAY,
        found_by=(OfficerId("bo"),),
        manager=OfficerId("mary"),
        owner=OfficerId("li"),
        state=state,
    )


def _cure(state: RemediationState) -> Remediation:
    return Remediation(
        id=RemediationId("cure|F01|x|1"),
        finding=FindingId("F01|x"),
        borrower=BorrowerId("B-1"),
        owner=OfficerId("li"),
        submitted_by=OfficerId("anna"),
        demand=kind("F01").remedy,
        opened_on=DAY,
        due_on=DAY,
        state=state,
        sole_finder=OfficerId("bo"),
        manager=OfficerId("mary"),
    )


LIVES = {
    life.table.name: life
    for life in (
        Life(VISIT_LIFECYCLE, frozenset({"visitor", "named", "responsible", "submitter", "reviewer", "manager"})),
        Life(OBLIGATION_LIFECYCLE, frozenset()),
        Life(FINDING_LIFECYCLE, frozenset({"finder", "sole_finder", "owner", "manager", "heavy_manager"})),
        Life(REMEDIATION_LIFECYCLE, frozenset({"owner", "submitter", "sole_finder", "manager"})),
    )
}
MOVES = [*sorted({move.name for life in LIVES.values() for move in life.table.moves}), "undreamt"]
officers = st.builds(
    lambda name, roles: Officer(id=OfficerId(name), roles=roles),
    st.sampled_from([*PEOPLE, *SPELT.values()]),
    st.frozensets(st.sampled_from(Role), min_size=1, max_size=4),
)


def as_the_table_says(life: Life, state: str, name: str, by: Officer | None) -> str:
    """The code of the answer, read off the row in the order a clerk would: what, when, who, whose."""
    row = next((move for move in life.table.moves if move.name == name), None)
    if row is None:
        return "unknown"
    if state not in row.sources:
        return "state"
    if by is None:
        return "by"
    if any(NEVER.get(role, frozenset()) & {"*", f"{life.table.name}.{name}"} for role in by.roles):
        return "never"
    if row.roles and not row.roles & by.roles and row.only is None:
        return "role"
    who = by.id.value.replace(" ", "").lower()
    related = {relation for relation in life.relations if who in RELATIONS[relation]}
    if life.table is REMEDIATION_LIFECYCLE and who == "anna":
        related.add("submitter")
    if row.only is not None and row.only not in related and not row.roles & by.roles:
        return "only"
    return "own" if set(row.never) & related else _beside_the_table(life, state, name, by)


def _beside_the_table(life: Life, state: str, name: str, by: Officer) -> str:
    """What a table cannot say: two signatures for two visitors, and critical findings beyond the sub-branch head."""
    if (life.table, state, name) == (VISIT_LIFECYCLE, "submitted", "accept"):
        return "co_sign"
    heads = Role.SUB_BRANCH_HEAD in by.roles
    return "critical" if (life.table, name) == (FINDING_LIFECYCLE, "waive") and heads else "allowed"


class Walk(Counting):
    """A thing of any life, whom anybody asks for any move at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.life = LIVES["visit"]
        self.state = ""
        self.seen: list[str] = []

    @initialize(name=st.sampled_from(sorted(LIVES)))
    def begin(self, name: str) -> None:
        self.life = LIVES[name]
        self.state = self.life.table.start
        self.seen = [self.state]

    @rule(move=st.sampled_from(MOVES), by=st.none() | officers)
    def ask(self, move: str, by: Officer | None) -> None:
        ruling = self.life.thing(self.state).can(move, by=by)
        assert ruling.code == f"ruling.{as_the_table_says(self.life, self.state, move, by)}"
        assert ruling.allowed is (ruling.code == "ruling.allowed")
        assert ruling.reason.zh
        assert ruling.reason.en
        assert any("\u4e00" <= char <= "\u9fff" for char in ruling.reason.zh)
        if ruling:
            self.go(move)

    @rule(data=st.data())
    def make_a_legal_move(self, data: st.DataObject) -> None:
        legal = [move.name for move in self.life.table.moves if self.state in move.sources]
        if legal:
            self.go(data.draw(st.sampled_from(legal)))

    def go(self, name: str) -> None:
        row = next(move for move in self.life.table.moves if move.name == name)
        assert self.state not in self.life.table.terminal
        self.state = row.target or self.state
        self.seen.append(self.state)

    @invariant()
    def a_state_is_one_of_the_table(self) -> None:
        assert self.state in ("", *self.life.table.states)

    @invariant()
    def nobody_moves_what_has_ended(self) -> None:
        if self.state not in self.life.table.terminal:
            return
        everybody = Officer(id=OfficerId("anna"), roles=frozenset(Role) - frozenset(NEVER))
        for move in self.life.table.moves:
            assert self.life.thing(self.state).can(move.name, by=everybody).code == "ruling.state"


def test_walks(record_property: Callable[[str, object], None]) -> None:
    """Law 13, I-21, I-22: whatever move anybody asks for is answered by the table; nothing leaves an ended state."""
    walked(Walk, record_property, deep=5_000)


@pytest.mark.parametrize("name", sorted(LIVES))
def test_every_pair_of_state_and_move_is_answered_as_the_table_says(name: str) -> None:
    """Whoever asks for whatever move in whatever state is answered by the row of the table, in both languages."""
    life = LIVES[name]
    everybody: Iterable[Officer | None] = (
        None,
        *(Officer(id=OfficerId(who), roles=frozenset({role})) for who in (*PEOPLE, *SPELT.values()) for role in Role),
    )
    answers: set[str] = set()
    for by in everybody:
        for state in life.table.states:
            for move in MOVES:
                ruling = life.thing(state).can(move, by=by)
                assert ruling.code == f"ruling.{as_the_table_says(life, state, move, by)}", (state, move, by)
                assert ruling.reason.zh != ruling.reason.en
                answers.add(ruling.code)
    assert {"ruling.allowed", "ruling.state", "ruling.unknown", "ruling.by", "ruling.never"} <= answers


@pytest.mark.parametrize("name", sorted(LIVES))
def test_every_state_is_reached_from_the_first(name: str) -> None:
    """No state of a table is out of reach, and no move leads nowhere."""
    table = LIVES[name].table
    reached = {table.start}
    for _ in table.states:
        reached |= {move.target or state for move in table.moves for state in reached & set(move.sources)}
    assert reached == set(table.states)
    assert {source for move in table.moves for source in move.sources} <= set(table.states)


def test_what_ends_for_good() -> None:
    """A void or cancelled visit, a lapsed duty, a verified or waived cure are over; a finding never quite is."""
    ends = {name: sorted(life.table.terminal) for name, life in LIVES.items()}
    assert ends == {
        "visit": ["cancelled", "void"],
        "obligation": ["lapsed"],
        "finding": [],
        "remediation": ["verified", "waived"],
    }


OWN_WORK = """
visit make: only visitor
visit miss: only responsible or post_loan_desk
visit submit: only visitor
visit co_sign: only visitor, never submitter
visit dissent: only visitor, never submitter
visit return: never manager named
visit accept: never manager named
visit overrule: never manager named
visit sign_off: never manager named reviewer
visit file: never named
visit void: never manager named
obligation waive: never manager
obligation defer: never asker manager visitor
finding close: never heavy_manager sole_finder
finding waive: never finder manager owner
remediation submit: only owner
remediation extend: never owner
remediation reject: never owner submitter
remediation verify: never manager owner sole_finder submitter
remediation waive: never manager owner
"""
"""Who does what on whose work, from the notes on practice (W5, W6): worked out by hand, not read from the tables."""


def test_nobody_s_own_work_is_in_the_tables() -> None:
    """The tables bar from each move exactly those whom practice bars, and leave to each only whom it leaves it to."""
    said = {
        f"{name} {move.name}: "
        + ", ".join(
            [" or ".join([f"only {move.only}", *(role.value for role in move.roles)])] * (move.only is not None)
            + [f"never {' '.join(sorted(move.never))}"] * bool(move.never)
        )
        for name, life in LIVES.items()
        for move in life.table.moves
        if move.only is not None or move.never
    }
    by_hand = set(OWN_WORK.strip().splitlines())
    assert said == by_hand


def test_what_a_role_never_does_is_what_practice_says() -> None:
    """Desk and approver write no report, an officer signs none off, audit changes nothing, outsiders judge none."""
    named = {role.value: never for role, never in NEVER.items()}
    assert set(named) == {"account_officer", "post_loan_desk", "approver", "internal_audit", "outsider"}
    assert named["account_officer"] == {"visit.sign_off"}
    assert named["post_loan_desk"] == {"visit.submit"}
    assert named["approver"] == {"visit.submit", "visit.co_sign", "visit.dissent"}
    assert named["internal_audit"] == {"*"}
    assert {"visit.submit", "visit.accept", "finding.close", "remediation.verify"} <= named["outsider"]
