"""The biggest risk of the issue, and what leaders are asked to decide about it."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from loanvisit.domain import Loan, Obligation, PastFinding, Subject, Weight, subject_text
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.books import amounts_text, by_currency
from loanvisit.reporting.figures import Figure
from loanvisit.reporting.layout import Paragraph, tell
from loanvisit.reporting.next_steps import finding_subjects, last_day, running_cure
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import PastStanding, is_standing
from loanvisit.words import Text, counted, join, say, spaced, verbatim

_NAMED = 12
"""How many subjects of major problems are named; those of critical ones all are."""


@frozen(kw_only=True)
class Grave:
    """A problem that stands open: its id, about what, what it is called, its last day, whether a cure was issued."""

    id: str
    subjects: tuple[Subject, ...]
    title: Text
    loans: tuple[Loan, ...] = ()
    by: date | None = None
    issued: bool = True


def graves(snapshot: Snapshot, weight: Weight) -> tuple[Grave, ...]:
    """Return the problems of a weight that stand open, also those registered elsewhere, the earliest due first."""
    return tuple(sorted(_graves(snapshot, weight), key=lambda one: (one.by is None, one.by or snapshot.as_of, one.id)))


def risk_told(snapshot: Snapshot) -> Paragraph:
    """Tell the biggest risk: a critical problem, else a major one, else the check overdue longest, else none."""
    for weight, key in ((Weight.S1, "s1"), (Weight.S2, "major")):
        found = graves(snapshot, weight)
        if found:
            return _grave_risk(f"summary.risk.{key}", found, named=None if weight is Weight.S1 else _NAMED)
    seen = not snapshot.figure("problems.all.found").is_missing
    problems = say("briefing.summary.problems.clear" if seen else "briefing.summary.problems.unseen")
    overdue = [row for row in snapshot.figure("duties.total.overdue").rows() if isinstance(row, Obligation)]
    if overdue:
        worst = min(overdue, key=lambda duty: duty.order)
        late = (snapshot.as_of - worst.window.last).days
        days = Figure(key="summary.longest_overdue_days", value=late, counted=(worst,))
        subject, title = subject_text(worst.subject), worst.rule.title
        return tell(
            "summary.risk.overdue", days, subject=subject, title=title, days=counted("days", late), problems=problems
        )
    if not seen or snapshot.figure("duties.total.due").is_missing:
        return tell("summary.risk.missing")
    cures = snapshot.figure("cures.total.overdue")
    if cures.number:
        longest = snapshot.figure("cures.longest_overdue_days")
        late_by = counted("days", longest.number)
        return tell("summary.risk.cures", cures, longest, count=cures.items, days=late_by, problems=problems)
    return tell("summary.risk.nil")


def request_told(snapshot: Snapshot) -> Paragraph:
    """Tell the request: as a person gave it, else what the figures ask for."""
    if snapshot.request is not None:
        return tell("summary.request", request=snapshot.request)
    found = graves(snapshot, Weight.S1)
    if found:
        return tell("summary.request.s1", deadline=_deadline(found[0], snapshot.as_of))
    overdue = {
        name: snapshot.figure(f"{key}.total.overdue") for name, key in (("checks", "duties"), ("cures", "cures"))
    }
    work = [
        say(f"briefing.summary.request.{name}", count=figure.items) for name, figure in overdue.items() if figure.number
    ]
    if work:
        return tell("summary.request.overdue", *overdue.values(), work=join(work, en=" and "))
    if any(figure.is_missing for figure in overdue.values()):
        return tell("summary.request.missing", *overdue.values())
    return tell("summary.request.nil", *overdue.values())


def _deadline(grave: Grave, as_of: date) -> Text:
    if grave.by is None:
        return verbatim("")
    past = say("briefing.summary.request.past") if as_of > grave.by else verbatim("")
    unissued = verbatim("") if grave.issued else say("briefing.summary.request.unissued")
    return say("briefing.summary.request.deadline", day=day_text(grave.by), past=past, unissued=unissued)


def _grave_risk(key: str, found: tuple[Grave, ...], *, named: int | None) -> Paragraph:
    subjects = list(dict.fromkeys(subject for one in found for subject in one.subjects))
    names = [subject_text(subject) for subject in subjects[:named]]
    if len(names) < len(subjects):
        names.append(say("briefing.rest", count=len(subjects) - len(names)))
    titles = sorted({one.title.zh: one.title for one in found}.items())
    loans = {loan.id: loan for one in found for loan in one.loans}
    amounts = by_currency("summary.risk.principal", loans.values())
    amount = say("briefing.summary.risk.amount", amount=spaced(amounts_text(amounts))) if amounts else verbatim("")
    return tell(key, *amounts, subjects=join(names), titles=join([title for _, title in titles]), amount=amount)


def _graves(snapshot: Snapshot, weight: Weight) -> Iterator[Grave]:
    as_of = snapshot.as_of
    for file in snapshot.book.files:
        for finding in file.findings:
            if finding.weight is weight and is_standing(finding, file, as_of):
                yield Grave(
                    id=finding.id.value,
                    subjects=finding_subjects(finding),
                    title=_title(finding.kind.code, finding.kind.title),
                    loans=tuple(loan for loan in file.loans if loan.id in finding.loans),
                    by=last_day(finding, file, as_of),
                    issued=running_cure(finding, file, as_of) is not None,
                )
    elsewhere = say("briefing.summary.risk.past")
    for row in snapshot.figure(f"past.{PastStanding.OPEN.value}").rows():
        if isinstance(row, PastFinding) and row.weight == weight.value:
            yield Grave(id=row.id.value, subjects=(row.borrower,), title=_title(row.code or row.id.value, elsewhere))


def _title(code: str, title: Text) -> Text:
    return join([verbatim(code), title], zh=" ", en=" ")
