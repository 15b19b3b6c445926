"""How far ahead of a bad status hits came, on made months: who is in which number, and who in none."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from attrs import evolve

from loanvisit.assessment import LeadTimes, MemberSeries, first_bad, lead_times
from loanvisit.domain import (
    BorrowerId,
    LoanId,
    MonitoringRun,
    Reading,
    RunAnswer,
    RunHit,
    RunMember,
    RunState,
    SignalLevel,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_draft_run
from loanvisit.words import verbatim

AT = datetime(2026, 1, 1, tzinfo=UTC)
MONTH_ENDS = [date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31)]


def a_line(loan: str, *hits: str, lacking: Iterable[str] = ()) -> RunMember:
    """Return a line; a rule called E01 is computed from days past due, any other is not."""
    told = [RunHit(rule=one, level=SignalLevel.YELLOW, reason=verbatim("x"), from_arrears=one == "E01") for one in hits]
    return RunMember(about=LoanId(loan), borrower=BorrowerId("B"), answer=RunAnswer(hits=told, lacking=tuple(lacking)))


def the_runs(*lines: tuple[RunMember, ...]) -> list[MonitoringRun]:
    """Return a run for each month from October 2025, with its lines."""
    return [
        a_draft_run(*each, id=f"R-{place}", cut=cut, on=cut)
        for place, (cut, each) in enumerate(zip(MONTH_ENDS, lines, strict=False))
    ]


def test_the_first_hit_before_the_bad_month_is_the_lead() -> None:
    """By hand: hit in October, bad in January, three months ahead; a hit in January itself warns of nothing."""
    runs = the_runs(
        (a_line("L-1", "E06"), a_line("L-2")),
        (a_line("L-1", "E06"), a_line("L-2", "E01")),
        (a_line("L-1"), a_line("L-2", "E01")),
        (a_line("L-1"), a_line("L-2", "E06")),
    )
    bad = {LoanId("L-1"): date(2026, 1, 1), LoanId("L-2"): date(2026, 1, 20)}
    found = lead_times(reversed(runs), went_bad=bad)
    assert found.ahead == LeadTimes(of=2, leads=[3], hit=1, hit_of=2, not_looked=0)
    assert found.from_arrears == LeadTimes(of=2, leads=[2], hit=1, hit_of=2, not_looked=0)
    assert found.ahead.mean == 3
    assert found.ahead.text.zh == "转差 2 户（笔），此前已命中 1，平均提前 3 个月"


def test_the_denominators_leave_out_who_was_not_looked_at() -> None:
    """Without data before it went bad, or in no run, a member is in `not_looked` alone; a void run says nothing."""
    runs = the_runs((a_line("L-1", lacking=["inflow"]), a_line("L-4", "E06")), (a_line("L-3"),))
    bad = {LoanId("L-1"): date(2025, 12, 1), LoanId("L-2"): date(2025, 12, 1), LoanId("L-3"): date(2025, 12, 1)}
    found = lead_times(runs, went_bad=bad).ahead
    assert found == LeadTimes(of=1, leads=[], hit=1, hit_of=2, not_looked=2)
    assert found.mean is None
    assert found.text.en == "of 1 that went bad 0 had been hit before"
    void = [evolve(runs[0], state=RunState.VOID), runs[1]]
    assert lead_times(void, went_bad=bad).ahead == LeadTimes(of=1, leads=[], hit=0, hit_of=1, not_looked=2)


def test_the_mean_is_exact_and_shown_in_tenths() -> None:
    """Leads of 1, 2 and 2 months: five thirds, shown as 1.7."""
    told = LeadTimes(of=3, leads=[1, 2, 2], hit=3, hit_of=3, not_looked=0)
    assert told.mean == Fraction(5, 3)
    assert told.text.en == "of 3 that went bad 3 had been hit before, 1.7 months ahead on average"


def test_what_is_no_run_is_refused() -> None:
    """Each thing that is no run is told by its place."""
    with pytest.raises(InputError) as caught:
        lead_times([LoanId("L-1")], went_bad={})  # type: ignore[list-item]
    assert caught.value.faults[0].path == "runs[0]"


def test_the_first_month_ninety_days_past_due_is_bad() -> None:
    """Status 3 or worse, as it was known by the day asked about; statuses below are not bad."""
    months = [(10, "2"), (11, "3"), (12, "C")]
    read = [Reading(kind="monthly_status", on=date(2025, month, 15), status=status) for month, status in months]
    member = MemberSeries(LoanId("L-1"), BorrowerId("B"), tuple(read))
    assert first_bad(member, until=date(2026, 1, 31)) == date(2025, 11, 1)
    assert first_bad(member, until=date(2025, 11, 14)) is None
    assert first_bad(member, until=date(2026, 1, 31), days=60) == date(2025, 10, 1)
    mended = member._replace(
        readings=(*read, Reading(kind="monthly_status", on=date(2025, 11, 15), status="0", known_on=date(2026, 1, 5)))
    )
    assert first_bad(mended, until=date(2026, 1, 4)) == date(2025, 11, 1)
    assert first_bad(mended, until=date(2026, 1, 5)) is None
