"""A draw is a keyed rank: never short of its quota, the same for any order of input, near its share over many seeds."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import to_json
from loanvisit.domain import BorrowerId, Draw, LoanId, Pool, PoolId, PoolMember, Portfolio, Seed, Stratum
from loanvisit.scheduling import make_plan, next_in_rank, quota_of, rank_pool, verify_draw
from loanvisit.scheduling.sampling import framed
from loanvisit.testing import a_draw, a_loan, a_pool, a_seed, strategies
from tests.conftest import PROFILE

DRAWS = {"few": 100, "quick": 500, "deep": 10_000}[PROFILE]


@settings(max_examples=DRAWS)
@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=3), share=strategies.shares(), seed=strategies.seeds())
def test_no_draw_is_short_of_its_share(sizes: list[int], share: Decimal, seed: Seed) -> None:
    """Of each stratum at least its share is drawn, by less than one member more, and nobody twice."""
    keys = {f"s{place}": size for place, size in enumerate(sizes)}
    pool = a_pool(sizes=keys, shares=dict.fromkeys(keys, str(share)))
    for stratum, ranked in zip(pool.strata, rank_pool(pool, seed=seed), strict=True):
        exact = Fraction(share) * len(stratum.members)
        assert exact <= len(set(ranked.drawn)) < exact + 1
        assert len(ranked.drawn) == len(set(ranked.drawn)) == ranked.quota
        assert set(ranked.drawn) <= {member.id for member in stratum.members}
        assert ranked.inclusion == Fraction(ranked.quota, len(stratum.members))


@given(st.integers(0, 10**6), st.integers(1, 10**18 - 1), st.integers(0, 20))
def test_a_quota_is_rounded_up_exactly(size: int, parts: int, places: int) -> None:
    """The quota is the least whole number not below share × size, with no digit lost however many there are."""
    share = Decimal((0, tuple(map(int, str(parts))), -places))
    exact = Fraction(parts, 10**places) * size
    assert 0 <= quota_of(share, size) - exact < 1


@given(pool=strategies.pools(), seed=strategies.seeds(), data=st.data())
def test_the_order_of_input_shows_nowhere(pool: Pool, seed: Seed, data: st.DataObject) -> None:
    """Strata and members given in any order make the same pool, the same draw, the same bytes."""
    strata = [
        evolve(stratum, members=data.draw(st.permutations(stratum.members)))
        for stratum in data.draw(st.permutations(pool.strata))
    ]
    shuffled = Pool(id=pool.id, strata=strata)
    assert shuffled == pool
    assert list(map(to_json, rank_pool(shuffled, seed=seed))) == list(map(to_json, rank_pool(pool, seed=seed)))


@given(pool=strategies.pools(least=2), seed=strategies.seeds(), data=st.data())
def test_who_joins_or_leaves_moves_nobody_else(pool: Pool, seed: Seed, data: st.DataObject) -> None:
    """Without one member the others stand in the same order; where it was not drawn, all who were drawn still are."""
    place = data.draw(st.integers(0, len(pool.strata) - 1))
    whole = rank_pool(pool, seed=seed)[place]
    left = data.draw(st.sampled_from(whole.ranked))
    strata = list(pool.strata)
    strata[place] = evolve(strata[place], members=[one for one in strata[place].members if one != left])
    rest = rank_pool(evolve(pool, strata=strata), seed=seed)
    assert rest[place].ranked == tuple(one for one in whole.ranked if one != left)
    assert [one for at, one in enumerate(rest) if at != place] == [
        one for at, one in enumerate(rank_pool(pool, seed=seed)) if at != place
    ]
    others = [member for member in whole.drawn if member != left.id]
    assert list(rest[place].drawn[: len(others)]) == others[: rest[place].quota]
    if rest[place].quota == whole.quota and left.id not in whole.drawn:
        assert rest[place].drawn == whole.drawn


def test_every_member_is_drawn_as_often_as_its_quota_says() -> None:
    """Over 2,000 fixed seeds the counts of 31 members are as even as chance makes them, and they are not all equal.

    The squared distances from 4/31, in units of the variance of one count and corrected for the fixed number drawn,
    add up to a value of 30 degrees of freedom: its mean is 30, its deviation √60. Four deviations are allowed.
    """
    seeds, size, quota = 2_000, 31, 4
    pool = a_pool(sizes={"unsecured": size})
    counts = Counter(one for n in range(seeds) for one in rank_pool(pool, seed=a_seed(f"seed {n}"))[0].drawn)
    assert sum(counts.values()) == seeds * quota
    share = Fraction(quota, size)
    spread = sum((counts[member.id] - seeds * share) ** 2 for member in pool.strata[0].members)
    statistic = spread / (seeds * share * (1 - share)) * Fraction(size - 1, size)
    assert (statistic - (size - 1)) ** 2 <= 16 * 2 * (size - 1)


def test_two_pools_of_one_seed_are_drawn_from_independently() -> None:
    """The same 20 members in two pools, 5 drawn of each: who is in both is as the chances say, over 2,000 seeds.

    The number in both is hypergeometric: its mean is 5·5/20, its variance 5·(1/4)·(3/4)·(15/19). The mean of the
    seeds lies within four of its own deviations.
    """
    seeds, size, quota = 2_000, 20, 5
    first, second = (a_pool(key, sizes={"x": size}, shares={"x": "0.25"}) for key in ("one", "two"))
    both = 0
    for n in range(seeds):
        drawn = [set(rank_pool(pool, seed=a_seed(f"seed {n}"))[0].drawn) for pool in (first, second)]
        both += len(drawn[0] & drawn[1])
    mean = Fraction(quota * quota, size)
    variance = quota * Fraction(quota, size) * (1 - Fraction(quota, size)) * Fraction(size - quota, size - 1)
    assert (both - seeds * mean) ** 2 <= 16 * seeds * variance


@given(parts=st.lists(st.text("ab|,\0", max_size=3), max_size=4), others=st.lists(st.text("ab|,\0", max_size=3)))
def test_no_two_inputs_make_the_same_bytes(parts: list[str], others: list[str]) -> None:
    """Framed parts are equal only where the parts are: "ab", "c" is not "a", "bc"."""
    assert (framed(*parts) == framed(*others)) == (parts == others)
    assert framed("ab", "c") != framed("a", "bc")


def test_one_id_of_two_kinds_is_two_members() -> None:
    """A borrower and a loan of the same text stand in one pool, and over fifty seeds each comes first at times."""
    members = [PoolMember(id=BorrowerId("c")), PoolMember(id=LoanId("c"))]
    pool = Pool(id=PoolId("x"), strata=[Stratum(key="x", share=Decimal("0.5"), members=members)])
    assert {rank_pool(pool, seed=a_seed(str(n)))[0].drawn for n in range(50)} == {(one.id,) for one in members}


@given(seed=strategies.seeds(), data=st.data())
def test_a_draw_verifies_and_a_replacement_draws_nobody_twice(seed: Seed, data: st.DataObject) -> None:
    """A draw made by the steps verifies; whoever leaves, those drawn differ, stay, and are those of the first ranks."""
    draw = data.draw(strategies.draws(seed=seed))
    verify_draw(draw, seed)
    assert len(set(draw.drawn)) == len(draw.drawn)
    gone = {one.member for one in draw.departures}
    for stratum in draw.strata:
        here = [member.id for member in stratum.ranked if member.id not in gone]
        assert [one for one in here if one in set(draw.drawn)] == here[: stratum.quota]


@given(draw=strategies.draws(), data=st.data())
def test_who_is_drawn_stays_drawn_until_leaving(draw: Draw, data: st.DataObject) -> None:
    """A departure takes out nobody but who left, and brings in one at most: the next in rank."""
    member = data.draw(st.sampled_from([one.id for stratum in draw.strata for one in stratum.ranked]))
    taken = next_in_rank(draw, member)
    assert (taken is None) or (member in draw.drawn and taken not in draw.entered)


def test_a_frozen_draw_never_changes_on_a_replan() -> None:
    """When the book has grown and is planned anew, the draw is the same bytes: who joined waits, though ranked first.

    A draw from the grown pool has the id of the first, so that a host finds the first already there.
    """
    draw = a_draw()
    kept, grown = to_json(draw), a_draw(a_pool(sizes={"unsecured": 300}))
    book = Portfolio.of(
        [a_loan(f"L-{n}", borrower=f"unsecured-{n:03}") for n in range(1, 301)], past=[], as_of=date(2026, 6, 30)
    )
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
    plans = {make_plan(book, policy=policy, calendar=calendar, until=date(2026, 12, 31)).visits for _ in range(2)}
    assert len(plans) == 1
    newcomers = [one for one in grown.drawn if one not in draw.drawn]
    assert newcomers
    assert not any(draw.counts(one, on=date(2026, 7, 1)) for one in newcomers)
    assert grown.id == draw.id
    assert to_json(draw) == kept
    verify_draw(draw, a_seed(), pool=a_pool())
