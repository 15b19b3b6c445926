"""Which of two spans is the longer, whatever the day they are counted from: a month has 28 to 31 days."""

from collections.abc import Iterator
from datetime import date, timedelta

from loanvisit.domain.dates import Span


def is_never_longer(small: Span, large: Span, *, back: bool = False) -> bool:
    """Say whether one span from any day reaches no farther than another from the same day, `back` or on from it."""
    if small.months is not None and large.months is not None:
        return small.months <= large.months
    if small.months is None and large.months is None:
        return small.after(_SOME_DAY) <= large.after(_SOME_DAY)
    if back:
        return all(small.after(day, -1) >= large.after(day, -1) for day in _every_day())
    return all(small.after(day) <= large.after(day) for day in _every_day())


_SOME_DAY = date(2024, 1, 1)


def _every_day() -> Iterator[date]:
    """Four years from a leap year on, and four that end with a year 2100 without one: spans of every length."""
    for year in (2024, 2097):
        for place in range(4 * 365):
            yield date(year, 1, 1) + timedelta(days=place)
