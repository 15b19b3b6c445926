"""Keyed sentences, filled with simple values in both languages at once."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from loanvisit.words.briefing import BRIEFING
from loanvisit.words.changing import CHANGING
from loanvisit.words.classes import CLASSES
from loanvisit.words.codes import CODES
from loanvisit.words.concluding import CONCLUDING
from loanvisit.words.deferring import DEFERRING
from loanvisit.words.drawing import DRAWING
from loanvisit.words.edge_faults import EDGE_FAULTS
from loanvisit.words.evidence import EVIDENCE
from loanvisit.words.faults import FAULTS
from loanvisit.words.findings import FINDINGS
from loanvisit.words.grouping import GROUPING
from loanvisit.words.integrity import INTEGRITY
from loanvisit.words.labels import LABELS
from loanvisit.words.legal import LEGAL
from loanvisit.words.loan_files import LOAN_FILES
from loanvisit.words.methods import METHODS
from loanvisit.words.monitoring import MONITORING
from loanvisit.words.outlines import OUTLINES
from loanvisit.words.papers import PAPERS
from loanvisit.words.plainly import PLAINLY
from loanvisit.words.policy_faults import POLICY_FAULTS
from loanvisit.words.preparing import PREPARING
from loanvisit.words.procedure import PROCEDURE
from loanvisit.words.proofs import PROOFS
from loanvisit.words.roles import ROLES
from loanvisit.words.rulings import RULINGS
from loanvisit.words.sentences import SENTENCES
from loanvisit.words.staffing import STAFFING
from loanvisit.words.text import Fill, Language, Text, verbatim
from loanvisit.words.visit_report import VISIT_REPORT
from loanvisit.words.whys import WHYS

TEMPLATES: Mapping[str, Text] = MappingProxyType(
    {
        **BRIEFING,
        **CHANGING,
        **CLASSES,
        **CODES,
        **CONCLUDING,
        **DEFERRING,
        **DRAWING,
        **EDGE_FAULTS,
        **EVIDENCE,
        **POLICY_FAULTS,
        **FAULTS,
        **FINDINGS,
        **GROUPING,
        **INTEGRITY,
        **LABELS,
        **LEGAL,
        **LOAN_FILES,
        **METHODS,
        **MONITORING,
        **OUTLINES,
        **PAPERS,
        **PLAINLY,
        **PREPARING,
        **PROCEDURE,
        **PROOFS,
        **ROLES,
        **RULINGS,
        **SENTENCES,
        **STAFFING,
        **VISIT_REPORT,
        **WHYS,
    }
)
"""Every template by its key."""


def say(key: str, /, **values: Fill) -> Text:
    """Fill the template named `key` in both languages.

    An unknown key or a missing value raises `KeyError`: templates are part of the program, not input.
    """
    template = TEMPLATES[key]
    if not values:
        return template
    return Text(zh=_fill(template.zh, "zh", values), en=_fill(template.en, "en", values))


def label(family: str, code: str) -> Text:
    """Return the label of a code, the code itself where it has none."""
    key = f"{family}.{code}"
    return TEMPLATES[key] if key in TEMPLATES else verbatim(code)


def _fill(template: str, language: Language, values: Mapping[str, Fill]) -> str:
    return template.format_map({name: _plain(value, language) for name, value in values.items()})


def _plain(value: Fill, language: Language) -> str:
    if type(value) is Text:
        return value.of(language)
    if type(value) is date:
        return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else value.isoformat()
    return str(value)
