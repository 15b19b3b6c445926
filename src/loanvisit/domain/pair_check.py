"""Who may go together: declared relations to a borrower, and what is answered about the pair of a visit."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.ids import BorrowerId, OfficerId
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, say


class RelationKind(Enum):
    """How an officer stands to a borrower, as declared.

    Whoever is kin, holds shares or guarantees stays away; who manages the account goes, but is not the independent one.
    """

    KINSHIP = "kinship"
    SHAREHOLDING = "shareholding"
    GUARANTEE = "guarantee"
    ACCOUNT_MANAGER = "account_manager"

    @property
    def text(self) -> Text:
        """The relation's label."""
        return say(f"relation_kind.{self.value}")


@frozen(kw_only=True)
class DeclaredRelation:
    """What an officer declared of a borrower (利害关系申报).

    Args:
        officer: who declared it, or of whom it is known.
        borrower: to whom.
        kind: which relation; told in no reason.
        declared_on: the day it was declared.
        ended_on: the first day on which it is over; None while it lasts.

    Raises:
        InputError: it is over before it was declared.

    Example:
        >>> from loanvisit.domain import BorrowerId, OfficerId
        >>> kin = DeclaredRelation(
        ...     officer=OfficerId("anna"),
        ...     borrower=BorrowerId("B-1"),
        ...     kind=RelationKind.KINSHIP,
        ...     declared_on=date(2026, 1, 5),
        ... )
        >>> kin.is_in_force(date(2026, 1, 4)), kin.is_in_force(date(2026, 1, 5))
        (False, True)
    """

    officer: OfficerId
    borrower: BorrowerId
    kind: RelationKind
    declared_on: date
    ended_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.ended_on is not None and self.ended_on < self.declared_on:
            raise InputError(fault("date.order", "DeclaredRelation.ended_on", self.ended_on, earlier="declared_on"))

    @sheltered
    def is_in_force(self, on: date) -> bool:
        """Say whether it was declared by the close of a day and not over by then."""
        return self.declared_on <= on and (self.ended_on is None or on < self.ended_on)


class PairTest(Enum):
    """What is asked of those who go together, in the order it is answered.

    Enough of the bank's own people; one from outside the business line; nobody related to the borrower; not the same
    pair again and again.
    """

    PRESENT = "present"
    OUTSIDE_LINE = "outside_line"
    UNRELATED = "unrelated"
    ROTATION = "rotation"

    @property
    def text(self) -> Text:
        """The test's label."""
        return say(f"pair_test.{self.value}")


class PairVerdict(Enum):
    """The answer to one test; what is not known is neither met nor not met."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    NOT_ASKED = "not_asked"

    @property
    def text(self) -> Text:
        """The verdict's label."""
        return say(f"pair_verdict.{self.value}")


@frozen(kw_only=True)
class PairAnswer:
    """The answer to one test of a pair, with its reason."""

    test: PairTest
    verdict: PairVerdict
    reason: Text

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The answer in one line."""
        return say("pair.answer", test=self.test.text, verdict=self.verdict.text, reason=self.reason)


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _answers(items: Iterable[PairAnswer]) -> tuple[PairAnswer, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class PairCheck:
    """Whether those named may make a visit together: each test with its answer.

    Args:
        visitors: who was asked about, in the order named.
        answers: an answer to each test.
    """

    visitors: tuple[OfficerId, ...] = field(converter=_officers)
    answers: tuple[PairAnswer, ...] = field(converter=_answers)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def passes(self) -> bool | None:
        """True where nothing stands against them, False where something does, None where nobody can tell."""
        found = {one.verdict for one in self.answers}
        if PairVerdict.NOT_MET in found:
            return False
        return None if PairVerdict.CANNOT_TELL in found else True

    @property
    def text(self) -> Text:
        """Every answer, a line each."""
        return join([one.text for one in self.answers], zh="\n", en="\n")
