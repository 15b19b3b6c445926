"""The digest that an approval names: of all that a record, a cure or a list of hand-over says."""

from loanvisit.codec.canonical import Document, digest
from loanvisit.codec.writing import enveloped
from loanvisit.domain import HandOver, Remediation, VisitRecord
from loanvisit.errors import InputError, fault


def content_digest(*looked_at: VisitRecord | Remediation | HandOver) -> str:
    """Return the digest of what somebody looks at before they approve it.

    Keep it with the page that is shown, and hand it to the step as `seen`: what was changed in between is not approved.

    Args:
        looked_at: the record, for `review` and `sign_off`; the cure, then the record that proves it, for `verify`;
            a list of hand-over, without its signatures, for `sign_hand_over`.

    Returns:
        A SHA-256 in hex over all that they say: the same on every machine, and under a later version of the library
        that can say more, as long as no more is said.

    Raises:
        InputError: nothing, or something else, was given.

    Example:
        >>> from datetime import date
        >>> from attrs import evolve
        >>> from loanvisit.testing import a_record
        >>> record = a_record(date(2026, 3, 3))
        >>> content_digest(record) == content_digest(evolve(record, note="seen from the gate"))
        False
    """
    faults = [
        fault("type", f"looked_at[{place}]", one, form="VisitRecord | Remediation | HandOver")
        for place, one in enumerate(looked_at)
        if type(one) not in (VisitRecord, Remediation, HandOver)
    ]
    if faults or not looked_at:
        raise InputError(*faults or [fault("empty", "looked_at", looked_at)])
    return digest([{str(one["type"]): _said(one["value"])} for one in map(enveloped, looked_at)])


def _said(node: Document) -> Document:
    """Leave out what is not said, so that a field added later, and left empty, changes no digest."""
    if isinstance(node, list):
        return [_said(one) for one in node]
    if isinstance(node, dict):
        return {key: _said(one) for key, one in node.items() if one is not None and one != []}
    return node
