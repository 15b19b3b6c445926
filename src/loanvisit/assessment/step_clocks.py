"""By which day a step is to be taken, counted from a mark, and how many working days late it is.

Visited on Friday 2026-03-06, to be reported within 5 working days: by Friday 2026-03-13. Reported on Saturday
2026-03-14 it counts as on Monday 2026-03-16, the next day worked: 1 working day late.
"""

from datetime import date, timedelta

from loanvisit.domain import Calendar, ClockSide, Roll, Span, StepClock, Unit
from loanvisit.domain.dates import is_day, spanned
from loanvisit.errors import InputError, fault

_DAY = timedelta(days=1)


def last_day(clock: StepClock, mark: date, calendar: Calendar) -> date:
    """Return the last day of a step that runs from a mark; in the run-up that is the day of the mark itself."""
    if clock.side is ClockSide.RUN_UP:
        return mark
    return _shifted(clock.span, mark, calendar, clock.roll, is_back=clock.side is ClockSide.BEFORE)


def first_day(clock: StepClock, mark: date, calendar: Calendar) -> date | None:
    """Return the first day on which a step in the run-up to a mark counts; of any other there is none."""
    if clock.side is not ClockSide.RUN_UP:
        return None
    return _shifted(clock.span, mark, calendar, clock.roll, is_back=True)


def is_provisional(clock: StepClock, last: date, calendar: Calendar) -> bool:
    """Say whether a last day rests on days not decreed yet."""
    is_natural = clock.span.unit is not Unit.WORKING_DAYS and clock.roll is Roll.NONE
    return clock.side is not ClockSide.RUN_UP and not is_natural and not calendar.is_decreed(last)


def working_days_late(last: date, day: date, calendar: Calendar) -> int:
    """Return how many working days after its last day something was done; a day off counts as the next day worked."""
    late = sum(calendar.works(last + place * _DAY) for place in range(1, (day - last).days + 1))
    return late if calendar.works(day) or day <= last else late + 1


def _shifted(span: Span, day: date, calendar: Calendar, roll: Roll, *, is_back: bool) -> date:
    if span.unit is Unit.WORKING_DAYS:
        return worked_back(calendar, day, span.count) if is_back else calendar.add(day, span.count)
    raw = spanned(span, day, -1 if is_back else 1)
    if roll is Roll.NONE or calendar.works(raw):
        return raw
    return worked_back(calendar, raw, 1) if roll is Roll.EARLIER else calendar.add(raw, 1)


def worked_back(calendar: Calendar, day: date, working_days: int) -> date:
    """Return the working day so many before a day, which is not counted; before the calendar's range it is refused."""
    while working_days > 0:
        if not is_day(day - _DAY):
            raise InputError(fault("date.range", "day", day))
        day -= _DAY
        calendar.is_decreed(day)  # refuses a day before the range
        working_days -= calendar.works(day)
    return day
