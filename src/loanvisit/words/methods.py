"""The words of methods: each described, what each proves, why one was chosen and the others were not, and the load."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{key}" if key else family: Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_LABELS: dict[str, Text] = {
    **_said("cost", {"low": ("低", "low"), "medium": ("中", "medium"), "high": ("高", "high")}),
    **_said(
        "strength",
        {
            "proves": ("可证明", "proves"),
            "weak": ("证明力弱", "weak"),
            "with_evidence": ("有凭据方可证明", "with evidence only"),
            "with_approval": ("经批准替代方可", "with approval only"),
            "not": ("不能证明", "does not prove"),
        },
    ),
    **_said(
        "evidence",
        {
            "proof_of_funds": ("资金到位证明", "proof of funds"),
            "statements": ("财务报表", "statements"),
        },
    ),
    **_said("span", {"periods": ("{count} 期", "{count} periods"), "periods.1": ("{count} 期", "{count} period")}),
    **_said("move", {"grant": ("批准替代方式", "grant a substitution")}),
    **_said("state.substitution", {"asked": ("待批准", "asked for"), "granted": ("已批准", "granted")}),
}

_TABLE = _said(
    "method",
    {
        "table": ("{title}（{version} 版）", "{title} (version {version})"),
        "profile": (
            "{method}：成本{cost}，每人 {effort} 天，{delay}出结果；长于{shows}；不能反映：{cannot_show}；所需资料：{needs}",
            "{method}: cost {cost}, working days a person {effort}, result in {delay}; good at {shows}; cannot show: {cannot_show}; needs: {needs}",
        ),
        "matter": ("{title}〔{citation}；{confidence}〕", "{title} [{citation}; {confidence}]"),
        "cell": ("{method}：{says}", "{method}: {says}"),
        "cell.proves": ("可证明", "proves it"),
        "cell.weak": ("证明力弱，连续不得超过 {periods}", "weak, for at most {periods} in a row"),
        "cell.with_evidence": ("有条件证明", "proves it on a condition"),
        "cell.with_approval": ("须经批准作为替代方式", "only as an approved substitution"),
        "cell.not": ("不能证明", "does not prove it"),
        "cell.received": ("须已收到{evidence}", "to have been received: {evidence}"),
        "cell.brings": ("须取得{evidence}", "to be brought: {evidence}"),
        "cell.share": (
            "应有日期和账户各到齐 {percent}% 以上",
            "{percent} % of the expected days and of the accounts are there",
        ),
        "cell.payees": ("收款人查至第二手", "payees known to the second hop"),
        "cell.not_manager": ("由管户人以外的人员进行", "by somebody other than the account manager"),
        "demand": (
            "须现场检查的情形：{said}〔{citation}；{confidence}〕",
            "only a visit on site will do: {said} [{citation}; {confidence}]",
        ),
        "demand.in_a_row": (
            "连续 {periods}未现场检查（条款另有规定的从其规定）",
            "after {periods} in a row without one, unless the clause says",
        ),
        "demand.signal": ("有{levels}预警信号", "on a signal ({levels})"),
        "demand.refusal": ("借款人拒绝", "when the borrower refuses"),
        "demand.amount": ("金额达到 {amount}", "from an amount of {amount}"),
        "demand.grade": ("风险分类为{grade}及更差", "from the class {grade} on"),
    },
)

_CHOICE = _said(
    "method",
    {
        "chosen": ("{subject}：{title}，采用{method}", "{subject}: {title}, by {method}"),
        "substituted": (
            "{subject}：{title}，经批准以{method}替代",
            "{subject}: {title}, by {method} in place of the ordinary method, as approved",
        ),
        "none": ("{subject}：{title}，无可用方式", "{subject}: {title}, no method is left"),
        "accepted": ("条款认可：{accepts}", "its clause accepts: {accepts}"),
        "substitution": (
            "{approver} 已批准替代方式，至 {last}止，其后恢复原方式",
            "{approver} approved a substitution until {last}; the ordinary method is owed again after it",
        ),
        "strength.proves": (
            "可证明{matter}〔{citation}；{confidence}〕",
            "it proves: {matter} [{citation}; {confidence}]",
        ),
        "strength.weak": (
            "对{matter}证明力弱，依托最近一次现场检查〔{citation}；{confidence}〕",
            "it is weak proof, leaning on the last visit on site: {matter} [{citation}; {confidence}]",
        ),
        "strength.with_evidence": (
            "凭已收到的凭据可证明{matter}〔{citation}；{confidence}〕",
            "with the evidence received it proves: {matter} [{citation}; {confidence}]",
        ),
        "strength.with_approval": (
            "经批准可证明{matter}〔{citation}；{confidence}〕",
            "with the approval it proves: {matter} [{citation}; {confidence}]",
        ),
        "strength.not": (
            "不能证明{matter}，仅为暂代〔{citation}；{confidence}〕",
            "it does not prove this and only holds its place: {matter} [{citation}; {confidence}]",
        ),
        "not_manager": ("由管户人以外的人员进行", "by somebody other than the account manager"),
        "takes": ("需 {days} 人日，成本{cost}", "it takes {days} person-days, at {cost} cost"),
        "blind": ("不能反映：{what}", "it cannot show: {what}"),
        "brings": ("须取得：{evidence}", "it must bring: {evidence}"),
        "wanted": (
            "按情况应采用{method}；不能采用的，须批准替代方式或另列应检事项",
            "the case asks for {method}; where it cannot be used, it takes an approved substitution or a duty of its own",
        ),
        "lost": ("未采用{method}", "not by {method}"),
        "noted": ("（{note}）", " ({note})"),
        "signal": ("{kind}（{day}）", "{kind} of {day}"),
    },
)

_LOST = _said(
    "method.lost",
    {
        "accepts": ("条款不认可，只认可{known}", "its clause does not accept it, only {known}"),
        "other": ("已批准以{known}替代", "the substitution approved names {known}"),
        "ended": (
            "所批替代方式不适用于本次，或已于 {last}到期",
            "the substitution is of another duty, or held until {last} only",
        ),
        "unsaid": ("方式表未载明可证明{matter}", "the table does not say that it proves: {matter}"),
        "not": ("不能证明{matter}{note}", "it does not prove: {matter}{note}"),
        "approval": (
            "须经批准作为替代方式，方可证明{matter}{note}",
            "it proves this only as an approved substitution: {matter}{note}",
        ),
        "evidence": ("证明{matter}须已收到{evidence}", "it proves this with {evidence} received only: {matter}"),
        "weak": (
            "已连续 {count}未现场检查，此方式至多 {periods}",
            "{count} in a row already; it is good for {periods}",
        ),
        "weak.unknown": (
            "不知已连续几期未现场检查，此方式至多 {periods}",
            "it is not known how many in a row; it is good for {periods}",
        ),
        "weak.alone": ("证明力弱，且无现场检查可依托", "it is weak, and no visit on site is known for it to lean on"),
        "weak.unclean": (
            "证明力弱，且 {day}现场检查发现问题",
            "it is weak, and the visit on site of {day} found something",
        ),
        "weak.result": (
            "证明力弱，且 {day}现场检查结论不详",
            "it is weak, and it is not known what the visit on site of {day} found",
        ),
        "data.days": (
            "应有日期只到齐 {percent}%，须 {least}% 以上",
            "{percent} % of the expected days are there, {least} % demanded",
        ),
        "data.days.unknown": ("不知应有日期是否到齐", "it is not known how many of the expected days are there"),
        "data.accounts": (
            "应有账户只到齐 {percent}%，须 {least}% 以上",
            "{percent} % of the expected accounts are there, {least} % demanded",
        ),
        "data.accounts.unknown": (
            "不知应有账户是否到齐",
            "it is not known how many of the expected accounts are there",
        ),
        "data.payees": ("收款人未查至第二手", "the payees are not known to the second hop"),
        "data.payees.unknown": (
            "不知收款人是否查至第二手",
            "it is not known whether the payees are known to the second hop",
        ),
        "unreachable": ("借款人无法联系", "the borrower cannot be reached"),
        "refuses": ("借款人拒绝", "the borrower refuses"),
        "force_majeure": ("因不可抗力无法到达现场", "the site cannot be reached (force majeure)"),
        "signal": ("有{level}预警信号，须现场检查：{signals}", "a {level} signal asks for a visit on site: {signals}"),
        "refusal": ("借款人拒绝，须现场检查", "a refusal asks for a visit on site"),
        "in_a_row": (
            "已连续 {count}未现场检查，限 {bound}，须现场检查",
            "{count} in a row without a visit on site, at most {bound}: one is due",
        ),
        "in_a_row.unknown": (
            "不知已连续几期未现场检查，限 {bound}，须现场检查",
            "it is not known how many in a row were without a visit on site, at most {bound}: one is due",
        ),
        "amount": (
            "金额 {amount}，达到 {bound} 须现场检查",
            "the amount is {amount}; from {bound} on it is a visit on site",
        ),
        "amount.unknown": (
            "金额不详，达到 {bound} 须现场检查",
            "the amount is not known; from {bound} on it is a visit on site",
        ),
        "grade": (
            "分类为{grade}，{bound}及更差须现场检查",
            "the class is {grade}; from {bound} on it is a visit on site",
        ),
        "grade.unknown": (
            "分类不详，{bound}及更差须现场检查",
            "the class is not known; from {bound} on it is a visit on site",
        ),
        "work": (
            "可用，但需 {took} 人日，{method}需 {takes} 人日",
            "it would do, at {took} person-days; {method} takes {takes}",
        ),
    },
)

_LOAD = {
    **_said(
        "span",
        {
            "visits": ("{count} 次", "{count} visits"),
            "visits.1": ("{count} 次", "{count} visit"),
            "person_visits": ("{count} 人次", "{count} person-visits"),
            "person_visits.1": ("{count} 人次", "{count} person-visit"),
            "officers": ("{count} 人", "{count} persons"),
            "officers.1": ("{count} 人", "{count} person"),
        },
    ),
    **_said(
        "load",
        {
            "fits": (
                "{opens}至{last}，{borrowers}应检 {visits}，计 {person_visits}，需 {needed} 人日；{officers}在 {working_days}中可用 {available} 人日，可以完成",
                "{opens} to {last}: {visits} to {borrowers}, {person_visits}, take {needed} person-days; of {officers} there are {available} in {working_days}. It can be done.",
            ),
            "cannot": (
                "{opens}至{last}，{borrowers}应检 {visits}，计 {person_visits}，需 {needed} 人日；{officers}在 {working_days}中可用 {available} 人日，至少缺 {lacking} 人日，不能完成",
                "{opens} to {last}: {visits} to {borrowers}, {person_visits}, take {needed} person-days; of {officers} there are {available} in {working_days}. It cannot be done: at least {lacking} person-days are lacking.",
            ),
            "month": (
                "{opens}至{last}：应检 {visits}，计 {person_visits}，需 {needed} 人日；{working_days}，可用 {available} 人日，缺 {lacking} 人日",
                "{opens} to {last}: {visits}, {person_visits}, {needed} person-days needed; {working_days}, {available} person-days available, {lacking} lacking",
            ),
            "method": (
                "{method}：{visits}，计 {person_visits}，需 {needed} 人日",
                "{method}: {visits}, {person_visits}, {needed} person-days",
            ),
            "provisional": ("放假安排未公布，按周一至周五暂计", "not decreed yet, weekdays stand in"),
            "note.overdue": (
                "其中 {visits}截至计划日已到期未检，计入首月。",
                "Due by the day of the plan and not made, counted in the first month: {visits}.",
            ),
            "note.forecasts": (
                "其中 {visits}为预计，视前次检查日期和借款人情况可能变动。",
                "Forecast, and so free to move with the visits before them and with what becomes known: {visits}.",
            ),
            "note.pair": (
                "有检查须 {persons} 人到场，只列出 {officers}，其余人员另行安排。",
                "Some visits take {persons} persons and there are {officers}: the others must come from elsewhere.",
            ),
            "note.provisional": (
                "{months} 的放假安排尚未公布，工作日为暂计数。",
                "Not decreed yet, so that working days are provisional: {months}.",
            ),
        },
    ),
}

_FAULTS: dict[str, Text] = {
    **pair(
        "decimal.range",
        ("{low} 至 {high} 的数", "a number from {low} to {high}"),
        ("改为范围内的数", "use a number inside the bounds"),
    ),
    **pair(
        "cell.periods",
        ("证明力弱（weak）的须写明连续期数，其他的不写", "a number of periods for what is weak, and none for the rest"),
        ("补上或删去 periods", "give or leave out the periods"),
    ),
    **pair(
        "cell.data",
        (
            "监测可证明的，须写明 least_share 或 payees；其他的不写",
            "least_share or payees where monitoring proves something, and neither for the rest",
        ),
        ("补上或删去数据条件", "give or leave out the condition on the data"),
    ),
    **pair(
        "cell.not",
        ("不能证明（not）的不写凭据和人员", "no evidence and no demand on persons where nothing is proven"),
        ("删去凭据，或改正证明力", "leave them out, or mend the strength"),
    ),
    **pair(
        "method.described",
        ("{method}的说明，恰好一处", "one description of {method}"),
        ("每种方式各说明一次", "describe each method once"),
    ),
    **pair(
        "method.red",
        ("含红色预警信号", "red among the signals"),
        ("补上 red", "add red"),
    ),
    **pair(
        "method.told",
        ("{method}恰好出现一次：被采用，或列入未采用", "{method} once: chosen, or among those that were not"),
        ("逐一列明每种方式", "name every method once"),
    ),
    **pair(
        "method.strength",
        ("采用的方式及其证明力，一并写明或一并不写", "a method and how far it proves, both or neither"),
        ("补上或删去其一", "give the other, or leave both out"),
    ),
    **pair(
        "matter.unknown",
        ("方式表中的待证事项：{known}", "a matter of the table: {known}"),
        ("改正事项编号{near}", "mend the id of the matter{near}"),
    ),
    **pair(
        "method.accepted",
        ("条款不认可的方式", "a method that the clause does not accept"),
        ("条款认可的方式无须替代，直接采用", "use it: what the clause accepts needs no substitution"),
    ),
    **pair(
        "substitution.own",
        ("检查人以外的批准人", "an approver who is none of the visitors"),
        ("换由他人批准", "let somebody else approve it"),
    ),
    **pair(
        "substitution.state",
        ("尚未完成的应检事项", "a duty that is still owed"),
        ("只为未完成的应检事项批准替代方式", "grant it for a duty that is still owed"),
    ),
}

METHODS: dict[str, Text] = {**_LABELS, **_TABLE, **_CHOICE, **_LOST, **_LOAD, **_FAULTS}
