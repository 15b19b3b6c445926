"""Whatever asks for a duty, a visit that qualifies pays it: one made before, or one whose record is filed."""

from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import Anchor, BorrowerFile, Obligation, ObligationId, ObligationState, Requirement, SignalLevel
from loanvisit.scheduling import FilePlan
from loanvisit.steps import file_record
from loanvisit.testing import (
    a_clause,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_record,
    a_signal,
    an_officer,
    strategies,
)
from tests.laws.books import plan_of_file

DRAWN_ON, AS_OF = date(2025, 1, 20), date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
KINDS: dict[str, st.SearchStrategy[Requirement]] = {
    "once after": strategies.once_after(),
    "every period": strategies.every_period(),
    "every gap on the grid": strategies.every_gap(anchor=Anchor.DRAWDOWN),
    "every gap from the last visit": strategies.every_gap(anchor=Anchor.LAST_VISIT),
    "before": strategies.before(),
    "on signal": strategies.on_signal(),
}
FILE = a_file(
    a_loan(disbursed_on=DRAWN_ON, matures_on=date(2026, 3, 20)),
    signals=[a_signal(date(2025, 5, 6), level=level, id=level.value) for level in SignalLevel],
)


def _planned(file: BorrowerFile, require: Requirement) -> FilePlan:
    return plan_of_file(file, a_policy(a_clause(require=require)), as_of=AS_OF)


def _oldest(plan: FilePlan) -> Obligation | None:
    return min((duty for duty in plan.duties.owed if duty.is_open), key=lambda duty: duty.order, default=None)


def _days_of(duty: Obligation) -> st.SearchStrategy[date]:
    """Draw a day on which the duty can be met: in its window, the money paid out, not after the plan's day."""
    return strategies.days(earliest=max(duty.window.opens, DRAWN_ON), latest=min(duty.window.last, AS_OF))


def _state(plan: FilePlan, duty: ObligationId) -> ObligationState:
    [found] = [one.state for one in plan.duties.owed if one.id == duty]
    return found


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_visit_made_before_pays(kind: str, data: st.DataObject) -> None:
    """The oldest duty of each kind of requirement is met by a past visit on any day of its window."""
    require = data.draw(KINDS[kind])
    duty = _oldest(_planned(FILE, require))
    if duty is None:
        return
    on = data.draw(_days_of(duty))
    assert _state(_planned(evolve(FILE, past=(a_past_visit(on),)), require), duty.id) is ObligationState.FULFILLED


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_record_filed_pays(kind: str, data: st.DataObject) -> None:
    """The oldest duty of each kind is met by the record of its visit: when it is filed, and in every plan after."""
    require = data.draw(KINDS[kind])
    plan = _planned(FILE, require)
    duty = _oldest(plan)
    if duty is None:
        return
    on = data.draw(_days_of(duty))
    visit = next(visit for visit in plan.visits if duty in visit.covers)
    file = evolve(FILE, obligations=plan.duties.owed, visits=plan.visits)
    record = a_record(on, visit=visit.id.value)
    change = file_record(file, visit.id, record, by=an_officer("anna"), at=NOW)
    assert duty.id in {one.id for one in change.discharged}
    for after in (file.after(change), evolve(FILE, records=change.records)):  # with, and without, the duties kept
        assert _state(_planned(after, require), duty.id) is ObligationState.FULFILLED
