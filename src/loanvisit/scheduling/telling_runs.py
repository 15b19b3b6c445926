"""What a run of monitoring tells a file: which of its subjects were looked at, what hit, and where data lack."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from attrs import evolve

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    ClauseId,
    LoanId,
    Method,
    MonitoringRun,
    Obligation,
    ObligationId,
    OnceAfter,
    Paper,
    PaperSource,
    PastVisit,
    Refusal,
    RunMember,
    Signal,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.monitoring_run import line_name, look_id, signal_id
from loanvisit.domain.paper import DATED
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.discharge import discharge_by, is_timely, needs
from loanvisit.scheduling.seeing import Sighting, seen_by
from loanvisit.words import Text, say

_Told = TypeVar("_Told", PastVisit, Signal, Paper)
_INTERVIEW = "special"
"""What the interview is for that lacking data call for."""


@guarded
def tell_run(file: BorrowerFile, run: MonitoringRun, *, as_of: date) -> BorrowerFile:
    """Return a file with what a run tells of it, as known at the close of a day: tell it before each plan.

    What a run tells is never kept in a file apart from the run: it follows from its lines each time anew, under the
    same ids. A line with all its data is a look at its loan or borrower, by data, on the day of the cut, for the
    purposes of the run. Each hit is a signal. Where data lack, a paper of the run asks for an interview. A run void by
    that day is no look any more; its signals and interviews stay until a person clears or waives them.

    Args:
        file: a borrower's file; what the run tells it already is not told twice.
        run: the run; one that is not entered by that day tells nothing.
        as_of: the close of this day.

    Returns:
        The file, the same where the run has no line about it.

    Raises:
        InputError: a line of this borrower is about a loan that the file does not have; each is listed.

    Example:
        >>> from loanvisit.testing import a_file, a_run
        >>> told = tell_run(a_file(), a_run(), as_of=date(2026, 4, 1))
        >>> [(one.method.value, one.on.isoformat(), one.source) for one in told.past]
        [('data', '2026-03-31', 'R-1-1')]
    """
    lines = run.of_borrower().get(file.id, ()) if run.is_known(as_of=as_of) else ()
    if not lines:
        return file
    _check_loans(file, lines)
    whole = [one for one in lines if one[1].answer.is_complete] if run.stands(as_of=as_of) else []
    looks = [look_of(run, *one) for one in whole]
    signals = [one for line, member in lines for one in _signals(run, line, member)]
    papers = [_paper(run, line, member) for line, member in lines if not member.answer.is_complete]
    return evolve(
        file,
        past=(*file.past, *_new(looks, file.past)),
        signals=(*file.signals, *_new(signals, file.signals)),
        papers=(*file.papers, *_new(papers, file.papers)),
    )


def _new(told: Iterable[_Told], held: Iterable[_Told]) -> Iterator[_Told]:
    """Yield what is told and not held yet under its id: what became of it since stays."""
    ids = {one.id for one in held}
    return (one for one in told if one.id not in ids)


Lines = tuple[tuple[int, RunMember], ...]
"""Lines of a run with their numbers."""


def look_of(run: MonitoringRun, line: int, member: RunMember) -> PastVisit:
    """Return a line as a look at its loan or borrower, by data, on the day of the cut."""
    return PastVisit(
        on=run.cut,
        method=Method.DATA,
        loans=(member.about,) if isinstance(member.about, LoanId) else (),
        borrower=member.borrower,
        purposes=run.purposes,
        id=look_id(run.id, line),
        source=line_name(run.id, line),
    )


def _signals(run: MonitoringRun, line: int, member: RunMember) -> Iterator[Signal]:
    for hit in member.answer.hits:
        yield Signal(
            id=signal_id(run.id, line, hit.rule),
            about=member.about,
            kind=hit.rule,
            level=hit.level,
            raised_on=run.on,
            source=line_name(run.id, line),
        )


def _paper(run: MonitoringRun, line: int, member: RunMember) -> Paper:
    """Return the paper that asks for an interview where data lack; it lasts until somebody has spoken."""
    return Paper(
        number=ClauseId(line_name(run.id, line)),
        source=PaperSource.RUN,
        dated_on=run.on,
        title=say("run.paper.title"),
        text=say("run.paper.text", lacking=member.answer.lacks_text),
        purpose=_INTERVIEW,
        accepts=Accepts.INTERVIEW_OR_ON_SITE,
        about=member.about,
        require=OnceAfter(after=DATED, within=run.interview_within),
    )


def _check_loans(file: BorrowerFile, lines: Lines) -> None:
    known, faults = {loan.id for loan in file.loans}, FaultList()
    for line, member in lines:
        if isinstance(member.about, LoanId) and member.about not in known:
            faults.add(fault("id.unknown", f"run.members[{line - 1}].about", member.about.value))
    faults.raise_as(InputError)


class RunServed(NamedTuple):
    """What a run did to the open duties of a file: those it met, and why it did not meet others."""

    met: tuple[Obligation, ...]
    refused: tuple[Refusal, ...]


def serve_run(file: BorrowerFile, run: MonitoringRun) -> RunServed:
    """Let each line of a run meet what it can of the duties of a file, by the rules of any visit.

    Nothing is met in part: a run brings no answers and no evidence, and what demands them is refused.
    """
    duties = {duty.id: duty for duty in file.obligations}
    met: dict[ObligationId, Obligation] = {}
    refused: list[Refusal] = []
    for line, member in run.of_borrower().get(file.id, ()):
        seen = seen_by(look_of(run, line, member), file)
        able = [duty for duty in duties.values() if not needs(duty.rule)]
        if not member.answer.is_complete:
            why = say("refused.run_missing", lacking=member.answer.lacks_text)
            refused += [_refusal(duty, "refused.run_missing", why) for duty in able if _is_for(duty, seen)]
            continue
        done = discharge_by(able, seen)
        for duty in done.obligations:
            duties[duty.id] = met[duty.id] = duty
        refused += done.refused
        demanding = [duty for duty in duties.values() if needs(duty.rule) and _is_for(duty, seen)]
        refused += [_refusal(duty, "refused.run_brings", say("refused.run_brings")) for duty in demanding]
    return RunServed(met=tuple(met.values()), refused=tuple(refused))


def _refusal(duty: Obligation, code: str, why: Text) -> Refusal:
    return Refusal(obligation=duty.id, code=code, reason=why)


def _is_for(duty: Obligation, seen: Sighting) -> bool:
    """Say whether an open duty is one that a look by data can be about: by its day, subject, purpose and method."""
    return (
        duty.is_open
        and not duty.rule.kind.is_desk
        and is_timely(duty, seen)
        and seen.covers(duty.subject)
        and seen.serves(duty.rule.purpose)
        and Method.DATA in duty.rule.accepts.methods
    )
