"""Builders for random draws: a seed, its commitment, a pool, and what was drawn from it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from loanvisit.domain import (
    BorrowerId,
    Draw,
    Officer,
    OfficerId,
    Pool,
    PoolId,
    PoolMember,
    Role,
    Seed,
    SeedCommitment,
    Stratum,
    UnitId,
    Window,
)
from loanvisit.steps import commit_seed, freeze_draw

_YEAR = Window(opens=date(2026, 1, 1), last=date(2026, 12, 31))
_DESK = frozenset({Role.POST_LOAN_DESK})


def a_seed(text: str = "4711") -> Seed:
    """Return a seed with a nonce."""
    return Seed(text=text, nonce="Fh3k9QzT7wLm2RxP")


def a_pool(
    key: str = "farm.2026", *, sizes: Mapping[str, int] | None = None, shares: Mapping[str, str] | None = None
) -> Pool:
    """Return a pool of borrowers: so many in each stratum, of which so much is owed, a tenth where not said."""
    counts = {"unsecured": 31} if sizes is None else sizes
    return Pool(
        id=PoolId(key),
        strata=[
            Stratum(
                key=stratum,
                share=Decimal((shares or {}).get(stratum, "0.1")),
                members=[
                    PoolMember(id=BorrowerId(f"{stratum}-{number:03}"), unit=UnitId("0755"))
                    for number in range(1, count + 1)
                ],
            )
            for stratum, count in counts.items()
        ],
    )


def a_commitment(
    seed: Seed | None = None, *, pools: tuple[str, ...] = ("farm.2026",), period: Window = _YEAR
) -> SeedCommitment:
    """Return the commitment to a seed, made by `custodian` eleven days before the year 2026."""
    return commit_seed(
        seed or a_seed(),
        period=period,
        pools=[PoolId(pool) for pool in pools],
        by=Officer(id=OfficerId("custodian"), roles=_DESK),
        at=datetime(2025, 12, 21, 9, tzinfo=UTC),
    )


def a_draw(pool: Pool | None = None, *, seed: Seed | None = None, beacon: str = "") -> Draw:
    """Return a draw of the year 2026, made by `desk` on its fifth day."""
    drawn_from = pool or a_pool()
    return freeze_draw(
        drawn_from,
        seed=seed or a_seed(),
        commitment=a_commitment(seed, pools=(drawn_from.id.value,)),
        beacon=beacon,
        by=Officer(id=OfficerId("desk"), roles=_DESK),
        at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )
