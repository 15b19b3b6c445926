"""A clause with some of its fields, or of its requirement's, put another way."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, fields

from loanvisit.domain import ClauseId, EveryPeriod, NaturalPeriod, Requirement, Span, months, weeks, years
from loanvisit.errors import InputError, PolicyError, fault, nearest
from loanvisit.scheduling.clause import Clause


def changed(old: Clause, **changes: object) -> Clause:
    """Return the clause with fields of its own or of its requirement changed.

    Raises:
        PolicyError: neither has a field of that name, or the new clause is not a sound one.
    """
    own: dict[str, Any] = {name: value for name, value in changes.items() if name in _CLAUSE_FIELDS}
    require: Requirement = own.get("require", old.require)
    asked: dict[str, Any] = {name: value for name, value in changes.items() if name not in own}
    if "every" in asked:
        asked |= _every(require, asked.pop("every"), old.id)
    known = {one.name for one in fields(type(require))}
    faults = [
        fault("key.unknown", f"{old.id}.{name}", near=nearest(name, sorted(known)))
        for name in asked
        if name not in known
    ]
    if faults:
        raise PolicyError(*faults)
    try:
        return _evolved(old, **{**own, "require": _evolved(require, **asked)})  # type: ignore[no-any-return]
    except InputError as error:
        raise PolicyError(*error.faults, more=error.more) from None


_CLAUSE_FIELDS = frozenset(one.name for one in fields(Clause))
_evolved: Callable[..., Any] = evolve
"""`evolve` where the names are the caller's: the new value's own checks judge them."""


def _every(require: Requirement, every: object, clause: ClauseId) -> dict[str, object]:
    """Return the field that says how often: a gap stays a span, a natural period is named or measured by one."""
    if not isinstance(require, EveryPeriod):
        return {"gap": every}
    period = every if isinstance(every, NaturalPeriod) else _PERIODS.get(every) if isinstance(every, Span) else None
    if period is None:
        known = ", ".join(str(span.text.en) for span in _PERIODS)
        raise PolicyError(fault("code", f"{clause}.every", every, known=known))
    return {"period": period}


_PERIODS = {
    weeks(1): NaturalPeriod.WEEK,
    months(1): NaturalPeriod.MONTH,
    months(3): NaturalPeriod.QUARTER,
    months(6): NaturalPeriod.HALF_YEAR,
    months(12): NaturalPeriod.YEAR,
    years(1): NaturalPeriod.YEAR,
}
