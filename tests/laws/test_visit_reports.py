"""The report of a visit: whole for any record, the same in both languages, blind to later days, naming nobody."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from re import compile as pattern
from re import findall

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import CATALOGUE
from loanvisit.domain import (
    CONCLUSION_TABLE,
    Answer,
    BorrowerFile,
    BorrowerKind,
    Capacity,
    Conclusion,
    Disposition,
    Dissent,
    Family,
    FindingState,
    Money,
    PersonMet,
    Reading,
    RepaymentSource,
    SignalLevel,
    VisitRecord,
    VisitState,
    Weight,
    conclusion_ruling,
    five_tier,
    proposed_conclusion,
)
from loanvisit.errors import TransitionError
from loanvisit.reporting import ReportPart, VisitReport, build_visit_report, to_html, to_markdown
from loanvisit.steps import dissent, file_record, overrule, review, send_back
from loanvisit.testing import a_borrower, a_loan, a_signal, register, strategies, weekdays
from loanvisit.words import Text
from tests.stateful.cases import ANNA, BO, DESK, RISK, VISITED, a_finding, a_planned_file, evolve_any, its_record, noon

register()

SENTINEL = "哨兵张三110101199003071234"
FILED = noon(date(2026, 3, 4))
AS_OF = date(2026, 3, 20)
WEIGHTS = [None, *Weight]


def a_filed(record: VisitRecord) -> BorrowerFile:
    """A file whose one visit stands submitted with a record."""
    file = a_planned_file()
    made = evolve_any(
        file.visits[0],
        state=VisitState.SUBMITTED,
        record=record.id,
        visitors=record.visitors,
        submitter=ANNA.id,
        moved_at=FILED,
    )
    return evolve(file, visits=(made,), records=(record,), loans=(a_loan("L-1"),))


def report(file: BorrowerFile, *, in_full: bool = False, as_of: date = AS_OF) -> VisitReport:
    """The report of the file's one visit."""
    return build_visit_report(file, file.visits[0].id, calendar=weekdays(), as_of=as_of, in_full=in_full)


def drawn_record(data: st.DataObject) -> VisitRecord:
    """Any record of the visit."""
    file = a_planned_file()
    return evolve(
        its_record(file),
        answers=tuple({one.question: one for one in data.draw(st.lists(st.from_type(Answer), max_size=3))}.values()),
        readings=tuple(data.draw(st.lists(st.from_type(Reading), max_size=3))),
        repayment=tuple(data.draw(st.lists(st.from_type(RepaymentSource), max_size=3))),
        conclusion=data.draw(st.none() | st.from_type(Conclusion)),
        recorded_at=FILED,
    )


@given(data=st.data())
def test_every_section_is_there_for_any_record(data: st.DataObject) -> None:
    """All thirteen sections stand in a report, in order, each saying something, and both languages carry one digest."""
    made = report(a_filed(drawn_record(data)), in_full=data.draw(st.booleans()))
    assert [one.part for one in made.sections] == list(ReportPart)
    for language in ("zh", "en"):
        for page in (to_markdown(made, language), to_html(made, language)):
            assert page.count(made.digest) == 1
            assert all(one.part.text.of(language) in page.replace("\\", "") for one in made.sections)


_ZH_AMOUNT, _EN_AMOUNT = pattern(r"(-?[\d,]+\.\d\d) ?(万|亿)"), pattern(r"\b[A-Z]{3} (-?[\d,]+(?:\.\d+)?)")
_ZH_DAY, _EN_DAY = pattern(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"), pattern(r"(\d{4})-(\d\d)-(\d\d)")
_UNIT = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def _days(text: str) -> tuple[list[date], str]:
    """The days that a text names, sorted, and the text without them."""
    found = [one.groups() for form in (_ZH_DAY, _EN_DAY) for one in form.finditer(text)]
    return sorted(date(int(y), int(m), int(d)) for y, m, d in found), _EN_DAY.sub("", _ZH_DAY.sub("", text))


def assert_same_figures(text: Text) -> None:
    """Both sides name the same days and numbers; amounts, rounded in Chinese, lie within half of its last place."""
    (zh_days, zh), (en_days, en) = _days(text.zh), _days(text.en)
    assert zh_days == en_days
    rounded, exact = _ZH_AMOUNT.findall(zh), _EN_AMOUNT.findall(en)
    for (told, unit), whole in zip(rounded, exact, strict=True):
        size = Decimal(told.replace(",", "")) * _UNIT[unit]
        assert abs(size - Decimal(whole.replace(",", ""))) <= _UNIT[unit] / 200
    assert sorted(findall(r"\d+", _ZH_AMOUNT.sub("", zh))) == sorted(findall(r"\d+", _EN_AMOUNT.sub("", en)))


def texts_of(made: VisitReport) -> Iterator[Text]:
    """All that a report says, the law apart, whose article Chinese writes out in characters."""
    yield from (made.called, *made.head, *made.tail, *made.lacks)
    for section in made.sections:
        held = [
            *section.fields,
            *(cell for one in section.compared for cell in (one.at_disbursement, one.last, one.now)),
        ]
        yield from (text for one in held if one.key != "law" for text in (one.label, one.dated_text))


def rows(page: str) -> list[tuple[int, str]]:
    """The rows of the tables of a page: how many cells each has, and the day in its last cell."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    return [(line.replace("\\|", "").count("|"), "".join(findall(r"(\d{4}-\d\d-\d\d|—) \|$", line))) for line in lines]


@given(data=st.data())
def test_both_languages_hold_the_same_figures_days_and_digest(data: st.DataObject) -> None:
    """Each field names the same days, amounts and numbers in both languages, and the pages agree row by row."""
    record = drawn_record(data)
    file = a_filed(record)
    loan = a_loan("L-1", facts={"balance": data.draw(strategies.money(currency="CNY")), "days_past_due": 45})
    made = report(evolve(file, loans=(loan,), records=(evolve(record, loans=frozenset({loan.id})),)))
    for text in texts_of(made):
        assert_same_figures(text)
    zh, en = (to_markdown(made, language) for language in ("zh", "en"))
    assert rows(zh) == rows(en)
    assert sum(bool(day) for _, day in rows(zh)) == sum(len(one.fields) for one in made.sections)
    assert zh.count(made.digest) == en.count(made.digest) == 1


@given(kind=st.sampled_from([None, BorrowerKind.NATURAL]), in_full=st.booleans())
def test_a_report_names_no_person_and_no_payee(kind: BorrowerKind | None, in_full: bool) -> None:
    """No personal sentinel stands on any page: no name, payee, person met or note; free words in full reports alone."""
    file = a_planned_file()
    record = evolve(
        its_record(file),
        note=SENTINEL,
        persons_met=(PersonMet(capacity=Capacity.STAFF, name=SENTINEL),),
        readings=(Reading(kind="payment", on=VISITED, amount=Money("5", "CNY"), payee=SENTINEL),),
        answers=() if in_full else (Answer(question="W-T1", value=SENTINEL),),
        conclusion=None if in_full else Conclusion(disposition=Disposition.EXIT, reason=SENTINEL),
    )
    held = a_filed(record)
    stated = Dissent(by=BO.id, at=FILED, about="0" * 64, reason=SENTINEL)
    held = evolve(
        held,
        borrower=evolve(a_borrower(), name=SENTINEL, kind=kind),
        visits=(evolve_any(held.visits[0], dissents=() if in_full else (stated,)),),
    )
    made = report(held, in_full=in_full)
    for language in ("zh", "en"):
        pages = to_markdown(made, language) + to_html(made, language)
        assert SENTINEL not in pages
        assert "110101199003071234" not in pages


@given(
    later=st.dates(AS_OF + timedelta(days=1), date(2026, 12, 1)),
    state=st.sampled_from([FindingState.CLOSED, FindingState.OPEN]),
)
def test_a_report_sees_nothing_later(later: date, state: FindingState) -> None:
    """Findings, signals, records and moves dated after the day change no byte of the report."""
    file = a_filed(evolve(its_record(a_planned_file()), recorded_at=FILED))
    found = a_finding("F09", state=FindingState.OPEN)
    now = evolve(file, findings=(found,))
    closed = evolve(found, state=state, closed_on=later if state is FindingState.CLOSED else None)
    then = evolve(
        file,
        findings=(closed, a_finding("F01", found_on=later, id="F01|later", record=None)),
        signals=(a_signal(level=SignalLevel.RED, raised_on=later),),
        records=(*file.records, evolve(its_record(file, later, id="R-2"), recorded_at=noon(later))),
        visits=(evolve_any(file.visits[0], dissents=(Dissent(by=BO.id, at=noon(later), about="0" * 64, reason="x"),)),),
    )
    if state is FindingState.OPEN:
        assert report(now).digest == report(then).digest
    else:
        ran = evolve(now, findings=(evolve(found, state=FindingState.OPEN),))
        assert report(ran).digest == report(then).digest


@given(
    worst=st.sampled_from(WEIGHTS),
    disposition=st.sampled_from(Disposition),
    within=st.none() | st.integers(1, 200),
    better=st.booleans(),
)
def test_a_conclusion_looser_than_the_table_is_refused(
    worst: Weight | None, disposition: Disposition, within: int | None, better: bool
) -> None:
    """A conclusion passes exactly where it demands no less than the row of the worst finding open, column by column."""
    findings = () if worst is None else (a_finding("F09", weight=worst),)
    least, days, held = {
        None: (0, None, False),
        Weight.S4: (0, None, False),
        Weight.S3: (1, None, False),
        Weight.S2: (1, 90, True),
        Weight.S1: (2, 30, True),
    }[worst]
    told = Conclusion(
        disposition=disposition,
        next_visit_on=None if within is None else VISITED + timedelta(days=within),
        grade=five_tier("pass") if better else None,
        reason="x",
    )
    ruling = conclusion_ruling(told, findings, on=VISITED, grades=[five_tier("special_mention")])
    follows = (
        list(Disposition).index(disposition) >= least
        and (days is None or (within is not None and within <= days))
        and not (held and better)
    )
    assert ruling.allowed is follows
    assert conclusion_ruling(proposed_conclusion(findings, on=VISITED), findings, on=VISITED).allowed


def test_a_lapse_of_the_bank_demands_nothing_of_the_borrower() -> None:
    """The bank's own lapses lead to no row but that of no finding, however heavy."""
    own = next(one for one in CATALOGUE if one.family is Family.BANK and one.weight is Weight.S1)
    assert CONCLUSION_TABLE.row_for([a_finding(own.code)]).worst is None


@pytest.mark.parametrize("reason", [None, " ", "cash does not cover it"])
def test_a_stricter_conclusion_says_why(reason: str | None) -> None:
    """Filing refuses a conclusion stricter than the findings demand without a reason, and lets it pass with one."""
    file = a_planned_file()
    record = evolve(its_record(file), conclusion=Conclusion(disposition=Disposition.EXIT, reason=reason))
    if reason and reason.strip():
        assert file_record(file, file.visits[0].id, record, by=ANNA, at=FILED).record.conclusion is not None
        return
    with pytest.raises(TransitionError) as refused:
        file_record(file, file.visits[0].id, record, by=ANNA, at=FILED)
    assert refused.value.code == "ruling.conclusion.reason"


def test_a_record_whose_findings_grew_is_not_accepted() -> None:
    """A conclusion that followed when it was filed is refused at review once a heavier finding stands open."""
    record = evolve(its_record(a_planned_file()), conclusion=Conclusion(disposition=Disposition.CONTINUE))
    file = a_filed(record)
    signed = evolve(file, visits=(evolve_any(file.visits[0], state=VisitState.CO_SIGNED),))
    assert review(signed, file.visits[0].id, by=DESK, at=FILED).visits[0].state is VisitState.ACCEPTED
    heavy = evolve(signed, findings=(a_finding("F01"),))
    with pytest.raises(TransitionError) as refused:
        review(heavy, file.visits[0].id, by=DESK, at=FILED)
    assert refused.value.code == "ruling.conclusion.looser"


@pytest.mark.parametrize("after", ["return", "overrule"])
def test_a_dissent_is_never_lost(after: str, record_property: Callable[[str, object], None]) -> None:
    """A dissent stays on the visit when it is returned and filed again, and when a risk manager accepts over it."""
    file = a_filed(evolve(its_record(a_planned_file()), recorded_at=FILED))
    visit = file.visits[0].id
    held = file.after(dissent(file, visit, reason="the stock was not counted", by=BO, at=FILED))
    stated = held.visits[0].dissents
    assert [(one.by, one.at) for one in stated] == [(BO.id, FILED)]
    if after == "return":
        held = held.after(send_back(held, visit, reason="count it", by=DESK, at=FILED))
        again = evolve(its_record(held), recorded_at=None)
        held = held.after(file_record(held, visit, again, by=ANNA, at=FILED))
    else:
        held = held.after(overrule(held, visit, reason="the list shows it", by=RISK, at=FILED))
        assert held.visits[0].reviewer == RISK.id
    assert held.visits[0].dissents == stated
    printed = report(held, in_full=True).section(ReportPart.SIGN_OFF).field("dissent")
    assert printed.text.en == "bo: the stock was not counted"
    record_property("cases", 1)
