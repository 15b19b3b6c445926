"""Whether a visit discharges a duty: in full, in part, or not and why."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import evolve, frozen

from loanvisit.domain import (
    Accepts,
    DeskWork,
    Discharge,
    Method,
    Obligation,
    ObligationId,
    ObligationState,
    Refusal,
    Rule,
    Subject,
)
from loanvisit.domain.ids import line_key
from loanvisit.domain.minting import discharge_of
from loanvisit.domain.sheltering import sheltered
from loanvisit.scheduling.seeing import Sighting
from loanvisit.words import Fill, Text, counted, join, label, say

_ON_SITE, _ON_SITE_ONLY = Method.ON_SITE, Accepts.ON_SITE


@frozen(kw_only=True)
class Discharged:
    """What one visit did to the open duties of a file: those it changed, and why it did not serve the others."""

    obligations: tuple[Obligation, ...] = ()
    refused: tuple[Refusal, ...] = ()


def objection(
    demanded: Rule, subject: Subject, seen: Sighting, duty: ObligationId | None = None
) -> tuple[str, Text] | None:
    """Return why a visit cannot prove what a rule demands of a subject, whatever the day; None where it can.

    Of one duty, a method may stand in that its rule does not accept.
    """
    code = objection_code(demanded, subject, seen, duty)
    if code == "method" and seen.method is not None:
        known = join([method.text for method in Method if method in demanded.accepts.methods])
        return _because(code, method=seen.method.text, known=known)
    if code == "visitors" and seen.visitors is not None:
        bound = _visitors(demanded, seen, duty)
        return _because(code, count=counted("visitors", seen.visitors), bound=counted("visitors", bound))
    return None if code is None else _because(code)


def objection_code(demanded: Rule, subject: Subject, seen: Sighting, duty: ObligationId | None = None) -> str | None:
    """Return the code of the objection to a visit, without its words; None where there is none."""
    if not seen.covers(subject):
        return "subject"
    if not seen.serves(demanded.purpose):
        return "purpose_unrecorded" if seen.purposes is None else "purpose"
    return shortfall(demanded, seen, duty)


def shortfall(demanded: Rule, seen: Sighting, duty: ObligationId | None = None) -> str | None:
    """Return the code of what a visit for a purpose and about a subject falls short of; None where of nothing."""
    if not _is_accepted(demanded, seen) and duty not in seen.stands_for:
        return "method"
    if seen.visitors is not None and seen.visitors < _visitors(demanded, seen, duty):
        return "visitors"
    return None if seen.is_identified else "identity"


def _is_accepted(demanded: Rule, seen: Sighting) -> bool:
    return seen.method is None or seen.method in demanded.accepts.methods


def can_pay(duty: Obligation, seen: Sighting) -> bool:
    """Say whether a visit is by a method that a duty accepts, or that was allowed to stand in for it."""
    return _is_accepted(duty.rule, seen) or duty.id in seen.stands_for


def _visitors(demanded: Rule, seen: Sighting, duty: ObligationId | None) -> int:
    """How many it takes: where a call by one would do, a visit on site made through the library takes two.

    One is enough for a method that stands in, on site apart.
    """
    if seen.stands_for and duty in seen.stands_for and not _is_accepted(demanded, seen) and seen.method is not _ON_SITE:
        return 1
    if seen.record is None or seen.method is not _ON_SITE or demanded.accepts is _ON_SITE_ONLY:
        return demanded.visitors
    return max(demanded.visitors, 2)


def needs(demanded: Rule) -> tuple[str, ...]:
    """Return what a record must bring for a rule: answers, then evidence."""
    if not demanded.questions and not demanded.evidence:
        return ()
    return (*(f"answer:{one}" for one in demanded.questions), *(f"evidence:{one}" for one in demanded.evidence))


def lacking(needed: tuple[str, ...], seen: Sighting, subject: Subject) -> tuple[str, ...]:
    """Return what is still needed of a subject after a visit, in order; an imported visit cannot tell."""
    if not needed or seen.answered is None or seen.evidence is None:
        return ()
    brought = {f"answer:{one}" for one in seen.answered} | {f"evidence:{one}" for one in seen.evidence}
    brought -= {f"evidence:{one.kind}" for one in seen.barred if one.subject == subject}
    return tuple(one for one in needed if one not in brought)


@sheltered
def discharge_by(duties: Iterable[Obligation], seen: Sighting) -> Discharged:
    """Let one visit discharge the open duties it can, by the rules of arrear and of separate groups.

    Of a line, which is one clause about one subject, it pays all that is overdue or else one duty whose window is open.
    Of two lines of a separate group, and of two duties of a line open at once, it pays what it was planned for before
    the one that ends first.

    Args:
        duties: the open duties of the borrower's file, in any order; others, and work at the desk, are passed over.
        seen: what the visit can prove.

    Returns:
        The duties it changed, by last day, and a refusal for each duty open by then about what it covers that it
        could not serve, and for each piece of evidence that did not count for a duty met in part.
    """
    open_duties = sorted(
        (duty for duty in duties if duty.is_open and not duty.rule.kind.is_desk), key=lambda duty: duty.order
    )
    changed: list[Obligation] = []
    refused: list[Refusal] = []
    groups: set[str] = set()
    lines: dict[tuple[object, object], list[Obligation]] = {}
    for duty in open_duties:
        lines.setdefault((duty.rule.clause, duty.subject), []).append(duty)
    planned = {line_key(one) for one in seen.planned}
    for line in sorted(lines.values(), key=lambda line: (not _is_planned(line[0], planned), line[0].order)):
        able, barred = _judged(line, seen)
        due = [duty for duty in able if is_timely(duty, seen)]
        if seen.covers(line[0].subject):
            refused += [
                Refusal(obligation=duty.id, code=why[0], reason=why[1]) for duty, why in barred if is_timely(duty, seen)
            ]
        if not able:
            continue
        group = able[0].rule.separate
        if not due:
            refused.append(_refuse(able[0], "early", opens=able[0].window.opens))
        elif group is not None and group in groups:
            refused += [_refuse(duty, "separate", other=label("apart", group)) for duty in due]
        else:
            paid = payable(due, seen)
            changed += [_met(duty, seen) for duty in paid]
            refused += [one for duty in changed[-len(paid) :] for one in _uncounted(duty, seen)]
            refused += [_refuse(duty, "running") for duty in due if duty not in paid]
            groups |= set() if group is None else {group}
    return Discharged(obligations=tuple(changed), refused=tuple(refused))


_Barred: TypeAlias = list[tuple[Obligation, tuple[str, Text]]]
"""Duties, each with the code and words of what bars a visit from proving it."""


def _judged(line: list[Obligation], seen: Sighting) -> tuple[list[Obligation], _Barred]:
    """Return the duties of a line that a visit can prove, and those it cannot: versions of a clause differ in that."""
    able: list[Obligation] = []
    barred: _Barred = []
    rule, against = line[0].rule, objection(line[0].rule, line[0].subject, seen, line[0].id)
    for duty in line:
        if duty.rule is not rule or seen.stands_for:
            rule, against = duty.rule, objection(duty.rule, duty.subject, seen, duty.id)
        if against is None:
            able.append(duty)
        else:
            barred.append((duty, against))
    return able, barred


def _is_planned(duty: Obligation, planned: set[str]) -> bool:
    """Say whether a visit was planned for a line, its duties still foretold or not."""
    return bool(planned) and line_key(duty.id) in planned


def payable(due: list[Obligation], seen: Sighting) -> list[Obligation]:
    """Return the duties of one line that a visit pays of those due, which come in order: arrears first, and never both.

    All that is overdue is one arrear, unless the clause takes the oldest only. Of duties running side by side it is the
    one the visit was planned for, else the first to end.
    """
    if len(due) == 1:
        return due
    on = seen.on
    overdue = [duty for duty in due if duty.window.last < on]
    if overdue:
        return overdue if overdue[0].rule.arrear == "all" else overdue[:1]
    planned = [duty for duty in due if seen.planned and duty.id in seen.planned]
    return (planned or due)[:1]


def is_timely(duty: Obligation, seen: Sighting) -> bool:
    """Say whether the duty could be met on that day: its window was open, or the visit it counts from was made."""
    return duty.window.opens <= seen.on or (duty.anchor.startswith("visit:") and duty.anchored_on <= seen.on)


def _met(duty: Obligation, seen: Sighting) -> Obligation:
    lacks = lacking(duty.lacks or needs(duty.rule), seen, duty.subject)
    if lacks:
        return evolve(duty, state=ObligationState.IN_PART, lacks=lacks, version=duty.version + 1)
    return duty.fulfilled(met(seen))


def _uncounted(duty: Obligation, seen: Sighting) -> list[Refusal]:
    """Return why evidence that a duty still lacks was brought and does not count for it, or was refused."""
    return [
        Refusal(obligation=duty.id, code=one.code, reason=one.reason)
        for one in seen.barred
        if one.subject == duty.subject and f"evidence:{one.kind}" in duty.lacks
    ]


def done_at_desk(duty: Obligation, *works: DeskWork) -> Obligation:
    """Return an open duty after work at the desk: met where nothing lacks any more, else in part; its version stays."""
    done = (*duty.works, *works)
    brought = {one for work in done for one in work.brought}
    lacks = tuple(one for one in needs(duty.rule) if one not in brought)
    if lacks or not done:
        state = ObligationState.IN_PART if done else ObligationState.OPEN
        return evolve(duty, state=state, lacks=lacks if done else (), discharge=None, works=done)
    last = Discharge(on=max(work.on for work in done))
    return evolve(duty, state=ObligationState.FULFILLED, lacks=(), discharge=last, works=done)


def met(seen: Sighting) -> Discharge:
    """Return the discharge that a visit makes."""
    return discharge_of(seen.on, seen.record, seen.visit, seen.source)


def _refuse(duty: Obligation, code: str, **fill: Fill) -> Refusal:
    name, reason = _because(code, **fill)
    return Refusal(obligation=duty.id, code=name, reason=reason)


def _because(code: str, **fill: Fill) -> tuple[str, Text]:
    return f"refused.{code}", say(f"refused.{code}", **fill)
