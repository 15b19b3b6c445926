"""How any text is made harmless before it stands on a page, and which languages there are."""

import unicodedata
from html import escape
from re import compile as pattern

from loanvisit.words import TEMPLATES, Text, join, say

_MARKDOWN = pattern(r"([\\`*_\[\]<>|~&#@!$])")
_LINK = pattern(r"(?i)(\bwww)\.|:(?=//)")
_LEAD = pattern(r"^([-+=:]|\d+(?=[.)](?:\s|$)))")
_UNSEEN = ("Cc", "Cf", "Cs", "Co")


def visible(text: str) -> str:
    """Return a text as one line of visible characters: controls, marks of direction and lone surrogates become �."""
    if not text.isprintable():
        text = " ".join(text.split())
        text = "".join("\ufffd" if unicodedata.category(char) in _UNSEEN else char for char in text)
    return text.strip()


def html_text(text: str) -> str:
    """Return a text that can only be text in HTML, in an element or in a quoted attribute; it gains no digits."""
    return escape(visible(text), quote=True).replace("&#x27;", "&apos;")


def markdown_text(text: str) -> str:
    """Return a text that can only be text in Markdown: no markup, no HTML, no link, no list, no cell of a table."""
    line = _MARKDOWN.sub(r"\\\1", visible(text))
    line = _LINK.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", line)
    return _LEAD.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)


def numbered(place: int, heading: Text) -> Text:
    """Return a section's heading with its place before it, counted from 1: 一、二、三; none once numerals run out."""
    key = f"briefing.place.{place}"
    return join([say(key), heading], zh="", en="") if key in TEMPLATES else heading
