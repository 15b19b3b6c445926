"""The catalogue of findings: permanent codes, one row each.

A bank's own kind needs no place here: it is a `FindingKind` of its own code, handed to the step or rule that raises it.
"""

from loanvisit.assessment.bank_kinds import ROWS as BANK_ROWS
from loanvisit.assessment.business_kinds import ROWS as BUSINESS_ROWS
from loanvisit.assessment.security_kinds import ROWS as SECURITY_ROWS
from loanvisit.domain import Family, FindingKind
from loanvisit.domain.exact import guarded
from loanvisit.errors import InputError, fault, nearest

CATALOGUE: tuple[FindingKind, ...] = tuple(
    sorted(
        (
            *(row.kind(Family.BORROWER) for row in (*BUSINESS_ROWS, *SECURITY_ROWS)),
            *(row.kind(Family.BANK) for row in BANK_ROWS),
        ),
        key=lambda kind: kind.code,
    )
)
"""Every kind of finding, F01 to F62, by code. F50 takes the family of the finding it repeats."""

_BY_CODE = {kind.code: kind for kind in CATALOGUE}


@guarded
def kind(code: str) -> FindingKind:
    """Return a row of the catalogue.

    Args:
        code: the permanent code, such as "F01".

    Returns:
        The kind, with its weight, its days to cure and its words.

    Raises:
        InputError: no row has that code; the nearest one is named.

    Example:
        >>> kind("F01").title.zh, kind("F01").weight.text.en
        ('信贷资金被挪用', 'critical')
    """
    known = _BY_CODE.get(code)
    if known is None:
        raise InputError(fault("finding.kind", "code", code, near=nearest(str(code), tuple(_BY_CODE))))
    return known
