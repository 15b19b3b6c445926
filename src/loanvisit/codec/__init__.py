"""Codec: the edge of meaning, where plain data becomes values or is refused whole, and values become plain data."""

from loanvisit.codec.calendars import read_calendar_toml
from loanvisit.codec.canonical import Document, canonical_bytes
from loanvisit.codec.chain import seal, verify_trail
from loanvisit.codec.content import content_digest
from loanvisit.codec.documents import from_document, from_form, from_json, to_document, to_json
from loanvisit.codec.method_tables import read_method_table_toml
from loanvisit.codec.outlines import read_outlines_toml
from loanvisit.codec.policies import read_policy_toml
from loanvisit.codec.procedures import read_procedure_toml
from loanvisit.codec.regimes import read_regime_toml
from loanvisit.codec.restoring import restore_briefing, restore_plan
from loanvisit.codec.schema import Schema, json_schema
from loanvisit.codec.upgrading import VERSION

__all__ = [
    "VERSION",
    "Document",
    "Schema",
    "canonical_bytes",
    "content_digest",
    "from_document",
    "from_form",
    "from_json",
    "json_schema",
    "read_calendar_toml",
    "read_method_table_toml",
    "read_outlines_toml",
    "read_policy_toml",
    "read_procedure_toml",
    "read_regime_toml",
    "restore_briefing",
    "restore_plan",
    "seal",
    "to_document",
    "to_json",
    "verify_trail",
]
