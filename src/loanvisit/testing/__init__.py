"""Testing: builders with sensible defaults, and Hypothesis strategies that draw only values the library accepts.

The builders need nothing beside the library. `from loanvisit.testing import strategies` brings one strategy for each
noun and needs Hypothesis; with the extra `testing` installed, `st.from_type(Loan)` finds them by itself.
"""

from loanvisit.testing.builders import (
    a_book,
    a_borrower,
    a_change,
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

__all__ = [
    "a_book",
    "a_borrower",
    "a_change",
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
