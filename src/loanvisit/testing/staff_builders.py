"""Builders of those who work and of what they set out for."""

from loanvisit.domain import (
    ROLE_TABLE,
    BorrowerId,
    Method,
    Obligation,
    Officer,
    Organisation,
    OrganisationUnit,
    UnitId,
    Visit,
)
from loanvisit.words import verbatim

HEAD_OFFICE = UnitId("HO")
"""The top of a built organisation."""


def an_organisation(*officers: Officer) -> Organisation:
    """Return a head office, with a unit below it for each that an officer is of, on the line their roles belong to."""
    lines: dict[UnitId, int] = {}
    for one in officers:
        if one.unit is not None and one.unit != HEAD_OFFICE:
            held = [row.line for role, row in ROLE_TABLE.items() if role in one.roles and row.line is not None]
            lines[one.unit] = max([lines.get(one.unit, 1), *held])
    below = [
        OrganisationUnit(id=unit, name=verbatim(unit.value), parent=HEAD_OFFICE, line_of_defence=line)
        for unit, line in lines.items()
    ]
    return Organisation(units=[OrganisationUnit(id=HEAD_OFFICE, name=verbatim("HO")), *below], officers=officers)


def a_visit(*duties: Obligation, borrower: str = "B-1", method: Method = Method.ON_SITE) -> Visit:
    """Return a visit planned for duties of one borrower, in the window of the first."""
    return Visit(borrower=BorrowerId(borrower), method=method, window=duties[0].window, covers=duties)
