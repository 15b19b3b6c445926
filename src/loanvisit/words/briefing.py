"""The words of the work briefing (工作简报), as a clerk of the credit department would write them."""

from loanvisit.words.text import Text


def _column(labels: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"briefing.{key}": Text(zh=zh, en=en) for key, (zh, en) in labels.items()}


_MARKS = _column(
    {
        "missing": ("未取得数据", "no data"),
        "nil": ("无", "nil"),
        "dash": ("—", "—"),
        "items": (" {count} 项", " {count}"),
        "items.visits": (" {count} 次", " {count}"),
        "rate": ("{percent}%({part}/{whole})", "{percent}% ({part}/{whole})"),
        "rate.nil": ("—(0/0)", "— (0/0)"),
        "sample": (
            "虚构数据：本期所有借款人、贷款和人员均属虚构",
            "Invented data: every borrower, loan and person in this issue is made up",
        ),
        "nobody": ("未定责任人", "not named"),
        "rest": ("另有 {count} 项未列出", "{count} more not listed here"),
    }
)

_MASTHEAD = _column(
    {
        "number": ("第 {number} 期", "No. {number}"),
        "number.running": ("第 {number} 期（总第 {running} 期）", "No. {number} (running no. {running})"),
        "issuer": ("签发人：{name}", "Issued by: {name}"),
        "as_of": ("数据截止：{day}日终", "data as of the close of {day}"),
        "tail.report": ("报：", "Reported to: "),
        "tail.copy": ("送：", "Copied to: "),
        "tail.circulate": ("发：", "Circulated to: "),
        "tail.editor": ("编辑：{name}", "Edited by: {name}"),
        "tail.checker": ("核数：{name}", "Figures checked by: {name}"),
        "tail.copies": ("共印 {count}", "{count}"),
    }
)

_HEADINGS = _column(
    {
        "heading.summary": ("概要", "Summary"),
        "heading.book": ("贷款情况", "The book"),
        "heading.duties": ("检查情况", "Checks due and done"),
        "heading.problems": ("发现问题", "Problems found"),
        "heading.cures": ("整改情况", "Cures"),
        "heading.next_steps": ("下一步工作", "Next steps"),
        "heading.notes": ("说明", "Notes"),
    }
)

_COLUMNS = _column(
    {
        "column.class": ("风险分类", "Risk class"),
        "column.currency": ("币种", "Currency"),
        "column.loans": ("笔数", "Loans"),
        "column.principal": ("合同金额", "Contract amount"),
        "column.balance": ("贷款余额", "Balance"),
        "column.no_principal": ("金额未取得", "Amount unknown"),
        "column.purpose": ("检查事项", "Check"),
        "column.method": ("方式", "Method"),
        "column.due": ("应检", "Due"),
        "column.on_time": ("按期", "On time"),
        "column.late": ("逾期完成", "Done late"),
        "column.not_done": ("未完成", "Not done"),
        "column.overdue": ("其中逾期", "(overdue)"),
        "column.exempt": ("免检", "Exempt"),
        "column.undetermined": ("未能判定", "Undetermined"),
        "column.found": ("发现", "Found"),
        "column.open": ("未整改", "Open"),
        "column.in_remediation": ("整改中", "In cure"),
        "column.closed": ("已销号", "Closed"),
        "column.waived": ("豁免", "Waived"),
        "column.issued": ("下发", "Issued"),
        "column.over": ("逾期", "Overdue"),
        "column.extended": ("延期", "Extended"),
        "column.not_yet_due": ("未到期", "Not yet due"),
        "column.age.30": ("30 天内", "≤ 30 d"),
        "column.age.90": ("31-90 天", "31-90 d"),
        "column.age.180": ("91-180 天", "91-180 d"),
        "column.age.more": ("180 天以上", "> 180 d"),
        "column.total": ("合计", "Total"),
        "column.step": ("事项", "What"),
        "column.about": ("对象", "About"),
        "column.person": ("责任人", "Who"),
        "column.by": ("期限", "By"),
        "table.borrower": ("借款人问题", "Borrowers"),
        "table.bank": ("本行履职问题", "The bank"),
        "table.cures": ("整改通知", "Cures"),
        "table.ageing": ("未销号账龄", "Open for"),
        "whose.borrower": ("借款人问题", "Borrowers"),
        "whose.bank": ("本行履职问题", "The bank"),
        "whose.unknown": ("类别不详", "Not known"),
        "accepts.on_site": ("现场检查", "on site"),
        "accepts.interview_or_on_site": ("访谈或现场检查", "interview or on site"),
        "accepts.any_contact": ("函件、访谈或现场检查", "letter, interview or on site"),
        "accepts.data": ("监测", "data monitoring"),
        "row.total": ("合计", "Total"),
        "row.people": ("人工检查小计", "By people"),
        "row.machine": ("监测小计", "By data"),
        "row.desk": ("案头事项小计", "At the desk"),
        "row.unclassed": ("未分类", "Not classed"),
        "row.other_clause": ("其他条款", "Other clauses"),
    }
)

_BOOK = _column(
    {
        "book": (
            "在册借款人 {borrowers} 户，贷款 {loans} 笔：存续 {live} 笔，其他状态 {other} 笔{states}。",
            "Borrowers on the books: {borrowers}; loans: {loans}, of which live {live}, in another state {other}{states}.",
        ),
        "book.states": ("（{states}）", " ({states})"),
        "book.state": ("{status} {count} 笔", "{status} {count}"),
        "book.missing": ("在册贷款：未取得数据。", "Loans on the books: no data."),
    }
)

_DUTIES = _column(
    {
        "duties.missing": ("应检事项：未取得数据。", "Duties: no data."),
        "duties.shares": (
            "人工检查完成率 {done_rate}、按期率 {on_time_rate}；监测完成率 {data_done_rate}、按期率 {data_on_time_rate}。",
            "By people: done {done_rate}, on time {on_time_rate}; by data: done {data_done_rate}, on time {data_on_time_rate}.",
        ),
        "duties.in_part": ("未完成中，已部分完成{count}。", "Of those not done, in part:{count}."),
        "duties.shares.people": (
            "人工检查完成率 {done_rate}、按期率 {on_time_rate}；监测无应检事项。",
            "By people: done {done_rate}, on time {on_time_rate}; by data: none due.",
        ),
        "duties.waived": ("另有豁免{count}，不计入应检。", "Waived:{count}."),
        "duties.lapsed": ("另有终止{count}，不计入应检。", "Lapsed:{count}."),
        "visits": (
            "检查记录：{methods}，未能完成{not_made}；现场双人率 {two_person}；系统外登记的既往检查{past}。",
            "Visits recorded: {methods}; not made{not_made}; on site by two persons {two_person}; registered elsewhere{past}.",
        ),
        "visits.method": ("{method}{count}", "{method}{count}"),
        "visits.none": ("完成检查无", "none made"),
        "visits.missing": ("检查记录：未取得数据。", "Visits recorded: no data."),
    }
)

_PROBLEMS = _column(
    {
        "problems": (
            "两类问题分列。合计{all}，其中借款人问题{borrower}、本行履职问题{bank}；复发{repeated}。",
            "In all{all}, counted apart: borrowers' problems{borrower}, the bank's own lapses{bank}; recurred{repeated}.",
        ),
        "problems.missing": ("发现问题：未取得数据。", "Problems found: no data."),
        "problems.nil": ("发现问题：无。", "Problems found: none."),
    }
)

_CURES = _column(
    {
        "cures.sum": (
            "已销号 {closed} + 逾期 {overdue} + 延期 {extended} + 未到期 {not_yet_due} = 下发 {issued}。",
            "Closed {closed} + overdue {overdue} + extended {extended} + not yet due {not_yet_due} = issued {issued}.",
        ),
        "cures.answered": ("已回复待验证{count}。", "Answered and awaiting verification:{count}."),
        "cures.waived": ("另有豁免{count}，不计入下发。", "Waived, outside the sum:{count}."),
        "cures.longest": ("逾期整改最长逾期 {days}。", "Longest overdue: {days}."),
        "cures.missing": ("整改情况：未取得数据。", "Cures: no data."),
        "cures.nil": ("整改下发：无。", "Cures issued: none."),
        "cures.past": (
            "系统外登记的既往问题{all}，不计入时效指标：{rows}。",
            "Problems registered elsewhere{all}, in no figure of delay: {rows}.",
        ),
        "cures.past.row": ("{borrower} {problem}，{found}，{state}", "{borrower}, {problem}, {found}: {state}"),
        "past.problem": ("问题", "a problem"),
        "past.found": ("{day}发现", "found {day}"),
        "past.found.unknown": ("发现日期不详", "day found unknown"),
        "past.closed": ("已销号（{day}）", "closed ({day})"),
        "past.open": ("未销号", "open"),
        "past.closed_day_unknown": ("已销号、日期不详", "closed, day unknown"),
        "past.unknown": ("未取得数据", "no data"),
    }
)

_STEPS = _column(
    {
        "step.cure": ("{remedy}（{code} {title}，{weight}）", "{remedy} ({code} {title}, {weight})"),
        "step.verify": ("验证整改结果（{code} {title}，{weight}）", "verify the cure ({code} {title}, {weight})"),
        "step.open": ("下发整改通知（{code} {title}，{weight}）", "open a cure ({code} {title}, {weight})"),
        "step.late": ("补作{purpose}，逾期 {days}", "make good the {purpose}, {days} overdue"),
        "step.due": ("按期完成{purpose}", "complete the {purpose} in time"),
        "step.past": ("{day}（已逾期）", "{day} (overdue)"),
        "step.finish": ("办结整改：{demand}", "finish the cure: {demand}"),
        "steps.rest": ("另有 {count} 项未列出。", "{count} more not listed here."),
        "steps.nil": ("下一步工作：无。", "Next steps: none."),
    }
)

_SUMMARY = _column(
    {
        "summary.book": (
            "截至 {day}（日终），在册借款人 {borrowers}、{loans}，合同金额{amount}。",
            "At the close of {day}: {borrowers}, {loans}, contract amount {amount}.",
        ),
        "summary.duties": (
            "人工检查{people}；监测{machine}。",
            "Checks by people: {people}; data monitoring: {machine}.",
        ),
        "summary.duties.nil": ("无应检事项", "none due"),
        "summary.duties.people": (
            "应检{due}，未完成{open}，其中逾期{overdue}，按期率 {rate}",
            "due{due}, not done{open}, overdue{overdue}, on time {rate}",
        ),
        "summary.duties.machine": (
            "应检{due}，未完成{open}，按期率 {rate}",
            "due{due}, not done{open}, on time {rate}",
        ),
        "summary.duties.missing": ("应检事项未取得数据。", "There are no data on duties."),
        "summary.problems": (
            "借款人问题{borrower}{s1}，本行履职问题{bank}{own_s1}；整改下发{issued}，逾期{overdue}{past}。",
            (
                "Borrowers' problems:{borrower}{s1}; the bank's own lapses:{bank}{own_s1}; "
                "cures issued:{issued}, overdue:{overdue}{past}."
            ),
        ),
        "summary.problems.critical": ("（重大未销号{count}）", " (critical and open:{count})"),
        "summary.problems.past": ("；系统外登记的既往问题未销号{count}", "; registered elsewhere and open:{count}"),
        "summary.problems.missing": (
            "未取得检查记录，问题和整改情况不详。",
            "There are no visit records, so problems and cures are not known.",
        ),
        "summary.problems.only_cures": (
            "未取得检查记录，问题情况不详；整改下发{issued}，逾期{overdue}。",
            "There are no visit records, so problems are not known; cures issued:{issued}, overdue:{overdue}.",
        ),
        "summary.risk.s1": (
            "最大风险：{subjects} 有未销号的重大问题（{titles}）{amount}。",
            "Biggest risk: critical problems stand open on {subjects} ({titles}){amount}.",
        ),
        "summary.risk.amount": ("，涉及合同金额{amount}", "; contract amount involved {amount}"),
        "summary.risk.overdue": (
            "最大风险：{subject} {title}已逾期 {days}，为逾期最长的一项；{problems}。",
            "Biggest risk: for {subject}, the {title} is {days} overdue, the longest of all; {problems}.",
        ),
        "summary.risk.major": (
            "最大风险：{subjects} 有未销号的较大问题（{titles}）{amount}；无未销号的重大问题。",
            "Biggest risk: major problems stand open on {subjects} ({titles}){amount}; no critical problem stands open.",
        ),
        "summary.risk.past": ("系统外登记的既往问题", "registered elsewhere"),
        "summary.problems.clear": ("无未销号的重大、较大问题", "no critical or major problem stands open"),
        "summary.problems.unseen": ("问题情况未取得数据", "there are no data on problems"),
        "summary.risk.cures": (
            "最大风险：逾期整改{count}，最长逾期 {days}；{problems}，无逾期检查。",
            "Biggest risk: overdue cures:{count}, the longest by {days}; {problems} and no check is overdue.",
        ),
        "summary.risk.nil": (
            "最大风险：无；无未销号的重大、较大问题，无逾期检查。",
            "Biggest risk: none; no critical or major problem stands open and no check is overdue.",
        ),
        "summary.risk.missing": (
            "最大风险：检查情况未取得数据，风险无法判断。",
            "Biggest risk: without data on visits the risk cannot be judged.",
        ),
        "summary.request.s1": (
            "请示：请审定上述重大问题的处置措施（冻结额度、压降、追加担保、提前收回、下调分类或移交保全）{deadline}。",
            (
                "Request: please decide on these critical problems (freeze, run down, add security, call in, "
                "downgrade or hand to recovery){deadline}."
            ),
        ),
        "summary.request.deadline": (
            "，其中最早的整改期限为 {day}{past}{unissued}",
            "; earliest cure due {day}{past}{unissued}",
        ),
        "summary.request": ("请示：{request}", "Request: {request}"),
        "summary.request.past": ("，已逾期", ", already past"),
        "summary.request.unissued": (
            "（尚未下发整改通知，不计入整改逾期）",
            " (no cure issued yet, so not among the overdue cures)",
        ),
        "summary.request.overdue": (
            "请示：请责成责任人限期{work}。",
            "Request: please order those responsible to {work}.",
        ),
        "summary.request.checks": ("补作逾期检查{count}", "make good the overdue checks:{count}"),
        "summary.request.cures": ("办结逾期整改{count}", "finish the overdue cures:{count}"),
        "summary.request.missing": (
            "请示：请责成各经办机构补报应检清单和检查记录。",
            "Request: please order the units concerned to report their duties and visit records.",
        ),
        "summary.request.nil": ("请示：本期无请示事项。", "Request: nothing is asked for in this issue."),
    }
)

_NOTES = _column(
    {
        "note.due": (
            "应检为窗口在截止日（含）以前开启的事项，等于按期、逾期完成、未完成之和；逾期按日终判定。",
            "Due: duties whose window has opened, the sum of on time, done late and not done; overdue is as of the close of day.",
        ),
        "note.rates": (
            "完成率=已检÷应检；按期率=按期÷（按期+逾期完成+逾期未完成）；分母为零记“—(0/0)”；人工与监测分别计算。",
            "Done rate = done ÷ due; on time = on time ÷ (on time + late + overdue); zero over zero: — (0/0); people and data apart.",
        ),
        "note.cures": (
            "整改经验证通过为已销号，逾期含延期后仍逾期的；账龄自发现日起算。",
            "A cure is closed once verified; overdue includes extensions run out; age runs from the day found.",
        ),
        "note.marks": (
            "“无”为零，“未取得数据”为不详；百分比留一位、金额留两位小数，四舍五入，合计和差额按未舍入数计算。",
            "'nil': zero; 'no data': not known. Shares to one decimal, half up; totals summed before rounding.",
        ),
        "note.units": (
            "金额以万元计，十亿元及以上以亿元计。",
            "Amounts are in full, in the currency named.",
        ),
        "note.no_principal": (
            "合同金额未取得数据的贷款{count}，未计入金额。",
            "Loans of unknown amount, not in the sums:{count}.",
        ),
        "note.no_balance": (
            "余额未取得数据的贷款{count}，未计入余额。",
            "Loans of unknown balance, not in the sums:{count}.",
        ),
        "note.unreviewed": (
            "已计入完成的检查记录中，尚未复核{count}。",
            "Records counted as done, not yet reviewed:{count}.",
        ),
        "note.unreviewed.nil": ("已计入完成的检查记录均已复核。", "Every record counted as done has been reviewed."),
        "note.review_unknown": (
            "已计入完成的检查记录中，无法确认是否复核{count}。",
            "Records counted as done whose review cannot be told:{count}.",
        ),
        "note.missing": ("未能判定事项缺少：{facts}。", "What the undetermined duties lack: {facts}."),
        "note.no_day": (
            "已检但未记载完成日的{count}，列入未能判定。",
            "Done without a recorded day, and so undetermined:{count}.",
        ),
        "note.past_known": (
            "既往检查资料自下列日期起完整：{days}；最迟日在该日及以前的事项不列入计划。",
            "Past visits are known from: {days}; duties that ended by then are outside the plan.",
        ),
        "note.unproven": (
            "检查次数未证明最少的借款人：{borrowers}。",
            "The visits of these borrowers are not proven to be the fewest: {borrowers}.",
        ),
        "note.past_known.day": ("{day}（{count}）", "{day} ({count})"),
        "note.expired": (
            "豁免到期未续的{count}，按未完成计。",
            "Waivers that have run out, counted as not done:{count}.",
        ),
        "note.no_records": (
            "未取得检查记录；凡须由检查反映的情况均记“未取得数据”。",
            "There are no visit records; whatever visits would show reads “no data”.",
        ),
    }
)

_NUMERALS = (
    ("一", "I"),
    ("二", "II"),
    ("三", "III"),
    ("四", "IV"),
    ("五", "V"),
    ("六", "VI"),
    ("七", "VII"),
    ("八", "VIII"),
    ("九", "IX"),
    ("十", "X"),
    ("十一", "XI"),
    ("十二", "XII"),
    ("十三", "XIII"),
    ("十四", "XIV"),
    ("十五", "XV"),
    ("十六", "XVI"),
)

BRIEFING: dict[str, Text] = {
    **{
        f"briefing.place.{place}": Text(zh=f"{zh}、", en=f"{en}. ") for place, (zh, en) in enumerate(_NUMERALS, start=1)
    },
    **_MARKS,
    **_MASTHEAD,
    **_HEADINGS,
    **_COLUMNS,
    **_BOOK,
    **_DUTIES,
    **_PROBLEMS,
    **_CURES,
    **_STEPS,
    **_SUMMARY,
    **_NOTES,
}
