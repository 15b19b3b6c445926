"""What happens after a loan is paid out: which visits are owed, why, and what came of them.

A room is imported when a name of it is first used, so that `import loanvisit` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Answer",
    "Borrower",
    "BorrowerFile",
    "BorrowerId",
    "Calendar",
    "Change",
    "ClausePolicy",
    "Drawdown",
    "DrawdownId",
    "EvidenceId",
    "EvidenceRef",
    "FindingId",
    "InputError",
    "Loan",
    "LoanId",
    "LoanStatus",
    "LoanVisitError",
    "Masthead",
    "Method",
    "Money",
    "Obligation",
    "Officer",
    "OfficerId",
    "Outcome",
    "PastFinding",
    "PastVisit",
    "Plan",
    "Policy",
    "PolicyError",
    "Portfolio",
    "Reading",
    "RecordId",
    "Role",
    "SeparationOfDutiesError",
    "Signal",
    "SignalId",
    "Text",
    "TransitionError",
    "Visit",
    "VisitId",
    "VisitRecord",
    "assess",
    "build_briefing",
    "days",
    "file_record",
    "five_tier",
    "make_plan",
    "months",
    "nearest_changes",
    "open_remediation",
    "presets",
    "samples",
    "submit",
    "to_document",
    "to_html",
    "to_markdown",
    "verify",
    "why_not",
    "working_days",
]

_ROOMS = ("errors", "words", "domain", "scheduling", "assessment", "reporting", "steps", "codec")

if TYPE_CHECKING:
    from loanvisit import presets, samples
    from loanvisit.assessment import assess
    from loanvisit.codec import to_document
    from loanvisit.domain import (
        Answer,
        Borrower,
        BorrowerFile,
        BorrowerId,
        Calendar,
        Change,
        Drawdown,
        DrawdownId,
        EvidenceId,
        EvidenceRef,
        FindingId,
        Loan,
        LoanId,
        LoanStatus,
        Method,
        Money,
        Obligation,
        Officer,
        OfficerId,
        Outcome,
        PastFinding,
        PastVisit,
        Portfolio,
        Reading,
        RecordId,
        Role,
        Signal,
        SignalId,
        Visit,
        VisitId,
        VisitRecord,
        days,
        five_tier,
        months,
        working_days,
    )
    from loanvisit.errors import InputError, LoanVisitError, PolicyError, SeparationOfDutiesError, TransitionError
    from loanvisit.reporting import Masthead, build_briefing, to_html, to_markdown
    from loanvisit.scheduling import ClausePolicy, Plan, Policy, make_plan, nearest_changes, why_not
    from loanvisit.steps import file_record, open_remediation, submit, verify
    from loanvisit.words import Text
else:

    def __getattr__(name: str) -> object:
        """Import the room a name comes from, and keep what was found."""
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        if name in {"presets", "samples"}:
            return import_module(f"{__name__}.{name}")
        room = next(room for room in _ROOMS if name in import_module(f"{__name__}.{room}").__all__)
        found = globals()[name] = getattr(import_module(f"{__name__}.{room}"), name)
        return found

    def __dir__() -> list[str]:
        return sorted(__all__)
