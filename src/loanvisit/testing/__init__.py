"""Testing: builders with sensible defaults, and Hypothesis strategies that draw only values the library accepts.

`strategies` holds one strategy for each noun; with the extra installed, `st.from_type(Loan)` finds them by itself.
"""

from loanvisit.testing.builders import (
    a_book,
    a_borrower,
    a_clause,
    a_drawdown,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_record,
    a_rule,
    a_signal,
    a_waiver,
    an_officer,
    weekdays,
)
from loanvisit.testing.registering import register

# After `register`: importing Hypothesis runs its entry points, and ours asks this room for `register`.
from loanvisit.testing.strategies import borrower_files as _ready  # noqa: F401

__all__ = [
    "a_book",
    "a_borrower",
    "a_clause",
    "a_drawdown",
    "a_duty",
    "a_file",
    "a_loan",
    "a_past_visit",
    "a_policy",
    "a_record",
    "a_rule",
    "a_signal",
    "a_waiver",
    "an_officer",
    "register",
    "weekdays",
]
