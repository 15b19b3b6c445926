"""From which period on a grade governs: a new cadence starts with its first period that begins after the change.

The period running on the day of the change stays owed under the grade before.
"""

from datetime import date
from typing import NamedTuple

from loanvisit.domain import Condition, FactName, Grade, Obligation, Window


def as_it_stood(grade: Grade, day: date) -> Grade | None:
    """Return the grade that held on a day, a change still to come undone; None where the one before is not known."""
    if grade.since is None or grade.since <= day:
        return grade
    if grade.was is None or (grade.was_since is not None and grade.was_since > day):
        return None
    return grade.scale.grade(grade.was, since=grade.was_since)


def governing_code(grade: Grade, *, opens: date, starts: date | None) -> str | None:
    """Return the code that governs a natural period by the day it opens; None where the one before is not known.

    It is the grade of today unless the grade changed after the payout and the period had begun by then.
    """
    since = grade.since
    is_settled = since is None or starts is None or since <= starts or opens > since
    return grade.code if is_settled else grade.was


def lacking_before(fact: FactName, grade: Grade) -> FactName:
    """Name what must be known to say what a grade was before all that it tells."""
    return FactName(f"{fact}.was" if grade.was is None else f"{fact}.earlier")


class GoverningGrade(NamedTuple):
    """The grade that decides which natural periods a clause owes, and every condition of the clause on it."""

    fact: FactName
    tests: tuple[Condition, ...]
    grade: Grade
    holds: bool
    """Whether the clause takes the grade as it is after its last change."""

    @classmethod
    def of(cls, fact: FactName, tests: tuple[Condition, ...], grade: Grade) -> "GoverningGrade":
        """Return the grade that decides, weighed by the conditions on it."""
        return cls(fact, tests, grade, _takes(tests, grade, grade.code))

    def may_hold(self, starts: date | None) -> bool:
        """Say whether the clause takes the grade, or may have taken the one it replaced."""
        since, was = self.grade.since, self.grade.was
        changed = since is not None and (starts is None or since > starts)
        return self.holds or (changed and (was is None or _takes(self.tests, self.grade, was)))

    def held_always(self, starts: date | None) -> bool:
        """Say whether the clause takes the grade in every period since the payout."""
        since = self.grade.since
        return self.holds and since is not None and starts is not None and since <= starts

    def never_held(self, starts: date | None) -> bool:
        """Say whether the clause takes the grade in no period since the payout, one day of which is known."""
        return not self.holds and starts is not None and (self.grade.since is None or self.grade.since <= starts)

    def is_over(self, period: Window) -> bool:
        """Say whether the clause takes the grade in no period from this one on."""
        return not self.holds and (self.grade.since is None or period.opens > self.grade.since)

    def fails_on(self, day: date) -> bool:
        """Say whether the clause surely does not take the grade as it stood on a day."""
        stood = as_it_stood(self.grade, day)
        if stood is self.grade:
            return not self.holds
        return stood is not None and not _takes(self.tests, self.grade, stood.code)

    def governs(self, period: Obligation, *, starts: date, as_of: date) -> bool | FactName:
        """Say whether the clause owes a natural period; a fact's name where that cannot be known."""
        since = self.grade.since
        if since is None:
            running = period.raw >= as_of
            return self.holds if running or not self.holds else FactName(f"{self.fact}.since")
        if since <= starts or period.window.opens > since:
            return self.holds
        return self._governed_before(period, starts=starts, known=period.raw >= min(since, as_of))

    def _governed_before(self, period: Obligation, *, starts: date, known: bool) -> bool | FactName:
        """Say whether the clause owes a period that began before the grade changed; `known` where it ran that day."""
        was, told = self.grade.was, self.grade.was_since
        if was is None:
            return lacking_before(self.fact, self.grade)
        if not _takes(self.tests, self.grade, was):
            return False
        if told is None:
            return known or FactName(f"{self.fact}.was_since")
        return told <= starts or period.window.opens > told or lacking_before(self.fact, self.grade)


def _takes(tests: tuple[Condition, ...], grade: Grade, code: str) -> bool:
    """Say whether conditions take a code of a grade's scale."""
    for test in tests:  # noqa: SIM110  called for each period: half the time of `all`
        if not test.holds_code(code, grade):
            return False
    return True
