"""The words of the loan file: what must be in it, what shows it, and since when it is missing."""

from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"file.{family}.{key}": Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


LOAN_FILES: dict[str, Text] = {
    "file.citation": Text(zh="银行贷后档案清单的通常做法", en="what banks usually keep in a post-loan file"),
    "file.line": Text(zh="贷款 {loan}：{item}，{answer}（{reason}）", en="loan {loan}: {item}: {answer} ({reason})"),
    "file.held": Text(zh="{kind}（{day}）", en="{kind} of {day}"),
    "file.completeness": Text(
        zh="应归档 {asked} 项，已有 {present} 项（{present}/{asked}），其中 {unclear} 项无法判断",
        en="{present} of {asked} items are there ({present}/{asked}); of {unclear} nobody can tell",
    ),
    **_said(
        "stage",
        {
            "payout": ("放款用信", "payout"),
            "post_loan": ("贷后检查", "post-loan checks"),
            "security": ("担保管理", "security"),
            "warning": ("预警整改", "warnings and cures"),
            "change": ("贷款变更", "changes of the loan"),
            "recovery": ("催收清收", "recovery"),
            "archive": ("结清归档", "archive"),
        },
    ),
    **_said(
        "answer",
        {
            "present": ("已有", "present"),
            "missing": ("缺失", "missing"),
            "not_applicable": ("不适用", "not applicable"),
            "cannot_tell": ("无法判断", "cannot tell"),
        },
    ),
    **_said(
        "item",
        {
            "drawdown_voucher": ("提款申请与支付凭证", "drawdown request and payment voucher"),
            "use_proof": ("用途凭证（合同、发票）", "contract or invoice proving use"),
            "first_check": ("首次检查记录", "record of the first check"),
            "routine_report": ("常规检查报告", "routine check reports"),
            "interview_note": ("访谈记录与影像", "interview notes and media"),
            "account_flows": ("账户流水分析", "analysis of account flows"),
            "statements": ("财务报表与纳税申报表", "statements and tax filings"),
            "collateral_inspection": ("押品检查记录", "inspection of the collateral"),
            "collateral_valuation": ("押品评估报告", "valuation of the collateral"),
            "collateral_insurance": ("押品保险单", "insurance of the collateral"),
            "collateral_registration": ("抵质押登记证明", "registration of the collateral"),
            "guarantor_review": ("保证人检查资料", "review of the guarantor"),
            "signal_handling": ("预警信号及处置记录", "warning signals and how they were handled"),
            "notices_replies": ("整改通知与回复", "notices and replies"),
            "class_papers": ("风险分类认定资料", "classification papers"),
            "reminders": ("还款提示与催收回执", "repayment reminders and collection receipts"),
            "change_approval": ("展期、重组等变更审批资料", "approvals of extension or restructuring"),
            "archive_list": ("归档清单", "archive list"),
        },
    ),
    **_said(
        "shown",
        {
            "visit": ("{day}检查", "check of {day}"),
            "record": ("检查记录 {record}，{day}", "record {record} of {day}"),
            "desk": ("{day}案头办理", "work at the desk on {day}"),
            "signal": (
                "{count} 条信号均已解除，最后一条 {day}",
                "every signal was cleared, {count} in all, the last on {day}",
            ),
            "reply": ("整改均已回复，最后一次 {day}", "every cure was reported, the last on {day}"),
            "demand": ("{day}催收", "demand of {day}"),
            "paper": ("审批文件 {number}", "approval {number}"),
        },
    ),
    **_said(
        "missing",
        {
            "duty": ("应于 {last} 前（含）完成，尚未完成", "due by {last} and not done"),
            "since": ("自 {day}起应有", "should be there since {day}"),
            "undated": ("应有，起始日不详", "should be there, since when is not known"),
            "signal": ("{day}的信号尚未解除", "the signal of {day} is not cleared"),
            "reply": ("应于 {last} 前（含）回复，尚未回复", "a reply was due by {last} and did not come"),
        },
    ),
    **_said(
        "not",
        {
            "paid_out": ("尚未放款", "nothing is paid out"),
            "due": ("未到期，最后期限 {last}", "not due yet, last day {last}"),
            "product": ("该产品不要求", "this product does not ask it"),
            "interview": ("未作访谈", "no interview was held"),
            "company": ("借款人为自然人", "the borrower is a natural person"),
            "secured": ("信用贷款，无押品", "unsecured, there is no collateral"),
            "guaranteed": ("信用贷款，无保证人", "unsecured, there is no guarantor"),
            "signal": ("未发生预警信号", "no signal was raised"),
            "cure": ("未下发整改通知", "no cure was demanded"),
            "past_due": ("未逾期且未到期", "neither past due nor matured"),
            "change": ("未发生展期、续贷或重组", "not extended, renewed or restructured"),
            "settled": ("贷款未结清", "the loan is not settled"),
        },
    ),
    **_said(
        "unclear",
        {
            "payout": ("放款日未取得数据", "the day of payout was not obtained"),
            "duty": ("没有此项检查的任务与记录", "there is neither a duty nor a record of this check"),
            "security": ("押品信息未取得数据", "what secures the loan was not obtained"),
            "guarantor": ("保证人信息未取得数据", "who guarantees the loan was not obtained"),
            "past_due": ("逾期天数未取得数据", "days past due were not obtained"),
            "product": ("产品未取得数据", "the product was not obtained"),
            "archive": ("档案目录未取得数据", "the index of the archive was not obtained"),
        },
    ),
    **{
        f"evidence.{kind}": Text(zh=zh, en=en)
        for kind, (zh, en) in {
            "drawdown_request": ("提款申请", "drawdown request"),
            "payment_voucher": ("支付凭证", "payment voucher"),
            "collateral_photo": ("押品照片", "photo of the collateral"),
            "valuation_report": ("评估报告", "valuation report"),
            "registration_certificate": ("登记证明", "registration certificate"),
            "guarantor_statements": ("保证人报表", "statements of the guarantor"),
            "signal_report": ("预警处置报告", "report on a signal"),
            "cure_notice": ("整改通知书", "notice of cure"),
            "cure_reply": ("整改回复", "reply to a notice of cure"),
            "class_paper": ("分类认定表", "classification sheet"),
            "repayment_reminder": ("还款提示", "repayment reminder"),
            "collection_receipt": ("催收回执", "collection receipt"),
            "change_approval": ("变更批复", "approval of a change"),
            "archive_list": ("归档清单", "archive list"),
        }.items()
    },
}
