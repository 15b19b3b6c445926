"""Steps: one piece of work as a pure decision, values in and one change out."""

from loanvisit.steps.curing import extend, notify, open_remediation, reject, submit, verify
from loanvisit.steps.filing import file_record
from loanvisit.steps.raising import raise_finding
from loanvisit.steps.reviewing import archive, co_sign, review, send_back, sign_off, void
from loanvisit.steps.waiving import waive

__all__ = [
    "archive",
    "co_sign",
    "extend",
    "file_record",
    "notify",
    "open_remediation",
    "raise_finding",
    "reject",
    "review",
    "send_back",
    "sign_off",
    "submit",
    "verify",
    "void",
    "waive",
]
