"""The catalogue of findings: permanent codes, one row each."""

from loanvisit.assessment.bank_kinds import ROWS as BANK_ROWS
from loanvisit.assessment.borrower_kinds import ROWS as BORROWER_ROWS
from loanvisit.domain import Family, FindingKind
from loanvisit.errors import InputError, fault

CATALOGUE: tuple[FindingKind, ...] = tuple(
    sorted(
        (
            *(row.kind(Family.BORROWER) for row in BORROWER_ROWS),
            *(row.kind(Family.BANK) for row in BANK_ROWS),
        ),
        key=lambda kind: kind.code,
    )
)
"""Every kind of finding, by code. F50 takes the family of the finding it repeats."""

_BY_CODE = {kind.code: kind for kind in CATALOGUE}


def kind(code: str) -> FindingKind:
    """Return a row of the catalogue; an unknown code is refused."""
    known = _BY_CODE.get(code)
    if known is None:
        raise InputError(fault("code", "code", code, known=f"{CATALOGUE[0].code} - {CATALOGUE[-1].code}"))
    return known
