"""Worked cases of credit practice, each a small story with the answer written beside it.

Sources: the worked cases T21, T23, T24, T27, T28, T36, T38 and T43 of the project's fact sheet on practice, where
the dates were worked out apart from this library. The tag after a case names the public example of its rule, as
listed there: `[P·S32]` first check within 15 days, monthly for tenors up to six months
(51poswang.com/shuipiaobaogaozhongxin/5460.html); `[P·S39]` first check within 3 months, two visits on site a year for
large farm loans (a checker of loan papers that cites a rule of 2020); `[P·S35*]` signals handled in working days,
seen through questions for an examination only (zhaokaoti.com); these are practice, none is regulation. `[S48*]` is the
United States' SBA procedure for 7(a) loans (SOP 50 57, known through a summary), `[S31*]` the General Rules for Loans
of 1996, known through a summary. The days off are
those of the State Council's notices for 2024 and 2025; the fortnight that matters:

    2025-01-26 Sunday, worked      2025-01-27 Monday, worked      2025-01-28 to 2025-02-04, Spring Festival, off

No date below was computed by this library.
"""

from datetime import date

import pytest

from loanvisit import presets
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Accepts,
    Anchor,
    Before,
    EveryGap,
    EveryPeriod,
    FactName,
    Level,
    NaturalPeriod,
    Obligation,
    ObligationState,
    OnceAfter,
    OnSignal,
    Roll,
    SignalLevel,
    Span,
    days,
    months,
    weeks,
    working_days,
)
from loanvisit.scheduling import Clause, make_plan, prove
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_past_visit, a_policy, a_signal, an_event, weekdays

CHINA = presets.calendar("CN")


def first_check(within: Span, *, roll: Roll = Roll.NONE) -> Clause:
    """Return a first check within a span of each payout, on site."""
    return a_clause(
        "first_check",
        OnceAfter(after=DISBURSED, within=within),
        purpose="first_check",
        level=Level.DRAWDOWN,
        roll=roll,
    )


def duties_of(clause: Clause, *, disbursed: date, as_of: date, until: date) -> list[Obligation]:
    """Return what one clause asks of one loan without a maturity, in order of last day."""
    file = a_file(a_loan(disbursed_on=disbursed, matures_on=None))
    plan = make_plan(a_book(file, as_of=as_of), policy=a_policy(clause), calendar=CHINA, until=until)
    return sorted((*plan.owed, *plan.projected), key=lambda duty: duty.window.last)


def test_t21_three_months_from_the_last_day_of_november_end_in_february() -> None:
    """T21 [P·S39]: paid out on 30 November 2025, first check within 3 months: the last day is 28 February 2026."""
    clause = first_check(months(3))
    [duty] = duties_of(clause, disbursed=date(2025, 11, 30), as_of=date(2025, 12, 31), until=date(2026, 12, 31))
    assert duty.window.opens == date(2025, 11, 30)
    assert duty.window.last == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("disbursed", "raw", "last"),
    [
        pytest.param(date(2025, 1, 20), date(2025, 2, 4), date(2025, 1, 27), id="ends in Spring Festival 2025"),
        pytest.param(date(2024, 2, 20), date(2024, 3, 6), date(2024, 3, 6), id="ends on a Wednesday in March 2024"),
    ],
)
def test_t23_fifteen_days_that_end_in_spring_festival_end_before_it(disbursed: date, raw: date, last: date) -> None:
    """T23 [P·S32]: within 15 days, the payout's day not counted; a day off moves to the day worked before."""
    clause = first_check(days(15), roll=Roll.EARLIER)
    [duty] = duties_of(clause, disbursed=disbursed, as_of=disbursed, until=date(2025, 12, 31))
    assert duty.raw == raw
    assert duty.window.last == last
    assert not duty.provisional


def test_t23_by_the_preset_policy_and_with_the_reason_in_words() -> None:
    """T23 by `cn.five_tier_default`: the proof names each day of the festival that was passed over."""
    file = a_file(a_loan(disbursed_on=date(2025, 1, 20), matures_on=None, product="working_capital"))
    policy = presets.policy("cn.five_tier_default")
    plan = make_plan(a_book(file, as_of=date(2025, 1, 31)), policy=policy, calendar=CHINA, until=date(2025, 12, 31))
    [check] = [duty for duty in plan.owed if duty.rule.purpose == "first_check"]
    assert (check.raw, check.window.last) == (date(2025, 2, 4), date(2025, 1, 27))
    proof = prove(check, calendar=CHINA, as_of=date(2025, 1, 31))
    assert [one.statement.en[:10] for one in proof.find("off")] == [
        "2025-02-04",
        "2025-02-03",
        "2025-02-02",
        "2025-02-01",
        "2025-01-31",
        "2025-01-30",
        "2025-01-29",
        "2025-01-28",
    ]
    assert all("春节" in one.statement.zh for one in proof.find("off"))
    assert proof.find("overdue")[0].statement.en == "overdue by 4 days at the close of 2025-01-31"


SBA_POLICY = a_policy(
    a_clause(
        "post_default", OnceAfter(after=FactName("payment_default"), within=days(60)), purpose="special",
        level=Level.BORROWER,
    ),
    a_clause(
        "adverse", OnceAfter(after=FactName("adverse_event"), within=days(15)), purpose="special", level=Level.BORROWER
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "kind", "last"),
    [
        pytest.param("T27", "payment_default", date(2025, 3, 11), id="T27 payment default uncured"),
        pytest.param("T28", "adverse_event", date(2025, 1, 25), id="T28 bankruptcy"),
    ],
)
def test_t27_t28_a_site_visit_follows_a_default_within_60_days_and_a_bankruptcy_within_15(
    case: str, kind: str, last: date
) -> None:
    """T27, T28 [S48*], SBA 7(a): on 10 January 2025, calendar days, the day of the event not counted."""
    book = a_book(a_file(events=[an_event(date(2025, 1, 10), kind, id=case)]), as_of=date(2025, 1, 10))
    plan = make_plan(book, policy=SBA_POLICY, calendar=weekdays(), until=date(2025, 12, 31))
    [duty] = plan.owed
    assert (duty.anchored_on, duty.window.opens, duty.window.last) == (date(2025, 1, 10), date(2025, 1, 10), last)
    assert [exempt.fact for exempt in plan.exempt] == [{"T27": "adverse_event", "T28": "payment_default"}[case]]


def test_t24_the_notice_of_a_short_loan_goes_out_a_week_before_maturity() -> None:
    """T24 [S31*], General Rules for Loans (1996): short-term, maturing on 30 June 2025, by 23 June 2025."""
    notice = a_clause("notice", Before(before=MATURES, opens=days(30), closes=weeks(1)), purpose="pre_maturity")
    file = a_file(a_loan(disbursed_on=date(2024, 7, 1), matures_on=date(2025, 6, 30)))
    plan = make_plan(
        a_book(file, as_of=date(2025, 6, 1)), policy=a_policy(notice), calendar=CHINA, until=date(2025, 12, 31)
    )
    [duty] = plan.owed
    assert duty.window.last == date(2025, 6, 23)


def test_t36_monthly_from_the_last_day_of_january_keeps_to_month_ends() -> None:
    """T36 [P·S32]: monthly from 31 January 2025: 28 February, 31 March, 30 April; February does not lose the 31st."""
    clause = a_clause(require=EveryGap(gap=months(1), anchor=Anchor.DRAWDOWN))
    found = duties_of(clause, disbursed=date(2025, 1, 31), as_of=date(2025, 1, 31), until=date(2025, 4, 30))
    assert [duty.window.last for duty in found] == [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]


TWICE_A_YEAR = a_clause("twice_a_year", EveryPeriod(period=NaturalPeriod.YEAR, times=2, with_first=True))
HALF_YEAR_APART = a_clause(
    "half_year_apart", EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(60)), accepts=Accepts.ON_SITE
)


def test_t38_two_visits_on_consecutive_days_are_twice_a_year_and_not_half_a_year_apart() -> None:
    """T38 [P·S39]: visited on 1 and 2 March 2025 only, "2 per year" is met and "at most 6 months apart" is not."""
    loan = a_loan(disbursed_on=date(2025, 1, 15), matures_on=None)
    file = a_file(loan, past=[a_past_visit(date(2025, 3, 1)), a_past_visit(date(2025, 3, 2))])
    book = a_book(file, as_of=date(2025, 12, 31))
    policy = a_policy(TWICE_A_YEAR, HALF_YEAR_APART)
    plan = make_plan(book, policy=policy, calendar=weekdays(), until=date(2025, 12, 31))
    yearly = [duty for duty in plan.owed if duty.rule.clause.value == "twice_a_year"]
    assert [duty.state for duty in yearly] == [ObligationState.FULFILLED, ObligationState.FULFILLED]
    overdue = [duty for duty in plan.owed if duty.is_overdue(book.as_of)]
    assert [duty.rule.clause.value for duty in overdue] == ["half_year_apart"]
    assert overdue[0].window.last == date(2025, 9, 2)
    assert overdue[0].anchored_on == date(2025, 3, 2)


def test_t43_ten_working_days_from_a_friday_end_on_a_friday_two_weeks_later() -> None:
    """T43 [P·S35*]: a signal of Friday 3 January 2025, 10 working days, no holidays: Friday 17 January 2025."""
    levels = frozenset({SignalLevel.ORANGE})
    clause = a_clause("signal", OnSignal(levels=levels, within=working_days(10)), level=Level.BORROWER)
    file = a_file(signals=[a_signal(date(2025, 1, 3), level=SignalLevel.ORANGE)])
    book = a_book(file, as_of=date(2025, 1, 3))
    plan = make_plan(book, policy=a_policy(clause), calendar=weekdays(), until=date(2025, 12, 31))
    [duty] = plan.owed
    assert duty.window.opens == date(2025, 1, 3)
    assert duty.window.last == date(2025, 1, 17)
