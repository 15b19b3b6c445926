"""The words of people and how they are put together: the organisation, pairs, delegation, meetings, hand-over."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _labels(family: str, labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{code}": Text(zh=zh, en=en) for code, (zh, en) in labels.items()}


STAFFING: dict[str, Text] = {
    **_labels(
        "relation_kind",
        {
            "kinship": ("亲属关系", "kinship"),
            "shareholding": ("持股", "shareholding"),
            "guarantee": ("提供担保", "guarantee"),
            "account_manager": ("本人管户", "account manager"),
        },
    ),
    **_labels(
        "pair_test",
        {
            "present": ("双人到场", "two present"),
            "outside_line": ("非业务条线人员参加", "outside the business line"),
            "unrelated": ("与借款人无利害关系", "unrelated to the borrower"),
            "rotation": ("搭档轮换", "rotation"),
        },
    ),
    **_labels(
        "pair_verdict",
        {
            "met": ("符合", "met"),
            "not_met": ("不符合", "not met"),
            "cannot_tell": ("无法判断", "cannot tell"),
            "not_asked": ("不要求", "not asked"),
        },
    ),
    **_labels(
        "pair",
        {
            "answer": ("{test}：{verdict}（{reason}）", "{test}: {verdict} ({reason})"),
            "present.counted": ("本行人员 {count} 人，须 {bound} 人", "{count} of the bank, {bound} demanded"),
            "outside_line.not_asked": (
                "首次检查、专项检查和重大问题整改验证才要求",
                "only purposes that ask for it, and the cure of a critical finding, do",
            ),
            "outside_line.met": (
                "{officers} 属第二或第三道防线",
                "from the second line of defence or the third: {officers}",
            ),
            "outside_line.unit": ("{officers} 所在机构未登记", "the unit is not recorded of: {officers}"),
            "outside_line.weight": (
                "档案中没有所验证的问题，不知是否重大",
                "the finding to be verified is not on the file: whether it is critical is not known",
            ),
            "outside_line.not_met": (
                "无管户人以外的第二或第三道防线人员",
                "nobody of the second line of defence or the third, other than the account manager",
            ),
            "unrelated.unknown": ("未提供利害关系申报", "what was declared is not handed in"),
            "unrelated.related": (
                "{officers} 已申报利害关系，须回避",
                "who declared a relation stays away: {officers}",
            ),
            "unrelated.none": ("无此类申报", "nothing is declared"),
            "rotation.no_number": ("本行未规定轮换次数", "the bank names no number of visits"),
            "rotation.alone": ("不是双人检查", "no two of the bank go together"),
            "rotation.due": (
                "同一搭档已连续检查 {count}，满 {bound}须轮换",
                "in a row by the same pair: {count}; it is to change after {bound}",
            ),
            "rotation.unknown": (
                "已知连续 {count}，其余检查人不详，满 {bound}须轮换",
                "known in a row by the same pair: {count}; who made others is not known; it is to change after {bound}",
            ),
            "rotation.fresh": (
                "同一搭档连续检查至多 {count}，满 {bound}才须轮换",
                "in a row by the same pair: {count} at most; it is to change after {bound}",
            ),
        },
    ),
    **_labels(
        "qualification",
        {
            "project": ("项目贷款", "project loans"),
            "green": ("绿色贷款", "green loans"),
            "cross_border": ("跨境业务", "cross-border"),
            "collateral": ("押品", "collateral"),
            "interview": ("访谈", "interviews"),
            "data_law": ("数据合规", "data law"),
            "demand": ("{purpose}须{subject}资格 {level} 级", "{purpose} takes {subject}, level {level}"),
            "gap": ("{duty}：{demand}；{reason}", "{duty}: {demand}; {reason}"),
            "none": ("无人具备该资格", "nobody is qualified in it"),
            "days": ("{opens}至{last}期间无人资格有效", "nobody's qualification runs between {opens} and {last}"),
            "level": ("现有资格最高 {level} 级", "held at level {level} at most"),
        },
    ),
    **_labels(
        "hand_over_kind",
        {
            "duty": ("应检事项", "duty"),
            "visit": ("检查", "visit"),
            "finding": ("问题", "finding"),
            "cure": ("整改", "cure"),
            "past_finding": ("历史问题", "past finding"),
            "signal": ("预警", "signal"),
            "paper": ("文件要求", "paper"),
            "original": ("原件", "original paper"),
        },
    ),
    **_labels(
        "hand_over",
        {
            "head": (
                "借款人 {borrower} 管户移交清单（截至{as_of}）：移交人 {giver}，接收人 {taker}，监交人 {witness}",
                "hand-over of borrower {borrower} as of {as_of}: {giver} to {taker}, witness {witness}",
            ),
            "item": ("{kind}：{text}", "{kind}: {text}"),
            "nothing": ("无未结事项", "nothing is open"),
            "state": ("{what}（{state}）", "{what} ({state})"),
            "visit": ("{method}，最迟 {last}", "{method}, last day {last}"),
            "cure": ("{demand}，最迟 {last}", "{demand}, last day {last}"),
            "signal": ("{level}预警，{on}发出", "{level}, raised on {on}"),
        },
    ),
    "relation.party": Text(zh="移交人、接收人或监交人", en="giver, the taker or the witness"),
    "move.sign": Text(zh="在移交清单上签字", en="sign the hand-over"),
    **pair(
        "hand_over.party",
        ("移交人、接收人、监交人三人互不相同", "three persons: giver, taker and witness"),
        ("换由他人担任", "name somebody else"),
    ),
    **pair(
        "hand_over.stranger",
        ("移交人、接收人或监交人的签字", "a signature of the giver, the taker or the witness"),
        ("删去该签字", "leave that signature out"),
    ),
    **pair(
        "hand_over.giver",
        ("该借款人现管户人移交的清单", "a list of who manages the borrower now"),
        ("由现管户人重新移交", "draw it up anew with the present manager"),
    ),
    **pair(
        "hand_over.unsigned",
        ("三方签字齐全（{who} 未签）", "all three signatures ({who} has not signed)"),
        ("请其签字", "have it signed"),
    ),
    **pair(
        "hand_over.missing",
        ("清单列全未结事项（缺{kind} {name}）", "all that is open on the list ({kind} {name} is missing)"),
        ("重新生成清单并签字", "draw the list up anew and sign it"),
    ),
    **pair(
        "hand_over.closed",
        (
            "清单与档案一致（{kind} {name} 已结或有变化）",
            "the list as the file has it ({kind} {name} is closed or changed)",
        ),
        ("重新生成清单并签字", "draw the list up anew and sign it"),
    ),
    "ruling.acts_for": Text(
        zh="移交人、接收人、监交人不得相互代理（现代理 {who}）",
        en="of giver, taker and witness nobody acts for another (acts for {who})",
    ),
    "remedy.acts_for": Text(zh="先解除该项授权，或换由他人担任", en="end that delegation first, or name somebody else"),
    "ruling.passed_on": Text(
        zh="转授权无效：{powers}本是他人授予授权人的",
        en="what was lent is not passed on: {powers} was lent to the lender",
    ),
    "ruling.not_held": Text(
        zh="授权人不任{role}，无权以此授权", en="the delegator does not hold the role {role}, and lends nothing of it"
    ),
    "remedy.not_held": Text(zh="由任该岗位的人员授权", en="have it lent by somebody who holds that role"),
    "remedy.passed_on": Text(zh="由原授权人直接授权", en="let whose power it is lend it"),
    "ruling.lent": Text(
        zh="授权期为{opens}至{last}，当日无效", en="it was lent from {opens} to {last}, and does not hold that day"
    ),
    "remedy.lent": Text(zh="以本人权限办理，或重新授权", en="act by your own powers, or have it lent anew"),
    "ruling.quorum": Text(
        zh="参加表决 {count} 人，未达法定人数 {bound} 人", en="no quorum: {count} voted, {bound} must"
    ),
    "remedy.quorum": Text(zh="补足人数后重新表决", en="vote again with enough members"),
    "ruling.voted_down": Text(
        zh="赞成 {count}，未通过（须 {bound}）", en="not carried: {count} in favour, {bound} needed"
    ),
    "remedy.voted_down": Text(
        zh="不得办理；确有必要的，重新提请会议", en="leave it; where it must be, bring it to another meeting"
    ),
    **pair(
        "resolution.twice",
        ("每人一票", "one vote each"),
        ("删去重复的一票", "leave the second vote out"),
    ),
    **pair(
        "resolution.recused",
        ("未回避的成员", "members who did not stand aside"),
        ("删去回避成员的表决", "leave out the vote of who stood aside"),
    ),
    **pair(
        "resolution.proposer",
        ("提案人以外的成员", "members other than the proposer"),
        ("删去提案人的表决", "leave out the proposer's vote"),
    ),
    **pair(
        "meeting.guest",
        ("会议成员，且本人到会", "members, and of them who was there"),
        ("删去非成员或未到会的人员", "leave out who is no member or was not there"),
    ),
    **pair(
        "delegation.self",
        ("授权人以外的受权人", "somebody other than the delegator"),
        ("改为他人", "name somebody else"),
    ),
    **pair(
        "act.unknown",
        ("已有的动作，如 visit.accept", "an act there is, by table and name, such as visit.accept"),
        ("改正名称{near}", "mend the name{near}"),
    ),
    **pair(
        "act.in_person",
        ("可以授权他人办理的动作", "an act that others may be given the power of"),
        ("删去 {act}，由其本人办理", "leave {act} out: it takes the person"),
    ),
    **pair(
        "delegation.other",
        ("授予本人的授权", "a delegation to the officer"),
        ("改用授予本人的授权", "leave out what was lent to somebody else"),
    ),
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
        "organisation.posts",
        ("同一道防线的岗位（{roles}分属不同防线）", "roles of one line of defence ({roles} are of several)"),
        ("更正岗位", "mend the roles"),
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
