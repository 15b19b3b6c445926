"""Overrides that change nothing, as no period ends in their days: what a period asks, it asks by its last day.

A clause that asks for a visit each quarter, put another way from 1 July to 31 August, asks for what it ever did: the
third quarter ends on 30 September, and by that day the old words hold again.
"""

from collections.abc import Iterator
from datetime import date

from loanvisit.domain import Calendar, EveryPeriod, NaturalPeriod, Roll
from loanvisit.scheduling.periods import Periods
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, either, join, say


def idle_overrides(policy: ClausePolicy, calendar: Calendar) -> Text | None:
    """Return a sentence on the overrides in whose days no period ends, so that they change nothing; None without any.

    Only of natural periods can that be said without a book: when a duty ends that is counted from a payout, a visit, an
    event or a signal, its loan tells. Every version of the clause must be of that kind, since under other words more
    may end in those days, or less, and both would be changes.
    """
    cases = list(_cases(policy, calendar))
    return say("note.override", cases=join(cases, zh="；", en="; ")) if cases else None


def _cases(policy: ClausePolicy, calendar: Calendar) -> Iterator[Text]:
    for clause in policy.clauses:
        override, starts, ends = clause.override, clause.effective_from, clause.effective_to
        versions = [one for one in policy.clauses if one.id == clause.id]
        if override is None or starts is None or ends is None or len(versions) == 1:
            continue
        asked = [(one.require.period, one.roll) for one in versions if isinstance(one.require, EveryPeriod)]
        if len(asked) < len(versions) or any(_may_end(*one, starts, ends, calendar) for one in asked):
            continue
        periods = either([one.text for one in dict.fromkeys(period for period, _ in asked)])
        yield say(
            "note.override.case",
            clause=clause.id.value,
            starts=starts,
            ends=ends,
            reason=override.reason,
            periods=periods,
        )


def _may_end(period: NaturalPeriod, roll: Roll, starts: date, ends: date, calendar: Calendar) -> bool:
    """Say whether a period may end between two days, both in, before its roll or after.

    That of a payout after its last day worked ends unrolled. Where a calendar does not tell, it may.
    """
    stretches, windows = Periods(calendar).of(period, roll)
    opens, raw, following, _ = stretches[starts]
    if calendar.range_start is not None and opens < calendar.range_start:
        return True
    while opens <= ends:
        if starts <= raw <= ends or starts <= windows[opens][0].last <= ends:
            return True
        opens, raw, following, _ = stretches[following]
    return False
