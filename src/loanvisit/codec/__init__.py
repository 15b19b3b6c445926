"""Codec: the edge of meaning, where plain data becomes values or is refused whole, and values become plain data."""

from loanvisit.codec.calendars import read_calendar_toml
from loanvisit.codec.policies import read_policy_toml

__all__ = ["read_calendar_toml", "read_policy_toml"]
