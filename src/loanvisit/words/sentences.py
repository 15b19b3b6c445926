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
    "condition.at_least": Text(zh="{fact}不低于{values}", en="the {fact} is {values} or more"),
    "condition.above": Text(zh="{fact}超过{values}", en="the {fact} is above {values}"),
    "condition.at_most": Text(zh="{fact}不超过{values}", en="the {fact} is {values} or less"),
    "condition.below": Text(zh="{fact}低于{values}", en="the {fact} is below {values}"),
    "require.once_after": Text(zh="{event}后 {span}内", en="once within {span} after the {event}"),
    "require.every_period": Text(zh="每个{period} {times} 次（{first}）", en="{times} in every {period} ({first})"),
    "require.after_first": Text(zh="自放款所在期的下一期起", en="from the period after disbursement"),
    "require.with_first": Text(zh="含放款所在期", en="the period of disbursement included"),
    "require.every_grid": Text(zh="自放款日起每 {span}一次", en="every {span} counted from disbursement"),
    "require.every_gap": Text(
        zh="距最近一次检查不超过 {span}（到期前 {opens}起可检）",
        en="at most {span} after the last visit, from {opens} before that day",
    ),
    "require.before": Text(zh="{event}前 {opens}至前 {closes}之间", en="between {opens} and {closes} before {event}"),
    "require.on_signal": Text(zh="{levels}预警信号发出后 {span}内", en="within {span} of a signal ({levels})"),
    "roll.earlier": Text(zh="遇休息日提前", en="earlier if not a working day"),
    "roll.later": Text(zh="遇休息日顺延", en="later if not a working day"),
    "roll.none": Text(zh="遇休息日不调整", en="whether or not a working day"),
    "level.drawdown": Text(zh="每笔借据", en="each drawdown"),
    "level.loan": Text(zh="每笔贷款", en="each loan"),
    "level.borrower": Text(zh="每个借款人", en="each borrower"),
    "clause.always": Text(zh="一律适用", en="in every case"),
    "clause.visitors": Text(zh="{count} 人", en="visitors: {count}"),
    "clause": Text(
        zh="{level}，{when}：{require}，作{title}；方式：{accepts}，{people}；{roll}。",
        en="{title} of {level}, {when}: {require}; by {accepts}, {people}; {roll}.",
    ),
    "undetermined": Text(
        zh="{subject}：条款 {clause} 无法判定，缺少{missing}",
        en="{subject}: clause {clause} cannot be decided, for lack of {missing}",
    ),
}
