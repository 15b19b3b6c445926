"""The words of outlines: their parts, why a question is asked, what is wrong with an answer, and with an outline."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{key}" if key else family: Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_LABELS: dict[str, Text] = {
    **_said("purpose", {"call_back": ("独立回访", "independent call-back")}),
    **_said(
        "answer_kind",
        {
            "yes_no": ("是/否", "yes or no"),
            "number": ("数字", "a number"),
            "money": ("金额", "an amount"),
            "date": ("日期", "a date"),
            "choice": ("单选", "one of a list"),
            "text": ("文字", "words"),
            "photo": ("照片", "a photo"),
            "signature": ("签字", "a signature"),
            "reading": ("读数", "a reading"),
        },
    ),
    **_said(
        "no_answer",
        {
            "refused": ("拒绝回答", "refused"),
            "not_known": ("不详", "not known"),
            "not_shown": ("未提供资料", "papers not shown"),
            "out_of_reach": ("当日无法查看", "could not be reached that day"),
            "not_applicable": ("不适用", "does not apply"),
            "consent_refused": ("对方不同意采集", "consent refused"),
        },
    ),
    **_said(
        "evidence",
        {
            "account_statement": ("银行流水单", "bank statement"),
            "bill": ("缴费单据", "bills"),
            "certificate": ("证照", "licences and certificates"),
            "contract": ("合同", "contract"),
            "count_sheet": ("盘点表", "count sheet"),
            "credit_report": ("征信报告", "credit report"),
            "declaration": ("声明", "declaration"),
            "delivery_note": ("送货单", "delivery notes"),
            "engineer_report": ("工程师报告", "engineer's report"),
            "insurance_policy": ("保险单", "insurance policy"),
            "invoice": ("发票", "invoice"),
            "ledger": ("台账", "ledger"),
            "note": ("走访笔记", "written note"),
            "payroll": ("工资表", "payroll"),
            "permit": ("许可文件", "permits"),
            "proof_of_equity": ("资本金到位证明", "proof of equity paid"),
            "registry_extract": ("工商登记信息", "registry extract"),
            "remittance": ("汇款报文", "remittance message"),
            "schedule": ("进度计划", "schedule"),
            "screening_log": ("名单筛查记录", "screening log"),
            "signature": ("签字", "signature"),
            "supervision_log": ("监理日志", "supervisor's log"),
            "tax_filing": ("纳税申报表", "tax filings"),
            "test_report": ("检测报告", "test report"),
            "verifier_report": ("第三方核查报告", "verifier's report"),
            "voice_note": ("语音记录", "voice note"),
        },
    ),
}

_OUTLINES: dict[str, Text] = {
    **_said(
        "outline",
        {
            "": (
                "{title}（{version} 版）〔{citation}；{confidence}〕",
                "{title} (version {version}) [{citation}; {confidence}]",
            ),
            "opening": ("开场：{items}", "To begin with: {items}"),
            "closing": ("收尾：{items}", "To end with: {items}"),
            "never": ("严禁：{items}", "Never: {items}"),
            "visit": ("检查 {visit} 的提纲，方式：{method}", "outline of the visit {visit}, by {method}"),
            "close": ("是否已整改到位：{finding}", "is it cured: {finding}"),
            "close.demand": (
                "是否已整改到位：{finding}；整改要求：{demand}",
                "is it cured: {finding}; what was demanded: {demand}",
            ),
            "close.past": ("以前发现的问题 {id} 是否已整改到位", "is the earlier finding {id} cured"),
            "close.flag": ("未整改、整改不到位或无凭据", "not cured, cured in part, or nothing to show for it"),
            "unwritten": (
                "问题 {code}（制度要求，提纲未收录）",
                "question {code} (demanded by a rule, in no outline)",
            ),
        },
    ),
    **_said(
        "question",
        {
            "line": ("{code} {text}（{kind}）", "{code} {text} ({kind})"),
            "asked": ("{code} {text}", "{code} {text}"),
            "number": ("数字，{unit}", "a number, {unit}"),
            "answer": ("问题 {code} 的答复", "answer to {code}"),
            "for": ("{evidence}（答“{answer}”的）", "{evidence} (where the answer is {answer})"),
            "mandatory": ("必答", "must be answered"),
            "when": ("仅当{conditions}", "only where {conditions}"),
            "brings": ("须取得{evidence}", "to be brought: {evidence}"),
            "red_flag": ("预警信号：{flag}", "a warning: {flag}"),
        },
    ),
    **_said(
        "asked",
        {
            "outline": (
                "{title}（{version} 版），检查目的：{purposes}",
                "{title} (version {version}), for: {purposes}",
            ),
            "duty": (
                "应检事项要求：{subject}，{title}，最迟 {last}",
                "a duty demands it: {subject}, {title}, last day {last}",
            ),
            "lacking": (
                "应检事项上次尚缺：{subject}，{title}，最迟 {last}",
                "a duty still lacks it: {subject}, {title}, last day {last}",
            ),
            "finding": (
                "未销号问题：{finding}，{day}发现，整改期限 {last}",
                "an open finding: {finding}, found {day}, to be cured by {last}",
            ),
            "past_finding": (
                "以前发现的问题，未记载已销号",
                "an earlier finding that is not known to be closed",
            ),
            "unanswered": ("{day}未答：{why}", "not answered on {day}: {why}"),
            "unsaid": ("未说明原因", "nobody said why"),
            "condition": (
                "其他问题是否适用由此决定",
                "its answer decides whether another question applies",
            ),
            "last": ("上次（{day}）的答复仅供对照", "the answer of last time ({day}) stands beside it"),
            "brings": ("应检事项须取得{evidence}", "evidence that the duties demand: {evidence}"),
            "without": ("下列贷款没有对应的提纲：{loans}", "no outline is given for these loans: {loans}"),
        },
    ),
}

_ANSWERS: dict[str, Text] = {
    **_said(
        "answer",
        {
            "outside": ("{code}：提纲中没有这个问题", "{code}: the outline has no such question"),
            "unnamed": (
                "有答复所对应的问题编号不符合编号格式，提纲中也没有",
                "an answer to what does not read like the code of a question, and is in no outline",
            ),
            "twice": ("{code}：同一问题有两个答复", "{code}: answered twice"),
            "type": ("{code}：答复的类型不对，应为{kind}", "{code}: of another type, where it takes {kind}"),
            "option": (
                "{code}：不在可选答复之列（{kind}）",
                "{code}: none of the choices there are ({kind})",
            ),
            "bounds": ("{code}：超出允许范围（{kind}）", "{code}: out of bounds ({kind})"),
            "pointer": (
                "{code}：记录中没有所指的{kind}",
                "{code}: the record does not hold what it points at ({kind})",
            ),
            "evidence": ("{code}：尚缺{evidence}", "{code}: evidence lacking: {evidence}"),
            "inapplicable": (
                "{code}：按前面的答复，此问题不适用",
                "{code}: by an earlier answer this question does not apply",
            ),
            "always": (
                "{code}：必答问题不得填“不适用”",
                "{code}: a mandatory question cannot be said not to apply",
            ),
            "brings": (
                "应检事项所需材料尚缺：{evidence}",
                "evidence that the duties demand is lacking: {evidence}",
            ),
        },
    ),
    **_said(
        "answers",
        {
            "complete": (
                "提纲完成率{share}（{answered}/{applicable}），可以办结；答复问题 {issues} 处",
                "coverage {share} ({answered}/{applicable}), the visit can be completed; faulty answers: {issues}",
            ),
            "incomplete": (
                "提纲完成率{share}（{answered}/{applicable}），不能办结；答复问题 {issues} 处",
                "coverage {share} ({answered}/{applicable}), the visit cannot be completed; faulty answers: {issues}",
            ),
            "share": (" {percent}%", "{percent} %"),
            "none": ("无从计算", "not known"),
            "unpinned": (
                "记录未注明所用提纲，应为 {pin}",
                "the record does not say which outline it was made by; it is {pin}",
            ),
            "version": (
                "记录所用提纲或版本不同，应为 {pin}",
                "the record was made by another outline or version; it is {pin}",
            ),
            "method": (
                "检查方式为{made}，提纲适用于{method}",
                "the visit was made by {made}, the outline is for {method}",
            ),
            "visit": ("记录不属于检查 {visit}", "the record is not of the visit {visit}"),
            "borrower": ("记录不属于借款人 {borrower}", "the record is not of the borrower {borrower}"),
            "void": ("记录已作废", "the record is void"),
            "outcome": (
                "检查结果为{outcome}，检查并未完成",
                "what came of the visit: {outcome}; it was not made",
            ),
            "undecided": (
                "必答问题 {code} 是否适用尚不确定，未答，也未说明原因",
                "whether the mandatory question {code} applies is not known, and it has neither an answer nor a reason",
            ),
            "mandatory": (
                "必答问题 {code} 未答，也未说明原因",
                "the mandatory question {code} has neither an answer nor a reason",
            ),
            "coverage": (
                "适用问题 {applicable} 个，已答 {answered} 个，低于 {percent}%",
                "questions that apply: {applicable}, answered: {answered}, which is below {percent} %",
            ),
        },
    ),
}

_FAULTS: dict[str, Text] = {
    **pair(
        "answer.reason",
        ("未答的问题才有原因", "a reason only where there is no answer"),
        ("删去答复或原因之一", "leave out the answer or the reason"),
    ),
    **pair(
        "question.options",
        ("单选题才有选项", "choices only where one is to be chosen"),
        ("删去选项，或将类型改为 choice", 'leave the choices out, or say kind = "choice"'),
    ),
    **pair(
        "question.unit",
        ("数字题注明单位，其他类型没有单位", "a unit for a number, and for nothing else"),
        ("补上单位，或删去", "say the unit, or leave it out"),
    ),
    **pair(
        "question.bounds",
        ("数字或金额才有上下限", "bounds only of a number or an amount"),
        ("删去上下限，或改正类型", "leave the bounds out, or mend the kind"),
    ),
    **pair(
        "question.crossed",
        ("不低于下限的上限", "an upper bound that is not below the lower one"),
        ("调换或改正上下限", "exchange or mend the bounds"),
    ),
    **pair(
        "question.told",
        ("该题可能的答复：{known}", "an answer that the question can have: {known}"),
        (
            "改为列出的答复；不分答复一律须取得的，不填 answers",
            "name one of those listed; leave answers out where any answer must bring it",
        ),
    ),
    **pair(
        "question.code",
        (
            "由字母、数字和 . _ : / - 组成的固定编号，不超过 64 个字符",
            "a permanent code of letters, digits and . _ : / -, of at most 64 characters",
        ),
        ("改用这样的编号，例如 W-T1", "use such a code, W-T1 for example"),
    ),
    **pair(
        "question.reserved",
        ("不以 {prefix} 开头的编号", "a code that does not begin with {prefix}"),
        (
            "{prefix} 开头的编号专用于核实问题整改，改用其他编号",
            "only what asks whether a finding is cured begins with {prefix}: use another code",
        ),
    ),
    **pair(
        "question.points",
        ("问题或预警指标的编号，如 F09", "the code of a finding or an indicator, such as F09"),
        ("改用这样的编号，或删去", "use such a code, or leave it out"),
    ),
    **pair(
        "question.last",
        ("对同一问题的答复", "an answer to the same question"),
        ("换成该问题上次的答复，或删去", "give the last answer to this question, or leave it out"),
    ),
    **pair(
        "question.unknown",
        ("提纲中的问题编号", "the code of a question of the outline"),
        ("改正编号{near}", "mend the code{near}"),
    ),
    **pair(
        "question.later",
        ("排在前面的问题", "a question that comes earlier"),
        ("把所依据的问题移到前面", "move the question it looks at before it"),
    ),
    **pair(
        "question.untested",
        (
            "是/否、数字、金额、日期或单选类的问题",
            "a question answered by yes or no, a number, an amount, a date or a choice",
        ),
        ("条件改为依据这类问题", "let the condition look at such a question"),
    ),
    **pair(
        "outline.beyond",
        ("{method}能够取得的材料", "evidence that can be brought by {method}"),
        (
            "{method}取不到{evidence}：改用其他材料，或移入其他方式的提纲",
            "{evidence} cannot be brought by {method}: demand another kind, or move the question to another outline",
        ),
    ),
    **pair(
        "outline.two",
        ("每种产品和方式一份提纲", "one outline for a product and a method"),
        ("与 {other} 重复：只传入其中一份", "{other} is for them already: hand in one of the two"),
    ),
    **pair(
        "outline.code",
        ("编号 {question} 只对应一个问题", "one question only of the code {question}"),
        ("其中一个改用新编号", "give one of the two a code of its own"),
    ),
}

OUTLINES: dict[str, Text] = {**_LABELS, **_OUTLINES, **_ANSWERS, **_FAULTS}
