"""Reporting: the work briefing (工作简报), each figure walking back to its rows; the report of a visit."""

from loanvisit.reporting.briefing import DEFAULT_SECTIONS, Briefing, build_briefing
from loanvisit.reporting.figures import Figure, Row
from loanvisit.reporting.html import to_html
from loanvisit.reporting.layout import Block, Cell, Paragraph, SectionValue, Table
from loanvisit.reporting.markdown import to_markdown
from loanvisit.reporting.masthead import Masthead
from loanvisit.reporting.pack_pages import pack_to_html, pack_to_markdown
from loanvisit.reporting.report_building import build_visit_report
from loanvisit.reporting.snapshot import Section, Snapshot
from loanvisit.reporting.visit_report import (
    FieldSource,
    ReportComparison,
    ReportField,
    ReportPart,
    ReportSection,
    VisitReport,
)

__all__ = [
    "DEFAULT_SECTIONS",
    "Block",
    "Briefing",
    "Cell",
    "FieldSource",
    "Figure",
    "Masthead",
    "Paragraph",
    "ReportComparison",
    "ReportField",
    "ReportPart",
    "ReportSection",
    "Row",
    "Section",
    "SectionValue",
    "Snapshot",
    "Table",
    "VisitReport",
    "build_briefing",
    "build_visit_report",
    "pack_to_html",
    "pack_to_markdown",
    "to_html",
    "to_markdown",
]
