"""Overrides in whose days no period ends: what a period asks, it asks by its last day.

A clause that asks for a visit each quarter, put another way from 1 July to 31 August, asks for what it ever did: the
third quarter ends on 30 September, and by that day the old words hold again. One of visits each month, put half-yearly
for April, asks for nothing in April.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from loanvisit.domain import Calendar, ClauseId, EveryPeriod, NaturalPeriod, Roll
from loanvisit.scheduling.periods import Periods
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, either, join, say


class _Put(NamedTuple):
    """An override for some days: why, the period it asks by and that period's roll, and those of every version."""

    clause: ClauseId
    starts: date
    ends: date
    reason: Text
    own: "tuple[NaturalPeriod, Roll]"
    each: "tuple[tuple[NaturalPeriod, Roll], ...]"

    def said(self, periods: Iterable[NaturalPeriod]) -> Text:
        """Return the clause, the days and the reason, with the periods spoken of."""
        return say(
            "note.override.case",
            clause=self.clause.value,
            starts=self.starts,
            ends=self.ends,
            reason=self.reason,
            periods=either([one.text for one in dict.fromkeys(periods)]),
        )


def idle_overrides(policy: ClausePolicy, calendar: Calendar) -> Text | None:
    """Return a sentence on the overrides in whose days no period ends, so that they change nothing; None without any.

    Only of natural periods can that be said without a book: when a duty ends that is counted from a payout, a visit, an
    event or a signal, its loan tells. Every version of the clause must be of that kind, since under other words more
    may end in those days, or less, and both would be changes.
    """
    cases = [
        put.said(period for period, _ in put.each)
        for put in _overrides(policy)
        if not any(_may_end(*one, put.starts, put.ends, calendar) for one in put.each)
    ]
    return say("note.override", cases=join(cases, zh="；", en="; ")) if cases else None


def emptying_overrides(policy: ClausePolicy, calendar: Calendar) -> Text | None:
    """Return a sentence on the overrides by whose words nothing falls due in their days, while by others it may.

    That may be meant. None without any; of natural periods alone, as above.
    """
    cases = [
        put.said([put.own[0]])
        for put in _overrides(policy)
        if not _may_end(*put.own, put.starts, put.ends, calendar)
        and any(_may_end(*one, put.starts, put.ends, calendar) for one in put.each)
    ]
    return say("note.override.empty", cases=join(cases, zh="；", en="; ")) if cases else None


def _overrides(policy: ClausePolicy) -> Iterator[_Put]:
    """Yield each override of a clause all of whose versions ask by natural periods."""
    for clause in policy.clauses:
        override, starts, ends, own = clause.override, clause.effective_from, clause.effective_to, clause.require
        versions = [one for one in policy.clauses if one.id == clause.id]
        each = tuple((one.require.period, one.roll) for one in versions if isinstance(one.require, EveryPeriod))
        if len(each) < len(versions) or len(versions) == 1 or not isinstance(own, EveryPeriod):
            continue
        if override is not None and starts is not None and ends is not None:
            yield _Put(clause.id, starts, ends, override.reason, (own.period, clause.roll), each)


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
