"""The 682 loans of a Czech bank, published for the PKDD'99 challenge: its own status says which had run out by its day.

The bank's table gives the day of payout, the months agreed and a status: A and B are contracts that have ended, C and
D contracts that run. A table is any file in `../shared/data/berka_pkdd99` with these columns, whatever stands between.
"""

import csv
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen

from loanvisit import presets
from loanvisit.domain import BorrowerId, Loan, LoanId, LoanStatus, Money, Portfolio, five_tier, months
from loanvisit.scheduling import Plan, make_plan

CLOSED_ON = date(1998, 12, 31)
"""The last day of the bank's tables."""
GRADES = {"A": "pass", "B": "loss", "C": "pass", "D": "substandard"}


@frozen
class Row:
    """One row of the bank's table of loans."""

    loan: Loan
    months: int
    status: str

    @property
    def last_day(self) -> date:
        assert self.loan.matures_on is not None
        return self.loan.matures_on

    @property
    def is_ended(self) -> bool:
        return self.status in "AB"


def _day(written: str) -> date:
    """Read a day as the bank wrote it, 930705, or as others write it since, 1993-07-05."""
    digits = "".join(sign for sign in written if sign.isdigit())[-6:]
    return date(1900 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def _row(cells: dict[str, str]) -> Row:
    paid_on, tenor, status = _day(cells["date"]), int(cells["duration"]), cells["status"].strip()
    loan = Loan.drawn_once(
        id=LoanId(f"L-{cells['loan_id']}"),
        borrower=BorrowerId(f"A-{cells['account_id']}"),
        product="personal",
        principal=Money(Decimal(cells["amount"]), "CZK"),
        disbursed_on=paid_on,
        matures_on=months(tenor).after(paid_on),
        risk=five_tier(GRADES[status]),
        status=LoanStatus.SETTLED if status == "A" else LoanStatus.LIVE,
    )
    return Row(loan, tenor, status)


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[Row]:
    """The bank's loans, in the order of its table."""
    for path in sorted((shared_data / "berka_pkdd99").rglob("*")):
        if path.suffix.lower() in (".asc", ".csv"):
            text = path.read_text(encoding="utf-8-sig")
            table = list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text[:200] else ","))
            if table and {"loan_id", "account_id", "date", "amount", "duration", "status"} <= table[0].keys():
                return [_row(cells) for cells in table]
    pytest.skip("../shared/data has no table of loans of berka_pkdd99")


@pytest.fixture(scope="module")
def plan(rows: list[Row]) -> Plan:
    """All of them planned for a year from the close of the bank's tables; what was visited before is outside."""
    book = Portfolio.of([row.loan for row in rows], as_of=CLOSED_ON)
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("weekdays")
    return make_plan(book, policy=policy, calendar=calendar, until=date(1999, 12, 31))


def test_a_contract_has_run_out_where_the_bank_says_that_it_has_ended(rows: list[Row]) -> None:
    """The last day, payout and months agreed, is before the close of the tables for those ended and for no other."""
    assert Counter(row.status for row in rows) == {"A": 203, "B": 31, "C": 403, "D": 45}
    assert [row.loan.id for row in rows if row.last_day <= CLOSED_ON] == [row.loan.id for row in rows if row.is_ended]


def test_the_months_between_the_days_are_those_agreed(rows: list[Row]) -> None:
    """The tenor read back from payout and last day is the duration the bank wrote down, for every loan."""
    assert [row.loan.tenor_months for row in rows] == [row.months for row in rows]


def test_a_loan_paid_back_owes_nothing_and_every_other_one_does(rows: list[Row], plan: Plan) -> None:
    """Each loan unpaid or running has visits to come, but those whose last check was due before the close.

    That is the check before maturity, due fifteen days before the last one, or thirty of a loan of over a year.
    """
    left = {row.loan.id for row in rows if row.last_day - timedelta(days=15 if row.months <= 12 else 30) > CLOSED_ON}
    owing = {row.loan.id for row in rows if row.status == "B" or (row.status in "CD" and row.loan.id in left)}
    assert {loan for visit in plan.visits for loan in visit.loans} == owing


def test_a_check_before_maturity_stands_where_a_contract_runs_out_within_the_year(rows: list[Row], plan: Plan) -> None:
    """A duty counted back from the last day is owed or foreseen of the running loans whose last day comes, by day."""
    first, last = CLOSED_ON + timedelta(days=31), date(1999, 12, 31)
    ends = {row.loan.id for row in rows if not row.is_ended and first <= row.last_day <= last}
    back = [duty for duty in (*plan.owed, *plan.projected) if duty.anchor.startswith("matures_on:")]
    assert ends <= {loan for duty in back for loan in duty.loans}
