"""The seals of a trail: each over its entry and the seal before, so that the head vouches for all of it."""

from collections.abc import Iterable
from itertools import pairwise

from loanvisit.codec.canonical import Document, digest
from loanvisit.codec.writing import enveloped
from loanvisit.domain import BorrowerId, SealedEntry, TrailEntry
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import FaultList, InputError, IntegrityError, fault


@guarded
def seal(entries: Iterable[TrailEntry], *, borrower: BorrowerId, after: SealedEntry | None) -> tuple[SealedEntry, ...]:
    """Seal entries to the end of a borrower's trail.

    Args:
        entries: what happened, in order.
        borrower: whose trail it is.
        after: the last entry of the trail so far; None where it has none.

    Returns:
        The entries sealed, in order.

    Example:
        >>> from loanvisit.testing import a_change
        >>> sealed = seal(a_change().trail, borrower=BorrowerId("B-1"), after=None)
        >>> verify_trail(sealed)
    """
    held, faults = each(entries, TrailEntry, "entries")
    if faults:
        raise InputError(*faults)
    sealed: list[SealedEntry] = []
    for entry in held:
        last = sealed[-1] if sealed else after
        number, previous = (1, _first(borrower)) if last is None else (last.number + 1, last.seal)
        reason = _reason_digest(entry, number, previous)
        sealed.append(
            SealedEntry(
                borrower=borrower,
                number=number,
                entry=entry,
                reason_digest=reason,
                previous=previous,
                seal=_seal(borrower, number, entry, reason, previous),
            )
        )
    return tuple(sealed)


@guarded
def verify_trail(trail: tuple[SealedEntry, ...], *, head: str | None = None) -> None:
    """Check that a trail is whole.

    Args:
        trail: a borrower's whole trail, oldest first; a reason may have been erased.
        head: the seal its last entry must have, as a receipt gave it; left out, a tail cut off goes unseen.

    Raises:
        IntegrityError: entries are missing, moved or changed; each is named by its place.
    """
    faults = FaultList()
    for place, (before, one) in enumerate(pairwise((None, *trail))):
        if one is not None and not _follows(one, before):
            faults.add(fault("trail.broken", f"trail[{place}]"))
    if head is not None and (trail[-1].seal if trail else "") != head:
        faults.add(fault("trail.head", "trail"))
    faults.raise_as(IntegrityError)


def _follows(one: SealedEntry, before: SealedEntry | None) -> bool:
    """Say whether an entry is sealed to the one before, and is what was sealed."""
    number, previous = (1, _first(one.borrower)) if before is None else (before.number + 1, before.seal)
    if (one.number, one.previous) != (number, previous) or (before is not None and before.borrower != one.borrower):
        return False
    if one.entry.reason is not None and one.reason_digest != _reason_digest(one.entry, number, previous):
        return False
    return one.seal == _seal(one.borrower, number, one.entry, one.reason_digest, previous)


def _first(borrower: BorrowerId) -> str:
    return digest({"trail": borrower.value})


def _reason_digest(entry: TrailEntry, number: int, previous: str) -> str | None:
    """Return the digest of a reason in its place, so that two equal reasons do not show as equal."""
    if entry.reason is None:
        return None
    return digest({"reason": entry.reason, "number": number, "previous": previous})


def _seal(borrower: BorrowerId, number: int, entry: TrailEntry, reason: str | None, previous: str) -> str:
    told: Document = enveloped(entry)["value"]
    bare = {**told, "reason": reason} if isinstance(told, dict) else told
    return digest({"borrower": borrower.value, "number": number, "entry": bare, "previous": previous})
