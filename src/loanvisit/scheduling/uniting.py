"""All that is asked of a file: what a policy answers, and beside it what the file's papers answer."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeAlias

from loanvisit.domain import BorrowerFile, Calendar, ClauseId, Duties, Paper
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.scheduling.papers import file_duties, paper_policy
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.side_by_side import united
from loanvisit.scheduling.verifying import demanded

Ask: TypeAlias = Callable[[BorrowerFile], Duties]
"""Asks about one file, as of the same day as every other."""


def asking(policy: Policy, *, calendar: Calendar, as_of: date, until: date) -> Ask:
    """Return what asks a policy about a file, then the papers of the file.

    What it returns raises InputError: a paper has the id of a clause or of the report of a cure, or the policy answered
    with something else than duties.
    """
    if type(policy) is ClausePolicy:
        ask: Callable[[BorrowerFile], object] = policy.asking(calendar=calendar, as_of=as_of, until=until)
    else:
        ask = partial(policy.duties, calendar=calendar, as_of=as_of, until=until)

    def answers(file: BorrowerFile) -> Duties:
        answered = answered_by(ask(file))
        if not file.papers and not file.remediations:
            return answered
        _tell_apart(demanded(file), file, policy, answered)
        return united(answered, file_duties(file, calendar=calendar, as_of=as_of, until=until))

    return answers


def answered_by(duties: object) -> Duties:
    """Return what a policy answered; a host's own may have answered anything."""
    if type(duties) is not Duties:
        raise InputError(fault("type", "policy.duties", duties, form="Duties"))
    return duties


def _tell_apart(papers: tuple[Paper, ...], file: BorrowerFile, policy: Policy, answered: Duties) -> None:
    """Refuse each paper that has the id of a clause, of the policy or of a duty the file has of one, or of a report."""
    of_papers, of_cures = {paper_policy(paper) for paper in papers}, {one.number for one in papers[len(file.papers) :]}
    taken: set[ClauseId] = {clause.id for clause in policy.clauses} if isinstance(policy, ClausePolicy) else set()
    taken |= {one.rule.clause for one in (*answered.owed, *answered.projected)}
    taken |= {one.clause for one in answered.exempt} | {one.clause for one in answered.undetermined}
    taken |= {one.rule.clause for one in file.obligations if one.rule.policy not in of_papers and not is_at_law(one)}
    faults = FaultList()
    for place, paper in enumerate(papers):
        if paper.number in taken:
            faults.add(fault("paper.clause", f"papers[{place}].number", paper.number.value))
        elif place < len(file.papers) and paper.number in of_cures:
            faults.add(fault("id.duplicate", f"papers[{place}].number", paper.number.value))
    faults.raise_as(InputError)
