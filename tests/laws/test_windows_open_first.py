"""A requirement of two spans has its window the right way round in every month, or is refused where it is stated."""

from contextlib import nullcontext, suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import MATURES, Anchor, Before, EveryGap, Span, Unit, days, months
from loanvisit.errors import PolicyError
from loanvisit.testing import a_clause, a_file, a_loan, a_policy, strategies
from tests.laws.books import plan_of_file

SPANS = st.builds(Span, count=st.integers(1, 62), unit=st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS]))
NEAR = st.tuples(st.integers(1, 6), st.integers(-3, 3)).map(
    lambda pair: (months(pair[0]), days(30 * pair[0] + pair[1]))
)
PAIRS = st.one_of(st.tuples(SPANS, SPANS), NEAR, NEAR.map(lambda pair: pair[::-1]))
MATURITIES = strategies.days(earliest=date(2024, 1, 1), latest=date(2028, 12, 31))


@given(pair=PAIRS, matures_on=MATURITIES)
def test_a_window_before_an_event_opens_as_stated(pair: tuple[Span, Span], matures_on: date) -> None:
    """Whatever the units, a window that loads opens `opens` before the day and ends `closes` before it."""
    opens, closes = pair
    with suppress(PolicyError):
        require = Before(before=MATURES, opens=opens, closes=closes)
        policy = a_policy(a_clause(require=require))
        file = a_file(a_loan(disbursed_on=date(2010, 1, 1), matures_on=matures_on))
        (duty,) = (found := plan_of_file(file, policy, as_of=date(2023, 12, 31)).duties).owed + found.projected
        assert duty.window.opens == opens.after(matures_on, -1)
        assert duty.window.last == closes.after(matures_on, -1)


@given(pair=PAIRS)
def test_a_window_is_refused_only_where_some_day_turns_it_round(pair: tuple[Span, Span]) -> None:
    """A window before an event loads exactly where it ends no earlier than it opens, whichever the day of the event."""
    opens, closes = pair
    every = [date.fromordinal(day) for day in range(date(2023, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    turned = any(opens.after(day, -1) > closes.after(day, -1) for day in every)
    refused = pytest.raises(PolicyError, match=r"clause\.order") if turned else nullcontext()
    with refused:
        Before(before=MATURES, opens=opens, closes=closes)


@given(gap=SPANS, opens=SPANS, drawn_on=strategies.days(earliest=date(2024, 1, 1), latest=date(2026, 12, 31)))
def test_a_window_from_the_last_visit_opens_after_it(gap: Span, opens: Span, drawn_on: date) -> None:
    """However long `opens` is beside the gap, the window opens after the day counted from and by its last day."""
    require = EveryGap(gap=gap, anchor=Anchor.LAST_VISIT, opens=opens)
    file = a_file(a_loan(disbursed_on=drawn_on, matures_on=None))
    part = plan_of_file(file, a_policy(a_clause(require=require)), as_of=date(2027, 1, 1))
    for duty in (*part.duties.owed, *part.duties.projected):
        assert duty.anchored_on < duty.window.opens <= duty.window.last
        assert duty.window.opens == max(opens.after(duty.raw, -1), date.fromordinal(duty.anchored_on.toordinal() + 1))
