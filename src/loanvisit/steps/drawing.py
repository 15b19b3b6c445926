"""Commit to a seed, draw with it once, note who left and who was checked again, and reveal it at last.

A draw is over many borrowers, so that no borrower's `Change` holds it: each of these steps returns one value, whole,
which carries who did what and when. A host keeps it under its id, or the commitment's digest, where the version before
is still there.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from attrs import evolve

from loanvisit.domain import (
    SEED_LIFECYCLE,
    Departure,
    Draw,
    Drawable,
    Officer,
    Pool,
    PoolId,
    Recheck,
    RecordId,
    Seed,
    SeedCommitment,
    SeedReveal,
    UnitId,
    Window,
    rule,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling import next_in_rank, rank_pool, seed_digest
from loanvisit.steps.entries import day_of, demanded_reason, not_before, under_what_holds


@guarded
def commit_seed(
    seed: Seed, *, period: Window, pools: Iterable[PoolId], by: Officer, at: datetime, on: date | None = None
) -> SeedCommitment:
    """Commit to a seed before the period that draws are made for.

    Args:
        seed: the seed; keep it secret until it is revealed.
        period: the days the draws are for, both ends in.
        pools: every pool that may be drawn from with it.
        by: the post-loan desk, or a risk manager; who then draws is somebody else.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The commitment, to be published at once.

    Raises:
        SeparationOfDutiesError: `by` may not.
        InputError: the period has begun, no pool is named, or something is no id of a pool; each is told.
    """
    named, faults = each(pools, PoolId, "pools")
    under_what_holds(by, at)
    enforce(rule(SEED_LIFECYCLE, SEED_LIFECYCLE.start, "commit", by, {}), "seed")
    day = day_of(at, on, since=date.min)
    if day >= period.opens:
        faults.append(fault("draw.late", "at" if on is None else "on", day, opens=period.opens))
    if not named:
        faults.append(fault("empty", "pools", named))
    if faults:
        raise InputError(*faults)
    return SeedCommitment(
        digest=seed_digest(seed, period=period, pools=named),
        period=period,
        pools=frozenset(named),
        committed_on=day,
        by=by.id,
        at=at,
    )


@guarded
def freeze_draw(
    pool: Pool,
    *,
    seed: Seed,
    commitment: SeedCommitment,
    beacon: str = "",
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Draw:
    """Draw from a pool, once for a period, and freeze what was drawn.

    The draw has its own copy of the pool: who joins later waits for the next draw, and whatever becomes of the book,
    of policies and of plans, this draw stays what it is.

    Args:
        pool: what is drawn from, as it stands.
        seed: the seed that was committed to.
        commitment: the commitment, as it was published.
        beacon: a public value that nobody knew when the seed was committed; it keeps who chose the seed from having
            tried many. Empty where none is taken.
        by: the post-loan desk, or a risk manager; never who committed to the seed.
        at: when.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The draw. Its id is that of the pool and the period, so that a second draw of the same meets the first.

    Raises:
        SeparationOfDutiesError: `by` may not draw.
        TransitionError: the seed is revealed already.
        InputError: the seed is not the one committed to, came too late, or is not for this pool; the period is over;
            each is told.
    """
    under_what_holds(by, at)
    enforce(commitment.can("draw", by=by), "commitment")
    not_before(at, commitment.at)
    day = day_of(at, on, since=commitment.committed_on)
    faults = FaultList()
    if seed_digest(seed, period=commitment.period, pools=commitment.pools) != commitment.digest:
        faults.add(fault("draw.seed", "seed"))
    if commitment.is_late:
        faults.add(
            fault("draw.late", "commitment.committed_on", commitment.committed_on, opens=commitment.period.opens)
        )
    if pool.id not in commitment.pools:
        faults.add(fault("draw.pool", "pool.id", pool.id.value))
    if day > commitment.period.last:
        faults.add(fault("date.late", "at" if on is None else "on", day, later=commitment.period.last))
    faults.raise_as(InputError)
    return Draw(
        pool=pool.id,
        commitment=commitment,
        beacon=beacon,
        drawn_on=day,
        by=by.id,
        at=at,
        strata=rank_pool(pool, seed=seed, beacon=beacon),
    )


@guarded
def record_departure(
    draw: Draw,
    member: Drawable,
    *,
    left_on: date,
    reason: str,
    visited_on: date | None = None,
    by: Officer,
    at: datetime,
    on: date | None = None,
) -> Draw:
    """Note that a member left the pool; where it was drawn and not visited, the next rank takes its place.

    Args:
        draw: the draw.
        member: who left; anybody of the pool, so that who is gone is never taken for another.
        left_on: the day it left.
        reason: why; kept with the departure.
        visited_on: the day of a visit that counts for the draw (`draw.counts`); nobody is taken then.
        by: the post-loan desk, or a risk manager.
        at: when it is noted.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The draw with the departure, and with who takes the place from this day on.

    Raises:
        SeparationOfDutiesError: `by` may not.
        InputError: no such member, it left already, no visit of that day counts, or the period is over: each is told;
            or there is no reason.
    """
    under_what_holds(by, at)
    enforce(draw.can("depart", member=member, by=by), "draw")
    why = demanded_reason(reason)
    last = draw.departures[-1] if draw.departures else None
    not_before(at, draw.at if last is None else last.at)
    day = day_of(at, on, since=draw.drawn_on if last is None else last.noted_on)
    faults = FaultList()
    if draw.member(member) is None or any(one.member == member for one in draw.departures):
        faults.add(fault("draw.gone", "member", member.value))
    if left_on > day:
        faults.add(fault("date.late", "left_on", left_on, later=day))
    if visited_on is not None and not (visited_on <= left_on and draw.counts(member, on=visited_on)):
        faults.add(fault("draw.visit", "visited_on", visited_on))
    if day > draw.period.last:
        faults.add(fault("draw.noted", "at" if on is None else "on", day))
    faults.raise_as(InputError)
    departure = Departure(
        member=member,
        left_on=left_on,
        noted_on=day,
        visited_on=visited_on,
        taken=next_in_rank(draw, member) if visited_on is None else None,
        reason=why,
        by=by.id,
        at=at,
    )
    return evolve(draw, departures=(*draw.departures, departure), version=draw.version + 1)


@guarded
def record_recheck(
    draw: Draw, record: RecordId, *, agrees: bool, by: Officer, at: datetime, on: date | None = None
) -> Draw:
    """Note that a finished record that was drawn has been checked again.

    Args:
        draw: a draw of records.
        record: the record.
        agrees: whether the checker found what the record says.
        by: the checker: of another unit than the one that made the record, and none of those who made it.
        at: when it is noted.
        on: the day in the bank's calendar; left out, the date of `at` in its own offset.

    Returns:
        The draw with the check.

    Raises:
        SeparationOfDutiesError: `by` made the record, is of the same unit, or either unit is not known.
        TransitionError: it was checked already.
        InputError: the record is not drawn, or its period is over.
    """
    window = draw.window_of(record)
    if window is None:
        raise InputError(fault("id.unknown", "record", record.value))
    under_what_holds(by, at)
    enforce(draw.can("recheck", member=record, by=by), "draw")
    if any(one.member == record for one in draw.rechecks):
        enforce(refusal("revisit"), "draw")
    not_before(at, draw.at)
    day = day_of(at, on, since=window.opens)
    if day > window.last:
        raise InputError(fault("date.late", "at" if on is None else "on", day, later=window.last))
    unit = cast("UnitId", by.unit)  # who has none may not
    check = Recheck(member=record, on=day, agrees=agrees, unit=unit, by=by.id, at=at)
    return evolve(draw, rechecks=(*draw.rechecks, check), version=draw.version + 1)


@guarded
def reveal_seed(commitment: SeedCommitment, seed: Seed, *, by: Officer, at: datetime) -> SeedCommitment:
    """Reveal a seed, so that anybody can draw again; nothing more is drawn with it.

    Reveal it after the period: whoever knows it sooner knows who would be taken next.

    Args:
        commitment: the commitment, as it was published.
        seed: the seed that was committed to.
        by: the post-loan desk, or a risk manager.
        at: when.

    Returns:
        The commitment with its seed, to be published.

    Raises:
        SeparationOfDutiesError: `by` may not.
        TransitionError: it is revealed already.
        InputError: it is another seed, or `at` is before the commitment.
    """
    under_what_holds(by, at)
    enforce(commitment.can("reveal", by=by), "commitment")
    not_before(at, commitment.at)
    if seed_digest(seed, period=commitment.period, pools=commitment.pools) != commitment.digest:
        raise InputError(fault("draw.seed", "seed"))
    return evolve(commitment, revealed=SeedReveal(seed=seed, by=by.id, at=at), version=commitment.version + 1)
