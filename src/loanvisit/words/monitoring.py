"""What is said of runs of monitoring: their lines, states and moves, the reasons of rules, and what is wrong with one."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

_LABELS: dict[str, tuple[str, str]] = {
    "run_outcome.clean": ("未命中", "clean"),
    "run_outcome.hit": ("命中", "hit"),
    "run_outcome.missing": ("数据不足", "data missing"),
    "state.run.drafted": ("已生成", "drafted"),
    "state.run.entered": ("已登记", "entered"),
    "state.run.reviewed": ("已抽样复核", "reviewed by sample"),
    "state.run.closed": ("已办结", "closed"),
    "state.run.void": ("已作废", "void"),
    "move.enter": ("登记批次", "enter"),
    "move.review": ("抽样复核", "review by sample"),
    "move.conclude": ("办结批次", "close"),
    "relation.starter": ("批次发起人", "starter of the run"),
    "ruling.run_disagrees": ("抽样复核有不一致的明细，批次不得办结", "a line drawn for review was found otherwise"),
    "remedy.run_disagrees": ("作废该批次，查明原因后重跑", "void the run, find out why, and run again"),
    "series.monthly_status": ("月度还款状态", "monthly repayment status"),
    "series.inflow": ("账户流入", "account inflow"),
    "run": (
        "监测批次 {id}（数据截至{cut}）：共{members}户（笔），未命中{clean}，命中{hit}，数据不足{missing}",
        "run {id} (data as of {cut}): {members} members, {clean} clean, {hit} hit, {missing} with data missing",
    ),
    "run.hit": ("{level}信号（{rule}）：{reason}", "{level} signal ({rule}): {reason}"),
    "run.lacking": ("未取得数据：{series}", "not obtained: {series}"),
    "paper.run": ("监测批次明细", "line of a monitoring run"),
    "run.paper.title": ("补做访谈：监测数据不足", "interview, monitoring data missing"),
    "run.paper.text": ("本期监测{lacking}，须访谈核实", "in this run, {lacking}; an interview looks into it"),
    "refused.run_brings": (
        "监测批次不带答复和凭证，不能履行要求凭证的事项",
        "a run brings no answers and no evidence, which this duty demands",
    ),
    "refused.run_missing": ("{lacking}，视为未监测", "{lacking}: it was not looked at"),
    "rule.overdue": (
        "最近一个月还款状态为 {status}，逾期最多 {most} 天；阈值：超过 {bound} 天",
        "status {status} in the last month: up to {most} days past due; threshold: more than {bound}",
    ),
    "rule.overdue.open": (
        "最近一个月还款状态为 {status}，逾期 {least} 天以上；阈值：超过 {bound} 天",
        "status {status} in the last month: {least} days past due or more; threshold: more than {bound}",
    ),
    "rule.missed": (
        "最近 {months} 个月有 {count} 期逾期 {days} 天以上；阈值：{bound} 期",
        "in the last {months} months {count} instalments were {days} days past due or more; threshold {bound}",
    ),
    "rule.inflow": (
        "最近 {recent} 个月月均流入较 {whole} 个月月均变动 {change}%（向下取整）；阈值：低于 {bound}%",
        "mean monthly inflow of {recent} months against {whole}: {change}%, rounded down; threshold: below {bound}%",
    ),
    "rules.practice": ("贷后监测通行做法", "practice of post-loan monitoring"),
    "payment.asked": (
        "贷款 {loan} 于{day}的支付须核实用途：{purpose}",
        "loan {loan}: the payment of {day} is to be looked into; purpose: {purpose}",
    ),
    "asked.payment": (
        "{day}有一笔支付；提纲：{title}（{version}）",
        "a payment was made on {day}; outline: {title} ({version})",
    ),
    "payment.none": ("未取得支付用途", "the purpose of the payment is not obtained"),
    "lead": (
        "转差 {of} 户（笔），此前已命中 {warned}，平均提前 {months} 个月",
        "of {of} that went bad {warned} had been hit before, {months} months ahead on average",
    ),
    "lead.none": ("转差 {of} 户（笔），此前已命中 {warned}", "of {of} that went bad {warned} had been hit before"),
}

MONITORING: dict[str, Text] = {
    **{key: Text(zh=zh, en=en) for key, (zh, en) in _LABELS.items()},
    **pair(
        "run.stale",
        ("数据截止日之后 {bound} 日内的运行日", "a day at most {bound} days after the data cut"),
        ("按新的数据截止日重跑", "run again with a later data cut"),
    ),
    **pair(
        "run.rule_twice",
        ("代码不重复的规则", "rules of different codes"),
        ("每条规则只列一次", "list each rule once"),
    ),
    **pair(
        "run.file",
        ("批次内借款人的档案", "the file of a borrower in the run"),
        ("核对批次和档案", "check the run and the file"),
    ),
    **pair(
        "run.sample",
        ("从本批次明细中抽取的样本", "a sample drawn from the lines of this run"),
        ("以本批次的复核总体重新抽样", "draw again from the review pool of this run"),
    ),
    **pair(
        "run.share",
        ("抽样与批次明细相符", "a draw whose strata are the outcomes of the run"),
        ("以本批次的复核总体重新抽样", "draw again from the review pool of this run"),
    ),
    **pair(
        "run.unchecked",
        ("每条抽中明细的复核结果", "a result for each line that was drawn"),
        ("补齐复核结果", "look at that line too, and state the result"),
    ),
    **pair(
        "run.not_drawn",
        ("抽中的明细", "a line that was drawn"),
        ("只登记抽中明细的复核结果", "state results of lines that were drawn"),
    ),
    **pair(
        "run.status",
        ("规则认识的还款状态", "a status that the rule knows"),
        ("补充状态对照，或更正数据", "add it to the table of statuses, or mend the data"),
    ),
}
