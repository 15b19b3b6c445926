"""The words of a visit's preparation: the pack, what is masked in it, and the customer's side."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{key}": Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_LABELS: dict[str, Text] = {
    "purpose.relationship": Text(zh="重点客户走访", en="call on a key customer"),
    **_said(
        "mask",
        {
            "name": ("姓名", "name"),
            "phone": ("手机号码", "mobile number"),
            "id_number": ("身份证件号码", "identity number"),
            "card": ("银行卡号", "card number"),
            "email": ("电子邮箱", "mail address"),
            "position": ("位置", "position"),
        },
    ),
    **_said(
        "need",
        {
            "financing": ("融资", "financing"),
            "settlement": ("结算", "settlement"),
            "payroll": ("代发工资", "payroll"),
            "fx": ("外汇", "foreign exchange"),
            "other": ("其他", "other"),
        },
    ),
    **_said(
        "uptake",
        {
            "taken_up": ("已采纳", "taken up"),
            "not_yet": ("尚未采纳", "not yet taken up"),
            "declined": ("未采纳", "not taken up"),
        },
    ),
}

_PAGE: dict[str, Text] = {
    **_said(
        "pack",
        {
            "title": ("贷款回访行前资料", "Preparation for the visit"),
            "head": (
                "{borrower} · {method} · 检查期 {opens}至{last} · 贷款 {loans}",
                "{borrower} · {method} · to be made from {opens} to {last} · loans {loans}",
            ),
            "as_of": ("数据截至 {day}", "as of {day}"),
            "masked": (
                "个人信息已脱敏，收款人姓名不打印；检查组用页另行打印",
                "personal data are masked and payees not named; the page for the visit team is printed apart",
            ),
            "team": (
                "检查组专用，含个人信息，用后收回",
                "for the visit team alone: it names persons; hand it back after use",
            ),
            "first": ("先看", "Look at first"),
            "first.nil": ("无须优先关注的事项", "nothing stands out"),
            "nil": ("无", "none"),
            "unknown": ("未取得数据", "not obtained"),
            "gap": ("未取得数据：{what}；获取途径：{where}", "not obtained: {what}; to be had from: {where}"),
            "dated": ("{text}（{source}，{day}）", "{text} ({source}, {day})"),
            "undated": ("{text}（{source}，日期不详）", "{text} ({source}, undated)"),
            "people": ("{text}；对方：{names}", "{text}; to: {names}"),
            "overdue": ("【逾期】{text}", "overdue: {text}"),
        },
    ),
    **_said(
        "pack.part",
        {
            "findings": ("未销号问题", "Open findings"),
            "signals": ("预警信号", "Live signals"),
            "duties": ("本次应检事项", "What this visit is to check"),
            "conditions": ("批复条件", "Conditions of approval"),
            "covenants": ("合同约定与下次测试", "Contract terms and their next tests"),
            "last_visits": ("上次检查", "Last visits, by method"),
            "unanswered": ("上次未答事项", "Not answered last time"),
            "changes": ("上次检查以来的变化", "Changed since the last visit"),
            "drawdowns": ("放款与支付", "Drawdowns and payments"),
            "credit": ("信用状况", "Credit history"),
            "collateral": ("担保", "Collateral and guarantees"),
            "held": ("已有资料（不再索取）", "Papers at hand (not to be asked again)"),
            "customer": ("客户诉求与建议", "The customer's side"),
        },
    ),
    **pair(
        "pack.parts",
        ("每部分一节，按既定次序", "each part once, in its order"),
        ("按 PackPart 的次序逐节给出", "give a section for each member of PackPart, in order"),
    ),
}

_SOURCES: dict[str, Text] = _said(
    "pack.source",
    {
        "file": ("借款人档案", "borrower file"),
        "record": ("检查记录 {record}", "record {record}"),
        "past": ("以往检查", "earlier visit"),
        "past_finding": ("以往问题 {id}", "earlier finding {id}"),
        "clause": ("条款 {clause}", "clause {clause}"),
        "paper": ("{source} {number}", "{source} {number}"),
        "signal": ("信号 {id}", "signal {id}"),
        "loan": ("贷款 {loan}", "loan {loan}"),
        "report": ("征信报告", "credit report"),
        "change": ("变更文件 {id}", "paper of change {id}"),
        "event": ("事件 {id}", "event {id}"),
        "legal": ("法律事项 {id}", "legal file, {id}"),
        "archive": ("档案目录", "index of the archive"),
        "earlier": ("上次检查时的档案", "file as of the last visit"),
    },
)

_ITEMS: dict[str, Text] = _said(
    "pack.item",
    {
        "finding": ("{finding}，{state}，整改期限 {last}", "{finding}, {state}, to be cured by {last}"),
        "demand": ("{text}；要求：{demand}", "{text}; demanded: {demand}"),
        "past_finding": ("{code}，尚未销号", "{code}, not closed"),
        "past_finding.unknown": (
            "{code}，是否销号未取得数据",
            "{code}; whether it was closed was not obtained",
        ),
        "no_code": ("以往发现的问题", "an earlier finding"),
        "signal": ("{level}信号：{kind}，涉及{about}", "{level} signal: {kind}, about {about}"),
        "duty": ("{title}（{subject}），最后期限 {last}", "{title} of {subject}, last day {last}"),
        "lacks": ("{text}；尚缺{lacks}", "{text}; still lacking: {lacks}"),
        "brings": ("须带回：{evidence}", "to be brought back: {evidence}"),
        "questions": ("提纲 {count} 问，其中必答 {mandatory} 问", "questions: {count}, mandatory: {mandatory}"),
        "paper": ("{title}：{text}；{state}", "{title}: {text}; {state}"),
        "paper.next": ("下次期限 {last}", "next due by {last}"),
        "paper.met": ("已落实，最近一次 {day}", "met, the last time on {day}"),
        "paper.unplanned": ("尚无到期任务", "nothing of it is due yet"),
        "visit": (
            "{method}，{outcome}，检查人 {visitors}；{conclusion}",
            "{method}, {outcome}, by {visitors}; {conclusion}",
        ),
        "visit.past": (
            "{method}；检查人与结论未取得数据",
            "{method}; who made it and what it concluded was not obtained",
        ),
        "visit.clean": ("未记录问题", "no finding recorded"),
        "visit.found": ("发现问题 {count} 项：{codes}", "findings: {count} ({codes})"),
        "visit.never": ("从未以下列方式检查：{methods}", "never visited by: {methods}"),
        "method.unknown": ("方式未记录", "method not recorded"),
        "unanswered": ("{code} {question}：{why}", "{code} {question}: {why}"),
        "grade": ("贷款 {loan} 风险分类由{was}变为{now}", "loan {loan} went from {was} to {now}"),
        "grade.new": ("贷款 {loan} 风险分类变为{now}", "loan {loan} became {now}"),
        "changed": ("贷款 {loan} {kind}", "loan {loan}: {kind}"),
        "drawn": ("新放款 {drawdown}，{amount}", "new drawdown {drawdown}, {amount}"),
        "event": ("{kind}，涉及{about}", "{kind}, about {about}"),
        "fact": ("{about} {fact}：由{was}变为{now}", "{about}, {fact}: from {was} to {now}"),
        "drawdown": (
            "借据 {drawdown}，{amount}，已核对支付 {count} 笔",
            "drawdown {drawdown}, {amount}, payments read: {count}",
        ),
        "unassigned": (
            "贷款 {loan} 另有 {count} 笔支付未注明借据",
            "loan {loan}: payments read out of no drawdown named: {count}",
        ),
        "amount.unknown": ("金额未取得数据", "amount not obtained"),
        "own": ("贷款 {loan}：{fact} {value}", "loan {loan}: {fact} {value}"),
        "bureau": (
            "他行债务 {count} 笔：逾期 {late} 笔，不良 {bad} 笔，未告知逾期情况 {unclear} 笔",
            "debts at other banks: {count}, past due: {late}, non-performing: {bad}, arrears not told: {unclear}",
        ),
        "mortgage": ("抵押 {id}，担保贷款 {loans}", "mortgage {id}, securing {loans}"),
        "guarantee": ("保证 {id}（{kind}），担保贷款 {loans}", "guarantee {id} ({kind}), for {loans}"),
        "seizure": ("已查封冻结 {id}：{asset}", "seized {id}: {asset}"),
        "held": ("{kind}", "{kind}"),
        "held.until": ("{kind}，有效至 {until}", "{kind}, good until {until}"),
        "need": ("需求 {code}（{kind}），{state}", "need {code} ({kind}), {state}"),
        "need.passed": ("已转 {unit}，尚未答复", "passed to {unit}, not answered"),
        "need.open": ("尚未转办", "passed to nobody yet"),
        "advice": ("建议 {code}：{state}", "advice {code}: {state}"),
        "advice.open": ("是否采纳待本次了解", "whether it was taken up is to be asked"),
        "complaint": ("投诉 {code}，尚未答复", "complaint {code}, not answered"),
    },
)

_GAPS: dict[str, Text] = {
    **_said(
        "pack.lack",
        {
            "conditions": ("批复条件", "conditions of approval"),
            "covenants": ("合同约定事项", "contract terms"),
            "past": ("{day}以前的检查", "visits before {day}"),
            "answers": ("{day}检查的答复", "the answers of the visit of {day}"),
            "outline": ("贷款 {loans} 的检查提纲", "an outline for {loans}"),
            "earlier": ("上次检查时的数据（比对用）", "the figures of the last visit, to compare"),
            "payments": ("借据 {drawdown} 的支付去向", "where drawdown {drawdown} was paid to"),
            "payees": ("贷款 {loan} 约定的收款人", "the payees agreed for {loan}"),
            "drawdowns": ("贷款 {loan} 的放款明细", "the drawdowns of {loan}"),
            "fact": ("贷款 {loan} 的{fact}", "{fact} of loan {loan}"),
            "report": ("征信报告", "a credit report"),
            "security": ("贷款 {loan} 的押品与保证", "what secures loan {loan}"),
            "value": ("抵押 {id} 的评估、保险与登记", "valuation, insurance and registration of mortgage {id}"),
            "held": ("已收资料目录", "which papers are held already"),
            "customer": ("客户诉求与建议", "needs, advice and complaints"),
        },
    ),
    **_said(
        "pack.where",
        {
            "approval": ("授信审批系统", "the approval system"),
            "contract": ("合同管理系统", "the contract system"),
            "ledger": ("核心系统", "the core ledger"),
            "book": ("以往检查台账", "the register of earlier visits"),
            "outline": ("总行检查提纲", "head office's outlines"),
            "earlier": ("上次检查时的数据快照", "a snapshot of the day of that visit"),
            "payments": ("支付凭证与账户流水", "payment vouchers and account flows"),
            "class": ("分类认定岗", "the classification desk"),
            "bureau": (
                "征信岗，以贷后管理用途并按授权查询",
                "the bureau desk, for post-loan use and within the consent given",
            ),
            "collateral": ("押品系统", "the collateral system"),
            "archive": ("档案管理员", "the archive keeper"),
            "visit": ("本次访谈询问", "ask at this visit"),
        },
    ),
}

PREPARING: dict[str, Text] = {**_LABELS, **_PAGE, **_SOURCES, **_ITEMS, **_GAPS}
