"""Which visits have met which occurrences of one clause about one subject."""

from datetime import date

from attrs import evolve

from loanvisit.domain import BorrowerFile, ClauseId, Obligation, ObligationId, ObligationState, Rule, Subject
from loanvisit.scheduling.discharge import lacking, met, needs, objection
from loanvisit.scheduling.seeing import Sighting

Line = tuple[ClauseId, Subject]
"""One clause about one subject."""
Taken = dict[tuple[int, str], Line]
"""Which line of a separate group each visit has paid: a visit pays one of each group."""


def qualifying(
    demanded: Rule, subject: Subject, seen: tuple[Sighting, ...], paid: frozenset[str]
) -> tuple[Sighting, ...]:
    """Return the visits that can prove what a rule demands of a subject in full, in order of day.

    `paid` names records that already met a duty of this line, alone or with a record before.
    """
    return tuple(
        one
        for one in seen
        if objection(demanded, subject, one) is None and (not lacking(needs(demanded), one) or str(one.record) in paid)
    )


def already_taken(file: BorrowerFile, seen: tuple[Sighting, ...]) -> Taken:
    """Return what the records of a file paid when they were filed: no later plan lets them pay another."""
    if not file.obligations:
        return {}
    paid = {
        (duty.discharge.record, duty.rule.separate): (duty.rule.clause, duty.subject)
        for duty in file.obligations
        if duty.rule.separate is not None and duty.discharge is not None and duty.discharge.record is not None
    }
    visits = {one.record: one for one in seen} if paid else {}
    return {(id(visits[record]), group): line for (record, group), line in paid.items() if record in visits}


def is_free(taken: Taken, one: Sighting, group: str | None, line: Line) -> bool:
    """Say whether a visit may pay a line: no other line of its separate group has taken it."""
    return group is None or taken.get((id(one), group), line) == line


def settle(duties: list[Obligation], seen: tuple[Sighting, ...], taken: Taken) -> list[Obligation]:
    """Let each visit pay the overdue duties of its day, or else the one whose window is open, never both."""
    settled = list(duties)
    group, line = duties[0].rule.separate, (duties[0].rule.clause, duties[0].subject)
    for one in seen:
        open_places = [place for place, duty in enumerate(settled) if duty.is_open]
        overdue = [place for place in open_places if settled[place].window.last < one.on]
        running = [place for place in open_places if one.on in settled[place].window]
        paid = overdue if overdue and settled[overdue[0]].rule.arrear == "all" else (overdue or running)[:1]
        if not paid or not is_free(taken, one, group, line):
            continue
        if group is not None:
            taken[id(one), group] = line
        for place in paid:
            settled[place] = settled[place].fulfilled(met(one))
    return settled


def with_kept_state(duty: Obligation, kept: Obligation | None) -> Obligation:
    """Return the duty with what the file has recorded of it: steps discharge at once, a replan forgets nothing."""
    if kept is None or kept.state is ObligationState.OPEN:
        return duty if kept is None or not duty.is_open else evolve(duty, version=kept.version)
    if kept.state is ObligationState.WAIVED:
        return evolve(duty, version=kept.version)
    return evolve(duty, state=kept.state, lacks=kept.lacks, discharge=kept.discharge, version=kept.version)


def kept_states(file: BorrowerFile, *, as_of: date) -> dict[ObligationId, Obligation]:
    """Return the file's own obligations by id, as they stood at the close of a day: what was met later was open."""
    return {duty.id: _as_known(duty, as_of) for duty in file.obligations}


def _as_known(duty: Obligation, as_of: date) -> Obligation:
    if duty.discharge is None or duty.discharge.on <= as_of:
        return duty
    return evolve(duty, state=ObligationState.OPEN, discharge=None, version=max(duty.version - 1, 1))
