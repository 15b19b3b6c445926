"""What is wrong with what a clause or a paper demands, before anything is asked of it."""

from collections.abc import Mapping

from loanvisit.domain.conditions import Condition
from loanvisit.domain.dates import Hours
from loanvisit.domain.facts import Fact, FactKind, FactName
from loanvisit.domain.methods import Accepts, DutyKind
from loanvisit.domain.requirements import (
    Anchor,
    Before,
    CountingStart,
    EveryGap,
    OnceAfter,
    OnSignal,
    Requirement,
    Roll,
)
from loanvisit.errors import Fault, fault, nearest


def condition_faults(condition: Condition, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    """Return what is wrong with a condition: its fact is not declared, or is of another type."""
    if condition.fact not in declared:
        return [fault("fact.undeclared", path, condition.fact, near=nearest(condition.fact, sorted(declared)))]
    return condition.faults(declared, path)


def requirement_faults(require: Requirement, declared: Mapping[FactName, Fact], path: str) -> list[Fault]:
    """Return what is wrong with the day that a requirement counts from: it is a declared date."""
    if isinstance(require, OnceAfter):
        kinds = LASTING if require.lasting else COUNTED_FROM
        return day_faults(require.after, declared, f"{path}.after", kinds=kinds)
    if isinstance(require, EveryGap):
        return [] if require.date is None else day_faults(require.date, declared, f"{path}.from", kinds=COUNTED_FROM)
    return day_faults(require.before, declared, f"{path}.before") if isinstance(require, Before) else []


LASTING = (FactKind.EVENT,)
"""What comes to an end, so that a duty may be owed while it lasts."""
COUNTED_FROM = (FactKind.DATE, FactKind.EVENT)
"""What a duty may be counted from; counted back from is a date alone: nobody knows an event before it comes."""


def day_faults(
    name: FactName,
    declared: Mapping[FactName, Fact | None],
    path: str,
    *,
    kinds: tuple[FactKind, ...] = (FactKind.DATE,),
) -> list[Fault]:
    """Return what is wrong with the name of a day to count from; nothing of a fact whose declaration is faulty."""
    if name not in declared:
        able = sorted(str(one) for one, fact in declared.items() if fact is None or fact.kind in kinds)
        return [fault("fact.undeclared", path, name, near=nearest(name, able))]
    fact = declared[name]
    form = " | ".join(kind.value for kind in kinds)
    return [] if fact is None or fact.kind in kinds else [fault("fact.type", path, name, form=form)]


def roll_faults(require: Requirement, roll: Roll, path: str) -> list[Fault]:
    """Return what is wrong with a roll: the civil rule counts on from the day after, hours end no earlier."""
    if roll is Roll.CIVIL:
        is_counted_on = isinstance(require, OnceAfter) and require.counting is CountingStart.DAY_AFTER
        return [] if is_counted_on else [fault("roll.civil", path, roll)]
    in_hours = isinstance(require, OnSignal) and isinstance(require.within, Hours)
    return [fault("roll.hours", path, roll)] if in_hours and roll is not Roll.LATER else []


def kind_faults(kind: DutyKind, accepts: Accepts, require: Requirement, path: str) -> list[Fault]:
    """Return what is wrong with a kind: monitoring is by data, and work at the desk is counted from no visit."""
    if kind is DutyKind.MONITORING and accepts is not Accepts.DATA:
        return [fault("clause.monitoring", path, kind)]
    from_visits = isinstance(require, EveryGap) and require.anchor is Anchor.LAST_VISIT
    return [fault("clause.desk", path, kind)] if kind.is_desk and from_visits else []
