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
from loanvisit.assessment.integrity import INTEGRITY_RULES, IntegrityRule, integrity_signals
from loanvisit.assessment.judging import FILE_RULES, RECORD_RULES, FileRule, RecordRule, assess, judge
from loanvisit.assessment.late_papers import papers_late, procedure_rules, records_late
from loanvisit.assessment.legal import guarantee_ending, legal_rules, limitation_ending, seizure_lapsing
from loanvisit.assessment.overdue import findings_overdue, visits_overdue
from loanvisit.assessment.proceeds import proceeds_diverted
from loanvisit.assessment.raising import found, weighed
from loanvisit.assessment.record_pool import RecordPool
from loanvisit.assessment.refusing import visit_refused

__all__ = [
    "CALL_BACK_QUESTIONS",
    "CATALOGUE",
    "FILE_RULES",
    "INTEGRITY_RULES",
    "LEAST_COVERAGE",
    "LEAST_UNANSWERED",
    "RECORD_RULES",
    "FileRule",
    "IntegrityRule",
    "RecordPool",
    "RecordRule",
    "assess",
    "check_answers",
    "check_procedure",
    "class_floors",
    "days_past_due",
    "evidence_missing",
    "extensions_late",
    "feedback_rates",
    "findings_overdue",
    "found",
    "group_standing",
    "guarantee_ending",
    "integrity_signals",
    "judge",
    "kind",
    "legal_rules",
    "limitation_ending",
    "loan_denied",
    "papers_late",
    "procedure_rules",
    "proceeds_diverted",
    "records_late",
    "seizure_lapsing",
    "unanswered_questions",
    "visit_refused",
    "visits_overdue",
    "weighed",
]
