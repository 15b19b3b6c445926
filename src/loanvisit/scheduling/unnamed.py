"""What no clause of a policy is about: products that none names, and live loans to which none applies.

A policy with a first check for working-capital and project loans says nothing of a first check for a bill discounted. A
policy with a clause for each industry it knows asks nothing of a loan of another one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from loanvisit.domain import (
    BorrowerId,
    Duties,
    Exemption,
    FactName,
    LoanStatus,
    Portfolio,
    Subject,
    fact_text,
    value_text,
)
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, counted, join, say, spaced

_PRODUCT = FactName("product")


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
        one.fact: say("condition.is", fact=one.label or fact_text(one.fact), values=spaced(one.value))
        for one in turned_away
    }
    if set(said) != {_PRODUCT}:
        yield join([said[fact] for fact in sorted(said)], zh="，", en=" and ")
