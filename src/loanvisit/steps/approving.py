"""What an approval approves: the content as it stands, refused where it is not what was looked at or accepted."""

from loanvisit.domain import Remediation, VisitRecord
from loanvisit.errors import ConflictError, fault


def approved(*content: VisitRecord | Remediation, seen: str | None, before: str | None = None) -> str:
    """Return the digest of what is approved.

    `seen` is the digest of what was looked at, `before` that of what was approved before; None where nobody said.

    Raises:
        ConflictError: the content was changed since.
    """
    from loanvisit.codec import content_digest  # noqa: PLC0415  paid for only by those who approve

    held = content_digest(*content)
    changed = [path for path, known in (("seen", seen), ("visit.record", before)) if known not in (None, held)]
    if changed:
        raise ConflictError(*(fault("conflict.content", path) for path in changed))
    return held
