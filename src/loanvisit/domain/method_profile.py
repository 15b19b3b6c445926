"""A method described: what it costs, takes and cannot show, and how far it proves a matter."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import check, strings
from loanvisit.domain.methods import Confidence, Method
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, counted, join, label, number_text, say

MOST_PERIODS = 366
"""The most periods in a row that a table may let go by without a visit on site."""


class Cost(Enum):
    """What a method costs the bank, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def text(self) -> Text:
        """The label of the cost."""
        return say(f"cost.{self.value}")


class Strength(Enum):
    """How far a method proves a matter.

    `proves`: by itself. `weak`: for a few periods in a row, leaning on the last visit on site. `with_evidence`: only
    where the evidence named has been received. `with_approval`: only as a substitution that was approved. `not`: never.
    """

    PROVES = "proves"
    WEAK = "weak"
    WITH_EVIDENCE = "with_evidence"
    WITH_APPROVAL = "with_approval"
    NOT = "not"

    @property
    def text(self) -> Text:
        """The label of the strength."""
        return say(f"strength.{self.value}")


@frozen(kw_only=True)
class MethodProfile:
    """A method described: what it costs, takes and cannot show.

    Args:
        method: which.
        cost: how dear it is.
        effort_days: the working days it takes one person, from preparing to the report; travel is not in it.
        delay_days: how many working days pass until its result is there.
        shows: what it is good at.
        cannot_show: what it leaves unseen.
        needs: the data and papers it cannot do without.
        citation: where this stands.
        confidence: how sure that is.
    """

    method: Method
    cost: Cost
    effort_days: Decimal
    delay_days: int
    shows: Text
    cannot_show: Text
    needs: Text
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 0 <= self.effort_days <= 30:
            raise InputError(fault("decimal.range", "MethodProfile.effort_days", self.effort_days, low=0, high=30))
        if not 0 <= self.delay_days <= 365:
            raise InputError(fault("number.range", "MethodProfile.delay_days", self.delay_days, low=0, high=365))

    @property
    def text(self) -> Text:
        """The method in one line."""
        return say(
            "method.profile",
            method=self.method.text,
            cost=self.cost.text,
            effort=number_text(self.effort_days),
            delay=counted("working_days", self.delay_days),
            shows=self.shows,
            cannot_show=self.cannot_show,
            needs=self.needs,
        )


@frozen(kw_only=True)
class MethodCell:
    """How far one method proves one matter.

    Args:
        method: the method.
        strength: how far it proves the matter.
        periods: for a weak one, how many periods in a row it may stand for; else None.
        evidence: `with_evidence`, what must have been received before; of any other that proves, what it must bring.
        least_share: of monitoring, the least share of the expected days, and of the accounts, that must be there.
        payees: of monitoring, whether the payees must be known to the second hop.
        not_manager: whether somebody other than the account manager must do it.
        note: what else the table says of it.

    Raises:
        InputError: the parts do not go together; each is listed.
    """

    method: Method
    strength: Strength
    periods: int | None = None
    evidence: tuple[str, ...] = field(default=(), converter=strings)
    least_share: Decimal | None = None
    payees: bool = False
    not_manager: bool = False
    note: Text | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = _cell_faults(self)
        if faults:
            raise InputError(*faults)

    @property
    def text(self) -> Text:
        """The cell in one line."""
        parts = [say(f"method.cell.{self.strength.value}", periods=counted("periods", self.periods or 0))]
        if self.evidence:
            key = "received" if self.strength is Strength.WITH_EVIDENCE else "brings"
            parts.append(say(f"method.cell.{key}", evidence=evidence_text(self.evidence)))
        if self.least_share is not None:
            parts.append(say("method.cell.share", percent=number_text(self.least_share * 100)))
        parts += [say("method.cell.payees")] if self.payees else []
        parts += [say("method.cell.not_manager")] if self.not_manager else []
        parts += [self.note] if self.note is not None else []
        return say("method.cell", method=self.method.text, says=join(parts, zh="；", en="; "))


def evidence_text(kinds: Iterable[str]) -> Text:
    """Return what kinds of evidence are called."""
    return join([label("evidence", one) for one in kinds])


def _cell_faults(cell: MethodCell) -> list[Fault]:
    """Return what does not go together in a cell."""
    path, proves = "MethodCell", cell.strength is not Strength.NOT
    by_data, conditions = cell.method is Method.DATA, cell.least_share is not None or cell.payees
    faults: list[Fault] = []
    if (cell.strength is Strength.WEAK) != (cell.periods is not None):
        faults.append(fault("cell.periods", f"{path}.periods", *_given(cell.periods)))
    if cell.periods is not None and not 1 <= cell.periods <= MOST_PERIODS:
        faults.append(fault("number.range", f"{path}.periods", cell.periods, low=1, high=MOST_PERIODS))
    if cell.strength is Strength.WITH_EVIDENCE and not cell.evidence:
        faults.append(fault("empty", f"{path}.evidence", cell.evidence))
    if any(not one.strip() for one in cell.evidence):
        faults.append(fault("empty", f"{path}.evidence", ""))
    if cell.least_share is not None and not 0 < cell.least_share <= 1:
        faults.append(fault("decimal.range", f"{path}.least_share", cell.least_share, low=0, high=1))
    if conditions != (by_data and proves):
        faults.append(fault("cell.data", f"{path}.least_share", *_given(cell.least_share)))
    if not proves and (cell.evidence or cell.not_manager):
        faults.append(fault("cell.not", f"{path}.strength", cell.strength.value))
    return faults


def _given(value: object) -> tuple[object, ...]:
    return () if value is None else (value,)
