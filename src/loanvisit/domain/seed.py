"""The seed of draws, committed to before the period and revealed after it."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_set, as_utc, check
from loanvisit.domain.ids import OfficerId, PoolId
from loanvisit.domain.lifecycle import Lifecycle, Move, Ruling, relate, rule
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.protecting import sensitive
from loanvisit.errors import FaultList, InputError, fault

SHORTEST_NONCE = 16
"""How many characters a nonce has at least: too many to be tried one after another."""


@frozen(kw_only=True)
class Seed:
    """What decides a draw, secret until it is revealed; neither part is ever in a repr.

    Args:
        text: the seed itself, such as what dice thrown in public showed.
        nonce: random characters that hide the seed in its commitment, where it could be guessed; they steer no draw.
    """

    text: str = field(repr=False, metadata=sensitive())
    nonce: str = field(repr=False, metadata=sensitive())

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.text.strip():
            faults.add(fault("empty", "Seed.text", self.text))
        if len(self.nonce) < SHORTEST_NONCE:
            faults.add(fault("draw.nonce", "Seed.nonce", self.nonce, bound=SHORTEST_NONCE))
        faults.raise_as(InputError)


@frozen(kw_only=True)
class SeedReveal:
    """The seed as it was made public, by whom, and when."""

    seed: Seed
    by: OfficerId
    at: datetime = field(converter=as_utc)

    def __attrs_post_init__(self) -> None:
        check(self)


_DRAWERS = [Role.POST_LOAN_DESK, Role.RISK_MANAGER]

SEED_LIFECYCLE = Lifecycle(
    name="seed",
    start="chosen",
    states=["chosen", "committed", "revealed"],
    moves=[
        Move(name="commit", sources=("chosen",), target="committed", roles=_DRAWERS),
        Move(name="draw", sources=("committed",), target=None, roles=_DRAWERS, never=("committer",)),
        Move(name="reveal", sources=("committed",), target="revealed", roles=_DRAWERS),
    ],
)
"""The table of a seed: once revealed, nothing more is drawn with it."""


def _pools(items: Iterable[PoolId]) -> frozenset[PoolId]:
    return as_set(items)


@frozen(kw_only=True)
class SeedCommitment:
    """The promise of a seed (种子承诺): a digest that is published before the period and tells nothing of the seed.

    Args:
        digest: SHA-256 in hex over the seed, its nonce, the period and the pools.
        period: the days the draws are for, both ends in.
        pools: what may be drawn from with it; no other name can be tried later until the draw pleases.
        committed_on: the day, before the period's first.
        by: who chose the seed; never who draws with it.
        at: when.
        revealed: the seed, once it is public.
        version: counts from 1; each change makes the next.
    """

    digest: str
    period: Window
    pools: frozenset[PoolId] = field(converter=_pools)
    committed_on: date
    by: OfficerId
    at: datetime = field(converter=as_utc)
    revealed: SeedReveal | None = None
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if len(self.digest) != 64 or set(self.digest) - set("0123456789abcdef"):
            faults.add(fault("type", "SeedCommitment.digest", self.digest, form="64 lower-case hex digits"))
        if not self.pools:
            faults.add(fault("empty", "SeedCommitment.pools", self.pools))
        faults.raise_as(InputError)

    @property
    def state(self) -> str:
        """Where its seed stands: "committed" or "revealed"."""
        return "committed" if self.revealed is None else "revealed"

    @property
    def is_late(self) -> bool:
        """Whether its period had begun by the day of the commitment."""
        return self.committed_on >= self.period.opens

    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether a move of the seed's lifecycle is allowed."""
        return rule(SEED_LIFECYCLE, self.state, move, by, relate(committer=self.by))
