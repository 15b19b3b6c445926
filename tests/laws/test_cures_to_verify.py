"""A cure reported done owes the visit that verifies it, beside whatever the policy asks, until somebody judges it."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import kind
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Change,
    Confidence,
    Finding,
    FindingId,
    FindingState,
    LoanId,
    LoanStatus,
    Method,
    Obligation,
    ObligationState,
    PaperSource,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Visit,
    VisitState,
    Weight,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import ClausePolicy, FilePlan, file_duties, plan_file, prove
from loanvisit.scheduling.verifying import number_of, reports
from loanvisit.steps import file_record, open_remediation, raise_finding, reject, replan, submit, verify, void
from loanvisit.testing import a_clause, a_file, a_loan, a_paper, a_policy, a_record, strategies, weekdays
from loanvisit.words import Text
from tests.laws.books import CALENDARS
from tests.stateful.cases import ANNA, DESK, LI, noon

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FOUND, REPORTED, UNTIL = date(2026, 3, 3), date(2026, 3, 16), date(2027, 3, 31)
QUIET = a_policy(a_clause("routine"))
_RUNNING = (RemediationState.OPENED, RemediationState.NOTIFIED)


def _verifications(part: FilePlan) -> list[Obligation]:
    """Return the duties of a plan that follow from reports of cures."""
    return [one for one in (*part.duties.owed, *part.duties.projected) if one.rule.policy.value == "paper.finding"]


def _part(file: BorrowerFile, as_of: date) -> FilePlan:
    return plan_file(file, policy=QUIET, calendar=weekdays(), as_of=as_of, until=UNTIL)


@st.composite
def _held(draw: st.DrawFn, file: BorrowerFile) -> tuple[Finding, Remediation]:
    """Draw a finding about some live loans of a file, and its cure wherever it may stand."""
    live = [loan.id for loan in file.loans if loan.status is LoanStatus.LIVE]
    state = draw(st.sampled_from(RemediationState))
    finding = Finding(
        id=FindingId("found"),
        kind=kind(draw(st.sampled_from(["F01", "F04", "F09", "F44"]))),
        weight=draw(st.sampled_from(Weight)),
        borrower=file.id,
        found_on=FOUND,
        due_on=UNTIL,
        loans=tuple(draw(st.lists(st.sampled_from(live), max_size=2, unique=True))) if live else (),
        state=FindingState.IN_REMEDIATION,
    )
    cure = Remediation(
        id=RemediationId("cure"),
        finding=finding.id,
        borrower=file.id,
        owner=LI.id,
        demand=finding.kind.remedy,
        opened_on=FOUND,
        due_on=UNTIL,
        state=state,
        submitted_on=None if state in _RUNNING else REPORTED + timedelta(days=draw(st.integers(0, 40))),
    )
    return finding, cure


@given(
    file=strategies.borrower_files(as_of=REPORTED, demanding=True),
    policy=strategies.policies(),
    calendar=CALENDARS,
    later=st.integers(0, 40),
    data=st.data(),
)
def test_a_cure_owes_its_visit_exactly_while_it_waits(
    file: BorrowerFile, policy: ClausePolicy, calendar: Calendar, later: int, data: st.DataObject
) -> None:
    """Submitted it owes one duty, whatever the policy; before, and once it is judged, none. Nothing else changes."""
    as_of = REPORTED + timedelta(days=later)
    finding, cure = data.draw(_held(file))
    held = evolve(file, findings=(finding,), remediations=(cure,))
    part, bare = (plan_file(one, policy=policy, calendar=calendar, as_of=as_of, until=UNTIL) for one in (held, file))
    written = {paper.number for paper in file.papers}  # a host may write such a paper itself
    found = [one for one in _verifications(part) if one.rule.clause not in written]
    reported_on = cure.submitted_on if cure.state is RemediationState.SUBMITTED else None
    statuses = {loan.status for loan in file.loans}
    may_live = LoanStatus.LIVE in statuses or len(statuses) != 1  # of several, none live, it is not known which counts
    assert len(found) == (reported_on is not None and reported_on <= as_of and may_live)
    for duty in found:
        assert reported_on is not None
        assert duty.window.opens == reported_on
        assert duty.window.last == reported_on + timedelta(days=finding.kind.verify_days)
        assert duty.subject == (finding.loans[0] if len(finding.loans) == 1 else file.id)
        assert duty.rule.confidence is Confidence.PRACTICE
        assert any(duty in visit.covers for visit in part.visits)
        proof = prove(duty, calendar=calendar, as_of=as_of, file=held, policy=policy)
        assert finding.kind.code in str(proof.find("source")[0].values["citation.en"])
        assert not proof.find("carried")
    others = [one for one in (*part.duties.owed, *part.duties.projected) if one not in found]
    assert others == [*bare.duties.owed, *bare.duties.projected]
    answered = file_duties(held, calendar=calendar, as_of=as_of, until=UNTIL)
    assert [one for one in (*answered.owed, *answered.projected) if one in found] == found


def _found(*, code: str = "F04", about: str | None = "L-1") -> BorrowerFile:
    """Return a file with one finding and its cure, opened the day after."""
    file = a_file(a_loan("L-1"), a_loan("L-2"))
    loans = () if about is None else (LoanId(about),)
    found = raise_finding(file, kind(code), on=FOUND, by=ANNA, at=noon(FOUND), loans=loans)
    assert found.finding is not None
    opened = open_remediation(found.finding, owner=LI, by=ANNA, at=noon(FOUND + timedelta(days=1)))
    return file.after(found).after(opened)


def _reported(on: date = REPORTED, *, code: str = "F04", about: str | None = "L-1") -> BorrowerFile:
    """Return the file with its cure reported done."""
    file = _found(code=code, about=about)
    return file.after(submit(file.remediations[0], by=LI, at=noon(on)))


def _visited(file: BorrowerFile, on: date, *, id: str, purposes: tuple[str, ...]) -> BorrowerFile:  # noqa: A002
    """Return the file after a visit to both loans, by two, planned for all that is open."""
    part = _part(file, on)
    planned = part.put_into(file)
    covers = tuple(one for one in part.duties.owed if one.is_open)
    trip = Visit(borrower=file.id, method=Method.ON_SITE, window=covers[0].window, covers=covers, attempt=9)
    planned = evolve(planned, visits=(*planned.visits, trip))
    record = a_record(on, "L-1", "L-2", id=id, visit=trip.id.value, visitors=["anna", "bo"], purposes=purposes)
    return planned.after(file_record(planned, trip.id, record, by=ANNA, at=noon(on)))


@given(code=st.sampled_from(["F01", "F04", "F44"]), days=st.integers(0, 30), about=st.sampled_from(["L-1", None]))
def test_a_visit_for_it_meets_it_and_its_cure_may_be_verified(code: str, days: int, about: str | None) -> None:
    """A record whose outline covered the verification meets the duty on its day; the verification moves nothing."""
    file, day = _reported(code=code, about=about), REPORTED + timedelta(days=days)
    after = _visited(file, day, id="R-9", purposes=("verification",))
    [duty] = _verifications(_part(after, day))
    assert duty.state is ObligationState.FULFILLED
    assert duty.discharge is not None
    assert (duty.discharge.on, duty.discharge.record) == (day, RecordId("R-9"))
    assert duty.late_days == max(days - kind(code).verify_days, 0)
    [visit] = [one for one in after.visits if one.record is not None]
    closed = after.after(verify(after, after.remediations[0].id, visit=visit.id, by=DESK, at=noon(day)))
    assert _verifications(_part(closed, day)) == [duty]


@given(days=st.integers(0, 20), thinking=st.integers(0, 20))
def test_a_cure_verified_through_any_later_visit_owes_no_more(days: int, thinking: int) -> None:
    """Through a visit made for something else: open until the day of the verification, met on it, and by that visit."""
    day, judged = REPORTED + timedelta(days=days), REPORTED + timedelta(days=days + thinking)
    after = _visited(_reported(), day, id="R-9", purposes=("routine",))
    [waiting] = _verifications(_part(after, judged))
    assert waiting.is_open
    [visit] = [one for one in after.visits if one.record is not None]
    kept = _part(after, judged).put_into(after)
    change = verify(kept, kept.remediations[0].id, visit=visit.id, by=DESK, at=noon(judged))
    assert [one.id for one in change.discharged] == [waiting.id]
    for closed in (kept.after(change), evolve(kept.after(change), obligations=())):
        [duty] = _verifications(_part(closed, judged))
        assert duty.id == waiting.id
        assert duty.discharge is not None
        assert (duty.discharge.on, duty.discharge.record, duty.discharge.visit) == (judged, RecordId("R-9"), visit.id)
        if thinking:
            [before] = _verifications(_part(closed, judged - timedelta(days=1)))
            assert before.is_open
    again = replan(
        kept.after(change), policy=QUIET, calendar=weekdays(), as_of=judged, until=UNTIL, by=DESK, at=noon(judged)
    )
    assert again.obligations == ()


@given(days=st.integers(1, 20))
def test_a_cure_sent_back_owes_none_until_it_is_reported_again(days: int) -> None:
    """Rejected, its open duty is over and is withdrawn by the next plan; each later report owes a duty of its own."""
    file, day = _reported(), REPORTED + timedelta(days=days)
    kept = _part(file, day).put_into(file)
    [first] = _verifications(_part(kept, day))
    back = kept.after(reject(kept.remediations[0], reason="not seen", by=DESK, at=noon(day)))
    assert _verifications(_part(back, day)) == []
    asked = {"policy": QUIET, "calendar": weekdays(), "as_of": day, "until": UNTIL, "by": DESK, "at": noon(day)}
    change: Change = replan(back, **asked)
    assert first.id in change.withdrawn
    again = back.after(change).after(submit(back.remediations[0], by=LI, at=noon(day)))
    [second] = _verifications(_part(again, day))
    assert second.id != first.id
    assert second.window.opens == day


def test_what_is_not_asked_of_a_visit_that_is_undone_is_asked_again() -> None:
    """The visit that met it is void: the duty is open again with its old last day."""
    after = _visited(_reported(), REPORTED, id="R-9", purposes=("verification",))
    [visit] = [one for one in after.visits if one.record is not None]
    ready = evolve(
        after, visits=tuple(evolve(one, state=VisitState.ACCEPTED) if one is visit else one for one in after.visits)
    )
    gone = ready.after(void(ready, visit.id, reason="wrong place", by=DESK, at=noon(REPORTED + timedelta(days=1))))
    [duty] = _verifications(_part(gone, REPORTED + timedelta(days=1)))
    assert duty.is_open
    assert duty.window.last == REPORTED + timedelta(days=kind("F04").verify_days)


def test_a_cure_verified_through_no_visit_the_file_knows_owes_none() -> None:
    """It waits for nobody, and no record that stands is there to have met its duty."""
    file = _reported()
    judged = evolve(file, remediations=tuple(evolve(one, state=RemediationState.VERIFIED) for one in file.remediations))
    assert [one.met for one in reports(file)] == [None]
    assert reports(judged) == ()


def test_a_cure_reported_at_the_end_of_time_is_due_by_its_last_day() -> None:
    """No day is later than the last that is served: the visit is owed by it, and the file is planned."""
    day = date(2199, 12, 25)
    file = _reported()
    told = tuple(evolve(one, submitted_on=day) for one in file.remediations)
    found = file_duties(evolve(file, remediations=told), calendar=weekdays(), as_of=day, until=day)
    assert [one.window.last for one in found.owed] == [date(2199, 12, 31)]


def test_a_report_is_counted_from_the_day_of_the_reply_and_put_into_force_by_nobody() -> None:
    """Read aloud and proven it is a reply (整改回复), not a paper that somebody issues: no 发文日, no 施行."""
    file = _reported()
    [duty] = _verifications(_part(file, REPORTED))
    proof = prove(duty, calendar=weekdays(), as_of=REPORTED, file=file, policy=QUIET)
    assert proof.find("anchor")[0].statement == Text(
        zh="起算：整改回复日，2026年3月16日", en="counted from: date of the reply, 2026-03-16"
    )
    assert duty.rule.sentence == Text(
        zh="验证整改：F04 用途凭证缺失或早于放款日：每笔贷款，贷款状态为存续的，整改回复日后 10 天内完成；"
        "方式：访谈或现场检查，不少于 1 人；截止日遇休息日不调整。",
        en="verify the cure of F04 voucher missing, or dated before the loan, for each loan where the loan status is "
        "live: once within 10 days after the date of the reply; by interview or on-site inspection, at least 1 "
        "visitor; the last day stands, working day or not.",
    )
    for mark in ("发文日", "施行", "date of the paper", "In force"):
        assert mark not in proof.text.zh + proof.text.en


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (PaperSource.FINDING, "2026年6月30日之后不再要求。", "Not asked after 2026-06-30."),
        (
            PaperSource.APPROVAL,
            "施行期间：2026年1月8日至 2026年6月30日。",
            "In force from 2026-01-08 to 2026-06-30.",
        ),
    ],
)
def test_a_report_that_a_host_writes_says_until_when_it_asks(source: PaperSource, zh: str, en: str) -> None:
    """What a host writes of a finding kept elsewhere may end; it is asked until then, as another paper is in force."""
    paper = a_paper(source=source, due_on=date(2026, 3, 31), ends_on=date(2026, 6, 30))
    [duty] = file_duties(a_file(papers=[paper]), calendar=weekdays(), as_of=paper.dated_on, until=UNTIL).owed
    assert duty.rule.sentence is not None
    assert duty.rule.sentence.zh.endswith(f"。{zh}")
    assert duty.rule.sentence.en.endswith(f". {en}")


@given(source=st.sampled_from(PaperSource))
def test_no_paper_of_a_host_has_the_number_of_a_report(source: PaperSource) -> None:
    """Two duties would have one id: the paper is refused by its place, and may stand once the cure waits no more."""
    file = _reported()
    paper = a_paper(number_of(file.remediations[0]).value, source=source, due_on=UNTIL)
    with pytest.raises(InputError) as refused:
        _part(evolve(file, papers=(paper,)), REPORTED)
    assert [(one.code, one.path) for one in refused.value.faults] == [("id.duplicate", "papers[0].number")]
    assert _part(evolve(_found(), papers=(paper,)), REPORTED).duties.owed


def test_no_id_of_a_cure_reads_like_the_digest_of_another() -> None:
    """Two cures reported on one day have two numbers, even where one is named after the digest of the other."""
    [cure] = _reported().remediations
    long = evolve(cure, id=RemediationId("x" * RemediationId.longest))
    parts = number_of(long).value.split("~~")
    names = {"~~".join(part for part in parts if part != REPORTED.isoformat()), "~~".join(parts), "~~".join(parts[:-1])}
    assert all(number_of(evolve(cure, id=RemediationId(name))) != number_of(long) for name in names)
