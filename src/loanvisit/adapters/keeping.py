"""Evidence, readings and notices kept in memory."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from loanvisit.domain import EvidenceId, EvidenceRef, LoanId, Notice, Reading
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import InputError, IntegrityError, NotFoundError, fault


class MemoryEvidence:
    """Keeps evidence in memory, each content once.

    >>> kept = MemoryEvidence()
    >>> kept.content(kept.keep(b"a photograph", kind="photo", taken_at=None))
    b'a photograph'
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    @guarded
    def keep(self, content: bytes, /, *, kind: str, taken_at: datetime | None) -> EvidenceRef:
        """Keep a piece of evidence under the digest of its content."""
        key = sha256(content).hexdigest()
        self._kept[key] = bytes(content)
        return EvidenceRef(id=EvidenceId(f"sha256:{key}"), kind=kind, sha256=key, taken_at=taken_at)

    @guarded
    def content(self, reference: EvidenceRef, /) -> bytes:
        """Return the content, checked against its digest."""
        held = self._kept.get(reference.sha256)
        if held is None:
            raise NotFoundError(fault("id.absent", "reference", reference.id.value))
        if sha256(held).hexdigest() != reference.sha256:
            raise IntegrityError(fault("evidence.changed", "reference", reference.id.value))
        return held


class MemorySeries:
    """Gives the readings it was made with."""

    @guarded
    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        held, faults = each(readings, Reading, "readings")
        if faults:
            raise InputError(*faults)
        self._readings = tuple(sorted(held, key=lambda reading: reading.on))

    @guarded
    def readings(self, loan: LoanId, /, *, since: date, until: date) -> tuple[Reading, ...]:
        """Return the readings of a loan between two days, both in, by day."""
        return tuple(one for one in self._readings if one.loan == loan and since <= one.on <= until)


class MemoryPublisher:
    """Remembers what it was told, in order."""

    def __init__(self) -> None:
        self.told: list[Notice] = []

    @guarded
    def publish(self, notices: tuple[Notice, ...], /) -> None:
        """Remember each notice."""
        self.told.extend(notices)
