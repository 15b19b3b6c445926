"""A visit pays once, whoever tells of it and however often."""

from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from attrs import evolve

from loanvisit.domain import (
    Anchor,
    BorrowerFile,
    Calendar,
    Duties,
    EveryGap,
    EveryPeriod,
    FactName,
    LoanId,
    Method,
    NaturalPeriod,
    ObligationState,
    OfficerId,
    PastVisit,
    PolicyId,
    Portfolio,
    Role,
    Waiver,
    WaiverId,
    days,
    months,
)
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.scheduling import ClausePolicy, Plan, make_plan
from loanvisit.steps import end_waivers, file_record
from loanvisit.testing import a_clause, a_file, a_loan, a_policy, a_record, an_officer, weekdays

MONTHLY = a_policy(a_clause("m", EveryPeriod(period=NaturalPeriod.MONTH)))
FILE = a_file(a_loan(disbursed_on=date(2025, 12, 10), matures_on=date(2027, 12, 31)))


def _plan(file: BorrowerFile, day: date, policy: ClausePolicy = MONTHLY) -> Plan:
    book = Portfolio(as_of=day, files=(file,))
    return make_plan(book, policy=policy, calendar=weekdays(), until=day + timedelta(days=60))


def _states(plan: Plan) -> dict[str, ObligationState]:
    return {duty.anchor: duty.state for duty in (*plan.owed, *plan.projected)}


def test_a_visit_told_by_record_and_by_import_pays_once() -> None:
    """An import of a visit that has a record says nothing the record does not."""
    file = _plan(FILE, date(2026, 2, 18)).file(FILE.id)
    visit = file.visits[0]
    record = a_record(date(2026, 2, 20), visit=visit.id.value)
    at = datetime(2026, 2, 21, tzinfo=UTC)
    filed = file.after(file_record(file, visit.id, record, by=an_officer(record.visitors[0].value), at=at))
    again = PastVisit(on=date(2026, 2, 20), id=visit.id, loans=(LoanId("L-1"),), method=Method.ON_SITE, visitors=2)
    both = evolve(filed, past=(again,))
    assert _states(_plan(both, date(2026, 2, 25))) == _states(_plan(filed, date(2026, 2, 25)))


def test_two_visits_of_a_day_start_one_duty() -> None:
    """Counted from the last visit, a second visit of the same day starts nothing anew: an id names one duty."""
    gap = EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(60))
    past = tuple(
        PastVisit(on=date(2026, 1, 5), loans=(LoanId("L-1"),), method=Method.ON_SITE, visitors=count)
        for count in (2, 3)
    )
    plan = _plan(evolve(FILE, past=past), date(2026, 3, 31), a_policy(a_clause("gap", gap)))
    ids = [duty.id for duty in (*plan.owed, *plan.projected)]
    assert len(set(ids)) == len(ids)
    assert plan.file(FILE.id).obligations


def test_a_waiver_that_has_run_out_ends_for_a_carried_duty_too() -> None:
    """A duty the policy no longer speaks of is open again on the day after its waiver expires."""
    file = _plan(FILE, date(2026, 2, 5)).file(FILE.id)
    january = next(duty for duty in file.obligations if duty.anchor == "2026-01")
    waiver = Waiver(
        id=WaiverId("w"),
        about=january.id,
        approver=OfficerId("head"),
        reason="flood",
        granted_on=date(2026, 2, 5),
        expires_on=date(2026, 2, 20),
    )
    waived = evolve(january, state=ObligationState.WAIVED)
    kept = tuple(waived if duty.id == january.id else duty for duty in file.obligations)
    file = evolve(file, obligations=kept, visits=(), waivers=(waiver,))
    other = a_policy(a_clause("other", EveryPeriod(period=NaturalPeriod.YEAR)))
    assert _states(_plan(file, date(2026, 2, 20), other))["2026-01"] is ObligationState.WAIVED
    later = _plan(file, date(2026, 2, 21), other)
    assert _states(later)["2026-01"] is ObligationState.OPEN
    assert january.id in {duty.id for visit in later.visits for duty in visit.covers}


def test_who_never_acts_ends_no_waiver_and_nobody_ahead_of_time() -> None:
    """A waiver is ended by who may, and not before its time."""
    file = _plan(FILE, date(2026, 2, 5)).file(FILE.id)
    january = next(duty for duty in file.obligations if duty.anchor == "2026-01")
    waiver = Waiver(
        id=WaiverId("w"),
        about=january.id,
        approver=OfficerId("head"),
        reason="flood",
        granted_on=date(2026, 2, 5),
        expires_on=date(2026, 2, 20),
    )
    waived = evolve(january, state=ObligationState.WAIVED)
    kept = tuple(waived if duty.id == january.id else duty for duty in file.obligations)
    file = evolve(file, obligations=kept, waivers=(waiver,))
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    with pytest.raises(SeparationOfDutiesError):
        end_waivers(file, as_of=date(2026, 3, 1), by=an_officer("eve", Role.INTERNAL_AUDIT), at=at)
    with pytest.raises(InputError):
        end_waivers(file, as_of=date(2026, 3, 3), by=an_officer("anna"), at=at)
    ended = end_waivers(file, as_of=date(2026, 3, 1), by=an_officer("anna"), at=at)
    assert [duty.state for duty in ended.obligations] == [ObligationState.OPEN]


@pytest.mark.parametrize("other", ["anna‐li", "anna–li", "anna−li", "anna-lı", "ɑnna-li", "аnna-li", "ANNA-LI"])
def test_a_name_that_looks_the_same_is_the_same_person(other: str) -> None:
    """Dashes, dotless letters and letters of other scripts make no second person."""
    assert OfficerId(other).canonical == OfficerId("anna-li").canonical


class Careless:
    """A host's policy that answers with what is no answer."""

    id = PolicyId("careless")
    version = "1"
    reads: frozenset[FactName] = frozenset()

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:  # noqa: ARG002
        """Answer with a list."""
        return cast("Duties", [])


def test_a_policy_that_answers_with_no_answer_is_refused() -> None:
    """What a host's policy gives back is looked at: duties, or a typed refusal that names the file."""
    book = Portfolio(as_of=date(2026, 2, 5), files=(FILE,))
    with pytest.raises(InputError) as refused:
        make_plan(book, policy=Careless(), calendar=weekdays(), until=date(2026, 12, 31))
    assert (refused.value.code, refused.value.path) == ("type", f"files[{FILE.id}].policy.duties")
