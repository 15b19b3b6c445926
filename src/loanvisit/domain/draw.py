"""A draw as it was frozen: who is in the pool, in which order, who was drawn, and what became of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_tuple, as_utc, check, guarded
from loanvisit.domain.ids import DrawId, OfficerId, PoolId, UnitId, joined
from loanvisit.domain.lifecycle import Lifecycle, Move, Ruling, refusal, relate, rule
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.pool import Drawable, PoolMember
from loanvisit.domain.protecting import personal
from loanvisit.domain.seed import SeedCommitment
from loanvisit.errors import InputError, fault


def _members(items: Iterable[PoolMember]) -> tuple[PoolMember, ...]:
    return as_tuple(items)


def _drawn(items: Iterable[Drawable]) -> tuple[Drawable, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class RankedStratum:
    """A stratum as it was drawn from.

    `size` and `quota` are the probability of each member to be drawn, exactly: `quota` out of `size`.

    Args:
        key: names it within its pool.
        share: how much of it is owed at least.
        size: how many members it had.
        quota: how many were to be drawn.
        ranked: every member, first rank first.
        drawn: who was drawn: the first `quota` of them.
    """

    key: str
    share: Decimal
    size: int
    quota: int
    ranked: tuple[PoolMember, ...] = field(converter=_members)
    drawn: tuple[Drawable, ...] = field(converter=_drawn)

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.size < 1:
            raise InputError(fault("number.range", "RankedStratum.size", self.size, low=1, high=10**18))

    @property
    def inclusion(self) -> Fraction:
        """The probability of each member to be drawn."""
        return Fraction(self.quota, self.size)


@frozen(kw_only=True)
class Departure:
    """A member that left the pool, and who took its place.

    Args:
        member: who left.
        left_on: the day it left: the loan was settled, the borrower moved away.
        noted_on: the day it was noted; a member taken in its place is drawn from that day.
        visited_on: the day of a visit that counts; None where there was none, and only then its place is taken.
        taken: who takes its place; None where nobody does.
        reason: why it left; may be personal, and is never printed.
        by: who noted it.
        at: when.
    """

    member: Drawable
    left_on: date
    noted_on: date
    visited_on: date | None = None
    taken: Drawable | None = None
    reason: str = field(repr=False, metadata=personal())
    by: OfficerId
    at: datetime = field(converter=as_utc)

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Recheck:
    """A finished record that was drawn and checked again (复查).

    Args:
        member: the record.
        on: the day it was checked.
        agrees: whether the checker found what the record says.
        unit: the checker's unit, another than the one that made the record.
        by: the checker.
        at: when it was written down.
    """

    member: Drawable
    on: date
    agrees: bool
    unit: UnitId
    by: OfficerId
    at: datetime = field(converter=as_utc)

    def __attrs_post_init__(self) -> None:
        check(self)


DRAW_LIFECYCLE = Lifecycle(
    name="draw",
    start="frozen",
    states=["frozen"],
    moves=[
        Move(name="depart", sources=("frozen",), target=None, roles=[Role.POST_LOAN_DESK, Role.RISK_MANAGER]),
        Move(name="recheck", sources=("frozen",), target=None, never=("maker",)),
    ],
)
"""The table of a draw: it is frozen from the first, and only what became of its members is added."""


def _strata(items: Iterable[RankedStratum]) -> tuple[RankedStratum, ...]:
    return as_tuple(items)


def _departures(items: Iterable[Departure]) -> tuple[Departure, ...]:
    return as_tuple(items)


def _rechecks(items: Iterable[Recheck]) -> tuple[Recheck, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Draw:
    """A sample as it was drawn (抽样): frozen, so that anybody who has the seed can draw it again.

    What it says of itself is not judged here but by `verify_draw`, which names every difference.

    Args:
        pool: what was drawn from.
        commitment: the promise of the seed, as it stood when the draw was made.
        beacon: a public value that nobody knew when the seed was committed; empty where none was taken.
        drawn_on: the day it was drawn.
        by: who drew it.
        at: when.
        strata: the strata, in order of their keys.
        departures: who left, in the order it was noted.
        rechecks: the records checked again, in the order it was done.
        version: counts from 1; each change makes the next.
    """

    pool: PoolId
    commitment: SeedCommitment
    beacon: str = ""
    drawn_on: date
    by: OfficerId
    at: datetime = field(converter=as_utc)
    strata: tuple[RankedStratum, ...] = field(converter=_strata)
    departures: tuple[Departure, ...] = field(default=(), converter=_departures)
    rechecks: tuple[Recheck, ...] = field(default=(), converter=_rechecks)
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def id(self) -> DrawId:
        """The id: of the pool and the period, so that there is one draw of a pool in a period."""
        return DrawId(joined("draw", self.pool.value, self.period.opens.isoformat()))

    @property
    def period(self) -> Window:
        """The days it is for, both ends in."""
        return self.commitment.period

    @property
    def entered(self) -> Mapping[Drawable, date]:
        """Every member that was ever drawn, with the day it was; those replaced since among them."""
        first = {member: self.drawn_on for stratum in self.strata for member in stratum.drawn}
        return first | {one.taken: one.noted_on for one in self.departures if one.taken is not None}

    @property
    def windows(self) -> Mapping[Drawable, Window]:
        """The days on which a visit counts, both ends in, of everybody who is drawn by now and has such a day left.

        They begin with the day a member was drawn, not before the period, and end with the period. A visit on such a
        day counts whatever it was made for; a visit of anybody else, or before, does not. Who left unvisited is not
        drawn any more; who took such a place is.
        """
        lost = {one.member for one in self.departures if one.visited_on is None}
        opens, last = self.period.opens, self.period.last
        return {
            member: Window(opens=max(day, opens), last=last)
            for member, day in self.entered.items()
            if member not in lost and day <= last
        }

    @property
    def drawn(self) -> tuple[Drawable, ...]:
        """Who is drawn by now, by stratum and rank."""
        here = self.windows
        return tuple(member.id for stratum in self.strata for member in stratum.ranked if member.id in here)

    def member(self, member: Drawable) -> PoolMember | None:
        """Return the member of the pool with that id, None where it was not in it."""
        return next((one for stratum in self.strata for one in stratum.ranked if one.id == member), None)

    @guarded
    def window_of(self, member: Drawable) -> Window | None:
        """Return the days on which a visit of a member counts; None where it is not drawn. For many, ask `windows`."""
        return self.windows.get(member)

    @guarded
    def counts(self, member: Drawable, *, on: date) -> bool:
        """Say whether a visit of a member on a day counts for this draw."""
        window = self.window_of(member)
        return window is not None and on in window

    def can(self, move: str, *, member: Drawable | None = None, by: Officer | None = None) -> Ruling:
        """Say whether a move of the draw's lifecycle is allowed; who checks a record is of another unit."""
        one = None if member is None else self.member(member)
        ruling = rule(DRAW_LIFECYCLE, "frozen", move, by, relate(maker=() if one is None else one.made_by))
        if ruling and move == "recheck" and one is not None and by is not None:
            if by.unit is None or one.unit is None:
                return refusal("unit_unknown")
            if by.unit == one.unit:
                return refusal("unit")
        return ruling
