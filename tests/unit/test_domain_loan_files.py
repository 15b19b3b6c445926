"""What the file of a loan holds and lacks, item by item."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from attrs import evolve

from loanvisit.assessment import kind
from loanvisit.domain import (
    FILE_ITEMS,
    BorrowerFile,
    BorrowerKind,
    Confidence,
    Demand,
    DemandMeans,
    DeskWork,
    Discharge,
    EvidenceId,
    EvidenceRef,
    FileAnswer,
    FileChecklist,
    FileItem,
    FileLine,
    FileStage,
    Finding,
    FindingId,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    HeldPaper,
    LegalActId,
    LegalFile,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Method,
    Mortgage,
    MortgageId,
    ObligationState,
    OfficerId,
    Reading,
    Remediation,
    RemediationId,
    file_checklist,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_borrower, a_duty, a_file, a_loan, a_past_visit, a_record, a_rule, a_signal
from loanvisit.words import verbatim

DAY, PAID = date(2026, 3, 31), date(2025, 11, 30)
P, M, N, C = FileAnswer.PRESENT, FileAnswer.MISSING, FileAnswer.NOT_APPLICABLE, FileAnswer.CANNOT_TELL


def line(file: BorrowerFile, code: str, *held: HeldPaper, asked: bool = True) -> FileLine:
    """Return the line of one item of the first loan; the archive was asked unless said otherwise."""
    listed = file_checklist(file, on=DAY, held=held if asked else None)
    return next(one for one in listed.lines if one.item.code == code)


def paper(kind_: str, on: date = PAID, *loans: str, until: date | None = None) -> HeldPaper:
    """Return a paper the archive holds."""
    return HeldPaper(kind=kind_, on=on, loans=[LoanId(one) for one in loans], valid_until=until)


def test_a_paper_shows_its_item_while_it_holds_good_and_for_its_loan() -> None:
    """The latest one that is good is named; one of another loan, of later or run out shows nothing."""
    file = a_file(a_loan("L-1"))
    older, newer = paper("payment_voucher"), paper("drawdown_request", date(2025, 12, 1), "L-1")
    shown = line(file, "drawdown_voucher", older, newer)
    assert (shown.answer, shown.on, shown.since) == (P, date(2025, 12, 1), None)
    for one in (
        paper("payment_voucher", date(2026, 4, 1)),
        paper("payment_voucher", PAID, "L-2"),
        paper("payment_voucher", until=date(2026, 1, 1)),
    ):
        assert line(file, "drawdown_voucher", one).since == PAID
    assert line(file, "drawdown_voucher", asked=False).answer is C


def test_a_loan_not_paid_out_asks_for_nothing() -> None:
    """Before its payout no paper is missing; of an unknown payout nobody can tell."""
    later = a_loan("L-1", disbursed_on=date(2026, 4, 1))
    assert line(a_file(later), "use_proof").answer is N
    assert line(a_file(evolve(later, drawdowns=())), "use_proof").answer is N
    unknown = a_file(a_loan("L-1", disbursed_on=None))
    assert line(unknown, "use_proof").answer is C
    assert line(unknown, "class_papers").answer is C


def test_a_check_is_there_due_or_missing_since_its_last_day() -> None:
    """Its duty, its record or an earlier visit tells; without any nobody can."""
    rule = a_rule(purpose="first_check", clause="first")
    duty = a_duty(date(2025, 12, 1), date(2025, 12, 15), rule=rule)
    loan = a_loan("L-1")
    assert line(a_file(loan, obligations=[duty]), "first_check").since == date(2025, 12, 15)
    met = duty.fulfilled(Discharge(on=date(2025, 12, 9)))
    assert line(a_file(loan, obligations=[met]), "first_check").on == date(2025, 12, 9)
    running = a_duty(date(2026, 3, 1), date(2026, 4, 15), rule=rule)
    assert line(a_file(loan, obligations=[running]), "first_check").answer is N
    waived = evolve(duty, state=ObligationState.WAIVED)
    assert line(a_file(loan, obligations=[waived]), "first_check").answer is C
    visited = a_file(loan, past=[a_past_visit(date(2025, 12, 10), purposes=["first_check"])])
    assert line(visited, "first_check").on == date(2025, 12, 10)
    recorded = evolve(a_file(loan), records=(evolve(a_record(date(2026, 1, 5)), loans=frozenset({loan.id})),))
    assert line(recorded, "routine_report").on == date(2026, 1, 5)


def test_an_interview_leaves_a_note() -> None:
    """One without answers and evidence is missing since its day; with none held there is nothing to file."""
    loan = a_loan("L-1")
    bare = evolve(a_record(date(2026, 1, 5)), loans=frozenset({loan.id}), method=Method.INTERVIEW)
    digest = sha256(b"note").hexdigest()
    noted = evolve(bare, evidence=(EvidenceRef(id=EvidenceId("E-1"), kind="other", sha256=digest),))
    assert line(a_file(loan), "interview_note").answer is N
    assert line(evolve(a_file(loan), records=(bare,)), "interview_note").since == date(2026, 1, 5)
    assert line(evolve(a_file(loan), records=(noted,)), "interview_note").on == date(2026, 1, 5)


def test_account_flows_and_statements() -> None:
    """Payments read or a monitoring record show the flows; a person files no statements."""
    loan = a_loan("L-1")
    seen = evolve(a_record(date(2026, 1, 5)), loans=frozenset({loan.id}))
    read = evolve(seen, readings=(Reading(kind="payment", on=PAID),))
    data = evolve(seen, method=Method.DATA)
    for one in (read, data):
        assert line(evolve(a_file(loan), records=(one,)), "account_flows").answer is P
    assert line(evolve(a_file(loan), records=(seen,)), "account_flows").answer is M
    person = evolve(a_file(loan), borrower=a_borrower(kind=BorrowerKind.NATURAL))
    assert line(person, "statements").answer is N
    assert line(a_file(loan), "statements", paper("statements")).answer is P


def test_evidence_of_records_and_of_desk_work_shows_an_item() -> None:
    """What a visit or the desk brought is there, the archive asked or not."""
    loan = a_loan("L-1")
    scan = EvidenceRef(id=EvidenceId("E-1"), kind="statements", sha256=sha256(b"scan").hexdigest())
    brought = evolve(a_record(date(2026, 1, 5)), loans=frozenset({loan.id}), evidence=(scan,))
    assert line(evolve(a_file(loan), records=(brought,)), "statements", asked=False).on == date(2026, 1, 5)
    work = DeskWork(on=date(2026, 2, 2), by=OfficerId("anna"), evidence=(scan,))
    duty = evolve(a_duty(date(2026, 1, 1), DAY), works=(work,))
    assert line(a_file(loan, obligations=[duty]), "statements").on == date(2026, 2, 2)


def test_security_is_asked_where_there_is_some_and_unknown_is_not_none() -> None:
    """Unsecured asks nothing, and nothing entered says nothing."""
    loan = a_loan("L-1")
    legal = LegalFile(
        mortgages=(Mortgage(id=MortgageId("M-1"), loans=[loan.id]),),
        guarantees=(Guarantee(id=GuaranteeId("G-1"), loans=[loan.id], kind=GuaranteeKind.JOINT),),
    )
    secured = evolve(a_file(loan), legal=legal)
    unsecured = a_file(evolve(loan, facts={"guarantee": "unsecured"}))
    for code in ("collateral_valuation", "guarantor_review"):
        assert line(secured, code).answer is M
        assert line(unsecured, code).answer is N
        assert line(evolve(a_file(loan), facts={"guarantee": "unsecured"}), code).answer is N
        assert line(a_file(loan), code).answer is C


def test_signals_and_cures_are_there_once_they_are_dealt_with() -> None:
    """A live signal and a reply past its day are missing, a running cure is not due."""
    loan, signal = a_loan("L-1"), a_signal(date(2026, 1, 5))
    assert line(a_file(loan), "signal_handling").answer is N
    assert line(a_file(loan, signals=[signal]), "signal_handling").since == date(2026, 1, 5)
    cleared = evolve(signal, cleared_on=date(2026, 2, 1))
    assert line(a_file(loan, signals=[cleared]), "signal_handling").on == date(2026, 2, 1)
    lost = kind("F10")
    finding = Finding(
        id=FindingId("F-1"), kind=lost, weight=lost.weight, borrower=loan.borrower, found_on=PAID, due_on=DAY
    )
    cure = Remediation(
        id=RemediationId("C-1"),
        finding=finding.id,
        borrower=loan.borrower,
        owner=OfficerId("li"),
        demand=verbatim("x"),
        opened_on=date(2026, 1, 5),
        due_on=date(2026, 2, 5),
    )
    file = evolve(a_file(loan), findings=(finding,))
    assert line(file, "notices_replies").answer is N
    assert line(evolve(file, remediations=(cure,)), "notices_replies").since == date(2026, 2, 5)
    running = evolve(cure, due_on=date(2026, 4, 30))
    assert line(evolve(file, remediations=(running,)), "notices_replies").answer is N
    replied = evolve(cure, submitted_on=date(2026, 2, 1))
    assert line(evolve(file, remediations=(replied,)), "notices_replies").on == date(2026, 2, 1)


def test_reminders_are_due_once_a_loan_is_past_due_or_has_matured() -> None:
    """A demand shows them; with no arrears they do not apply, and unknown arrears are not none."""
    loan = a_loan("L-1")
    assert line(a_file(loan), "reminders").answer is C
    assert line(a_file(evolve(loan, facts={"days_past_due": 0})), "reminders").answer is N
    assert line(a_file(evolve(loan, facts={"days_past_due": 30})), "reminders").since == date(2026, 3, 1)
    assert line(a_file(evolve(loan, matures_on=date(2026, 1, 31))), "reminders").since == date(2026, 1, 31)
    demand = Demand(id=LegalActId("D-1"), loans=[loan.id], sent_on=date(2026, 3, 5), means=DemandMeans.POST)
    assert line(evolve(a_file(loan), legal=LegalFile(demands=(demand,))), "reminders").on == date(2026, 3, 5)


def test_a_change_is_shown_by_its_approval() -> None:
    """One that took effect without an approval on record is missing it since that day."""
    loan = a_loan("L-1")
    change = LoanChange(
        id=LoanChangeId("展-1"),
        loan=loan.id,
        kind=LoanChangeKind.EXTENSION,
        on=date(2026, 2, 1),
        matures_on=date(2027, 1, 31),
    )
    assert line(a_file(loan), "change_approval").answer is N
    assert line(evolve(a_file(loan), loan_changes=(change,)), "change_approval").since == date(2026, 2, 1)
    approved = evolve(change, approved_on=date(2026, 1, 20))
    shown = line(evolve(a_file(loan), loan_changes=(approved,)), "change_approval")
    assert (shown.answer, shown.on, "展-1" in shown.reason.zh) == (P, date(2026, 1, 20), True)


def test_an_archive_list_is_asked_once_the_loan_is_settled() -> None:
    """While it lives there is nothing to hand in."""
    assert line(a_file(a_loan("L-1")), "archive_list").answer is N
    settled = a_file(a_loan("L-1", status=LoanStatus.SETTLED))
    assert line(settled, "archive_list").answer is M
    assert line(settled, "archive_list", asked=False).answer is C


def test_a_bank_adds_items_of_its_own_for_some_products() -> None:
    """Papers alone show them; another product does not ask them, and of an unknown one nobody can tell."""
    own = FileItem(
        code="drone_survey",
        title=verbatim("drone survey"),
        stage=FileStage.SECURITY,
        kinds=["drone_photo"],
        products=["working_capital"],
        citation=verbatim("the bank's own"),
        confidence=Confidence.PRACTICE,
    )
    answers = [
        file_checklist(a_file(a_loan("L-1", product=product)), on=DAY, held=(), items=[own]).lines[0].answer
        for product in ("working_capital", "personal", None)
    ]
    assert answers == [M, N, C]
    undated = a_file(evolve(a_loan("L-1", disbursed_on=None), drawdowns=(), status=a_loan("L-2").status))
    assert file_checklist(undated, on=DAY, held=(), items=[own]).lines[0].answer is N


def test_what_is_wrong_is_refused() -> None:
    """Items of one code, things of another type, papers that end before they begin, days an answer does not have."""
    item = FILE_ITEMS["use_proof"]
    said = {"item": item, "loan": LoanId("L-1"), "reason": verbatim("x")}
    with pytest.raises(InputError) as refused:
        file_checklist(a_file(), on=DAY, held=["x"], items=[item, item, 1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    assert [one.path for one in refused.value.faults] == ["held[0]", "items[2]", "items[1].code"]
    with pytest.raises(InputError) as refused:
        HeldPaper(kind=" ", on=DAY, valid_until=PAID)
    assert [one.path for one in refused.value.faults] == ["HeldPaper.kind", "HeldPaper.valid_until"]
    with pytest.raises(InputError) as refused:
        FileItem(
            code="",
            title=verbatim("x"),
            stage=FileStage.PAYOUT,
            kinds=[" "],
            products=[""],
            citation=verbatim("x"),
            confidence=Confidence.PRACTICE,
        )
    assert [one.path for one in refused.value.faults] == ["FileItem.code", "FileItem.kinds", "FileItem.products"]
    for answer, days in ((N, {"on": DAY, "since": DAY}),):
        with pytest.raises(InputError) as refused:
            FileLine(answer=answer, **said, **days)  # type: ignore[arg-type]
        assert [one.path for one in refused.value.faults] == ["FileLine.on", "FileLine.since"]
    twice = FileLine(answer=N, **said)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        FileChecklist(borrower=a_file().id, on=DAY, lines=[twice, twice])


def test_a_checklist_reads_as_lines() -> None:
    """How complete it is stands first, with both numbers."""
    listed = file_checklist(a_file(a_loan("L-1")), on=DAY, held=[])
    assert listed.text.zh.startswith("应归档 13 项，已有 0 项（0/13），其中 8 项无法判断\n贷款 L-1：")
    assert FileStage.PAYOUT.text.zh == "放款用信"
    assert datetime(2026, 3, 31, tzinfo=UTC).date() == listed.on
