"""What the papers of a file demand: each read as a clause, and asked by what asks the clauses of a policy."""

from datetime import date

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Confidence,
    Duties,
    EveryPeriod,
    Obligation,
    Paper,
    PaperSource,
    PolicyId,
    Requirement,
    Rule,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.paper import DATED
from loanvisit.scheduling.answering import Round, answer
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.horizon import check_horizon
from loanvisit.scheduling.knowing import Aspect, aspects
from loanvisit.scheduling.lines import Line
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.side_by_side import united
from loanvisit.scheduling.verifying import as_verified, demanded, reports
from loanvisit.words import join, say

_OWN_PAPERS = (PaperSource.FINDING, PaperSource.RUN)
"""The papers that the bank's own work makes: what they demand is practice, and nobody's text."""


@guarded
def file_duties(file: BorrowerFile, *, calendar: Calendar, as_of: date, until: date) -> Duties:
    """Return the four answers of the papers that a file carries; they stand beside those of any policy.

    Beside its own papers those are the reports of its cures: each asks for the visit that verifies the cure.

    Args:
        file: one borrower's file.
        calendar: counts and rolls the days.
        as_of: the close of this day; a paper or a report of a later day is not known yet.
        until: duties whose last day is later are left out, save those open and the next one of each paper.

    Returns:
        The four answers as of a policy, in order of number, reports last; the number of the paper stands as the clause.

    Raises:
        InputError: a day is none from 1900 to 2199, `until` is before `as_of`, or a duty must roll on a day before the
            calendar begins.

    Example:
        >>> from loanvisit import presets
        >>> from loanvisit.testing import a_file, a_paper
        >>> file, day = a_file(papers=[a_paper(due_on=date(2026, 4, 30))]), date(2026, 3, 31)
        >>> found = file_duties(file, calendar=presets.calendar("CN"), as_of=day, until=date(2026, 12, 31))
        >>> [(duty.rule.clause.value, duty.window.last.isoformat()) for duty in found.owed]
        [('P-1', '2026-04-30')]
    """
    check_horizon(as_of=as_of, until=until)
    file = as_known(file, as_of=as_of, calendar=calendar)
    asked = Round.of(calendar, as_of, until)
    told = reports(file) if file.remediations else ()
    papers = united(*(_answers(paper, file, asked) for paper in file.papers))
    return united(papers, as_verified(united(*(_answers(one.paper, file, asked) for one in told)), told))


def _answers(paper: Paper, file: BorrowerFile, asked: Round) -> Duties:
    lines = tuple(_line(paper, clause) for clause in clauses_of(paper))
    return answer((lines,), file, asked, about={paper.level: aspects_of(paper, file, as_of=asked.as_of)})


def _line(paper: Paper, clause: Clause) -> Line:
    return Line.of(clause, (), _rule(paper, clause), paper.declared, {})


def rule_of(paper: Paper) -> Rule:
    """Return what the duties share that a paper asks first or always."""
    return _rule(paper, clauses_of(paper)[0])


def _rule(paper: Paper, clause: Clause) -> Rule:
    """Return what the duties share of a clause of a paper; the report of a cure is put into force by nobody."""
    said = clause if paper.source is not PaperSource.FINDING else evolve(clause, effective_from=None, effective_to=None)
    rule = said.rule(paper_policy(paper), paper.dated_on.isoformat(), paper.declared)
    if said is clause or paper.ends_on is None:
        return rule
    until = say("paper.asked_until", day=paper.ends_on)
    return evolve(rule, sentence=join([said.said(paper.declared), until], zh="", en=" "))


def paper_policy(paper: Paper) -> PolicyId:
    """Return what stands as the policy of a paper's duties: what kind of paper it is."""
    return PolicyId(f"paper.{paper.source.value}")


def clauses_of(paper: Paper) -> tuple[Clause, ...]:
    """Return a paper as clauses of its number: what it asks first or always, then what it asks again and again."""
    return tuple(_clause(paper, require) for require in paper.demands)


def _clause(paper: Paper, require: Requirement) -> Clause:
    return Clause(
        id=paper.number,
        title=paper.title,
        purpose=paper.purpose,
        level=paper.level,
        require=require,
        accepts=paper.accepts,
        kind=paper.kind,
        citation=paper.citation,
        confidence=Confidence.PRACTICE if paper.source in _OWN_PAPERS else Confidence.SOURCED,
        when=paper.tests,
        roll=paper.roll,
        visitors=paper.visitors,
        missing=paper.missing,
        evidence=paper.evidence,
        questions=paper.questions,
        effective_from=paper.dated_on,
        effective_to=paper.ends_on,
    )


def aspects_of(paper: Paper, file: BorrowerFile, *, as_of: date) -> tuple[Aspect, ...]:
    """Return the subjects of a file that a paper asks about, which know the day of the paper."""
    about = paper.about
    found = tuple(
        one
        for one in aspects(file, paper.level, as_of=as_of)
        if about is None or about in (file.id, one.subject) or about in one.loan_ids
    )
    for one in found:
        one.known[DATED] = paper.dated_on
    return found


def paper_of(duty: Obligation, file: BorrowerFile) -> Paper | None:
    """Return the paper that a duty follows from, None where a policy asks for it, or the file has it no more."""
    papers = (one for one in demanded(file) if one.number == duty.rule.clause)
    return next((one for one in papers if paper_policy(one) == duty.rule.policy), None)


def clause_of(duty: Obligation, paper: Paper) -> Clause:
    """Return which of a paper's clauses a duty follows from: a natural period has a key that names nothing else."""
    clauses, is_periodic = clauses_of(paper), ":" not in duty.anchor
    return next((one for one in clauses if isinstance(one.require, EveryPeriod) is is_periodic), clauses[0])
