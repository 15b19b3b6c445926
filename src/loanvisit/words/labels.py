"""The labels of codes: methods, roles, states, grades, facts."""

from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


LABELS: dict[str, Text] = {
    **_labels(
        "unit",
        {
            "days": ("天", "days"),
            "working_days": ("个工作日", "working days"),
            "weeks": ("周", "weeks"),
            "months": ("个月", "months"),
            "years": ("年", "years"),
        },
    ),
    **_labels(
        "span",
        {
            "days": ("{count} 天", "{count} days"),
            "days.1": ("{count} 天", "{count} day"),
            "working_days": ("{count} 个工作日", "{count} working days"),
            "working_days.1": ("{count} 个工作日", "{count} working day"),
            "weeks": ("{count} 周", "{count} weeks"),
            "weeks.1": ("{count} 周", "{count} week"),
            "months": ("{count} 个月", "{count} months"),
            "months.1": ("{count} 个月", "{count} month"),
            "years": ("{count} 年", "{count} years"),
            "years.1": ("{count} 年", "{count} year"),
            "times": ("{count} 次", "{count} times"),
            "times.1": ("{count} 次", "{count} time"),
            "borrowers": ("{count} 户", "{count} borrowers"),
            "borrowers.1": ("{count} 户", "{count} borrower"),
            "loans": ("{count} 笔", "{count} loans"),
            "loans.1": ("{count} 笔", "{count} loan"),
            "live_loans": ("存续贷款 {count} 笔", "{count} live loans"),
            "live_loans.1": ("存续贷款 {count} 笔", "{count} live loan"),
            "copies": ("{count} 份", "{count} copies"),
            "copies.1": ("{count} 份", "{count} copy"),
            "visitors": ("{count} 人", "{count} visitors"),
            "visitors.1": ("{count} 人", "{count} visitor"),
            "duties": ("{count} 项", "{count} duties"),
            "duties.1": ("{count} 项", "{count} duty"),
        },
    ),
    **_labels(
        "amount",
        {
            "yi": ("{amount} 亿{unit}", "{unit} {amount}"),
            "wan": ("{amount} 万{unit}", "{unit} {amount}"),
            "whole": ("{amount} {unit}", "{unit} {amount}"),
        },
    ),
    **_labels(
        "currency",
        {
            "CNY": ("元", "CNY"),
            "USD": ("美元", "USD"),
            "EUR": ("欧元", "EUR"),
            "HKD": ("港元", "HKD"),
            "JPY": ("日元", "JPY"),
            "GBP": ("英镑", "GBP"),
            "SGD": ("新加坡元", "SGD"),
            "AUD": ("澳元", "AUD"),
        },
    ),
    **_labels("borrower.kind", {"corporate": ("企业", "company"), "natural": ("自然人", "natural person")}),
    **_labels("evidence", {"voucher": ("用款凭证", "voucher")}),
    **_labels(
        "period",
        {
            "week": ("自然周", "calendar week"),
            "half_month": ("半月（1-15 日、16 日至月末）", "half-month (1-15, 16-end)"),
            "month": ("自然月", "calendar month"),
            "quarter": ("自然季度", "calendar quarter"),
            "half_year": ("半年", "calendar half-year"),
            "year": ("自然年", "calendar year"),
        },
    ),
    **_labels(
        "grade",
        {
            "pass": ("正常", "pass"),
            "special_mention": ("关注", "special mention"),
            "substandard": ("次级", "substandard"),
            "doubtful": ("可疑", "doubtful"),
            "loss": ("损失", "loss"),
        },
    ),
    **_labels(
        "product",
        {
            "working_capital": ("流动资金贷款", "working-capital loan"),
            "project": ("项目贷款", "project loan"),
            "personal": ("个人贷款", "personal loan"),
        },
    ),
    **_labels(
        "status",
        {
            "live": ("存续", "live"),
            "settled": ("已结清", "settled"),
            "cancelled": ("已撤销", "cancelled"),
            "transferred": ("已转让", "transferred"),
            "terminated": ("已终止", "terminated"),
            "written_off": ("已核销", "written off"),
        },
    ),
    **_labels(
        "fact",
        {
            "product": ("产品", "product"),
            "status": ("贷款状态", "loan status"),
            "principal": ("合同金额", "contract amount"),
            "disbursed_on": ("放款日", "disbursement date"),
            "matures_on": ("到期日", "maturity"),
            "tenor_months": ("期限（月）", "tenor in months"),
            "risk": ("风险分类", "risk class"),
            "risk.since": ("现分类起始日", "date of the present risk class"),
            "risk.was": ("调整前的风险分类", "risk class before the change"),
            "unit": ("机构", "unit"),
            "borrower.kind": ("借款人类型", "kind of borrower"),
            "past_known_from": ("既往检查资料起始日", "start of the known past"),
            "signal": ("预警信号", "signal"),
            "waiver": ("豁免", "waiver"),
            "effective": ("条款有效期", "effective dates of the clause"),
        },
    ),
    **_labels(
        "value",
        {
            "open": ("无固定到期日", "open"),
            "none": ("无", "none"),
            "yes": ("是", "yes"),
            "no": ("否", "no"),
            "unknown": ("金额不详", "an unknown amount"),
            "day": ("{day}", "{day}"),
            "not_in_force": ("条款未生效", "not in force"),
        },
    ),
    **_labels(
        "method",
        {
            "on_site": ("现场检查", "on-site inspection"),
            "interview": ("访谈", "interview"),
            "contact": ("函件联系", "letter or message"),
            "data": ("监测", "data monitoring"),
        },
    ),
    **_labels(
        "accepts",
        {
            "on_site": ("现场检查", "on-site inspection"),
            "interview_or_on_site": ("访谈或现场检查", "interview or on-site inspection"),
            "any_contact": ("函件、访谈或现场检查", "letter, interview or on-site inspection"),
            "data": ("监测", "data monitoring"),
        },
    ),
    **_labels(
        "confidence",
        {
            "sourced": ("条文已核对", "text read"),
            "known": ("条文未核对", "text not verified"),
            "practice": ("行业惯例，非监管规定", "practice, not regulation"),
        },
    ),
    **_labels(
        "purpose",
        {
            "first_check": ("首次检查", "first check"),
            "routine": ("常规检查", "routine check"),
            "pre_maturity": ("到期前检查", "pre-maturity check"),
            "special": ("专项检查", "special check"),
            "supervision": ("项目督导", "supervision mission"),
        },
    ),
    **_labels(
        "role",
        {
            "account_officer": ("管户客户经理", "account officer"),
            "second_officer": ("协办客户经理", "second officer"),
            "risk_manager": ("风险经理", "risk manager"),
            "post_loan_desk": ("贷后管理岗", "post-loan desk"),
            "sub_branch_head": ("支行行长", "sub-branch head"),
            "approver": ("有权审批人", "approver"),
            "classification": ("分类认定岗", "classification desk"),
            "collateral_desk": ("押品岗", "collateral desk"),
            "disbursement_desk": ("放款审核岗", "disbursement desk"),
            "recovery": ("资产保全岗", "recovery"),
            "archive_keeper": ("档案管理员", "archive keeper"),
            "internal_audit": ("内审", "internal audit"),
            "outsider": ("外部机构", "outside party"),
        },
    ),
    **_labels(
        "relation",
        {
            "visitor": ("检查人", "visitor"),
            "submitter": ("提交人", "submitter"),
            "reviewer": ("复核人", "reviewer"),
            "manager": ("管户人", "account manager"),
            "finder": ("发现人", "finder"),
            "heavy_manager": ("管户人", "account manager"),
            "sole_finder": ("唯一发现人", "sole finder"),
            "owner": ("整改责任人", "owner of the cure"),
        },
    ),
    **_labels(
        "move",
        {
            "make": ("实施检查", "make the visit"),
            "miss": ("登记未检", "record a miss"),
            "cancel": ("取消", "cancel"),
            "submit": ("提交", "submit"),
            "co_sign": ("协办签字", "co-sign"),
            "return": ("退回", "return"),
            "accept": ("复核通过", "accept"),
            "sign_off": ("审签", "sign off"),
            "file": ("归档", "file"),
            "void": ("作废", "void"),
            "discharge": ("销账", "discharge"),
            "discharge_in_part": ("部分完成", "discharge in part"),
            "waive": ("豁免", "waive"),
            "lapse": ("终止", "lapse"),
            "expire": ("豁免到期", "let the waiver expire"),
            "reopen": ("重新列入应检", "reopen"),
            "remediate": ("下达整改", "open a remediation"),
            "close": ("销号", "close"),
            "raise": ("提出问题", "raise a finding"),
            "reinstate": ("撤销销号", "open again"),
            "notify": ("下发通知", "notify"),
            "verify": ("验证", "verify"),
            "reject": ("退回整改", "reject"),
            "extend": ("延期", "extend"),
        },
    ),
    "mend.move": Text(
        zh="改由符合条件的人员在符合条件的状态下办理", en="let an eligible person make the move in an eligible state"
    ),
    **_labels(
        "state.visit",
        {
            "planned": ("已计划", "planned"),
            "made": ("已检查", "made"),
            "submitted": ("已提交", "submitted"),
            "co_signed": ("已协签", "co-signed"),
            "returned": ("已退回", "returned"),
            "accepted": ("已复核", "accepted"),
            "signed_off": ("已审签", "signed off"),
            "filed": ("已归档", "filed"),
            "missed": ("未检成", "missed"),
            "cancelled": ("已取消", "cancelled"),
            "void": ("已作废", "void"),
        },
    ),
    **_labels(
        "state.obligation",
        {
            "open": ("应检未检", "open"),
            "in_part": ("部分完成", "done in part"),
            "fulfilled": ("已检", "fulfilled"),
            "waived": ("已豁免", "waived"),
            "lapsed": ("已终止", "lapsed"),
        },
    ),
    **_labels(
        "state.finding",
        {
            "open": ("未整改", "open"),
            "in_remediation": ("整改中", "in remediation"),
            "closed": ("已销号", "closed"),
            "waived": ("已豁免", "waived"),
        },
    ),
    **_labels(
        "state.remediation",
        {
            "opened": ("已立项", "opened"),
            "notified": ("已下发", "notified"),
            "submitted": ("已回复", "submitted"),
            "verified": ("已验证", "verified"),
            "waived": ("已豁免", "waived"),
        },
    ),
    **_labels(
        "weight",
        {"S1": ("重大", "critical"), "S2": ("较大", "major"), "S3": ("一般", "moderate"), "S4": ("轻微", "minor")},
    ),
    **_labels(
        "family", {"borrower": ("借款人问题", "borrower's problem"), "bank": ("本行履职问题", "bank's own lapse")}
    ),
    **_labels(
        "level",
        {"red": ("红色", "red"), "orange": ("橙色", "orange"), "yellow": ("黄色", "yellow"), "blue": ("蓝色", "blue")},
    ),
    **_labels(
        "outcome",
        {
            "made": ("已完成", "made"),
            "refused": ("借款人拒绝", "refused"),
            "unreachable": ("无法联系", "unreachable"),
            "missed": ("未检", "missed"),
        },
    ),
    **_labels(
        "miss",
        {
            "borrower": ("借款人原因", "the borrower's doing"),
            "bank": ("本行原因", "the bank's doing"),
            "force_majeure": ("不可抗力", "force majeure"),
            "loan_closed": ("贷款已结清", "loan closed"),
        },
    ),
    **_labels(
        "subject",
        {
            "drawdown": ("借据 {id}", "drawdown {id}"),
            "loan": ("贷款 {id}", "loan {id}"),
            "borrower": ("借款人 {id}", "borrower {id}"),
        },
    ),
}
