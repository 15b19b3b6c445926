"""A briefing, or the report of a visit, as Markdown."""

from collections.abc import Iterator

from loanvisit.domain.exact import guarded
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.briefing import Briefing
from loanvisit.reporting.layout import Paragraph, SectionValue, Table, cell_text, runs
from loanvisit.reporting.plain import markdown_text, numbered
from loanvisit.reporting.visit_report import VisitReport
from loanvisit.words import Language, Text, say


@guarded
def to_markdown(briefing: Briefing | VisitReport, language: Language) -> str:
    """Return a briefing, or the report of a visit, as a page of Markdown.

    Args:
        briefing: from `build_briefing` or `build_visit_report`.
        language: "zh" or "en"; the numbers, dates and ids are the same in both.

    Returns:
        The page, ending in a newline; every text from outside is escaped.

    Raises:
        InputError: there is no such language.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import Portfolio
        >>> from loanvisit.reporting import Masthead, build_briefing
        >>> masthead = Masthead(title="工作简报", number=1, unit="某部", issuer="张某", issued_on=date(2026, 4, 2))
        >>> briefing = build_briefing(Portfolio(as_of=date(2026, 3, 31), files=()), masthead=masthead)
        >>> to_markdown(briefing, "zh").splitlines()[0]
        '# 工作简报'
    """
    speak = _Speaker(language)
    if isinstance(briefing, VisitReport):
        return "\n\n".join(_report(briefing, speak)) + "\n"
    head = briefing.masthead
    lines = [f"# {speak(head.title)}", *_masthead(briefing, speak), "---"]
    lines += _sections(briefing.sections, speak)
    if head.tail:
        lines += ["---", *(speak(line) for line in head.tail)]
    if head.sample:
        mark = f"**{speak(say('briefing.sample'))}**"
        lines = [lines[0], mark, *lines[1:], mark]
    return "\n\n".join(lines) + "\n"


def _report(report: VisitReport, speak: "_Speaker") -> Iterator[str]:
    yield f"# {speak(report.title)}"
    yield " · ".join(speak(line) for line in report.head)
    yield from (speak(one.text) for one in report.paragraphs)
    yield "---"
    yield from _sections(report.layout, speak)
    yield "---"
    yield from (speak(line) for line in report.tail)


class _Speaker:
    """Says a text in one language, escaped."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language

    def __call__(self, text: Text) -> str:
        return markdown_text(text.of(self._language))


def _masthead(briefing: Briefing, speak: _Speaker) -> Iterator[str]:
    head = briefing.masthead
    if head.secrecy is not None:
        yield f"**{speak(head.secrecy)}**"
    yield f"**{speak(head.number_line)}**"
    cut = say("briefing.as_of", day=day_text(briefing.snapshot.as_of))
    yield " · ".join(speak(line) for line in (head.unit, head.issuer_line, cut, head.day_line))


def _sections(sections: tuple[SectionValue, ...], speak: _Speaker) -> Iterator[str]:
    for place, section in enumerate(sections, start=1):
        yield f"## {speak(numbered(place, section.heading))}"
        yield from _section(section, speak)


def _section(section: SectionValue, speak: _Speaker) -> Iterator[str]:
    for run in runs(section):
        items = [f"- {speak(block.text)}" for block in run if isinstance(block, Paragraph) and block.item]
        if items:
            yield "\n".join(items)
            continue
        for block in run:
            yield speak(block.text) if isinstance(block, Paragraph) else _table(block, speak)


def _table(table: Table, speak: _Speaker) -> str:
    marks = ["---:" if numeric else "---" for numeric in table.numeric]
    lines = [_line([speak(heading) for heading in table.headings]), _line(marks)]
    for place, row in enumerate(table.rows):
        cells = [speak(cell_text(cell)) for cell in row]
        lines.append(_line([f"**{cell}**" if cell and place in table.sums else cell for cell in cells]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
