"""What is known of a borrower when the method of a visit is chosen, and a substitution that somebody approved."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded, string_set
from loanvisit.domain.ids import ObligationId, OfficerId, SubstitutionId, strung
from loanvisit.domain.lifecycle import Lifecycle, Move
from loanvisit.domain.method_profile import MOST_PERIODS
from loanvisit.domain.methods import Method
from loanvisit.domain.money import Money
from loanvisit.domain.obligation import Obligation
from loanvisit.domain.past import Signal
from loanvisit.domain.people import Role
from loanvisit.domain.protecting import personal
from loanvisit.domain.risk import Grade
from loanvisit.errors import Fault, InputError, fault


@frozen(kw_only=True)
class DataCompleteness:
    """How much of what monitoring needs is there, of one borrower.

    Args:
        days: the share of the expected days that are there, 0 to 1, exact; None where not known.
        accounts: the share of the expected accounts that are there, 0 to 1, exact; None where not known.
        payees: whether the payees are known to the second hop; None where not known.
    """

    days: Decimal | None = None
    accounts: Decimal | None = None
    payees: bool | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [
            fault("decimal.range", f"DataCompleteness.{name}", share, low=0, high=1)
            for name, share in (("days", self.days), ("accounts", self.accounts))
            if share is not None and not 0 <= share <= 1
        ]
        if faults:
            raise InputError(*faults)

    @property
    def share(self) -> Decimal | None:
        """The smaller of the two shares, None where either is not known."""
        return None if self.days is None or self.accounts is None else min(self.days, self.accounts)


SUBSTITUTION_LIFECYCLE = Lifecycle(
    name="substitution",
    start="asked",
    states=["asked", "granted"],
    moves=[
        Move(
            name="grant",
            sources=("asked",),
            target="granted",
            roles=[Role.APPROVER],
            never=("visitor", "manager"),
        )
    ],
)
"""The table of a substitution: an approver grants it, never who makes the visit, nor who manages the borrower."""


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Substitution:
    """Another method in place of the accepted ones (替代方式), for one duty, until the next visit of its clause is due.

    Args:
        about: the duty; no other is touched, so the next one owes the ordinary method again.
        method: the method that stands in.
        visitors: who will use it; the approver is none of them.
        approver: who allowed it.
        reason: why, such as a flood; shown in no repr.
        granted_on: the first day it holds, in.
        until: the last day it holds, in.

    Raises:
        InputError: there is no reason, no visitor, it ends before it begins, or the approver is among the visitors.
    """

    about: ObligationId
    method: Method
    visitors: tuple[OfficerId, ...] = field(converter=_officers)
    approver: OfficerId
    reason: str = field(repr=False, metadata=personal())
    granted_on: date
    until: date

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        if not self.reason.strip():
            faults.append(fault("empty", "Substitution.reason", self.reason))
        if not self.visitors:
            faults.append(fault("empty", "Substitution.visitors", self.visitors))
        if self.until < self.granted_on:
            faults.append(fault("date.order", "Substitution.until", self.until, earlier="granted_on"))
        if self.approver.canonical in {one.canonical for one in self.visitors}:
            faults.append(fault("substitution.own", "Substitution.approver", self.approver.value))
        if faults:
            raise InputError(*faults)

    @property
    def id(self) -> SubstitutionId:
        """The id: of the duty, the day it was granted and the method."""
        return SubstitutionId(strung("substitution", self.about.value, self.granted_on.isoformat(), self.method.value))

    @guarded
    def is_in_force(self, duty: Obligation, on: date) -> bool:
        """Say whether it stands for a duty on a day, both its ends included."""
        return duty.id == self.about and self.granted_on <= on <= self.until


def _signals(items: Iterable[Signal]) -> tuple[Signal, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class MethodCase:
    """What the method of one visit is chosen from; what is not known counts as the stricter of what it may be.

    Args:
        matter: what must be proven, by its id in the table.
        evidence: the kinds of evidence received already, such as "voucher".
        data: how complete the data of this borrower are.
        in_a_row: for how many periods in a row, up to now, the clause was met without a visit on site; None where not
            known, which counts as too many.
        most_in_a_row: how many its clause allows; None where it says nothing, and the table's number counts.
        last_on_site: the day of the last visit on site, None where there was none or it is not known.
        was_clean: whether that visit found nothing; None where not known.
        signals: the warnings alive; one raised later than the day asked about is not looked at.
        amount: the amount that the table's own is compared with, None where not known.
        grade: the class, None where not known.
        travel_days: the working days that the way there and back takes one person.
        unreachable: whether the borrower cannot be reached.
        refuses: whether the borrower refuses to be seen or to speak.
        force_majeure: whether the site cannot be reached (不可抗力).
        substitution: a substitution that was approved, None where there is none.
    """

    matter: str
    evidence: frozenset[str] = field(default=frozenset(), converter=string_set)
    data: DataCompleteness = DataCompleteness()
    in_a_row: int | None = None
    most_in_a_row: int | None = None
    last_on_site: date | None = None
    was_clean: bool | None = None
    signals: tuple[Signal, ...] = field(default=(), converter=_signals)
    amount: Money | None = None
    grade: Grade | None = None
    travel_days: Decimal = Decimal(0)
    unreachable: bool = False
    refuses: bool = False
    force_majeure: bool = False
    substitution: Substitution | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        for name, count, low in (("in_a_row", self.in_a_row, 0), ("most_in_a_row", self.most_in_a_row, 1)):
            if count is not None and not low <= count <= MOST_PERIODS:
                faults.append(fault("number.range", f"MethodCase.{name}", count, low=low, high=MOST_PERIODS))
        if not 0 <= self.travel_days <= 30:
            faults.append(fault("decimal.range", "MethodCase.travel_days", self.travel_days, low=0, high=30))
        if faults:
            raise InputError(*faults)
