"""Filing the record of a visit."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve

from loanvisit.assessment import RECORD_RULES, found
from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    Drawdown,
    DrawdownId,
    Family,
    Finding,
    FindingKind,
    LoanId,
    Method,
    ObligationState,
    Outcome,
    VisitId,
    VisitRecord,
    VisitState,
    Weight,
    days,
)
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import co_sign, file_record, review, send_back, sign_off
from loanvisit.testing import a_duty, a_loan, a_rule, an_officer
from loanvisit.words import Text
from tests.stateful.cases import (
    ANNA,
    BO,
    DESK,
    HEAD,
    LAST,
    LI,
    MANAGER,
    OPENS,
    RISK,
    VISITED,
    a_finding,
    a_planned_file,
    evolve_any,
    its_record,
    noon,
    proven,
)

NOW = noon(VISITED)


def test_a_record_discharges_the_duties_of_its_visit() -> None:
    """A visit made in the window meets its duty, by the day visited; the visit is submitted, and the trail says so."""
    file = a_planned_file()
    change = file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW)
    (duty,) = change.discharged
    assert duty.discharge is not None
    assert (duty.discharge.on, duty.discharge.record) == (VISITED, change.record.id)
    (visit,) = change.visits
    assert (visit.state, visit.record, visit.submitter, visit.version) == (
        VisitState.SUBMITTED,
        change.record.id,
        ANNA.id,
        2,
    )
    assert change.record.recorded_at == NOW
    assert (change.findings, change.refused) == ((), ())
    assert {one.id for one in change.replaces} == {visit.id, duty.id}
    assert {line.move for line in change.trail} >= {"visit.make", "visit.submit", "obligation.discharge"}
    assert {(line.by, line.at) for line in change.trail} == {(ANNA.id, NOW)}


def test_a_duty_the_visit_was_not_planned_for_is_met_too() -> None:
    """A record with more purposes than were planned discharges what else they prove."""
    planned, other = a_duty(OPENS, LAST), a_duty(OPENS, LAST, rule=a_rule("guarantor", purpose="guarantor"))
    file = evolve(a_planned_file(planned), obligations=(planned, other))
    record = evolve(its_record(file), purposes=frozenset({"routine", "guarantor"}))
    assert len(file_record(file, file.visits[0].id, record, by=ANNA, at=NOW).discharged) == 2


def test_evidence_lacking_meets_a_duty_in_part_until_a_later_record_brings_the_rest() -> None:
    """Two of three papers: in part, named, last day unmoved, one finding; the third paper meets it in full."""
    first = a_duty(OPENS, LAST, rule=proven(["voucher", "photo", "statement"]))
    file = a_planned_file(first)
    change = file_record(file, file.visits[0].id, its_record(file, evidence=["voucher", "photo"]), by=ANNA, at=NOW)
    (duty,) = change.in_part
    assert (duty.lacks, duty.window.last, change.discharged) == (("evidence:statement",), LAST, ())
    assert [finding.kind.code for finding in change.findings] == ["F48"]
    later = evolve_any(file.visits[0], covers=(evolve(first, anchor="again"),))
    after = evolve(file.after(change), visits=(later,))
    again = file_record(
        after, later.id, its_record(after, id="R-2", evidence=["statement"]), by=ANNA, at=noon(date(2026, 3, 20))
    )
    assert [duty.version for duty in again.discharged] == [3]
    assert again.findings == ()


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNREACHABLE])
def test_a_visit_not_made_discharges_nothing(outcome: Outcome) -> None:
    """Each duty it was to cover is refused with its reason and keeps its last day; the visit may be made yet."""
    file = a_planned_file()
    change = file_record(file, file.visits[0].id, its_record(file, outcome=outcome), by=ANNA, at=NOW)
    assert change.visits[0].state is VisitState.MISSED
    assert [(one.id, one.version) for one in change.replaces] == [(file.visits[0].id, 1)]
    assert change.obligations == ()
    assert [(one.code, outcome.text.zh in one.reason.zh) for one in change.refused] == [("refused.outcome", True)]
    assert [one.kind.code for one in change.findings] == (["F45"] if outcome is Outcome.REFUSED else [])
    after = file.after(change)
    made = file_record(after, after.visits[0].id, its_record(after, id="R-2"), by=ANNA, at=NOW)
    assert made.discharged[0].window.last == LAST


def test_a_second_refusal_within_the_year_is_critical() -> None:
    """Who refuses twice within twelve months is a critical problem, whether or not the first was settled."""
    file = evolve(a_planned_file(), findings=(a_finding("F45", found_on=date(2025, 6, 1), id="F45~~R-0"),))
    refused = its_record(file, outcome=Outcome.REFUSED)
    again = file_record(file, file.visits[0].id, refused, by=ANNA, at=NOW)
    assert [one.weight for one in again.findings] == [Weight.S1]
    later = evolve(file, findings=(a_finding("F45", found_on=date(2026, 3, 20), id="F45~~R-0"),))
    before = file_record(later, later.visits[0].id, refused, by=ANNA, at=NOW)
    assert [one.weight for one in before.findings] == [Weight.S2]
    long_ago = evolve(file, findings=(a_finding("F45", found_on=date(2025, 3, 2), id="F45~~R-0"),))
    anew = file_record(long_ago, file.visits[0].id, refused, by=ANNA, at=NOW)
    assert [one.weight for one in anew.findings] == [Weight.S2]


@pytest.mark.parametrize("accepts", [Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE])
def test_one_visitor_on_site_is_refused(accepts: Accepts) -> None:
    """A visit on site by one where two are demanded is refused, and nothing is changed."""
    file = a_planned_file(a_duty(OPENS, LAST, rule=a_rule(accepts=accepts)))
    record = its_record(file, visitors=["anna"])
    before = repr(file)
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.visitors") as refused:
        file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)
    assert refused.value.path == "record.visitors"
    assert repr(file) == before


def test_a_clause_may_be_content_with_one_on_site() -> None:
    """Where the clause itself says one, one will do."""
    file = a_planned_file(a_duty(OPENS, LAST, rule=a_rule(visitors=1)))
    assert file_record(file, file.visits[0].id, its_record(file, visitors=["anna"]), by=ANNA, at=NOW).discharged


def test_a_call_by_one_meets_what_a_call_can_meet() -> None:
    """An interview takes one; it does not meet a duty that only a visit on site proves, and says why."""
    call = a_duty(OPENS, LAST, rule=a_rule("call", accepts=Accepts.INTERVIEW_OR_ON_SITE))
    look = a_duty(OPENS, LAST, rule=a_rule("look"))
    file = a_planned_file(call, look)
    record = its_record(file, method=Method.INTERVIEW, visitors=["anna"])
    change = file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)
    assert [duty.rule.clause.value for duty in change.discharged] == ["call"]
    assert [one.code for one in change.refused] == ["refused.method"]


def test_days_out_of_order_are_refused_all_at_once() -> None:
    """Visited before the payout, or filed before the visit: every fault is named."""
    file = a_planned_file()
    early = its_record(file, date(2025, 11, 29))
    late = its_record(file, date(2026, 3, 10))
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, early, by=ANNA, at=NOW)
    assert [(one.code, one.path) for one in refused.value.faults] == [("date.order", "record.on")]
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, late, by=ANNA, at=NOW)
    assert [(one.code, one.path) for one in refused.value.faults] == [("date.late", "record.on")]


def test_a_record_is_recorded_when_it_is_filed() -> None:
    """The instant of filing is the library's to say, whatever the record brought along."""
    file = a_planned_file()
    for brought in (noon(VISITED), noon(date(2026, 3, 11)), None):
        record = evolve(its_record(file), recorded_at=brought)
        assert file_record(file, file.visits[0].id, record, by=ANNA, at=NOW).record.recorded_at == NOW


def test_a_loan_paid_out_later_is_not_covered_by_an_earlier_visit() -> None:
    """A record that names a loan paid out after the visit is refused; a payout of unknown day is let pass."""
    second = a_loan("L-2", disbursed_on=date(2026, 3, 4))
    unknown = a_loan("L-3", drawdowns=[Drawdown(id=DrawdownId("L-3/1"))])
    file = evolve(a_planned_file(), loans=(a_loan(), second, unknown))
    record = evolve(its_record(file), loans=frozenset({LoanId("L-1"), LoanId("L-2"), LoanId("L-3")}))
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)
    assert [one.path for one in refused.value.faults] == ["record.on"]
    without = evolve(record, loans=frozenset({LoanId("L-1"), LoanId("L-3")}))
    assert file_record(file, file.visits[0].id, without, by=ANNA, at=NOW).discharged


def test_a_visit_on_the_day_of_the_payout_is_in_order() -> None:
    """The day of the payout itself is not before it."""
    file = evolve(a_planned_file(), loans=(a_loan(disbursed_on=VISITED),))
    assert file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW).discharged


def test_the_night_before_in_greenwich_is_no_day_too_early() -> None:
    """A visit of 3 March in Beijing, filed at one in the morning there, is not filed before it was made."""
    file = a_planned_file()
    night = datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert night.astimezone(timezone(timedelta(hours=8))).date() == VISITED
    assert file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=night).discharged


def test_an_instant_without_an_offset_is_refused() -> None:
    """`at` is aware, and an instant."""
    file = a_planned_file()
    naive = datetime(2026, 3, 3, 12)  # noqa: DTZ001  that is the fault
    with pytest.raises(InputError, match=r"instant\.naive"):
        file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=naive)
    with pytest.raises(InputError, match=r"type"):
        file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=VISITED)  # type: ignore[arg-type]


def test_a_record_belongs_to_its_visit_its_borrower_and_its_loans() -> None:
    """A record of another visit, another borrower or an unknown loan is refused, naming each."""
    file = a_planned_file()
    record = its_record(file)
    for wrong, path in (
        (evolve(record, visit=VisitId("visit|other")), "record.visit"),
        (evolve(record, borrower=BorrowerId("B-2")), "record.visit"),
        (evolve(record, loans=frozenset({LoanId("L-9")})), "record.loans"),
    ):
        with pytest.raises(InputError) as refused:
            file_record(file, file.visits[0].id, wrong, by=ANNA, at=NOW)
        assert [one.path for one in refused.value.faults] == [path]
    with pytest.raises(InputError, match=r"visit\.unknown"):
        file_record(file, VisitId("visit|other"), record, by=ANNA, at=NOW)


def test_a_record_is_filed_once() -> None:
    """The same record again is a duplicate; another record of the same visit meets a visit no longer to be made."""
    file = a_planned_file()
    after = file.after(file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW))
    with pytest.raises(InputError, match=r"id\.duplicate"):
        file_record(after, after.visits[0].id, its_record(after), by=ANNA, at=NOW)
    with pytest.raises(TransitionError, match=r"ruling\.state"):
        file_record(after, after.visits[0].id, its_record(after, id="R-2"), by=ANNA, at=NOW)


def test_a_returned_visit_is_filed_again_under_the_same_id() -> None:
    """The mended record replaces the one sent back, at its next version, and meets the duty again."""
    file = a_planned_file()
    filed = file.after(file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW))
    signed = filed.after(co_sign(filed, filed.visits[0].id, by=BO, at=NOW))
    back = signed.after(send_back(signed, signed.visits[0].id, reason="no place named", by=RISK, at=NOW))
    assert back.obligations[0].state is ObligationState.OPEN
    with pytest.raises(InputError, match=r"id\.unknown"):
        file_record(back, back.visits[0].id, its_record(back, id="R-2"), by=ANNA, at=NOW)
    mended = evolve(its_record(back), note="at the plant")
    again = file_record(back, back.visits[0].id, mended, by=BO, at=NOW)
    assert (again.record.version, again.visits[0].state, len(again.discharged)) == (2, VisitState.SUBMITTED, 1)
    assert "visit.make" not in {line.move for line in again.trail}


def test_who_was_named_once_never_reviews_the_visit() -> None:
    """A visitor whom the mended record names no more neither reviews nor signs the visit; it stays their own work."""
    file = a_planned_file(a_duty(OPENS, LAST, rule=a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE)))
    first = its_record(file, visitors=["anna", "risk", "head"])
    back = file.after(file_record(file, file.visits[0].id, first, by=ANNA, at=NOW))
    for visitors in (["anna", "bo"], ["anna"]):
        back = back.after(send_back(back, back.visits[0].id, reason="no place named", by=DESK, at=NOW))
        mended = its_record(back, visitors=visitors, method=Method.INTERVIEW)
        back = back.after(file_record(back, back.visits[0].id, mended, by=ANNA, at=NOW))
    visit = back.visits[0]
    assert ([one.value for one in visit.visitors], [one.value for one in visit.dropped]) == (
        ["anna"],
        ["bo", "risk", "head"],
    )
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
        review(back, visit.id, by=RISK, at=NOW)
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
        send_back(back, visit.id, reason="x", by=RISK, at=NOW)
    accepted = back.after(review(back, visit.id, by=DESK, at=NOW))
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
        sign_off(accepted, visit.id, by=HEAD, at=NOW)


def test_that_nothing_came_of_a_visit_is_filed_by_whom_it_concerns() -> None:
    """Whoever set out, the manager of the borrower and the post-loan desk file it; nobody else does."""
    file = a_planned_file()
    record = its_record(file, outcome=Outcome.UNREACHABLE)
    for by in (ANNA, BO, DESK, an_officer(MANAGER)):
        assert file_record(file, file.visits[0].id, record, by=by, at=NOW).visits[0].state is VisitState.MISSED
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.only"):
        file_record(file, file.visits[0].id, record, by=LI, at=NOW)


def test_a_rule_and_a_kind_of_one_s_own_need_no_line_changed() -> None:
    """A stranger's rule, in a file of its own, raises a stranger's kind of finding beside ours."""
    night = FindingKind(
        code="X01",
        category="own",
        family=Family.BANK,
        title=Text(zh="未附现场影像", en="no pictures"),
        weight=Weight.S4,
        cure_days=3,
        remedy=Text(zh="补拍", en="take them"),
    )

    def no_pictures(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
        has = any(item.kind == "photo" for item in record.evidence)
        return () if has else found(file, night, record.id.value, on=record.on, record=record.id)

    file, rules = a_planned_file(), (*RECORD_RULES, no_pictures)
    without = file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=NOW, rules=rules)
    assert [(one.id.value, one.due_on) for one in without.findings] == [("X01~~R-1", days(3).after(VISITED))]
    pictured = its_record(file, evidence=["photo"])
    assert file_record(file, file.visits[0].id, pictured, by=ANNA, at=NOW, rules=rules).findings == ()
