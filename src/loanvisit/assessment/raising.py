"""How a rule's finding is made: its id, its last day, and one weight more when the same problem comes back."""

from datetime import date, timedelta

from attrs import evolve

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
    add_months,
    joined,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.ids import strung
from loanvisit.words import Text

_BY_RANK = {weight.rank: weight for weight in Weight}


@guarded
def weighed(
    file: BorrowerFile, kind: FindingKind, loans: tuple[LoanId, ...], *, on: date, weight: Weight | None = None
) -> tuple[Weight, FindingId | None]:
    """Return the weight of a finding, and the closed one it repeats.

    Args:
        file: the borrower's file, with the findings closed so far.
        kind: the kind that was found.
        loans: the loans it is about; empty means the borrower, whom every earlier finding concerns.
        on: the day it was found.
        weight: the weight it would have; left out, the kind's.

    Returns:
        That weight and None. Where the same problem was closed within the kind's months: one weight heavier, never
        above critical, and the id of the one closed last.
    """
    own = kind.weight if weight is None else weight
    earlier = [
        (known.closed_on, known.id)
        for known in file.findings
        if known.kind.code == kind.code
        and known.state is FindingState.CLOSED
        and known.closed_on is not None
        and known.closed_on <= on <= add_months(known.closed_on, kind.recurs_within_months)
        and (not loans or not known.loans or set(loans) & set(known.loans))
    ]
    if not earlier:
        return own, None
    return _BY_RANK[max(own.rank - 1, 1)], max(earlier)[1]


@guarded
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

    Args:
        file: the borrower's file.
        kind: a row of the catalogue, or a bank's own.
        what: names what it is about: with the kind's code it makes the id, so that the same facts never raise a second.
        on: the day it was found; the last day to cure it is the kind's natural days later.
        loans: the loans concerned.
        weight: left out, the kind's; one heavier where the problem came back.
        record: the record it was seen in.
        obligation: the duty it is about.
        repeats: the finding it repeats; left out, the closed one it came back from, if any.
        fact: what was seen, without personal data.

    Returns:
        One open finding, or none.
    """
    identity = FindingId(strung(joined(kind.code), what))
    if any(known.id == identity for known in file.findings):
        return ()
    one = made(file, kind, identity, on=on, loans=loans, weight=weight, fact=fact)
    repeated = one.repeats if repeats is None else repeats
    return (evolve(one, record=record, obligation=obligation, repeats=repeated),)


def made(
    file: BorrowerFile,
    kind: FindingKind,
    identity: FindingId,
    *,
    on: date,
    loans: tuple[LoanId, ...],
    weight: Weight | None,
    fact: Text | None,
) -> Finding:
    """Return an open finding under that id: its weight one heavier where the problem came back, its last day set."""
    heavier, repeats = weighed(file, kind, loans, on=on, weight=weight)
    return Finding(
        id=identity,
        kind=kind,
        weight=heavier,
        borrower=file.id,
        found_on=on,
        due_on=on + timedelta(days=kind.cure_days),
        loans=loans,
        repeats=repeats,
        manager=file.borrower.manager,
        fact=fact,
    )
