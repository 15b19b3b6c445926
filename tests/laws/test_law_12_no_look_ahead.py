"""Law 12: a plan as of a day depends only on what was known that day."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Discharge,
    Obligation,
    ObligationState,
    Portfolio,
    RecordId,
    SignalId,
)
from loanvisit.scheduling import ClausePolicy
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of


@st.composite
def futures(draw: st.DrawFn, file: BorrowerFile, as_of: date) -> BorrowerFile:
    """Draw the file as it may stand later: visits, records, signals and waivers dated after the day."""
    tomorrow, end = as_of + timedelta(days=1), as_of + timedelta(days=200)
    named = tuple(loan.id for loan in file.loans)
    visits = draw(
        st.lists(
            strategies.past_visits(borrower=file.id, among=named, earliest=tomorrow, latest=end), min_size=1, max_size=3
        )
    )
    record = draw(
        strategies.records(id=RecordId("later"), borrower=file.id, among=named, earliest=tomorrow, latest=end)
    )
    signal = draw(strategies.signals(id=SignalId("later"), about=file.id, earliest=tomorrow, latest=end))
    return evolve(file, past=(*file.past, *visits), records=(*file.records, record), signals=(*file.signals, signal))


@st.composite
def met_or_not(draw: st.DrawFn, duty: Obligation, as_of: date) -> Obligation:
    """Draw a duty as a file may keep it later: what was open may have been met since, in time or late."""
    if duty.state is not ObligationState.OPEN or draw(st.booleans()):
        return duty
    return duty.fulfilled(Discharge(on=as_of + timedelta(days=draw(st.integers(1, 200))), record=RecordId("later")))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_nothing_dated_after_the_day_matters(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Visits, records and signals of later days change no answer and no visit of the plan as of the day."""
    later = book.with_files(data.draw(futures(file, book.as_of)) for file in book.files)
    assert dict(plan_of(later, policy, calendar).parts) == dict(plan_of(book, policy, calendar).parts)


@given(
    book=strategies.portfolios(),
    before=strategies.policies(),
    policy=strategies.policies(),
    calendar=CALENDARS,
    data=st.data(),
)
def test_what_is_met_after_the_day_was_open_on_it(
    book: Portfolio, before: ClausePolicy, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """The duties a file keeps, its own or of an older policy, stand in the plan as they stood on the day."""
    asked = plan_of(book, before, calendar)
    kept = {file.id: asked.file(file.id).obligations for file in book.files}
    known = book.with_files(evolve(file, obligations=kept[file.id]) for file in book.files)
    later = book.with_files(
        evolve(file, obligations=tuple(data.draw(met_or_not(one, book.as_of)) for one in kept[file.id]))
        for file in book.files
    )
    for rules in (before, policy):
        assert dict(plan_of(later, rules, calendar).parts) == dict(plan_of(known, rules, calendar).parts)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_waiver_counts_from_the_day_it_is_granted(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A waiver not yet granted, or run out, waives nothing that day; one in force waives its duty alone."""
    plan = plan_of(book, policy, calendar)
    owed = [duty for duty in plan.owed if duty.is_open]
    if not owed:
        return
    duty = data.draw(st.sampled_from(owed))
    granted = data.draw(strategies.days(earliest=date(2023, 1, 1), latest=date(2030, 12, 31)))
    waiver = evolve(
        data.draw(strategies.waivers(about=duty.id)), granted_on=granted, expires_on=granted + timedelta(90)
    )
    file = next(one for one in book.files if plan.parts[one.id].duties.owed.count(duty))
    after = plan_of(book.with_files([evolve(file, waivers=(waiver,))]), policy, calendar)
    gone = {one.id for one in owed} - {one.id for one in after.owed if one.is_open}
    assert gone == ({duty.id} if granted <= book.as_of <= granted + timedelta(90) else set())
