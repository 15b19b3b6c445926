"""The pages: what is due and why, one visit with its form and its review, problems with their cures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from examples.host.asking import TO_BE_MADE, Due, Trouble
from examples.host.layout import Speaker, button, cell, select, table
from loanvisit.domain import (
    FindingState,
    Method,
    MissReason,
    Obligation,
    Outcome,
    Proof,
    RemediationState,
    Visit,
    VisitRecord,
    VisitState,
    subject_text,
)
from loanvisit.errors import Fault, LoanVisitError
from loanvisit.words import Text, counted, join, label, verbatim

DUE = Text(zh="应检清单", en="Visits due")
PROBLEMS = Text(zh="问题与整改", en="Problems and cures")
REFUSED = Text(zh="未予受理", en="Not accepted")
NOTHING_DONE = Text(zh="办理未成功，没有保存任何内容：", en="Nothing was saved, because:")
NOTHING_SHOWN = Text(zh="无法显示：", en="There is nothing to show, because:")


def T(zh: str, en: str) -> Text:  # noqa: N802  a label of the page
    """Return a label."""
    return Text(zh=zh, en=en)


def due_page(visits: list[Due], *, day: date, by: date, say: Speaker) -> Iterator[str]:
    """Return the list of visits to be made, the longest overdue first."""
    late = sum(one.visit.is_overdue(day) for one in visits)
    ahead = sum(one.visit.forecast for one in visits)
    told = T(
        f"营业日 {day}；截至 {by} 共 {len(visits)} 次检查，其中逾期 {late} 次、预测 {ahead} 次。",
        f"Business day {day}. Visits by {by}: {len(visits)}, of them overdue: {late}, forecast: {ahead}.",
    )
    yield f'<p class="soft">{say(told)}</p>'
    heads = (T("任务", "Task"), T("客户", "Customer"), T("方式", "Method"), T("窗口", "Window"), T("状态", "Standing"))
    yield table(
        (*heads, T("事由", "Why")),
        (
            (
                cell(f'<a href="/tasks/{one.task}?lang={say.language}">{one.task}</a>', narrow=True),
                cell(f"{say(one.visit.borrower)}<br>{say(one.name or '')}", narrow=True),
                cell(say(one.visit.method.text), narrow=True),
                cell(f"{one.visit.window.opens}<br>{one.visit.window.last}", narrow=True),
                cell(standing(one.visit, day, say), narrow=True),
                cell(_duties(one.visit.covers, say)),
            )
            for one in visits
        ),
        say=say,
    )


def standing(visit: Visit, day: date, say: Speaker) -> str:
    """Say how a visit stands on a day."""
    if visit.is_overdue(day):
        days = (day - visit.window.last).days
        return f'<span class="tag late">{say(T("逾期", "overdue"))} {say(counted("days", days))}</span>'
    if visit.state is VisitState.PLANNED and visit.forecast:
        return f'<span class="tag">{say(T("预测", "forecast"))}</span>'
    return f'<span class="tag">{say(visit.state.text)}</span>'


def _duties(duties: Iterable[Obligation], say: Speaker, *, with_state: bool = False) -> str:
    """Return duties as a list: what each is, by when, how it stands where that is asked, and what it still lacks."""
    lines: list[str] = []
    for duty in duties:
        by = f'<span class="soft day">{say(T("最迟", "by"))} {duty.window.last}</span>'
        state = f' <span class="tag">{say(duty.state.text)}</span>' if with_state else ""
        lacks = f"<br>{say(T('尚缺：', 'still lacking: '))}{say(join(list(duty.lacks_as)))}" if duty.lacks else ""
        lines.append(f"<li>{say(subject_text(duty.subject))} {say(duty.rule.title)} {by}{state}{lacks}</li>")
    return f"<ul>{''.join(lines)}</ul>"


def task_page(
    one: Due, *, record: VisitRecord | None, duties: list[Obligation], proof: Proof, day: date, say: Speaker
) -> Iterator[str]:
    """Return one visit: what came of it, what can be done with it now, and why it was due."""
    visit = one.visit
    yield (
        f"<p>{say(visit.borrower)} {say(one.name or '')} · {say(visit.method.text)} · "
        f"{visit.window.opens} – {visit.window.last} · {standing(visit, day, say)}</p>"
    )
    if record is not None:
        yield from _record(record, say)
        yield f"<h2>{say(T('应检事项', 'Duties'))}</h2>{_duties(duties, say, with_state=True)}"
    if visit.state in TO_BE_MADE:
        yield f"<h2>{say(T('填报检查记录', 'File the record'))}</h2>"
        yield from _record_form(one, day, say)
    elif visit.state in (VisitState.SUBMITTED, VisitState.CO_SIGNED):
        yield f"<h2>{say(T('复核', 'Review'))}</h2>"
        yield from _review_forms(one, say)
    yield f"<h2>{say(T('依据与推算', 'Why, clause by clause'))}</h2><pre>{say(proof.text)}</pre>"


def _record(record: VisitRecord, say: Speaker) -> Iterator[str]:
    yield f"<h2>{say(T('检查记录', 'Record'))} {say(record.id)}</h2>"
    people = join([verbatim(str(who)) for who in record.visitors])
    papers = join(
        [
            T(f"{one.id}（{label('evidence', one.kind).zh}）", f"{one.id} ({label('evidence', one.kind).en})")
            for one in record.evidence
        ]
    )
    rows = (
        (T("检查日", "Visited on"), str(record.on)),
        (T("结果", "Outcome"), record.outcome.text),
        (T("检查人", "Visitors"), people),
        (T("影像", "Evidence"), papers if record.evidence else "—"),
    )
    yield table((), ((cell(say(label), narrow=True), cell(say(text))) for label, text in rows), say=say)


def _record_form(one: Due, day: date, say: Speaker) -> Iterator[str]:
    visit = one.visit
    yield f'<form class="stack" method="post" action="/tasks/{one.task}/records?lang={say.language}">'
    yield f'<input type="hidden" name="seen" value="{visit.version}">'
    methods = ((method.value, method.text) for method in Method)
    outcomes = ((outcome.value, outcome.text) for outcome in Outcome)
    misses = ((reason.value, reason.text) for reason in MissReason)
    fields = [
        (T("检查日", "Visited on"), f'<input type="date" name="on" value="{day}" required>'),
        (T("方式", "Method"), select("method", methods, chosen=visit.method.value, say=say)),
        (T("检查人（编号）", "Visitors (codes)"), '<input name="visitors" placeholder="lead-1, second-1" required>'),
        (T("结果", "Outcome"), select("outcome", outcomes, say=say)),
        (T("未完成原因", "Why not made"), select("miss_reason", misses, say=say, blank=T("—", "—"))),
    ]
    yes_no = (("yes", T("是", "yes")), ("no", T("否", "no")))
    for question in sorted({name for duty in visit.covers for name in duty.rule.questions}):
        asked = select(f"answer.{question}", yes_no, say=say, blank=T("未答", "not answered"))
        fields.append((T(f"问题 {question}", f"Question {question}"), asked))
    demanded = sorted({kind for duty in visit.covers for kind in duty.rule.evidence})
    asked_for = join([label("evidence", kind) for kind in demanded])
    hint = f' <span class="soft">{say(T("须有：", "needed: "))}{say(asked_for)}</span>' if demanded else ""
    fields.append((T("影像编号", "Image numbers"), f'<span><input name="images" size="44">{hint}</span>'))
    fields.append((T("备注", "Note"), '<textarea name="note" rows="2"></textarea>'))
    yield from (f"<label>{say(label)}</label>{field}" for label, field in fields)
    yield f"<span></span><button>{say(T('填报', 'File'))}</button></form>"


def _review_forms(one: Due, say: Speaker) -> Iterator[str]:
    path, seen = f"/tasks/{one.task}/moves", str(one.visit.version)
    reason = f'<input name="reason" placeholder="{say(T("退回原因", "why it is returned"))}" required>'
    if len(one.visit.visitors) > 1 and one.visit.state is VisitState.SUBMITTED:
        yield button(path, T("协办签字", "Co-sign"), {"move": "co_sign", "seen": seen}, say=say)
    yield button(path, T("通过", "Accept"), {"move": "accept", "seen": seen}, say=say)
    yield button(path, T("退回", "Return"), {"move": "return", "seen": seen}, reason, say=say)


def problems_page(found: list[Trouble], visits: dict[str, list[Due]], *, say: Speaker) -> Iterator[str]:
    """Return the problems found, each with its cure and what can be done with it now."""
    left = sum(one.finding.is_open for one in found)
    told = T(f"共 {len(found)} 项，未销号 {left} 项。", f"Problems: {len(found)}, not closed: {left}.")
    yield f'<p class="soft">{say(told)}</p>'
    heads = (T("编号", "No"), T("客户", "Customer"), T("问题", "Problem"), T("状态", "State"), T("最迟", "By"))
    yield table(
        (*heads, T("整改", "Cure")),
        (
            (
                cell(str(one.problem), narrow=True),
                cell(say(one.finding.borrower), narrow=True),
                cell(f"{say(one.finding.text)}<br><span class='soft'>{say(one.finding.fact or '')}</span>"),
                cell(f'<span class="tag">{say(one.finding.state.text)}</span>', narrow=True),
                cell(str(one.cure.last_day if one.cure else one.finding.due_on), narrow=True),
                cell("".join(_cure(one, visits.get(one.finding.borrower.value, []), say))),
            )
            for one in found
        ),
        say=say,
    )


def _cure(one: Trouble, visits: list[Due], say: Speaker) -> Iterator[str]:
    if one.finding.state is FindingState.OPEN:
        owner = f'<input name="owner" size="8" placeholder="{say(T("责任人", "owner"))}" required>'
        yield button(f"/problems/{one.problem}/fixes", T("立项", "Open"), {}, owner, say=say)
    if one.cure is None:
        return
    yield f"{say(one.cure.demand)} · {say(one.cure.owner)} · {say(one.cure.state.text)}<br>"
    path = f"/fixes/{one.fix}/moves"
    if one.cure.state in (RemediationState.OPENED, RemediationState.NOTIFIED):
        yield button(path, T("回复整改", "Submit"), {"move": "submit"}, say=say)
    if one.cure.state is RemediationState.SUBMITTED:
        later = [(str(trip.task), T(f"任务 {trip.task}", f"task {trip.task}")) for trip in visits]
        yield button(path, T("验证销号", "Verify"), {"move": "verify"}, select("task", later, say=say), say=say)
        reason = f'<input name="reason" size="12" placeholder="{say(T("退回原因", "why"))}" required>'
        yield button(path, T("退回整改", "Reject"), {"move": "reject"}, reason, say=say)


FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "X-Officer": T("办理人", "Acting as"),
        "on": T("检查日", "Visited on"),
        "method": T("方式", "Method"),
        "visitors": T("检查人", "Visitors"),
        "outcome": T("结果", "Outcome"),
        "miss_reason": T("未完成原因", "Why not made"),
        "answers": T("问题", "Questions"),
        "evidence": T("影像", "Evidence"),
        "images": T("影像编号", "Image numbers"),
        "note": T("备注", "Note"),
        "reason": T("原因", "Reason"),
        "owner": T("责任人", "Owner"),
        "task": T("任务", "Task"),
        "day": T("营业日", "Business day"),
    }
)
"""What the fields that a fault may be about are called on the pages."""


def refused_page(error: LoanVisitError, *, asked: bool, back: str, say: Speaker) -> Iterator[str]:
    """Return what was wrong, every fault a line under the name of its field, and the way back to where it was done.

    `asked` is true where a page was asked for, and nothing was to be saved.
    """
    lines = "".join(f"<li>{_named(one, say)}{say(one.plain)}</li>" for one in error.faults)
    yield f'<div class="wrong"><p>{say(NOTHING_SHOWN if asked else NOTHING_DONE)}</p><ul>{lines}</ul></div>'
    yield f'<p><a href="{escape(back)}?lang={say.language}">{say(T("返回", "Back"))}</a></p>'


def _named(one: Fault, say: Speaker) -> str:
    field = re.sub(r"\[.*", "", one.path.removeprefix("form.").removeprefix("record."))
    if field not in FIELDS:
        return ""
    return f"<strong>{say(FIELDS[field])}</strong>{say(T('：', ': '))}"
