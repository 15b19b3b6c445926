"""The words of what a group owes together."""

from loanvisit.words.text import Text

GROUPING: dict[str, Text] = {
    "group_figure.total": Text(
        zh="集团 {group}：{count}，贷款合计 {total}", en="group {group}, {count}: {total} in all"
    ),
    "group_figure.unknown": Text(
        zh="集团 {group}：{count}，合计未能判定，未取得金额的有 {unknown}",
        en="group {group}, {count}: no sum, for the amounts of {unknown} are not known",
    ),
    "group_figure.mixed": Text(
        zh="集团 {group}：{count}，合计未能判定，币种不一（{currencies}）",
        en="group {group}, {count}: no sum, for the currencies differ ({currencies})",
    ),
    "group_figure.nothing": Text(
        zh="集团 {group}：{count}，均无未结清贷款", en="group {group}, {count}: none has a live loan"
    ),
}
