"""What was refused, as a page shows it: every fault under the name of its field, and what the person had typed."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from attrs import field, frozen

from examples.host.layout import Speaker, T
from loanvisit.errors import Fault
from loanvisit.words import Text

REFUSED = T("未予受理", "Not accepted")
NOT_FOUND = T("无法显示", "Nothing to show")
NOTHING_DONE = T("办理未成功，没有保存任何内容：", "Nothing was saved, because:")
NOTHING_SHOWN = T("无法显示：", "There is nothing to show, because:")
NO_PAGE = T("没有这个页面。请核对网址。", "There is no such page. Check the address.")
TYPED = T("您填写的内容", "What you had typed")
FREE = ("visitors", "images", "note", "reason", "owner")
"""The fields a person types freely: what is lost with them is work."""
FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "X-Officer": T("办理人", "Acting as"),
        "on": T("检查日", "Visited on"),
        "by": T("截至日", "By"),
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
        "problem": T("问题", "Problem"),
        "fix": T("整改", "Cure"),
        "number": T("编号", "Number"),
        "lang": T("语言", "Language"),
        "day": T("营业日", "Business day"),
    }
)
"""What the fields that a fault may be about are called on the pages."""


@frozen(kw_only=True)
class Refusal:
    """Why a form was refused, which form it was, and what the person had typed into it."""

    faults: tuple[Fault, ...] = ()
    action: str = ""
    typed: Mapping[str, str] = field(factory=dict[str, str])

    def kept(self, action: str, name: str, default: str = "") -> str:
        """Return what was typed into a field of a form, the default where another form was refused, or none."""
        return self.typed.get(name, default) if action == self.action else default


NOTHING = Refusal()
"""Nothing was refused."""


def told(faults: tuple[Fault, ...], *, why: Text, say: Speaker) -> str:
    """Return what was wrong, every fault a line under the name of its field; nothing where nothing was."""
    if not faults:
        return ""
    lines = "".join(f"<li>{_named(one, say)}{say(one.plain)}</li>" for one in faults)
    return f'<div class="wrong" role="alert"><p>{say(why)}</p><ul>{lines}</ul></div>'


def typed(left: Refusal, *, say: Speaker) -> Iterator[str]:
    """Return what was typed, to be copied, where its form is there no more."""
    lines = [(FIELDS[name], left.typed[name]) for name in FREE if left.typed.get(name, "").strip()]
    if lines:
        yield f"<h2>{say(TYPED)}</h2><ul>"
        yield from (f"<li>{say(label)}{say(T('：', ': '))}{say(text)}</li>" for label, text in lines)
        yield "</ul>"


def refused_page(wrong: str, *, back: str, say: Speaker) -> Iterator[str]:
    """Return what was wrong, and the way back to where it was done."""
    yield wrong
    yield f'<p><a href="{escape(back)}?lang={say.language}">{say(T("返回", "Back"))}</a></p>'


def no_page(say: Speaker) -> str:
    """Say that an address leads nowhere."""
    return f'<div class="wrong" role="alert"><p>{say(NO_PAGE)}</p></div>'


def _named(one: Fault, say: Speaker) -> str:
    name = re.sub(r"\[.*", "", one.path.removeprefix("form.").removeprefix("record."))
    if name not in FIELDS:
        return ""
    return f"<strong>{say(FIELDS[name])}</strong>{say(T('：', ': '))}"
