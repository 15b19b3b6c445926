"""The proof of a visit: recomputed from its duties and the calendar, never stored."""

from datetime import date

from loanvisit.domain import Calendar, NaturalPeriod, Obligation, Proof, Visit, subject_text
from loanvisit.scheduling.rolling import steps_between
from loanvisit.words import Text, join, say, verbatim


def prove_visit(visit: Visit, *, calendar: Calendar, as_of: date) -> Proof:
    """Return why a visit is due: a part for each duty it covers, and whether they were merged."""
    parts = [prove(duty, calendar=calendar, as_of=as_of) for duty in visit.covers]
    others = [say("proof.other", subject=subject_text(duty.subject), title=duty.rule.title) for duty in visit.covers]
    merged = len(others) > 1
    said = (
        say("proof.merged", count=len(others), others=join(others, zh="；", en="; ")) if merged else say("proof.alone")
    )
    return Proof(
        key="visit",
        statement=say("proof.visit", borrower=visit.borrower.value, method=visit.method.text, last=visit.window.last),
        parts=(*parts, Proof(key="merged" if merged else "alone", statement=said)),
    )


def prove(duty: Obligation, *, calendar: Calendar, as_of: date) -> Proof:
    """Return why a duty is owed by its last day."""
    rule = duty.rule
    source = Proof(key="source", statement=say("proof.source", citation=rule.citation, confidence=rule.confidence.text))
    clause = say(
        "proof.clause",
        policy=rule.policy.value,
        version=rule.version,
        clause=rule.clause.value,
        sentence=rule.sentence if rule.sentence is not None else rule.title,
    )
    parts = [
        Proof(key="clause", statement=clause, parts=(source,)),
        Proof(key="anchor", statement=say("proof.anchor", anchor=anchor_text(duty), day=duty.anchored_on)),
        Proof(key="raw", statement=say("proof.raw", raw=duty.raw), parts=tuple(_moves(duty, calendar))),
        Proof(key="last", statement=say("proof.last", opens=duty.window.opens, last=duty.window.last)),
    ]
    if duty.is_overdue(as_of):
        late = (as_of - duty.window.last).days
        parts.append(Proof(key="overdue", statement=say("proof.overdue", as_of=as_of, days=late)))
    if duty.window.opens > as_of:
        parts.append(Proof(key="projected", statement=say("proof.projected")))
    statement = say("proof.duty", subject=subject_text(duty.subject), title=rule.title)
    return Proof(key="duty", statement=statement, parts=tuple(parts))


def _moves(duty: Obligation, calendar: Calendar) -> list[Proof]:
    """Return each day the roll looked at, with the notice that made it off or worked."""
    raw, last = duty.raw, duty.window.last
    if raw != last:
        parts = [_day(day, calendar, later=last > raw) for day in steps_between(raw, last)]
    elif _is_outside(raw, calendar):
        parts = []
    elif not calendar.works(raw):
        parts = [Proof(key="stays", statement=say("proof.stays", day=raw, why=_why(raw, calendar)))]
    else:
        parts = [_day(raw, calendar, later=False)] if calendar.because(raw) is not None else []
    if duty.provisional:
        parts.append(Proof(key="provisional", statement=say("proof.provisional")))
    return parts


def _day(day: date, calendar: Calendar, *, later: bool) -> Proof:
    if not calendar.is_decreed(day):
        return Proof(key="undecreed", statement=say("proof.undecreed", day=day))
    works = calendar.works(day)
    why = _why(day, calendar)
    papers = calendar.notices(day.year) if calendar.because(day) is not None else ()
    notice = join(
        [say("proof.notice", address=verbatim(paper.number or paper.address)) for paper in papers], zh="", en=""
    )
    if works and calendar.because(day) is None:
        return Proof(key="works", statement=say("proof.weekday.works", day=day))
    key = "works" if works else "off.later" if later else "off"
    return Proof(key=key.partition(".")[0], statement=say(f"proof.{key}", day=day, why=why, notice=notice))


def _is_outside(day: date, calendar: Calendar) -> bool:
    """Say whether the calendar has no decree for a day; a duty that does not roll may lie before its range."""
    start = calendar.range_start
    return (start is not None and day < start) or not calendar.is_decreed(day)


def _why(day: date, calendar: Calendar) -> Text:
    named = calendar.because(day)
    return named if named is not None else say("proof.workday" if calendar.works(day) else "proof.weekday")


_EVENTS = {"disbursed_on": "drawdown", "matures_on": "maturity", "grid": "drawdown", "signal": "signal"}


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
        return say(f"anchor.{_EVENTS[kind]}")
    return say("anchor.period", period=_period_of(kind).text, key=kind)


def _period_of(key: str) -> NaturalPeriod:
    """Return which natural period a key names: 2026Q1, 2026-03, 2026-03a, 2026-W09, 2026H1, 2026."""
    name = key.partition("#")[0]
    if "Q" in name:
        return NaturalPeriod.QUARTER
    if "H" in name:
        return NaturalPeriod.HALF_YEAR
    if "W" in name:
        return NaturalPeriod.WEEK
    if name[-1] in "ab":
        return NaturalPeriod.HALF_MONTH
    return NaturalPeriod.MONTH if "-" in name else NaturalPeriod.YEAR
