"""What a user fills in: fields with a default may be left out, and what the steps decide may not be filled in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast, get_type_hints

import attrs

from loanvisit.codec.kinds import has_fields
from loanvisit.codec.reading import entries_of, read
from loanvisit.codec.rejecting import NOTHING, Gathered, Rejected, refused, reject
from loanvisit.domain import Finding, Obligation, Remediation, Visit, VisitRecord
from loanvisit.errors import CAP, LoanVisitError, nearest

KEPT: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Visit: frozenset(
            {
                "accepted_as",
                "attempt",
                "dropped",
                "moved_at",
                "record",
                "reviewer",
                "state",
                "submitter",
                "version",
                "visitors",
            }
        ),
        VisitRecord: frozenset({"recorded_at", "void", "version"}),
        Obligation: frozenset({"state", "lacks", "discharge", "version", "works"}),
        Finding: frozenset({"state", "owner", "repeats", "remediation", "closed_on", "version"}),
        Remediation: frozenset(
            {
                "extended_to",
                "extension_reason",
                "moved_at",
                "sole_finder",
                "state",
                "submitted_by",
                "submitted_on",
                "verified_as",
                "verified_by",
                "verified_in",
                "verified_on",
                "version",
            }
        ),
    }
)
"""What only a step may set, by class."""


def filled_in(form: object, kind: type) -> object:
    """Read what a user filled in.

    Raises:
        Rejected: it is not such a form; all that is wrong is named.
    """
    if not has_fields(kind):
        raise reject("document.kind", NOTHING, kind=str(getattr(kind, "__name__", type(kind).__name__)))
    entries = entries_of(form)
    hints, kept = get_type_hints(kind), KEPT.get(kind, frozenset())
    fields = {one.name: one for one in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if one.init}
    found, given = Gathered(), dict[str, object]()
    for name, one in fields.items():
        if name not in entries and one.default is attrs.NOTHING:
            found.add(reject("key.missing", NOTHING, key=name))
    for key, node in entries.items():
        if key in kept:
            found.add(reject("key.forbidden", NOTHING).under(key))
        elif key not in fields:
            known = sorted(fields.keys() - kept)
            near = nearest(key, known) if len(found.wrongs) < CAP else ""
            found.add(reject("key.unknown", NOTHING, near=near).under(key))
        else:
            try:
                given[key] = read(node, hints[key])
            except Rejected as rejected:
                found.add(rejected.under(key))
    if found:
        raise found.rejected()
    try:
        made: object = kind(**given)
    except LoanVisitError as error:
        raise refused(error, kind.__name__, fields) from None
    return made
