"""Duties at law: one answer a clock, named after what started it, moved by proof alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Demand,
    DemandMeans,
    Discharge,
    Duties,
    EvidenceId,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    LegalActId,
    LegalClockKind,
    LegalFile,
    LoanId,
    LoanStatus,
    OfficerId,
    Role,
    SeizedAsset,
    Seizure,
    SeizureId,
    Suit,
    legal_clocks,
)
from loanvisit.errors import InputError, TransitionError
from loanvisit.scheduling import ClausePolicy, legal_duties, plan_file, prove, why_not
from loanvisit.scheduling.at_law import NOTICE_DAYS, is_at_law
from loanvisit.scheduling.carried import still_carried
from loanvisit.steps import carry_out, defer, replan, waive
from loanvisit.testing import a_clause, a_file, a_loan, a_paper, a_policy, an_officer, strategies
from tests.laws.books import CALENDARS

CHINA, WEEK = presets.calendar("CN"), presets.calendar("weekdays")
DAY, ON, LATER = date(2026, 3, 31), timedelta(days=1), date(2027, 3, 31)
LOAN = a_loan("L-1", disbursed_on=date(2022, 9, 30), matures_on=date(2023, 9, 30))
SENT = Demand(id=LegalActId("D-1"), loans=[LOAN.id], sent_on=date(2024, 5, 6), means=DemandMeans.POST)
SERVED = evolve(SENT, served_on=date(2024, 5, 10), receipt=EvidenceId("EV-1"))


def with_legal(**held: Any) -> BorrowerFile:
    """Return the file of the matured loan with this at law."""
    return evolve(a_file(LOAN), legal=LegalFile(**held))


@given(file=strategies.borrower_files(as_of=DAY, changing=True))
def test_every_clock_is_answered_once_with_its_own_day_and_paper(file: BorrowerFile) -> None:
    """Four answers: a clock with a last day is a duty of that day, at rest it exempts, a missing fact is named."""
    clocks = legal_clocks(file, as_of=DAY, calendar=WEEK)
    found = legal_duties(file, as_of=DAY, calendar=WEEK)
    duties = {duty.anchor: duty for duty in (*found.owed, *found.projected)}
    assert len(duties) == len(found.owed) + len(found.projected)
    assert len({duty.id for duty in duties.values()}) == len(duties)
    assert len(duties) + len(found.exempt) + len(found.undetermined) == len(clocks)
    assert all(duty.window.opens <= DAY for duty in found.owed)
    assert all(duty.window.opens > DAY and duty.forecast for duty in found.projected)
    for clock in clocks:
        if clock.last is None:
            continue
        duty = duties[f"clock:{clock.key}"]
        assert (duty.window.last, duty.raw, duty.anchored_on) == (clock.last, clock.raw, clock.start)
        assert (duty.rule.citation, duty.rule.confidence) == (clock.citation, clock.confidence)
        assert duty.is_open is (clock.met_on is None)
        assert duty.rule.kind.is_desk
        assert clock.proof in prove(duty, calendar=WEEK, as_of=DAY, file=file).parts
        assert (duty.window.last - duty.window.opens).days <= NOTICE_DAYS[clock.kind]


@given(file=strategies.borrower_files(as_of=DAY, changing=True))
def test_a_duty_at_law_knows_nothing_of_later_days_and_keeps_its_id(file: BorrowerFile) -> None:
    """Law 12 and law 7: of the file as it was known the answers are the same; asked a day later, names stay."""
    known = evolve(file, legal=file.legal.known_on(DAY))
    now = legal_duties(file, as_of=DAY, calendar=WEEK)
    assert legal_duties(known, as_of=DAY, calendar=WEEK) == now
    if file.loan_changes:
        return
    later = legal_duties(known, as_of=DAY + ON, calendar=WEEK)
    assert {one.id for one in (*later.owed, *later.projected)} == {one.id for one in (*now.owed, *now.projected)}


def test_a_demand_without_proof_of_service_moves_no_duty() -> None:
    """Sent alone, the last day stays where it was; served with a receipt, another duty with a day of its own."""
    [bare] = legal_duties(with_legal(), as_of=DAY, calendar=CHINA).owed
    assert (bare.window.opens, bare.window.last) == (date(2026, 3, 4), date(2026, 9, 30))
    [sent] = legal_duties(with_legal(demands=(SENT,)), as_of=DAY, calendar=CHINA).owed
    assert sent == bare
    [served] = legal_duties(with_legal(demands=(SERVED,)), as_of=DAY, calendar=CHINA).projected
    assert (served.window.last, served.anchored_on) == (date(2027, 5, 10), date(2024, 5, 10))
    assert served.id != bare.id


def test_a_file_carries_no_duty_at_law_that_its_clock_asks_no_more() -> None:
    """Put into the file before the demand was served, the old duty is not carried on; one that was met is."""
    [bare] = legal_duties(with_legal(), as_of=DAY, calendar=CHINA).owed
    done = bare.fulfilled(Discharge(on=DAY))
    for duty, kept in ((bare, []), (done, [done])):
        file = evolve(with_legal(demands=(SERVED,)), obligations=(duty,))
        assert [*still_carried(file, as_of=DAY, answered=Duties())] == kept


def test_the_proof_of_a_duty_at_law_is_the_reading_of_its_clock() -> None:
    """The article, the act that moved it, and how late it is; without the file, its window alone."""
    file = with_legal(demands=(SERVED,))
    [duty] = legal_duties(file, as_of=DAY, calendar=CHINA).projected
    told = prove(duty, calendar=CHINA, as_of=DAY, file=file)
    assert "《民法典》第 188 条" in told.text.zh
    assert "重新起算" in told.text.zh
    assert [one.key for one in told.parts] == ["clock", "last", "projected"]
    assert [one.key for one in prove(duty, calendar=CHINA, as_of=DAY).parts] == ["last", "projected"]
    late = date(2027, 5, 12)
    told = prove(duty, calendar=CHINA, as_of=late, file=file)
    assert [one.key for one in told.parts] == ["clock", "last", "overdue"]


def test_what_rests_what_is_met_and_what_is_about_several_loans() -> None:
    """A suit that runs exempts; a claim meets the guarantor's period; a seizure for two loans is the borrower's."""
    suit = Suit(id=LegalActId("S-1"), loans=[LOAN.id], filed_on=date(2025, 3, 3), paper=EvidenceId("EV-2"))
    [exempt] = legal_duties(with_legal(suits=(suit,)), as_of=DAY, calendar=CHINA).exempt
    assert exempt.text.zh == "贷款 L-1：条款 limitation 免检，因诉讼或仲裁为进行中"
    assert exempt.text.en == "loan L-1: exempt from clause limitation, because the suit or arbitration is running"
    bound = Guarantee(id=GuaranteeId("G-1"), loans=[LOAN.id], kind=GuaranteeKind.JOINT)
    claimed = evolve(SERVED, sent_on=date(2024, 1, 2), served_on=date(2024, 1, 5), guarantee=bound.id)
    found = legal_duties(with_legal(guarantees=(bound,), demands=(claimed,)), as_of=DAY, calendar=CHINA)
    [period] = [duty for duty in found.owed if duty.rule.clause.value == "guarantee_period"]
    assert period.discharge is not None
    assert (period.is_open, period.discharge.on) == (False, date(2024, 1, 5))
    second = evolve(LOAN, id=LoanId("L-2"), drawdowns=())
    seizure = Seizure(
        id=SeizureId("Z-1"), loans=[LOAN.id, second.id], asset=SeizedAsset.BANK_MONEY, seized_on=date(2025, 5, 15)
    )
    file = evolve(a_file(LOAN, second), legal=LegalFile(seizures=(seizure,)))
    owed = legal_duties(file, as_of=DAY, calendar=CHINA, notice_days={LegalClockKind.SEIZURE: 45}).owed
    [frozen] = [duty for duty in owed if duty.rule.clause.value == "seizure"]
    assert (frozen.subject, frozen.window.opens) == (file.id, DAY)


def test_a_missing_maturity_is_named() -> None:
    """Without a maturity nobody knows when limitation ends."""
    file = a_file(a_loan(matures_on=None))
    assert legal_duties(file, as_of=DAY, calendar=CHINA).undetermined[0].missing == ("matures_on",)


@pytest.mark.parametrize(
    ("notice_days", "code", "path"),
    [
        ({"limitation": 30}, "type", "notice_days[0]"),
        ({LegalClockKind.LIMITATION: "30"}, "type", "notice_days[limitation]"),
        ({LegalClockKind.LIMITATION: -1}, "number.range", "notice_days[limitation]"),
        ({LegalClockKind.LIMITATION: 3661}, "number.range", "notice_days[limitation]"),
    ],
)
def test_days_of_notice_are_whole_and_bounded(notice_days: Any, code: str, path: str) -> None:
    """Another kind, another type or a number out of bounds is refused by its place."""
    with pytest.raises(InputError) as refused:
        legal_duties(with_legal(), as_of=DAY, calendar=CHINA, notice_days=notice_days)
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, path)]


@given(file=strategies.borrower_files(as_of=DAY, changing=True), policy=strategies.policies(), calendar=CALENDARS)
def test_a_plan_has_the_duties_at_law_of_a_file_that_tells_any(
    file: BorrowerFile, policy: ClausePolicy, calendar: Calendar
) -> None:
    """Beside what the policy asks, changing none of it: each clock answers as it does alone, at the desk."""
    until = DAY + timedelta(days=300)
    part, bare = (
        plan_file(one, policy=policy, calendar=calendar, as_of=DAY, until=until)
        for one in (file, evolve(file, legal=LegalFile()))
    )
    found = Duties() if file.legal == LegalFile() else legal_duties(file, as_of=DAY, calendar=calendar)
    for name in ("owed", "projected", "exempt", "undetermined"):
        assert set(getattr(part.duties, name)) == {*getattr(bare.duties, name), *getattr(found, name)}
    assert part.visits == bare.visits
    assert set(part.desk) == {*bare.desk, *(one for one in (*found.owed, *found.projected) if one.is_open)}
    again = plan_file(part.put_into(file), policy=policy, calendar=calendar, as_of=DAY, until=until)
    assert again == part
    for duty in (*found.owed, *found.projected):
        why = why_not(file, duty.subject, on=DAY, policy=policy, calendar=calendar)
        named = [one.values["policy"] for one in why.find("clause") if one.values["clause"] == duty.rule.clause.value]
        assert named == ["legal_clock"]


def test_no_desk_waiver_or_deferral_meets_a_duty_at_law() -> None:
    """It is met by an act with proof that the file is told, and by nothing that somebody says of the duty."""
    planned = plan_file(with_legal(demands=(SENT,)), policy=a_policy(), calendar=CHINA, as_of=DAY, until=DAY)
    file = planned.put_into(with_legal(demands=(SENT,)))
    [duty] = planned.desk
    at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    approver = an_officer("xu", Role.APPROVER)
    for code, step in (
        ("by_act", lambda: carry_out(file, duty.id, by=an_officer("anna"), at=at)),
        ("by_law", lambda: waive(file, duty.id, reason="x", expires_on=DAY + ON, by=approver, at=at)),
        ("at_law", lambda: defer(file, duty.id, to=LATER, reason="x", asked_by=OfficerId("li"), by=approver, at=at)),
    ):
        with pytest.raises(TransitionError, match=rf"ruling\.{code}"):
            step()
    told = evolve(file, legal=LegalFile(demands=(SERVED,)))
    change = replan(told, policy=a_policy(), calendar=CHINA, as_of=DAY, until=DAY, by=approver, at=at)
    assert duty.id in change.withdrawn
    assert [one.anchored_on for one in told.after(change).obligations if is_at_law(one)] == [SERVED.served_on]


def test_a_paper_numbered_like_a_clock_is_planned_again() -> None:
    """A clock of law is no clause of a policy: what the first plan took, the second takes too, with the same answer."""
    file = evolve(with_legal(demands=(SENT,)), papers=(a_paper("limitation", due_on=LATER),))
    part = plan_file(file, policy=a_policy(), calendar=CHINA, as_of=DAY, until=LATER)
    assert plan_file(part.put_into(file), policy=a_policy(), calendar=CHINA, as_of=DAY, until=LATER) == part


@pytest.mark.parametrize("held", [SERVED, SENT])
def test_a_clock_and_a_clause_of_one_name_answer_apart(held: Demand) -> None:
    """Each has its own answers, source and policy, whether the duty at law is owed or still to come."""
    clause, file = a_clause("limitation"), with_legal(demands=(held,))
    why = why_not(file, LOAN.id, on=DAY, policy=a_policy(clause), calendar=CHINA)
    of_policy, at_law = why.find("clause")
    assert [one.values["policy"] for one in (of_policy, at_law)] == ["test.policy", "legal_clock"]
    assert "《民法典》第 188 条" in at_law.find("source")[0].text.zh
    [duty] = [one for one in at_law.parts if one.key in ("due", "later")]
    assert duty not in of_policy.parts
    bare = why_not(evolve(file, legal=LegalFile()), LOAN.id, on=DAY, policy=a_policy(clause), calendar=CHINA)
    assert bare.parts == (of_policy,)


@given(
    matured=st.dates(min_value=date(1990, 1, 1), max_value=date(2006, 12, 31)),
    pursued=st.sampled_from([LoanStatus.LIVE, LoanStatus.TERMINATED, LoanStatus.WRITTEN_OFF]),
)
def test_a_claim_older_than_the_calendar_is_planned_with_the_day_as_counted(matured: date, pursued: LoanStatus) -> None:
    """No calendar knows the days off of those years: the last day stays, and the rest of the book is planned."""
    old = a_loan("L-1", disbursed_on=date(1989, 1, 1), matures_on=matured, status=pursued)
    sent = evolve(SENT, sent_on=date(2024, 5, 6))
    file = evolve(a_file(old), legal=LegalFile(demands=(sent,)))
    part = plan_file(file, policy=a_policy(), calendar=CHINA, as_of=DAY, until=LATER)
    [limitation] = [duty for duty in part.desk if duty.rule.clause.value == "limitation"]
    assert limitation.raw == matured + relativedelta(years=3)
    begins = CHINA.range_start
    assert begins is not None
    assert limitation.window.last == limitation.raw or limitation.raw >= begins
    assert limitation.is_overdue(DAY)
