"""Which visits have met which occurrences of one clause about one subject."""

from attrs import evolve

from loanvisit.domain import BorrowerFile, Obligation, ObligationId, ObligationState, Rule, Subject
from loanvisit.scheduling.discharge import lacking, met, needs, objection
from loanvisit.scheduling.seeing import Sighting

Taken = set[tuple[int, str]]
"""Which visit has already paid a duty of which separate group: a visit pays one of each."""


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


def settle(duties: list[Obligation], seen: tuple[Sighting, ...], taken: Taken) -> list[Obligation]:
    """Let each visit pay the overdue duties of its day, or else the one whose window is open, never both."""
    settled = list(duties)
    for one in seen:
        open_places = [place for place, duty in enumerate(settled) if duty.is_open]
        overdue = [place for place in open_places if settled[place].window.last < one.on]
        running = [place for place in open_places if one.on in settled[place].window]
        paid = overdue if overdue and settled[overdue[0]].rule.arrear == "all" else (overdue or running)[:1]
        group = duties[0].rule.separate
        if not paid or (group is not None and (id(one), group) in taken):
            continue
        if group is not None:
            taken.add((id(one), group))
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


def kept_states(file: BorrowerFile) -> dict[ObligationId, Obligation]:
    """Return the file's own obligations by id."""
    return {duty.id: duty for duty in file.obligations}
