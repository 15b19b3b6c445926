"""A problem found, and its cure: values with permanent codes, each with its own life."""

from datetime import date, datetime
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import check, guarded, optional_utc
from loanvisit.domain.ids import (
    BorrowerId,
    EvidenceId,
    FindingId,
    LoanId,
    ObligationId,
    OfficerId,
    RecordId,
    RemediationId,
    VisitId,
)
from loanvisit.domain.lifecycle import Lifecycle, Move, Relations, Ruling, refusal, relate, role_permits, rule
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.protecting import personal
from loanvisit.domain.role_table import CRITICAL
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say


class Weight(Enum):
    """How heavy a finding is: S1 critical 重大, S2 major 较大, S3 moderate 一般, S4 minor 轻微."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"

    @property
    def text(self) -> Text:
        """The weight's label."""
        return say(f"weight.{self.value}")

    @property
    def rank(self) -> int:
        """1 for the heaviest."""
        return int(self.value[1])


class Family(Enum):
    """Whose problem it is: the borrower's, or the bank's own lapse. The two are never added up as one."""

    BORROWER = "borrower"
    BANK = "bank"

    @property
    def text(self) -> Text:
        """The family's label."""
        return say(f"family.{self.value}")


@frozen(kw_only=True)
class FindingKind:
    """A row of the catalogue: a permanent code, whose problem, how heavy, and the natural days allowed to cure it.

    `verify_days` is how many natural days after a cure is reported it is to be verified by; 0 is the same day. Ten
    unless said otherwise: practice, no rule.
    """

    code: str
    category: str
    family: Family
    title: Text
    weight: Weight
    cure_days: int
    remedy: Text
    at_once: bool = False
    recurs_within_months: int = 12
    verify_days: int = 10

    def __attrs_post_init__(self) -> None:
        check(self)
        for name, count, high in (
            ("cure_days", self.cure_days, 3650),
            ("recurs_within_months", self.recurs_within_months, 120),
            ("verify_days", self.verify_days, 3650),
        ):
            if not 0 <= count <= high:
                raise InputError(fault("number.range", f"FindingKind.{name}", count, low=0, high=high))


class FindingState(Enum):
    """Where a finding stands."""

    OPEN = "open"
    IN_REMEDIATION = "in_remediation"
    CLOSED = "closed"
    WAIVED = "waived"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.finding.{self.value}")


FINDING_LIFECYCLE = Lifecycle(
    name="finding",
    start="open",
    states=[state.value for state in FindingState],
    moves=[
        Move(name="remediate", sources=("open",), target="in_remediation"),
        Move(name="close", sources=("in_remediation",), target="closed", never=("sole_finder", "heavy_manager")),
        Move(
            name="waive",
            sources=("open", "in_remediation"),
            target="waived",
            roles=[Role.APPROVER, Role.SUB_BRANCH_HEAD],
            never=("finder", "owner", "manager"),
        ),
        Move(name="expire", sources=("waived",), target="open"),
        Move(name="reinstate", sources=("closed",), target="open"),
    ],
)
"""The table of a finding; one that comes back after it was closed is a new finding that names the old one.

Only when the visit that verified its cure is undone, is a closed finding open again: its proof is gone.
"""


@frozen(kw_only=True)
class Finding:
    """A problem found about a borrower: its catalogue row, where it was seen, by whom or by which rule, and its state.

    `found_by` is empty where a rule raised it from facts. `due_on` is the last day to cure it.
    `owner` is who carries its running cure out.
    """

    id: FindingId
    kind: FindingKind
    weight: Weight
    borrower: BorrowerId
    found_on: date
    due_on: date
    loans: tuple[LoanId, ...] = ()
    record: RecordId | None = None
    obligation: ObligationId | None = None
    repeats: FindingId | None = None
    found_by: tuple[OfficerId, ...] = ()
    manager: OfficerId | None = None
    owner: OfficerId | None = None
    fact: Text | None = None
    evidence: tuple[EvidenceId, ...] = ()
    state: FindingState = FindingState.OPEN
    remediation: RemediationId | None = None
    closed_on: date | None = None
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.due_on < self.found_on:
            raise InputError(fault("date.order", "Finding.due_on", self.due_on, earlier="found_on"))
        if self.closed_on is not None and self.closed_on < self.found_on:
            raise InputError(fault("date.order", "Finding.closed_on", self.closed_on, earlier="found_on"))

    @property
    def text(self) -> Text:
        """The finding in one line."""
        return say("finding", code=self.kind.code, title=self.kind.title, weight=self.weight.text)

    @property
    def is_open(self) -> bool:
        """Whether it still needs a cure."""
        return self.state in (FindingState.OPEN, FindingState.IN_REMEDIATION)

    @property
    def related(self) -> Relations:
        """Who stands how to this finding; whoever manages the borrower may not close a heavy one."""
        return relate(
            finder=self.found_by,
            sole_finder=self.found_by if len(self.found_by) == 1 else None,
            owner=self.owner,
            manager=self.manager,
            heavy_manager=self.manager if self.weight in (Weight.S1, Weight.S2) else None,
        )

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether `by` may make a move of the finding's lifecycle, and if not, why."""
        ruling = rule(FINDING_LIFECYCLE, self.state.value, move, by, self.related)
        if not ruling or by is None or self.weight is not Weight.S1:
            return ruling
        return role_permits(by, f"finding.{move}", standing=(CRITICAL,))


class RemediationState(Enum):
    """Where a cure stands; overdue is computed, never stored."""

    OPENED = "opened"
    NOTIFIED = "notified"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    WAIVED = "waived"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.remediation.{self.value}")


_RUNNING = ("opened", "notified")

REMEDIATION_LIFECYCLE = Lifecycle(
    name="remediation",
    start="opened",
    states=[state.value for state in RemediationState],
    moves=[
        Move(name="notify", sources=("opened",), target="notified", roles=[Role.POST_LOAN_DESK, Role.RISK_MANAGER]),
        Move(name="submit", sources=_RUNNING, target="submitted", only="owner"),
        Move(
            name="verify",
            sources=("submitted",),
            target="verified",
            roles=[
                Role.RISK_MANAGER,
                Role.POST_LOAN_DESK,
                Role.SUB_BRANCH_HEAD,
                Role.SECOND_OFFICER,
                Role.ACCOUNT_OFFICER,
            ],
            never=("owner", "submitter", "sole_finder", "manager"),
        ),
        Move(
            name="reject",
            sources=("submitted",),
            target="notified",
            roles=[Role.RISK_MANAGER, Role.POST_LOAN_DESK, Role.SUB_BRANCH_HEAD],
            never=("owner", "submitter"),
        ),
        Move(name="extend", sources=_RUNNING, target=None, roles=[Role.SUB_BRANCH_HEAD], never=("owner",)),
        Move(
            name="waive",
            sources=(*_RUNNING, "submitted"),
            target="waived",
            roles=[Role.APPROVER, Role.SUB_BRANCH_HEAD],
            never=("owner", "manager"),
        ),
    ],
)
"""The table of a remediation."""


@frozen(kw_only=True)
class Remediation:
    """The cure of one finding: who carries it out, what is demanded, by when, and how it was verified.

    `sole_finder` holds who found the problem alone, so that the same person cannot close it;
    `manager` is set for critical and major findings only, where whoever manages the borrower may not verify.
    `verified_as` is the digest of the cure and of the record that proved it, as they were verified.
    `moved_at` is when it last moved; None where nobody knows.
    """

    id: RemediationId
    finding: FindingId
    borrower: BorrowerId
    owner: OfficerId
    demand: Text
    opened_on: date
    due_on: date
    extended_to: date | None = None
    extension_reason: str | None = field(default=None, repr=False, metadata=personal())
    state: RemediationState = RemediationState.OPENED
    sole_finder: OfficerId | None = None
    manager: OfficerId | None = None
    submitted_by: OfficerId | None = None
    submitted_on: date | None = None
    evidence: tuple[EvidenceId, ...] = ()
    verified_by: OfficerId | None = None
    verified_on: date | None = None
    verified_in: VisitId | None = None
    verified_as: str | None = None
    moved_at: datetime | None = field(default=None, converter=optional_utc)
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        for earlier, later in (
            ("opened_on", "due_on"),
            ("opened_on", "submitted_on"),
            ("opened_on", "verified_on"),
            ("submitted_on", "verified_on"),
            ("due_on", "extended_to"),
        ):
            first, then = getattr(self, earlier), getattr(self, later)
            if first is not None and then is not None and then < first:
                raise InputError(fault("date.order", f"Remediation.{later}", then, earlier=earlier))

    @property
    def last_day(self) -> date:
        """The last day of the cure, the extension included."""
        return self.extended_to or self.due_on

    @guarded
    def is_overdue(self, as_of: date) -> bool:
        """Say whether it still runs and the close of `as_of` is after its last day."""
        return self.state.value in (*_RUNNING, "submitted") and as_of > self.last_day

    @property
    def related(self) -> Relations:
        """Who stands how to this cure."""
        return relate(owner=self.owner, submitter=self.submitted_by, sole_finder=self.sole_finder, manager=self.manager)

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether `by` may make a move of the remediation's lifecycle, and if not, why."""
        ruling = rule(REMEDIATION_LIFECYCLE, self.state.value, move, by, self.related)
        if ruling and move == "extend" and self.extended_to is not None:
            return refusal("extended")
        return ruling
