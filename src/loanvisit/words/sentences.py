"""One-line statements about duties, visits and findings, and the sentence that reads a clause aloud."""

from loanvisit.words.text import Text

SENTENCES: dict[str, Text] = {
    "obligation": Text(zh="{subject}：{title}，最迟 {last}", en="{subject}: {title}, last day {last}"),
    "visit.because": Text(zh="{subject} 应作{title}，最迟 {last}", en="{title} of {subject}, last day {last}"),
    "finding": Text(zh="{code} {title}（{weight}）", en="{code} {title} ({weight})"),
    "exemption": Text(
        zh="{subject}：条款 {clause} 免检，因{fact}为{value}",
        en="{subject}: exempt from clause {clause}, because the {fact} is {value}",
    ),
    "condition.is": Text(zh="{fact}为{values}", en="the {fact} is {values}"),
    "condition.is_not": Text(zh="{fact}不为{values}", en="the {fact} is not {values}"),
    "condition.yes": Text(zh="属于“{fact}”情形", en="“{fact}” applies"),
    "condition.no": Text(zh="不属于“{fact}”情形", en="“{fact}” does not apply"),
    "fact.mark": Text(zh="{fact}", en="mark “{fact}”"),
    "condition.known": Text(zh="{fact}已知", en="the {fact} is known"),
    "condition.not_known": Text(zh="{fact}不详", en="the {fact} is not known"),
    "condition.number.at_least": Text(zh="{fact}不低于{values}", en="the {fact} is {values} or more"),
    "condition.number.above": Text(zh="{fact}超过{values}", en="the {fact} is more than {values}"),
    "condition.number.at_most": Text(zh="{fact}不超过{values}", en="the {fact} is {values} or less"),
    "condition.number.below": Text(zh="{fact}低于{values}", en="the {fact} is less than {values}"),
    "condition.date.at_least": Text(zh="{fact}不早于{values}", en="the {fact} is {values} or later"),
    "condition.date.above": Text(zh="{fact}晚于{values}", en="the {fact} is after {values}"),
    "condition.date.at_most": Text(zh="{fact}不晚于{values}", en="the {fact} is {values} or earlier"),
    "condition.date.below": Text(zh="{fact}早于{values}", en="the {fact} is before {values}"),
    "condition.grade.at_least": Text(zh="{fact}为{values}及以下（更差）", en="the {fact} is {values} or worse"),
    "condition.grade.above": Text(zh="{fact}差于{values}", en="the {fact} is worse than {values}"),
    "condition.grade.at_most": Text(zh="{fact}为{values}及以上（更好）", en="the {fact} is {values} or better"),
    "condition.grade.below": Text(zh="{fact}好于{values}", en="the {fact} is better than {values}"),
    "series.case": Text(zh="{case}（{clauses}）", en="{case} ({clauses})"),
    "series.none": Text(zh="无条款", en="no clause"),
    "series.more": Text(zh="另有 {count} 种情形", en="{count} more"),
    "require.once_after": Text(zh="{event}后 {span}内完成", en="once within {span} after the {event}"),
    "require.once_after.opens": Text(
        zh="{event}后 {opens}至 {span}之间完成", en="once between {opens} and {span} after the {event}"
    ),
    "require.that_day": Text(zh="{require}（当日计算在内）", en="{require}, that day counted"),
    "require.lasting": Text(zh="{require}（事件终止即止）", en="{require}, while that lasts"),
    "require.every_period": Text(zh="每个{period}{times}（{first}）", en="{times} in every {period}, {first}"),
    "require.after_first": Text(zh="自放款所在期的下一期起", en="from the period after disbursement"),
    "require.with_first": Text(zh="含放款所在期", en="the period of disbursement included"),
    "require.every_grid": Text(
        zh="自{start}起每 {span}为一期，每期{times}", en="{times} in each period of {span} counted from {start}"
    ),
    "require.every_grid.times": Text(
        zh="自{start}起每 {span}为一期，每期不少于{times}",
        en="{times} or more in each period of {span} counted from {start}",
    ),
    "require.payout": Text(zh="放款日", en="disbursement"),
    "require.fact": Text(zh="{fact}", en="the {fact}"),
    "require.every_gap": Text(
        zh="距最近一次检查（尚无检查的，距首笔放款）不超过 {span}，应检期自截止日前 {opens}起",
        en="at most {span} after the last visit (after the first payout where there is none), "
        "the window opening {opens} before that limit",
    ),
    "require.before": Text(
        zh="{event}前 {opens}至前 {closes}之间完成", en="once between {opens} and {closes} before the {event}"
    ),
    "require.before.closing": Text(
        zh="{event}前 {opens}至当日之间完成", en="once between {opens} before the {event} and the day itself"
    ),
    "require.on_signal": Text(zh="{levels}预警信号发出后 {span}内完成", en="once within {span} of any {levels} signal"),
    "require.on_signal.kinds": Text(
        zh="{levels}预警信号（{kinds}）发出后 {span}内完成", en="once within {span} of any {levels} signal ({kinds})"
    ),
    "roll.earlier": Text(zh="截止日遇休息日提前", en="earlier if the last day is not a working day"),
    "roll.later": Text(zh="截止日遇休息日顺延", en="later if the last day is not a working day"),
    "roll.civil": Text(
        zh="首日不计，截止日遇休息日顺延（《民法典》第 200 至 203 条）",
        en="the first day not counted, later if the last day is not a working day (Civil Code 200-203)",
    ),
    "roll.none": Text(zh="截止日遇休息日不调整", en="the last day stands, working day or not"),
    "level.drawdown": Text(zh="每笔借据", en="each drawdown"),
    "level.loan": Text(zh="每笔贷款", en="each loan"),
    "level.borrower": Text(zh="每个借款人", en="each borrower"),
    "clause.always": Text(zh="一律适用", en="in every case"),
    "clause.narrowed": Text(zh="凡符合适用范围的", en="wherever the policy applies"),
    "policy.applies": Text(zh="适用范围：{conditions}。", en="The policy applies where {conditions}."),
    "policy.missing": Text(
        zh="除条款另有规定外，条件所需信息不详的，按最严情形处理，计入应检。",
        en="Unless a clause says otherwise, where a fact that its conditions turn on is not known, the strictest case is taken and the duty is owed.",
    ),
    "clause.where": Text(zh="{conditions}的", en="where {conditions}"),
    "clause": Text(
        zh="{title}：{level}，{when}，{require}；{by}；{roll}。",
        en="{title}, for {level} {when}: {require}; {by}; {roll}.",
    ),
    "clause.by_visit": Text(zh="方式：{accepts}，不少于 {people}", en="by {accepts}, at least {people}"),
    "clause.by_data": Text(zh="方式：{accepts}", en="by {accepts}"),
    "clause.at_desk": Text(zh="案头办理：{kind}", en="at the desk: {kind}"),
    "clause.evidence": Text(zh="须取得证明材料：{evidence}。", en="Evidence to obtain: {evidence}."),
    "clause.questions": Text(zh="须答复：{questions}。", en="To answer: {questions}."),
    "clause.separate": Text(
        zh="须单独检查，不与“{group}”组的其他检查合并。",
        en="It takes a visit of its own, which serves no other check of the group “{group}”.",
    ),
    "clause.oldest": Text(
        zh="逾期多期的，一次检查只补最早一期。", en="Of several periods overdue, one visit makes up the oldest only."
    ),
    "clause.undetermined": Text(
        zh="所需信息不详的，列为无法判定，不计入应检。",
        en="Where a fact it turns on is not known, the clause is left undecided and nothing is counted as owed.",
    ),
    "clause.from": Text(zh="自 {starts}起施行。", en="In force from {starts}."),
    "clause.until": Text(zh="施行至 {ends}。", en="In force until {ends}."),
    "clause.between": Text(zh="施行期间：{starts}至 {ends}。", en="In force from {starts} to {ends}."),
    "clause.override": Text(
        zh="此为临时调整，由 {approver} 批准，理由：{reason}。",
        en="This stands in for a time, approved by {approver}: {reason}.",
    ),
    "note.product": Text(zh="{product}（{count}）", en="{product} ({count})"),
    "note.unnamed_products": Text(
        zh="没有条款提到的产品：{products}；这些贷款只按不分产品的条款检查。",
        en="No clause names these products: {products}; their loans fall under clauses for every product only.",
    ),
    "note.unplaced.case": Text(zh="{case}（{count}）", en="{case} ({count})"),
    "note.unplaced": Text(
        zh="不适用任何条款的存续贷款：{cases}；本制度未对这些贷款作任何检查要求。",
        en="No clause applies to these live loans: {cases}; the policy asks for no visit of them.",
    ),
    "note.between.case": Text(zh="{starts}至 {ends}（{clauses}）", en="{starts} to {ends} ({clauses})"),
    "note.between": Text(
        zh="条款前后版本之间无任何版本施行的日期：{cases}；本制度对这些天内到期的检查未作要求。",
        en="Between two versions of a clause none is in force on these days: {cases}; nothing that would end on them "
        "is asked.",
    ),
    "note.unread": Text(
        zh="档案中与制度要求的形式不符的事实：{cases}；形式不符的值视同缺失，请改正。",
        en="The book holds facts in another form than the policy reads: {cases}; such a value counts as missing, so mend it.",
    ),
    "note.unread.case": Text(
        zh="{fact}（{code}），应为{form}，{count} 处", en="{fact} ({code}), expected {form}, {count} in all"
    ),
    "note.unread.name": Text(
        zh="档案中名称与制度所用事实相近而不相同的事实：{cases}；如系笔误请改正，制度不读取其他名称的事实。",
        en="The book holds facts whose names are near one that the policy reads: {cases}; mend them where that one is meant, for the policy reads no other.",
    ),
    "note.unread.name.case": Text(zh="{code}{near}，{count} 处", en="{code}{near}, {count} in all"),
    "form.fact.flag": Text(zh="是或否（True / False）", en="yes or no (True / False)"),
    "form.fact.whole": Text(zh="整数", en="a whole number"),
    "form.fact.decimal": Text(zh="小数（Decimal）", en="a decimal number (Decimal)"),
    "form.fact.money": Text(zh="金额（Money）", en="an amount (Money)"),
    "form.fact.date": Text(zh="日期（date）", en="a day (date)"),
    "form.fact.grade": Text(zh="所定等级体系的等级（Grade）", en="a grade of the scale declared (Grade)"),
    "form.fact.code": Text(zh="文本代码", en="a code, written as text"),
    "form.fact.codes": Text(zh="下列代码之一：{codes}", en="one of the codes {codes}"),
    "note.near.case": Text(zh="{code}{near}，条款 {clauses}", en="{code}{near}, clause {clauses}"),
    "note.near.evidence": Text(
        zh="与已知证明材料相近而不相同的材料种类：{cases}；如系笔误请改正，所取得的其他材料不抵用。",
        en="These kinds of evidence are near a known one and yet another: {cases}; evidence of the other kind does not meet them, so mend them where that one is meant.",
    ),
    "note.near.product": Text(
        zh="与已知产品相近而不相同、名下也没有贷款的产品：{cases}；如系笔误请改正，条款不适用于其他产品的贷款。",
        en="These products are near a known one and yet another, and no loan is of them: {cases}; a clause for them does not apply to loans of the other, so mend them where that one is meant.",
    ),
    "note.near.purpose": Text(
        zh="与内置检查目的相近而不相同的检查目的：{cases}；如系笔误请改正，为其他目的所作的检查不抵用。",
        en="These purposes are near one of the presets and yet another: {cases}; a visit for the other one does not "
        "meet them, so mend them where that one is meant.",
    ),
    "note.override.case": Text(
        zh="条款 {clause}，{starts}至 {ends}（{periods}；理由：{reason}）",
        en="clause {clause}, {starts} to {ends} ({periods}; reason: {reason})",
    ),
    "note.override.empty": Text(
        zh="调整期间不产生到期事项的临时调整：{cases}；按调整后的周期，没有一期在此期间截止，原有的检查在此期间不再要求。",
        en="By these overrides nothing falls due in their days: {cases}; no period of theirs ends then, and what the clause asked for before is not asked.",
    ),
    "note.override": Text(
        zh="不起作用的临时调整：{cases}；各期适用其截止日当日施行的条款，而调整期间内没有一期截止。要使其起作用，调整期间须包含某一期的截止日。",
        en="These overrides change nothing: {cases}; a period is asked by the words in force on its last day, and none ends in those days. Let an override run over the last day of one.",
    ),
    "undetermined": Text(
        zh="{subject}：条款 {clause} 无法判定，缺少{missing}",
        en="{subject}: clause {clause} cannot be decided, for lack of {missing}",
    ),
    "notice": Text(zh="{borrower}：{event}（{about}）", en="{borrower}: {event} ({about})"),
    "notice.record.filed": Text(zh="检查记录已提交", en="a record was filed"),
    "notice.visit.returned": Text(zh="检查被退回", en="a visit was returned"),
    "notice.visit.voided": Text(zh="检查被作废", en="a visit was voided"),
    "notice.finding.raised": Text(zh="发现问题", en="a problem was found"),
    "notice.cure.opened": Text(zh="下达整改", en="a cure was opened"),
    "notice.cure.submitted": Text(zh="整改已回复", en="a cure was submitted"),
    "notice.cure.rejected": Text(zh="整改未通过", en="a cure was rejected"),
    "notice.cure.verified": Text(zh="整改已验证", en="a cure was verified"),
    "notice.cure.extended": Text(zh="整改已延期", en="a cure was extended"),
    "notice.waived": Text(zh="已豁免", en="let go by a waiver"),
}
