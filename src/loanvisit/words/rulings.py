"""Why a move is allowed or refused, and why a record discharges a duty or not."""

from loanvisit.words.text import Text

RULINGS: dict[str, Text] = {
    "ruling.allowed": Text(zh="可以", en="allowed"),
    "ruling.state": Text(
        zh="{state}状态下不能{move}；此时可以：{known}",
        en='"{move}" is not possible while this is {state}; possible now: {known}',
    ),
    "course.ended": Text(
        zh="{state}状态下不能{move}，流程已经结束",
        en='"{move}" is not possible any more: this is {state}, and nothing follows',
    ),
    "listed.move": Text(zh="{move}（{name}）", en="{move} ({name})"),
    "ruling.unknown": Text(zh="没有“{move}”这一动作；已有：{known}", en="there is no move {move}; known: {known}"),
    "ruling.role": Text(zh="{move}须由下列岗位之一办理：{known}", en="to {move} takes one of these roles: {known}"),
    "ruling.never": Text(zh="{role}不得{move}", en="the role {role} never may {move}"),
    "ruling.only": Text(zh="只有{relation}可以{move}", en="only the {relation} may {move}"),
    "ruling.own": Text(zh="{relation}不得{move}自己的工作", en="the {relation} may not {move} their own work"),
    "ruling.by": Text(zh="须写明办理人", en="an officer must be named"),
    "ruling.visitors": Text(
        zh="现场检查须有不少于 {bound}到场，记录为 {count}",
        en="on site, at least {bound} must be there; recorded: {count}",
    ),
    "ruling.call_back": Text(
        zh="独立回访不得由管户客户经理或其代理人致电",
        en="an independent call-back is not made by who manages the borrower",
    ),
    "remedy.call_back": Text(
        zh="由他人回访；本次通话按一般访谈另行提交",
        en="have somebody else call; file this one as an interview, without the purpose of a call-back",
    ),
    "ruling.call_back_unit": Text(
        zh="独立回访不得由借款人所属机构的人员致电",
        en="an independent call-back is not made from the borrower's own unit",
    ),
    "remedy.call_back_unit": Text(
        zh="由其他机构的人员回访；本次通话按一般访谈另行提交",
        en="have another unit call; file this one as an interview, without the purpose of a call-back",
    ),
    "ruling.co_sign": Text(zh="须先由协办人签字", en="the second visitor signs first"),
    "ruling.later": Text(
        zh="须以整改回复之后的一次有效检查验证",
        en="a visit made after the cure was reported, and not void, must verify it",
    ),
    "ruling.cured": Text(
        zh="用于验证的检查不得只有整改责任人到场",
        en="the owner of the cure alone cannot make the visit that verifies it",
    ),
    "ruling.elsewhere": Text(zh="该次检查未涉及问题所在贷款", en="that visit did not look at the loans of the finding"),
    "ruling.lighter": Text(
        zh="低于问题目录的权重须由有权审批人提出", en="only an approver raises a finding lighter than its kind"
    ),
    "ruling.extended": Text(zh="整改期限只能延长一次", en="a remediation is extended once only"),
    "ruling.expiry": Text(zh="豁免须写明原因和到期日", en="a waiver states its reason and its expiry"),
    "ruling.critical": Text(zh="支行行长不得豁免重大问题", en="the sub-branch head never waives a critical finding"),
    "remedy.other": Text(
        zh="改由符合条件的人员在符合条件的状态下办理", en="let an eligible person make the move in an eligible state"
    ),
    "remedy.state": Text(
        zh="先核对当前状态，再按流程办理", en="look at where it stands, and take a move that is open now"
    ),
    "remedy.unknown": Text(zh="改用列出的动作", en="use one of the moves listed"),
    "remedy.role": Text(zh="交由列出岗位的人员办理", en="hand it to somebody of such a role"),
    "remedy.never": Text(zh="交由其他岗位办理", en="hand it to another role"),
    "remedy.only": Text(zh="由其本人办理", en="let them do it themselves"),
    "remedy.own": Text(zh="换由他人办理", en="let somebody else do it"),
    "remedy.by": Text(zh="写明办理人", en="name the officer"),
    "remedy.visitors": Text(zh="补全到场人员，或重新检查", en="name everybody who came, or visit again"),
    "remedy.co_sign": Text(zh="请协办人先签字", en="ask the second visitor to sign"),
    "remedy.later": Text(zh="回复后再检查一次，凭该次检查验证", en="visit once more, and verify by that visit"),
    "remedy.cured": Text(zh="凭有他人到场的检查验证", en="verify by a visit that somebody else made or joined"),
    "remedy.elsewhere": Text(zh="凭涉及该贷款的检查验证", en="verify by a visit that looked at those loans"),
    "remedy.lighter": Text(
        zh="按目录的权重提出，或交由有权审批人", en="raise it at its weight, or leave it to an approver"
    ),
    "remedy.extended": Text(zh="在已延长的期限内完成整改", en="finish within the term as extended"),
    "remedy.expiry": Text(zh="写明原因和到期日", en="state the reason and the expiry"),
    "remedy.critical": Text(zh="报上级审批", en="leave it to somebody above them"),
    "refused.outcome": Text(zh="未能完成检查：{outcome}", en="the visit was not made: {outcome}"),
    "refused.early": Text(zh="早于窗口开启日 {opens}", en="before the window opens on {opens}"),
    "refused.method": Text(
        zh="{method}不能证明此项；须：{known}", en="{method} cannot prove this duty; accepted: {known}"
    ),
    "refused.subject": Text(zh="记录未涉及该对象", en="the record does not cover the subject"),
    "refused.purpose": Text(zh="记录未含此项检查内容", en="the record does not carry this purpose"),
    "refused.purpose_unrecorded": Text(zh="未记录检查内容", en="purpose not recorded"),
    "refused.visitors": Text(zh="到场 {count}，须不少于 {bound}", en="{count}, at least {bound} demanded"),
    "refused.separate": Text(
        zh="须与“{other}”组的其他检查分别进行", en="needs a visit apart from the other checks of the group “{other}”"
    ),
    "refused.running": Text(
        zh="先抵补逾期，本期仍应检", en="the late visit pays the arrear first; the running period stays owed"
    ),
    "refused.evidence_before": Text(
        zh="{kind} {evidence} 形成于 {taken}，早于放款日 {paid}，不能证明放款后事项",
        en="{kind} {evidence} was taken by {taken}, before the payout of {paid}, and shows nothing after it",
    ),
    "refused.evidence_elsewhere": Text(
        zh="{kind} {evidence} 所涉为其他对象", en="{kind} {evidence} is about another subject"
    ),
    "refused.consent": Text(zh="未取得{kind}：对方不同意采集", en="{kind} not obtained: consent refused"),
    "refused.consent_withdrawn": Text(
        zh="{kind} {evidence} 采集时同意已撤回", en="consent was withdrawn before {kind} {evidence} was taken"
    ),
    "refused.identity": Text(zh="非面访须核实身份", en="an interview needs the identity checked"),
}
