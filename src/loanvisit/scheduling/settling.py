"""Which visits have met which occurrences of one clause about one subject."""

from bisect import insort
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from attrs import evolve

from loanvisit.domain import BorrowerFile, ClauseId, Obligation, ObligationId, ObligationState, Rule, Subject, Waiver
from loanvisit.domain.ids import joined, line_key
from loanvisit.domain.minting import met_duty
from loanvisit.domain.obligation import STILL_OWED
from loanvisit.scheduling.discharge import can_pay, lacking, met, needs, objection, payable, shortfall
from loanvisit.scheduling.seeing import Sighting

Line = tuple[ClauseId, Subject]
"""One clause about one subject."""
Taken = dict[tuple[int, str], Line]
"""Which line of a separate group each visit has paid: a visit pays one of each group."""
Waivers = Mapping[object, tuple[Waiver, ...]]
"""The waivers of what each lets go."""
NO_WAIVERS: Waivers = MappingProxyType({})
_FULFILLED = ObligationState.FULFILLED
_UNMET = (ObligationState.OPEN, ObligationState.WAIVED)


def qualifying(
    demanded: Rule, subject: Subject, seen: tuple[Sighting, ...], paid: frozenset[str]
) -> tuple[Sighting, ...]:
    """Return the visits that can prove what a rule demands of a subject in full, in order of day.

    `paid` names records that already met a duty of this line, alone or with a record before.
    """
    return able(demanded, subject, concerning(subject, demanded.purpose, seen), paid)


def concerning(subject: Subject, purpose: str, seen: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """Return the visits that looked at a subject for a purpose."""
    return tuple([one for one in seen if one.serves(purpose) and one.covers(subject)])


def able(demanded: Rule, subject: Subject, about: tuple[Sighting, ...], paid: frozenset[str]) -> tuple[Sighting, ...]:
    """Return those of the visits about a subject, for the purpose of a rule, that can prove what it demands in full."""
    needed = needs(demanded)
    return tuple(
        [
            one
            for one in about
            if shortfall(demanded, one, _stood_for(one, demanded, subject) if one.stands_for else None) is None
            and (not needed or not lacking(needed, one, subject) or str(one.record) in paid)
        ]
    )


def _stood_for(one: Sighting, demanded: Rule, subject: Subject) -> ObligationId | None:
    """Return a duty of a line that a visit may meet by a method that stands in."""
    line = joined(demanded.clause.value, subject.value)
    return next((duty for duty in one.stands_for if line_key(duty) == line), None)


def already_taken(file: BorrowerFile, seen: tuple[Sighting, ...]) -> Taken:
    """Return which line of each separate group the visits of a file have taken: no later plan lets them pay another.

    It is the line that a record paid when it was filed, else the one its visit was planned for, where something of it
    could be paid.
    """
    taken: Taken = {}
    if not file.visits and not file.obligations:
        return taken
    planned = {one.visit: one for one in seen if one.planned}
    for visit in file.visits if planned else ():
        one = planned.get(visit.id)
        for duty in visit.covers:
            if one is not None and duty.rule.separate is not None and _can_pay(one, duty, file):
                taken[id(one), duty.rule.separate] = duty.rule.clause, duty.subject
    records = {one.record: one for one in seen} if file.obligations else {}
    for duty in file.obligations:
        record = None if duty.discharge is None else duty.discharge.record
        if record is not None and duty.rule.separate is not None and record in records:
            taken[id(records[record]), duty.rule.separate] = duty.rule.clause, duty.subject
    return taken


def _can_pay(one: Sighting, planned: Obligation, file: BorrowerFile) -> bool:
    """Say whether a visit found something to pay of the line of a duty it was planned for."""
    if objection(planned.rule, planned.subject, one, planned.id) is not None:
        return False
    line = planned.rule.clause, planned.subject
    own = (duty for duty in file.obligations if (duty.rule.clause, duty.subject) == line)
    return planned.window.opens <= one.on or any(duty.window.opens <= one.on for duty in own)


def is_free(taken: Taken, one: Sighting, group: str | None, line: Line) -> bool:
    """Say whether a visit may pay a line: no other line of its separate group has taken it."""
    return group is None or taken.get((id(one), group), line) == line


def settle(
    duties: list[Obligation],
    seen: tuple[Sighting, ...],
    taken: Taken,
    *,
    waivers: Waivers = NO_WAIVERS,
    unsure: Collection[ObligationId] = (),
    used: set[int] | None = None,
) -> list[Obligation]:
    """Let each visit pay the overdue duties of its day, or else the one whose window is open, never both.

    What was waived on its day a visit does not pay, nor as an arrear what may never have been owed (`unsure`). `duties`
    may have been met before; what is met stays met. `used` are the visits that paid another version of the
    clause, which pay no more than what is overdue; those that pay something now are taken up.
    """
    settled, latest = list(duties), seen[-1].on
    group, line = duties[0].rule.separate, (duties[0].rule.clause, duties[0].subject)
    ahead = [
        (duty.window.opens, duty.window.last, duty.anchor, place)
        for place, duty in enumerate(duties)
        if duty.window.opens <= latest and duty.state in STILL_OWED
    ]
    ahead.sort(reverse=True)
    running: list[tuple[date, str, int]] = []  # as `order` has them: clause and subject are the same
    for one in seen:  # in order of day
        on = one.on
        while ahead and ahead[-1][0] <= on:
            insort(running, ahead.pop()[1:])
        if not running:
            continue
        late_only = used is not None and id(one) in used
        due = [duties[place] for _, _, place in running]
        if waivers or unsure or late_only or one.stands_for:
            due = [duty for duty in due if _is_payable(duty, one, waivers, unsure, late_only=late_only)]
        paid = payable(due, one)
        if not paid or (group is not None and not is_free(taken, one, group, line)):
            continue
        if group is not None:
            taken[id(one), group] = line
        if used is not None:
            used.add(id(one))
        by, now = met(one), {id(duty) for duty in paid}
        for _, _, place in running:
            duty = duties[place]
            if id(duty) in now:
                settled[place] = met_duty(duty, by, duty.version)
        running = [entry for entry in running if id(duties[entry[2]]) not in now]
    return settled


def _is_payable(
    duty: Obligation, one: Sighting, waivers: Waivers, unsure: Collection[ObligationId], *, late_only: bool
) -> bool:
    """Say whether a visit can pay an open duty: by its method, not waived that day, and surely owed if it is late.

    With `late_only`, for a visit that has paid another version of the clause, nothing but more of the one arrear.
    """
    on = one.on
    if not can_pay(duty, one) or (late_only and (duty.window.last >= on or duty.rule.arrear != "all")):
        return False
    return not is_let_go(duty, on, waivers) and (not unsure or _is_due(duty, on, unsure))


def _is_due(duty: Obligation, on: date, unsure: Collection[ObligationId]) -> bool:
    """Say whether a visit of a day can pay a duty: in its window, or after it where it was surely owed."""
    if on <= duty.window.last:
        return duty.window.opens <= on
    return not unsure or duty.id not in unsure


def is_let_go(duty: Obligation, on: date, waivers: Waivers) -> bool:
    """Say whether a duty was waived on a day."""
    return bool(waivers) and any(waiver.is_in_force(on) for waiver in waivers.get(duty.id, ()))


def waivers_by_duty(file: BorrowerFile) -> Waivers:
    """Return the waivers of a file by what they let go."""
    if not file.waivers:
        return NO_WAIVERS
    found: dict[object, list[Waiver]] = {}
    for waiver in file.waivers:
        found.setdefault(waiver.about, []).append(waiver)
    return {about: tuple(each) for about, each in found.items()}


def with_kept_state(
    duty: Obligation, kept: Obligation | None, *, early: bool = False, imported: frozenset[date] = frozenset()
) -> Obligation:
    """Return the duty with what the file has recorded of it: what records met is not met anew by others.

    What only imports met is looked up in the imports each time, and so is what was met before its window opened, where
    it has moved since; with `early` a visit may come as early as it likes. Of a duty that may never have been owed, it
    is remembered that an import of one of the days `imported` met it when it was surely owed.
    """
    if kept is None:
        return duty
    if kept.lacks and kept.state in _UNMET:  # a waiver takes away nothing that was brought
        kept = evolve(kept, state=ObligationState.IN_PART)
    if not _still_tells(kept, duty, early=early, imported=imported):
        return duty if duty.version == kept.version else evolve(duty, version=kept.version)
    return evolve(
        duty, state=kept.state, lacks=kept.lacks, discharge=kept.discharge, version=kept.version, works=kept.works
    )


def _still_tells(kept: Obligation, duty: Obligation, *, early: bool, imported: frozenset[date]) -> bool:
    """Say whether what the file has recorded of a duty says more than what is found of it now."""
    by = kept.discharge
    if kept.state is _FULFILLED and by is not None and (by.record is not None or kept.works or by.on in imported):
        return early or by.on >= duty.window.opens
    return kept.state is ObligationState.LAPSED or (kept.state is ObligationState.IN_PART and duty.is_open)
