"""How long before a member went bad a run had hit it: months ahead, with how many of how many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import floor

from attrs import field, frozen

from loanvisit.assessment.monitoring_rule import MemberSeries
from loanvisit.assessment.status_rules import STATUS_BUCKETS, StatusBucket, statuses_by_month
from loanvisit.domain import MonitoringRun, RunOutcome, RunState
from loanvisit.domain.exact import as_tuple, check, each, guarded
from loanvisit.domain.monitoring import Watched
from loanvisit.errors import InputError
from loanvisit.words import Text, say, verbatim


def _numbers(items: Iterable[int]) -> tuple[int, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class LeadTimes:
    """How far ahead of a bad status hits came, of one kind of rules alone.

    Args:
        of: how many members went bad after a run that had looked at them.
        leads: for each of them that was hit before, the whole months from its first hit to the month it went bad.
        hit: how many members were hit at all while they were not yet bad.
        hit_of: how many members were looked at while they were not yet bad.
        not_looked: how many went bad with no run before that had looked at them; in none of the other numbers.

    Example:
        >>> LeadTimes(of=4, leads=[2, 5], hit=3, hit_of=10, not_looked=1).text.en
        'of 4 that went bad 2 had been hit before, 3.5 months ahead on average'
    """

    of: int
    leads: tuple[int, ...] = field(converter=_numbers)
    hit: int
    hit_of: int
    not_looked: int

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def warned(self) -> int:
        """How many of those that went bad had been hit before."""
        return len(self.leads)

    @property
    def mean(self) -> Fraction | None:
        """The mean number of months ahead, exactly; None where nobody was warned of."""
        return Fraction(sum(self.leads), len(self.leads)) if self.leads else None

    @property
    def text(self) -> Text:
        """The answer in one sentence, numerator and denominator named."""
        if self.mean is None:
            return say("lead.none", of=str(self.of), warned=str(self.warned))
        return say("lead", of=str(self.of), warned=str(self.warned), months=_tenths(self.mean))


@frozen(kw_only=True)
class LeadTimesApart:
    """Lead times of hits that tell of something else, and, apart, of hits computed from days past due itself."""

    ahead: LeadTimes
    from_arrears: LeadTimes

    def __attrs_post_init__(self) -> None:
        check(self)


@guarded
def first_bad(
    member: MemberSeries, *, until: date, days: int = 90, buckets: tuple[StatusBucket, ...] = STATUS_BUCKETS
) -> date | None:
    """Return the first day of the first month whose status is so many days past due or more, None where none is.

    Args:
        member: the member, with its monthly statuses.
        until: the close of this day; what is known later is not looked at.
        days: from how many days past due on a month is bad, by the least its status allows; 90 is status 3 or worse.
        buckets: what each status means.

    Returns:
        The first of the month, whatever day of it the reading names.

    Raises:
        InputError: a status is in none of the buckets.

    Example:
        >>> from loanvisit.domain import BorrowerId, LoanId, Reading
        >>> read = [Reading(kind="monthly_status", on=date(2026, m, 28), status=s) for m, s in ((1, "2"), (2, "3"))]
        >>> first_bad(MemberSeries(LoanId("L-1"), BorrowerId("B-1"), tuple(read)), until=date(2026, 3, 31))
        datetime.date(2026, 2, 1)
    """
    months = statuses_by_month(member, buckets, since=date.min, cut=until)
    bad = [month for month, place in months.items() if buckets[place].least >= days]
    return date(*min(bad), 1) if bad else None


@guarded
def lead_times(runs: Iterable[MonitoringRun], *, went_bad: Mapping[Watched, date]) -> LeadTimesApart:
    """Return how far ahead of going bad the hits of runs came, those computed from days past due itself apart.

    A run counts for a member while it is not yet bad: its data cut lies before the month in which it went bad. A member
    without the data of any rule was not looked at by that run, unless another rule hit.

    Args:
        runs: the runs, in any order; void ones are left out.
        went_bad: the members that went bad, each with a day of the month it did (`first_bad`).

    Returns:
        Both kinds, with their denominators.

    Raises:
        InputError: something is no run.
    """
    given, wrong = each(runs, MonitoringRun, "runs")
    if wrong:
        raise InputError(*wrong)
    looked: set[Watched] = set()
    first: dict[bool, dict[Watched, date]] = defaultdict(dict)
    for run in sorted((one for one in given if one.state is not RunState.VOID), key=lambda one: (one.cut, one.id)):
        for member in run.members:
            bad_on = went_bad.get(member.about)
            if bad_on is not None and run.cut >= bad_on.replace(day=1):
                continue
            if member.answer.outcome is not RunOutcome.MISSING:
                looked.add(member.about)
            for hit in member.answer.hits:
                first[hit.from_arrears].setdefault(member.about, run.cut)
    return LeadTimesApart(
        ahead=_told(first[False], looked, went_bad), from_arrears=_told(first[True], looked, went_bad)
    )


def _tenths(number: Fraction) -> Text:
    """Return a number rounded to tenths, halves away from zero."""
    whole, tenths = divmod(floor(10 * number + Fraction(1, 2)), 10)
    return verbatim(f"{whole}.{tenths}" if tenths else str(whole))


def _told(first: Mapping[Watched, date], looked: set[Watched], went_bad: Mapping[Watched, date]) -> LeadTimes:
    leads = [
        12 * (went_bad[one].year - hit.year) + went_bad[one].month - hit.month
        for one, hit in first.items()
        if one in went_bad
    ]
    return LeadTimes(
        of=sum(one in looked for one in went_bad),
        leads=tuple(sorted(leads)),
        hit=len(first),
        hit_of=len(looked),
        not_looked=sum(one not in looked for one in went_bad),
    )
