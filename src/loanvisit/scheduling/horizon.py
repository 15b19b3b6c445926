"""The days a plan is asked about, checked before anything is planned."""

from datetime import date

from loanvisit.domain.dates import is_day
from loanvisit.domain.exact import EARLIEST, LATEST
from loanvisit.errors import FaultList, InputError, fault


def check_horizon(*, as_of: date, until: date) -> None:
    """Refuse what is no day the library serves, and an end before the day a plan is made as of."""
    if type(as_of) is date and type(until) is date and EARLIEST <= as_of <= until <= LATEST:
        return
    faults = FaultList()
    given: dict[str, object] = {"as_of": as_of, "until": until}
    for name, day in given.items():
        if type(day) is not date:
            faults.add(fault("type", name, day, form="date"))
        elif not is_day(day):
            faults.add(fault("date.range", name, day))
    if not len(faults) and until < as_of:
        faults.add(fault("horizon", "until", until))
    faults.raise_as(InputError)
