"""A micro book that cannot be visited as its policy demands is told so, against sums done on paper."""

from datetime import date
from decimal import Decimal

from loanvisit import presets
from loanvisit.domain import (
    Accepts,
    BorrowerId,
    Loan,
    LoanId,
    Method,
    Money,
    OfficerId,
    OfficerTime,
    Portfolio,
    five_tier,
)
from loanvisit.scheduling import ClausePolicy, Plan, load_of, make_plan

DAY, UNTIL = date(2025, 12, 31), date(2026, 12, 31)
TABLE = presets.method_table("cn.methods")
MANAGER = OfficerTime(officer=OfficerId("manager"))
SECOND = OfficerTime(officer=OfficerId("second"))


def _book() -> Portfolio:
    """Return 80 borrowers of one manager, each with one pass-grade loan paid out in 2025 and due after 2026.

    What was owed before the year is not asked.
    """
    loans = [
        Loan.drawn_once(
            id=LoanId(f"L-{place:02d}"),
            borrower=BorrowerId(f"B-{place:02d}"),
            product="micro",
            principal=Money("200000.00", "CNY"),
            disbursed_on=date(2025, 3, 3),
            matures_on=date(2028, 3, 3),
            risk=five_tier("pass"),
        )
        for place in range(80)
    ]
    return Portfolio.of(loans, past=[], as_of=DAY, past_known_from=DAY)


def _plan(policy: ClausePolicy) -> Plan:
    return make_plan(_book(), policy=policy, calendar=presets.calendar("CN"), until=UNTIL)


def _on_site() -> ClausePolicy:
    return presets.policy("cn.five_tier_default").replacing("pass.routine", accepts=Accepts.ON_SITE)


def test_eighty_relationships_a_quarter_by_pairs_cannot_be_done() -> None:
    """One manager is short of 392 person-days.

    On paper, the arithmetic of practice for micro books: 80 relationships x 4 quarters x 2 persons = 640 person-visits
    a year. The table gives a visit on site 1 working day a person, so 640 person-days. The notice for 2026 leaves 248
    working days: of 261 weekdays 19 are off, and 6 weekend days are worked, 261 - 19 + 6 = 248. One manager has 248
    person-days, so 640 - 248 = 392 are lacking: no quarter has days to spare, each takes 80 x 2 = 160 and has at most
    66. With a second person for the whole year there are 2 x 248 = 496, and 640 - 496 = 144 are lacking still.
    """
    plan = _plan(_on_site())
    load = load_of(plan, officers=[MANAGER], table=TABLE)
    assert (load.borrowers, load.visits, load.person_visits) == (80, 320, 640)
    assert (load.needed, load.working_days, load.available) == (Decimal(640), 248, Decimal(248))
    assert (load.lacking, load.fits) == (Decimal(392), False)
    assert load.text.zh == (
        "2026年1月1日至2026年12月31日，80 户应检 320 次，计 640 人次，需 640 人日；"
        "1 人在 248 个工作日中可用 248 人日，至少缺 392 人日，不能完成"
    )
    assert load.text.en == (
        "2026-01-01 to 2026-12-31: 320 visits to 80 borrowers, 640 person-visits, take 640 person-days; of 1 person"
        " there are 248 in 248 working days. It cannot be done: at least 392 person-days are lacking."
    )
    assert "有检查须 2 人到场，只列出 1 人，其余人员另行安排。" in [note.zh for note in load.notes]
    assert load_of(plan, officers=[SECOND, MANAGER], table=TABLE).lacking == Decimal(144)


def test_each_quarter_is_short_by_its_own_days() -> None:
    """Each quarter lacks what its own days do not give.

    On paper: a quarter takes 160 person-days. Working days of 2026 by the notice, weekdays less those off plus
    weekend days worked: 64 - 8 + 3 = 59 (off 1-2 January, 16-20 and 23 February; worked 4 January, 14 and 28 February);
    65 - 5 + 1 = 61 (off 6 April, 1 and 4-5 May, 19 June; worked 9 May); 66 - 1 + 1 = 66 (off 25 September; worked 20
    September); 66 - 5 + 1 = 62 (off 1-2 and 5-7 October; worked 10 October). So 101, 99, 94 and 98 are lacking, 392 in
    all, each told in the month the quarter ends in.
    """
    load = load_of(_plan(_on_site()), officers=[MANAGER], table=TABLE)
    by_month = {one.month.opens.month: one for one in load.months}
    quarters = [sum(by_month[month].working_days for month in range(first, first + 3)) for first in (1, 4, 7, 10)]
    assert quarters == [59, 61, 66, 62]
    assert [by_month[month].needed for month in (3, 6, 9, 12)] == [160] * 4
    assert [by_month[month].lacking for month in (3, 6, 9, 12)] == [101, 99, 94, 98]
    assert all(by_month[month].lacking == 0 for month in by_month if month % 3)


def test_by_interview_the_same_book_can_be_done() -> None:
    """The preset asks for an interview of a pass-grade loan, and that can be done.

    On paper: 320 calls by one person of 0.25 days are 80 person-days, 20 a quarter, of 248.
    """
    load = load_of(_plan(presets.policy("cn.five_tier_default")), officers=[MANAGER], table=TABLE)
    assert (load.visits, load.person_visits, load.needed) == (320, 320, Decimal(80))
    assert [(one.method, one.visits) for one in load.methods] == [(Method.INTERVIEW, 320)]
    assert (load.fits, load.lacking) == (True, 0)
    assert "可以完成" in load.text.zh
