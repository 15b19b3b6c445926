"""What earlier visits left for the next one: answers, questions without one, and findings still open."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Family,
    Finding,
    LoanId,
    NoAnswer,
    Outcome,
    PastFinding,
    Visit,
)


@frozen
class Before:
    """What earlier records say: the latest answer of each question, and what was asked last without one, and why."""

    answers: Mapping[str, tuple[Answer, date]]
    unanswered: Mapping[str, tuple[NoAnswer | None, date]]


def answers_before(file: BorrowerFile, planned: Visit, *, as_of: date) -> Before:
    """Return what the records say that were made by `as_of` about loans of a visit, each after its first payout."""
    answers: dict[str, tuple[Answer, date]] = {}
    unanswered: dict[str, tuple[NoAnswer | None, date]] = {}
    for record in sorted(file.standing_records, key=lambda one: (one.on, one.id)):
        about = file.seen_loans(record) & {*planned.loans}
        made = record.outcome is Outcome.MADE and record.on <= as_of and record.visit != planned.id
        if not made or not _is_after_payout(file, about, record.on):
            continue
        for one in record.answers:
            unanswered.pop(one.question, None)
            if one.value is not None:
                answers[one.question] = (one, record.on)
            elif one.reason is not NoAnswer.NOT_APPLICABLE:
                unanswered[one.question] = (one.reason, record.on)
    return Before(answers=answers, unanswered=unanswered)


def findings_before(file: BorrowerFile, planned: Visit, *, as_of: date) -> list[Finding]:
    """Return the open findings about a visit's loans or its borrower, the heaviest first, then the oldest.

    The bank's own lapses are not asked of a borrower.
    """
    every = frozenset(loan.id for loan in file.loans)
    found: list[Finding] = []
    for one in file.findings:
        about = frozenset(one.loans) & {*planned.loans} if one.loans else every
        is_its = one.kind.family is Family.BORROWER and one.is_open and one.found_on <= as_of
        if is_its and _is_after_payout(file, about, one.found_on):
            found.append(one)
    return sorted(found, key=lambda one: (one.weight.rank, one.found_on, one.id))


def past_findings_before(file: BorrowerFile, *, as_of: date) -> list[PastFinding]:
    """Return the imported findings not known to be closed, in order of id; one without a day is among them."""
    every = frozenset(loan.id for loan in file.loans)
    return [
        one
        for one in file.past_findings
        if one.closed is not True
        and (one.closed_on is None or one.closed_on > as_of)
        and (one.found_on is None or (one.found_on <= as_of and _is_after_payout(file, every, one.found_on)))
    ]


def _is_after_payout(file: BorrowerFile, about: frozenset[LoanId], on: date) -> bool:
    """Say whether a day is not before the first payout of any of some loans; of an unknown payout nobody can tell."""
    firsts = [loan.first_drawn_on for loan in file.loans if loan.id in about]
    return any(first is None or first <= on for first in firsts)
