"""The frame of every page: one style, the mark of invented data, the way about; nothing is loaded, nothing is run."""

from collections.abc import Iterable
from html import escape

from loanvisit.words import Language, Text

STYLE = """
:root { color-scheme: light; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --wash: #f5f7fa; --mark: #b3261e }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 0 24px 48px; max-width: 1160px; color: var(--ink); background: #fff;
  font: 15px/1.6 "Noto Sans CJK SC", "Noto Serif CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
.sample { margin: 0 -24px; padding: 4px 24px; background: #fff3e0; color: #8a4b00; font-weight: 600;
  letter-spacing: .2em }
header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: baseline; padding: 14px 0;
  border-bottom: 2px solid var(--ink) }
header strong { font-size: 18px } header nav { display: flex; flex-wrap: wrap; gap: 4px 16px; flex: 1 }
header a, header label { white-space: nowrap }
a { color: #0b57d0; text-decoration: none } a:hover { text-decoration: underline }
h1 { font-size: 22px; margin: 24px 0 4px } h2 { font-size: 17px; margin: 28px 0 8px }
p.soft, .soft { color: var(--soft) } p { margin: 4px 0 12px }
table { border-collapse: collapse; width: 100%; margin: 8px 0 16px }
th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--ink); white-space: nowrap }
th, td { padding: 7px 12px 7px 0; vertical-align: top } tbody td { border-bottom: 1px solid var(--line) }
td.n { width: 1%; white-space: nowrap; font-variant-numeric: tabular-nums }
ul { margin: 0; padding-left: 18px } .day { white-space: nowrap }
.tag { display: inline-block; padding: 0 8px; border-radius: 3px; background: var(--wash); white-space: nowrap }
.tag.late { background: #fdecea; color: var(--mark); font-weight: 600 }
pre { background: var(--wash); padding: 12px 16px; overflow-x: auto; white-space: pre-wrap;
  font: 13px/1.6 "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC", monospace }
form.stack { display: grid; grid-template-columns: max-content minmax(0, 560px); gap: 8px 16px;
  align-items: center }
form.stack > input, form.stack > select, form.stack > textarea, form.stack > span > input { width: 100% }
form.line { display: inline-flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 2px 12px 2px 0 }
input, select, textarea, button { font: inherit; padding: 4px 8px; border: 1px solid #aab3bf; border-radius: 3px;
  background: #fff; color: inherit }
button { background: #14457e; border-color: #14457e; color: #fff; cursor: pointer; justify-self: start }
@media (max-width: 640px) {
  body { padding: 0 12px 32px } .sample { margin: 0 -12px; padding: 4px 12px } pre { padding: 8px }
  table, tbody, tr { display: block } thead { display: none }
  tbody tr { padding: 8px 0; border-bottom: 1px solid var(--line) }
  tbody td { display: block; padding: 1px 0; border: 0 } td.n br { display: none }
  tbody td.n { display: inline-block; width: auto; margin-right: 12px; white-space: normal }
  form.stack { grid-template-columns: minmax(0, 1fr) } form.stack > span:empty { display: none }
}
.wrong { border-left: 4px solid var(--mark); padding: 8px 16px; background: #fdecea }
"""


class Speaker:
    """Says a text in one language, escaped; a plain string is what a person or the bank wrote."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, text: object) -> str:
        """Return it in the language, safe to stand in a page."""
        return escape(self.plainly(text))

    def plainly(self, text: object) -> str:
        """Return it in the language, not yet safe: for what escapes it by itself."""
        return text.of(self.language) if isinstance(text, Text) else str(text)


def T(zh: str, en: str) -> Text:  # noqa: N802  a label of the page
    """Return a label."""
    return Text(zh=zh, en=en)


SAMPLE = Text(zh="虚构数据", en="Invented data")
_LINKS = (
    ("/due", Text(zh="应检清单", en="Visits due")),
    ("/problems", Text(zh="问题与整改", en="Problems and cures")),
    ("/briefing", Text(zh="工作简报", en="Work briefing")),
)
_BANK = Text(zh="云泽分行 · 贷款回访", en="Yunze branch · post-loan visits")
_AS = Text(zh="办理人", en="Acting as")
_NOBODY = Text(zh="（未选择）", en="(nobody)")
_NONE = Text(zh="无。", en="None.")
_CHOOSE = Text(zh="选定", en="Choose")


def page(
    title: Text,
    body: Iterable[str],
    *,
    say: Speaker,
    clerks: Iterable[str] = (),
    acting: str = "",
    path: str = "",
) -> str:
    """Return a whole page; `path` is where the other language is, left out where it is the same address."""
    lang = {"zh": "zh-CN", "en": "en"}[say.language]
    other = {"zh": ("en", "English"), "en": ("zh", "中文")}[say.language]
    links = "".join(f'<a href="{path}?lang={say.language}">{say(text)}</a>' for path, text in _LINKS)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{lang}"><head><meta charset="utf-8"><title>{say(title)}</title>',
            f"<style>{STYLE}</style></head><body>",
            f'<div class="sample">{say(SAMPLE)}</div>',
            f"<header><strong>{say(_BANK)}</strong><nav>{links}</nav>",
            _chooser(say, tuple(clerks), acting),
            f'<a href="{escape(path)}?lang={other[0]}">{other[1]}</a></header>',
            f"<h1>{say(title)}</h1>",
            *body,
            "</body></html>\n",
        )
    )


def _chooser(say: Speaker, clerks: tuple[str, ...], acting: str) -> str:
    if not clerks:
        return ""
    return (
        f'<form class="line" method="post" action="/officer?lang={say.language}"><label>{say(_AS)} '
        f"{select('code', ((code, code) for code in clerks), chosen=acting, say=say, blank=_NOBODY)}</label>"
        f"<button>{say(_CHOOSE)}</button></form>"
    )


def select(
    name: str,
    choices: Iterable[tuple[str, Text | str]],
    *,
    say: Speaker,
    chosen: str = "",
    blank: Text | None = None,
) -> str:
    """Return a list to choose from."""
    options = [] if blank is None else [f'<option value="">{say(blank)}</option>']
    for value, text in choices:
        mark = " selected" if value == chosen else ""
        options.append(f'<option value="{escape(value)}"{mark}>{say(text)}</option>')
    return f'<select name="{escape(name)}">{"".join(options)}</select>'


def text_field(name: str, value: str = "", *, hint: str = "", required: bool = False) -> str:
    """Return a field to write a line in."""
    must = " required" if required else ""
    return f'<input name="{escape(name)}" value="{escape(value)}" placeholder="{escape(hint)}"{must}>'


def table(headings: Iterable[Text], rows: Iterable[Iterable[str]], *, say: Speaker) -> str:
    """Return a table of cells that are HTML already; each begins with its own `<td>`."""
    head = "".join(f'<th scope="col">{say(one)}</th>' for one in headings)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    if not body:
        return f"<p>{say(_NONE)}</p>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def cell(text: str, *, narrow: bool = False) -> str:
    """Return a cell of HTML; a narrow one never breaks."""
    return f'<td class="n">{text}</td>' if narrow else f"<td>{text}</td>"


def button(path: str, text: Text, hidden: dict[str, str], more: str = "", *, say: Speaker) -> str:
    """Return a form of one line."""
    fields = "".join(f'<input type="hidden" name="{key}" value="{escape(value)}">' for key, value in hidden.items())
    action = f"{path}?lang={say.language}"
    return f'<form class="line" method="post" action="{action}">{fields}{more}<button>{say(text)}</button></form>'
