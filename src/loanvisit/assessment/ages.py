"""How long a claim is non-performing: since which day surely, since which at the earliest, and what age calls for."""

from datetime import date, timedelta

from attrs import frozen

from loanvisit.assessment.counting_days import first_day
from loanvisit.assessment.known_facts import ARREARS
from loanvisit.domain import (
    AgeStep,
    Arrear,
    Claim,
    DaysPastDue,
    FactName,
    FloorAnswer,
    Grade,
    Proof,
    Regime,
    Verdict,
    fact_text,
)
from loanvisit.words import say

AGE = "age"
"""What the steps of age answer as."""
_DAY = timedelta(days=1)


@frozen(kw_only=True)
class BadSince:
    """Since when a claim is non-performing, if it is.

    Args:
        surely: the day by which it was, for certain; None where nothing tells one.
        at_first: the earliest day it may have been; None where what is not known leaves that open.
        missing: what would tell.
    """

    surely: date | None = None
    at_first: date | None = None
    missing: tuple[FactName, ...] = ()


def bad_since(claim: Claim, regime: Regime, days: DaysPastDue | None, as_of: date) -> BadSince:
    """Return since when a claim is non-performing, by its days without a break and by the classes in force."""
    counted = None if days is None else _by_days(claim, regime, days, as_of)
    surely, is_whole, missing = _by_class(claim, regime, as_of)
    if days is None:
        missing = (ARREARS, *missing)
    known = [one for one in (counted, surely) if one is not None]
    earliest = min(known, default=as_of)
    return BadSince(
        surely=min(known, default=None),
        at_first=earliest if is_whole and days is not None else None,
        missing=missing,
    )


def _by_days(claim: Claim, regime: Regime, days: DaysPastDue, as_of: date) -> date | None:
    """Return the first day on which a non-performing bucket was reached in the row of days past due up to now."""
    reached = next((one for one in regime.buckets if regime.is_non_performing(regime.scale.grade(one.grade))), None)
    if reached is None or any(bucket.excuses for bucket in regime.buckets[regime.buckets.index(reached) :]):
        return None
    later = timedelta(days=max(reached.first, 1) - 1)
    if regime.materiality is not None:
        since = None if days.material_since is None else days.material_since + later
        return since if since is not None and since <= as_of else None
    found = [first_day(one, regime) + later for one in _unbroken(claim.arrears or (), regime, as_of)
             if _unpaid_until(one, as_of) > first_day(one, regime) + later]  # fmt: skip
    return min(found, default=None)


def _unbroken(arrears: tuple[Arrear, ...], regime: Regime, as_of: date) -> list[Arrear]:
    """Return the sums past due in the row of days up to now on each of which something was."""
    late = [one for one in arrears if one.is_unpaid(first_day(one, regime)) and first_day(one, regime) <= as_of]
    found: list[Arrear] = []
    start = as_of + _DAY
    for one in sorted(late, key=lambda one: _unpaid_until(one, as_of), reverse=True):
        if _unpaid_until(one, as_of) < start:
            break
        found.append(one)
        start = min(start, first_day(one, regime))
    return found


def _unpaid_until(arrear: Arrear, as_of: date) -> date:
    """Return the first day, up to the day after `as_of`, at whose close a sum was no longer unpaid."""
    return as_of + _DAY if arrear.is_unpaid(as_of) or arrear.settled_on is None else arrear.settled_on


def _by_class(claim: Claim, regime: Regime, as_of: date) -> tuple[date | None, bool, tuple[FactName, ...]]:
    """Return since when the classes in force were non-performing, whether that is all of it, and what is missing."""
    known = claim.grade_on(as_of)
    if known is None:
        return None, False, (FactName("grade"),)
    since: date | None = None
    while known is not None and regime.is_non_performing(known):
        if known.since is None:
            return since, False, (FactName("grade.since"),)
        since = known.since
        known = claim.before(known)
    return (since, True, ()) if known is not None else (since, False, (FactName("grade.was"),))


def ask_age(
    regime: Regime, *, surely: bool, maybe: bool, doubts: tuple[FactName, ...], since: BadSince, as_of: date
) -> tuple[FloorAnswer, ...]:
    """Return what the steps of age say of a claim that is non-performing by everything else, surely or maybe.

    A claim that is not non-performing has no age, however long its class in force says so.
    """
    if not regime.ageing:
        return ()
    sure = _reached(regime.ageing, since.surely, as_of) if surely else None
    worst = _reached(regime.ageing, since.at_first, as_of) if since.at_first is not None else regime.ageing[-1]
    answers: list[FloorAnswer] = []
    if sure is not None and since.surely is not None:
        reached = sure.above.after(since.surely) + _DAY
        answers.append(_answer(regime, sure, Verdict.HIT, since=reached, told=since.surely))
    if maybe and worst is not None and worst is not sure:
        missing = (*(() if surely else doubts), *(since.missing if since.at_first is None else ()))
        answers.append(_answer(regime, worst, Verdict.UNJUDGED, missing=missing))
    return tuple(answers) or (_answer(regime, regime.ageing[0], Verdict.CLEAR),)


def _reached(steps: tuple[AgeStep, ...], since: date | None, as_of: date) -> AgeStep | None:
    if since is None:
        return None
    return next((one for one in reversed(steps) if one.is_reached(since, as_of)), None)


def _answer(
    regime: Regime,
    step: AgeStep,
    verdict: Verdict,
    *,
    since: date | None = None,
    told: date | None = None,
    missing: tuple[FactName, ...] = (),
) -> FloorAnswer:
    names = tuple(dict.fromkeys(missing))
    read = () if told is None else (Proof(key="class.bad_since", statement=say("class.bad_since", since=told)),)
    return FloorAnswer(
        rule=AGE,
        title=say("class.age.title") if verdict is Verdict.CLEAR else step.text,
        verdict=verdict,
        grade=step.grade,
        missing=names,
        missing_labels=tuple(fact_text(name, regime.declared) for name in names),
        read=read,
        since=since,
        citation=step.citation,
        confidence=step.confidence,
    )


def current_class(claim: Claim, as_of: date) -> Grade | None:
    """Return the class in force at the close of a day with the day it took effect, and nothing of the one before."""
    known = claim.grade_on(as_of)
    return None if known is None else known.scale.grade(known.code, since=known.since)
