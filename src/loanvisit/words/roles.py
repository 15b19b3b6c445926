"""The words of the table of roles: what each does, and what it never does."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

_ROLES: dict[str, tuple[tuple[str, str], tuple[str, str] | None]] = {
    "account_officer": (
        (
            "作为主办人准备并实施检查、撰写报告、提出措施建议",
            "as lead, prepares, visits, writes the report, proposes measures",
        ),
        (
            "复核本人管户客户的检查、将其问题销号或重新认定其分类",
            "reviews, closes or re-grades borrowers of their own",
        ),
    ),
    "second_officer": (
        (
            "参加检查，签字或书面提出不同意见",
            "goes along, and signs or dissents in writing",
        ),
        ("未到场而签字", "signs without having been there"),
    ),
    "risk_manager": (
        (
            "平行作业，作为第二道防线到场检查、验证整改，可对结论提出异议",
            "works in parallel as second line: on site, verifies cures, opposes conclusions",
        ),
        ("管户，承担客户的营销指标", "manages borrowers or carries their targets"),
    ),
    "post_loan_desk": (
        (
            "编制并下发计划、催办、退回不合格报告、登记台账、汇编工作简报",
            "drafts and issues plans, chases, returns poor reports, keeps the ledgers, compiles the briefing",
        ),
        ("撰写检查报告", "writes the visit report"),
    ),
    "sub_branch_head": (
        (
            "审签，对逾期负责，可批准一次整改延期",
            "signs off, answers for lateness, allows one extension",
        ),
        ("豁免重大问题", "waives a critical finding"),
    ),
    "approver": (
        (
            "批复条件、变更条件、批准豁免",
            "sets conditions, changes terms, grants waivers",
        ),
        (
            "以本人到场的检查作为本人审批的依据",
            "visits as proof for an approval of their own",
        ),
    ),
    "classification": (
        ("认定分类", "confirms the class"),
        ("认定本人提出的分类", "confirms a class they proposed"),
    ),
    "collateral_desk": (("押品估值、保险、登记", "valuation, insurance and registration of collateral"), None),
    "disbursement_desk": (
        ("放款审核", "checks what must be there before a payout"),
        ("放行已暂停的放款", "overrides a hold"),
    ),
    "recovery": (("接管不良贷款，管理法律时效", "takes over non-performing loans and the clocks of law"), None),
    "archive_keeper": (("归档、借阅、编制销毁清册", "filing, lending, the list of what is destroyed"), None),
    "internal_audit": (
        ("回访复查，可查阅全部资料", "visits again, reads everything"),
        ("更改任何内容", "changes anything"),
    ),
    "outsider": (
        ("依协议提供证明材料", "brings evidence under an agreement"),
        ("单独代替本行人员", "stands alone in place of staff"),
    ),
}

ROLES: dict[str, Text] = {
    **{f"role.{role}.does": Text(zh=does[0], en=does[1]) for role, (does, _) in _ROLES.items()},
    **{f"role.{role}.never": Text(zh=never[0], en=never[1]) for role, (_, never) in _ROLES.items() if never},
    "role.row": Text(zh="{role}：{does}；不得{never}", en="{role}: {does}; never {never}"),
    "role.row.free": Text(zh="{role}：{does}", en="{role}: {does}"),
    "roles.citation": Text(zh="岗位职责与回避惯例", en="practice of posts and separation of duties"),
    **pair(
        "ban.twice",
        ("“仅当”与“除非”只填其一", "either what it holds for or what lifts it, not both"),
        ("删去其中一项", "leave one of them out"),
    ),
    "move.manage": Text(zh="管户", en="manage the borrower"),
    "move.override": Text(zh="放行已暂停的放款", en="override a hold"),
}
