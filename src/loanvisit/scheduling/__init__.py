"""Scheduling: when a visit is owed, to whom, and why."""

from loanvisit.scheduling.asking_of_payment import PAYMENT_CODES, PaymentAsked, ask_of_payment
from loanvisit.scheduling.at_law import legal_duties
from loanvisit.scheduling.choosing import choose_method
from loanvisit.scheduling.clause import Clause, Override
from loanvisit.scheduling.composing import between, override, prefixed, strictest
from loanvisit.scheduling.covering import Trip, cover
from loanvisit.scheduling.discharge import Discharged, discharge_by
from loanvisit.scheduling.grouping import group_figures
from loanvisit.scheduling.loads import load_of
from loanvisit.scheduling.nearing import nearest_changes
from loanvisit.scheduling.nothing_due import why_not
from loanvisit.scheduling.outlining import derive_outline
from loanvisit.scheduling.pairs import check_pair
from loanvisit.scheduling.papers import file_duties
from loanvisit.scheduling.plan import FilePlan, Plan, make_plan, plan_file
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.preparing import prepare_visit
from loanvisit.scheduling.proving import prove, prove_visit
from loanvisit.scheduling.qualifying import qualification_gaps
from loanvisit.scheduling.redrawing import verify_draw
from loanvisit.scheduling.sampling import next_in_rank, quota_of, rank_pool, seed_digest
from loanvisit.scheduling.seeing import Sighting, sighting, sightings
from loanvisit.scheduling.showing import EvidenceBar
from loanvisit.scheduling.telling_runs import tell_run

__all__ = [
    "PAYMENT_CODES",
    "Clause",
    "ClausePolicy",
    "Discharged",
    "EvidenceBar",
    "FilePlan",
    "Override",
    "PaymentAsked",
    "Plan",
    "Policy",
    "Sighting",
    "Trip",
    "ask_of_payment",
    "between",
    "check_pair",
    "choose_method",
    "cover",
    "derive_outline",
    "discharge_by",
    "file_duties",
    "group_figures",
    "legal_duties",
    "load_of",
    "make_plan",
    "nearest_changes",
    "next_in_rank",
    "override",
    "plan_file",
    "prefixed",
    "prepare_visit",
    "prove",
    "prove_visit",
    "qualification_gaps",
    "quota_of",
    "rank_pool",
    "seed_digest",
    "sighting",
    "sightings",
    "strictest",
    "tell_run",
    "verify_draw",
    "why_not",
]
