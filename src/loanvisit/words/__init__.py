"""Words: every sentence a reader sees, in Chinese and English."""

from loanvisit.words.templates import TEMPLATES, say
from loanvisit.words.text import LANGUAGES, Fill, Language, Text, join, verbatim

__all__ = ["LANGUAGES", "TEMPLATES", "Fill", "Language", "Text", "join", "say", "verbatim"]
