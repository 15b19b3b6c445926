"""The pages: what is due and why, one visit with its form and its review, problems with their cures."""

from collections.abc import Iterable, Iterator
from datetime import date

from examples.host.asking import TO_BE_MADE, Due, Trouble
from examples.host.layout import Speaker, T, button, cell, select, table, text_field
from examples.host.record_form import record_form
from examples.host.refusal import NOTHING_DONE, Refusal, told, typed
from loanvisit.domain import (
    FindingState,
    Obligation,
    Proof,
    RemediationState,
    Visit,
    VisitRecord,
    VisitState,
    subject_text,
)
from loanvisit.words import Text, counted, join, label, verbatim

DUE = Text(zh="应检清单", en="Visits due")
PROBLEMS = Text(zh="问题与整改", en="Problems and cures")


def due_page(visits: list[Due], *, day: date, by: date, say: Speaker) -> Iterator[str]:
    """Return the list of visits to be made, the longest overdue first."""
    late = sum(one.visit.is_overdue(day) for one in visits)
    ahead = sum(one.visit.forecast for one in visits)
    counts = T(
        f"营业日 {day}；截至 {by} 共 {len(visits)} 次检查，其中逾期 {late} 次、预测 {ahead} 次。",
        f"Business day {day}. Visits by {by}: {len(visits)}, of them overdue: {late}, forecast: {ahead}.",
    )
    yield f'<p class="soft">{say(counts)}</p>'
    heads = (T("任务", "Task"), T("客户", "Customer"), T("方式", "Method"), T("窗口", "Window"), T("状态", "Standing"))
    yield table(
        (*heads, T("事由", "Why")),
        (
            (
                cell(f'<a href="/tasks/{one.task}?lang={say.language}">{one.task}</a>', narrow=True),
                cell(f"{say(one.visit.borrower)} <br>{say(one.name or '')}", narrow=True),
                cell(say(one.visit.method.text), narrow=True),
                cell(f"{one.visit.window.opens} – <br>{one.visit.window.last}", narrow=True),
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
        lines.append(
            f"<li>{say(subject_text(duty.subject))} {say(duty.rule.title)} {by}{state}{_late(duty, say)}{lacks}</li>"
        )
    return f"<ul>{''.join(lines)}</ul>"


def _late(duty: Obligation, say: Speaker) -> str:
    late = (duty.discharge.on - duty.window.last).days if duty.discharge else 0
    return (
        f' <span class="tag late">{say(T("逾期", "late by"))} {say(counted("days", late))}</span>' if late > 0 else ""
    )


def task_page(
    one: Due,
    *,
    record: VisitRecord | None,
    returned: str | None,
    duties: list[Obligation],
    proof: Proof,
    day: date,
    left: Refusal,
    say: Speaker,
) -> Iterator[str]:
    """Return one visit: what came of it, what can be done with it now, and why it was due.

    `returned` is why it was last sent back; `left` is what was refused on this page, and what was typed into it.
    """
    visit = one.visit
    yield told(left.faults, why=NOTHING_DONE, say=say)
    yield (
        f"<p>{say(visit.borrower)} {say(one.name or '')} · {say(visit.method.text)} · "
        f'<span class="day">{visit.window.opens}</span> – <span class="day">{visit.window.last}</span> · '
        f"{standing(visit, day, say)}</p>"
    )
    if visit.state is VisitState.RETURNED and returned:
        yield f'<div class="wrong"><p>{say(T("退回原因：", "Returned because: "))}{say(returned)}</p></div>'
    if record is not None:
        yield from _record(record, say)
        yield f"<h2>{say(T('应检事项', 'Duties'))}</h2>{_duties(duties, say, with_state=True)}"
    if visit.state in TO_BE_MADE:
        yield f"<h2>{say(T('填报检查记录', 'File the record'))}</h2>"
        yield from record_form(one, record, day, left, say)
    elif visit.state in (VisitState.SUBMITTED, VisitState.CO_SIGNED):
        yield f"<h2>{say(T('复核', 'Review'))}</h2>"
        yield from _review_forms(one, left, say)
    if visit.state not in TO_BE_MADE and left.action.endswith("/records"):
        yield from typed(left, say=say)
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
        (T("方式", "Method"), record.method.text),
        (T("结果", "Outcome"), record.outcome.text),
        *([(T("未完成原因", "Why not made"), record.miss_reason.text)] if record.miss_reason else []),
        (T("检查人", "Visitors"), people),
        (T("影像", "Evidence"), papers if record.evidence else "—"),
    )
    yield table((), ((cell(say(label), narrow=True), cell(say(text))) for label, text in rows), say=say)


def _review_forms(one: Due, left: Refusal, say: Speaker) -> Iterator[str]:
    path, seen = f"/tasks/{one.task}/moves", str(one.visit.version)
    hint = say.plainly(T("退回原因", "why it is returned"))
    reason = text_field("reason", left.kept(path, "reason"), hint=hint, required=True)
    if len(one.visit.visitors) > 1 and one.visit.state is VisitState.SUBMITTED:
        yield button(path, T("协办签字", "Co-sign"), {"move": "co_sign", "seen": seen}, say=say)
    yield button(path, T("通过", "Accept"), {"move": "accept", "seen": seen}, say=say)
    yield button(path, T("退回", "Return"), {"move": "return", "seen": seen}, reason, say=say)


def problems_page(found: list[Trouble], visits: dict[str, list[Due]], *, left: Refusal, say: Speaker) -> Iterator[str]:
    """Return the problems found, each with its cure and what can be done with it now."""
    still = sum(one.finding.is_open for one in found)
    counts = T(f"共 {len(found)} 项，未销号 {still} 项。", f"Problems: {len(found)}, not closed: {still}.")
    yield told(left.faults, why=NOTHING_DONE, say=say)
    yield f'<p class="soft">{say(counts)}</p>'
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
                cell("".join(_cure(one, visits.get(one.finding.borrower.value, []), left, say))),
            )
            for one in found
        ),
        say=say,
    )


def _cure(one: Trouble, visits: list[Due], left: Refusal, say: Speaker) -> Iterator[str]:
    if one.finding.state is FindingState.OPEN:
        opens, hint = f"/problems/{one.problem}/fixes", say.plainly(T("责任人", "owner"))
        owner = text_field("owner", left.kept(opens, "owner"), hint=hint, required=True)
        yield button(opens, T("立项", "Open"), {}, owner, say=say)
    if one.cure is None:
        return
    yield f"{say(one.cure.demand)} · {say(one.cure.owner)} · {say(one.cure.state.text)}<br>"
    path = f"/fixes/{one.fix}/moves"
    if one.cure.state in (RemediationState.OPENED, RemediationState.NOTIFIED):
        yield button(path, T("回复整改", "Submit"), {"move": "submit"}, say=say)
    if one.cure.state is RemediationState.SUBMITTED:
        later = [(str(trip.task), T(f"任务 {trip.task}", f"task {trip.task}")) for trip in visits]
        yield button(path, T("验证销号", "Verify"), {"move": "verify"}, select("task", later, say=say), say=say)
        hint = say.plainly(T("退回原因", "why"))
        reason = text_field("reason", left.kept(path, "reason"), hint=hint, required=True)
        yield button(path, T("退回整改", "Reject"), {"move": "reject"}, reason, say=say)
