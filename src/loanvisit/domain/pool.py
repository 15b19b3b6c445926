"""What a sample is drawn from: members in strata, each stratum with the share of it that is owed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId, OfficerId, PoolId, RecordId, UnitId
from loanvisit.errors import FaultList, InputError, fault

Drawable: TypeAlias = DrawdownId | LoanId | BorrowerId | RecordId
"""What can be drawn: a drawdown, a loan, a borrower, or a finished record, named by its id."""

_KINDS: dict[type, str] = {
    BorrowerId: "borrower",
    DrawdownId: "drawdown",
    LoanId: "loan",
    RecordId: "record",
}
"""What the kind of a member is called in its rank, and in documents."""


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _members(items: "Iterable[PoolMember]") -> "tuple[PoolMember, ...]":
    return as_tuple(items)


def _strata(items: "Iterable[Stratum]") -> "tuple[Stratum, ...]":
    return as_tuple(items)


@frozen(kw_only=True)
class PoolMember:
    """One that can be drawn.

    Args:
        id: the drawdown, loan, borrower or record.
        unit: the unit that manages it, or made the record; None where not known.
        made_by: who made the record; nobody of them checks it, whatever their unit is by now.
    """

    id: Drawable
    unit: UnitId | None = None
    made_by: tuple[OfficerId, ...] = field(default=(), converter=_officers)

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Stratum:
    """A part of a pool that is drawn from by itself; what it holds is judged with its pool.

    Args:
        key: names it within its pool, such as "unsecured".
        share: how much of it is owed at least, an exact decimal above 0 and up to 1.
        members: who is in it, in any order.
    """

    key: str
    share: Decimal
    members: tuple[PoolMember, ...] = field(converter=_members)

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Pool:
    """Everything a sample is drawn from (抽样总体), as it stands when it is drawn from.

    Strata are kept in order of their keys, members in order of kind and id, so that the order of input shows nowhere.

    Args:
        id: names the pool; it is part of each rank, so that two pools of one seed are drawn from independently.
        strata: its strata; no member is in two.

    Raises:
        InputError: there is no stratum, a stratum is empty, nameless or named twice, a share is out of range, a member
            is listed twice or in two strata; each is told by its place.
    """

    id: PoolId
    strata: tuple[Stratum, ...] = field(converter=_strata)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.strata:
            faults.add(fault("empty", "Pool.strata", self.strata))
        keys: set[str] = set()
        seen: dict[Drawable, str] = {}
        for place, stratum in enumerate(self.strata):
            path = f"Pool.strata[{place}]"
            _note_stratum(stratum, path, keys, faults)
            _note_members(stratum, path, seen, faults)
        faults.raise_as(InputError)
        sorted_strata = sorted(self.strata, key=lambda one: one.key)
        object.__setattr__(self, "strata", tuple(map(_in_order, sorted_strata)))


def _note_stratum(stratum: Stratum, path: str, keys: set[str], faults: FaultList) -> None:
    if not stratum.key.strip():
        faults.add(fault("empty", f"{path}.key", stratum.key))
    if stratum.key in keys:
        faults.add(fault("id.duplicate", f"{path}.key", stratum.key))
    keys.add(stratum.key)
    if not is_share(stratum.share):
        faults.add(fault("draw.share", f"{path}.share", stratum.share))
    if not stratum.members:
        faults.add(fault("empty", f"{path}.members", stratum.members))


def _note_members(stratum: Stratum, path: str, seen: dict[Drawable, str], faults: FaultList) -> None:
    for place, member in enumerate(stratum.members):
        if member.id in seen:
            code = "id.duplicate" if seen[member.id] == path else "draw.overlap"
            faults.add(fault(code, f"{path}.members[{place}]", member.id.value))
        else:
            seen[member.id] = path


def _in_order(stratum: Stratum) -> Stratum:
    return evolve(stratum, members=tuple(sorted(stratum.members, key=lambda one: drawable_key(one.id))))


def is_share(share: Decimal) -> bool:
    """Say whether a decimal is a share: above 0, and 1 at most."""
    return 0 < share <= 1


@guarded
def drawable_key(member: Drawable) -> tuple[str, str]:
    """Return the kind and the id of a member as text: what its rank is made of."""
    return _KINDS[type(member)], member.value
