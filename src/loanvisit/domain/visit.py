"""A visit: one trip, call or run that covers duties of one borrower, planned as a window, and its life until filed."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_tuple, as_utc, check, guarded, optional_utc
from loanvisit.domain.ids import BorrowerId, LoanId, OfficerId, RecordId, VisitId, strung
from loanvisit.domain.lifecycle import Lifecycle, Move, Relations, Ruling, refusal, relate, rule
from loanvisit.domain.methods import Method
from loanvisit.domain.obligation import Obligation, subject_text
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.protecting import personal
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, say


class VisitState(Enum):
    """Where a visit stands."""

    PLANNED = "planned"
    MADE = "made"
    SUBMITTED = "submitted"
    CO_SIGNED = "co_signed"
    DISSENTED = "dissented"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SIGNED_OFF = "signed_off"
    FILED = "filed"
    MISSED = "missed"
    CANCELLED = "cancelled"
    VOID = "void"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.visit.{self.value}")


_REVIEWERS = [Role.POST_LOAN_DESK, Role.RISK_MANAGER]
_BEFORE_REVIEW = ("submitted", "co_signed")
_UNDER_REVIEW = (*_BEFORE_REVIEW, "dissented")

VISIT_LIFECYCLE = Lifecycle(
    name="visit",
    start="planned",
    states=[state.value for state in VisitState],
    moves=[
        Move(name="make", sources=("planned", "missed"), target="made", only="visitor"),
        Move(
            name="miss",
            sources=("planned", "missed"),
            target="missed",
            roles=[Role.POST_LOAN_DESK],
            only="responsible",
        ),
        Move(
            name="cancel",
            sources=("planned", "missed"),
            target="cancelled",
            roles=[Role.POST_LOAN_DESK, Role.SUB_BRANCH_HEAD],
        ),
        Move(name="submit", sources=("made", "returned"), target="submitted", only="visitor"),
        Move(name="co_sign", sources=("submitted",), target="co_signed", only="visitor", never=("submitter",)),
        Move(name="dissent", sources=_UNDER_REVIEW, target="dissented", only="visitor", never=("submitter",)),
        Move(name="return", sources=_UNDER_REVIEW, target="returned", roles=_REVIEWERS, never=("named", "manager")),
        Move(name="accept", sources=_BEFORE_REVIEW, target="accepted", roles=_REVIEWERS, never=("named", "manager")),
        Move(
            name="overrule",
            sources=("dissented",),
            target="accepted",
            roles=[Role.RISK_MANAGER],
            never=("named", "manager"),
        ),
        Move(
            name="sign_off",
            sources=("accepted",),
            target="signed_off",
            roles=[Role.SUB_BRANCH_HEAD],
            never=("named", "reviewer", "manager"),
        ),
        Move(
            name="file",
            sources=("signed_off",),
            target="filed",
            roles=[Role.ARCHIVE_KEEPER, Role.POST_LOAN_DESK],
            never=("named",),
        ),
        Move(
            name="void",
            sources=("accepted", "signed_off", "filed"),
            target="void",
            roles=[Role.SUB_BRANCH_HEAD, Role.RISK_MANAGER, Role.POST_LOAN_DESK],
            never=("named", "manager"),
        ),
    ],
)
"""The table of a visit, from plan to archive; over a dissent only a risk manager, of the second line, accepts."""


@frozen(kw_only=True)
class Dissent:
    """A visitor's written statement that he does not agree with the record (书面不同意见).

    Args:
        by: who states it.
        at: when.
        about: the digest of the record as it was read (`content_digest`).
        reason: what is not agreed with, and why; shown in no repr; None once erased.
    """

    by: OfficerId
    at: datetime = field(converter=as_utc)
    about: str
    reason: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)


def _dissents(items: Iterable[Dissent]) -> tuple[Dissent, ...]:
    return as_tuple(items)


_FLAG, _NUMBER = frozenset({bool}), frozenset({int})


@frozen(kw_only=True, weakref_slot=False)
class Visit:
    """A planned or made visit to one borrower.

    `window` is the days on which it can be made; a visit that pays an overdue duty keeps that duty's past window.
    `forecast` is true where it rests on projected duties only. `covers` is in order of last day.

    Args:
        borrower: who is visited.
        method: how.
        window: from which day to which, both in.
        covers: the duties it is to meet.
        forecast: whether it rests on projected duties only.
        state: where it stands, by `VISIT_LIFECYCLE`.
        record: its record, once filed.
        visitors: who went.
        manager: the account manager when it was planned.
        submitter: who filed the record.
        reviewer: who accepted it.
        accepted_as: the digest of its record as it was accepted; None where it was not, or nobody knows.
        attempt: 1, and one more for each visit that was spent on the same duty.
        dropped: visitors named when its record was filed before, and not any more: it stays their own work.
        moved_at: when it last moved; None where it never did, or nobody knows.
        dissents: what visitors stated in writing against its record, in order; it stays, whatever becomes of the visit.
        version: one more each time it changes.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, Method
        >>> from loanvisit.testing import a_duty
        >>> duty = a_duty(date(2026, 3, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=BorrowerId("B-1"), method=Method.ON_SITE, window=duty.window, covers=[duty])
        >>> visit.reason.en
        'routine of loan L-1, last day 2026-03-31'
    """

    borrower: BorrowerId
    method: Method
    window: Window
    covers: tuple[Obligation, ...]
    forecast: bool = False
    state: VisitState = VisitState.PLANNED
    record: RecordId | None = None
    visitors: tuple[OfficerId, ...] = ()
    manager: OfficerId | None = None
    submitter: OfficerId | None = None
    reviewer: OfficerId | None = None
    accepted_as: str | None = None
    attempt: int = 1
    dropped: tuple[OfficerId, ...] = ()
    moved_at: datetime | None = field(default=None, converter=optional_utc)
    dissents: tuple[Dissent, ...] = field(default=(), converter=_dissents)
    version: int = 1

    def __attrs_post_init__(self) -> None:
        if not (
            type(self.borrower) is BorrowerId
            and type(self.method) is Method
            and type(self.window) is Window
            and type(self.covers) is tuple
            and type(self.forecast) in _FLAG
            and (self.manager is None or type(self.manager) is OfficerId)
            and self.state is VisitState.PLANNED
            and self.record is None
            and self.submitter is None
            and self.reviewer is None
            and self.accepted_as is None
            and self.visitors == ()
            and self.dropped == ()
            and self.moved_at is None
            and self.dissents == ()
            and type(self.version) in _NUMBER
            and type(self.attempt) in _NUMBER
        ):
            check(self)
        if not self.covers:
            raise InputError(fault("empty", "Visit.covers", self.covers))

    @property
    def id(self) -> VisitId:
        """The id: that of the first duty it covers, so that a replan that changes nothing renames nothing.

        A visit planned because an earlier one for the same duty came to nothing, or met it in part, is the next
        attempt.
        """
        again = () if self.attempt == 1 else (str(self.attempt),)
        return VisitId(strung("visit", self.covers[0].id.value, *again))

    @property
    def loans(self) -> tuple[LoanId, ...]:
        """The loans it concerns, in order of id."""
        return tuple(sorted({loan for duty in self.covers for loan in duty.loans}))

    @property
    def purposes(self) -> tuple[str, ...]:
        """What it is for, in order."""
        return tuple(sorted({duty.rule.purpose for duty in self.covers}))

    @property
    def demanded(self) -> int:
        """How many visitors its duties demand."""
        return max(duty.rule.visitors for duty in self.covers)

    @guarded
    def is_overdue(self, as_of: date) -> bool:
        """Say whether it is still to be made and the close of `as_of` is after its last day."""
        return self.state in (VisitState.PLANNED, VisitState.MISSED) and as_of > self.window.last

    @property
    def reason(self) -> Text:
        """Why it is due, in one line: each duty with its subject, what it is counted from, and its last day."""
        return join(
            [
                say("visit.because", subject=subject_text(duty.subject), title=duty.rule.title, last=duty.window.last)
                for duty in self.covers
            ],
            zh="；",
            en="; ",
        )

    @property
    def related(self) -> Relations:
        """Who stands how to this visit."""
        return relate(
            visitor=self.visitors,
            named=(*self.visitors, *self.dropped),
            responsible=self.visitors if self.manager is None else (*self.visitors, self.manager),
            submitter=self.submitter,
            reviewer=self.reviewer,
            manager=self.manager,
        )

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether `by` may make a move of the visit's lifecycle, and if not, why.

        A visit made by two is accepted after the second has signed; one made by one has nobody to wait for.
        """
        ruling = rule(VISIT_LIFECYCLE, self.state.value, move, by, self.related)
        if ruling and move == "accept" and self.state is VisitState.SUBMITTED and len(self.visitors) > 1:
            return refusal("co_sign")
        return ruling
