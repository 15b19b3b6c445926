"""What a visit may conclude from the findings that stand open: a table, and the one function that reads it."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import field, frozen

from loanvisit.domain.conclusion import Conclusion, Disposition
from loanvisit.domain.exact import as_tuple, check, each, guarded
from loanvisit.domain.finding import Family, Finding, Weight
from loanvisit.domain.lifecycle import ALLOWED, Ruling, refusal
from loanvisit.domain.methods import Confidence
from loanvisit.domain.risk import Grade
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, counted, join, say

_MOST_DAYS = 366


@frozen(kw_only=True)
class ConclusionRow:
    """What the worst finding that stands open demands at the least.

    Args:
        worst: how heavy it is; None where none stands open.
        least: the mildest disposition that follows from it.
        next_within_days: the most natural days from the visit to the next one; None where the duties alone say.
        is_class_held: whether no class may be proposed that is better than the one the loan has.
    """

    worst: Weight | None
    least: Disposition
    next_within_days: int | None = None
    is_class_held: bool = False

    def __attrs_post_init__(self) -> None:
        check(self)
        days = self.next_within_days
        if days is not None and not 1 <= days <= _MOST_DAYS:
            raise InputError(fault("number.range", "ConclusionRow.next_within_days", days, low=1, high=_MOST_DAYS))

    @property
    def text(self) -> Text:
        """The row as one line."""
        parts = [say("conclusion.row.least", least=self.least.text)]
        if self.next_within_days is not None:
            parts.append(say("conclusion.row.next", span=counted("days", self.next_within_days)))
        if self.is_class_held:
            parts.append(say("conclusion.row.class"))
        return say("conclusion.row", worst=_worst_text(self.worst), demands=join(parts, zh="，", en="; "))


def _rows(items: Iterable[ConclusionRow]) -> tuple[ConclusionRow, ...]:
    return as_tuple(items)


_ORDER: tuple[Weight | None, ...] = (None, Weight.S4, Weight.S3, Weight.S2, Weight.S1)


@frozen(kw_only=True)
class ConclusionTable:
    """The table: a row for no finding and one for each weight, none of which demands less than a lighter one.

    Args:
        rows: in any order, kept from the lightest on.
        citation: where it stands.
        confidence: how sure that is.

    Raises:
        InputError: a row is missing or there twice, or a heavier finding demands less; each is named.

    Example:
        >>> CONCLUSION_TABLE.row(Weight.S1).text.en
        'worst open finding critical: run down or stricter; next visit within 30 days; no better class'
    """

    rows: tuple[ConclusionRow, ...] = field(converter=_rows)
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        if sorted(map(_place, self.rows)) != [*range(len(_ORDER))]:
            raise InputError(fault("conclusion.rows", "ConclusionTable.rows", self.rows))
        object.__setattr__(self, "rows", tuple(sorted(self.rows, key=_place)))
        faults = FaultList()
        for place, (lighter, heavier) in enumerate(zip(self.rows, self.rows[1:], strict=False), start=1):
            if _demands_less(heavier, lighter):
                faults.add(fault("conclusion.less", f"ConclusionTable.rows[{place}]"))
        faults.raise_as(InputError)

    @guarded
    def row(self, worst: Weight | None) -> ConclusionRow:
        """Return the row of the worst finding that stands open; None where none does."""
        return self.rows[_ORDER.index(worst)]

    @sheltered
    def row_for(self, findings: Iterable[Finding]) -> ConclusionRow:
        """Return the row that findings lead to: those open and the borrower's own; a lapse of the bank is none."""
        known, wrong = each(findings, Finding, "findings")
        if wrong:
            raise InputError(*wrong)
        open_ones = [one.weight for one in known if one.is_open and one.kind.family is Family.BORROWER]
        return self.row(min(open_ones, key=lambda weight: weight.rank, default=None))

    @property
    def text(self) -> Text:
        """The table read aloud, a row a line."""
        head = say("conclusion.table", citation=self.citation, confidence=self.confidence.text)
        return join([head, *(one.text for one in self.rows)], zh="\n", en="\n")


def _place(row: ConclusionRow) -> int:
    return _ORDER.index(row.worst)


def _demands_less(heavier: ConclusionRow, lighter: ConclusionRow) -> bool:
    """Say whether a row for a heavier finding demands less than one for a lighter in any of its columns."""
    later = (_MOST_DAYS + 1 if one.next_within_days is None else one.next_within_days for one in (heavier, lighter))
    return (
        heavier.least.rank < lighter.least.rank
        or (lighter.is_class_held and not heavier.is_class_held)
        or next(later) > next(later)
    )


def _worst_text(worst: Weight | None) -> Text:
    return say("conclusion.row.none") if worst is None else say("conclusion.row.worst", weight=worst.text)


CONCLUSION_TABLE = ConclusionTable(
    rows=(
        ConclusionRow(worst=None, least=Disposition.CONTINUE),
        ConclusionRow(worst=Weight.S4, least=Disposition.CONTINUE),
        ConclusionRow(worst=Weight.S3, least=Disposition.STRENGTHEN),
        ConclusionRow(worst=Weight.S2, least=Disposition.STRENGTHEN, next_within_days=90, is_class_held=True),
        ConclusionRow(worst=Weight.S1, least=Disposition.REDUCE, next_within_days=30, is_class_held=True),
    ),
    citation=say("conclusion.citation"),
    confidence=Confidence.PRACTICE,
)
"""What follows at the least from the worst finding open: practice, no rule; a bank hands in a table of its own."""


@guarded
def proposed_conclusion(
    findings: Iterable[Finding], *, on: date, table: ConclusionTable = CONCLUSION_TABLE
) -> Conclusion:
    """Propose the mildest conclusion that follows from findings.

    Args:
        findings: those of the borrower, in any state; the open ones of its own count.
        on: the day of the visit.
        table: what follows from what.

    Returns:
        The disposition, and the last day of the next visit where the table sets one. It proposes no class: that is a
        person's to do.

    Example:
        >>> proposed_conclusion([], on=date(2026, 3, 3)).disposition.text.en
        'continue as before'
    """
    row = table.row_for(findings)
    within = row.next_within_days
    return Conclusion(disposition=row.least, next_visit_on=None if within is None else on + timedelta(days=within))


@guarded
def conclusion_ruling(
    conclusion: Conclusion,
    findings: Iterable[Finding],
    *,
    on: date,
    grades: Iterable[Grade] = (),
    reasoned: bool = True,
    table: ConclusionTable = CONCLUSION_TABLE,
) -> Ruling:
    """Say whether a conclusion follows from findings, and if not, why.

    One that is stricter than they demand is allowed with a reason, one that is looser never.

    Args:
        conclusion: what was concluded.
        findings: those of the borrower, in any state; the open ones of its own count.
        on: the day of the visit.
        grades: the classes that its loans have; those of another scale than the class proposed are passed over.
        reasoned: whether a stricter one must say why; no where it was once asked already.
        table: what follows from what.

    Example:
        >>> carefree = Conclusion(disposition=Disposition.CONTINUE)
        >>> from loanvisit.testing import a_change
        >>> conclusion_ruling(carefree, [a_change(code="F01").finding], on=date(2026, 3, 3)).reason.en
        'worst open finding critical: the conclusion is at least to run down'
    """
    row, proposed = table.row_for(findings), conclusion.grade
    known, wrong = each(grades, Grade, "grades")
    if wrong:
        raise InputError(*wrong)
    if conclusion.disposition.rank < row.least.rank:
        return refusal("conclusion.looser", worst=_worst_text(row.worst), least=row.least.text)
    if row.is_class_held and proposed is not None:
        better = [one for one in known if one.scale == proposed.scale and one.is_worse_than(proposed)]
        if better:
            return refusal("conclusion.class", worst=_worst_text(row.worst), grade=better[0].text)
    if row.next_within_days is not None:
        last = on + timedelta(days=row.next_within_days)
        if conclusion.next_visit_on is None or conclusion.next_visit_on > last:
            return refusal("conclusion.next", worst=_worst_text(row.worst), day=say("value.day", day=last))
    is_stricter = conclusion.disposition.rank > row.least.rank
    if reasoned and is_stricter and not (conclusion.reason or "").strip():
        return refusal("conclusion.reason")
    return ALLOWED
