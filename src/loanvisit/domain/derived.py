"""The facts that are worked out from a debtor's own claims, and never handed in."""

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
        )
    }
)
"""What is worked out from a debtor's own claims; no regime declares these, and nobody hands them in."""
