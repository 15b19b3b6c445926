"""What the loops of planning make without a second look is what the constructors make of the same parts."""

import copy
import pickle

import pytest
from attrs import asdict, evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import BorrowerId, Method, Obligation, OfficerId, Visit, Window
from loanvisit.domain.minting import duty_of, visit_of, window_of
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
    minted = duty_of(
        duty.rule,
        duty.subject,
        duty.loans,
        duty.window.opens,
        duty.window.last,
        duty.raw,
        duty.anchor,
        duty.anchored_on,
        duty.provisional,
        duty.forecast,
        assumed=duty.assumed,
        assumed_labels=duty.assumed_labels,
    )
    _same(minted, made)
    assert (minted.id, minted.order, minted.is_open) == (made.id, made.order, True)
    assert evolve(minted, version=2) == evolve(made, version=2)


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
