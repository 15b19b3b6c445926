"""Steps: one piece of work as a pure decision, values in and one change out.

A step takes who acts (`by`) and when (`at`, an aware instant). A step that dates something takes the day in the bank's
calendar as `on` (`calendar.day_of(at)`); left out, it is the date of `at` in the offset `at` was given with. A refused
step raises and has changed nothing.
"""

from loanvisit.steps.carrying_out import carry_out
from loanvisit.steps.classing import confirm_class, propose_class, return_class
from loanvisit.steps.curing import extend, notify, open_remediation, reject, submit, verify
from loanvisit.steps.deferring import defer
from loanvisit.steps.drawing import commit_seed, freeze_draw, record_departure, record_recheck, reveal_seed
from loanvisit.steps.feeding_back import answer_feedback, ask_again, give_feedback, settle_feedback, withdraw_feedback
from loanvisit.steps.filing import file_record
from loanvisit.steps.handing_over import hand_over, sign_hand_over
from loanvisit.steps.raising import raise_finding, record_findings
from loanvisit.steps.replanning import replan
from loanvisit.steps.reviewing import archive, cancel, co_sign, dissent, overrule, review, send_back, sign_off, void
from loanvisit.steps.running import MovedRun, close_run, file_run, review_run, void_run
from loanvisit.steps.substituting import substitute
from loanvisit.steps.waiving import end_waivers, waive

__all__ = [
    "MovedRun",
    "answer_feedback",
    "archive",
    "ask_again",
    "cancel",
    "carry_out",
    "close_run",
    "co_sign",
    "commit_seed",
    "confirm_class",
    "defer",
    "dissent",
    "end_waivers",
    "extend",
    "file_record",
    "file_run",
    "freeze_draw",
    "give_feedback",
    "hand_over",
    "notify",
    "open_remediation",
    "overrule",
    "propose_class",
    "raise_finding",
    "record_departure",
    "record_findings",
    "record_recheck",
    "reject",
    "replan",
    "return_class",
    "reveal_seed",
    "review",
    "review_run",
    "send_back",
    "settle_feedback",
    "sign_hand_over",
    "sign_off",
    "submit",
    "substitute",
    "verify",
    "void",
    "void_run",
    "waive",
    "withdraw_feedback",
]
