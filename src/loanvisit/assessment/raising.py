"""How a rule's finding is made: its id, its last day, and one weight more when the same problem comes back."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from loanvisit.domain import (
    BorrowerFile,
    Finding,
    FindingId,
    FindingKind,
    FindingState,
    LoanId,
    ObligationId,
    RecordId,
    Weight,
)
from loanvisit.words import Text

_BY_RANK = {weight.rank: weight for weight in Weight}


def weighed(
    file: BorrowerFile, kind: FindingKind, loans: tuple[LoanId, ...], *, on: date, weight: Weight | None = None
) -> tuple[Weight, FindingId | None]:
    """Return the weight of a finding, and the closed one it repeats.

    A problem that comes back within the kind's months of being closed weighs one more.
    """
    own = kind.weight if weight is None else weight
    earlier = [
        known
        for known in file.findings
        if known.kind.code == kind.code
        and known.state is FindingState.CLOSED
        and known.closed_on is not None
        and known.closed_on <= on <= known.closed_on + relativedelta(months=kind.recurs_within_months)
        and (not loans or not known.loans or set(loans) & set(known.loans))
    ]
    if not earlier:
        return own, None
    latest = max(earlier, key=lambda known: (known.closed_on or on, known.id))
    return _BY_RANK[max(own.rank - 1, 1)], latest.id


def found(
    file: BorrowerFile,
    kind: FindingKind,
    what: str,
    *,
    on: date,
    loans: tuple[LoanId, ...] = (),
    weight: Weight | None = None,
    record: RecordId | None = None,
    obligation: ObligationId | None = None,
    repeats: FindingId | None = None,
    fact: Text | None = None,
) -> tuple[Finding, ...]:
    """Return the finding a rule raises, or nothing where the file holds it already.

    `what` names the thing it is about, so that the same facts never raise a second one.
    """
    identity = FindingId(f"{kind.code}|{what}")
    if any(known.id == identity for known in file.findings):
        return ()
    heavier, earlier = weighed(file, kind, loans, on=on, weight=weight)
    return (
        Finding(
            id=identity,
            kind=kind,
            weight=heavier,
            borrower=file.id,
            found_on=on,
            due_on=on + timedelta(days=kind.cure_days),
            loans=loans,
            record=record,
            obligation=obligation,
            repeats=earlier if repeats is None else repeats,
            manager=file.borrower.manager,
            fact=fact,
        ),
    )
