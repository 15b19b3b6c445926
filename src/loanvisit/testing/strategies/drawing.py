"""Strategies for random draws: pools, seeds, commitments, and draws that follow from them."""

from datetime import datetime, timedelta
from decimal import Decimal

from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    Departure,
    Draw,
    Drawable,
    DrawdownId,
    LoanId,
    OfficerId,
    Pool,
    PoolId,
    PoolMember,
    RankedStratum,
    Recheck,
    RecordId,
    Seed,
    SeedCommitment,
    SeedReveal,
    Stratum,
    UnitId,
    Window,
)
from loanvisit.scheduling import next_in_rank, rank_pool, seed_digest
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, instants, names, sentences


def drawables() -> st.SearchStrategy[Drawable]:
    """Draw what can be drawn."""
    return st.one_of(ids(BorrowerId), ids(LoanId), ids(DrawdownId), ids(RecordId))


@st.composite
def pool_members(draw: st.DrawFn, *, id: Drawable | None = None) -> PoolMember:  # noqa: A002  as the field is called
    """Draw members of a pool."""
    return PoolMember(
        id=draw(drawables()) if id is None else id,
        unit=draw(st.none() | ids(UnitId)),
        made_by=tuple(draw(st.lists(ids(OfficerId), max_size=2))),
    )


def shares() -> st.SearchStrategy[Decimal]:
    """Draw shares, above 0 and up to 1, of up to four places."""
    return st.integers(1, 10_000).map(lambda parts: Decimal(parts).scaleb(-4))


@st.composite
def strata(draw: st.DrawFn) -> Stratum:
    """Draw parts of pools."""
    return draw(pools()).strata[0]


@st.composite
def pools(draw: st.DrawFn, *, least: int = 1, most: int = 12) -> Pool:
    """Draw pools of one to three strata, in each so many members."""
    keys = draw(st.lists(names(), min_size=1, max_size=3, unique=True))
    sizes = [draw(st.integers(least, most)) for _ in keys]
    count = sum(sizes)
    found = iter(draw(st.lists(drawables(), min_size=count, max_size=count, unique=True)))
    return Pool(
        id=draw(ids(PoolId)),
        strata=tuple(
            Stratum(
                key=key,
                share=draw(shares()),
                members=tuple(draw(pool_members(id=next(found))) for _ in range(size)),
            )
            for key, size in zip(keys, sizes, strict=True)
        ),
    )


@st.composite
def seeds(draw: st.DrawFn) -> Seed:
    """Draw seeds with their nonces."""
    return Seed(text=draw(names()), nonce=draw(st.text("0123456789abcdef", min_size=16, max_size=32)))


@st.composite
def seed_reveals(draw: st.DrawFn) -> SeedReveal:
    """Draw seeds made public."""
    return SeedReveal(seed=draw(seeds()), by=draw(ids(OfficerId)), at=draw(instants()))


@st.composite
def seed_commitments(draw: st.DrawFn, *, seed: Seed | None = None, pool: PoolId | None = None) -> SeedCommitment:
    """Draw commitments made some days before their period, to a seed and for a pool where they are given."""
    told = draw(seed_reveals()) if seed is None else None
    opens = draw(days())
    period = Window(opens=opens, last=opens + timedelta(days=draw(st.integers(0, 400))))
    named = draw(st.frozensets(ids(PoolId), min_size=1, max_size=2)) if pool is None else frozenset({pool})
    return SeedCommitment(
        digest=seed_digest(seed or (told.seed if told else draw(seeds())), period=period, pools=named),
        period=period,
        pools=named,
        committed_on=opens - timedelta(days=draw(st.integers(1, 60))),
        by=draw(ids(OfficerId)),
        at=draw(instants()),
        revealed=told if told is not None and draw(st.booleans()) else None,
        version=draw(st.integers(1, 3)),
    )


@st.composite
def departures(draw: st.DrawFn) -> Departure:
    """Draw members that left, each day and each id by itself."""
    return Departure(
        member=draw(drawables()),
        left_on=draw(days()),
        noted_on=draw(days()),
        visited_on=draw(st.none() | days()),
        taken=draw(st.none() | drawables()),
        reason=draw(sentences()),
        by=draw(ids(OfficerId)),
        at=draw(instants()),
    )


@st.composite
def rechecks(draw: st.DrawFn) -> Recheck:
    """Draw records checked again."""
    return Recheck(
        member=draw(ids(RecordId)),
        on=draw(days()),
        agrees=draw(st.booleans()),
        unit=draw(ids(UnitId)),
        by=draw(ids(OfficerId)),
        at=draw(instants()),
    )


def ranked_strata() -> st.SearchStrategy[RankedStratum]:
    """Draw strata as they were drawn from."""
    return draws().map(lambda drawn: drawn.strata[0])


@st.composite
def draws(draw: st.DrawFn, *, seed: Seed | None = None) -> Draw:
    """Draw samples that follow from their seed, some with members that left and were replaced in rank order."""
    key = draw(seeds()) if seed is None else seed
    pool, beacon = draw(pools()), draw(st.just("") | names())
    promise = draw(seed_commitments(seed=key, pool=pool.id))
    made = Draw(
        pool=pool.id,
        commitment=promise,
        beacon=beacon,
        drawn_on=promise.period.opens,
        by=draw(ids(OfficerId)),
        at=draw(instants()),
        strata=rank_pool(pool, seed=key, beacon=beacon),
        version=draw(st.integers(1, 3)),
    )
    for member in draw(st.lists(st.sampled_from(_members(made)), max_size=3, unique=True)):
        made = _without(made, member, at=draw(instants()), by=draw(ids(OfficerId)))
    return made


def _members(drawn: Draw) -> list[Drawable]:
    return [member.id for stratum in drawn.strata for member in stratum.ranked]


def _without(drawn: Draw, member: Drawable, *, at: datetime, by: OfficerId) -> Draw:
    """Return a draw from which a member has left, unvisited, on its first day."""
    day, taken = drawn.drawn_on, next_in_rank(drawn, member)
    left = Departure(member=member, left_on=day, noted_on=day, taken=taken, reason="settled", by=by, at=at)
    return evolve(drawn, departures=(*drawn.departures, left))
