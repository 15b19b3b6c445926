"""Checks: whether somebody else's store, policy or other port keeps its clauses, told as data, no runner needed."""

from loanvisit.testing.checks.calendars import calendar_checks, check_calendar
from loanvisit.testing.checks.checking import Check, Checked, ConformanceError, Failure, run_checks
from loanvisit.testing.checks.clock import check_clock, clock_checks
from loanvisit.testing.checks.evidence import check_evidence, evidence_checks
from loanvisit.testing.checks.machine import store_machine
from loanvisit.testing.checks.policy import check_policy, policy_checks
from loanvisit.testing.checks.publisher import check_publisher, publisher_checks
from loanvisit.testing.checks.series import check_series, series_checks
from loanvisit.testing.checks.store import check_store, store_checks

__all__ = [
    "Check",
    "Checked",
    "ConformanceError",
    "Failure",
    "calendar_checks",
    "check_calendar",
    "check_clock",
    "check_evidence",
    "check_policy",
    "check_publisher",
    "check_series",
    "check_store",
    "clock_checks",
    "evidence_checks",
    "policy_checks",
    "publisher_checks",
    "run_checks",
    "series_checks",
    "store_checks",
    "store_machine",
]
