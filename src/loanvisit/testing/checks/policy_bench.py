"""A policy on the bench: what it is asked about, and its answer to one file on one day."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta

from attrs import frozen

from loanvisit.domain import BorrowerFile, Calendar, Duties, Obligation
from loanvisit.scheduling import Policy

AHEAD = timedelta(days=400)
"""How far ahead a policy is asked."""


@frozen(kw_only=True)
class PolicyBench:
    """How the policy under check is made, and the files, days and calendars it is asked with."""

    maker: Callable[[], Policy]
    files: tuple[BorrowerFile, ...]
    calendars: tuple[Calendar, ...]
    days: tuple[date, ...]

    def cases(self) -> Iterator["Case"]:
        """Yield each file on each day, the calendars in turn, asked of one policy.

        Each is a copy of its own, so that a policy that writes in what it is handed spoils no other look at it.
        """
        policy = self.maker()
        for place, file in enumerate(self.files):
            for turn, day in enumerate(self.days):
                calendar = self.calendars[(place + turn) % len(self.calendars)]
                yield Case(policy=policy, file=deepcopy(file), calendar=calendar, as_of=day)


@frozen(kw_only=True)
class Case:
    """One file, on one day, asked with one calendar."""

    policy: Policy
    file: BorrowerFile
    calendar: Calendar
    as_of: date

    def answer(self, file: BorrowerFile | None = None, *, as_of: date | None = None) -> Duties:
        """Ask the policy about the file, or about another in its place."""
        day = as_of or self.as_of
        asked = self.file if file is None else file
        return self.policy.duties(asked, calendar=self.calendar, as_of=day, until=self.as_of + AHEAD)

    @property
    def told(self) -> str:
        """The case as evidence."""
        return f"as of {self.as_of}, calendar {self.calendar.id}, {self.file}"


def duties(answer: Duties) -> tuple[Obligation, ...]:
    """Return every duty of an answer, owed or projected."""
    return (*answer.owed, *answer.projected)
