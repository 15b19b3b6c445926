"""F57, report, review or feedback late, and F58, record made long after the visit: the bank's own lapses.

A report due on 2026-03-10 and filed on 2026-03-12: F57, minor; from the eleventh working day on, moderate.
Visited on 2026-03-03 and filed on 2026-03-12, 3 working days allowed (until 2026-03-06): F58.
"""

from collections.abc import Callable, Iterable
from datetime import date

from attrs import evolve

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.checking_steps import check_procedure
from loanvisit.assessment.raising import found, weighed
from loanvisit.assessment.step_marks import course_of
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Finding,
    IntegrityLimits,
    Outcome,
    Procedure,
    ProcedureCheck,
    StepLine,
    TrailEntry,
    Visit,
    Weight,
    joined,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.ids import strung
from loanvisit.errors import InputError, fault
from loanvisit.words import counted, say, spaced

_HEAVIER_AFTER = 10
_RECORD_WITHIN = IntegrityLimits().late_after
_MOST_DAYS = 10_000


@guarded
def papers_late(file: BorrowerFile, check: ProcedureCheck) -> tuple[Finding, ...]:
    """Raise what each late step of a visit is to raise, once a step: F57 for report, review and feedback.

    Args:
        file: the borrower's file.
        check: how the visit kept to its procedure (`check_procedure`).

    Returns:
        New findings in the order of the steps, minor, moderate from the eleventh working day on; and open ones that
        weigh more by now, at their next version.

    Raises:
        InputError: the file has no such visit, or a step raises what is not in the catalogue.
    """
    visit = file.visit(check.visit)
    return tuple(one for line in check.late for one in _raised(file, visit, line, check.as_of))


def _raised(file: BorrowerFile, visit: Visit, line: StepLine, as_of: date) -> tuple[Finding, ...]:
    if line.step.raises is None:
        return ()
    lapse, what = kind(line.step.raises), strung(visit.id.value, joined(line.step.code))
    heavier = lapse.weight is Weight.S4 and line.late_by > _HEAVIER_AFTER
    weight = Weight.S3 if heavier else lapse.weight
    said = {"title": line.step.title, "span": spaced(counted("working_days", line.late_by))}
    fact = say("finding.paper_late", last=line.last or as_of, **said)
    new = found(file, lapse, what, on=as_of, loans=visit.loans, weight=weight, record=visit.record, fact=fact)
    if new:
        return new
    identity = strung(joined(lapse.code), what)
    for earlier in file.findings:
        if earlier.id.value == identity and earlier.is_open:
            now, _ = weighed(file, lapse, visit.loans, on=earlier.found_on, weight=weight)
            if now.rank < earlier.weight.rank:
                return (evolve(earlier, weight=now, fact=fact, version=earlier.version + 1),)
    return ()


@guarded
def records_late(
    file: BorrowerFile,
    as_of: date,
    *,
    calendar: Calendar,
    trail: Iterable[TrailEntry] = (),
    within: int = _RECORD_WITHIN,
) -> tuple[Finding, ...]:
    """Raise F58 for each record that was first filed later than so many working days after the visit.

    Args:
        file: the borrower's file.
        as_of: the close of this day; what was filed later is not looked at.
        calendar: working days, and the zone in which an instant has its day.
        trail: the borrower's trail, which tells when a record that was mended since was filed first; without it such a
            one is left out.
        within: how many working days after the visit are ordinary, as `IntegrityLimits.late_after` has it.

    Returns:
        New findings in the order of the visits.

    Raises:
        InputError: `within` is out of range, or working days are to be counted before the calendar begins.
    """
    entries, faults = each(trail, TrailEntry, "trail")
    if not 0 <= within <= _MOST_DAYS:
        faults.append(fault("number.range", "within", within, low=0, high=_MOST_DAYS))
    if faults:
        raise InputError(*faults)
    raised: list[Finding] = []
    for visit in file.visits:
        course = course_of(file, visit, entries, calendar, as_of)
        record, told = course.record, any(one.move == "visit.submit" and one.about == visit.id for one in course.trail)
        filed = course.happened("visit.submit", None)
        if record is None or record.void or record.outcome is not Outcome.MADE or not filed:
            continue
        last = calendar.add(record.on, within)
        if filed[0].on > last and (told or record.version == 1):
            said = {"day": record.on, "filed": filed[0].on, "last": last}
            raised += found(
                file,
                kind("F58"),
                record.id.value,
                on=as_of,
                loans=visit.loans,
                record=record.id,
                fact=say("finding.record_late", **said),
            )
    return tuple(raised)


@guarded
def procedure_rules(
    procedure: Procedure,
    *,
    calendar: Calendar,
    trail: Iterable[TrailEntry] = (),
    within: int = _RECORD_WITHIN,
) -> tuple[Callable[[BorrowerFile, date], tuple[Finding, ...]], ...]:
    """Return the rules over the clocks of a procedure, to be asked beside the others.

    Args:
        procedure: its steps, each with what a late one raises.
        calendar: working days, and the zone in which an instant has its day.
        trail: what is told of the borrower's visits.
        within: how many working days after the visit a record may be filed.

    Returns:
        The rules that raise F57 for each visit of a file, and F58.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.assessment import FILE_RULES, assess
        >>> from loanvisit.testing import a_file
        >>> own = procedure_rules(presets.procedure("cn.post_loan_visit"), calendar=presets.calendar("CN"))
        >>> assess(a_file(), as_of=date(2026, 3, 31), rules=(*FILE_RULES, *own))
        ()
    """
    entries, faults = each(trail, TrailEntry, "trail")
    if faults:
        raise InputError(*faults)

    def papers(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
        checks = [
            check_procedure(file, one.id, procedure=procedure, calendar=calendar, as_of=as_of, trail=entries)
            for one in file.visits
        ]
        return tuple(finding for one in checks for finding in papers_late(file, one))

    return papers, lambda file, as_of: records_late(file, as_of, calendar=calendar, trail=entries, within=within)
