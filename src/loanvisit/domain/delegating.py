"""Who acts for whom on a day: what was lent to an officer, and nothing that was lent to the lender."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve

from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import refusal, refused_fault
from loanvisit.domain.people import Delegation, Officer, Role
from loanvisit.errors import FaultList, InputError, SeparationOfDutiesError
from loanvisit.words import join, verbatim


@guarded
def acting_for(
    officer: Officer, delegations: Iterable[Delegation], *, on: date, lenders: Iterable[Officer] = ()
) -> Officer:
    """Return an officer with the powers lent to them on a day, to hand to a step as `by`.

    Args:
        officer: who is to act.
        delegations: every delegation there is, of whomever and whenever.
        on: the day; what holds on another day is left out.
        lenders: officers who lend, with the roles they hold themselves; of whoever is left out, nobody knows.

    Returns:
        The officer, acting under each delegation to them that holds on the day, in order of its first day, then of the
        delegator; whatever they acted under before is forgotten.

    Raises:
        SeparationOfDutiesError: what is lent is lent to the lender as well that day, or was before in the same role and
            the lender is not known to hold it themselves; or the lender is known not to hold the role. Each such one is
            listed.

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
    lending, more = each(lenders, Officer, "lenders")
    if wrong or more:
        raise InputError(*wrong, *more)
    roles = {one.id.canonical: one.roles for one in lending}
    now, ever = _received(known, on)
    faults, mine = FaultList(), list[Delegation]()
    for place, one in enumerate(known):
        if not (one.is_in_force(on) and officer.is_same_person(one.delegate)):
            continue
        mine.append(one)
        lender = one.delegator.canonical
        passed_on = one.powers & now.get(lender, set())
        if one.role not in roles.get(lender, ()):
            passed_on |= one.powers & ever.get((lender, one.role), set())
        if passed_on:
            powers = join([verbatim(power) for power in sorted(passed_on)])
            faults.add(refused_fault(refusal("passed_on", powers=powers), f"delegations[{place}]"))
        if one.role not in roles.get(lender, {one.role}):
            faults.add(refused_fault(refusal("not_held", role=one.role.text), f"delegations[{place}]"))
    faults.raise_as(SeparationOfDutiesError)
    return evolve(officer, acting=sorted(mine, key=_rank))


def _received(
    known: Iterable[Delegation], on: date
) -> tuple[Mapping[str, set[str]], Mapping[tuple[str, Role], set[str]]]:
    """Return what each person is lent on a day, and what they were lent until then, by role."""
    now, ever = dict[str, set[str]](), dict[tuple[str, Role], set[str]]()
    for one in known:
        who = one.delegate.canonical
        if one.is_in_force(on):
            now.setdefault(who, set()).update(one.powers)
        if one.window.opens <= on:
            ever.setdefault((who, one.role), set()).update(one.powers)
    return now, ever


def _rank(one: Delegation) -> tuple[date, str, str, date, list[str], str]:
    days, who = one.window, (one.delegator.value, one.role.value)
    return (days.opens, *who, days.last, sorted(one.powers), one.delegate.value)
