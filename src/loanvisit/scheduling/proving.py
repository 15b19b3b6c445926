"""The proof of a visit: recomputed from its duties and the calendar, never stored."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    FactName,
    Method,
    Obligation,
    Proof,
    Rule,
    Visit,
    fact_text,
    subject_text,
)
from loanvisit.domain.exact import guarded
from loanvisit.scheduling.at_law import is_at_law, prove_at_law
from loanvisit.scheduling.contending import Ground, deferred_of, met_of, methods_of
from loanvisit.scheduling.policy import Policy
from loanvisit.scheduling.rolling import steps_between
from loanvisit.words import Text, counted, join, say, verbatim


@guarded
def prove_visit(
    visit: Visit, *, calendar: Calendar, as_of: date, file: BorrowerFile | None = None, policy: Policy | None = None
) -> Proof:
    """Return why a visit is due: a part for each duty it covers, its method, and whether they were merged.

    `file` and `policy` are what it was planned from, as for `prove`.
    """
    ground = None if file is None or policy is None else Ground.of(file, policy, calendar=calendar, as_of=as_of)
    parts = [_proven(duty, ground, calendar, as_of) for duty in visit.covers]
    others = [say("proof.other", subject=subject_text(duty.subject), title=duty.rule.title) for duty in visit.covers]
    merged = len(others) > 1
    said = (
        say("proof.merged", count=counted("duties", len(others)), others=join(others, zh="；", en="; "))
        if merged
        else say("proof.alone")
    )
    days = {"opens": visit.window.opens, "last": visit.window.last}
    return Proof(
        key="visit",
        statement=say("proof.visit", borrower=visit.borrower.value, method=visit.method.text, last=visit.window.last),
        parts=(
            *parts,
            *_lighter(visit),
            Proof(key="merged" if merged else "alone", statement=said, values={"duties": len(others)}),
        ),
        values={"visit": visit.id.value, "borrower": visit.borrower.value, "method": visit.method.value, **days},
    )


def _lighter(visit: Visit) -> Iterator[Proof]:
    """Yield each method that would meet all the duties of a visit, and was not taken because a lighter one does."""
    for method in Method:
        if method is not visit.method and all(method in duty.rule.accepts.methods for duty in visit.covers):
            said = say("proof.method.more", method=method.text)
            yield Proof(key="method.more", statement=said, values={"method": method.value})


@guarded
def prove(
    duty: Obligation,
    *,
    calendar: Calendar,
    as_of: date,
    file: BorrowerFile | None = None,
    policy: Policy | None = None,
) -> Proof:
    """Return why a duty is owed by its last day.

    Args:
        duty: of a plan, or of a file.
        calendar: the one it was counted with.
        as_of: the close of this day.
        file: the file it was asked of. With it a duty at law shows the reading of its clock; with it and the policy
            the proof names the facts that decided, the clauses of the same series that lost, waivers, and the visits
            made since the window opened that did not meet it.
        policy: the policy that was asked; left out where the duty is at law.

    Returns:
        The tree, the same for equal arguments.
    """
    if is_at_law(duty):
        return prove_at_law(duty, file=file, calendar=calendar, as_of=as_of)
    ground = None if file is None or policy is None else Ground.of(file, policy, calendar=calendar, as_of=as_of)
    return _proven(duty, ground, calendar, as_of)


def _proven(duty: Obligation, ground: Ground | None, calendar: Calendar, as_of: date) -> Proof:
    rule, opens, last = duty.rule, duty.window.opens, duty.original_last
    assumed = zip(duty.assumed, duty.assumed_as, strict=True)
    anchor = say("proof.anchor", anchor=anchor_text(duty), day=duty.anchored_on)
    parts = [
        _clause(duty),
        *(
            Proof(key="assumed", statement=say("proof.assumed", fact=fact), values={"fact": name})
            for name, fact in assumed
        ),
        *(() if ground is None else ground.decided(duty)),
        Proof(key="anchor", statement=anchor, values={"anchor": duty.anchor, "day": duty.anchored_on}),
        Proof(
            key="raw",
            statement=say("proof.raw", raw=duty.raw),
            parts=(*_counted(duty, calendar), *_moves(duty, calendar)),
            values={"day": duty.raw},
        ),
        Proof(key="last", statement=say("proof.last", opens=opens, last=last), values={"opens": opens, "last": last}),
        *deferred_of(duty, None if ground is None else ground.granted(duty)),
        methods_of(duty),
        *met_of(duty),
        *(() if ground is None else ground.stands(duty)),
    ]
    if duty.is_overdue(as_of):
        late = (as_of - duty.window.last).days
        said = say("proof.overdue", as_of=as_of, days=counted("days", late))
        parts.append(Proof(key="overdue", statement=said, values={"as_of": as_of, "days": late}))
    if opens > as_of:
        parts.append(Proof(key="projected", statement=say("proof.projected")))
    statement = say("proof.duty", subject=subject_text(duty.subject), title=rule.title)
    values = {"obligation": duty.id.value, "subject": duty.subject.value, "state": duty.state.value}
    return Proof(key="duty", statement=statement, parts=tuple(parts), values=values)


def _clause(duty: Obligation) -> Proof:
    """Return the clause of a duty, with its policy and version, and under it where it stands and how sure that is."""
    rule = duty.rule
    named = {"policy": rule.policy.value, "version": rule.version, "clause": rule.clause.value}
    sentence = rule.sentence if rule.sentence is not None else rule.title
    statement = say("proof.clause", **named, sentence=sentence)
    return Proof(key="clause", statement=statement, parts=(source_of(rule),), values=named)


def source_of(rule: Rule) -> Proof:
    """Return where a rule stands, and how sure that is."""
    citation, confidence = rule.citation, rule.confidence
    return Proof(
        key="source",
        statement=say("proof.source", citation=citation, confidence=confidence.text),
        values={"citation.zh": citation.zh, "citation.en": citation.en, "confidence": confidence.value},
    )


_LISTED = 31
"""How many counted days are named one by one."""


def _counted(duty: Obligation, calendar: Calendar) -> list[Proof]:
    """Return the working days that were counted from the anchor, and the holidays that were not."""
    count = duty.rule.working_days
    if not count:
        return []
    first = 0 if duty.rule.that_day else 1
    days = [duty.anchored_on + timedelta(days=step) for step in range(first, (duty.raw - duty.anchored_on).days + 1)]
    key = "proof.counted.that_day" if duty.rule.that_day else "proof.counted"
    works = [day for day in days if calendar.works(day)]
    said = {"days": counted("working_days", count)}
    if len(works) <= _LISTED:
        statement = say(key, **said, listed=join([say("value.day", day=day) for day in works]))
    else:
        statement = say(f"{key}.long", **said, last=duty.raw)
    named = [day for day in days if calendar.because(day) is not None]
    values = {"working_days": count}
    return [
        Proof(key="counted", statement=statement, values=values),
        *(_day(day, calendar, move="skipped") for day in named),
    ]


def _moves(duty: Obligation, calendar: Calendar) -> list[Proof]:
    """Return each day the roll looked at, with the notice that made it off or worked."""
    raw, last = duty.raw, duty.original_last
    if raw != last:
        parts = [_day(day, calendar, move="later" if last > raw else "") for day in steps_between(raw, last)]
    elif _is_outside(raw, calendar):
        parts = []
    elif not calendar.works(raw):
        parts = [Proof(key="stays", statement=_stays(duty, calendar), values={"day": raw})]
    else:
        parts = [_day(raw, calendar)] if calendar.because(raw) is not None and not duty.rule.working_days else []
    if duty.provisional:
        parts.append(Proof(key="provisional", statement=say("proof.provisional")))
    return parts


def _stays(duty: Obligation, calendar: Calendar) -> Text:
    key = "proof.stays.full" if duty.rule.rolls else "proof.stays"
    return say(key, day=duty.raw, why=_why(duty.raw, calendar))


def _day(day: date, calendar: Calendar, *, move: str = "") -> Proof:
    if not calendar.is_decreed(day):
        return Proof(key="undecreed", statement=say("proof.undecreed", day=day), values={"day": day})
    works = calendar.works(day)
    why = _why(day, calendar)
    papers = calendar.notices(day.year) if calendar.because(day) is not None else ()
    notice = join(
        [say("proof.notice", address=verbatim(paper.number or paper.address)) for paper in papers], zh="", en=""
    )
    if works and calendar.because(day) is None:
        return Proof(key="works", statement=say("proof.weekday.works", day=day), values={"day": day})
    key = "works" if works else f"off.{move}" if move else "off"
    values = {"day": day} | ({"notice": " ".join(paper.number or paper.address for paper in papers)} if papers else {})
    return Proof(
        key=key.partition(".")[0], statement=say(f"proof.{key}", day=day, why=why, notice=notice), values=values
    )


def _is_outside(day: date, calendar: Calendar) -> bool:
    """Say whether the calendar has no decree for a day; a duty that does not roll may lie before its range."""
    start = calendar.range_start
    return (start is not None and day < start) or not calendar.is_decreed(day)


def _why(day: date, calendar: Calendar) -> Text:
    named = calendar.because(day)
    return named if named is not None else say("proof.workday" if calendar.works(day) else "proof.weekday")


_EVENTS = {
    "disbursed_on": "drawdown",
    "matures_on": "maturity",
    "grid": "drawdown",
    "signal": "signal",
    "change": "change",
}


def anchor_text(duty: Obligation) -> Text:
    """Return what a duty is counted from, in words."""
    kind, _, rest = duty.anchor.partition(":")
    if kind == "visit":
        if "+" in rest and rest.partition("+")[0] == f"disbursed_on:{duty.anchored_on.isoformat()}":
            return say("anchor.stepped", count=int(rest.rpartition("+")[2]) + 1)
        if "+" in rest:
            return say("anchor.forecast")
        return say("anchor.drawdown" if rest.startswith("disbursed_on:") else "anchor.visit")
    if kind in _EVENTS:
        return _turned(say(f"anchor.{_EVENTS[kind]}"), rest)
    own = duty.rule.counted_from
    if own is not None and kind in ("event", "while", "date"):
        return own
    if own is not None and kind == "each":
        turn = rest.rpartition("+")[2].partition("#")[2]
        return say("anchor.turn", period=own, count=turn) if turn else own
    return _turned(own or fact_text(FactName(kind)), rest) if _STEP.fullmatch(rest) else _period_text(duty.anchor)


_STEP = re.compile(r"\d{4}-\d{2}-\d{2}\+\d+(?:#(?P<turn>\d+))?", re.ASCII)
"""A step of a grid, by the day the grid starts from, and which of its visits where a step has several."""


def _turned(start: Text, rest: str) -> Text:
    """Return what a grid starts from, and which of the visits of its step where a step has several."""
    found = _STEP.fullmatch(rest)
    return start if found is None or found["turn"] is None else say("anchor.turn", period=start, count=found["turn"])


_PERIODS = (
    ("quarter", re.compile(r"(?P<year>\d+)Q(?P<part>\d)")),
    ("half_year.{half}", re.compile(r"(?P<year>\d+)H(?P<half>\d)")),
    ("week", re.compile(r"(?P<year>\d+)-W0?(?P<part>\d+)")),
    ("half_month.{half}", re.compile(r"(?P<year>\d+)-0?(?P<part>\d+)(?P<half>[ab])")),
    ("month", re.compile(r"(?P<year>\d+)-0?(?P<part>\d+)")),
    ("year", re.compile(r"(?P<year>\d+)")),
)
"""The template of a natural period, and how its key is written: 2026Q1, 2026H1, 2026-W09, 2026-03a, 2026-03, 2026."""


def _period_text(key: str) -> Text:
    """Return a natural period in words, and which of its visits where it has several; another key as it is."""
    name, _, turn = key.partition("#")
    for template, form in _PERIODS:
        found = form.fullmatch(name)
        if found is not None:
            parts = found.groupdict()
            half = parts.pop("half", None)
            period = say(f"anchor.{template.format(half=half)}", **parts)
            return say("anchor.turn", period=period, count=turn) if turn else period
    return verbatim(key)
