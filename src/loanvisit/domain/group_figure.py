"""What the members of a group owe together (集团客户): a sum of one currency, or why there is none."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import BorrowerId
from loanvisit.domain.money import Money
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, join, say, verbatim


def _ids(items: Iterable[BorrowerId]) -> tuple[BorrowerId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class GroupFigure:
    """What the members of a group owe together, by contract amount, at the close of a day.

    Args:
        group: the group, by name or code.
        as_of: the close of this day.
        members: the members whose files were looked at, kept in order of id.
        total: the sum over all members; None where one is not known, they differ in currency, or none of them owes.
        unknown: the members of whom an amount is not known.
        currencies: the currencies found, in order; there is no sum over several.
    """

    group: str
    as_of: date
    members: tuple[BorrowerId, ...] = field(converter=_ids)
    total: Money | None = None
    unknown: tuple[BorrowerId, ...] = field(default=(), converter=_ids)
    currencies: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not {*self.unknown} <= {*self.members}:
            raise InputError(fault("group.member", "GroupFigure.unknown", self.unknown))
        for name in ("members", "unknown", "currencies"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name))))

    @property
    def text(self) -> Text:
        """The figure in one line; without a sum, why there is none."""
        group, count = verbatim(self.group), counted("borrowers", len(self.members))
        if self.total is not None:
            return say("group_figure.total", group=group, count=count, total=self.total.text)
        if self.unknown:
            unknown = join([verbatim(one.value) for one in self.unknown])
            return say("group_figure.unknown", group=group, count=count, unknown=unknown)
        if self.currencies:
            currencies = join([verbatim(one) for one in self.currencies])
            return say("group_figure.mixed", group=group, count=count, currencies=currencies)
        return say("group_figure.nothing", group=group, count=count)
