"""Our own policies, put through the kit that strangers use."""

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import Comparison, Condition, FactName, Money
from loanvisit.testing import Check, a_clause, a_policy, policy_checks


@pytest.mark.parametrize("check", policy_checks(lambda: presets.policy("mdb.supervision")), ids=str)
def test_supervision_keeps(check: Check) -> None:
    """The policy of development banks keeps every clause of a policy."""
    check.run()


@pytest.mark.parametrize("check", policy_checks(presets.policy("cn.five_tier_default")), ids=str)
def test_the_five_tier_default_keeps(check: Check) -> None:
    """The composite of Chinese practice keeps every clause of a policy."""
    check.run()


OTHERS = [
    name
    for name in presets.policies()
    if not presets.policy(name).facts and name not in ("mdb.supervision", "cn.five_tier_default")
]


@pytest.mark.parametrize(
    "check",
    [pytest.param(check, id=f"{name}-{check}") for name in OTHERS for check in policy_checks(presets.policy(name))],
)
def test_each_other_preset_on_built_in_facts_keeps(check: Check) -> None:
    """A preset that needs none of a bank's own facts keeps every clause of a policy, on files that have the facts."""
    check.run()


def test_a_total_is_read_from_the_contracts() -> None:
    """A policy that tests a borrower's total reads the contract amounts it is the sum of, and says so."""
    total = Condition(fact=FactName("borrower.total"), test=Comparison.ABOVE, values=(Money("1", "CNY"),))
    for policy in (a_policy(a_clause(when=[total])), evolve(a_policy(a_clause()), applies=(total,))):
        assert {"borrower.total", "principal", "status"} <= policy.reads
    assert "principal" not in a_policy(a_clause()).reads
