"""The facts that are worked out: from a debtor's claims, from a report of other banks, from how its group stands."""

from collections.abc import Mapping
from types import MappingProxyType

from loanvisit.domain.facts import Fact, FactKind, FactName
from loanvisit.words import say


def _derived(name: str, kind: FactKind) -> Fact:
    return Fact(name=FactName(name), kind=kind, label=say(f"fact.{name}"))


DAYS_PAST_DUE = FactName("days_past_due")
DAYS_MATERIAL = FactName("days_material")
NON_PERFORMING = FactName("non_performing")
EXPECTED_LOSS = FactName("expected_loss_percent")
DEBTOR_SHARE = FactName("debtor.non_performing_percent")
DEBTOR_HERE = FactName("debtor.non_performing_here")
DEBTOR_DAYS = FactName("debtor.days_past_due")
GROUP_SHARE = FactName("group.non_performing_percent")
GROUP_HERE = FactName("group.non_performing_here")
PAID_LATE = FactName("paid_late_on")
"""The last day on which a sum already past due was paid, which starts some terms anew."""
DEBTOR_ELSEWHERE = FactName("debtor.non_performing_elsewhere")
DEBTOR_OVER_90 = FactName("debtor.percent_over_90_days")
RETAIL = FactName("debtor.retail")
"""The flag that materiality asks, which a regime with materiality declares."""

DERIVED_FACTS: Mapping[FactName, Fact] = MappingProxyType(
    {
        fact.name: fact
        for fact in (
            _derived(DAYS_PAST_DUE, FactKind.WHOLE),
            _derived(DAYS_MATERIAL, FactKind.WHOLE),
            _derived(NON_PERFORMING, FactKind.FLAG),
            _derived(EXPECTED_LOSS, FactKind.DECIMAL),
            _derived(DEBTOR_SHARE, FactKind.DECIMAL),
            _derived(DEBTOR_HERE, FactKind.FLAG),
            _derived(DEBTOR_DAYS, FactKind.WHOLE),
            _derived(GROUP_SHARE, FactKind.DECIMAL),
            _derived(GROUP_HERE, FactKind.FLAG),
            _derived(PAID_LATE, FactKind.DATE),
        )
    }
)
"""What is worked out from the claims of a debtor or of its group; no regime declares these, nobody hands them in."""

REPORTED_FACTS: Mapping[FactName, Fact] = MappingProxyType(
    {
        fact.name: fact
        for fact in (_derived(DEBTOR_ELSEWHERE, FactKind.FLAG), _derived(DEBTOR_OVER_90, FactKind.DECIMAL))
    }
)
"""What is worked out from a report of a debtor's debts at other banks; handed in only where there is no report."""

REGIME_FACTS: Mapping[FactName, Fact] = MappingProxyType({**DERIVED_FACTS, **REPORTED_FACTS})
"""What rules of every regime may read without its being declared."""
