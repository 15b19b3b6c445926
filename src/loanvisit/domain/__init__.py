"""Domain: the nouns of post-loan work, their facts and their lives."""

from loanvisit.domain.age_step import AgeStep
from loanvisit.domain.answer_check import AnswerCheck, UnansweredQuestion
from loanvisit.domain.asking import PageMark, VisitQuery
from loanvisit.domain.calendar import Calendar, DayAnswer, DecreedYear, HolidayNotice
from loanvisit.domain.change import Change, Refusal, Replaced, Stored, TrailEntry
from loanvisit.domain.change_table import (
    CHANGE_TABLE,
    Becomes,
    ChangeRow,
    DutyColumn,
    DutyOutcome,
    checks_of,
    duties_after,
    usual_checks,
)
from loanvisit.domain.claims import Arrear, Claim, DebtorClaims
from loanvisit.domain.class_floor import ClassFloor, DaysPastDue, FloorAnswer, Verdict
from loanvisit.domain.class_proposal import CLASS_LIFECYCLE, ClassProposal, ProposalState
from loanvisit.domain.clocking import legal_clocks
from loanvisit.domain.conclusion import Conclusion, Disposition
from loanvisit.domain.conclusion_table import (
    CONCLUSION_TABLE,
    ConclusionRow,
    ConclusionTable,
    conclusion_ruling,
    proposed_conclusion,
)
from loanvisit.domain.conditions import Comparison, Condition
from loanvisit.domain.consent import Consent, LegalBasis
from loanvisit.domain.credit_report import CreditReport, DebtElsewhere
from loanvisit.domain.customer_side import RELATIONSHIP, Advice, Burden, Complaint, CustomerSide, Need, NeedKind, Uptake
from loanvisit.domain.dates import (
    Hours,
    NaturalPeriod,
    Span,
    Unit,
    Window,
    add_months,
    days,
    months,
    weeks,
    working_days,
    years,
)
from loanvisit.domain.day_bucket import DayBucket, Materiality
from loanvisit.domain.deferral import Deferral
from loanvisit.domain.delegating import acting_for
from loanvisit.domain.derived import DERIVED_FACTS, REGIME_FACTS, REPORTED_FACTS
from loanvisit.domain.desk_work import DeskWork
from loanvisit.domain.draw import DRAW_LIFECYCLE, Departure, Draw, RankedStratum, Recheck
from loanvisit.domain.encounter import Attempt, AttemptOutcome, Capacity, NumberSource, PersonMet
from loanvisit.domain.event import LoanEvent
from loanvisit.domain.evidence import EvidenceRef, EvidenceSource, EvidenceSubject, WithheldEvidence, clean_file_name
from loanvisit.domain.exchange import ExchangeRate
from loanvisit.domain.facts import (
    BUILT_IN_FACTS,
    EVENT_KINDS,
    NO_FACTS,
    STATUSES,
    Fact,
    FactKind,
    FactName,
    Facts,
    FactValue,
    fact_text,
    value_text,
)
from loanvisit.domain.feedback import (
    FEEDBACK_LIFECYCLE,
    FEEDBACK_LOOPS,
    Feedback,
    FeedbackLoop,
    FeedbackRate,
    FeedbackState,
    FeedbackSubject,
    LoopRow,
)
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.file_checking import file_checklist
from loanvisit.domain.finding import (
    FINDING_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    Family,
    Finding,
    FindingKind,
    FindingState,
    Remediation,
    RemediationState,
    Weight,
)
from loanvisit.domain.floor_rule import Excuse, FactTest, FloorRule, Limit
from loanvisit.domain.group_figure import GroupFigure
from loanvisit.domain.group_standing import GroupStanding
from loanvisit.domain.hand_over import HandOver, HandOverItem, HandOverKind, HandOverSignature
from loanvisit.domain.ids import (
    BorrowerId,
    ClauseId,
    DeferralId,
    DrawdownId,
    DrawId,
    EventId,
    EvidenceId,
    FeedbackId,
    FindingId,
    GuaranteeId,
    LegalActId,
    LoanChangeId,
    LoanId,
    MortgageId,
    ObligationId,
    OfficerId,
    PolicyId,
    PoolId,
    RecordId,
    RemediationId,
    RunId,
    SeizureId,
    SignalId,
    Subject,
    SubstitutionId,
    Thing,
    UnitId,
    VisitId,
    WaiverId,
    joined,
)
from loanvisit.domain.integrity import IntegrityKind, IntegrityLimits, IntegritySignal, SignalStrength
from loanvisit.domain.legal_acts import (
    Acknowledgement,
    AssetSearch,
    ClaimEnd,
    ClaimEnding,
    Demand,
    DemandMeans,
    Judgment,
    Suit,
)
from loanvisit.domain.legal_clock import LegalClock, LegalClockKind, LegalRight
from loanvisit.domain.legal_file import NO_LEGAL, LegalFile
from loanvisit.domain.legal_rights import (
    Guarantee,
    GuaranteeKind,
    GuarantorConsent,
    Mortgage,
    SeizedAsset,
    Seizure,
    SeizureRenewal,
)
from loanvisit.domain.level import Level, MissingFact
from loanvisit.domain.lifecycle import ALLOWED, Lifecycle, Move, Relations, Ruling, role_permits, rule
from loanvisit.domain.load import Load, MethodLoad, MonthLoad, OfficerTime
from loanvisit.domain.loan import Borrower, BorrowerKind, Drawdown, Loan, LoanStatus
from loanvisit.domain.loan_change import ChangeCheck, LoanChange, LoanChangeKind
from loanvisit.domain.loan_file import (
    FILE_ITEMS,
    FileAnswer,
    FileChecklist,
    FileItem,
    FileLine,
    FileStage,
    HeldPaper,
)
from loanvisit.domain.loan_lines import lineage, loans_as_of
from loanvisit.domain.masking import MaskKind, mask, mask_within
from loanvisit.domain.meeting import Meeting, Resolution
from loanvisit.domain.method_case import SUBSTITUTION_LIFECYCLE, DataCompleteness, MethodCase, Substitution
from loanvisit.domain.method_choice import MethodChoice, MethodLoss
from loanvisit.domain.method_profile import Cost, MethodCell, MethodProfile, Strength
from loanvisit.domain.method_table import Matter, MethodTable
from loanvisit.domain.methods import ROUTINE, Accepts, Channel, Confidence, DutyKind, Method
from loanvisit.domain.money import Money
from loanvisit.domain.monitoring import RunAnswer, RunHit, RunMember, RunOutcome, Watched
from loanvisit.domain.monitoring_run import RUN_LIFECYCLE, MonitoringRun, RunCheck, RunState, RunStep
from loanvisit.domain.nearest import Alteration, NearestChange, NearestChanges
from loanvisit.domain.notice import Notice, NoticeEvent
from loanvisit.domain.obligation import (
    OBLIGATION_LIFECYCLE,
    Discharge,
    Duties,
    Exemption,
    Obligation,
    ObligationState,
    Rule,
    Undetermined,
    subject_text,
)
from loanvisit.domain.organisation import Organisation
from loanvisit.domain.outline import Outline
from loanvisit.domain.pair_check import DeclaredRelation, PairAnswer, PairCheck, PairTest, PairVerdict, RelationKind
from loanvisit.domain.paper import Paper, PaperSource
from loanvisit.domain.past import PastFinding, PastVisit, Signal, SignalLevel, Waiver
from loanvisit.domain.people import Delegation, Officer, OrganisationUnit, Role
from loanvisit.domain.place import Place, PlacePrecision
from loanvisit.domain.pool import Drawable, Pool, PoolMember, Stratum, drawable_key
from loanvisit.domain.portfolio import Portfolio
from loanvisit.domain.preparation import PackGap, PackItem, PackPart, PackSection, PreparationPack
from loanvisit.domain.procedure import ClockSide, Performer, Procedure, ProcedureStep, StepCase, StepClock
from loanvisit.domain.procedure_check import ProcedureCheck, QualityAnswer, StepLine, StepStanding
from loanvisit.domain.proof import Proof
from loanvisit.domain.protecting import DataClass, data_classes
from loanvisit.domain.qualification import Qualification, QualificationDemand, QualificationGap
from loanvisit.domain.quality import QualityKind, QualityTest, ReturnReason
from loanvisit.domain.question import AnswerEvidence, AnswerKind, Option, Question
from loanvisit.domain.record import (
    Answer,
    AnswerValue,
    MissReason,
    NoAnswer,
    Outcome,
    Reading,
    VisitRecord,
)
from loanvisit.domain.regime import Regime
from loanvisit.domain.repayment import (
    PRE_MATURITY,
    REPAYMENT_SOURCE,
    RepaymentOrder,
    RepaymentSource,
    RepaymentState,
)
from loanvisit.domain.requirements import (
    DISBURSED,
    MATURES,
    Anchor,
    Before,
    CountingStart,
    EveryGap,
    EveryPeriod,
    OnceAfter,
    OnSignal,
    Requirement,
    Roll,
)
from loanvisit.domain.risk import FIVE_TIER, Grade, RiskScale, five_tier
from loanvisit.domain.role_table import NEVER, ROLE_TABLE, Ban, RoleRow
from loanvisit.domain.sealing import Receipt, SealedEntry
from loanvisit.domain.seed import SEED_LIFECYCLE, Seed, SeedCommitment, SeedReveal
from loanvisit.domain.term import Counting, Term
from loanvisit.domain.visit import VISIT_LIFECYCLE, Dissent, Visit, VisitState
from loanvisit.domain.visit_outline import AskedQuestion, VisitOutline

__all__ = [
    "ALLOWED", "BUILT_IN_FACTS", "CHANGE_TABLE", "CLASS_LIFECYCLE", "CONCLUSION_TABLE", "DERIVED_FACTS", "DISBURSED",
    "DRAW_LIFECYCLE", "EVENT_KINDS", "FEEDBACK_LIFECYCLE", "FEEDBACK_LOOPS", "FILE_ITEMS", "FINDING_LIFECYCLE",
    "FIVE_TIER", "MATURES", "NEVER", "NO_FACTS", "NO_LEGAL", "OBLIGATION_LIFECYCLE", "PRE_MATURITY", "REGIME_FACTS",
    "RELATIONSHIP", "REMEDIATION_LIFECYCLE", "REPAYMENT_SOURCE", "REPORTED_FACTS", "ROLE_TABLE", "ROUTINE",
    "RUN_LIFECYCLE", "SEED_LIFECYCLE", "STATUSES", "SUBSTITUTION_LIFECYCLE", "VISIT_LIFECYCLE", "Accepts",
    "Acknowledgement", "Advice", "AgeStep", "Alteration", "Anchor", "Answer", "AnswerCheck", "AnswerEvidence",
    "AnswerKind", "AnswerValue", "Arrear", "AskedQuestion", "AssetSearch", "Attempt", "AttemptOutcome", "Ban",
    "Becomes", "Before", "Borrower", "BorrowerFile", "BorrowerId", "BorrowerKind", "Burden", "Calendar", "Capacity",
    "Change", "ChangeCheck", "ChangeRow", "Channel", "Claim", "ClaimEnd", "ClaimEnding", "ClassFloor", "ClassProposal",
    "ClauseId", "ClockSide", "Comparison", "Complaint", "Conclusion", "ConclusionRow", "ConclusionTable", "Condition",
    "Confidence", "Consent", "Cost", "Counting", "CountingStart", "CreditReport", "CustomerSide", "DataClass",
    "DataCompleteness", "DayAnswer", "DayBucket", "DaysPastDue", "DebtElsewhere", "DebtorClaims", "DeclaredRelation",
    "DecreedYear", "Deferral", "DeferralId", "Delegation", "Demand", "DemandMeans", "Departure", "DeskWork",
    "Discharge", "Disposition", "Dissent", "Draw", "DrawId", "Drawable", "Drawdown", "DrawdownId", "Duties",
    "DutyColumn", "DutyKind", "DutyOutcome", "EventId", "EveryGap", "EveryPeriod", "EvidenceId", "EvidenceRef",
    "EvidenceSource", "EvidenceSubject", "ExchangeRate", "Excuse", "Exemption", "Fact", "FactKind", "FactName",
    "FactTest", "FactValue", "Facts", "Family", "Feedback", "FeedbackId", "FeedbackLoop", "FeedbackRate",
    "FeedbackState", "FeedbackSubject", "FileAnswer", "FileChecklist", "FileItem", "FileLine", "FileStage", "Finding",
    "FindingId", "FindingKind", "FindingState", "FloorAnswer", "FloorRule", "Grade", "GroupFigure", "GroupStanding",
    "Guarantee", "GuaranteeId", "GuaranteeKind", "GuarantorConsent", "HandOver", "HandOverItem", "HandOverKind",
    "HandOverSignature", "HeldPaper", "HolidayNotice", "Hours", "IntegrityKind", "IntegrityLimits", "IntegritySignal",
    "Judgment", "LegalActId", "LegalBasis", "LegalClock", "LegalClockKind", "LegalFile", "LegalRight", "Level",
    "Lifecycle", "Limit", "Load", "Loan", "LoanChange", "LoanChangeId", "LoanChangeKind", "LoanEvent", "LoanId",
    "LoanStatus", "LoopRow", "MaskKind", "Materiality", "Matter", "Meeting", "Method", "MethodCase", "MethodCell",
    "MethodChoice", "MethodLoad", "MethodLoss", "MethodProfile", "MethodTable", "MissReason", "MissingFact", "Money",
    "MonitoringRun", "MonthLoad", "Mortgage", "MortgageId", "Move", "NaturalPeriod", "NearestChange", "NearestChanges",
    "Need", "NeedKind", "NoAnswer", "Notice", "NoticeEvent", "NumberSource", "Obligation", "ObligationId",
    "ObligationState", "Officer", "OfficerId", "OfficerTime", "OnSignal", "OnceAfter", "Option", "Organisation",
    "OrganisationUnit", "Outcome", "Outline", "PackGap", "PackItem", "PackPart", "PackSection", "PageMark",
    "PairAnswer", "PairCheck", "PairTest", "PairVerdict", "Paper", "PaperSource", "PastFinding", "PastVisit",
    "Performer", "PersonMet", "Place", "PlacePrecision", "PolicyId", "Pool", "PoolId", "PoolMember", "Portfolio",
    "PreparationPack", "Procedure", "ProcedureCheck", "ProcedureStep", "Proof", "ProposalState", "Qualification",
    "QualificationDemand", "QualificationGap", "QualityAnswer", "QualityKind", "QualityTest", "Question",
    "RankedStratum", "Reading", "Receipt", "Recheck", "RecordId", "Refusal", "Regime", "RelationKind", "Relations",
    "Remediation", "RemediationId", "RemediationState", "RepaymentOrder", "RepaymentSource", "RepaymentState",
    "Replaced", "Requirement", "Resolution", "ReturnReason", "RiskScale", "Role", "RoleRow", "Roll", "Rule", "Ruling",
    "RunAnswer", "RunCheck", "RunHit", "RunId", "RunMember", "RunOutcome", "RunState", "RunStep", "SealedEntry", "Seed",
    "SeedCommitment", "SeedReveal", "SeizedAsset", "Seizure", "SeizureId", "SeizureRenewal", "Signal", "SignalId",
    "SignalLevel", "SignalStrength", "Span", "StepCase", "StepClock", "StepLine", "StepStanding", "Stored", "Stratum",
    "Strength", "Subject", "Substitution", "SubstitutionId", "Suit", "Term", "Thing", "TrailEntry",
    "UnansweredQuestion", "Undetermined", "Unit", "UnitId", "Uptake", "Verdict", "Visit", "VisitId", "VisitOutline",
    "VisitQuery", "VisitRecord", "VisitState", "Waiver", "WaiverId", "Watched", "Weight", "Window", "WithheldEvidence",
    "acting_for", "add_months", "checks_of", "clean_file_name", "conclusion_ruling", "data_classes", "days",
    "drawable_key", "duties_after", "fact_text", "file_checklist", "five_tier", "joined", "legal_clocks", "lineage",
    "loans_as_of", "mask", "mask_within", "months", "proposed_conclusion", "role_permits", "rule", "subject_text",
    "usual_checks", "value_text", "weeks", "working_days", "years",
]  # fmt: skip
