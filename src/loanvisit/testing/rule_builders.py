"""Builders of clauses, policies and rules, with sensible defaults."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from loanvisit.domain import (
    ROUTINE,
    Accepts,
    ClauseId,
    Condition,
    Confidence,
    DutyKind,
    EveryGap,
    EveryPeriod,
    Fact,
    Level,
    LoanId,
    MissingFact,
    NaturalPeriod,
    Paper,
    PaperSource,
    PolicyId,
    Requirement,
    Roll,
    Rule,
    Span,
    Subject,
)
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.words import verbatim


def a_clause(
    id: str = "routine",  # noqa: A002
    require: Requirement | None = None,
    *,
    purpose: str = ROUTINE,
    level: Level = Level.LOAN,
    accepts: Accepts = Accepts.ON_SITE,
    when: Iterable[Condition] = (),
    roll: Roll = Roll.NONE,
    visitors: int = 0,
    missing: MissingFact = MissingFact.OWE,
    series: str | None = None,
    separate: str | None = None,
    arrear: str = "all",
    questions: Iterable[str] = (),
    evidence: Iterable[str] = (),
    kind: DutyKind = DutyKind.VISIT,
    effective_from: date | None = None,
    effective_to: date | None = None,
) -> Clause:
    """Return a clause: an inspection of each loan in every calendar quarter, unless the test asks otherwise."""
    return Clause(
        id=ClauseId(id),
        title=verbatim(id),
        purpose=purpose,
        level=level,
        require=require or EveryPeriod(period=NaturalPeriod.QUARTER),
        accepts=accepts,
        citation=verbatim("a test"),
        confidence=Confidence.PRACTICE,
        when=tuple(when),
        roll=roll,
        visitors=visitors,
        missing=missing,
        series=series,
        separate=separate,
        arrear=arrear,
        questions=tuple(questions),
        evidence=tuple(evidence),
        kind=kind,
        effective_from=effective_from,
        effective_to=effective_to,
    )


def a_policy(
    *clauses: Clause,
    id: str = "test.policy",  # noqa: A002  the field's own name
    version: str = "1",
    facts: Iterable[Fact] = (),
) -> ClausePolicy:
    """Return a policy of clauses, of `a_clause()` where none is named, and the facts it declares."""
    return ClausePolicy(
        id=PolicyId(id),
        version=version,
        title=verbatim("a policy for tests"),
        clauses=clauses or (a_clause(),),
        facts=tuple(facts),
    )


def a_rule(
    clause: str = "routine",
    *,
    purpose: str = ROUTINE,
    accepts: Accepts = Accepts.ON_SITE,
    visitors: int | None = None,
    separate: str | None = None,
    arrear: str = "all",
    questions: Iterable[str] = (),
    evidence: Iterable[str] = (),
    kind: DutyKind = DutyKind.VISIT,
) -> Rule:
    """Return what the duties of one clause share."""
    return Rule(
        policy=PolicyId("test.policy"),
        version="1",
        clause=ClauseId(clause),
        title=verbatim(clause),
        purpose=purpose,
        accepts=accepts,
        visitors=visitors or (2 if accepts is Accepts.ON_SITE else 1),
        citation=verbatim("a test"),
        confidence=Confidence.PRACTICE,
        separate=separate,
        arrear=arrear,
        questions=tuple(questions),
        evidence=tuple(evidence),
        kind=kind,
    )


def a_paper(
    number: str = "P-1",
    require: Requirement | None = None,
    *,
    source: PaperSource = PaperSource.APPROVAL,
    about: Subject | None = None,
    level: Level | None = None,
    dated_on: date = date(2026, 1, 8),
    due_on: date | None = None,
    repeat: EveryPeriod | EveryGap | None = None,
    ends_on: date | None = None,
    when: Iterable[Condition] = (),
    facts: Iterable[Fact] = (),
    purpose: str = ROUTINE,
    accepts: Accepts = Accepts.ON_SITE,
    kind: DutyKind = DutyKind.VISIT,
    roll: Roll = Roll.NONE,
    missing: MissingFact = MissingFact.OWE,
    report_every: Span | None = None,
    evidence: Iterable[str] = (),
    questions: Iterable[str] = (),
) -> Paper:
    """Return a condition of approval about the loan `L-1`, each calendar quarter, unless the test asks otherwise."""
    whose = about if about is not None or source is PaperSource.DIRECTIVE else LoanId("L-1")
    asked = require or (None if due_on is not None or repeat is not None else EveryPeriod(period=NaturalPeriod.QUARTER))
    paper = Paper(
        number=ClauseId(number),
        source=source,
        dated_on=dated_on,
        title=verbatim(number),
        text=verbatim("as the paper says"),
        purpose=purpose,
        accepts=accepts,
        kind=kind,
        about=whose,
        when=tuple(when),
        facts=tuple(facts),
        require=asked,
        due_on=due_on,
        repeat=repeat,
        ends_on=ends_on,
        report_every=report_every,
        roll=roll,
        missing=missing,
        evidence=tuple(evidence),
        questions=tuple(questions),
    )
    return paper if level is None else evolve(paper, level=level)
