"""The statements a proof is made of."""

from loanvisit.words.text import Text

PROOFS: dict[str, Text] = {
    "proof.visit": Text(
        zh="检查（回访）：借款人 {borrower}，{method}，最迟 {last}",
        en="visit to borrower {borrower}, {method}, last day {last}",
    ),
    "proof.duty": Text(zh="应检事项：{subject} {title}", en="duty: {title} of {subject}"),
    "proof.clause": Text(
        zh="条款：{policy} {version} 版 {clause}：{sentence}",
        en="clause: {policy} version {version}, {clause}: {sentence}",
    ),
    "proof.source": Text(zh="依据：{citation}（{confidence}）", en="source: {citation} ({confidence})"),
    "proof.fact": Text(zh="因{fact}为{value}", en="because the {fact} is {value}"),
    "proof.fact.governing": Text(
        zh="因本期适用的{fact}为{value}", en="because the {fact} that governs this period is {value}"
    ),
    "proof.lost": Text(
        zh="同组条款 {clause} 不适用：{fact}为{value}",
        en="clause {clause} of the same series does not apply: the {fact} is {value}",
    ),
    "proof.lost.dated": Text(
        zh="同组条款 {clause} 不适用：{last}不在其有效期内",
        en="clause {clause} of the same series does not apply: it is not in force on {last}",
    ),
    "proof.carried": Text(
        zh="档案所载：此前已应检；现行条款不再要求，仍须完成",
        en="carried by the file: it was owed before, and stays owed though the clauses of today do not ask for it",
    ),
    "proof.methods.data": Text(zh="认可方式：{accepts}", en="accepted: {accepts}"),
    "proof.methods": Text(zh="认可方式：{accepts}，不少于 {people}", en="accepted: {accepts}, at least {people}"),
    "proof.method.weak": Text(zh="{method}不能证明此项", en="{method} cannot prove it"),
    "proof.method.more": Text(
        zh="{method}亦可；计划取足够而最轻者", en="{method} would do as well; the plan takes the lightest that does"
    ),
    "proof.waived": Text(
        zh="豁免 {waiver}：自{granted}至{expires}", en="waived ({waiver}) from {granted} to {expires}"
    ),
    "proof.waiver.over": Text(
        zh="豁免 {waiver} 已于{expires}到期，仍应检", en="waiver {waiver} ran out on {expires}: it is owed again"
    ),
    "proof.met": Text(zh="已由{by}于{day}履行", en="met by {by} on {day}"),
    "proof.met.late": Text(zh="已由{by}于{day}履行，逾期 {days}", en="met by {by} on {day}, {days} late"),
    "proof.by.record": Text(zh="检查记录 {id}", en="record {id}"),
    "proof.by.visit": Text(zh="检查 {id}", en="visit {id}"),
    "proof.by.past": Text(zh="一次既往检查", en="a past visit"),
    "proof.lacks": Text(zh="尚缺：{lacks}", en="still lacks: {lacks}"),
    "proof.unmet": Text(zh="{day}的检查不能履行：{reason}", en="the visit of {day} does not meet it: {reason}"),
    "proof.assumed": Text(zh="缺少{fact}，按应检处理", en="{fact} is not known, so it is owed"),
    "proof.anchor": Text(zh="起算：{anchor}，{day}", en="counted from: {anchor}, {day}"),
    "proof.raw": Text(zh="推算日：{raw}", en="raw date: {raw}"),
    "proof.counted": Text(zh="自次日起计满 {days}：{listed}", en="{days} counted from the day after: {listed}"),
    "proof.counted.that_day": Text(zh="自当日起计满 {days}：{listed}", en="{days} counted from that day: {listed}"),
    "proof.counted.that_day.long": Text(
        zh="自当日起计满 {days}，至{last}", en="{days} counted from that day, to {last}"
    ),
    "proof.counted.long": Text(zh="自次日起计满 {days}，至{last}", en="{days} counted from the day after, to {last}"),
    "proof.off": Text(zh="{day}休息（{why}）{notice}，提前", en="{day} is off ({why}){notice}: earlier"),
    "proof.off.later": Text(zh="{day}休息（{why}）{notice}，顺延", en="{day} is off ({why}){notice}: later"),
    "proof.off.skipped": Text(zh="{day}休息（{why}）{notice}，不计", en="{day} is off ({why}){notice}: not counted"),
    "proof.works": Text(zh="{day}为工作日（{why}）{notice}", en="{day} is worked ({why}){notice}"),
    "proof.undecreed": Text(
        zh="{day}所在年度的放假安排尚未公布，暂按周末推算",
        en="the days of {day}'s year are not decreed yet; weekdays stand in",
    ),
    "proof.stays": Text(
        zh="{day}休息（{why}），日期不变：条款不作调整",
        en="{day} is off ({why}) and stays: the clause moves no date",
    ),
    "proof.stays.full": Text(
        zh="{day}休息（{why}），日期不变：窗口内没有工作日",
        en="{day} is off ({why}) and stays: no day of the window is worked",
    ),
    "proof.last": Text(zh="窗口：{opens}至{last}", en="window: {opens} to {last}"),
    "proof.provisional": Text(zh="该日为暂定日", en="the day is provisional"),
    "proof.overdue": Text(zh="截至{as_of}逾期 {days}", en="overdue by {days} at the close of {as_of}"),
    "proof.projected": Text(
        zh="属预测：假定此前检查均在最后一日完成", en="a forecast: it assumes earlier visits on their last day"
    ),
    "proof.merged": Text(zh="以上 {count}合并为一次检查：{others}", en="{count} merged into one visit: {others}"),
    "proof.other": Text(zh="{subject} {title}", en="{title} of {subject}"),
    "proof.alone": Text(zh="单独一次检查", en="a visit of its own"),
    "proof.weekday.works": Text(zh="{day}为工作日", en="{day} is worked"),
    "proof.weekday": Text(zh="周末", en="weekend"),
    "proof.workday": Text(zh="工作日", en="weekday"),
    "proof.notice": Text(zh="，见 {address}", en=", see {address}"),
    "anchor.drawdown": Text(zh="放款", en="disbursement"),
    "anchor.visit": Text(zh="最近一次检查", en="last visit"),
    "anchor.stepped": Text(
        zh="放款（此前检查不详，自放款日逐期推算，第 {count} 期）",
        en="disbursement (no visit known: step {count} from it)",
    ),
    "anchor.forecast": Text(zh="上一次检查的最后一日（预测）", en="the last day of the visit before (forecast)"),
    "anchor.maturity": Text(zh="到期日", en="maturity"),
    "anchor.signal": Text(zh="信号发出", en="signal raised"),
    "anchor.week": Text(zh="{year}年第 {part} 周", en="week {part} of {year}"),
    "anchor.half_month.a": Text(zh="{year}年{part}月上半月", en="first half of month {part} of {year}"),
    "anchor.half_month.b": Text(zh="{year}年{part}月下半月", en="second half of month {part} of {year}"),
    "anchor.month": Text(zh="{year}年{part}月", en="month {part} of {year}"),
    "anchor.quarter": Text(zh="{year}年第 {part} 季度", en="quarter {part} of {year}"),
    "anchor.half_year.1": Text(zh="{year}年上半年", en="first half of {year}"),
    "anchor.half_year.2": Text(zh="{year}年下半年", en="second half of {year}"),
    "anchor.year": Text(zh="{year}年", en="year {year}"),
    "anchor.turn": Text(zh="{period}（第 {count} 次）", en="{period} (no. {count})"),
}
