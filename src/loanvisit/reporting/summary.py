"""The summary (概要): at most five sentences, the biggest risk among them, the request (请示) last."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from loanvisit.domain import BorrowerFile, Finding, Loan, Obligation, Subject, Weight, subject_text
from loanvisit.reporting.amounts import day_text, spaced
from loanvisit.reporting.books import amounts_text, by_currency
from loanvisit.reporting.figures import Figure
from loanvisit.reporting.layout import Paragraph, SectionValue, run_on, tell
from loanvisit.reporting.next_steps import finding_subjects, last_day
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import is_standing
from loanvisit.words import Text, join, say, verbatim

_UNNAMED = 12


@frozen(kw_only=True)
class _Grave:
    """A problem that stands open, with its last day."""

    finding: Finding
    file: BorrowerFile
    by: date


def summary_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the summary: book, checks, problems, biggest risk, request."""
    sentences = (_book(snapshot), _checks(snapshot), _problems(snapshot), _risk(snapshot), _request(snapshot))
    return SectionValue(heading=say("briefing.heading.summary"), blocks=(run_on(*sentences),))


def _book(snapshot: Snapshot) -> Paragraph:
    borrowers, live = snapshot.figure("book.borrowers"), snapshot.figure("book.live")
    if borrowers.is_missing:
        return tell("book.missing", borrowers)
    amounts = tuple(
        figure
        for figure in snapshot.figures
        if figure.key.startswith("book.currency.") and figure.key.endswith(".principal") and not figure.is_missing
    )
    return tell(
        "summary.book",
        *(borrowers, live, *amounts),
        day=day_text(snapshot.as_of),
        borrowers=borrowers.digits,
        loans=live.digits,
        amount=spaced(amounts_text(amounts)),
    )


def _checks(snapshot: Snapshot) -> Paragraph:
    if snapshot.figure("duties.total.due").is_missing:
        return tell("summary.duties.missing", snapshot.figure("duties.total.due"))
    people = [snapshot.figure(f"duties.people.{name}") for name in ("due", "not_done", "overdue", "on_time_rate")]
    machine = [snapshot.figure(f"duties.machine.{name}") for name in ("due", "not_done", "on_time_rate")]
    return tell(
        "summary.duties",
        *people,
        *machine,
        due=people[0].items,
        open=people[1].items,
        overdue=people[2].items,
        rate=people[3].text,
        data_due=machine[0].items,
        data_open=machine[1].items,
        data_rate=machine[2].text,
    )


def _problems(snapshot: Snapshot) -> Paragraph:
    names = {
        "borrower": "problems.borrower.total.found",
        "s1": "problems.borrower.S1.standing",
        "bank": "problems.bank.total.found",
        "own_s1": "problems.bank.S1.standing",
        "issued": "cures.total.issued",
        "overdue": "cures.total.overdue",
    }
    figures = {name: snapshot.figure(key) for name, key in names.items()}
    if figures["borrower"].is_missing:
        return tell("summary.problems.missing", *figures.values())
    return tell("summary.problems", *figures.values(), **{name: figure.items for name, figure in figures.items()})


def _risk(snapshot: Snapshot) -> Paragraph:
    for weight, key in ((Weight.S1, "s1"), (Weight.S2, "major")):
        grave = _standing(snapshot, weight)
        if grave:
            return _grave_risk(f"summary.risk.{key}", grave, named=len(grave) if weight is Weight.S1 else _UNNAMED)
    seen = not snapshot.figure("problems.all.found").is_missing
    problems = say("briefing.summary.problems.clear" if seen else "briefing.summary.problems.unseen")
    overdue = [row for row in snapshot.figure("duties.total.overdue").rows() if isinstance(row, Obligation)]
    if overdue:
        worst = min(overdue, key=lambda duty: duty.order)
        days = Figure(
            key="summary.longest_overdue_days", value=(snapshot.as_of - worst.window.last).days, counted=(worst,)
        )
        subject = subject_text(worst.subject)
        title = worst.rule.title
        return tell("summary.risk.overdue", days, subject=subject, title=title, days=days.digits, problems=problems)
    if not seen or snapshot.figure("duties.total.due").is_missing:
        return tell("summary.risk.missing")
    return tell("summary.risk.nil")


def _grave_risk(key: str, grave: tuple[_Grave, ...], *, named: int) -> Paragraph:
    subjects = _distinct(subject for one in grave for subject in finding_subjects(one.finding))
    names = [subject_text(subject) for subject in subjects[:named]]
    if len(subjects) > named:
        names.append(say("briefing.rest", count=len(subjects) - named))
    titles = {one.finding.kind.code: one.finding.kind.title for one in grave}
    loans = [loan for one in grave for loan in one.file.loans if loan.id in set(one.finding.loans)]
    amounts = by_currency("summary.risk.principal", _each_once(loans))
    amount = say("briefing.summary.risk.amount", amount=spaced(amounts_text(amounts))) if amounts else verbatim("")
    kinds = [join([verbatim(code), title], zh=" ", en=" ") for code, title in sorted(titles.items())]
    return tell(key, *amounts, subjects=join(names), titles=join(kinds), amount=amount)


def _request(snapshot: Snapshot) -> Paragraph:
    if snapshot.request is not None:
        text = say("briefing.summary.request", request=snapshot.request)
        return Paragraph(text=text)
    grave = _standing(snapshot, Weight.S1)
    if grave:
        by = grave[0].by
        past = say("briefing.summary.request.past") if snapshot.as_of > by else verbatim("")
        return tell("summary.request.s1", day=day_text(by), past=past)
    checks, cures = snapshot.figure("duties.total.overdue"), snapshot.figure("cures.total.overdue")
    if checks.number or cures.number:
        return tell(
            "summary.request.overdue", checks, cures, checks=_trimmed(checks.items), cures=_trimmed(cures.items)
        )
    if checks.is_missing or cures.is_missing:
        return tell("summary.request.missing")
    return tell("summary.request.nil")


def _standing(snapshot: Snapshot, weight: Weight) -> tuple[_Grave, ...]:
    return tuple(sorted(_graves(snapshot, weight), key=lambda one: (one.by, one.finding.id)))


def _graves(snapshot: Snapshot, weight: Weight) -> Iterator[_Grave]:
    for file in snapshot.book.files:
        for finding in file.findings:
            if finding.weight is weight and is_standing(finding, file, snapshot.as_of):
                yield _Grave(finding=finding, file=file, by=last_day(finding, file, snapshot.as_of))


def _distinct(subjects: Iterator[Subject]) -> list[Subject]:
    return list(dict.fromkeys(subjects))


def _each_once(loans: list[Loan]) -> list[Loan]:
    return list({loan.id: loan for loan in loans}.values())


def _trimmed(text: Text) -> Text:
    return Text(zh=text.zh.strip(), en=text.en.strip())
