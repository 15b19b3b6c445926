"""Ids: one distinct type for each thing that has one, so that a loan's never passes for a visit's."""

import re
import unicodedata
from typing import ClassVar, TypeAlias

from attrs import frozen

from loanvisit.errors import InputError, fault


@frozen(order=True)
class _Id:
    """Text that names one thing; two ids of different types are never equal.

    >>> from loanvisit.domain import BorrowerId, LoanId
    >>> str(LoanId("L-1024")), LoanId("B-77") == BorrowerId("B-77")
    ('L-1024', False)
    """

    value: str
    longest: ClassVar[int] = 128

    def __attrs_post_init__(self) -> None:
        value = self.value
        if type(value) is not str:
            raise InputError(fault("type", type(self).__name__, value, form="str"))
        if not 0 < len(value) <= self.longest or value[0] == " " or value[-1] == " ":
            raise InputError(fault("id.charset", type(self).__name__, value))
        if not (value.isascii() and value.isprintable()) and not _visible(value):
            raise InputError(fault("id.charset", type(self).__name__, value))

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return self.value


_UNSEEN = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x115F, 0x1160),  # Hangul fillers
        (0x17B4, 0x17B5),  # inherent vowels of Khmer
        (0x180B, 0x180F),  # variation selectors of Mongolian
        (0x2800, 0x2800),  # braille blank
        (0xFE00, 0xFE0F),  # variation selectors
        (0xE0100, 0xE01EF),  # variation selectors, supplement
    )
    for code in range(first, last + 1)
)
"""What shows nothing though its category is a letter, mark or symbol (Unicode: Default_Ignorable_Code_Point)."""


def _visible(value: str) -> bool:
    """Refuse what would make two ids look alike: controls, invisible characters, forms that NFKC would change."""
    if unicodedata.normalize("NFKC", value) != value or not _UNSEEN.isdisjoint(value):
        return False
    return all(char == " " or unicodedata.category(char)[0] in "LMNPS" for char in value)


def longest(kind: type) -> int:
    """Return how many characters an id of that type may have."""
    return kind.longest if issubclass(kind, _Id) else 0


_JOINT = "~~"
_SIGN = re.compile(r"[^0-9A-Za-z._\-\x80-\U0010ffff]")
_SIGN_BUT_JOINT = re.compile(r"[^0-9A-Za-z._\-~\x80-\U0010ffff]")


def joined(*parts: str) -> str:
    """Join parts to the text of one id, which other parts never make and which may stand in a path or a file name.

    Of ASCII it has letters, digits, `.`, `_`, `-` and `~` (RFC 3986, unreserved); any other sign is written `~` and its
    code, and so is `~` itself. What is beyond ASCII stays as it is, as it does in an address that is read by people.

    >>> joined("routine", "L-1", "2026Q1"), joined("first", "L-1/1"), joined("a~", "b"), joined("贷字第1号")
    ('routine~~L-1~~2026Q1', 'first~~L-1~2F1', 'a~7E~~b', '贷字第1号')
    """
    try:
        if _SIGN.search("".join(parts)) is None:
            return _JOINT.join(parts)
        return _JOINT.join([_written(part, _SIGN) for part in parts])
    except TypeError:
        faults = [
            fault("type", f"parts[{place}]", part, form="str")
            for place, part in enumerate(parts)
            if type(part) is not str
        ]
        raise InputError(*faults) from None


def strung(*ids: str) -> str:
    """Join texts that were joined before to the text of one id: its parts are all of theirs, in order.

    >>> strung("visit", joined("routine", "L-1/1"))
    'visit~~routine~~L-1~2F1'
    """
    return _JOINT.join([_written(one, _SIGN_BUT_JOINT) for one in ids])


def _written(text: str, signs: re.Pattern[str]) -> str:
    """Write each of the signs as `~` and its code, `~` before the rest; there are few of a kind, if any."""
    for sign in sorted(set(signs.findall(text)), reverse=True):
        text = text.replace(sign, f"~{ord(sign):02X}")
    return text


class BorrowerId(_Id):
    """The id of a borrower."""

    __slots__ = ()


class LoanId(_Id):
    """The id of a loan contract."""

    __slots__ = ()


class DrawdownId(_Id):
    """The id of a drawdown (借据), unique over the whole book."""

    __slots__ = ()


class VisitId(_Id):
    """The id of a visit, planned or past."""

    __slots__ = ()
    longest = 1024  # made of other ids


class RecordId(_Id):
    """The id of a visit record."""

    __slots__ = ()


class ObligationId(_Id):
    """The id of an obligation: its clause, its subject and what it is counted from."""

    __slots__ = ()
    longest = 1024  # made of other ids


class FindingId(_Id):
    """The id of a finding."""

    __slots__ = ()
    longest = 1024  # made of other ids


class RemediationId(_Id):
    """The id of a remediation."""

    __slots__ = ()
    longest = 1024  # made of other ids


class WaiverId(_Id):
    """The id of a waiver."""

    __slots__ = ()
    longest = 1024  # made of other ids


class DeferralId(_Id):
    """The id of a deferral."""

    __slots__ = ()
    longest = 4096  # made of the longest id of a duty, each sign of it spelt out


class SubstitutionId(_Id):
    """The id of a substitution."""

    __slots__ = ()
    longest = 4096  # made of the longest id of a duty, each sign of it spelt out


class SignalId(_Id):
    """The id of a signal."""

    __slots__ = ()


class EventId(_Id):
    """The id of an event."""

    __slots__ = ()


class FeedbackId(_Id):
    """The id of feedback: what was asked, returned or complained of."""

    __slots__ = ()


class LegalActId(_Id):
    """The id of an act at law: a demand, an acknowledgement, a suit, a judgment, a search or the end of a claim."""

    __slots__ = ()


class GuaranteeId(_Id):
    """The id of a guarantee: one guarantor's contract."""

    __slots__ = ()


class MortgageId(_Id):
    """The id of a mortgage."""

    __slots__ = ()


class SeizureId(_Id):
    """The id of a seizure or freezing."""

    __slots__ = ()


class LoanChangeId(_Id):
    """The id of a change of a loan: the number of the paper that approved it."""

    __slots__ = ()
    longest = 96  # a part of the id of a clause


class EvidenceId(_Id):
    """The id of a piece of evidence."""

    __slots__ = ()


class UnitId(_Id):
    """The id of an organisation unit."""

    __slots__ = ()


class PolicyId(_Id):
    """The id of a policy."""

    __slots__ = ()


class PoolId(_Id):
    """The id of a pool that samples are drawn from."""

    __slots__ = ()


class RunId(_Id):
    """The id of a run of monitoring: the number of the batch."""

    __slots__ = ()
    longest = 96  # a part of the ids of its signals and of the clause of a paper


class DrawId(_Id):
    """The id of a draw: its pool and the first day of its period."""

    __slots__ = ()
    longest = 1024  # made of other ids


class ClauseId(_Id):
    """The id of a clause of a policy, or the number of the paper that demands something."""

    __slots__ = ()


_LIKE_LATIN = str.maketrans(
    "авеѕіјкмнорстухһԁԛԝӏүѵьёї" + "αβγεζηικμνορτυχ" + "աոսօցհ" + "ıɑɡɩʋ" + "‐‑‒–—―−﹘﹣",
    "abesijkmhopctyxhdqwlyvbëï" + "abyezhikmnoptyx" + "wnuogh" + "iagiv" + "---------",
)
"""Cyrillic, Greek and Armenian letters, rare Latin ones and dashes, each with the character of ASCII it looks like,
small or capital (Unicode UTS #39, confusables).

Where the small letter looks like one and the capital like another, as ν and Ν do, the capital decides: it is the same
to the last stroke.
"""


class OfficerId(_Id):
    """The id of an officer."""

    __slots__ = ()

    @property
    def canonical(self) -> str:
        """The id as compared for four eyes: case, spaces, width and look-alike letters make no other person."""
        plain = "".join(self.value.casefold().split())
        if plain.isascii():
            return plain
        return unicodedata.normalize("NFKC", plain).translate(_LIKE_LATIN)


Subject: TypeAlias = DrawdownId | LoanId | BorrowerId
"""What an obligation is about: a drawdown, a loan or a borrower, named by its id."""


def line_key(duty: ObligationId) -> str:
    """Return what the duties of one line have in common in their ids: the clause and the subject, not the anchor.

    >>> line_key(ObligationId(joined("routine", "L-1/1", "2026Q1")))
    'routine~~L-1~2F1'
    """
    return duty.value.rpartition(_JOINT)[0]


_KINDS: dict[type, str] = {DrawdownId: "drawdown", LoanId: "loan", BorrowerId: "borrower"}


def subject_key(subject: Subject) -> str:
    """Return a subject as a part of another id: with its kind, since a loan and a payout of it may be called alike.

    >>> subject_key(LoanId("L-1")), subject_key(DrawdownId("L-1"))
    ('loan.L-1', 'drawdown.L-1')
    """
    return f"{_KINDS[type(subject)]}.{subject}"


Thing: TypeAlias = (
    VisitId | RecordId | ObligationId | FindingId | RemediationId | WaiverId | DeferralId | SubstitutionId
)
"""What a trail entry or a waiver can be about."""
