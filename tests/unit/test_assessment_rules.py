"""The rules that raise findings: proceeds, evidence, refusal, overdue."""

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import (
    FILE_RULES,
    RECORD_RULES,
    assess,
    evidence_missing,
    extensions_late,
    findings_overdue,
    found,
    judge,
    kind,
    loan_denied,
    proceeds_diverted,
    visit_refused,
    visits_overdue,
)
from loanvisit.domain import (
    Answer,
    BorrowerFile,
    DrawdownId,
    Family,
    FindingState,
    LoanId,
    Money,
    ObligationState,
    Outcome,
    Reading,
    RemediationState,
    VisitId,
    VisitRecord,
    Weight,
)
from loanvisit.testing import a_duty, a_file, a_loan, a_record
from tests.stateful.cases import LAST, OPENS, VISITED, a_cure, a_finding, a_planned_file, its_record, proven

STEEL = frozenset({"steel"})
PAYEES = frozenset({"Steelworks Ltd"})


def a_payment(
    *,
    payee: str | None = "Steelworks Ltd",
    purpose: str | None = "steel",
    loan: str | None = "L-1",
    drawdown: str | None = None,
    kind: str = "payment",
    amount: str | None = "1000.00",
) -> Reading:
    """A payment out of the proceeds, as agreed unless the test says otherwise."""
    return Reading(
        kind=kind,
        on=VISITED,
        loan=LoanId(loan) if loan else None,
        drawdown=DrawdownId(drawdown) if drawdown else None,
        amount=Money(amount, "CNY") if amount else None,
        payee=payee,
        purpose=purpose,
    )


def an_agreed_file(payees: frozenset[str] | None = PAYEES, purposes: frozenset[str] | None = STEEL) -> BorrowerFile:
    """A file with two loans; of the first it is agreed who is paid for what."""
    return a_file(evolve(a_loan(), agreed_payees=payees, agreed_purposes=purposes), a_loan("L-2"))


def a_record_of(readings: Iterable[Reading], *loans: str) -> VisitRecord:
    """The record of a visit with readings."""
    return evolve(a_record(VISITED, *(loans or ("L-1", "L-2"))), readings=tuple(readings))


@pytest.mark.parametrize(
    "payment",
    [
        a_payment(payee="Shares & Co"),
        a_payment(purpose="shares"),
        a_payment(payee="Shares & Co", purpose=None),
        a_payment(payee=None, purpose="shares"),
        a_payment(payee="Shares & Co", loan=None, drawdown="L-1/1"),
        a_payment(payee="Shares & Co", amount=None),
    ],
)
def test_a_payment_outside_what_was_agreed_is_diversion(payment: Reading) -> None:
    """A payee or a purpose outside those agreed is F01, critical, about that loan."""
    (finding,) = proceeds_diverted(a_record_of([payment]), an_agreed_file())
    assert (finding.kind.code, finding.weight, finding.loans) == ("F01", Weight.S1, (LoanId("L-1"),))
    assert (finding.found_on, finding.found_by) == (VISITED, ())


@pytest.mark.parametrize(
    "payment",
    [
        a_payment(),
        a_payment(payee="ＳＴＥＥＬＷＯＲＫＳ  ltd"),
        a_payment(payee=None, purpose=None),
        a_payment(payee=" ", purpose="\t"),
        a_payment(payee="Shares & Co", purpose="shares", loan="L-2"),
        a_payment(payee="Shares & Co", purpose="shares", loan="L-9"),
        a_payment(payee="Shares & Co", purpose="shares", loan=None),
        a_payment(payee="Shares & Co", purpose="shares", kind="balance"),
    ],
)
def test_what_is_not_known_is_not_diversion(payment: Reading) -> None:
    """Paid as agreed in whatever spelling, or not known to whom, for what, or out of which loan: nothing."""
    assert proceeds_diverted(a_record_of([payment]), an_agreed_file()) == ()


@given(known=st.sampled_from(["payees", "purposes", "neither"]))
def test_terms_not_known_are_not_broken(known: str) -> None:
    """None says that nobody knows what was agreed; an empty list says that nobody and nothing was."""
    payment = a_payment(payee="Shares & Co", purpose="shares")
    payees, purposes = (PAYEES if known == "payees" else None), (STEEL if known == "purposes" else None)
    findings = proceeds_diverted(a_record_of([payment]), an_agreed_file(payees, purposes))
    assert len(findings) == (known != "neither")
    assert len(proceeds_diverted(a_record_of([a_payment()]), an_agreed_file(frozenset(), None))) == 1


def test_a_payment_of_no_named_loan_is_of_the_record_s_only_one() -> None:
    """A record of one loan leaves no doubt whose proceeds were paid."""
    payment = a_payment(payee="Shares & Co", loan=None)
    assert len(proceeds_diverted(a_record_of([payment], "L-1"), an_agreed_file())) == 1


def test_no_finding_names_the_payee() -> None:
    """What was seen says amount, day and drawdown, in both languages, and never who was paid."""
    payment = a_payment(payee="Zhang San", drawdown="L-1/1")
    (finding,) = proceeds_diverted(a_record_of([payment]), an_agreed_file())
    assert finding.fact is not None
    for text in (finding.fact.zh, finding.fact.en):
        assert "L-1/1" in text
        assert "1,000" in text
    assert "Zhang" not in repr(finding) + finding.fact.zh + finding.id.value


def test_each_payment_is_a_finding_and_the_same_record_raises_it_once() -> None:
    """Two alike payments are two findings; asked again on the file that holds them, the rule has nothing to add."""
    record = a_record_of([a_payment(purpose="shares")] * 2)
    file = an_agreed_file()
    findings = proceeds_diverted(record, file)
    assert len({one.id for one in findings}) == 2
    assert proceeds_diverted(record, evolve(file, findings=findings)) == ()


@given(names=st.lists(st.sampled_from(["F01", "finding", "diverted", "F45"]), max_size=3))
def test_no_finding_rests_on_an_answer_that_names_it(names: list[str]) -> None:
    """Whatever an answer claims, only readings, evidence and the outcome raise findings."""
    answers = tuple(Answer(question=f"{number}:{name}", value=name) for number, name in enumerate(names))
    record = evolve(a_record(VISITED), answers=answers)
    assert judge(record, an_agreed_file()) == ()


def test_a_void_record_shows_nothing() -> None:
    """What was never seen raises nothing."""
    record = a_record_of([a_payment(purpose="shares")])
    assert judge(record, an_agreed_file())
    assert judge(evolve(record, void=True), an_agreed_file()) == ()


def test_evidence_missing_is_named_for_each_duty_in_part() -> None:
    """F48 names what is lacking; a duty in full, or in part for lack of an answer, or another's, raises none."""
    lacking = a_duty(OPENS, LAST, rule=proven(["voucher"]), state=ObligationState.IN_PART, lacks=["evidence:voucher"])
    answer = a_duty(OPENS, LAST, anchor="b", state=ObligationState.IN_PART, lacks=["answer:stock"])
    waived = a_duty(OPENS, LAST, anchor="c", state=ObligationState.WAIVED, lacks=["evidence:voucher"])
    other = a_duty(
        OPENS,
        LAST,
        anchor="d",
        subject=LoanId("L-2"),
        state=ObligationState.IN_PART,
        lacks=["evidence:photo"],
    )
    file = evolve(a_planned_file(lacking), obligations=(lacking, answer, waived, other))
    (finding,) = evidence_missing(its_record(file), file)
    assert (finding.kind.code, finding.obligation, finding.kind.family) == ("F48", lacking.id, Family.BANK)
    assert finding.fact is not None
    assert "proof of use of funds" in finding.fact.en
    assert len(evidence_missing(evolve(its_record(file), loans=frozenset({LoanId("L-2")})), file)) == 2
    unplanned = evolve(file, visits=())
    assert [one.obligation for one in evidence_missing(its_record(file), unplanned)] == [lacking.id]
    assert evidence_missing(its_record(file, outcome=Outcome.REFUSED), file) == ()


def test_a_refusal_is_a_problem_of_the_borrower() -> None:
    """F45 comes of the outcome alone."""
    file = a_planned_file()
    (finding,) = visit_refused(its_record(file, outcome=Outcome.REFUSED), file)
    assert (finding.kind.code, finding.weight, finding.kind.family) == ("F45", Weight.S2, Family.BORROWER)
    assert visit_refused(its_record(file, outcome=Outcome.UNREACHABLE), file) == ()


@given(late=st.integers(-3, 60))
def test_a_visit_is_overdue_from_the_day_after_its_last(late: int) -> None:
    """On the last day nothing; from the next moderate; from day 31 major; once a duty, whenever asked."""
    as_of = date.fromordinal(LAST.toordinal() + late)
    file = a_planned_file()
    findings = assess(file, as_of=as_of)
    assert [one.weight for one in findings] == ([] if late <= 0 else [Weight.S3] if late <= 30 else [Weight.S2])
    assert assess(evolve(file, findings=findings), as_of=as_of) == ()
    assert all(one.kind.family is Family.BANK and one.obligation == file.obligations[0].id for one in findings)


@pytest.mark.parametrize("state", [ObligationState.FULFILLED, ObligationState.WAIVED, ObligationState.LAPSED])
def test_what_is_no_longer_owed_is_not_overdue(state: ObligationState) -> None:
    """A duty met, waived or lapsed raises nothing."""
    file = evolve(a_planned_file(), obligations=(a_duty(OPENS, LAST, state=state),))
    assert visits_overdue(file, date(2026, 12, 31)) == ()


def test_an_overdue_visit_grows_heavier_once_and_not_after_it_was_let_go() -> None:
    """Raised moderate, it is major from day 31 on, as the same finding; a closed or waived one stays as it is."""
    file = a_planned_file()
    raised = evolve(file, findings=assess(file, as_of=date(2026, 4, 1)))
    (heavier,) = visits_overdue(raised, date(2026, 5, 1))
    assert (heavier.id, heavier.weight, heavier.version) == (raised.findings[0].id, Weight.S2, 2)
    assert heavier.due_on == raised.findings[0].due_on
    assert visits_overdue(evolve(raised, findings=(heavier,)), date(2026, 6, 1)) == ()
    for state in (FindingState.CLOSED, FindingState.WAIVED):
        gone = evolve(raised, findings=(evolve(raised.findings[0], state=state),))
        assert visits_overdue(gone, date(2026, 5, 1)) == ()


def test_a_finding_not_closed_in_time_takes_the_family_it_repeats() -> None:
    """F50 is the borrower's or the bank's with the problem it repeats; none is raised about another F50."""
    for code, family in (("F09", Family.BORROWER), ("F48", Family.BANK)):
        file = evolve(a_file(), findings=(a_finding(code),))
        assert findings_overdue(file, LAST) == ()
        (late,) = findings_overdue(file, date(2026, 4, 1))
        assert (late.kind.code, late.kind.family, late.repeats) == ("F50", family, file.findings[0].id)
        assert findings_overdue(evolve(file, findings=(*file.findings, late)), date(2026, 12, 31)) == ()


def test_the_last_day_is_that_of_the_running_cure() -> None:
    """An extension counts while the cure runs; a waived cure leaves the finding's own day; an unknown one, too."""
    finding = a_finding(state=FindingState.IN_REMEDIATION)
    cure = evolve(a_cure(finding), extended_to=date(2026, 4, 30))
    finding = evolve(finding, remediation=cure.id)
    file = evolve(a_file(), findings=(finding,), remediations=(cure,))
    assert findings_overdue(file, date(2026, 4, 30)) == ()
    assert findings_overdue(file, date(2026, 5, 1))
    assert findings_overdue(evolve(file, remediations=()), date(2026, 4, 1))
    again = evolve(
        file,
        findings=(evolve(finding, state=FindingState.OPEN),),
        remediations=(evolve(cure, state=RemediationState.WAIVED),),
    )
    assert findings_overdue(again, date(2026, 4, 1))


@pytest.mark.parametrize("state", [FindingState.CLOSED, FindingState.WAIVED])
def test_what_is_closed_or_waived_is_not_late(state: FindingState) -> None:
    """A finding closed or waived raises no F50."""
    assert findings_overdue(evolve(a_file(), findings=(a_finding(state=state),)), date(2026, 12, 31)) == ()


def test_the_rules_can_be_read_and_replaced() -> None:
    """Both lists are tuples of functions; a caller's own list is asked in its place."""
    assert (proceeds_diverted, evidence_missing, visit_refused, loan_denied) == RECORD_RULES
    assert (visits_overdue, findings_overdue, extensions_late) == FILE_RULES
    file = a_planned_file()
    assert assess(file, as_of=date(2026, 12, 31), rules=()) == ()
    assert judge(its_record(file, outcome=Outcome.REFUSED), file, rules=(evidence_missing,)) == ()


def test_an_id_is_code_and_what_it_is_about() -> None:
    """The same facts make the same id on every machine, and the last day is the kind's natural days later."""
    (finding,) = found(a_file(), kind("F04"), "L-1~~x", on=VISITED, repeats=a_finding().id)
    assert (finding.id.value, finding.due_on, finding.repeats) == ("F04~~L-1~~x", date(2026, 3, 18), a_finding().id)


def test_a_record_that_names_no_loans_saw_those_of_its_visit() -> None:
    """Every rule takes the loans of the planned visit where the record names none."""
    duty = a_duty(OPENS, LAST, rule=proven(["voucher"]), state=ObligationState.IN_PART, lacks=["evidence:voucher"])
    file = evolve(a_planned_file(duty), loans=(evolve(a_loan(), agreed_payees=["mill"]),))
    silent = evolve(its_record(file), loans=frozenset(), readings=(Reading(kind="payment", on=VISITED, payee="yacht"),))
    assert file.seen_loans(silent) == {LoanId("L-1")}
    (diverted,) = proceeds_diverted(silent, file)
    assert diverted.loans == (LoanId("L-1"),)
    unplanned = evolve(duty, anchor="other")
    both = evolve(file, obligations=(duty, unplanned))
    assert len(evidence_missing(silent, both)) == 2
    (refused,) = visit_refused(evolve(silent, outcome=Outcome.REFUSED), file)
    assert refused.loans == (LoanId("L-1"),)
    assert file.seen_loans(evolve(silent, visit=VisitId("V-9"))) == frozenset()
