"""Adapters: the world outside, read from files and kept in tables."""

from loanvisit.adapters.book import read_book
from loanvisit.adapters.column_rules import ColumnRule
from loanvisit.adapters.dates import STYLES
from loanvisit.adapters.files import (
    read_calendar,
    read_mapping,
    read_method_table,
    read_outlines,
    read_policy,
    read_procedure,
    read_regime,
)
from loanvisit.adapters.keeping import MemoryEvidence, MemoryPublisher, MemorySeries
from loanvisit.adapters.mapping import BookMapping, as_mapping
from loanvisit.adapters.memory import MemoryStore
from loanvisit.adapters.past import read_past
from loanvisit.adapters.results import BadRow, Note, ReadBook, ReadPast
from loanvisit.adapters.source import ENCODINGS
from loanvisit.adapters.ticking import SetClock, SystemClock

__all__ = [
    "ENCODINGS",
    "STYLES",
    "BadRow",
    "BookMapping",
    "ColumnRule",
    "MemoryEvidence",
    "MemoryPublisher",
    "MemorySeries",
    "MemoryStore",
    "Note",
    "ReadBook",
    "ReadPast",
    "SetClock",
    "SystemClock",
    "as_mapping",
    "read_book",
    "read_calendar",
    "read_mapping",
    "read_method_table",
    "read_outlines",
    "read_past",
    "read_policy",
    "read_procedure",
    "read_regime",
]
