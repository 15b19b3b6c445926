"""A preparation pack as a page: what to look at first, on top, then each part with sources, days and gaps."""

from collections.abc import Iterator

from loanvisit.domain import PackItem, PackSection, PreparationPack
from loanvisit.domain.exact import guarded
from loanvisit.reporting.layout import Paragraph, SectionValue
from loanvisit.reporting.page_style import PACK_CSS, style_policy
from loanvisit.reporting.plain import html_text, markdown_text
from loanvisit.words import Language, Text, join, say, verbatim

_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


@guarded
def pack_to_markdown(pack: PreparationPack, language: Language, *, for_visit_team: bool = False) -> str:
    """Return a preparation pack as a page of Markdown, to be read in two minutes.

    Args:
        pack: from `prepare_visit`.
        language: "zh" or "en"; the numbers, dates and ids are the same in both.
        for_visit_team: whether the visit team alone reads it: a person is named in full, and so are the payees. Left
            out, a person's name is masked and no payee is printed; who asks for it is for the host to record.

    Returns:
        The page, ending in a newline; every text from outside is escaped.

    Raises:
        InputError: there is no such language.

    Example:
        >>> from datetime import date
        >>> from attrs import evolve
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Method, Visit
        >>> from loanvisit.scheduling import prepare_visit
        >>> from loanvisit.testing import a_duty, a_file, a_loan
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(a_loan("L-1"), obligations=[duty]), visits=(visit,))
        >>> pack = prepare_visit(file, visit.id, calendar=presets.calendar("CN"), as_of=date(2026, 4, 2))
        >>> pack_to_markdown(pack, "en").splitlines()[10]
        '- overdue: routine of loan L-1, last day 2026-03-31 (clause routine, 2026-01-01)'
    """

    def speak(text: Text) -> str:
        return markdown_text(text.of(language))

    lines = [f"# {speak(say('pack.title'))}", *(speak(line) for line in _head(pack, for_visit_team=for_visit_team))]
    for section in _laid_out(pack, for_visit_team=for_visit_team):
        lines.append(f"## {speak(section.heading)}")
        items = [f"- {speak(one.text)}" for one in section.paragraphs if one.item]
        lines += ["\n".join(items)] if items else [speak(one.text) for one in section.paragraphs]
    return "\n\n".join(lines) + "\n"


@guarded
def pack_to_html(pack: PreparationPack, language: Language, *, for_visit_team: bool = False) -> str:
    """Return a preparation pack as one page of HTML that loads nothing, made to be printed on A4.

    Args:
        pack: from `prepare_visit`.
        language: "zh" or "en"; the numbers, dates and ids are the same in both.
        for_visit_team: as for `pack_to_markdown`.

    Returns:
        The page, ending in a newline. It holds no script and loads nothing; every text from outside is escaped.

    Raises:
        InputError: there is no such language.

    Example:
        >>> from datetime import date
        >>> from attrs import evolve
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Method, Visit
        >>> from loanvisit.scheduling import prepare_visit
        >>> from loanvisit.testing import a_duty, a_file, a_loan
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(a_loan("L-1"), obligations=[duty]), visits=(visit,))
        >>> pack = prepare_visit(file, visit.id, calendar=presets.calendar("CN"), as_of=date(2026, 2, 2))
        >>> pack_to_html(pack, "zh").splitlines()[1]
        '<html lang="zh-CN">'
    """
    return "\n".join(_page(pack, language, for_visit_team=for_visit_team)) + "\n"


def _page(pack: PreparationPack, language: Language, *, for_visit_team: bool) -> Iterator[str]:
    def speak(text: Text) -> str:
        return html_text(text.of(language))

    title = speak(say("pack.title"))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_LANG[language]}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{html_text(style_policy(PACK_CSS))}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{title}</title>"
    yield f"<style>{PACK_CSS}</style></head>"
    yield f"<body><header><h1>{title}</h1>"
    yield from (f"<p>{speak(line)}</p>" for line in _head(pack, for_visit_team=for_visit_team))
    yield "</header>"
    for place, section in enumerate(_laid_out(pack, for_visit_team=for_visit_team)):
        opening = "<section>" if place else '<section class="first">'
        yield f"{opening}<h2>{speak(section.heading)}</h2>"
        listed = [one for one in section.paragraphs if one.item]
        if listed:
            yield "<ul>"
            yield from (f"<li>{speak(one.text)}</li>" for one in listed)
            yield "</ul>"
        else:
            yield from (f"<p>{speak(one.text)}</p>" for one in section.paragraphs)
        yield "</section>"
    yield "</body></html>"


def _head(pack: PreparationPack, *, for_visit_team: bool) -> tuple[Text, ...]:
    """Return the lines under the title: whose visit, how and when, of which day, and who may read it."""
    loans = join([verbatim(loan.value) for loan in pack.loans]) if pack.loans else say("pack.nil")
    head = say(
        "pack.head",
        borrower=verbatim(pack.called(for_visit_team=for_visit_team)),
        method=pack.method.text,
        opens=pack.window.opens,
        last=pack.window.last,
        loans=loans,
    )
    return (head, say("pack.as_of", day=pack.as_of), say("pack.team" if for_visit_team else "pack.masked"))


def _laid_out(pack: PreparationPack, *, for_visit_team: bool) -> Iterator[SectionValue]:
    """Yield what to look at first, then each part; what stands on top is not told again."""
    top = [_line(one, for_visit_team=for_visit_team) for one in pack.first]
    yield SectionValue(heading=say("pack.first"), blocks=tuple(top) or (Paragraph(text=say("pack.first.nil")),))
    for section in pack.sections:
        lines = _part(section, for_visit_team=for_visit_team)
        if lines:
            yield SectionValue(heading=section.part.text, blocks=lines)


def _part(section: PackSection, *, for_visit_team: bool) -> tuple[Paragraph, ...]:
    """Return the lines of a part below the top; a part that stands on top whole has none."""
    if section.is_nil:
        return (Paragraph(text=say("pack.nil")),)
    items = [_line(one, for_visit_team=for_visit_team) for one in section.items if not one.first]
    return (*items, *(Paragraph(text=one.text, item=True) for one in section.gaps))


def _line(one: PackItem, *, for_visit_team: bool) -> Paragraph:
    """Return an item with its source and its day, and for the visit team with the names it is about."""
    text = one.text
    if for_visit_team and one.people:
        text = say("pack.people", text=text, names=join([verbatim(name) for name in sorted(one.people)]))
    if one.on is None:
        return Paragraph(text=say("pack.undated", text=text, source=one.source), item=True)
    return Paragraph(text=say("pack.dated", text=text, source=one.source, day=one.on), item=True)
