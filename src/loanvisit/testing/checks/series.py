"""What readings promise: of the loan, from the first day to the last, by day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from loanvisit.domain import LoanId, Money, Reading
from loanvisit.ports import Series
from loanvisit.testing.checks.checking import Check, Checked, conclude, holds, made, same

Holding: TypeAlias = Callable[[tuple[Reading, ...]], Series]
"""Makes a series that knows some readings."""
_ONE, _TWO = LoanId("L-1"), LoanId("L-2")
_FIRST = date(2026, 2, 27)


def series_checks(maker: Holding) -> tuple[Check, ...]:
    """Return every check on a series; none is run yet.

    Args:
        maker: makes a series that knows the readings given, in whatever order.

    Returns:
        The checks.

    Example:
        >>> from loanvisit.adapters import MemorySeries
        >>> [check.clause for check in series_checks(MemorySeries)]
        ['R01', 'R02', 'R03']
    """
    return (
        made("R01", partial(readings_are_of_the_loan_and_the_days_asked_for, maker)),
        made("R02", partial(readings_come_by_day, maker)),
        made("R03", partial(a_loan_nobody_knows_has_no_readings, maker)),
    )


def check_series(maker: Holding, *, skip: Mapping[str, str] = MappingProxyType({})) -> tuple[Checked, ...]:
    """Check that a series keeps every clause of its port.

    Args:
        maker: makes a series that knows the readings given, in whatever order.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.

    Example:
        >>> from loanvisit.adapters import MemorySeries
        >>> len(check_series(MemorySeries))
        3
    """
    return conclude(series_checks(maker), skip)


def _known() -> tuple[Reading, ...]:
    """Return readings of two loans over ten days at the end of February, not in order."""
    days = [_FIRST + timedelta(days=step * 7 % 10) for step in range(10)]
    return tuple(
        Reading(kind="flow", on=day, loan=loan, amount=Money(f"{day.day}.0{place}", "CNY"))
        for day in days
        for place, loan in enumerate((_ONE, _TWO))
    )


def readings_are_of_the_loan_and_the_days_asked_for(maker: Holding) -> None:
    """For every two days, both in, exactly the readings of that loan; none where the last is before the first."""
    known = _known()
    series = maker(known)
    days = [_FIRST + timedelta(days=step) for step in range(-1, 11)]
    for loan in (_ONE, _TWO):
        for since in days:
            for until in days:
                expected = {one for one in known if one.loan == loan and since <= one.on <= until}
                came = series.readings(loan, since=since, until=until)
                holds(set(came) == expected, f"the readings of {loan} from {since} to {until}", came)
                same(len(came), len(expected), f"the number of readings of {loan} from {since} to {until}")


def readings_come_by_day(maker: Holding) -> None:
    """However they were known, they come by day."""
    for known in (_known(), tuple(reversed(_known()))):
        came = maker(known).readings(_ONE, since=_FIRST, until=_FIRST + timedelta(days=30))
        holds(all(one.on <= two.on for one, two in pairwise(came)), "readings by day", [one.on for one in came])


def a_loan_nobody_knows_has_no_readings(maker: Holding) -> None:
    """None are given, and nothing is raised."""
    series = maker(_known())
    same(series.readings(LoanId("L-9"), since=_FIRST, until=date(2026, 12, 31)), (), "the readings of an unknown loan")
    same(maker(()).readings(_ONE, since=_FIRST, until=_FIRST), (), "the readings where none are known")
