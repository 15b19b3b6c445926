"""Why nothing is due, and which least changes would change that."""

from loanvisit.words.text import Text

WHYS: dict[str, Text] = {
    "why.nothing": Text(zh="{day}，{subject} 没有应检事项", en="on {day} nothing is due about {subject}"),
    "why.due": Text(zh="{day}，{subject} 有 {count}", en="on {day} there are {count} about {subject}"),
    "why.due.1": Text(zh="{day}，{subject} 有 {count}", en="on {day} there is {count} about {subject}"),
    "why.clause": Text(zh="条款 {clause}：{title}", en="clause {clause}: {title}"),
    "why.clause.bare": Text(zh="条款 {clause}", en="clause {clause}"),
    "why.open": Text(zh="应检：窗口{opens}至{last}", en="due: window {opens} to {last}"),
    "why.exempt": Text(zh="免检，因{fact}为{value}", en="exempt, because the {fact} is {value}"),
    "why.undetermined": Text(zh="无法判定，缺少{missing}", en="cannot be decided, for lack of {missing}"),
    "why.not_in_force": Text(
        zh="免检，窗口不在条款有效期内（{dates}）", en="exempt: no window ends while the clause is in force ({dates})"
    ),
    "why.from": Text(zh="自{first}起", en="from {first}"),
    "why.to": Text(zh="至{last}止", en="to {last}"),
    "why.discharged": Text(
        zh="已履行：窗口{opens}至{last}，由{by}于{day}完成", en="discharged: window {opens} to {last}, by {by} on {day}"
    ),
    "why.waived": Text(
        zh="已豁免：窗口{opens}至{last}，豁免 {waiver} 至{expires}",
        en="waived: window {opens} to {last}, by {waiver} until {expires}",
    ),
    "why.let_go": Text(zh="{state}：窗口{opens}至{last}", en="{state}: window {opens} to {last}"),
    "why.later": Text(zh="另一窗口：{opens}至{last}", en="owed in another window: {opens} to {last}"),
    "why.level": Text(zh="对象为{level}，不直接问及 {subject}", en="asked about {level}, not about {subject} itself"),
    "why.silent": Text(zh="未作答复", en="no answer"),
    "nearest.nothing": Text(zh="没有应检事项", en="nothing is due"),
    "nearest.due": Text(zh="有应检事项", en="something is due"),
    "nearest.head": Text(
        zh="{day}，{subject} {now}；下列变动任一项即改变此答复",
        en="on {day}, {subject}: {now}; each of these changes that",
    ),
    "nearest.change": Text(zh="{change}：{answer}", en="{change}: {answer}"),
    "nearest.value": Text(zh="{subject} 的{fact}改为{value}", en="the {fact} of {subject} becomes {value}"),
    "nearest.withheld": Text(
        zh="{subject} 的{fact}有变（值已隐去）", en="the {fact} of {subject} changes (value withheld)"
    ),
    "nearest.event_gone": Text(zh="{subject} 没有{fact}", en="{subject} has no {fact}"),
    "nearest.event_added": Text(zh="{subject} 于{value}发生事件（{fact}）", en="{fact} of {subject} on {value}"),
    "nearest.event_removed": Text(
        zh="{subject} 没有事件 {name}（{fact}）", en="without the event {name} ({fact}) of {subject}"
    ),
    "nearest.visit_moved": Text(
        zh="{subject} 的最近一次检查（{name}）改在{value}", en="the last visit ({name}) to {subject} is on {value}"
    ),
    "nearest.visit_made": Text(zh="{subject} 当日作一次{value}", en="a visit that day to {subject}: {value}"),
    "nearest.visit_gone": Text(zh="{subject} 没有检查 {name}", en="without the visit {name} to {subject}"),
    "nearest.signal_raised": Text(zh="{subject} 当日有{value}预警", en="a signal that day about {subject}: {value}"),
    "nearest.signal_gone": Text(zh="{subject} 没有预警 {name}", en="without the signal {name} about {subject}"),
    "nearest.waiver_gone": Text(zh="{subject} 没有豁免 {name}", en="without the waiver {name} of {subject}"),
    "nearest.duty": Text(zh="{title}，最迟 {last}", en="{title}, last day {last}"),
    "nearest.visit": Text(zh="检查", en="visit"),
    "nearest.since": Text(zh="{fact}起始日", en="day since when the {fact} holds"),
    "nearest.steady": Text(
        zh="单独改变下列要素不改变此答复：{facts}", en="no change of one of these alone changes that: {facts}"
    ),
    "nearest.other_code": Text(zh="条款未列明的代码", en="a code that no clause names"),
}
