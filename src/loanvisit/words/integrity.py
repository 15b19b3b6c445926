"""The words of what is out of the ordinary about records."""

from loanvisit.words.text import Text

INTEGRITY: dict[str, Text] = {
    "integrity.kind.copied_text": Text(zh="检查文字雷同", en="text as in another record"),
    "integrity.kind.evidence_again": Text(zh="影像重复使用", en="evidence used again"),
    "integrity.kind.evidence_older": Text(zh="影像早于检查日", en="evidence older than the visit"),
    "integrity.kind.straight_answers": Text(zh="各项答复完全相同", en="the same answer to every question"),
    "integrity.kind.repeated_answers": Text(zh="答复与上次完全相同", en="answers as in the record before"),
    "integrity.kind.same_pair": Text(zh="检查人员长期未轮换", en="the same pair for long"),
    "integrity.kind.late_record": Text(zh="检查记录补录较晚", en="record filed long after the visit"),
    "integrity.kind.period_end": Text(zh="记录集中于季末", en="records crowded at quarter end"),
    "integrity.kind.impossible_travel": Text(zh="行程时间不合理", en="too far apart for the time between"),
    "integrity.kind.short_visit": Text(zh="检查用时过短", en="a very short visit"),
    "integrity.kind.photo_elsewhere": Text(zh="影像拍摄地与检查地不符", en="photo taken elsewhere"),
    "integrity.kind.photo_hours": Text(zh="影像拍摄时间不在检查时段", en="photo taken outside the hours of the visit"),
    "integrity.kind.call_not_apart": Text(zh="独立回访不独立", en="call-back not independent"),
    "integrity.kind.own_rule": Text(zh="本行自定信号", en="by a rule of the bank's own"),
    "integrity.strength.weak": Text(zh="弱", en="weak"),
    "integrity.strength.moderate": Text(zh="中", en="moderate"),
    "integrity.strength.strong": Text(zh="强", en="strong"),
    "integrity.line": Text(zh="{kind}（信号强度：{strength}）：{seen}", en="{kind} ({strength} signal): {seen}"),
    "integrity.copied.other": Text(
        zh="记录 {record} 的文字与另一借款人的记录 {earlier} 有 {share}% 相同",
        en="the text of record {record} agrees to {share}% with that of record {earlier}, of another borrower",
    ),
    "integrity.copied.own": Text(
        zh="记录 {record} 的文字与同一借款人此前的记录 {earlier} 有 {share}% 相同",
        en="the text of record {record} agrees to {share}% with that of record {earlier}, of the same borrower",
    ),
    "integrity.again.other": Text(
        zh="记录 {record} 的{kind}与另一借款人的记录 {earlier} 所附为同一文件（摘要相同）",
        en="record {record} has the same {kind}, by its digest, as record {earlier}, of another borrower",
    ),
    "integrity.again.own": Text(
        zh="记录 {record} 的{kind}与同一借款人此前的记录 {earlier} 所附为同一文件（摘要相同）",
        en="record {record} has the same {kind}, by its digest, as record {earlier}, of the same borrower",
    ),
    "integrity.again.before": Text(
        zh="记录 {record} 的{kind}与放款前已有的材料为同一文件（摘要相同）",
        en="record {record} has the same {kind}, by its digest, as what was there before disbursement",
    ),
    "integrity.older": Text(
        zh="记录 {record} 的{kind}形成于 {taken}，早于检查日 {day}",
        en="the {kind} of record {record} was taken on {taken}, before the day of the visit, {day}",
    ),
    "integrity.straight": Text(
        zh="记录 {record} 的 {count} 项答复完全相同", en="record {record} gives one and the same answer {count} times"
    ),
    "integrity.repeated": Text(
        zh="记录 {record} 的 {count} 项答复与此前的记录 {earlier} 逐项相同",
        en="the {count} answers of record {record} are, one by one, those of record {earlier} before it",
    ),
    "integrity.repeated.figures": Text(
        zh="记录 {record} 的 {count} 项答复（含数字）与此前的记录 {earlier} 逐项相同",
        en="the {count} answers of record {record}, figures among them, are one by one those of record {earlier} before it",
    ),
    "integrity.pair": Text(
        zh="至记录 {record} 为止，同一组人员连续检查该借款人 {count} 次（自 {first} 起）",
        en="up to record {record} the same persons made {count} visits in a row to the borrower, from {first} on",
    ),
    "integrity.travel": Text(
        zh="记录 {record} 与同一人员此前的记录 {earlier} 相距至少 {km} 公里，其间仅 {minutes} 分钟",
        en="record {record} is at least {km} km from record {earlier} by the same officer, with {minutes} minutes between",
    ),
    "integrity.short": Text(
        zh="记录 {record}（{method}）用时 {minutes} 分钟，通常不少于 {bound} 分钟",
        en="record {record} ({method}) took {minutes} minutes; at least {bound} are usual",
    ),
    "integrity.elsewhere": Text(
        zh="记录 {record} 的{kind}拍摄地距检查地至少 {metres} 米",
        en="the {kind} of record {record} was taken at least {metres} metres from the place of the visit",
    ),
    "integrity.hours": Text(
        zh="记录 {record} 的{kind}拍摄于检查时段之外 {minutes} 分钟",
        en="the {kind} of record {record} was taken {minutes} minutes outside the hours of the visit",
    ),
    "integrity.caller": Text(
        zh="独立回访记录 {record} 的致电人曾检查过该借款人",
        en="the caller of call-back {record} visited the borrower before",
    ),
    "integrity.number": Text(
        zh="独立回访记录 {record} 所拨号码来源：{source}，非核心系统",
        en="call-back {record} reached somebody by a number from {source}, not from the core system",
    ),
    "integrity.late": Text(
        zh="记录 {record} 于 {filed} 录入，检查日为 {day}，应于 {last} 前（含）录入",
        en="record {record} was filed on {filed}; the visit was on {day}, the last day to file it {last}",
    ),
    "integrity.period": Text(
        zh="机构 {unit} 在 {first} 至 {last} 共录入 {all} 份记录，其中 {count} 份（{share}%）集中于最后 {days} 天",
        en="unit {unit} filed {all} records from {first} to {last}, {count} of them ({share}%) on the last {days} days",
    ),
}
