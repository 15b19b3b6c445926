"""The report of one visit, built from the borrower's file: pure, the same report for the same input."""

from collections.abc import Iterable, Iterator
from datetime import date

from loanvisit.domain import (
    CONCLUSION_TABLE,
    BorrowerFile,
    Calendar,
    ConclusionTable,
    IntegritySignal,
    TrailEntry,
    Visit,
    VisitId,
    VisitOutline,
    VisitRecord,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.reporting.report_answers import answer_fields
from loanvisit.reporting.report_ends import (
    action_fields,
    conclusion_fields,
    conclusion_lacks,
    finding_fields,
    sign_off_fields,
)
from loanvisit.reporting.report_ground import Ground, borrower_text, of_record
from loanvisit.reporting.report_money import compared_figures, guarantee_fields, repayment_fields, repayment_lacks
from loanvisit.reporting.report_visit import basis_fields, loan_fields, visit_fields
from loanvisit.reporting.visit_report import ReportField, ReportPart, ReportSection, VisitReport
from loanvisit.words import say


@guarded
def build_visit_report(
    file: BorrowerFile,
    visit: VisitId,
    *,
    calendar: Calendar,
    as_of: date,
    outline: VisitOutline | None = None,
    integrity: Iterable[IntegritySignal] = (),
    trail: Iterable[TrailEntry] = (),
    conclusions: ConclusionTable = CONCLUSION_TABLE,
    in_full: bool = False,
) -> VisitReport:
    """Build the report of a visit as it stood at the close of a day: thirteen sections, whatever is known.

    Figures come from the file, answers from the record; none is typed. What is not known reads 未取得数据 (not
    obtained), what is known to be nothing 无 (none). To whom money was paid is never printed, nor who was met.

    Args:
        file: the borrower's file, with its visits, records, findings and cures.
        visit: a visit that has a record.
        calendar: says of which day an instant is.
        as_of: the close of this day; nothing later is looked at.
        outline: the outline of the visit as it was kept; left out, answers stand under their codes.
        integrity: what is out of the ordinary about records; what is about other records is passed over.
        trail: who did what, for the signatures with their days; left out, the visit alone tells.
        conclusions: what follows from which findings; a bank hands in its own.
        in_full: whether free words are printed, such as text answered, why somebody dissents and why a visit was
            returned. Left out, the report says that they stand in the record.

    Returns:
        The report; `to_markdown` and `to_html` make pages of it in either language, each with its digest.

    Raises:
        InputError: the file has no such visit, or no record of it known by the day; the outline is another visit's; or
            something else is among the signals or the trail.

    Example:
        >>> from attrs import evolve
        >>> from loanvisit.testing import a_duty, a_file, a_record, a_visit, weekdays
        >>> visit = a_visit(a_duty(date(2026, 1, 1), date(2026, 3, 31)))
        >>> record = a_record(date(2026, 3, 3), visit=visit.id.value)
        >>> file = evolve(a_file(), visits=(evolve(visit, record=record.id),), records=(record,))
        >>> report = build_visit_report(file, visit.id, calendar=weekdays(), as_of=date(2026, 3, 5))
        >>> report.section(ReportPart.CONCLUSION).field("disposition").text.zh
        '未取得数据'
    """
    signals, entries = _looked_through(file, visit, outline, integrity, trail)
    ground = Ground(
        file=file,
        visit=file.visit(visit),
        record=_record_of(file, file.visit(visit)),
        calendar=calendar,
        as_of=as_of,
        outline=outline,
        integrity=signals,
        trail=entries,
        table=conclusions,
        in_full=in_full,
    )
    return _built(ground)


def _looked_through(
    file: BorrowerFile,
    visit: VisitId,
    outline: VisitOutline | None,
    integrity: Iterable[IntegritySignal],
    trail: Iterable[TrailEntry],
) -> tuple[tuple[IntegritySignal, ...], tuple[TrailEntry, ...]]:
    """Return the signals and the trail; what is neither is refused, and so is the outline of another visit."""
    signals, wrong = each(integrity, IntegritySignal, "integrity")
    entries, strange = each(trail, TrailEntry, "trail")
    faults = FaultList()
    for one in (*wrong, *strange):
        faults.add(one)
    planned = file.visit(visit)
    if outline is not None and (outline.visit, outline.borrower) != (planned.id, file.id):
        faults.add(fault("id.unknown", "outline.visit", outline.visit.value))
    faults.raise_as(InputError)
    return signals, entries


def _built(ground: Ground) -> VisitReport:
    """Return the report of what it is made of; a record not known by the day is refused."""
    if not ground.is_known(ground.record):
        raise InputError(fault("date.late", "as_of", ground.record.on, later=ground.as_of))
    return VisitReport(
        visit=ground.visit.id,
        record=ground.record.id,
        borrower=ground.file.id,
        called=borrower_text(ground.file) or say("report.missing"),
        as_of=ground.as_of,
        in_full=ground.in_full,
        sections=tuple(_section(ground, part) for part in ReportPart),
        lacks=(*repayment_lacks(ground), *conclusion_lacks(ground)),
    )


def _record_of(file: BorrowerFile, visit: Visit) -> VisitRecord:
    """Return the record of a visit; of one that came to nothing, the last that says so."""
    held = [one for one in file.records if visit.record in (None, one.id) and one.visit == visit.id]
    if not held:
        raise InputError(fault("report.record", "visit", visit.id.value))
    return max(held, key=lambda one: (one.on, one.id))


_OWN = {
    ReportPart.VISIT: visit_fields,
    ReportPart.BASIS: basis_fields,
    ReportPart.LOANS: loan_fields,
    ReportPart.GUARANTEE: guarantee_fields,
    ReportPart.REPAYMENT: repayment_fields,
    ReportPart.FINDINGS: finding_fields,
    ReportPart.CONCLUSION: conclusion_fields,
    ReportPart.ACTIONS: action_fields,
    ReportPart.SIGN_OFF: sign_off_fields,
}
"""What a section says beside the answers that belong to it; the others are made of answers alone."""


def _section(ground: Ground, part: ReportPart) -> ReportSection:
    compared = tuple(compared_figures(ground)) if part is ReportPart.FINANCE else ()
    return ReportSection(part=part, fields=tuple(_fields(ground, part)), compared=compared)


def _fields(ground: Ground, part: ReportPart) -> Iterator[ReportField]:
    """Yield what a section says; where it is made of answers and there is none, that they were not obtained."""
    if part in _OWN:
        yield from _OWN[part](ground)
    answers = list(answer_fields(ground, part))
    yield from answers
    if part not in _OWN and not answers:
        yield of_record("answers", None)
