"""What is done about a claim at law: demanded, acknowledged, sued for, judged, searched for, given up."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_set, as_tuple, check
from loanvisit.domain.ids import EvidenceId, GuaranteeId, LegalActId, LoanId
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say


def loans_of(items: Iterable[LoanId]) -> tuple[LoanId, ...]:
    """Freeze the loans that something is about."""
    return as_tuple(items)


def _guarantees(items: Iterable[GuaranteeId]) -> frozenset[GuaranteeId]:
    return as_set(items)


def about_loans(value: object, loans: tuple[LoanId, ...]) -> FaultList:
    """Put the loans that something is about in order, and note where there is none, or one twice."""
    faults, name = FaultList(), f"{type(value).__name__}.loans"
    if not loans:
        faults.add(fault("empty", name, loans))
    if len(set(loans)) != len(loans):
        faults.add(fault("id.duplicate", name, loans))
    object.__setattr__(value, "loans", tuple(sorted(loans)))
    return faults


def in_order(faults: FaultList, path: str, earlier: tuple[str, date | None], later: date | None) -> None:
    """Note a day that lies before the one it cannot precede."""
    name, first = earlier
    if first is not None and later is not None and later < first:
        faults.add(fault("date.order", path, later, earlier=name))


class DemandMeans(Enum):
    """How a demand was sent.

    >>> DemandMeans.NOTARY.text.zh
    '公证送达'
    """

    IN_PERSON = "in_person"
    POST = "post"
    ELECTRONIC = "electronic"
    TELEPHONE = "telephone"
    NOTARY = "notary"
    ANNOUNCEMENT = "announcement"

    @property
    def text(self) -> Text:
        """The label of the means."""
        return say(f"demand.{self.value}")


@frozen(kw_only=True)
class Demand:
    """A demand for payment (催收通知): of the borrower, or of one guarantor.

    Args:
        id: its id, or the number of the notice.
        loans: the loans demanded, one at least, kept in order of id.
        sent_on: the day it was sent.
        means: how.
        served_on: the day it reached him, None where that is not known.
        receipt: what proves the day: a signed receipt, a delivery note, a notary's record; None where there is none.
        guarantee: of which guarantor it is asked, None for the borrower.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    sent_on: date
    means: DemandMeans
    served_on: date | None = None
    receipt: EvidenceId | None = None
    guarantee: GuaranteeId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = about_loans(self, self.loans)
        in_order(faults, "Demand.served_on", ("sent_on", self.sent_on), self.served_on)
        faults.raise_as(InputError)

    @property
    def reached_on(self) -> date | None:
        """The day it is proven to have reached him; None moves no clock."""
        return self.served_on if self.receipt is not None else None


@frozen(kw_only=True)
class Acknowledgement:
    """A debtor's own word that he will perform (债务确认): a signature under a demand, a plan of repayment, a letter.

    Args:
        id: its id.
        loans: the loans acknowledged, one at least, kept in order of id.
        on: the day he gave it.
        paper: what proves it; None where there is none, and it moves no clock.
        guarantee: which guarantor gave it, None for the borrower.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    on: date
    paper: EvidenceId | None = None
    guarantee: GuaranteeId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        about_loans(self, self.loans).raise_as(InputError)


@frozen(kw_only=True)
class Suit:
    """A suit or an arbitration for the claim (起诉、仲裁).

    Args:
        id: its id, or the number of the case.
        loans: the loans sued for, one at least, kept in order of id.
        filed_on: the day it was filed.
        paper: the court's notice of acceptance; None where there is none, and it moves no clock.
        ended_on: the day the procedure ended, None while it runs.
        guarantees: the guarantors sued.
        of_borrower: whether the borrower is sued.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    filed_on: date
    paper: EvidenceId | None = None
    ended_on: date | None = None
    guarantees: frozenset[GuaranteeId] = field(default=frozenset[GuaranteeId](), converter=_guarantees)
    of_borrower: bool = True

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = about_loans(self, self.loans)
        in_order(faults, "Suit.ended_on", ("filed_on", self.filed_on), self.ended_on)
        faults.raise_as(InputError)


@frozen(kw_only=True)
class Judgment:
    """A judgment, award or mediation paper for the claim (生效法律文书).

    Args:
        id: its id, or its number.
        loans: the loans judged, one at least, kept in order of id.
        effective_on: the day it took effect.
        perform_by: the last day it sets for performance, of instalments the last one's; None where it sets none.
        enforcement_on: the day enforcement was applied for, None where it was not.
        enforcement_paper: what proves that; None where there is nothing, and the application is not looked at.
        guarantees: the guarantors judged too.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    effective_on: date
    perform_by: date | None = None
    enforcement_on: date | None = None
    enforcement_paper: EvidenceId | None = None
    guarantees: frozenset[GuaranteeId] = field(default=frozenset[GuaranteeId](), converter=_guarantees)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = about_loans(self, self.loans)
        in_order(faults, "Judgment.perform_by", ("effective_on", self.effective_on), self.perform_by)
        in_order(faults, "Judgment.enforcement_on", ("effective_on", self.effective_on), self.enforcement_on)
        faults.raise_as(InputError)


@frozen(kw_only=True)
class AssetSearch:
    """A search for what a debtor owns (财产查找).

    Args:
        id: its id.
        loans: the loans it was made for, one at least, kept in order of id.
        on: the day it was made.
        paper: what it brought, as evidence; None where there is none, and it counts for nothing.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    on: date
    paper: EvidenceId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        about_loans(self, self.loans).raise_as(InputError)


class ClaimEnding(Enum):
    """How a claim came to its end: the bank gave it up, or lost it for good."""

    WAIVED = "waived"
    LOST = "lost"

    @property
    def text(self) -> Text:
        """The label of the ending."""
        return say(f"claim_end.{self.value}")


@frozen(kw_only=True)
class ClaimEnd:
    """The end of a claim (债权终结): from that day nothing is owed about it at law.

    Args:
        id: its id, or the number of the paper.
        loans: the loans it is about, one at least, kept in order of id.
        on: the day.
        how: waived or lost.
    """

    id: LegalActId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    on: date
    how: ClaimEnding

    def __attrs_post_init__(self) -> None:
        check(self)
        about_loans(self, self.loans).raise_as(InputError)
