"""The rules that raise findings, in two tuples one can read: over a record, and over a file as of a day.

A rule of your own is one function in one file of your own, handed in beside these:

    judge(record, file, rules=(*RECORD_RULES, meter_stands_still))

It takes what `RecordRule` or `FileRule` says, makes its findings with `found`, and raises none that rests on an answer
which names the finding: whoever answers must not choose what is found.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from loanvisit.assessment.call_backs import loan_denied
from loanvisit.assessment.evidence import evidence_missing
from loanvisit.assessment.extensions import extensions_late
from loanvisit.assessment.overdue import findings_overdue, visits_overdue
from loanvisit.assessment.proceeds import proceeds_diverted
from loanvisit.assessment.refusing import visit_refused
from loanvisit.domain import BorrowerFile, Finding, VisitRecord
from loanvisit.domain.exact import guarded

RecordRule: TypeAlias = Callable[[VisitRecord, BorrowerFile], tuple[Finding, ...]]
"""A rule over what one record shows."""
FileRule: TypeAlias = Callable[[BorrowerFile, date], tuple[Finding, ...]]
"""A rule over what a file shows at the close of a day."""

RECORD_RULES: tuple[RecordRule, ...] = (proceeds_diverted, evidence_missing, visit_refused, loan_denied)
"""The rules asked when a record is filed."""
FILE_RULES: tuple[FileRule, ...] = (visits_overdue, findings_overdue, extensions_late)
"""The rules asked as of a day; those over the clocks of law need a calendar: `legal_rules`."""


@guarded
def judge(
    record: VisitRecord, file: BorrowerFile, *, rules: tuple[RecordRule, ...] = RECORD_RULES
) -> tuple[Finding, ...]:
    """Return the findings a record's facts show, none from an answer that names its own finding.

    Args:
        record: the record, whatever its outcome; a void one shows nothing.
        file: the borrower's file with the record and what it discharged.
        rules: asked in this order.

    Returns:
        New findings in order of rule; those the file holds already are not raised again.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_file, a_record
        >>> judge(a_record(date(2026, 3, 3)), a_file())
        ()
    """
    return () if record.void else tuple(finding for rule in rules for finding in rule(record, file))


@guarded
def assess(file: BorrowerFile, *, as_of: date, rules: tuple[FileRule, ...] = FILE_RULES) -> tuple[Finding, ...]:
    """Return the findings a file shows at the close of a day: visits overdue, findings not closed, extensions late.

    Args:
        file: the borrower's file, with its duties (`plan.file(borrower)`).
        as_of: the close of this day.
        rules: asked in this order.

    Returns:
        New findings in order of rule, and open ones that weigh more by now at their next version; asked again on the
        file with them in it, it returns none. `steps.record_findings` makes a change of them.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_file
        >>> assess(a_file(), as_of=date(2026, 3, 31))
        ()
    """
    return tuple(finding for rule in rules for finding in rule(file, as_of))
