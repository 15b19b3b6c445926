"""What a rule of monitoring is: what it reads of a member, measured to one whole number, and what that number says."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol, runtime_checkable

from loanvisit.domain import (
    BorrowerId,
    Confidence,
    Reading,
    RunHit,
    Span,
    add_months,
)
from loanvisit.domain.monitoring import Watched
from loanvisit.domain.monitoring_run import INTERVIEW_WITHIN
from loanvisit.errors import Fault, fault
from loanvisit.words import Text, say

Month = tuple[int, int]
"""A year and a month of it."""
COMPLETE = Decimal("0.95")
"""Which share of what is expected must be there at least, for what is read to say anything: practice."""

PRACTICE = say("rules.practice")
"""Where the usual thresholds come from: no text of law names them."""


class MemberSeries(NamedTuple):
    """What was read of one member of a pool.

    `since` is the day of the first payout, before which nothing is expected; None where it is not known. `accounts` are
    those whose readings are expected; empty where accounts are not told apart.
    """

    about: Watched
    borrower: BorrowerId
    readings: tuple[Reading, ...] = ()
    since: date | None = None
    accounts: frozenset[str] = frozenset()


@runtime_checkable
class MonitoringRule(Protocol):
    """A rule of monitoring: a pure function in two parts, so that equal measures are judged once over a whole pool.

    `code` names it, `series` the kind of reading it needs, `months` how many months up to the data cut it reads.
    """

    @property
    def code(self) -> str:
        """The code of its signals."""
        ...

    @property
    def series(self) -> str:
        """The kind of reading it needs."""
        ...

    @property
    def months(self) -> int:
        """How many months up to the cut it reads."""
        ...

    def measure(self, member: MemberSeries, /, *, cut: date) -> int | None:
        """Return what it reads of a member as one whole number; None where too little is there to say."""
        ...

    def judge(self, measured: int, /) -> RunHit | None:
        """Return the hit that a measure is, None where it is none."""
        ...


class MonitoringRules(NamedTuple):
    """The rules of a run (监测规则), under an id and a version, and what for: the purposes of duties that they serve.

    An interview is owed within `interview_within` where data lack.
    """

    id: str
    version: str
    rules: tuple[MonitoringRule, ...]
    purposes: frozenset[str] = frozenset({"monitoring"})
    interview_within: Span = INTERVIEW_WITHIN
    effective_from: date | None = None
    citation: Text = PRACTICE
    confidence: Confidence = Confidence.PRACTICE


def known_readings(member: MemberSeries, series: str, *, since: date, cut: date) -> list[Reading]:
    """Return the readings of a kind from a day to the cut, both in, that were known by the close of the cut."""
    return [one for one in member.readings if one.kind == series and since <= one.on <= cut and one.told_on <= cut]


def months_ended(count: int, *, cut: date, since: date | None) -> tuple[Month, ...]:
    """Return the last months that ended by the cut, latest first; none that ended before the first payout.

    >>> months_ended(3, cut=date(2026, 3, 30), since=date(2026, 1, 31))
    ((2026, 2), (2026, 1))
    """
    year, month = (cut + timedelta(days=1)).year, (cut + timedelta(days=1)).month
    found: list[Month] = []
    for _ in range(count):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        if since is None or date(year, month, monthrange(year, month)[1]) >= since:
            found.append((year, month))
    return tuple(found)


def first_day(months: int, *, cut: date) -> date:
    """Return the first day of so many months that end with the cut."""
    return add_months(cut, -months) + timedelta(days=1)


def is_enough(there: int, expected: int, share: Decimal) -> bool:
    """Say whether enough of what is expected is there, exactly; of nothing expected nothing can be said.

    >>> is_enough(19, 20, COMPLETE), is_enough(18, 19, COMPLETE), is_enough(0, 0, COMPLETE)
    (True, False, False)
    """
    return expected > 0 and there >= Fraction(share) * expected


def rule_faults(name: str, *, complete: Decimal, ordered: Mapping[str, int | None], least: int) -> list[Fault]:
    """Return what is wrong with a share, and with thresholds: each above the one before, the first above `least`."""
    faults: list[Fault] = []
    if not 0 < complete <= 1:
        faults.append(fault("decimal.range", f"{name}.complete", complete, low=0, high=1))
    for key, bound in ordered.items():
        if bound is not None and bound < least:
            faults.append(fault("number.range", f"{name}.{key}", bound, low=least, high=10**6))
        least = least if bound is None else bound + 1
    return faults
