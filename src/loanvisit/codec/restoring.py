"""Plans and briefings made again from their documents, and refused where their ground is another."""

from datetime import date
from typing import TypeVar, cast

from loanvisit.codec.canonical import Document, digest
from loanvisit.codec.documents import open_envelope
from loanvisit.codec.kinds import is_own
from loanvisit.codec.reading import read
from loanvisit.codec.rejecting import NOTHING, Gathered, Rejected, reject
from loanvisit.codec.writing import enveloped
from loanvisit.domain import Calendar, Exemption, Portfolio, Undetermined
from loanvisit.reporting import DEFAULT_SECTIONS, Briefing, Masthead, Section, build_briefing
from loanvisit.scheduling import Plan, Policy, make_plan
from loanvisit.words import Text, say

T = TypeVar("T")


def restore_plan(document: object, *, book: Portfolio, policy: Policy, calendar: Calendar) -> Plan:
    """Return the plan that a document describes, made again from what it was made from.

    Args:
        document: as `to_document(plan)` gives it.
        book: the book it was made from.
        policy: the policy it was made by; one of a host's own classes is compared by id and version.
        calendar: the calendar it was made with.

    Returns:
        A plan equal to the one that was written, byte for byte in its document.

    Raises:
        InputError: the document is no plan's; or the book, policy or calendar is not the one it was made from, each
            named; or a plan made from them differs (`document.differs`), the place named.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.codec import to_document
        >>> from loanvisit.testing import a_book
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> plan = make_plan(a_book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        >>> restore_plan(to_document(plan), book=a_book(), policy=policy, calendar=calendar) == plan
        True
    """
    try:
        value = open_envelope(document, "plan")
        until = _of(value, "until", date)
        _same_ground(value, book, policy, calendar)
        plan = make_plan(book, policy=policy, calendar=calendar, until=until)
        _same(value, enveloped(plan)["value"])
    except Rejected as rejected:
        raise rejected.error("document") from None
    return plan


def restore_briefing(document: object, *, sections: tuple[Section, ...] = DEFAULT_SECTIONS) -> Briefing:
    """Return the briefing that a document describes, counted and laid out again from the book it holds.

    Args:
        document: as `to_document(briefing)` gives it.
        sections: what was laid out, in order.

    Returns:
        A briefing equal to the one that was written.

    Raises:
        InputError: the document is no briefing's, or counting again gives another page (`document.differs`), the
            place named.
    """
    try:
        value = open_envelope(document, "briefing")
        ground = _entries(value, "snapshot")
        briefing = build_briefing(
            _of(ground, "book", Portfolio),
            masthead=_of(ground, "masthead", Masthead),
            exempt=cast("tuple[Exemption, ...]", _read(ground, "exempt", tuple[Exemption, ...])),
            undetermined=cast("tuple[Undetermined, ...]", _read(ground, "undetermined", tuple[Undetermined, ...])),
            request=cast("Text | None", _read(ground, "request", Text | None)),
            sections=sections,
        )
        _same(value, enveloped(briefing)["value"])
    except Rejected as rejected:
        raise rejected.error("document") from None
    return briefing


def _same_ground(value: dict[str, object], book: Portfolio, policy: Policy, calendar: Calendar) -> None:
    """Refuse a book, a policy or a calendar that is not the one named; all that differ are named."""
    own = digest(enveloped(policy)) if is_own(type(policy)) else None
    held: dict[str, Document] = {
        "book": {"digest": digest(enveloped(book))},
        "policy": {"id": policy.id.value, "version": policy.version, "digest": own},
        "calendar": {"id": calendar.id, "digest": digest(enveloped(calendar))},
    }
    found = Gathered()
    for name, form in held.items():
        if value.get(name) != form:
            found.add(reject("document.differs", NOTHING, what=say(f"document.{name}")).under(name).under("value"))
    if found:
        raise found.rejected()


def _same(value: object, made: object) -> None:
    if value != made:
        steps = _difference(value, made)
        rejected = reject("document.differs", NOTHING, what=say("document.content"))
        for step in reversed(("value", *steps)):
            rejected = rejected.under(step)
        raise rejected


def _difference(one: object, other: object) -> tuple[str | int, ...]:
    """Return the first innermost place where two documents differ."""
    if _are_lists_alike(one, other):
        pairs = zip(cast("list[object]", one), cast("list[object]", other), strict=True)
        place, (first, second) = next((place, pair) for place, pair in enumerate(pairs) if pair[0] != pair[1])
        return (place, *_difference(first, second))
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = cast("dict[str, object]", one), cast("dict[str, object]", other)
        keys = sorted(left.keys() | right.keys(), key=str)
        key = next(key for key in keys if left.get(key, NOTHING) != right.get(key, NOTHING))
        return (key, *_difference(left.get(key), right.get(key)))
    return ()


def _are_lists_alike(one: object, other: object) -> bool:
    if type(one) is not list or type(other) is not list:
        return False
    return len(cast("list[object]", one)) == len(cast("list[object]", other))


def _entries(value: dict[str, object], key: str) -> dict[str, object]:
    found = value.get(key)
    if type(found) is not dict:
        raise reject("type", found, form="object").under(key).under("value")
    return cast("dict[str, object]", found)


def _of(value: dict[str, object], key: str, kind: type[T]) -> T:
    return cast("T", _read(value, key, kind))


def _read(value: dict[str, object], key: str, shape: object) -> object:
    try:
        return read(value.get(key), shape)
    except Rejected as rejected:
        raise rejected.under(key).under("value") from None
