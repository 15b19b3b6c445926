"""Who works in the sample bank: two sub-branches, and a person for every step of the chain."""

from typing import Final

from loanvisit.domain import Officer, OfficerId, OrganisationUnit, Role, UnitId
from loanvisit.samples.lots import Lot
from loanvisit.samples.naming import person
from loanvisit.words import Text

BRANCH: Final = UnitId("YZ")
SUB_BRANCHES: Final = (UnitId("YZ-01"), UnitId("YZ-02"))

_POSTS: Final[tuple[tuple[str, Role, UnitId], ...]] = (
    ("lead-1", Role.ACCOUNT_OFFICER, SUB_BRANCHES[0]),
    ("lead-2", Role.ACCOUNT_OFFICER, SUB_BRANCHES[1]),
    ("second-1", Role.SECOND_OFFICER, SUB_BRANCHES[0]),
    ("second-2", Role.SECOND_OFFICER, SUB_BRANCHES[1]),
    ("risk-1", Role.RISK_MANAGER, BRANCH),
    ("desk-1", Role.POST_LOAN_DESK, BRANCH),
    ("head-1", Role.SUB_BRANCH_HEAD, SUB_BRANCHES[0]),
    ("head-2", Role.SUB_BRANCH_HEAD, SUB_BRANCHES[1]),
    ("approver-1", Role.APPROVER, BRANCH),
    ("archive-1", Role.ARCHIVE_KEEPER, BRANCH),
)


def units() -> tuple[OrganisationUnit, ...]:
    """Return the branch and its sub-branches, the branch first."""
    east = Text(zh="云泽分行城东支行（虚构）", en="Yunze East sub-branch (invented)")
    west = Text(zh="云泽分行城西支行（虚构）", en="Yunze West sub-branch (invented)")
    return (
        OrganisationUnit(id=BRANCH, name=Text(zh="云泽分行（虚构）", en="Yunze branch (invented)"), line_of_defence=2),
        OrganisationUnit(id=SUB_BRANCHES[0], name=east, parent=BRANCH),
        OrganisationUnit(id=SUB_BRANCHES[1], name=west, parent=BRANCH),
    )


def officers(lot: Lot) -> tuple[Officer, ...]:
    """Return the officers, account officers first; each sub-branch has its own pair and head."""
    return tuple(
        Officer(id=OfficerId(post), roles=[role], unit=unit, name=person(lot.under(post)))
        for post, role, unit in _POSTS
    )


def manager_of(place: int) -> OfficerId:
    """Return the account officer of the borrower at a place in the book: they take turns."""
    return OfficerId(f"lead-{place % 2 + 1}")


def second_of(place: int, *, is_outside: bool) -> OfficerId:
    """Return who goes along with that account officer: somebody outside the business line where it is asked for."""
    return OfficerId("risk-1" if is_outside else f"second-{place % 2 + 1}")
