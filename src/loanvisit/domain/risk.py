"""Risk scales: named, ordered; grades of two scales do not compare."""

from datetime import date, timedelta

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, label, say


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

    def grade(
        self, code: str, *, since: date | None = None, was: str | None = None, was_since: date | None = None
    ) -> "Grade":
        """Return a grade of this scale; `since` is the day it took effect, `was` the grade before, from `was_since`."""
        return Grade(scale=self, code=code, since=since, was=was, was_since=was_since)

    def rank(self, code: str) -> int:
        """Return the place of a grade, 0 for the best."""
        if code not in self.grades:
            raise InputError(fault("code", "Grade.code", code, known=", ".join(self.grades)))
        return self.grades.index(code)

    @sheltered
    def text(self, code: str) -> Text:
        """Return the label of a grade; a bank's own scale reads as its codes."""
        return say(f"grade.{code}") if self == FIVE_TIER else label(f"grade.{self.id}", code)


@frozen(kw_only=True)
class Grade:
    """A grade on a named scale; greater is worse.

    `since` says from which day it holds; without it the grade governs the period running on `as_of` and later.
    `was` says which grade it replaced that day, so that the period then running is known to stay owed.
    `was_since` says from which day that one held, so that earlier periods are known too.

    Raises:
        InputError: a grade the scale does not have; or `was_since` without `was` and `since`, or not before `since`.
    """

    scale: RiskScale
    code: str
    since: date | None = None
    was: str | None = None
    was_since: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        self.scale.rank(self.code)
        if self.was is not None:
            self.scale.rank(self.was)
        if self.was_since is not None:
            for name in ("since", "was"):
                if getattr(self, name) is None:
                    raise InputError(fault("key.missing", "Grade.was_since", key=name))
            if self.since is not None and self.since <= self.was_since:
                earlier = self.was_since + timedelta(days=1)
                raise InputError(fault("date.order", "Grade.since", self.since, earlier=earlier))

    @property
    def rank(self) -> int:
        """The place on the scale, 0 for the best."""
        return self.scale.grades.index(self.code)

    @property
    def text(self) -> Text:
        """The grade's label."""
        return self.scale.text(self.code)

    @sheltered
    def is_worse_than(self, other: "Grade") -> bool:
        """Say whether this grade is worse; grades of two scales are refused."""
        if other.scale != self.scale:
            raise InputError(fault("scale.mixed", "Grade.scale", other.scale.id))
        return self.rank > other.rank


FIVE_TIER = RiskScale(id="five_tier", grades=("pass", "special_mention", "substandard", "doubtful", "loss"))
"""The five grades of China's asset classification (五级分类)."""


def five_tier(code: str, *, since: date | None = None, was: str | None = None, was_since: date | None = None) -> Grade:
    """Return a five-tier grade (五级分类).

    Args:
        code: pass, special_mention, substandard, doubtful or loss.
        since: the day it took effect. Left out, it governs the period running on `as_of` and later, and earlier
            periods that nobody visited are undetermined.
        was: the grade before that day, so that the period then running is known to stay owed as before. Left out,
            that period and every earlier one that nobody visited are undetermined.
        was_since: the day the grade before took effect, so that the periods that began after it are known too. Left
            out, those earlier than the one running on `since` that nobody visited are undetermined.

    Returns:
        The grade; a worse one is greater.

    Raises:
        InputError: there is no such grade; or `was_since` without `was` and `since`, or not before `since`.

    Example:
        >>> five_tier("special_mention").is_worse_than(five_tier("pass"))
        True
    """
    return FIVE_TIER.grade(code, since=since, was=was, was_since=was_since)
