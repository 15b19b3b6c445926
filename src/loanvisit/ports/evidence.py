"""Where photographs, vouchers and recordings lie."""

from datetime import datetime
from typing import Protocol, runtime_checkable

from loanvisit.domain import EvidenceRef


@runtime_checkable
class Evidence(Protocol):
    """Keeps evidence by its content; clauses E01 to E03."""

    def keep(self, content: bytes, /, *, kind: str, taken_at: datetime | None) -> EvidenceRef:
        """Keep a piece of evidence and return what refers to it; the same content is kept once."""
        ...

    def content(self, reference: EvidenceRef, /) -> bytes:
        """Return the content; what is not there raises `NotFoundError`, what was changed `IntegrityError`."""
        ...
