"""What somebody at a desk is told of a fault: whole sentences, without a path, a type or the name of a program.

A code that has no sentence of its own is told by what was expected and how to mend it.
"""

from loanvisit.words.text import Text

PLAINLY: dict[str, Text] = {
    "plain": Text(zh="应为{expected}。{remedy}。", en="This takes {expected}; {remedy}."),
    "plain.ruling": Text(zh="{reason}。{remedy}。", en="Refused: {reason}; {remedy}."),
    "plain.more": Text(zh="另有 {count} 处错误未列出。", en="Faults not listed: {count}."),
    "plain.amount.grammar": Text(
        zh="金额写法不对。请用半角数字和小数点填写，最多 18 位。",
        en="This is not how an amount is written. Use digits and a decimal sign, at most 18 digits.",
    ),
    "plain.amount.type": Text(
        zh="金额的格式不对。请重新填写。",
        en="The amount is of another form. Enter it again.",
    ),
    "plain.argument": Text(
        zh="所填内容无法办理。请核对后重新填写。",
        en="What was entered cannot be worked with. Check it and enter it again.",
    ),
    "plain.clock.back": Text(
        zh="系统时间早于已有的记录，未予办理。请通知管理员校准时钟。",
        en="The clock is behind what was done before, and nothing was saved. Ask the administrator to set it right.",
    ),
    "plain.conflict": Text(
        zh="其间已有他人办理或更新。请重新打开页面，看清现状后再办理。",
        en="Somebody else has changed this in the meantime. Open the page again, see how it stands, and repeat the step.",
    ),
    "plain.control_char": Text(
        zh="文字中有看不见的字符。请删去，或重新键入。",
        en="There are characters here that nobody sees. Remove them, or type it anew.",
    ),
    "plain.date.instant": Text(
        zh="日期须为办理当天。请核对日期。",
        en="The date must be that of the day this is done. Check it.",
    ),
    "plain.date.none": Text(
        zh="没有这一天。请核对年、月、日。", en="There is no such day. Check the year, the month and the day."
    ),
    "plain.duplicate": Text(
        zh="有一项填了两次。请删去其一。",
        en="One entry is given twice. Remove one of the two.",
    ),
    "plain.empty": Text(zh="至少填写一项。", en="At least one entry is needed."),
    "plain.evidence.changed": Text(
        zh="该影像与登记时不一致。请取回原件后重新登记。",
        en="The image is not what was filed. Fetch the original and file it again.",
    ),
    "plain.horizon": Text(
        zh="止期早于基准日。请改正止期。",
        en="The last day lies before the day counted from. Mend it.",
    ),
    "plain.id.absent": Text(
        zh="没有这个编号。请核对后重新填写。", en="This number is not known. Check it and enter it again."
    ),
    "plain.id.charset": Text(
        zh="编号的写法不对。请去掉空格和看不见的字符，全角改为半角。",
        en="This is not how a number is written. Remove spaces and unseen characters; use half-width forms.",
    ),
    "plain.id.derived": Text(
        zh="编号与内容不符。请勿改动系统编号。",
        en="The number does not fit the content. Leave the system's numbers as they are.",
    ),
    "plain.id.duplicate": Text(
        zh="该编号已经用过。请核对是否重复填报。", en="This number is taken. See whether it was filed before."
    ),
    "plain.id.unknown": Text(
        zh="档案中没有这个编号。请核对后重新填写。",
        en="The file holds nothing of this number. Check it and enter it again.",
    ),
    "plain.instant.naive": Text(
        zh="时间未注明时区。请补上，例如 +08:00。",
        en="The time does not say its time zone. Add it, for example +08:00.",
    ),
    "plain.json": Text(
        zh="送来的内容无法读取。请重新生成后再送。",
        en="What was sent cannot be read. Make it again and send it once more.",
    ),
    "plain.key.forbidden": Text(zh="此项由系统填写，请勿填报。", en="The system fills this in. Leave it out."),
    "plain.key.missing": Text(zh="此项必填。", en="This must be filled in."),
    "plain.key.taken": Text(
        zh="这次提交与先前另一次提交的标记相同，未予办理。请重新打开页面后再提交。",
        en="Something else was sent under the same mark before, and nothing was saved. Open the page again and send it.",
    ),
    "plain.key.type": Text(
        zh="项目名称须为文字。请改正。",
        en="The name of a field must be text. Mend it.",
    ),
    "plain.key.unknown": Text(zh="没有这一项，请删去。", en="There is no such field. Leave it out."),
    "plain.number.grammar": Text(
        zh="整数写法不对。请只用半角数字，最多 18 位。",
        en="This is not how a whole number is written. Use digits alone, at most 18.",
    ),
    "plain.storage.failed": Text(
        zh="保存时出错。请再提交一次；仍不成功，请通知管理员。",
        en="Saving failed. Send it once more; if it fails again, tell the administrator.",
    ),
    "plain.text.control": Text(
        zh="文字中有看不见的字符。请删去，或重新键入。",
        en="There are characters here that nobody sees. Remove them, or type it anew.",
    ),
    "plain.trail.broken": Text(
        zh="办理轨迹与封存时不一致。请停止办理，通知管理员核对。",
        en="The trail is not what was sealed. Stop here, and tell the administrator.",
    ),
    "plain.trail.head": Text(
        zh="办理轨迹的末尾有缺失。请停止办理，通知管理员核对。",
        en="The end of the trail is missing. Stop here, and tell the administrator.",
    ),
    "plain.type": Text(
        zh="所填内容的格式不对。请重新填写。", en="What was entered is of another form. Enter it again."
    ),
    "plain.visit.unknown": Text(
        zh="档案中没有这次检查。请重新打开应检清单。",
        en="The file holds no such visit. Open the list of visits due again.",
    ),
}
