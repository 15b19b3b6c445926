"""How a group of connected debtors stands, worked out once from its members' claims and handed to the file of each."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from loanvisit.assessment.classing import class_floors
from loanvisit.assessment.shares import Part, sums_of
from loanvisit.domain import ClassFloor, DebtorClaims, FactName, GroupStanding, Regime
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import InputError


@guarded
def group_standing(members: Iterable[DebtorClaims], regime: Regime, *, group: str, as_of: date) -> GroupStanding:
    """Return how the members of a group stand at this bank, by one regime, at the close of a day.

    Each member's claims are judged as if it were in no group, so that no member holds another that holds it.

    Args:
        members: the claims on each member, in any order; put the answer into the `group` of each.
        regime: the regime.
        group: the group, by name or code.
        as_of: the close of this day.

    Returns:
        Which members are non-performing, for certain or perhaps, and the sums, currency by currency.

    Raises:
        InputError: a member is there twice, or a member's claims cannot be judged by this regime.

    Example:
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Arrear, BorrowerId, Claim, LoanId, Money
        >>> late = Claim(id=LoanId("L-1"), balance=Money("5.00", "CNY"), arrears=[Arrear(due_on=date(2025, 1, 1))])
        >>> parent = DebtorClaims(borrower=BorrowerId("B-1"), claims=[late])
        >>> regime = presets.regime("cn.credit_card")
        >>> group_standing([parent], regime, group="G-1", as_of=date(2025, 4, 2)).non_performing
        (BorrowerId(value='B-1'),)
    """
    told, faults = each(members, DebtorClaims, "members")
    if faults:
        raise InputError(*faults)
    ordered = sorted(told, key=lambda one: one.borrower)
    judged = [(one, class_floors(evolve(one, group=None), regime, as_of=as_of)) for one in ordered]
    parts = tuple(
        Part(
            amount=claim.balance,
            surely=regime.is_non_performing(floor.floor),
            maybe=regime.is_non_performing(floor.worst),
        )
        for one, floors in judged
        for claim, floor in zip(one.claims, floors, strict=True)
    )
    sums = sums_of(parts)
    surely = [one.borrower for one, floors in judged if any(regime.is_non_performing(floor.floor) for floor in floors)]
    maybe = [one.borrower for one, floors in judged if any(regime.is_non_performing(floor.worst) for floor in floors)]
    return GroupStanding(
        group=group,
        regime=regime.id,
        as_of=as_of,
        members=[one.borrower for one in ordered],
        non_performing=surely,
        doubted=[one for one in maybe if one not in surely],
        owed=None if sums is None else sums.owed,
        bad=() if sums is None else sums.bad,
        feared=() if sums is None else sums.feared,
        missing=_doubts(regime, [floor for _, floors in judged for floor in floors]),
    )


def _doubts(regime: Regime, floors: Iterable[ClassFloor]) -> tuple[FactName, ...]:
    """Return what is not known for which a claim may be non-performing, and is not for certain."""
    return tuple(
        sorted(
            {
                name
                for one in floors
                if regime.is_non_performing(one.worst) and not regime.is_non_performing(one.floor)
                for answer in one.unjudged
                for name in answer.missing
            }
        )
    )
