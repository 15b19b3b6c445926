"""Carry out at the desk what a clause or a paper demands (落实): a document, a notice, a valuation, a legal step."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import evolve

from loanvisit.domain import (
    OBLIGATION_LIFECYCLE,
    Answer,
    BorrowerFile,
    Change,
    DeskWork,
    EvidenceRef,
    Obligation,
    ObligationId,
    ObligationState,
    Officer,
    rule,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.lifecycle import enforce, refusal
from loanvisit.domain.zones import latest_day
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.scheduling.discharge import done_at_desk, needs
from loanvisit.scheduling.showing import objection_to
from loanvisit.steps.entries import entry, replaced
from loanvisit.steps.telling import telling


@telling
@guarded
def carry_out(
    file: BorrowerFile,
    duty: ObligationId,
    *,
    by: Officer,
    at: datetime,
    on: date | None = None,
    evidence: Iterable[EvidenceRef] = (),
    answers: Iterable[Answer] = (),
) -> Change:
    """Carry out a duty that is done at the desk, or a part of it.

    Args:
        file: the borrower's file, with its duties (`plan.file(borrower)`).
        duty: what is carried out, by id; `plan.desk(by=...)` lists what there is.
        by: who did it; one person, and nobody need look at it again.
        at: when it is told.
        on: the day it was done, in the bank's calendar; left out, the date of `at` in its own offset.
        evidence: what shows it, kept elsewhere.
        answers: the answers it brought.

    Returns:
        The duty, met in full or in part; a part names what it still lacks, and a later work brings only the rest.

    Raises:
        InputError: the file has no such duty; the day lies in the future, before its window opens, or before what was
            done for it already; evidence does not count, as when it is older than the payout; or nothing needed comes.
        TransitionError: a visit, monitoring or an act at law meets it, or nothing of it is owed any more.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit.domain import DutyKind
        >>> from loanvisit.testing import a_duty, a_file, a_rule, an_officer
        >>> owed = a_duty(date(2026, 1, 1), date(2026, 3, 31), rule=a_rule("notice", kind=DutyKind.NOTICE))
        >>> noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
        >>> done = carry_out(a_file(obligations=[owed]), owed.id, by=an_officer("anna"), at=noon)
        >>> [one.discharge.on.isoformat() for one in done.discharged]
        ['2026-03-03']
    """
    owed = file.obligation(duty)
    if not owed.rule.kind.is_desk or is_at_law(owed):
        enforce(refusal("by_act" if is_at_law(owed) else "at_desk"), "obligation")
    enforce(rule(OBLIGATION_LIFECYCLE, owed.state.value, "discharge", by, {}), "obligation")
    (shown, wrong), (said, amiss) = each(evidence, EvidenceRef, "evidence"), each(answers, Answer, "answers")
    day = at.date() if on is None else on
    faults = FaultList()
    uncounted = () if wrong else tuple(_evidence_faults(shown, owed, file, day))
    for one in (*wrong, *amiss, *_day_faults(owed, day, latest_day(at)), *uncounted):
        faults.add(one)
    faults.raise_as(InputError)
    done = done_at_desk(owed, DeskWork(on=day, by=by.id, evidence=shown, answers=said))
    if done.lacks and done.lacks == (owed.lacks or needs(owed.rule)):
        raise InputError(fault("desk.nothing", "evidence"))
    move = "discharge" if done.state is ObligationState.FULFILLED else "discharge_in_part"
    return Change(
        borrower=file.id,
        obligations=(evolve(done, version=owed.version + 1),),
        replaces=replaced(owed),
        trail=(entry(f"obligation.{move}", owed.id, by=by, at=at),),
    )


def _evidence_faults(
    shown: tuple[EvidenceRef, ...], owed: Obligation, file: BorrowerFile, day: date
) -> Iterator[Fault]:
    """Yield a fault for each piece of evidence that does not count for a duty, with the reason."""
    for place, piece in enumerate(shown):
        against = objection_to(piece, owed.subject, file, on=day)
        if against is not None:
            yield fault("evidence.uncounted", f"evidence[{place}]", reason=against[1])


def _day_faults(owed: Obligation, day: date, latest: date) -> Iterator[Fault]:
    """Yield what is wrong with a day: it is later than today, before the window, or before what was done already."""
    earliest = max([owed.window.opens, *(work.on for work in owed.works)])
    if day > latest:
        yield fault("date.late", "on", day, later=latest)
    if day < earliest:
        yield fault("date.order", "on", day, earlier=earliest)
