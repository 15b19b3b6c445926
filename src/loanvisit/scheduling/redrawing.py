"""A draw made again from its seed, and everything in which the one that was kept differs."""

from collections.abc import Iterator
from datetime import date

from loanvisit.domain import Departure, Draw, Drawable, Pool, PoolMember, RankedStratum, Seed
from loanvisit.domain.exact import guarded
from loanvisit.domain.pool import is_share
from loanvisit.errors import Fault, FaultList, IntegrityError, fault
from loanvisit.scheduling.sampling import in_rank_order, quota_of, seed_digest


@guarded
def verify_draw(draw: Draw, seed: Seed, *, pool: Pool | None = None) -> None:
    """Draw again from a revealed seed, and refuse a draw that is not what the seed gives.

    Args:
        draw: the draw as it was kept.
        seed: the seed as it was revealed.
        pool: what was drawn from, where it was kept apart; left out, nobody can tell whom the draw leaves out.

    Raises:
        IntegrityError: the seed is not the one committed to, or came too late; an order, a quota, somebody drawn or a
            replacement is not what follows from the seed; the pool is another; each is told by its place.

    Example:
        >>> from loanvisit.testing import a_draw, a_seed
        >>> verify_draw(a_draw(), a_seed())
    """
    faults = FaultList()
    for one in _differences(draw, seed, pool):
        faults.add(one)
    faults.raise_as(IntegrityError)


def _differences(draw: Draw, seed: Seed, pool: Pool | None) -> Iterator[Fault]:
    yield from _of_commitment(draw, seed)
    ranked = {
        stratum.key: in_rank_order(stratum.ranked, pool=draw.pool, seed=seed, beacon=draw.beacon)
        for stratum in draw.strata
    }
    yield from _of_membership(draw)
    for place, stratum in enumerate(draw.strata):
        yield from _of_stratum(stratum, ranked[stratum.key], f"draw.strata[{place}]")
    yield from _of_departures(draw, ranked)
    yield from _of_rechecks(draw)
    if pool is not None:
        yield from _of_pool(draw, pool)


def _of_commitment(draw: Draw, seed: Seed) -> Iterator[Fault]:
    promise, path = draw.commitment, "draw.commitment"
    if seed_digest(seed, period=promise.period, pools=promise.pools) != promise.digest:
        yield fault("draw.seed", f"{path}.digest")
    if promise.is_late:
        yield fault("draw.late", f"{path}.committed_on", opens=promise.period.opens)
    if draw.pool not in promise.pools:
        yield fault("draw.pool", "draw.pool")
    if draw.drawn_on < promise.committed_on:
        yield fault("date.order", "draw.drawn_on", draw.drawn_on, earlier="committed_on")
    if draw.drawn_on > promise.period.last:
        yield fault("date.late", "draw.drawn_on", draw.drawn_on, later=promise.period.last)


def _of_membership(draw: Draw) -> Iterator[Fault]:
    """Tell of each stratum named twice, and of each member that stands in the draw twice."""
    keys: set[str] = set()
    seen: dict[Drawable, int] = {}
    for place, stratum in enumerate(draw.strata):
        if stratum.key in keys:
            yield fault("id.duplicate", f"draw.strata[{place}].key", stratum.key)
        keys.add(stratum.key)
        for rank, member in enumerate(stratum.ranked):
            if member.id in seen:
                code = "id.duplicate" if seen[member.id] == place else "draw.overlap"
                yield fault(code, f"draw.strata[{place}].ranked[{rank}]", member.id.value)
            seen.setdefault(member.id, place)


def _of_stratum(stratum: RankedStratum, ranked: tuple[PoolMember, ...], path: str) -> Iterator[Fault]:
    if stratum.size != len(stratum.ranked):
        yield fault("draw.size", f"{path}.ranked", stratum.ranked, size=stratum.size)
    for place, (kept, drawn_again) in enumerate(zip(stratum.ranked, ranked, strict=True)):
        if kept.id != drawn_again.id:
            yield fault("draw.order", f"{path}.ranked[{place}]")
    if not is_share(stratum.share):
        yield fault("draw.share", f"{path}.share", stratum.share)
        return
    quota = quota_of(stratum.share, stratum.size)
    if stratum.quota != quota:
        yield fault("draw.quota", f"{path}.quota", quota=quota)
    if len(stratum.drawn) < quota:
        yield fault("draw.quota", f"{path}.drawn", stratum.drawn, quota=quota)
    yield from _of_drawn(stratum.drawn, tuple(member.id for member in ranked[:quota]), f"{path}.drawn")


def _of_drawn(drawn: tuple[Drawable, ...], owed: tuple[Drawable, ...], path: str) -> Iterator[Fault]:
    there, due = set(drawn), set(owed)
    for place, member in enumerate(drawn):
        if member not in due:
            yield fault("draw.stranger", f"{path}[{place}]")
    for place, member in enumerate(owed):
        if member not in there:
            yield fault("draw.missing", path, rank=place + 1)
    if there == due and drawn != owed:
        yield fault("draw.order", path)


def _of_departures(draw: Draw, ranked: dict[str, tuple[PoolMember, ...]]) -> Iterator[Fault]:
    """Follow the departures one after another, from those first drawn."""
    home = {member.id: key for key, members in ranked.items() for member in members}
    entered = {member: draw.drawn_on for stratum in draw.strata for member in stratum.drawn}
    gone: set[Drawable] = set()
    for place, one in enumerate(draw.departures):
        path = f"draw.departures[{place}]"
        if one.member not in home or one.member in gone:
            yield fault("draw.gone", f"{path}.member")
            continue
        since = entered.get(one.member)
        counts = since is not None and _is_in_time(draw, one, since)
        if one.visited_on is not None and not counts:
            yield fault("draw.visit", f"{path}.visited_on")
        if draw.drawn_on > one.noted_on or one.noted_on > draw.period.last:
            yield fault("draw.noted", f"{path}.noted_on")
        passed = entered.keys() | gone | {one.member}
        is_open = since is not None and not counts
        line = ranked[home[one.member]] if is_open else ()
        due = next((member.id for member in line if member.id not in passed), None)
        if one.taken != due:
            yield fault("draw.replacement", f"{path}.taken")
        gone.add(one.member)
        if one.taken is not None:
            entered[one.taken] = one.noted_on


def _is_in_time(draw: Draw, one: Departure, since: date) -> bool:
    """Say whether a member that left had a visit that counts: drawn by then, in the period, not yet gone."""
    if one.visited_on is None:
        return False
    return max(since, draw.period.opens) <= one.visited_on <= min(one.left_on, draw.period.last)


def _of_rechecks(draw: Draw) -> Iterator[Fault]:
    for place, one in enumerate(draw.rechecks):
        path, member = f"draw.rechecks[{place}]", draw.member(one.member)
        if member is None or one.member not in draw.entered:
            yield fault("draw.gone", f"{path}.member")
        elif (
            member.unit is None
            or one.unit == member.unit
            or one.by.canonical in {maker.canonical for maker in member.made_by}
        ):
            yield fault("draw.checker", f"{path}.by")


def _of_pool(draw: Draw, pool: Pool) -> Iterator[Fault]:
    """Tell whom the draw leaves out of the pool or adds to it, and each share that is another."""
    if pool.id != draw.pool:
        yield fault("draw.pool", "draw.pool")
    kept = {(stratum.key, one.id) for stratum in draw.strata for one in stratum.ranked}
    known = {(stratum.key, one.id) for stratum in pool.strata for one in stratum.members}
    shares = {stratum.key: stratum.share for stratum in pool.strata}
    for place, part in enumerate(pool.strata):
        for number, one in enumerate(part.members):
            if (part.key, one.id) not in kept:
                yield fault("draw.left_out", f"pool.strata[{place}].members[{number}]")
    for place, stratum in enumerate(draw.strata):
        for rank, one in enumerate(stratum.ranked):
            if (stratum.key, one.id) not in known:
                yield fault("draw.stranger", f"draw.strata[{place}].ranked[{rank}]")
        if stratum.share != shares.get(stratum.key, stratum.share):
            yield fault("draw.other_share", f"draw.strata[{place}].share", stratum.share)
