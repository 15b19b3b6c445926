"""Reporting: the work briefing (工作简报), counted and laid out, each figure walking back to its rows."""

from loanvisit.reporting.briefing import DEFAULT_SECTIONS, Briefing, build_briefing
from loanvisit.reporting.figures import Figure, Row
from loanvisit.reporting.html import to_html
from loanvisit.reporting.layout import Block, Cell, Paragraph, SectionValue, Table
from loanvisit.reporting.markdown import to_markdown
from loanvisit.reporting.masthead import Masthead
from loanvisit.reporting.pack_pages import pack_to_html, pack_to_markdown
from loanvisit.reporting.snapshot import Section, Snapshot

__all__ = [
    "DEFAULT_SECTIONS",
    "Block",
    "Briefing",
    "Cell",
    "Figure",
    "Masthead",
    "Paragraph",
    "Row",
    "Section",
    "SectionValue",
    "Snapshot",
    "Table",
    "build_briefing",
    "pack_to_html",
    "pack_to_markdown",
    "to_html",
    "to_markdown",
]
