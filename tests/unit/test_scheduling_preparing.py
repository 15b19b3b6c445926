"""What stands in the pack of a visit, part by part."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import kind
from loanvisit.domain import (
    Advice,
    Answer,
    AnswerEvidence,
    BorrowerFile,
    ClauseId,
    Complaint,
    CreditReport,
    CustomerSide,
    DebtElsewhere,
    Discharge,
    Drawdown,
    DrawdownId,
    Facts,
    Finding,
    FindingId,
    FindingState,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    HeldPaper,
    LegalFile,
    Loan,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    Method,
    Money,
    Mortgage,
    MortgageId,
    Need,
    NeedKind,
    Obligation,
    PackItem,
    PackPart,
    PackSection,
    PaperSource,
    PastFinding,
    PreparationPack,
    Reading,
    RecordId,
    Remediation,
    RemediationId,
    SeizedAsset,
    Seizure,
    SeizureId,
    SignalLevel,
    UnitId,
    Uptake,
    Visit,
    VisitId,
    VisitRecord,
    five_tier,
)
from loanvisit.domain.ids import OfficerId
from loanvisit.errors import InputError
from loanvisit.scheduling import prepare_visit
from loanvisit.testing import (
    a_borrower,
    a_duty,
    a_file,
    a_loan,
    a_paper,
    a_past_visit,
    a_question,
    a_record,
    a_rule,
    a_signal,
    an_event,
    an_outline,
)
from loanvisit.words import verbatim

DAY, PAID = date(2026, 3, 31), date(2025, 11, 30)
CALENDAR = presets.calendar("CN")


def planned(*loans: Loan, duties: tuple[Obligation, ...] = ()) -> BorrowerFile:
    """Return a file with a visit planned for its duties, one of routine unless others are named."""
    covers = duties or (a_duty(date(2026, 1, 1), DAY),)
    bare = a_file(*(loans or (a_loan("L-1"),)), obligations=list(covers))
    return evolve(
        bare, visits=(Visit(borrower=bare.id, method=Method.ON_SITE, window=covers[0].window, covers=covers),)
    )


def part(file: BorrowerFile, which: PackPart, *, as_of: date = DAY, **more: object) -> PackSection:
    """Return one part of the pack of the first visit of a file."""
    pack = prepare_visit(file, file.visits[0].id, calendar=CALENDAR, as_of=as_of, **more)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    return pack.section(which)


def said(section: PackSection) -> list[str]:
    """Return what the items of a part say, in English."""
    return [one.text.en for one in section.items]


def lacks(section: PackSection) -> list[str]:
    """Return what a part lacks, in English."""
    return [one.what.en for one in section.gaps]


def a_finding(id: str, code: str = "F10", **more: object) -> Finding:  # noqa: A002
    """Return a finding of the borrower, found on the day of the payout."""
    of = kind(code)
    known = {"borrower": a_file().id, "found_on": PAID, "due_on": DAY, **more}
    return Finding(id=FindingId(id), kind=of, weight=of.weight, **known)  # type: ignore[arg-type]


def its_record(on: date, id: str = "R-1", **more: object) -> VisitRecord:  # noqa: A002
    """Return the record of an earlier visit to the first loan."""
    made = evolve(a_record(on), id=RecordId(id), visit=VisitId(f"of {id}"), loans=frozenset({LoanId("L-1")}))
    return evolve(made, **more)  # type: ignore[arg-type]


def test_findings_stand_with_their_cures_the_heaviest_first() -> None:
    """A heavy one and one past its day are looked at first; one imported is told as far as it is known."""
    cure = Remediation(
        id=RemediationId("C-1"),
        finding=FindingId("F-2"),
        borrower=a_file().id,
        owner=OfficerId("li"),
        demand=verbatim("a plan"),
        opened_on=PAID,
        due_on=date(2026, 1, 31),
    )
    late = a_finding("F-2", "F47", remediation=cure.id, record=RecordId("R-1"), state=FindingState.IN_REMEDIATION)
    light = a_finding("F-3", "F47", due_on=date(2026, 5, 1))
    past = [
        PastFinding(id=FindingId("P-1"), borrower=a_file().id, closed=True),
        PastFinding(id=FindingId("P-2"), borrower=a_file().id, code="47", closed=False, source="book, row 3"),
        PastFinding(id=FindingId("P-3"), borrower=a_file().id),
    ]
    file = evolve(
        planned(), findings=(light, late, a_finding("F-1", "F01")), remediations=(cure,), past_findings=tuple(past)
    )
    told = part(file, PackPart.FINDINGS)
    assert [(one.first, one.source.en) for one in told.items] == [
        (True, "borrower file"),
        (True, "record R-1"),
        (False, "borrower file"),
        (False, "book, row 3"),
        (False, "earlier finding P-3"),
    ]
    assert said(told)[1].startswith("overdue: F47")
    assert said(told)[1].endswith("demanded: a plan")
    assert PackPart.FINDINGS.text.en == "Open findings"
    assert said(told)[3:] == ["47, not closed", "an earlier finding; whether it was closed was not obtained"]


def test_live_signals_stand_the_worst_first() -> None:
    """One cleared is not there."""
    signals = (
        a_signal(date(2026, 3, 1), id="S-1", level=SignalLevel.BLUE),
        a_signal(date(2026, 3, 2), id="S-2", level=SignalLevel.RED),
        evolve(a_signal(date(2026, 3, 3), id="S-3"), cleared_on=date(2026, 3, 9)),
    )
    told = part(evolve(planned(), signals=signals), PackPart.SIGNALS)
    assert [(one.first, one.on) for one in told.items] == [(True, date(2026, 3, 2)), (False, date(2026, 3, 1))]


def test_duties_say_what_they_ask_and_what_must_be_brought() -> None:
    """One overdue is first; what it lacks is named, and a loan without an outline is a gap."""
    duty = a_duty(date(2026, 1, 1), date(2026, 2, 28), rule=a_rule(questions=["stock"], evidence=["voucher"]))
    lacking = evolve(duty, lacks=("evidence:voucher",))
    told = part(planned(duties=(lacking,)), PackPart.DUTIES)
    assert told.items[0].first
    assert "; still lacking: " in said(told)[0]
    assert said(told)[1].startswith("to be brought back")
    assert lacks(told) == ["an outline for L-1"]
    asked = part(planned(duties=(duty,)), PackPart.DUTIES, outlines=[an_outline(a_question(mandatory=True))])
    assert said(asked)[1] == "questions: 2, mandatory: 1"
    assert asked.items[1].source.en == "own.site@1"
    assert asked.gaps == ()
    bare = part(planned(duties=(duty,)), PackPart.DUTIES)
    assert bare.items[1].source.en == "borrower file"


def test_papers_stand_with_their_next_day() -> None:
    """Overdue, running, met, and not yet due; one run out or about another loan is not there."""
    one = a_paper("A-1", about=LoanId("L-1"), dated_on=date(2026, 1, 1))
    rule = a_rule(clause="A-1")
    states = {
        "overdue: ": a_duty(date(2026, 1, 1), date(2026, 2, 28), rule=rule),
        "next due by 2026-04-30": a_duty(date(2026, 1, 1), date(2026, 4, 30), rule=rule),
        "met, the last time on 2026-02-02": a_duty(date(2026, 1, 1), DAY, rule=rule).fulfilled(
            Discharge(on=date(2026, 2, 2))
        ),
    }
    for words, duty in states.items():
        file = planned()
        held = evolve(file, papers=(one,), obligations=(*file.obligations, duty))
        told = part(held, PackPart.CONDITIONS)
        assert words in said(told)[0]
        assert told.items[0].first is words.startswith("overdue")
    assert said(part(evolve(planned(), papers=(one,)), PackPart.CONDITIONS))[0].endswith("nothing of it is due yet")
    over = evolve(one, ends_on=date(2026, 3, 30))
    assert lacks(part(evolve(planned(), papers=(over,)), PackPart.CONDITIONS)) == ["conditions of approval"]
    term = evolve(one, number=ClauseId("K-1"), source=PaperSource.CONTRACT)
    assert part(evolve(planned(), papers=(term,)), PackPart.COVENANTS).gaps == ()


def test_the_last_visit_by_each_method_stands_with_its_conclusion() -> None:
    """An earlier visit says what it says; visits before a known day are a gap, else methods never used are told."""
    clean = its_record(date(2026, 1, 5))
    found = its_record(date(2026, 2, 5), "R-2", method=Method.INTERVIEW)
    old = a_past_visit(date(2025, 12, 1), method=None)
    file = evolve(planned(), records=(clean, found), past=(old,), findings=(a_finding("F-1", record=found.id),))
    told = part(file, PackPart.LAST_VISITS)
    assert said(told) == [
        "interview, made, by anna, bo; findings: 1 (F10)",
        "on-site inspection, made, by anna, bo; no finding recorded",
        "method not recorded; who made it and what it concluded was not obtained",
    ]
    assert told.gaps == ()
    named = part(evolve(planned(), past=(a_past_visit(date(2025, 12, 1)),)), PackPart.LAST_VISITS)
    assert said(named)[-1].startswith("never visited by: ")
    assert lacks(part(evolve(planned(), past_known_from=date(2025, 1, 1)), PackPart.LAST_VISITS)) == [
        "visits before 2025-01-01"
    ]
    every = tuple(its_record(date(2026, 1, place), f"R-{place}", method=one) for place, one in enumerate(Method, 1))
    assert len(part(evolve(planned(), records=every), PackPart.LAST_VISITS).items) == len(Method)


def test_what_was_not_answered_stands_with_its_reason() -> None:
    """The words of its question stand there where its outline is known."""
    record = its_record(date(2026, 1, 5), answers=(Answer(question="Q1"), Answer(question="Q9")))
    file = evolve(planned(), records=(record,))
    told = part(file, PackPart.UNANSWERED, outlines=[an_outline()])
    assert len(told.items) == 2
    assert said(told)[0].startswith("Q1 Q1: ")
    assert said(told)[1].startswith("Q9 : ")


def test_what_a_visit_that_is_not_known_brought_is_not_known() -> None:
    """Of visits before a day, and of the answers of an imported one, nobody says that there was nothing."""
    blind = evolve(planned(), past_known_from=date(2025, 1, 1))
    for one in (PackPart.UNANSWERED, PackPart.CHANGES):
        assert lacks(part(blind, one)) == ["visits before 2025-01-01"]
        assert part(planned(), one).is_nil
    imported = evolve(planned(), past=(a_past_visit(date(2025, 12, 1)),))
    assert lacks(part(imported, PackPart.UNANSWERED)) == ["the answers of the visit of 2025-12-01"]
    recorded = evolve(blind, records=(its_record(date(2026, 1, 5)),))
    assert part(recorded, PackPart.UNANSWERED).is_nil


def test_changes_since_the_last_visit_are_told() -> None:
    """What is dated after it, and the facts that differ from the file of that day; none without an earlier visit."""
    worse = evolve(a_loan("L-1"), risk=five_tier("special_mention", since=date(2026, 2, 1), was="pass"))
    assert part(planned(worse), PackPart.CHANGES).is_nil
    more = Drawdown(id=DrawdownId("L-1/2"), drawn_on=date(2026, 2, 3))
    plain = evolve(worse, id=LoanId("L-2"), risk=five_tier("pass", since=date(2026, 2, 2)), drawdowns=())
    bare = evolve(plain, id=LoanId("L-3"), risk=None)
    held = planned(evolve(worse, drawdowns=(*worse.drawdowns, more)), plain, bare)
    loans = (LoanId("L-1"), LoanId("L-2"), LoanId("L-4"))
    held = evolve(held, loans=(*held.loans, evolve(bare, id=loans[2])))
    visit = evolve(held.visits[0], covers=(evolve(held.visits[0].covers[0], loans=loans),))
    extended = LoanChange(
        id=LoanChangeId("X-1"),
        loan=LoanId("L-1"),
        kind=LoanChangeKind.EXTENSION,
        on=date(2026, 2, 5),
        matures_on=date(2027, 2, 5),
    )
    file = evolve(
        held,
        visits=(visit,),
        records=(its_record(date(2026, 1, 5)),),
        loan_changes=(extended, evolve(extended, id=LoanChangeId("X-3"), loan=LoanId("L-3"))),
        events=(an_event(date(2026, 2, 6), about=LoanId("L-1")), an_event(DAY, about=LoanId("L-3"), id="E-3")),
    )
    told = part(file, PackPart.CHANGES)
    assert [(one.first, one.on) for one in told.items] == [
        (True, date(2026, 2, 1)),
        (False, date(2026, 2, 2)),
        (False, date(2026, 2, 5)),
        (False, date(2026, 2, 3)),
        (False, date(2026, 2, 6)),
    ]
    assert lacks(told) == ["the figures of the last visit, to compare"]


def test_facts_that_differ_are_named_and_a_bank_s_own_without_their_values() -> None:
    """A built-in fact is told from what to what; what was not known then is said so."""
    before = planned(a_loan("L-1", risk=five_tier("pass", since=PAID)))
    own = Facts({"balance": Money("5.00", "CNY"), "told_by": "张三"})
    now = evolve(
        before, loans=(evolve(before.loans[0], facts=own),), facts=own, records=(its_record(date(2026, 1, 5)),)
    )
    told = part(now, PackPart.CHANGES, earlier=before)
    assert said(told) == [
        "borrower B-1, balance: from not obtained to CNY 5",
        "borrower B-1, told_by: from not obtained to withheld",
        "loan L-1, balance: from not obtained to CNY 5",
        "loan L-1, told_by: from not obtained to withheld",
    ]
    assert told.gaps == ()
    other = evolve(before, loans=(evolve(before.loans[0], risk=five_tier("pass")),))
    told_risk = said(
        part(evolve(now, loans=(evolve(now.loans[0], risk=five_tier("loss")),)), PackPart.CHANGES, earlier=other)
    )
    assert "loan L-1, risk class: from pass to loss" in told_risk
    other = evolve(before, loans=(), visits=(), obligations=())
    assert [one for one in said(part(now, PackPart.CHANGES, earlier=other)) if "loan" in one] == []


def test_payments_are_counted_by_drawdown_and_payees_kept_apart() -> None:
    """A payment of no drawdown named belongs to the only one, else it is told by itself; nothing read is a gap."""
    paid = Reading(kind="payment", on=date(2025, 12, 1), loan=LoanId("L-1"), payee="某钢材公司")
    named = evolve(paid, drawdown=DrawdownId("L-1/1"), payee=None)
    other = Reading(kind="balance", on=date(2025, 12, 1), loan=LoanId("L-1"))
    file = evolve(planned(), records=(its_record(date(2026, 1, 5), readings=(paid, named, other)),))
    told = part(file, PackPart.DRAWDOWNS)
    assert (said(told)[0], told.items[0].people) == (
        "drawdown L-1/1, CNY 1,000,000, payments read: 2",
        frozenset({"某钢材公司"}),
    )
    assert lacks(told) == ["the payees agreed for L-1"]
    later = Drawdown(id=DrawdownId("L-1/3"), drawn_on=date(2026, 4, 5))
    second = Drawdown(id=DrawdownId("L-1/2"), drawn_on=date(2026, 1, 5))
    loan = evolve(file.loans[0], drawdowns=(*file.loans[0].drawdowns, second, later), agreed_payees=["x"])
    told = part(evolve(file, loans=(loan,)), PackPart.DRAWDOWNS)
    assert said(told)[1:] == [
        "drawdown L-1/2, amount not obtained, payments read: 0",
        "loan L-1: payments read out of no drawdown named: 1",
    ]
    assert lacks(told) == ["where drawdown L-1/2 was paid to"]
    empty = planned(evolve(a_loan("L-1"), drawdowns=()))
    assert lacks(part(empty, PackPart.DRAWDOWNS))[0] == "the drawdowns of L-1"


def test_credit_history_is_told_or_named_as_lacking() -> None:
    """Arrears here and at other banks are first; a report of a later day is none."""
    file = planned(a_loan("L-1", risk=None))
    assert lacks(part(file, PackPart.CREDIT)) == [
        "risk class of loan L-1",
        "days past due of loan L-1",
        "balance of loan L-1",
        "a credit report",
    ]
    facts = Facts({"days_past_due": 3, "balance": Money("5.00", "CNY")})
    known = planned(evolve(a_loan("L-1"), facts=facts))
    debts = [DebtElsewhere(lender="x", days_past_due=1, is_non_performing=True), DebtElsewhere(lender="y")]
    report = CreditReport(on=DAY, debts=debts)
    told = part(known, PackPart.CREDIT, report=report)
    assert [one.first for one in told.items] == [True, True, False, False]
    assert said(told)[1] == "debts at other banks: 2, past due: 1, non-performing: 1, arrears not told: 1"
    assert told.gaps == ()
    assert lacks(part(known, PackPart.CREDIT, report=evolve(report, on=date(2026, 4, 1)))) == ["a credit report"]


def test_collateral_stands_there_and_nothing_entered_is_a_gap() -> None:
    """A mortgage without valuation, insurance and registration at hand is a gap; an unsecured loan has none."""
    loan = LoanId("L-1")
    legal = LegalFile(
        mortgages=(
            Mortgage(id=MortgageId("M-1"), loans=[loan]),
            Mortgage(id=MortgageId("M-2"), loans=[LoanId("L-1"), LoanId("L-2")]),
        ),
        guarantees=(Guarantee(id=GuaranteeId("G-1"), loans=[loan], kind=GuaranteeKind.JOINT),),
        seizures=(
            Seizure(id=SeizureId("Z-1"), loans=[loan], asset=SeizedAsset.MOVABLE, seized_on=date(2026, 1, 5)),
            Seizure(
                id=SeizureId("Z-2"),
                loans=[loan],
                asset=SeizedAsset.MOVABLE,
                seized_on=PAID,
                lifted_on=date(2026, 1, 5),
            ),
        ),
    )
    both = planned(a_loan("L-1"), a_loan("L-2"))
    told = part(evolve(both, legal=legal), PackPart.COLLATERAL)
    assert [one.source.en for one in told.items] == [f"legal file, {one}" for one in ("M-1", "M-2", "G-1", "Z-1")]
    assert [one.en for one in (gap.what for gap in told.gaps)] == [
        f"valuation, insurance and registration of mortgage {one}" for one in ("M-1", "M-2")
    ]
    held = [
        HeldPaper(kind=one, on=PAID) for one in ("valuation_report", "insurance_policy", "registration_certificate")
    ]
    assert part(evolve(both, legal=legal), PackPart.COLLATERAL, held=held).gaps == ()
    assert lacks(part(planned(), PackPart.COLLATERAL)) == ["what secures loan L-1"]
    unsecured = planned(evolve(a_loan("L-1"), facts={"guarantee": "unsecured"}))
    assert part(unsecured, PackPart.COLLATERAL).is_nil


def test_papers_at_hand_that_would_be_asked_again_stand_there() -> None:
    """Only what this visit asks, holds good and is about its loans; an archive not asked is a gap."""
    outline = an_outline(a_question(evidence=[AnswerEvidence(kind="contract")]))
    held = [
        HeldPaper(kind="contract", on=PAID, source="档-1"),
        HeldPaper(kind="contract", on=PAID, valid_until=date(2027, 1, 1)),
        HeldPaper(kind="contract", on=PAID, valid_until=date(2026, 1, 1)),
        HeldPaper(kind="contract", on=PAID, loans=[LoanId("L-9")]),
        HeldPaper(kind="invoice", on=PAID),
    ]
    told = part(planned(), PackPart.HELD, outlines=[outline], held=held)
    assert [(one.text.en, one.source.en) for one in told.items] == [
        ("contract, good until 2027-01-01", "index of the archive"),
        ("contract", "档-1"),
    ]
    assert lacks(part(planned(), PackPart.HELD)) == ["which papers are held already"]


def test_what_the_customer_said_last_stands_there_until_it_is_settled() -> None:
    """A later record settles a need, an advice and a complaint; where nothing was noted, it is to be asked."""
    first = CustomerSide(
        needs=[
            Need(code="N-1", kind=NeedKind.FX, words="x"),
            Need(code="N-2", kind=NeedKind.PAYROLL, words="x", passed_to=UnitId("对公部")),
        ],
        advice=[Advice(code="A-1", words="x"), Advice(code="A-2", words="x")],
        complaints=[Complaint(code="C-1", words="x"), Complaint(code="C-2", words="x")],
    )
    second = CustomerSide(
        needs=[Need(code="N-1", kind=NeedKind.FX, words="x", answered_on=date(2026, 2, 1))],
        advice=[
            Advice(code="A-1", words="x", uptake=Uptake.TAKEN_UP),
            Advice(code="A-2", words="x", uptake=Uptake.NOT_YET),
        ],
        complaints=[Complaint(code="C-1", words="x", answered_on=date(2026, 2, 1))],
    )
    records = (
        its_record(date(2026, 1, 5), customer=first),
        its_record(date(2026, 2, 5), "R-2", customer=second),
        its_record(date(2026, 2, 6), "R-3"),
    )
    told = part(evolve(planned(), records=records), PackPart.CUSTOMER)
    assert said(told) == [
        "need N-2 (payroll), passed to 对公部, not answered",
        "advice A-2: not yet taken up",
        "complaint C-2, not answered",
    ]
    early = part(evolve(planned(), records=records), PackPart.CUSTOMER, as_of=date(2026, 1, 31))
    assert len(early.items) == 6
    assert lacks(part(planned(), PackPart.CUSTOMER)) == ["needs, advice and complaints"]
    assert not any(one.first for one in told.items)


def test_what_does_not_fit_is_refused() -> None:
    """Papers of another type, another borrower's earlier file, a visit that is not there, parts left out."""
    file = planned()
    other = evolve(a_file(), borrower=a_borrower("B-9"), loans=())
    with pytest.raises(InputError) as refused:
        part(file, PackPart.HELD, held=["x"], earlier=other)
    assert [one.path for one in refused.value.faults] == ["held[0]", "earlier"]
    with pytest.raises(InputError):
        prepare_visit(file, VisitId("none"), calendar=CALENDAR, as_of=DAY)
    pack = prepare_visit(file, file.visits[0].id, calendar=CALENDAR, as_of=DAY)
    with pytest.raises(InputError) as refused:
        evolve(pack, sections=pack.sections[1:])
    assert refused.value.code == "pack.parts"


def test_a_pack_names_a_person_to_the_visit_team_alone() -> None:
    """A company is named to everybody, a person or whoever is not known masked, and one without a name by its id."""
    pack = prepare_visit(planned(), planned().visits[0].id, calendar=CALENDAR, as_of=DAY)
    named: PreparationPack = evolve(pack, name="王小明", kind=None)
    assert (pack.called(), named.called(), named.called(for_visit_team=True)) == ("B-1", "王*明", "王小明")
    assert evolve(pack, name="某钢材有限公司").called() == "某钢材有限公司"
    assert PackItem(text=verbatim("x"), source=verbatim("x")).on is None
