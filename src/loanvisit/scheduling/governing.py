"""From which period on a grade governs: a new cadence starts with its first period that begins after the change.

The period running on the day of the change stays owed under the grade before.
"""

from datetime import date

from loanvisit.domain import FactName, Grade, Obligation
from loanvisit.scheduling.conditions import Condition


def governs(test: Condition, grade: Grade, period: Obligation, *, starts: date, as_of: date) -> bool | FactName:
    """Say whether a clause that tests a grade owes a natural period; a fact's name where that cannot be known."""
    holds = test.holds(grade)
    since = grade.since
    if since is None:
        running = period.raw >= as_of
        return holds if running or not holds else FactName(f"{test.fact}.since")
    if since <= starts or period.window.opens > since:
        return holds
    if grade.was is None:
        return FactName(f"{test.fact}.was")
    held = test.holds_code(grade.was, grade)
    return held if period.raw >= since or not held else FactName(f"{test.fact}.since")
