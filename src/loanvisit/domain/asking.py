"""What is asked of a store about visits: filters that all hold, a fixed order, and a page at a time."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.exact import as_set, check
from loanvisit.domain.ids import BorrowerId, OfficerId, VisitId
from loanvisit.domain.methods import Method
from loanvisit.domain.sheltering import sheltered
from loanvisit.domain.visit import Visit, VisitState
from loanvisit.errors import InputError, fault

_MOST = 100_000


def _borrowers(items: Iterable[BorrowerId] | None) -> frozenset[BorrowerId] | None:
    return None if items is None else as_set(items)


def _methods(items: Iterable[Method] | None) -> frozenset[Method] | None:
    return None if items is None else as_set(items)


def _states(items: Iterable[VisitState] | None) -> frozenset[VisitState] | None:
    return None if items is None else as_set(items)


@frozen(kw_only=True, order=True)
class PageMark:
    """Where a page ended: the last day, borrower and id of its last visit."""

    last: date
    borrower: BorrowerId
    visit: VisitId

    def __attrs_post_init__(self) -> None:
        check(self)

    @classmethod
    @sheltered
    def of(cls, visit: Visit) -> "PageMark":
        """Return where a visit stands among all."""
        return cls(last=visit.window.last, borrower=visit.borrower, visit=visit.id)


@frozen(kw_only=True)
class VisitQuery:
    """Which visits are asked for; a filter left out (None) lets every visit pass, an empty one lets none.

    Args:
        borrowers: of these borrowers.
        states: in these states.
        methods: by these methods.
        due_by: whose last day is on or before this one.
        open_on: in whose window this day lies.
        manager: of borrowers under this officer.
        forecast: only forecasts, or none.
        after: only what stands after this mark, in the order of answers.
        limit: how many at most, from 1.
    """

    borrowers: frozenset[BorrowerId] | None = field(default=None, converter=_borrowers)
    states: frozenset[VisitState] | None = field(default=None, converter=_states)
    methods: frozenset[Method] | None = field(default=None, converter=_methods)
    due_by: date | None = None
    open_on: date | None = None
    manager: OfficerId | None = None
    forecast: bool | None = None
    after: PageMark | None = None
    limit: int | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.limit is not None and not 1 <= self.limit <= _MOST:
            raise InputError(fault("number.range", "VisitQuery.limit", self.limit, low=1, high=_MOST))

    @sheltered
    def matches(self, visit: Visit) -> bool:
        """Say whether a visit passes every filter; the page apart."""
        return (
            (self.borrowers is None or visit.borrower in self.borrowers)
            and (self.states is None or visit.state in self.states)
            and (self.methods is None or visit.method in self.methods)
            and (self.due_by is None or visit.window.last <= self.due_by)
            and (self.open_on is None or self.open_on in visit.window)
            and (self.manager is None or visit.manager == self.manager)
            and (self.forecast is None or visit.forecast is self.forecast)
        )

    @sheltered
    def answer(self, visits: Iterable[Visit]) -> tuple[Visit, ...]:
        """Return the visits asked for out of all there are: by last day, then borrower, then id."""
        marked = sorted(
            ((PageMark.of(visit), visit) for visit in visits if self.matches(visit)), key=lambda one: one[0]
        )
        page = [visit for mark, visit in marked if self.after is None or mark > self.after]
        return tuple(page[: self.limit])
