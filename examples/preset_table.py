"""What each preset asks of a small book that has the facts it needs, in one table.

    python examples/preset_table.py

Sixty loans of sixty borrowers, no past before the day of the plan, a year ahead. A visit is a trip to somebody or a
talk with somebody, so that runs over data are not counted; a person-visit is one visitor on one of them. Each figure is
what the preset asks, not what a bank can do: compare the person-visits with the working days of your people.
"""

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

import loanvisit as lv
from loanvisit import presets
from loanvisit.domain import (
    BorrowerId,
    EventId,
    FactName,
    FactValue,
    LoanEvent,
    LoanId,
    Method,
    Money,
    Signal,
    SignalId,
    SignalLevel,
)
from loanvisit.scheduling import ClausePolicy, Plan, make_plan

AS_OF, UNTIL = date(2025, 12, 31), date(2026, 12, 31)
LOANS = 60
FIRST, SPREAD = date(2025, 7, 10), timedelta(days=3)
"""The day the first loan is paid out, and how far apart the others follow."""

CUSTOMER_GRADE = presets.policy("cn.customer_grade").facts[0].scale
FACTS: Mapping[str, tuple[FactValue, ...]] = {
    "customer_grade": tuple(CUSTOMER_GRADE.grade(code) for code in CUSTOMER_GRADE.grades) if CUSTOMER_GRADE else (),
    "guarantee": ("unsecured", "secured", "unsecured", "secured", "deposit_slip"),
    "drawn": (False, False, False, True),
    "months_since_review": (3, 6, 7, 12),
    "bureau_score": (649, 650, 720),
    "warned": (False, False, False, False, True),
    "size": ("micro", "small", "medium", "large"),
    "watch_list": (False, False, False, False, True),
    "es_category": ("A", "B", "C"),
    "stage": ("construction", "operation"),
    "next_draw_on": (date(2026, 1, 20), date(2026, 2, 10), date(2026, 3, 16)),
    "completed_on": (date(2025, 11, 30), date(2025, 12, 15)),
    "capacity_reached": (False, True, True),
    "capacity_on": (date(2025, 12, 20),),
    "personal_property": (Money("0.00", "USD"), Money("4999.99", "USD"), Money("5000.00", "USD")),
    "largest_parcel": (Money("0.00", "USD"), Money("9999.99", "USD"), Money("10000.00", "USD")),
    "makes_asset": (False, True),
    "joint_loan": (False, True),
    "group_lead": (False, False, True),
    "group_member": (True, True, True, False),
    "syndicate_role": ("participant", "participant", "agent"),
    "agent_report_on": (date(2025, 12, 24),),
    "agent_report_missing": (False, False, False, False, True),
    "green": (True, True, False),
    "cross_border": (True, False),
    "inventory_pledge": (True, False),
}
"""What the loans hold of each fact that a preset declares, in turn."""
EVENTS: Mapping[FactName, tuple[int, date]] = {
    FactName("payment_default"): (3, date(2025, 12, 10)),
    FactName("adverse_event"): (4, date(2025, 12, 22)),
}
"""What came to pass, where a preset counts from it: to every how-manieth loan, and when."""
AMOUNTS = ("300000.00", "300000.01", "500000.00", "800000.00", "1000000.01", "2500000.00", "5000000.00")
PRODUCTS = ("working_capital", "project", "personal", "small_business")
GRADES = ("pass", "pass", "pass", "pass", "special_mention", "substandard")
TENORS = (6, 12, 18, 24, 36)


class Row(NamedTuple):
    """One line of the table."""

    preset: str
    clauses: int
    owed: int
    projected: int
    exempt: int
    undetermined: int
    visits: int
    person_visits: int


def book(policy: ClausePolicy, *, without: str | None = None) -> lv.Portfolio:
    """Return the book with the facts a policy needs; one may be left out."""
    loans = [_loan(place, policy, without) for place in range(LOANS)]
    about = loans[:: LOANS // 4]
    signals = [
        Signal(id=SignalId(f"S-{place}"), about=loan.borrower, kind="E01", level=level, raised_on=AS_OF)
        for place, (loan, level) in enumerate(zip(about, SignalLevel, strict=True))
    ]
    borrower = loans[1].borrower
    complaint = Signal(id=SignalId("S-C"), about=borrower, kind="complaint", level=SignalLevel.BLUE, raised_on=AS_OF)
    events = [
        LoanEvent(id=EventId(f"{kind}/{loan.id}"), kind=kind, about=loan.id, on=day)
        for kind, (turn, day) in EVENTS.items()
        if kind in policy.reads
        for loan in loans[2::turn]
    ]
    return lv.Portfolio.of(loans, as_of=AS_OF, signals=[*signals, complaint], events=events)


def _loan(place: int, policy: ClausePolicy, without: str | None) -> lv.Loan:
    drawn = FIRST + SPREAD * (place % 58)
    tenor = TENORS[place % len(TENORS)]
    currency = "USD" if policy.id.value.startswith("us.") else "CNY"
    return lv.Loan.drawn_once(
        id=LoanId(f"L-{place:02}"),
        borrower=BorrowerId(f"B-{place:02}"),
        product=None if without == "product" else _product(place, policy),
        principal=None if without in ("principal", "borrower.total") else _amount(place, currency),
        disbursed_on=None if without == "disbursed_on" else drawn,
        matures_on=None if without == "tenor_months" else lv.months(tenor).after(drawn),
        risk=None if without == "risk" else lv.five_tier(GRADES[place % len(GRADES)], since=drawn),
        facts={
            fact.name: values[(place // (1 + shift)) % len(values)]
            for shift, fact in enumerate(policy.facts)
            if fact.name != without and (values := FACTS[fact.name])
        },
    )


def _product(place: int, policy: ClausePolicy) -> str:
    applied = [str(value) for test in policy.applies if test.fact == "product" for value in test.values]
    return (applied or PRODUCTS)[place % len(applied or PRODUCTS)]


def _amount(place: int, currency: str) -> Money:
    return Money(AMOUNTS[place % len(AMOUNTS)], currency)


def planned(policy: ClausePolicy, *, without: str | None = None) -> Plan:
    """Plan the book by a policy; one fact may be left out."""
    name = "CN" if policy.id.value.startswith("cn.") else "weekdays"
    return make_plan(book(policy, without=without), policy=policy, calendar=presets.calendar(name), until=UNTIL)


def row(name: str) -> Row:
    """Return the line of one preset."""
    policy = presets.policy(name)
    plan = planned(policy)
    visits = [one for one in plan.visits if one.method is not Method.DATA and one.window.last <= UNTIL]
    people = sum(one.demanded for one in visits)
    return Row(
        preset=name,
        clauses=len(policy.clauses),
        owed=len(plan.owed),
        projected=len(plan.projected),
        exempt=len(plan.exempt),
        undetermined=len(plan.undetermined),
        visits=_per_thousand(len(visits)),
        person_visits=_per_thousand(people),
    )


def _per_thousand(count: int) -> int:
    return round(count * 1000 / LOANS)


def table() -> list[Row]:
    """Return a line for each preset, in order of name."""
    return [row(name) for name in presets.policies()]


def main() -> int:
    """Print the table."""
    heads = ("preset", "clauses", "owed", "projected", "exempt", "undetermined", "visits/1000", "person-visits/1000")
    lines = [heads, *([str(cell) for cell in one] for one in table())]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        cells = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print(line[0].ljust(widths[0]), *cells, sep="  ")
    print(
        f"\n{LOANS} loans of {LOANS} borrowers, no visit made before {AS_OF}, planned to {UNTIL}. owed, projected,"
        "\nexempt and undetermined are answers; visits are by people, runs over data left out; a person-visit is one"
        "\nvisitor on one. The last two are for each 1,000 loans of the book, those a preset does not reach among them."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
