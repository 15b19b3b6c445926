"""What stands behind a claim: guarantees, mortgages, and what a court has seized for it."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.dates import Span, Unit, years
from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.ids import EvidenceId, GuaranteeId, LoanChangeId, LoanId, MortgageId, SeizureId
from loanvisit.domain.legal_acts import about_loans, in_order, loans_of
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say


class GuaranteeKind(Enum):
    """How a guarantor answers: together with the borrower (连带责任保证), or after him (一般保证)."""

    JOINT = "joint"
    GENERAL = "general"

    @property
    def text(self) -> Text:
        """The label of the kind."""
        return say(f"guarantee.{self.value}")


@frozen(kw_only=True)
class GuarantorConsent:
    """A guarantor's consent to a changed maturity.

    Args:
        change: the change of the loan he consents to.
        on: the day he gave it.
        paper: his writing; None where there is none, and the old period runs on.
    """

    change: LoanChangeId
    on: date
    paper: EvidenceId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


def _consents(items: Iterable[GuarantorConsent]) -> tuple[GuarantorConsent, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Guarantee:
    """One guarantor's contract (保证).

    Args:
        id: its id.
        loans: the loans guaranteed, one at least, kept in order of id.
        kind: joint or general; where the contract leaves it open, the law reads general.
        agreed: how long after maturity the guarantor stays bound, as the contract says; None where it says nothing.
        until_repaid: whether it says "until all is repaid" or the like, which counts as not agreed.
        consents: what the guarantor consented to, kept in order of day.
    """

    id: GuaranteeId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    kind: GuaranteeKind
    agreed: Span | None = None
    until_repaid: bool = False
    consents: tuple[GuarantorConsent, ...] = field(default=(), converter=_consents)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = about_loans(self, self.loans)
        if self.agreed is not None and self.agreed.unit is Unit.WORKING_DAYS:
            faults.add(fault("type", "Guarantee.agreed", self.agreed, form="days | weeks | months | years"))
        if self.agreed is not None and self.until_repaid:
            faults.add(fault("guarantee.agreed", "Guarantee.agreed", self.agreed))
        faults.raise_as(InputError)
        ordered = sorted(self.consents, key=lambda one: (one.on, one.change))
        object.__setattr__(self, "consents", tuple(ordered))


@frozen(kw_only=True)
class Mortgage:
    """A mortgage (抵押权).

    Args:
        id: its id, or the number of its certificate.
        loans: the loans secured, one at least, kept in order of id.
    """

    id: MortgageId
    loans: tuple[LoanId, ...] = field(converter=loans_of)

    def __attrs_post_init__(self) -> None:
        check(self)
        about_loans(self, self.loans).raise_as(InputError)


class SeizedAsset(Enum):
    """What a court has seized or frozen, which says how long that lasts.

    >>> SeizedAsset.MOVABLE.lasts.text.en
    '2 years'
    """

    BANK_MONEY = "bank_money"
    MOVABLE = "movable"
    LAND_OR_RIGHT = "land_or_right"

    @property
    def lasts(self) -> Span:
        """The longest it lasts before it must be renewed."""
        return _LASTS[self]

    @property
    def text(self) -> Text:
        """The label of the kind of asset."""
        return say(f"seized.{self.value}")


_LASTS = {SeizedAsset.BANK_MONEY: years(1), SeizedAsset.MOVABLE: years(2), SeizedAsset.LAND_OR_RIGHT: years(3)}


@frozen(kw_only=True)
class SeizureRenewal:
    """A renewal of a seizure (续封).

    Args:
        on: the day the court renewed it.
        named_until: the last day its paper names, None where it names none.
        paper: the court's paper; None where there is none, and it renews nothing.
    """

    on: date
    named_until: date | None = None
    paper: EvidenceId | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        in_order(faults, "SeizureRenewal.named_until", ("on", self.on), self.named_until)
        faults.raise_as(InputError)


def _renewals(items: Iterable[SeizureRenewal]) -> tuple[SeizureRenewal, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Seizure:
    """Something that a court has seized or frozen for the claim (查封、扣押、冻结).

    Args:
        id: its id, or the number of the order.
        loans: the loans it was seized for, one at least, kept in order of id.
        asset: what it is.
        seized_on: the day.
        named_until: the last day the order names, None where it names none.
        renewals: its renewals, kept in order of day.
        lifted_on: the day it was lifted, None while it stands.
    """

    id: SeizureId
    loans: tuple[LoanId, ...] = field(converter=loans_of)
    asset: SeizedAsset
    seized_on: date
    named_until: date | None = None
    renewals: tuple[SeizureRenewal, ...] = field(default=(), converter=_renewals)
    lifted_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = about_loans(self, self.loans)
        in_order(faults, "Seizure.named_until", ("seized_on", self.seized_on), self.named_until)
        in_order(faults, "Seizure.lifted_on", ("seized_on", self.seized_on), self.lifted_on)
        for place, renewal in enumerate(self.renewals):
            in_order(faults, f"Seizure.renewals[{place}].on", ("seized_on", self.seized_on), renewal.on)
        faults.raise_as(InputError)
        object.__setattr__(self, "renewals", tuple(sorted(self.renewals, key=lambda one: one.on)))
