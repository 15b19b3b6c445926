"""The rules that raise findings, in two tuples one can read: over a record, and over a file as of a day.

A rule of your own is one function in one file, handed in beside these:
`judge(record, file, rules=(*RECORD_RULES, mine))`.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from loanvisit.assessment.evidence import evidence_missing
from loanvisit.assessment.overdue import findings_overdue, visits_overdue
from loanvisit.assessment.proceeds import proceeds_diverted
from loanvisit.assessment.refusing import visit_refused
from loanvisit.domain import BorrowerFile, Finding, VisitRecord

RecordRule: TypeAlias = Callable[[VisitRecord, BorrowerFile], tuple[Finding, ...]]
"""A rule over what one record shows."""
FileRule: TypeAlias = Callable[[BorrowerFile, date], tuple[Finding, ...]]
"""A rule over what a file shows at the close of a day."""

RECORD_RULES: tuple[RecordRule, ...] = (proceeds_diverted, evidence_missing, visit_refused)
"""The rules asked when a record is filed."""
FILE_RULES: tuple[FileRule, ...] = (visits_overdue, findings_overdue)
"""The rules asked as of a day."""


def judge(
    record: VisitRecord, file: BorrowerFile, *, rules: tuple[RecordRule, ...] = RECORD_RULES
) -> tuple[Finding, ...]:
    """Return the findings a record's facts show, none from an answer that names its own finding.

    Args:
        record: the record, whatever its outcome.
        file: the borrower's file with the record and what it discharged.
        rules: asked in this order.

    Returns:
        New findings in order of rule; those the file holds already are not raised again.
    """
    return tuple(finding for rule in rules for finding in rule(record, file))


def assess(file: BorrowerFile, *, as_of: date, rules: tuple[FileRule, ...] = FILE_RULES) -> tuple[Finding, ...]:
    """Return the findings a file shows at the close of a day: visits overdue, earlier findings not closed in time.

    Args:
        file: the borrower's file, with its duties (`plan.file(borrower)`).
        as_of: the close of this day.
        rules: asked in this order.

    Returns:
        New findings in order of rule; asked again on the same file with them added, it returns none.
    """
    return tuple(finding for rule in rules for finding in rule(file, as_of))
