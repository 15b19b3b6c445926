"""Codec: the edge of meaning, where plain data becomes values or is refused whole, and values become plain data."""

from loanvisit.codec.calendars import read_calendar_toml
from loanvisit.codec.canonical import Document, canonical_bytes
from loanvisit.codec.documents import to_document
from loanvisit.codec.policies import read_policy_toml

__all__ = ["Document", "canonical_bytes", "read_calendar_toml", "read_policy_toml", "to_document"]
