"""Commitment and ranks as OpenSSL gives them: the figures below were never computed by this library.

Each part of an input was written by `printf` as its length in eight bytes and its UTF-8 (`f` below); then, in a shell
with OpenSSL 3.0.19:

    commitment   f loanvisit.seed.1 4711 Fh3k9QzT7wLm2RxP 2026-01-01 2026-12-31 farm.2026 | openssl dgst -sha256
    key          f loanvisit.draw.1 4711 "$beacon" | openssl dgst -sha256
    each rank    f farm.2026 $kind $id | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key
    the order    sort
"""

from decimal import Decimal

import pytest

from loanvisit.domain import BorrowerId, Drawable, DrawdownId, LoanId, Pool, PoolId, PoolMember, RecordId, Stratum
from loanvisit.scheduling import rank_pool
from loanvisit.testing import a_commitment, a_seed

B_1, B_2, ZHANG = BorrowerId("B-1"), BorrowerId("B-2"), BorrowerId("张三户")
LOAN, RECORD, DRAWDOWN = LoanId("B-1"), RecordId("R-9"), DrawdownId("L-1/1")


def test_a_seed_is_committed_to_as_openssl_says() -> None:
    """Seed 4711 for the year 2026 and the pool farm.2026 has this digest."""
    assert a_commitment().digest == "428cdd42cf17087d83168a999471d67a961984c72decaf34be767d68f6ee86b3"


@pytest.mark.parametrize(
    ("beacon", "order"),
    [
        ("", [RECORD, B_2, LOAN, DRAWDOWN, ZHANG, B_1]),
        ("3945.72", [RECORD, B_2, ZHANG, B_1, DRAWDOWN, LOAN]),
    ],
    ids=["without a beacon", "with one"],
)
def test_members_are_ranked_as_openssl_says(beacon: str, order: list[Drawable]) -> None:
    """Six members of four kinds, one with a Chinese id, stand in the order of their keyed digests."""
    members = [PoolMember(id=one) for one in sorted(order, key=str)]
    pool = Pool(id=PoolId("farm.2026"), strata=[Stratum(key="any", share=Decimal(1), members=members)])
    assert [member.id for member in rank_pool(pool, seed=a_seed(), beacon=beacon)[0].ranked] == order
