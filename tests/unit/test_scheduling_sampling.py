"""A pool is refused whole, a draw tampered with is named in each place, and a window says which visits count."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    Departure,
    Draw,
    OfficerId,
    Pool,
    PoolId,
    PoolMember,
    RankedStratum,
    Recheck,
    Seed,
    SeedCommitment,
    Stratum,
    UnitId,
    Window,
)
from loanvisit.errors import InputError, IntegrityError
from loanvisit.scheduling import next_in_rank, quota_of, verify_draw
from loanvisit.testing import a_commitment, a_draw, a_pool, a_seed

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def _faults(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises((InputError, IntegrityError)) as refused:
        call()
    assert all(one.text.zh and one.text.en for one in refused.value.faults)
    return [(one.code, one.path) for one in refused.value.faults]


def _member(name: str) -> PoolMember:
    return PoolMember(id=BorrowerId(name))


def test_everything_wrong_with_a_pool_is_told_at_once() -> None:
    """An empty stratum, a repeated name, a share out of range, a member twice and one in two strata are five faults."""
    strata = [
        Stratum(key="a", share=Decimal("1.01"), members=[_member("1"), _member("2"), _member("1")]),
        Stratum(key="a", share=Decimal("0.1"), members=[_member("2")]),
        Stratum(key=" ", share=Decimal(0), members=[]),
    ]
    assert _faults(lambda: Pool(id=PoolId("farm"), strata=strata)) == [
        ("draw.share", "Pool.strata[0].share"),
        ("id.duplicate", "Pool.strata[0].members[2]"),
        ("id.duplicate", "Pool.strata[1].key"),
        ("draw.overlap", "Pool.strata[1].members[0]"),
        ("empty", "Pool.strata[2].key"),
        ("draw.share", "Pool.strata[2].share"),
        ("empty", "Pool.strata[2].members"),
    ]
    assert _faults(lambda: Pool(id=PoolId("farm"), strata=[])) == [("empty", "Pool.strata")]


@pytest.mark.parametrize("share", ["NaN", "Infinity", "-0.1", "0"])
def test_a_share_is_a_decimal_above_nothing(share: str) -> None:
    """No share is nothing, negative, endless or no number."""
    with pytest.raises(InputError):
        Pool(id=PoolId("x"), strata=[Stratum(key="x", share=Decimal(share), members=[_member("1")])])


def test_a_seed_says_something_and_hides_well() -> None:
    """A seed without text and a nonce that could be tried out are refused together, and neither is ever shown."""
    assert _faults(lambda: Seed(text=" ", nonce="short")) == [("empty", "Seed.text"), ("draw.nonce", "Seed.nonce")]
    assert "4711" not in repr(a_seed())
    assert "Fh3k" not in repr(a_seed())


def test_a_commitment_is_a_digest_for_named_pools() -> None:
    """A commitment without a digest in hex, or for no pool, is refused."""
    assert _faults(lambda: evolve(a_commitment(), digest="0" * 63 + "G", pools=[])) == [
        ("type", "SeedCommitment.digest"),
        ("empty", "SeedCommitment.pools"),
    ]


def test_a_stratum_that_was_drawn_from_had_members() -> None:
    """A size of nothing has no probability."""
    assert _faults(lambda: evolve(a_draw().strata[0], size=0)) == [("number.range", "RankedStratum.size")]


def test_a_quota_takes_exact_values() -> None:
    """A share in binary is no share: 0.1 is not a tenth there."""
    assert _faults(lambda: quota_of(0.1, 31)) == [("type", "share")]  # type: ignore[arg-type]


DRAW = a_draw()
FIRST = DRAW.strata[0]
DRAWN, NEXT = FIRST.drawn, [one.id for one in FIRST.ranked[4:]]


def _with(**changes: Any) -> Draw:
    return evolve(DRAW, strata=[evolve(FIRST, **changes)])


def _promised(**changes: Any) -> Draw:
    return evolve(DRAW, commitment=evolve(DRAW.commitment, **changes))


def _left(**changes: Any) -> Draw:
    one: dict[str, Any] = {
        "member": DRAWN[0], "left_on": date(2026, 6, 1), "noted_on": date(2026, 6, 1), "taken": NEXT[0],
        "reason": "settled", "by": OfficerId("desk"), "at": NOON,
    }  # fmt: skip
    return evolve(DRAW, departures=[Departure(**(one | changes))])


def _swapped(members: tuple[PoolMember, ...], one: int, other: int) -> list[PoolMember]:
    order = list(members)
    order[one], order[other] = order[other], order[one]
    return order


TAMPERED = {
    "another seed": (_promised(digest="0" * 64), [("draw.seed", "draw.commitment.digest")]),
    "another year": (
        _promised(period=Window(opens=date(2026, 1, 2), last=date(2026, 12, 31))),
        [("draw.seed", "draw.commitment.digest")],
    ),
    "committed to late": (
        _promised(committed_on=date(2026, 1, 1)),
        [("draw.late", "draw.commitment.committed_on")],
    ),
    "drawn before": (evolve(DRAW, drawn_on=date(2025, 12, 1)), [("date.order", "draw.drawn_on")]),
    "drawn after": (evolve(DRAW, drawn_on=date(2027, 1, 1)), [("date.late", "draw.drawn_on")]),
    "a quota too small": (
        _with(quota=3, drawn=DRAWN[:3]),
        [
            ("draw.quota", "draw.strata[0].quota"),
            ("draw.quota", "draw.strata[0].drawn"),
            ("draw.missing", "draw.strata[0].drawn"),
        ],
    ),
    "a friend let off": (
        _with(drawn=[*DRAWN[1:], NEXT[0]]),
        [("draw.stranger", "draw.strata[0].drawn[3]"), ("draw.missing", "draw.strata[0].drawn")],
    ),
    "two ranks exchanged": (
        _with(ranked=_swapped(FIRST.ranked, 3, 30)),
        [("draw.order", "draw.strata[0].ranked[3]"), ("draw.order", "draw.strata[0].ranked[30]")],
    ),
    "drawn in another order": (_with(drawn=DRAWN[::-1]), [("draw.order", "draw.strata[0].drawn")]),
    "a member left out": (_with(ranked=FIRST.ranked[:-1]), [("draw.size", "draw.strata[0].ranked")]),
    "no share": (_with(share=Decimal(2)), [("draw.share", "draw.strata[0].share")]),
    "a member twice": (
        _with(ranked=[*FIRST.ranked[:30], FIRST.ranked[29]]),
        [("id.duplicate", "draw.strata[0].ranked[30]")],
    ),
    "two strata of one name": (
        evolve(DRAW, strata=[FIRST, FIRST]),
        [("id.duplicate", "draw.strata[1].key"), *(("draw.overlap", f"draw.strata[1].ranked[{n}]") for n in range(31))],
    ),
    "out of rank": (_left(taken=NEXT[1]), [("draw.replacement", "draw.departures[0].taken")]),
    "not replaced": (_left(taken=None), [("draw.replacement", "draw.departures[0].taken")]),
    "replaced though visited": (
        _left(visited_on=date(2026, 3, 1)),
        [("draw.replacement", "draw.departures[0].taken")],
    ),
    "visited before drawn": (_left(visited_on=date(2026, 1, 4)), [("draw.visit", "draw.departures[0].visited_on")]),
    "visited after leaving": (_left(visited_on=date(2026, 6, 2)), [("draw.visit", "draw.departures[0].visited_on")]),
    "noted after the period": (_left(noted_on=date(2027, 1, 1)), [("draw.noted", "draw.departures[0].noted_on")]),
    "noted before the draw": (_left(noted_on=date(2026, 1, 4)), [("draw.noted", "draw.departures[0].noted_on")]),
    "a stranger left": (_left(member=BorrowerId("x")), [("draw.gone", "draw.departures[0].member")]),
    "left twice": (
        evolve(DRAW, departures=_left().departures * 2),
        [("draw.gone", "draw.departures[1].member")],
    ),
    "taken in for nobody": (
        _left(member=NEXT[5]),
        [("draw.replacement", "draw.departures[0].taken")],
    ),
}  # fmt: skip
"""Draws tampered with, and everything in which each differs."""


@pytest.mark.parametrize("name", TAMPERED)
def test_a_draw_tampered_with_is_named_in_each_place(name: str) -> None:
    """What does not follow from the seed is told by code and place, all of it and nothing else."""
    draw, faults = TAMPERED[name]
    assert _faults(lambda: verify_draw(draw, a_seed())) == faults


def test_another_seed_is_told_with_all_that_follows_from_it() -> None:
    """A seed that is not the one committed to is told first, and then each rank that it would give."""
    faults = _faults(lambda: verify_draw(DRAW, a_seed("4712")))
    assert faults[0] == ("draw.seed", "draw.commitment.digest")
    assert {code for code, _ in faults[1:]} == {"draw.order", "draw.stranger", "draw.missing"}


def test_a_pool_that_the_commitment_does_not_name_is_told() -> None:
    """A draw from a pool of another name is told, whatever its ranks."""
    assert _faults(lambda: verify_draw(evolve(DRAW, pool=PoolId("other")), a_seed()))[0] == ("draw.pool", "draw.pool")


def test_whom_a_draw_leaves_out_is_told_where_the_pool_is_at_hand() -> None:
    """A member dropped before the draw, one slipped in, another share, another pool: each is told by its place."""
    pool = a_pool()
    verify_draw(DRAW, a_seed(), pool=pool)
    members = pool.strata[0].members
    others = [*members[1:], _member("new")]
    changed = Pool(
        id=PoolId("other"),
        strata=[
            evolve(pool.strata[0], members=others, share=Decimal("0.2")),
            Stratum(key="zzz", share=Decimal(1), members=[_member("z")]),
        ],
    )
    place = [one.id for one in FIRST.ranked].index(members[0].id)
    assert _faults(lambda: verify_draw(DRAW, a_seed(), pool=changed)) == [
        ("draw.pool", "draw.pool"),
        ("draw.left_out", "pool.strata[0].members[0]"),
        ("draw.left_out", "pool.strata[1].members[0]"),
        ("draw.stranger", f"draw.strata[0].ranked[{place}]"),
        ("draw.other_share", "draw.strata[0].share"),
    ]


def test_who_checked_again_is_verified_too() -> None:
    """A check of what was not drawn, by the same unit, by who made it, or where no unit is known, is told."""
    makers = [evolve(FIRST.ranked[0], made_by=[OfficerId("anna")]), *FIRST.ranked[1:]]
    checks = [
        Recheck(member=member, on=NOON.date(), agrees=True, unit=UnitId(unit), by=OfficerId(by), at=NOON)
        for member, unit, by in ((NEXT[0], "HQ", "li"), (DRAWN[0], "0755", "li"), (DRAWN[0], "HQ", "An Na"))
    ]
    fair = Recheck(member=DRAWN[0], on=NOON.date(), agrees=False, unit=UnitId("HQ"), by=OfficerId("li"), at=NOON)
    draw = evolve(_with(ranked=makers), rechecks=[*checks, fair])
    assert _faults(lambda: verify_draw(draw, a_seed())) == [
        ("draw.gone", "draw.rechecks[0].member"),
        ("draw.checker", "draw.rechecks[1].by"),
        ("draw.checker", "draw.rechecks[2].by"),
    ]


def test_which_visits_count() -> None:
    """A visit of a drawn member counts from the day it was drawn to the period's end, whatever it was made for."""
    assert DRAW.window_of(DRAWN[0]) == Window(opens=date(2026, 1, 5), last=date(2026, 12, 31))
    counted = [DRAW.counts(DRAWN[0], on=date(2026, 1, day)) for day in (4, 5)]
    assert counted == [False, True]
    assert not DRAW.counts(DRAWN[0], on=date(2027, 1, 1))
    assert not DRAW.counts(NEXT[0], on=date(2026, 6, 1))
    assert DRAW.window_of(BorrowerId("x")) is None
    replaced = _left()
    assert replaced.window_of(DRAWN[0]) is None
    assert replaced.window_of(NEXT[0]) == Window(opens=date(2026, 6, 1), last=date(2026, 12, 31))
    assert replaced.drawn == (*DRAWN[1:], NEXT[0])
    early = evolve(DRAW, drawn_on=date(2025, 12, 28))
    assert early.window_of(DRAWN[0]) == DRAW.period
    assert evolve(DRAW, drawn_on=date(2027, 1, 1)).windows == {}


def test_nobody_takes_the_place_of_one_who_is_not_drawn() -> None:
    """The next in rank is there for who is drawn only, and where nobody is left, nobody is taken."""
    assert next_in_rank(DRAW, DRAWN[0]) == NEXT[0]
    assert next_in_rank(DRAW, NEXT[0]) is None
    all_of_them = a_draw(a_pool(shares={"unsecured": "1"}))
    assert next_in_rank(all_of_them, all_of_them.drawn[0]) is None


def test_a_stratum_tells_its_probability() -> None:
    """Four of thirty-one, exactly."""
    stratum: RankedStratum = FIRST
    assert (stratum.inclusion.numerator, stratum.inclusion.denominator) == (4, 31)


def test_a_commitment_is_late_from_the_first_day_on() -> None:
    """A commitment of the last day before the period is in time; one of its first day is not."""
    promise: SeedCommitment = a_commitment()
    assert not evolve(promise, committed_on=date(2025, 12, 31)).is_late
    assert evolve(promise, committed_on=date(2026, 1, 1)).is_late
