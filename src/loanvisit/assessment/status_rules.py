"""Rules over the repayment status that a register reports each month: how long past due, and how often (E01, E03)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from loanvisit.assessment.monitoring_rule import (
    COMPLETE,
    PRACTICE,
    MemberSeries,
    Month,
    first_day,
    is_enough,
    known_readings,
    months_ended,
    rule_faults,
)
from loanvisit.domain import Confidence, RunHit, SignalLevel
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say

MONTHLY_STATUS = "monthly_status"
"""The kind of reading that carries a month's status; its day is any of that month."""


@frozen(kw_only=True)
class StatusBucket:
    """What a status means: so many days past due, both ends in; `most` None is without end.

    Raises:
        InputError: the days are negative or out of order, or the status is blank.
    """

    status: str
    least: int
    most: int | None

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.status.strip():
            raise InputError(fault("empty", "StatusBucket.status", self.status))
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise InputError(fault("number.range", "StatusBucket.least", self.least, low=0, high=self.most or 10**6))


def _bucket(status: str, least: int, most: int | None) -> StatusBucket:
    return StatusBucket(status=status, least=least, most=most)


STATUS_BUCKETS: tuple[StatusBucket, ...] = (
    _bucket("X", 0, 0),
    _bucket("C", 0, 0),
    _bucket("0", 1, 29),
    _bucket("1", 30, 59),
    _bucket("2", 60, 89),
    _bucket("3", 90, 119),
    _bucket("4", 120, 149),
    _bucket("5", 150, None),
)
"""The statuses of monthly credit records: no loan, paid off, and days past due by thirties; the better first."""


def _buckets(items: Iterable[StatusBucket]) -> tuple[StatusBucket, ...]:
    return as_tuple(items)


def _bucket_faults(name: str, buckets: tuple[StatusBucket, ...]) -> None:
    known: set[str] = set()
    for place, one in enumerate(buckets):
        if one.status in known:
            raise InputError(fault("id.duplicate", f"{name}.buckets[{place}].status", one.status))
        known.add(one.status)
    if not buckets:
        raise InputError(fault("empty", f"{name}.buckets", buckets))


def statuses_by_month(
    member: MemberSeries, buckets: tuple[StatusBucket, ...], *, since: date, cut: date, series: str = MONTHLY_STATUS
) -> dict[Month, int]:
    """Return the place among the buckets of each month's status as it was known at the cut.

    Where a month was told twice, what the bank knew last counts; of what it knew on one day, the longer past due.

    Raises:
        InputError: a status is in none of the buckets.
    """
    places = {one.status: place for place, one in enumerate(buckets)}
    found: dict[Month, tuple[date, int, int]] = {}
    for one in known_readings(member, series, since=since, cut=cut):
        place = places.get(one.status or "")
        if place is None:
            raise InputError(fault("run.status", "readings.status", one.status))
        month = (one.on.year, one.on.month)
        found[month] = max(found.get(month, (date.min, 0, 0)), (one.told_on, buckets[place].least, place))
    return {month: place for month, (_, _, place) in found.items()}


@frozen(kw_only=True)
class OverdueStatus:
    """Days past due by the status of the last month that ended by the cut (E01): the longest the status allows.

    Args:
        buckets: what each status means.
        yellow: more days past due than this are yellow.
        orange: more than this, orange.
        red: more than this, red.
        series: the kind of reading.
        code: the code of its signals.
        complete: the share of the expected months that must be there.
        citation: where the thresholds come from.
        confidence: how sure that is.
        effective_from: since when the bank uses them, None where that is not recorded.

    Raises:
        InputError: the thresholds do not rise, the share is out of range, or a status is there twice; each is listed.

    Example:
        >>> rule = OverdueStatus()
        >>> [rule.judge(place) and rule.judge(place).level.value for place in range(8)]
        [None, None, 'yellow', 'orange', 'orange', 'red', 'red', 'red']
    """

    buckets: tuple[StatusBucket, ...] = field(default=STATUS_BUCKETS, converter=_buckets)
    yellow: int = 0
    orange: int = 30
    red: int = 90
    series: str = MONTHLY_STATUS
    code: str = "E01"
    complete: Decimal = COMPLETE
    citation: Text = PRACTICE
    confidence: Confidence = Confidence.PRACTICE
    effective_from: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        ordered = {"yellow": self.yellow, "orange": self.orange, "red": self.red}
        faults = rule_faults("OverdueStatus", complete=self.complete, ordered=ordered, least=0)
        if faults:
            raise InputError(*faults)
        _bucket_faults("OverdueStatus", self.buckets)

    @property
    def months(self) -> int:
        """It reads back far enough to hold the last month that ended, whatever day the cut is."""
        return 2

    @guarded
    def measure(self, member: MemberSeries, /, *, cut: date) -> int | None:
        """Return the place of the last month's status among the buckets, None where it was not reported."""
        expected = months_ended(1, cut=cut, since=member.since)
        there = statuses_by_month(
            member, self.buckets, since=first_day(self.months, cut=cut), cut=cut, series=self.series
        )
        return there.get(expected[0]) if expected else None

    @guarded
    def judge(self, measured: int, /) -> RunHit | None:
        """Return a hit of the worst colour whose threshold is passed."""
        bucket = self.buckets[measured]
        bounds = ((SignalLevel.RED, self.red), (SignalLevel.ORANGE, self.orange), (SignalLevel.YELLOW, self.yellow))
        for level, bound in bounds:
            if bucket.most is None or bucket.most > bound:
                key = "rule.overdue.open" if bucket.most is None else "rule.overdue"
                days = {"least": str(bucket.least), "most": str(bucket.most), "bound": str(bound)}
                reason = say(key, status=bucket.status, **days)
                return RunHit(rule=self.code, level=level, reason=reason, from_arrears=True)
        return None


@frozen(kw_only=True)
class MissedInstalments:
    """How many months of the last twelve stood at a status of thirty days past due or more (E03).

    Args:
        buckets: what each status means.
        days: from how many days past due on an instalment counts as missed, by the least its status allows.
        yellow: so many are yellow.
        orange: so many are orange, None for never.
        months: how many months are looked at.
        series: the kind of reading.
        code: the code of its signals.
        complete: the share of the expected months that must be there.
        citation: where the thresholds come from.
        confidence: how sure that is.
        effective_from: since when the bank uses them, None where that is not recorded.

    Raises:
        InputError: a number is out of range, the share is, or a status is there twice; each is listed.

    Example:
        >>> rule = MissedInstalments()
        >>> rule.judge(1) is None, rule.judge(2).reason.en
        (True, 'in the last 12 months 2 instalments were 30 days past due or more; threshold 2')
    """

    buckets: tuple[StatusBucket, ...] = field(default=STATUS_BUCKETS, converter=_buckets)
    days: int = 30
    yellow: int = 2
    orange: int | None = None
    months: int = 12
    series: str = MONTHLY_STATUS
    code: str = "E03"
    complete: Decimal = COMPLETE
    citation: Text = PRACTICE
    confidence: Confidence = Confidence.PRACTICE
    effective_from: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = rule_faults(
            "MissedInstalments",
            complete=self.complete,
            ordered={"yellow": self.yellow, "orange": self.orange},
            least=1,
        )
        for name, value in (("days", self.days), ("months", self.months)):
            if not 1 <= value <= 1200:
                faults.append(fault("number.range", f"MissedInstalments.{name}", value, low=1, high=1200))
        if faults:
            raise InputError(*faults)
        _bucket_faults("MissedInstalments", self.buckets)

    @guarded
    def measure(self, member: MemberSeries, /, *, cut: date) -> int | None:
        """Return how many of the months that ended were missed, None where too few of them were reported."""
        expected = months_ended(self.months, cut=cut, since=member.since)
        there = statuses_by_month(
            member, self.buckets, since=first_day(self.months + 1, cut=cut), cut=cut, series=self.series
        )
        held = [there[month] for month in expected if month in there]
        if not is_enough(len(held), len(expected), self.complete):
            return None
        return sum(self.buckets[place].least >= self.days for place in held)

    @guarded
    def judge(self, measured: int, /) -> RunHit | None:
        """Return a hit where as many were missed as the threshold says."""
        bounds = ((SignalLevel.ORANGE, self.orange), (SignalLevel.YELLOW, self.yellow))
        for level, bound in bounds:
            if bound is not None and measured >= bound:
                said = {"months": self.months, "count": measured, "days": self.days, "bound": bound}
                reason = say("rule.missed", **{key: str(value) for key, value in said.items()})
                return RunHit(rule=self.code, level=level, reason=reason, from_arrears=True)
        return None
