"""A duty moved later once (延期检查): by whom, why, from which last day to which."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from attrs import evolve, field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import check
from loanvisit.domain.ids import DeferralId, ObligationId, OfficerId, strung
from loanvisit.domain.obligation import Obligation
from loanvisit.domain.protecting import personal
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import FaultList, InputError, fault


@frozen(kw_only=True)
class Deferral:
    """A duty whose last day was moved later, by approval, for a reason (延期检查); no waiver: it stays owed.

    A file holds one of each duty at the most: its id follows from the duty's.

    Args:
        about: the duty; no other is moved.
        original_last: its last day as it stood.
        new_last: its last day from then on.
        asked_by: who asked for it; never the approver.
        approver: who allowed it.
        reason: why, such as a closed road; shown in no repr.
        granted_on: the day it was allowed, while the duty was not overdue; a plan as of an earlier day does not see it.

    Raises:
        InputError: there is no reason, the new last day is not later, the duty was overdue that day, or the approver
            asked.

    Example:
        >>> from loanvisit.testing import a_deferral, a_duty
        >>> duty = a_duty(date(2026, 4, 1), date(2026, 6, 30))
        >>> later = a_deferral(duty, new_last=date(2026, 7, 31)).applied_to(duty)
        >>> later.window.last, later.original_last, later.id == duty.id
        (datetime.date(2026, 7, 31), datetime.date(2026, 6, 30), True)
    """

    about: ObligationId
    original_last: date
    new_last: date
    asked_by: OfficerId
    approver: OfficerId
    reason: str = field(repr=False, metadata=personal())
    granted_on: date

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.reason.strip():
            faults.add(fault("empty", "Deferral.reason", self.reason))
        if self.new_last <= self.original_last:
            faults.add(fault("date.order", "Deferral.new_last", self.new_last, earlier="original_last"))
        if self.original_last < self.granted_on:
            faults.add(fault("date.order", "Deferral.original_last", self.original_last, earlier="granted_on"))
        if self.approver.canonical == self.asked_by.canonical:
            faults.add(fault("deferral.own", "Deferral.approver", self.approver.value))
        faults.raise_as(InputError)

    @property
    def id(self) -> DeferralId:
        """The id: of the duty alone, since a duty is deferred once."""
        return DeferralId(strung("deferral", self.about.value))

    @sheltered
    def applied_to(self, duty: Obligation) -> Obligation:
        """Return its duty with the new last day; another duty, or one moved already, as it is.

        A duty whose own last day has come to lie on or after the new one, by a later decree or policy, keeps that.
        """
        if duty.id != self.about or duty.deferred_from is not None or duty.window.last >= self.new_last:
            return duty
        window = Window(opens=duty.window.opens, last=self.new_last)
        return evolve(duty, window=window, deferred_from=duty.window.last)


Deferrals = Mapping[ObligationId, Deferral]
"""The deferrals of a file, by the duty that each moves."""


NO_DEFERRALS: Deferrals = MappingProxyType({})
"""Those of a file that has none."""


def deferrals_by_duty(deferrals: Iterable[Deferral]) -> Deferrals:
    """Return deferrals by the duty that each moves."""
    return {one.about: one for one in deferrals}


def deferred(duty: Obligation, deferrals: Deferrals) -> Obligation:
    """Return a duty with its last day moved where a deferral says so."""
    found = deferrals.get(duty.id)
    return duty if found is None else found.applied_to(duty)


def undeferred(duty: Obligation) -> Obligation:
    """Return a duty with its original last day."""
    if duty.deferred_from is None:
        return duty
    return evolve(duty, window=Window(opens=duty.window.opens, last=duty.deferred_from), deferred_from=None)
