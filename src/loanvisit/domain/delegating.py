"""Who acts for whom on a day: what was lent to an officer, and nothing that was lent to the lender."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import refusal, refused_fault
from loanvisit.domain.people import Delegation, Officer
from loanvisit.errors import FaultList, InputError, SeparationOfDutiesError
from loanvisit.words import join, verbatim


@guarded
def acting_for(officer: Officer, delegations: Iterable[Delegation], *, on: date) -> Officer:
    """Return an officer with the powers lent to them on a day, to hand to a step as `by`.

    Args:
        officer: who is to act.
        delegations: every delegation there is, of whomever and whenever.
        on: the day; what holds on another day is left out.

    Returns:
        The officer, acting under each delegation to them that holds on the day, in order of its first day, then of the
        delegator; whatever they acted under before is forgotten.

    Raises:
        SeparationOfDutiesError: what is lent was lent to the lender, and is not passed on; each such one is listed.

    Example:
        >>> from loanvisit.domain import OfficerId, Role, Window
        >>> from loanvisit.testing import an_officer
        >>> days = Window(opens=date(2026, 7, 1), last=date(2026, 7, 10))
        >>> lent = Delegation(
        ...     delegator=OfficerId("xu"),
        ...     role=Role.APPROVER,
        ...     delegate=OfficerId("zhao"),
        ...     powers=["finding.waive"],
        ...     window=days,
        ... )
        >>> zhao = acting_for(an_officer("zhao"), [lent], on=date(2026, 7, 1))
        >>> [role.value for role in sorted(zhao.roles_for("finding.waive"), key=str)]
        ['account_officer', 'approver']
        >>> acting_for(zhao, [lent], on=date(2026, 8, 1)).acting
        ()
    """
    known, wrong = each(delegations, Delegation, "delegations")
    if wrong:
        raise InputError(*wrong)
    held = [one for one in known if one.is_in_force(on)]
    mine = [(place, one) for place, one in enumerate(known) if one in held and officer.is_same_person(one.delegate)]
    faults = FaultList()
    for place, one in mine:
        received = [
            power
            for other in held
            if other.delegate.canonical == one.delegator.canonical
            for power in other.powers & one.powers
        ]
        if received:
            powers = join([verbatim(power) for power in sorted(set(received))])
            faults.add(refused_fault(refusal("passed_on", powers=powers), f"delegations[{place}]"))
    faults.raise_as(SeparationOfDutiesError)
    lent = sorted((one for _, one in mine), key=lambda one: (one.window.opens, one.delegator.value, one.role.value))
    return evolve(officer, acting=lent)
