"""All that is asked of a file: what a policy answers, and beside it what the file's papers answer."""

from datetime import date

from loanvisit.domain import BorrowerFile, Calendar, ClauseId, Duties
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.papers import file_duties, paper_policy, united
from loanvisit.scheduling.policy import ClausePolicy, Policy


def answers(file: BorrowerFile, policy: Policy, *, calendar: Calendar, as_of: date, until: date) -> Duties:
    """Ask a policy, then the papers; a paper whose number is the id of a clause is refused.

    Raises:
        InputError: a paper has the id of a clause, or the policy answered with something else than duties.
    """
    answered = answered_by(policy.duties(file, calendar=calendar, as_of=as_of, until=until))
    if not file.papers:
        return answered
    _tell_apart(file, policy, answered)
    return united(answered, file_duties(file, calendar=calendar, as_of=as_of, until=until))


def answered_by(duties: object) -> Duties:
    """Return what a policy answered; a host's own may have answered anything."""
    if type(duties) is not Duties:
        raise InputError(fault("type", "policy.duties", duties, form="Duties"))
    return duties


def _tell_apart(file: BorrowerFile, policy: Policy, answered: Duties) -> None:
    """Refuse each paper that has the id of a clause: of the policy, or of a duty that the file has of a policy."""
    of_papers = {paper_policy(paper) for paper in file.papers}
    taken: set[ClauseId] = {clause.id for clause in policy.clauses} if isinstance(policy, ClausePolicy) else set()
    taken |= {one.rule.clause for one in (*answered.owed, *answered.projected)}
    taken |= {one.clause for one in answered.exempt} | {one.clause for one in answered.undetermined}
    taken |= {one.rule.clause for one in file.obligations if one.rule.policy not in of_papers}
    faults = FaultList()
    for place, paper in enumerate(file.papers):
        if paper.number in taken:
            faults.add(fault("paper.clause", f"papers[{place}].number", paper.number.value))
    faults.raise_as(InputError)
