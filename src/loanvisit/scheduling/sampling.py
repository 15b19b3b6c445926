"""A fair draw from a seed and a key, the same on every machine for ever.

Parts are framed before they are hashed: each as its length in eight bytes, the highest first, and then its UTF-8.
So other parts never make the same bytes. The page "Random draws" states the whole of it for other programs.
"""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from hmac import digest as keyed

from loanvisit.domain import (
    Draw,
    Drawable,
    Pool,
    PoolId,
    PoolMember,
    RankedStratum,
    Seed,
    Stratum,
    Window,
    drawable_key,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.sheltering import sheltered

_COMMITMENT, _KEY = "loanvisit.seed.1", "loanvisit.draw.1"


def framed(*parts: str) -> bytes:
    """Return parts in bytes that no other parts make: each after its length.

    >>> framed("ab", "c") == framed("a", "bc")
    False
    """
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


@sheltered
@guarded
def seed_digest(seed: Seed, *, period: Window, pools: Iterable[PoolId]) -> str:
    """Return the digest that commits to a seed for a period and the pools that may be drawn from with it.

    >>> from datetime import date
    >>> year = Window(opens=date(2026, 1, 1), last=date(2026, 12, 31))
    >>> seed_digest(Seed(text="4711", nonce="Fh3k9QzT7wLm2RxP"), period=year, pools=[PoolId("farm")])[:16]
    '7b238b856b1583d5'
    """
    days = (period.opens.isoformat(), period.last.isoformat())
    names = sorted({pool.value for pool in pools})
    return sha256(framed(_COMMITMENT, seed.text, seed.nonce, *days, *names)).hexdigest()


@guarded
def quota_of(share: Decimal, size: int) -> int:
    """Return how many a share of so many is at least: ⌈share × size⌉, exactly.

    >>> quota_of(Decimal("0.1"), 31), quota_of(Decimal("0.1"), 30), quota_of(Decimal(1), 7)
    (4, 3, 7)
    """
    above, below = share.as_integer_ratio()
    return -(-above * size // below)


def in_rank_order(
    members: Iterable[PoolMember], *, pool: PoolId, seed: Seed, beacon: str = ""
) -> tuple[PoolMember, ...]:
    """Return members in the order a seed gives them in a pool; each one's place depends on itself alone."""
    key = sha256(framed(_KEY, seed.text, beacon)).digest()

    def rank(member: PoolMember) -> tuple[bytes, tuple[str, str]]:
        name = drawable_key(member.id)
        return keyed(key, framed(pool.value, *name), "sha256"), name

    return tuple(sorted(members, key=rank))


@guarded
def rank_pool(pool: Pool, *, seed: Seed, beacon: str = "") -> tuple[RankedStratum, ...]:
    """Rank each stratum of a pool and draw the first ⌈share × size⌉ of it.

    Args:
        pool: what is drawn from.
        seed: what decides.
        beacon: a public value that nobody knew when the seed was committed; empty where none is taken.

    Returns:
        The strata in order of their keys, each with everybody in order of rank and who is drawn.

    Example:
        >>> from loanvisit.domain import BorrowerId, PoolMember
        >>> farm = Stratum(key="unsecured", share=Decimal("0.1"), members=[
        ...     PoolMember(id=BorrowerId(f"B-{n}")) for n in range(1, 32)])
        >>> seed = Seed(text="4711", nonce="Fh3k9QzT7wLm2RxP")
        >>> drawn = rank_pool(Pool(id=PoolId("farm"), strata=[farm]), seed=seed)[0]
        >>> drawn.quota, str(drawn.inclusion), [str(one) for one in drawn.drawn]
        (4, '4/31', ['B-21', 'B-8', 'B-16', 'B-19'])
    """
    return tuple(_ranked(stratum, pool.id, seed, beacon) for stratum in pool.strata)


def _ranked(stratum: Stratum, pool: PoolId, seed: Seed, beacon: str) -> RankedStratum:
    ranked = in_rank_order(stratum.members, pool=pool, seed=seed, beacon=beacon)
    quota = quota_of(stratum.share, len(ranked))
    return RankedStratum(
        key=stratum.key,
        share=stratum.share,
        size=len(ranked),
        quota=quota,
        ranked=ranked,
        drawn=tuple(member.id for member in ranked[:quota]),
    )


@guarded
def next_in_rank(draw: Draw, member: Drawable) -> Drawable | None:
    """Return who takes the place of a drawn member that leaves unvisited: the next of its stratum in rank order.

    Whoever was drawn before, or has left, is passed over; None where nobody is left, or the member is not drawn.
    """
    if member not in draw.windows:
        return None
    passed = draw.entered.keys() | {one.member for one in draw.departures}
    stratum = next(one for one in draw.strata if any(held.id == member for held in one.ranked))
    return next((one.id for one in stratum.ranked if one.id not in passed), None)
