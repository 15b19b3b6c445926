"""Planning a bank's book by the preset `cn.five_tier_default`, against as many bare dates of QuantLib.

The work: loans of every grade and product, some with a borrower in common, some downgraded on their way, with the
visits made so far, warnings here and there, and a plan for the year to come. QuantLib makes a date for each duty of
ours: one `Schedule` a clause and subject that recurs, an adjusted day for each that does not, and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

import QuantLib as ql

from benchmarks.timing import Result, compare
from loanvisit.domain import (
    BorrowerId,
    Calendar,
    Grade,
    Loan,
    LoanId,
    Method,
    Obligation,
    PastVisit,
    Portfolio,
    Signal,
    SignalId,
    SignalLevel,
    add_months,
    five_tier,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import Plan, make_plan

POLICY = "cn.five_tier_default"
SEED = 20_260_331
AS_OF, UNTIL = date(2026, 3, 31), date(2027, 3, 31)
PRODUCTS = ("working_capital",) * 10 + ("personal",) * 6 + ("project",) * 3 + ("bill_discount",)
GRADES = ("pass",) * 90 + ("special_mention",) * 6 + ("substandard",) * 2 + ("doubtful", "loss")
TERMS = (6, 12, 12, 24, 36, 60)
STEPS = {
    "pass.routine": ql.Period(3, ql.Months),
    "special_mention.routine": ql.Period(1, ql.Months),
    "non_performing.routine": ql.Period(2, ql.Weeks),
}
"""How far apart the dates of a recurring clause are."""


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
        risk=_grade(dice, paid_out),
    )


def _grade(dice: Random, paid_out: date) -> Grade:
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


def ours(book: Portfolio, calendar: Calendar) -> Callable[[], Plan]:
    """Return our side of the work."""
    rules = preset_policy(POLICY)
    return lambda: make_plan(book, policy=rules, calendar=calendar, until=UNTIL)


def by_quantlib(duties: Iterable[Obligation]) -> Callable[[], list[list[ql.Date]]]:
    """Return QuantLib's side: as many dates as there are duties of each clause about each subject."""
    calendar = ql.China(ql.China.IB)
    lines = Counter((duty.rule.clause.value, duty.subject) for duty in duties)
    opened = {(duty.rule.clause.value, duty.subject): duty.window.opens for duty in reversed(list(duties))}
    asked: list[tuple[ql.Date, ql.Period | None, ql.Date]] = []
    for line, count in lines.items():
        start = ql.Date(opened[line].day, opened[line].month, opened[line].year)
        step = STEPS.get(line[0])
        asked += (
            [(start, step, start + ql.Period(step.length() * count, step.units()))]
            if step
            else [(start, None, start + 15)] * count
        )

    def work() -> list[list[ql.Date]]:
        made = []
        for start, step, end in asked:
            if step is None:
                made.append([calendar.adjust(end, ql.Preceding)])
            else:
                grid = ql.Schedule(
                    start, end, step, calendar, ql.Preceding, ql.Preceding, ql.DateGeneration.Forward, False
                )
                made.append(list(grid)[1:])
        return made

    return work


def results(count: int = 10_000) -> Iterable[Result]:
    """Compare planning by the preset with QuantLib."""
    mine = ours(book_of(count), preset_calendar("CN"))
    plan = mine()
    duties = (*plan.owed, *plan.projected)
    peer = by_quantlib(duties)
    assert sum(map(len, peer())) == len(duties), "QuantLib makes as many dates as we make duties"
    yield compare(
        f"plan_objects_vs_quantlib.{POLICY}",
        mine,
        peer,
        n=count,
        unit="us/loan",
        scale=1e6 / count,
        must=2.5,
        aim=1.2,
    )
