"""Everything that must be saved together after one piece of work."""

from datetime import datetime
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.deferral import Deferral
from loanvisit.domain.exact import as_utc, check
from loanvisit.domain.finding import Finding, Remediation
from loanvisit.domain.ids import BorrowerId, ObligationId, OfficerId, Thing, VisitId
from loanvisit.domain.method_case import Substitution
from loanvisit.domain.notice import Notice
from loanvisit.domain.obligation import Obligation, ObligationState
from loanvisit.domain.past import Waiver
from loanvisit.domain.protecting import personal
from loanvisit.domain.record import VisitRecord
from loanvisit.domain.visit import Visit
from loanvisit.words import Text


@frozen(kw_only=True)
class TrailEntry:
    """Who did what to which thing, when, and why where a reason was asked; the reason is shown in no repr."""

    at: datetime = field(converter=as_utc)
    by: OfficerId
    move: str
    about: Thing
    reason: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Refusal:
    """Why a record did not discharge a duty."""

    obligation: ObligationId
    code: str
    reason: Text

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Replaced:
    """A thing that a change replaces, at the version the step saw."""

    id: Thing
    version: int

    def __attrs_post_init__(self) -> None:
        check(self)


Stored: TypeAlias = Visit | VisitRecord | Obligation | Finding | Remediation | Waiver | Deferral | Substitution
"""Everything a store keeps."""


@frozen(kw_only=True)
class Change:
    """What one step decided: the new values, what they replace, why duties were refused, and the trail.

    A host writes all of it in one transaction, or none. `replaces` lists the stored things at the version the
    step saw; a store that finds another version there must refuse, as `BorrowerFile.after` does. New things are in no
    `replaces`.

    Args:
        borrower: whose file it changes.
        visits: the visits that changed, whole, at their new versions, and so are the next five.
        records: the records.
        obligations: the duties.
        findings: the findings.
        remediations: the cures.
        waivers: the waivers.
        deferrals: the deferrals.
        substitutions: the substitutions.
        refused: the duties that a record did not serve, each with why.
        withdrawn: planned visits that are no longer to be made, and forecasts that no longer follow.
        replaces: what was there before, by id and version.
        trail: who did what to which thing, and when.
        notices: what is told once the rest is written.
        key: where the host gives one, writing the change again does nothing.

    Example:
        >>> from loanvisit.testing import a_change, a_file
        >>> file = a_file()
        >>> change = a_change(file)
        >>> [type(value).__name__ for value in change.stored]
        ['Finding']
        >>> file.after(change).findings == change.findings
        True
    """

    borrower: BorrowerId
    visits: tuple[Visit, ...] = ()
    records: tuple[VisitRecord, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    refused: tuple[Refusal, ...] = ()
    withdrawn: tuple[VisitId | ObligationId, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    trail: tuple[TrailEntry, ...] = ()
    notices: tuple[Notice, ...] = ()
    key: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def stored(self) -> tuple[Stored, ...]:
        """Every value to be written, in a fixed order."""
        made: tuple[Stored, ...] = (*self.visits, *self.records, *self.obligations, *self.findings)
        return (*made, *self.remediations, *self.waivers, *self.deferrals, *self.substitutions)

    @property
    def discharged(self) -> tuple[Obligation, ...]:
        """The duties met in full."""
        return tuple(duty for duty in self.obligations if duty.state is ObligationState.FULFILLED)

    @property
    def in_part(self) -> tuple[Obligation, ...]:
        """The duties met in part, each naming what it lacks."""
        return tuple(duty for duty in self.obligations if duty.state is ObligationState.IN_PART)

    @property
    def record(self) -> VisitRecord:
        """The record written; the step that writes none has none to give."""
        return self.records[0]

    @property
    def finding(self) -> Finding:
        """The first finding written."""
        return self.findings[0]

    @property
    def remediation(self) -> Remediation:
        """The remediation written."""
        return self.remediations[0]
