"""Values made of parts that are checked already: equal to what their constructors make, without a second look.

A draft has the slots of its value and can be written to. Filled, it becomes the value, and is frozen from then on.
This is for the loops of planning alone: parts that come from outside go through the constructors.
"""

from datetime import date
from typing import Any

from attrs import field, fields, make_class

from loanvisit.domain.dates import Window
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import BorrowerId, ClauseId, LoanId, OfficerId, RecordId, Subject, VisitId
from loanvisit.domain.methods import Method
from loanvisit.domain.obligation import (
    Discharge,
    Duties,
    Exemption,
    Obligation,
    ObligationState,
    Rule,
    Undetermined,
)
from loanvisit.domain.visit import Visit
from loanvisit.words import Text


def _draft(noun: type) -> Any:
    """Return a class with the slots of a noun, in its order and with its defaults, that checks and freezes nothing."""
    slots = {one.name: field(default=one.default) for one in fields(noun)}
    return make_class(f"_{noun.__name__}", slots, slots=True, weakref_slot=False, eq=False, repr=False)


_Window, _Obligation, _Visit, _Discharge, _Exemption, _Duties = map(
    _draft, (Window, Obligation, Visit, Discharge, Exemption, Duties)
)
_OPEN, _FULFILLED = ObligationState.OPEN, ObligationState.FULFILLED


def window_of(*, opens: date, last: date) -> Window:
    """Return a window of two days known to be in order."""
    draft = _Window(opens, last)
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
    assumed: tuple[FactName, ...] = (),
    assumed_labels: tuple[Text, ...] = (),
    /,
) -> Obligation:
    """Return an open duty whose window is two days known to be in order."""
    window = _Window(opens, last)
    window.__class__ = Window
    draft = _Obligation(rule, subject, loans, window, raw, anchor, anchored_on, provisional, forecast)
    if assumed:
        draft.assumed, draft.assumed_labels = assumed, assumed_labels
    draft.__class__ = Obligation
    made: Obligation = draft
    return made


def met_duty(duty: Obligation, discharge: Discharge, version: int, /) -> Obligation:
    """Return a duty met in full, with its new version."""
    draft = _Obligation(
        duty.rule,
        duty.subject,
        duty.loans,
        duty.window,
        duty.raw,
        duty.anchor,
        duty.anchored_on,
        duty.provisional,
        duty.forecast,
        _FULFILLED,
        (),
        discharge,
        version,
        duty.assumed,
        duty.assumed_labels,
    )
    draft.__class__ = Obligation
    made: Obligation = draft
    return made


def discharge_of(on: date, record: RecordId | None, visit: VisitId | None, source: str | None, /) -> Discharge:
    """Return the discharge that a visit makes."""
    draft = _Discharge(on, record, visit, source)
    draft.__class__ = Discharge
    made: Discharge = draft
    return made


def exemption_of(clause: ClauseId, subject: Subject, fact: FactName, value: Text, label: Text | None, /) -> Exemption:
    """Return the answer that a duty is not owed."""
    draft = _Exemption(clause, subject, fact, value, label)
    draft.__class__ = Exemption
    made: Exemption = draft
    return made


def duties_of(
    owed: list[Obligation], projected: list[Obligation], exempt: list[Exemption], undetermined: list[Undetermined], /
) -> Duties:
    """Return the four answers for one file."""
    draft = _Duties(tuple(owed), tuple(projected), tuple(exempt), tuple(undetermined))
    draft.__class__ = Duties
    made: Duties = draft
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
    draft = _Visit(borrower, method, window, covers, forecast)
    if manager is not None:
        draft.manager = manager
    if attempt != 1:
        draft.attempt = attempt
    draft.__class__ = Visit
    made: Visit = draft
    return made
