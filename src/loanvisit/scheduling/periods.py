"""The natural periods that the files of one plan share: each is worked out once, for all loans that it falls due for.

They are made for one plan, handed down to what asks its clauses, and gone with it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from loanvisit.domain import Calendar, NaturalPeriod, Roll, Window
from loanvisit.domain.minting import window_of
from loanvisit.scheduling.rolling import rolled

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """A natural period: its first and last day, the day after it, and its name."""

    opens: date
    last: date
    following: date
    key: str


class _Stretches(dict[date, Stretch]):
    """The period of one kind that holds a day."""

    def __init__(self, period: NaturalPeriod) -> None:
        super().__init__()
        self.period = period
        self.ahead = date.min
        self.spans: Iterator[tuple[date, date]] = iter(())

    def __missing__(self, day: date) -> Stretch:
        if day != self.ahead:
            self.spans = self.period.spans(day)
        opens, last = next(self.spans)
        self.ahead = last + _DAY
        made = self[day] = Stretch(opens, last, self.ahead, self.period.key_of(opens))
        return made


class _Windows(dict[date, tuple[Window, bool]]):
    """The window of the period that opens on a day, its last day moved to one that is worked, and if it may change."""

    def __init__(self, stretches: _Stretches, roll: Roll, calendar: Calendar) -> None:
        super().__init__()
        self.stretches, self.roll, self.calendar = stretches, roll, calendar

    def __missing__(self, opens: date) -> tuple[Window, bool]:
        raw = self.stretches[opens].last
        last, provisional = rolled(raw, self.roll, opens, raw, self.calendar)
        made = self[opens] = window_of(opens=opens, last=last), provisional
        return made


class Periods:
    """The natural periods of each kind, and their windows by how a clause rolls."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.known: dict[tuple[NaturalPeriod, Roll], tuple[_Stretches, _Windows]] = {}

    def of(self, period: NaturalPeriod, roll: Roll) -> tuple[_Stretches, _Windows]:
        """Return the periods of a kind by any of their days, and their windows by the first."""
        found = self.known.get((period, roll))
        if found is None:
            stretches = _Stretches(period)
            found = self.known[period, roll] = stretches, _Windows(stretches, roll, self.calendar)
        return found
