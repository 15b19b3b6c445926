"""Hand a borrower over to another manager (管户移交): both managers and a witness sign the list of all that is open."""

from datetime import datetime

from attrs import evolve

from loanvisit.domain import (
    Borrower,
    BorrowerFile,
    HandOver,
    HandOverKind,
    HandOverSignature,
    Officer,
    role_permits,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.hand_over import open_items
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.domain.zones import latest_day
from loanvisit.errors import ConflictError, FaultList, InputError, fault
from loanvisit.steps.entries import under_what_holds
from loanvisit.words import say


@guarded
def sign_hand_over(listed: HandOver, *, by: Officer, at: datetime) -> HandOver:
    """Sign a list of hand-over as it stands: giver, taker and witness in any order, each once and in person.

    Args:
        listed: the list; a change of it after a signature makes that worthless.
        by: one of the three; the taker in a role that may manage a borrower.
        at: when.

    Returns:
        The list with one signature more.

    Raises:
        SeparationOfDutiesError: `by` is none of the three, acts for another of them or under what does not hold that
            day, or takes over in a role that never manages a borrower.
        InputError: `by` signed before, or the day of the list is nowhere over at `at`.

    Example:
        See `hand_over`.
    """
    party = next((who for who in listed.parties if by.is_same_person(who)), None)
    if party is None:
        enforce(refusal("only", relation=say("relation.party"), move=say("move.sign")), "hand_over")
    if by.is_same_person(listed.taker):
        enforce(role_permits(by, "borrower.manage"), "hand_over")
    under_what_holds(by, at)
    for who in listed.parties:
        if who != party and who.canonical in by.counts_as:
            enforce(refusal("acts_for", who=who.value), "hand_over")
    faults = FaultList()
    if party not in (None, *listed.unsigned):
        faults.add(fault("id.duplicate", "hand_over.signatures", by.id.value))
    if latest_day(at) < listed.as_of:
        faults.add(fault("date.order", "at", at, earlier=listed.as_of))
    faults.raise_as(InputError)
    signature = HandOverSignature(by=by.id, at=at, digest=_digest(listed))
    return evolve(listed, signatures=(*listed.signatures, signature))


@guarded
def hand_over(file: BorrowerFile, listed: HandOver) -> Borrower:
    """Hand a borrower over by a list that all three signed and that is the list of the file.

    Args:
        file: the borrower's file as it stands.
        listed: the signed list.

    Returns:
        The borrower under its new manager, for the host's own table. What the former manager did stays their own work:
        visits and findings say who managed the borrower then.

    Raises:
        InputError: the list is another borrower's or another manager's, or somebody has not signed; all are named.
        ConflictError: something open is not on the list, or something on it is not open any more or reads otherwise, or
            a signature is under another list; all are named.

    Example:
        >>> from datetime import UTC, date
        >>> from loanvisit.domain import OfficerId, Role
        >>> from loanvisit.testing import a_borrower, a_duty, a_file, an_officer
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> file = a_file(borrower=a_borrower(manager="anna"), obligations=[duty])
        >>> li, wu = OfficerId("li"), OfficerId("wu")
        >>> day, now = date(2026, 3, 20), datetime(2026, 3, 20, tzinfo=UTC)
        >>> listed = HandOver.of(file, taker=li, witness=wu, as_of=day)
        >>> for who in (an_officer("anna"), an_officer("li"), an_officer("wu", Role.SUB_BRANCH_HEAD)):
        ...     listed = sign_hand_over(listed, by=who, at=now)
        >>> hand_over(file, listed).manager.value
        'li'
    """
    faults = FaultList()
    if listed.borrower != file.id:
        faults.add(fault("borrower.mixed", "listed.borrower", listed.borrower.value))
    manager = file.borrower.manager
    if manager is None or manager.canonical != listed.giver.canonical:
        faults.add(fault("hand_over.giver", "listed.giver", listed.giver.value))
    for who in listed.unsigned:
        faults.add(fault("hand_over.unsigned", "listed.signatures", who=who.value))
    faults.raise_as(InputError)
    _check_list(file, listed)
    return evolve(file.borrower, manager=listed.taker)


def _check_list(file: BorrowerFile, listed: HandOver) -> None:
    """Refuse a list that is not the list of the file, or that was changed after somebody signed it."""
    faults, still_open = FaultList(), open_items(file, as_of=listed.as_of)
    told = tuple(item for item in listed.items if item.kind is not HandOverKind.ORIGINAL)
    for code, here, there in (("missing", still_open, frozenset(told)), ("closed", told, frozenset(still_open))):
        for item in here:
            if item not in there:
                faults.add(fault(f"hand_over.{code}", "listed.items", kind=item.kind.text, name=item.name))
    now = _digest(listed)
    for place, one in enumerate(listed.signatures):
        if one.digest != now:
            faults.add(fault("conflict.content", f"listed.signatures[{place}]"))
    faults.raise_as(ConflictError)


def _digest(listed: HandOver) -> str:
    from loanvisit.codec import content_digest  # noqa: PLC0415  paid for only by those who sign

    return content_digest(evolve(listed, signatures=()))
