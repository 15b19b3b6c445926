"""Policies made of policies: both at once, one after another, and a clause put another way for a time."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from attrs import evolve

from loanvisit.domain import ClauseId, OfficerId, PolicyId
from loanvisit.domain.exact import guarded
from loanvisit.errors import Fault, PolicyError, fault
from loanvisit.scheduling.changing import changed
from loanvisit.scheduling.clause import Clause, Override
from loanvisit.scheduling.linting import meet
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, join, verbatim

_DAY = timedelta(days=1)


@guarded
def strictest(
    first: ClausePolicy,
    second: ClausePolicy,
    /,
    *,
    id: PolicyId | None = None,  # noqa: A002  the field's own name
    version: str | None = None,
    title: Text | None = None,
) -> ClausePolicy:
    """Return the policy that asks all that either asks, so that no deadline is later than under one of them.

    Their duties stand side by side, each with the clause and citation it rests on; a plan's cover merges the visits,
    so that one visit serves both wherever their windows meet. Nothing is left out as asked already: a duty of the
    weaker policy is met by the visits of the stricter, and whoever must show that policy was kept finds it there.

    A clause that both hold in the same words stands once. Clauses of one id may be versions of one clause, in force on
    different days, as `between` cuts them.

    Args:
        first: a policy.
        second: another; which is first changes nothing but the order in which clauses are read aloud.
        id: the id of the new policy; left out, both ids joined with a plus.
        version: its version; left out, both versions joined with a plus.
        title: what it is called; left out, both titles.

    Returns:
        The policy. Of one policy twice, that policy.

    Raises:
        PolicyError: one id names two clauses in force on a same day, or one name two facts; every one is listed.

    Example:
        >>> from loanvisit import presets
        >>> ours = presets.policy("cn.five_tier_default")
        >>> both = strictest(ours, presets.policy("mdb.supervision"))
        >>> both.id.value, len(both.clauses) - len(ours.clauses)
        ('cn.five_tier_default+mdb.supervision', 1)
    """
    if first == second:
        return first
    one, other = sorted((first, second), key=lambda policy: (policy.id.value, policy.version))
    pair = (one, other)
    faults = [*_facts_that_differ(*pair), *_clauses_that_meet(*pair)]
    if faults:
        raise PolicyError(*faults)
    same = one.applies == other.applies
    notes = [policy.notes for policy in pair if policy.notes is not None]
    return ClausePolicy(
        id=id or PolicyId(_plus(policy.id.value for policy in pair)),
        version=version or _plus(policy.version for policy in pair),
        title=title or join(list(dict.fromkeys(policy.title for policy in pair)), zh="＋", en=" + "),
        clauses=tuple(dict.fromkeys([*_clauses(first, second, keep=same), *_clauses(second, first, keep=same)])),
        applies=one.applies if same else (),
        facts=tuple(dict.fromkeys((*one.facts, *other.facts))),
        notes=join(list(dict.fromkeys(notes)), zh="", en=" ") if notes else None,
    )


@guarded
def between(policy: ClausePolicy, first: date | None, last: date | None, /) -> ClausePolicy:
    """Return the policy as in force between two days only: what ends outside them it does not ask.

    Two versions of a policy make one, the old until a day and the new from the next:
    `strictest(between(old, None, day), between(new, next_day, None))`. Duties keep their ids over the change.

    Args:
        policy: the policy.
        first: the first day on which a duty may end under it, itself in; None for no first day.
        last: the last such day, itself in; None for no last day.

    Returns:
        The policy, its id and version as they were, without the clauses that are never in force on these days.

    Raises:
        PolicyError: `last` is before `first`, or no clause is left.
        InputError: a day that is no date.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> summer = between(presets.policy("mdb.supervision"), date(2026, 6, 1), date(2026, 8, 31))
        >>> summer.clauses[0].effective_from, summer.clauses[0].effective_to
        (datetime.date(2026, 6, 1), datetime.date(2026, 8, 31))
    """
    if first is not None and last is not None and last < first:
        raise PolicyError(fault("date.order", "last", last, earlier=first))
    kept: list[Clause] = []
    for clause in policy.clauses:
        starts = max((day for day in (clause.effective_from, first) if day is not None), default=None)
        ends = min((day for day in (clause.effective_to, last) if day is not None), default=None)
        if starts is None or ends is None or starts <= ends:
            kept.append(evolve(clause, effective_from=starts, effective_to=ends))
    if not kept:
        raise PolicyError(fault("clause.not_in_force", "first" if first is not None else "last", first or last))
    return evolve(policy, clauses=tuple(kept))


@guarded
def override(
    policy: ClausePolicy,
    clause: ClauseId | str,
    /,
    *,
    reason: Text,
    approver: OfficerId,
    starts: date,
    expiry: date,
    version: str | None = None,
    **changes: object,
) -> ClausePolicy:
    """Return the policy with one clause put another way for a time, after which the old words hold again.

    Args:
        policy: the policy.
        clause: the id of the clause; the version in force on the day it starts is the one changed.
        reason: why, in both languages; it stands in each proof.
        approver: who approved it; stands in each proof.
        starts: the first day on which a duty may end under the new words, itself in.
        expiry: the last such day, itself in.
        version: the version of the new policy; left out, the old one with a mark that it was changed.
        changes: fields of the clause or its requirement, as in `ClausePolicy.replacing`.

    Returns:
        The policy, its clause in up to three versions: until the day before, for the time, and from the day after.
        A duty keeps its id where its period does.

    Raises:
        PolicyError: no such clause, field or day in force, nothing changed, an expiry before the start, a time that
            reaches beyond the version it changes, or the new policy is not a sound one.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_clause, a_policy
        >>> typhoon = Text(zh="台风封路", en="roads closed by a typhoon")
        >>> terms = {"reason": typhoon, "approver": OfficerId("hq"), "starts": date(2026, 8, 1)}
        >>> eased = override(a_policy(a_clause()), "routine", **terms, expiry=date(2026, 8, 31), visitors=1)
        >>> [version.effective_from for version in eased.clauses]
        [None, datetime.date(2026, 8, 1), datetime.date(2026, 9, 1)]
    """
    old = policy.clause(clause, on=starts)
    if expiry < starts:
        raise PolicyError(fault("date.order", "expiry", expiry, earlier=starts))
    if old.effective_to is not None and old.effective_to < expiry:
        raise PolicyError(fault("clause.not_in_force", "expiry", expiry))
    days = {"effective_from": starts, "effective_to": expiry}
    new = changed(old, **{**changes, **days, "override": Override(reason=reason, approver=approver)})
    if evolve(new, effective_from=old.effective_from, effective_to=old.effective_to, override=old.override) == old:
        raise PolicyError(fault("override.empty", "changes"))
    versions = [new]
    if old.effective_from is None or old.effective_from < starts:
        versions.insert(0, evolve(old, effective_to=starts - _DAY))
    if old.effective_to is None or expiry < old.effective_to:
        versions.append(evolve(old, effective_from=expiry + _DAY))
    clauses = [one for known in policy.clauses for one in (versions if known is old else [known])]
    return evolve(policy, clauses=tuple(clauses), version=version or f"{policy.version}+{old.id}@{starts}")


@guarded
def prefixed(policy: ClausePolicy, prefix: str, /) -> ClausePolicy:
    """Return the policy with every clause id, and every series, begun with a prefix: `prefixed(group, "group.")`.

    For two policies that name different clauses alike, before `strictest` puts them together. Duties under a clause of
    another id are other duties: choose the prefix once and keep it.

    Raises:
        PolicyError: the prefix makes an id too long, or one that may not stand.
    """
    clauses = [
        changed(
            clause,
            id=ClauseId(f"{prefix}{clause.id}"),
            series=None if clause.series is None else f"{prefix}{clause.series}",
        )
        for clause in policy.clauses
    ]
    return evolve(policy, clauses=tuple(clauses))


def _plus(words: Iterable[str]) -> str:
    return "+".join(dict.fromkeys(words))


def _facts_that_differ(one: ClausePolicy, other: ClausePolicy) -> list[Fault]:
    known = {fact.name: fact for fact in one.facts}
    return [
        fault("compose.fact", f"facts.{fact.name}", policies=_names(one, other))
        for fact in other.facts
        if known.get(fact.name, fact) != fact
    ]


def _clauses_that_meet(one: ClausePolicy, other: ClausePolicy) -> list[Fault]:
    same = one.applies == other.applies
    ours, theirs = _clauses(one, other, keep=same), _clauses(other, one, keep=same)
    return [
        fault("compose.clause", f"clause[{clause.id}]", policies=_names(one, other))
        for clause in dict.fromkeys(theirs)
        if any(known.id == clause.id and known != clause and meet(known, clause) for known in ours)
    ]


def _names(one: ClausePolicy, other: ClausePolicy) -> Text:
    return join([verbatim(f"{one.id} {one.version}"), verbatim(f"{other.id} {other.version}")], zh="、", en=", ")


def _clauses(policy: ClausePolicy, other: ClausePolicy, *, keep: bool) -> list[Clause]:
    """Return the clauses as they stand beside those of another policy.

    What the policy applies to is a condition of each, unless both apply to the same (`keep`). A series that the other
    policy knows too, of other clauses, is told apart by the policy's id and version.
    """
    shared = {name for name in _series(policy) & _series(other) if _of(policy, name) != _of(other, name)}
    found: list[Clause] = []
    for clause in policy.clauses:
        when = clause.when if keep else tuple(dict.fromkeys((*policy.applies, *clause.when)))
        series = f"{clause.series} ({policy.id} {policy.version})" if clause.series in shared else clause.series
        found.append(evolve(clause, when=when, series=series))
    return found


def _series(policy: ClausePolicy) -> set[str]:
    return {clause.series for clause in policy.clauses if clause.series is not None}


def _of(policy: ClausePolicy, series: str) -> Collection[Clause]:
    return frozenset(clause for clause in policy.clauses if clause.series == series)
