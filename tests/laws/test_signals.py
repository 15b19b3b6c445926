"""Duties that follow a warning: clocks of hours, kinds, and what clearing a warning does not do."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import read_policy_toml
from loanvisit.domain import (
    DISBURSED,
    Before,
    Calendar,
    CountingStart,
    Hours,
    Level,
    Obligation,
    OnceAfter,
    OnSignal,
    Portfolio,
    Requirement,
    Roll,
    Signal,
    SignalLevel,
    days,
    months,
)
from loanvisit.errors import InputError, PolicyError
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.scheduling.replaying import as_known
from loanvisit.testing import a_clause, a_file, a_loan, a_policy, a_signal, strategies
from loanvisit.words import Text
from tests.laws.books import CALENDARS, plan_of, plan_of_file

CHINA = presets.calendar("CN")
BEIJING = timezone(timedelta(hours=8))
RED = frozenset({SignalLevel.RED})
AS_OF = date(2026, 3, 31)


def day_clause(within: Hours) -> Clause:
    """Return a clause that asks for a visit within hours of a red signal."""
    return a_clause("red", OnSignal(levels=RED, within=within), level=Level.BORROWER, roll=Roll.LATER)


def owed(signal: Signal, within: Hours, calendar: Calendar = CHINA) -> Obligation:
    """Return the one duty on a signal."""
    file = a_file(signals=[signal])
    duties = plan_of_file(file, a_policy(day_clause(within)), as_of=AS_OF, calendar=calendar).duties
    [duty] = (*duties.owed, *duties.projected)
    return duty


@pytest.mark.parametrize(
    ("raised_at", "hours", "raw", "last"),
    [
        pytest.param(datetime(2026, 3, 5, 15, tzinfo=BEIJING), 24, date(2026, 3, 6), date(2026, 3, 6), id="Thursday"),
        pytest.param(datetime(2026, 3, 6, 15, tzinfo=BEIJING), 24, date(2026, 3, 7), date(2026, 3, 9), id="Friday"),
        pytest.param(datetime(2026, 3, 5, 15, tzinfo=BEIJING), 48, date(2026, 3, 7), date(2026, 3, 9), id="48 hours"),
        pytest.param(datetime(2026, 3, 5, 8, tzinfo=BEIJING), 12, date(2026, 3, 5), date(2026, 3, 5), id="same day"),
        pytest.param(datetime(2026, 3, 5, 13, tzinfo=BEIJING), 12, date(2026, 3, 6), date(2026, 3, 6), id="over night"),
        pytest.param(datetime(2026, 3, 5, 0, 30, tzinfo=BEIJING), 24, date(2026, 3, 6), date(2026, 3, 6), id="night"),
        pytest.param(None, 24, date(2026, 3, 6), date(2026, 3, 6), id="hour not known"),
        pytest.param(None, 47, date(2026, 3, 6), date(2026, 3, 6), id="part of a day is not guessed"),
    ],
)
def test_a_clock_of_hours_ends_on_the_day_of_its_instant_or_the_next_worked(
    raised_at: datetime | None, hours: int, raw: date, last: date
) -> None:
    """PRACTICE W4: same or next working day, in the zone of the calendar; 5 March 2026 is a Thursday."""
    day = date(2026, 3, 5) if raised_at is None else raised_at.date()
    duty = owed(a_signal(day, raised_at=raised_at), Hours(count=hours))
    assert (duty.window.opens, duty.raw, duty.window.last) == (day, raw, last)


@given(
    count=st.integers(1, 720),
    at=strategies.instants(),
    calendar=CALENDARS,
)
def test_a_clock_whose_hour_is_not_known_ends_no_later_than_the_true_one(
    count: int, at: datetime, calendar: Calendar
) -> None:
    """Without the instant the day is the earliest it can be, and both lie on or after the day raised."""
    day = calendar.day_of(at)
    if not date(2016, 1, 1) <= day <= date(2026, 1, 1):
        return
    within = Hours(count=count)
    known, unknown = (owed(a_signal(day, raised_at=one), within, calendar) for one in (at, None))
    assert day <= unknown.raw <= known.raw
    assert unknown.window.last <= known.window.last
    assert known.id == unknown.id


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_clearing_a_warning_takes_no_duty_away(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A duty on a warning is met or waived; whoever clears the warning moves nothing."""
    cleared = [
        evolve(
            file,
            signals=tuple(
                evolve(one, cleared_on=data.draw(st.none() | strategies.days(earliest=one.raised_on)))
                for one in file.signals
            ),
        )
        for file in book.files
    ]
    answers = {
        file.id: part.duties
        for file, part in zip(book.files, plan_of(book, policy, calendar).parts.values(), strict=True)
    }
    later = plan_of(book.with_files(cleared), policy, calendar)
    assert {name: part.duties for name, part in later.parts.items()} == answers


def test_a_warning_cleared_later_was_alive_on_the_day() -> None:
    """The file as it stood knows of a clearing from its day on."""
    file = a_file(signals=[a_signal(date(2026, 3, 2), cleared_on=date(2026, 3, 9))])
    [before] = as_known(file, as_of=date(2026, 3, 8), calendar=CHINA).signals
    [after] = as_known(file, as_of=date(2026, 3, 9), calendar=CHINA).signals
    assert (before.cleared_on, after.cleared_on) == (None, date(2026, 3, 9))


@pytest.mark.parametrize(
    ("on", "is_alive"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 3, 8), True),
        (date(2026, 3, 9), False),
    ],
)
def test_a_warning_lives_until_the_day_it_is_cleared(on: date, is_alive: bool) -> None:
    """From the day raised to the day before it is cleared; one never cleared lives on."""
    signal = a_signal(date(2026, 3, 2), cleared_on=date(2026, 3, 9))
    assert signal.is_alive(on) is is_alive
    assert a_signal(date(2026, 3, 2)).is_alive(AS_OF)


def test_a_clause_may_name_the_kinds_of_signal_it_is_asked_on() -> None:
    """E01 is asked on, E17 is not; the sentence names the kinds."""
    require = OnSignal(levels=RED, within=days(5), kinds=frozenset({"E01"}))
    assert require.text == Text(
        zh="红色预警信号（E01）发出后 5 天内完成", en="once within 5 days of any red signal (E01)"
    )
    other = evolve(a_signal(date(2026, 3, 3), id="S-2"), kind="E17")
    file = a_file(signals=[a_signal(date(2026, 3, 2)), other])
    policy = a_policy(a_clause("red", require, level=Level.BORROWER))
    [duty] = plan_of_file(file, policy, as_of=AS_OF).duties.owed
    assert duty.anchor == "signal:S-1"
    with pytest.raises(InputError):
        OnSignal(levels=RED, within=days(5), kinds=frozenset({" "}))


def test_an_instant_and_a_clearing_fit_their_day() -> None:
    """An instant is of the day raised in some time zone, and kept in UTC; nothing is cleared before it is raised."""
    at = datetime(2026, 3, 2, 1, tzinfo=BEIJING)
    assert a_signal(date(2026, 3, 2), raised_at=at).raised_at == datetime(2026, 3, 1, 17, tzinfo=UTC)
    with pytest.raises(InputError) as refused:
        a_signal(date(2026, 3, 5), raised_at=at, cleared_on=date(2026, 3, 4))
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("date.order", "Signal.raised_at"),
        ("date.order", "Signal.cleared_on"),
    ]
    with pytest.raises(InputError):
        Hours(count=0)
    assert Hours(count=1).text == Text(zh="1 小时", en="1 hour")


AFTER = OnceAfter(after=DISBURSED, within=days(15))


@pytest.mark.parametrize(
    ("require", "roll", "code"),
    [
        (OnSignal(levels=RED, within=Hours(count=24)), Roll.NONE, "roll.hours"),
        (OnSignal(levels=RED, within=Hours(count=24)), Roll.EARLIER, "roll.hours"),
        (OnSignal(levels=RED, within=Hours(count=24)), Roll.CIVIL, "roll.civil"),
        (OnSignal(levels=RED, within=Hours(count=24)), Roll.LATER, None),
        (Before(before=DISBURSED, opens=days(30), closes=days(15)), Roll.CIVIL, "roll.civil"),
        (evolve(AFTER, counting=CountingStart.THAT_DAY), Roll.CIVIL, "roll.civil"),
        (AFTER, Roll.CIVIL, None),
    ],
)
def test_hours_roll_later_and_the_civil_rule_counts_on_from_the_day_after(
    require: Requirement, roll: Roll, code: str | None
) -> None:
    """Any other way of moving the last day is refused, by clause and field."""
    if code is None:
        assert a_clause(require=require, roll=roll).roll is roll
        return
    with pytest.raises(PolicyError) as refused:
        a_clause(require=require, roll=roll)
    assert (refused.value.code, refused.value.path) == (code, "routine.roll")


@pytest.mark.parametrize(
    ("paid_out", "last"),
    [
        pytest.param(date(2024, 1, 31), date(2024, 2, 29), id="the month end clamps"),
        pytest.param(date(2025, 9, 6), date(2025, 10, 9), id="6 October, in the holiday, becomes the 9th"),
    ],
)
def test_the_civil_rule_clamps_and_moves_a_day_off_on(paid_out: date, last: date) -> None:
    """Civil Code 200-203: a month from the day after; China's holiday of 2025 ran from 1 to 8 October."""
    month = evolve(AFTER, within=months(1))
    policy = a_policy(a_clause("notice", month, roll=Roll.CIVIL))
    file = a_file(a_loan(disbursed_on=paid_out, matures_on=None))
    [duty] = plan_of_file(file, policy, as_of=date(2025, 12, 31), calendar=CHINA).duties.owed
    assert duty.window.last == last
    assert "《民法典》第 200 至 203 条" in policy.text.zh


TOML = """
id = "own"
version = "1"
title = {{ zh = "预警", en = "warnings" }}

[[clause]]
id = "red"
title = {{ zh = "专项检查", en = "special check" }}
purpose = "special"
level = "borrower"
require = {{ on_signal = ["red"], kinds = ["E01"], within = "{within}" }}
roll = "later"
accepts = "on_site"
citation = {{ zh = "本行制度", en = "the bank's own rule" }}
confidence = "practice"
"""


def test_hours_are_read_from_a_policy_file() -> None:
    """24 hours is a clock, 2 working days is a span; more than a month of hours is refused where it stands."""
    assert read_policy_toml(TOML.format(within="24 hours")).clause("red").require == OnSignal(
        levels=RED, within=Hours(count=24), kinds=frozenset({"E01"})
    )
    assert not isinstance(read_policy_toml(TOML.format(within="2 working days")).clause("red").require, Hours)
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(TOML.format(within="721 hours"))
    assert [(one.code, one.path) for one in refused.value.faults] == [("clause.interval", "clause[red].require.within")]
