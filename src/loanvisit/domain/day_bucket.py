"""Buckets of days past due, each with its grade: together they hold every number of days once, the worse the longer."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.domain.floor_rule import Excuse
from loanvisit.domain.methods import Confidence
from loanvisit.domain.money import Money
from loanvisit.domain.risk import RiskScale
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

MOST_DAYS = 36500


@frozen(kw_only=True)
class DayBucket:
    """The days past due that call for a grade at least, bounds as the paper states them: strict or inclusive.

    Args:
        grade: the lowest grade allowed.
        low: the lower bound.
        low_in: whether a claim of exactly `low` days is in: "90 days or more", not "more than 90".
        high: the upper bound, None where there is none.
        high_in: whether a claim of exactly `high` days is in.
        excuses: each of them lifts the grade off a claim.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    grade: str
    low: int
    low_in: bool
    high: int | None = None
    high_in: bool = True
    excuses: tuple[Excuse, ...] = ()
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def first(self) -> int:
        """The fewest days in it."""
        return self.low if self.low_in else self.low + 1

    @property
    def last(self) -> int | None:
        """The most days in it, None without end."""
        return self.high if self.high is None or self.high_in else self.high - 1

    def __contains__(self, days: int) -> bool:
        return self.first <= days and (self.last is None or days <= self.last)

    @property
    def text(self) -> Text:
        """The bounds as the paper states them."""
        if self.first == self.last:
            return say("class.days.exactly", days=self.first)
        low = say("class.days.low_in" if self.low_in else "class.days.low", days=self.low)
        if self.high is None:
            return low
        high = say("class.days.high_in" if self.high_in else "class.days.high", days=self.high)
        return say("class.days.between", low=low, high=high)


def bucket_faults(buckets: Sequence[DayBucket], scale: RiskScale, paths: Sequence[str]) -> list[Fault]:
    """Return what is wrong with buckets together: days held twice or not at all, a better grade after a worse one.

    Args:
        buckets: in the order written.
        scale: the scale their grades are of.
        paths: where each stands.
    """
    faults: list[Fault] = []
    expected: int | None = 0
    worst = 0
    for bucket, path in zip(buckets, paths, strict=True):
        if expected is None or bucket.first < expected:
            faults.append(fault("days.overlap", path, bucket.low))
        elif bucket.first > expected:
            faults.append(fault("days.gap", path, bucket.low, first=expected, last=bucket.first - 1))
        if bucket.last is not None and bucket.last < bucket.first:
            faults.append(fault("days.order", path, bucket.high))
        if bucket.grade not in scale.grades:
            faults.append(fault("code", f"{path}.grade", bucket.grade, known=", ".join(scale.grades)))
        else:
            rank = scale.grades.index(bucket.grade)
            if rank < worst:
                faults.append(fault("days.better", f"{path}.grade", bucket.grade))
            worst = max(worst, rank)
        expected = None if expected is None or bucket.last is None else max(expected, bucket.last + 1)
    if expected is not None:
        faults.append(fault("days.open", paths[-1] if paths else "bucket", first=expected))
    return faults


@frozen(kw_only=True)
class Materiality:
    """From which amount days count: more than an amount, and more than a share of all that is owed, both strictly.

    Args:
        retail: the amount for a retail exposure; where nobody knows whether it is one, the smaller amount stands.
        other: the amount for any other.
        percent: the share of what is owed, in hundredths.
        by_debtor: whether the debtor's claims are added up, or each stands alone.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    retail: Money
    other: Money
    percent: Decimal
    by_debtor: bool
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        if self.other.currency != self.retail.currency:
            faults.append(fault("currency.mixed", "Materiality.other", self.other))
        if not 0 <= self.percent <= 100:
            faults.append(fault("number.range", "Materiality.percent", self.percent, low=0, high=100))
        if faults:
            raise InputError(*faults)
