"""Ports: what a workflow needs of the world, each a dozen lines a host can write in a morning."""

from loanvisit.ports.calendars import Calendars
from loanvisit.ports.clock import Clock
from loanvisit.ports.evidence import Evidence
from loanvisit.ports.publisher import Publisher
from loanvisit.ports.series import Series
from loanvisit.ports.store import Store

__all__ = ["Calendars", "Clock", "Evidence", "Publisher", "Series", "Store"]
