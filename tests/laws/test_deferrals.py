"""A duty is moved later once, by approval: that duty and no other, stably, and not before the day it was allowed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.adapters import MemoryStore
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Deferral,
    Duties,
    FactName,
    Obligation,
    OfficerId,
    PolicyId,
    Portfolio,
)
from loanvisit.errors import TransitionError
from loanvisit.scheduling import ClausePolicy, plan_file
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.steps import defer, file_record, replan
from loanvisit.testing import a_deferral, strategies
from tests.laws.books import CALENDARS, plan_of, told
from tests.laws.test_law_12_no_look_ahead import NOTHING, QUARTERS
from tests.stateful.cases import ANNA, APPROVER, DESK, a_planned_file, its_record, noon

BOOKS = {"book": strategies.portfolios(), "policy": strategies.policies(), "calendar": CALENDARS}


@frozen(kw_only=True)
class Ours:
    """A host's own policy, which knows nothing of deferrals."""

    inner: ClausePolicy

    @property
    def id(self) -> PolicyId:
        """The id."""
        return self.inner.id

    @property
    def version(self) -> str:
        """The version."""
        return self.inner.version

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts it looks at."""
        return self.inner.reads

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        """Answer without the deferrals."""
        return self.inner.duties(evolve(file, deferrals=()), calendar=calendar, as_of=as_of, until=until)


def _deferrable(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> list[tuple[BorrowerFile, Obligation]]:
    plan = plan_of(book, policy, calendar)
    return [
        (file, duty)
        for file in book.files
        for duty in plan.duties(file.id).owed
        if duty.is_open and duty.window.last >= book.as_of and not is_at_law(duty)
    ]


@given(**BOOKS, data=st.data())
def test_deferring_moves_exactly_that_duty(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Its last day is the new one, its id and its original last day stay; every other answer is as it was."""
    open_ones = _deferrable(book, policy, calendar)
    assume(open_ones)
    file, duty = data.draw(st.sampled_from(open_ones))
    later = duty.window.last + timedelta(days=data.draw(st.integers(1, 200)))
    deferral = a_deferral(duty, new_last=later, granted_on=book.as_of)
    moved = book.with_files([evolve(file, deferrals=(deferral,))])
    before, after = plan_of(book, policy, calendar), plan_of(moved, policy, calendar)
    expected = {one.id: one for one in (*before.owed, *before.projected)} | {duty.id: deferral.applied_to(duty)}
    assert {one.id: one for one in (*after.owed, *after.projected)} == expected
    assert expected[duty.id].original_last == duty.window.last
    assert expected[duty.id].window.last == later
    assert (after.exempt, after.undetermined) == (before.exempt, before.undetermined)
    others = [one.id for one in book.files if one.id != file.id]
    assert all(after.parts[one] == before.parts[one] for one in others)
    covering = [one for one in after.visits for covered in one.covers if covered.id == duty.id]
    assert [one.window.last <= later for one in covering] == [True]


@given(**BOOKS, data=st.data())
def test_whoever_answers_a_deferral_counts(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A host's own policy, or a file that carries what no policy speaks of, has the same last days."""
    open_ones = _deferrable(book, policy, calendar)
    assume(open_ones)
    file, duty = data.draw(st.sampled_from(open_ones))
    deferral = a_deferral(duty, new_last=duty.window.last + timedelta(days=9), granted_on=book.as_of)
    moved, until = evolve(file, deferrals=(deferral,)), book.as_of + timedelta(days=300)
    asked = {"calendar": calendar, "as_of": book.as_of, "until": until}
    assert plan_file(moved, policy=Ours(inner=policy), **asked) == plan_file(moved, policy=policy, **asked)
    carried = evolve(moved, obligations=(duty,))
    kept = plan_file(carried, policy=NOTHING, **asked).duties.owed
    assert [one.window.last for one in kept if one.id == duty.id] in ([deferral.new_last], [])


@given(**BOOKS, data=st.data())
def test_a_deferral_counts_from_the_day_it_was_allowed(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A plan as of an earlier day does not see it, whether the file holds the duty as moved or not."""
    plan = plan_of(book, policy, calendar)
    running = [
        (file, duty)
        for file in book.files
        for duty in plan.duties(file.id).owed
        if duty.window.last > book.as_of and not is_at_law(duty)
    ]
    assume(running)
    file, duty = data.draw(st.sampled_from(running))
    granted = data.draw(strategies.days(earliest=book.as_of + timedelta(days=1), latest=duty.window.last))
    deferral = a_deferral(duty, new_last=duty.window.last + timedelta(days=30), granted_on=granted)
    known = plan.file(file.id)
    stored = tuple(deferral.applied_to(one) for one in known.obligations)
    for held in (file.obligations, stored):
        later = book.with_files([evolve(file, deferrals=(deferral,), obligations=held)])
        base = book.with_files([evolve(file, obligations=held and known.obligations)])
        assert dict(plan_of(later, policy, calendar).parts) == dict(plan_of(base, policy, calendar).parts)


@given(**BOOKS, data=st.data())
def test_a_plan_with_a_deferral_is_stable(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Deferred by the step and planned anew, the duty stays deferred; planned once more, nothing changes."""
    open_ones = _deferrable(book, policy, calendar)
    assume(open_ones)
    file, duty = data.draw(st.sampled_from(open_ones))
    at = datetime(book.as_of.year, book.as_of.month, book.as_of.day, 9, tzinfo=UTC)
    asked = {"policy": policy, "calendar": calendar, "as_of": book.as_of, "until": book.as_of + timedelta(days=300)}
    planned = file.after(replan(file, **asked, by=DESK, at=at))
    to = duty.window.last + timedelta(days=data.draw(st.integers(1, 60)))
    given_to = {"reason": "flood", "asked_by": OfficerId("asker"), "by": APPROVER, "at": at}
    moved = planned.after(defer(planned, duty.id, to=to, **given_to))
    again = moved.after(replan(moved, **asked, by=DESK, at=at))
    assert again.obligation(duty.id).window.last == to
    assert again.obligation(duty.id).original_last == duty.window.last
    assert replan(again, **asked, by=DESK, at=at).stored == ()
    with pytest.raises(TransitionError, match=r"ruling\.deferred"):
        defer(again, duty.id, to=to + timedelta(days=1), **given_to)


@given(wait=st.integers(0, 60), more=st.integers(1, 60))
def test_a_visit_by_the_new_last_day_is_on_time_and_told_as_deferred(wait: int, more: int) -> None:
    """By the new last day it is not late; after it, it is late by the days since the new one."""
    file = a_planned_file()
    duty = file.obligations[0]
    at = noon(duty.window.last)
    to = duty.window.last + timedelta(days=more)
    moved = file.after(defer(file, duty.id, to=to, reason="x", asked_by=ANNA.id, by=APPROVER, at=at))
    day = duty.window.last + timedelta(days=wait)
    record = its_record(moved, day)
    filed = moved.after(file_record(moved, moved.visits[0].id, record, by=ANNA, at=noon(day)))
    met = filed.obligation(duty.id)
    assert met.late_days == max(wait - more, 0)
    assert met.original_last == duty.window.last
    assert (met.deferred_from, met.window.last) == (duty.window.last, to)


@given(book=strategies.portfolios(), calendar=CALENDARS, data=st.data())
def test_a_store_keeps_what_was_deferred(book: Portfolio, calendar: Calendar, data: st.DataObject) -> None:
    """Written and read back, the deferral and the moved duty are there, and the plan is that of the file in hand."""
    open_ones = _deferrable(book, QUARTERS, calendar)
    assume(open_ones)
    file, duty = data.draw(st.sampled_from(open_ones))
    known = plan_of(book, QUARTERS, calendar).file(file.id)
    at = datetime(book.as_of.year, book.as_of.month, book.as_of.day, 9, tzinfo=UTC)
    to = duty.window.last + timedelta(days=20)
    change = defer(known, duty.id, to=to, reason="x", asked_by=OfficerId("asker"), by=APPROVER, at=at)
    store = MemoryStore()
    store.take_in(known)
    store.commit(change)
    held = store.file(file.id)
    assert held == known.after(change)
    (deferral,) = held.deferrals
    assert type(deferral) is Deferral
    assert held.obligation(duty.id) == evolve(deferral.applied_to(duty), version=duty.version + 1)
    again = plan_of(book.with_files([held]), QUARTERS, calendar)
    assert told(again) == told(plan_of(book.with_files([known.after(change)]), QUARTERS, calendar))
