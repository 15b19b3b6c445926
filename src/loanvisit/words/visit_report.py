"""The words of a visit's report (贷后检查报告), as a credit officer would write them."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


_PARTS = _labels(
    "report.part",
    {
        "visit": ("检查概况", "The visit"),
        "basis": ("检查依据", "Basis"),
        "loans": ("贷款及用途情况", "The loans and their use"),
        "business": ("经营情况", "Business"),
        "finance": ("财务情况", "Finance"),
        "accounts": ("资金及账户情况", "Cash and accounts"),
        "guarantee": ("担保情况", "Guarantee and collateral"),
        "repayment": ("还款情况", "Repayment"),
        "compliance": ("合规及环境社会风险", "Compliance, environment and society"),
        "findings": ("预警信号及发现问题", "Signals and findings"),
        "conclusion": ("检查结论", "Conclusion"),
        "actions": ("整改措施", "Actions"),
        "sign_off": ("签字及附件", "Signatures and attachments"),
    },
)

_FRAME = _labels(
    "report",
    {
        "title": ("贷后检查报告", "Post-loan visit report"),
        "missing": ("未取得数据", "not obtained"),
        "none": ("无", "none"),
        "none_filed": ("系统无记录", "none on file"),
        "not_yet": ("尚未办理", "not yet"),
        "erased": ("已删除", "erased"),
        "withheld": ("有文字记录，本件不印", "words on record, not printed here"),
        "masked": (
            "本件已脱敏：个人姓名、收款人和文字记录不印，查阅请见原检查记录。",
            "Masked copy: names of persons, payees and free words are not printed; see the record itself.",
        ),
        "borrower": ("借款人：{name}（{id}）", "Borrower: {name} ({id})"),
        "record": ("检查记录：{id}", "Record: {id}"),
        "as_of": ("数据截止：{day}日终", "As of the close of {day}"),
        "lacks": ("待补正：{lacks}", "Still wanting: {lacks}"),
        "digest": ("内容摘要（SHA-256）：{digest}", "Digest (SHA-256): {digest}"),
        "dated": ("{value}（{day}）", "{value} ({day})"),
        "about": ("{field}：{what}（{about}）", "{field}: {what} ({about})"),
        "of_loan": ("{loan} {field}", "{loan} {field}"),
        "method": ("{method}（{channel}）", "{method} ({channel})"),
        "in_part": ("部分完成，尚缺{lacks}", "in part, lacking {lacks}"),
        "late": ("逾期完成，逾期 {days}", "late by {days}"),
        "clause": (
            "{citation}（条款 {clause}，{version} 版；{confidence}）",
            "{citation} (clause {clause}, version {version}; {confidence})",
        ),
        "law": (
            "《中华人民共和国民法典》第六百七十二条：贷款人按照约定可以检查、监督借款的使用情况",
            "Civil Code of China, art. 672: the lender may check and supervise the use of the loan as agreed",
        ),
        "drawn": ("{day}放款 {amount}", "{amount} on {day}"),
        "paid": (
            "查到支付 {count} 笔，合计 {amount}，用途：{purposes}",
            "{count} payments read, {amount} in all, for {purposes}",
        ),
        "question": ("{code} {text}", "{code} {text}"),
        "answer.last": ("{value}（上次 {last}，{day}）", "{value} (last time {last}, {day})"),
        "answer.none": ("无答复：{reason}", "no answer: {reason}"),
        "answer.unit": ("{value} {unit}", "{value} {unit}"),
        "guarantee": ("{kind}，约定保证期间：{agreed}", "{kind}, period agreed: {agreed}"),
        "mortgage": ("担保贷款：{loans}", "secures {loans}"),
        "repayment": (
            "{kind}，{state}；金额：{amount}；预计到账：{day}；证明：{evidence}",
            "{kind}, {state}; amount: {amount}; expected on: {day}; shown by: {evidence}",
        ),
        "signal": ("{level}预警 {kind}", "{level} signal {kind}"),
        "signal.alive": ("{about}，{day} 发出，未解除", "{about}, raised {day}, not cleared"),
        "finding": (
            "{family}；事实：{fact}；证据：{evidence}；{state}，整改期限 {day}",
            "{family}; fact: {fact}; evidence: {evidence}; {state}, to be cured by {day}",
        ),
        "finding.name": ("{what}：{finding}", "{what}: {finding}"),
        "class.none": ("不作调整建议", "no change proposed"),
        "next.by_duties": ("按应检计划", "by the duties owed"),
        "next.at_latest": ("不晚于 {day}", "{day} at the latest"),
        "cure": (
            "{demand}；责任人 {owner}；期限 {day}；{state}；验证人：{verified}",
            "{demand}; owner {owner}; by {day}; {state}; verified by: {verified}",
        ),
        "remedy": ("尚未下达整改；应{remedy}，期限 {day}", "no cure opened yet; to {remedy}, by {day}"),
        "remedy.own": (
            "尚未下达整改；本行应{remedy}，期限 {day}",
            "no cure opened yet; the bank is to {remedy}, by {day}",
        ),
        "dissent": ("{by}：{reason}", "{by}: {reason}"),
        "attachment": ("{kind} {id}（摘要 {digest}）", "{kind} {id} (digest {digest})"),
    },
)

_FIELDS = _labels(
    "report.field",
    {
        "borrower": ("借款人", "borrower"),
        "day": ("检查日期", "day of the visit"),
        "method": ("检查方式", "method"),
        "outcome": ("检查结果", "outcome"),
        "hours": ("检查用时", "time spent"),
        "place": ("检查地点", "place"),
        "visitors": ("检查人员", "visitors"),
        "persons_met": ("受访人身份", "persons met, by capacity"),
        "is_announced": ("是否事先告知", "announced beforehand"),
        "identity_checked": ("是否核实身份", "identity made sure of"),
        "purposes": ("检查事项", "purposes"),
        "scope": ("涉及贷款", "loans covered"),
        "since_last": ("距上次检查", "since the last visit"),
        "in_time": ("是否按期", "in time"),
        "outline": ("检查提纲", "outline"),
        "law": ("法律依据", "law"),
        "contract": ("合同条款", "contract clause"),
        "loans": ("贷款", "loans"),
        "product": ("贷款品种", "product"),
        "principal": ("合同金额", "contract amount"),
        "drawn": ("放款情况", "paid out"),
        "matures": ("到期日", "maturity"),
        "balance": ("贷款余额", "balance"),
        "class": ("风险分类", "risk class"),
        "status": ("贷款状态", "status"),
        "approved_use": ("约定用途", "agreed use"),
        "actual_use": ("实际用途", "actual use"),
        "as_agreed": ("是否按约定使用", "used as agreed"),
        "figure": ("数值", "figure"),
        "guarantee": ("保证、抵质押", "guarantees and collateral"),
        "mortgage": ("抵押", "mortgage"),
        "seizures": ("查封、冻结", "seizures"),
        "days_past_due": ("逾期天数", "days past due"),
        "answers": ("提纲答复", "answers of the outline"),
        "integrity": ("检查真实性信号", "integrity signal"),
        "findings": ("预警及问题", "signals and findings"),
        "finding": ("本次发现", "found now"),
        "earlier_finding": ("前期问题", "found before"),
        "past_finding": ("以前登记的问题", "registered elsewhere"),
        "least": ("结论对照", "what the findings demand"),
        "disposition": ("处理意见", "disposition"),
        "class_proposed": ("分类建议", "class proposed"),
        "next_visit": ("下次检查", "next visit"),
        "conclusion_reason": ("理由", "reason"),
        "cure": ("整改", "cure"),
        "state": ("流程状态", "state"),
        "dissent": ("协办不同意见", "dissent"),
        "return": ("退回原因", "returned for"),
        "attachment": ("附件", "attachment"),
    },
)

VISIT_REPORT: dict[str, Text] = {
    **_PARTS,
    **_FRAME,
    **_FIELDS,
    **_labels(
        "report.source",
        {
            "file": ("系统", "system"),
            "record": ("检查记录", "record"),
            "answer": ("提纲答复", "answer"),
            "last_record": ("上次记录", "last record"),
            "rule": ("制度", "rule"),
            "trail": ("流程记录", "trail"),
        },
    ),
    **_labels(
        "report.column",
        {
            "item": ("项目", "Item"),
            "content": ("内容", "Content"),
            "source": ("来源", "Source"),
            "day": ("日期", "Day"),
            "compared": ("指标", "Figure"),
            "at_disbursement": ("放款时", "At disbursement"),
            "last": ("上期", "Last period"),
            "now": ("本期", "Now"),
        },
    ),
    **_labels(
        "report.duty",
        {
            "projected": ("未到应检期", "window not open yet"),
            "on_time": ("按期", "on time"),
            "pending": ("期内未完成", "not done, still in time"),
            "overdue": ("逾期未完成", "overdue"),
            "waived": ("已豁免", "waived"),
            "lapsed": ("已终止", "lapsed"),
            "no_day": ("已完成，日期不详", "done, day not known"),
        },
    ),
    **_labels(
        "report.past",
        {
            "closed": ("已销号", "closed"),
            "open": ("未销号", "open"),
            "closed_day_unknown": ("已销号，日期不详", "closed, day not known"),
            "unknown": ("是否销号不详", "not known whether closed"),
        },
    ),
    **_labels(
        "report.cure",
        {
            "closed": ("已销号", "closed"),
            "overdue": ("逾期未完成", "overdue"),
            "extended": ("已延期", "extended"),
            "not_yet_due": ("未到期", "not yet due"),
            "waived": ("已豁免", "waived"),
        },
    ),
    **_labels(
        "report.lack",
        {
            "repayment": (
                "到期前检查未载明第一还款来源",
                "a check before maturity that does not say the first source of repayment",
            ),
            "unshown": ("还款来源称已落实而无证明", "a source of repayment said to be in place that nothing shows"),
            "conclusion": ("未提出检查结论", "no conclusion"),
        },
    ),
    **_labels(
        "report.channel",
        {
            "in_person": ("当面", "in person"),
            "phone": ("电话", "by phone"),
            "video": ("视频", "by video"),
            "letter": ("信函", "by letter"),
            "message": ("短信或即时消息", "by message"),
        },
    ),
    **_labels(
        "reading",
        {
            "account_balance": ("账户余额", "account balance"),
            "inflow": ("账户流入", "inflow of the account"),
            "outflow": ("账户流出", "outflow of the account"),
            "revenue": ("营业收入", "revenue"),
            "net_profit": ("净利润", "net profit"),
            "total_assets": ("资产总额", "total assets"),
            "total_liabilities": ("负债总额", "total liabilities"),
            "receivables": ("应收账款", "receivables"),
            "stock": ("存货", "stock"),
            "collateral_value": ("押品价值", "value of the collateral"),
        },
    ),
    **_labels(
        "span", {"minutes": ("{count} 分钟", "{count} minutes"), "minutes.1": ("{count} 分钟", "{count} minute")}
    ),
    **pair(
        "report.record",
        ("已有检查记录的检查", "a visit that has a record"),
        ("先提交检查记录", "file its record first"),
    ),
    **pair(
        "report.sections",
        ("十三个部分，按顺序各一", "the thirteen sections, each once and in order"),
        ("由 build_visit_report 生成", "let build_visit_report make them"),
    ),
}
