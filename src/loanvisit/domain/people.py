"""Who works: organisation units, officers, roles, and what each role never does."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.acts import note_unlendable
from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_set, as_tuple, check, guarded, string_set
from loanvisit.domain.ids import OfficerId, UnitId
from loanvisit.domain.protecting import personal
from loanvisit.errors import FaultList, InputError, fault
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
class Delegation:
    """Powers that one officer lends another for some days (授权), and no further.

    Whoever acts under it counts as the delegator too: what is not the one's to judge is not the other's. Presence is
    never lent: who was not there signs nothing.

    Args:
        delegator: whose powers they are.
        role: the role they come from; what it never does, a delegate never does with them.
        delegate: who may act.
        powers: the moves lent, each by its table and name, such as "visit.accept"; beside them "class.propose",
            "finding.raise", "borrower.manage" and "hold.override", which no table has.
        window: the days it holds, both in.

    Raises:
        InputError: it is to oneself, or names no power, one that there is not, or one that takes the person: to make
            a visit, submit or co-sign it, or report one's own cure.

    Example:
        >>> from datetime import date
        >>> leave = Delegation(
        ...     delegator=OfficerId("xu"),
        ...     role=Role.APPROVER,
        ...     delegate=OfficerId("zhao"),
        ...     powers=["finding.waive"],
        ...     window=Window(opens=date(2026, 7, 1), last=date(2026, 7, 10)),
        ... )
        >>> leave.is_in_force(date(2026, 7, 10)), leave.is_in_force(date(2026, 7, 11))
        (True, False)
    """

    delegator: OfficerId
    role: Role
    delegate: OfficerId
    powers: frozenset[str] = field(converter=string_set)
    window: Window

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if self.delegate.canonical == self.delegator.canonical:
            faults.add(fault("delegation.self", "Delegation.delegate", self.delegate.value))
        if not self.powers:
            faults.add(fault("empty", "Delegation.powers", self.powers))
        note_unlendable(faults, self.powers, "Delegation.powers")
        faults.raise_as(InputError)

    @guarded
    def is_in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return on in self.window


def _delegations(items: Iterable[Delegation]) -> tuple[Delegation, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Officer:
    """A person who acts.

    Args:
        id: the person's id; two spellings that differ in case or spaces alone are one person.
        roles: the roles held; what each never does is one table.
        unit: the branch or outlet.
        name: personal, never shown in a repr.
        acting: under which delegations the person acts (`acting_for`); empty for whoever acts by their own powers.

    Raises:
        InputError: a delegation is to somebody else.

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
    acting: tuple[Delegation, ...] = field(default=(), converter=_delegations)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for place, one in enumerate(self.acting):
            if not self.is_same_person(one.delegate):
                faults.add(fault("delegation.other", f"Officer.acting[{place}].delegate", one.delegate.value))
        faults.raise_as(InputError)

    @guarded
    def is_same_person(self, other: OfficerId) -> bool:
        """Say whether the id names this person, however it is spelled."""
        return self.id.canonical == other.canonical

    @property
    def counts_as(self) -> frozenset[str]:
        """Whose work counts as this person's own: theirs, and that of everybody they act for; ids in canonical form."""
        return frozenset({self.id.canonical, *(one.delegator.canonical for one in self.acting)})

    @guarded
    def roles_for(self, act: str) -> frozenset[Role]:
        """Return the roles that count when the person makes a move: those held, and those it is lent from."""
        lent = frozenset(one.role for one in self.acting if act in one.powers)
        return self.roles | lent if lent else self.roles
