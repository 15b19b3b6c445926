"""What papers say that demand something beside the policy, and what is wrong with one."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

PAPERS: dict[str, Text] = {
    "paper.approval": Text(zh="批复条件", en="condition of approval"),
    "paper.contract": Text(zh="合同约定", en="contract term"),
    "paper.directive": Text(zh="专项排查", en="directive"),
    "paper.finding": Text(zh="整改回复", en="report of a cure"),
    "verification.title": Text(zh="验证整改：{code} {title}", en="verify the cure of {code} {title}"),
    "verification.text": Text(
        zh="整改已回复，须经其后的检查验证；问题：{finding}；要求：{demand}",
        en="the cure is reported, and a later visit must verify it; finding: {finding}; demand: {demand}",
    ),
    "paper.citation": Text(zh="{source} {number}（{day}）：{text}", en="{source} {number} ({day}): {text}"),
    "paper.says.issuer": Text(zh="发文单位：{term}", en="issued by {term}"),
    "paper.says.unit": Text(zh="责任单位：{term}", en="unit answerable: {term}"),
    "paper.says.report": Text(zh="每 {term}反馈一次", en="reported back on every {term}"),
    "paper.says.consequence": Text(zh="不落实的后果：{term}", en="if it is not met: {term}"),
    "fact.paper.dated_on": Text(zh="发文日", en="date of the paper"),
    "fact.paper.replied_on": Text(zh="整改回复日", en="date of the reply"),
    "paper.asked_until": Text(zh="{day}之后不再要求。", en="Not asked after {day}."),
    "duty_kind.visit": Text(zh="检查", en="visit"),
    "duty_kind.monitoring": Text(zh="监测", en="monitoring"),
    "duty_kind.valuation": Text(zh="押品重估", en="valuation"),
    "duty_kind.notice": Text(zh="通知送达", en="notice"),
    "duty_kind.legal_step": Text(zh="法律手续", en="legal step"),
    "duty_kind.document": Text(zh="资料收集", en="document"),
    "proof.desk": Text(zh="案头办理，不需到访：{kind}", en="at the desk, without a visit: {kind}"),
    "proof.by.desk": Text(zh="{by} 案头", en="{by} at the desk"),
    "ruling.at_desk": Text(
        zh="此项须由检查或监测履行，不能案头办理", en="a visit or monitoring meets this, work at the desk does not"
    ),
    "remedy.at_desk": Text(
        zh="安排检查或监测，并登记检查记录", en="make the visit or the monitoring, and file its record"
    ),
    "ruling.by_act": Text(
        zh="此项由有凭证的法律行为履行，不能登记为案头办理",
        en="an act at law with proof meets this, work at the desk does not",
    ),
    "remedy.by_act": Text(
        zh="将催收、诉讼等行为及其凭证记入法律事项，再重新排期",
        en="enter the act and its proof among what was done at law, and plan anew",
    ),
    "ruling.by_law": Text(
        zh="豁免不能使法律时点停止，事项仍须办理", en="no waiver stops a clock of law: the step is still to be taken"
    ),
    "remedy.by_law": Text(
        zh="在期限内办理；不再追索的，将终止追索记入法律事项",
        en="take the step in time; where the claim is given up, enter its end among what was done at law",
    ),
    "why.paper.other": Text(
        zh="文件针对其他对象，不涉及 {subject}", en="the paper is about another subject, not {subject}"
    ),
    **pair(
        "paper.level",
        ("不高于文件对象的层级", "a level not above what the paper is about"),
        ("改为对象本身或其下的层级，或不填", "say the level of that subject or one below, or leave it out"),
    ),
    **pair(
        "paper.report",
        ("截止日之前每隔若干日、周、月或年", "a span of days, weeks, months or years, with a deadline (due_on)"),
        ("写明 due_on，间隔至少为一", "say due_on, and a span of at least one"),
    ),
    **pair(
        "desk.nothing",
        ("所缺资料或答复中的至少一项", "at least one paper or answer that is still needed"),
        ("附上该事项尚缺的资料或答复", "bring what the duty still lacks"),
    ),
    **pair(
        "method.desk",
        ("以检查或监测履行的事项", "a duty that a visit or monitoring meets"),
        (
            "此项为{kind}，案头办理（carry_out），不选检查方式",
            "this is a {kind}, done at the desk (carry_out): no method is chosen for it",
        ),
    ),
    **pair(
        "clause.desk",
        ("不自检查日起算的案头事项", "work at the desk that is counted from no visit"),
        ("改从放款日、某一日期或自然周期起算", "count it from a payout, a date or in natural periods"),
    ),
    **pair(
        "clause.monitoring",
        ("以监测为方式的监测事项", "monitoring that is done by data"),
        ("方式改为 data，或改为其他事项类别", 'accept "data", or say another kind'),
    ),
    **pair(
        "paper.clause",
        ("与制度条款不同的文号", "a number that no clause of the policy has for its id"),
        (
            "文件改用完整文号，或条款换用编号（prefixed）",
            "write the number in full, or give the clause another id (prefixed)",
        ),
    ),
}
