"""Which duties of a plan lack somebody qualified, and why."""

from collections.abc import Iterable
from datetime import date, timedelta

from loanvisit.domain import Obligation, Qualification, QualificationDemand, QualificationGap, Window
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import InputError
from loanvisit.scheduling.plan import Plan
from loanvisit.words import Text, say


@guarded
def qualification_gaps(
    plan: Plan, *, qualifications: Iterable[Qualification], demands: Iterable[QualificationDemand]
) -> tuple[QualificationGap, ...]:
    """Return the open duties of a plan that nobody qualified can be sent to.

    Args:
        plan: the plan; its duties owed and its forecasts are both looked at.
        qualifications: those of everybody who can be sent, past ones too; empty where nobody is qualified.
        demands: which purposes ask for what; empty where the bank asks for nothing.

    Returns:
        A gap for each duty and demand that no qualification serves on any day left in its window, or, of an overdue
        duty, on the day after the plan's; in order of last day, then of the duty's id, then as demanded.

    Raises:
        InputError: something is no qualification, or no demand.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.domain import OfficerId
        >>> from loanvisit.scheduling import make_plan
        >>> from loanvisit.testing import a_book
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> plan = make_plan(a_book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        >>> asked = [QualificationDemand(purpose="pre_maturity", subject="collateral", level=2)]
        >>> held = [Qualification(officer=OfficerId("anna"), subject="collateral", granted_on=date(2025, 6, 1))]
        >>> [gap.reason.en for gap in qualification_gaps(plan, qualifications=held, demands=asked)]
        ['held at level 1 at most']
    """
    held, no_qualifications = each(qualifications, Qualification, "qualifications")
    asked, no_demands = each(demands, QualificationDemand, "demands")
    if no_qualifications or no_demands:
        raise InputError(*no_qualifications, *no_demands)
    open_duties = sorted((one for one in (*plan.owed, *plan.projected) if one.is_open), key=lambda one: one.order)
    found = [
        QualificationGap(duty=duty.id, demand=demand, reason=reason)
        for duty in open_duties
        for demand in asked
        if demand.purpose == duty.rule.purpose
        and (reason := _lacking(held, demand, _days_left(duty, plan.as_of))) is not None
    ]
    return tuple(found)


def _days_left(duty: Obligation, as_of: date) -> Window:
    """Return the days on which a duty can still be met; of an overdue one, the next."""
    first = max(duty.window.opens, as_of + timedelta(days=1))
    return Window(opens=first, last=max(first, duty.window.last))


def _lacking(held: Iterable[Qualification], demand: QualificationDemand, days: Window) -> Text | None:
    """Return why nobody serves on any of the days; None where somebody does."""
    of_subject = [one for one in held if one.subject == demand.subject]
    if not of_subject:
        return say("qualification.none")
    running = [one for one in of_subject if _runs(one, days)]
    highest = max((one.level for one in running), default=0)
    if highest >= demand.level:
        return None
    if any(one.level >= demand.level for one in of_subject):
        return say("qualification.days", opens=days.opens, last=days.last)
    return say("qualification.level", level=max(one.level for one in of_subject))


def _runs(one: Qualification, days: Window) -> bool:
    """Say whether a qualification holds on any of the days."""
    return one.granted_on <= days.last and (one.expires_on is None or days.opens <= one.expires_on)
