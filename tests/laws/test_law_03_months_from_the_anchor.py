"""Law 3: months are counted from the anchor and clamped to each month's end; no drift, nothing skipped."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from loanvisit.domain import (
    Anchor,
    Calendar,
    DrawdownId,
    EveryGap,
    EveryPeriod,
    Level,
    NaturalPeriod,
    Obligation,
    Roll,
    Span,
    Unit,
    add_months,
    days,
    months,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_clause, a_drawdown, a_file, a_loan, a_past_visit, a_policy, strategies, weekdays
from tests.laws.books import CALENDARS, plan_of_file

DAYS = strategies.days(earliest=date(1990, 1, 1), latest=date(2060, 12, 31))


@given(anchor=DAYS, count=st.integers(-300, 300))
@example(anchor=date(2024, 1, 31), count=1)
@example(anchor=date(2024, 2, 29), count=12)
def test_adding_months_is_what_relativedelta_says(anchor: date, count: int) -> None:
    """The day so many months after an anchor is dateutil's, which knows nothing of this library."""
    assert add_months(anchor, count) == anchor + relativedelta(months=count)


@given(anchor=DAYS, count=st.integers(0, 60), times=st.integers(-5, 5), unit=st.sampled_from(Unit))
def test_any_span_is_what_relativedelta_says(anchor: date, count: int, times: int, unit: Unit) -> None:
    """Days, weeks, months and years, once or several times, forward or back, are dateutil's."""
    if unit is Unit.WORKING_DAYS:
        return
    oracle = {
        Unit.DAYS: relativedelta(days=count * times),
        Unit.WEEKS: relativedelta(weeks=count * times),
        Unit.MONTHS: relativedelta(months=count * times),
        Unit.YEARS: relativedelta(years=count * times),
    }
    assert Span(count=count, unit=unit).after(anchor, times) == anchor + oracle[unit]


@given(
    anchor=DAYS, count=st.integers(1, 60), first=st.integers(-5, 5), unit=st.sampled_from(Unit), taken=st.integers(1, 9)
)
@example(anchor=date(2024, 1, 31), count=1, first=1, unit=Unit.MONTHS, taken=9)
def test_steps_are_each_counted_from_the_anchor(anchor: date, count: int, first: int, unit: Unit, taken: int) -> None:
    """Steps taken one after another are the days so many spans after the anchor, month ends kept."""
    if unit is Unit.WORKING_DAYS:
        return
    span = Span(count=count, unit=unit)
    assert list(islice(span.steps(anchor, first), taken)) == [span.after(anchor, first + n) for n in range(taken)]


@pytest.mark.parametrize("span", [months(1200), days(36_500)])
def test_steps_end_where_there_are_no_days(span: Span) -> None:
    """Past the last day there is, a step is refused as a day out of range."""
    with pytest.raises(InputError) as refused:
        list(span.steps(date(2026, 1, 31)))
    assert [one.code for one in refused.value.faults] == ["date.range"]


def _duties(gap: Span, drawn_on: date, *, as_of: date, calendar: Calendar, roll: Roll) -> list[Obligation]:
    clause = a_clause(require=EveryGap(gap=gap, anchor=Anchor.DRAWDOWN), roll=roll)
    file = a_file(a_loan(disbursed_on=drawn_on, matures_on=None))
    part = plan_of_file(file, a_policy(clause), as_of=as_of, calendar=calendar)
    return sorted((*part.duties.owed, *part.duties.projected), key=lambda duty: duty.raw)


@given(
    drawn_on=strategies.days(earliest=date(2022, 1, 1), latest=date(2026, 1, 31)),
    count=st.integers(1, 24),
    later=st.integers(0, 900),
    calendar=CALENDARS,
    roll=st.sampled_from([Roll.EARLIER, Roll.LATER, Roll.NONE]),
)
@example(drawn_on=date(2025, 1, 31), count=1, later=100, calendar=weekdays(), roll=Roll.NONE)
def test_a_grid_has_every_step_from_the_anchor(
    drawn_on: date, count: int, later: int, calendar: Calendar, roll: Roll
) -> None:
    """The k-th raw date is the anchor and k intervals, for every k; a window opens the day after the one before."""
    as_of = drawn_on + timedelta(days=later)
    found = _duties(months(count), drawn_on, as_of=as_of, calendar=calendar, roll=roll)
    oracle = [drawn_on + relativedelta(months=count * k) for k in range(len(found) + 1)]
    assert [duty.raw for duty in found] == oracle[1:]
    assert [duty.window.opens for duty in found] == [day + timedelta(days=1) for day in oracle[:-1]]
    assert drawn_on + relativedelta(months=count * (len(found) + 1)) > as_of + timedelta(days=365)
    assert found, "nothing at all is planned"


@given(
    drawn_on=strategies.days(earliest=date(2022, 1, 1), latest=date(2026, 1, 31)),
    period=st.sampled_from(NaturalPeriod),
    later=st.integers(0, 900),
    with_first=st.booleans(),
)
def test_natural_periods_follow_one_another(
    drawn_on: date, period: NaturalPeriod, later: int, with_first: bool
) -> None:
    """Natural periods leave no day out and none in twice, from the period of the payout or the one after it."""
    as_of = drawn_on + timedelta(days=later)
    clause = a_clause(require=EveryPeriod(period=period, with_first=with_first))
    file = a_file(a_loan(disbursed_on=drawn_on, matures_on=None))
    part = plan_of_file(file, a_policy(clause), as_of=as_of)
    found = sorted((*part.duties.owed, *part.duties.projected), key=lambda duty: duty.raw)
    first = found[0].window
    assert (drawn_on in first) if with_first else (first.opens > drawn_on >= first.opens - timedelta(days=366))
    for before, after in pairwise(found):
        assert after.window.opens == before.raw + timedelta(days=1)
    assert {duty.anchor for duty in found} == {period.key(duty.window) for duty in found}


@given(
    drawn_on=strategies.days(earliest=date(2022, 1, 1), latest=date(2026, 1, 31)),
    count=st.integers(1, 12),
    day=st.integers(0, 40),
)
def test_each_drawdown_is_counted_from_its_own_day(drawn_on: date, count: int, day: int) -> None:
    """Two drawdowns of one loan have two grids, each from its own payout."""
    second = drawn_on + timedelta(days=day)
    loan = a_loan(
        drawdowns=[a_drawdown("L-1/1", drawn_on=drawn_on), a_drawdown("L-1/2", drawn_on=second)], matures_on=None
    )
    clause = a_clause(require=EveryGap(gap=months(count), anchor=Anchor.DRAWDOWN), level=Level.DRAWDOWN)
    part = plan_of_file(a_file(loan), a_policy(clause), as_of=second)
    for name, start in (("L-1/1", drawn_on), ("L-1/2", second)):
        found = [duty for duty in (*part.duties.owed, *part.duties.projected) if duty.subject == DrawdownId(name)]
        assert [duty.raw for duty in found] == [
            start + relativedelta(months=count * (k + 1)) for k in range(len(found))
        ]


@given(seen=strategies.days(earliest=date(2022, 1, 1), latest=date(2026, 1, 31)), count=st.integers(1, 12))
def test_the_running_duty_counts_from_the_last_visit(seen: date, count: int) -> None:
    """Counted from the last visit, the next last day is that visit's day and one interval, clamped."""
    require = EveryGap(gap=months(count), anchor=Anchor.LAST_VISIT, opens=days(10))
    file = a_file(a_loan(disbursed_on=date(2021, 6, 30), matures_on=None), past=[a_past_visit(seen)])
    part = plan_of_file(file, a_policy(a_clause(require=require)), as_of=seen)
    running = [duty for duty in (*part.duties.owed, *part.duties.projected) if duty.is_open]
    assert running[0].raw == seen + relativedelta(months=count)
