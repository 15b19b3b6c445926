"""Tell Hypothesis which strategy draws which noun; Hypothesis calls `register` itself through its entry point."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from loanvisit import domain, scheduling, words

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

IDS = (
    domain.BorrowerId,
    domain.ClauseId,
    domain.DrawdownId,
    domain.DeferralId,
    domain.DrawId,
    domain.EventId,
    domain.EvidenceId,
    domain.FindingId,
    domain.GuaranteeId,
    domain.LegalActId,
    domain.LoanChangeId,
    domain.LoanId,
    domain.MortgageId,
    domain.ObligationId,
    domain.OfficerId,
    domain.PolicyId,
    domain.PoolId,
    domain.RecordId,
    domain.RemediationId,
    domain.SeizureId,
    domain.SignalId,
    domain.SubstitutionId,
    domain.UnitId,
    domain.VisitId,
    domain.WaiverId,
)
"""Every id type."""

DRAWN_BY: tuple[tuple[type, str], ...] = (
    (words.Text, "texts"),
    (domain.Money, "money"),
    (domain.Window, "windows"),
    (domain.Hours, "hours"),
    (domain.Span, "spans"),
    (domain.RiskScale, "risk_scales"),
    (domain.Grade, "grades"),
    (domain.Fact, "fact_declarations"),
    (domain.Facts, "facts"),
    (domain.HolidayNotice, "holiday_notices"),
    (domain.Notice, "notices"),
    (domain.DecreedYear, "decreed_years"),
    (domain.Calendar, "calendars"),
    (domain.Borrower, "borrowers"),
    (domain.Drawdown, "drawdowns"),
    (domain.Loan, "loans"),
    (domain.Delegation, "delegations"),
    (domain.Officer, "officers"),
    (domain.OrganisationUnit, "organisation_units"),
    (domain.PastVisit, "past_visits"),
    (domain.PastFinding, "past_findings"),
    (domain.Signal, "signals"),
    (domain.LoanEvent, "loan_events"),
    (domain.Waiver, "waivers"),
    (domain.Deferral, "deferrals"),
    (domain.Answer, "answers"),
    (domain.Reading, "readings"),
    (domain.EvidenceRef, "evidence"),
    (domain.VisitRecord, "records"),
    (domain.Rule, "rules"),
    (domain.Discharge, "discharges"),
    (domain.DeskWork, "desk_works"),
    (domain.Obligation, "obligations"),
    (domain.Exemption, "exemptions"),
    (domain.Undetermined, "undetermined"),
    (domain.Duties, "duties"),
    (domain.Visit, "visits"),
    (domain.FindingKind, "finding_kinds"),
    (domain.Finding, "findings"),
    (domain.Remediation, "remediations"),
    (domain.Refusal, "refusals"),
    (domain.Replaced, "replaced"),
    (domain.TrailEntry, "trail_entries"),
    (domain.Change, "changes"),
    (domain.SealedEntry, "sealed_entries"),
    (domain.Receipt, "receipts"),
    (domain.PoolMember, "pool_members"),
    (domain.Stratum, "strata"),
    (domain.Pool, "pools"),
    (domain.Seed, "seeds"),
    (domain.SeedReveal, "seed_reveals"),
    (domain.SeedCommitment, "seed_commitments"),
    (domain.RankedStratum, "ranked_strata"),
    (domain.Departure, "departures"),
    (domain.Recheck, "rechecks"),
    (domain.Draw, "draws"),
    (domain.PageMark, "page_marks"),
    (domain.VisitQuery, "visit_queries"),
    (domain.Proof, "proofs"),
    (domain.IntegrityLimits, "integrity_limits"),
    (domain.IntegritySignal, "integrity_signal_values"),
    (domain.NearestChange, "nearest_change_values"),
    (domain.NearestChanges, "nearest_change_sets"),
    (domain.Ruling, "rulings"),
    (domain.Move, "moves"),
    (domain.Lifecycle, "lifecycles"),
    (domain.Arrear, "arrears"),
    (domain.Claim, "claims"),
    (domain.ExchangeRate, "exchange_rates"),
    (domain.DebtElsewhere, "debts_elsewhere"),
    (domain.CreditReport, "credit_reports"),
    (domain.GroupFigure, "group_figures"),
    (domain.GroupStanding, "group_standings"),
    (domain.DebtorClaims, "debtor_claims"),
    (domain.FactTest, "fact_tests"),
    (domain.Excuse, "excuses"),
    (domain.DayBucket, "day_buckets"),
    (domain.AgeStep, "age_steps"),
    (domain.Materiality, "materiality"),
    (domain.Term, "terms"),
    (domain.FloorRule, "floor_rules"),
    (domain.Regime, "regimes"),
    (domain.DaysPastDue, "days_past_due"),
    (domain.FloorAnswer, "floor_answers"),
    (domain.ClassFloor, "class_floors"),
    (domain.ClassProposal, "class_proposals"),
    (domain.Acknowledgement, "acknowledgements"),
    (domain.AssetSearch, "asset_searches"),
    (domain.ChangeCheck, "change_checks"),
    (domain.ChangeRow, "change_rows"),
    (domain.ClaimEnd, "claim_ends"),
    (domain.DataCompleteness, "data_completeness"),
    (domain.Demand, "demands"),
    (domain.DutyOutcome, "duty_outcomes"),
    (domain.Guarantee, "guarantees"),
    (domain.GuarantorConsent, "guarantor_consents"),
    (domain.Judgment, "judgments"),
    (domain.LegalClock, "legal_clocks"),
    (domain.LegalFile, "legal_files"),
    (domain.Load, "plan_loads"),
    (domain.LoanChange, "loan_changes"),
    (domain.Matter, "matters"),
    (domain.MethodCase, "method_cases"),
    (domain.MethodCell, "method_cells"),
    (domain.MethodChoice, "method_choices"),
    (domain.MethodLoad, "method_loads"),
    (domain.MethodLoss, "method_losses"),
    (domain.MethodProfile, "method_profiles"),
    (domain.MethodTable, "method_tables"),
    (domain.MonthLoad, "month_loads"),
    (domain.Mortgage, "mortgages"),
    (domain.OfficerTime, "officer_times"),
    (domain.Seizure, "seizures"),
    (domain.SeizureRenewal, "seizure_renewals"),
    (domain.Substitution, "substitutions"),
    (domain.Suit, "suits"),
    (domain.Ban, "bans"),
    (domain.RoleRow, "role_rows"),
    (domain.Organisation, "organisations"),
    (domain.DeclaredRelation, "declared_relations"),
    (domain.PairAnswer, "pair_answers"),
    (domain.PairCheck, "pair_checks"),
    (domain.Meeting, "meetings"),
    (domain.Resolution, "resolutions"),
    (domain.Qualification, "qualifications"),
    (domain.QualificationDemand, "qualification_demands"),
    (domain.QualificationGap, "qualification_gap_values"),
    (domain.HandOver, "hand_overs"),
    (domain.HandOverItem, "hand_over_items"),
    (domain.HandOverSignature, "hand_over_signatures"),
    (domain.Paper, "papers"),
    (domain.Option, "options"),
    (domain.AnswerEvidence, "answer_evidence"),
    (domain.Question, "questions"),
    (domain.Outline, "outlines"),
    (domain.AskedQuestion, "asked_questions"),
    (domain.VisitOutline, "visit_outlines"),
    (domain.AnswerCheck, "answer_checks"),
    (domain.BorrowerFile, "borrower_files"),
    (domain.Portfolio, "portfolios"),
    (domain.Condition, "conditions"),
    (domain.OnceAfter, "once_after"),
    (domain.EveryPeriod, "every_period"),
    (domain.EveryGap, "every_gap"),
    (domain.Before, "before"),
    (domain.OnSignal, "on_signal"),
    (scheduling.Override, "overrides"),
    (scheduling.Clause, "clauses"),
    (scheduling.ClausePolicy, "policies"),
)
"""Each noun with the strategy that draws it."""


def register() -> None:
    """Make `st.from_type` draw every noun of the library; calling it again changes nothing."""
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415  called while Hypothesis is being imported

    for kind in IDS:
        register_type_strategy(kind, _id_strategy)
    for noun, name in DRAWN_BY:
        register_type_strategy(noun, _later(name))


def _id_strategy(kind: type[domain.LoanId]) -> "SearchStrategy[domain.LoanId]":
    from loanvisit.testing import strategies  # noqa: PLC0415  needed only when something is drawn

    return strategies.ids(kind)


def _later(name: str) -> "Callable[[type[object]], SearchStrategy[object]]":
    def strategy(_: type[object]) -> "SearchStrategy[object]":
        from loanvisit.testing import strategies  # noqa: PLC0415  needed only when something is drawn

        found: SearchStrategy[object] = getattr(strategies, name)()
        return found

    return strategy
