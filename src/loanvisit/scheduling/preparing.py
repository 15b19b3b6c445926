"""The preparation pack of a planned visit: all that is known by a day, and what is not, part by part."""

from collections.abc import Callable, Iterable
from datetime import date

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    CreditReport,
    HeldPaper,
    Outline,
    PackSection,
    PreparationPack,
    VisitId,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.outlining import derive_outline
from loanvisit.scheduling.pack_debts import changes_part, credit_part, drawdowns_part
from loanvisit.scheduling.pack_duties import (
    conditions_part,
    covenants_part,
    duties_part,
    findings_part,
    last_visits_part,
    signals_part,
    unanswered_part,
)
from loanvisit.scheduling.pack_ground import Ground
from loanvisit.scheduling.pack_holdings import collateral_part, customer_part, held_part
from loanvisit.scheduling.replaying import as_known

_PARTS: tuple[Callable[[Ground], PackSection], ...] = (
    findings_part,
    signals_part,
    duties_part,
    conditions_part,
    covenants_part,
    last_visits_part,
    unanswered_part,
    changes_part,
    drawdowns_part,
    credit_part,
    collateral_part,
    held_part,
    customer_part,
)
"""What makes each part, in the order of `PackPart`."""


@guarded
def prepare_visit(
    file: BorrowerFile,
    visit: VisitId,
    *,
    outlines: Iterable[Outline] = (),
    calendar: Calendar,
    as_of: date,
    report: CreditReport | None = None,
    held: Iterable[HeldPaper] | None = None,
    earlier: BorrowerFile | None = None,
) -> PreparationPack:
    """Gather what the visitors should have read before a planned visit, each thing with its source and its day.

    A part of which nothing is known says so and where to get it; it is never left out.

    Args:
        file: the borrower's file, with its planned visits (`plan.file(borrower)`).
        visit: the planned visit.
        outlines: those there are, from which its questions are derived.
        calendar: in whose zone an instant has its day.
        as_of: the close of this day; what came to pass later is not looked at.
        report: the debts at other banks; None where not asked for, and one of a later day is not looked at.
        held: what the index of the archive holds; None where it was not asked.
        earlier: the file as of the last visit, for facts that are not dated; None where it was not kept.

    Returns:
        The pack, each part of `PackPart` once; persons are named in fields marked personal alone.

    Raises:
        InputError: the visit is not in the file, `earlier` is another borrower's, or the outlines do not go together.

    Example:
        >>> from attrs import evolve
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Method, PackPart, Visit
        >>> from loanvisit.testing import a_duty, a_file, a_loan
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(a_loan("L-1"), obligations=[duty]), visits=(visit,))
        >>> pack = prepare_visit(file, visit.id, calendar=presets.calendar("CN"), as_of=date(2026, 2, 2))
        >>> pack.section(PackPart.FINDINGS).is_nil, pack.section(PackPart.CONDITIONS).gaps[0].text.zh
        (True, '未取得数据：批复条件；获取途径：授信审批系统')
    """
    given, papers = tuple(outlines), _checked(file, held, earlier)
    planned, known = file.visit(visit), as_known(file, as_of=as_of, calendar=calendar)
    ground = Ground(
        file=known,
        visit=planned,
        as_of=as_of,
        derived=derive_outline(known, visit, outlines=given, as_of=as_of),
        questions={one.code: one for outline in given for one in outline.questions},
        report=report if report is not None and report.on <= as_of else None,
        held=papers,
        earlier=None if earlier is None else as_known(earlier, as_of=as_of, calendar=calendar),
    )
    return _pack(ground)


def _checked(
    file: BorrowerFile, held: Iterable[HeldPaper] | None, earlier: BorrowerFile | None
) -> tuple[HeldPaper, ...] | None:
    """Return the papers held; what is none, and the earlier file of another borrower, are refused."""
    papers, wrong = each(() if held is None else held, HeldPaper, "held")
    faults = FaultList()
    for one in wrong:
        faults.add(one)
    if earlier is not None and earlier.id != file.id:
        faults.add(fault("borrower.mixed", "earlier", earlier.id.value))
    faults.raise_as(InputError)
    return None if held is None else papers


def _pack(ground: Ground) -> PreparationPack:
    borrower, planned = ground.file.borrower, ground.visit
    return PreparationPack(
        visit=planned.id,
        borrower=borrower.id,
        name=borrower.name,
        kind=borrower.kind,
        method=planned.method,
        window=planned.window,
        loans=planned.loans,
        as_of=ground.as_of,
        sections=[part(ground) for part in _PARTS],
    )
