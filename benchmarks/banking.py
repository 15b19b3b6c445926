"""Planning a bank's book by the preset `cn.five_tier_default`, against as many bare dates of QuantLib.

The work: loans of every grade and product, some with a borrower in common, some downgraded on their way, with the
visits made so far, warnings here and there, and a plan for the year to come. QuantLib makes one date for each duty of
ours, no fewer and no more: one `Schedule` for each clause and subject that recurs, one day counted and moved to one
that is worked for each duty that does not. It is told beforehand from which day and how many: it tests no fact, reads
no visit, gives no reason, and never looks at a clause that asks for nothing. Cost is told by the loan on both sides,
and `n` counts the dates that each side makes.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

import QuantLib as ql

from benchmarks.timing import Result, compare
from loanvisit.domain import (
    Anchor,
    BorrowerId,
    Calendar,
    ClauseId,
    EveryGap,
    EveryPeriod,
    Grade,
    Loan,
    LoanId,
    Method,
    NaturalPeriod,
    Obligation,
    PastVisit,
    Portfolio,
    Requirement,
    Roll,
    Signal,
    SignalId,
    SignalLevel,
    Unit,
    add_months,
    five_tier,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import ClausePolicy, Plan, make_plan

POLICY = "cn.five_tier_default"
SEED = 20_260_331
AS_OF, UNTIL = date(2026, 3, 31), date(2027, 3, 31)
PRODUCTS = ("working_capital",) * 10 + ("personal",) * 6 + ("project",) * 3 + ("bill_discount",)
GRADES = ("pass",) * 90 + ("special_mention",) * 6 + ("substandard",) * 2 + ("doubtful", "loss")
TERMS = (6, 12, 12, 24, 36, 60)


def book_of(count: int) -> Portfolio:
    """Return a book of that many loans, drawn from one seed: four of five borrowers have one, the fifth has two."""
    dice = Random(SEED)  # noqa: S311  no secret is drawn
    loans: list[Loan] = []
    past: list[PastVisit] = []
    for place in range(count):
        loan = _loan(dice, place)
        loans.append(loan)
        past += _visits(dice, loan)
    signals = [
        Signal(
            id=SignalId(f"W-{place}"),
            about=loan.borrower,
            kind="E01",
            level=dice.choice((SignalLevel.RED, SignalLevel.ORANGE)),
            raised_on=AS_OF - timedelta(days=dice.randrange(60)),
        )
        for place, loan in enumerate(loans)
        if dice.random() < 0.02
    ]
    return Portfolio.of(loans, past=past, signals=signals, as_of=AS_OF)


def _loan(dice: Random, place: int) -> Loan:
    term = dice.choice(TERMS)
    paid_out = AS_OF - timedelta(days=dice.randrange(5, term * 30))
    return Loan.drawn_once(
        id=LoanId(f"L-{place}"),
        borrower=BorrowerId(f"B-{place - 1 if place % 6 == 5 else place}"),
        product=dice.choice(PRODUCTS),
        disbursed_on=paid_out,
        matures_on=add_months(paid_out, term),
        risk=grade_of(dice, paid_out),
    )


def grade_of(dice: Random, paid_out: date) -> Grade:
    """Return a grade that is the loan's first, or follows a downgrade from pass since the payout."""
    code = dice.choice(GRADES)
    if code == "pass":
        return five_tier(code, since=paid_out)
    since = paid_out + timedelta(days=dice.randrange(1, (AS_OF - paid_out).days + 1))
    return five_tier(code, since=since, was="pass", was_since=paid_out)


def _visits(dice: Random, loan: Loan) -> Iterator[PastVisit]:
    """Yield the first check and one routine visit a quarter, of which one in ten was forgotten."""
    day = loan.first_drawn_on
    assert day is not None
    first = day + timedelta(days=dice.randrange(3, 15))
    purpose = "first_check"
    while first <= AS_OF:
        if dice.random() < 0.9:
            yield PastVisit(on=first, method=Method.ON_SITE, loans=[loan.id], purposes=[purpose], visitors=2)
        day, purpose = add_months(day, 3), "routine"
        first = day + timedelta(days=dice.randrange(60))


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
