"""What the claims of a group's members say together, worked out once and handed to the file of each member."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import BorrowerId
from loanvisit.domain.money import Money
from loanvisit.errors import InputError, fault


def _ids(items: Iterable[BorrowerId]) -> tuple[BorrowerId, ...]:
    return as_tuple(items)


def _sums(items: Iterable[Money]) -> tuple[Money, ...]:
    return as_tuple(items)


def _owed(items: Iterable[Money] | None) -> tuple[Money, ...] | None:
    return None if items is None else as_tuple(items)


def _names(items: Iterable[FactName]) -> tuple[FactName, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class GroupStanding:
    """How much of what a group of connected debtors owes this bank is non-performing (集团客户), by one regime.

    Sums are kept currency by currency, for a share over several currencies takes rates.

    Args:
        group: the group, by name or code.
        regime: the regime by which the members' claims were judged, by its id.
        as_of: the close of this day.
        members: the members whose claims were looked at, kept in order of id.
        non_performing: those of them of whom a claim is non-performing, for certain.
        doubted: those of whom a claim may be non-performing, for what is not known of it; none of `non_performing`.
        owed: what the members owe, a sum for each currency; None where a balance is not known.
        bad: as much of it as is non-performing for certain.
        feared: as much of it as is non-performing, or may be.
        missing: the facts not known for which something is doubted.
    """

    group: str
    regime: str
    as_of: date
    members: tuple[BorrowerId, ...] = field(converter=_ids)
    non_performing: tuple[BorrowerId, ...] = field(default=(), converter=_ids)
    doubted: tuple[BorrowerId, ...] = field(default=(), converter=_ids)
    owed: tuple[Money, ...] | None = field(default=None, converter=_owed)
    bad: tuple[Money, ...] = field(default=(), converter=_sums)
    feared: tuple[Money, ...] = field(default=(), converter=_sums)
    missing: tuple[FactName, ...] = field(default=(), converter=_names)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not {*self.non_performing, *self.doubted} <= {*self.members}:
            raise InputError(fault("group.member", "GroupStanding.members", self.members))
        for name in ("members", "non_performing", "doubted"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name))))
