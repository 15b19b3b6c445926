"""The words of sources of repayment, of what a visit concludes, and of a visitor's dissent."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


CONCLUDING: dict[str, Text] = {
    **_labels(
        "repayment_order", {"first": ("第一还款来源", "first source"), "second": ("第二还款来源", "second source")}
    ),
    **_labels(
        "repayment_state",
        {
            "in_place": ("已落实", "in place"),
            "likely": ("基本落实", "likely"),
            "doubtful": ("存疑", "doubtful"),
            "none": ("未落实", "none"),
        },
    ),
    **_labels(
        "repayment_kind",
        {
            "sales": ("销售回款", "sales receipts"),
            "wages": ("工资收入", "wages"),
            "own_funds": ("自有资金", "own funds"),
            "refinancing": ("续贷或他行贷款", "a new loan here or elsewhere"),
            "asset_sale": ("处置资产", "sale of assets"),
            "shareholders": ("股东投入", "money of the owners"),
            "guarantor": ("保证人代偿", "payment by the guarantor"),
            "collateral": ("处置押品", "sale of the collateral"),
        },
    ),
    "repayment": Text(zh="{order}：{kind}，{state}", en="{order}: {kind}, {state}"),
    **pair(
        "repayment.none",
        ("还款来源“未落实”的，不填金额、日期和证明", "nothing, as there is no such source"),
        ("删去该项，或更改落实情况", "leave it out, or say how sure the source is"),
    ),
    **_labels(
        "disposition",
        {
            "continue": ("继续维持", "continue as before"),
            "strengthen": ("加强贷后管理", "watch more closely"),
            "reduce": ("压降", "run down"),
            "exit": ("退出", "exit"),
        },
    ),
    "conclusion.citation": Text(
        zh="贷后检查的行业惯例：检查结论应与发现的问题相符",
        en="post-loan practice: the conclusion of a visit follows from its findings",
    ),
    "conclusion.table": Text(
        zh="检查结论对照表（{citation}；{confidence}）",
        en="what a visit concludes at the least ({citation}; {confidence})",
    ),
    "conclusion.row": Text(zh="{worst}：{demands}", en="{worst}: {demands}"),
    "conclusion.row.none": Text(zh="无未销号问题", en="no finding open"),
    "conclusion.row.worst": Text(zh="未销号问题最重为{weight}", en="worst open finding {weight}"),
    "conclusion.row.least": Text(zh="{least}或更严", en="{least} or stricter"),
    "conclusion.row.next": Text(zh="{span}内再次检查", en="next visit within {span}"),
    "conclusion.row.class": Text(zh="不得上调分类", en="no better class"),
    **pair(
        "conclusion.rows",
        ("每一等级及“无问题”各一行", "one row for no finding, and one for each weight"),
        ("补齐或删去多余的行", "add the rows missing, or take out those there twice"),
    ),
    **pair(
        "conclusion.less",
        ("问题较重的行，要求不得低于较轻的行", "a row that demands no less than the lighter one before it"),
        ("调高该行的要求", "raise what the row demands"),
    ),
    "ruling.conclusion.looser": Text(
        zh="{worst}，结论不得轻于“{least}”", en="{worst}: the conclusion is at least to {least}"
    ),
    "ruling.conclusion.class": Text(
        zh="{worst}，建议分类不得优于现分类“{grade}”", en="{worst}: no class better than {grade} may be proposed"
    ),
    "ruling.conclusion.next": Text(
        zh="{worst}，下次检查不得晚于 {day}", en="{worst}: the next visit is to be named, for {day} at the latest"
    ),
    "ruling.conclusion.reason": Text(
        zh="结论严于对照表的，须说明理由", en="a conclusion stricter than the findings demand says why"
    ),
    "remedy.conclusion.looser": Text(zh="按问题等级提出结论", en="conclude as the findings demand"),
    "remedy.conclusion.class": Text(zh="维持或下调分类建议", en="propose the class it has, or a worse one"),
    "remedy.conclusion.next": Text(zh="提前下次检查日期", en="name an earlier day"),
    "remedy.conclusion.reason": Text(zh="补充理由", en="give the reason"),
    "evidence.repayment_source": Text(zh="还款来源", en="the source of repayment"),
    "move.dissent": Text(zh="书面提出不同意见", en="dissent in writing"),
    "move.overrule": Text(zh="裁定通过", en="accept over the dissent"),
    "state.visit.dissented": Text(zh="有不同意见", en="dissented"),
    "notice.visit.dissented": Text(zh="检查人书面提出不同意见", en="a visitor dissents in writing"),
}
