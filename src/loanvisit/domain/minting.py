"""Values made of parts that are checked already: equal to what their constructors make, without a second look.

A draft is its value before it is frozen: it can be written to. Filled, it becomes the value, frozen from then on.
This is for the loops of planning alone: parts that come from outside go through the constructors.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol

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


def drafted(noun: type) -> tuple[Callable[[], Any], Callable[..., None]]:
    """Return what makes an empty draft of a noun, and what fills it: its fields in order, with their defaults."""
    unguarded = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    draft = type(f"_{noun.__name__}", (noun,), unguarded)
    filler: Any = make_class("_Filler", {one.name: field(default=one.default) for one in fields(noun)})
    return partial(object.__new__, draft), filler.__init__


_new_window, _fill_window = drafted(Window)
_new_duty, _fill_duty = drafted(Obligation)
_new_visit, _fill_visit = drafted(Visit)
_new_discharge, _fill_discharge = drafted(Discharge)
_new_exemption, _fill_exemption = drafted(Exemption)
_new_duties, _fill_duties = drafted(Duties)
_FULFILLED = ObligationState.FULFILLED


def window_of(*, opens: date, last: date) -> Window:
    """Return a window of two days known to be in order."""
    draft = _new_window()
    _fill_window(draft, opens, last)
    draft.__class__ = Window
    made: Window = draft
    return made


class DutyMaker(Protocol):
    """Makes an open duty.

    Of its anchor, the day it is counted from, the day it opens, its raw and its last day, whether that is provisional,
    and its window where there is one already.
    """

    def __call__(  # noqa: PLR0917  called a dozen times a loan: names would cost as much as the making
        self,
        anchor: str,
        anchored_on: date,
        opens: date,
        raw: date,
        last: date,
        provisional: bool,
        window: Window | None = None,
        /,
    ) -> Obligation:
        """Return the duty."""
        ...


def duty_maker(
    rule: Rule,
    subject: Subject,
    loans: tuple[LoanId, ...],
    *,
    as_of: date,
    assumed: tuple[FactName, ...] = (),
    assumed_labels: tuple[Text, ...] = (),
) -> DutyMaker:
    """Return what makes the open duties that share all this; windows are days known to be in order.

    A duty that opens after `as_of` is a forecast.
    """

    def duty(  # noqa: PLR0917  as above
        anchor: str,
        anchored_on: date,
        opens: date,
        raw: date,
        last: date,
        provisional: bool,
        window: Window | None = None,
        /,
    ) -> Obligation:
        draft = _new_duty()
        if window is None:
            span = _new_window()
            _fill_window(span, opens, last)
            span.__class__ = Window
            window = span
        _fill_duty(draft, rule, subject, loans, window, raw, anchor, anchored_on, provisional, opens > as_of)
        if assumed:
            draft.assumed, draft.assumed_labels = assumed, assumed_labels
        draft.__class__ = Obligation
        made: Obligation = draft
        return made

    return duty


def met_duty(duty: Obligation, discharge: Discharge, version: int, /) -> Obligation:
    """Return a duty met in full, with its new version."""
    draft = _new_duty()
    _fill_duty(
        draft,
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
        duty.deferred_from,
    )
    draft.__class__ = Obligation
    made: Obligation = draft
    return made


def discharge_of(on: date, record: RecordId | None, visit: VisitId | None, source: str | None, /) -> Discharge:
    """Return the discharge that a visit makes."""
    draft = _new_discharge()
    _fill_discharge(draft, on, record, visit, source)
    draft.__class__ = Discharge
    made: Discharge = draft
    return made


def exemption_of(clause: ClauseId, subject: Subject, fact: FactName, value: Text, label: Text | None, /) -> Exemption:
    """Return the answer that a duty is not owed."""
    draft = _new_exemption()
    _fill_exemption(draft, clause, subject, fact, value, label)
    draft.__class__ = Exemption
    made: Exemption = draft
    return made


def duties_of(
    owed: list[Obligation], projected: list[Obligation], exempt: list[Exemption], undetermined: list[Undetermined], /
) -> Duties:
    """Return the four answers for one file."""
    draft = _new_duties()
    _fill_duties(draft, tuple(owed), tuple(projected), tuple(exempt), tuple(undetermined))
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
    draft = _new_visit()
    _fill_visit(draft, borrower, method, window, covers, forecast)
    if manager is not None:
        draft.manager = manager
    if attempt != 1:
        draft.attempt = attempt
    draft.__class__ = Visit
    made: Visit = draft
    return made
