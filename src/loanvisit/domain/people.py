"""Who works: organisation units, officers, roles, and what each role never does."""

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_set, check, guarded
from loanvisit.domain.ids import OfficerId, UnitId
from loanvisit.domain.protecting import personal
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say


class Role(Enum):
    """A post in post-loan work.

    >>> Role.RISK_MANAGER.text.zh
    '风险经理'
    """

    ACCOUNT_OFFICER = "account_officer"
    SECOND_OFFICER = "second_officer"
    RISK_MANAGER = "risk_manager"
    POST_LOAN_DESK = "post_loan_desk"
    SUB_BRANCH_HEAD = "sub_branch_head"
    APPROVER = "approver"
    CLASSIFICATION = "classification"
    COLLATERAL_DESK = "collateral_desk"
    DISBURSEMENT_DESK = "disbursement_desk"
    RECOVERY = "recovery"
    ARCHIVE_KEEPER = "archive_keeper"
    INTERNAL_AUDIT = "internal_audit"
    OUTSIDER = "outsider"

    @property
    def text(self) -> Text:
        """The role's label."""
        return say(f"role.{self.value}")


@frozen(kw_only=True)
class OrganisationUnit:
    """A head office, branch, sub-branch or outlet: `parent` is the unit above, None for the top."""

    id: UnitId
    name: Text
    parent: UnitId | None = None
    line_of_defence: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 1 <= self.line_of_defence <= 3:
            raise InputError(
                fault("number.range", "OrganisationUnit.line_of_defence", self.line_of_defence, low=1, high=3)
            )


def _roles(items: Iterable[Role]) -> frozenset[Role]:
    return as_set(items)


@frozen(kw_only=True)
class Officer:
    """A person who acts.

    Args:
        id: the person's id; two spellings that differ in case or spaces alone are one person.
        roles: the roles held; what each never does is one table.
        unit: the branch or outlet.
        name: personal, never shown in a repr.

    Example:
        >>> from loanvisit.domain import OfficerId, Role
        >>> chen = Officer(id=OfficerId("chen"), roles=[Role.RISK_MANAGER], name="陈某")
        >>> "陈" in repr(chen)
        False
    """

    id: OfficerId
    roles: frozenset[Role] = field(converter=_roles)
    unit: UnitId | None = None
    name: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)

    @guarded
    def is_same_person(self, other: OfficerId) -> bool:
        """Say whether the id names this person, however it is spelled."""
        return self.id.canonical == other.canonical
