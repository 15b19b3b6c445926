"""How a loan changes after it was paid out: extended, renewed, refinanced, settled, moved, sold, written off."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.dates import NaturalPeriod, Span, Unit
from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.ids import LoanChangeId, LoanId, OfficerId
from loanvisit.domain.methods import Accepts, Confidence
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say


class LoanChangeKind(Enum):
    """What happened to a loan.

    >>> LoanChangeKind.RENEWAL.text.zh
    '无还本续贷'
    """

    EXTENSION = "extension"
    RENEWAL = "renewal"
    REFINANCING = "refinancing"
    RESTRUCTURING = "restructuring"
    PART_REPAYMENT = "part_repayment"
    LIMIT_CUT = "limit_cut"
    EARLY_SETTLEMENT = "early_settlement"
    TRANSFER = "transfer"
    SALE = "sale"
    WRITE_OFF = "write_off"

    @property
    def text(self) -> Text:
        """The label of the kind."""
        return say(f"loan_change.{self.value}")


_LONGEST_CODE = 30
CONTINUING = (LoanChangeKind.RENEWAL, LoanChangeKind.REFINANCING)
"""The kinds that put a new loan in the place of an old one."""


@frozen(kw_only=True)
class ChangeCheck:
    """A check that a change of a loan asks for: once within a span, or in every natural period after it.

    Args:
        code: what it is called in ids; one of each code a change.
        title: what it is called.
        purpose: what the visit is for.
        accepts: the methods that can prove it.
        due: once within a span of the day of the change, that day not counted; or in every natural period, from the
            first that begins after that day.
        citation: the paper, or the practice.
        confidence: how sure the source is.
    """

    code: str
    title: Text
    purpose: str
    accepts: Accepts
    due: Span | NaturalPeriod
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.code.strip():
            faults.add(fault("empty", "ChangeCheck.code", self.code))
        if len(self.code) > _LONGEST_CODE:
            faults.add(fault("text.length", "ChangeCheck.code", self.code, bound=_LONGEST_CODE))
        if isinstance(self.due, Span) and self.due.unit is Unit.WORKING_DAYS:
            faults.add(fault("type", "ChangeCheck.due", self.due, form="days | weeks | months | years"))
        faults.raise_as(InputError)


def _checks(items: Iterable[ChangeCheck] | None) -> tuple[ChangeCheck, ...] | None:
    return None if items is None else as_tuple(items)


@frozen(kw_only=True)
class LoanChange:
    """A change of a loan, dated and approved (贷款变更).

    Args:
        id: the number of the paper that approved it.
        loan: the loan that changed; of a renewal or a refinancing, the new one.
        kind: what happened.
        on: the day it took effect.
        approved_on: the day it was approved, None where not recorded.
        approver: who approved it, None where not recorded.
        matured_on: the maturity before; None where it was open, or did not change.
        matures_on: the maturity after, of an extension no earlier than before; None where it did not change.
        continues: the loan that a renewal or a refinancing puts this one in the place of, None for every other kind.
        is_serviced: of a sale, whether the bank goes on servicing the loan; None where the agreement is not known, and
            for every other kind.
        observed_until: of a restructuring, the last day of observation; None while it is not fixed.
        exception: of a refinancing, why the class need not be special mention; None where no exception applies.
        checks: the checks it asks for; None for those of practice (`usual_checks`), empty for none.
    """

    id: LoanChangeId
    loan: LoanId
    kind: LoanChangeKind
    on: date
    approved_on: date | None = None
    approver: OfficerId | None = None
    matured_on: date | None = None
    matures_on: date | None = None
    continues: LoanId | None = None
    is_serviced: bool | None = None
    observed_until: date | None = None
    exception: Text | None = None
    checks: tuple[ChangeCheck, ...] | None = field(default=None, converter=_checks)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if (self.kind in CONTINUING) is (self.continues is None):
            faults.add(fault("change.continues", "LoanChange.continues", self.continues))
        if self.continues == self.loan:
            faults.add(fault("id.duplicate", "LoanChange.continues", self.loan.value))
        if self.kind is LoanChangeKind.EXTENSION and self.matures_on is None:
            faults.add(fault("key.missing", "LoanChange.matures_on", key="matures_on"))
        if self._is_shortened():
            faults.add(fault("date.order", "LoanChange.matures_on", self.matures_on, earlier="matured_on"))
        codes = [one.code for one in self.checks or ()]
        if len(set(codes)) != len(codes):
            faults.add(fault("id.duplicate", "LoanChange.checks", codes))
        faults.raise_as(InputError)

    def _is_shortened(self) -> bool:
        if self.kind is not LoanChangeKind.EXTENSION or self.matured_on is None or self.matures_on is None:
            return False
        return self.matures_on < self.matured_on

    @property
    def known_on(self) -> date:
        """The day from which it is known: it has taken effect, and is approved where that is recorded."""
        return self.on if self.approved_on is None else max(self.on, self.approved_on)

    @property
    def order(self) -> tuple[date, str]:
        """Where it stands among the changes of a loan."""
        return (self.on, self.id.value)
