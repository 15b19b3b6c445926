"""Words: every sentence a reader sees, in Chinese and English."""

from loanvisit.words.amounts import amount_text, counted, either, followed, number_text, spaced
from loanvisit.words.templates import TEMPLATES, label, say
from loanvisit.words.text import LANGUAGES, Fill, Language, Text, join, verbatim

__all__ = [
    "LANGUAGES",
    "TEMPLATES",
    "Fill",
    "Language",
    "Text",
    "amount_text",
    "counted",
    "either",
    "followed",
    "join",
    "label",
    "number_text",
    "say",
    "spaced",
    "verbatim",
]
