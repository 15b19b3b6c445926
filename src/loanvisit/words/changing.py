"""The words of a loan that changes: what happened, what becomes of its duties, what class and papers it asks for."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


CHANGING: dict[str, Text] = {
    **_labels(
        "loan_change",
        {
            "extension": ("展期", "extension"),
            "renewal": ("无还本续贷", "renewal without repayment"),
            "refinancing": ("借新还旧", "refinancing"),
            "restructuring": ("重组", "restructuring"),
            "part_repayment": ("部分还款", "part repayment"),
            "limit_cut": ("压降额度", "limit cut"),
            "early_settlement": ("提前结清", "early settlement"),
            "transfer": ("管户或机构移交", "transfer to another manager or branch"),
            "sale": ("债权转让或证券化", "sale or securitisation"),
            "write_off": ("核销", "write-off"),
            "extension.papers": (
                "须在到期前审批；保证人书面同意；押品登记顺延；不少银行要求至少分为关注",
                "approved before maturity, consented to in writing, registration prolonged; often special mention",
            ),
            "renewal.papers": (
                "符合条件的，不因续贷本身下调分类",
                "a borrower who qualifies is not downgraded for the renewal alone",
            ),
            "refinancing.papers": (
                "至少分为关注，例外情形须列明〔《商业银行金融资产风险分类办法》（2023 年第 1 号令）第十条，未核对原文〕",
                "special mention at least, exceptions named [joint Order 1 of 2023, art. 10, not verified]",
            ),
            "restructuring.papers": ("设观察期", "an observation period"),
            "part_repayment.papers": ("无", "none"),
            "limit_cut.papers": ("无", "none"),
            "early_settlement.papers": (
                "未结问题销号，或注明留待下一笔贷款；档案保管期开始计算",
                "open findings closed, or marked for the next loan; the archive's clock starts",
            ),
            "transfer.papers": ("办理移交手续", "a hand-over with both managers and a witness"),
            "sale.papers": ("移交资料包", "a hand-over pack"),
            "write_off.papers": ("表外登记，账销案存，继续追索", "off balance, and pursued"),
            "extension.lineage": ("同一借据，新版本", "the same note, a new version"),
            "renewal.lineage": ("新借据，注明原借据", "a new note, its predecessor named"),
            "refinancing.lineage": ("新借据，注明原借据", "a new note, its predecessor named"),
            "restructuring.lineage": ("同一借据，新条款", "the same note, new terms"),
            "part_repayment.lineage": ("不变", "unchanged"),
            "limit_cut.lineage": ("不变", "unchanged"),
            "early_settlement.lineage": ("结清", "closed"),
            "transfer.lineage": ("移交，经过完整保留", "moved, its past whole"),
            "sale.lineage": ("转让", "sold"),
            "write_off.lineage": ("保留", "kept"),
        },
    ),
    **_labels(
        "becomes",
        {
            "stays": ("照常，最后一日不变", "stays, its last day kept"),
            "moves": ("改按新到期日", "moves to the new maturity"),
            "begins_anew": ("终止，另行起算", "ends, and one begins anew"),
            "ends": ("终止", "ends"),
            "becomes_legal": ("终止，转为法律事项和账销案存管理", "ends, and duties at law take its place"),
            "by_agreement": ("依转让协议约定", "as the agreement says"),
        },
    ),
    **_labels(
        "duty_column",
        {
            "first_check": ("首次检查", "first check"),
            "routine": ("常规检查", "routine check"),
            "pre_maturity": ("到期前检查", "pre-maturity check"),
        },
    ),
    **_labels(
        "change_check",
        {
            "extension": ("展期条件复核", "check that the conditions still hold"),
            "renewal": ("续贷后经营检查", "operating check after a renewal"),
            "refinancing": ("借新还旧原因核查", "check why it could not pay"),
            "restructuring": ("重组观察检查", "observation check after a restructuring"),
            "transfer": ("移交检查", "hand-over check"),
            "extension.source": (
                "各银行公开的贷后管理办法综合：展期后 15 日内复核展期条件",
                "composite of banks' public post-loan rules: within 15 days of an extension",
            ),
            "renewal.source": (
                "各银行公开的贷后管理办法综合：续贷后 1 个月内检查经营情况",
                "composite of banks' public post-loan rules: within a month of a renewal",
            ),
            "refinancing.source": (
                "各银行公开的贷后管理办法综合：借新还旧后核查未能还款的原因",
                "composite of banks' public post-loan rules: why a refinanced loan could not be repaid",
            ),
            "restructuring.source": (
                "各银行公开的贷后管理办法综合：重组贷款每月检查",
                "composite of banks' public post-loan rules: a restructured loan, once a month",
            ),
            "transfer.source": (
                "各银行公开的贷后管理办法综合：管户移交后 30 日内检查",
                "composite of banks' public post-loan rules: within 30 days of a change of manager",
            ),
        },
    ),
    "duty_outcome": Text(zh="{day}{change}，{column}：{becomes}", en="{change} on {day}, {column}: {becomes}"),
    "change_check.sentence.once": Text(
        zh="{change}（{paper}，{day}）后 {due}内：{title}", en="{title} within {due} of the {change} of {day} ({paper})"
    ),
    "change_check.sentence.each": Text(
        zh="{change}（{paper}，{day}）后每个{due}：{title}",
        en="{title} in each {due} after the {change} of {day} ({paper})",
    ),
    "fact.loan_change": Text(zh="贷款变更", en="loan change"),
    "fact.servicing_agreement": Text(zh="转让后的服务安排", en="servicing agreement"),
    "anchor.change": Text(zh="贷款变更", en="change of the loan"),
    "finding.extension_late": Text(
        zh="{paper}于{approved}批准展期，晚于到期日{matured}",
        en="{paper}: extension approved on {approved}, after maturity on {matured}",
    ),
    **pair(
        "change.continues",
        ("续贷和借新还旧的原借据，其他变更不填", "the loan that a renewal or refinancing continues, else nothing"),
        ("续贷、借新还旧须注明原借据", "name the predecessor of a renewal or refinancing, and of nothing else"),
    ),
}
"""What is said of changes of loans."""
