"""How many persons a visit takes: two on site and one otherwise, unless its clause says."""

from loanvisit.domain import Accepts, Method, Rule


def persons_of(rule: Rule, method: Method) -> int:
    """Return how many persons meet a duty by a method.

    Where a call by one would do, a visit on site takes two all the same. What a clause that takes visits on site only
    says of visitors is said of those: another method in their place takes one.
    """
    is_on_site, only_on_site = method is Method.ON_SITE, rule.accepts is Accepts.ON_SITE
    if is_on_site == only_on_site:
        return rule.visitors
    return max(rule.visitors, 2) if is_on_site else 1
