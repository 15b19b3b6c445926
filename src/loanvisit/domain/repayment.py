"""The source of repayment (还款来源): where the money of the next repayment is to come from, and how sure it is."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.codes import blank_faults
from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.ids import EvidenceId
from loanvisit.domain.money import Money
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, label, say

PRE_MATURITY = "pre_maturity"
"""The purpose of a check before maturity, whose record is to say what the loan will be repaid from."""
REPAYMENT_SOURCE = "repayment_source"
"""The evidence that a record brings by saying what the first source of repayment is, be it that there is none."""


class RepaymentOrder(Enum):
    """Whether a source is looked to first (第一还款来源), or where that fails (第二还款来源)."""

    FIRST = "first"
    SECOND = "second"

    @property
    def text(self) -> Text:
        """The label of the order."""
        return say(f"repayment_order.{self.value}")


class RepaymentState(Enum):
    """How sure a source is: in place, likely, doubtful, or there is none.

    >>> RepaymentState.IN_PLACE.text.zh
    '已落实'
    """

    IN_PLACE = "in_place"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    NONE = "none"

    @property
    def text(self) -> Text:
        """The label of the state."""
        return say(f"repayment_state.{self.value}")


def _evidence(items: Iterable[EvidenceId]) -> tuple[EvidenceId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class RepaymentSource:
    """One source of repayment, as a visit found it.

    Args:
        order: whether it is looked to first or second.
        state: how sure it is.
        kind: what it is, such as "sales", "refinancing", "asset_sale", "guarantor", "collateral"; a bank's own words
            too; None where not recorded.
        amount: how much it is to bring, None where not known.
        expected_on: the day it is to be there, None where not known.
        evidence: what shows it, by the ids of the record's evidence.

    Raises:
        InputError: the amount is negative, the kind is blank, a piece of evidence is there twice, or there is no source
            and yet an amount, a day or evidence of it; all are listed.

    Example:
        >>> from loanvisit.domain import Money
        >>> sales = RepaymentSource(
        ...     order=RepaymentOrder.FIRST,
        ...     state=RepaymentState.LIKELY,
        ...     kind="sales",
        ...     amount=Money("800000.00", "CNY"),
        ...     expected_on=date(2026, 11, 20),
        ... )
        >>> sales.text.en
        'first source: sales receipts, likely'
    """

    order: RepaymentOrder
    state: RepaymentState
    kind: str | None = None
    amount: Money | None = None
    expected_on: date | None = None
    evidence: tuple[EvidenceId, ...] = field(default=(), converter=_evidence)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = [*blank_faults(() if self.kind is None else (self.kind,), "RepaymentSource.kind")]
        if self.amount is not None and self.amount.amount < 0:
            faults.append(fault("amount.negative", "RepaymentSource.amount", self.amount))
        if len(set(self.evidence)) != len(self.evidence):
            faults.append(fault("id.duplicate", "RepaymentSource.evidence", self.evidence))
        if self.state is RepaymentState.NONE:
            told = (("amount", self.amount), ("expected_on", self.expected_on), ("evidence", self.evidence or None))
            faults += [fault("repayment.none", f"RepaymentSource.{name}", one) for name, one in told if one is not None]
        if faults:
            raise InputError(*faults)

    @property
    def kind_text(self) -> Text:
        """What it is, in words; a bank's own code as it stands."""
        return say("briefing.missing") if self.kind is None else label("repayment_kind", self.kind)

    @property
    def is_unshown(self) -> bool:
        """Whether it is said to be in place and nothing shows it."""
        return self.state is RepaymentState.IN_PLACE and not self.evidence

    @property
    def text(self) -> Text:
        """The source in one line."""
        return say("repayment", order=self.order.text, kind=self.kind_text, state=self.state.text)
