"""Builders of clauses, policies and rules, with sensible defaults."""

from collections.abc import Iterable
from datetime import date

from loanvisit.domain import (
    ROUTINE,
    Accepts,
    ClauseId,
    Condition,
    Confidence,
    EveryPeriod,
    Fact,
    NaturalPeriod,
    PolicyId,
    Requirement,
    Roll,
    Rule,
)
from loanvisit.scheduling import Clause, ClausePolicy, Level, MissingFact
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
    )
