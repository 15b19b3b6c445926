"""Nine thousand card customers followed month by month, as known then, against counts made of the bare rows.

The table tells of each customer and month a status: 0 is 1-29 days past due, 1 to 4 thirty days more each, 5 more than
150 days or written off, C paid off that month, X no loan. Months are counted back from the last; here March 2020.
A table is any CSV file in `../shared/data/credit_record_monthly` with the columns ID, MONTHS_BALANCE and STATUS.
"""

import csv
from calendar import monthrange
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import frozen

from loanvisit.assessment import (
    LeadTimesApart,
    MemberSeries,
    MissedInstalments,
    MonitoringRules,
    OverdueStatus,
    first_bad,
    lead_times,
    run_over,
)
from loanvisit.domain import BorrowerId, MonitoringRun, OfficerId, Reading, RunId, RunOutcome

LAST = (2020, 3)
RULES = MonitoringRules(id="bank.cards", version="1", rules=(OverdueStatus(), MissedInstalments()))
LATE = frozenset("012345")


def _month_end(back: int) -> date:
    """Return the last day of the month so many months before the last one."""
    year, month = divmod(LAST[0] * 12 + LAST[1] - 1 + back, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


@frozen
class Book:
    """The rows, by customer and by month; and a run for each month, on what was known at its end."""

    statuses: dict[str, dict[int, str]]
    runs: dict[int, MonitoringRun]
    leads: LeadTimesApart

    def members(self, back: int) -> list[str]:
        """Return the customers on the books in a month: from their first row to their last."""
        return [one for one, months in self.statuses.items() if min(months) <= back <= max(months)]


def _read(path: Path) -> dict[str, dict[int, str]]:
    statuses: defaultdict[str, dict[int, str]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            statuses[row["ID"]][int(row["MONTHS_BALANCE"])] = row["STATUS"]
    return dict(statuses)


def _series(customer: str, months: dict[int, str]) -> MemberSeries:
    told = tuple(
        Reading(kind="monthly_status", on=_month_end(back), status=months[back])
        for back in sorted(months, reverse=True)
    )
    return MemberSeries(BorrowerId(customer), BorrowerId(customer), told, since=_month_end(min(months)))


@pytest.fixture(scope="module")
def book(shared_data: Path) -> Book:
    """Every customer, and every month monitored as of its own end."""
    for path in sorted((shared_data / "credit_record_monthly").rglob("*.csv")):
        if {"ID", "MONTHS_BALANCE", "STATUS"} <= {*path.read_text(encoding="utf-8-sig").split("\n", 1)[0].split(",")}:
            break
    else:
        pytest.skip("../shared/data has no table of credit_record_monthly")
    statuses = _read(path)
    series = {one: _series(one, months) for one, months in statuses.items()}
    held = Book(statuses, {}, lead_times([], went_bad={}))
    for back in range(min(min(months) for months in statuses.values()), 1):
        end = _month_end(back)
        known = [
            series[one]._replace(readings=tuple(told for told in series[one].readings if told.on <= end))
            for one in held.members(back)
        ]
        at = datetime(end.year, end.month, end.day, 20, tzinfo=UTC)
        run_id = RunId(f"cards-{end:%Y-%m}")
        held.runs[back] = run_over(known, rules=RULES, id=run_id, cut=end, on=end, by=OfficerId("batch"), at=at)
    bad = {one.about: first_bad(one, until=_month_end(0)) for one in series.values()}
    went_bad = {about: day for about, day in bad.items() if day is not None}
    return Book(statuses, held.runs, lead_times(held.runs.values(), went_bad=went_bad))


def test_every_month_every_member_has_one_outcome(book: Book) -> None:
    """Clean, hit and missing add up to the customers on the books, month by month."""
    assert len(book.statuses) == 9_171
    assert sum(map(len, book.statuses.values())) == 208_787
    for back, run in book.runs.items():
        assert len(run.members) == len(book.members(back))
        counted = Counter(member.answer.outcome for member in run.members)
        assert sum(counted[one] for one in RunOutcome) == len(run.members)


def test_a_month_hits_those_whose_row_of_the_month_is_past_due(book: Book) -> None:
    """By the bare rows: whoever is past due in the month is hit, and nobody else by that rule."""
    for back, run in book.runs.items():
        late = {one for one in book.members(back) if book.statuses[one].get(back) in LATE}
        hit = {str(one.about) for one in run.members if any(told.rule == "E01" for told in one.answer.hits)}
        assert hit == late


def test_two_months_of_thirty_days_in_a_year_are_a_hit(book: Book) -> None:
    """By the bare rows: two of the last twelve months at status 1 or worse, and nobody else by that rule."""
    for back, run in book.runs.items():
        often = {
            one
            for one in book.members(back)
            if sum(book.statuses[one].get(month, "X") in LATE - {"0"} for month in range(back - 11, back + 1)) >= 2
        }
        hit = {str(one.about) for one in run.members if any(told.rule == "E03" for told in one.answer.hits)}
        assert hit == often


def test_how_far_ahead_of_ninety_days_a_hit_came(book: Book) -> None:
    """By the bare rows: of those that reached status 3, who was past due in a month before, and how many months before.

    Both rules read days past due, so that every hit is told apart and none counts as a warning of something else.
    """
    leads: list[int] = []
    of = 0
    for months in book.statuses.values():
        bad = min((back for back, status in months.items() if status in "345"), default=None)
        if bad is None or min(months) == bad:
            continue
        of += 1
        late = [back for back in months if back < bad and months[back] in LATE]
        if late:
            leads.append(bad - min(late))
    found = book.leads.from_arrears
    assert (found.of, found.leads) == (of, tuple(sorted(leads)))
    assert found.of + found.not_looked == sum(any(one in "345" for one in m.values()) for m in book.statuses.values())
    assert book.leads.ahead.leads == ()
