"""Risk scales: named, ordered; grades of two scales do not compare."""

from datetime import date

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, say, verbatim


@frozen(kw_only=True)
class RiskScale:
    """An ordered scale of grades, best first."""

    id: str
    grades: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.grades:
            raise InputError(fault("empty", "RiskScale.grades", self.grades))
        if len(set(self.grades)) != len(self.grades):
            raise InputError(fault("id.duplicate", "RiskScale.grades", self.grades))

    def grade(self, code: str, *, since: date | None = None, was: str | None = None) -> "Grade":
        """Return a grade of this scale; `since` is the day it took effect, `was` the grade before that day."""
        return Grade(scale=self, code=code, since=since, was=was)

    def rank(self, code: str) -> int:
        """Return the place of a grade, 0 for the best."""
        if code not in self.grades:
            raise InputError(fault("code", "Grade.code", code, known=", ".join(self.grades)))
        return self.grades.index(code)

    def text(self, code: str) -> Text:
        """Return the label of a grade; a bank's own scale reads as its codes."""
        return say(f"grade.{code}") if self == FIVE_TIER else verbatim(code)


@frozen(kw_only=True)
class Grade:
    """A grade on a named scale; greater is worse.

    `since` says from which day it holds; without it the grade governs the period running on `as_of` and later.
    `was` says which grade it replaced that day, so that the period then running is known to stay owed.
    """

    scale: RiskScale
    code: str
    since: date | None = None
    was: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        self.scale.rank(self.code)
        if self.was is not None:
            self.scale.rank(self.was)

    @property
    def rank(self) -> int:
        """The place on the scale, 0 for the best."""
        return self.scale.grades.index(self.code)

    @property
    def text(self) -> Text:
        """The grade's label."""
        return self.scale.text(self.code)

    def is_worse_than(self, other: "Grade") -> bool:
        """Say whether this grade is worse; grades of two scales are refused."""
        if other.scale != self.scale:
            raise InputError(fault("scale.mixed", "Grade.scale", other.scale.id))
        return self.rank > other.rank


FIVE_TIER = RiskScale(id="five_tier", grades=("pass", "special_mention", "substandard", "doubtful", "loss"))
"""The five grades of China's asset classification (五级分类)."""


def five_tier(code: str, *, since: date | None = None, was: str | None = None) -> Grade:
    """Return a five-tier grade (五级分类).

    Args:
        code: pass, special_mention, substandard, doubtful or loss.
        since: the day it took effect. Left out, it governs the period running on `as_of` and later, and earlier
            periods that nobody visited are undetermined.
        was: the grade before that day, so that the period then running is known to stay owed as before.

    Returns:
        The grade; a worse one is greater.

    Raises:
        InputError: there is no such grade.

    Example:
        >>> five_tier("special_mention").is_worse_than(five_tier("pass"))
        True
    """
    return FIVE_TIER.grade(code, since=since, was=was)
