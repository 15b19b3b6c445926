"""A briefing, or the report of a visit, as one HTML page that loads nothing, made to be printed on A4."""

from collections.abc import Iterator

from loanvisit.domain.exact import guarded
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.briefing import Briefing
from loanvisit.reporting.figures import Figure
from loanvisit.reporting.layout import Cell, Paragraph, SectionValue, Table, cell_text, runs
from loanvisit.reporting.page_style import CSS, REPORT_CSS, style_policy
from loanvisit.reporting.plain import html_text, numbered
from loanvisit.reporting.visit_report import VisitReport
from loanvisit.words import Language, Text, say, verbatim

_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


@guarded
def to_html(briefing: Briefing | VisitReport, language: Language) -> str:
    """Return a briefing, or the report of a visit, as a page of HTML.

    Args:
        briefing: from `build_briefing` or `build_visit_report`.
        language: "zh" or "en"; the numbers, dates and ids are the same in both.

    Returns:
        The page, ending in a newline. It holds no script and loads nothing; every text from outside is escaped.
        An issue about invented data says so on each printed page.

    Raises:
        InputError: there is no such language.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import Portfolio
        >>> from loanvisit.reporting import Masthead, build_briefing
        >>> masthead = Masthead(title="工作简报", number=1, unit="某部", issuer="张某", issued_on=date(2026, 4, 2))
        >>> briefing = build_briefing(Portfolio(as_of=date(2026, 3, 31), files=()), masthead=masthead)
        >>> to_html(briefing, "en").splitlines()[1]
        '<html lang="en">'
    """
    speak, lang = _Speaker(language), _LANG[language]
    page = _report(briefing, speak, lang) if isinstance(briefing, VisitReport) else _page(briefing, speak, lang)
    return "\n".join(page) + "\n"


class _Speaker:
    """Says a text in one language, escaped."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language

    def __call__(self, text: Text) -> str:
        return html_text(text.of(self._language))


def _head(title: Text, speak: _Speaker, lang: str, css: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{lang}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{html_text(style_policy(css))}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{speak(title)}</title>"
    yield f"<style>{css}</style></head>"


def _report(report: VisitReport, speak: _Speaker, lang: str) -> Iterator[str]:
    yield from _head(report.title, speak, lang, REPORT_CSS)
    yield f'<body class="report"><header><h1>{speak(report.title)}</h1><div class="meta">'
    yield from (f"<span>{speak(line)}</span>" for line in report.head)
    yield "</div></header>"
    yield from (f'<p class="note">{speak(one.text)}</p>' for one in report.paragraphs)
    for place, section in enumerate(report.layout, start=1):
        yield from _section(place, section, speak)
    yield "<footer>"
    yield from (f"<span>{speak(line)}</span>" for line in report.tail)
    yield "</footer></body></html>"


def _page(briefing: Briefing, speak: _Speaker, lang: str) -> Iterator[str]:
    head = briefing.masthead
    yield from _head(head.title, speak, lang, CSS)
    yield "<body>"
    if head.sample:  # the head of a table is repeated on each printed page, by every browser
        mark = speak(say("briefing.sample"))
        yield f'<table class="sheet" role="presentation"><thead><tr><td>{mark}</td></tr></thead><tbody><tr><td>'
    yield from _masthead(briefing, speak)
    for place, section in enumerate(briefing.sections, start=1):
        yield from _section(place, section, speak)
    if head.tail:
        yield "<footer>"
        yield from (f"<span>{speak(line)}</span>" for line in head.tail)
        yield "</footer>"
    if head.sample:
        yield "</td></tr></tbody></table>"
    yield "</body></html>"


def _masthead(briefing: Briefing, speak: _Speaker) -> Iterator[str]:
    head = briefing.masthead
    yield f"<header><h1>{speak(head.title)}</h1>"
    yield '<div class="meta">'
    yield f'<span class="mark">{speak(head.secrecy or verbatim(""))}</span>'
    yield f"<span>{speak(head.number_line)}</span><span>{speak(head.issuer_line)}</span>"
    cut = say("briefing.as_of", day=day_text(briefing.snapshot.as_of))
    yield f"<span>{speak(head.unit)}</span><span>{speak(cut)}</span><span>{speak(head.day_line)}</span>"
    yield "</div></header>"


def _section(place: int, section: SectionValue, speak: _Speaker) -> Iterator[str]:
    yield f"<section><h2>{speak(numbered(place, section.heading))}</h2>"
    for run in runs(section):
        tables = [block for block in run if isinstance(block, Table)]
        told = [block for block in run if isinstance(block, Paragraph)]
        if tables:
            yield '<div class="tables">'
            for table in tables:
                yield from _table(table, speak)
            yield "</div>"
        elif told[0].item:
            yield "<ul>"
            yield from (f"<li>{speak(paragraph.text)}</li>" for paragraph in told)
            yield "</ul>"
        else:
            yield from (f"<p>{speak(paragraph.text)}</p>" for paragraph in told)
    yield "</section>"


def _table(table: Table, speak: _Speaker) -> Iterator[str]:
    numeric = table.numeric
    yield "<table>" if any(numeric) else '<table class="plain">'
    heads = (
        f'<th scope="col" class="n">{speak(heading)}</th>' if right else f'<th scope="col">{speak(heading)}</th>'
        for heading, right in zip(table.headings, numeric, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    for place, row in enumerate(table.rows):
        cells = "".join(_cell(cell, speak) for cell in row)
        yield f'<tr class="sum">{cells}</tr>' if place in table.sums else f"<tr>{cells}</tr>"
    yield "</tbody></table>"


def _cell(cell: Cell, speak: _Speaker) -> str:
    text = speak(cell_text(cell))
    if not isinstance(cell, Figure):
        return f'<td class="lack">{text}</td>' if cell == say("report.missing") else f"<td>{text}</td>"
    kind = "n lack" if cell.is_missing else "n nil" if cell.is_zero else "n"
    return f'<td class="{kind}">{text}</td>'
