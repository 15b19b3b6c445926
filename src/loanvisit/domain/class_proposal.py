"""A class as a person proposes it and another confirms it: the library itself never says what a class is."""

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.class_floor import ClassFloor
from loanvisit.domain.exact import as_utc, check, guarded, optional_utc
from loanvisit.domain.ids import OfficerId
from loanvisit.domain.lifecycle import Lifecycle, Move, Relations, Ruling, relate, rule
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.protecting import personal
from loanvisit.domain.risk import Grade
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say


class ProposalState(Enum):
    """Where a proposed class stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    RETURNED = "returned"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.class.{self.value}")


CLASS_LIFECYCLE = Lifecycle(
    name="class",
    start="proposed",
    states=[state.value for state in ProposalState],
    moves=[
        Move(
            name="confirm",
            sources=("proposed",),
            target="confirmed",
            roles=[Role.CLASSIFICATION],
            never=("proposer", "manager"),
        ),
        Move(
            name="return",
            sources=("proposed",),
            target="returned",
            roles=[Role.CLASSIFICATION],
            never=("proposer", "manager"),
        ),
    ],
)
"""The table of a proposed class: who proposes never confirms, nor does who manages the borrower."""


@frozen(kw_only=True)
class ClassProposal:
    """A class proposed for a claim (分类认定), and what became of it.

    Args:
        floor: the answer it rests on.
        grade: the class proposed, from the day of that answer.
        reason: why it is right though something was left open, or worse than the floor; shown in no repr.
        proposed_by: who proposes.
        proposed_at: when.
        manager: who manages the borrower, and so confirms nothing; None where nobody does.
        state: where it stands.
        decided_by: who confirmed or returned it.
        decided_at: when.
        returned_for: why it was returned; shown in no repr.
        version: 1 more with each move.
    """

    floor: ClassFloor
    grade: Grade
    reason: str | None = field(default=None, repr=False, metadata=personal())
    proposed_by: OfficerId
    proposed_at: datetime = field(converter=as_utc)
    manager: OfficerId | None = None
    state: ProposalState = ProposalState.PROPOSED
    decided_by: OfficerId | None = None
    decided_at: datetime | None = field(default=None, converter=optional_utc)
    returned_for: str | None = field(default=None, repr=False, metadata=personal())
    version: int = 1

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        if self.floor.floor.is_worse_than(self.grade):
            faults.append(fault("class.better", "ClassProposal.grade", self.grade.code))
        if self.decided_at is not None and self.decided_at < self.proposed_at:
            earlier = self.proposed_at.isoformat()
            faults.append(fault("date.order", "ClassProposal.decided_at", self.decided_at, earlier=earlier))
        if faults:
            raise InputError(*faults)

    @property
    def related(self) -> Relations:
        """Who stands how to it."""
        return relate(proposer=self.proposed_by, manager=self.manager)

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether `by` may confirm or return it, and if not, why."""
        return rule(CLASS_LIFECYCLE, self.state.value, move, by, self.related)
