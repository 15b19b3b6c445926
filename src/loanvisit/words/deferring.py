"""The words of a duty moved later once, or met by another method: what is allowed and refused, and how it is told."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

DEFERRING: dict[str, Text] = {
    "obligation.deferred": Text(
        zh="{subject}：{title}，最迟 {last}（由 {was}延期）",
        en="{subject}: {title}, last day {last} (deferred from {was})",
    ),
    "move.defer": Text(zh="延期检查", en="defer"),
    "relation.asker": Text(zh="申请人", en="asker"),
    "notice.deferred": Text(zh="已批准延期检查", en="deferred"),
    "briefing.duties.deferred": Text(zh="应检中，延期检查{count}。", en="Of those due, deferred:{count}."),
    "proof.deferred": Text(
        zh="延期检查：最迟日由{was}延至{last}", en="deferred: its last day was moved from {was} to {last}"
    ),
    "proof.deferred.granted": Text(
        zh="延期检查 {deferral}：{granted}批准，最迟日由{was}延至{last}",
        en="deferred ({deferral}): on {granted} its last day was moved from {was} to {last}",
    ),
    "proof.met.deferred": Text(
        zh="已由{by}于{day}履行，在延期后的期限内（原最迟日 {was}）",
        en="met by {by} on {day}, within the term as deferred (it was due on {was})",
    ),
    "notice.substituted": Text(zh="已批准替代方式", en="another method was allowed"),
    "proof.substituted": Text(
        zh="替代方式 {name}：{granted}至{until}可由{method}替代",
        en="substituted ({name}): from {granted} to {until} it may be met by {method}",
    ),
    "ruling.deferred": Text(zh="应检事项只能延期一次", en="a duty is deferred once only"),
    "ruling.at_law": Text(
        zh="法律步骤的期限不由本行延长", en="the last day of a step at law is not the bank's to move"
    ),
    "ruling.overdue": Text(
        zh="已过最迟日 {last}，不得延期", en="its last day, {last}, is over: what is overdue is not deferred"
    ),
    "ruling.unopened": Text(
        zh="检查窗口{opens}才开启，尚非应检，不得延期",
        en="its window opens on {opens} only: nothing is owed yet that could be deferred",
    ),
    "remedy.deferred": Text(zh="在已延期的最迟日前完成检查", en="make the visit by the last day as deferred"),
    "remedy.at_law": Text(zh="在期限内办理", en="take the step in time"),
    "remedy.overdue": Text(
        zh="尽快检查，按逾期完成登记；确不需检查的，报批豁免",
        en="make the visit, late as it is; where none is needed, have the duty waived",
    ),
    "remedy.unopened": Text(zh="窗口开启后再申请", en="ask once the window is open"),
    **pair(
        "deferral.own",
        ("申请人以外的批准人", "an approver who did not ask for it"),
        ("换由他人批准", "let somebody else approve it"),
    ),
}
