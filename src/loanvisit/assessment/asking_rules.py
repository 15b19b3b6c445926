"""One rule put to one claim: it holds, it does not, it is excused, or what it would take to know is not known."""

from datetime import date, timedelta

from loanvisit.assessment.known_facts import ARREARS, Known, KnownFacts
from loanvisit.domain import (
    Claim,
    DayBucket,
    DaysPastDue,
    Excuse,
    FactName,
    FactTest,
    FloorAnswer,
    FloorRule,
    Materiality,
    Proof,
    Regime,
    Term,
    Verdict,
    Window,
)
from loanvisit.domain.derived import DAYS_MATERIAL, DAYS_PAST_DUE, PAID_LATE
from loanvisit.words import Text, number_text, say

DAYS = "days"
"""What the buckets answer as."""


def ask_days(
    regime: Regime, days: DaysPastDue | None, known: KnownFacts, lacking: tuple[FactName, ...]
) -> tuple[FloorAnswer, ...]:
    """Return what the buckets of days say; below one that is excused, the bucket before it is asked.

    Where nobody knows what is unpaid on the claim, or on others that count with it, the worst bucket stays open.
    """
    unknown: tuple[FloorAnswer, ...] = ()
    if ARREARS in lacking:
        title = say("class.days.title")
        unknown = (_answer(regime.buckets[-1], title, Verdict.UNJUDGED, known, missing=(ARREARS,)),)
    if days is None:
        return unknown
    names = [DAYS_PAST_DUE] if days.material_days == days.days else [DAYS_PAST_DUE, DAYS_MATERIAL]
    read, said = (*known.said(names), *_threshold(regime)), list[FloorAnswer]()
    missing = tuple(name for name in lacking if name != ARREARS)
    reached = regime.buckets.index(regime.bucket(days.material_days))
    for bucket in reversed(regime.buckets[: reached + 1]):
        excused, maybe = _excuses(bucket.excuses, known)
        if regime.scale.rank(bucket.grade) == 0:
            title = say("class.days.title")
            said += [] if said else [_answer(bucket, title, Verdict.CLEAR, known, missing=missing, read=read)]
        elif excused is None:
            lacks, since = (*missing, *maybe), _since(bucket, days)
            said.append(_answer(bucket, bucket.text, Verdict.HIT, known, missing=lacks, read=read, since=since))
        else:
            lifted = (*read, *_lifted(excused, known))
            said.append(_answer(bucket, bucket.text, Verdict.EXCUSED, known, missing=missing, read=lifted))
            continue
        break
    return (*said, *unknown)


def _since(bucket: DayBucket, days: DaysPastDue) -> date | None:
    """Return the first of the days in a row on which so many were reached; of 0 days none is told."""
    first = days.material_since
    return None if first is None or bucket.first < 1 else first + timedelta(days=bucket.first - 1)


def _threshold(regime: Regime) -> tuple[Proof, ...]:
    """Say from which amount days count, and where that stands."""
    if regime.materiality is None:
        return ()
    level = regime.materiality
    percent = number_text(level.percent)
    said = say("class.materiality", retail=level.retail.text, other=level.other.text, percent=percent)
    return (Proof(key="class.materiality", statement=said, parts=(_source(level),)),)


def _source(cited: Materiality | Excuse | Term) -> Proof:
    said = say("proof.source", citation=cited.citation, confidence=cited.confidence.text)
    return Proof(key="class.source", statement=said)


def ask_rule(rule: FloorRule, regime: Regime, claim: Claim, known: KnownFacts, as_of: date) -> FloorAnswer:
    """Return what a rule says of a claim at the close of a day."""
    if rule.is_option and rule.id not in regime.chosen:
        return _answer(rule, rule.title, Verdict.NOT_ASKED, known)
    read = known.said([test.fact for test in rule.tests])
    passed = [known[test.fact].passes(test) for test in rule.tests]
    if False in passed:
        return _answer(rule, rule.title, Verdict.CLEAR, known, read=read)
    excused, maybe = _excuses(rule.excuses, known)
    if excused is not None:
        return _answer(rule, rule.title, Verdict.EXCUSED, known, read=(*read, *_lifted(excused, known)))
    term = None if rule.term is None else regime.term(rule.term)
    holds, ends, told, lacks = (None, None, (), ()) if term is None else _running(term, claim, known)
    if ends is not None and as_of >= ends:
        return _answer(rule, rule.title, Verdict.EXCUSED, known, read=(*read, *told), holds=holds)
    if None in passed:
        open_tests = [test for test, one in zip(rule.tests, passed, strict=True) if one is None]
        missing = _missing(open_tests, known)
        return _answer(rule, rule.title, Verdict.UNJUDGED, known, missing=missing, read=(*read, *told), holds=holds)
    missing = (*maybe, *lacks)
    return _answer(rule, rule.title, Verdict.HIT, known, missing=missing, read=(*read, *told), holds=holds)


def _answer(
    source: FloorRule | DayBucket,
    title: Text,
    verdict: Verdict,
    known: KnownFacts,
    *,
    missing: tuple[FactName, ...] = (),
    read: tuple[Proof, ...] = (),
    since: date | None = None,
    holds: Window | None = None,
) -> FloorAnswer:
    names = tuple(dict.fromkeys(missing))
    return FloorAnswer(
        rule=source.id if isinstance(source, FloorRule) else DAYS,
        title=title,
        verdict=verdict,
        grade=source.grade,
        missing=names,
        missing_labels=tuple(known.label(name) for name in names),
        read=read,
        since=since,
        holds=holds,
        citation=source.citation,
        confidence=source.confidence,
    )


def _missing(tests: list[FactTest], known: KnownFacts) -> tuple[FactName, ...]:
    return tuple(name for test in tests for name in known[test.fact].missing)


def _excuses(excuses: tuple[Excuse, ...], known: KnownFacts) -> tuple[Excuse | None, tuple[FactName, ...]]:
    """Return the first excuse that surely lifts, or what is missing for those that might."""
    missing: list[FactName] = []
    for excuse in excuses:
        passed = [known[test.fact].passes(test) for test in excuse.tests]
        if all(one is True for one in passed):
            return excuse, ()
        if False not in passed:
            missing += _missing([test for test, one in zip(excuse.tests, passed, strict=True) if one is None], known)
    return None, tuple(missing)


def _lifted(excuse: Excuse, known: KnownFacts) -> tuple[Proof, ...]:
    parts = (*known.said([test.fact for test in excuse.tests]), _source(excuse))
    return (Proof(key="class.excuse", statement=say("class.excused", title=excuse.title), parts=parts),)


def _running(
    term: Term, claim: Claim, known: KnownFacts
) -> tuple[Window | None, date | None, tuple[Proof, ...], tuple[FactName, ...]]:
    """Return the days a term runs, the first day it no longer does, how that was worked out, and what is missing."""
    start = known[term.since]
    if start.day is None:
        return None, None, (), start.missing
    late = known[PAID_LATE] if term.late_restarts else Known()
    if late.missing:
        return None, None, (), late.missing
    begins = start.day if late.day is None else max(start.day, late.day)
    ends = term.ends_on(begins, claim.repayment_period)
    if ends is None:
        return None, None, (), (FactName("repayment_period"),)
    counted = (
        say("class.term.periods", count=term.periods, counting=term.counting.text)
        if term.periods
        else say("class.term.plain")
    )
    said = say("class.term", title=term.title, start=begins, least=term.least.text, periods=counted, end=ends)
    parts = [_source(term)]
    if begins > start.day:
        parts.append(Proof(key="class.term.late", statement=say("class.term.late", paid=begins)))
    if term.is_open:
        parts.append(Proof(key="class.term.open", statement=say("class.term.open")))
    told = Proof(key="class.term", statement=said, parts=tuple(parts))
    return Window(opens=begins, last=ends - timedelta(days=1)), ends, (told,), ()
