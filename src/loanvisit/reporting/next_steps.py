"""Next steps (下一步工作): what is to be done about what, by whom, by which day, the most pressing first."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from loanvisit.domain import (
    BorrowerFile,
    Finding,
    Obligation,
    OfficerId,
    Remediation,
    Subject,
    Visit,
    VisitState,
    Weight,
    subject_text,
)
from loanvisit.reporting.figures import Row, count
from loanvisit.reporting.layout import Block, Cell, SectionValue, Table, headings, tell
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import (
    RUNNING,
    CureStanding,
    DutyStanding,
    cure_standing,
    duty_standing,
    is_answered,
    is_standing,
)
from loanvisit.words import Text, counted, join, say, verbatim

SHOWN = 8
"""How many steps the page lists; the rest are counted and stand in the ledger."""

_CRITICAL, _CURE, _CHECK, _VERIFY, _OPEN, _COMING = range(6)


@frozen(kw_only=True)
class Step:
    """One step: how pressing, what, about what, by whom, by when."""

    rank: int
    by: date
    what: Text
    about: Text
    person: Text
    rows: tuple[Row, ...]

    @property
    def order(self) -> tuple[int, date, str, str, str]:
        """Its place in the list."""
        return self.rank, self.by, self.about.zh, self.what.zh, self.person.zh


def steps(snapshot: Snapshot) -> tuple[Step, ...]:
    """Return every step there is, the most pressing first: critical problems, overdue cures and checks, the rest."""
    found = (
        step for file in snapshot.book.files for step in (*_of_findings(snapshot, file), *_of_duties(snapshot, file))
    )
    return tuple(sorted(found, key=lambda step: step.order))


def next_steps_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the most pressing steps, and say how many more there are."""
    every = steps(snapshot)
    blocks: list[Block] = [tell("steps.nil")] if not every else [_table(every[:SHOWN], snapshot.as_of)]
    rest = every[SHOWN:]
    if rest:
        figure = count("next_steps.not_listed", (row for step in rest for row in step.rows))
        blocks.append(tell("steps.rest", figure, count=figure.digits))
    return SectionValue(heading=say("briefing.heading.next_steps"), blocks=tuple(blocks))


def running_cure(finding: Finding, file: BorrowerFile, as_of: date) -> Remediation | None:
    """Return the cure of a finding that is still to be finished, the newest where there are several."""
    own = [
        cure
        for cure in file.remediations
        if cure.finding == finding.id and cure.opened_on <= as_of and cure_standing(cure, file, as_of) in RUNNING
    ]
    return max(own, key=lambda cure: (cure.opened_on, cure.id), default=None)


def last_day(finding: Finding, file: BorrowerFile, as_of: date) -> date:
    """Return the last day to cure a finding, an extension included."""
    cure = running_cure(finding, file, as_of)
    return finding.due_on if cure is None else cure.last_day


def finding_subjects(finding: Finding) -> tuple[Subject, ...]:
    """Return the loans a finding is about, else its borrower."""
    return tuple(sorted(finding.loans)) or (finding.borrower,)


def _of_findings(snapshot: Snapshot, file: BorrowerFile) -> Iterator[Step]:
    as_of = snapshot.as_of
    standing = [finding for finding in file.findings if is_standing(finding, file, as_of)]
    for finding in standing:
        yield _of_finding(finding, file, as_of)
    known = {finding.id for finding in standing}
    for cure in file.remediations:
        if cure.finding not in known and cure.opened_on <= as_of:
            state = cure_standing(cure, file, as_of)
            if state in RUNNING:
                yield Step(
                    rank=_CURE if state is CureStanding.OVERDUE else _OPEN,
                    by=cure.last_day,
                    what=say("briefing.step.finish", id=str(cure.id)),
                    about=subject_text(cure.borrower),
                    person=verbatim(str(cure.owner)),
                    rows=(cure,),
                )


def _of_finding(finding: Finding, file: BorrowerFile, as_of: date) -> Step:
    cure = running_cure(finding, file, as_of)
    person = _person(finding.manager or file.borrower.manager) if cure is None else verbatim(str(cure.owner))
    key, by = ("open", finding.due_on) if cure is None else ("cure", cure.last_day)
    rank = _CURE if as_of > by else _OPEN
    if cure is not None and is_answered(cure, file, as_of):
        key, person = "verify", say("role.post_loan_desk")
        rank = _CURE if as_of > by else _VERIFY
    return Step(
        rank=_CRITICAL if finding.weight is Weight.S1 else rank,
        by=by,
        what=say(
            f"briefing.step.{key}",
            remedy=finding.kind.remedy,
            code=finding.kind.code,
            title=finding.kind.title,
            weight=finding.weight.text,
        ),
        about=join([subject_text(subject) for subject in finding_subjects(finding)]),
        person=person,
        rows=(finding,),
    )


def _of_duties(snapshot: Snapshot, file: BorrowerFile) -> Iterator[Step]:
    as_of = snapshot.as_of
    planned = {duty.id: visit for visit in file.visits if _is_planned(visit) for duty in visit.covers}
    piles: dict[tuple[bool, Text, date, Text], list[Obligation]] = defaultdict(list)
    for duty in file.obligations:
        standing = duty_standing(duty, file, as_of)
        if standing in (DutyStanding.PENDING, DutyStanding.OVERDUE):
            who = _visitors(planned.get(duty.id), file)
            piles[standing is DutyStanding.OVERDUE, duty.rule.title, duty.window.last, who].append(duty)
    for (overdue, title, last, who), duties in piles.items():
        subjects = sorted({duty.subject for duty in duties}, key=str)
        days = (as_of - last).days
        yield Step(
            rank=_CHECK if overdue else _COMING,
            by=last,
            what=say("briefing.step.late", purpose=title, days=counted("days", days))
            if overdue
            else say("briefing.step.due", purpose=title),
            about=subject_text(subjects[0] if len(subjects) == 1 else file.id),
            person=who,
            rows=tuple(duties),
        )


def _is_planned(visit: Visit) -> bool:
    return visit.state in (VisitState.PLANNED, VisitState.MISSED)


def _visitors(visit: Visit | None, file: BorrowerFile) -> Text:
    if visit is not None and visit.visitors:
        return join([verbatim(str(officer)) for officer in visit.visitors])
    return _person((visit.manager if visit is not None else None) or file.borrower.manager)


def _person(officer: OfficerId | None) -> Text:
    return say("briefing.nobody") if officer is None else verbatim(str(officer))


def _table(listed: tuple[Step, ...], as_of: date) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for step in listed:
        by = say("briefing.step.past", day=step.by.isoformat()) if as_of > step.by else verbatim(step.by.isoformat())
        rows.append((step.what, step.about, step.person, by))
    return Table(headings=headings("step", "about", "person", "by"), rows=tuple(rows))
