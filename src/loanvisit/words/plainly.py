"""What somebody at a desk is told of a fault: whole sentences, without a path, a type or the name of a program.

A code that has no sentence of its own is told by what was expected and how to mend it.
"""

from loanvisit.words.text import Text

PLAINLY: dict[str, Text] = {
    "plain": Text(zh="应为{expected}。{remedy}。", en="This takes {expected}; {remedy}."),
    "plain.ruling": Text(zh="{reason}。{remedy}。", en="Refused: {reason}; {remedy}."),
    "plain.more": Text(zh="另有 {count} 处错误未列出。", en="{count} more faults are not listed."),
    "plain.conflict": Text(
        zh="其间已有他人办理或更新。请重新打开页面，看清现状后再办理。",
        en="Somebody else has changed this in the meantime. Open the page again, see how it stands, and repeat the step.",
    ),
    "plain.date.none": Text(
        zh="没有这一天。请核对年、月、日。", en="There is no such day. Check the year, the month and the day."
    ),
    "plain.empty": Text(zh="至少填写一项。", en="At least one entry is needed."),
    "plain.id.absent": Text(
        zh="没有这个编号。请核对后重新填写。", en="This number is not known. Check it and enter it again."
    ),
    "plain.id.duplicate": Text(
        zh="该编号已经用过。请核对是否重复填报。", en="This number is taken. See whether it was filed before."
    ),
    "plain.id.unknown": Text(
        zh="档案中没有这个编号。请核对后重新填写。",
        en="The file holds nothing of this number. Check it and enter it again.",
    ),
    "plain.key.forbidden": Text(zh="此项由系统填写，请勿填报。", en="The system fills this in. Leave it out."),
    "plain.key.missing": Text(zh="此项必填。", en="This must be filled in."),
    "plain.key.unknown": Text(zh="没有这一项，请删去。", en="There is no such field. Leave it out."),
    "plain.type": Text(
        zh="所填内容的格式不对。请重新填写。", en="What was entered is of another form. Enter it again."
    ),
    "plain.visit.unknown": Text(
        zh="档案中没有这次检查。请重新打开应检清单。",
        en="The file holds no such visit. Open the list of visits due again.",
    ),
}
