"""What makes one look at a visit record twice: a signal with its evidence and its strength, never a verdict."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, string_set
from loanvisit.domain.ids import RecordId
from loanvisit.domain.proof import Proof
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say


class IntegrityKind(Enum):
    """What is out of the ordinary about records; `OWN_RULE` is what a bank's own rule saw, its proof's key says which.

    >>> IntegrityKind.COPIED_TEXT.text.zh
    '检查文字雷同'
    """

    COPIED_TEXT = "copied_text"
    EVIDENCE_AGAIN = "evidence_again"
    EVIDENCE_OLDER = "evidence_older"
    STRAIGHT_ANSWERS = "straight_answers"
    REPEATED_ANSWERS = "repeated_answers"
    SAME_PAIR = "same_pair"
    LATE_RECORD = "late_record"
    PERIOD_END = "period_end"
    IMPOSSIBLE_TRAVEL = "impossible_travel"
    SHORT_VISIT = "short_visit"
    PHOTO_ELSEWHERE = "photo_elsewhere"
    PHOTO_HOURS = "photo_hours"
    CALL_NOT_APART = "call_not_apart"
    OWN_RULE = "own_rule"

    @property
    def text(self) -> Text:
        """The kind's label."""
        return say(f"integrity.kind.{self.value}")


class SignalStrength(Enum):
    """How much out of the ordinary something is; each rule says where it draws the lines.

    >>> [one.rank for one in SignalStrength]
    [1, 2, 3]
    """

    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """1 for the weakest."""
        return list(SignalStrength).index(self) + 1

    @property
    def text(self) -> Text:
        """The strength's label."""
        return say(f"integrity.strength.{self.value}")


def _records(items: Iterable[RecordId]) -> tuple[RecordId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class IntegritySignal:
    """Something out of the ordinary about records (检查真实性信号), for a person to look into: it accuses nobody.

    Args:
        kind: what it is.
        strength: how much out of the ordinary.
        records: the record it is about first, then those it is seen beside, in order; at least one.
        proof: what was compared, with the figures; no text, answer or name of the records.

    Example:
        >>> from loanvisit.domain import Proof, RecordId
        >>> from loanvisit.words import verbatim
        >>> seen = Proof(key="integrity.same_pair", statement=verbatim("…"))
        >>> IntegritySignal(
        ...     kind=IntegrityKind.SAME_PAIR, strength=SignalStrength.WEAK, records=[RecordId("R-6")], proof=seen
        ... ).records
        (RecordId(value='R-6'),)
    """

    kind: IntegrityKind
    strength: SignalStrength
    records: tuple[RecordId, ...] = field(converter=_records)
    proof: Proof

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.records:
            raise InputError(fault("empty", "IntegritySignal.records", self.records))

    @property
    def text(self) -> Text:
        """The kind, the strength and what was seen, in one line."""
        return say("integrity.line", kind=self.kind.text, strength=self.strength.text, seen=self.proof.statement)


_SHARES = ("alike", "period_share")
_LEAST = {
    "least_text": 1,
    "least_answers": 1,
    "pair_visits": 1,
    "late_after": 0,
    "period_days": 1,
    "period_records": 1,
    "top_speed": 1,
    "least_distance": 0,
    "assumed_accuracy": 0,
    "on_site_minutes": 0,
    "interview_minutes": 0,
    "photo_distance": 0,
    "photo_minutes": 0,
}
_METRES = ("least_distance", "assumed_accuracy", "photo_distance")


@frozen(kw_only=True)
class IntegrityLimits:
    """Where what is ordinary ends: a bank's own numbers, none of them law.

    The 30 % in the last three days of a quarter are practice as told; every other default is a beginning, to be set by
    what the bank's own records show.

    Args:
        alike: the share of fragments of four characters that two texts have in common, from which they are signalled;
            more than 0, at most 1.
        least_text: shorter texts are not compared; in letters and digits.
        made_anew: the kinds of evidence made anew on each visit; any other may honestly come again.
        least_answers: records with fewer answers are not looked at for their pattern.
        pair_visits: so many visits in a row by the same two persons are out of the ordinary.
        late_after: how many working days after the visit a record may be filed.
        period_share: the share of a unit's records of a quarter that may fall on its last days.
        period_days: how many last days, 1 to 31.
        period_records: units with fewer records in the quarter are not looked at.
        top_speed: in kilometres an hour, how fast anybody travels between two visits, door to door.
        least_distance: in metres; visits nearer to each other are no journey.
        assumed_accuracy: in metres, how far off a point may be that does not say.
        on_site_minutes: how many minutes a visit on site takes at least; 0 lets any pass.
        interview_minutes: how many minutes an interview takes at least; 0 lets any pass.
        photo_distance: in metres, how far from the visit's place a photo may be taken.
        photo_minutes: how many minutes before a visit begins, or after it ends, a photo of it may be taken.
        fresh_caller: whether who visited the borrower before makes no independent call-back.

    Raises:
        InputError: a number is out of its range; each is named.

    Example:
        >>> IntegrityLimits(late_after=5).alike
        Decimal('0.75')
    """

    alike: Decimal = Decimal("0.75")
    least_text: int = 30
    made_anew: frozenset[str] = field(default=frozenset({"photo", "site_photo"}), converter=string_set)
    least_answers: int = 8
    pair_visits: int = 6
    late_after: int = 3
    period_share: Decimal = Decimal("0.30")
    period_days: int = 3
    period_records: int = 10
    top_speed: int = 200
    least_distance: int = 2000
    assumed_accuracy: int = 1000
    on_site_minutes: int = 15
    interview_minutes: int = 3
    photo_distance: int = 500
    photo_minutes: int = 30
    fresh_caller: bool = True

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [
            fault("share.range", f"IntegrityLimits.{name}", getattr(self, name))
            for name in _SHARES
            if not 0 < getattr(self, name) <= 1
        ]
        faults += [
            fault("number.range", f"IntegrityLimits.{name}", getattr(self, name), low=low, high=_most(name))
            for name, low in _LEAST.items()
            if not low <= getattr(self, name) <= _most(name)
        ]
        if faults:
            raise InputError(*faults)


def _most(name: str) -> int:
    return 31 if name == "period_days" else 1_000_000 if name in _METRES else 10_000
