"""What no clause of a policy is about: products, live loans, days between versions.

A policy with a first check for working-capital and project loans says nothing of a first check for a bill discounted. A
policy with a clause for each industry it knows asks nothing of a loan of another one. A clause of which one version
ends a month before the next begins asks nothing in that month.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from loanvisit.domain import (
    BorrowerId,
    Calendar,
    Duties,
    Exemption,
    FactName,
    LoanStatus,
    Portfolio,
    Subject,
    fact_text,
    value_text,
)
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.idle import emptying_overrides, idle_overrides
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.scheduling.slips import slips
from loanvisit.scheduling.unread import unread_facts
from loanvisit.words import Text, counted, followed, join, say, spaced, verbatim

_PRODUCT = FactName("product")
_DAY = timedelta(days=1)


def policy_notes(
    book: Portfolio, policy: ClausePolicy, answers: Mapping[BorrowerId, Duties], calendar: Calendar
) -> Iterator[Text | None]:
    """Yield what a reader must know of a policy beside the answers it gives for a book; None for what is in order."""
    yield unnamed_products(book, policy)
    yield unplaced_loans(book, policy, answers)
    yield days_between_versions(policy)
    yield idle_overrides(policy, calendar)
    yield emptying_overrides(policy, calendar)
    yield from slips(book, policy)
    yield from unread_facts(book, policy)


def unnamed_products(book: Portfolio, policy: ClausePolicy) -> Text | None:
    """Return a sentence on the products of live loans that no clause names; None where there are none."""
    tests = [
        own
        for clause in policy.clauses
        if (own := [test for test in (*policy.applies, *clause.when) if test.fact == _PRODUCT])
    ]
    products = Counter(loan.product for loan in book.loans if loan.status is LoanStatus.LIVE and loan.product)
    unnamed = [
        say("note.product", product=value_text(_PRODUCT, product), count=counted("loans", products[product]))
        for product in sorted(products)
        if tests and not any(all(test.holds(product) for test in own) for own in tests)
    ]
    return say("note.unnamed_products", products=join(unnamed)) if unnamed else None


def unplaced_loans(book: Portfolio, policy: ClausePolicy, answers: Mapping[BorrowerId, Duties]) -> Text | None:
    """Return a sentence on the live loans to which no clause applies, by what they are; None where there are none.

    Each clause tests something that the loan, each of its drawdowns and its borrower fail. A loan is not among them
    that some clause waits on, for an event or a day to come, nor one that `[applies]` leaves out, nor one of a product
    that no clause names, which is told as such.
    """
    cases = Counter(_unplaced(book, policy, answers))
    if not cases:
        return None
    ordered = sorted(cases, key=lambda case: (-cases[case], case.zh))
    shown = [
        say("note.unplaced.case", case=case, count=counted("loans", cases[case])) for case in ordered[:_MOST_SHOWN]
    ]
    if len(ordered) > _MOST_SHOWN:
        shown.append(say("series.more", count=len(ordered) - _MOST_SHOWN))
    return say("note.unplaced", cases=join(shown, zh="；", en="; "))


_MOST_SHOWN = 5


def _unplaced(book: Portfolio, policy: ClausePolicy, answers: Mapping[BorrowerId, Duties]) -> Iterator[Text]:
    """Yield, for each such loan, the facts that the clauses turn it away for."""
    tested = {(clause.id, test.fact) for clause in policy.clauses for test in clause.when}
    common = {test.fact for test in policy.applies}
    for file in book.files:
        duties = answers[file.id]
        asked = {one.subject for one in (*duties.owed, *duties.projected)}
        asked |= {one.subject for one in duties.undetermined}
        for loan in file.loans:
            about: set[Subject] = {file.id, loan.id, *(one.id for one in loan.drawdowns)}
            if loan.status is not LoanStatus.LIVE or about & asked:
                continue
            turned_away = [one for one in duties.exempt if one.subject in about]
            if turned_away and all((one.clause, one.fact) in tested and one.fact not in common for one in turned_away):
                yield from _case(turned_away)


def _case(turned_away: list[Exemption]) -> Iterator[Text]:
    """Yield what a loan is that no clause is about, nothing where the product alone is why."""
    said = {
        one.fact: say("condition.is", fact=followed(one.label or fact_text(one.fact)), values=spaced(one.value))
        for one in turned_away
    }
    if set(said) != {_PRODUCT}:
        yield join([said[fact] for fact in sorted(said)], zh="，", en=" and ")


def days_between_versions(policy: ClausePolicy) -> Text | None:
    """Return a sentence on the days between two versions of a clause on which none is in force; None without any.

    Where another clause of its series is in force in between, that one asks; a series named in `gaps` may leave days.
    """
    told: dict[tuple[date, date], dict[str, None]] = {}
    for name in dict.fromkeys(clause.id for clause in policy.clauses):
        versions = [clause for clause in policy.clauses if clause.id == name]
        series = {clause.series for clause in versions} - {None}
        if series.intersection(policy.gaps):
            continue
        beside = [clause for clause in policy.clauses if clause.series in series]
        begun = min(clause.effective_from or date.min for clause in versions)
        ended = max(clause.effective_to or date.max for clause in versions)
        for starts, ends in _holes([*versions, *beside]):
            if begun < starts and ends < ended:
                told.setdefault((starts, ends), {})[name.value] = None
    cases = [
        say("note.between.case", starts=starts, ends=ends, clauses=verbatim(", ".join(told[starts, ends])))
        for starts, ends in sorted(told)
    ]
    return say("note.between", cases=join(cases, zh="；", en="; ")) if cases else None


def _holes(clauses: Iterable[Clause]) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each stretch, between the days of clauses, on which none is in force."""
    spans = sorted((clause.effective_from or date.min, clause.effective_to or date.max) for clause in clauses)
    reached = spans[0][1]
    for starts, ends in spans[1:]:
        if starts > reached and starts - _DAY > reached:
            yield reached + _DAY, starts - _DAY
        reached = max(reached, ends)
