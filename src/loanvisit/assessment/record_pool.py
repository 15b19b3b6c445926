"""Records to be looked at together."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from loanvisit.domain import (
    BorrowerId,
    Calendar,
    EvidenceRef,
    IntegrityKind,
    IntegrityLimits,
    IntegritySignal,
    Outcome,
    Proof,
    RecordId,
    SignalStrength,
    UnitId,
    VisitRecord,
)
from loanvisit.domain.facts import FactValue
from loanvisit.words import Text


class RecordPool(NamedTuple):
    """Records looked at together, and what they are held against.

    `records` are in order of the day visited, then of id, none of them void; `before` what the file held before
    disbursement; `units` the unit of each officer known, by the officer's id as one person is spelled.
    """

    records: tuple[VisitRecord, ...]
    calendar: Calendar
    limits: IntegrityLimits
    before: tuple[EvidenceRef, ...] = ()
    units: Mapping[str, UnitId] = MappingProxyType({})

    def made_by_borrower(self) -> Mapping[BorrowerId, list[VisitRecord]]:
        """Return the records of visits that were made, borrower by borrower, in order."""
        found: defaultdict[BorrowerId, list[VisitRecord]] = defaultdict(list)
        for record in self.records:
            if record.outcome is Outcome.MADE:
                found[record.borrower].append(record)
        return found


def signalled(
    kind: IntegrityKind,
    strength: SignalStrength,
    records: tuple[RecordId, ...],
    statement: Text,
    **values: FactValue,
) -> IntegritySignal:
    """Return a signal whose proof is one statement with its values."""
    proof = Proof(key=f"integrity.{kind.value}", statement=statement, values=values)
    return IntegritySignal(kind=kind, strength=strength, records=records, proof=proof)
