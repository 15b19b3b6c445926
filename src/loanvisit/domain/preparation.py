"""The preparation pack of one visit (行前资料): what is known of the borrower, part by part, and what is not."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_tuple, check, guarded, string_set
from loanvisit.domain.ids import BorrowerId, LoanId, VisitId
from loanvisit.domain.loan import BorrowerKind
from loanvisit.domain.masking import MaskKind, mask
from loanvisit.domain.methods import Method
from loanvisit.domain.protecting import personal
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say


class PackPart(Enum):
    """A part of a preparation pack, in the order they are read.

    >>> [part.text.zh for part in PackPart][:3]
    ['未销号问题', '预警信号', '本次应检事项']
    """

    FINDINGS = "findings"
    SIGNALS = "signals"
    DUTIES = "duties"
    CONDITIONS = "conditions"
    COVENANTS = "covenants"
    LAST_VISITS = "last_visits"
    UNANSWERED = "unanswered"
    CHANGES = "changes"
    DRAWDOWNS = "drawdowns"
    CREDIT = "credit"
    COLLATERAL = "collateral"
    HELD = "held"
    CUSTOMER = "customer"

    @property
    def text(self) -> Text:
        """The part's heading."""
        return say(f"pack.part.{self.value}")


@frozen(kw_only=True)
class PackItem:
    """One thing known, with where it comes from.

    Args:
        text: what is known; it names nobody.
        on: the day it is of; None where that is not recorded.
        source: where it comes from.
        people: names of persons or firms it is about, such as payees; shown to the visit team alone.
        first: whether to look at it before anything else.
    """

    text: Text
    on: date | None = None
    source: Text
    people: frozenset[str] = field(default=frozenset(), converter=string_set, repr=False, metadata=personal())
    first: bool = False

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class PackGap:
    """Something a visitor should know that was not obtained (未取得数据), and where to get it.

    Args:
        what: what is not known.
        where: where to get it.
    """

    what: Text
    where: Text

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The gap as a sentence."""
        return say("pack.gap", what=self.what, where=self.where)


def _items(items: Iterable[PackItem]) -> tuple[PackItem, ...]:
    return as_tuple(items)


def _gaps(items: Iterable[PackGap]) -> tuple[PackGap, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class PackSection:
    """One part of a pack: what is known, and what is not; with neither, there is nothing of the kind.

    Args:
        part: which part.
        items: what is known, what to look at first before the rest.
        gaps: what was not obtained.
    """

    part: PackPart
    items: tuple[PackItem, ...] = field(default=(), converter=_items)
    gaps: tuple[PackGap, ...] = field(default=(), converter=_gaps)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def is_nil(self) -> bool:
        """Whether it is known that there is nothing of the kind."""
        return not self.items and not self.gaps


def _sections(items: Iterable[PackSection]) -> tuple[PackSection, ...]:
    return as_tuple(items)


def _loans(items: Iterable[LoanId]) -> tuple[LoanId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class PreparationPack:
    """What to have read before a visit, every part there: known, not obtained, or nothing of the kind.

    Args:
        visit: the planned visit.
        borrower: who is visited.
        name: the borrower's name, None where not known.
        kind: a company or a person, None where not known; only a company is named in full outside the visit team.
        method: how the visit is made.
        window: from which day to which it is to be made.
        loans: the loans it is about.
        as_of: the close of this day; nothing later was looked at.
        sections: each part once, in order.

    Raises:
        InputError: a part is missing, there twice or out of order.
    """

    visit: VisitId
    borrower: BorrowerId
    name: str | None = field(default=None, repr=False, metadata=personal())
    kind: BorrowerKind | None = None
    method: Method
    window: Window
    loans: tuple[LoanId, ...] = field(converter=_loans)
    as_of: date
    sections: tuple[PackSection, ...] = field(converter=_sections)

    def __attrs_post_init__(self) -> None:
        check(self)
        if [one.part for one in self.sections] != list(PackPart):
            raise InputError(fault("pack.parts", "PreparationPack.sections", self.sections))

    @guarded
    def section(self, part: PackPart) -> PackSection:
        """Return one part."""
        return next(one for one in self.sections if one.part is part)

    @property
    def first(self) -> tuple[PackItem, ...]:
        """What to look at before anything else, in the order of the parts."""
        return tuple(item for section in self.sections for item in section.items if item.first)

    @guarded
    def called(self, *, for_visit_team: bool = False) -> str:
        """Return what the borrower is called on a page: a person's name masked, unless the visit team reads it."""
        if self.name is None:
            return self.borrower.value
        if for_visit_team or self.kind is BorrowerKind.CORPORATE:
            return self.name
        return mask(self.name, MaskKind.NAME)
