"""What the loops of planning make without a second look is what the constructors make of the same parts."""

import copy
import pickle
from datetime import timedelta

import pytest
from attrs import asdict, evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerId,
    Discharge,
    Duties,
    Exemption,
    Method,
    Obligation,
    ObligationState,
    OfficerId,
    Visit,
    Window,
)
from loanvisit.domain.minting import (
    discharge_of,
    duties_of,
    duty_maker,
    exemption_of,
    met_duty,
    visit_of,
    window_of,
)
from loanvisit.testing import strategies


def _same(minted: object, made: object) -> None:
    assert type(minted) is type(made)
    assert minted == made
    assert hash(minted) == hash(made)
    assert repr(minted) == repr(made)
    assert pickle.loads(pickle.dumps(minted)) == copy.deepcopy(minted) == made  # noqa: S301  our own bytes
    for name in (field.name for field in fields(type(made))):
        assert getattr(minted, name) == getattr(made, name)
        with pytest.raises(FrozenInstanceError):
            setattr(minted, name, getattr(made, name))


@given(window=strategies.windows())
def test_a_minted_window_is_a_window(window: Window) -> None:
    """The same value, frozen, from two days in order."""
    minted = window_of(opens=window.opens, last=window.last)
    _same(minted, window)
    assert minted <= window
    assert evolve(minted, last=window.last) == window


@given(duty=strategies.obligations())
def test_a_minted_duty_is_an_open_duty(duty: Obligation) -> None:
    """The same value, frozen, with the same id and place, whatever its parts."""
    made = Obligation(
        rule=duty.rule,
        subject=duty.subject,
        loans=duty.loans,
        window=duty.window,
        raw=duty.raw,
        anchor=duty.anchor,
        anchored_on=duty.anchored_on,
        provisional=duty.provisional,
        forecast=duty.forecast,
        assumed=duty.assumed,
        assumed_labels=duty.assumed_labels if duty.assumed else (),
    )
    maker = duty_maker(
        duty.rule,
        duty.subject,
        duty.loans,
        as_of=duty.window.opens - timedelta(days=duty.forecast),
        assumed=duty.assumed,
        assumed_labels=duty.assumed_labels,
    )
    minted = maker(duty.anchor, duty.anchored_on, duty.window.opens, duty.raw, duty.window.last, duty.provisional)
    _same(minted, made)
    days = (duty.anchor, duty.anchored_on, duty.window.opens, duty.raw, duty.window.last, duty.provisional)
    assert maker(*days, duty.window) == minted
    assert (minted.id, minted.order, minted.is_open) == (made.id, made.order, True)
    assert evolve(minted, version=2) == evolve(made, version=2)


@given(duty=strategies.obligations(), discharge=strategies.discharges(), version=st.integers(1, 9))
def test_a_duty_minted_as_met_is_met(duty: Obligation, discharge: Discharge, version: int) -> None:
    """The same value, frozen, as the duty changed by its constructor, whatever state it was in."""
    state = ObligationState.FULFILLED
    made = evolve(duty, state=state, discharge=discharge, lacks=(), version=version)
    minted = met_duty(duty, discharge, version)
    _same(minted, made)
    assert (minted.id, minted.late_days, minted.is_open) == (duty.id, made.late_days, False)


@given(discharge=strategies.discharges())
def test_a_minted_discharge_is_a_discharge(discharge: Discharge) -> None:
    """The same value, frozen, whoever made the visit."""
    minted = discharge_of(discharge.on, discharge.record, discharge.visit, discharge.source)
    _same(minted, discharge)


@given(exempt=strategies.exemptions())
def test_a_minted_exemption_is_an_exemption(exempt: Exemption) -> None:
    """The same value, frozen, that reads the same."""
    minted = exemption_of(exempt.clause, exempt.subject, exempt.fact, exempt.value, exempt.label)
    _same(minted, exempt)
    assert minted.text == exempt.text


@given(duties=strategies.duties())
def test_minted_answers_are_answers(duties: Duties) -> None:
    """The same four answers, frozen, in tuples."""
    minted = duties_of(list(duties.owed), list(duties.projected), list(duties.exempt), list(duties.undetermined))
    _same(minted, duties)


@given(
    visit=strategies.visits(),
    borrower=strategies.ids(BorrowerId),
    method=st.sampled_from(Method),
    manager=st.none() | strategies.ids(OfficerId),
    attempt=st.integers(1, 9),
)
def test_a_minted_visit_is_a_planned_visit(
    visit: Visit, borrower: BorrowerId, method: Method, manager: OfficerId | None, attempt: int
) -> None:
    """The same value, frozen, with the same id, whatever it covers."""
    made = Visit(
        borrower=borrower,
        method=method,
        window=visit.window,
        covers=visit.covers,
        forecast=visit.forecast,
        manager=manager,
        attempt=attempt,
    )
    minted = visit_of(borrower, method, visit.window, visit.covers, visit.forecast, manager, attempt)
    _same(minted, made)
    assert minted.id == made.id
    assert asdict(minted, recurse=False) == asdict(made, recurse=False)
