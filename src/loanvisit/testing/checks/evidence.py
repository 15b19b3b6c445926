"""What a keeper of evidence promises: byte for byte, once, and never changed unseen."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve

from loanvisit.domain import EvidenceId, EvidenceRef
from loanvisit.errors import IntegrityError, NotFoundError
from loanvisit.ports import Evidence
from loanvisit.testing.checks.checking import Check, Checked, conclude, holds, made, refused, same

Spoil: TypeAlias = Callable[[Evidence, EvidenceRef], None]
"""Changes what is kept under a reference, behind the keeper's back."""
_AT = datetime(2026, 3, 31, 9, 30, 0, 123456, tzinfo=UTC)
_CONTENTS = (b"", b"\x00\xff\r\n\x1a", "现场照片".encode(), bytes(range(256)) * 300)


def evidence_checks(maker: Callable[[], Evidence], *, spoil: Spoil | None = None) -> tuple[Check, ...]:
    """Return every check on a keeper of evidence; none is run yet.

    Args:
        maker: makes an empty keeper of evidence.
        spoil: changes what is kept under a reference; left out, that a change shows is not looked at.

    Returns:
        The checks.

    Example:
        >>> from loanvisit.adapters import MemoryEvidence
        >>> [check.clause for check in evidence_checks(MemoryEvidence)]
        ['E01', 'E02', 'E03']
    """
    found = [
        made("E01", partial(evidence_comes_back_byte_for_byte, maker)),
        made("E02", partial(the_same_content_has_the_same_reference, maker)),
        made("E03", partial(evidence_not_there_is_not_found, maker)),
    ]
    if spoil is not None:
        found.append(made("E03", partial(evidence_that_was_changed_is_refused, maker, spoil)))
    return tuple(found)


def check_evidence(
    maker: Callable[[], Evidence], *, spoil: Spoil | None = None, skip: Mapping[str, str] = MappingProxyType({})
) -> tuple[Checked, ...]:
    """Check that a keeper of evidence keeps every clause of its port.

    Args:
        maker: makes an empty keeper of evidence.
        spoil: changes what is kept under a reference; left out, that a change shows is not looked at.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.

    Example:
        >>> from loanvisit.adapters import MemoryEvidence
        >>> len(check_evidence(MemoryEvidence))
        3
    """
    return conclude(evidence_checks(maker, spoil=spoil), skip)


def evidence_comes_back_byte_for_byte(maker: Callable[[], Evidence]) -> None:
    """Contents with nothing, with every byte and with much come back equal, under the digest of their bytes."""
    kept = maker()
    references = [kept.keep(one, kind="photo", taken_at=_AT) for one in _CONTENTS]
    for reference, content in zip(references, _CONTENTS, strict=True):
        same(reference.sha256, sha256(content).hexdigest(), "the digest of a reference")
        same((reference.kind, reference.taken_at), ("photo", _AT), "what a reference says of itself")
        same(kept.content(reference), content, "the content")


def the_same_content_has_the_same_reference(maker: Callable[[], Evidence]) -> None:
    """Kept twice it has one reference; another content has another."""
    kept = maker()
    first, again = (kept.keep(b"voucher", kind="voucher", taken_at=None) for _ in range(2))
    same(again, first, "the reference of the same content")
    other = kept.keep(b"voucher.", kind="voucher", taken_at=None)
    holds(other.id != first.id, "another id for another content", other.id)
    same(kept.content(first), b"voucher", "the content")


def evidence_not_there_is_not_found(maker: Callable[[], Evidence]) -> None:
    """A reference to what was never kept, in whatever keeper, is refused."""
    kept, other = maker(), maker()
    reference = other.keep(b"elsewhere", kind="photo", taken_at=None)
    refused(NotFoundError, partial(kept.content, reference), "evidence kept elsewhere")
    kept.keep(b"here", kind="photo", taken_at=None)
    strange = evolve(reference, id=EvidenceId("sha256:" + "0" * 64), sha256="0" * 64)
    refused(NotFoundError, partial(kept.content, strange), "evidence never kept")


def evidence_that_was_changed_is_refused(maker: Callable[[], Evidence], spoil: Spoil) -> None:
    """What was changed behind the keeper's back is not given out; the rest is."""
    kept = maker()
    good, bad = (kept.keep(one, kind="photo", taken_at=None) for one in (b"good", b"bad"))
    spoil(kept, bad)
    refused(IntegrityError, partial(kept.content, bad), "evidence that was changed")
    same(kept.content(good), b"good", "the content beside it")
