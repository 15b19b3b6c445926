"""The rows of the outlines of practice, each reached by a visit that needs it.

Source: the outlines and checklists of the project's fact sheet on practice (section 10: five products by three methods,
all of it practice and none of it regulation), and of its notes on practice the one-screen record of micro lending and
the five fixed questions of the independent call-back. The words and
evidence below were written down from there by hand, the findings and indicators from its catalogues (sections 8 and 9).
Which purpose a row serves follows from what each kind of visit is to find out (section 1.3): a first check whether the
money was used as agreed, a pre-maturity check whether the repayment is in place, a draw check whether progress and
equity keep up with the money.
"""

from datetime import date
from typing import TypeAlias

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import check_answers, kind
from loanvisit.domain import (
    Accepts,
    Answer,
    BorrowerFile,
    Finding,
    FindingId,
    LoanId,
    Method,
    Outline,
    Visit,
    VisitOutline,
)
from loanvisit.scheduling import derive_outline
from loanvisit.testing import a_duty, a_file, a_loan, a_record, a_rule
from loanvisit.words import LANGUAGES

OPENS, LAST, TODAY = date(2026, 4, 1), date(2026, 6, 30), date(2026, 4, 20)
OUTLINES = tuple(presets.outline(name) for name in presets.outlines())
ACCEPTS = {
    Method.ON_SITE: Accepts.ON_SITE,
    Method.INTERVIEW: Accepts.INTERVIEW_OR_ON_SITE,
    Method.DATA: Accepts.DATA,
}
T, S, D = Method.INTERVIEW, Method.ON_SITE, Method.DATA
FIRST, ROUTINE, DUE, DRAW, ES = "first_check", "routine", "pre_maturity", "draw", "es_monitoring"
CALL = "call_back"

Row: TypeAlias = tuple[str, str, Method, str, str, str, str, str]
ROWS: list[Row] = [
    ("W-T1", "working_capital", T, FIRST, "付给了谁", "another payee", "voucher", "F01"),
    ("W-T2", "working_capital", T, ROUTINE, "订单、产量", "20 %", "", "F09"),
    ("W-T3", "working_capital", T, ROUTINE, "前三大客户", "90 days", "", "F10"),
    ("W-T4", "working_capital", T, FIRST, "对外担保或诉讼", "not disclosed", "declaration", "F19"),
    ("W-T5", "working_capital", T, DUE, "还款的资金来源", "roll-over", "", "F23"),
    ("W-T6", "working_capital", T, FIRST, "实际控制人", "not announced", "declaration", "F13"),
    ("W-S1", "working_capital", S, FIRST, "生产线", "idle", "", "F08"),
    ("W-S2", "working_capital", S, "stock_count", "存货抽盘", "5 %", "stock_list", "F11"),
    ("W-S3", "working_capital", S, DUE, "应收账款", "cannot be verified", "contract", ""),
    ("W-S4", "working_capital", S, FIRST, "购买的货物", "missing", "invoice", "F01"),
    ("W-S5", "working_capital", S, ROUTINE, "水电费", "a fall", "bill", "E27"),
    ("W-S6", "working_capital", S, ROUTINE, "财务人员分别交谈", "contradict", "interview_note", ""),
    ("W-S7", "working_capital", S, DUE, "押品", "damaged", "site_photo", "F26"),
    ("W-D1", "working_capital", D, DUE, "近 12 个月", "inflow falls", "account_flows", "E06"),
    ("W-D2", "working_capital", D, FIRST, "第二手", "related party", "account_flows", "E38"),
    ("W-D3", "working_capital", D, ROUTINE, "增值税", "15 %", "tax_filing", "E26"),
    ("W-D4", "working_capital", D, FIRST, "司法", "default elsewhere", "credit_report", "E31"),
    ("W-D5", "working_capital", D, ROUTINE, "财务指标", "covenant", "statements", "E15"),
    ("P-T1", "project", T, DRAW, "里程碑", "30 days", "schedule", "F37"),
    ("P-T2", "project", T, ROUTINE, "索赔", "not funded", "ledger", "F39"),
    ("P-T3", "project", T, DRAW, "资本金", "behind", "proof_of_equity", "F38"),
    ("P-S1", "project", S, DRAW, "形象进度", "10 points", "engineer_report", "F37"),
    ("P-S2", "project", S, DRAW, "到场材料", "missing", "stock_list", ""),
    ("P-S3", "project", S, DRAW, "农民工工资", "wage dispute", "payroll", ""),
    ("P-S4", "project", S, DRAW, "环评", "expired", "permit", "F33"),
    ("P-S5", "project", S, "completion", "监理日志", "failed tests", "supervision_log", ""),
    ("P-S6", "project", S, ROUTINE, "购销协议", "changed", "contract", "F40"),
    ("P-S7", "project", S, DRAW, "第一受益人", "lapsed", "insurance_policy", "F27"),
    ("P-D1", "project", D, DRAW, "提款进度", "ahead of progress", "ledger", "E45"),
    ("P-D2", "project", D, ROUTINE, "收入账户", "90 %", "account_flows", ""),
    ("P-D3", "project", D, DRAW, "预备费", "3 %", "ledger", "E49"),
    ("P-D4", "project", D, ROUTINE, "偿债备付率", "1.2", "statements", "F17"),
    ("P-D5", "project", D, DRAW, "股东的新闻", "negative", "", "F32"),
    ("M-T1", "personal", T, FIRST, "买了什么", "mismatch", "invoice", "F01"),
    ("M-T2", "small_business", T, ROUTINE, "照常营业", "closed", "", "F08"),
    ("M-T3", "micro", T, ROUTINE, "每月销售", "cannot answer", "", ""),
    ("M-T4", "personal", T, ROUTINE, "健康", "loss of income", "", ""),
    ("M-T5", "micro", T, ROUTINE, "其他机构借款", "3 or more", "declaration", "F19"),
    ("M-T6", "personal", T, FIRST, "还款日", "no", "", "F23"),
    ("M-S1", "personal", S, FIRST, "牲畜或作物", "empty", "", "F08"),
    ("M-S2", "small_business", S, ROUTINE, "收款码", "none", "account_statement", ""),
    ("M-S3", "personal", S, ROUTINE, "邻居", "bad", "note", ""),
    ("M-S4", "personal", S, FIRST, "配合", "evasive", "note", "F45"),
    ("M-D1", "micro", D, FIRST, "逾期天数", "past due", "ledger", "E01"),
    ("M-D2", "personal", D, FIRST, "涉赌", "any such", "account_flows", "E38"),
    ("M-D3", "small_business", D, ROUTINE, "征信查询", "inquiries", "credit_report", "E29"),
    ("M-D4", "personal", D, FIRST, "按用途", "not the amount", "ledger", "F01"),
    ("M-R01", "micro", S, ROUTINE, "原址", "closed", "", "F08"),
    ("M-R02", "micro", S, ROUTINE, "借款人本人", "not met", "", "F45"),
    ("M-R03", "micro", S, FIRST, "用途", "not as agreed", "voice_note", "F01"),
    ("M-R04", "micro", S, ROUTINE, "经营情况", "down", "", "F09"),
    ("M-R05", "micro", S, ROUTINE, "存货较上次", "empty shelves", "", "F11"),
    ("M-R06", "micro", S, ROUTINE, "帮工", "fewer", "", "E28"),
    ("M-R07", "micro", S, ROUTINE, "健康", "loss of income", "", ""),
    ("M-R08", "micro", S, ROUTINE, "其他机构借款", "3 or more", "", "F19"),
    ("M-R09", "micro", S, DUE, "还款日", "not known", "", "F23"),
    ("M-R10", "micro", S, DUE, "还款资金", "not ready", "", "F23"),
    ("M-R11", "micro", S, ROUTINE, "门头", "earlier photo", "", ""),
    ("M-R12", "micro", S, ROUTINE, "存货或设备照片", "empty", "", "F11"),
    ("G-T1", "green", T, FIRST, "合格资产", "90 days", "ledger", "F41"),
    ("G-T2", "green", T, ES, "环境事件", "penalty", "declaration", "F35"),
    ("G-S1", "green", S, FIRST, "铭牌", "idle", "", "F41"),
    ("G-S2", "green", S, ES, "在线监测", "offline", "", "F35"),
    ("G-S3", "green", S, FIRST, "排污许可", "missing", "permit", "F33"),
    ("G-D1", "green", D, ES, "减碳量", "80 %", "verifier_report", "F42"),
    ("G-D2", "green", D, FIRST, "专户", "mixed", "account_flows", "F41"),
    ("G-D3", "green", D, ES, "环保处罚", "hit", "screening_log", "F35"),
    ("C-T1", "personal", T, CALL, "知道这笔贷款", "not known", "", "F56"),
    ("C-T2", "working_capital", T, CALL, "金额", "another amount", "", "F56"),
    ("C-T3", "micro", T, CALL, "利率", "another rate", "", "F56"),
    ("C-T4", "personal", T, CALL, "本人收到", "somebody else", "", "F56"),
    ("C-T5", "project", T, CALL, "费用", "a fee", "", "F56"),
    ("X-T1", "cross_border", T, FIRST, "境外经营", "onshore", "account_statement", "F43"),
    ("X-T2", "cross_border", T, ROUTINE, "外汇手续", "pending", "certificate", "F44"),
    ("X-S1", "cross_border", S, FIRST, "代理行", "refused", "site_photo", "F45"),
    ("X-S2", "cross_border", S, ROUTINE, "当地审计", "not filed", "registry_extract", ""),
    ("X-D1", "cross_border", D, FIRST, "名单筛查", "hit", "screening_log", "F43"),
    ("X-D2", "cross_border", D, ROUTINE, "套期保值", "income", "statements", "E51"),
    ("X-D3", "cross_border", D, ROUTINE, "外汇登记", "late", "certificate", "F44"),
    ("X-D4", "cross_border", D, FIRST, "制裁", "downgrade", "screening_log", ""),
]
"""Code, product, method, a purpose that needs it, words of the question, of its red flag, evidence, where it points."""

BY_PURPOSE: list[tuple[str, Method, str, list[str]]] = [
    ("working_capital", T, FIRST, ["W-T1", "W-T4", "W-T6"]),
    ("working_capital", T, DUE, ["W-T4", "W-T5", "W-T6"]),
    ("working_capital", T, ROUTINE, ["W-T1", "W-T2", "W-T3", "W-T4", "W-T5", "W-T6"]),
    ("working_capital", S, FIRST, ["W-S1", "W-S4", "W-S7"]),
    ("working_capital", S, DUE, ["W-S1", "W-S3", "W-S7"]),
    ("working_capital", S, "stock_count", ["W-S1", "W-S2", "W-S7"]),
    ("working_capital", D, FIRST, ["W-D2", "W-D4"]),
    ("working_capital", D, "special", ["W-D1", "W-D2", "W-D3", "W-D4", "W-D5"]),
    ("project", S, DRAW, ["P-S1", "P-S2", "P-S3", "P-S4", "P-S7"]),
    ("project", S, "completion", ["P-S1", "P-S4", "P-S5"]),
    ("project", T, DRAW, ["P-T1", "P-T3"]),
    ("personal", T, FIRST, ["M-T1", "M-T6"]),
    ("green", D, ES, ["G-D1", "G-D3"]),
    ("personal", T, CALL, ["C-T1", "C-T2", "C-T3", "C-T4", "C-T5"]),
    ("cross_border", T, "own_purpose", ["X-T1", "X-T2"]),
]
"""What a visit for one purpose is asked; one that no row names, such as a special check, is asked everything."""


def a_visit(product: str, method: Method, purpose: str, *findings: str) -> BorrowerFile:
    """Return the file of one loan with a visit planned for one purpose, and open findings."""
    rule = a_rule("clause", purpose=purpose, accepts=ACCEPTS[method])
    duty = a_duty(OPENS, LAST, rule=rule)
    visit = Visit(borrower=a_file().id, method=method, window=duty.window, covers=(duty,))
    found = tuple(
        Finding(
            id=FindingId(f"X-{code}"),
            kind=kind(code),
            weight=kind(code).weight,
            borrower=a_file().id,
            loans=(LoanId("L-1"),),
            found_on=OPENS,
            due_on=LAST,
        )
        for code in findings
    )
    return evolve(a_file(a_loan(product=product), obligations=[duty]), visits=(visit,), findings=found)


def derived(file: BorrowerFile) -> VisitOutline:
    return derive_outline(file, file.visits[0].id, outlines=OUTLINES, as_of=TODAY)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_a_row_is_asked_in_the_visit_that_needs_it(row: Row) -> None:
    """The visit of that product, method and purpose asks it, in the words and with the evidence of practice."""
    code, product, method, purpose, zh, flag, evidence, points = row
    asked = {one.question.code: one for one in derived(a_visit(product, method, purpose)).asked}
    question = asked[code].question
    assert zh in question.text.zh
    assert question.red_flag is not None
    assert flag in question.red_flag.en
    assert not evidence or evidence in [one.kind for one in question.evidence]
    assert not points or points in question.leads_to
    [reason] = asked[code].reasons
    assert reason.key == "asked.outline"


@pytest.mark.parametrize(
    ("code", "product", "method", "purpose", "points"),
    [(*row[:3], CALL if row[3] == CALL else "pre_maturity", row[7]) for row in ROWS if row[7].startswith("F")],
)
def test_an_open_finding_asks_what_points_to_it(
    code: str, product: str, method: Method, purpose: str, points: str
) -> None:
    """Whatever the visit is for, a finding still open asks whether it is cured, and each question that points to it."""
    asked = {one.question.code: one for one in derived(a_visit(product, method, purpose, points)).asked}
    assert "asked.finding" in [reason.key for reason in asked[code].reasons]
    assert asked[f"close:X-{points}"].question.mandatory


@pytest.mark.parametrize(("product", "method", "purpose", "codes"), BY_PURPOSE)
def test_a_visit_is_asked_what_its_purpose_is_about(
    product: str, method: Method, purpose: str, codes: list[str]
) -> None:
    """A first check asks after the use of the money, a pre-maturity check after the source of repayment, in order."""
    assert [one.question.code for one in derived(a_visit(product, method, purpose)).asked] == codes


def test_the_rows_of_practice_are_all_the_rows_there_are() -> None:
    """No question stands in a preset that the rows above do not know, and none points to a finding that is not."""
    assert sorted(one.code for outline in OUTLINES for one in outline.questions) == sorted(row[0] for row in ROWS)
    codes = {code for outline in OUTLINES for one in outline.questions for code in one.leads_to}
    indicators = {f"E{number:02d}" for number in range(1, 54)}
    for code in codes - indicators:
        assert kind(code).code == code


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
def test_an_outline_says_what_every_method_opens_and_closes_with(outline: Outline) -> None:
    """Passwords are never asked for and nobody is threatened; whoever is spoken to is told the purpose and thanked."""
    assert [one.en for one in outline.never] == ["ask for passwords or codes", "threaten"]
    assert outline.confidence.value == "practice"
    spoken, called_back = outline.method is not Method.DATA, outline.purposes == (CALL,)
    assert (len(outline.opening), len(outline.closing)) == ((5 + called_back, 4) if spoken else (2, 1))
    for language in LANGUAGES:
        assert all(one.code in outline.text.of(language) for one in outline.questions)
        assert "{" not in outline.text.of(language)


def test_the_one_screen_record_is_ten_answers_two_photos_and_a_voice_note() -> None:
    """A micro visit fits one screen: amounts and days are the system's, and are not asked."""
    record = presets.outline("cn.micro.on_site")
    kinds = [one.kind.value for one in record.questions]
    assert (len(kinds), kinds.count("photo")) == (12, 2)
    assert {"money", "date"} & {*kinds} == set()
    assert [one.kind for question in record.questions for one in question.evidence] == ["voice_note"]


def test_nine_answers_in_ten_complete_a_visit_and_fewer_do_not() -> None:
    """Of ten questions nine answered are enough (90 %), eight are not; a mandatory one must be among them."""
    full = presets.outline("cn.micro.on_site")
    free = evolve(full, questions=[evolve(one, mandatory=False, evidence=()) for one in full.questions[:10]])
    sound: dict[str, Answer] = {
        one.code: Answer(
            question=one.code, value=one.options[0].code if one.options else one.kind.value == "yes_no" or 2
        )
        for one in free.questions
    }
    for many, complete in ((10, True), (9, True), (8, False)):
        record = evolve(a_record(OPENS), answers=[*sound.values()][:many], outline_version=free.pin)
        assert check_answers(free, record).can_be_completed is complete
    strict = evolve(free, questions=[*free.questions[:9], evolve(free.questions[9], mandatory=True)])
    record = evolve(a_record(OPENS), answers=[*sound.values()][:9], outline_version=strict.pin)
    assert not check_answers(strict, record).can_be_completed
