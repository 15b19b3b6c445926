"""Values made of parts that are checked already: equal to what their constructors make, without a second look.

A draft has the slots of its value and can be written to. Filled, it becomes the value, and is frozen from then on.
This is for the loops of planning alone: parts that come from outside go through the constructors.
"""

from datetime import date, datetime
from typing import Any

from attrs import define

from loanvisit.domain.dates import Window
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import BorrowerId, LoanId, OfficerId, RecordId, Subject
from loanvisit.domain.methods import Method
from loanvisit.domain.obligation import Discharge, Obligation, ObligationState, Rule
from loanvisit.domain.visit import Visit, VisitState
from loanvisit.words import Text


@define(eq=False, repr=False, weakref_slot=False)
class _Window:
    opens: date
    last: date


@define(eq=False, repr=False, weakref_slot=False)
class _Obligation:
    rule: Rule
    subject: Subject
    loans: tuple[LoanId, ...]
    window: Window
    raw: date
    anchor: str
    anchored_on: date
    provisional: bool
    forecast: bool
    state: ObligationState = ObligationState.OPEN
    lacks: tuple[str, ...] = ()
    discharge: Discharge | None = None
    version: int = 1
    assumed: tuple[FactName, ...] = ()
    assumed_labels: tuple[Text, ...] = ()


@define(eq=False, repr=False, weakref_slot=False)
class _Visit:
    borrower: BorrowerId
    method: Method
    window: Window
    covers: tuple[Obligation, ...]
    forecast: bool
    manager: OfficerId | None
    attempt: int
    state: VisitState = VisitState.PLANNED
    record: RecordId | None = None
    visitors: tuple[OfficerId, ...] = ()
    submitter: OfficerId | None = None
    reviewer: OfficerId | None = None
    accepted_as: str | None = None
    dropped: tuple[OfficerId, ...] = ()
    moved_at: datetime | None = None
    version: int = 1


def window_of(*, opens: date, last: date) -> Window:
    """Return a window of two days known to be in order."""
    draft: Any = _Window(opens, last)
    draft.__class__ = Window
    made: Window = draft
    return made


def duty_of(  # noqa: PLR0917  called a dozen times a loan: names would cost as much as the making
    rule: Rule,
    subject: Subject,
    loans: tuple[LoanId, ...],
    opens: date,
    last: date,
    raw: date,
    anchor: str,
    anchored_on: date,
    provisional: bool,
    forecast: bool,
    /,
    *,
    assumed: tuple[FactName, ...] = (),
    assumed_labels: tuple[Text, ...] = (),
) -> Obligation:
    """Return an open duty whose window is two days known to be in order."""
    window: Any = _Window(opens, last)
    window.__class__ = Window
    draft: Any = _Obligation(rule, subject, loans, window, raw, anchor, anchored_on, provisional, forecast)
    if assumed:
        draft.assumed, draft.assumed_labels = assumed, assumed_labels
    draft.__class__ = Obligation
    made: Obligation = draft
    return made


def visit_of(  # noqa: PLR0917  as above
    borrower: BorrowerId,
    method: Method,
    window: Window,
    covers: tuple[Obligation, ...],
    forecast: bool,
    manager: OfficerId | None,
    attempt: int,
    /,
) -> Visit:
    """Return a planned visit that covers one duty at least."""
    draft: Any = _Visit(borrower, method, window, covers, forecast, manager, attempt)
    draft.__class__ = Visit
    made: Visit = draft
    return made
