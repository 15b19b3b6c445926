"""A term that must run before a class may rise: so many repayment periods, and so long at least."""

from datetime import date
from enum import Enum

from attrs import frozen

from loanvisit.domain.dates import Span, Unit
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.methods import Confidence
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

_MOST_PERIODS = 120


class Counting(Enum):
    """How repayment periods are counted from the first repayment day.

    `full_periods`: so many whole periods run after that day. `repayments`: so many repayments are made, that day's
    being the first, which is one period shorter.
    """

    FULL_PERIODS = "full_periods"
    REPAYMENTS = "repayments"

    @property
    def text(self) -> Text:
        """The reading, in words."""
        return say(f"class.counting.{self.value}")


@frozen(kw_only=True)
class Term:
    """A term that begins on a day that a fact names, the longer of repayment periods and a span.

    Args:
        id: names it in the regime.
        title: what it is called.
        since: the fact that holds its first day.
        least: how long it lasts at least, from that day.
        periods: how many repayment periods it lasts at least, 0 where it counts none.
        counting: how they are counted.
        late_restarts: whether a sum paid late, after its first day, starts it anew from the day it was paid.
        is_open: whether the text leaves the counting open, so that a bank may read it the other way.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    id: str
    title: Text
    since: FactName
    least: Span
    periods: int = 0
    counting: Counting = Counting.FULL_PERIODS
    late_restarts: bool = False
    is_open: bool = False
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        if self.least.unit is Unit.WORKING_DAYS:
            faults.append(fault("type", "Term.least", self.least, form="days | weeks | months | years"))
        if self.least.count < 1:
            faults.append(fault("number.range", "Term.least", self.least, low=1, high=_MOST_PERIODS))
        if not 0 <= self.periods <= _MOST_PERIODS:
            faults.append(fault("number.range", "Term.periods", self.periods, low=0, high=_MOST_PERIODS))
        if faults:
            raise InputError(*faults)

    @guarded
    def ends_on(self, start: date, period: Span | None) -> date | None:
        """Return the first day on which it no longer runs; None where it hangs on a repayment period not known."""
        least = self.least.after(start)
        if self.periods == 0:
            return least
        if period is None:
            return None
        return max(least, period.after(start, self.periods - (self.counting is Counting.REPAYMENTS)))
