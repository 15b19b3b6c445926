"""The form of a visit record: empty, as it was sent where it was refused, as it was filed where it was sent back."""

from collections.abc import Callable, Iterator
from datetime import date
from html import escape

from examples.host.asking import Due
from examples.host.layout import Speaker, T, select, text_field
from examples.host.refusal import Refusal
from loanvisit.domain import Method, MissReason, Outcome, Visit, VisitRecord, VisitState
from loanvisit.words import Text, join, label

WHO = "lead-1, second-1"


def record_form(one: Due, record: VisitRecord | None, day: date, left: Refusal, say: Speaker) -> Iterator[str]:
    """Return the form of the record of a visit."""
    visit, action = one.visit, f"/tasks/{one.task}/records"
    filed = _filed(record) if record is not None and visit.state is VisitState.RETURNED else {}

    def was(name: str, default: str = "") -> str:
        return left.kept(action, name, filed.get(name, default))

    yield f'<form class="stack" method="post" action="{action}?lang={say.language}">'
    yield f'<input type="hidden" name="seen" value="{visit.version}">'
    methods = ((method.value, method.text) for method in Method)
    outcomes = ((outcome.value, outcome.text) for outcome in Outcome)
    misses = ((reason.value, reason.text) for reason in MissReason)
    why_not = select("miss_reason", misses, chosen=was("miss_reason"), say=say, blank=T("—", "—"))
    fields = [
        (T("检查日", "Visited on"), f'<input type="date" name="on" value="{escape(was("on", str(day)))}" required>'),
        (T("方式", "Method"), select("method", methods, chosen=was("method", visit.method.value), say=say)),
        (T("检查人（编号）", "Visitors (codes)"), text_field("visitors", was("visitors"), hint=WHO, required=True)),
        (T("结果", "Outcome"), select("outcome", outcomes, chosen=was("outcome"), say=say)),
        (T("未完成原因", "Why not made"), why_not),
        *_questions(visit, was, say),
    ]
    demanded = sorted({kind for duty in visit.covers for kind in duty.rule.evidence})
    asked_for = join([label("evidence", kind) for kind in demanded])
    hint = f' <span class="soft">{say(T("须有：", "needed: "))}{say(asked_for)}</span>' if demanded else ""
    fields.append((T("影像编号", "Image numbers"), f"<span>{text_field('images', was('images'))}{hint}</span>"))
    fields.append((T("备注", "Note"), f'<textarea name="note" rows="2">\n{escape(was("note"))}</textarea>'))
    yield from (f"<label>{say(label)}</label>{field}" for label, field in fields)
    yield f"<span></span><button>{say(T('填报', 'File'))}</button></form>"


def _questions(visit: Visit, was: Callable[[str], str], say: Speaker) -> Iterator[tuple[Text, str]]:
    yes_no = (("yes", T("是", "yes")), ("no", T("否", "no")))
    for question in sorted({name for duty in visit.covers for name in duty.rule.questions}):
        name = f"answer.{question}"
        asked = select(name, yes_no, chosen=was(name), say=say, blank=T("未答", "not answered"))
        yield T(f"问题 {question}", f"Question {question}"), asked


def _filed(record: VisitRecord) -> dict[str, str]:
    """Return a record as its form had it."""
    answers = {f"answer.{one.question}": "yes" if one.value else "no" for one in record.answers}
    return answers | {
        "on": record.on.isoformat(),
        "method": record.method.value,
        "visitors": ", ".join(map(str, record.visitors)),
        "outcome": record.outcome.value,
        "miss_reason": record.miss_reason.value if record.miss_reason else "",
        "images": " ".join(str(one.id) for one in record.evidence),
        "note": record.note or "",
    }
