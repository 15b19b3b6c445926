"""What is wrong with a set of clauses before any plan is made from it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from loanvisit.domain import Condition, Fact, FactName
from loanvisit.domain.demanding import condition_faults, requirement_faults
from loanvisit.errors import Fault, fault
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.series import Part, series_faults
from loanvisit.scheduling.tiling import can_hold


def policy_faults(
    clauses: tuple[Clause, ...],
    applies: tuple[Condition, ...] | None,
    declared: Mapping[FactName, Fact],
    gaps: tuple[str, ...] = (),
    *,
    unread: Sequence[Part] = (),
    is_open: bool = False,
) -> list[Fault]:
    """Return every fault of a policy, in order of clause.

    Args:
        clauses: the clauses that are whole.
        applies: the conditions common to all; None where they could not be read, and no series is judged.
        declared: every fact there is.
        gaps: the series that may leave cases to no clause.
        unread: of each clause of a series that could not be read whole, what could be.
        is_open: whether some clause may belong to any series, so that none can be said to leave a case out.
    """
    faults: list[Fault] = []
    if not clauses and not unread:
        faults.append(fault("policy.empty", "clause"))
    for condition in applies or ():
        faults += condition_faults(condition, declared, f"applies.{condition.fact}")
    for place, clause in enumerate(clauses):
        faults += _clause_faults(clause, clauses[:place], declared)
    is_sound = not faults
    by_series = _by_series(clauses, unread)
    strange = [
        fault("code", f"gaps[{place}]", series, known=", ".join(sorted(by_series)))
        for place, series in enumerate(gaps)
        if series not in by_series and not is_open
    ]
    faults += strange
    if is_sound:
        faults += _unreachable(clauses, applies or (), declared)
    for series in sorted(by_series) if is_sound and applies is not None else ():
        may_gap = is_open or bool(strange) or series in gaps
        faults += series_faults(by_series[series], applies or (), declared, may_gap=may_gap)
    return faults


def _clause_faults(clause: Clause, earlier: tuple[Clause, ...], declared: Mapping[FactName, Fact]) -> Iterator[Fault]:
    """Yield what is wrong with one clause beside those before it, and with the facts it looks at."""
    path = _path(clause, earlier)
    if any(other.id == clause.id and meet(other, clause) for other in earlier):
        yield fault("id.duplicate", path, clause.id.value)
    for condition in clause.when:
        yield from condition_faults(condition, declared, f"{path}.when.{condition.fact}")
    yield from requirement_faults(clause.require, declared, f"{path}.require")


def _by_series(clauses: Sequence[Clause], unread: Sequence[Part]) -> Mapping[str, Sequence[Part]]:
    """Return what the clauses of each series take of it."""
    found: dict[str, list[Part]] = {}
    for part in (*(Part.of(one, one.series) for one in clauses if one.series is not None), *unread):
        found.setdefault(part.series, []).append(part)
    return found


def _path(clause: Clause, earlier: tuple[Clause, ...]) -> str:
    """Return the path of a clause, that of a later version of one with the day it begins."""
    is_version = clause.effective_from is not None and any(other.id == clause.id for other in earlier)
    return f"clause[{clause.id}][{clause.effective_from}]" if is_version else f"clause[{clause.id}]"


def meet(one: Clause, other: Clause) -> bool:
    """Say whether two clauses are in force on a same day: versions of one clause never are."""
    return max(one.effective_from or date.min, other.effective_from or date.min) <= min(
        one.effective_to or date.max, other.effective_to or date.max
    )


def _unreachable(
    clauses: tuple[Clause, ...], applies: tuple[Condition, ...], declared: Mapping[FactName, Fact]
) -> Iterator[Fault]:
    """Each clause whose conditions, and those common to all, no subject can meet together."""
    for clause in clauses:
        if clause.when and not can_hold((*applies, *clause.when), declared):
            yield fault("clause.unreachable", f"clause[{clause.id}].when")
