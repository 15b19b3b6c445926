"""Law 13: moves are read from one table per lifecycle; docs, code and tests read the same table."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import (
    ALLOWED,
    CLASS_LIFECYCLE,
    DRAW_LIFECYCLE,
    FEEDBACK_LIFECYCLE,
    FINDING_LIFECYCLE,
    OBLIGATION_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    RUN_LIFECYCLE,
    SEED_LIFECYCLE,
    SUBSTITUTION_LIFECYCLE,
    VISIT_LIFECYCLE,
    BorrowerFile,
    Change,
    FindingState,
    Lifecycle,
    ObligationState,
    Officer,
    Outcome,
    RemediationState,
    Ruling,
    VisitState,
    Waiver,
    WaiverId,
    rule,
)
from loanvisit.steps import (
    archive,
    cancel,
    co_sign,
    defer,
    dissent,
    end_waivers,
    extend,
    file_record,
    notify,
    open_remediation,
    overrule,
    reject,
    review,
    send_back,
    sign_off,
    submit,
    verify,
    void,
    waive,
)
from loanvisit.words import TEMPLATES
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    BO,
    DESK,
    HEAD,
    KEEPER,
    LI,
    RISK,
    STAFF,
    VISITED,
    a_cured_file,
    a_planned_file,
    evolve_any,
    its_record,
    noon,
    refused_code,
)

LIFECYCLES = (
    VISIT_LIFECYCLE,
    OBLIGATION_LIFECYCLE,
    FINDING_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    SEED_LIFECYCLE,
    DRAW_LIFECYCLE,
    CLASS_LIFECYCLE,
    SUBSTITUTION_LIFECYCLE,
    FEEDBACK_LIFECYCLE,
    RUN_LIFECYCLE,
)
LATER = date(2026, 3, 26)
NOW = noon(LATER)
Step = Callable[[BorrowerFile], Change]


def _visit(file: BorrowerFile) -> VisitState:
    return file.visits[0].state


def a_file_with_visit(state: VisitState) -> BorrowerFile:
    """A file whose one visit stands in a state, with the record it has by then."""
    file = a_planned_file()
    if state is VisitState.PLANNED:
        return file
    record = its_record(file)
    made = evolve_any(
        file.visits[0],
        state=state,
        record=None if state in (VisitState.MISSED, VisitState.CANCELLED) else record.id,
        visitors=record.visitors,
        submitter=ANNA.id,
    )
    return evolve(file, visits=(made,), records=(record,) if made.record else ())


def a_file_with_duty(state: ObligationState) -> BorrowerFile:
    """A file whose one duty stands in a state."""
    file = a_planned_file()
    duty = evolve(file.obligations[0], state=state)
    waiver = Waiver(
        id=WaiverId("W"), about=duty.id, approver=APPROVER.id, reason="x", granted_on=VISITED, expires_on=VISITED
    )
    return evolve(file, obligations=(duty,), waivers=(waiver,) if state is ObligationState.WAIVED else ())


def a_file_with_finding(state: FindingState) -> BorrowerFile:
    """A file whose one finding stands in a state, with its cure submitted; open, it is open again."""
    file = a_cured_file()
    finding = evolve(file.findings[0], state=state, version=3)
    waiver = Waiver(
        id=WaiverId("W"), about=finding.id, approver=APPROVER.id, reason="x", granted_on=VISITED, expires_on=VISITED
    )
    return evolve(file, findings=(finding,), waivers=(waiver,) if state is FindingState.WAIVED else ())


def a_file_with_cure(state: RemediationState) -> BorrowerFile:
    """A file whose one cure stands in a state."""
    file = a_cured_file()
    return evolve(file, remediations=(evolve(file.remediations[0], state=state),))


def _filed(file: BorrowerFile, outcome: Outcome = Outcome.MADE, id: str = "R-9") -> Change:  # noqa: A002
    visit = file.visits[0]
    known = visit.record.value if visit.state is VisitState.RETURNED and visit.record else id
    return file_record(file, visit.id, its_record(file, id=known, outcome=outcome), by=ANNA, at=NOW)


VISIT_STEPS: dict[str, Step] = {
    "make": _filed,
    "miss": lambda file: _filed(file, Outcome.UNREACHABLE),
    "submit": _filed,
    "cancel": lambda file: cancel(file, file.visits[0].id, reason="loan repaid", by=HEAD, at=NOW),
    "co_sign": lambda file: co_sign(file, file.visits[0].id, by=BO, at=NOW),
    "dissent": lambda file: dissent(file, file.visits[0].id, reason="the stock was not counted", by=BO, at=NOW),
    "overrule": lambda file: overrule(file, file.visits[0].id, reason="the list shows it", by=RISK, at=NOW),
    "return": lambda file: send_back(file, file.visits[0].id, reason="no place", by=RISK, at=NOW),
    "accept": lambda file: review(file, file.visits[0].id, by=RISK, at=NOW),
    "sign_off": lambda file: sign_off(file, file.visits[0].id, by=HEAD, at=NOW),
    "file": lambda file: archive(file, file.visits[0].id, by=KEEPER, at=NOW),
    "void": lambda file: void(file, file.visits[0].id, reason="never there", by=RISK, at=NOW),
}
FINDING_STEPS: dict[str, Step] = {
    "remediate": lambda file: open_remediation(file.findings[0], owner=LI, by=DESK, at=NOW),
    "close": lambda file: verify(file, file.remediations[0].id, visit=file.visits[0].id, by=RISK, at=NOW),
    "waive": lambda file: waive(file, file.findings[0].id, reason="paid", expires_on=LATER, by=APPROVER, at=NOW),
    "expire": lambda file: end_waivers(file, as_of=LATER, by=DESK, at=NOW),
}
CURE_STEPS: dict[str, Step] = {
    "notify": lambda file: notify(file.remediations[0], by=DESK, at=NOW),
    "submit": lambda file: submit(file.remediations[0], by=LI, at=NOW),
    "verify": lambda file: verify(file, file.remediations[0].id, visit=file.visits[0].id, by=RISK, at=NOW),
    "reject": lambda file: reject(file.remediations[0], reason="not seen", by=RISK, at=NOW),
    "extend": lambda file: extend(file.remediations[0], to=date(2026, 5, 1), reason="rain", by=HEAD, at=NOW),
    "waive": lambda file: waive(file, file.remediations[0].id, reason="paid", expires_on=LATER, by=APPROVER, at=NOW),
}
DUTY_STEPS: dict[str, Step] = {
    "waive": lambda file: waive(file, file.obligations[0].id, reason="paid", expires_on=LATER, by=APPROVER, at=NOW),
    "expire": lambda file: end_waivers(file, as_of=LATER, by=DESK, at=NOW),
    "defer": lambda file: defer(
        file, file.obligations[0].id, to=date(2026, 4, 30), reason="rain", asked_by=LI.id, by=APPROVER, at=NOW
    ),
}


def _pairs(table: Lifecycle, steps: dict[str, Step]) -> list[tuple[str, str]]:
    return [(state, move) for state in table.states for move in steps]


@pytest.mark.parametrize(("state", "move"), _pairs(VISIT_LIFECYCLE, VISIT_STEPS))
def test_every_pair_of_a_visit_is_reached_or_refused(state: str, move: str) -> None:
    """A visit's step goes through exactly where the table has the move, and ends where the table says."""
    file = a_file_with_visit(VisitState(state))
    by_filing = {"make": "submit", "submit": "make"}
    sources = _sources(VISIT_LIFECYCLE, move)
    if move in by_filing:  # one step makes and submits; MADE is passed through, never stored
        sources = (_sources(VISIT_LIFECYCLE, "make") | _sources(VISIT_LIFECYCLE, "submit")) - {"made"}
    if move == "accept":
        sources -= {"submitted"}  # two made it, and the second has not signed
    if state not in sources:
        assert _is_refused(VISIT_STEPS[move], file)
        return
    target = "submitted" if move in by_filing else _target(VISIT_LIFECYCLE, move)
    assert _visit(file.after(VISIT_STEPS[move](file))).value == target


@pytest.mark.parametrize(("state", "move"), _pairs(FINDING_LIFECYCLE, FINDING_STEPS))
def test_every_pair_of_a_finding_is_reached_or_refused(state: str, move: str) -> None:
    """A finding's step goes through exactly where the table has the move, and ends where the table says."""
    file = a_file_with_finding(FindingState(state))
    if state not in _sources(FINDING_LIFECYCLE, move):
        assert _is_refused(FINDING_STEPS[move], file)
        return
    after = file.after(FINDING_STEPS[move](file))
    assert after.findings[0].state.value == _target(FINDING_LIFECYCLE, move)


@pytest.mark.parametrize(("state", "move"), _pairs(REMEDIATION_LIFECYCLE, CURE_STEPS))
def test_every_pair_of_a_cure_is_reached_or_refused(state: str, move: str) -> None:
    """A cure's step goes through exactly where the table has the move, and ends where the table says."""
    file = a_file_with_cure(RemediationState(state))
    if state not in _sources(REMEDIATION_LIFECYCLE, move):
        assert _is_refused(CURE_STEPS[move], file)
        return
    after = file.after(CURE_STEPS[move](file)).remediations[0]
    assert after.state.value == (_target(REMEDIATION_LIFECYCLE, move) or state)


@pytest.mark.parametrize(("state", "move"), _pairs(OBLIGATION_LIFECYCLE, DUTY_STEPS))
def test_every_pair_of_a_duty_is_reached_or_refused(state: str, move: str) -> None:
    """A duty is waived, open again and deferred exactly where the table has the move."""
    file = a_file_with_duty(ObligationState(state))
    if state not in _sources(OBLIGATION_LIFECYCLE, move):
        assert _is_refused(DUTY_STEPS[move], file)
        return
    after = file.after(DUTY_STEPS[move](file))
    assert after.obligations[0].state.value == (_target(OBLIGATION_LIFECYCLE, move) or state)


@pytest.mark.parametrize("table", LIFECYCLES, ids=lambda table: table.name)
def test_a_terminal_state_is_terminal(table: Lifecycle) -> None:
    """Nothing leaves a state that no move leaves, and every other state is left by some move."""
    for state in table.states:
        leaving = {move.name for move in table.moves if state in move.sources}
        assert (state in table.terminal) == (leaving == set())


@pytest.mark.parametrize("table", LIFECYCLES, ids=lambda table: table.name)
def test_a_table_is_whole(table: Lifecycle) -> None:
    """Every state is reached from the first, each move joins known states, and each has its label in both languages."""
    reached, grew = {table.start}, True
    while grew:
        new = {move.target for move in table.moves if move.target and move.sources & reached} - reached
        reached, grew = reached | new, bool(new)
    assert reached == set(table.states)
    for move in table.moves:
        assert move.sources <= set(table.states)
        assert f"move.{move.name}" in TEMPLATES
        assert {f"relation.{one}" for one in (*move.never, *filter(None, [move.only]))} <= set(TEMPLATES)
    assert all(f"state.{table.name}.{state}" in TEMPLATES for state in table.states)


@pytest.mark.parametrize("table", LIFECYCLES, ids=lambda table: table.name)
def test_a_refusal_names_the_state_and_the_moves_there_are(table: Lifecycle) -> None:
    """A move that the table does not have is refused with a reason, whoever asks."""
    for by in (*STAFF, None):
        for state in table.terminal:
            for move in table.moves:
                ruling = _can(table, state, move.name, by)
                assert not ruling
                assert ruling.code == "ruling.state"
                assert TEMPLATES[f"state.{table.name}.{state}"].zh in ruling.reason.zh


def test_the_start_of_each_life_is_in_no_doubt() -> None:
    """What is made anew starts where its table starts."""
    file = a_cured_file()
    assert a_planned_file().visits[0].state.value == VISIT_LIFECYCLE.start
    assert a_planned_file().obligations[0].state.value == OBLIGATION_LIFECYCLE.start
    opened = open_remediation(evolve(file.findings[0], state=FindingState.OPEN), owner=LI, by=DESK, at=NOW)
    assert opened.remediation.state.value == REMEDIATION_LIFECYCLE.start
    assert opened.remediation.can("notify", by=DESK) is ALLOWED


def _can(table: Lifecycle, state: str, move: str, by: Officer | None) -> Ruling:
    return rule(table, state, move, by, {})


def _sources(table: Lifecycle, name: str) -> frozenset[str]:
    move = table.move(name)
    assert move is not None
    return move.sources


def _target(table: Lifecycle, name: str) -> str | None:
    move = table.move(name)
    assert move is not None
    return move.target


def _is_refused(step: Step, file: BorrowerFile) -> bool:
    """A refused step raises, or is an empty change where it asks about everything; the file is as it was."""
    before = repr(file)
    empty: list[Change] = []
    code = refused_code(lambda: _kept(empty, step(file)))
    return repr(file) == before and (code is not None or empty[0].stored == ())


def _kept(changes: list[Change], change: Change) -> Change:
    changes.append(change)
    return change
