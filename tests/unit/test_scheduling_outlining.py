"""The outline of a planned visit: what is asked first, why, what is carried over, and what is refused."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.assessment import kind
from loanvisit.domain import (
    Answer,
    AnswerKind,
    BorrowerFile,
    Comparison,
    Condition,
    Discharge,
    FactName,
    Finding,
    FindingId,
    LoanId,
    Method,
    NoAnswer,
    Obligation,
    ObligationState,
    OfficerId,
    Outline,
    PastFinding,
    Remediation,
    RemediationId,
    Visit,
    VisitOutline,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import derive_outline
from loanvisit.testing import a_duty, a_file, a_loan, a_question, a_record, a_rule, an_outline
from loanvisit.words import Text, verbatim

PAID, TODAY = date(2025, 11, 30), date(2026, 4, 20)
OPENS, LAST = date(2026, 4, 1), date(2026, 6, 30)


def _file(*duties: Obligation, **held: object) -> BorrowerFile:
    """Return the file of one loan with a visit on site planned for some duties."""
    covers = duties or (a_duty(OPENS, LAST),)
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=covers[0].window, covers=covers)
    file = a_file(a_loan("L-1", disbursed_on=PAID), obligations=duties)
    return evolve(file, visits=(visit,), **held)


def _asked(file: BorrowerFile, *outlines: Outline, as_of: date = TODAY) -> VisitOutline:
    return derive_outline(file, file.visits[0].id, outlines=outlines, as_of=as_of)


def _codes(derived: VisitOutline) -> list[str]:
    return [one.question.code for one in derived.asked]


def _why(derived: VisitOutline) -> dict[str, list[str]]:
    return {one.question.code: [reason.key for reason in one.reasons] for one in derived.asked}


def _finding(id: str, code: str, on: date = OPENS, loans: tuple[str, ...] = ("L-1",)) -> Finding:  # noqa: A002
    known = kind(code)
    return Finding(
        id=FindingId(id),
        kind=known,
        weight=known.weight,
        borrower=a_file().id,
        found_on=on,
        due_on=LAST,
        loans=tuple(map(LoanId, loans)),
    )


def test_open_findings_come_first_the_heaviest_and_oldest_before_the_rest() -> None:
    """S1 before S2, of one weight the older; then the outline, then what a duty demands that no outline has."""
    findings = (
        _finding("A", "F09"),
        _finding("B", "F10", date(2026, 3, 1)),
        _finding("C", "F08"),
        _finding("D", "F47"),  # the bank's own lapse
        _finding("E", "F31", loans=()),  # about the borrower
        _finding("F", "F26", loans=("L-9",)),  # about a loan that is not visited
        _finding("G", "F22", date(2026, 4, 21)),  # found later
    )
    duty = a_duty(OPENS, LAST, rule=a_rule(questions=["z.books", "a.books", "S1"], evidence=["voucher"]))
    derived = _asked(_file(duty, findings=findings), an_outline(a_question("S1", leads_to=["F09"]), a_question("S2")))
    assert _codes(derived) == ["close:C", "close:E", "close:B", "close:A", "S1", "S2", "a.books", "z.books"]
    assert _why(derived)["S1"] == ["asked.finding", "asked.outline", "asked.duty"]
    assert derived.brings == ("voucher",)
    assert "营业收入同比下降超过 20%" in derived.asked[3].question.text.zh
    assert derived.asked[3].question.leads_to == ("F09",)


def test_what_was_demanded_of_a_cure_is_read_with_the_question_that_closes_it() -> None:
    """The visitor reads what the cure was to be; a finding closed, or waived, asks nothing."""
    finding = evolve(_finding("A", "F09"), remediation=RemediationId("C-A"))
    cure = Remediation(
        id=RemediationId("C-A"), finding=finding.id, borrower=a_file().id, owner=OfficerId("li"),
        demand=Text(zh="压降授信", en="reduce the limit"), opened_on=OPENS, due_on=LAST,
    )  # fmt: skip
    [asked] = _asked(_file(findings=(finding,), remediations=(cure,))).asked
    assert asked.question.text.zh.endswith("整改要求：压降授信")
    assert asked.question.text.en.endswith("what was demanded: reduce the limit")
    closed = evolve(finding, state=type(finding.state).CLOSED, closed_on=TODAY)
    assert _asked(_file(findings=(closed,))).asked == ()


def test_an_imported_finding_not_known_to_be_closed_is_asked_after() -> None:
    """Not recorded as closed, or to be closed later, is not closed; one without a day is not let go either."""

    def past(id: str, **given: object) -> PastFinding:  # noqa: A002
        return PastFinding(**({"id": FindingId(id), "borrower": a_file().id} | given))  # type: ignore[arg-type]

    findings = (
        past("A", code="F09", found_on=OPENS),
        past("B", closed=True),
        past("C", closed_on=TODAY),
        past("D", closed_on=LAST, found_on=OPENS),
        past("E", found_on=PAID.replace(day=29)),
        past("F", found_on=LAST),
        past("G"),
    )
    derived = _asked(_file(past_findings=findings))
    assert _codes(derived) == ["close:A", "close:D", "close:G"]
    assert _why(derived)["close:A"] == ["asked.past_finding"]
    assert derived.asked[0].question.leads_to == ("F09",)


def test_what_a_duty_still_lacks_is_asked_and_what_it_has_is_not() -> None:
    """A duty in part asks for the rest only; one met by now asks for nothing."""
    rule = a_rule(questions=["stock", "books"], evidence=["voucher", "photo"])
    lacks = ["answer:books", "evidence:photo"]
    part = a_duty(OPENS, LAST, rule=rule, state=ObligationState.IN_PART, lacks=lacks)
    derived = _asked(_file(part))
    assert (_why(derived), derived.brings) == ({"books": ["asked.lacking"]}, ("photo",))
    assert derived.asked[0].question.text.zh == "问题 books（制度要求，提纲未收录）"
    met = a_duty(OPENS, LAST, rule=rule).fulfilled(Discharge(on=TODAY))
    file = _file(a_duty(OPENS, LAST, rule=rule))
    assert _asked(evolve(file, obligations=(met,))).asked == ()
    assert _codes(_asked(evolve(file, obligations=()))) == ["books", "stock"]  # as it was planned


def test_what_was_asked_last_time_and_not_answered_is_asked_again() -> None:
    """With its day and the reason; what was said not to apply, answered later, or is another method's, is not."""
    narrow = ["pre_maturity"]
    outline = an_outline(
        a_question("S1"),
        *(a_question(code, purposes=narrow) for code in ("S2", "S3", "S4", "S5")),
        a_question("S6", purposes=["routine"]),
    )
    first = evolve(
        a_record(date(2026, 2, 2), visit="one"),
        answers=[
            Answer(question="S2", reason=NoAnswer.NOT_SHOWN),
            Answer(question="S3", reason=NoAnswer.NOT_APPLICABLE),
            Answer(question="S4"),
            Answer(question="S5"),
            Answer(question="T9"),
        ],
    )
    second = evolve(a_record(date(2026, 3, 3), visit="two", id="R-2"), answers=[Answer(question="S4", value=True)])
    derived = _asked(_file(records=(second, first)), outline)
    assert _codes(derived) == ["S1", "S2", "S5", "S6"]
    reasons = {one.question.code: one.reasons[-1].statement.zh for one in derived.asked}
    assert reasons["S2"] == "2026年2月2日未答：未提供资料"
    assert reasons["S5"] == "2026年2月2日未答：未说明原因"
    earlier = _asked(_file(records=(second, first)), outline, as_of=date(2026, 2, 28))
    assert _codes(earlier) == ["S1", "S2", "S4", "S5", "S6"]


def test_last_times_answer_is_the_latest_with_its_day() -> None:
    """The latest answer counts, whatever was not answered after it; a void record says nothing."""
    outline = an_outline(a_question("S1"))
    held = [
        ("one", "R-1", date(2026, 2, 2), True, False),
        ("two", "R-2", date(2026, 3, 3), False, False),
        ("three", "R-3", date(2026, 4, 4), None, False),
        ("four", "R-4", date(2026, 4, 5), True, True),
    ]
    records = tuple(
        evolve(a_record(on, visit=visit, id=id_, void=void), answers=[Answer(question="S1", value=value)])
        for visit, id_, on, value, void in held
    )
    [asked] = _asked(_file(records=records), outline).asked
    assert asked.last == Answer(question="S1", value=False)
    assert asked.last_on == date(2026, 3, 3)
    assert [reason.key for reason in asked.reasons] == ["asked.outline", "asked.unanswered"]


def test_what_a_condition_looks_at_is_asked_too() -> None:
    """A question that a finding or a duty brings in brings in what it turns on, from another method's outline too."""
    test = Condition(fact=FactName("D1"), test=Comparison.IS, values=(True,))
    data = an_outline(
        a_question("D1"), a_question("D2", when=[test]), a_question("D3"), id="own.data", method=Method.DATA
    )
    duty = a_duty(OPENS, LAST, rule=a_rule(questions=["D2"]))
    derived = _asked(_file(duty), data)
    assert _why(derived) == {"D1": ["asked.condition"], "D2": ["asked.duty"]}
    assert (derived.pins, derived.without) == ((), (LoanId("L-1"),))


def test_a_visit_to_loans_of_two_products_is_asked_by_both_outlines() -> None:
    """In order of the outlines' ids; what they open and close with in common is said once; no product, no outline."""
    duty = a_duty(OPENS, LAST, subject=a_file().id)
    loans = [a_loan("L-1"), a_loan("L-2", product="green"), a_loan("L-3", product=None)]
    duty = evolve(duty, loans=tuple(one.id for one in loans))
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
    file = evolve(a_file(*loans, obligations=[duty]), visits=(visit,))
    said = {"opening": [verbatim("hello")], "closing": [verbatim("thanks")], "never": [verbatim("threaten")]}
    green = an_outline(a_question("G1"), id="own.green", products=["green"], version="7", **said)
    derived = _asked(file, an_outline(a_question("S1"), **said), green)
    assert (_codes(derived), derived.pins) == (["G1", "S1"], ("own.green@7", "own.site@1"))
    assert derived.without == (LoanId("L-3"),)
    assert (derived.opening, derived.closing, derived.never) == tuple(tuple(one) for one in said.values())


def test_an_outline_for_a_purpose_stands_in_place_of_the_one_for_any_visit() -> None:
    """A call-back is asked its own questions alone; with another purpose beside it, both outlines serve their own."""
    usual = an_outline(a_question("S1"), a_question("S2", purposes=["routine"]))
    special = an_outline(a_question("C1"), id="own.call_back", purposes=["call_back", "sweep"])
    back = a_duty(OPENS, LAST, rule=a_rule("back", purpose="call_back"))
    alone = _asked(_file(back), usual, special)
    assert (_codes(alone), alone.pins, alone.without) == (["C1"], ("own.call_back@1",), ())
    both = _asked(_file(back, a_duty(OPENS, LAST)), usual, special)
    assert _codes(both) == ["C1", "S1", "S2"]
    first, second = both.asked[0].reasons[0].statement, both.asked[1].reasons[0].statement
    assert (first.zh, second.zh) == (
        "own.call_back（1 版），检查目的：独立回访",
        "own.site（1 版），检查目的：常规检查",
    )
    assert _codes(_asked(_file(), usual, special)) == ["S1", "S2"]
    with pytest.raises(InputError) as refused:
        _asked(_file(), special, an_outline(a_question("C2"), id="own.sweep", purposes=["sweep"]))
    assert refused.value.code == "outline.two"


def test_an_outline_for_a_purpose_and_one_product_leaves_the_other_product_as_it_is() -> None:
    """Of two products one has an outline for the purpose: the other keeps the one for any visit."""
    loans = [a_loan("L-1"), a_loan("L-2", product="green")]
    duty = evolve(
        a_duty(OPENS, LAST, subject=a_file().id, rule=a_rule(purpose="call_back")), loans=tuple(one.id for one in loans)
    )
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
    file = evolve(a_file(*loans, obligations=[duty]), visits=(visit,))
    usual = an_outline(a_question("S1"), products=["working_capital", "green"])
    special = an_outline(a_question("C1"), id="own.call_back", purposes=["call_back"], products=["green"])
    assert _codes(_asked(file, usual, special)) == ["C1", "S1"]
    assert _asked(file, special).without == (LoanId("L-1"),)


def test_the_payout_of_a_loan_bounds_what_is_known_of_it() -> None:
    """Nobody can tell whether a day is before a payout that is not known: what is known of such a loan is kept."""
    finding = _finding("A", "F09", date(2020, 1, 1))
    file = _file(findings=(finding,))
    assert _asked(file).asked == ()
    unknown = evolve(file, loans=(a_loan("L-1", disbursed_on=None),))
    assert _codes(_asked(unknown)) == ["close:A"]
    on_the_day = evolve(file, findings=(_finding("B", "F09", PAID),))
    assert _codes(_asked(on_the_day)) == ["close:B"]


def test_whatever_a_finding_or_a_clause_is_called_its_question_is_asked() -> None:
    """The longest id of a finding, and a clause's question of any length, are asked under their own names."""
    duty = a_duty(OPENS, LAST, rule=a_rule(questions=["long " * 100]))
    derived = _asked(_file(duty, findings=(_finding("F" * 1024, "F09"),)))
    assert _codes(derived) == [f"close:{'F' * 1024}", "long " * 100]


def test_a_rule_demands_nothing_without_a_name() -> None:
    """A blank question can never be asked, and blank evidence never be brought: both are refused in the rule."""
    with pytest.raises(InputError) as refused:
        a_rule(questions=["stock", ""], evidence=[" "])
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("empty", "Rule.questions[1]"),
        ("empty", "Rule.evidence[0]"),
    ]


def test_a_closing_question_leads_to_what_reads_like_a_finding() -> None:
    """What an earlier finding was called in another catalogue may be anything, and leads to nothing then."""
    old = [
        PastFinding(id=FindingId(name), borrower=a_file().id, found_on=OPENS, code=code)
        for name, code in (("OLD-1", "F47"), ("OLD-2", "逾期"), ("OLD-3", None))
    ]
    derived = _asked(_file(past_findings=tuple(old)))
    assert [(one.question.code, one.question.leads_to) for one in derived.asked] == [
        ("close:OLD-1", ("F47",)),
        ("close:OLD-2", ()),
        ("close:OLD-3", ()),
    ]


def test_outlines_that_say_two_things_are_refused_together() -> None:
    """Two for one product and method, one code for two questions, and what is no outline: each is named."""
    one, other = (
        an_outline(a_question("S1")),
        an_outline(a_question("S1", AnswerKind.TEXT), id="own.other", version="2"),
    )
    with pytest.raises(InputError) as refused:
        derive_outline(_file(), _file().visits[0].id, outlines=["own", other, one], as_of=TODAY)  # type: ignore[list-item]
    assert [(fault.code, fault.path) for fault in refused.value.faults] == [
        ("type", "outlines[0]"),
        ("outline.two", "outlines[2].products"),
        ("outline.code", "outlines[2].questions"),
    ]
    assert "own.other@2" in refused.value.text.zh
    with pytest.raises(InputError) as refused:
        _asked(_file(), one, one)
    assert refused.value.code == "outline.two"
    with pytest.raises(InputError) as refused:
        derive_outline(_file(), _file().visits[0].id, outlines=["own"], as_of=TODAY)  # type: ignore[list-item]
    assert (refused.value.code, refused.value.path) == ("type", "outlines[0]")
    with pytest.raises(InputError) as refused:
        derive_outline(a_file(), _file().visits[0].id, outlines=[], as_of=TODAY)
    assert refused.value.code == "visit.unknown"
