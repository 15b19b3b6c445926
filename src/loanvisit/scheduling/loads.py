"""What the visits of a plan take, against the working days of the people there are."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple

from loanvisit.domain import (
    DayAnswer,
    Load,
    Method,
    MethodLoad,
    MethodTable,
    MonthLoad,
    NaturalPeriod,
    OfficerTime,
    Visit,
    Window,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.load import EXACT, added
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.manning import persons_of
from loanvisit.scheduling.plan import Plan

_DAY = timedelta(days=1)


@guarded
def load_of(plan: Plan, *, officers: Iterable[OfficerTime], table: MethodTable, period: Window | None = None) -> Load:
    """Count what the visits of a plan take, against the working days of some people.

    A visit takes its persons times the days of its method; work may be done on any worked day of its window, in parts
    and by anybody. What is lacking is therefore the least that is lacking, however the days are shared out. A visit due
    by the day of the plan may be made on any day of the first month. Who goes when, and that two go together, is not
    asked.

    Args:
        plan: the plan; its calendar says which days are worked.
        officers: the people and the time they have, in any order.
        table: how many days each method takes one person, such as `presets.method_table("cn.methods")`.
        period: the days looked at, both ends in; left out, from the day after the plan's own to its last. Visits whose
            last day lies in it count.

    Returns:
        The load, month by month; the same for any order of people.

    Raises:
        InputError: a person is named twice, or the period begins on or before the plan's day or ends after its last;
            or days of it lie before the calendar begins.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.domain import OfficerId, OfficerTime
        >>> from loanvisit.scheduling import make_plan
        >>> from loanvisit.testing import a_book
        >>> calendar = presets.calendar("CN")
        >>> policy = presets.policy("cn.five_tier_default")
        >>> plan = make_plan(a_book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        >>> anna = OfficerTime(officer=OfficerId("anna"))
        >>> load = load_of(plan, officers=[anna], table=presets.method_table("cn.methods"))
        >>> load.fits, load.months[0].month.opens.isoformat()
        (True, '2026-04-01')
    """
    people = _people(officers)
    days = _period(plan, period)
    months = [*_months(days)]
    visits = [visit for visit in plan.visits if _is_asked(visit, plan, days)]
    jobs = [_job(visit, plan, days, months[0], table) for visit in visits]
    answers = {day: plan.calendar.answer(day) for day in _each(days)}
    there = {day: _there(day, people) for day in answers if plan.calendar.works(day)}
    lacking = _lacking(jobs, there)
    return Load(
        as_of=plan.as_of,
        period=days,
        officers=[one.officer for one in people],
        borrowers=len({visit.borrower for visit in visits}),
        overdue=sum(visit.window.last <= plan.as_of for visit in visits),
        forecasts=sum(visit.forecast for visit in visits),
        most_persons=max((job.persons for job in jobs), default=0),
        methods=[_by_method(method, jobs) for method in Method if any(job.method is method for job in jobs)],
        months=[_by_month(month, jobs, answers, there, lacking) for month in months],
    )


class _Job(NamedTuple):
    """A visit as the count sees it: the days it may be made on, both in, and the person-days it takes."""

    last: date
    opens: date
    place: str
    method: Method
    persons: int
    days: Decimal


def _people(officers: Iterable[OfficerTime]) -> tuple[OfficerTime, ...]:
    people, wrong = each(officers, OfficerTime, "officers")
    faults = FaultList()
    seen: set[str] = set()
    for place, one in enumerate(people):
        if one.officer.canonical in seen:
            faults.add(fault("id.duplicate", f"officers[{place}].officer", one.officer.value))
        seen.add(one.officer.canonical)
    for one_fault in wrong:
        faults.add(one_fault)
    faults.raise_as(InputError)
    return tuple(sorted(people, key=lambda one: (one.officer.canonical, one.officer.value)))


def _period(plan: Plan, period: Window | None) -> Window:
    first = plan.as_of + _DAY
    if period is None:
        if plan.until < first:
            raise InputError(fault("date.order", "plan.until", plan.until, earlier=first))
        return Window(opens=first, last=plan.until)
    faults = FaultList()
    if period.opens < first:
        faults.add(fault("date.order", "period.opens", period.opens, earlier=first))
    if period.last > plan.until:
        faults.add(fault("date.late", "period.last", period.last, later=plan.until))
    faults.raise_as(InputError)
    return period


def _is_asked(visit: Visit, plan: Plan, days: Window) -> bool:
    """Say whether a visit is due by the plan's day, or has its last day in the period."""
    return visit.window.last <= plan.as_of or visit.window.last in days


def _job(visit: Visit, plan: Plan, days: Window, first: Window, table: MethodTable) -> _Job:
    persons = max(persons_of(duty.rule, visit.method) for duty in visit.covers)
    opens, last = max(visit.window.opens, days.opens), visit.window.last
    if visit.window.last <= plan.as_of:
        opens, last = first.opens, first.last
    effort = EXACT.multiply(table.profile(visit.method).effort_days, Decimal(persons))
    return _Job(last, opens, visit.id.value, visit.method, persons, effort)


def _each(days: Window) -> Iterator[date]:
    return (days.opens + timedelta(days=count) for count in range((days.last - days.opens).days + 1))


def _months(days: Window) -> Iterator[Window]:
    """Yield each month of a period, cut to it."""
    month = NaturalPeriod.MONTH.holding(days.opens)
    while month.opens <= days.last:
        yield Window(opens=max(month.opens, days.opens), last=min(month.last, days.last))
        month = NaturalPeriod.MONTH.following(month)


def _there(day: date, people: tuple[OfficerTime, ...]) -> Decimal:
    """Return the person-days there are on a day that is worked."""
    return added(one.share for one in people if one.is_there(day))


def _lacking(jobs: list[_Job], there: dict[date, Decimal]) -> dict[date, Decimal]:
    """Return the person-days that find no room, by the last day of the visits they belong to.

    Each day works on what ends first of all that is open. Where everybody can do everything, in parts, no other order
    does more: each day takes the work that fewest of the days to come could take.
    """
    waiting, open_now = sorted(jobs, key=lambda job: (job.opens, job.last, job.place))[::-1], list[_Job]()
    lacking: dict[date, Decimal] = {}
    for day, free in sorted(there.items()):
        while waiting and waiting[-1].opens <= day:
            heappush(open_now, waiting.pop())
        left = free
        while open_now and (left or open_now[0].last < day):
            job = heappop(open_now)
            if job.last < day:
                lacking[job.last] = EXACT.add(lacking.get(job.last, Decimal(0)), job.days)
            elif job.days > left:
                heappush(open_now, job._replace(days=EXACT.subtract(job.days, left)))
                left = Decimal(0)
            else:
                left = EXACT.subtract(left, job.days)
    for job in (*waiting, *open_now):
        lacking[job.last] = EXACT.add(lacking.get(job.last, Decimal(0)), job.days)
    return lacking


def _by_method(method: Method, jobs: list[_Job]) -> MethodLoad:
    used = [job for job in jobs if job.method is method]
    return MethodLoad(
        method=method,
        visits=len(used),
        person_visits=sum(job.persons for job in used),
        needed=added(job.days for job in used),
    )


def _by_month(
    month: Window,
    jobs: list[_Job],
    answers: dict[date, DayAnswer],
    there: dict[date, Decimal],
    lacking: dict[date, Decimal],
) -> MonthLoad:
    due = [job for job in jobs if job.last in month]
    return MonthLoad(
        month=month,
        visits=len(due),
        person_visits=sum(job.persons for job in due),
        needed=added(job.days for job in due),
        working_days=sum(day in month for day in there),
        available=added(free for day, free in there.items() if day in month),
        lacking=added(days for day, days in lacking.items() if day in month),
        provisional=any(answer is DayAnswer.UNDECREED for day, answer in answers.items() if day in month),
    )
