"""The products that no clause of a policy names: their loans fall under clauses for every product, and no other.

A policy with a first check for working-capital and project loans says nothing of a first check for a bill discounted.
"""

from collections import Counter

from loanvisit.domain import FactName, LoanStatus, Portfolio, value_text
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import Text, counted, join, say

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
