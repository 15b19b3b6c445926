"""The words of people and how they are put together: the organisation, pairs, delegation, meetings, hand-over."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

STAFFING: dict[str, Text] = {
    **pair(
        "organisation.top",
        ("只有一个机构没有上级", "one unit alone without a parent"),
        ("填写其上级机构", "name the unit above it"),
    ),
    **pair(
        "organisation.circle",
        ("不属于其下级的上级机构", "a parent that is not below the unit itself"),
        ("更正上级机构", "mend the parent"),
    ),
    **pair(
        "organisation.line",
        ("第三道防线之下只设第三道防线的机构", "the third line, as the unit above it"),
        ("更正防线，或改挂其他上级机构", "mend the line of defence, or place the unit elsewhere"),
    ),
    **pair(
        "organisation.post",
        (
            "与所在机构防线一致的岗位（{role}不属于该防线）",
            "roles of the unit's line of defence ({role} is of another)",
        ),
        ("更正岗位，或更正所在机构", "mend the role, or the officer's unit"),
    ),
}
