"""What the presets ask at each boundary, as a credit officer would work it out on paper.

Sources: the worked cases T18, T19, T20, T21, T27 and T28 of the project's fact sheet on practice, whose answers were
worked out apart from this library, and the rules themselves as the fact sheet lists them, with the tags it gives:
`[P·S32]` small businesses by tenor and customers by grade, `[P·S34]` by exposure, `[P·S39]` farm households,
`[P·S33]` micro loans by behaviour, `[P·S71]` the evaluation of projects, `[S48*]` visits after default. All but the
last are practice. No answer below was printed by this library.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import BorrowerId, FactValue, LoanEvent, Money, Obligation
from loanvisit.scheduling import Plan, make_plan
from loanvisit.testing import a_book, a_borrower, a_file, a_loan, a_past_visit, a_signal, an_event

CHINA, WEEKDAYS = presets.calendar("CN"), presets.calendar("weekdays")
PAID_OUT = date(2025, 3, 10)


def farm_plan(amount: str, guarantee: str, *, drawn: bool | None = None, currency: str = "CNY") -> Plan:
    """Plan a farm loan of two years through its first loan-year."""
    facts: dict[str, FactValue] = {"guarantee": guarantee}
    if drawn is not None:
        facts["drawn"] = drawn
    loan = a_loan(disbursed_on=PAID_OUT, matures_on=date(2027, 3, 10), principal=amount, currency=currency, facts=facts)
    book = a_book(a_file(loan), as_of=date(2026, 3, 9))
    return make_plan(book, policy=presets.policy("cn.farm_household_tiers"), calendar=CHINA, until=date(2026, 3, 10))


def visits_in_the_first_year(plan: Plan) -> Counter[str]:
    """Count the routine visits whose last day lies in the first loan-year, by clause."""
    year = [duty for duty in plan.owed if duty.rule.purpose == "routine" and duty.raw <= date(2026, 3, 10)]
    return Counter(duty.rule.clause.value for duty in year)


@pytest.mark.parametrize(
    ("amount", "tier", "times"),
    [
        pytest.param("300000.00", "unsecured.sample", 0, id="300,000: sample only"),
        pytest.param("300000.01", "unsecured.middle", 1, id="300,000 and a cent: 1"),
        pytest.param("300001.00", "unsecured.middle", 1, id="300,001: 1"),
        pytest.param("1000000.00", "unsecured.middle", 1, id="1,000,000: 1"),
        pytest.param("1000000.01", "unsecured.large", 2, id="1,000,000 and a cent: 2"),
        pytest.param("1000001.00", "unsecured.large", 2, id="1,000,001: 2"),
    ],
)
def test_t18_unsecured_farm_loans(amount: str, tier: str, times: int) -> None:
    """T18 [P·S39]: unsecured, 300,000 is for the sample only, 300,001 and 1,000,000 once a year, 1,000,001 twice."""
    plan = farm_plan(amount, "unsecured", drawn=False)
    assert visits_in_the_first_year(plan) == ({tier: times} if times else {})
    if not times:
        [sample] = [one for one in plan.exempt if one.clause.value == tier]
        assert sample.fact == "drawn"
        assert visits_in_the_first_year(farm_plan(amount, "unsecured", drawn=True)) == {tier: 1}
        unknown = farm_plan(amount, "unsecured").undetermined
        assert {(one.clause.value, one.missing) for one in unknown} == {(tier, ("drawn",))}


@pytest.mark.parametrize(
    ("amount", "tier", "times"),
    [
        pytest.param("500000.00", "secured.sample", 0, id="500,000: sample only"),
        pytest.param("500000.01", "secured.middle", 1, id="500,000 and a cent: 1"),
        pytest.param("500001.00", "secured.middle", 1, id="500,001: 1"),
        pytest.param("2000000.00", "secured.middle", 1, id="2,000,000: 1"),
        pytest.param("2000000.01", "secured.large", 2, id="2,000,000 and a cent: 2"),
        pytest.param("2000001.00", "secured.large", 2, id="2,000,001: 2"),
    ],
)
def test_t19_secured_farm_loans(amount: str, tier: str, times: int) -> None:
    """T19 [P·S39]: secured, 500,000 is for the sample only, 500,001 and 2,000,000 once a year, 2,000,001 twice."""
    plan = farm_plan(amount, "secured", drawn=False)
    assert visits_in_the_first_year(plan) == ({tier: times} if times else {})
    if not times:
        assert visits_in_the_first_year(farm_plan(amount, "secured", drawn=True)) == {tier: 1}


def test_t20_a_deposit_slip_is_one_visit_whatever_the_amount() -> None:
    """T20 [P·S39]: CNY 5,000,000 pledged by a deposit slip: one visit a year."""
    assert visits_in_the_first_year(farm_plan("5000000.00", "deposit_slip")) == {"strong": 1}


def test_t21_by_the_preset_the_first_check_ends_with_february() -> None:
    """T21 [P·S39]: paid out on 30 November 2025, within three months: 28 February 2026, a Saturday that is worked."""
    loan = a_loan(disbursed_on=date(2025, 11, 30), matures_on=None, facts={"guarantee": "unsecured", "drawn": False})
    book = a_book(a_file(loan), as_of=date(2025, 12, 31))
    plan = make_plan(book, policy=presets.policy("cn.farm_household_tiers"), calendar=CHINA, until=date(2026, 12, 31))
    [check] = [duty for duty in plan.owed if duty.rule.purpose == "first_check"]
    assert (check.raw, check.window.last) == (date(2026, 2, 28), date(2026, 2, 28))


def test_a_farm_loan_in_another_currency_is_in_no_tier() -> None:
    """An amount in dollars is never set against yuan: every tier of its guarantee lacks the amount in CNY."""
    lacking = {one.clause.value: one.missing for one in farm_plan("900000.00", "secured", currency="USD").undetermined}
    assert lacking == {
        "secured.large": ("principal.CNY",),
        "secured.middle": ("principal.CNY",),
        "secured.sample": ("principal.CNY", "drawn"),
    }


def sba(facts: Mapping[str, FactValue], *events: LoanEvent, as_of: date = date(2025, 1, 31)) -> list[Obligation]:
    """Return what is owed of an SBA loan with these facts to which this happened, in order of last day."""
    loan = a_loan(currency="USD", disbursed_on=date(2024, 5, 6), matures_on=None, facts=facts)
    book = a_book(a_file(loan, events=events), as_of=as_of)
    plan = make_plan(book, policy=presets.policy("us.sba_post_default"), calendar=WEEKDAYS, until=date(2025, 12, 31))
    assert plan.undetermined == ()
    return sorted(plan.owed, key=lambda duty: duty.window.last)


WORTH: Mapping[str, FactValue] = {
    "personal_property": Money("5000.00", "USD"),
    "largest_parcel": Money("10000.00", "USD"),
}


def test_t27_a_payment_default_has_sixty_days() -> None:
    """T27 [S48*]: payment default of 10 January 2025, not cured: a site visit by 11 March 2025."""
    default = an_event(date(2025, 1, 10))
    assert {duty.window.last for duty in sba(WORTH, default)} == {date(2025, 3, 11)}
    assert sba(WORTH) == []


def test_a_small_loan_is_checked_from_the_fifteenth_day_on() -> None:
    """`in.luc` [P]: 15 to 30 days after the payout of a small loan, up to 90 where it makes an asset."""
    loans = [a_loan(name, disbursed_on=PAID_OUT, facts={"makes_asset": name == "L-2"}) for name in ("L-1", "L-2")]
    for one in loans:
        book = a_book(a_file(one, past=[]), as_of=PAID_OUT)
        plan = make_plan(book, policy=presets.policy("in.luc"), calendar=WEEKDAYS, until=date(2025, 12, 31))
        [duty] = [duty for duty in (*plan.owed, *plan.projected) if duty.rule.purpose == "first_check"]
        window = (date(2025, 3, 25), date(2025, 4, 9)) if one is loans[0] else (PAID_OUT, date(2025, 6, 8))
        assert (duty.window.opens, duty.window.last) == window
        early = evolve(book.files[0], past=(a_past_visit(date(2025, 3, 24), one.id.value, purposes=["first_check"]),))
        plan = make_plan(
            a_book(early, as_of=date(2025, 4, 30)),
            policy=presets.policy("in.luc"),
            calendar=WEEKDAYS,
            until=date(2025, 12, 31),
        )
        [duty] = [duty for duty in plan.owed if duty.rule.purpose == "first_check"]
        assert duty.is_open is (one is loans[0])


def test_a_default_cured_in_time_is_not_visited() -> None:
    """[S48*]: a visit after an *uncured* default; one cured on 11 March 2025 is in time, on the 12th too late."""
    after = date(2025, 3, 31)
    assert sba(WORTH, an_event(date(2025, 1, 10), ended_on=date(2025, 3, 11)), as_of=after) == []
    late = sba(WORTH, an_event(date(2025, 1, 10), ended_on=date(2025, 3, 12)), as_of=after)
    assert {duty.window.last for duty in late} == {date(2025, 3, 11)}
    shut = an_event(date(2025, 1, 10), "adverse_event", ended_on=date(2025, 1, 20))
    assert {duty.window.last for duty in sba(WORTH, shut)} == {date(2025, 1, 25)}


def test_t28_a_bankruptcy_has_fifteen_days() -> None:
    """T28 [S48*]: bankruptcy of 10 January 2025: a site visit by 25 January 2025, a Saturday, for nothing rolls."""
    duties = sba(WORTH, an_event(date(2025, 1, 10), "adverse_event"))
    assert {duty.window.last for duty in duties} == {date(2025, 1, 25)}


@pytest.mark.parametrize(
    ("personal", "parcel", "clauses"),
    [
        pytest.param("0.00", "0.00", [], id="unsecured"),
        pytest.param("4999.99", "9999.99", [], id="a cent below each bound"),
        pytest.param("5000.00", "0.00", ["default.personal_property"], id="personal property at the bound"),
        pytest.param("0.00", "10000.00", ["default.real_property"], id="a parcel at the bound"),
    ],
)
def test_little_value_is_not_visited(personal: str, parcel: str, clauses: list[str]) -> None:
    """[S48*]: exempt without security, below USD 5,000 of personal property in total, and USD 10,000 of each parcel."""
    worth = {"personal_property": Money(personal, "USD"), "largest_parcel": Money(parcel, "USD")}
    duties = sba(worth, an_event(date(2025, 1, 10)))
    assert [duty.rule.clause.value for duty in duties] == clauses


@pytest.mark.parametrize(
    ("matures", "clause"),
    [
        pytest.param(date(2026, 3, 14), "routine.short", id="a day less than six months"),
        pytest.param(date(2026, 3, 15), "routine.short", id="six months"),
        pytest.param(date(2026, 3, 16), "routine.long", id="six months and a day"),
    ],
)
def test_a_small_business_is_visited_by_its_tenor(matures: date, clause: str) -> None:
    """[P·S32]: up to six months monthly, beyond it quarterly, first check within 15 days."""
    loan = a_loan(product="small_business", disbursed_on=date(2025, 9, 15), matures_on=matures)
    book = a_book(a_file(loan), as_of=date(2025, 10, 31))
    plan = make_plan(book, policy=presets.policy("cn.small_business_tenor"), calendar=CHINA, until=matures)
    routine = {duty.rule.clause.value for duty in (*plan.owed, *plan.projected) if duty.rule.purpose == "routine"}
    assert routine == {clause}


@pytest.mark.parametrize(
    ("grade", "last"),
    [
        ("A1", date(2026, 2, 28)),
        ("A2", date(2025, 11, 30)),
        ("B1", date(2025, 10, 31)),
        ("B2", date(2025, 9, 30)),
    ],
)
def test_a_customer_is_visited_by_its_grade(grade: str, last: date) -> None:
    """[P·S32]: visited on 31 August 2025, A1 again within six months, A2 three, B1 two, B2 one, clamped."""
    policy = presets.policy("cn.customer_grade")
    scale = policy.facts[0].scale
    assert scale is not None
    file = a_file(
        a_loan(disbursed_on=date(2025, 1, 6), matures_on=None),
        borrower=a_borrower(facts={"customer_grade": scale.grade(grade)}),
        past=[a_past_visit(date(2025, 8, 31))],
    )
    plan = make_plan(a_book(file, as_of=date(2025, 9, 1)), policy=policy, calendar=CHINA, until=date(2026, 12, 31))
    first = min((duty for duty in (*plan.owed, *plan.projected) if duty.is_open), key=lambda duty: duty.window.last)
    assert first.window.last == last


@pytest.mark.parametrize(
    ("first", "second", "clause"),
    [
        pytest.param("5000000.00", None, "large", id="five million"),
        pytest.param("4999999.99", None, "small", id="a cent less"),
        pytest.param("2500000.00", "2500000.00", "large", id="five million in two loans"),
    ],
)
def test_a_customer_is_visited_by_its_exposure(first: str, second: str | None, clause: str) -> None:
    """[P·S34]: from CNY 5 million monthly, below it quarterly, all loans of the borrower taken together."""
    loans = [a_loan(f"L-{place}", principal=one) for place, one in enumerate((first, second)) if one is not None]
    book = a_book(a_file(*loans), as_of=date(2026, 3, 31))
    plan = make_plan(book, policy=presets.policy("cn.exposure"), calendar=CHINA, until=date(2026, 12, 31))
    assert {duty.rule.clause.value for duty in (*plan.owed, *plan.projected)} == {clause}


@pytest.mark.parametrize(
    ("months", "score", "warned", "clause"),
    [
        pytest.param(6, 650, False, "use.light", id="all three hold"),
        pytest.param(7, None, None, "use.not_reviewed", id="reviewed seven months ago"),
        pytest.param(6, 649, None, "use.low_score", id="a score of 649"),
        pytest.param(6, 650, True, "use.warned", id="warned"),
    ],
)
def test_a_micro_loan_is_looked_at_by_its_behaviour(
    months: int,
    score: int | None,
    warned: bool | None,
    clause: str,
) -> None:
    """[P·S33]: lighter where reviewed within 6 months, a score of 650, and no warning; what decides is enough."""
    known = {"months_since_review": months, "bureau_score": score, "warned": warned}
    loan = a_loan(disbursed_on=PAID_OUT, facts={name: value for name, value in known.items() if value is not None})
    book = a_book(a_file(loan), as_of=date(2025, 3, 31))
    plan = make_plan(book, policy=presets.policy("cn.micro_differentiated"), calendar=CHINA, until=date(2025, 12, 31))
    [check] = plan.owed
    assert (check.rule.clause.value, check.raw, plan.undetermined) == (clause, date(2025, 6, 10), ())


@pytest.mark.parametrize(
    ("facts", "clause", "opens", "last"),
    [
        (
            {"capacity_reached": True, "capacity_on": date(2025, 5, 31)},
            "evaluation.reached",
            date(2026, 2, 28),
            date(2026, 5, 29),
        ),
        ({"capacity_reached": False}, "evaluation.not_reached", date(2026, 6, 18), date(2026, 9, 18)),
    ],
)
def test_a_project_is_evaluated_in_the_last_quarter_before_the_day(
    facts: Mapping[str, FactValue], clause: str, opens: date, last: date
) -> None:
    """[P·S71]: one year after design capacity, or two after completion without it; a Sunday rolls to the Friday before.

    The opening three months before is no figure of the source: the clause says so.
    """
    completed = date(2024, 9, 18)
    told = {"stage": "operation", "completed_on": completed, **facts}
    loan = a_loan(product="project", disbursed_on=date(2022, 3, 1), matures_on=date(2032, 3, 1), facts=told)
    policy = presets.policy("cn.project_construction")
    plan = make_plan(
        a_book(a_file(loan), as_of=date(2026, 3, 1)), policy=policy, calendar=CHINA, until=date(2026, 12, 31)
    )
    found = [duty for duty in (*plan.owed, *plan.projected) if duty.rule.purpose == "evaluation"]
    assert [(duty.rule.clause.value, duty.window.opens, duty.window.last) for duty in found] == [(clause, opens, last)]
    assert "3 months before the end here" in found[0].rule.citation.en


def test_a_members_red_signal_is_looked_at_in_each_file_that_has_it_as_the_note_says() -> None:
    """`[P]`: a red signal on one member, a look at all. A file is planned by itself, so each must be told of it."""
    policy = presets.policy("cn.group")

    def looked_at(*told: str) -> set[str]:
        files = [
            a_file(
                a_loan(f"L-{name}", borrower=name, disbursed_on=PAID_OUT),
                borrower=a_borrower(name, facts={"group_member": True, "group_lead": name == "B-1"}),
                signals=[a_signal(date(2025, 6, 3), about=BorrowerId(name), id=f"S-{name}")] if name in told else [],
            )
            for name in ("B-1", "B-2")
        ]
        plan = make_plan(
            a_book(*files, as_of=date(2025, 6, 3)), policy=policy, calendar=CHINA, until=date(2025, 12, 31)
        )
        return {str(duty.subject) for duty in plan.owed if duty.rule.clause.value == "red"}

    assert looked_at("B-2") == {"B-2"}
    assert looked_at("B-1", "B-2") == {"B-1", "B-2"}
    assert policy.notes is not None
    assert "须登记到每个成员的档案" in policy.notes.zh
    assert "enter it in the file of every member" in policy.notes.en
    assert "关注类及以下按季" not in policy.notes.zh  # it is the class of the lead's loans that decides


def test_a_status_report_is_the_lenders_own_and_says_so() -> None:
    """[S50]: a report that the lender makes by 30 June and 31 December, from its data: nobody is monitored by it."""
    policy = presets.policy("us.usda_bi")
    [report] = [one for one in policy.clauses if one.purpose == "status_report"]
    assert (report.title.zh, report.title.en) == ("贷款人半年状况报告", "the lender's half-yearly status report")
    assert policy.notes is not None
    assert "由贷款人依据自有数据编制" in policy.notes.zh
    assert "The lender makes its status reports from its own data" in policy.notes.en
