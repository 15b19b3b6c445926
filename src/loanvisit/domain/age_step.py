"""Steps of age: the longer a claim is non-performing, the worse its grade."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from loanvisit.domain.dates import Span, Unit
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.methods import Confidence
from loanvisit.domain.risk import RiskScale
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say


@frozen(kw_only=True)
class AgeStep:
    """The grade at least of a claim that has been non-performing for more than a span (不良账龄), strictly.

    Args:
        grade: the lowest grade allowed.
        above: the span, in days, weeks, months or years; exactly so long is not more.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    grade: str
    above: Span
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.above.unit is Unit.WORKING_DAYS or self.above.count < 1:
            raise InputError(fault("type", "AgeStep.above", self.above, form="days | weeks | months | years"))

    @guarded
    def is_reached(self, since: date, on: date) -> bool:
        """Say whether what is non-performing since a day has been so for more than the span, at a day's close."""
        return on > self.above.after(since)

    @property
    def text(self) -> Text:
        """The step in words."""
        return say("class.age.above", span=self.above.text)


def age_faults(steps: Sequence[AgeStep], scale: RiskScale, non_performing: str, paths: Sequence[str]) -> list[Fault]:
    """Return what is wrong with steps together: no grade of the scale, one no worse than before, or no longer a span.

    Args:
        steps: in the order written, the shorter first.
        scale: the scale their grades are of.
        non_performing: the best of the grades that are non-performing.
        paths: where each stands.
    """
    faults: list[Fault] = []
    worst = scale.grades.index(non_performing) if non_performing in scale.grades else 0
    reached = _ANY_DAY
    for step, path in zip(steps, paths, strict=True):
        if step.grade not in scale.grades:
            faults.append(fault("code", f"{path}.grade", step.grade, known=", ".join(scale.grades)))
        elif scale.grades.index(step.grade) <= worst:
            faults.append(fault("age.better", f"{path}.grade", step.grade))
        else:
            worst = scale.grades.index(step.grade)
        ends = step.above.after(_ANY_DAY)
        if ends <= reached:
            faults.append(fault("age.order", f"{path}.above", step.above))
        reached = max(reached, ends)
    return faults


_ANY_DAY = date(2001, 1, 1)
"""Spans are compared from one day, for months and days have no common length."""
