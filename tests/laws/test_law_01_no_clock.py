"""Law 1: no clock. The day is said, and it is the close of that day."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import domain, errors, reporting, scheduling, steps, words
from loanvisit.domain import Calendar, Obligation, ObligationState, Portfolio
from loanvisit.scheduling import ClausePolicy
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of


@given(duty=strategies.obligations(), later=st.integers(-3, 3))
def test_a_duty_is_overdue_only_when_the_day_is_after_its_last_day(duty: Obligation, later: int) -> None:
    """An open duty is overdue from the close of the day after its last day, and no other duty ever is."""
    still_owed = duty.state in (ObligationState.OPEN, ObligationState.IN_PART)
    assert duty.is_overdue(duty.window.last + timedelta(days=later)) is (still_owed and later > 0)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_plan_says_what_is_overdue_at_the_close_of_its_day(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """Overdue visits come first, and they are those whose last day is before `as_of`."""
    plan = plan_of(book, policy, calendar)
    overdue = [visit.is_overdue(book.as_of) for visit in plan.visits]
    assert overdue == sorted(overdue, reverse=True)
    assert overdue == [visit.window.last < book.as_of for visit in plan.visits]


def _functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for room in (words, errors, domain, scheduling, reporting, steps):
        for name in room.__all__:
            thing = getattr(room, name)
            if inspect.isfunction(thing):
                yield name, thing
            elif inspect.isclass(thing):
                for attribute, member in vars(thing).items():
                    function = member.__func__ if isinstance(member, classmethod) else member
                    if inspect.isfunction(function) and (attribute == "__init__" or not attribute.startswith("_")):
                        yield f"{name}.{attribute}", function


@pytest.mark.parametrize(("name", "function"), [pytest.param(*pair, id=pair[0]) for pair in _functions()])
def test_a_day_is_asked_for_and_never_assumed(name: str, function: Callable[..., object]) -> None:
    """No `as_of`, `at`, `on` or `until` has a default that would stand for today."""
    told = [one for one in inspect.signature(function).parameters.values() if one.name in ("as_of", "at", "until")]
    assert [one.name for one in told if isinstance(one.default, date)] == [], name
    assert all(one.default is inspect.Parameter.empty for one in told), name
    by_position = [one.name for one in told if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert by_position == [] or name.endswith(".is_overdue"), f"{name} takes {by_position} by position"
