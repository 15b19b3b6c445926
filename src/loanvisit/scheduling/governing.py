"""From which period on a grade governs: a new cadence starts with its first period that begins after the change.

The period running on the day of the change stays owed under the grade before.
"""

from datetime import date
from typing import NamedTuple

from loanvisit.domain import FactName, Grade, Obligation, Window
from loanvisit.scheduling.conditions import Condition


def as_it_stood(grade: Grade, day: date) -> Grade | None:
    """Return the grade that held on a day, a change still to come undone; None where the one before is not known."""
    if grade.since is None or grade.since <= day:
        return grade
    return None if grade.was is None else grade.scale.grade(grade.was)


class Ruling(NamedTuple):
    """The grade that decides which natural periods a clause owes, and every condition of the clause on it."""

    fact: FactName
    tests: tuple[Condition, ...]
    grade: Grade

    @property
    def holds(self) -> bool:
        """Say whether the clause takes the grade as it is after its last change."""
        return self._takes(self.grade.code)

    def may_hold(self, starts: date | None) -> bool:
        """Say whether the clause takes the grade, or may have taken the one it replaced."""
        since, was = self.grade.since, self.grade.was
        changed = since is not None and (starts is None or since > starts)
        return self.holds or (changed and (was is None or self._takes(was)))

    def is_over(self, period: Window) -> bool:
        """Say whether the clause takes the grade in no period from this one on."""
        return not self.holds and (self.grade.since is None or period.opens > self.grade.since)

    def fails_on(self, day: date) -> bool:
        """Say whether the clause surely does not take the grade as it stood on a day."""
        stood = as_it_stood(self.grade, day)
        return stood is not None and not self._takes(stood.code)

    def governs(self, period: Obligation, *, starts: date, as_of: date) -> bool | FactName:
        """Say whether the clause owes a natural period; a fact's name where that cannot be known."""
        since, was = self.grade.since, self.grade.was
        if since is None:
            running = period.raw >= as_of
            return self.holds if running or not self.holds else FactName(f"{self.fact}.since")
        if since <= starts or period.window.opens > since:
            return self.holds
        if was is None:
            return FactName(f"{self.fact}.was")
        held = self._takes(was)
        return held if period.raw >= min(since, as_of) or not held else FactName(f"{self.fact}.since")

    def _takes(self, code: str) -> bool:
        return all(test.holds_code(code, self.grade) for test in self.tests)
