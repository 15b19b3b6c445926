"""Planning a bank's book by the preset `cn.five_tier_default`, against as many bare dates of QuantLib.

The work: loans of every grade and product, some with a borrower in common, some downgraded on their way, with the
visits made so far, warnings here and there, and a plan for the year to come. QuantLib makes one date for each duty of
ours, no fewer and no more: one `Schedule` for each clause and subject that recurs, one day counted and moved to one
that is worked for each duty that does not. It is told beforehand from which day and how many: it tests no fact, reads
no visit, gives no reason, and never looks at a clause that asks for nothing. Cost is told by the loan on both sides,
and `n` counts the dates that each side makes.
"""

from collections.abc import Callable, Iterable
from datetime import date

import QuantLib as ql

from benchmarks.lending import POLICY, UNTIL, book_of
from benchmarks.timing import Result, compare
from loanvisit.domain import (
    Anchor,
    Calendar,
    ClauseId,
    EveryGap,
    EveryPeriod,
    NaturalPeriod,
    Obligation,
    Portfolio,
    Requirement,
    Roll,
    Unit,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import ClausePolicy, Plan, make_plan


def by_quantlib(duties: Iterable[Obligation], rules: ClausePolicy) -> Callable[[], list[list[ql.Date]]]:
    """Return QuantLib's side: one date for each duty of each clause about each subject, moved as the clause says.

    A clause that recurs on the civil calendar or on a grid is one `Schedule` for each subject, from the day its first
    duty opens; any other date is its own day, so many days from what it is counted from.
    """
    calendar = ql.China(ql.China.IB)
    lines: dict[tuple[ClauseId, str, str], list[Obligation]] = {}
    for duty in duties:
        turn = duty.anchor.partition("#")[2]  # the second of two in a period is a schedule of its own
        lines.setdefault((duty.rule.clause, duty.subject.value, turn), []).append(duty)
    recurring: list[tuple[ql.Date, ql.Period, ql.Date, int]] = []
    single: list[tuple[ql.Date, int, int]] = []
    for (clause, _, _), line in lines.items():
        asked = rules.clause(clause)
        step, moved = _step(asked.require), _MOVED[asked.roll]
        if step is None:
            single += [(_day(duty.anchored_on), (duty.raw - duty.anchored_on).days, moved) for duty in line]
        else:
            start = _day(min(duty.window.opens for duty in line))
            recurring.append((start, step, start + ql.Period(step.length() * len(line), step.units()), moved))

    def work() -> list[list[ql.Date]]:
        made = [[calendar.adjust(day + count, moved)] for day, count, moved in single]
        for start, step, end, moved in recurring:
            grid = ql.Schedule(start, end, step, calendar, moved, moved, ql.DateGeneration.Forward, False)
            made.append(list(grid)[1:])
        return made

    return work


_MOVED = {Roll.EARLIER: ql.Preceding, Roll.LATER: ql.Following, Roll.NONE: ql.Unadjusted}
_PERIODS = {
    NaturalPeriod.WEEK: ql.Period(1, ql.Weeks),
    NaturalPeriod.HALF_MONTH: ql.Period(2, ql.Weeks),
    NaturalPeriod.MONTH: ql.Period(1, ql.Months),
    NaturalPeriod.QUARTER: ql.Period(3, ql.Months),
    NaturalPeriod.HALF_YEAR: ql.Period(6, ql.Months),
    NaturalPeriod.YEAR: ql.Period(1, ql.Years),
}
_UNITS = {Unit.DAYS: ql.Days, Unit.WEEKS: ql.Weeks, Unit.MONTHS: ql.Months, Unit.YEARS: ql.Years}


def _step(require: Requirement) -> ql.Period | None:
    """Return how far apart the dates of a requirement are, None where each is counted from a day of its own."""
    if isinstance(require, EveryPeriod):
        return _PERIODS[require.period]
    if isinstance(require, EveryGap) and require.anchor is not Anchor.LAST_VISIT:
        return ql.Period(require.gap.count, _UNITS[require.gap.unit])
    return None


def _day(day: date) -> ql.Date:
    return ql.Date(day.day, day.month, day.year)


def results(count: int = 10_000) -> Iterable[Result]:
    """Compare planning by the preset with QuantLib."""
    yield compared(POLICY, preset_policy(POLICY), book_of(count), preset_calendar("CN"), count)


def compared(name: str, rules: ClausePolicy, book: Portfolio, calendar: Calendar, loans: int) -> Result:
    """Compare planning a book with as many dates of QuantLib; `n` counts the dates."""

    def mine() -> Plan:
        return make_plan(book, policy=rules, calendar=calendar, until=UNTIL)

    plan = mine()
    duties = (*plan.owed, *plan.projected)
    peer = by_quantlib(duties, rules)
    assert sum(map(len, peer())) == len(duties), "QuantLib makes as many dates as we make duties"
    name, scale = f"plan_objects_vs_quantlib.{name}", 1e6 / loans
    return compare(name, mine, peer, n=len(duties), unit="us/loan", scale=scale, must=2.5, aim=1.2)
