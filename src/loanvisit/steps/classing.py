"""A class is proposed on the ground of an answer, and confirmed or returned by somebody else (分类认定).

The library says "at least"; what the class is, two persons say. A proposal is a value of its own and no part of a
borrower's file yet, so these steps return it instead of a change: a host keeps it, whole, in the transaction it writes.
"""

from datetime import datetime

from attrs import evolve

from loanvisit.domain import (
    ClassFloor,
    ClassProposal,
    Grade,
    Officer,
    OfficerId,
    ProposalState,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.lifecycle import enforce, refusal, role_permits
from loanvisit.domain.zones import latest_day
from loanvisit.errors import InputError, fault
from loanvisit.steps.entries import demanded_reason, not_before, under_what_holds


@guarded
def propose_class(
    floor: ClassFloor,
    grade: str,
    *,
    by: Officer,
    at: datetime,
    reason: str | None = None,
    manager: OfficerId | None = None,
) -> ClassProposal:
    """Propose a class for a claim, no better than the lowest allowed.

    Args:
        floor: the answer it rests on.
        grade: the class proposed, by its code; it holds from the day of the answer, or, where it is the class in force
            already, from the day that took effect.
        by: who proposes, and so may not confirm.
        at: when.
        reason: why; demanded where the class is worse than the lowest allowed, or where the answer names something not
            known or left to a person.
        manager: who manages the borrower, and so confirms nothing.

    Returns:
        The proposal, to be confirmed or returned.

    Raises:
        SeparationOfDutiesError: `by` never proposes a class.
        TransitionError: the class is better than the lowest allowed.
        InputError: there is no such grade, the reason is missing, or the answer is of a day that is nowhere `at` yet.

    Example:
        >>> from datetime import UTC, date, datetime
        >>> from loanvisit import presets
        >>> from loanvisit.assessment import class_floors
        >>> from loanvisit.domain import Arrear, BorrowerId, Claim, DebtorClaims, LoanId
        >>> from loanvisit.testing import an_officer
        >>> claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=date(2026, 1, 1))])
        >>> debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
        >>> floor = class_floors(debtor, presets.regime("cn.credit_card"), as_of=date(2026, 3, 31))[0]
        >>> now = datetime(2026, 4, 1, tzinfo=UTC)
        >>> propose_class(floor, "special_mention", by=an_officer(), at=now).grade.text.zh
        '关注'
    """
    proposed = _proposed(floor, grade)
    under_what_holds(by, at)
    enforce(role_permits(by, "class.propose"), "proposal")
    if floor.floor.is_worse_than(proposed):
        enforce(refusal("floor", grade=floor.floor.text), "grade")
    if floor.as_of > latest_day(at):
        raise InputError(fault("date.instant", "floor.as_of", floor.as_of))
    is_plain = proposed.code == floor.floor.code and not floor.missing and not floor.to_judge
    return ClassProposal(
        floor=floor,
        grade=proposed,
        reason=reason if is_plain and reason is None else demanded_reason(reason or ""),
        proposed_by=by.id,
        proposed_at=at,
        manager=manager,
    )


@guarded
def confirm_class(proposal: ClassProposal, *, by: Officer, at: datetime) -> ClassProposal:
    """Confirm a proposed class (认定).

    Args:
        proposal: as it was proposed.
        by: the classification desk; never who proposed it, nor who manages the borrower.
        at: when.

    Returns:
        The proposal confirmed, at its next version; its `grade` is the class from the day of its answer.

    Raises:
        SeparationOfDutiesError: `by` may not confirm it.
        TransitionError: it was confirmed or returned already.
        InputError: `at` is before it was proposed.
    """
    return _decided(proposal, "confirm", ProposalState.CONFIRMED, by=by, at=at)


@guarded
def return_class(proposal: ClassProposal, *, reason: str, by: Officer, at: datetime) -> ClassProposal:
    """Return a proposed class to whoever proposed it, with the reason; another proposal may follow.

    Args:
        proposal: as it was proposed.
        reason: why.
        by: the classification desk; never who proposed it, nor who manages the borrower.
        at: when.

    Returns:
        The proposal returned, at its next version.

    Raises:
        SeparationOfDutiesError: `by` may not return it.
        TransitionError: it was confirmed or returned already.
        InputError: there is no reason, or `at` is before it was proposed.
    """
    why = demanded_reason(reason)
    return evolve(_decided(proposal, "return", ProposalState.RETURNED, by=by, at=at), returned_for=why)


def _proposed(floor: ClassFloor, code: str) -> Grade:
    """Return the class from the day of an answer, with the one before; the class in force goes on since its own day."""
    current, scale = floor.current, floor.floor.scale
    if current is None:
        return scale.grade(code, since=floor.as_of)
    if current.code == code:
        return current
    is_earlier = current.since is not None and current.since < floor.as_of
    return scale.grade(code, since=floor.as_of, was=current.code, was_since=current.since if is_earlier else None)


def _decided(proposal: ClassProposal, move: str, state: ProposalState, *, by: Officer, at: datetime) -> ClassProposal:
    under_what_holds(by, at)
    enforce(proposal.can(move, by=by), "proposal")
    not_before(at, proposal.proposed_at)
    return evolve(proposal, state=state, decided_by=by.id, decided_at=at, version=proposal.version + 1)
