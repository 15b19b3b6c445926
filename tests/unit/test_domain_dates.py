"""Natural periods, counted to the end of what days there are."""

from datetime import date

import pytest

from loanvisit.domain import NaturalPeriod
from loanvisit.errors import InputError


def test_periods_end_where_days_end() -> None:
    """Periods go on to the last day there is; asked for one more, they refuse."""
    years = NaturalPeriod.YEAR.spans(date(2199, 1, 1))
    seen: list[tuple[date, date]] = []
    with pytest.raises(InputError) as refused:
        seen.extend(years)
    assert (refused.value.code, seen[-1]) == ("date.range", (date(9999, 1, 1), date.max))
    with pytest.raises(InputError, match=r"^\[type\]"):
        NaturalPeriod.YEAR.spans("2199")  # type: ignore[arg-type]


def test_periods_follow_one_another() -> None:
    """Each period begins on the day after the one before it."""
    quarters = NaturalPeriod.QUARTER.spans(date(2026, 2, 14))
    assert [next(quarters) for _ in range(2)] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]
