"""Assessment: what a record or a file shows, as findings with permanent codes."""

from loanvisit.assessment.answering import LEAST_UNANSWERED, feedback_rates, unanswered_questions
from loanvisit.assessment.call_backs import CALL_BACK_QUESTIONS, loan_denied
from loanvisit.assessment.catalogue import CATALOGUE, kind
from loanvisit.assessment.checking_steps import check_procedure
from loanvisit.assessment.classing import class_floors
from loanvisit.assessment.counting_days import days_past_due
from loanvisit.assessment.coverage import LEAST_COVERAGE, check_answers
from loanvisit.assessment.evidence import evidence_missing
from loanvisit.assessment.extensions import extensions_late
from loanvisit.assessment.grouping import group_standing
from loanvisit.assessment.inflow_rule import INFLOW, InflowDrop
from loanvisit.assessment.integrity import INTEGRITY_RULES, IntegrityRule, integrity_signals
from loanvisit.assessment.judging import FILE_RULES, RECORD_RULES, FileRule, RecordRule, assess, judge
from loanvisit.assessment.late_papers import papers_late, procedure_rules, records_late
from loanvisit.assessment.leading import LeadTimes, LeadTimesApart, first_bad, lead_times
from loanvisit.assessment.legal import guarantee_ending, legal_rules, limitation_ending, seizure_lapsing
from loanvisit.assessment.monitoring_rule import COMPLETE, MemberSeries, MonitoringRule, MonitoringRules
from loanvisit.assessment.overdue import findings_overdue, visits_overdue
from loanvisit.assessment.proceeds import proceeds_diverted
from loanvisit.assessment.raising import found, weighed
from loanvisit.assessment.record_pool import RecordPool
from loanvisit.assessment.refusing import visit_refused
from loanvisit.assessment.running import MONITORING_RULES, answer_columns, run_columns, run_over
from loanvisit.assessment.status_rules import (
    MONTHLY_STATUS,
    STATUS_BUCKETS,
    MissedInstalments,
    OverdueStatus,
    StatusBucket,
)

__all__ = [
    "CALL_BACK_QUESTIONS",
    "CATALOGUE",
    "COMPLETE",
    "FILE_RULES",
    "INFLOW",
    "INTEGRITY_RULES",
    "LEAST_COVERAGE",
    "LEAST_UNANSWERED",
    "MONITORING_RULES",
    "MONTHLY_STATUS",
    "RECORD_RULES",
    "STATUS_BUCKETS",
    "FileRule",
    "InflowDrop",
    "IntegrityRule",
    "LeadTimes",
    "LeadTimesApart",
    "MemberSeries",
    "MissedInstalments",
    "MonitoringRule",
    "MonitoringRules",
    "OverdueStatus",
    "RecordPool",
    "RecordRule",
    "StatusBucket",
    "answer_columns",
    "assess",
    "check_answers",
    "check_procedure",
    "class_floors",
    "days_past_due",
    "evidence_missing",
    "extensions_late",
    "feedback_rates",
    "findings_overdue",
    "first_bad",
    "found",
    "group_standing",
    "guarantee_ending",
    "integrity_signals",
    "judge",
    "kind",
    "lead_times",
    "legal_rules",
    "limitation_ending",
    "loan_denied",
    "papers_late",
    "procedure_rules",
    "proceeds_diverted",
    "records_late",
    "run_columns",
    "run_over",
    "seizure_lapsing",
    "unanswered_questions",
    "visit_refused",
    "visits_overdue",
    "weighed",
]
