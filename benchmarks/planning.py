"""Planning a book file by file, against the bare dates of QuantLib and of a hand-written relativedelta loop.

The work: loans of 36 months, a first check 15 days after the payout, a check every quarter counted from it, a
pre-maturity check 30 days before the end, every last day moved to an earlier working day of China. Ours makes the
book's duties and visits with all that their reasons need; the peers make the dates and nothing else.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import QuantLib as ql
from dateutil.relativedelta import relativedelta

from benchmarks.timing import Result, compare
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Accepts,
    Anchor,
    Before,
    BorrowerId,
    Calendar,
    ClauseId,
    Confidence,
    EveryGap,
    Level,
    Loan,
    LoanId,
    OnceAfter,
    PolicyId,
    Portfolio,
    Requirement,
    Roll,
    add_months,
    days,
    months,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.scheduling import Clause, ClausePolicy, Plan, make_plan
from loanvisit.words import verbatim

TERM = 36
FIRST = date(2008, 1, 1)
SPREAD = 5_475
"""Fifteen years of payout days, so that every term ends inside the decreed years."""


def payout_days(count: int) -> list[date]:
    """Return payout days that follow no pattern a cache of schedules could use: neighbours are years apart."""
    return [FIRST + timedelta(days=place * 3_571 % SPREAD) for place in range(count)]


def book_of(payouts: Iterable[date]) -> Portfolio:
    """Return a book of one loan a borrower."""
    loans = [
        Loan.drawn_once(
            id=LoanId(f"L-{place}"),
            borrower=BorrowerId(f"B-{place}"),
            disbursed_on=day,
            matures_on=add_months(day, TERM),
        )
        for place, day in enumerate(payouts)
    ]
    return Portfolio.of(loans, past=[], as_of=FIRST)


def policy() -> ClausePolicy:
    """Return the three clauses of the work."""
    return ClausePolicy(
        id=PolicyId("benchmark"),
        version="1",
        title=verbatim("benchmark"),
        clauses=(
            _clause("first_check", Level.DRAWDOWN, OnceAfter(after=DISBURSED, within=days(15))),
            _clause("routine", Level.LOAN, EveryGap(gap=months(3), anchor=Anchor.DRAWDOWN)),
            _clause("pre_maturity", Level.LOAN, Before(before=MATURES, opens=days(60), closes=days(30))),
        ),
    )


def _clause(name: str, level: Level, require: Requirement) -> Clause:
    return Clause(
        id=ClauseId(name),
        title=verbatim(name),
        purpose=name,
        level=level,
        require=require,
        accepts=Accepts.ON_SITE,
        citation=verbatim("benchmark"),
        confidence=Confidence.PRACTICE,
        roll=Roll.EARLIER,
    )


def ours(count: int, calendar: Calendar) -> Callable[[], Plan]:
    """Return our side of the work."""
    book, rules = book_of(payout_days(count)), policy()
    return lambda: make_plan(book, policy=rules, calendar=calendar, until=date(2026, 12, 31))


def by_quantlib(count: int) -> Callable[[], list[list[ql.Date]]]:
    """Return QuantLib's side: `Schedule` with its own calendar of China."""
    calendar, quarter, term = ql.China(ql.China.IB), ql.Period(3, ql.Months), ql.Period(TERM, ql.Months)
    payouts = [ql.Date(day.day, day.month, day.year) for day in payout_days(count)]

    def work() -> list[list[ql.Date]]:
        made = []
        for day in payouts:
            end = day + term
            grid = ql.Schedule(
                day, end, quarter, calendar, ql.Preceding, ql.Preceding, ql.DateGeneration.Forward, False
            )
            first, last = calendar.adjust(day + 15, ql.Preceding), calendar.adjust(end - 30, ql.Preceding)
            made.append([first, *list(grid)[1:-1], last])
        return made

    return work


def by_relativedelta(count: int, calendar: Calendar) -> Callable[[], list[list[date]]]:
    """Return the loop a developer would write: `relativedelta` from the anchor, and one day back at a time."""
    payouts = payout_days(count)
    off = {day for year in calendar.years for day in year.off}
    worked = {day for year in calendar.years for day in year.works}
    one_day = timedelta(days=1)

    def roll(day: date) -> date:
        while day in off or (day.weekday() >= 5 and day not in worked):
            day -= one_day
        return day

    def work() -> list[list[date]]:
        made = []
        for day in payouts:
            end = day + relativedelta(months=TERM)
            dates = [roll(day + timedelta(days=15))]
            dates += [roll(day + relativedelta(months=step)) for step in range(3, TERM, 3)]
            dates.append(roll(end - timedelta(days=30)))
            made.append(dates)
        return made

    return work


def results(count: int = 10_000) -> Iterable[Result]:
    """Compare planning with both peers."""
    calendar = preset_calendar("CN")
    mine = ours(count, calendar)
    scale = 1e6 / count
    yield compare(
        "plan_objects_vs_quantlib", mine, by_quantlib(count), n=count, unit="us/loan", scale=scale, must=2.5, aim=1.2
    )
    yield compare(
        "plan_objects_vs_relativedelta",
        mine,
        by_relativedelta(count, calendar),
        n=count,
        unit="us/loan",
        scale=scale,
        must=1.7,
        aim=0.8,
    )
