"""Law 5: a deadline never moves later unless its clause says so, or a deferral on the file."""

from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import Calendar, Obligation, Portfolio, Roll
from loanvisit.scheduling import ClausePolicy
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.scheduling.rolling import rolled
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of


def _duties(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> list[tuple[Obligation, Roll]]:
    plan = plan_of(book, policy, calendar)
    asked = [duty for duty in (*plan.owed, *plan.projected) if not is_at_law(duty)]  # the law has rolls of its own
    return [(duty, policy.clause(duty.rule.clause).roll) for duty in asked]


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_deadline_moves_only_the_way_its_clause_says(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """Rolled earlier it is never after the raw day, rolled later never before, not rolled it is the raw day."""
    for duty, roll in _duties(book, policy, calendar):
        if roll not in (Roll.LATER, Roll.CIVIL):
            assert duty.window.last <= duty.raw
        if roll is not Roll.EARLIER:
            assert duty.window.last >= duty.raw
        assert duty.window.opens <= duty.window.last


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_deadline_moves_past_its_clause_by_a_deferral_alone(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Whatever is deferred, the original last day is the clause's; only where it was, the last day is another."""
    before = {duty.id: duty.window.last for duty, _ in _duties(book, policy, calendar)}
    owed = {file.id: plan_of(book, policy, calendar).duties(file.id).owed for file in book.files}
    deferrals = {
        name: tuple(data.draw(strategies.deferrals(about=one.id, original_last=one.window.last)) for one in duties[:3])
        for name, duties in owed.items()
    }
    deferred = book.with_files(evolve(file, deferrals=deferrals[file.id]) for file in book.files)
    moved = {one.about: one for each in deferrals.values() for one in each if one.granted_on <= book.as_of}
    for duty, _ in _duties(deferred, policy, calendar):
        assert duty.original_last == before[duty.id]
        assert duty.window.last == (moved[duty.id].new_last if duty.id in moved else before[duty.id])


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_moved_deadline_is_the_nearest_working_day(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """A moved deadline is a working day, with none between it and the raw day; rolling it again leaves it there."""
    for duty, roll in _duties(book, policy, calendar):
        last = duty.window.last
        if last == duty.raw:
            continue
        assert calendar.works(last)
        step = timedelta(days=1 if last > duty.raw else -1)
        day = duty.raw
        while day != last:
            assert not calendar.works(day)
            day += step
        assert rolled(last, roll, opens=duty.window.opens, latest=None, calendar=calendar)[0] == last


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_deadline_that_stays_on_a_day_off_has_no_working_day_in_its_window(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """A roll earlier leaves the raw day where it is only if no day of the window before it is worked."""
    for duty, roll in _duties(book, policy, calendar):
        if roll is Roll.EARLIER and not calendar.works(duty.window.last):
            span = (duty.raw - duty.window.opens).days
            assert not any(calendar.works(duty.raw - timedelta(days=back)) for back in range(span + 1))
