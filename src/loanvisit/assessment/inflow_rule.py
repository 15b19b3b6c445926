"""A rule over account inflow: the mean of the last months against that of the whole year (E06)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from attrs import frozen

from loanvisit.assessment.monitoring_rule import (
    COMPLETE,
    PRACTICE,
    MemberSeries,
    first_day,
    is_enough,
    known_readings,
    rule_faults,
)
from loanvisit.domain import Confidence, Reading, RunHit, SignalLevel
from loanvisit.domain.exact import check, guarded
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say

INFLOW = "inflow"
"""The kind of reading that carries what came into an account on a day; a day without inflow reports zero."""


@frozen(kw_only=True)
class InflowDrop:
    """Mean monthly inflow of the last three months against that of twelve (E06).

    The change is taken in whole percent, rounded down, which tells exactly whether it is below a whole percent.

    Args:
        yellow: a fall by more than so many percent is yellow.
        orange: by more than so many, orange.
        recent: how many months are recent.
        months: how many months they are held against, the recent ones among them.
        series: the kind of reading.
        code: the code of its signals.
        complete: the share of the expected days of every expected account that must be there.
        citation: where the thresholds come from.
        confidence: how sure that is.
        effective_from: since when the bank uses them, None where that is not recorded.

    Raises:
        InputError: the thresholds do not rise or pass 100, the months are out of order, or the share is out of range;
            each is listed.

    Example:
        >>> rule = InflowDrop()
        >>> rule.judge(-30) is None, rule.judge(-31).level.value, rule.judge(-51).level.value
        (True, 'yellow', 'orange')
    """

    yellow: int = 30
    orange: int = 50
    recent: int = 3
    months: int = 12
    series: str = INFLOW
    code: str = "E06"
    complete: Decimal = COMPLETE
    citation: Text = PRACTICE
    confidence: Confidence = Confidence.PRACTICE
    effective_from: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        ordered = {"yellow": self.yellow, "orange": self.orange}
        faults = rule_faults("InflowDrop", complete=self.complete, ordered=ordered, least=0)
        if self.orange > 100:
            faults.append(fault("number.range", "InflowDrop.orange", self.orange, low=0, high=100))
        if not 1 <= self.recent < self.months <= 120:
            faults.append(fault("number.range", "InflowDrop.recent", self.recent, low=1, high=self.months - 1))
        if faults:
            raise InputError(*faults)

    @guarded
    def measure(self, member: MemberSeries, /, *, cut: date) -> int | None:
        """Return the change in whole percent, rounded down; None where days lack, nothing came in, or moneys differ."""
        opens = first_day(self.months, cut=cut)
        told = _last_known(known_readings(member, self.series, since=opens, cut=cut), member.accounts)
        there = {(one.account if member.accounts else None, one.on) for one in told}
        expected = ((cut - opens).days + 1) * max(len(member.accounts), 1)
        if not is_enough(len(there), expected, self.complete) or len({_currency(one) for one in told}) != 1:
            return None
        start = first_day(self.recent, cut=cut)
        whole, recent = _sum(told), _sum([one for one in told if one.on >= start])
        if whole <= 0:
            return None
        return floor(100 * recent * self.months / (whole * self.recent)) - 100

    @guarded
    def judge(self, measured: int, /) -> RunHit | None:
        """Return a hit where the fall is larger than a threshold."""
        for level, bound in ((SignalLevel.ORANGE, self.orange), (SignalLevel.YELLOW, self.yellow)):
            if measured < -bound:
                said = {"recent": self.recent, "whole": self.months, "change": measured, "bound": -bound}
                reason = say("rule.inflow", **{key: str(value) for key, value in said.items()})
                return RunHit(rule=self.code, level=level, reason=reason)
        return None


def _last_known(readings: list[Reading], accounts: frozenset[str]) -> list[Reading]:
    """Return the readings of the expected accounts that carry an amount: of an account's day what was known last."""
    found: defaultdict[tuple[str | None, date], list[Reading]] = defaultdict(list)
    for one in readings:
        if one.amount is not None and (not accounts or one.account in accounts):
            found[one.account, one.on].append(one)
    latest = {slot: max(one.told_on for one in held) for slot, held in found.items()}
    return [one for slot, held in found.items() for one in held if one.told_on == latest[slot]]


def _currency(reading: Reading) -> str | None:
    return None if reading.amount is None else reading.amount.currency


def _sum(readings: list[Reading]) -> Fraction:
    return sum((Fraction(one.amount.amount) for one in readings if one.amount is not None), Fraction(0))
