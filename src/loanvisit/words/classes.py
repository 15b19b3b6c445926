"""The words of classification: buckets and rules read aloud, what a rule says of a claim, and what a regime lacks."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"class.{key}": Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_LABELS: dict[str, Text] = {
    "fact.days_past_due": Text(zh="逾期天数", en="days past due"),
    "fact.days_material": Text(zh="达到重要性标准的连续逾期天数", en="days in a row past due on a material sum"),
    "fact.non_performing": Text(zh="现分类属不良", en="class in force is non-performing"),
    "fact.expected_loss_percent": Text(
        zh="预期信用损失占余额的比例（%）", en="expected credit loss in percent of balance"
    ),
    "fact.debtor.non_performing_percent": Text(
        zh="该债务人在本行债权的不良占比（%）", en="non-performing percent of the debtor's claims at this bank"
    ),
    "fact.debtor.non_performing_here": Text(zh="该债务人在本行有不良债权", en="debtor non-performing at this bank"),
    "fact.debtor.days_past_due": Text(
        zh="该债务人在本行各笔债权中最长的逾期天数", en="most days past due on any claim on the debtor here"
    ),
    "fact.debtor.non_performing_elsewhere": Text(
        zh="该债务人在他行有不良债权", en="debtor non-performing at another bank"
    ),
    "fact.debtor.percent_over_90_days": Text(
        zh="该债务人在所有银行的债务中逾期超过 90 天的占比（%）",
        en="percent of the debtor's debt at all banks that is more than 90 days past due",
    ),
    "fact.group.non_performing_percent": Text(
        zh="所在集团在本行债权的不良占比（%）", en="non-performing percent of the group's claims at this bank"
    ),
    "fact.group.non_performing_here": Text(
        zh="集团其他成员在本行有不良债权", en="another member of the group is non-performing at this bank"
    ),
    "fact.paid_late_on": Text(zh="最近一次逾期款项结清日", en="day on which a sum past due was last paid"),
    "fact.elsewhere.balance": Text(zh="他行债务余额", en="balances of debts at other banks"),
    "fact.elsewhere.days_past_due": Text(zh="他行债务逾期天数", en="days past due of debts at other banks"),
    "fact.elsewhere.is_non_performing": Text(zh="他行债务是否不良", en="class of debts at other banks"),
    "fact.exchange_rate": Text(zh="汇率", en="exchange rates"),
    "fact.grade.since": Text(zh="现分类的生效日", en="day on which the class in force took effect"),
    "fact.grade.was": Text(zh="此前的分类", en="class in force before"),
    "fact.debtor.retail": Text(zh="零售债务人", en="retail debtor"),
    "fact.arrears": Text(zh="应付未付明细", en="sums due and unpaid"),
    "fact.arrears.amount": Text(zh="应付未付金额", en="amounts due and unpaid"),
    "fact.expected_loss": Text(zh="预期信用损失", en="expected credit loss"),
    "fact.grade": Text(zh="现分类", en="class in force"),
    "fact.repayment_period": Text(zh="还款期间隔", en="repayment period"),
    "grade.us.retail.pass": Text(zh="正常", en="pass"),
    "grade.us.retail.substandard": Text(zh="次级", en="substandard"),
    "grade.us.retail.loss": Text(zh="损失", en="loss"),
    "grade.eu.default.performing": Text(zh="未违约", en="performing"),
    "grade.eu.default.non_performing": Text(zh="违约（不良）", en="in default (non-performing)"),
    "grade.in.iracp.standard": Text(zh="标准", en="standard"),
    "grade.in.iracp.sma_0": Text(zh="特别关注 0 类", en="SMA-0"),
    "grade.in.iracp.sma_1": Text(zh="特别关注 1 类", en="SMA-1"),
    "grade.in.iracp.sma_2": Text(zh="特别关注 2 类", en="SMA-2"),
    "grade.in.iracp.substandard": Text(zh="不良（次级）", en="NPA, substandard"),
    "grade.in.iracp.doubtful_1": Text(zh="不良（可疑一级）", en="NPA, doubtful D1"),
    "grade.in.iracp.doubtful_2": Text(zh="不良（可疑二级）", en="NPA, doubtful D2"),
    "grade.in.iracp.doubtful_3": Text(zh="不良（可疑三级）", en="NPA, doubtful D3"),
    "grade.in.iracp.loss": Text(zh="不良（损失）", en="NPA, loss"),
    "relation.proposer": Text(zh="初分人", en="proposer"),
    "move.propose": Text(zh="提出分类", en="propose a class"),
    "move.confirm": Text(zh="认定分类", en="confirm the class"),
    "state.class.proposed": Text(zh="待认定", en="proposed"),
    "state.class.confirmed": Text(zh="已认定", en="confirmed"),
    "state.class.returned": Text(zh="已退回", en="returned"),
    "ruling.floor": Text(
        zh="拟分类好于最低要求：至少为{grade}", en="the class proposed is better than allowed: at least {grade}"
    ),
    "remedy.floor": Text(zh="按最低要求或更差的级别提出", en="propose the lowest grade allowed, or a worse one"),
}

_READ_ALOUD = _said(
    {
        "regime": ("{title}（{version} 版）", "{title} (version {version})"),
        "sourced": ("{sentence}〔{citation}；{confidence}〕", "{sentence} [{citation}; {confidence}]"),
        "count.after": ("自到期日的次日起计第 1 天", "the day after the due date is day 1"),
        "count.due": ("到期日当日日终计为第 1 天", "the due date itself is day 1, at its close"),
        "bucket": ("{days}：至少为{grade}", "{days}: at least {grade}"),
        "rule": ("{title}：{end}", "{title}: {end}"),
        "rule.option": ("{rule}（可选，未启用：{id}）", "{rule} (an option, not chosen: {id})"),
        "rule.person": ("须由人工判断", "a person must judge"),
        "least": ("至少为{grade}", "at least {grade}"),
        "excuse": ("　例外：{title}", "  excused: {title}"),
        "days.low": ("逾期超过 {days} 天", "more than {days} days past due"),
        "days.low_in": ("逾期 {days} 天及以上", "{days} days past due or more"),
        "days.high": ("不足 {days} 天", "less than {days}"),
        "days.high_in": ("不超过 {days} 天", "up to {days}"),
        "days.between": ("{low}、{high}", "{low}, {high}"),
        "days.exactly": ("逾期 {days} 天", "{days} days past due"),
        "age.title": ("不良账龄", "how long it is non-performing"),
        "age.above": ("不良超过 {span}", "non-performing for more than {span}"),
        "days.title": ("逾期天数", "days past due"),
        "test.yes": ("{fact}", "{fact}"),
        "test.no": ("非{fact}", "not {fact}"),
        "test.is": ("{fact}为{value}", "{fact} is {value}"),
        "test.above": ("{fact}超过 {value}", "{fact} above {value}"),
        "test.at_least": ("{fact}达到 {value}", "{fact} {value} or more"),
        "test.at_most": ("{fact}不超过 {value}", "{fact} {value} or less"),
        "test.below": ("{fact}不足 {value}", "{fact} below {value}"),
        "counting.full_periods": ("自首个还款日起满足额还款期", "whole periods after the first repayment day"),
        "counting.repayments": ("含首个还款日的还款次数", "repayments made, the first counted"),
    }
)

_ANSWERS = _said(
    {
        "floor": (
            "{claim}：截至 {as_of}日终，按 {regime}（{version} 版）至少为{grade}",
            "{claim}: at the close of {as_of}, by {regime} (version {version}), at least {grade}",
        ),
        "floor.open": (
            "{claim}：截至 {as_of}日终，按 {regime}（{version} 版）至少为{grade}；缺少部分信息，不排除{worst}",
            (
                "{claim}: at the close of {as_of}, by {regime} (version {version}), at least {grade}; "
                "for lack of facts, {worst} is not excluded"
            ),
        ),
        "days": (
            "逾期 {days}：最早一笔未付款项应于 {due}支付，自 {first}起计至 {as_of}（含首尾）",
            "{days} past due: the oldest sum unpaid fell due on {due}, counted from {first} to {as_of}, both days in",
        ),
        "materiality": (
            "重要性标准：零售超过 {retail}、其他超过 {other}，且超过所欠总额的 {percent}%",
            "material: more than {retail} (retail) or {other} (other), and more than {percent} % of all that is owed",
        ),
        "days.none": ("截至 {as_of}无应付未付款项", "nothing is due and unpaid at the close of {as_of}"),
        "days.grace": (
            "合同宽限期至 {last}，只影响罚息和报送，不减少逾期天数",
            "the contract's grace runs to {last}; it delays penalty and reporting and takes off no day",
        ),
        "days.material": (
            "未付金额连续达到重要性标准 {days}",
            "what is unpaid was material for {days} in a row",
        ),
        "since": ("自 {since}起", "since {since}"),
        "bad_since": ("最迟自 {since}起为不良", "non-performing since {since} at the latest"),
        "verdict.hit": ("成立", "holds"),
        "verdict.clear": ("未触发", "does not hold"),
        "verdict.excused": ("例外", "excused"),
        "verdict.unjudged": ("无法判断", "cannot be judged"),
        "verdict.not_asked": ("未启用", "not chosen"),
        "said.hit": ("{title}：{end}", "{title}: {end}"),
        "said.excused": ("{title}：属例外或已期满，不适用“{end}”", "{title}: excused or over, so not “{end}”"),
        "said.unjudged": ("{title}：无法判断；如成立，{end}", "{title}: cannot be judged; if it holds, {end}"),
        "listed.clear": ("未触发：{rules}", "do not hold: {rules}"),
        "listed.not_asked": ("可选规则，未启用：{rules}", "options, not chosen: {rules}"),
        "fact": ("{fact}：{value}", "{fact}: {value}"),
        "fact.share": (
            "该债务人在本行债权 {total}，其中不良 {part}",
            "the debtor's claims at this bank are {total}, non-performing {part}",
        ),
        "fact.group": (
            "集团{group}截至 {as_of}日终在本行债权 {total}，其中不良 {part}",
            "at the close of {as_of} the claims on group {group} are {total}, non-performing {part}",
        ),
        "fact.elsewhere": (
            "据 {on}的征信报告，该债务人在所有银行的债务为 {total}，其中逾期超过 90 天 {part}",
            "by the report of {on} the debtor's debt at all banks is {total}, more than 90 days past due {part}",
        ),
        "fact.rate": ("按 {on}汇率 1 {of} = {rate} {into}", "at the rate of {on}, 1 {of} = {rate} {into}"),
        "fact.source": ("资料来源：{source}", "source: {source}"),
        "fact.loss": ("债权余额 {total}，预期信用损失 {part}", "balance {total}, expected credit loss {part}"),
        "excused": ("例外：{title}", "excused: {title}"),
        "missing": ("缺少：{facts}；未知不等于“否”", "not known: {facts}; unknown is not “no”"),
        "missing.excuse": (
            "如有{facts}的证明，可能属例外或已期满；未证明的，不作例外",
            "if proven, {facts} might excuse it or end its term; what is not proven excuses nothing",
        ),
        "holds": ("期间：{opens}至 {last}（含首尾）", "holds from {opens} to {last}, both days in"),
        "term": (
            "{title}：自 {start}起，至少 {least}{periods}，最早 {end}期满",
            "{title}: from {start}, at least {least}{periods}; over on {end} at the earliest",
        ),
        "term.periods": (
            "、{count} 个还款期，取较长者（{counting}）",
            " and {count} repayment periods, whichever is longer ({counting})",
        ),
        "term.plain": ("（自该日起计）", ", counted from that day"),
        "term.late": (
            "其间有款项逾期后于 {paid}才付清，自该日重新起计",
            "a sum was paid past its day, on {paid}, and the term runs anew from then",
        ),
        "term.open": (
            "条文未明确计法，可改用其他计法；默认取较严者",
            "the text leaves the counting open; it may be read the other way, the default is the stricter",
        ),
    }
)

_FAULTS: dict[str, Text] = {
    **pair(
        "days.overlap",
        ("不与前一档重叠的天数", "days that the bucket before does not hold"),
        ("改正两档之间的界限", "mend the bound between the two buckets"),
    ),
    **pair(
        "days.gap",
        ("覆盖第 {first} 至 {last} 天的一档", "a bucket that holds {first} to {last} days"),
        ("补上缺少的一档，或改正界限", "add the bucket that is missing, or mend the bound"),
    ),
    **pair(
        "days.open",
        ("自第 {first} 天起无上限的最后一档", "a last bucket from {first} days on, without end"),
        ("补上最后一档，或去掉其上限", "add the last bucket, or take off its upper bound"),
    ),
    **pair(
        "days.order",
        ("不低于下限的上限", "an upper bound that is not below the lower"),
        ("核对两个界限", "check the two bounds"),
    ),
    **pair(
        "days.better",
        ("不好于前一档的级别", "a grade that is not better than that of the bucket before"),
        ("逾期越长，级别不得越好", "the longer past due, the worse the grade or the same"),
    ),
    **pair(
        "days.bound",
        (
            "一个下限（above 或 at_least），至多一个上限（at_most 或 below）",
            "one of above and at_least, and at most one of at_most and below",
        ),
        ("各写一个界限", "write one bound of each"),
    ),
    **pair(
        "age.better",
        ("差于前一步的不良级别", "a non-performing grade, worse than that of the step before"),
        ("不良时间越长，级别越差", "the longer non-performing, the worse the grade"),
    ),
    **pair(
        "age.order",
        ("长于前一步的期间", "a span longer than that of the step before"),
        ("由短到长排列", "write the shorter first"),
    ),
    **pair(
        "rate.own",
        ("另一币种", "another currency"),
        ("汇率须在两个币种之间", "a rate is between two currencies"),
    ),
    **pair(
        "rate.range",
        ("大于 0、不超过 {high} 的数", "a number above 0, at most {high}"),
        ("写明 1 单位折合多少", "say what one unit is worth"),
    ),
    **pair(
        "group.member",
        ("属该集团成员的债务人", "debtors who are members of the group"),
        ("列入该集团成员，或改用其所在集团", "list it among the members, or give the group it is in"),
    ),
    **pair(
        "regime.mixed",
        ("按同一标准得出的集团情况", "a standing of the group by the same regime"),
        ("按本标准重新得出集团情况", "work the standing of the group out by this regime"),
    ),
    **pair(
        "citation.unknown",
        ("[citations] 中已列出的依据", "a source listed under [citations]"),
        ("在 [citations] 中列出，或改正名称{near}", "list it under [citations], or mend the name{near}"),
    ),
    **pair(
        "term.unknown",
        ("[[term]] 中已有的期限", "a term listed under [[term]]"),
        ("改正期限编号{near}", "mend the id of the term{near}"),
    ),
    **pair(
        "option.unknown",
        ("该标准的可选规则或可改计法的期限", "an option of this regime, or a term whose reading is open"),
        ("改正编号{near}", "mend the id{near}"),
    ),
    **pair(
        "test.rewards",
        (
            "由债权明细得出的要素：规则中用 above、at_least 或 true，例外中用 at_most、below 或 false",
            "of what is worked out from the claims: above, at_least or true in a rule; at_most, below or false in an excuse",
        ),
        ("改用另一方向的比较", "compare the other way round"),
    ),
    **pair(
        "regime.range",
        ("在该标准施行期间内的日期", "a day on which the regime is in force"),
        ("改用当时施行的标准", "use the regime that was in force that day"),
    ),
    **pair(
        "fact.derived",
        ("由债权明细得出、不得直接提供的要素", "no fact that is worked out from the claims"),
        ("删去该要素，提供应付未付明细和余额", "leave it out; give the sums due and the balances instead"),
    ),
    **pair(
        "class.worst",
        ("不好于最低要求的级别", "a grade not better than the floor"),
        ("核对两个级别", "check the two grades"),
    ),
    **pair(
        "class.better",
        ("不好于最低要求的级别", "a grade not better than the lowest allowed"),
        ("按最低要求或更差的级别提出", "propose the lowest grade allowed, or a worse one"),
    ),
}

CLASSES: dict[str, Text] = {**_LABELS, **_READ_ALOUD, **_ANSWERS, **_FAULTS}
