"""What somebody must hear of after a step: which event, about what, for whom."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_set, as_tuple, as_utc, check
from loanvisit.domain.ids import BorrowerId, OfficerId, Thing
from loanvisit.domain.people import Role
from loanvisit.words import Text, say


class NoticeEvent(Enum):
    """What is told: a code that stays, whatever the words."""

    RECORD_FILED = "record.filed"
    VISIT_DISSENTED = "visit.dissented"
    VISIT_RETURNED = "visit.returned"
    VISIT_VOIDED = "visit.voided"
    FINDING_RAISED = "finding.raised"
    CURE_OPENED = "cure.opened"
    CURE_SUBMITTED = "cure.submitted"
    CURE_REJECTED = "cure.rejected"
    CURE_VERIFIED = "cure.verified"
    CURE_EXTENDED = "cure.extended"
    WAIVED = "waived"
    DEFERRED = "deferred"
    SUBSTITUTED = "substituted"

    @property
    def text(self) -> Text:
        """The event in words."""
        return say(f"notice.{self.value}")


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _roles(items: Iterable[Role]) -> frozenset[Role]:
    return as_set(items)


@frozen(kw_only=True)
class Notice:
    """News of a step, for the officers and the posts named; it holds ids and no personal data.

    `officers` are told by name, `roles` are the posts told; both empty means whoever reads the borrower's file.
    """

    event: NoticeEvent
    about: Thing
    borrower: BorrowerId
    at: datetime = field(converter=as_utc)
    officers: tuple[OfficerId, ...] = field(default=(), converter=_officers)
    roles: frozenset[Role] = field(default=frozenset(), converter=_roles)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The notice in one line."""
        return say("notice", event=self.event.text, borrower=self.borrower.value, about=self.about.value)
