"""The words of procedures: marks, clocks, standings of steps, tests of quality, and what is wrong with a procedure."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text


def _said(family: str, sentences: dict[str, tuple[str, str]]) -> dict[str, Text]:
    return {f"{family}.{key}" if key else family: Text(zh=zh, en=en) for key, (zh, en) in sentences.items()}


_STEPS: dict[str, Text] = {
    **_said("performer", {"pair": ("双人", "the two who visit"), "handler": ("信号处置人", "handler of the signal")}),
    **_said(
        "mark",
        {
            "window.opens": ("应检期首日", "the first day of the window"),
            "window.last": ("应检期截止日", "the last day of the window"),
            "visit.make": ("检查日", "the day of the visit"),
            "finding.raise": ("发现问题日", "the day the problem was found"),
            "signal.raise": ("预警信号发出日", "the day the signal was raised"),
            "plan.issue": ("计划下发", "the issue of the plan"),
            "pack.read": ("资料研读", "the reading of the pack"),
            "appointment.make": ("预约", "the appointment"),
            "note.seal": ("笔记和影像封存", "the sealing of note and photos"),
            "escalation.make": ("上报", "the escalation"),
            "signal.answer": ("信号反馈", "the answer to the signal"),
            "visit.submit": ("报告提交", "the submission"),
            "visit.co_sign": ("协办签字", "the co-signature"),
            "visit.return": ("退回", "the return"),
            "visit.accept": ("复核通过", "the acceptance"),
            "visit.sign_off": ("审签", "the sign-off"),
            "visit.file": ("归档", "the filing"),
            "remediation.open": ("整改立项", "the opening of the cure"),
            "remediation.notify": ("整改通知书发出", "the notice to cure"),
        },
    ),
    **_said(
        "clock",
        {
            "same_day": ("{mark}当日", "on {mark} itself"),
            "by": ("不晚于{mark}", "by {mark}"),
            "after": ("{mark}后{span}内", "within {span} after {mark}"),
            "before": ("不晚于{mark}前{span}", "at least {span} before {mark}"),
            "run_up": ("{mark}前{span}以内", "not more than {span} before {mark}"),
        },
    ),
    **_said(
        "step_case",
        {
            "always": ("一律适用", "in every case"),
            "announced": ("预先通知的", "where the borrower is told beforehand"),
            "by_two": ("两人检查的", "where two visited"),
            "finding": ("发现问题的", "where a problem was found"),
            "critical": ("发现重大问题的", "where a critical problem was found"),
            "signal": ("因预警信号检查的", "where the visit answers a signal"),
        },
    ),
    **_said(
        "step",
        {
            "line": ("{title}（{performer}）", "{title} ({performer})"),
            "takes": ("依据：{what}", "from: {what}"),
            "gives": ("成果：{what}", "giving: {what}"),
            "tests": ("质量要求：{tests}", "held against: {tests}"),
        },
    ),
    **_said(
        "procedure",
        {
            "": ("{title}（{version} 版）", "{title} (version {version})"),
            "step": ("{number}. {step}", "{number}. {step}"),
        },
    ),
    **_said(
        "standing.step",
        {
            "done": ("已完成", "done"),
            "done_late": ("逾期完成", "done late"),
            "not_yet_due": ("未到期", "not yet due"),
            "overdue": ("逾期未完成", "overdue"),
            "not_done": ("未完成", "not done"),
            "cannot_tell": ("未取得数据，无法判定", "not obtained, cannot tell"),
            "not_applicable": ("不适用", "does not apply"),
        },
    ),
    **_said(
        "step_line",
        {
            "": ("{title}：{standing}", "{title}: {standing}"),
            "on": ("办理日 {day}", "on {day}"),
            "by": ("办理人 {who}", "by {who}"),
            "last": ("截止日 {day}", "last day {day}"),
            "provisional": ("截止日 {day}（放假安排未公布，暂定）", "last day {day} (provisional)"),
            "late": ("逾期{span}", "{span} late"),
            "about": ("涉及 {id}", "about {id}"),
            "test": ("  {answer}", "  {answer}"),
        },
    ),
    "procedure_check": Text(
        zh="检查 {visit} 的流程执行情况（{pin}，截至 {as_of}）",
        en="how the visit {visit} kept to its procedure ({pin}, as of {as_of})",
    ),
    "finding.paper_late": Text(
        zh="{title}逾期{span}，截止日 {last}", en="{title}: {span} late, the last day was {last}"
    ),
    "finding.record_late": Text(
        zh="检查日 {day}，记录于 {filed} 提交，应于 {last} 前（含）提交",
        en="visited on {day}, the record was filed on {filed}; the last day to file it was {last}",
    ),
}

_QUALITY: dict[str, Text] = {
    **_said(
        "quality",
        {
            "owners_named": ("应检事项均已排期或指定责任人", "no duty without a place in the plan or an owner"),
            "matters_ticked": ("未销号问题和批复条件已逐项核对", "open findings and conditions ticked"),
            "data_notice": ("已告知数据使用事项", "notice of data use given"),
            "place": ("地点有记录", "the place is recorded"),
            "present": ("到场人数", "how many were there"),
            "present.bound": ("至少 {least} 人到场", "at least {least} were there"),
            "mandatory": ("必答项答复率", "mandatory questions answered"),
            "mandatory.bound": (
                "必答项至少 {least}% 已答或已说明原因",
                "at least {least} % of the mandatory questions are answered or have a reason",
            ),
            "mandatory.all": ("必答项全部已答或已说明原因", "every mandatory question is answered or has a reason"),
            "evidence_dated": ("影像均有摘要、时间和地点", "photos have their digest, time and place"),
            "evidence_fresh": ("无早于检查日的影像", "no photo older than the visit"),
            "coverage": ("提纲完成率", "coverage of the outline"),
            "coverage.bound": (
                "适用问题至少 {least}% 已答",
                "at least {least} % of the questions that apply are answered",
            ),
            "coverage.all": ("适用问题全部已答", "every question that applies is answered"),
            "figures": ("数字取自系统", "figures from the system"),
            "repayment_source": ("已写明还款来源", "source of repayment stated"),
            "repayment_source.bound": (
                "已写明还款来源（问题 {questions} 之一）",
                "source of repayment stated (one of the questions {questions})",
            ),
            "own_words": ("文字非抄用", "no copied text"),
            "conclusion": ("结论与发现的问题相符", "the conclusion follows from the findings"),
            "notice_complete": (
                "事实、依据、要求、期限、证明材料、后果齐全",
                "facts, basis, demand, last day, evidence and consequence are all there",
            ),
            "index_complete": ("归档目录齐全", "the index is complete"),
            "answer.passed": ("合格：{test}（{seen}）", "passed: {test} ({seen})"),
            "answer.failed": ("不合格：{test}（{seen}）", "not passed: {test} ({seen})"),
            "answer.unknown": ("无法判定：{test}（{seen}）", "cannot tell: {test} ({seen})"),
            "seen.nothing": ("未取得数据", "not obtained"),
            "seen.no_record": ("尚无检查记录", "there is no record yet"),
            "seen.told": ("经办或复核人员认定", "as those who looked at it say"),
            "seen.returned": ("已因此退回：{reason}", "returned for this: {reason}"),
            "seen.present": ("到场 {count} 人", "{count} were there"),
            "seen.share": ("{part}/{whole}", "{part} of {whole}"),
            "seen.no_outline": ("未提供所用提纲", "the outline is not at hand"),
            "seen.other_outline": ("记录所用的不是这份提纲", "the record was not made by this outline"),
            "seen.no_photo": ("记录没有影像", "the record has no photo"),
            "seen.no_place": ("未记录地点", "no place is recorded"),
            "seen.off_site": ("非现场检查，无须记录地点", "not on site, so that none is needed"),
            "seen.undated": ("{count} 件影像缺时间或地点", "photos without a time or a place: {count}"),
            "seen.dated": ("{count} 件影像时间、地点齐全", "photos, each with its time and place: {count}"),
            "seen.no_time": ("{count} 件影像未注明时间", "photos without a time: {count}"),
            "seen.older": ("{count} 件影像早于检查日", "photos older than the visit: {count}"),
            "seen.fresh": ("{count} 件影像均不早于检查日", "photos, none older than the visit: {count}"),
            "seen.answered": ("问题 {code} 已答", "question {code} is answered"),
            "seen.unanswered": ("问题 {codes} 均未答", "not answered: {codes}"),
            "seen.copied": ("与记录 {records} 雷同", "alike: the record {records}"),
            "seen.own_words": ("未见雷同", "nothing alike was found"),
        },
    ),
    **_said(
        "return_reason",
        {
            "copied_text": ("文字雷同", "copied text"),
            "conclusion": ("结论与事实不符", "the conclusion does not follow"),
            "mandatory_missing": ("必答项缺失", "mandatory item missing"),
            "figures": ("数字未取自系统", "figures not from the system"),
            "evidence_missing": ("缺少佐证材料", "evidence missing"),
            "repayment_source": ("未写明还款来源", "source of repayment not stated"),
            "too_few_present": ("到场人数不足", "too few were there"),
            "late": ("提交逾期", "late"),
            "other": ("其他", "another reason"),
        },
    ),
}

_FEEDBACK: dict[str, Text] = {
    **_said(
        "feedback_loop",
        {
            "review": ("复核人反馈检查人", "reviewer to visitor"),
            "signal": ("处置人反馈预警信号提出人", "handler to the raiser of a signal"),
            "approval": ("检查反馈审批和贷前", "visit to approver and pre-loan"),
            "field": ("基层反馈总行", "field to head office"),
            "borrower": ("借款人反馈本行", "borrower to bank"),
        },
    ),
    **_said(
        "state.feedback",
        {
            "open": ("待答复", "open"),
            "answered": ("已答复", "answered"),
            "closed": ("已办结", "closed"),
            "withdrawn": ("已撤回", "withdrawn"),
        },
    ),
    **_said(
        "move",
        {
            "answer": ("答复", "answer"),
            "settle": ("办结", "settle"),
            "ask_again": ("追问", "ask again"),
            "withdraw": ("撤回", "withdraw"),
        },
    ),
    **_said("relation", {"raiser": ("提出人", "raiser"), "answerer": ("答复人", "whoever is to answer")}),
    **_said(
        "feedback",
        {
            "citation": ("贷后管理实务：信息反馈机制（未规定时限）", "post-loan practice: feedback, without a time"),
            "citation.signal": (
                "贷后管理实务：预警信号十个工作日内反馈",
                "post-loan practice: feedback on signals within ten working days",
            ),
            "rate": ("{loop}：按时答复 {part}/{whole}", "{loop}: answered in time {part} of {whole}"),
            "rate.none": ("{loop}：没有到期的反馈", "{loop}: nothing was due"),
        },
    ),
    "answers.unanswered": Text(
        zh="问题 {code}：适用的检查 {whole} 次，其中 {part} 次未答",
        en="question {code}: applied in {whole} visits, not answered in {part}",
    ),
    **pair(
        "feedback.answerer",
        ("一名答复人，或一个答复岗位", "one who is to answer: a person or a post"),
        ("填写其中之一", "name one of the two"),
    ),
    **pair(
        "feedback.raiser",
        ("提出人：除借款人反馈外均须有", "who asks, in every loop but the borrower's"),
        ("填写提出人，或改为借款人反馈", "say who asks, or use the loop of the borrower"),
    ),
    **pair(
        "feedback.reasons",
        ("复核退回才有原因代码", "codes only of a returned report"),
        ("删去代码", "leave the codes out"),
    ),
    **pair(
        "feedback.answer",
        ("答复、答复人和答复日须齐全", "an answer with its person and its day"),
        ("三项一并填写或一并不填", "give all three or none"),
    ),
}

_FAULTS: dict[str, Text] = {
    **pair(
        "quality.bound",
        ("没有界限：只有完成率、答复率和到场人数有", "no bound: only shares and the number of persons have one"),
        ("删去界限", "leave the bound out"),
    ),
    **pair(
        "quality.questions",
        (
            "问题编号：只有“已写明还款来源”才有，且至少一个",
            "question codes of the test `repayment_source`, and of no other",
        ),
        ("补上或删去问题编号", "say which questions, or leave them out"),
    ),
    **pair(
        "procedure.roll",
        ("按自然日计的内部期限，遇休息日提前、顺延或不调整", "a roll of natural days: earlier, later or none"),
        ("改正或删去调整方式", "mend the roll or leave it out"),
    ),
    **pair(
        "procedure.mark",
        ("档案所有的日期，或某一步骤的办结标志", "a day that the file has, or what ends a step"),
        ("改为其中之一，或补上以它办结的步骤{near}", "name one of those, or add the step that ends with it{near}"),
    ),
    **pair(
        "procedure.step",
        ("流程中某一步骤的编号", "the code of a step of the procedure"),
        ("改正编号{near}", "mend the code{near}"),
    ),
    **pair(
        "step_line.late",
        ("逾期的步骤注明逾期天数，其他步骤没有", "so many days late of a step that is late, and of no other"),
        ("改正天数或状态", "mend the days or the standing"),
    ),
    **pair(
        "step_line.done",
        ("已完成的步骤注明办理日，其他步骤没有", "the day it was done of a step that is done, and of no other"),
        ("改正办理日或状态", "mend the day or the standing"),
    ),
}

PROCEDURE: dict[str, Text] = {**_STEPS, **_QUALITY, **_FEEDBACK, **_FAULTS}
