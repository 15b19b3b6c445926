"""What counts in a load, where it is told, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from loanvisit import presets
from loanvisit.domain import Accepts, Method, OfficerId, OfficerTime, Portfolio, Window
from loanvisit.errors import InputError
from loanvisit.scheduling import Plan, load_of, make_plan
from loanvisit.scheduling.manning import persons_of
from loanvisit.testing import a_book, a_loan, a_rule

TABLE = presets.method_table("cn.methods")
ANNA = OfficerTime(officer=OfficerId("anna"))


def _plan(*, until: date = date(2026, 12, 31), book: Portfolio | None = None) -> Plan:
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
    return make_plan(a_book() if book is None else book, policy=policy, calendar=calendar, until=until)


@pytest.mark.parametrize(
    ("accepts", "method", "stated", "persons"),
    [
        (Accepts.ON_SITE, Method.ON_SITE, None, 2),
        (Accepts.ON_SITE, Method.ON_SITE, 1, 1),
        (Accepts.ON_SITE, Method.INTERVIEW, None, 1),
        (Accepts.INTERVIEW_OR_ON_SITE, Method.INTERVIEW, None, 1),
        (Accepts.INTERVIEW_OR_ON_SITE, Method.INTERVIEW, 2, 2),
        (Accepts.INTERVIEW_OR_ON_SITE, Method.ON_SITE, None, 2),
        (Accepts.INTERVIEW_OR_ON_SITE, Method.ON_SITE, 3, 3),
        (Accepts.DATA, Method.DATA, None, 1),
    ],
)
def test_two_go_on_site_and_one_otherwise(accepts: Accepts, method: Method, stated: int | None, persons: int) -> None:
    """Unless the clause says; what it says of visits on site is not said of what stands in for them."""
    assert persons_of(a_rule(accepts=accepts, visitors=stated), method) == persons


def test_what_is_overdue_counts_in_the_first_month_and_is_told() -> None:
    """A first check overdue by the day of the plan is work of the month that begins."""
    loan = a_loan(disbursed_on=date(2026, 1, 20), matures_on=date(2027, 6, 30))
    book = Portfolio.of([loan], past=[], as_of=date(2026, 3, 31))
    load = load_of(_plan(book=book), officers=[ANNA], table=TABLE)
    assert load.overdue == 1
    assert load.months[0].visits >= 1
    assert "已到期未检" in load.notes[0].zh
    assert "Forecast" in load.notes[1].en


def test_a_year_not_decreed_is_told_as_provisional() -> None:
    """Working days of 2027 are weekdays that stand in, and the months and the whole say so; those of 2026 are final."""
    load = load_of(_plan(until=date(2027, 2, 28)), officers=[ANNA], table=TABLE)
    assert [one.month.opens for one in load.months if one.provisional] == [date(2027, 1, 1), date(2027, 2, 1)]
    assert load.provisional
    assert "2027-01、2027-02 的放假安排尚未公布" in load.notes[-1].zh
    assert "暂计" in load.months[-1].text.zh
    assert not load_of(_plan(), officers=[ANNA], table=TABLE).provisional


def test_only_what_ends_in_the_period_counts() -> None:
    """A visit whose last day is after the period may be made after it."""
    plan = _plan()
    period = Window(opens=date(2026, 4, 1), last=date(2026, 4, 30))
    load = load_of(plan, officers=[ANNA], table=TABLE, period=period)
    ends = [visit for visit in plan.visits if visit.window.last in period or visit.is_overdue(plan.as_of)]
    assert load.visits == len(ends) < len(plan.visits)
    assert [one.month for one in load.months] == [period]


def test_nobody_there_is_a_load_all_the_same() -> None:
    """Without people all that is owed is lacking."""
    load = load_of(_plan(), officers=[], table=TABLE)
    assert load.lacking == load.needed > 0
    assert load.available == 0


def test_a_part_of_a_day_and_days_away_count_exactly() -> None:
    """On paper: April 2026 has 22 weekdays, the 6th off, so 21; 7 of them up to the 10th; 14 x 0.3 = 4.2 are left."""
    period = Window(opens=date(2026, 4, 1), last=date(2026, 4, 30))
    away = Window(opens=date(2026, 4, 1), last=date(2026, 4, 10))
    part = OfficerTime(officer=OfficerId("li"), share=Decimal("0.3"), away=[away])
    load = load_of(_plan(), officers=[part], table=TABLE, period=period)
    assert (load.working_days, load.available) == (21, Decimal("4.2"))
    assert part.is_there(date(2026, 4, 11))
    assert not part.is_there(date(2026, 4, 10))


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"officers": [ANNA, OfficerTime(officer=OfficerId("ANNA"))]}, [("id.duplicate", "officers[1].officer")]),
        ({"officers": ["anna"]}, [("type", "officers[0]")]),
        (
            {"period": Window(opens=date(2026, 3, 31), last=date(2027, 1, 1))},
            [("date.order", "period.opens"), ("date.late", "period.last")],
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(given: dict[str, object], faults: list[tuple[str, str]]) -> None:
    """A person named twice, what is no person, and a period that the plan does not cover."""
    with pytest.raises(InputError) as refused:
        load_of(_plan(), **({"officers": [ANNA], "table": TABLE} | given))  # type: ignore[arg-type]
    assert [(one.code, one.path) for one in refused.value.faults] == faults


def test_a_plan_to_its_own_day_has_no_days_to_count() -> None:
    """A plan that ends on the day it was made for leaves nothing to count."""
    with pytest.raises(InputError, match=r"date\.order"):
        load_of(_plan(until=date(2026, 3, 31)), officers=[ANNA], table=TABLE)


@pytest.mark.parametrize("share", [Decimal(0), Decimal("1.01"), Decimal(-1)])
def test_a_share_is_a_part_of_a_day(share: Decimal) -> None:
    """Above nothing, at most a whole day."""
    with pytest.raises(InputError, match=r"decimal\.range"):
        OfficerTime(officer=OfficerId("li"), share=share)
