"""A method that stands in meets the one duty it was allowed for, on the days it was allowed, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.adapters import MemoryStore
from loanvisit.domain import (
    Accepts,
    Anchor,
    BorrowerFile,
    EveryGap,
    EveryPeriod,
    Method,
    NaturalPeriod,
    NoticeEvent,
    ObligationState,
    OfficerId,
    VisitId,
    VisitRecord,
    months,
)
from loanvisit.errors import SeparationOfDutiesError
from loanvisit.scheduling import ClausePolicy, plan_file, prove
from loanvisit.steps import file_record, replan, substitute
from loanvisit.testing import a_clause, a_file, a_loan, a_past_visit, a_policy, a_record, a_substitution, weekdays
from tests.stateful.cases import ANNA, APPROVER, DESK, noon

DAY, UNTIL = date(2026, 3, 2), date(2026, 12, 31)
PERIODS = a_policy(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER), accepts=Accepts.ON_SITE))
FROM_VISIT = a_policy(
    a_clause(require=EveryGap(gap=months(3), anchor=Anchor.LAST_VISIT, opens=months(2)), accepts=Accepts.ON_SITE)
)
POLICIES = pytest.mark.parametrize("policy", [PERIODS, FROM_VISIT], ids=["periods", "from_visit"])


def _planned(policy: ClausePolicy) -> BorrowerFile:
    """A file of one loan with its plan: the period running on 2 March 2026, and those after it."""
    loan = a_loan(disbursed_on=date(2025, 12, 20), matures_on=date(2027, 12, 31))
    return _replanned(a_file(loan), policy, DAY)


def _replanned(file: BorrowerFile, policy: ClausePolicy, day: date) -> BorrowerFile:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    asked = {"policy": policy, "calendar": weekdays(), "as_of": day, "until": UNTIL, "by": DESK, "at": at}
    return file.after(replan(file, **asked))


def _allowed(file: BorrowerFile, until: date, method: Method = Method.INTERVIEW) -> BorrowerFile:
    duty = file.obligations[0].id
    asked = {"visitors": [OfficerId("anna")], "reason": "flood", "by": APPROVER, "at": noon(DAY), "expiry": until}
    return file.after(substitute(file, duty, method, **asked))


def _record(file: BorrowerFile, on: date, method: Method, visit: VisitId, *visitors: str) -> VisitRecord:
    return a_record(
        on,
        method=method,
        visit=visit.value,
        visitors=visitors or ("anna",),
        purposes=[file.obligations[0].rule.purpose],
        identity_checked=True,
    )


@POLICIES
@given(wait=st.integers(0, 40), lasts=st.integers(0, 27), method=st.sampled_from([Method.INTERVIEW, Method.DATA]))
def test_a_record_by_it_meets_that_duty_while_it_is_in_force(
    policy: ClausePolicy, wait: int, lasts: int, method: Method
) -> None:
    """By the method allowed and no later than its last day the duty is met by one visitor; else it is refused."""
    file = _allowed(_planned(policy), DAY + timedelta(days=lasts))
    duty, on = file.obligations[0].id, DAY + timedelta(days=wait)
    visit = next(visit.id for visit in file.visits if duty in {one.id for one in visit.covers})
    filed = file_record(file, visit, _record(file, on, method, visit), by=ANNA, at=noon(on))
    is_met = method is Method.INTERVIEW and wait <= lasts
    assert [one.id for one in filed.discharged] == ([duty] if is_met else [])
    assert is_met or "refused.method" in {one.code for one in filed.refused if one.obligation == duty}
    after = file.after(filed)
    for day in (on, on + timedelta(days=30)):
        again = _replanned(after, policy, day)
        assert (again.obligation(duty).state is ObligationState.FULFILLED) is is_met
        assert _replanned(again, policy, day) == again
        bare = evolve(again, obligations=())
        asked = {"policy": policy, "calendar": weekdays(), "as_of": day, "until": UNTIL}
        told, held = plan_file(bare, **asked).duties, plan_file(again, **asked).duties
        assert {one.id: one.state for one in told.owed} == {one.id: one.state for one in held.owed}


@POLICIES
def test_the_next_duty_owes_the_ordinary_method_again(policy: ClausePolicy) -> None:
    """Met by the method that stood in, the line goes on; the same method meets nothing of the next duty."""
    file = _allowed(_planned(policy), date(2026, 3, 31))
    visit = file.visits[0].id
    file = file.after(file_record(file, visit, _record(file, DAY, Method.INTERVIEW, visit), by=ANNA, at=noon(DAY)))
    later = date(2026, 6, 1)
    file = _replanned(file, policy, later)
    (owed,) = [one for one in file.obligations if one.is_open and one.window.opens <= later]
    assert owed.anchor == ("2026Q2" if policy is PERIODS else f"visit:{file.records[0].id}")
    visit = next(one.id for one in file.visits if owed.id in {duty.id for duty in one.covers})
    record = evolve(_record(file, later, Method.INTERVIEW, visit), id=file.records[0].id.__class__("R-2"))
    filed = file_record(file, visit, record, by=ANNA, at=noon(later))
    assert filed.discharged == ()
    assert {one.code for one in filed.refused} == {"refused.method"}


def test_an_approver_who_came_along_proves_nothing_by_it() -> None:
    """Whoever allowed it is no visitor of the record that is to count by it; on site it takes two as ever."""
    file = _allowed(_planned(PERIODS), date(2026, 3, 31))
    visit = file.visits[0].id
    record = _record(file, DAY, Method.INTERVIEW, visit, "anna", "APPROVER")
    assert file_record(file, visit, record, by=ANNA, at=noon(DAY)).discharged == ()
    remote = a_policy(a_clause(require=EveryPeriod(period=NaturalPeriod.QUARTER), accepts=Accepts.DATA, visitors=1))
    seen = _allowed(_planned(remote), date(2026, 3, 31), Method.ON_SITE)
    visit = seen.visits[0].id
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.visitors"):
        file_record(seen, visit, _record(seen, DAY, Method.ON_SITE, visit), by=ANNA, at=noon(DAY))
    together = _record(seen, DAY, Method.ON_SITE, visit, "anna", "bo")
    assert file_record(seen, visit, together, by=ANNA, at=noon(DAY)).discharged


def test_a_visit_told_by_another_system_counts_by_it_too() -> None:
    """An imported visit by the method that stood in meets that duty; a day later than allowed it does not."""
    file = _planned(PERIODS)
    (duty,) = [one for one in file.obligations if not one.forecast]
    held = evolve(file, substitutions=(a_substitution(duty, until=DAY),), obligations=(), visits=())
    for day, state in ((DAY, ObligationState.FULFILLED), (DAY + timedelta(days=1), ObligationState.OPEN)):
        visit = a_past_visit(day, "L-1", method=Method.INTERVIEW, purposes=[duty.rule.purpose])
        told = evolve(held, past=(visit,))
        (owed,) = plan_file(told, policy=PERIODS, calendar=weekdays(), as_of=day, until=day).duties.owed
        assert owed.state is state


def test_a_second_visit_by_it_starts_nothing_anew() -> None:
    """Counted from the last visit, a line goes on from the one that met its duty: the method has done its part."""
    file = _allowed(_planned(FROM_VISIT), date(2026, 3, 29))
    duty = file.obligations[0].id
    first, second = (
        a_past_visit(day, "L-1", method=Method.INTERVIEW, purposes=[file.obligations[0].rule.purpose])
        for day in (DAY, DAY + timedelta(days=3))
    )
    told = evolve(file, past=(first, second), obligations=(), visits=())
    found = plan_file(told, policy=FROM_VISIT, calendar=weekdays(), as_of=date(2026, 3, 10), until=UNTIL).duties
    assert [(one.id, one.is_open) for one in found.owed] == [(duty, False)]
    assert found.projected[0].anchored_on == DAY


def test_an_arrear_of_the_line_stays() -> None:
    """What it was not allowed for stays owed, overdue or not."""
    loan = a_loan(disbursed_on=date(2025, 8, 20), matures_on=date(2027, 12, 31))
    file = _replanned(a_file(loan), PERIODS, DAY)
    overdue, running = sorted((one for one in file.obligations if not one.forecast), key=lambda one: one.order)
    held = evolve(file, substitutions=(a_substitution(running),))
    visit = next(one.id for one in held.visits if overdue.id in {duty.id for duty in one.covers})
    filed = file_record(held, visit, _record(held, DAY, Method.INTERVIEW, visit), by=ANNA, at=noon(DAY))
    assert [one.id for one in filed.discharged] == [running.id]
    after = _replanned(evolve(held.after(filed), obligations=()), PERIODS, DAY)
    assert after.obligation(overdue.id).is_open
    assert after.obligation(running.id).state is ObligationState.FULFILLED


def test_the_file_keeps_it_and_the_proof_tells_it() -> None:
    """A change with its line of the trail and a notice; kept by a store, told by number in the proof, unseen before."""
    file = _planned(PERIODS)
    duty = file.obligations[0]
    asked = {"visitors": [OfficerId("anna")], "reason": "flood", "by": APPROVER, "at": noon(DAY)}
    change = substitute(file, duty.id, Method.INTERVIEW, **asked, expiry=date(2026, 3, 31))
    (granted,) = change.substitutions
    assert [(one.move, one.about, one.reason) for one in change.trail] == [("substitution.grant", granted.id, "flood")]
    assert [(one.event, one.officers) for one in change.notices] == [(NoticeEvent.SUBSTITUTED, (OfficerId("anna"),))]
    store = MemoryStore()
    store.take_in(file)
    store.commit(change)
    held = store.file(file.id)
    assert held.substitutions == (granted,)
    proof = prove(duty, calendar=weekdays(), as_of=DAY, file=held, policy=PERIODS)
    (told,) = proof.find("substituted")
    assert dict(told.values) == {
        "substitution": granted.id.value,
        "method": "interview",
        "granted": DAY,
        "until": date(2026, 3, 31),
    }
    assert "flood" not in proof.text.en
    before = prove(duty, calendar=weekdays(), as_of=DAY - timedelta(days=1), file=held, policy=PERIODS)
    assert before.find("substituted") == ()
