"""What happened elsewhere, or before: visits and findings imported with only the facts there are."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, optional_strings
from loanvisit.domain.ids import (
    BorrowerId,
    FindingId,
    LoanId,
    ObligationId,
    OfficerId,
    RemediationId,
    SignalId,
    Subject,
    VisitId,
    WaiverId,
)
from loanvisit.domain.methods import Method
from loanvisit.domain.protecting import personal, sensitive
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say

_MOST_VISITORS = 1000


def _loans(items: Iterable[LoanId]) -> tuple[LoanId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class PastVisit:
    """A visit made before, or outside the library.

    Args:
        on: the day it was made.
        method: how, None where not recorded.
        loans: the loans it covered, kept in order of id, each with its drawdowns paid out by then; empty where only
            the borrower is known.
        borrower: whose visit; may be left out where `loans` names any.
        purposes: what it was for; None where not recorded: such a visit serves routine duties only.
        visitors: how many came, None where not recorded.
        id: its id there, None where it has none.
        source: the file and row it came from.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import LoanId, Method
        >>> visit = PastVisit(
        ...     loans=[LoanId("L-1")], on=date(2025, 12, 12), method=Method.ON_SITE, purposes=["first_check"]
        ... )
        >>> visit.visitors is None
        True
    """

    on: date
    method: Method | None = None
    loans: tuple[LoanId, ...] = field(default=(), converter=_loans)
    borrower: BorrowerId | None = None
    purposes: frozenset[str] | None = field(default=None, converter=optional_strings)
    visitors: int | None = None
    id: VisitId | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.loans and self.borrower is None:
            raise InputError(fault("borrower.missing", "PastVisit.borrower"))
        if self.visitors is not None and not 0 <= self.visitors <= _MOST_VISITORS:
            raise InputError(fault("number.range", "PastVisit.visitors", self.visitors, low=0, high=_MOST_VISITORS))
        if any(not purpose.strip() for purpose in self.purposes or ()):
            raise InputError(fault("empty", "PastVisit.purposes", ""))
        if len(self.loans) > 1:
            if len(set(self.loans)) != len(self.loans):
                raise InputError(fault("id.duplicate", "PastVisit.loans", self.loans))
            object.__setattr__(self, "loans", tuple(sorted(self.loans)))


@frozen(kw_only=True)
class PastFinding:
    """A finding raised before, or elsewhere.

    Args:
        id: its id there.
        borrower: whose it is.
        found_on: the day it was found, None where not recorded.
        code: its kind, in whatever catalogue.
        weight: how heavy, S1 to S4, where known.
        text: what was written about it; never printed.
        visit: the past visit that found it.
        closed: whether it is, None where not known.
        closed_on: the day it was closed, None where not recorded.
        source: the file and row it came from.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, FindingId
        >>> old = PastFinding(id=FindingId("OLD-1"), borrower=BorrowerId("B-1"), found_on=date(2025, 9, 1), code="F47")
        >>> old.closed is None
        True
    """

    id: FindingId
    borrower: BorrowerId
    found_on: date | None = None
    code: str | None = None
    weight: str | None = None
    text: str | None = field(default=None, repr=False, metadata=sensitive())
    visit: VisitId | None = None
    closed: bool | None = None
    closed_on: date | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


class SignalLevel(Enum):
    """The colour of a warning, worst first: red, orange, yellow, blue."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"

    @property
    def text(self) -> Text:
        """The colour's label."""
        return say(f"level.{self.value}")


@frozen(kw_only=True)
class Signal:
    """An early-warning hit about a subject, raised on a day.

    Args:
        id: its id.
        about: the drawdown, loan or borrower it is about.
        kind: the indicator's code, such as E01.
        level: red, orange, yellow or blue.
        raised_on: the day it was raised, from which duties count.
        source: where it came from.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, SignalId, SignalLevel
        >>> hit = Signal(
        ...     id=SignalId("S-1"),
        ...     about=BorrowerId("B-1"),
        ...     kind="E01",
        ...     level=SignalLevel.RED,
        ...     raised_on=date(2026, 3, 23),
        ... )
        >>> hit.level.text.zh
        '红色'
    """

    id: SignalId
    about: Subject
    kind: str
    level: SignalLevel
    raised_on: date
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Waiver:
    """A duty, finding or cure let go until a day: by whom, why, until when. A deferral is another thing."""

    id: WaiverId
    about: ObligationId | FindingId | RemediationId
    approver: OfficerId
    reason: str = field(repr=False, metadata=personal())
    granted_on: date
    expires_on: date

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.reason.strip():
            raise InputError(fault("empty", "Waiver.reason", self.reason))
        if self.expires_on < self.granted_on:
            raise InputError(fault("date.order", "Waiver.expires_on", self.expires_on, earlier="granted_on"))

    @sheltered
    def is_in_force(self, on: date) -> bool:
        """Say whether it holds on a day, both ends included."""
        return self.granted_on <= on <= self.expires_on
