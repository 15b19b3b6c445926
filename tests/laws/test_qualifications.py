"""A duty lacks somebody qualified exactly where, day by day, nobody serves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import Obligation, OfficerId, Qualification, QualificationDemand
from loanvisit.errors import InputError
from loanvisit.scheduling import Plan, make_plan, qualification_gaps
from loanvisit.testing import a_book
from loanvisit.testing.strategies import qualification_demands, qualifications

UNTIL = date(2026, 12, 31)
PLAN = make_plan(a_book(), policy=presets.policy("cn.five_tier_default"), calendar=presets.calendar("CN"), until=UNTIL)
COLLATERAL = QualificationDemand(purpose="routine", subject="collateral", level=2)


def days_left(duty: Obligation, plan: Plan) -> list[date]:
    """Every day on which a duty can still be met; of an overdue one, the next."""
    first = max(duty.window.opens, plan.as_of + timedelta(days=1))
    span = (max(duty.window.last, first) - first).days
    return [first + timedelta(days=count) for count in range(span + 1)]


def held(level: int = 2, *, granted_on: date = date(2025, 1, 1), expires_on: date | None = None) -> Qualification:
    """Somebody's qualification in collateral."""
    return Qualification(
        officer=OfficerId("anna"), subject="collateral", level=level, granted_on=granted_on, expires_on=expires_on
    )


@given(people=st.lists(qualifications(), max_size=5), asked=st.lists(qualification_demands(), max_size=3))
def test_a_gap_is_where_nobody_serves_on_any_day(people: list[Qualification], asked: list[QualificationDemand]) -> None:
    """Day by day over what is left of each window: a gap where nobody serves, none where somebody does."""
    expected = [
        (duty.id, demand)
        for duty in sorted((*PLAN.owed, *PLAN.projected), key=lambda one: one.order)
        for demand in asked
        if duty.is_open
        and demand.purpose == duty.rule.purpose
        and not any(one.serves(demand.subject, demand.level, on=day) for one in people for day in days_left(duty, PLAN))
    ]
    found = qualification_gaps(PLAN, qualifications=people, demands=asked)
    assert [(gap.duty, gap.demand) for gap in found] == expected
    assert found == qualification_gaps(PLAN, qualifications=people[::-1], demands=asked)


@given(people=st.lists(qualifications(), max_size=4), more=qualifications(), asked=st.lists(qualification_demands()))
def test_one_more_who_is_qualified_opens_no_gap(
    people: list[Qualification], more: Qualification, asked: list[QualificationDemand]
) -> None:
    """Whoever is added, no duty lacks what it did not lack before."""
    few = qualification_gaps(PLAN, qualifications=people, demands=asked)
    many = qualification_gaps(PLAN, qualifications=[*people, more], demands=asked)
    assert {(gap.duty, gap.demand) for gap in many} <= {(gap.duty, gap.demand) for gap in few}


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ([], "nobody is qualified in it"),
        ([held(1)], "held at level 1 at most"),
        (
            [held(1), held(2, expires_on=date(2026, 3, 31))],
            "nobody's qualification runs between 2026-04-01 and 2026-06-30",
        ),
        ([held(2, granted_on=date(2026, 7, 1))], "nobody's qualification runs between 2026-04-01 and 2026-06-30"),
    ],
)
def test_a_gap_says_why(people: list[Qualification], reason: str) -> None:
    """Nobody at all, not far enough, or not in those days."""
    duty = next(one for one in (*PLAN.owed, *PLAN.projected) if one.window.last == date(2026, 6, 30))
    gaps = qualification_gaps(PLAN, qualifications=people, demands=[COLLATERAL])
    [gap] = [one for one in gaps if one.duty == duty.id]
    assert gap.reason.en == reason
    assert duty.id.value in gap.text.zh
    assert "押品资格 2 级" in gap.text.zh


def test_who_is_qualified_for_a_day_of_the_window_serves() -> None:
    """The last day it holds, and the first, are days it holds."""
    duty = next(one for one in (*PLAN.owed, *PLAN.projected) if one.window.last == date(2026, 6, 30))
    for one in (held(2, expires_on=date(2026, 4, 1)), held(3, granted_on=date(2026, 6, 30))):
        gaps = qualification_gaps(PLAN, qualifications=[one], demands=[COLLATERAL])
        assert duty.id not in {gap.duty for gap in gaps}
        assert one.serves("collateral", 2, on=one.expires_on or one.granted_on)
    assert not held(2, expires_on=date(2026, 4, 1)).serves("collateral", 2, on=date(2026, 4, 2))


def test_the_plans_own_day_is_over() -> None:
    """On a duty that is still open at the close of the day nobody goes before the next: that is the day to serve on."""
    duty = next(one for one in PLAN.owed if one.is_open and one.window.opens <= PLAN.as_of)
    demand = QualificationDemand(purpose=duty.rule.purpose, subject="collateral", level=2)
    for expires_on, lacks in ((PLAN.as_of, True), (PLAN.as_of + timedelta(days=1), False)):
        gaps = qualification_gaps(PLAN, qualifications=[held(expires_on=expires_on)], demands=[demand])
        assert (duty.id in {gap.duty for gap in gaps}) is lacks


def test_what_is_no_qualification_is_refused() -> None:
    """Every fault of a qualification, of a demand and of what is handed in."""
    with pytest.raises(InputError) as found:
        Qualification(
            officer=OfficerId("x"), subject=" ", level=0, granted_on=UNTIL, expires_on=UNTIL - timedelta(days=1)
        )
    assert [one.code for one in found.value.faults] == ["empty", "number.range", "date.order"]
    with pytest.raises(InputError) as found:
        QualificationDemand(purpose="", subject="", level=10)
    assert [one.code for one in found.value.faults] == ["empty", "empty", "number.range"]
    with pytest.raises(InputError) as found:
        qualification_gaps(PLAN, qualifications=["x"], demands=["y"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    assert [one.path for one in found.value.faults] == ["qualifications[0]", "demands[0]"]
