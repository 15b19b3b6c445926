"""The pages: what stands on them, what never does, and what a section of one's own takes."""

import re
from datetime import date
from typing import cast

import pytest
from attrs import evolve

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    ClauseId,
    Exemption,
    FactName,
    FindingId,
    FindingState,
    LoanId,
    Money,
    ObligationState,
    OfficerId,
    PastFinding,
    Portfolio,
    RemediationState,
    RiskScale,
    Waiver,
    WaiverId,
)
from loanvisit.errors import InputError
from loanvisit.reporting import (
    DEFAULT_SECTIONS,
    Figure,
    Masthead,
    Paragraph,
    SectionValue,
    Snapshot,
    build_briefing,
    to_html,
    to_markdown,
)
from loanvisit.reporting.standing import PastStanding, past_standing
from loanvisit.testing import a_deferral
from loanvisit.words import LANGUAGES, TEMPLATES, Language, Text, verbatim
from tests.unit import test_reporting_book as hand

TRANSLATIONESE = ("义务已被履行", "发现项", "缓解措施", "证据缺失", "访问")
SECRETS = ("停产检修", "待第三方资料", "限期整改", "虚构企业")


def _page(book: Portfolio, **more: object) -> str:
    return to_markdown(build_briefing(book, masthead=hand.masthead(), **more), "zh")  # type: ignore[arg-type]


def _one(file: BorrowerFile) -> Portfolio:
    return Portfolio(as_of=hand.AS_OF, files=(file,))


def test_no_translationese_is_printed() -> None:
    """No template and no page holds a word that no clerk would write."""
    page = to_markdown(hand.ten_loan_briefing(), "zh")
    printed = [page, *(text.zh for text in TEMPLATES.values())]
    assert [word for word in TRANSLATIONESE for text in printed if word in text] == []


def test_no_chinese_template_of_the_briefing_has_half_width_stops() -> None:
    """Chinese sentences have Chinese commas, colons and semicolons."""
    ours = {key: text.zh for key, text in TEMPLATES.items() if key.startswith("briefing.")}
    chinese = re.compile(r"[\u4e00-\u9fff][,:;]|[,:;][\u4e00-\u9fff]")
    assert [key for key, text in ours.items() if chinese.search(text)] == []


def test_both_languages_fill_a_template_in_the_same_order() -> None:
    """Each template of the briefing tells the same figures, and has the same digits, in both languages."""
    ours = {key: text for key, text in TEMPLATES.items() if key.startswith("briefing.")}
    for key, text in ours.items():
        assert re.findall(r"\d+", text.zh) == re.findall(r"\d+", text.en), key
        assert sorted(re.findall(r"\{\w+\}", text.zh)) == sorted(re.findall(r"\{\w+\}", text.en)), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [to_markdown, to_html])
def test_nobody_is_named(page: object, language: Language) -> None:
    """No name, reason, demand or note of the book stands on a page: ids only."""
    text = page(hand.ten_loan_briefing(), language)  # type: ignore[operator]
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_say_so(language: Language) -> None:
    """An issue about invented data says so at the head of each printed page; a real one does not."""
    words = {"zh": "虚构数据", "en": "Invented data"}[language]
    made_up, real = (hand.ten_loan_briefing(sample=sample) for sample in (True, False))
    head = re.search(r"<thead><tr><td>(.*?)</td></tr></thead>", to_html(made_up, language))
    assert head is not None
    assert words in head[1]
    assert to_markdown(made_up, language).count(words) == 2
    assert words not in to_html(real, language) + to_markdown(real, language)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    """One style, allowed by its digest; no script, no address, no event."""
    page = to_html(hand.ten_loan_briefing(), "zh")
    assert "default-src &apos;none&apos;; style-src &apos;sha256-" in page
    assert re.search(r"<script|<link|<img|url\(|http://|https://|\son\w+=|\sstyle=", page) is None
    assert '<html lang="zh-CN">' in page
    assert "size: A4" in page


def test_no_letter_is_smaller_than_nine_points() -> None:
    """Every size of the style is nine points or more."""
    page = to_html(hand.ten_loan_briefing(), "zh")
    sizes = [float(size) for size in re.findall(r"(?:font-size:|font:)\s*([\d.]+)pt", page)]
    assert sizes
    assert min(sizes) >= 9


def test_a_book_without_records_says_no_data() -> None:
    """Where nobody has visited, what visits would show is 未取得数据, and leaders are asked for the records."""
    bare = Portfolio(
        as_of=hand.AS_OF,
        files=tuple(BorrowerFile(borrower=file.borrower, loans=file.loans) for file in hand.ten_loans().files),
    )
    page = _page(bare)
    for line in (
        "应检事项：未取得数据。",
        "检查记录：未取得数据。",
        "发现问题：未取得数据。",
        "整改情况：未取得数据。",
    ):
        assert line in page
    assert "补报应检清单和检查记录" in page
    assert "风险无法判断" in page


def test_an_empty_book_is_missing_not_zero() -> None:
    """A book without a file has no data on anything."""
    briefing = build_briefing(Portfolio(as_of=hand.AS_OF, files=()), masthead=hand.masthead())
    assert briefing.figure("book.borrowers").is_missing
    assert "在册贷款：未取得数据。" in to_markdown(briefing, "zh")


def test_a_quiet_book_says_none() -> None:
    """Where visits were made and nothing was found, problems and cures are 无 and nothing is asked."""
    quiet = _one(hand.ten_loans().file(BorrowerId("B-03")))
    page = _page(quiet)
    for line in ("发现问题：无。", "整改下发：无。", "下一步工作：无。", "请示：本期无请示事项。", "最大风险：无"):
        assert line in page


def test_the_longest_overdue_check_is_the_risk_where_no_problem_is_grave() -> None:
    """Without a grave problem the risk is the check overdue longest, and leaders are asked to have it made."""
    late = hand.duty(hand.ROUTINE, "L-1004", date(2025, 10, 1), date(2025, 12, 31))
    file = hand.ten_loans().file(BorrowerId("B-03"))
    page = _page(_one(evolve(file, obligations=(*file.obligations, late))))
    assert "最大风险：贷款 L-1004 常规检查已逾期 90 天，为逾期最长的一项；无未销号的重大、较大问题。" in page
    assert "请示：请责成责任人限期补作逾期检查 1 项。" in page
    unseen = _page(_one(evolve(file, obligations=(late,), records=(), visits=())))
    assert "问题情况未取得数据" in unseen


def test_a_major_problem_is_the_risk_where_none_is_critical() -> None:
    """Without a critical problem the major ones are named, a dozen at most, the rest counted."""
    file = hand.ten_loans().file(BorrowerId("B-02"))
    assert "最大风险：贷款 L-1003 有未销号的较大问题（F09 营业收入同比下降），涉及合同金额 860.00 万元" in _page(
        _one(file)
    )
    loan = file.loans[0]
    loans = tuple(evolve(loan, id=LoanId(f"L-{place:02}"), drawdowns=()) for place in range(15))
    found = tuple(
        hand.finding(f"FD-{place:02}", hand.REVENUE, "B-02", f"L-{place:02}", (hand.AS_OF, hand.AS_OF))
        for place in range(15)
    )
    many = _page(_one(evolve(file, loans=loans, obligations=(), visits=(), findings=found, remediations=())))
    assert "贷款 L-11、另有 3 项未列出 有未销号的较大问题" in many
    assert "另有 7 项未列出。" in many


def test_answers_that_nobody_gave_are_not_zero() -> None:
    """Without a policy's answers exempt and undetermined are 未取得数据; given and empty, they are 无."""
    keys = [f"duties.{side}.{column}" for side in ("people", "total") for column in ("exempt", "undetermined")]
    unasked, asked = (
        build_briefing(hand.ten_loans(), masthead=hand.masthead(), **answers)  # type: ignore[arg-type]
        for answers in ({}, {"exempt": (), "undetermined": ()})
    )
    assert [unasked.figure(key).text.zh for key in keys] == ["未取得数据"] * 4
    assert [asked.figure(key).text.zh for key in keys] == ["无"] * 4
    assert "| **22** |" in to_markdown(unasked, "zh")


def test_the_summary_tells_overdue_cures_where_nobody_looked_for_problems() -> None:
    """Cures known without any record are told as the table tells them, and are the risk where nothing graver is."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    cure = hand.cure("C-8", "gone", "B-03", date(2026, 1, 2), date(2026, 3, 30))
    unseen = evolve(file, records=(), visits=(), past=(), findings=(), past_findings=(), remediations=(cure,))
    page = _page(_one(unseen))
    assert "未取得检查记录，问题情况不详；整改下发 1 项，逾期 1 项。" in page
    assert "| **合计** | **1** | **无** | **1** |" in page
    seen = _page(_one(evolve(file, remediations=(cure,))))
    assert "最大风险：逾期整改 1 项，最长逾期 1 天；无未销号的重大、较大问题，无逾期检查。" in seen
    assert "the longest by 1 day;" in to_markdown(
        build_briefing(_one(evolve(file, remediations=(cure,))), masthead=hand.masthead()), "en"
    )


def test_a_note_of_the_plan_stands_among_the_notes() -> None:
    """What a plan's reader must know is printed for the briefing's reader too, at the end."""
    said = Text(zh="没有条款提到的产品：票据。", en="No clause names bills.")
    briefing = build_briefing(hand.ten_loans(), masthead=hand.masthead(), notes=[said])
    assert briefing.sections[-1].paragraphs[-1].text == said
    assert to_markdown(briefing, "zh").count(f"- {said.zh}") == 1


def test_a_critical_problem_past_its_day_says_so() -> None:
    """The request names the earliest last day, and that it has passed; an extension counts."""
    file = hand.ten_loans().file(BorrowerId("B-01"))
    grave = hand.finding("FD-01", hand.DIVERTED, "B-01", None, (date(2026, 3, 1), date(2026, 3, 11)))
    page = _page(_one(evolve(file, findings=(grave,), remediations=())))
    assert "最大风险：借款人 B-01 有未销号的重大问题（F01 信贷资金被挪用）。" in page
    assert "其中最早的整改期限为 2026年3月11日，已逾期（尚未下发整改通知，不计入整改逾期）。" in page
    assert "整改下发 0 项，逾期 0 项" in page
    cure = hand.cure("C-01", "FD-01", "B-01", date(2026, 3, 2), date(2026, 3, 11), extended=date(2026, 5, 1))
    assert "整改期限为 2026年5月1日。" in _page(_one(evolve(file, findings=(grave,), remediations=(cure,))))


def test_the_request_of_a_person_is_printed_as_given() -> None:
    """What leaders are asked may be given; it stands at the end of the summary."""
    asked = Text(zh="请批准增派人员。", en="Please approve more staff.")
    briefing = build_briefing(hand.ten_loans(), masthead=hand.masthead(), request=asked)
    assert briefing.sections[0].paragraphs[0].text.zh.endswith("请示：请批准增派人员。")


def test_a_duty_done_later_or_without_a_day_is_not_counted_as_done() -> None:
    """A discharge after the day is not seen; one without a day is undetermined, never on time."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    later = hand.duty(hand.SITE, "L-1004", date(2026, 1, 1), date(2026, 3, 1), done=date(2026, 4, 1))
    no_day = hand.duty(hand.MATURITY, "L-1004", date(2026, 1, 1), date(2026, 3, 1), state=ObligationState.FULFILLED)
    lapsed = hand.duty(hand.SPECIAL, "L-1004", date(2026, 1, 1), date(2026, 3, 1), state=ObligationState.LAPSED)
    in_part = hand.duty(hand.FIRST, "L-1004", date(2026, 1, 1), date(2026, 3, 1), state=ObligationState.IN_PART)
    book = _one(evolve(file, obligations=(later, no_day, lapsed, in_part)))
    briefing = build_briefing(book, masthead=hand.masthead(), undetermined=())
    assert briefing.figure("duties.total.overdue").rows() == (in_part, later)
    assert briefing.figure("duties.total.undetermined").rows() == (no_day,)
    page = to_markdown(briefing, "zh")
    assert "已检但未记载完成日的 1 项，列入未能判定。" in page
    assert "另有终止 1 项，不计入应检。" in page
    assert "未完成中，已部分完成 1 项。" in page


def _waiver(about: object, until: date) -> Waiver:
    return Waiver(
        id=WaiverId("W-9"),
        about=about,  # type: ignore[arg-type]
        approver=OfficerId("head"),
        reason="—",
        granted_on=date(2026, 1, 1),
        expires_on=until,
    )


def test_a_waiver_that_ran_out_excuses_nothing() -> None:
    """Duty, problem and cure marked waived are owed again once the waiver has run out."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    duty = hand.duty(hand.SITE, "L-1004", date(2026, 1, 1), date(2026, 3, 1), state=ObligationState.WAIVED)
    found = hand.finding(
        "FD-9", hand.PAPERS, "B-03", None, (date(2026, 1, 1), date(2026, 1, 9)), state=FindingState.WAIVED
    )
    cure = hand.cure("C-9", "FD-9", "B-03", date(2026, 1, 2), date(2026, 1, 9), state=RemediationState.WAIVED)
    for until, owed in ((date(2026, 3, 30), 1), (hand.AS_OF, 0)):
        waivers = tuple(_waiver(one.id, until) for one in (duty, found, cure))
        book = _one(
            evolve(
                file,
                obligations=(duty,),
                findings=(found,),
                remediations=(cure,),
                waivers=tuple(evolve(one, id=WaiverId(f"W-{place}")) for place, one in enumerate(waivers)),
            )
        )
        briefing = build_briefing(book, masthead=hand.masthead())
        keys = ("duties.total.overdue", "duties.total.expired", "problems.bank.total.open", "cures.total.overdue")
        assert [briefing.figure(key).value for key in keys] == [owed] * 4
        assert briefing.figure("cures.total.waived").value == 1 - owed
        assert ("豁免到期未续的 1 项" in to_markdown(briefing, "zh")) == bool(owed)


def test_what_was_deferred_by_the_day_is_counted_among_what_is_due() -> None:
    """Met, running or overdue, a deferred duty is due and told; by a deferral of a later day it is not deferred yet."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    told = hand.duty(hand.SITE, "L-1004", date(2026, 1, 1), date(2026, 3, 1))
    late = evolve(hand.duty(hand.SITE, "L-1004", date(2026, 2, 1), date(2026, 4, 30)), anchor="later")
    deferrals = (
        a_deferral(told, new_last=date(2026, 3, 20)),
        a_deferral(late, new_last=date(2026, 5, 31), granted_on=date(2026, 4, 2)),
    )
    moved = tuple(by.applied_to(duty) for by, duty in zip(deferrals, (told, late), strict=True))
    briefing = build_briefing(_one(evolve(file, obligations=moved, deferrals=deferrals)), masthead=hand.masthead())
    assert briefing.figure("duties.total.due").value == 2
    assert briefing.figure("duties.total.overdue").rows() == (moved[0],)
    assert briefing.figure("duties.total.deferred").rows() == (moved[0],)
    assert "应检中，延期检查 1 项。" in to_markdown(briefing, "zh")
    alone = build_briefing(_one(evolve(file, obligations=moved)), masthead=hand.masthead())
    assert alone.figure("duties.total.deferred").value == 2


def test_a_cure_whose_problem_is_not_here_is_still_followed() -> None:
    """A cure of an unknown problem has a row of its own and a step to finish it."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    cures = (
        hand.cure("C-8", "gone", "B-03", date(2026, 1, 2), date(2026, 1, 9)),
        hand.cure("C-9", "gone", "B-03", date(2026, 3, 2), date(2026, 4, 9)),
    )
    page = _page(_one(evolve(file, remediations=cures)))
    assert "| 类别不详 | 2 |" in page
    demand = cures[0].demand.zh
    assert "C-8" not in page
    first, second = (
        page.index(f"| 办结整改：{demand} | 借款人 B-03 | {one.owner} | {day}")
        for one, day in zip(cures, ("2026年1月9日（已逾期） |", "2026年4月9日 |"), strict=True)
    )
    assert first < second


def test_what_is_known_of_earlier_problems_is_listed_not_guessed() -> None:
    """Closed, open, closed on a day unknown and not known at all are four answers, listed a dozen at most."""
    file = hand.ten_loans().file(BorrowerId("B-03"))

    def past(number: int, *, closed: bool | None = None, on: date | None = None) -> PastFinding:
        return PastFinding(id=FindingId(f"PF-{number:02}"), borrower=file.id, closed=closed, closed_on=on)

    later = date(2026, 4, 1)
    known = [past(1, on=date(2026, 1, 1)), past(2, closed=True, on=later), past(3), past(4, closed=False)]
    assert [past_standing(one, hand.AS_OF) for one in known] == [
        PastStanding.CLOSED,
        PastStanding.OPEN,
        PastStanding.UNKNOWN,
        PastStanding.OPEN,
    ]
    many = tuple(past(number) for number in range(15))
    page = _page(_one(evolve(file, past_findings=many)))
    assert "PF-" not in page
    assert "借款人 B-03 问题，发现日期不详，未取得数据；另有 3 项未列出" in page
    own = hand.finding("FD-01", hand.REVENUE, "B-03", None, (hand.AS_OF, hand.AS_OF))
    told = PastFinding(
        id=FindingId("PF-99"), borrower=file.id, code=own.kind.code, found_on=date(2026, 1, 2), closed=False
    )
    page = _page(
        _one(evolve(file, findings=(own,), past_findings=(told, evolve(told, id=FindingId("PF-98"), code="X9"))))
    )
    titled = f"{own.kind.code} {own.kind.title.zh}，2026年1月2日发现，未销号"
    assert f"借款人 B-03 X9，2026年1月2日发现，未销号；借款人 B-03 {titled}" in page


def test_a_critical_problem_registered_elsewhere_is_named_too() -> None:
    """An earlier problem marked S1 and still open is the biggest risk; no day to cure it is made up."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    past = PastFinding(id=FindingId("PF-1"), borrower=file.id, code="X9", weight="S1", closed=False)
    page = _page(_one(evolve(file, past_findings=(past,))))
    assert "系统外登记的既往问题未销号 1 项。" in page
    assert "最大风险：借款人 B-03 有未销号的重大问题（X9 系统外登记的既往问题）。" in page
    assert "下调分类或移交保全）。" in page


def test_cures_overdue_are_to_be_finished() -> None:
    """Where only a cure is overdue, leaders are asked to have it finished."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    late = hand.cure("C-9", "gone", "B-03", date(2026, 1, 2), date(2026, 1, 9))
    assert "请示：请责成责任人限期办结逾期整改 1 项。" in _page(_one(evolve(file, remediations=(late,))))


def test_duties_of_a_borrower_that_fall_together_are_one_step() -> None:
    """The same check of several loans by the same people on the same day is one line about the borrower."""
    page = to_markdown(
        build_briefing(
            _one(
                evolve(
                    hand.ten_loans().file(BorrowerId("B-04")),
                    obligations=tuple(hand.duty(hand.ROUTINE, loan, *hand.Q1) for loan in ("L-1005", "L-1006")),
                    visits=(),
                )
            ),
            masthead=hand.masthead(),
        ),
        "zh",
    )
    assert "| 按期完成常规检查 | 借款人 B-04 | wang | 2026年3月31日 |" in page


def test_a_clause_of_two_kinds_tells_nothing_of_an_exemption() -> None:
    """Where a clause has duties of two kinds, or none, an exemption from it stands under other clauses."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    again = hand.rule("routine", "bank_own", Accepts.ANY_CONTACT, "电话回访", "call-back")
    both = (*file.obligations, hand.duty(again, "L-1005", *hand.Q1), hand.duty(again, "L-1005", *hand.MARCH))
    exempt = Exemption(clause=ClauseId("routine"), subject=LoanId("L-1"), fact=FactName("product"), value=verbatim("—"))
    page = _page(_one(evolve(file, obligations=both)), exempt=[exempt])
    assert "| 其他条款 | — | 无 | 无 | 无 | 无 | 无 | 1 | 未取得数据 |" in page
    assert "| bank\\_own | 函件、访谈或现场检查 | 2 |" in page


def test_grades_of_two_scales_are_told_apart() -> None:
    """Grades of two scales never share a row, an unclassed loan has its own, an unknown currency is no data."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    loan = evolve(file.loans[0], drawdowns=())
    own = RiskScale(id="ten", grades=("A", "B"))
    loans = (
        loan,
        evolve(loan, id=LoanId("L-2"), risk=own.grade("B")),
        evolve(loan, id=LoanId("L-3"), risk=None, principal=None, facts={}),
        evolve(loan, id=LoanId("L-4"), risk=None, principal=None, facts={"balance": Money("7.00", "CNY")}),
        evolve(loan, id=LoanId("L-5"), facts={"balance": Money("7.00", "USD")}),
    )
    page = _page(_one(evolve(file, loans=loans)))
    assert "| five\\_tier 正常 | CNY | 2 | 1,000.00 万元 | 500.00 万元 |" in page
    assert "| ten B | CNY | 1 |" in page
    assert "| 未分类 | CNY | 1 | 未取得数据 | 0.00 万元 |" in page
    assert "| 未分类 | 未取得数据 | 1 | 未取得数据 | 未取得数据 |" in page
    assert "合同金额未取得数据的贷款 2 项" in page


def test_a_discharging_record_without_its_visit_cannot_be_told_reviewed() -> None:
    """A record whose visit is not in the file is neither reviewed nor not."""
    file = hand.ten_loans().file(BorrowerId("B-03"))
    page = _page(_one(evolve(file, visits=())))
    assert "无法确认是否复核 1 项" in page


# --- A section of one's own ----------------------------------------------------------------------


def _long_loans(snapshot: Snapshot) -> SectionValue:
    rows = tuple(loan for loan in snapshot.book.loans if (loan.tenor_months or 0) > 12)
    figure = Figure(key="long.loans", value=len(rows), counted=rows)
    told = Paragraph(text=Text(zh=f"一年以上 {len(rows)} 笔。", en=f"Over a year: {len(rows)}."), figures=(figure,))
    return SectionValue(heading=Text(zh="中长期贷款", en="Longer loans"), blocks=(told,))


def _same_key(snapshot: Snapshot) -> SectionValue:
    figure = evolve(snapshot.figure("book.loans"), value=11)
    return SectionValue(heading=verbatim("x"), blocks=(Paragraph(text=verbatim("x"), figures=(figure,)),))


def test_a_section_is_one_function() -> None:
    """A stranger's section is a function in the tuple; its figures are found by key like ours."""
    briefing = build_briefing(hand.ten_loans(), masthead=hand.masthead(), sections=(*DEFAULT_SECTIONS, _long_loans))
    assert "八、中长期贷款" in to_html(briefing, "zh")
    assert briefing.figure("long.loans").ids == ("L-1002", "L-1003", "L-1005", "L-1007", "L-1010")


def test_a_key_has_one_figure() -> None:
    """A section that shows another number under a key already taken is refused."""
    with pytest.raises(InputError) as caught:
        build_briefing(hand.ten_loans(), masthead=hand.masthead(), sections=(_same_key,))
    assert caught.value.code == "id.duplicate"


# --- The masthead --------------------------------------------------------------------------------


def test_a_masthead_of_the_fewest_words() -> None:
    """Without a running number, a mark or a tail there is only the title, the number, the unit and the signature."""
    head = Masthead(title="工作简报", number=1, unit="某部", issuer="张某", issued_on=date(2026, 4, 2))
    briefing = build_briefing(hand.ten_loans(), masthead=head)
    page = to_markdown(briefing, "zh")
    assert page.startswith("# 工作简报\n\n**第 1 期**\n\n某部 · 签发人：张某 · 数据截止：2026年3月31日日终")
    assert "<footer>" not in to_html(briefing, "zh")
    assert evolve(head, report_to="行长").tail == (Text(zh="报：行长", en="Reported to: 行长"),)


@pytest.mark.parametrize("name", ["number", "running_number", "copies"])
def test_numbers_of_an_issue_start_at_one(name: str) -> None:
    """No issue has the number zero, and none is printed no times."""
    with pytest.raises(InputError) as caught:
        evolve(hand.masthead(), **{name: 0})  # type: ignore[arg-type]
    assert caught.value.code == "number.range"


@pytest.mark.parametrize("name", ["title", "unit", "issuer", "secrecy", "report_to", "editor"])
def test_a_blank_masthead_is_refused(name: str) -> None:
    """A text of the masthead says something in both languages, or is left out."""
    with pytest.raises(InputError) as caught:
        evolve(hand.masthead(), **{name: Text(zh="某", en=" \n")})  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.path) == ("empty", f"Masthead.{name}")


def test_another_language_is_refused() -> None:
    """There are two languages."""
    for page in (to_markdown, to_html):
        with pytest.raises(InputError) as caught:
            page(hand.ten_loan_briefing(), cast("Language", "fr"))
        assert caught.value.code == "code"


def test_answers_of_another_kind_are_refused() -> None:
    """What is no exemption is refused with its place."""
    with pytest.raises(InputError) as caught:
        build_briefing(hand.ten_loans(), masthead=hand.masthead(), exempt=[cast("Exemption", "x")])
    assert caught.value.path == "Snapshot.exempt[0]"


def test_a_sum_of_one_side_is_not_printed_beside_the_same_total() -> None:
    """Where people alone check, their sum is the total, and what no data monitored is told in words."""
    people = to_markdown(build_briefing(_people_only(), masthead=hand.masthead()), "zh")
    assert "人工检查小计" not in people
    assert "；监测无应检事项。" in people
    both = to_markdown(build_briefing(hand.ten_loans(), masthead=hand.masthead()), "zh")
    assert "人工检查小计" in both
    assert "监测无应检事项" not in both


def _people_only() -> Portfolio:
    """Return the ten loans without the duties that data discharge."""
    book = hand.ten_loans()
    files = (
        evolve(file, obligations=tuple(duty for duty in file.obligations if duty.rule.accepts is not Accepts.DATA))
        for file in book.files
    )
    return evolve(book, files=tuple(files))
